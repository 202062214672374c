"""How many lines text takes: the greedy wrap that PowerPoint, LibreOffice and browsers all use.

Text is cut into units, between which a line may end, and each unit is measured whole and once, however many sizes are tried;
a deck repeats its words, so most units cost one look-up in the face. Kerning between two units is left out, spaces at the end of
a line hang over its edge.
"""

from __future__ import annotations

from itertools import pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, Final, TypeAlias

from igdeck.layout.breaks import SPACES, borders, opportunities
from igdeck.model.value import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from igdeck.layout.metrics import Face

__all__ = ["Span", "Text", "Wrapped", "longest_word", "natural_width", "wrap"]

_BORDER_GAP: Final = 0.25  # em
_SOFT_HYPHEN: Final = "\u00ad"
_TOLERANCE: Final = 1e-6
# A browser may end a line after these in an address, and between two braces of a formula (UAX 14, classes SY, EX, HY, CL, OP).
_SIGNS: Final = "/?!-"
_BRACES: Final = "}{"


@frozen
class Span:
    """Text in one face; `size` in points, or in whatever unit the widths are asked for. A newline ends the line.

    Behind a `link` that is broken inside of a word, at a sign too, LibreOffice starts a new line, as behind a field.
    And a space in it that is left over at the end of a line takes one of its own.
    """

    text: str
    face: Face
    size: float
    link: bool = False


@frozen
class Wrapped:
    """How text came out: its lines, the width of the widest of them, and the first word that no line was wide enough for."""

    lines: int
    widest: float
    broken: str = ""


#: The spans between two newlines, none of them empty.
_Line: TypeAlias = "list[Span]"
#: Where a unit starts and where its last visible character ends; its width if the line goes on, and if it ends.
_Unit: TypeAlias = tuple[int, int, float, float]
#: How many rows something takes, how wide the widest and the last of them are.
_Rows: TypeAlias = tuple[int, float, float]


def wrap(spans: Sequence[Span], width: float) -> Wrapped:
    """Wrap text at a width in points. Text without a character takes one line."""
    return Text(spans).wrap(width)


def natural_width(spans: Sequence[Span]) -> float:
    """The width in points at which text needs no other line ends than its own."""
    return Text(spans).natural_width


def longest_word(spans: Sequence[Span]) -> float:
    """The width in points at which no word has to be broken."""
    return Text(spans).longest_word


class Text:
    """A text measured once, to be wrapped at many widths: at half the size it is wrapped as at twice the width."""

    __slots__ = ("_lines",)

    def __init__(self, spans: Sequence[Span]) -> None:
        self._lines = [_Measured(line) for line in _lines(spans)]

    def wrap(self, width: float) -> Wrapped:
        """The text in lines of this width, in the unit of the spans' sizes."""
        filled = [line.fill(width + _TOLERANCE) for line in self._lines]
        if len(filled) == 1:
            return filled[0]
        return Wrapped(
            lines=sum(one.lines for one in filled),
            widest=max(one.widest for one in filled),
            broken=next((one.broken for one in filled if one.broken), ""),
        )

    @property
    def natural_width(self) -> float:
        """The width at which the text needs no other line ends than its own."""
        return max(line.advance for line in self._lines)

    @property
    def longest_word(self) -> float:
        """The width at which no word has to be broken."""
        return max((last for line in self._lines for _, _, _, last in line.units), default=0.0)


class _Measured:
    """What stands between two newlines, with its width; its units are measured when it first does not fit."""

    __slots__ = ("_spans", "_units", "advance")

    def __init__(self, spans: _Line) -> None:
        self._spans = spans
        self._units: list[_Unit] | None = None
        self.advance = _advance(spans)

    @property
    def units(self) -> list[_Unit]:
        """The units, between which a line may end."""
        if self._units is None:
            self._units = [*_units(self._spans)]
        return self._units

    def fill(self, limit: float) -> Wrapped:
        """The lines of this width."""
        if self.advance <= limit:
            return Wrapped(1, self.advance)
        lines, pen, widest, broken = 1, 0.0, 0.0, ""
        before, torn = -1, False
        for start, end, inside, last in self.units:
            if torn and start != before:
                pen, torn = limit, False
            if pen and pen + last > limit:
                lines, pen = lines + 1, 0.0
                torn = torn or (start == before and self._is_link(start))
            before = end
            if last > limit:
                rows, row, reached = _break_up(self._spans, start, end, limit)
                lines, widest = lines + rows - 1, max(widest, row)
                parts = [*_parts(self._spans, start, end)]
                broken = broken or "".join(part for _, part in parts)
                pen = limit if any(span.link for span, _ in parts) else reached + inside - last
            else:
                widest = max(widest, pen + last)
                pen += inside
                if pen > limit and inside > last and self._is_link(end):
                    lines, pen = lines + 1, limit
        return Wrapped(lines, widest, broken)

    def _is_link(self, at: int) -> bool:
        return any(span.link for span, _ in _parts(self._spans, at, at + 1))


def _advance(line: _Line) -> float:
    gaps = len(borders("".join([span.text for span in line]))) * _BORDER_GAP * max([span.size for span in line], default=0.0)
    return gaps + sum([span.face.advance(span.text) * span.size / span.face.upem for span in line])


def _lines(spans: Sequence[Span]) -> Iterator[_Line]:
    line: _Line = []
    for span in spans:
        first, *others = span.text.split("\n")
        line.append(Span(first, span.face, span.size, span.link) if others else span)
        for text in others:
            yield [part for part in line if part.text]
            line = [Span(text, span.face, span.size, span.link)]
    yield [part for part in line if part.text]


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
    """Break what is wider than a line: after any character or, as browsers do, at its signs or braces if that takes more rows."""
    letters = [
        (char, span.face.advance(char) * span.size / span.face.upem) for span, part in _parts(line, start, end) for char in part
    ]
    ways = [_rows([[width] for _, width in letters], limit)]
    for parts in (_after_sign, _between_braces):
        pieces = _pieces(letters, parts)
        if len(pieces) > 1:
            ways.append(_rows(pieces, limit))
    return max(ways, key=itemgetter(0, 2))


def _pieces(letters: Sequence[tuple[str, float]], parts: Callable[[str, str], bool]) -> list[list[float]]:
    """The widths of letters, parted between two where that is allowed."""
    pieces: list[list[float]] = [[]]
    before = ""
    for char, width in letters:
        if before and parts(before, char):
            pieces.append([])
        pieces[-1].append(width)
        before = char
    return pieces


def _after_sign(before: str, _: str) -> bool:
    return before in _SIGNS


def _between_braces(before: str, char: str) -> bool:
    return before + char == _BRACES


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
