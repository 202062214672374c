"""The sheet: paper, margins, and what stands in them on every page. Lengths are twips unless something else is said."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any, Final

from igdeck.emit.directions import LEFT_TO_RIGHT
from igdeck.emit.docx.markup import EMU_PER_TWIP, NAMESPACES, field, run, twips
from igdeck.emit.docx.picture import file_picture, within
from igdeck.emit.docx.text import words
from igdeck.model.geometry import from_points
from igdeck.model.page import Run
from igdeck.model.value import frozen

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section

    from igdeck.emit.docx.links import Links
    from igdeck.emit.docx.text import Setting
    from igdeck.model.handout import Handout

#: How high a logo is at most, and how wide, in EMU.
_LOGO: Final = (from_points(160), from_points(22))
#: The height of a line in the margin; of what stands there around a logo; how wide a letter is on average.
_LINE: Final = 240
_AROUND_LOGO: Final = 80
_LETTER: Final = 95
#: What parts a logo from the date: an em space and another one, and how wide they are.
_APART: Final = "\u2003 "
_BEFORE_LOGO: Final = 240
#: Scripts from here on have letters that are twice as wide.
_WIDE: Final = "\u2e80"
#: What the number of a page is like at its longest.
_NUMBER: Final = "300 / 300"
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
    """The sheet of a handout. What is higher than its margin takes from the height of the text, as in Word."""
    over, under = _above(handout), _below(handout)
    height = twips(handout.size[1]) - max(twips(handout.margins.top), over) - max(twips(handout.margins.bottom), under)
    return Sheet(_room(handout), max(height, _LEAST), handout.borders, handout.gray)


def _room(handout: Handout) -> int:
    return max(twips(handout.size[0] - handout.margins.left - handout.margins.right), _LEAST)


def _above(handout: Handout) -> int:
    """About how high the header is."""
    logo = _logo_size(handout)
    return _over(handout) + max(twips(logo[1]) + _AROUND_LOGO - _LINE, 0) if logo else _over(handout)


def _over(handout: Handout) -> int:
    """About how high the lines of the header are, without what a logo is higher than one."""
    logo = _logo_size(handout)
    return _high(handout, handout.header, _long(handout.date) + (twips(logo[0]) + _BEFORE_LOGO if logo else 0))


def _below(handout: Handout) -> int:
    """About how high the footer is."""
    return _high(handout, handout.footer, _long(_NUMBER if handout.number else ""))


def _high(handout: Handout, start: str, end: int) -> int:
    """About how high words are beside what is so long at the end, which has lines of its own where one is too short for all."""
    room, first = _room(handout), _long(start)
    return _LINE if first + end <= room else _LINE * -(-first // room + -end // room)


def _long(text: str) -> int:
    """About how long words are on a line, with the space beside them."""
    return _LETTER * sum(2 if letter >= _WIDE else 1 for letter in f"{text}  ") if text else 0


def set_up(document: Document, handout: Handout, setting: Setting) -> None:
    """Give the document its paper and margins, and write into them; the links of `setting` are those of the header."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Emu

    section = document.sections[0]
    width, height = handout.size
    section.orientation = WD_ORIENT.LANDSCAPE if handout.landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Emu(width), Emu(height)
    margins = handout.margins
    section.left_margin, section.top_margin = Emu(margins.left), Emu(margins.top)
    section.right_margin, section.bottom_margin = Emu(margins.right), Emu(margins.bottom)
    section.header_distance = Emu(max(margins.top - _above(handout) * EMU_PER_TWIP, 0) // 2)
    section.footer_distance = Emu(max(margins.bottom - _below(handout) * EMU_PER_TWIP, 0) // 2)
    _write(section, handout, setting)


def _write(section: Section, handout: Handout, setting: Setting) -> None:
    """Header and footer. Where there is nothing to say there is none."""
    direction = "<w:bidi/>" if setting.dir == "rtl" else ""
    over, end = _said(handout.header, setting), _dated(handout, setting)
    if over or end:
        _fill(section.header, over, end, direction, apart=bool(over) and _over(handout) > _LINE)
    below = _said(handout.footer, setting)
    counted = field("PAGE", "1") + run(" / ") + field("NUMPAGES", "1") if handout.number else ""
    if below or counted:
        _fill(section.footer, below, counted, direction)


def _said(text: str, setting: Setting) -> str:
    return words((Run(text),), setting)


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


def _dated(handout: Handout, setting: Setting) -> str:
    """The end of the header: the date, and the logo, which says nothing that the words do not."""
    date, logo = _said(handout.date, setting), _logo(handout, setting.links)
    ordered = run(LEFT_TO_RIGHT) + date if date and setting.dir == "rtl" else date
    return ordered + run(_APART) + logo if date and logo else ordered + logo


def _logo(handout: Handout, links: Links) -> str:
    size = _logo_size(handout)
    return file_picture(handout.logo, links, size, "", gray=handout.gray) if handout.logo and size else ""


def _logo_size(handout: Handout) -> tuple[int, int] | None:
    """How large the logo is, in EMU; None if there is none."""
    logo = handout.logo
    return within((logo.width * EMU_PER_TWIP * 15, logo.height * EMU_PER_TWIP * 15), _LOGO) if logo else None
