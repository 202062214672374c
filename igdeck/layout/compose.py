"""One slide as a page: its title, its content in the layout's boxes, and the fields at its foot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from igdeck.layout.breaks import opportunities
from igdeck.layout.ladder import climb, further
from igdeck.layout.measure import SAFE_HEIGHT
from igdeck.layout.report import brief
from igdeck.layout.slabs import Names, Spot
from igdeck.model.diagnostics import note, warning
from igdeck.model.geometry import Box, from_points, to_points
from igdeck.model.page import ORPHAN, FieldItem, PageParagraph, Run, TextItem
from igdeck.model.theme import Role
from igdeck.model.value import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from igdeck.layout.around import Around
    from igdeck.layout.fill import Filling
    from igdeck.layout.ladder import Fitted
    from igdeck.layout.measure import Ruler
    from igdeck.layout.words import Words
    from igdeck.model.deck import Slide
    from igdeck.model.diagnostics import Diagnostic
    from igdeck.model.page import Fit, Item
    from igdeck.model.theme import Layout, Placeholder

#: How far above the slide a title waits that is there for screen readers and the outline alone.
ABOVE: Final = 457_200
#: A title's lines are evened out where that takes more than this share off its width.
UNEVEN: Final = 0.03
#: What is left free of the room that evening out would take, for renderers that set text a little wider.
EASE: Final = 0.9
#: What stands for the words that a line has no room for.
ELLIPSIS: Final = "…"
#: The step under which a title no longer looks like one, in percent.
TITLE_LIMIT: Final = 60


@frozen
class Composer:
    """Composes the pages of one deck.

    `fields` is what stands around every slide but the cover; `cut` remembers what is left of it in a width.
    """

    ruler: Ruler
    words: Words
    fields: Around
    found: list[Diagnostic]
    cut: dict[tuple[str, int], str]

    def items(self, slide: Slide, number: int, layout: Layout, fillings: Sequence[Filling]) -> tuple[Item, ...]:
        """All that stands on the page, in reading order."""
        names = Names()
        title = self._title(slide, layout, names)
        content = self._content(fillings, names)
        return (*title, *content, *self._fields(slide, number, layout, names))

    # The title -----------------------------------------------------------------------------------------------------

    def _title(self, slide: Slide, layout: Layout, names: Names) -> Iterator[TextItem]:
        place = layout.placeholder(Role.TITLE)
        if place is None:
            yield self._outlined(slide, layout, names)
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
                warning("title-too-long", f"the title “{brief(slide.name)}” is too long", hint, line=slide.first_line)
            )
        trim = self._trim(runs, place, fitted)
        yield TextItem(place.role, place.idx, names.take(place.name), place.box, paragraphs, fitted.fit, trim=trim)

    def _outlined(self, slide: Slide, layout: Layout, names: Names) -> TextItem:
        """The title of a slide whose layout has none, for screen readers and the outline."""
        height = ABOVE
        width = self.ruler.theme.body(layout)[1].box.width
        words = (PageParagraph((Run(slide.name),)),)
        return TextItem(
            Role.TITLE, ORPHAN, names.take("Title"), Box(0, -height - ABOVE, width, height), words, moved=True, hidden=True
        )

    def _fitted(self, paragraphs: tuple[PageParagraph, ...], place: Placeholder) -> Fitted:
        room = place.box.inside(place.insets)
        width, height = to_points(room.width), to_points(room.height) * SAFE_HEIGHT

        def fits(step: Fit) -> bool:
            return self.ruler.extent(paragraphs, place.levels, step, width).height <= height

        def whole(step: Fit) -> bool:
            return step.scale >= TITLE_LIMIT and not self.ruler.extent(paragraphs, place.levels, step, width).broken

        fitted = climb(fits)
        unbroken = climb(lambda step: fits(step) and whole(step), further(fitted.fit))
        return unbroken if unbroken.fits else fitted

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

    @staticmethod
    def _content(fillings: Sequence[Filling], names: Names) -> Iterator[Item]:
        for filling in fillings:
            yield from filling.stack.draw(Spot(filling.place.box, filling.fitted.fit, names, filling.place))

    # The fields ----------------------------------------------------------------------------------------------------

    def _fields(self, slide: Slide, number: int, layout: Layout, names: Names) -> Iterator[FieldItem]:
        """Header, footer, date and number, on the cover only what it asks for."""
        texts = self.fields.of(slide.fields, cover=layout.kind == "title")
        if texts[Role.HEADER] and layout.placeholder(Role.HEADER) is None:
            self._homeless(texts[Role.HEADER], layout)
        if texts[Role.NUMBER]:
            texts[Role.NUMBER] = str(number)
        for place in layout.placeholders:
            if (said := texts.get(place.role)) and (text := self._in_one_line(said, place)):
                yield FieldItem(place.role, place.idx, names.take(place.name), place.box, text)

    def _homeless(self, text: str, layout: Layout) -> None:
        """Say once that there is no place for a header."""
        if ("", 0) in self.cut:
            return
        self.cut["", 0] = ""
        message = f"the layout {layout.name} of this template has no place for the header “{brief(text)}”: it is left out"
        hint = 'say it in the footer, or give the layout a placeholder with role = "header"'
        self.found.append(warning("header-no-place", message, hint))

    def _in_one_line(self, text: str, place: Placeholder) -> str:
        """A field's text, cut after the last word that its line has room for; nothing where there is room for none."""
        known = self.cut.get((text, place.box.width))
        if known is None:
            known = self.cut[text, place.box.width] = self._cut(text, place)
        return known

    def _cut(self, text: str, place: Placeholder) -> str:
        style, room = place.levels[0], to_points(place.box.inside(place.insets).width)

        def fits(words: str) -> bool:
            return self.ruler.width((Run(words),), style, style.size) <= room * SAFE_HEIGHT

        if fits(text):
            return text
        whole = [text[:at].rstrip() for at in opportunities(text)] or [text[:at] for at in range(1, len(text))]
        kept = next((words for words in reversed(whole) if fits(words + ELLIPSIS)), "") + ELLIPSIS
        kept = kept if fits(kept) else ""
        hint = "say it in fewer words, or something shorter with footer: in the front matter"
        stands = f"“{brief(kept)}” stands there" if kept else "it is left out"
        message = f"the {place.role.value} “{brief(text)}” is longer than its line: {stands}"
        self.found.append(note("footer-cut", message, hint))
        return kept
