"""Cut a source into slides, as text and before any parsing.

CommonMark melts two lists parted by blank lines into one, so a splitter that works on parsed Markdown cannot see the three blank
lines that part two slides. Text first also makes each slide a unit with a line range of its own.

A slide ends

1. at a line `---`, `***` or `___`, unless it touches a paragraph above it;
2. at three or more blank lines, if it has more than its heading;
3. at a heading of the slide level or above, where the file has no line of the first kind but those around settings.

Nothing ends inside a code fence, an HTML comment or a `:::` container.

A line `---`, lines `key: value` that each say something about a slide, and another line `---` open a slide with these settings.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from igdeck.model.diagnostics import Diagnostic, warning
from igdeck.model.value import frozen
from igdeck.source.regions import containers, regions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

BLANK_LINES = 3
#: What can be said of a slide, in its attributes or between two rules before it.
SLIDE_KEYS = frozenset(
    (
        "layout", "fit", "largest", "smallest", "smallest-code", "smallest-table", "hidden", "transition", "background", "header",
        "footer", "date", "number", "lang", "dir", "class",
    )
)  # fmt: skip

# What a line is for the cut: the level of the heading that starts on it, or one of these. A quiet line is a comment or goes on
# with a heading, so it is no content; a held one belongs to a region or a container; a set one to a slide's settings.
_TEXT, _BLANK, _RULE, _QUIET, _HELD, _SET = 0, -1, -2, -3, -4, -5

# Patterns are compiled by `re` when first used.
_RULE_LINE = r"([-*_])[ \t]*(?:\1[ \t]*){2,}$"
_ATX = r" {0,3}(#{1,6})(?:[ \t]|$)"
_UNDERLINE = r" {0,3}(=+|-+)[ \t]*$"
_OTHER_BLOCK = r" {0,3}(?:[-*+](?:[ \t]|$)|\d{1,9}[.)](?:[ \t]|$)|[<|>]|:::)"
_SETTING = r"([a-z][a-z-]*):(?:[ \t]+(.*?))?[ \t]*$"
_INDENTED = r" {0,3}\t| {4}"


@frozen
class Chunk:
    """The text of one slide and the range of its lines, counted from 1.

    `settings` are the keys, the values and the lines of what stands between two rules before it.
    """

    text: str
    first_line: int
    last_line: int
    settings: tuple[tuple[str, str, int], ...] = ()


def split_slides(text: str, first_line: int, slide_level: int) -> tuple[tuple[Chunk, ...], tuple[Diagnostic, ...]]:
    """Cut `text`, whose first line is number `first_line` of its file, into slides that are not empty."""
    lines = text.split("\n")
    marks, found = _marks(lines, first_line)
    ruled = any(mark == _RULE and after != _SET for mark, after in pairwise([*marks, _BLANK]))
    by_heading = 0 if ruled else slide_level
    chunks: list[Chunk] = []
    start = 0
    for end, resume in (*_ends(marks, by_heading), (len(lines), len(lines))):
        settings: tuple[tuple[str, str, int], ...] = ()
        if start < end and marks[start] == _SET:
            settings, start = _settings(lines, start, first_line)
        chunk = _chunk(lines, start, end, first_line, settings)
        if chunk is not None:
            chunks.append(chunk)
        elif resume > end and start > 0:
            hint = "write something on it, or remove this rule"
            found.append(warning("slide-empty", "an empty slide is left out", hint, line=first_line + end))
        start = resume
    return tuple(chunks), tuple(found)


def _ends(marks: Sequence[int], by_heading: int) -> Iterator[tuple[int, int]]:
    """Where slides end and where the next one goes on: pairs of line indexes."""
    blanks, has_heading, has_body = 0, False, False
    for index, mark in enumerate(marks):
        if mark == _BLANK:
            blanks += 1
            continue
        if mark == _SET:
            continue
        if mark == _RULE:
            yield index, index + 1
            has_heading, has_body = False, False
        elif (blanks >= BLANK_LINES and has_body) or (0 < mark <= by_heading and (has_heading or has_body)):
            yield index, index
            has_heading, has_body = False, False
        blanks = 0
        if mark > 0 and not has_heading and not has_body:
            has_heading = True
        elif mark in (_TEXT, _HELD) or mark > 0:
            has_body = True


def _marks(lines: Sequence[str], first_line: int) -> tuple[list[int], list[Diagnostic]]:
    """What each line is; a fence or container that never ends is a diagnostic."""
    marks = [_TEXT] * len(lines)
    found: list[Diagnostic] = []
    for region in regions(lines):
        mark = _QUIET if region.kind == "comment" else _HELD
        marks[region.start : region.end] = [mark] * (region.end - region.start)
        if not region.closed:
            hint = "close it with a line of as many ` or ~"
            found.append(
                warning(
                    "fence-open", "this fence is never closed, so all that follows is in it", hint, line=first_line + region.start
                )
            )
    for opened in _mark_containers(lines, marks):
        message = f"the container “{lines[opened].strip(':> ')}” is never closed"
        found.append(warning("container-open", message, "close it with a line :::", line=first_line + opened))
    _mark_plain(lines, marks)
    _mark_settings(lines, marks)
    _mark_underlined(lines, marks)
    return marks, found


def _mark_plain(lines: Sequence[str], marks: list[int]) -> None:
    """Mark blank lines, rules, and the headings that start with `#`."""
    for index, line in enumerate(lines):
        if marks[index] != _TEXT:
            continue
        if not line or line.isspace():
            marks[index] = _BLANK
        elif line[0] in "-*_" and re.match(_RULE_LINE, line) and (index == 0 or marks[index - 1] != _TEXT):
            marks[index] = _RULE
        elif "#" in line and (atx := re.match(_ATX, line)):
            marks[index] = len(atx[1])


def _mark_settings(lines: Sequence[str], marks: list[int]) -> None:
    """Mark the settings between two rules, up to the second one; the first ends the slide before."""
    for index in [index for index, mark in enumerate(marks) if mark == _RULE]:
        end = index + 1
        while end < len(lines) and (setting := re.match(_SETTING, lines[end])) and setting[1] in SLIDE_KEYS:
            end += 1
        if index + 1 < end < len(lines) and lines[index].rstrip() == lines[end].rstrip() == "---":
            marks[index + 1 : end + 1] = [_SET] * (end - index)


def _settings(lines: Sequence[str], start: int, first_line: int) -> tuple[tuple[tuple[str, str, int], ...], int]:
    """The settings that start on a line, and the line after them."""
    settings: list[tuple[str, str, int]] = []
    while setting := re.match(_SETTING, lines[start]):
        settings.append((setting[1], (setting[2] or "").strip("\"'"), first_line + start))
        start += 1
    return tuple(settings), start + 1


def _mark_containers(lines: Sequence[str], marks: list[int]) -> list[int]:
    """Hold the lines of every container that is closed; return where those open that are not."""
    held = {index for index, mark in enumerate(marks) if mark != _TEXT}
    matched = containers(lines, held) if any(":::" in line for line in lines) else {}
    for start, end in matched.items():
        stop = max(start, end) + 1
        marks[start:stop] = [_HELD] * (stop - start)
    return [start for start, end in matched.items() if end < 0]


def _mark_underlined(lines: Sequence[str], marks: list[int]) -> None:
    """Mark the paragraphs that are underlined with `===` or `---` as headings (CommonMark 4.3)."""
    start, is_paragraph = 0, True
    for index, line in enumerate(lines):
        if marks[index] != _TEXT:
            start, is_paragraph = index + 1, True
        elif index == start:
            is_paragraph = not re.match(_INDENTED, line) and not re.match(_OTHER_BLOCK, line)
        elif is_paragraph and line.lstrip(" ")[:1] in ("=", "-") and (under := re.match(_UNDERLINE, line)):
            marks[start : index + 1] = [_QUIET] * (index + 1 - start)
            marks[start] = 1 if under[1][0] == "=" else 2
            start = index + 1
        elif is_paragraph:
            is_paragraph = not re.match(_OTHER_BLOCK, line)


def _chunk(
    lines: Sequence[str], start: int, end: int, first_line: int, settings: tuple[tuple[str, str, int], ...]
) -> Chunk | None:
    while start < end and not lines[start].strip():
        start += 1
    while end > start and not lines[end - 1].strip():
        end -= 1
    if start >= end and not settings:
        return None
    if start >= end:
        return Chunk("", settings[0][2], settings[-1][2], settings)
    return Chunk("\n".join(lines[start:end]), first_line + start, first_line + end - 1, settings)
