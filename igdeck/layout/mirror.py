"""Decks and slides that are read from right to left.

All is laid out as if it were read from left to right, so that nothing else here need know of it. Then every box of the page is
turned to where a mirror in the middle of the slide shows it: columns, pictures, bars and rules start on the right. The template
is mirrored in the same way (`theme.variants`), so that text stands where its placeholder does.

A slide runs as it says itself, else as its own language is written, else as the deck does; a deck in the same way. Sides that an
author names are those of the screen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from igdeck.model.languages import direction_of
from igdeck.model.page import BandItem, CodeItem, FieldItem, PictureItem, TableItem, TextItem
from igdeck.model.theme import turned_name, turned_side
from igdeck.model.value import replace

if TYPE_CHECKING:
    from igdeck.model.deck import Deck, Meta, Slide
    from igdeck.model.inline import Direction
    from igdeck.model.page import Backdrop, Item, Page, Panel

__all__ = ["directed", "turned"]


def directed(deck: Deck) -> Deck:
    """The deck with the direction of each of its slides said."""
    meta = replace(deck.meta, dir=_direction(deck.meta))
    ways = [_direction(slide) or _unsaid(slide, meta.dir) for slide in deck.slides]
    return replace(deck, meta=meta, slides=tuple(map(_faced, deck.slides, ways)))


def turned(page: Page, width: int, around: Direction) -> Page:
    """A page as a slide of this width shows it, in a deck that runs as `around` says."""
    rtl = (page.dir or around) == "rtl"
    if rtl != (around == "rtl"):
        page = replace(page, layout=turned_name(page.layout, rtl=rtl))
    return _mirrored(page, width) if rtl else page


def _direction(said: Meta | Slide) -> Direction:
    return said.dir or direction_of(said.lang)


def _unsaid(slide: Slide, around: Direction) -> Direction:
    """How a slide runs that says nothing: one with a language of its own as its letters do, which is not from the right."""
    return "ltr" if slide.lang and around == "rtl" else around


def _faced(slide: Slide, way: Direction) -> Slide:
    """The slide with its direction. A background on one side is put on the other, as all will be mirrored."""
    background = slide.background
    if way == "rtl" and background and background.side:
        background = replace(background, side="right" if background.side == "left" else "left")
    return replace(slide, dir=way, background=background)


def _mirrored(page: Page, width: int) -> Page:
    backdrop = _backdrop(page.backdrop, width) if page.backdrop else None
    return replace(page, items=tuple(_item(item, width) for item in page.items), backdrop=backdrop)


def _backdrop(backdrop: Backdrop, width: int) -> Backdrop:
    return replace(backdrop, box=backdrop.box.mirrored(width))


def _item(item: Item, width: int) -> Item:
    box = item.box.mirrored(width)
    match item:
        case TextItem():
            return replace(item, name=turned_side(item.name), box=box, panel=_panel(item.panel) if item.panel else None)
        case CodeItem():
            bands = tuple(tuple(band.mirrored(width) for band in group) for group in item.bands)
            return replace(item, box=box, bands=bands)
        case TableItem():
            return replace(item, box=box, caption_box=item.caption_box.mirrored(width) if item.caption_box else None)
        case PictureItem() | BandItem() | FieldItem():
            return replace(item, box=box)
        case _:
            assert_never(item)


def _panel(panel: Panel) -> Panel:
    return replace(panel, insets=panel.insets.mirrored)
