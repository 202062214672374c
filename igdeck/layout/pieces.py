"""A slide's content cut into pieces, in reading order.

A box holds paragraphs and nothing else, so whatever is a thing of its own (a picture, a table, code) parts the text around it.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final, TypeAlias, assert_never

from igdeck.layout.course import Course, turns
from igdeck.layout.tables import Grid, make_grid
from igdeck.layout.words import caption_of
from igdeck.model.block import (
    Callout,
    CodeBlock,
    Columns,
    Contents,
    Definitions,
    Group,
    Heading,
    List,
    Paragraph,
    Pause,
    Quote,
    Table,
)
from igdeck.model.diagnostics import warning
from igdeck.model.inline import Image, Text
from igdeck.model.page import Kind, PageParagraph, Run
from igdeck.model.value import frozen, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from igdeck.layout.listing import Listing
    from igdeck.layout.words import Words
    from igdeck.model.block import Block, CalloutKind
    from igdeck.model.geometry import Length
    from igdeck.model.inline import Inline

#: PowerPoint knows nine levels of text (ECMA-376 part 1, 21.1.2.2.7).
DEEPEST = 8
#: The marks of tasks to do and of those that are done.
MARKS: Final = {None: "", False: "☐", True: "☑"}
#: A caption of more letters than this is a text.
LONGEST_CAPTION: Final = 300
#: PowerPoint counts from 1 up (`ST_TextBulletStartAtNum`, ECMA-376 part 1, 20.1.10.83); it has no item 0.
LAST_START = 32_767


@frozen
class TextPiece:
    """Paragraphs that follow each other in one box."""

    paragraphs: tuple[PageParagraph, ...]


@frozen
class CodePiece:
    """The lines of a listing from `start` on, up to `stop`; all of it says how small they are set.

    `step` is the click that it appears with, `turns` those on which it points at the next group of lines.
    """

    listing: Listing
    start: int
    stop: int
    step: int = 0
    turns: tuple[int, ...] = ()


@frozen
class GridPiece:
    """A table, or some rows of a `whole` one, which says how wide the columns are.

    `step` is the click that it appears with, `rows_from` that of its first row if they come one by one, else 0.
    """

    grid: Grid
    whole: Grid
    step: int = 0
    rows_from: int = 0


@frozen
class Gallery:
    """Pictures that follow each other."""

    images: tuple[Image, ...]


@frozen
class CalloutPiece:
    """A box that calls for attention: its title and its text."""

    kind: CalloutKind
    paragraphs: tuple[PageParagraph, ...]


@frozen
class ColumnsPiece:
    """Columns side by side, each with its pieces; a width is None where it shares what the others leave."""

    columns: tuple[tuple[Piece, ...], ...]
    widths: tuple[Length | None, ...]


#: What blocks become, one after the other, before paragraphs and pictures are gathered.
Part: TypeAlias = "PageParagraph | CodePiece | GridPiece | CalloutPiece | ColumnsPiece | Image"
Piece: TypeAlias = "TextPiece | CodePiece | GridPiece | CalloutPiece | ColumnsPiece | Gallery | Image"


def pieces_of(blocks: Iterable[Block], words: Words) -> tuple[Piece, ...]:
    """Cut blocks into texts and things."""
    return tuple(_gathered(_Flow(words, Course()).blocks(blocks, "plain", 0)))


def headed(column: Sequence[Piece]) -> tuple[PageParagraph, Sequence[Piece]]:
    """The heading that a column starts with, and what follows it."""
    match column:
        case (TextPiece((heading, *others)), *rest) if heading.kind == "heading":
            return heading, ((TextPiece(tuple(others)), *rest) if others else rest)
        case _:
            return PageParagraph(()), column


def flat(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces, and in place of columns what stands in them."""
    for piece in pieces:
        if isinstance(piece, ColumnsPiece):
            for column in piece.columns:
                yield from flat(column)
        else:
            yield piece


def merged(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """The pieces, texts that follow each other as one."""
    out: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, TextPiece) and out and isinstance(before := out[-1], TextPiece):
            out[-1] = TextPiece((*before.paragraphs, *piece.paragraphs))
        else:
            out.append(piece)
    return tuple(out)


@frozen
class _Flow:
    """Blocks as a flow of paragraphs and things."""

    words: Words
    course: Course

    def blocks(self, blocks: Iterable[Block], kind: Kind, level: int) -> Iterator[Part]:  # noqa: C901, PLR0912 a case each
        """The blocks in a place where plain text is of this kind and level."""
        for block in blocks:
            match block:
                case Heading():
                    yield from self._paragraph(block.inlines, "heading", 0, block.line)
                case Paragraph():
                    yield from self._paragraph(block.inlines, kind, level, block.line)
                case List():
                    yield from self._list(block, min(level + 1, DEEPEST) if kind in ("more", "meaning") else level)
                case Quote():
                    yield from self.blocks(block.blocks, "quote", level)
                    if block.attribution:
                        yield from self._paragraph((Text("— "), *block.attribution), "attribution", level, block.line)
                case CodeBlock():
                    from igdeck.layout.listing import make_listing

                    listing, groups = make_listing(block, self.words.found, self.words.colours), len(block.marks)
                    step, first = self.course.step, self.course.advance(groups - 1) if groups > 1 else 0
                    yield CodePiece(listing, 0, len(listing.lines), step, turns(first, block.marks))
                case Table():
                    grid = make_grid(block, self.words)
                    rows_from = self.course.advance(len(grid.rows)) if block.steps else 0
                    yield GridPiece(grid, grid, self.course.step, rows_from)
                case Columns():
                    yield self._columns(block)
                case Callout():
                    yield from self._callout(block)
                case Definitions():
                    for item in block.items:
                        yield from self._paragraph(item.term, "term", level, item.line)
                        for meaning in item.meanings:
                            yield from self.blocks(meaning, "meaning", level)
                case Group():
                    around = self.course.enter(block)
                    yield from self.blocks(block.blocks, kind, level)
                    self.course.lang, self.course.dir = around
                case Pause():
                    self.course.pause()
                case Contents():
                    yield from self._contents()
                case _:
                    assert_never(block)

    def _columns(self, block: Columns) -> ColumnsPiece:
        columns = tuple(tuple(_gathered(self.blocks(column.blocks, "plain", 0))) for column in block.columns)
        return ColumnsPiece(columns, tuple(column.width for column in block.columns))

    def _callout(self, block: Callout) -> Iterator[Part]:
        """The box with its text; what is no text follows it."""
        title = tuple(self._paragraph(block.title or self.words.callout(block.kind, self.course.lang), "term", 0, block.line))
        parts = (*title, *self.blocks(block.blocks, "plain", 0))
        said = tuple(part for part in parts if isinstance(part, PageParagraph))
        yield CalloutPiece(block.kind, said)
        yield from (part for part in parts if not isinstance(part, PageParagraph))

    def _contents(self) -> Iterator[PageParagraph]:
        """The deck's table of contents; an entry is a bullet of the first level."""
        for name, key in self.words.contents:
            yield PageParagraph((Run(name, href=f"#{key}"),), "bullet", step=self.course.step, dir=self.course.dir)

    def _paragraph(self, inlines: tuple[Inline, ...], kind: Kind, level: int, line: int) -> Iterator[PageParagraph | Image]:
        course = self.course
        if runs := course.spoken(self.words.runs(inlines, line)):
            yield PageParagraph(runs, kind, level, step=course.step, dir=course.dir)
        yield from self._pictures(inlines)

    def _pictures(self, inlines: tuple[Inline, ...]) -> Iterator[PageParagraph | Image]:
        """The pictures among words. A caption that is a text of its own stands there as one, and can continue."""
        step = self.course.step
        for image in self.words.pictures(inlines):
            long = len(image.title) > LONGEST_CAPTION
            shown = replace(image, title="", caption=(), runs=()) if long else image
            yield replace(shown, step=step) if step else shown
            if long:
                yield PageParagraph(caption_of(image), "plain", step=step, dir=self.course.dir)

    def _list(self, block: List, level: int) -> Iterator[Part]:
        start = self._start(block)
        course, outside = self.course, self.course.step
        for offset, item in enumerate(block.items):
            if block.incremental:
                course.step = course.advance()
            number = start + offset if block.ordered else 0
            kind: Kind = "number" if block.ordered else "bullet"
            first, rest = item.blocks[:1], item.blocks[1:]
            if first and isinstance(first[0], Paragraph | Heading):
                runs = course.spoken(self.words.runs(first[0].inlines, first[0].line))
                pictures = tuple(self._pictures(first[0].inlines))
            else:
                runs, pictures, rest = (), (), item.blocks
            if runs or not pictures:
                mark = MARKS[item.done]
                yield PageParagraph(runs, kind, level, number, mark=mark, step=course.step, dir=course.dir)
            yield from pictures
            yield from self.blocks(rest, "more", level)
            if block.incremental:
                course.leave(outside)

    def _start(self, block: List) -> int:
        """The first number. Both decks count alike, so where PowerPoint cannot begin none does."""
        start = min(max(block.start, 1), LAST_START)
        if block.ordered and start != block.start:
            message = f"no list can start at {block.start} in PowerPoint: this one starts at {start}"
            self.words.found.append(
                warning("list-start", message, f"start at 1 to {LAST_START}, or write no list", line=block.line)
            )
        return start


def _gathered(flow: Iterable[Part]) -> Iterator[Piece]:
    for kind, group in groupby(flow, _kind):
        match kind:
            case "text":
                yield TextPiece(tuple(part for part in group if isinstance(part, PageParagraph)))
            case "picture":
                images = tuple(part for part in group if isinstance(part, Image))
                yield images[0] if len(images) == 1 else Gallery(images)
            case _:
                yield from (part for part in group if not isinstance(part, PageParagraph))


def _kind(part: Part) -> str:
    return "text" if isinstance(part, PageParagraph) else "picture" if isinstance(part, Image) else "thing"
