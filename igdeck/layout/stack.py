"""Slabs one under the other in a box, and what has boxes of its own in a stack: columns side by side, callouts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, assert_never

from igdeck.layout.code import CodeSlab
from igdeck.layout.columns import column_places
from igdeck.layout.pieces import CalloutPiece, CodePiece, ColumnsPiece, Gallery, GridPiece, TextPiece
from igdeck.layout.slabs import Names, PictureSlab, Spot, TableSlab, TextSlab
from igdeck.model.geometry import Box, Insets
from igdeck.model.inline import Image
from igdeck.model.page import BandItem, Panel
from igdeck.model.value import frozen, replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from igdeck.layout.measure import Ruler
    from igdeck.layout.pieces import Piece
    from igdeck.layout.slabs import Slab
    from igdeck.model.page import Fit, Item
    from igdeck.model.theme import Limits, Placeholder

#: A callout's ground, the space inside it and the bar at its edge, in EMU, and the colour of the bar by kind.
PANEL: Final = "lt2"
PANEL_INSETS: Final = Insets(228_600, 91_440, 182_880, 91_440)
BAR: Final = 64_008
BARS: Final = {"note": "accent1", "tip": "accent4", "warning": "accent2", "important": "accent6"}


@frozen
class Stack:
    """Slabs one under the other in the box of a placeholder, or in a part of it."""

    slabs: tuple[Slab, ...]
    place: Placeholder
    gap: int

    def height(self, fit: Fit) -> int:
        """The height of all of them, with the gaps between."""
        return sum(slab.height(fit) for slab in self.slabs) + self.gap * (len(self.slabs) - 1)

    def crowded(self, fit: Fit) -> bool:
        """Whether a table has columns that are too narrow for their words."""
        return any(slab.crowded(fit) for slab in self.slabs if isinstance(slab, TableSlab | ColumnsSlab))

    def small(self, fit: Fit) -> float:
        """The smallest size in points that is under the limit for its kind; 0 if none is."""
        return min((size for slab in self.slabs if (size := slab.small(fit))), default=0.0)

    def broken(self, fit: Fit) -> str:
        """The first word that has to be broken."""
        return next((word for slab in self.slabs if (word := slab.broken(fit))), "")

    def leaves(self) -> Iterator[Slab]:
        """The slabs that hold no others."""
        for slab in self.slabs:
            if isinstance(slab, ColumnsSlab):
                for stack in slab.stacks:
                    yield from stack.leaves()
            else:
                yield slab

    def draw(self, spot: Spot) -> Iterator[Item]:
        """All items; the first text, or else the first slab, takes the placeholder."""
        heir = next((slab for slab in self.slabs if isinstance(slab, TextSlab)), self.slabs[0])
        for slab, box in zip(self.slabs, self._boxes(spot), strict=True):
            yield from slab.draw(Spot(box, spot.fit, spot.names, spot.place if slab is heir else None))

    def _boxes(self, spot: Spot) -> Iterator[Box]:
        """A text alone fills its placeholder; pictures share the room that the others leave."""
        box = spot.box
        if len(self.slabs) == 1 and isinstance(self.slabs[0], TextSlab | PictureSlab | ColumnsSlab):
            yield box
            return
        free = [_is_open(slab) for slab in self.slabs]
        heights = [0 if open_ else slab.height(spot.fit) for slab, open_ in zip(self.slabs, free, strict=True)]
        pictures = max(sum(free), 1)
        share = (box.height - sum(heights) - self.gap * (len(self.slabs) - 1)) // pictures
        y = box.y
        for slab, open_, tall in zip(self.slabs, free, heights, strict=True):
            least = slab.height(spot.fit) if open_ and isinstance(slab, ColumnsSlab) else 1
            height = max(share, least) if open_ else tall
            yield Box(box.x, y, box.width, height)
            y += height + self.gap


@frozen
class CalloutSlab:
    """Text on a tinted ground with a bar at its edge."""

    text: TextSlab
    bar: str

    def height(self, fit: Fit) -> int:
        """The height of the text with the space inside."""
        return self.text.height(fit)

    def draw(self, spot: Spot) -> Iterator[Item]:
        """The text in a box of its own, whatever placeholder there is: a placeholder's text has no ground."""
        step = self.text.paragraphs[0].step
        for item in self.text.draw(Spot(spot.box, spot.fit, Names(), None)):
            yield replace(item, name=spot.names.take("Callout"), panel=Panel(PANEL, PANEL_INSETS), step=step)
        yield BandItem(spot.names.take("Bar"), Box(spot.box.x, spot.box.y, BAR, spot.box.height), self.bar, step)

    def small(self, fit: Fit) -> float:
        """The size of the text."""
        return self.text.small(fit)

    def broken(self, fit: Fit) -> str:
        """The first word that is longer than a line."""
        return self.text.broken(fit)


@frozen
class ColumnsSlab:
    """Stacks side by side, as tall as the tallest of them."""

    stacks: tuple[Stack, ...]

    def height(self, fit: Fit) -> int:
        """The height of the tallest column."""
        return max((stack.height(fit) for stack in self.stacks), default=0)

    def crowded(self, fit: Fit) -> bool:
        """Whether a table in a column has columns that are too narrow for their words."""
        return any(stack.crowded(fit) for stack in self.stacks)

    def draw(self, spot: Spot) -> Iterator[Item]:
        """The items column by column; the first column takes the placeholder."""
        for at, stack in enumerate(self.stacks):
            if stack.slabs:
                box = Box(stack.place.box.x, spot.box.y, stack.place.box.width, spot.box.height)
                yield from stack.draw(Spot(box, spot.fit, spot.names, spot.place if at == 0 else None))

    def small(self, fit: Fit) -> float:
        """The smallest size in points that is under the limit for its kind; 0 if none is."""
        return min((size for stack in self.stacks if (size := stack.small(fit))), default=0.0)

    def broken(self, fit: Fit) -> str:
        """The first word that has to be broken."""
        return next((word for stack in self.stacks if (word := stack.broken(fit))), "")


def _is_open(slab: Slab) -> bool:
    """Whether it is larger where there is more room: a picture whose size nobody asked for, and columns with one."""
    match slab:
        case PictureSlab():
            return not slab.fixed
        case ColumnsSlab():
            return any(_is_open(one) for stack in slab.stacks for one in stack.slabs)
        case _:
            return False


def make_stack(pieces: Sequence[Piece], place: Placeholder, ruler: Ruler, limits: Limits) -> Stack:
    """The slabs of pieces for a placeholder's box."""
    return Stack(tuple(make_slab(piece, place, ruler, limits) for piece in pieces), place, ruler.theme.gap)


def make_slab(piece: Piece, place: Placeholder, ruler: Ruler, limits: Limits) -> Slab:  # noqa: PLR0911 (one a kind of piece)
    """The slab of a piece for a placeholder's box."""
    match piece:
        case TextPiece(paragraphs):
            return TextSlab(paragraphs, place, ruler, limits)
        case CodePiece(listing, start, stop, step, turns):
            return CodeSlab(listing, start, stop, place, ruler, limits, step, turns)
        case GridPiece(grid, whole, step, rows_from):
            return TableSlab(grid, whole, place, ruler, limits, step, rows_from)
        case CalloutPiece(kind, paragraphs):
            text = TextSlab(paragraphs, replace(place, insets=PANEL_INSETS), ruler, limits)
            return CalloutSlab(text, BARS[kind])
        case ColumnsPiece(columns):
            places = column_places(piece, place, ruler)
            return ColumnsSlab(tuple(make_stack(*pair, ruler, limits) for pair in zip(columns, places, strict=True)))
        case Image():
            return PictureSlab((piece,), place, ruler)
        case Gallery(images):
            return PictureSlab(images, place, ruler)
        case _:
            assert_never(piece)
