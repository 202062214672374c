"""Handouts as Word documents, made to be edited: pictures of slides with notes or lines, or an outline that flows.

1. `paper` says what the template's colours are on paper, `styles` and `numbering` make Word's own styles and lists of it.
2. `slides` writes pages with pictures of slides, `flow` the outline, whose parts are drawn by the module of their name:
   `text` and `footnotes`, `code`, `table`, `picture`.
3. `document` puts it all into a package, on the paper that `sheet` sets up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from igdeck.emit.docx.document import write_document
from igdeck.emit.docx.flow import flowing
from igdeck.emit.docx.footnotes import Footnotes
from igdeck.emit.docx.links import Links, Media, bookmark_names
from igdeck.emit.docx.numbering import Lists
from igdeck.emit.docx.paper import on_paper
from igdeck.emit.docx.sheet import make_sheet
from igdeck.emit.docx.slides import below, beside, picture_size
from igdeck.emit.docx.styles import BESIDE, FLOWING, styles_part
from igdeck.emit.docx.text import Setting
from igdeck.emit.language import Language
from igdeck.model.diagnostics import IgdeckError, error
from igdeck.model.geometry import EMU_PER_INCH
from igdeck.model.handout import DOCUMENTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from igdeck.emit.docx.sheet import Sheet
    from igdeck.model.diagnostics import Diagnostic
    from igdeck.model.page import Pages
    from igdeck.model.theme import Theme

__all__ = ["handout_docx", "picture_width"]

#: What a printer shows of a picture: so many dots an inch. No picture of a slide is wider than so many.
_DOTS: Final = 240
_WIDEST: Final = 1100


def handout_docx(pages: Pages, theme: Theme, pictures: Sequence[bytes]) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """The deck as a document in the layout of `pages.handout`. `pictures` are PNGs of the pages, in order; an outline needs none.

    Raises `IgdeckError`: `handout-layout` for a layout that documents have not, `picture-unreadable` for a file that is gone.
    """
    layout = pages.handout.layout
    if layout not in DOCUMENTS:
        message = f"a Word document has no layout “{layout}”"
        raise IgdeckError(error("handout-layout", message, f"there are: {', '.join(DOCUMENTS)}; a PDF has all layouts"))
    sheet, flows, setting = make_sheet(pages.handout), layout == "outline", _setting(pages, theme)
    body = "".join(_body(pages, pictures, setting, sheet))
    right = pages.dir == "rtl"
    styles = styles_part(setting.paper, setting.language, flowing=flows, room=sheet.room, right_to_left=right)
    return write_document(pages, body, styles, setting), ()


def picture_width(pages: Pages, theme: Theme) -> int:
    """How many pixels wide a picture of a slide needs to be, as large as it is drawn."""
    width, _ = picture_size(theme, make_sheet(pages.handout), pages.handout.layout)
    return min(-(-width * _DOTS // EMU_PER_INCH), _WIDEST)


def _setting(pages: Pages, theme: Theme) -> Setting:
    """What the words of the document are set with."""
    paper, language = on_paper(theme, gray=pages.handout.gray), Language(pages.lang)
    links = Links(bookmark_names(pages.pages), Media())
    base = FLOWING if pages.handout.layout == "outline" else BESIDE
    return Setting(paper, language, links, Lists(), Footnotes(links.beside()), base, pages.dir)


def _body(pages: Pages, pictures: Sequence[bytes], setting: Setting, sheet: Sheet) -> Iterator[str]:
    match pages.handout.layout:
        case "outline":
            return flowing(pages, setting, sheet)
        case "1":
            return below(pages, pictures, setting, sheet)
        case layout:
            return beside(pages, pictures, setting, sheet, lined=layout == "3")
