"""A deck that shows a template: every layout, and every kind of content.

Its slides are read and set as those of any deck are, but for one thing: each names its layout, where a deck's own slides get
theirs by what stands on them.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from igdeck.model.page import Page, Pages

if TYPE_CHECKING:
    from igdeck.layout.compose import Composer
    from igdeck.model.deck import Slide
    from igdeck.model.theme import Theme

#: The layout of each slide of sample.md, by PowerPoint's name. Where a layout has several places, each block takes one.
_LAYOUTS: Final = (
    "Title Slide",
    "Section Header",
    "Title and Content",
    "Title and Content",
    "Two Content",
    "Comparison",
    "Quote",
    "Section Header",
    "Title and Content",
    "Title and Content",
    "Two Content",
    "Content with Caption",
    "Picture with Caption",
    "Title Only",
    "Blank",
)


def sample_pages(theme: Theme) -> Pages:
    """The pages of the sample deck in a theme."""
    from igdeck.layout.around import NUMBER, Around
    from igdeck.layout.compose import Composer
    from igdeck.layout.measure import Ruler
    from igdeck.layout.words import Words
    from igdeck.model.theme import Role
    from igdeck.source import read_deck

    title, description = theme.title or theme.name, theme.description or "A template"
    text = Path(__file__).with_suffix(".md").read_text(encoding="utf-8")
    text = text.replace("{title}", _escaped(title), 1).replace("{description}", _escaped(description), 1)
    deck, _ = read_deck(text, Path(__file__).parent)
    words = Words({slide.key: slide.key for slide in deck.slides})
    composer = Composer(Ruler(theme), words, Around({Role.FOOTER: title, Role.DATE: "8 March", Role.NUMBER: NUMBER}, {}), [], {})
    numbered = enumerate(zip(deck.slides, _LAYOUTS, strict=True), 1)
    pages = tuple(_page(composer, slide, number, layout) for number, (slide, layout) in numbered)
    return Pages(title, "", "", "", "en-US", "", pages)


def _escaped(words: str) -> str:
    """A text as Markdown that means nothing more."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", " ".join(words.split()))


def _page(composer: Composer, slide: Slide, number: int, layout: str) -> Page:
    from igdeck.layout.choose import Choice
    from igdeck.layout.fill import CONTENT, fill
    from igdeck.layout.pieces import pieces_of

    places = sum(place.role in CONTENT for place in composer.ruler.theme.layout(layout).placeholders)
    parts = [(block,) for block in slide.blocks] if len(slide.blocks) == places else [slide.blocks]
    pieces = tuple(piece for part in parts for piece in pieces_of(part, composer.words))
    made = composer.ruler.theme.layout(layout)
    fillings = fill(Choice(layout, pieces), composer.ruler, composer.ruler.theme.limits)
    items = composer.items(slide, number, made, fillings)
    section = slide.name if layout == "Section Header" else ""
    return Page(number, slide.key, layout, slide.name, items, section, slide.digest, slide.first_line)
