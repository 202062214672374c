"""Which piece of a slide's content goes into which box of its layout, and at which step of the autofit ladder all of it fits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from igdeck.layout.ladder import Fitted, climb, first_step, further, smaller, within
from igdeck.layout.pieces import ColumnsPiece, TextPiece, headed
from igdeck.layout.stack import make_stack
from igdeck.layout.words import caption_of
from igdeck.model.inline import Image
from igdeck.model.page import PageParagraph
from igdeck.model.theme import Role
from igdeck.model.value import frozen, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from igdeck.layout.choose import Choice
    from igdeck.layout.measure import Ruler
    from igdeck.layout.pieces import Piece
    from igdeck.layout.stack import Stack
    from igdeck.model.page import Fit
    from igdeck.model.theme import Layout, Limits, Placeholder

#: The roles of boxes that take content.
CONTENT: Final = (Role.SUBTITLE, Role.BODY, Role.QUOTE, Role.CAPTION, Role.PICTURE)


@frozen
class Filling:
    """What stands in one placeholder's box, at the step that was chosen; `start` is the step of its own size."""

    place: Placeholder
    stack: Stack
    fitted: Fitted
    start: Fit

    @property
    def smallest(self) -> float:
        """The smallest size in points that is under the limit for its kind; 0 if none is, or if it was asked to be so small."""
        return 0.0 if self.fitted.fit == self.start else self.stack.small(self.fitted.fit)

    @property
    def settled(self) -> bool:
        """Whether all fits at a size that is allowed."""
        return self.fitted.fits and not self.smallest

    def at(self, step: Fit) -> Filling:
        """The same at another step that it fits at."""
        return replace(self, fitted=Fitted(step, fits=True))


def fill(choice: Choice, ruler: Ruler, limits: Limits) -> tuple[Filling, ...]:
    """Fill the boxes of the chosen layout; boxes of text side by side are set at one step, if all of them fit."""
    layout = ruler.theme.layout(choice.layout)
    fillings = tuple(_filling(place, pieces, choice, ruler, limits) for place, pieces in _places(layout, choice))
    if len(fillings) > 1 and all(filling.settled for filling in fillings):
        common = smaller(*(filling.fitted.fit for filling in fillings))
        return tuple(filling.at(common) for filling in fillings)
    return fillings


def _filling(place: Placeholder, pieces: Sequence[Piece], choice: Choice, ruler: Ruler, limits: Limits) -> Filling:
    stack = make_stack(pieces, place, ruler, limits)

    def fits(step: Fit) -> bool:
        return stack.height(step) <= place.box.height and not stack.crowded(step)

    start = first_step(place.levels[0], limits.largest)
    fitted = climb(fits, further(smaller(choice.start, start)))
    if choice.parts == 1 and stack.broken(fitted.fit):
        steps = within([(place.levels[0], limits.body)], fitted.fit)
        whole = climb(lambda step: fits(step) and not stack.broken(step), steps)
        fitted = whole if whole.fits else fitted
    return Filling(place, stack, fitted, start)


def _places(layout: Layout, choice: Choice) -> Iterable[tuple[Placeholder, Sequence[Piece]]]:
    """The boxes with what stands in them."""
    if not choice.asked:
        return _assigned(layout, choice.pieces)
    from igdeck.layout.asked import arranged

    return arranged(layout, choice.pieces) or ()


def _assigned(layout: Layout, pieces: Sequence[Piece]) -> Iterator[tuple[Placeholder, Sequence[Piece]]]:
    """Which piece goes into which of the layout's boxes for content."""
    places = [place for place in layout.placeholders if place.role in CONTENT]
    if not pieces:
        return
    if layout.name == "Picture with Caption":
        yield from _picture_and_caption(places, pieces)
    elif len(places) > 1 and isinstance(columns := pieces[0], ColumnsPiece) and len(pieces) == 1:
        yield from in_columns(places, columns)
    elif len(places) > 1 and len(pieces) == len(places):
        yield from ((place, (piece,)) for place, piece in zip(places, pieces, strict=True))
    else:
        yield places[0], pieces


def in_columns(places: Sequence[Placeholder], piece: ColumnsPiece) -> Iterator[tuple[Placeholder, Sequence[Piece]]]:
    """Columns in the boxes of Two Content; in those of Comparison the heading of each in a box of its own."""
    bodies = [place for place in places if place.role is not Role.CAPTION]
    captions = [place for place in places if place.role is Role.CAPTION]
    for at, (body, column) in enumerate(zip(bodies, piece.columns, strict=True)):
        if not captions:
            yield from ((body, column),) if column else ()
            continue
        heading, rest = headed(column)
        yield captions[at], (TextPiece((PageParagraph(heading.runs),)),)
        if rest:
            yield body, rest


def _picture_and_caption(places: Sequence[Placeholder], pieces: Sequence[Piece]) -> Iterator[tuple[Placeholder, Sequence[Piece]]]:
    for place in places:
        if place.role is Role.PICTURE:
            yield place, [replace(piece, title="", runs=()) if isinstance(piece, Image) else piece for piece in pieces]
        elif place.role is Role.CAPTION and isinstance(pieces[0], Image):
            yield place, (TextPiece((PageParagraph(caption_of(pieces[0])),)),)
