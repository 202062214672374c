"""Code on its panel: how small it is set, how many rows its lines take, where numbers, the file's name and bands stand."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from igdeck.layout.breaks import SPACES, opportunities
from igdeck.layout.ladder import climb, further, under, within
from igdeck.layout.measure import PITCH, SAFE_HEIGHT, SAFE_WIDTH, TAB
from igdeck.model.geometry import Box, from_points, to_points
from igdeck.model.page import SMALL, CodeItem, CodeLabel, CodeLine, CodeNumbers
from igdeck.model.value import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from igdeck.layout.listing import Listing
    from igdeck.layout.measure import Ruler
    from igdeck.layout.metrics import Face
    from igdeck.layout.slabs import Spot
    from igdeck.model.page import Fit
    from igdeck.model.theme import Limits, Placeholder

#: How far in what goes on of a line of code stands, in em: two letters of 0.6 em, which all fonts like Courier New have.
CODE_INDENT: Final = 1.2
#: The share of a row that is filled: rows are broken here, and one that a renderer breaks once more makes the code a row taller.
EASE: Final = 0.985
#: The space between the numbers and the code, in em.
NUMBERS_GAP: Final = 1.2
#: The space between the file's name and the code, in em of the code.
LABEL_GAP: Final = 0.5


@frozen
class CodeSlab:
    """Lines of code. They also shrink until the longest fits; what is too long at the limit is wrapped, a little further in."""

    listing: Listing
    start: int
    stop: int
    place: Placeholder
    ruler: Ruler
    limits: Limits
    step_at: int = 0
    turns: tuple[int, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines that stand here."""
        return self.listing.texts[self.start : self.stop]

    def step(self, fit: Fit) -> Fit:
        """This step, or the one further down that the longest line of the whole code needs."""
        style, room = self.ruler.theme.code.text, self._room
        widths = [self._width(line) for line in self.listing.texts]
        steps = further(fit)
        if self.limits.overflow != "shrink" and self.limits.long_lines == "wrap":
            steps = within([(style, self.limits.code)], fit)
            least = steps[-1].size(style.size)
            widths = [width for width in widths if width * least <= room]  # the others are wrapped anyhow
        widest = max(widths, default=0.0)
        return climb(lambda step: widest * step.size(style.size) <= room, steps).fit

    def rows(self, line: str, step: Fit) -> int:
        """How many rows a line takes at its own step."""
        return len(self._breaks(line, step)) + 1

    def _breaks(self, line: str, step: Fit) -> tuple[int, ...]:
        """Where the further rows of a line start. It is not left to renderers, which break code in different places."""
        room = (self._room / self._size(step) - self._gutter) * SAFE_WIDTH
        if self.ruler.code(line).natural_width <= room:
            return ()
        style = self.ruler.theme.code.text
        face = self.ruler.book.face(self.ruler.theme.fonts.code, style.bold, style.italic)
        return tuple(_rows(line.expandtabs(TAB), face, room, room - CODE_INDENT))

    def wrapped(self, fit: Fit) -> tuple[str, ...]:
        """The lines that are too long."""
        size = self._size(self.step(fit))
        return tuple(line for line in self.lines if self._width(line) * size > self._room)

    def height(self, fit: Fit) -> int:
        """The rows of all lines, with the panel's insets and the file's name."""
        step = self.step(fit)
        rows = sum(self.rows(line, step) for line in self.lines)
        points = rows * self.ruler.pitch(self.ruler.theme.code.text, step)
        return from_points(points / SAFE_HEIGHT) + self.opening(step)

    def opening(self, step: Fit) -> int:
        """What the panel takes besides the lines."""
        insets, label = self.ruler.theme.code.insets, self._label(step)
        return insets.top + insets.bottom + (label.height if label else 0)

    def draw(self, spot: Spot) -> Iterator[CodeItem]:
        """A panel as tall as the code."""
        step, name, numbers = self.step(spot.fit), spot.names.take("Code"), self._numbers(self.step(spot.fit))
        hanging = from_points(CODE_INDENT * self._size(step)) if self.wrapped(spot.fit) else 0
        runs = self.listing.lines[self.start : self.stop]
        lines = tuple(CodeLine(line, self._breaks(text, step)) for line, text in zip(runs, self.lines, strict=True))
        label, pointed = self._label(step), tuple(self._pointed())
        marks, turns = tuple(group for group, _ in pointed), tuple(turn for _, turn in pointed[1:] if turn)
        bands = tuple(tuple(self._bands(group, lines, spot.box, step)) for group in marks)
        stands = (lines, self.listing.language, step, spot.moved, hanging)
        yield CodeItem(spot.idx, name, spot.box, *stands, label, numbers, marks, bands, self.step_at, turns)

    def small(self, fit: Fit) -> float:
        """The size that the longest line leaves."""
        return under(self.ruler.theme.code.text, self.step(fit), self.limits.code)

    def broken(self, _: Fit) -> str:
        """No word: lines of code are wrapped wherever they must be."""
        return ""

    def _label(self, step: Fit) -> CodeLabel | None:
        """The name of the file, in whole points. A long one is wrapped."""
        name, code = self.listing.filename, self._size(step)
        if not name:
            return None
        size = float(max(int(code * SMALL + 0.5), 1))
        rows = self.ruler.code(name).wrap(self._room / size * SAFE_WIDTH).lines
        return CodeLabel(name, size, from_points(rows * size * PITCH + code * LABEL_GAP))

    def _numbers(self, step: Fit) -> CodeNumbers | None:
        """The numbers of the lines; those of a later part go on, as wide as the widest of the whole."""
        if self.listing.first is None:
            return None
        size = self._size(step)
        width = from_points((self._gutter - NUMBERS_GAP) * size)
        return CodeNumbers(self.listing.first + self.start, width, from_points(NUMBERS_GAP * size))

    def _pointed(self) -> Iterator[tuple[tuple[int, ...], int]]:
        """The groups of lines to point at, and the click of each; one that is all on other slides is none.

        Lines count from the first that stands here.
        """
        for group, turn in zip(self.listing.marks, (0, *self.turns), strict=True) if self.listing.marks else ():
            here = tuple(line - self.start for line in group if self.start <= line < self.stop)
            if here or not group:
                yield here, turn

    def _bands(self, group: Sequence[int], lines: Sequence[CodeLine], box: Box, step: Fit) -> Iterator[Box]:
        """The bands that a group's lines stand on: neighbours share one, as wide as the panel."""
        label, pitch = self._label(step), self.ruler.pitch(self.ruler.theme.code.text, step)
        top = box.y + self.ruler.theme.code.insets.top + (label.height if label else 0)
        for first, last in _stretches(group):
            above, rows = (sum(line.rows for line in part) for part in (lines[:first], lines[first : last + 1]))
            yield Box(box.x, top + from_points(above * pitch), box.width, from_points(rows * pitch))

    @property
    def _room(self) -> float:
        """The width in points of a line and its number, less what letters are wider in LibreOffice."""
        return to_points(self.place.box.inside(self.ruler.theme.code.insets).width) * EASE

    @property
    def _gutter(self) -> float:
        """The width of the numbers with the space after them, in em."""
        if self.listing.first is None:
            return 0.0
        last = self.listing.first + len(self.listing.texts) - 1
        return self.ruler.code("0" * len(str(last))).natural_width / SAFE_WIDTH + NUMBERS_GAP

    def _size(self, step: Fit) -> float:
        return step.size(self.ruler.theme.code.text.size)

    def _width(self, line: str) -> float:
        """The width of a line and its number in em."""
        return self.ruler.code(line).natural_width / SAFE_WIDTH + self._gutter


def _rows(text: str, face: Face, room: float, further: float) -> Iterator[int]:
    """Where rows but the first start, `further` em wide: where a line may end or else after any letter, but not in the indent.

    The space at the end of a row counts: LibreOffice sets a break behind one that hangs over the edge on a row of its own.
    """
    ends = [*accumulate(face.advance(char) / face.upem for char in text)]
    seen = len(text.rstrip(SPACES))
    least, start, taken = len(text) - len(text.lstrip(SPACES)), 0, 0.0
    places = [place for place in opportunities(text) if place > least]
    at = 0
    while start + 1 < seen and ends[seen - 1] - taken > room:
        stop = max(bisect_right(ends, taken + room), start + 1)
        at = bisect_right(places, stop, at)
        start = places[at - 1] if at and places[at - 1] > start else stop
        yield start
        taken, room = ends[start - 1], further


def _stretches(group: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The first and last of lines that follow each other."""
    start: int | None = None
    for at, line in enumerate(group):
        start = line if start is None else start
        if at + 1 == len(group) or group[at + 1] != line + 1:
            yield start, line
            start = None
