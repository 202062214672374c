"""Deck and theme become pages: which layout, which placeholder, which size.

1. Links learn which slides there are (`words`).
2. Each slide gets a layout by what stands on it (`choose`).
3. The content is put into the layout's boxes, at the step of the autofit ladder that it needs (`fill`, `slabs`, `ladder`), by
   measuring the text (`measure`, on `metrics`, `breaks` and `wrap`).
4. What does not fit at the smallest size that is allowed continues on further slides (`overflow`, `parts`).
5. Slides that belong together agree on a size (`agree`), and what was shrunk, continued or broken is said (`report`).
6. All becomes the items of a page (`compose`), which is mirrored if it is read from right to left (`mirror`).

All that emitters draw is decided here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from igdeck.layout.agree import Laid, agreed
from igdeck.layout.around import around
from igdeck.layout.choose import choose
from igdeck.layout.columns import with_room
from igdeck.layout.compose import Composer
from igdeck.layout.course import settled
from igdeck.layout.fill import fill
from igdeck.layout.ladder import limits_for
from igdeck.layout.measure import Ruler
from igdeck.layout.metrics import FontBook
from igdeck.layout.overflow import continued, retitled
from igdeck.layout.report import about_fit
from igdeck.layout.words import Words
from igdeck.model.block import Callout, Columns, Contents, Group
from igdeck.model.handout import settled as settled_handout
from igdeck.model.languages import direction_of
from igdeck.model.page import Page, Pages
from igdeck.model.value import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from igdeck.layout.choose import Choice
    from igdeck.layout.feet import Foot
    from igdeck.layout.listing import Colours
    from igdeck.model.deck import Deck, Meta, Slide
    from igdeck.model.diagnostics import Diagnostic
    from igdeck.model.page import Backdrop, Item
    from igdeck.model.theme import Layout, Theme

__all__ = ["make_pages"]


def make_pages(
    deck: Deck, theme: Theme, colours: Colours | None = None, *, read: bool = False
) -> tuple[Pages, tuple[Diagnostic, ...]]:
    """Lay out a deck with a theme; the diagnostics name no file. Code has the colours that are remembered, if some are.

    With `read`, what stands in speaker notes is laid out as well, for documents (`Page.aside`).
    The theme is the one that the template says; emitters draw the pages with its form for them (`Pages.variant`).
    """
    ways = ((deck.meta.dir, deck.meta.lang), *((slide.dir, slide.lang) for slide in deck.slides))
    if any("rtl" in (direction, direction_of(lang)) for direction, lang in ways):
        from igdeck.layout.mirror import directed

        deck = directed(deck)
    title = deck.meta.title or deck.slides[0].name
    found: list[Diagnostic] = []
    ruler = Ruler(theme, FontBook(theme.fonts.files, theme.fonts.complex))
    words = Words(_targets(deck.slides), found, _contents(deck), colours, deck.meta.lang)
    composer = Composer(ruler, words, around(deck.meta, title), found, {})
    pages = tuple(_pages(deck, composer, read=read))
    meta = deck.meta
    handout = settled_handout(meta.handout.over(theme.handout), title=title, author=meta.author, date=meta.date)
    said = (title, meta.author, meta.subject, meta.keywords, meta.lang, _iso(meta.date))
    laid_out = Pages(*said, pages, meta.dir, handout)
    if ruler.book.estimates() or ruler.book.guessed():
        from igdeck.layout.fonts import about_fonts

        found += about_fonts(ruler.book, laid_out)
    return laid_out, tuple(sorted(found, key=lambda diagnostic: diagnostic.line))


def _pages(deck: Deck, whole: Composer, *, read: bool) -> Iterator[Page]:
    sections, taken, number = _sections(deck), {slide.name for slide in deck.slides}, 0
    for laid in agreed(_laid(deck, whole)):
        slide = laid.slide
        composer, foot = _beside(whole, slide, laid.foot), laid.foot
        composer.found.extend(about_fit(laid, composer.ruler))
        for part, fillings in zip(laid.parts, laid.fillings, strict=True):
            number += 1
            page, layout = retitled(slide, part.part, taken, deck.meta.lang), composer.ruler.theme.layout(part.layout)
            items, clicks = settled(composer.items(page, number, layout, fillings), part.part)
            items = foot.stand(items, part, laid.parts, _beside(whole, slide).ruler.theme, whole.ruler) if foot else items
            section = slide.name if slide.key in sections and part.part == 1 else ""
            backdrop = _backdrop(slide, items, layout, composer) if slide.background else None
            stands = (section, slide.digest, slide.first_line, backdrop, clicks)
            drawn = Page(number, page.key, part.layout, page.name, items, *stands)
            shown = _shown(drawn, slide, part.part, deck.meta, composer.words)
            if read and slide.notes and part.part == 1:
                shown = replace(shown, aside=_aside(slide, composer.words, whole.ruler))
            yield _facing(shown, deck.meta, whole.ruler.theme)


def _beside(composer: Composer, slide: Slide, foot: Foot | None = None) -> Composer:
    """The composer for what a background on one side, and notes at the foot, leave of the slide."""
    theme = composer.ruler.theme
    if slide.background and slide.background.side:
        from igdeck.layout.backdrop import beside

        theme = beside(slide.background, theme)
    theme = foot.over(theme) if foot else theme
    if slide.lang:
        composer = replace(composer, words=replace(composer.words, lang=slide.lang))
    return composer if theme is composer.ruler.theme else replace(composer, ruler=Ruler(theme, composer.ruler.book))


def _foot(slide: Slide, composer: Composer) -> Foot | None:
    """The notes at the foot of a slide, if it has some and they leave room for the rest."""
    if not slide.footnotes:
        return None
    from igdeck.layout.feet import make_foot

    return make_foot(slide, composer.words, _beside(composer, slide).ruler)


def _backdrop(slide: Slide, items: Sequence[Item], layout: Layout, composer: Composer) -> Backdrop | None:
    from igdeck.layout.backdrop import about_contrast, make_backdrop

    backdrop = make_backdrop(slide.background, layout, composer.ruler.theme) if slide.background else None
    if backdrop:
        composer.found.extend(about_contrast(slide, backdrop, items, layout, composer.ruler.theme))
    return backdrop


def _shown(page: Page, slide: Slide, part: int, meta: Meta, words: Words) -> Page:
    """The page with what is not drawn on it. The notes go with the first part of a slide that continues."""
    said: dict[str, Any] = {}
    if slide.notes and part == 1:
        from igdeck.layout.notes import notes_of

        said["notes"] = notes_of(slide.notes, words)
    transition = slide.transition or meta.transition
    own = {
        "hidden": slide.hidden,
        "transition": "" if transition == "none" else transition,
        "lang": slide.lang,
        "dir": slide.dir or meta.dir,
        "part": part if part > 1 else 0,
    }
    said |= {name: value for name, value in own.items() if value}
    return replace(page, **said) if said else page


def _aside(slide: Slide, words: Words, ruler: Ruler) -> tuple[Item, ...]:
    from igdeck.layout.aside import aside_of

    return aside_of(slide.notes, words, ruler)


def _facing(page: Page, meta: Meta, theme: Theme) -> Page:
    """The page as its direction has it."""
    if "rtl" not in (page.dir, meta.dir):
        return page
    from igdeck.layout.mirror import turned

    return turned(page, theme.width, meta.dir)


def _laid(deck: Deck, composer: Composer) -> Iterator[Laid]:
    """Each slide in its layout, or on as many slides as it needs."""
    theme = composer.ruler.theme
    held = limits_for(theme.limits, deck.meta.fitting)
    for at, slide in enumerate(deck.slides):
        limits, foot = limits_for(held, slide.fitting), _foot(slide, composer)
        beside = _beside(composer, slide, foot)
        ruler = beside.ruler
        asked = _choice(replace(slide, footnotes=()) if foot else slide, beside, first=at == 0)
        choice = with_room(asked, slide, ruler, beside.found)
        whole = fill(choice, ruler, limits)
        parts = continued(choice, whole, ruler, limits)
        fillings = tuple(whole if part is choice else fill(part, ruler, limits) for part in parts)
        yield Laid(slide, limits, parts, fillings, foot)


def _choice(slide: Slide, composer: Composer, *, first: bool) -> Choice:
    """The slide's content in the layout that it asks for, or in the one that the content does."""
    if not slide.layout:
        return choose(slide, composer.words, first=first)
    from igdeck.layout.asked import choose_asked

    return choose_asked(slide, composer.words, composer.ruler.theme)


def _sections(deck: Deck) -> frozenset[str]:
    """The keys of the slides that open sections.

    A heading above the slide level opens one if it stands alone. With content it does so too, in a deck that has slides of the
    slide level: without those, each slide would be a section.
    """
    level = deck.meta.slide_level
    below = any(slide.level == level for slide in deck.slides)
    higher = ((at, slide) for at, slide in enumerate(deck.slides) if slide.title is not None and slide.level < level)
    return frozenset(slide.key for at, slide in higher if below or (at and not slide.blocks))


def _contents(deck: Deck) -> tuple[tuple[str, str], ...]:
    """What a table of contents lists; nothing is gathered for a deck that has none."""
    if not any(isinstance(block, Contents | Group | Columns | Callout) for slide in deck.slides for block in slide.blocks):
        return ()
    from igdeck.layout.contents import entries, lists

    return entries(deck.slides, _sections(deck)) if any(lists(slide.blocks) for slide in deck.slides) else ()


def _targets(slides: Sequence[Slide]) -> dict[str, str]:
    """What a link may call a slide, and the slide's key: its number or, before that, the key itself."""
    numbers = {str(number): slide.key for number, slide in enumerate(slides, 1)}
    return numbers | {slide.key: slide.key for slide in slides}


def _iso(date: str) -> str:
    """The date in ISO 8601 if it is written so, else nothing: any other form is only shown."""
    from datetime import date as calendar

    try:
        return calendar.fromisoformat(date).isoformat()
    except ValueError:
        return ""
