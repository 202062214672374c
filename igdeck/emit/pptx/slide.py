"""A page as a slide: its shapes in reading order, the title first, numbered from 2."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Final, assert_never

from igdeck.emit.pptx.code import draw_code
from igdeck.emit.pptx.fields import draw_field
from igdeck.emit.pptx.parts import TREE
from igdeck.emit.pptx.picture import draw_picture
from igdeck.emit.pptx.shapes import draw_band, draw_text
from igdeck.emit.pptx.table import draw_table
from igdeck.model.page import BandItem, CodeItem, FieldItem, PictureItem, TableItem, TextItem
from igdeck.ooxml.ids import creation_id
from igdeck.ooxml.markup import HEAD, NAMESPACES, P14

if TYPE_CHECKING:
    from collections.abc import Iterator

    from igdeck.emit.pptx.frame import Frame
    from igdeck.emit.pptx.text import Setting
    from igdeck.model.page import Item, Page

_OPEN: Final = f"{HEAD}<p:sld {NAMESPACES}"
#: Hide Background Graphics: neither the master's shapes nor the layout's are shown (ECMA-376 part 1, 19.3.1.38).
_BARE: Final = ' showMasterSp="0"'
_CREATION: Final = "{BB962C8B-B14F-4D97-AF65-F5344CB8AC3E}"
_CLOSE: Final = "</p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>"


def draw_slide(page: Page, tags: str, frame: Frame, setting: Setting) -> str:
    """The slide of a page; `tags` is the id of its relationship to its tags."""
    more = count(len(page.items) + 2)
    ground = behind = said = ""
    if page.backdrop:
        from igdeck.emit.pptx.backdrop import backdrop_shape, background

        ground, said = background(page.backdrop, setting), _BARE if page.backdrop.bare else ""
        behind = backdrop_shape(page.backdrop, next(more), setting)
    shapes = behind + "".join([_draw(item, at, more, frame, setting) for at, item in enumerate(page.items, 2)])
    said += ' show="0"' if page.hidden else ""
    return (
        f"{_OPEN}{said}><p:cSld>{ground}<p:spTree>{TREE}{shapes}</p:spTree>"
        f'<p:custDataLst><p:tags r:id="{tags}"/></p:custDataLst><p:extLst><p:ext uri="{_CREATION}">'
        f'<p14:creationId xmlns:p14="{P14}" val="{creation_id(page.key)}"/></p:ext></p:extLst>{_CLOSE}{_moves(page)}</p:sld>'
    )


def _moves(page: Page) -> str:
    """How the slide comes on, and what appears on it click by click."""
    if not page.transition and not page.clicks:
        return ""
    from igdeck.emit.pptx.steps import timing, transition

    return transition(page.transition) + timing(page)


def _draw(item: Item, number: int, more: Iterator[int], frame: Frame, setting: Setting) -> str:
    """The shape of an item with its number; `more` are numbers for the shapes around it."""
    match item:
        case TextItem():
            return draw_text(item, number, frame, setting)
        case FieldItem():
            return draw_field(item, number, frame, setting)
        case BandItem():
            return draw_band(item, number)
        case CodeItem():
            return draw_code(item, number, more, frame, setting)
        case TableItem():
            return draw_table(item, number, more, frame, setting)
        case PictureItem():
            return draw_picture(item, number, frame, setting)
        case _:
            assert_never(item)
