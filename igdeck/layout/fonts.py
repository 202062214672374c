"""What is said of fonts and scripts whose widths were not known: once a family and once a script, however long the deck."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, assert_never

from igdeck.layout.scripts import script_of
from igdeck.layout.shaping import harfbuzz
from igdeck.model.diagnostics import note, warning
from igdeck.model.page import BandItem, CodeItem, FieldItem, PictureItem, TableItem, TextItem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from igdeck.layout.metrics import Estimate, FontBook
    from igdeck.model.diagnostics import Diagnostic
    from igdeck.model.page import Item, Pages

__all__ = ["about_fonts"]

_EXTRA: Final = "install igdeck[shaping], which measures font files"
_FOLDER: Final = "put its font file into the folder “fonts” of the template"
_KNOWN: Final = "choose a family of known widths: Arial, Calibri, Cambria, Times New Roman, Courier New"


def about_fonts(book: FontBook, pages: Pages) -> Iterator[Diagnostic]:
    """A note for each family that was measured by another, a warning for each script that was not shaped, at its first slide."""
    for estimate in book.estimates():
        yield _about_family(estimate)
    for script in book.guessed():
        yield _about_script(script, _first_line(script, pages))


def _about_family(estimate: Estimate) -> Diagnostic:
    wider = f", {estimate.widening - 1:.0%} wider" if estimate.widening > 1 else ""
    message = f"the widths of the font “{estimate.family}” are not known: it is measured as {estimate.by}{wider}"
    return note("font-estimated", message, _family_hint(has_file=estimate.has_file))


def _family_hint(*, has_file: bool) -> str:
    if harfbuzz() is not None:
        return f"the font file of the template cannot be read: replace it, or {_KNOWN}" if has_file else f"{_FOLDER}, or {_KNOWN}"
    return _EXTRA if has_file else f"{_EXTRA}, and {_FOLDER}; or {_KNOWN}"


def _about_script(script: str, line: int) -> Diagnostic:
    message = (
        f"text in {script} script is measured by a guess, as its letters change with those beside them: lines may end elsewhere"
    )
    hint = f"put a font file with this script into the folder “fonts” of the template{'' if harfbuzz() else f', and {_EXTRA}'}"
    return warning("script-estimated", message, hint, line=line)


def _first_line(script: str, pages: Pages) -> int:
    """The first line of the first slide with words in a script; 0 if they stand nowhere any more."""
    for page in pages.pages:
        if any(script_of(char) == script for item in page.items for words in _words(item) for char in words):
            return page.first_line
    return 0


def _words(item: Item) -> Iterator[str]:
    match item:
        case TextItem():
            yield from (run.text for paragraph in item.paragraphs for run in paragraph.runs)
        case BandItem():
            return
        case CodeItem():
            yield item.label.text if item.label else ""
            yield from (line.text for line in item.lines)
        case TableItem():
            yield from (run.text for row in ((item.caption,), item.header, *item.rows) for cell in row for run in cell)
        case PictureItem():
            yield item.label
        case FieldItem():
            yield item.text
        case _:
            assert_never(item)
