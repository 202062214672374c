"""One slide's Markdown as `Block` values, through markdown-it-py."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from igdeck.model.block import (
    CodeBlock,
    Contents,
    Definition,
    Definitions,
    Heading,
    List,
    ListItem,
    Paragraph,
    Pause,
    Quote,
    Table,
)
from igdeck.model.diagnostics import note, warning
from igdeck.model.inline import LineBreak, Text
from igdeck.model.value import frozen, replace
from igdeck.source.inlines import read_inlines
from igdeck.source.later import about_code
from igdeck.source.markup import html_blocks
from igdeck.source.text import SHORTCODES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

    from igdeck.model.block import Align, Block, Column
    from igdeck.model.inline import Inline
    from igdeck.source.attributes import Attributes
    from igdeck.source.context import Context
    from igdeck.source.later import Plain

#: markdown-it drops what is nested deeper than its limit, so the limit is high and what reaches it is kept as text.
MAX_NESTING = 100

_DEFINITION = r"(?m)^[ \t>]*\[[^\]]+\]:"
_CELL_BORDER = r"(?<!\\)\|"
_CAPTION = r"(?::|Table:)[ \t]+"
_ATTRIBUTION = ("— ", "– ", "-- ", "--- ")
#: What a list item of a task starts with, and whether the task is done.
_TASKS = {"[ ] ": False, "[x] ": True, "[X] ": True}


@frozen
class Body:
    """What stands on a slide, its speaker notes, and the attributes of the heading that it starts with."""

    blocks: tuple[Block, ...]
    notes: tuple[Block, ...] = ()
    attributes: Attributes | None = None


def new_parser(text: str = "") -> MarkdownIt:
    """A parser of igdeck's language as far as the text needs it: CommonMark with tables and strike-through, and what is added."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING}).enable(["table", "strikethrough"])
    # Links that would run something are links all the same: layout takes their words and says so, where markdown-it would
    # leave brackets and address on the slide.
    parser.validateLink = _any_link  # type: ignore[method-assign]
    if any(mark in text for mark in ("~", "^", "==", "]{", "){", "`{", ") {", "![")):
        from igdeck.source.marks import add_marks

        add_marks(parser, text)
    if re.search(SHORTCODES, text):
        from igdeck.source.shortcodes import add_emoji

        add_emoji(parser)
    if any(mark in text for mark in (":::", "{", "\n: ", "\n:\t", " : ")):
        from igdeck.source.containers import add_blocks

        add_blocks(parser, text)
    return parser


def _any_link(url: str) -> bool:  # noqa: ARG001 markdown-it passes it
    return True


def shared_references(parser: MarkdownIt, texts: Sequence[Plain], labels: frozenset[str] = frozenset()) -> dict[str, Any]:
    """What all slides share: link definitions, as a link may be defined on another slide than it is used; labels of footnotes."""
    env: dict[str, Any] = {"footnotes": labels}
    for plain in texts:
        if "]:" in plain.text and re.search(_DEFINITION, plain.text):
            env["containers"] = plain.containers
            try:
                parser.parse(plain.text, env)
            except RecursionError:
                continue  # `read_blocks` says so
    return {"references": env.get("references", {}), "footnotes": labels}


def read_blocks(parser: MarkdownIt, plain: Plain, first_line: int, env: dict[str, Any], context: Context) -> Body:
    """Parse one slide's text, whose first line is number `first_line` of its file."""
    text = plain.text
    try:
        tokens = parser.parse(text, {**env, "containers": plain.containers})
    except RecursionError:
        return _too_deep(text, first_line, context)
    if any(token.level >= MAX_NESTING - 2 for token in tokens):
        return _too_deep(text, first_line, context)
    reader = _Reader(tokens, text, first_line, context, lambda title: parser.parseInline(title, dict(env))[0])
    blocks = tuple(reader.blocks())
    return Body(blocks, tuple(reader.notes), reader.title_attributes)


def _too_deep(text: str, line: int, context: Context) -> Body:
    hint = "a slide holds three levels well"
    context.found.append(warning("nested-too-deep", "nested too deep: this slide's source stands as plain text", hint, line=line))
    parts: list[Inline] = []
    for entry in text.split("\n"):
        parts += [Text(entry), LineBreak()]
    return Body((Paragraph(tuple(parts[:-1]), line),))


class _Reader:
    """Walks a flat token stream once. `pending` are attributes that wait for the block they stand above."""

    __slots__ = (
        "at", "columns", "context", "first_line", "incremental", "line_of", "notes", "pending", "text", "title_attributes",
        "tokens",
    )  # fmt: skip

    def __init__(
        self, tokens: Sequence[Token], text: str, first_line: int, context: Context, line_of: Callable[[str], Token]
    ) -> None:
        self.tokens = tokens
        self.line_of = line_of
        self.text = text
        self.first_line = first_line
        self.context = context
        self.at = 0
        self.incremental = context.incremental
        self.columns: list[Column] | None = None
        self.notes: list[Block] = []
        self.pending: Attributes | None = None
        self.title_attributes: Attributes | None = None

    def blocks(self, until: str = "") -> Iterator[Block]:
        """The blocks up to the closing token `until`, which is passed."""
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            self.at += 1
            if token.type == until:
                break
            if self.pending is not None and token.type != "attributes":
                yield from self._attributed(token)
            else:
                yield from self._block(token)
        if self.pending is not None:
            self._about_lonely(self._line(self.tokens[self.at - 1]))

    def _attributed(self, token: Token) -> Iterator[Block]:
        """A block below a line of attributes."""
        from igdeck.source.attributed import with_attributes

        attributes, self.pending = self.pending, None
        incremental = self.incremental
        if attributes is not None:
            self.incremental = ("incremental" in attributes.classes) or (
                incremental and "nonincremental" not in attributes.classes
            )
            blocks = tuple(self._block(token))
            self.incremental = incremental
            yield from with_attributes(blocks, attributes, self._line(token), self.context)

    def _about_lonely(self, line: int) -> None:
        attributes, self.pending = self.pending, None
        if attributes is not None:
            words = " ".join((attributes.key, *attributes.classes, *map("=".join, attributes.values))).strip()
            message, hint = f"no block follows these attributes: {words}", "they stand on the line above what they belong to"
            self.context.found.append(warning("attribute-unknown", message, hint, line=line))

    def _block(self, token: Token) -> Iterator[Block]:  # noqa: C901 a case for each kind
        line = self._line(token)
        match token.type:
            case "paragraph_open":
                yield from self._paragraph(line)
            case "heading_open":
                yield from self._heading(token, line)
            case "bullet_list_open":
                items = tuple(self._items("bullet_list_close"))
                yield List(items, ordered=False, start=1, line=line, incremental=self.incremental)
            case "ordered_list_open":
                start = int(token.attrs.get("start", 1))
                items = tuple(self._items("ordered_list_close"))
                yield List(items, ordered=True, start=start, line=line, incremental=self.incremental)
            case "blockquote_open":
                yield from self._quote(token, line)
            case "fence" | "code_block":
                yield self._code(token, line)
            case "table_open":
                yield self._table(line)
            case "html_block":
                blocks = html_blocks(token.content, line, self.context)
                yield from map(_in_turn, blocks) if self.incremental else blocks
            case "container_open":
                yield from self._container(token, line)
            case "dl_open":
                yield Definitions(tuple(self._definitions()), line)
            case "attributes":
                self._about_lonely(line - 1)
                self.pending = token.meta["attributes"]
            case _:
                yield from self._other(token, line)

    def _other(self, token: Token, line: int) -> Iterator[Block]:
        if token.type == "hr":
            hint = "put a blank line before it, and nothing else on its line, to start a new slide"
            self.context.found.append(note("rule-inside", "this rule ends no slide and is not drawn", hint, line=line))
        elif token.type == "container_crossed":
            message, hint = (
                f"the container “{token.content}” is not closed where it was opened",
                "close it in the same list item or quotation, with ::: as far in",
            )
            self.context.found.append(warning("container-open", message, hint, line=line))
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

    def _heading(self, token: Token, line: int) -> Iterator[Block]:
        """A heading; the attributes of a title belong to its slide."""
        is_title = self.at == 1
        heading = Heading(int(token.tag[1]), self._inline("heading_close"), line)
        attributes = token.meta.get("attributes")
        if is_title:
            self.title_attributes = attributes
        if is_title or attributes is None:
            yield heading
        else:
            from igdeck.source.attributed import with_attributes

            yield from with_attributes((heading,), attributes, line, self.context)

    def _paragraph(self, line: int) -> Iterator[Block]:
        content = self.tokens[self.at].content
        if content in (". . .", "[[toc]]"):
            self._inline("paragraph_close")
            yield Pause(line) if content[0] == "." else Contents(line)
            return
        inlines = self._inline("paragraph_close")
        if inlines or content:
            yield Paragraph(inlines, line)

    def _items(self, close: str) -> Iterator[ListItem]:
        while (token := self.tokens[self.at]).type != close:
            self.at += 1
            done = self._task()
            yield ListItem(tuple(self.blocks("list_item_close")), self._line(token), done)
        self.at += 1

    def _task(self) -> bool | None:
        """Whether the list item that starts here is a task and done; its mark is taken out."""
        first = self.tokens[self.at]
        if first.type != "paragraph_open" or (done := _TASKS.get(self.tokens[self.at + 1].content[:4])) is None:
            return None
        children = self.tokens[self.at + 1].children or []
        if children[0].type != "text" or children[0].content[:4] not in _TASKS:
            return None
        children[0].content = children[0].content[4:]
        return done

    def _quote(self, token: Token, line: int) -> Iterator[Block]:
        attribution = self._attribution(token)
        blocks = tuple(self.blocks("blockquote_close"))
        if _starts_callout(blocks):
            from igdeck.source.attributed import as_callout

            yield as_callout(Quote(blocks, line, attribution))
        else:
            yield Quote(blocks, line, attribution)

    def _attribution(self, opening: Token) -> tuple[Inline, ...]:
        """Who said it: the last line of a quotation's last paragraph, if that starts with a dash; it is taken out."""
        close = self.at
        while self.tokens[close].type != "blockquote_close" or self.tokens[close].level != opening.level:
            close += 1
        last = self.tokens[close - 2]
        if last.type != "inline" or self.tokens[close - 1].type != "paragraph_close" or last.level != opening.level + 2:
            return ()
        start, _, said = last.content.rpartition("\n")
        if not said.startswith(_ATTRIBUTION) or (not start and close - 3 == self.at):
            return ()
        children = last.children or []
        cut = next((i for i in range(len(children) - 1, -1, -1) if children[i].type in ("softbreak", "hardbreak")), -1)
        if cut + 1 >= len(children) or children[cut + 1].type != "text" or children[cut + 1].level:
            return ()
        name, children[cut + 1].content = children[cut + 1], children[cut + 1].content.lstrip("-–— ")
        line = self._line(last) + last.content.count("\n")
        attribution = read_inlines([name, *children[cut + 2 :]], line, self.context)
        last.children, last.content = children[: max(cut, 0)], start
        return attribution

    def _definitions(self) -> Iterator[Definition]:
        """The terms with what they mean; several terms in a row share it."""
        term: tuple[Inline, ...] = ()
        meanings: list[tuple[Block, ...]] = []
        line = 0
        while (token := self.tokens[self.at]).type != "dl_close":
            self.at += 1
            if token.type == "dt_open":
                if term:
                    yield Definition(term, tuple(meanings), line)
                term, meanings, line = self._inline("dt_close"), [], self._line(token)
            else:
                meanings.append(tuple(self.blocks("dd_close")))
        self.at += 1
        yield Definition(term, tuple(meanings), line)

    def _container(self, token: Token, line: int) -> Iterator[Block]:
        from igdeck.source.attributed import read_container

        container = read_container(token.info)
        outside = self.incremental, self.columns
        self.incremental = container.incremental(self.incremental)
        columns: list[Column] | None = [] if container.name == "columns" else None
        self.columns = columns
        # How many columns stand before a block that is in none of them.
        placed = tuple((len(columns or ()), block) for block in self.blocks("container_close"))
        blocks = tuple(block for _, block in placed)
        self.incremental, self.columns = outside
        if container.name == "column" and self.columns is not None:
            self.columns.append(container.column(blocks, line, self.context))
            return
        if columns:
            from igdeck.source.attributed import side_by_side

            blocks = side_by_side(columns, placed, line, self.context)
        made = container.made(blocks, line, self.context, lambda title: self._words(title, line))
        if container.name == "notes":
            self.notes += made
        else:
            yield from made

    def _words(self, title: str, line: int) -> tuple[Inline, ...]:
        """A title that stands on the line of a container."""
        return read_inlines(self.line_of(title).children or (), line, self.context)

    def _code(self, token: Token, line: int) -> CodeBlock:
        language, text = token.info.strip(), token.content.removesuffix("\n")
        code = CodeBlock(text, language, line)
        if not language.isalnum() and language:
            from igdeck.source.fences import Fence, code_block

            source = self.text.split("\n")[line - self.first_line]
            code = code_block(text, language, Fence(line, source.find(language) + 1), self.context)
        for diagnostic in about_code(code.language, line):
            self.context.once(str(line), diagnostic)
        return code

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
        table = Table(rows[0], tuple(rows[1:]), tuple(aligns), line, steps=self.incremental)
        return self._captioned(table, lines[row - self.first_line])

    def _captioned(self, table: Table, last: str) -> Table:
        """The table with the line `: A caption` or `Table: A caption` right below it, or after a blank line."""
        if re.match(_CAPTION, last.strip()) and "|" not in last and len(table.rows) > 1:
            first, *rest = table.rows[-1][0]
            words = re.sub(f"^{_CAPTION}", "", first.text) if isinstance(first, Text) else ""
            return replace(table, rows=table.rows[:-1], caption=(Text(words), *rest))
        following = self.tokens[self.at + 1] if self.at + 1 < len(self.tokens) else None
        if following is None or following.type != "inline" or self.tokens[self.at].type != "paragraph_open":
            return table
        found, children = re.match(_CAPTION, following.content), following.children
        if not found or not children:
            return table
        children[0].content = children[0].content[found.end() :]
        self.at += 1
        return replace(table, caption=self._inline("paragraph_close"))

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


def _in_turn(block: Block) -> Block:
    """A list or a table of HTML item by item, as those of Markdown are made from the start."""
    match block:
        case List():
            return replace(block, incremental=True)
        case Table():
            return replace(block, steps=True)
        case _:
            return block


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


def _starts_callout(blocks: Sequence[Block]) -> bool:
    """Whether a quotation starts with `[!NOTE]`, as on GitHub."""
    match blocks[:1]:
        case (Paragraph((Text(text), *_), _),):
            return text.startswith("[!")
        case _:
            return False
