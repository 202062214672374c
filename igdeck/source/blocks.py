"""One slide's Markdown as `Block` values, through markdown-it-py."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from igdeck.model.block import CodeBlock, Heading, List, ListItem, Paragraph, Quote, Table
from igdeck.model.diagnostics import note, warning
from igdeck.model.inline import Image, LineBreak, Text
from igdeck.source.inlines import read_inlines, split_attributes
from igdeck.source.later import about_code

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

    from igdeck.model.block import Align, Block
    from igdeck.model.inline import Inline
    from igdeck.source.inlines import Context

#: markdown-it drops what is nested deeper than its limit, so the limit is high and what reaches it is kept as text.
MAX_NESTING = 100

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_SILENT = re.compile(r"<(script|style)\b[^>]*>.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^>]*>")
_DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]+\]:", re.MULTILINE)


def new_parser() -> MarkdownIt:
    """A parser of igdeck's plain language: CommonMark with tables and strike-through."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"maxNesting": MAX_NESTING}).enable(["table", "strikethrough"])


def shared_references(parser: MarkdownIt, texts: Sequence[str]) -> dict[str, Any]:
    """The link definitions of all slides: a link may be defined on another slide than it is used."""
    env: dict[str, Any] = {}
    for text in texts:
        if "]:" in text and _DEFINITION.search(text):
            parser.parse(text, env)
    return {"references": env.get("references", {})}


def read_blocks(parser: MarkdownIt, text: str, first_line: int, env: dict[str, Any], context: Context) -> tuple[Block, ...]:
    """Parse one slide's text, whose first line is number `first_line` of its file."""
    try:
        tokens = parser.parse(text, {"references": env["references"]})
    except RecursionError:
        return _too_deep(text, first_line, context)
    if any(token.level >= MAX_NESTING - 2 for token in tokens):
        return _too_deep(text, first_line, context)
    return tuple(_Reader(tokens, first_line, context).blocks())


def _too_deep(text: str, line: int, context: Context) -> tuple[Block, ...]:
    hint = "a slide holds three levels well"
    context.found.append(warning("nested-too-deep", "nested too deep: this slide's source stands as plain text", hint, line=line))
    parts: list[Inline] = []
    for entry in text.split("\n"):
        parts += [Text(entry), LineBreak()]
    return (Paragraph(tuple(parts[:-1]), line),)


@dataclass(slots=True)
class _Reader:
    """Walks a flat token stream once."""

    tokens: Sequence[Token]
    first_line: int
    context: Context
    at: int = 0

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
                yield Paragraph(self._inline("paragraph_close"), line)
            case "heading_open":
                yield Heading(int(token.tag[1]), self._inline("heading_close"), line)
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
                yield from self._html(token.content, line)
            case "hr":
                hint = "put a blank line before it to start a new slide"
                self.context.found.append(note("rule-inside", "this rule ends no slide and is not drawn", hint, line=line))
            case _:
                if token.content.strip():
                    yield Paragraph((Text(token.content),), line)

    def _line(self, token: Token) -> int:
        return self.first_line + (token.map[0] if token.map else 0)

    def _inline(self, close: str) -> tuple[Inline, ...]:
        inlines: tuple[Inline, ...] = ()
        while (token := self.tokens[self.at]).type != close:
            if token.type == "inline":
                inlines = self._tidy(read_inlines(token.children or (), self._line(token), self.context), self._line(token))
            self.at += 1
        self.at += 1
        return inlines

    def _tidy(self, inlines: tuple[Inline, ...], line: int) -> tuple[Inline, ...]:
        """Take the attributes off a picture; their sizes come later."""
        if any(isinstance(inline, Image) for inline in inlines):
            rest, attributes = split_attributes(inlines)
            if attributes:
                message = f"attributes of pictures have no effect yet: {{{attributes}}}"
                self.context.found.append(warning("attributes-later", message, line=line))
                return rest
        return inlines

    def _items(self, close: str) -> Iterator[ListItem]:
        while (token := self.tokens[self.at]).type != close:
            self.at += 1
            yield ListItem(tuple(self.blocks("list_item_close")), self._line(token))
        self.at += 1

    def _code(self, token: Token, line: int) -> CodeBlock:
        info = token.info.strip()
        language = re.split(r"[\s{\[]", info, maxsplit=1)[0]
        for diagnostic in about_code(language, info, line):
            self.context.once("", diagnostic)
        return CodeBlock(token.content.removesuffix("\n"), language, line)

    def _table(self, line: int) -> Table:
        rows: list[tuple[tuple[Inline, ...], ...]] = []
        cells: list[tuple[Inline, ...]] = []
        aligns: list[Align | None] = []
        while (token := self.tokens[self.at]).type != "table_close":
            self.at += 1
            match token.type:
                case "tr_open":
                    cells = []
                case "tr_close":
                    rows.append(tuple(cells))
                case "th_open":
                    aligns.append(_align(str(token.attrs.get("style", ""))))
                case "inline":
                    cells.append(read_inlines(token.children or (), self._line(token), self.context))
        self.at += 1
        return Table(rows[0], tuple(rows[1:]), tuple(aligns), line)

    def _html(self, content: str, line: int) -> Iterator[Block]:
        """Keep the words of a block of HTML, a paragraph for each line of them."""
        bare = _COMMENT.sub("", content)
        if not bare.strip():
            return
        for element in {match[1].lower() for match in _SILENT.finditer(bare)}:
            self.context.found.append(warning("html-dropped", f"a <{element}> element is left out", line=line))
        text = html.unescape(_TAG.sub("", _SILENT.sub("", bare)))
        if tag := _TAG.search(_SILENT.sub("", bare)):
            name = re.sub(r"[^\w-].*", "", tag[0].lstrip("</"), flags=re.DOTALL)
            message = f"HTML is not drawn yet (<{name}>); its text stands on the slide"
            self.context.once(name, warning("html-later", message, line=line))
        for entry in text.splitlines():
            if entry.strip():
                yield Paragraph((Text(entry.strip()),), line)


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
