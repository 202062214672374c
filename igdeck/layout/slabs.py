"""What stands one under the other in a box: slabs of text, code, table and picture, each of which knows how tall it is.

A slab is as tall as its content at a step of the autofit ladder. A picture is the exception: it takes the room that is left.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol, assert_never

from igdeck.layout.ladder import LADDER, climb
from igdeck.layout.measure import SAFE_HEIGHT, SAFE_WIDTH, UNSCALED
from igdeck.layout.pieces import CodePiece, GridPiece, TextPiece
from igdeck.layout.tables import make_shape
from igdeck.model.geometry import Box, from_points, to_points
from igdeck.model.inline import Image
from igdeck.model.page import CodeItem, PageParagraph, PictureItem, Run, TableItem, TextItem
from igdeck.model.theme import Role
from igdeck.model.value import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from igdeck.layout.measure import Ruler
    from igdeck.layout.pieces import Piece
    from igdeck.layout.tables import Grid, Shape
    from igdeck.model.page import Fit, Item
    from igdeck.model.theme import Placeholder, TextStyle

#: What is free between a number and its text at least, in em.
NUMBER_GAP: Final = 0.2
#: The smallest share of its box that a picture is left with before text shrinks.
PICTURE_SHARE: Final = 0.2


class Slab(Protocol):
    """A piece that can be measured at a step and drawn in a box. `kind` names its shape where it has no placeholder."""

    @property
    def kind(self) -> str:
        """The name of the shape."""

    def height(self, fit: Fit) -> int:
        """How tall it is at this step, in EMU."""

    def draw(self, box: Box, fit: Fit, name: str, idx: int | None) -> Item:
        """The item, in the placeholder `idx` or in none."""

    def small(self, fit: Fit) -> float:
        """The size in points that it comes out at, if that is under the template's limit for its kind, else 0."""


@frozen
class TextSlab:
    """Paragraphs."""

    paragraphs: tuple[PageParagraph, ...]
    place: Placeholder
    ruler: Ruler
    kind: str = "Text"

    def height(self, fit: Fit) -> int:
        """The measured height with the insets and the reserve."""
        insets = self.place.insets
        room = self.place.box.inside(insets)
        points = self.ruler.height(self._roomy(fit), self.place.levels, fit, to_points(room.width))
        return from_points(points / SAFE_HEIGHT) + insets.top + insets.bottom

    def draw(self, box: Box, fit: Fit, name: str, idx: int | None) -> TextItem:
        """Text in its placeholder, or in a box of its own."""
        role = Role.BODY if idx is None else self.place.role
        return TextItem(role, idx, name, box, self._roomy(fit), fit, moved=box != self.place.box)

    def small(self, fit: Fit) -> float:
        """The size of the first level, which the limit is about."""
        return under(self.place.levels[0], fit, self.ruler.theme.limits.body)

    def _roomy(self, fit: Fit) -> tuple[PageParagraph, ...]:
        """The paragraphs, those of numbered lists as far in as the widest number of their level asks for."""
        widest: dict[int, int] = {}
        for said in self.paragraphs:
            if said.kind == "number":
                widest[said.level] = max(widest.get(said.level, 0), len(str(said.number)))
        rooms = {level: self._room(level, digits, fit) for level, digits in widest.items()}
        return tuple(_moved_in(self.paragraphs, rooms)) if any(rooms.values()) else self.paragraphs

    def _room(self, level: int, digits: int, fit: Fit) -> int:
        """What a number of so many digits needs beyond the room for bullets; figures are of one width."""
        style = self.place.levels[min(level, len(self.place.levels) - 1)]
        size = fit.size(style.size)
        number = self.ruler.width((Run("0" * digits + "."),), style, size) + NUMBER_GAP * size
        return max(from_points(number) - style.hanging, 0)


@frozen
class CodeSlab:
    """Lines of code. They are never broken, so they also shrink until the longest fits."""

    lines: tuple[str, ...]
    language: str
    place: Placeholder
    ruler: Ruler
    kind: str = "Code"

    def step(self, fit: Fit) -> Fit:
        """This step, or the one further down that the longest line needs."""
        style = self.ruler.theme.code
        room = to_points(self.place.box.inside(style.insets).width) * SAFE_WIDTH
        widest = max(self.ruler.width((Run(line.expandtabs(4), code=True),), style.text, style.text.size) for line in self.lines)
        narrow = climb(lambda step: widest * step.size(style.text.size) / style.text.size <= room).fit
        return max(fit, narrow, key=LADDER.index)

    def height(self, fit: Fit) -> int:
        """One line a line, with the panel's insets."""
        style = self.ruler.theme.code
        points = len(self.lines) * self.ruler.pitch(style.text, self.step(fit))
        return from_points(points / SAFE_HEIGHT) + style.insets.top + style.insets.bottom

    def draw(self, box: Box, fit: Fit, name: str, idx: int | None) -> CodeItem:
        """A panel as tall as the code."""
        return CodeItem(idx, name, box, self.lines, self.language, self.step(fit), moved=box != self.place.box)

    def small(self, fit: Fit) -> float:
        """The size that the longest line leaves."""
        return under(self.ruler.theme.code.text, self.step(fit), self.ruler.theme.limits.code)


@frozen
class TableSlab:
    """A table as wide as its box. PowerPoint fits no tables, so the sizes themselves are written."""

    grid: Grid
    whole: Grid
    place: Placeholder
    ruler: Ruler
    kind: str = "Table"

    def size(self, fit: Fit) -> float:
        """The text's size in points at a step."""
        return fit.size(self.ruler.theme.table.body.size)

    def height(self, fit: Fit) -> int:
        """The height of all rows."""
        return self._shape(fit).height

    def crowded(self, fit: Fit) -> bool:
        """Whether columns are too narrow for their words."""
        return self._shape(fit).crowded

    def _shape(self, fit: Fit) -> Shape:
        return make_shape(self.grid, self.whole, self.ruler, self.size(fit), self.place.box.width)

    def draw(self, box: Box, fit: Fit, name: str, idx: int | None) -> TableItem:
        """The table with its widths and heights."""
        grid, size = self.grid, self.size(fit)
        shape = make_shape(grid, self.whole, self.ruler, size, box.width)
        said = ", ".join("".join(run.text for run in cell) for cell in grid.header)
        return TableItem(idx, name, box, grid.header, grid.rows, grid.aligns, shape.columns, shape.heights, size, said)

    def small(self, fit: Fit) -> float:
        """The size of all cells."""
        return under(self.ruler.theme.table.body, fit, self.ruler.theme.limits.table)


@frozen
class PictureSlab:
    """A picture, or the frame that says which one is missing."""

    image: Image
    place: Placeholder
    kind: str = "Picture"

    def height(self, _: Fit) -> int:
        """The least that it is content with."""
        return round(self.place.box.height * PICTURE_SHARE)

    def draw(self, box: Box, _: Fit, name: str, idx: int | None) -> PictureItem:
        """The picture as large as the box allows, at the top of it."""
        image, asset = self.image, self.image.asset
        label = "" if asset else f"Picture missing: {_readable(image.target)}"
        inner = box.contain(asset.width, asset.height) if asset else box
        return PictureItem(idx, name, Box(inner.x, box.y, inner.width, inner.height), asset, image.alt, image.title, label)

    def small(self, _: Fit) -> float:
        """A picture has no text."""
        return 0.0


def make_slab(piece: Piece, place: Placeholder, ruler: Ruler) -> Slab:
    """The slab of a piece for a placeholder's box."""
    match piece:
        case TextPiece(paragraphs):
            return TextSlab(paragraphs, place, ruler)
        case CodePiece(lines, language):
            return CodeSlab(lines, language, place, ruler)
        case GridPiece(grid, whole):
            return TableSlab(grid, whole, place, ruler)
        case Image():
            return PictureSlab(piece, place)
        case _:
            assert_never(piece)


def _readable(target: str) -> str:
    """A path as its author would write it: markdown-it puts all but plain letters into percent code."""
    from urllib.parse import unquote

    return unquote(target)


def _moved_in(paragraphs: Sequence[PageParagraph], rooms: Mapping[int, int]) -> Iterator[PageParagraph]:
    """Numbered items with the room of their level, and with them what goes on in such an item."""
    numbered: dict[int, bool] = {}
    for said in paragraphs:
        if said.kind != "more":
            numbered[said.level] = said.kind == "number"
        room = rooms.get(said.level, 0) if numbered.get(said.level) else 0
        yield PageParagraph(said.runs, said.kind, said.level, said.number, room) if room else said


def under(style: TextStyle, fit: Fit, limit: float) -> float:
    """The painted size if a step takes it under the limit. A style that starts under the limit may stay as it is."""
    size = fit.size(style.size)
    return size if size < limit and fit.scale < UNSCALED.scale else 0.0
