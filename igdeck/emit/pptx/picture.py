"""Pictures in their placeholder, described for those who do not see them; one that is missing leaves a frame that says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from igdeck.emit.assets import shown_as
from igdeck.emit.pptx.frame import place
from igdeck.emit.pptx.shapes import RECTANGLE, shape
from igdeck.emit.pptx.style import body_properties, fill, level, thousandths
from igdeck.emit.pptx.text import Styles, paragraphs
from igdeck.model.geometry import Box, Insets
from igdeck.model.media import SVG
from igdeck.model.page import PageParagraph, Run
from igdeck.model.value import replace
from igdeck.ooxml.drawing import DECORATIVE, vector
from igdeck.ooxml.markup import quote

if TYPE_CHECKING:
    from igdeck.emit.pptx.frame import Frame
    from igdeck.emit.pptx.text import Setting
    from igdeck.model.inline import Asset
    from igdeck.model.page import PictureItem

#: The turns that make columns of the rows.
_LYING: Final = range(5, 9)
_FRAME_LINE: Final = 12_700
#: How a picture is mirrored, then turned clockwise, for each orientation of Exif but the upright one.
_TURNS: Final = {
    2: (True, 0), 3: (False, 180), 4: (True, 180), 5: (True, 270), 6: (False, 90), 7: (True, 90), 8: (False, 270),
}  # fmt: skip


def draw_picture(item: PictureItem, number: int, frame: Frame, setting: Setting) -> str:
    """A picture item as a picture, or as an empty frame."""
    if item.asset and shown_as(item.asset):
        return _picture(item, item.asset, number, frame, setting)
    return _missing(item, number, setting)


def blip(asset: Asset, setting: Setting, inside: str = "") -> str:
    """The `a:blip` of a picture, with its SVG if it is one."""
    shown = shown_as(asset) or asset
    inside += vector(setting.links.picture(asset)) if asset.media_type == SVG else ""
    opening = f'<a:blip r:embed="{setting.links.picture(shown)}"'
    return f"{opening}>{inside}</a:blip>" if inside else f"{opening}/>"


def crop(box: Box, asset: Asset, *, cover: bool) -> str:
    """The `a:srcRect` of a picture that covers its box. It counts in the file's own rows and columns, however it is turned."""
    if not cover:
        return ""
    across, down = (thousandths(share) for share in box.cropped(asset.width, asset.height))
    across, down = (down, across) if asset.turn in _LYING else (across, down)
    sides = {"l": across, "t": down, "r": across, "b": down}
    said = "".join(f' {side}="{share}"' for side, share in sides.items() if share)
    return f"<a:srcRect{said}/>" if said else ""


def _picture(item: PictureItem, asset: Asset, number: int, frame: Frame, setting: Setting) -> str:
    holder, shown = frame.holder(item.idx), shown_as(asset) or asset
    title = f' title="{quote(item.title)}"' if item.title else ""
    named = f'<p:cNvPr id="{number}" name="{quote(item.name)}" descr="{quote(item.alt)}"{title}'
    group = ' noGrp="1"' if holder else ""
    return (
        f"<p:pic><p:nvPicPr>{f'{named}/>' if item.alt.strip() else f'{named}>{DECORATIVE}</p:cNvPr>'}"
        f'<p:cNvPicPr><a:picLocks{group} noChangeAspect="1"/></p:cNvPicPr>'
        f"{f'<p:nvPr>{holder.tag}</p:nvPr>' if holder else '<p:nvPr/>'}</p:nvPicPr>"
        f"<p:blipFill>{blip(asset, setting)}{crop(item.box, shown, cover=item.cover)}"
        "<a:stretch><a:fillRect/></a:stretch></p:blipFill>"
        f"<p:spPr>{turned(item.box, shown.turn)}{RECTANGLE}</p:spPr></p:pic>"
    )


def turned(box: Box, turn: int) -> str:
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
