"""A slide's content cut into pieces, in reading order.

A box holds paragraphs and nothing else, so whatever is a thing of its own (a picture, a table, code) parts the text around it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, assert_never

from igdeck.layout.tables import Grid, make_grid
from igdeck.layout.words import images_in
from igdeck.model.block import CodeBlock, Heading, List, Paragraph, Quote, Table
from igdeck.model.diagnostics import warning
from igdeck.model.inline import Image
from igdeck.model.page import Kind, PageParagraph
from igdeck.model.value import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from igdeck.layout.words import Words
    from igdeck.model.block import Block
    from igdeck.model.inline import Inline

#: PowerPoint knows nine levels of text (ECMA-376 part 1, 21.1.2.2.7).
DEEPEST = 8
#: PowerPoint counts from 1 up (`ST_TextBulletStartAtNum`, ECMA-376 part 1, 20.1.10.83); it has no item 0.
LAST_START = 32_767


@frozen
class TextPiece:
    """Paragraphs that follow each other in one box."""

    paragraphs: tuple[PageParagraph, ...]


@frozen
class CodePiece:
    """Lines of code."""

    lines: tuple[str, ...]
    language: str


@frozen
class GridPiece:
    """A table, or some rows of a `whole` one, which says how wide the columns are."""

    grid: Grid
    whole: Grid


Piece: TypeAlias = TextPiece | CodePiece | GridPiece | Image


def pieces_of(blocks: Iterable[Block], words: Words) -> tuple[Piece, ...]:
    """Cut blocks into texts and things."""
    return tuple(_gathered(_Flow(words).blocks(blocks, "plain", 0)))


@frozen
class _Flow:
    """Blocks as a flow of paragraphs and things."""

    words: Words

    def blocks(self, blocks: Iterable[Block], kind: Kind, level: int) -> Iterator[PageParagraph | CodePiece | GridPiece | Image]:
        """The blocks in a place where plain text is of this kind and level."""
        for block in blocks:
            match block:
                case Heading():
                    yield from self._paragraph(block.inlines, "heading", 0, block.line)
                case Paragraph():
                    yield from self._paragraph(block.inlines, kind, level, block.line)
                case List():
                    yield from self._list(block, min(level + 1, DEEPEST) if kind == "more" else level)
                case Quote():
                    yield from self.blocks(block.blocks, "quote", level)
                case CodeBlock(text, language):
                    yield CodePiece(tuple(text.split("\n")), language)
                case Table():
                    grid = make_grid(block, self.words)
                    yield GridPiece(grid, grid)
                case _:
                    assert_never(block)

    def _paragraph(self, inlines: tuple[Inline, ...], kind: Kind, level: int, line: int) -> Iterator[PageParagraph | Image]:
        runs = self.words.runs(inlines, line)
        if runs:
            yield PageParagraph(runs, kind, level)
        yield from images_in(inlines)

    def _list(self, block: List, level: int) -> Iterator[PageParagraph | CodePiece | GridPiece | Image]:
        start = self._start(block)
        for offset, item in enumerate(block.items):
            number = start + offset if block.ordered else 0
            kind: Kind = "number" if block.ordered else "bullet"
            first, rest = item.blocks[:1], item.blocks[1:]
            if first and isinstance(first[0], Paragraph | Heading):
                runs = self.words.runs(first[0].inlines, first[0].line)
                pictures = tuple(images_in(first[0].inlines))
            else:
                runs, pictures, rest = (), (), item.blocks
            if runs or not pictures:
                yield PageParagraph(runs, kind, level, number)
            yield from pictures
            yield from self.blocks(rest, "more", level)

    def _start(self, block: List) -> int:
        """The first number. Both decks count alike, so where PowerPoint cannot begin none does."""
        start = min(max(block.start, 1), LAST_START)
        if block.ordered and start != block.start:
            message = f"no list can start at {block.start} in PowerPoint: this one starts at {start}"
            self.words.found.append(
                warning("list-start", message, f"start at 1 to {LAST_START}, or write no list", line=block.line)
            )
        return start


def _gathered(flow: Iterable[PageParagraph | CodePiece | GridPiece | Image]) -> Iterator[Piece]:
    text: list[PageParagraph] = []
    for part in flow:
        if isinstance(part, PageParagraph):
            text.append(part)
            continue
        if text:
            yield TextPiece(tuple(text))
            text = []
        yield part
    if text:
        yield TextPiece(tuple(text))
