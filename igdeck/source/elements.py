"""A block of HTML as the model's own blocks: paragraphs, lists, tables, headings, quotations, code.

The tags make a tree first, forgiving as a browser is; then each element becomes what it is in the slide language. Elements that
only hold others, as `<div>`, leave no trace. Words never get lost, scripts and styles always do.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from igdeck.model.block import CodeBlock, Definition, Definitions, Group, Heading, List, ListItem, Paragraph, Quote, Table
from igdeck.model.diagnostics import warning
from igdeck.model.inline import Image, LineBreak, Text, plain_text
from igdeck.source.inlines import merged, trimmed
from igdeck.source.markup import BLOCK, INLINE, UNREAD, Tag, about, html_leaf, html_words, spoken
from igdeck.source.text import readable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from igdeck.model.block import Block
    from igdeck.model.inline import Inline
    from igdeck.source.context import Context

_PART = (
    r"(?si)(?P<comment><!--(?:-?>|.*?-->))|(?P<unread><(script|style)\b[^>]*>.*?</\3\s*>)"
    r"|(?P<tag><(/?)([A-Za-z][\w-]*)((?:\"[^\"]*\"|'[^']*'|[^>\"'])*)>)"
)

#: Elements nested deeper are read as if they stood side by side.
_DEEPEST = 40
#: What ends by itself where one of these starts, and what holds it.
_ENDS = {
    "p": BLOCK,
    "li": frozenset(("li",)),
    "dt": frozenset(("dt", "dd")),
    "dd": frozenset(("dt", "dd")),
    "tr": frozenset(("tr",)),
    "td": frozenset(("td", "th", "tr")),
    "th": frozenset(("td", "th", "tr")),
}


class Node:
    """An element with what stands in it."""

    __slots__ = ("children", "line", "tag")

    def __init__(self, tag: Tag, line: int) -> None:
        self.tag = tag
        self.line = line
        self.children: list[Node | Text] = []


def read_elements(content: str, line: int, context: Context) -> Iterator[Block]:
    """The blocks in HTML that starts on `line`."""
    root = _tree(content, line, context)
    yield from _Maker(context).blocks(root.children, line)


def _tree(content: str, line: int, context: Context) -> Node:
    root = Node(Tag("div", (), opens=True, closes=False), line)
    stack = [root]
    at = 0
    for part in re.finditer(_PART, content[: content.rfind(">") + 1]):  # else what never ends is looked for again and again
        _add_text(stack[-1], content[at : part.start()], line + content.count("\n", 0, at), context)
        here, at = line + content.count("\n", 0, part.start()), part.end()
        if part["unread"]:
            about(Tag(part[3].lower(), (), opens=True, closes=False), here, context)
        elif part["tag"] and (tag := Tag.read(part["tag"])):
            _add_tag(stack, tag, here, context)
    _add_text(stack[-1], content[at:], line + content.count("\n", 0, at), context)
    return root


def _add_text(node: Node, text: str, line: int, context: Context) -> None:
    if "<!--" in text:
        at = line + text.count("\n", 0, text.index("<!--"))
        message = "this comment is never closed, so it stands on the slide"
        context.found.append(warning("comment-open", message, "close it with -->", line=at))
    if text:
        if "&" in text:
            import html

            text = readable(html.unescape(text))
        node.children.append(Text(text))


def _add_tag(stack: list[Node], tag: Tag, line: int, context: Context) -> None:
    about(tag, line, context)
    if tag.name in UNREAD:
        return  # it is never closed, or `_PART` had found it whole
    if tag.closes:
        depth = next((depth for depth in range(len(stack) - 1, 0, -1) if stack[depth].tag.name == tag.name), 0)
        if depth:
            del stack[depth:]
        return
    while len(stack) > 1 and tag.name in _ENDS.get(stack[-1].tag.name, ()):
        stack.pop()
    node = Node(tag, line)
    stack[-1].children.append(node)
    if tag.opens and len(stack) < _DEEPEST:
        stack.append(node)


class _Maker:
    """Makes blocks of nodes."""

    __slots__ = ("context",)

    def __init__(self, context: Context) -> None:
        self.context = context

    def blocks(self, nodes: Iterable[Node | Text], line: int) -> Iterator[Block]:
        """The blocks; words that stand between them make paragraphs."""
        loose: list[Node | Text] = []
        for node in nodes:
            if isinstance(node, Node) and _holds_blocks(node):
                yield from self._paragraph(loose, line)
                loose = []
                yield from self._block(node)
            else:
                loose.append(node)
        yield from self._paragraph(loose, line)

    def _paragraph(self, nodes: Sequence[Node | Text], line: int) -> Iterator[Block]:
        first = next((node.line for node in nodes if isinstance(node, Node)), line)
        if inlines := self._words(nodes, first):
            yield Paragraph(inlines, first)

    def _words(self, nodes: Iterable[Node | Text], line: int) -> tuple[Inline, ...]:
        inlines = trimmed(merged([inline for node in nodes for inline in self._inlines(node, line)]))
        return inlines if any(isinstance(i, Image) for i in inlines) or plain_text(inlines).strip() else ()

    def _inlines(self, node: Node | Text, line: int) -> Iterator[Inline]:
        if isinstance(node, Text):
            yield node
        elif node.tag.name in ("br", "img"):
            yield from html_leaf("", node.tag, node.line, self.context)
        else:
            children = merged([inline for child in node.children for inline in self._inlines(child, line)])
            words = html_words(node.tag, children, node.line, self.context)
            # What igdeck does not know may be a block, so its words do not run into those beside it.
            yield from words if node.tag.name in INLINE else (Text(" "), *words, Text(" "))

    def _block(self, node: Node) -> Iterator[Block]:
        line, name = node.line, node.tag.name
        match name:
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                yield Heading(int(name[1]), self._words(node.children, line), line)
            case "ul" | "ol":
                start = node.tag.get("start")
                items = tuple(self._items(node))
                yield List(items, ordered=name == "ol", start=int(start) if start.isdecimal() else 1, line=line)
            case "blockquote":
                yield Quote(tuple(self.blocks(node.children, line)), line)
            case "pre":
                yield CodeBlock(_text(node).strip("\n"), "", line)
            case "table":
                yield from self._table(node)
            case "dl":
                yield from self._definitions(node)
            case "hr":
                pass
            case _:
                blocks = tuple(self.blocks(node.children, line))
                lang, direction = spoken(node.tag, line, self.context)
                yield from (Group(blocks, line, (), lang, direction),) if blocks and (lang or direction) else blocks

    def _items(self, node: Node) -> Iterator[ListItem]:
        """The items; what stands between them makes an item, too."""
        for child in node.children:
            if isinstance(child, Node) and child.tag.name == "li":
                yield ListItem(tuple(self.blocks(child.children, child.line)), child.line)
            elif blocks := tuple(self.blocks((child,), node.line)):
                yield ListItem(blocks, node.line)

    def _definitions(self, node: Node) -> Iterator[Block]:
        terms: list[tuple[tuple[Inline, ...], list[tuple[Block, ...]], int]] = []
        for child in node.children:
            line = child.line if isinstance(child, Node) else node.line
            if isinstance(child, Node) and child.tag.name == "dt":
                terms.append((self._words(child.children, line), [], line))
            elif blocks := tuple(self.blocks(child.children if _is(child, "dd") else (child,), line)):  # type: ignore[union-attr]
                if not terms:
                    terms.append(((), [], line))
                terms[-1][1].append(blocks)
        if terms:
            yield Definitions(tuple(Definition(term, tuple(meanings), at) for term, meanings, at in terms), node.line)

    def _table(self, node: Node) -> Iterator[Block]:
        """A table whose first row is its header; what stands outside of its cells stands before it."""
        rows: list[tuple[tuple[Inline, ...], ...]] = []
        caption: tuple[Inline, ...] = ()
        outside: list[Node | Text] = []
        for child in _of_table(node.children):
            if _is(child, "tr"):
                cells = [cell for cell in child.children if _is(cell, "td", "th")]  # type: ignore[union-attr]
                outside += [one for one in child.children if one not in cells]  # type: ignore[union-attr]
                rows.append(tuple(self._cell(cell) for cell in cells))
            elif _is(child, "caption"):
                caption = self._words(child.children, node.line)  # type: ignore[union-attr]
            else:
                outside.append(child)
        yield from self.blocks(outside, node.line)
        width = max(map(len, rows), default=0)
        if width:
            header, *body = (row + ((),) * (width - len(row)) for row in rows)
            yield Table(header, tuple(body), (None,) * width, node.line, caption)
        elif caption:
            yield Paragraph(caption, node.line)

    def _cell(self, cell: Node | Text) -> tuple[Inline, ...]:
        """A cell's words; its blocks follow each other as lines."""
        children = cell.children if isinstance(cell, Node) else [cell]
        line = cell.line if isinstance(cell, Node) else 0
        lines = [words for block in self._lines(children, line) if (words := block)]
        return tuple(inline for words in lines for inline in (LineBreak(), *words))[1:]

    def _lines(self, nodes: Iterable[Node | Text], line: int) -> Iterator[tuple[Inline, ...]]:
        loose: list[Node | Text] = []
        for node in nodes:
            if isinstance(node, Node) and _holds_blocks(node):
                yield self._words(loose, line)
                loose = []
                yield from self._lines(node.children, node.line)
            else:
                loose.append(node)
        yield self._words(loose, line)


def _holds_blocks(node: Node) -> bool:
    """Whether an element is a block, or holds some; one that igdeck does not know is what it holds."""
    return node.tag.name in BLOCK or any(isinstance(child, Node) and _holds_blocks(child) for child in node.children)


def _of_table(nodes: Iterable[Node | Text]) -> Iterator[Node | Text]:
    for node in nodes:
        if isinstance(node, Node) and node.tag.name in ("thead", "tbody", "tfoot"):
            yield from _of_table(node.children)
        else:
            yield node


def _is(node: Node | Text, *names: str) -> bool:
    return isinstance(node, Node) and node.tag.name in names


def _text(node: Node) -> str:
    """The text of code, line ends and all."""
    parts = (child.text if isinstance(child, Text) else _text(child) or "\n" * _is(child, "br") for child in node.children)
    return "".join(parts)
