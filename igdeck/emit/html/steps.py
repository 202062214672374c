"""What the speaker sees of a slide: the notes, kept in the slide for the presenter window.

Steps are `data-step` on what appears, with the number of the click; the script hides what is still to come. Without it, and on
paper, all of it shows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from igdeck.emit.html.markup import attribute
from igdeck.emit.html.text import blocks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from igdeck.emit.html.frame import Frame
    from igdeck.model.page import Page

#: More clicks than a slide has.
LAST: Final = 999


def hits(line: int, marks: Sequence[Sequence[int]], turns: Sequence[int]) -> str:
    """When a line of code is pointed at: spans of clicks for each group that it is in, `0-1 3-99`; for groups that take turns."""
    ends = [*(turn - 1 for turn in turns), LAST]
    spans = (f"{start}-{end}" for group, start, end in zip(marks, (0, *turns), ends, strict=True) if line in group)
    return attribute("data-hits", " ".join(spans)) if turns else ""


def notes(page: Page, frame: Frame) -> str:
    """The notes of a slide, as text without a place on it."""
    return f'<aside class="notes" hidden>{blocks(page.notes, frame)}</aside>'
