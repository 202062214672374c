"""The source line that a finding is about, with the place underlined, as wide as a terminal allows.

Columns count characters, terminals count cells: a tab has several, a Chinese character two, an accent of its own none.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from igdeck.model.value import frozen

if TYPE_CHECKING:
    from collections.abc import Sequence

_TAB = 4
_LINE_END = re.compile(rb"\r\n|\r|\n")

#: Controls as pictures of themselves, and marks that turn the direction of text: none may reach a terminal.
_VISIBLE = {code: 0x2400 + code for code in range(32)} | {0x7F: 0x2421} | dict.fromkeys(range(0x80, 0xA0), 0xFFFD)
_VISIBLE |= dict.fromkeys((0x061C, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2066, 0x206A)), 0xFFFD)


@frozen
class Excerpt:
    """A line as it is shown, and the marks under it."""

    line: str
    marks: str


def split_lines(data: bytes) -> list[bytes]:
    """The lines of a source file, counted as `source` counts them."""
    return _LINE_END.split(data.removeprefix(b"\xef\xbb\xbf"))


def make_excerpt(line: bytes, column: int, length: int, width: int) -> Excerpt:
    """Show a line in `width` cells with `length` characters from `column` on underlined; column 0 stands for the whole line.

    In a line that is not UTF-8, `column` counts bytes.
    """
    cells, first, count = _decoded(line, column, length)
    shown = _cells(cells)
    if column == 0:
        first = len(cells) - len(cells.lstrip())
        count = len(cells.strip())
    start = sum(size for _, size in shown[:first])
    end = start + max(sum(size for _, size in shown[first : first + count]), 1)
    return _clipped(shown, start, end, max(width, 10))


def visible(text: str) -> str:
    """Text with nothing in it that a terminal would obey."""
    return text.translate(_VISIBLE)


def _decoded(line: bytes, column: int, length: int) -> tuple[str, int, int]:
    """The line's text, and where the place starts in it and how long it is."""
    try:
        return line.decode(), max(column - 1, 0), length
    except UnicodeDecodeError:
        before = line[: column - 1].decode("utf-8", "replace")
        return before + "\ufffd" + line[column:].decode("utf-8", "replace"), len(before), 1


def _cells(text: str) -> list[tuple[str, int]]:
    """Each character as it is shown, with the number of cells that it takes."""
    cells: list[tuple[str, int]] = []
    at = 0
    for char in text:
        size = _TAB - at % _TAB if char == "\t" else _size(char)
        cells.append((" " * size if char == "\t" else visible(char), size))
        at += size
    return cells


def _size(char: str) -> int:
    if char.isascii():
        return 1
    if unicodedata.category(char) in {"Mn", "Me"} or char in "\u200b\u200c\u200d\ufeff\u2060":
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1


def _clipped(cells: Sequence[tuple[str, int]], start: int, end: int, width: int) -> Excerpt:
    """The part of a line that fits, with the place in it; `…` where something is left out."""
    total = sum(size for _, size in cells)
    if max(total, end) <= width:
        return Excerpt("".join(shown for shown, _ in cells).rstrip(), _marks(start, end))
    # A third of the width goes to what stands before the place; all that fits, if the place is near an end.
    left = max(0, min(start - width // 3, max(total, end) - width))
    right = left + width
    shown = _window(cells, left + (left > 0), right - (right < total))
    line = "…" * (left > 0) + shown + "…" * (right < total)
    return Excerpt(line.rstrip(), _marks(start - left, min(end, right) - left))


def _window(cells: Sequence[tuple[str, int]], left: int, right: int) -> str:
    """The cells from `left` to `right`; half a wide character is a space."""
    parts: list[str] = []
    at = 0
    for shown, size in cells:
        if left <= at and at + size <= right:
            parts.append(shown)
        else:
            parts.append(" " * max(0, min(at + size, right) - max(at, left)))
        at += size
    return "".join(parts)


def _marks(start: int, end: int) -> str:
    return " " * start + "^" + "~" * (end - start - 1)
