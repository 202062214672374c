"""The source line under a finding: the marks stand under the place, whatever the line is made of."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from igdeck.cli.excerpt import make_excerpt, split_lines


def width(text: str) -> int:
    """How many cells a terminal takes for a text."""
    return sum(
        0 if unicodedata.category(c) in {"Mn", "Me"} else 2 if unicodedata.east_asian_width(c) in {"W", "F"} else 1 for c in text
    )


def under(line: str, marks: str) -> str:
    """The text that stands above the marks."""
    start, end = marks.index("^"), len(marks)
    taken, at = "", 0
    for char in line:
        if start <= at < end:
            taken += char
        at += width(char)
    return taken


@pytest.mark.parametrize(
    ("line", "column", "length", "marked"),
    [
        ("![a](b.png) and more", 1, 11, "![a](b.png)"),
        ("one two three", 5, 3, "two"),
        ("日本語 word", 5, 4, "word"),
        ("日本語 word", 2, 1, "本"),
        ("e\u0301te\u0301 word", 7, 4, "word"),
        ("\tone\ttwo", 6, 3, "two"),
        ("a\ttwo", 3, 3, "two"),
        ("x", 1, 40, "x"),
        ("", 0, 1, ""),
        ("  the whole line  ", 0, 1, "the whole line"),
        ("ends here", 10, 1, ""),
    ],
)
def test_marks_stand_under_the_place(line: str, column: int, length: int, marked: str) -> None:
    """Tabs, wide characters and accents before the place do not push the marks aside."""
    excerpt = make_excerpt(line.encode(), column, length, 80)
    assert under(excerpt.line, excerpt.marks) == marked
    assert excerpt.marks.lstrip() == "^" + "~" * max(width(marked) - 1, 0)


def test_tabs_stand_at_stops() -> None:
    """A tab goes to the next fourth cell, as in most editors."""
    assert make_excerpt(b"\ta\tb\tabcd\te", 1, 1, 80).line == "    a   b   abcd    e"


@pytest.mark.parametrize("column", [1, 30, 200, 396])
@pytest.mark.parametrize("before", ["x", "語"])
def test_a_long_line_is_clipped_around_the_place(column: int, before: str) -> None:
    """Of a line that is wider than the terminal the part around the place is shown, and `…` where something is left out."""
    line = before * (column - 1) + "PLACE" + "y" * (400 - column)
    excerpt = make_excerpt(line.encode(), column, 5, 60)
    assert width(excerpt.line) <= 60
    assert under(excerpt.line, excerpt.marks) == "PLACE"
    assert excerpt.line.startswith("…") == (column > 1)
    assert excerpt.line.endswith("…") == (column < 390)


def test_a_place_wider_than_the_terminal() -> None:
    """A finding about a whole long line is marked as far as it is shown."""
    excerpt = make_excerpt(b"w" * 500, 0, 1, 60)
    assert (width(excerpt.line), len(excerpt.marks)) == (60, 60)


def test_bytes_that_are_no_text() -> None:
    """In a line that is not UTF-8 the column counts bytes; the byte that is wrong is marked."""
    excerpt = make_excerpt("Zoë, Zo".encode() + b"\xeb and", 9, 1, 80)
    assert excerpt.line == "Zoë, Zo\ufffd and"
    assert under(excerpt.line, excerpt.marks) == "\ufffd"


def test_nothing_that_a_terminal_obeys() -> None:
    """Escape sequences and marks that turn the text around are shown, not sent."""
    excerpt = make_excerpt("a\x1b[2Jb\u202ec\x9bd\x7f".encode(), 1, 1, 80)
    assert excerpt.line == "a␛[2Jb\ufffdc\ufffdd␡"


def test_lines_are_counted_as_the_reader_counts_them() -> None:
    """All three line ends count; a byte order mark does not, nor does what only looks like a line end."""
    assert split_lines(b"\xef\xbb\xbfone\r\ntwo\rthree\nfo\x0bur\xe2\x80\xa8") == [
        b"one",
        b"two",
        b"three",
        b"fo\x0bur\xe2\x80\xa8",
    ]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no fault
@given(st.binary(max_size=200), st.integers(0, 250), st.integers(1, 50), st.integers(1, 100))
def test_any_line_in_any_terminal(line: bytes, column: int, length: int, columns: int) -> None:
    """Whatever a line holds, it takes one row, as wide as the terminal at most, with at least one mark."""
    excerpt = make_excerpt(line, column, length, columns)
    assert "^" in excerpt.marks
    assert "\n" not in excerpt.line
    assert max(width(excerpt.line), len(excerpt.marks)) <= max(columns, 10)
