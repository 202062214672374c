"""Code by its rows, and with spaces for its tabs, for what has no tabs of four letters.

PowerPoint's tabs are lengths, so they would no longer be four letters once the code is set larger or smaller; LibreOffice takes
an inch whatever a style says; typst has none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from igdeck.model.page import CodeLine, CodeLook

#: A tab in code leads to the next multiple of so many letters.
TAB: Final = 4


def spaced(line: CodeLine) -> Iterator[tuple[str, CodeLook]]:
    """The runs of a line with their looks, as many spaces for each tab as it takes up where it stands."""
    before = ""
    for run in line.runs:
        yield (before + run.text).expandtabs(TAB)[len(before.expandtabs(TAB)) :], run.look
        before += run.text


def rows(line: CodeLine) -> list[list[tuple[str, CodeLook]]]:
    """The runs of a line, spaces for tabs, by its rows."""
    made: list[list[tuple[str, CodeLook]]] = [[]]
    breaks, at = [*line.breaks], 0
    for run, look in spaced(line):
        text = run
        while breaks and breaks[0] < at + len(text):
            cut = breaks.pop(0) - at
            made[-1].append((text[:cut], look))
            made.append([])
            text, at = text[cut:], at + cut
        made[-1].append((text, look))
        at += len(text)
    return made
