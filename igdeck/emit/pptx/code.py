"""Code: monospaced lines on a tinted panel, in the placeholder where there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from igdeck.emit.pptx.frame import own_place
from igdeck.emit.pptx.shapes import RECTANGLE, autofit, shape
from igdeck.emit.pptx.style import body_properties, code_font, fill, level
from igdeck.model.geometry import from_points
from igdeck.model.value import replace
from igdeck.ooxml.markup import escape

if TYPE_CHECKING:
    from igdeck.emit.pptx.frame import Frame
    from igdeck.emit.pptx.text import Setting
    from igdeck.model.page import CodeItem

#: A tab is as wide as four letters of 0.6 em, which all fonts with the metrics of Courier New have.
_TAB_LETTERS: Final = 4
_LETTER: Final = 0.6


def draw_code(item: CodeItem, number: int, frame: Frame, setting: Setting) -> str:
    """A code item as a shape. Code without a letter is a bare panel: a placeholder must not stay empty."""
    style, fonts = setting.theme.code, setting.theme.fonts
    holder = frame.holder(item.idx) if any(line.strip() for line in item.lines) else None
    looks = own_place(item.box, holder, moved=item.moved) + ("" if holder else RECTANGLE) + fill(style.background)
    body = body_properties("top", style.insets, autofit(item.fit) or "<a:normAutofit/>")
    text = replace(style.text, bullet=None, space_before=0.0, indent=item.hanging, hanging=item.hanging)
    tab = from_points(_TAB_LETTERS * _LETTER * item.fit.size(text.size))
    lines = "".join(_line(line, setting) for line in item.lines)
    return shape(number, item.name, holder, body=body, words=lines, looks=looks, styles=level(1, text, fonts, tab))


def _line(text: str, setting: Setting) -> str:
    """A line as a paragraph. Spaces and tabs stay as they are: PowerPoint keeps them all."""
    attributes, east, _ = setting.language.speech(text)
    look = f'{attributes} noProof="1"'
    face = code_font(setting.theme.fonts, east)
    words = f"<a:r><a:rPr {look}>{face}</a:rPr><a:t>{escape(text)}</a:t></a:r>" if text else ""
    return f"<a:p>{words}</a:p>" if words else f"<a:p><a:endParaRPr {look}>{face}</a:endParaRPr></a:p>"
