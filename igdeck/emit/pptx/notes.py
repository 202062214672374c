"""Speaker notes as notes pages: the slide's picture, the words below it, the number at the foot, as PowerPoint makes them.

The notes master has no bullets, so each item of a list has its own, at PowerPoint's distances.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from igdeck.emit import sheets
from igdeck.emit.directions import runs_rtl
from igdeck.emit.pptx.parts import NOTES_MASTER, PML, TREE
from igdeck.emit.pptx.sheets import CORNERS, NAMES, corner_words
from igdeck.emit.pptx.text import PLAIN, Alignment, Numbering, box, runs
from igdeck.model.value import replace
from igdeck.ooxml.markup import HEAD, NAMESPACES, R, legal

if TYPE_CHECKING:
    from igdeck.emit.pptx.text import Setting
    from igdeck.model.handout import Handout
    from igdeck.model.page import Page, PageParagraph
    from igdeck.ooxml.package import Package

#: The size of notes in points, as in the notes master.
_SIZE: Final = sheets.NOTES
#: How far each level stands further in, and how far a bullet and a number hang before their text, in EMU.
_LEVEL: Final = 457_200
_HANGING: Final = {"bullet": 171_450, "number": 228_600}
_BULLET: Final = '<a:buFont typeface="Arial" panose="020B0604020202020204" pitchFamily="34" charset="0"/><a:buChar char="•"/>'
_IMAGE: Final = (
    '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide Image Placeholder 1"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" '
    'noChangeAspect="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldImg"/></p:nvPr></p:nvSpPr><p:spPr/></p:sp>'
)


def add_notes(package: Package, number: int, page: Page, setting: Setting, handout: Handout) -> str:
    """A notes page for the slide of this number, related both ways. Returns its words, as `signature` wants them."""
    links = setting.links.beside()
    links.rels.add(f"{R}/notesMaster", f"../{NOTES_MASTER}")
    links.rels.add(f"{R}/slide", f"../slides/slide{number}.xml")
    setting.links.rels.add(f"{R}/notesSlide", f"../notesSlides/notesSlide{number}.xml")
    xml = _page(page, replace(setting, links=links), handout)
    package.add(f"ppt/notesSlides/notesSlide{number}.xml", f"{PML}.notesSlide+xml", xml, links.rels)
    return legal("\n".join("".join(run.text for run in said.runs) for said in page.notes))


def _page(page: Page, setting: Setting, handout: Handout) -> str:
    numbering = Numbering()
    words = "".join(_paragraph(said, numbering.mark(said), setting) for said in page.notes)
    shapes = _holder(3, "Notes Placeholder 2", 'type="body" idx="1"', words)
    corners = corner_words(handout, setting.language.plain, str(page.number))
    shapes += "".join(_corner(at, kind, said) for at, (kind, said) in enumerate(corners.items(), 4))
    return (
        f"{HEAD}<p:notes {NAMESPACES}><p:cSld><p:spTree>{TREE}{_IMAGE}{shapes}"
        "</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>"
    )


def _corner(number: int, kind: str, words: str) -> str:
    size = "" if kind == "dt" else ' sz="quarter"'
    where = f' idx="{CORNERS[kind]}"' if CORNERS[kind] else ""
    return _holder(number, f"{NAMES[kind]} {number - 1}", f'type="{kind}"{size}{where}', words)


def _holder(number: int, name: str, kind: str, words: str) -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>'
        f"<p:ph {kind}/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>{words}</p:txBody></p:sp>"
    )


def _paragraph(said: PageParagraph, number: str, setting: Setting) -> str:
    """A paragraph; what goes on in an item stands where the item's text does."""
    hanging = _HANGING.get(said.kind, 0)
    left = said.level * _LEVEL + (hanging or (_HANGING["bullet"] if said.kind == "more" else 0))
    depth = f' lvl="{said.level}"' if said.level else ""
    stands = Alignment(around=setting.theme.rtl).said(rtl=runs_rtl(said.runs, said.dir, setting.dir))
    margins = f' marL="{left}" indent="{-hanging}"' if left else ""
    mark = number or box(said.mark) or (_BULLET if said.kind == "bullet" else "")
    words = runs(said.runs, PLAIN, _SIZE, setting)
    end = "" if words else f"<a:endParaRPr {setting.language.plain}/>"
    order = f"{margins}{depth}{stands}"
    properties = f"<a:pPr{order}>{mark}</a:pPr>" if mark else f"<a:pPr{order}/>" if order else ""
    return f"<a:p>{properties}{words}{end}</a:p>"
