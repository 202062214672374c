"""What stands around a slide: header, footer, date and number, each in its placeholder; the number is a field.

PowerPoint has no header on slides (`hdr` is for notes and handouts): here it is a placeholder for text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from igdeck.emit.directions import stands, starts_rtl
from igdeck.emit.pptx.frame import own_place
from igdeck.emit.pptx.shapes import shape
from igdeck.emit.pptx.style import ALIGNS
from igdeck.emit.pptx.text import PLAIN, runs
from igdeck.model.page import Run
from igdeck.model.theme import Role
from igdeck.ooxml.ids import guid
from igdeck.ooxml.markup import escape

if TYPE_CHECKING:
    from igdeck.emit.pptx.frame import Frame
    from igdeck.emit.pptx.text import Setting
    from igdeck.model.page import FieldItem
    from igdeck.model.theme import TextStyle

#: The same id for each field of a kind: it tells the fields of one slide apart.
_IDS: Final = {kind: guid("field", kind) for kind in ("slidenum", "datetimeFigureOut")}


def draw_field(item: FieldItem, number: int, frame: Frame, setting: Setting) -> str:
    """A field item as a shape."""
    holder = frame.holders[item.idx]
    if item.role is Role.NUMBER:
        words = f"<a:p>{field('slidenum', item.text, setting.language.plain)}</a:p>"
    else:
        words = _line(item.text, holder.placeholder.levels[0], setting)
    return shape(number, item.name, holder, body="<a:bodyPr/>", words=words, looks=own_place(item.box, holder))


def _line(text: str, style: TextStyle, setting: Setting) -> str:
    """A line that runs as its first letter does, on the side where the template has it."""
    rtl = starts_rtl(text, otherwise=style.rtl)
    side = ALIGNS[stands(style.align, rtl=style.rtl, style_rtl=style.rtl)]
    properties = f'<a:pPr algn="{side}" rtl="{rtl:d}"/>' if rtl != style.rtl else ""
    words = runs((Run(text),), PLAIN, style.size, setting)
    return f"<a:p>{properties}{words}<a:endParaRPr {setting.language.plain}/></a:p>"


def field(kind: str, text: str, speech: str) -> str:
    """A field: its text is what it last was, and PowerPoint keeps it up to date."""
    return f'<a:fld id="{_IDS[kind]}" type="{kind}"><a:rPr {speech}/><a:t>{escape(text)}</a:t></a:fld>'
