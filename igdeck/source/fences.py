"""What stands behind the language of a code fence: lines to point at, the name of the code's file, line numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from igdeck.model.block import CodeBlock
from igdeck.model.diagnostics import warning
from igdeck.model.value import frozen, replace
from igdeck.source.attributes import ATTRIBUTES, Taker, read_attributes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from igdeck.source.context import Context

_LANGUAGE = r"\.?([^\s{}\[\],=]*)"
_QUOTED = r"\"[^\"]*\"|'[^']*'"
#: What stands in braces or brackets; a text in quotation marks is passed over.
_BRACED = rf"(?:{_QUOTED})|(?P<braced>\{{(?:{_QUOTED}|[^{{}}\"'])*\}}|\[[^\[\]]*\])"
#: Words of attributes outside of braces.
_BARE = rf"[\w-]+=(?:{_QUOTED}|[^\s]+)|(?<=\s)\.[\w-]+"
#: Groups of lines to point at: `2,4-5`, and `1|3-6` one after the other; right or wrong, but meant as such.
_LINES = r"[^=:.#]*[\d,|][^=:.#]*"
_RANGE = r"(\d{1,6})(?:[ \t]*-[ \t]*(\d{1,6}))?"
#: What makes line numbers, in pandoc and elsewhere.
_NUMBERED = ("numbers", "numberLines", "number-lines", "line-numbers")
_HINT = "write lines as {2,4-5}, or {1|3-4} to point at one group after the other"


@frozen
class Fence:
    """Where a fence is: its line, and the column that its info string starts at, both from 1."""

    line: int
    column: int


def code_block(text: str, info: str, fence: Fence, context: Context) -> CodeBlock:
    """Code with what follows its language."""
    groups: list[tuple[str, int]] = []
    braces: list[str] = []
    for found in re.finditer(_BRACED, info):
        if not (braced := found["braced"]):
            continue
        if re.fullmatch(ATTRIBUTES, braced):
            braces.append(braced)
        elif re.fullmatch(_LINES, braced[1:-1]):
            groups.append((braced[1:-1], fence.column + found.start() + 1))
        else:
            place = {"column": fence.column + found.start(), "length": len(braced)}
            message = f"“{braced}” behind the language of code says nothing"
            context.found.append(warning("attribute-unknown", message, _HINT, line=fence.line, **place))
    bare = re.sub(_BRACED, lambda found: " " if found["braced"] else found[0], info)
    words = re.findall(_BARE, bare)
    language = (re.match(_LANGUAGE, bare.strip()) or [""])[1] if bare.strip() and "=" not in bare.split()[0] else ""
    attributes = read_attributes(" ".join((*braces, *words)))
    if not language and attributes.classes and attributes.classes[0] not in _NUMBERED:
        language, attributes = attributes.classes[0], replace(attributes, classes=attributes.classes[1:])
    taker = Taker(attributes, "code blocks", fence.line, context)
    code = CodeBlock(text, language, fence.line, taker.get("filename", "file", "title"))
    marks = tuple(_marks(groups, text.count("\n") + 1, fence, context))
    first = _first_number(taker)
    taker.rest(keeps=True)
    return replace(code, marks=marks, first_number=first)


def _first_number(taker: Taker) -> int | None:
    start = taker.get("startFrom", "start-from", "start")
    if start and not re.fullmatch(r"\d{1,6}", start):
        taker.wrong("startFrom", f"startFrom is a line number, not “{start}”", "write startFrom=10")
        start = ""
    return int(start or 1) if taker.has(*_NUMBERED) or start else None


def _marks(groups: list[tuple[str, int]], last: int, fence: Fence, context: Context) -> Iterator[tuple[int, ...]]:
    """The groups of lines, without what cannot be, which is said."""
    for braced, column in groups:
        for group, begin in _split(braced, "|", column):
            lines: set[int] = set()
            for part, at in _split(group, ",", begin):
                good, wrong = _lines(part.strip(), last)
                lines.update(good)
                if wrong:
                    place = {"column": at + len(part) - len(part.lstrip()), "length": max(len(part.strip()), 1)}
                    context.found.append(warning("code-lines", wrong, _HINT, line=fence.line, **place))
            if lines:
                yield tuple(sorted(lines))


def _split(text: str, sign: str, column: int) -> Iterator[tuple[str, int]]:
    """The parts of a text, and the column that each starts at."""
    for part in text.split(sign):
        yield part, column
        column += len(part) + 1


def _lines(part: str, last: int) -> tuple[range, str]:
    """The lines that `4` or `4-5` names, and what is wrong with it."""
    found = re.fullmatch(_RANGE, part)
    if not found:
        return range(0), f"“{part}” is no line of code" if part else "a line of code is missing here"
    first, end = int(found[1]), int(found[2] or found[1])
    good = range(max(first, 1), min(end, last) + 1)
    if end < first:
        return good, f"the lines {part} of code run backwards"
    if not first:
        return good, "the lines of code count from 1"
    return good, f"the code has no line {end}: it ends with line {last}" if end > last else ""
