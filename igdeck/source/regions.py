"""The stretches of a source that hold together: code fences, HTML comments, HTML elements of raw text, containers.

`split` and `later` read a source line by line, before any parsing. Both ask here, so that they agree on what is code, and on
which line of colons closes which container.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, TypeAlias

from igdeck.model.value import frozen

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

Kind: TypeAlias = Literal["fence", "comment", "html"]

# Patterns are compiled by `re` when first used; the panel deck needs none of these.
_FENCE = r"[ \t]*((?:(?:[-*+:~]|\d{1,9}[.)])[ \t]+)*)(`{3,}(?=[^`]*$)|~{3,})"
_ITEM = r"[ \t]*(?:[-*+:~]|\d{1,9}[.)])[ \t]"
_RAW = r"(?i) {0,3}<(?:pre|script|style|textarea)(?:[\s>]|$)"
_RAW_END = r"(?i)</(?:pre|script|style|textarea)>"
_COMMENT_LINE = r"[ \t]*(?:<!--.*?-->[ \t]*)+$"
_COMMENT = r"(?s)<!--.*?-->"
_CODE_SPAN = r"(`+)(?!`).*?(?<!`)\1(?!`)"

#: A line of colons, which may stand in quotations and be the first of a list item, with what follows the colons.
_CONTAINER = r"((?:[ \t]*(?:>|[-*+:~][ \t]|\d{1,9}[.)][ \t]))*)[ \t]*:{3,}[ \t]*(.*?)[ \t:]*$"
_QUOTED_FENCE = r"[ \t]*>(?:[ \t]*(?:>|[-*+:~][ \t]|\d{1,9}[.)][ \t]))*[ \t]*(?:`{3,}[^`]*$|~{3,})"

#: A line indented this far is code, or goes on with what stands before it (CommonMark 4.4).
_CODE_INDENT = 4
#: How many lines are looked back at to see whether an indented fence stands in a list.
_LOOK_BACK = 200


@frozen
class Region:
    """Lines `start` up to but not including `end`, counted from 0.

    A comment that shares a line with other text is `html`. A fence without an end goes on to the last line.
    """

    kind: Kind
    start: int
    end: int
    closed: bool = True


def regions(lines: Sequence[str]) -> Iterator[Region]:
    """The regions of a text in order; what only looks like the start of one is passed over."""
    index, ends_missing = 0, set[str]()
    while index < len(lines):
        text = lines[index]
        region = None
        if "```" in text or "~~~" in text:
            region = _fence(lines, index)
        if region is None and "<" in text:
            region = _markup(lines, index, ends_missing)
        if region is not None:
            yield region
        index = region.end if region else index + 1


def containers(lines: Sequence[str], held: Container[int]) -> dict[int, int]:
    """The lines of `:::` with those that close them: with itself one that closes, with -1 one that is never closed.

    A container ends in the quotation that it opens in. Lines that are `held` are not looked into, nor is code in a quotation.
    """
    matched: dict[int, int] = {}
    opened: list[tuple[int, int]] = []
    in_code = False
    for index, line in enumerate(lines):
        if ">" in line and re.match(_QUOTED_FENCE, line):
            in_code = not in_code
        in_code = in_code and line.lstrip()[:1] == ">"
        if in_code or ":::" not in line or index in held or not (container := re.match(_CONTAINER, line)):
            continue
        matched[index] = index
        depth = container[1].count(">")
        if container[2]:
            opened.append((index, depth))
            matched[index] = -1
            continue
        while opened and opened[-1][1] > depth:
            opened.pop()
        if opened and opened[-1][1] == depth:
            matched[opened.pop()[0]] = index
    return matched


def without_code_spans(line: str) -> str:
    """The line with its code spans made blank, every other character in its place."""
    return re.sub(_CODE_SPAN, lambda match: "\0" * len(match[0]), line) if "`" in line else line


def without_comments(text: str) -> str:
    """The text with its HTML comments made blank, line ends and every other character in their places."""
    if "<!--" not in text:
        return text
    return re.sub(_COMMENT, lambda match: re.sub(r"[^\n]", "\0", match[0]), text)


def _fence(lines: Sequence[str], index: int) -> Region | None:
    match = re.match(_FENCE, lines[index])
    if match is None:
        return None
    column = _width(lines[index][: match.start(2)])
    listed = bool(match[1]) or (column > 1 and _in_list(lines, index, column))
    if column >= _CODE_INDENT and not listed:
        return None
    close = re.compile(rf"[ \t]*{re.escape(match[2][0])}{{{len(match[2])},}}[ \t]*$")
    for number in range(index + 1, len(lines)):
        line = lines[number]
        if close.match(line) and _indent(line) < column + _CODE_INDENT:
            return Region("fence", index, number + 1)
        if listed and line[:1] not in ("", " ", "\t"):
            return Region("fence", index, number)  # the list item ends, and the fence with it
    return Region("fence", index, len(lines), closed=False)


def _in_list(lines: Sequence[str], index: int, column: int) -> bool:
    """Whether a line indented to `column` can stand in a list item that opened above."""
    for number in range(index - 1, max(index - 1 - _LOOK_BACK, -1), -1):
        line = lines[number]
        indent = _indent(line)
        if not line.strip() or indent >= column:
            continue
        if re.match(_ITEM, line):
            return True
        if indent == 0:
            return False
    return False


def _markup(lines: Sequence[str], index: int, ends_missing: set[str]) -> Region | None:
    """A comment, or an element of raw text (CommonMark 4.6, the first two kinds of HTML block)."""
    text = lines[index]
    at = without_code_spans(text).rfind("<!--")
    if at >= 0 and "-->" in text[at:]:
        return Region("comment", index, index + 1) if re.match(_COMMENT_LINE, text) else None
    if at >= 0 and text[at - 1 : at] != "\\":
        return _up_to(lines, index, "-->", ends_missing, "html" if text[:at].strip() else "comment")
    if re.match(_RAW, text):
        if re.search(_RAW_END, text):
            return None
        return _up_to(lines, index, _RAW_END, ends_missing, "html")
    return None


def _up_to(lines: Sequence[str], index: int, end: str, ends_missing: set[str], kind: Kind) -> Region | None:
    if end in ends_missing:
        return None
    for number in range(index + 1, len(lines)):
        if match := re.search(end, lines[number]):
            rest = lines[number][match.end() :].strip()
            return Region("html" if rest else kind, index, number + 1)
    ends_missing.add(end)
    return None


def _indent(line: str) -> int:
    return _width(line[: len(line) - len(line.lstrip(" \t"))])


def _width(text: str) -> int:
    return len(text.expandtabs(4))
