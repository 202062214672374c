"""The columns and rows of a table: widths by content within the frame, heights by the lines of the tallest cell."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final, TypeAlias

from igdeck.layout.measure import SAFE_HEIGHT, UNSCALED
from igdeck.model.geometry import Box, from_points, to_points
from igdeck.model.value import frozen, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from igdeck.layout.measure import Ruler
    from igdeck.layout.words import Words
    from igdeck.model.block import Align, Table
    from igdeck.model.page import Run
    from igdeck.model.theme import Side, TableStyle, TextStyle

Row: TypeAlias = "tuple[tuple[Run, ...], ...]"

#: Text does not shrink for words that take more than this share of the frame, such as addresses: they are broken.
LONG_WORD: Final = 0.25
#: A table of more columns than this is parted if its words have no room at this size in points.
MANY: Final = 6
LEAST: Final = 9.0
#: A table is no wider than so many times its content, or this share of its frame, if that is more. One that would nearly fill
#: the frame, to this share of it, fills it.
STRETCH: Final = 2.0
NARROWEST: Final = 0.5
NEARLY: Final = 0.75
#: How much of the room to spare a right-aligned column gets, held against others with as much content.
RIGHT: Final = 0.5
#: The lines of a column that wants no more than this of an equal share are not broken for the sake of others.
SHORT: Final = 0.6
#: The space between a caption and its table, in em.
CAPTION_GAP: Final = 0.4
#: Digits with their signs, separators and units; what is in such a column stands at the right.
_FIGURE: Final = re.compile(r"[(+−–-]?\s*[$€£¥]?\s*\d[\d.,'\u00a0\u202f ]*\s*[%‰$€£¥kKMG)]?")


@frozen
class Grid:
    """A table's cells as runs, an alignment for each column. A header without a word is none: then it is empty."""

    header: Row
    rows: tuple[Row, ...]
    aligns: tuple[Align, ...]
    caption: tuple[Run, ...] = ()

    def looks(self, style: TableStyle) -> list[tuple[Row, TextStyle]]:
        """The rows that are drawn, each with its style."""
        head = [(self.header, style.header)] if self.header else []
        return [*head, *((row, style.body) for row in self.rows)]


@frozen
class Shape:
    """Widths and heights in EMU; the widths add up to the frame's or, where there is little in the table, to less.

    `crowded` columns have no room for their words. `caption` is the height of the caption and `gap` what parts it from the
    table; `headed` says that the first row is the header.
    """

    columns: tuple[int, ...]
    heights: tuple[int, ...]
    crowded: bool = False
    caption: int = 0
    gap: int = 0
    headed: bool = True

    @property
    def height(self) -> int:
        """The height of the whole table with its caption."""
        return self.caption + self.gap + sum(self.heights)

    @property
    def opening(self) -> int:
        """The height of what every part of the table has: caption and header."""
        return self.caption + self.gap + sum(self.heights[: self.headed])

    @property
    def rows(self) -> tuple[int, ...]:
        """The heights of the rows below the header."""
        return self.heights[self.headed :]

    def parted(self, box: Box, side: Side) -> tuple[Box, Box | None]:
        """The boxes of the table and, if there is one, of its caption, in the box of both; no wider than the columns."""
        box = replace(box, width=sum(self.columns))
        if not self.caption:
            return box, None
        room = self.caption + self.gap
        if side == "over":
            return Box(box.x, box.y + room, box.width, box.height - room), Box(box.x, box.y, box.width, self.caption)
        under = Box(box.x, box.bottom - self.caption, box.width, self.caption)
        return Box(box.x, box.y, box.width, box.height - room), under


def make_grid(table: Table, words: Words) -> Grid:
    """Read the cells of a table; every row gets as many as the header has."""
    count = len(table.header)
    header, *rows = (
        tuple(words.cell(cell, table.line) for cell in (*row, *[()] * count)[:count]) for row in (table.header, *table.rows)
    )
    aligns = tuple(align or _natural(column) for align, column in zip(table.aligns, _columns(rows, count), strict=True))
    seen = header if not rows or any(run.text.strip() for cell in header for run in cell) else ()
    return Grid(seen, tuple(rows), aligns, words.runs(table.caption, table.line) if table.caption else ())


def make_shape(grid: Grid, whole: Grid, ruler: Ruler, size: float, width: int) -> Shape:
    """A table at a text size (points) in a frame of this width (EMU), its columns as wide as those of the whole of it."""
    style = ruler.theme.table
    columns, crowded = _widths(whole, ruler, size, width)
    heights = tuple(row_heights(grid.looks(style), columns, ruler, size))
    caption, gap = _caption(grid, ruler, size, sum(columns))
    return Shape(columns, heights, crowded, caption, gap, bool(grid.header))


def row_heights(rows: Iterable[tuple[Row, TextStyle]], columns: Sequence[int], ruler: Ruler, size: float) -> Iterator[int]:
    """The heights of rows, each with its style, at a text size (points) in columns of these widths; all but the size in EMU."""
    insets = ruler.theme.table.insets
    rooms = [to_points(column - insets.left - insets.right) for column in columns]
    for row, look in rows:
        yield from_points(_lines(row, look, ruler, size, rooms) * size * 1.2 * look.line) + insets.top + insets.bottom


def by_columns(grid: Grid, ruler: Ruler, width: int) -> list[Grid]:
    """The table or, if even small words have no room in its columns, as few tables as have it, the first column in each."""
    count = len(grid.aligns)
    if count <= MANY or not _crowded(grid, ruler, width):
        return [grid]
    for parts in range(2, count):
        ends = [1 + (count - 1) * at // parts for at in range(parts + 1)]
        grids = [_picked(grid, (0, *range(start, end))) for start, end in pairwise(ends)]
        if not any(_crowded(part, ruler, width) for part in grids):
            return grids
    return [_picked(grid, (0, at)) for at in range(1, count)]


def _crowded(grid: Grid, ruler: Ruler, width: int) -> bool:
    return _widths(grid, ruler, LEAST, width)[1]


def _picked(grid: Grid, places: Sequence[int]) -> Grid:
    """The table with some of its columns."""
    header, *rows = (tuple(row[at] for at in places) if row else () for row in (grid.header, *grid.rows))
    return replace(grid, header=header, rows=tuple(rows), aligns=tuple(grid.aligns[at] for at in places))


def _caption(grid: Grid, ruler: Ruler, size: float, width: int) -> tuple[int, int]:
    """The height of the caption, and the space between it and the table."""
    if not grid.caption:
        return 0, 0
    style = ruler.theme.table.caption_style(size)
    lines = ruler.lines(grid.caption, style, UNSCALED, to_points(width))
    return from_points(lines * ruler.pitch(style, UNSCALED) / SAFE_HEIGHT), from_points(CAPTION_GAP * style.size)


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
    table, count = grid.looks(style), len(grid.aligns)
    wanted = [padding + max(ruler.width(row[at], look, size) for row, look in table) for at in range(count)]
    room = to_points(width)
    if sum(wanted) <= room:
        return _roomy(wanted, padding, grid.aligns, width), False
    least = [padding + max(ruler.longest_word(row[at], look, size) for row, look in table) for at in range(count)]
    if sum(least) >= room:
        return _whole(_shared(least, room), width), sum(min(low, room * LONG_WORD) for low in least) > room
    lows = _unbroken(least, wanted, room)
    slack = sum(wanted) - sum(lows)
    spread = [low + (room - sum(lows)) * (high - low) / slack for low, high in zip(lows, wanted, strict=True)]
    return _whole(spread, width), False


def _roomy(wanted: Sequence[float], padding: float, aligns: Sequence[Align], width: int) -> tuple[int, ...]:
    """Columns with more room than they want, each with as much more as it has content.

    In a right-aligned column what is more parts its text from the neighbour before it: it gets less, and the first one hardly
    any. A table of few short words is not pulled apart to the whole width.
    """
    room, natural = to_points(width), sum(wanted)
    total = max(natural * STRETCH, room * NARROWEST)
    total = room if total > room * NEARLY else total
    pulls = [(RIGHT if at else RIGHT / 2) if align == "right" else 1.0 for at, align in enumerate(aligns)]
    weights = [(share - padding) * pull for share, pull in zip(wanted, pulls, strict=True)]
    more = (total - natural) / sum(weights)
    return _whole([share + weight * more for share, weight in zip(wanted, weights, strict=True)], from_points(total))


def _unbroken(least: Sequence[float], wanted: Sequence[float], room: float) -> Sequence[float]:
    """The least widths, those of short columns being all that they want, if the others have still room for their words."""
    short = [high if high <= room / len(wanted) * SHORT else low for low, high in zip(least, wanted, strict=True)]
    return short if sum(short) < room else least


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
