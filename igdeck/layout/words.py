"""Inlines as runs, and blocks as the paragraphs of a text box.

A box holds paragraphs and nothing else, so whatever is a thing of its own (a picture, a table, code) parts the text around it.
`pieces_of` cuts a slide into such pieces in reading order.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias, assert_never

from igdeck.model.block import CodeBlock, Heading, List, Paragraph, Quote, Table
from igdeck.model.diagnostics import warning
from igdeck.model.inline import CodeSpan, Emphasis, Image, LineBreak, Link, Strike, Strong, Text, plain_text
from igdeck.model.page import Kind, PageParagraph, Run
from igdeck.model.value import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from igdeck.model.block import Block
    from igdeck.model.diagnostics import Diagnostic
    from igdeck.model.inline import Inline

#: PowerPoint knows nine levels of text (ECMA-376 part 1, 21.1.2.2.7).
DEEPEST = 8

_PLAIN = Run("")


@frozen
class TextPiece:
    """Paragraphs that follow each other in one box."""

    paragraphs: tuple[PageParagraph, ...]


Piece: TypeAlias = TextPiece | CodeBlock | Table | Image


@dataclass(frozen=True, slots=True)
class Words:
    """What it takes to read a deck's inlines: the slides that links lead to by key, and the place for what is wrong."""

    keys: Mapping[str, str]
    found: list[Diagnostic] = field(default_factory=list)

    def runs(self, inlines: Iterable[Inline], line: int) -> tuple[Run, ...]:
        """The words of a paragraph with their looks; pictures are left out, spaces beside a hard break too."""
        return _tidied(_joined(self._runs(inlines, _PLAIN, line)))

    def cell(self, inlines: Iterable[Inline], line: int) -> tuple[Run, ...]:
        """The words of a table's cell, where a picture is its alternative text."""
        inlines = tuple(inlines)
        for image in images_in(inlines):
            message = f"a picture in a table is not drawn: “{image.target}”; its alternative text stands there"
            self.found.append(warning("picture-in-table", message, "give it a place outside of the table", line=image.line))
        return self.runs(_with_alternatives(inlines), line)

    def pieces(self, blocks: Iterable[Block]) -> tuple[Piece, ...]:
        """A slide's blocks cut into texts and things, in reading order."""
        return tuple(_gathered(self._flow(blocks, "plain", 0)))

    def _flow(self, blocks: Iterable[Block], kind: Kind, level: int) -> Iterator[PageParagraph | CodeBlock | Table | Image]:
        for block in blocks:
            match block:
                case Heading():
                    yield from self._paragraph(block.inlines, "heading", 0, block.line)
                case Paragraph():
                    yield from self._paragraph(block.inlines, kind, level, block.line)
                case List():
                    yield from self._list(block, min(level + 1, DEEPEST) if kind == "more" else level)
                case Quote():
                    yield from self._flow(block.blocks, "quote", level)
                case CodeBlock() | Table():
                    yield block
                case _:
                    assert_never(block)

    def _paragraph(self, inlines: tuple[Inline, ...], kind: Kind, level: int, line: int) -> Iterator[PageParagraph | Image]:
        runs = self.runs(inlines, line)
        if runs:
            yield PageParagraph(runs, kind, level)
        yield from images_in(inlines)

    def _list(self, block: List, level: int) -> Iterator[PageParagraph | CodeBlock | Table | Image]:
        for offset, item in enumerate(block.items):
            number = block.start + offset if block.ordered else 0
            kind: Kind = "number" if block.ordered else "bullet"
            first, rest = item.blocks[:1], item.blocks[1:]
            if first and isinstance(first[0], Paragraph | Heading):
                runs = self.runs(first[0].inlines, first[0].line)
                pictures = tuple(images_in(first[0].inlines))
            else:
                runs, pictures, rest = (), (), item.blocks
            if runs or not pictures:
                yield PageParagraph(runs, kind, level, number)
            yield from pictures
            yield from self._flow(rest, "more", level)

    def _runs(self, inlines: Iterable[Inline], look: Run, line: int) -> Iterator[Run]:
        for inline in inlines:
            match inline:
                case Text(text):
                    yield _dressed(look, text)
                case LineBreak():
                    yield Run("\n")
                case CodeSpan(text):
                    yield _dressed(look, text, code=True)
                case Emphasis(children):
                    yield from self._runs(children, _dressed(look, italic=True), line)
                case Strong(children):
                    yield from self._runs(children, _dressed(look, bold=True), line)
                case Strike(children):
                    yield from self._runs(children, _dressed(look, strike=True), line)
                case Link(target, children):
                    yield from self._runs(children, _dressed(look, href=self._target(target, line)), line)
                case Image():
                    pass
                case _:
                    assert_never(inline)

    def _target(self, target: str, line: int) -> str:
        """Where a link leads: `#key` or `#3` to a slide, all else out of the deck; "" where there is no such slide."""
        if not target.startswith("#"):
            return target
        key = self.keys.get(target[1:])
        if key is None:
            hint = "link to a slide by its title in lower case with hyphens, by the {#id} after its title, or by its number"
            self.found.append(
                warning("link-nowhere", f"no slide is called “{target[1:]}”: the link is left out", hint, line=line)
            )
            return ""
        return f"#{key}"


def images_in(inlines: Iterable[Inline]) -> Iterator[Image]:
    """All pictures among the inlines and in them."""
    for inline in inlines:
        match inline:
            case Image():
                yield inline
            case Emphasis(children) | Strong(children) | Strike(children) | Link(_, children):
                yield from images_in(children)
            case Text() | LineBreak() | CodeSpan():
                pass
            case _:
                assert_never(inline)


def _with_alternatives(inlines: Sequence[Inline]) -> Sequence[Inline]:
    if not any(images_in(inlines)):
        return inlines
    return tuple(Text(plain_text((inline,))) if any(images_in((inline,))) else inline for inline in inlines)


def _dressed(
    look: Run,
    text: str = "",
    *,
    bold: bool = False,
    italic: bool = False,
    strike: bool = False,
    code: bool = False,
    href: str = "",
) -> Run:
    """A run of the same look and more. Not `dataclasses.replace`, which takes five times as long."""
    return Run(text, look.bold or bold, look.italic or italic, look.strike or strike, look.code or code, href or look.href)


def _joined(runs: Iterable[Run]) -> list[Run]:
    """Runs of one look that follow each other as one."""
    out: list[Run] = []
    for run in runs:
        if not run.text:
            continue
        if out and run.text != "\n" and out[-1].text != "\n" and _dressed(run, out[-1].text) == out[-1]:
            out[-1] = _dressed(run, out[-1].text + run.text)
        else:
            out.append(run)
    return out


def _tidied(runs: list[Run]) -> tuple[Run, ...]:
    """Without spaces at the ends and beside a hard break, where a space would show as an indent."""
    while runs and not runs[0].code and not runs[0].text.strip():
        runs.pop(0)
    while runs and not runs[-1].code and not runs[-1].text.strip():
        runs.pop()
    out: list[Run] = []
    for index, run in enumerate(runs):
        text = run.text
        if text != "\n" and not run.code:
            text = text.lstrip(" ") if index == 0 or runs[index - 1].text == "\n" else text
            text = text.rstrip(" ") if index + 1 == len(runs) or runs[index + 1].text == "\n" else text
        if text:
            out.append(run if text == run.text else _dressed(run, text))
    return tuple(out)


def _gathered(flow: Iterable[PageParagraph | CodeBlock | Table | Image]) -> Iterator[Piece]:
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
