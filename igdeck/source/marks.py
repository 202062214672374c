"""Marks inside a line that CommonMark does not know, as rules of markdown-it.

==highlighted==, `[words]{.class}`, attributes after a picture, a link or code, the mark of a footnote, `[^1]`, and all of these
in the caption of a picture. What mdit-py-plugins has is taken from there: `x^2^` and `H~2~O`. Only a deck that holds the mark
pays for its rule.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from igdeck.source.attributes import ATTRIBUTES, read_attributes

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_FOOTNOTE = r"\[\^([^\]\s\[]+)\]"
_AFTER = ("image", "link_close", "code_inline")


def add_marks(parser: MarkdownIt, text: str) -> None:
    """Teach the parser the marks that may stand in the text."""
    rules = parser.inline.ruler
    if re.search(r"~[^\s~]+~", text):
        from mdit_py_plugins.subscript import sub_plugin

        sub_plugin(parser)
    if re.search(r"\^[^\s^]+\^", text):
        from mdit_py_plugins.superscript import superscript_plugin

        superscript_plugin(parser)
    if "==" in text:
        rules.before("emphasis", "highlight", _highlight)
    if "![" in text:
        _add_captions(parser)
    if "[^" in text:
        rules.before("link", "footnote_mark", _footnote)
    if "]{" in text:
        rules.after("image", "span", _span)
    if re.search(r"[\])`] ?\{", text):
        rules.before("link", "attributes", _attributes)


def _highlight(state: StateInline, silent: bool) -> bool:
    """`==words==`, without spaces at their ends; other marks may stand inside."""
    start, src, end = state.pos, state.src, state.posMax
    if silent or _equals(src, start) != 2 or not src[start + 2 : start + 3].strip():  # noqa: PLR2004 two signs
        return False
    if state.env.get("unclosed") == (src, end):
        return False
    state.pos += 2
    while state.pos < end and (_equals(src, state.pos) != 2 or src[state.pos - 1].isspace()):  # noqa: PLR2004
        if signs := _equals(src, state.pos):
            state.pos += signs
        else:
            state.md.inline.skipToken(state)
    close, state.pos = state.pos, start
    if close + 2 > end:
        state.env["unclosed"] = src, end  # nor is there an end to any that starts later
        return False
    _nested(state, "highlight", start + 2, close, close + 2)
    return True


def _equals(src: str, start: int) -> int:
    """How many equals signs stand from here on."""
    end = start
    while src[end : end + 1] == "=":
        end += 1
    return end - start


def _span(state: StateInline, silent: bool) -> bool:
    """`[words]{.class key=value}`."""
    start = state.pos
    if state.src[start] != "[":
        return False
    close = state.md.helpers.parseLinkLabel(state, start)
    found = re.compile(ATTRIBUTES).match(state.src, close + 1, state.posMax) if close >= 0 else None
    if not found:
        return False
    if silent:
        state.pos = found.end()
        return True
    opening = _nested(state, "span", start + 1, close, found.end())
    opening.meta = {"attributes": read_attributes(found[0])}
    return True


def _nested(state: StateInline, name: str, start: int, close: int, after: int) -> Token:
    """Push what stands from `start` up to `close` between an opening token, which is returned, and a closing one."""
    whole = state.posMax
    opening = state.push(f"{name}_open", "span", 1)
    state.pos, state.posMax = start, close
    state.md.inline.tokenize(state)
    state.push(f"{name}_close", "span", -1)
    state.pos, state.posMax = after, whole
    return opening


def _footnote(state: StateInline, silent: bool) -> bool:
    found = re.compile(_FOOTNOTE).match(state.src, state.pos, state.posMax)
    if not found or (found[1] not in state.env["footnotes"] and state.src[found.end() : found.end() + 1] in ("(", "[")):
        return False
    if not silent:
        state.push("footnote_mark", "sup", 0).content = found[1]
    state.pos = found.end()
    return True


class _Title(str):
    """The title of a picture or a link, with the Markdown that it was read from."""

    __slots__ = ("raw",)
    raw: str


def _add_captions(parser: MarkdownIt) -> None:
    """Let the titles of pictures be Markdown. The parser itself reads them as plain text, their backslashes and entities gone."""
    from types import SimpleNamespace

    from markdown_it.helpers import parseLinkDestination, parseLinkLabel

    helpers: Any = SimpleNamespace(
        parseLinkDestination=parseLinkDestination, parseLinkLabel=parseLinkLabel, parseLinkTitle=_title
    )
    parser.helpers = helpers
    parser.inline.ruler.at("image", _captioned)


def _title(text: str, start: int, maximum: int, before: Any = None) -> Any:
    """What markdown-it reads as a title, which may go on with the lines `before`."""
    from markdown_it.helpers import parseLinkTitle

    state = parseLinkTitle(text, start, maximum, before)
    title = _Title(state.str)
    raw = text[start if before else start + 1 : state.pos - 1 if state.ok else maximum]
    title.raw = getattr(before.str, "raw", "") + raw if before else raw
    state.str = title
    return state


def _captioned(state: StateInline, silent: bool) -> bool:
    from markdown_it.rules_inline import image

    if not image(state, silent):
        return False
    title = None if silent else state.tokens[-1].attrs.get("title")
    if title is not None:
        children: list[Token] = []
        state.md.inline.parse(getattr(title, "raw", str(title)), state.md, state.env, children)
        state.tokens[-1].meta = {"caption": children}
    return True


def _attributes(state: StateInline, silent: bool) -> bool:
    """`{.class key=value}` right after a picture, a link or code; one space may stand before it."""
    if state.src[state.pos] != "{" or silent or not state.tokens:
        return False
    last = state.tokens[-1]
    if last.type not in _AFTER or state.pending not in ("", " ") or (state.pending and last.type != "image"):
        return False
    found = re.compile(ATTRIBUTES).match(state.src, state.pos, state.posMax)
    if not found:
        return False
    last.meta = {**last.meta, "attributes": read_attributes(found[0])}
    state.pending = ""
    state.pos = found.end()
    return True
