"""What stands one under the other in a box: slabs of text, code, table and picture, each of which knows how tall it is.

A slab is as tall as its content at a step of the autofit ladder. A picture is the exception: it takes the room that is left.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Protocol, TypeAlias

from igdeck.layout.ladder import under
from igdeck.layout.measure import SAFE_HEIGHT, UNSCALED
from igdeck.layout.tables import make_shape
from igdeck.model.geometry import Box, from_points, to_points
from igdeck.model.page import PageParagraph, PictureItem, Run, TableItem, TextItem
from igdeck.model.theme import Role
from igdeck.model.value import frozen, replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from igdeck.layout.measure import Extent, Ruler
    from igdeck.layout.pictures import Arrangement
    from igdeck.layout.tables import Grid, Shape
    from igdeck.model.inline import Image
    from igdeck.model.page import Fit, Item, Kind
    from igdeck.model.theme import Limits, Placeholder

    #: A level of lists, and which kind of them.
    _Listed: TypeAlias = tuple[int, Kind]

#: What is free between a number and its text at least, in em.
NUMBER_GAP: Final = 0.2
#: The width of a task's box, 85 % of what fonts of signs have, and what is free between it and its text, in em.
TASK_BOX: Final = 0.77
TASK_GAP: Final = 0.3
#: How much of the end of a path stands in the frame of a picture that is missing.
LONGEST_LABEL: Final = 40
#: The smallest share of its box that a picture is left with before text shrinks, besides its caption.
PICTURE_SHARE: Final = 0.25


@dataclass(slots=True)
class Names:
    """Names of shapes, each once on a page: “Picture”, “Picture 2”."""

    counts: dict[str, int] = field(default_factory=dict)

    def take(self, name: str) -> str:
        """The next name of this kind."""
        self.counts[name] = count = self.counts.get(name, 0) + 1
        return name if count == 1 else f"{name} {count}"


@frozen
class Spot:
    """Where a slab is drawn: its box, the step, the page's names, and the layout's placeholder that it takes, if any."""

    box: Box
    fit: Fit
    names: Names
    place: Placeholder | None

    @property
    def idx(self) -> int | None:
        """The placeholder's index."""
        return self.place.idx if self.place else None

    @property
    def moved(self) -> bool:
        """Whether the box is another than the placeholder's own."""
        return self.place is None or self.box != self.place.box


class Slab(Protocol):
    """A piece that can be measured at a step and drawn in a box."""

    def height(self, fit: Fit) -> int:
        """How tall it is at this step, in EMU."""

    def draw(self, spot: Spot) -> Iterator[Item]:
        """The items."""

    def small(self, fit: Fit) -> float:
        """The size in points that it comes out at, if that is under the limit for its kind, else 0."""

    def broken(self, fit: Fit) -> str:
        """The first word that is too long for its line and has to be broken, or nothing."""


@frozen
class TextSlab:
    """Paragraphs."""

    paragraphs: tuple[PageParagraph, ...]
    place: Placeholder
    ruler: Ruler
    limits: Limits

    def height(self, fit: Fit) -> int:
        """The measured height with the insets and the reserve."""
        insets = self.place.insets
        return from_points(self._extent(fit).height / SAFE_HEIGHT) + insets.top + insets.bottom

    def draw(self, spot: Spot) -> Iterator[TextItem]:
        """Text in its placeholder, or in a box of its own."""
        role, name = (spot.place.role, spot.place.name) if spot.place else (Role.BODY, "Text")
        words = self._roomy(spot.fit)
        yield TextItem(role, spot.idx, spot.names.take(name), spot.box, words, spot.fit, moved=spot.moved)

    def small(self, fit: Fit) -> float:
        """The size of the first level, which the limit is about."""
        return under(self.place.levels[0], fit, self.limits.body)

    def broken(self, fit: Fit) -> str:
        """The first word that is longer than a line."""
        return self._extent(fit).broken

    def _extent(self, fit: Fit) -> Extent:
        width = to_points(self.place.box.inside(self.place.insets).width)
        return self.ruler.extent(self._roomy(fit), self.place.levels, fit, width)

    def _roomy(self, fit: Fit) -> tuple[PageParagraph, ...]:
        """The paragraphs, those of lists as far in as the widest number of their level asks for, or the boxes of tasks."""
        widest: dict[_Listed, int] = {}
        for said in self.paragraphs:
            if said.kind == "number":
                widest[said.level, "number"] = max(widest.get((said.level, "number"), 0), len(str(said.number)))
            elif said.mark:
                widest[said.level, "bullet"] = 0
        rooms = {(level, kind): self._room(level, digits, fit) for (level, kind), digits in widest.items()}
        return tuple(_moved_in(self.paragraphs, rooms)) if any(rooms.values()) else self.paragraphs

    def _room(self, level: int, digits: int, fit: Fit) -> int:
        """What a number of so many digits, or without one a task's box, needs beyond the room for bullets."""
        style = self.place.levels[min(level, len(self.place.levels) - 1)]
        size = fit.size(style.size)
        figures = self.ruler.width((Run("0" * digits + "."),), style, size) if digits else 0.0  # figures are of one width
        needed = figures + NUMBER_GAP * size if digits else (TASK_BOX + TASK_GAP) * size
        return max(from_points(needed) - style.hanging, 0)


@frozen
class TableSlab:
    """A table as wide as its box. PowerPoint fits no tables, so the sizes themselves are written."""

    grid: Grid
    whole: Grid
    place: Placeholder
    ruler: Ruler
    limits: Limits
    step_at: int = 0
    rows_from: int = 0

    def size(self, fit: Fit) -> float:
        """The text's size in points at a step."""
        return fit.size(self.ruler.theme.table.body.size)

    def height(self, fit: Fit) -> int:
        """The height of all rows, and of the caption."""
        return self._shape(fit).height

    def crowded(self, fit: Fit) -> bool:
        """Whether columns are too narrow for their words."""
        return self._shape(fit).crowded

    def _shape(self, fit: Fit) -> Shape:
        return make_shape(self.grid, self.whole, self.ruler, self.size(fit), self.place.box.width)

    def draw(self, spot: Spot) -> Iterator[TableItem]:
        """The table with its widths and heights."""
        grid, size, name = self.grid, self.size(spot.fit), spot.names.take("Table")
        shape = make_shape(grid, self.whole, self.ruler, size, spot.box.width)
        table, caption = shape.parted(spot.box, self.ruler.theme.table.caption_side)
        said = ", ".join(words for cell in grid.header if (words := "".join(run.text for run in cell).strip()))
        captioned = "".join(run.text for run in grid.caption).strip()
        description = ": ".join(filter(None, (captioned, said)))
        drawn = (grid.header, grid.rows, grid.aligns, shape.columns, shape.heights)
        steps = tuple(range(self.rows_from, self.rows_from + len(grid.rows))) if self.rows_from else ()
        yield TableItem(spot.idx, name, table, *drawn, size, description, grid.caption, caption, self.step_at, steps)

    def small(self, fit: Fit) -> float:
        """The size of all cells."""
        return under(self.ruler.theme.table.body, fit, self.limits.table)

    def broken(self, _: Fit) -> str:
        """No word: columns that are too narrow for theirs are crowded."""
        return ""


@frozen
class PictureSlab:
    """Pictures with their captions, or the frames that say which are missing."""

    images: tuple[Image, ...]
    place: Placeholder
    ruler: Ruler

    @property
    def fixed(self) -> bool:
        """Whether the pictures are of a size that was asked for, so that more room makes them no larger."""
        return any(image.width or image.height for image in self.images)

    def height(self, _: Fit) -> int:
        """What it takes, or the least that it is content with: no more than it would take of a place of its own."""
        box = self.place.box
        if self.fixed:
            return self.arrangement(box).height
        least = round(box.height * PICTURE_SHARE)
        return self.arrangement(box).least(least) if len(self.images) == 1 else least

    def draw(self, spot: Spot) -> Iterator[Item]:
        """The pictures as large as the box allows, at the top of it, and their captions."""
        if len(self.images) == 1 and not self.images[0].asset and not self.fixed and not self.images[0].title:
            return iter((missing(self.images[0], spot.box, spot.idx, spot.names.take("Picture"), self.ruler),))
        return self.arrangement(spot.box).items(spot.idx, spot.names.take)

    def arrangement(self, box: Box) -> Arrangement:
        """Where each of the pictures stands in a box."""
        from igdeck.layout.pictures import Arrangement

        return Arrangement(self.images, box, self.ruler)

    def small(self, _: Fit) -> float:
        """A picture has no text."""
        return 0.0

    def broken(self, _: Fit) -> str:
        """A picture has no words."""
        return ""


def missing(image: Image, box: Box, idx: int | None, name: str, ruler: Ruler) -> PictureItem:
    """The frame that says which picture is missing, in as many words as it has room for."""
    target = _readable(image.target)
    ends = ["…" + target[-length:] for length in (LONGEST_LABEL, LONGEST_LABEL // 2) if length < len(target)]
    labels = [f"Picture missing: {words}" for words in (target, *ends)] + ["Picture missing", "…"]
    room, levels = to_points(box.height) * SAFE_HEIGHT, (ruler.theme.table.body,)

    def fits(label: str) -> bool:
        extent = ruler.extent((PageParagraph((Run(label),)),), levels, UNSCALED, to_points(box.width) * SAFE_HEIGHT)
        return extent.height <= room and (not extent.broken or label not in labels[-2:])

    label = next(filter(fits, labels), "")
    return PictureItem(idx, name, box, None, image.alt, image.title, label, step=image.step)


def _readable(target: str) -> str:
    """A path as its author would write it: markdown-it puts all but plain letters into percent code."""
    from urllib.parse import unquote

    return unquote(target)


def _moved_in(paragraphs: Sequence[PageParagraph], rooms: Mapping[_Listed, int]) -> Iterator[PageParagraph]:
    """Items with the room of their level and kind, and with them what goes on in such an item."""
    kinds: dict[int, Kind] = {}
    for said in paragraphs:
        if said.kind != "more":
            kinds[said.level] = said.kind
        room = rooms.get((said.level, kinds.get(said.level, "plain")), 0)
        yield replace(said, room=room) if room else said
