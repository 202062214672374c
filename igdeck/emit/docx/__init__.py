"""Handouts as Word documents, made to be edited: pictures of slides with notes or lines, or an outline that flows.

1. `paper` says what the template's colours are on paper, `styles` and `numbering` make Word's own styles and lists of it.
2. `slides` writes pages with pictures of slides, `flow` the outline, whose parts are drawn by the module of their name:
   `text` and `footnotes`, `code`, `table`, `picture`.
3. `document` puts it all into a package, on the paper that `sheet` sets up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from igdeck.model.diagnostics import IgdeckError, error
from igdeck.model.handout import DOCUMENTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from igdeck.model.diagnostics import Diagnostic
    from igdeck.model.page import Pages
    from igdeck.model.theme import Theme

__all__ = ["handout_docx"]


def handout_docx(pages: Pages, theme: Theme, pictures: Sequence[bytes]) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """The deck as a document in the layout of `pages.handout`. `pictures` are PNGs of the pages, in order; an outline needs none.

    Raises `IgdeckError`: `handout-layout` for a layout that documents have not, `picture-unreadable` for a file that is gone.
    """
    from igdeck.emit.docx.document import write_document
    from igdeck.emit.docx.flow import flowing
    from igdeck.emit.docx.footnotes import Footnotes
    from igdeck.emit.docx.links import Links, Media, bookmark_names
    from igdeck.emit.docx.numbering import Lists
    from igdeck.emit.docx.paper import on_paper
    from igdeck.emit.docx.sheet import make_sheet
    from igdeck.emit.docx.slides import below, beside
    from igdeck.emit.docx.styles import BESIDE, FLOWING, styles_part
    from igdeck.emit.docx.text import Setting
    from igdeck.emit.language import Language

    layout = pages.handout.layout
    if layout not in DOCUMENTS:
        message = f"a Word document has no layout “{layout}”"
        raise IgdeckError(error("handout-layout", message, f"there are: {', '.join(DOCUMENTS)}; a PDF has all layouts"))
    paper, sheet, flows = on_paper(theme, gray=pages.handout.gray), make_sheet(pages.handout), layout == "outline"
    links = Links(bookmark_names(pages.pages), Media())
    notes, lists, language = Footnotes(links.beside()), Lists(), Language(pages.lang)
    setting = Setting(paper, language, links, lists, notes, FLOWING if flows else BESIDE, pages.dir)
    match layout:
        case "outline":
            body = flowing(pages, setting, sheet)
        case "1":
            body = below(pages, pictures, setting, sheet)
        case _:
            body = beside(pages, pictures, setting, sheet, lined=layout == "3")
    drawn = "".join(body)
    styles = styles_part(paper, language, flowing=flows, room=sheet.room, right_to_left=pages.dir == "rtl")
    return write_document(pages, drawn, styles, setting), ()
