"""Code: a paragraph a line in the style of code, its lines numbered by Word, so that the code is copied without the numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from igdeck.emit.docx.markup import paragraph, run
from igdeck.emit.docx.numbering import numbered
from igdeck.emit.docx.styles import band
from igdeck.emit.tabs import spaced

if TYPE_CHECKING:
    from igdeck.emit.docx.text import Setting
    from igdeck.model.page import CodeItem, CodeLine, CodeLook

#: Code of so many lines stands on one page.
_WHOLE: Final = 30


def code(item: CodeItem, setting: Setting) -> str:
    """The name of the file, and the lines; those to look at are marked, unless they are several groups for several moments."""
    label = paragraph("Code", run(item.label.text, '<w:rStyle w:val="CodeFile"/>'), "<w:keepNext/>") if item.label else ""
    marked = frozenset(item.marks[0]) if len(item.marks) == 1 else frozenset()
    instance = setting.lists.lines(item.numbers.first) if item.numbers else 0
    number = numbered(instance, 0) if instance else ""
    ground, last = band(setting.paper), len(item.lines) - 1
    whole = last < _WHOLE
    lines = [
        _line(line, ("<w:keepNext/>" if whole and at < last else "") + number + (ground if at in marked else ""))
        for at, line in enumerate(item.lines)
    ]
    return label + "".join(lines)


def _line(line: CodeLine, more: str) -> str:
    """A line. All lines are of one style, as Word leaves out the space between paragraphs of one style alone."""
    return paragraph("Code", "".join([_letters(text, look) for text, look in spaced(line) if text]), more)


def _letters(text: str, look: CodeLook) -> str:
    return run(text, f'<w:rStyle w:val="Code{look.title()}"/>' if look else "")
