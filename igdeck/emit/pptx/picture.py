"""Pictures in their placeholder, described for those who do not see them; one that is missing leaves a frame that says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from igdeck.emit.pptx.frame import place
from igdeck.emit.pptx.shapes import RECTANGLE, shape
from igdeck.emit.pptx.style import body_properties, fill, level
from igdeck.emit.pptx.text import Styles, paragraphs
from igdeck.model.geometry import Box, Insets
from igdeck.model.page import PageParagraph, Run
from igdeck.model.value import replace
from igdeck.ooxml.markup import quote

if TYPE_CHECKING:
    from igdeck.emit.pptx.frame import Frame
    from igdeck.emit.pptx.text import Setting
    from igdeck.model.inline import Asset
    from igdeck.model.page import PictureItem

_DECORATIVE: Final = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
_FRAME_LINE: Final = 12_700
#: How a picture is mirrored, then turned clockwise, for each orientation of Exif but the upright one.
_TURNS: Final = {
    2: (True, 0), 3: (False, 180), 4: (True, 180), 5: (True, 270), 6: (False, 90), 7: (True, 90), 8: (False, 270),
}  # fmt: skip


def draw_picture(item: PictureItem, number: int, frame: Frame, setting: Setting) -> str:
    """A picture item as a picture, or as an empty frame."""
    return _picture(item, item.asset, number, frame, setting) if item.asset else _missing(item, number, setting)


def _picture(item: PictureItem, asset: Asset, number: int, frame: Frame, setting: Setting) -> str:
    holder = frame.holder(item.idx)
    title = f' title="{quote(item.title)}"' if item.title else ""
    named = f'<p:cNvPr id="{number}" name="{quote(item.name)}" descr="{quote(item.alt)}"{title}'
    group = ' noGrp="1"' if holder else ""
    return (
        f"<p:pic><p:nvPicPr>{f'{named}/>' if item.alt.strip() else f'{named}>{_DECORATIVE}</p:cNvPr>'}"
        f'<p:cNvPicPr><a:picLocks{group} noChangeAspect="1"/></p:cNvPicPr>'
        f"{f'<p:nvPr>{holder.tag}</p:nvPr>' if holder else '<p:nvPr/>'}</p:nvPicPr>"
        f'<p:blipFill><a:blip r:embed="{setting.links.picture(asset)}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
        f"<p:spPr>{_turned(item.box, asset.turn)}{RECTANGLE}</p:spPr></p:pic>"
    )


def _turned(box: Box, turn: int) -> str:
    """Where a picture stands. A camera's note of how to turn it is for browsers: PowerPoint reads it on inserting alone."""
    if turn not in _TURNS:
        return place(box)
    mirrored, degrees = _TURNS[turn]
    lying = degrees % 180 != 0
    width, height = (box.height, box.width) if lying else (box.width, box.height)
    own = Box(box.x + (box.width - width) // 2, box.y + (box.height - height) // 2, width, height)
    said = (f' rot="{degrees * 60_000}"' if degrees else "") + (' flipH="1"' if mirrored else "")
    return place(own).replace("<a:xfrm", f"<a:xfrm{said}", 1)


def _missing(item: PictureItem, number: int, setting: Setting) -> str:
    """A dashed frame with a label. It takes no placeholder: one for pictures shows no words."""
    theme = setting.theme
    style = replace(theme.table.body.without_bullet(), align="center")
    line = f'<a:ln w="{_FRAME_LINE}">{fill(theme.table.rule)}<a:prstDash val="dash"/></a:ln>'
    looks = f"{place(item.box)}{RECTANGLE}{fill(theme.code.background)}{line}"
    words = paragraphs((PageParagraph((Run(item.label),)),), Styles((style,), theme), setting)
    body, styles = body_properties("middle", Insets()), level(1, style, theme.fonts)
    return shape(number, item.name, None, body=body, words=words, looks=looks, styles=styles, descr=item.alt)
