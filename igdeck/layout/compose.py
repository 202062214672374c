"""One slide as a page: its title, its content in the layout's boxes, and the fields at its foot."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from igdeck.layout.ladder import climb
from igdeck.layout.measure import SAFE_HEIGHT
from igdeck.layout.slabs import INSETS, PictureSlab, TextSlab, make_slab
from igdeck.layout.words import TextPiece, images_in
from igdeck.model.diagnostics import warning
from igdeck.model.geometry import Box, from_points, to_points
from igdeck.model.inline import Image
from igdeck.model.page import FieldItem, PageParagraph, Run, TextItem
from igdeck.model.theme import Role
from igdeck.model.value import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from igdeck.layout.choose import Choice
    from igdeck.layout.ladder import Fitted
    from igdeck.layout.measure import Ruler
    from igdeck.layout.slabs import Slab
    from igdeck.layout.words import Piece, Words
    from igdeck.model.deck import Slide
    from igdeck.model.diagnostics import Diagnostic
    from igdeck.model.page import Item
    from igdeck.model.theme import Layout, Placeholder

#: How far above the slide a title waits that is there for screen readers and the outline alone.
ABOVE: Final = 457_200
#: A title's lines are evened out where that takes more than this share off its width.
UNEVEN: Final = 0.03
#: What is left free of the room that evening out would take, for renderers that set text a little wider.
EASE: Final = 0.9
#: The step under which a title no longer looks like one, in percent.
TITLE_LIMIT: Final = 60
#: The roles of boxes that take content.
CONTENT: Final = (Role.SUBTITLE, Role.BODY, Role.QUOTE, Role.CAPTION, Role.PICTURE)


@dataclass(slots=True)
class Names:
    """Names of shapes, each once on a page: “Picture”, “Picture 2”."""

    counts: dict[str, int] = field(default_factory=dict)

    def take(self, name: str) -> str:
        """The next name of this kind."""
        self.counts[name] = count = self.counts.get(name, 0) + 1
        return name if count == 1 else f"{name} {count}"


@frozen
class Composer:
    """Composes the pages of one deck. `fields` is what stands at the foot of every slide but the cover, by role."""

    ruler: Ruler
    words: Words
    fields: Mapping[Role, str]
    found: list[Diagnostic]

    def items(self, slide: Slide, number: int, choice: Choice) -> tuple[Item, ...]:
        """All that stands on the page, in reading order."""
        layout, names = self.ruler.theme.layout(choice.layout), Names()
        title = self._title(slide, layout, names)
        pictures = tuple(images_in(slide.title or ()))
        content = self._content(slide, layout, (*pictures, *choice.pieces), names)
        return (*title, *content, *self._fields(number, layout, names))

    # The title -----------------------------------------------------------------------------------------------------

    def _title(self, slide: Slide, layout: Layout, names: Names) -> Iterator[TextItem]:
        place = layout.placeholder(Role.TITLE)
        if place is None:
            return
        runs = self.words.runs(slide.title or (), slide.first_line)
        if not runs:
            hidden = Box(place.box.x, -place.box.height - ABOVE, place.box.width, place.box.height)
            words = (PageParagraph((Run(slide.name),)),)
            yield TextItem(place.role, place.idx, names.take(place.name), hidden, words, moved=True, hidden=True)
            return
        paragraphs = (PageParagraph(runs),)
        fitted = self._fitted(paragraphs, place)
        if not fitted.fits or fitted.fit.scale < TITLE_LIMIT:
            hint = "say it in fewer words"
            self.found.append(warning("title-too-long", f"the title “{slide.name}” is too long", hint, line=slide.first_line))
        trim = self._trim(runs, place, fitted)
        yield TextItem(place.role, place.idx, names.take(place.name), place.box, paragraphs, fitted.fit, trim=trim)

    def _fitted(self, paragraphs: tuple[PageParagraph, ...], place: Placeholder) -> Fitted:
        room = place.box.inside(place.insets or INSETS)
        width, height = to_points(room.width), to_points(room.height) * SAFE_HEIGHT
        return climb(lambda step: self.ruler.height(paragraphs, place.levels, step, width) <= height)

    def _trim(self, runs: Sequence[Run], place: Placeholder, fitted: Fitted) -> int:
        """How much narrower a title of several lines may be set and still have no more of them: they come out even."""
        style, width = place.levels[0], to_points(place.box.inside(place.insets or INSETS).width)
        lines = self.ruler.lines(runs, style, fitted.fit, width)
        if lines == 1 or any(run.text == "\n" for run in runs):
            return 0
        low, high = width / lines, width
        while high - low > 1:
            middle = (low + high) / 2
            if self.ruler.lines(runs, style, fitted.fit, middle) > lines:
                low = middle
            else:
                high = middle
        return from_points((width - high) * EASE) if width - high > UNEVEN * width else 0

    # The content ---------------------------------------------------------------------------------------------------

    def _content(self, slide: Slide, layout: Layout, pieces: Sequence[Piece], names: Names) -> Iterator[Item]:
        for place, part in _assigned(layout, pieces):
            slabs = [make_slab(piece, place, self.ruler, self.words) for piece in part]
            yield from self._stack(slide, place, slabs, names)

    def _stack(self, slide: Slide, place: Placeholder, slabs: Sequence[Slab], names: Names) -> Iterator[Item]:
        """Slabs one under the other in a placeholder's box; the first text, or else the first slab, takes the placeholder."""
        gaps = self.ruler.theme.gap * (len(slabs) - 1)
        fitted = climb(lambda step: sum(slab.height(step) for slab in slabs) + gaps <= place.box.height)
        self._tell(slide, slabs, fitted)
        heir = next((slab for slab in slabs if isinstance(slab, TextSlab)), slabs[0])
        for slab, box in zip(slabs, self._boxes(place, slabs, fitted), strict=True):
            taken = slab is heir
            name = names.take(place.name if taken and isinstance(slab, TextSlab) else slab.kind)
            yield slab.draw(box, fitted.fit, name, place.idx if taken else None)

    def _boxes(self, place: Placeholder, slabs: Sequence[Slab], fitted: Fitted) -> Iterator[Box]:
        """A text alone fills its placeholder; pictures share the room that the others leave."""
        box = place.box
        if len(slabs) == 1 and isinstance(slabs[0], TextSlab | PictureSlab):
            yield box
            return
        heights = [0 if isinstance(slab, PictureSlab) else slab.height(fitted.fit) for slab in slabs]
        pictures = max(sum(isinstance(slab, PictureSlab) for slab in slabs), 1)
        share = (box.height - sum(heights) - self.ruler.theme.gap * (len(slabs) - 1)) // pictures
        y = box.y
        for slab, tall in zip(slabs, heights, strict=True):
            height = max(share, 1) if isinstance(slab, PictureSlab) else tall
            yield Box(box.x, y, box.width, height)
            y += height + self.ruler.theme.gap

    def _tell(self, slide: Slide, slabs: Sequence[Slab], fitted: Fitted) -> None:
        """Say what came out smaller than the template allows."""
        smallest = min((size for slab in slabs if (size := slab.small(fitted.fit))), default=0.0)
        where = f"the slide “{slide.name}”"
        hint = "shorten it, or part it in two with a line --- between blank lines"
        if not fitted.fits:
            message = f"{where} holds more than fits, even at {fitted.fit.scale:g} % of the size"
            self.found.append(warning("slide-overfull", message, hint, line=slide.first_line))
        elif smallest:
            message = f"{where} holds too much: its text is shrunk to {smallest:g} pt"
            self.found.append(warning("text-small", message, hint, line=slide.first_line))

    # The fields ----------------------------------------------------------------------------------------------------

    def _fields(self, number: int, layout: Layout, names: Names) -> Iterator[FieldItem]:
        """Footer, date and number, but not on the cover."""
        if layout.kind == "title":
            return
        texts = {**self.fields, Role.NUMBER: str(number)}
        for place in layout.placeholders:
            if text := texts.get(place.role):
                yield FieldItem(place.role, place.idx, names.take(place.name), place.box, text)


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
