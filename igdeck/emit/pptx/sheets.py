"""The masters of notes pages and handouts: what PowerPoint prints stands where it does on igdeck's own handouts.

They belong to a deck and not to its template, as PowerPoint keeps the words of a handout's header and foot in the master.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from igdeck.emit import sheets
from igdeck.emit.assets import shown_as
from igdeck.emit.pptx.fields import field
from igdeck.emit.pptx.frame import place
from igdeck.emit.pptx.parts import HANDOUT_MASTER, NOTES_MASTER, PML, TREE
from igdeck.emit.pptx.picture import blip, turned
from igdeck.emit.pptx.shapes import RECTANGLE
from igdeck.emit.pptx.style import fill, hundredths, thousandths
from igdeck.emit.pptx.template.holders import ENGLISH
from igdeck.emit.pptx.template.master import COLOUR_MAP, background
from igdeck.model.geometry import Box, from_points
from igdeck.model.handout import Handout
from igdeck.model.value import replace
from igdeck.ooxml.drawing import DECORATIVE
from igdeck.ooxml.looks import HANDOUTS, NOTES, look_of
from igdeck.ooxml.markup import HEAD, NAMESPACES, R, escape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from typing import TypeAlias

    from igdeck.emit.pptx.text import Setting
    from igdeck.model.handout import HandoutLayout
    from igdeck.model.inline import Asset
    from igdeck.model.page import Pages
    from igdeck.model.theme import Theme
    from igdeck.ooxml.looks import Look
    from igdeck.ooxml.package import Package

    #: What draws a shape of the number that it is given.
    Shape: TypeAlias = Callable[[int], str]

#: The kinds of placeholders around a sheet with their names; and their `idx` on notes pages, by which those of a page are found.
NAMES: Final = {
    "hdr": "Header Placeholder",
    "dt": "Date Placeholder",
    "ftr": "Footer Placeholder",
    "sldNum": "Slide Number Placeholder",
}
CORNERS: Final = {"hdr": 0, "dt": 1, "ftr": 4, "sldNum": 5}
_LEVELS: Final = range(9)
#: The strong start of the rule below the header, as wide and as tall as in the PDF.
_START: Final = (from_points(34), from_points(1.7))
_HAIRLINE: Final = 6_350
#: How wide a letter of the header is, or somewhat less.
_LETTER: Final = from_points(5)
#: Words that keep in the background, of a contrast of 5.9 to 1 if text is black.
_GREY: Final = '<a:solidFill><a:schemeClr val="tx1"><a:lumMod val="65000"/><a:lumOff val="35000"/></a:schemeClr></a:solidFill>'
_RULE: Final = '<a:solidFill><a:schemeClr val="tx1"><a:lumMod val="25000"/><a:lumOff val="75000"/></a:schemeClr></a:solidFill>'
#: How the words of a corner are set: the deck's title is larger than the others, in the font of titles.
_QUIET: Final = f'sz="{hundredths(sheets.SMALL)}">{_GREY}<a:latin typeface="+mn-lt"/>'
_TITLE: Final = '<a:solidFill><a:schemeClr val="tx2"/></a:solidFill><a:latin typeface="+mj-lt"/>'
_LOOKS: Final = {"hdr": f'sz="{hundredths(sheets.TITLE)}" b="1">{_TITLE}'}
#: What PowerPoint calls a layout of handouts (`ST_PrintWhat`, ECMA-376 part 1, 19.7.13).
_PRINTED: Final[Mapping[HandoutLayout, str]] = {"notes": "notes", "outline": "outline", "slides": "slides"}


def add_masters(package: Package, pages: Pages, theme: Theme, setting: Setting) -> tuple[Look, ...]:
    """Both masters, each with the theme part that the template has for it. Returns their looks, for the stamps."""
    looks = []
    for made, name, number, draw in ((NOTES, NOTES_MASTER, 2, _notes_master), (HANDOUTS, HANDOUT_MASTER, 3, _handout_master)):
        links = setting.links.beside()
        xml = draw(pages.handout, theme, replace(setting, links=links))
        looks.append(look_of(made, "", xml.encode(), links.targets))
        links.rels.add(f"{R}/theme", f"../theme/theme{number}.xml")
        kind = name.partition("/")[2].removesuffix("1.xml")
        package.add(f"ppt/{name}", f"{PML}.{kind}+xml", xml, links.rels)
    return tuple(looks)


def corner_words(handout: Handout, speech: str, number: str = "") -> dict[str, str]:
    """The paragraphs in the corners of a sheet, by the kind of placeholder; without a number the master's own sign stands."""
    texts = {"hdr": handout.header, "dt": handout.date, "ftr": handout.footer}
    words = {kind: f"<a:p>{_run(text, speech)}</a:p>" for kind, text in texts.items() if text}
    shown = {"sldNum": f"<a:p>{field('slidenum', number or '‹#›', speech)}</a:p>"} if handout.number else {}
    return words | shown


def print_settings(handout: Handout) -> str:
    """What PowerPoint's print dialogue starts with: nothing special, unless the deck asks for a handout of another kind."""
    usual = Handout()
    if (handout.layout, handout.gray, handout.borders, handout.hidden) == (usual.layout, usual.gray, usual.borders, usual.hidden):
        return ""
    what = _PRINTED.get(handout.layout, f"handouts{handout.layout}")
    mode = ' clrMode="gray"' if handout.gray else ""
    hidden, framed = int(handout.hidden), int(handout.borders)
    return f'<p:prnPr prnWhat="{what}"{mode} hiddenSlides="{hidden}" frameSlides="{framed}"/>'


# The masters -------------------------------------------------------------------------------------------------------


def _notes_master(handout: Handout, theme: Theme, setting: Setting) -> str:
    corners = _corners(handout, setting, CORNERS)
    words = f"<a:p><a:r><a:rPr {ENGLISH}/><a:t>Click to edit Master text styles</a:t></a:r></a:p>"
    # The levels stand in the placeholder too: LibreOffice looks for them there alone.
    body = '<a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0"/><a:lstStyle>' + _notes_levels(rtl=theme.rtl) + "</a:lstStyle>" + words
    notes = partial(_shape, kind="body", name="Notes Placeholder", idx=3, box=sheets.notes_of(handout, theme), body=body)
    slide = partial(_slide_image, handout=handout, theme=theme)
    shapes: list[Shape] = [*_furniture(handout, setting), *corners[:2], slide, notes, *corners[2:]]
    return (
        f"{HEAD}<p:notesMaster {NAMESPACES}><p:cSld>{background('lt1')}<p:spTree>{TREE}{_numbered(shapes)}</p:spTree></p:cSld>"
        f"{COLOUR_MAP}{_shown(handout)}<p:notesStyle>{_notes_levels(rtl=theme.rtl)}</p:notesStyle></p:notesMaster>"
    )


def _handout_master(handout: Handout, _: Theme, setting: Setting) -> str:
    shapes = [*_furniture(handout, setting), *_corners(handout, setting, {kind: at for at, kind in enumerate(CORNERS)})]
    return (
        f"{HEAD}<p:handoutMaster {NAMESPACES}><p:cSld>{background('lt1')}<p:spTree>{TREE}{_numbered(shapes)}</p:spTree></p:cSld>"
        f"{COLOUR_MAP}{_shown(handout)}</p:handoutMaster>"
    )


def _numbered(shapes: Sequence[Shape]) -> str:
    return "".join(shape(number) for number, shape in enumerate(shapes, 2))


def _shown(handout: Handout) -> str:
    """Which of the corners are on when somebody adds a page; those that are on is what the schema takes for granted."""
    words = corner_words(handout, "")
    off = "".join(f' {kind}="0"' for kind in ("sldNum", "hdr", "ftr", "dt") if kind not in words)
    return f"<p:hf{off}/>" if off else ""


def _corners(handout: Handout, setting: Setting, numbers: Mapping[str, int]) -> list[Shape]:
    """The four placeholders; those without words are there too, as PowerPoint wants them."""
    words = corner_words(handout, setting.language.plain)
    return [_corner(kind, idx, words.get(kind, ""), handout, setting) for kind, idx in numbers.items()]


def _corner(kind: str, idx: int, words: str, handout: Handout, setting: Setting) -> Shape:
    rtl = setting.dir == "rtl"
    above, right = kind in ("hdr", "dt"), (kind in ("dt", "sldNum")) != rtl
    look = f"<a:defRPr {_LOOKS.get(kind, _QUIET)}</a:defRPr>"
    level = f'<a:lstStyle><a:lvl1pPr algn="{"r" if right else "l"}">{look}</a:lvl1pPr></a:lstStyle>'
    insets = f'lIns="0" tIns="0" rIns="0" bIns="{from_points(sheets.ABOVE_RULE) if above else 0}"'
    body = f'<a:bodyPr {insets} anchor="{"b" if above else "t"}"/>{level}'
    empty = f"<a:p><a:endParaRPr {ENGLISH}/></a:p>"
    box = _half(kind, handout, right=right, rtl=rtl)
    return partial(_shape, kind=kind, name=NAMES[kind], idx=idx, box=box, body=f"{body}{words or empty}")


def _half(kind: str, handout: Handout, *, right: bool, rtl: bool) -> Box:
    """One half of the header's or the foot's room, three quarters for long words; a logo takes its part at the header's end."""
    line = sheets.header(handout) if kind in ("hdr", "dt") else sheets.foot(handout)
    if handout.logo and kind in ("hdr", "dt"):
        taken = sheets.logo(handout, handout.logo, rtl=rtl).width + from_points(sheets.BEFORE_LOGO)
        line = Box(line.x + (taken if rtl else 0), line.y, line.width - taken, line.height)
    words, half = handout.header if kind in ("hdr", "dt") else handout.footer, line.width // 2
    long = half + half // 2 if len(words) * _LETTER > half else half
    width = long if kind in ("hdr", "ftr") else 2 * half - long
    return Box(line.right - width if right else line.x, line.y, width, line.height)


def _shape(number: int, *, kind: str, name: str, idx: int, box: Box, body: str) -> str:
    """A placeholder."""
    size = "" if kind == "dt" else ' sz="quarter"'
    where = f' idx="{idx}"' if idx else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name} {number - 1}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="{kind}"{size}{where}/></p:nvPr></p:nvSpPr><p:spPr>{place(box)}{RECTANGLE}</p:spPr>'
        f"<p:txBody>{body}</p:txBody></p:sp>"
    )


def _slide_image(number: int, handout: Handout, theme: Theme) -> str:
    line = f'<a:ln w="{_HAIRLINE}">{_RULE}</a:ln>' if handout.borders else "<a:ln><a:noFill/></a:ln>"
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="Slide Image Placeholder {number - 1}"/><p:cNvSpPr>'
        '<a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr>'
        f"<p:spPr>{place(sheets.slide_with_notes(handout, theme))}{RECTANGLE}<a:noFill/>{line}</p:spPr></p:sp>"
    )


def _furniture(handout: Handout, setting: Setting) -> Iterator[Shape]:
    """What is drawn on every sheet: the rule below the header with its strong start, and the logo."""
    line = sheets.header(handout)
    yield partial(_rule, line=line)
    start = line.right - _START[0] if setting.dir == "rtl" else line.x
    yield partial(_rule_start, box=Box(start, line.bottom - _START[1], *_START))
    if handout.logo and shown_as(handout.logo):
        yield partial(_logo, logo=handout.logo, handout=handout, setting=setting)


def _rule(number: int, line: Box) -> str:
    return (
        f'<p:cxnSp><p:nvCxnSpPr><p:cNvPr id="{number}" name="Rule {number - 1}" descr="">{DECORATIVE}</p:cNvPr><p:cNvCxnSpPr/>'
        f'<p:nvPr userDrawn="1"/></p:nvCxnSpPr><p:spPr>{place(Box(line.x, line.bottom, line.width, 0))}'
        f'<a:prstGeom prst="line"><a:avLst/></a:prstGeom><a:ln w="{_HAIRLINE}">{_RULE}</a:ln></p:spPr></p:cxnSp>'
    )


def _rule_start(number: int, box: Box) -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="Rule {number - 1}" descr="">{DECORATIVE}</p:cNvPr><p:cNvSpPr/>'
        f'<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{place(box)}{RECTANGLE}{fill("accent2")}<a:ln><a:noFill/></a:ln></p:spPr>'
        "</p:sp>"
    )


def _logo(number: int, logo: Asset, handout: Handout, setting: Setting) -> str:
    where = turned(sheets.logo(handout, logo, rtl=setting.dir == "rtl"), logo.turn)
    return (
        f'<p:pic><p:nvPicPr><p:cNvPr id="{number}" name="Logo {number - 1}" descr="">{DECORATIVE}</p:cNvPr>'
        '<p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr userDrawn="1"/></p:nvPicPr>'
        f"<p:blipFill>{blip(logo, setting)}<a:stretch><a:fillRect/></a:stretch></p:blipFill>"
        f"<p:spPr>{where}{RECTANGLE}</p:spPr></p:pic>"
    )


def _run(text: str, speech: str) -> str:
    return f"<a:r><a:rPr {speech}/><a:t>{escape(text)}</a:t></a:r>"


def _notes_levels(*, rtl: bool) -> str:
    size, side = hundredths(sheets.NOTES), "r" if rtl else "l"
    line, above = thousandths(sheets.NOTES_LINE), hundredths(sheets.NOTES_ABOVE)
    spaced = f'<a:lnSpc><a:spcPct val="{line}"/></a:lnSpc><a:spcBef><a:spcPts val="{above}"/></a:spcBef>'
    return "".join(
        f'<a:lvl{at + 1}pPr marL="{at * 457_200}" algn="{side}" defTabSz="914400" rtl="{rtl:d}" eaLnBrk="1" latinLnBrk="0" '
        f'hangingPunct="0">{spaced}'
        f'<a:defRPr sz="{size}" kern="1200"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill><a:latin typeface="+mn-lt"/>'
        f'<a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/></a:defRPr></a:lvl{at + 1}pPr>'
        for at in _LEVELS
    )
