"""The sheet: paper, margins, and what stands in them on every page. Lengths are twips unless something else is said."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any, Final

from igdeck.emit.docx.markup import EMU_PER_TWIP, NAMESPACES, field, run, twips
from igdeck.emit.docx.picture import file_picture, within
from igdeck.model.geometry import from_points
from igdeck.model.value import frozen

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section

    from igdeck.emit.docx.links import Links
    from igdeck.model.handout import Handout

#: How high a logo is at most, and how wide, in EMU.
_LOGO: Final = (from_points(160), from_points(22))
#: How wide a letter in the margins is, or somewhat less, in twips; and how many the logo takes the place of.
_LETTER: Final = 85
_LOGO_LETTERS: Final = 20
#: The height of a line in the margin.
_LINE: Final = 240
#: No margin is so narrow that text is not set in it.
_LEAST: Final = 1440


@frozen
class Sheet:
    """What a page has room for: the width and the height of its text; and how slides and pictures stand there."""

    room: int
    height: int
    borders: bool
    gray: bool


def make_sheet(handout: Handout) -> Sheet:
    """The sheet of a handout."""
    width, height = handout.size
    margins = handout.margins
    room = twips(width - margins.left - margins.right)
    return Sheet(max(room, _LEAST), max(twips(height - margins.top - margins.bottom), _LEAST), handout.borders, handout.gray)


def set_up(document: Document, handout: Handout, links: Links, *, right_to_left: bool) -> None:
    """Give the document its paper and margins, and write into them; `links` are those of the header."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Emu

    section = document.sections[0]
    width, height = handout.size
    section.orientation = WD_ORIENT.LANDSCAPE if handout.landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Emu(width), Emu(height)
    margins = handout.margins
    section.left_margin, section.top_margin = Emu(margins.left), Emu(margins.top)
    section.right_margin, section.bottom_margin = Emu(margins.right), Emu(margins.bottom)
    section.header_distance = Emu(max(margins.top // 2 - from_points(6), 0))
    section.footer_distance = Emu(max(margins.bottom // 2 - from_points(6), 0))
    _write(section, handout, links, "<w:bidi/>" if right_to_left else "")


def _write(section: Section, handout: Handout, links: Links, direction: str) -> None:
    """Header and footer. Where there is nothing to say there is none."""
    over = _logo(handout, links) + (run(handout.header) if handout.header else "")
    dated = run(handout.date) if handout.date else ""
    fits = len(handout.header) + len(handout.date) + (_LOGO_LETTERS if handout.logo else 0) < make_sheet(handout).room / _LETTER
    if over or dated:
        _fill(section.header, over, dated, direction, apart=not fits)
    below = run(handout.footer) if handout.footer else ""
    counted = field("PAGE", "1") + run(" / ") + field("NUMPAGES", "1") if handout.number else ""
    if below or counted:
        _fill(section.footer, below, counted, direction)


def _fill(margin: Any, start: str, end: str, direction: str, *, apart: bool = False) -> None:
    """Words at the start of the line and at its end, or at that of one below it, in a header or footer of python-docx."""
    from docx.oxml import parse_xml

    margin.is_linked_to_previous = False
    paragraph = margin.paragraphs[0]._p  # noqa: SLF001 (where its elements are)
    tab = "<w:r><w:tab/></w:r>" if end else ""
    made = parse_xml(f"<w:p {NAMESPACES}><w:pPr>{direction}</w:pPr>{start}{'' if apart else tab + end}</w:p>")
    said, *words = made
    for child in said:
        paragraph.get_or_add_pPr().append(child)
    if apart and end:
        below = deepcopy(paragraph)
        below.extend(parse_xml(f"<w:p {NAMESPACES}>{tab}{end}</w:p>"))
        paragraph.addnext(below)
    for child in words:
        paragraph.append(child)


def _logo(handout: Handout, links: Links) -> str:
    """The logo, before the words of the header; it says nothing that they do not."""
    if handout.logo is None:
        return ""
    size = within((handout.logo.width * EMU_PER_TWIP * 15, handout.logo.height * EMU_PER_TWIP * 15), _LOGO)
    shown = file_picture(handout.logo, links, size, "", gray=handout.gray)
    return shown + run("  ") if shown and handout.header else shown
