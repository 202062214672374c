"""How many lines text takes: the greedy wrap that PowerPoint, LibreOffice and browsers all use.

Text is cut into units, between which a line may end, and each unit is measured whole; a deck repeats its words, so most
units cost one look-up in the face. Kerning between two units is left out, spaces at the end of a line hang over its edge.
"""

from __future__ import annotations

from itertools import pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, Final, TypeAlias

from igdeck.layout.breaks import SPACES, borders, opportunities
from igdeck.model.value import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from igdeck.layout.metrics import Face

__all__ = ["Span", "Wrapped", "longest_word", "natural_width", "wrap"]

_BORDER_GAP: Final = 0.25  # em
_SOFT_HYPHEN: Final = "\u00ad"
_TOLERANCE: Final = 1e-6  # points
_SIGNS: Final = "/?-"  # a browser may end a line after these in an address


@frozen
class Span:
    """Text in one face; `size` in points. A newline ends the line."""

    text: str
    face: Face
    size: float


@frozen
class Wrapped:
    """How text came out: its lines, the widest of them in points, and whether a word did not fit on a line."""

    lines: int
    widest: float
    broken: bool


#: The spans between two newlines, none of them empty.
_Line: TypeAlias = "list[Span]"
#: Where a unit starts and where its last visible character ends; its width in points if the line goes on, and if it ends.
_Unit: TypeAlias = tuple[int, int, float, float]
#: How many rows something takes, how wide the widest and the last of them are.
_Rows: TypeAlias = tuple[int, float, float]


def wrap(spans: Sequence[Span], width: float) -> Wrapped:
    """Wrap text at a width in points. Text without a character takes one line."""
    filled = [_fill(line, width + _TOLERANCE) for line in _lines(spans)]
    if len(filled) == 1:
        return filled[0]
    return Wrapped(
        lines=sum(one.lines for one in filled),
        widest=max(one.widest for one in filled),
        broken=any(one.broken for one in filled),
    )


def natural_width(spans: Sequence[Span]) -> float:
    """The width in points at which text needs no other line ends than its own."""
    return max(_advance(line) for line in _lines(spans))


def _advance(line: _Line) -> float:
    gaps = len(borders("".join([span.text for span in line]))) * _BORDER_GAP * max([span.size for span in line], default=0.0)
    return gaps + sum([span.face.advance(span.text) * span.size / span.face.upem for span in line])


def longest_word(spans: Sequence[Span]) -> float:
    """The width in points at which no word has to be broken."""
    return max((last for line in _lines(spans) for _, _, _, last in _units(line)), default=0.0)


def _lines(spans: Sequence[Span]) -> Iterator[_Line]:
    line: _Line = []
    for span in spans:
        first, *others = span.text.split("\n")
        line.append(Span(first, span.face, span.size) if others else span)
        for text in others:
            yield [part for part in line if part.text]
            line = [Span(text, span.face, span.size)]
    yield [part for part in line if part.text]


def _fill(line: _Line, limit: float) -> Wrapped:
    whole = _advance(line)
    if whole <= limit:
        return Wrapped(1, whole, broken=False)
    lines, pen, widest, broken = 1, 0.0, 0.0, False
    for start, end, inside, last in _units(line):
        if pen and pen + last > limit:
            lines, pen = lines + 1, 0.0
        if last > limit:
            rows, row, reached = _break_up(line, start, end, limit)
            lines, widest, broken = lines + rows - 1, max(widest, row), True
            pen = reached + inside - last
        else:
            widest = max(widest, pen + last)
            pen += inside
    return Wrapped(lines, widest, broken)


def _units(line: _Line) -> Iterator[_Unit]:
    text = "".join([span.text for span in line])
    gaps = borders(text)
    spans, stop = iter(line), 0
    for start, end in pairwise([0, *opportunities(text), len(text)] if text else ()):
        while stop <= start:
            span = next(spans)
            advance, em, stop = span.face.advance, span.size / span.face.upem, stop + len(span.text)
        unit = text[start:end]
        seen = unit.rstrip(SPACES)
        if end <= stop:
            inside = advance(unit) * em
            last = inside if seen == unit else advance(seen) * em
        else:
            inside, last = _width(line, start, end), _width(line, start, start + len(seen))
        if unit[-1] == _SOFT_HYPHEN:
            last += advance("-") * em
        if gaps and end in gaps:
            inside += _BORDER_GAP * span.size
        yield start, start + len(seen), inside, last


def _width(line: _Line, start: int, end: int) -> float:
    return sum(span.face.advance(part) * span.size / span.face.upem for span, part in _parts(line, start, end))


def _parts(line: _Line, start: int, end: int) -> Iterator[tuple[Span, str]]:
    """Each span that has a part between two offsets of the line, with that part."""
    begin = 0
    for span in line:
        if part := span.text[max(start - begin, 0) : max(end - begin, 0)]:
            yield span, part
        begin += len(span.text)


def _break_up(line: _Line, start: int, end: int, limit: float) -> _Rows:
    """Break what is wider than a line: after any character or, as browsers do, after the signs in it if that takes more rows."""
    pieces: list[list[float]] = [[]]
    for span, part in _parts(line, start, end):
        em = span.size / span.face.upem
        for char in part:
            pieces[-1].append(span.face.advance(char) * em)
            if char in _SIGNS:
                pieces.append([])
    anywhere = _rows([[width] for piece in pieces for width in piece], limit)
    return anywhere if len(pieces) == 1 else max(anywhere, _rows(pieces, limit), key=itemgetter(0, 2))


def _rows(pieces: Sequence[Sequence[float]], limit: float) -> _Rows:
    rows, widest, pen = 1, 0.0, 0.0
    for piece in pieces:
        width = sum(piece)
        if pen and pen + width > limit:
            rows, pen = rows + 1, 0.0
        if width > limit and len(piece) > 1:
            more, reached, pen = _rows([[one] for one in piece], limit)
            rows, widest = rows + more - 1, max(widest, reached)
        else:
            pen += width
            widest = max(widest, pen)
    return rows, widest, pen
