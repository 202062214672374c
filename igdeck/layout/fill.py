"""Which piece of a slide's content goes into which box of its layout, and at which step of the autofit ladder all of it fits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from igdeck.layout.ladder import climb
from igdeck.layout.pieces import TextPiece
from igdeck.layout.slabs import TableSlab, make_slab
from igdeck.model.inline import Image
from igdeck.model.page import PageParagraph, Run
from igdeck.model.theme import Role
from igdeck.model.value import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from igdeck.layout.choose import Choice
    from igdeck.layout.ladder import Fitted
    from igdeck.layout.measure import Ruler
    from igdeck.layout.pieces import Piece
    from igdeck.layout.slabs import Slab
    from igdeck.model.page import Fit
    from igdeck.model.theme import Layout, Placeholder

#: The roles of boxes that take content.
CONTENT: Final = (Role.SUBTITLE, Role.BODY, Role.QUOTE, Role.CAPTION, Role.PICTURE)


@frozen
class Filling:
    """What stands in one placeholder's box, at the step that was chosen."""

    place: Placeholder
    slabs: tuple[Slab, ...]
    fitted: Fitted

    @property
    def smallest(self) -> float:
        """The smallest size in points that is under the template's limit for its kind; 0 if none is."""
        return min((size for slab in self.slabs if (size := slab.small(self.fitted.fit))), default=0.0)


def fill(choice: Choice, ruler: Ruler) -> tuple[Filling, ...]:
    """Fill the boxes of the chosen layout."""
    layout = ruler.theme.layout(choice.layout)
    return tuple(_filling(place, pieces, choice, ruler) for place, pieces in _assigned(layout, choice.pieces))


def _filling(place: Placeholder, pieces: Sequence[Piece], choice: Choice, ruler: Ruler) -> Filling:
    slabs = tuple(make_slab(piece, place, ruler) for piece in pieces)
    gaps = ruler.theme.gap * (len(slabs) - 1)
    tables = [slab for slab in slabs if isinstance(slab, TableSlab)]

    def fits(step: Fit) -> bool:
        tall = sum(slab.height(step) for slab in slabs) + gaps
        return tall <= place.box.height and not any(table.crowded(step) for table in tables)

    return Filling(place, slabs, climb(fits, choice.start))


def _assigned(layout: Layout, pieces: Sequence[Piece]) -> Iterator[tuple[Placeholder, Sequence[Piece]]]:
    """Which piece goes into which of the layout's boxes for content."""
    places = [place for place in layout.placeholders if place.role in CONTENT]
    if not pieces:
        return
    if layout.name == "Picture with Caption":
        yield from _picture_and_caption(places, pieces)
    elif len(places) > 1 and len(pieces) == len(places):
        yield from ((place, (piece,)) for place, piece in zip(places, pieces, strict=True))
    else:
        yield places[0], pieces


def _picture_and_caption(places: Sequence[Placeholder], pieces: Sequence[Piece]) -> Iterator[tuple[Placeholder, Sequence[Piece]]]:
    for place in places:
        if place.role is Role.PICTURE:
            yield place, pieces
        elif place.role is Role.CAPTION and isinstance(pieces[0], Image):
            yield place, (TextPiece((PageParagraph((Run(pieces[0].title),)),)),)
