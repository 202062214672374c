"""The lines of a template's grid, and the boxes between them. Inches in the file, EMU in the model."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from igdeck.model.geometry import EMU_PER_INCH, Box, Insets, from_inches
from igdeck.theme.tables import Table, list_of, nearest, number

if TYPE_CHECKING:
    from igdeck.theme.tables import Place

#: The largest slide that PowerPoint makes, in inches.
LARGEST: Final = 56

_EDGE: Final = re.compile(r"(?:(?P<share>\d+(?:\.\d+)?)%|(?P<line>[A-Za-z][\w-]*))(?: (?P<by>[+-] \d+(?:\.\d+)?))?")
_HINT: Final = "write inches, a share like “50%”, the name of a line, or one of these and some inches: “left + 0.5”"
#: Stands in for a box with a mistake.
_NOWHERE: Final = Box(0, 0, 1, 1)


def inches(value: Any, place: Place) -> int:
    """A length in inches, as EMU."""
    return from_inches(number(0, LARGEST)(value, place))


def insets(value: Any, place: Place) -> Insets:
    """One length for all four sides, or one each: left, top, right, bottom."""
    if isinstance(value, list):
        return Insets(*list_of(inches, 4, 4)(value, place))
    return Insets(*[inches(value, place)] * 4)


@dataclass(frozen=True, slots=True)
class Axis:
    """One direction of the grid: the slide's length, and where the lines are. A line with a mistake is nowhere (None)."""

    length: int
    lines: dict[str, int | None] = field(default_factory=dict)

    def edge(self, value: Any, place: Place) -> int | None:
        """A place along this axis."""
        if isinstance(value, str):
            return self._told(value, place)
        if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= LARGEST:
            return from_inches(value) + (self.length if value < 0 else 0)
        place.unlike(value, "a place on the slide", _HINT)
        return None

    def _told(self, value: str, place: Place) -> int | None:
        """A place told from a share of the slide or from a line."""
        told = _EDGE.fullmatch(value.strip())
        if told is None:
            place.wrong(f"“{value}” is no place on the slide", _HINT)
            return None
        if told["share"]:
            start: int | None = round(self.length * float(told["share"]) / 100)
        elif told["line"] in self.lines:
            start = self.lines[told["line"]]
        else:
            hint = nearest(told["line"], self.lines, "lines")
            place.wrong(f"“{told['line']}” is not one of the lines above", hint, "template-name")
            return None
        return None if start is None else start + from_inches(float((told["by"] or "0").replace(" ", "")))

    def span(self, value: Any, place: Place) -> tuple[int, int]:
        """From one place to another further on, within the slide."""
        start, end = list_of(self.edge, 2, 2)(value, place) or (None, None)
        if start is None or end is None:
            return 0, 1
        if start >= end or start < 0 or end > self.length:
            place.wrong(*self._misfit(start, end), "template-box")
        return start, end

    def _misfit(self, start: int, end: int) -> tuple[str, str]:
        goes = f"goes from {start / EMU_PER_INCH:.4g} to {end / EMU_PER_INCH:.4g} in"
        if start >= end:
            return f"the box {goes}", "the first edge is the one at the left or at the top"
        return f"the box {goes}, which is outside of the slide", f"the slide goes from 0 to {self.length / EMU_PER_INCH:.4g} in"


@dataclass(frozen=True, slots=True)
class Grid:
    """Both axes, and the boxes that have names."""

    across: Axis
    down: Axis
    boxes: dict[str, Box] = field(default_factory=dict)

    def box(self, value: Any, place: Place) -> Box:
        """A box by its name, or by the lines that it lies between."""
        if isinstance(value, str) and value in self.boxes:
            return self.boxes[value]
        if isinstance(value, str):
            place.wrong(f"“{value}” is not one of the boxes", nearest(value, self.boxes, "boxes"), "template-name")
            return _NOWHERE
        if not isinstance(value, dict):
            place.unlike(value, "the name of a box", "or write { x = [left, right], y = [top, bottom] }")
            return _NOWHERE
        with Table(value, place) as table:
            (left, right), (top, bottom) = table.need("x", self.across.span), table.need("y", self.down.span)
        return Box(left, top, right - left, bottom - top)


def read_grid(root: Table, width: int, height: int) -> Grid:
    """Read the guides and the boxes between them."""
    grid = Grid(Axis(width), Axis(height))
    with root.table("guides") as guides:
        for key, axis in (("x", grid.across), ("y", grid.down)):
            for name, edge in guides.table(key).each(axis.edge):
                axis.lines[name] = edge
    for name, box in root.table("boxes").each(grid.box):
        grid.boxes[name] = box
    return grid
