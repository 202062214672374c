"""Blocks that CommonMark does not know, as rules of markdown-it.

They are containers between lines of `:::`, attributes on a line of their own, and those after a heading.
Which line closes a container is known before a slide is parsed (`later.plain_form`), as one closes the other by their number.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from igdeck.source.attributes import ATTRIBUTES, INSIDE, read_attributes

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore

#: Attributes right after a picture, a link or code are those of that; the backslash makes them words.
_OF_A_HEADING = rf"(?<![\])`\\])[ \t]*(\{{{INSIDE}\}})[ \t]*$"
_AFTER_BRACKETS = rf"(?<=\))(\{{{INSIDE}\}})[ \t]*$"
#: The colons around what a container's first line says; one at its end may be that of an emoji's name.
_COLONS = r"^:+[ \t]*|(?:[ \t]:+|:{2,})?[ \t]*$"
_INTERRUPTS = ("paragraph", "reference", "blockquote", "list")


def add_blocks(parser: MarkdownIt, text: str) -> None:
    """Teach the parser the blocks that may stand in the text."""
    if ":::" in text:
        parser.block.ruler.before("table", "container", _container, {"alt": [*_INTERRUPTS]})
    if "{" in text:
        parser.block.ruler.before("table", "attributes", _attributes)
        parser.core.ruler.after("block", "heading_attributes", _heading_attributes)
    if re.search(r"(?m)^[ \t>]*:[ \t]", text):
        from mdit_py_plugins.deflist import deflist_plugin

        deflist_plugin(parser)


def _container(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    containers: dict[int, int] = state.env["containers"]
    if start not in containers or not state.src.startswith(":::", state.bMarks[start] + state.tShift[start]):
        return False  # in the second case it stands in a quotation or a list item, which are opened first
    if silent:
        return True
    close = containers[start]
    state.line = start + 1
    info = re.sub(_COLONS, "", state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]])
    if close >= end:
        _crossed(state, start, info)
    elif start < close:
        opening = state.push("container_open", "div", 1)
        opening.info = info
        opening.map = [start, close + 1]
        whole, parent = state.lineMax, state.parentType
        state.lineMax, state.parentType = close, "container"
        state.md.block.tokenize(state, start + 1, close)
        reached = state.skipEmptyLines(state.line)
        state.lineMax, state.parentType = whole, parent
        state.push("container_close", "div", -1)
        if reached < close:  # the list item or the quotation that it stands in has ended
            _crossed(state, start, info)
        state.line = close + 1 if reached >= close else reached
    return True


def _crossed(state: StateBlock, start: int, info: str) -> None:
    """Say that a container does not end where it was opened."""
    token = state.push("container_crossed", "", 0)
    token.content, token.map = info, [start, start + 1]


def _attributes(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: ARG001 markdown-it passes it
    begin = state.bMarks[start] + state.tShift[start]
    if state.src[begin : begin + 1] != "{" or silent or state.is_code_block(start):
        return False
    line = state.src[begin : state.eMarks[start]].rstrip()
    if not re.fullmatch(ATTRIBUTES, line):
        return False
    token = state.push("attributes", "", 0)
    token.meta, token.content, token.map = {"attributes": read_attributes(line)}, line, [start, start + 1]
    state.line = start + 1
    return True


def _heading_attributes(state: StateCore) -> None:
    for index, token in enumerate(state.tokens):
        if token.type != "heading_open" or "{" not in (content := state.tokens[index + 1].content):
            continue
        found = re.search(_OF_A_HEADING, content) or ("](" not in content and re.search(_AFTER_BRACKETS, content))
        if found:
            token.meta = {"attributes": read_attributes(found[1])}
            state.tokens[index + 1].content = content[: found.start()]
