"""Cut a source into slides, as text and before any parsing.

CommonMark melts two lists parted by blank lines into one, so a splitter that works on parsed Markdown cannot see the three blank
lines that part two slides. Text first also makes each slide a unit with a line range of its own.

A slide ends

1. at a line `---`, `***` or `___` with a blank line (or nothing) before it;
2. at three or more blank lines, if it has more than its heading;
3. at a heading of the slide level or above, where the file has no line of the first kind.

Nothing ends inside a code fence, an HTML comment or a `:::` container.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from igdeck.model.diagnostics import Diagnostic, warning

if TYPE_CHECKING:
    from collections.abc import Sequence

_RULE = re.compile(r"([-*_])[ \t]*(?:\1[ \t]*){2,}$")
_FENCE = re.compile(r"[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(`{3,}(?=[^`]*$)|~{3,})")
_ATX = re.compile(r" {0,3}(#{1,6})(?:[ \t]|$)")
_SETEXT = re.compile(r" {0,3}(=+|-+)[ \t]*$")
_CONTAINER = re.compile(r"[ \t]*:{3,}[ \t]*(.*)$")
_NO_PARAGRAPH = re.compile(r" {0,3}(?:[-*+>]([ \t]|$)|\d{1,9}[.)]([ \t]|$)|#{1,6}([ \t]|$)|<|\||:::)|\t| {4}")

BLANK_LINES = 3


@dataclass(frozen=True, slots=True)
class Chunk:
    """The text of one slide and the range of its lines, counted from 1."""

    text: str
    first_line: int
    last_line: int


@dataclass(frozen=True, slots=True)
class _Line:
    """A line and what it means for the cut. `heading` is 0 for a line that opens none."""

    text: str
    rule: bool = False
    heading: int = 0
    protected: bool = False


def split_slides(text: str, first_line: int, slide_level: int) -> tuple[tuple[Chunk, ...], tuple[Diagnostic, ...]]:
    """Cut `text`, whose first line is number `first_line` of its file, into slides that are not empty."""
    lines, found = _read_lines(text.split("\n"), first_line)
    by_heading = 0 if any(line.rule for line in lines) else slide_level
    chunks: list[Chunk] = []
    start = 0
    for end, resume in _ends(lines, by_heading):
        chunk = _chunk(lines, start, end, first_line)
        if chunk is not None:
            chunks.append(chunk)
        elif resume > end and start > 0 and end > 0:
            number = first_line + end
            found.append(warning("slide-empty", "an empty slide is left out", "write something on it, or remove this rule", line=number))
        start = resume
    last = _chunk(lines, start, len(lines), first_line)
    return (*chunks, last) if last else tuple(chunks), tuple(found)


def _ends(lines: Sequence[_Line], by_heading: int) -> list[tuple[int, int]]:
    """Where slides end and where the next one goes on: pairs of line indexes."""
    ends: list[tuple[int, int]] = []
    blanks, has_heading, has_body = 0, False, False
    for index, line in enumerate(lines):
        if not line.text.strip() and not line.protected:
            blanks += 1
            continue
        if line.rule:
            ends.append((index, index + 1))
            blanks, has_heading, has_body = 0, False, False
            continue
        if (blanks >= BLANK_LINES and has_body) or (0 < line.heading <= by_heading and (has_heading or has_body)):
            ends.append((index, index))
            has_heading, has_body = False, False
        blanks = 0
        if line.heading and not has_body and not has_heading:
            has_heading = True
        else:
            has_body = True
    return ends


def _read_lines(raw: Sequence[str], first_line: int) -> tuple[list[_Line], list[Diagnostic]]:
    """Mark what each line is; a fence, comment or container that never ends is a diagnostic."""
    lines: list[_Line] = []
    found: list[Diagnostic] = []
    depth, opened, index = 0, 0, 0
    while index < len(raw):
        text = raw[index]
        end = _region_end(raw, index)
        if end is not None:
            if end == 0:
                found.append(_unclosed("fence", first_line + index))
                end = len(raw)
            lines += [_Line(entry, protected=True) for entry in raw[index:end]]
            index = end
            continue
        if ":::" in text and (container := _CONTAINER.match(text)):
            opened = index if depth == 0 else opened
            depth = depth + 1 if container[1].strip(": \t") else max(depth - 1, 0)
            lines.append(_Line(text, protected=True))
        elif depth:
            lines.append(_Line(text, protected=True))
        else:
            lines.append(_plain_line(raw, index))
        index += 1
    if depth:
        found.append(_unclosed("container", first_line + opened))
    return _after_setext(lines), found


def _region_end(raw: Sequence[str], index: int) -> int | None:
    """The line after a fence or a comment that opens here; 0 for a fence that never ends, None where nothing opens."""
    text = raw[index]
    if ("```" in text or "~~~" in text) and (fence := _FENCE.match(text)):
        return _fence_end(raw, index, fence[1])
    at = text.rfind("<!--")
    if at >= 0 and "-->" not in text[at:]:
        return next((number + 1 for number in range(index + 1, len(raw)) if "-->" in raw[number]), None)
    return None


def _fence_end(raw: Sequence[str], index: int, mark: str) -> int:
    close = re.compile(rf"[ \t]*{re.escape(mark[0])}{{{len(mark)},}}[ \t]*$")
    return next((number + 1 for number in range(index + 1, len(raw)) if close.match(raw[number])), 0)


def _plain_line(raw: Sequence[str], index: int) -> _Line:
    text = raw[index]
    first = text[:1]
    if first and first in "-*_" and _RULE.match(text) and (index == 0 or not raw[index - 1].strip()):
        return _Line(text, rule=True)
    atx = _ATX.match(text) if "#" in text else None
    return _Line(text, heading=len(atx[1]) if atx else 0)


def _after_setext(lines: list[_Line]) -> list[_Line]:
    """Mark the first line of a paragraph that is underlined with `===` or `---`: it is a heading."""
    start: int | None = None
    for index, line in enumerate(lines):
        if line.protected or line.rule or not line.text.strip():
            start = None
        elif start is not None and line.text.lstrip()[0] in "=-" and (under := _SETEXT.match(line.text)):
            lines[start] = _Line(lines[start].text, heading=1 if under[1][0] == "=" else 2)
            start = None
        elif start is None and not line.heading and not _NO_PARAGRAPH.match(line.text) and _starts_block(lines, index):
            start = index
        elif line.heading:
            start = None
    return lines


def _starts_block(lines: Sequence[_Line], index: int) -> bool:
    """Whether a line is the first of its paragraph: after a blank line, a heading or a protected region."""
    if index == 0:
        return True
    before = lines[index - 1]
    return before.protected or before.rule or before.heading > 0 or not before.text.strip()


def _chunk(lines: Sequence[_Line], start: int, end: int, first_line: int) -> Chunk | None:
    while start < end and not lines[start].text.strip():
        start += 1
    while end > start and not lines[end - 1].text.strip():
        end -= 1
    if start == end:
        return None
    return Chunk("\n".join(line.text for line in lines[start:end]), first_line + start, first_line + end - 1)


def _unclosed(what: str, line: int) -> Diagnostic:
    close = {"fence": "close it with a line of as many ` or ~", "container": "close it with a line :::"}[what]
    return warning(f"{what}-open", f"this {what} is never closed, so all that follows is in it", close, line=line)
