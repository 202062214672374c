"""Cuts a slide's content into parts that each fit its box, where even the smallest size that the template allows is too large.

1. Each piece becomes strips, between which it may be parted: top-level items with all that is under them, paragraphs, rows of
   a table, lines of code.
2. A strip that is taller than the box is cut finer: between sub-items, then between sentences, at last between words or, in what
   has none, characters. A row of a table is cut in each of its cells.
3. Strips are dealt out in order to as few parts as they need, and then evened out, so that no part is full and the next one bare.
4. A heading stays with what follows it, and an item with the first that is under it.

A table's part repeats the header, and keeps the widths of the whole table; code keeps its size.
"""

from __future__ import annotations

from itertools import chain, groupby, takewhile, zip_longest
from typing import TYPE_CHECKING, Final, assert_never

from igdeck.layout.code import CodeSlab
from igdeck.layout.columns import column_places
from igdeck.layout.measure import SAFE_HEIGHT
from igdeck.layout.pieces import CalloutPiece, CodePiece, ColumnsPiece, Gallery, GridPiece, TextPiece
from igdeck.layout.sentences import sentences, shared
from igdeck.layout.slabs import PictureSlab
from igdeck.layout.stack import PANEL_INSETS, make_slab
from igdeck.layout.tables import make_shape, row_heights
from igdeck.model.geometry import from_points, to_points
from igdeck.model.inline import Image
from igdeck.model.value import frozen, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from igdeck.layout.measure import Ruler
    from igdeck.layout.pieces import Piece
    from igdeck.layout.tables import Grid, Row, Shape
    from igdeck.model.page import Fit, Kind, PageParagraph
    from igdeck.model.theme import Limits, Placeholder

#: How often the height of the parts is halved in search of the least: enough to be right to a line.
_HALVINGS: Final = 12
#: The share of its box that a picture asks for when a slide is cut.
PICTURE_SHARE: Final = 0.5


@frozen
class Strip:
    """What stays together: a small piece out of the slide's piece number `origin`. Heights in EMU.

    `above` is the space over it, unless it opens a part; `opening` what its piece takes once in every part: insets, a table's
    header. A `glued` strip is never the last of a part. `whole` is the paragraph that a sentence was cut
    from, `begins` whether it is the first of it.
    """

    origin: int
    piece: Piece
    height: int
    above: int
    opening: int
    glued: bool = False
    whole: PageParagraph | None = None
    begins: bool = True


@frozen
class Cutter:
    """Cuts content for one placeholder at one step of the autofit ladder."""

    place: Placeholder
    ruler: Ruler
    fit: Fit
    limits: Limits

    def parts(self, pieces: Sequence[Piece]) -> tuple[tuple[Piece, ...], ...]:
        """The pieces in as few parts as they need, about equally tall."""
        return tuple(tuple(map(_joined, _by_origin(part))) for part in _evened(self._all(pieces), self.place.box.height))

    def count(self, pieces: Sequence[Piece]) -> int:
        """How many parts the pieces need."""
        return len(_dealt(self._all(pieces), self.place.box.height))

    def _all(self, pieces: Sequence[Piece]) -> list[Strip]:
        """The strips of all pieces, none taller than the box if that can be helped."""
        return [fine for strip in self.strips(pieces) for fine in self._fine(strip, self.place.box.height)]

    def strips(self, pieces: Sequence[Piece]) -> list[Strip]:
        """What the pieces are parted into as long as nothing is too tall."""
        return [strip for at, piece in enumerate(pieces) for strip in self._strips(at, piece)]

    def _strips(self, at: int, piece: Piece) -> Iterator[Strip]:
        match piece:
            case TextPiece(paragraphs):
                for number, group in enumerate(_groups(paragraphs)):
                    yield self._text(at, group, first=number == 0)
            case CodePiece():
                yield from self._lines(at, piece)
            case GridPiece():
                yield from self._rows(at, piece)
            case CalloutPiece():
                height = make_slab(piece, self.place, self.ruler, self.limits).height(self.fit)
                yield Strip(at, piece, height, self.ruler.theme.gap, 0)
            case ColumnsPiece():
                yield self._beside(at, piece)
            case Image() | Gallery():
                slab = make_slab(piece, self.place, self.ruler, self.limits)
                asked = slab.height(self.fit) if isinstance(slab, PictureSlab) and slab.fixed else 0
                yield Strip(at, piece, asked or round(self.place.box.height * PICTURE_SHARE), self.ruler.theme.gap, 0)
            case _:
                assert_never(piece)

    def _beside(self, at: int, piece: ColumnsPiece) -> Strip:
        """Columns as one strip; a picture in them asks for its share."""
        cutters = self._columns(piece)
        heights = [
            sum(strip.height for strip in cutter.strips(column)) for cutter, column in zip(cutters, piece.columns, strict=True)
        ]
        made = make_slab(piece, self.place, self.ruler, self.limits).height(self.fit)
        return Strip(at, piece, max(made, min(max(heights, default=0), self.place.box.height)), self.ruler.theme.gap, 0)

    def _columns(self, piece: ColumnsPiece) -> list[Cutter]:
        """What cuts each of the columns."""
        return [replace(self, place=place) for place in column_places(piece, self.place, self.ruler)]

    def _text(self, at: int, paragraphs: tuple[PageParagraph, ...], *, first: bool, glued: bool = False) -> Strip:
        insets = self.place.insets
        width = to_points(self.place.box.inside(insets).width)
        height = self.ruler.extent(paragraphs, self.place.levels, self.fit, width).height
        style = self.ruler.theme.text_style(paragraphs[0].kind, paragraphs[0].level, self.place.levels)
        above = self.ruler.theme.gap if first else _safe(self.fit.space(style.space_before))
        glued = glued or paragraphs[-1].kind == "heading"
        return Strip(at, TextPiece(paragraphs), _safe(height), above, insets.top + insets.bottom, glued)

    def _lines(self, at: int, code: CodePiece) -> Iterator[Strip]:
        gap = self.ruler.theme.gap
        slab = CodeSlab(code.listing, code.start, code.stop, self.place, self.ruler, self.limits)
        step = slab.step(self.fit)
        pitch, opening = self.ruler.pitch(self.ruler.theme.code.text, step), slab.opening(step)
        for number in range(code.start, code.stop):
            height = _safe(pitch * slab.rows(code.listing.texts[number], step))
            yield Strip(at, replace(code, start=number, stop=number + 1), height, 0 if number > code.start else gap, opening)

    def _rows(self, at: int, table: GridPiece) -> Iterator[Strip]:
        shape = self._shape(table.grid, table.whole)
        for number, (row, height) in enumerate(zip(table.grid.rows, shape.rows, strict=True)):
            piece = replace(table, grid=replace(table.grid, rows=(row,)))
            yield Strip(at, piece, height, 0 if number else self.ruler.theme.gap, shape.opening)

    def _shape(self, grid: Grid, whole: Grid) -> Shape:
        size = self.fit.size(self.ruler.theme.table.body.size)
        return make_shape(grid, whole, self.ruler, size, self.place.box.width)

    def _fine(self, strip: Strip, room: int) -> Iterator[Strip]:
        """The strip, or what it is cut into if it is taller than a part can be."""
        if strip.height + strip.opening <= room:
            yield strip
        elif isinstance(strip.piece, GridPiece):
            yield from self._cut_row(strip, strip.piece, room)
        elif isinstance(strip.piece, CalloutPiece):
            yield from self._cut_callout(strip, strip.piece, room)
        elif isinstance(strip.piece, ColumnsPiece):
            yield from self._cut_columns(strip, strip.piece)
        elif not isinstance(strip.piece, TextPiece):
            yield strip
        elif len(strip.piece.paragraphs) > 1:
            for number, group in enumerate(_inner_groups(strip.piece.paragraphs)):
                part = self._text(strip.origin, group, first=False, glued=number == 0)
                yield from self._fine(part if number else replace(part, above=strip.above), room)
        else:
            yield from self._cut(strip, strip.piece.paragraphs[0], room)

    def _cut(self, strip: Strip, paragraph: PageParagraph, room: int) -> Iterator[Strip]:
        """A paragraph in sentences, and sentences that are too tall in halves."""
        cut = sentences(paragraph.runs)
        for number, runs in enumerate(cut):
            said = replace(paragraph, runs=runs)
            begins = number == 0 and strip.begins
            part = replace(
                self._text(strip.origin, (said,), first=False),
                above=0 if number else strip.above,
                whole=strip.whole or paragraph,
                begins=begins,
            )
            if len(cut) > 1 and part.height + part.opening > room:
                yield from self._cut(part, said, room)
            else:
                yield part

    def _cut_callout(self, strip: Strip, piece: CalloutPiece, room: int) -> Iterator[Strip]:
        """A callout as several, of which each holds what one slide can."""
        slab = make_slab(piece, self.place, self.ruler, self.limits)
        inside = replace(self, place=replace(self.place, insets=PANEL_INSETS, box=replace(self.place.box, height=room)))
        parts = inside.parts((TextPiece(piece.paragraphs),)) if slab.height(self.fit) > room else ()
        for number, part in enumerate(parts):
            text = next(one.paragraphs for one in part if isinstance(one, TextPiece))
            cut = CalloutPiece(piece.kind, text)
            height = make_slab(cut, self.place, self.ruler, self.limits).height(self.fit)
            yield replace(strip, piece=cut, height=height, above=0 if number else strip.above)
        if not parts:
            yield strip

    def _cut_columns(self, strip: Strip, piece: ColumnsPiece) -> Iterator[Strip]:
        """Columns as several, of which each holds the next part of every column."""
        parts = [cutter.parts(column) for cutter, column in zip(self._columns(piece), piece.columns, strict=True)]
        for number, beside in enumerate(zip_longest(*parts, fillvalue=())):
            cut = self._beside(strip.origin, ColumnsPiece(tuple(beside), piece.widths))
            yield replace(cut, height=min(cut.height, self.place.box.height), above=0 if number else strip.above)

    def _cut_row(self, strip: Strip, piece: GridPiece, room: int) -> Iterator[Strip]:
        """A row in the fewest rows that are each low enough, the text of every cell shared out among them."""
        (row,) = piece.grid.rows
        longest = max((sum(len(run.text) for run in cell) for cell in row), default=0)
        columns = self._shape(piece.grid, piece.whole).columns
        count = self._least_rows(strip, room)
        while 0 < count < longest:
            rows = tuple(zip(*(shared(cell, count) for cell in row), strict=True))
            low = tuple(takewhile(lambda height: height + strip.opening <= room, self._heights(rows, columns)))
            if len(low) == count:
                for number, (part, height) in enumerate(zip(rows, low, strict=True)):
                    cut = replace(piece, grid=replace(piece.grid, rows=(part,)))
                    yield replace(strip, piece=cut, height=height, above=0 if number else strip.above)
                return
            count += 1
        yield strip

    def _heights(self, rows: Iterable[Row], columns: Sequence[int]) -> Iterator[int]:
        style = self.ruler.theme.table.body
        return row_heights(((row, style) for row in rows), columns, self.ruler, self.fit.size(style.size))

    def _least_rows(self, strip: Strip, room: int) -> int:
        """The rows that the lines of a row need at least, 0 if none is low enough: text that is cut takes no fewer lines."""
        style = self.ruler.theme.table
        around = style.insets.top + style.insets.bottom
        line = from_points(self.fit.size(style.body.size) * 1.2 * style.body.line)
        left = room - strip.opening - around
        return max(2, -((around - strip.height) // left)) if left >= line else 0


def _safe(points: float) -> int:
    """A measured height with the reserve, in EMU."""
    return from_points(points / SAFE_HEIGHT)


def _groups(paragraphs: Sequence[PageParagraph]) -> list[tuple[PageParagraph, ...]]:
    """Top-level paragraphs, each with all that belongs to it."""
    groups: list[list[PageParagraph]] = []
    for paragraph in paragraphs:
        if groups and (paragraph.level > 0 or paragraph.kind == "more"):
            groups[-1].append(paragraph)
        else:
            groups.append([paragraph])
    return [tuple(group) for group in groups]


def _inner_groups(paragraphs: Sequence[PageParagraph]) -> list[tuple[PageParagraph, ...]]:
    """An item by itself, and then what is under it, each with all that belongs to that."""
    head, *rest = paragraphs
    level = min(paragraph.level for paragraph in rest)
    groups: list[list[PageParagraph]] = [[head]]
    for number, paragraph in enumerate(rest):
        if number == 0 or paragraph.level == level:
            groups.append([paragraph])
        else:
            groups[-1].append(paragraph)
    return [tuple(group) for group in groups]


def _evened(strips: Sequence[Strip], room: int) -> list[list[Strip]]:
    """The strips in as few parts as a box of this height needs, at the least height that needs no more."""
    count = len(_dealt(strips, room))
    low, high = 0, room
    for _ in range(_HALVINGS):
        middle = (low + high) // 2
        low, high = (low, middle) if len(_dealt(strips, middle)) <= count else (middle, high)
    return _dealt(strips, high)


def _dealt(strips: Sequence[Strip], room: int) -> list[list[Strip]]:
    """Parts filled one after the other. What is glued at the end of one goes to the next, if anything else is left there."""
    parts: list[list[Strip]] = []
    part: list[Strip] = []
    used = 0
    for strip in strips:
        while part and used + _extra(part, strip) > room:
            kept = len(part)
            while kept and part[kept - 1].glued:
                kept -= 1
            full, part = (part[:kept], part[kept:]) if kept else (part, [])
            parts.append(full)
            used = _used(part)
        used += _extra(part, strip)
        part.append(strip)
    return [*parts, part] if part else parts


def _used(part: Sequence[Strip]) -> int:
    """The height of a part."""
    return sum(_extra(part[max(at - 1, 0) : at], strip) for at, strip in enumerate(part))


def _extra(part: Sequence[Strip], strip: Strip) -> int:
    """What a strip adds to the height of a part."""
    opens = not part or part[-1].origin != strip.origin
    return strip.height + (strip.above if part else 0) + (strip.opening if opens else 0)


def _by_origin(part: Sequence[Strip]) -> Iterator[list[Strip]]:
    return (list(group) for _, group in groupby(part, lambda strip: strip.origin))


def _joined(strips: Sequence[Strip]) -> Piece:
    """Strips of one piece as a piece again."""
    piece = strips[0].piece
    match piece:
        case TextPiece():
            return TextPiece(tuple(_paragraphs(strips)))
        case CodePiece(_, start):
            return replace(piece, stop=start + len(strips))
        case GridPiece(grid):
            rows = tuple(row for one in strips if isinstance(one.piece, GridPiece) for row in one.piece.grid.rows)
            return replace(piece, grid=replace(grid, rows=rows))
        case CalloutPiece(kind):
            callouts = [one.piece for one in strips if isinstance(one.piece, CalloutPiece)]
            return CalloutPiece(kind, tuple(said for callout in callouts for said in callout.paragraphs))
        case ColumnsPiece(_, widths):
            beside = [one.piece.columns for one in strips if isinstance(one.piece, ColumnsPiece)]
            return ColumnsPiece(tuple(tuple(chain.from_iterable(columns)) for columns in zip(*beside, strict=True)), widths)
        case Image() | Gallery():
            return piece
        case _:
            assert_never(piece)


def _paragraphs(strips: Sequence[Strip]) -> Iterator[PageParagraph]:
    """The paragraphs of strips; sentences of one paragraph flow again, and one that goes on from another part has no bullet."""
    for _, group in groupby(strips, lambda strip: id(strip.whole)):
        first, *others = group
        said = [said for one in (first, *others) if isinstance(one.piece, TextPiece) for said in one.piece.paragraphs]
        if first.whole is None:
            yield from said
            continue
        kind: Kind = "more" if first.whole.kind in ("bullet", "number") and not first.begins else first.whole.kind
        yield replace(first.whole, runs=tuple(run for paragraph in said for run in paragraph.runs), kind=kind)
