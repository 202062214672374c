"""What stands around a slide: header, footer, date and number, each in its placeholder; the number is a field.

PowerPoint has no header on slides (`hdr` is for notes and handouts): here it is a placeholder for text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from igdeck.emit.pptx.frame import own_place
from igdeck.emit.pptx.shapes import shape
from igdeck.emit.pptx.text import paragraphs
from igdeck.model.page import PageParagraph, Run
from igdeck.model.theme import Role
from igdeck.ooxml.ids import guid
from igdeck.ooxml.markup import escape

if TYPE_CHECKING:
    from igdeck.emit.pptx.frame import Frame
    from igdeck.emit.pptx.text import Setting
    from igdeck.model.page import FieldItem


#: The same id for each field of a kind: it tells the fields of one slide apart.
_IDS: Final = {kind: guid("field", kind) for kind in ("slidenum", "datetimeFigureOut")}


def draw_field(item: FieldItem, number: int, frame: Frame, setting: Setting) -> str:
    """A field item as a shape."""
    holder = frame.holders[item.idx]
    if item.role is Role.NUMBER:
        words = f"<a:p>{field('slidenum', item.text, setting.language.plain)}</a:p>"
    else:
        words = paragraphs((PageParagraph((Run(item.text),)),), holder.styles, setting)
    return shape(number, item.name, holder, body="<a:bodyPr/>", words=words, looks=own_place(item.box, holder))


def field(kind: str, text: str, speech: str) -> str:
    """A field: its text is what it last was, and PowerPoint keeps it up to date."""
    return f'<a:fld id="{_IDS[kind]}" type="{kind}"><a:rPr {speech}/><a:t>{escape(text)}</a:t></a:fld>'
