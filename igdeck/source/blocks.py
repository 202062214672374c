"""One slide's Markdown as `Block` values, through markdown-it-py."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from igdeck.model.block import CodeBlock, Heading, List, ListItem, Paragraph, Quote, Table
from igdeck.model.diagnostics import note, warning
from igdeck.model.inline import Image, LineBreak, Text
from igdeck.source.inlines import read_inlines, split_attributes, without_picture_attributes
from igdeck.source.later import about_code
from igdeck.source.markup import html_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

    from igdeck.model.block import Align, Block
    from igdeck.model.inline import Inline
    from igdeck.source.context import Context

#: markdown-it drops what is nested deeper than its limit, so the limit is high and what reaches it is kept as text.
MAX_NESTING = 100

_DEFINITION = r"(?m)^[ \t>]*\[[^\]]+\]:"
_LANGUAGE = r"\{?\.?([^\s{}\[\],=]*)"
_CELL_BORDER = r"(?<!\\)\|"


def new_parser() -> MarkdownIt:
    """A parser of igdeck's plain language: CommonMark with tables and strike-through."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING}).enable(["table", "strikethrough"])
    # Links that would run something are links all the same: layout takes their words and says so, where markdown-it would
    # leave brackets and address on the slide.
    parser.validateLink = _any_link  # type: ignore[method-assign]
    return parser


def _any_link(url: str) -> bool:  # noqa: ARG001 markdown-it passes it
    return True


def shared_references(parser: MarkdownIt, texts: Sequence[str]) -> dict[str, Any]:
    """The link definitions of all slides: a link may be defined on another slide than it is used."""
    env: dict[str, Any] = {}
    for text in texts:
        if "]:" in text and re.search(_DEFINITION, text):
            try:
                parser.parse(text, env)
            except RecursionError:
                continue  # `read_blocks` says so
    return {"references": env.get("references", {})}


def read_blocks(parser: MarkdownIt, text: str, first_line: int, env: dict[str, Any], context: Context) -> tuple[Block, ...]:
    """Parse one slide's text, whose first line is number `first_line` of its file."""
    try:
        tokens = parser.parse(text, {"references": env["references"]})
    except RecursionError:
        return _too_deep(text, first_line, context)
    if any(token.level >= MAX_NESTING - 2 for token in tokens):
        return _too_deep(text, first_line, context)
    return tuple(_Reader(tokens, text, first_line, context).blocks())


def _too_deep(text: str, line: int, context: Context) -> tuple[Block, ...]:
    hint = "a slide holds three levels well"
    context.found.append(warning("nested-too-deep", "nested too deep: this slide's source stands as plain text", hint, line=line))
    parts: list[Inline] = []
    for entry in text.split("\n"):
        parts += [Text(entry), LineBreak()]
    return (Paragraph(tuple(parts[:-1]), line),)


class _Reader:
    """Walks a flat token stream once."""

    __slots__ = ("at", "context", "first_line", "text", "tokens")

    def __init__(self, tokens: Sequence[Token], text: str, first_line: int, context: Context) -> None:
        self.tokens = tokens
        self.text = text
        self.first_line = first_line
        self.context = context
        self.at = 0

    def blocks(self, until: str = "") -> Iterator[Block]:
        """The blocks up to the closing token `until`, which is passed."""
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            self.at += 1
            if token.type == until:
                return
            yield from self._block(token)

    def _block(self, token: Token) -> Iterator[Block]:
        line = self._line(token)
        match token.type:
            case "paragraph_open":
                yield Paragraph(self._paragraph(line), line)
            case "heading_open":
                yield self._heading(int(token.tag[1]), line)
            case "bullet_list_open":
                yield List(tuple(self._items("bullet_list_close")), ordered=False, start=1, line=line)
            case "ordered_list_open":
                start = int(token.attrs.get("start", 1))
                yield List(tuple(self._items("ordered_list_close")), ordered=True, start=start, line=line)
            case "blockquote_open":
                yield Quote(tuple(self.blocks("blockquote_close")), line)
            case "fence" | "code_block":
                yield self._code(token, line)
            case "table_open":
                yield self._table(line)
            case "html_block":
                yield from html_lines(token.content, line, self.context)
            case _:
                yield from self._other(token, line)

    def _other(self, token: Token, line: int) -> Iterator[Block]:
        if token.type == "hr":
            hint = "put a blank line before it, and nothing else on its line, to start a new slide"
            self.context.found.append(note("rule-inside", "this rule ends no slide and is not drawn", hint, line=line))
        elif token.content.strip():
            yield Paragraph((Text(token.content),), line)

    def _line(self, token: Token) -> int:
        return self.first_line + (token.map[0] if token.map else 0)

    def _inline(self, close: str) -> tuple[Inline, ...]:
        inlines: tuple[Inline, ...] = ()
        while (token := self.tokens[self.at]).type != close:
            if token.type == "inline":
                inlines = read_inlines(token.children or (), self._line(token), self.context)
            self.at += 1
        self.at += 1
        return inlines

    def _heading(self, level: int, line: int) -> Heading:
        """A heading; the attributes of a title belong to its slide, those of any other come later."""
        is_title = self.at == 1
        inlines = self._inline("heading_close")
        if not is_title:
            inlines, attributes = split_attributes(inlines)
            self._about_attributes("headings", attributes, line)
        return Heading(level, inlines, line)

    def _paragraph(self, line: int) -> tuple[Inline, ...]:
        """A paragraph's inlines without the attributes of its pictures, for their sizes come later."""
        inlines = self._inline("paragraph_close")
        if not any(isinstance(inline, Image) for inline in inlines):
            return inlines
        inlines, attributes = without_picture_attributes(inlines)
        for words in attributes:
            self._about_attributes("pictures", words, line)
        return inlines

    def _about_attributes(self, owner: str, attributes: str, line: int) -> None:
        if attributes:
            message = f"attributes of {owner} have no effect yet: {{{attributes}}}"
            self.context.found.append(warning("attributes-later", message, line=line))

    def _items(self, close: str) -> Iterator[ListItem]:
        while (token := self.tokens[self.at]).type != close:
            self.at += 1
            yield ListItem(tuple(self.blocks("list_item_close")), self._line(token))
        self.at += 1

    def _code(self, token: Token, line: int) -> CodeBlock:
        info = token.info.strip()
        language = match[1] if (match := re.match(_LANGUAGE, info)) else ""
        for diagnostic in about_code(language, info, line):
            self.context.once(str(line) if diagnostic.code != "code-colours-later" else "", diagnostic)
        return CodeBlock(token.content.removesuffix("\n"), language, line)

    def _table(self, line: int) -> Table:
        rows: list[tuple[tuple[Inline, ...], ...]] = []
        cells: list[tuple[Inline, ...]] = []
        aligns: list[Align | None] = []
        lines, row = self.text.split("\n"), line
        while (token := self.tokens[self.at]).type != "table_close":
            self.at += 1
            match token.type:
                case "tr_open":
                    cells, row = [], self._line(token)
                case "tr_close":
                    rows.append(self._whole_row(cells, lines[row - self.first_line], row))
                case "th_open":
                    aligns.append(_align(str(token.attrs.get("style", ""))))
                case "inline":
                    cells.append(read_inlines(token.children or (), row, self.context))
        self.at += 1
        return Table(rows[0], tuple(rows[1:]), tuple(aligns), line)

    def _whole_row(self, cells: list[tuple[Inline, ...]], source: str, line: int) -> tuple[tuple[Inline, ...], ...]:
        """The cells of a row with the text of those that markdown-it leaves out: the ones beyond the header's."""
        if source.count("|") < len(cells):
            return tuple(cells)
        texts = re.split(_CELL_BORDER, source.strip("> \t").removeprefix("|"))
        rest = " ".join(text.strip().replace("\\|", "|") for text in texts[len(cells) :] if text.strip())
        if not rest:
            return tuple(cells)
        message = f"this row has more cells than its header: “{rest}” is put into the last one"
        hint = "add a column to the header, or write \\| for a | that parts no cells"
        self.context.found.append(warning("table-cells", message, hint, line=line))
        return (*cells[:-1], (*cells[-1], Text(f" {rest}")))


def _align(style: str) -> Align | None:
    match style.removeprefix("text-align:"):
        case "left":
            return "left"
        case "center":
            return "center"
        case "right":
            return "right"
        case _:
            return None
