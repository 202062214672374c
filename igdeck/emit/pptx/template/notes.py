"""The masters of notes pages and handouts, laid out as PowerPoint's own are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from igdeck.emit.pptx.fields import field
from igdeck.emit.pptx.frame import place
from igdeck.emit.pptx.parts import TREE
from igdeck.emit.pptx.shapes import RECTANGLE
from igdeck.emit.pptx.template.holders import ENGLISH
from igdeck.emit.pptx.template.master import COLOUR_MAP, background
from igdeck.model.geometry import Box
from igdeck.ooxml.markup import HEAD, NAMESPACES

if TYPE_CHECKING:
    from igdeck.model.theme import Theme

#: The corners of an upright page of 7.5 by 10 inches, where header, date, footer and number stand.
_CORNERS: Final = {
    "hdr": Box(0, 0, 2_971_800, 458_788),
    "dt": Box(3_884_613, 0, 2_971_800, 458_788),
    "ftr": Box(0, 8_685_213, 2_971_800, 458_787),
    "sldNum": Box(3_884_613, 8_685_213, 2_971_800, 458_787),
}
_NAMES: Final = {
    "hdr": "Header Placeholder",
    "dt": "Date Placeholder",
    "ftr": "Footer Placeholder",
    "sldNum": "Slide Number Placeholder",
    "body": "Notes Placeholder",
}
#: The picture of the slide on a notes page fits this box; the notes stand below.
_IMAGE: Final = Box(685_800, 1_143_000, 5_486_400, 3_086_100)
_NOTES: Final = Box(685_800, 4_400_550, 5_486_400, 3_600_450)
_LEVELS: Final = range(9)


def notes_master_part(theme: Theme) -> str:
    """The notes master."""
    corners = [_corner(kind, number, idx) for number, (kind, idx) in enumerate((("hdr", 0), ("dt", 1)), 2)]
    image = _IMAGE.contain(theme.width, theme.height)
    slide = (
        '<p:sp><p:nvSpPr><p:cNvPr id="4" name="Slide Image Placeholder 3"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" '
        'noChangeAspect="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr>'
        f'<p:spPr>{place(image)}{RECTANGLE}<a:noFill/><a:ln w="12700"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill></a:ln>'
        "</p:spPr></p:sp>"
    )
    words = f"<a:p><a:r><a:rPr {ENGLISH}/><a:t>Click to edit Master text styles</a:t></a:r></a:p>"
    notes = _shape("body", 5, 3, _NOTES, f"<a:bodyPr/><a:lstStyle/>{words}")
    rest = [_corner(kind, number, idx) for number, (kind, idx) in enumerate((("ftr", 4), ("sldNum", 5)), 6)]
    tree = "".join([*corners, slide, notes, *rest])
    return (
        f"{HEAD}<p:notesMaster {NAMESPACES}><p:cSld>{background('lt1')}<p:spTree>{TREE}{tree}</p:spTree></p:cSld>"
        f"{COLOUR_MAP}<p:notesStyle>{_notes_levels()}</p:notesStyle></p:notesMaster>"
    )


def handout_master_part() -> str:
    """The handout master."""
    kinds = (("hdr", 0), ("dt", 1), ("ftr", 2), ("sldNum", 3))
    corners = "".join(_corner(kind, number, idx) for number, (kind, idx) in enumerate(kinds, 2))
    return (
        f"{HEAD}<p:handoutMaster {NAMESPACES}><p:cSld>{background('lt1')}<p:spTree>{TREE}{corners}</p:spTree></p:cSld>"
        f"{COLOUR_MAP}</p:handoutMaster>"
    )


def _corner(kind: str, number: int, idx: int) -> str:
    align = "r" if kind in ("dt", "sldNum") else "l"
    anchor = "b" if kind in ("ftr", "sldNum") else "t"
    content = {"dt": field("datetimeFigureOut", "1/1/1980", ENGLISH), "sldNum": field("slidenum", "‹#›", ENGLISH)}.get(kind, "")
    body = (
        f'<a:bodyPr anchor="{anchor}"/><a:lstStyle><a:lvl1pPr algn="{align}"><a:defRPr sz="1200"/></a:lvl1pPr></a:lstStyle>'
        f"<a:p>{content}<a:endParaRPr {ENGLISH}/></a:p>"
    )
    return _shape(kind, number, idx, _CORNERS[kind], body)


def _shape(kind: str, number: int, idx: int, box: Box, body: str) -> str:
    size = "" if kind == "dt" else ' sz="quarter"'
    where = f' idx="{idx}"' if idx else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{_NAMES[kind]} {number - 1}"/><p:cNvSpPr><a:spLocks noGrp="1"/>'
        f'</p:cNvSpPr><p:nvPr><p:ph type="{kind}"{size}{where}/></p:nvPr></p:nvSpPr><p:spPr>{place(box)}{RECTANGLE}</p:spPr>'
        f"<p:txBody>{body}</p:txBody></p:sp>"
    )


def _notes_levels() -> str:
    return "".join(
        f'<a:lvl{at + 1}pPr marL="{at * 457_200}" algn="l" defTabSz="914400" rtl="0" eaLnBrk="1" latinLnBrk="0" hangingPunct="0">'
        '<a:defRPr sz="1200" kern="1200"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill><a:latin typeface="+mn-lt"/>'
        f'<a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/></a:defRPr></a:lvl{at + 1}pPr>'
        for at in _LEVELS
    )
