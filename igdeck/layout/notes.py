"""What the speaker says, as paragraphs of a notes page: lists, emphasis and links are kept, and of what is no text its words."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from igdeck.layout.pieces import MARKS
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
from igdeck.model.inline import Strong, Text
from igdeck.model.page import PageParagraph, Run
from igdeck.model.value import frozen, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from igdeck.layout.words import Words
    from igdeck.model.block import Block
    from igdeck.model.inline import Direction, Inline
    from igdeck.model.page import Kind

#: PowerPoint knows nine levels of text (ECMA-376 part 1, 21.1.2.2.7).
_DEEPEST = 8


def notes_of(blocks: Iterable[Block], words: Words) -> tuple[PageParagraph, ...]:
    """The paragraphs of a slide's notes."""
    return tuple(_Said(words).blocks(blocks, "plain", 0))


@frozen
class _Said:
    """Blocks as paragraphs in one direction."""

    words: Words
    dir: Direction = ""

    def blocks(self, blocks: Iterable[Block], kind: Kind, level: int) -> Iterator[PageParagraph]:  # noqa: C901, PLR0912
        for block in blocks:
            match block:
                case Heading(_, inlines, line):
                    yield from self._words((Strong(inlines),), "plain", 0, line)
                case Paragraph(inlines, line):
                    yield from self._words(inlines, kind, level, line)
                case List():
                    yield from self._list(block, min(level + 1, _DEEPEST) if kind == "more" else level)
                case Quote(inner, line, attribution):
                    yield from self.blocks(inner, kind, level)
                    yield from self._words((Text("— "), *attribution) if attribution else (), kind, level, line)
                case CodeBlock(text, filename=filename):
                    yield from (PageParagraph((Run(filename),), kind, level),) if filename else ()
                    yield from (PageParagraph((Run(line, code=True),), kind, level) for line in text.split("\n"))
                case Table():
                    yield from self._rows(block, kind, level)
                case Columns(columns):
                    for column in columns:
                        yield from self.blocks(column.blocks, kind, level)
                case Callout(name, title, inner, line):
                    yield from self._words((Strong(title or self.words.callout(name)),), kind, level, line)
                    yield from self.blocks(inner, kind, level)
                case Definitions(items):
                    for item in items:
                        yield from self._words((Strong(item.term),), kind, level, item.line)
                        for meaning in item.meanings:
                            yield from self.blocks(meaning, kind, level)
                case Group(inner, dir=direction):
                    yield from _Said(self.words, direction or self.dir).blocks(inner, kind, level)
                case Pause() | Contents():
                    pass
                case _:
                    assert_never(block)

    def _words(self, inlines: tuple[Inline, ...], kind: Kind, level: int, line: int, number: int = 0) -> Iterator[PageParagraph]:
        """A paragraph; in place of a picture its alternative text and its caption."""
        runs = self.words.runs(inlines, line)
        for image in self.words.pictures(inlines):
            for said in filter(None, ((Run(image.alt),) * bool(image.alt), caption_of(image))):
                runs = (*runs, *((Run(" "),) if runs else ()), *said)
        if runs:
            yield PageParagraph(runs, kind, level, number, dir=self.dir)

    def _list(self, block: List, level: int) -> Iterator[PageParagraph]:
        for at, item in enumerate(block.items, max(block.start, 1)):
            first, rest = (item.blocks[:1], item.blocks[1:])
            kind: Kind = "number" if block.ordered else "bullet"
            if first and isinstance(first[0], Paragraph | Heading):
                said = self._words(first[0].inlines, kind, level, first[0].line, at if block.ordered else 0)
                yield from (replace(paragraph, mark=MARKS[item.done]) for paragraph in said)
            else:
                rest = item.blocks
            yield from self.blocks(rest, "more", level)

    def _rows(self, table: Table, kind: Kind, level: int) -> Iterator[PageParagraph]:
        """A row as a line, its cells parted by tabs."""
        yield from self._words(table.caption, kind, level, table.line)
        for row in (table.header, *table.rows):
            cells = [self.words.runs(cell, table.line) for cell in row]
            runs = tuple(run for at, cell in enumerate(cells) for run in ((Run("\t"),) * bool(at) + cell))
            yield PageParagraph(runs, kind, level, dir=self.dir)
