"""The columns and rows of a table: widths by content within the frame, heights by the lines of the tallest cell."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final, TypeAlias

from igdeck.layout.measure import UNSCALED
from igdeck.model.geometry import from_points, to_points
from igdeck.model.value import frozen, replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from igdeck.layout.measure import Ruler
    from igdeck.layout.words import Words
    from igdeck.model.block import Align, Table
    from igdeck.model.page import Run
    from igdeck.model.theme import TextStyle

Row: TypeAlias = "tuple[tuple[Run, ...], ...]"

#: Text does not shrink for words that take more than this share of the frame, such as addresses: they are broken.
LONG_WORD: Final = 0.25
#: Digits with their signs, separators and units; what is in such a column stands at the right.
_FIGURE: Final = re.compile(r"[(+−–-]?\s*[$€£¥]?\s*\d[\d.,'\u00a0\u202f ]*\s*[%‰$€£¥kKMG)]?")


@frozen
class Grid:
    """A table's cells as runs, an alignment for each column."""

    header: Row
    rows: tuple[Row, ...]
    aligns: tuple[Align, ...]


@frozen
class Shape:
    """Widths and heights in EMU; the widths add up to the frame's. `crowded` columns have no room for their words."""

    columns: tuple[int, ...]
    heights: tuple[int, ...]
    crowded: bool = False

    @property
    def height(self) -> int:
        """The height of the whole table."""
        return sum(self.heights)


def make_grid(table: Table, words: Words) -> Grid:
    """Read the cells of a table; every row gets as many as the header has."""
    count = len(table.header)
    header, *rows = (
        tuple(words.cell(cell, table.line) for cell in (*row, *[()] * count)[:count]) for row in (table.header, *table.rows)
    )
    aligns = tuple(align or _natural(column) for align, column in zip(table.aligns, _columns(rows, count), strict=True))
    return Grid(header, tuple(rows), aligns)


def make_shape(grid: Grid, whole: Grid, ruler: Ruler, size: float, width: int) -> Shape:
    """A table at a text size (points) in a frame of this width (EMU), its columns as wide as those of the whole of it."""
    style = ruler.theme.table
    columns, crowded = _widths(whole, ruler, size, width)
    insets = style.insets
    rooms = [to_points(column - insets.left - insets.right) for column in columns]
    looks = (style.header, *[style.body] * len(grid.rows))
    heights = [
        from_points(_lines(row, look, ruler, size, rooms) * size * 1.2 * look.line) + insets.top + insets.bottom
        for row, look in zip((grid.header, *grid.rows), looks, strict=True)
    ]
    return Shape(columns, tuple(heights), crowded)


def _lines(row: Row, look: TextStyle, ruler: Ruler, size: float, rooms: Sequence[float]) -> int:
    scaled = _sized(look, size)
    return max((ruler.lines(cell, scaled, UNSCALED, room) for cell, room in zip(row, rooms, strict=True)), default=1)


def _sized(look: TextStyle, size: float) -> TextStyle:
    return look if look.size == size else replace(look, size=size)


def _widths(grid: Grid, ruler: Ruler, size: float, width: int) -> tuple[tuple[int, ...], bool]:
    """Every column as wide as its content where there is room for all; else none narrower than its longest word.

    Where even that is too much, words have to be broken: the longest ones. Whether others would have to be is said, too.
    """
    style = ruler.theme.table
    padding = to_points(style.insets.left + style.insets.right)
    looks = (style.header, *[style.body] * len(grid.rows))
    table = [*zip((grid.header, *grid.rows), looks, strict=True)]
    count = len(grid.header)
    wanted = [padding + max(ruler.width(row[at], look, size) for row, look in table) for at in range(count)]
    room = to_points(width)
    if sum(wanted) <= room:
        return _whole([share + (room - sum(wanted)) / count for share in wanted], width), False
    least = [padding + max(ruler.longest_word(row[at], look, size) for row, look in table) for at in range(count)]
    if sum(least) >= room:
        return _whole(_shared(least, room), width), sum(min(low, room * LONG_WORD) for low in least) > room
    slack = sum(wanted) - sum(least)
    spread = [low + (room - sum(least)) * (high - low) / slack for low, high in zip(least, wanted, strict=True)]
    return _whole(spread, width), False


def _shared(least: Sequence[float], room: float) -> list[float]:
    """The room parted so that those who want little have it, and the others equal shares of the rest."""
    shares = [0.0] * len(least)
    for place, at in enumerate(sorted(range(len(least)), key=least.__getitem__)):
        shares[at] = min(least[at], room / (len(least) - place))
        room -= shares[at]
    return shares


def _whole(shares: Sequence[float], width: int) -> tuple[int, ...]:
    """Shares as whole EMU that add up to the width."""
    total = sum(shares) or 1.0
    edges = [round(width * sum(shares[:at]) / total) for at in range(len(shares) + 1)]
    edges[-1] = width
    return tuple(after - before for before, after in pairwise(edges))


def _columns(rows: Sequence[Row], count: int) -> list[list[str]]:
    return [["".join(run.text for run in row[at]).strip() for row in rows] for at in range(count)]


def _natural(column: Sequence[str]) -> Align:
    """Figures stand at the right, where their digits line up."""
    figures = [text for text in column if text]
    return "right" if figures and all(_FIGURE.fullmatch(text) for text in figures) else "left"
