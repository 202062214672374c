"""Pictures in a line of text, described for those who do not see them. Lengths are EMU."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from igdeck.emit.assets import shown_as
from igdeck.emit.docx.markup import PIC
from igdeck.model.media import SVG
from igdeck.ooxml.drawing import DECORATIVE, vector
from igdeck.ooxml.markup import quote

if TYPE_CHECKING:
    from igdeck.emit.docx.links import Links
    from igdeck.model.geometry import Box
    from igdeck.model.inline import Asset

#: How wide a line around a picture is.
_LINE: Final = 9_525


def picture(name: str, links: Links, size: tuple[int, int], alt: str, *, inside: str = "", crop: str = "", line: str = "") -> str:
    """A run with the picture of a part, so wide and high. Without an alternative text it says that it needs none.

    `inside` is what stands in its `a:blip`, `crop` its `a:srcRect`, `line` the colour around it (six hex digits).
    """
    width, height = size
    number = links.media.drawing()
    named = f'id="{number}" name="Picture {number}"'
    told = f'<wp:docPr {named} descr="{quote(alt)}"/>' if alt else f"<wp:docPr {named}>{DECORATIVE}</wp:docPr>"
    blip = f'<a:blip r:embed="{links.picture(name)}"'
    edge = f'<a:ln w="{_LINE}"><a:solidFill><a:srgbClr val="{line}"/></a:solidFill></a:ln>' if line else ""
    around = f'<wp:effectExtent l="{_LINE}" t="{_LINE}" r="{_LINE}" b="{_LINE}"/>' if line else ""
    fill = f"{f'{blip}>{inside}</a:blip>' if inside else f'{blip}/>'}{crop}<a:stretch><a:fillRect/></a:stretch>"
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/>{around}'
        f'{told}<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic><a:graphicData uri="{PIC}"><pic:pic><pic:nvPicPr><pic:cNvPr {named}/><pic:cNvPicPr/></pic:nvPicPr>'
        f"<pic:blipFill>{fill}</pic:blipFill>"
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{edge}</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing></w:r>"
    )


def file_picture(
    asset: Asset, links: Links, size: tuple[int, int], alt: str, *, seen: Box | None = None, gray: bool = False
) -> str:  # fmt: skip
    """A run with a picture of the deck; of one that covers its box, what is `seen` there. Empty if Word shows no such files."""
    shown = shown_as(asset)
    if shown is None:
        return ""
    inside = "<a:grayscl/>" if gray else ""
    if asset.media_type == SVG and not gray:
        inside += vector(links.picture(links.media.file(asset)))
    return picture(links.media.file(shown), links, size, alt, inside=inside, crop=_crop(seen, shown))


def within(size: tuple[int, int], room: tuple[int, int]) -> tuple[int, int]:
    """A size made smaller, in its proportions, until it is in a room."""
    width, height = max(size[0], 1), max(size[1], 1)
    scale = min(room[0] / width, room[1] / height, 1.0)
    return max(round(width * scale), 1), max(round(height * scale), 1)


def _crop(box: Box | None, asset: Asset) -> str:
    if box is None:
        return ""
    across, down = (round(share * 100_000) for share in box.cropped(asset.width, asset.height))
    sides = {"l": across, "t": down, "r": across, "b": down}
    said = "".join(f' {side}="{share}"' for side, share in sides.items() if share)
    return f"<a:srcRect{said}/>" if said else ""
