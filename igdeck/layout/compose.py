"""One slide as a page: its title, its content in the layout's boxes, and the fields at its foot."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from igdeck.layout.ladder import climb
from igdeck.layout.measure import SAFE_HEIGHT
from igdeck.layout.slabs import PictureSlab, TextSlab
from igdeck.model.diagnostics import warning
from igdeck.model.geometry import Box, from_points, to_points
from igdeck.model.page import FieldItem, PageParagraph, Run, TextItem
from igdeck.model.theme import Role
from igdeck.model.value import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from igdeck.layout.fill import Filling
    from igdeck.layout.ladder import Fitted
    from igdeck.layout.measure import Ruler
    from igdeck.layout.slabs import Slab
    from igdeck.layout.words import Words
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
#: How much of a title stands in a message.
BRIEF: Final = 60
#: The step under which a title no longer looks like one, in percent.
TITLE_LIMIT: Final = 60


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

    def items(self, slide: Slide, number: int, layout: Layout, fillings: Sequence[Filling]) -> tuple[Item, ...]:
        """All that stands on the page, in reading order."""
        names = Names()
        title = self._title(slide, layout, names)
        content = self._content(slide, fillings, names)
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
            self.found.append(
                warning("title-too-long", f"the title “{_brief(slide.name)}” is too long", hint, line=slide.first_line)
            )
        trim = self._trim(runs, place, fitted)
        yield TextItem(place.role, place.idx, names.take(place.name), place.box, paragraphs, fitted.fit, trim=trim)

    def _fitted(self, paragraphs: tuple[PageParagraph, ...], place: Placeholder) -> Fitted:
        room = place.box.inside(place.insets)
        width, height = to_points(room.width), to_points(room.height) * SAFE_HEIGHT
        return climb(lambda step: self.ruler.height(paragraphs, place.levels, step, width) <= height)

    def _trim(self, runs: Sequence[Run], place: Placeholder, fitted: Fitted) -> int:
        """How much narrower a title of several lines may be set and still have no more of them: they come out even."""
        style, width = place.levels[0], to_points(place.box.inside(place.insets).width)
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

    def _content(self, slide: Slide, fillings: Sequence[Filling], names: Names) -> Iterator[Item]:
        for filling in fillings:
            self._tell(slide, filling)
            yield from self._stack(filling, names)

    def _stack(self, filling: Filling, names: Names) -> Iterator[Item]:
        """Slabs one under the other in a placeholder's box; the first text, or else the first slab, takes the placeholder."""
        place, slabs, fitted = filling.place, filling.slabs, filling.fitted
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

    def _tell(self, slide: Slide, filling: Filling) -> None:
        """Say what came out smaller than the template allows."""
        fitted, smallest = filling.fitted, filling.smallest
        where = f"the slide “{_brief(slide.name)}”"
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


def _brief(name: str) -> str:
    """A slide's name short enough for a message."""
    return name if len(name) <= BRIEF else f"{name[:BRIEF].rstrip()}…"
