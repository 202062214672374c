"""Where things stand on a sheet of paper: the header, the foot, a slide with its notes. All in EMU.

The PDF and PowerPoint's own masters for notes and handouts take them from here, so that both print alike.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from igdeck.model.geometry import EMU_PER_POINT, Box

if TYPE_CHECKING:
    from igdeck.model.handout import Handout
    from igdeck.model.inline import Asset
    from igdeck.model.theme import Theme

#: How far from the content the header ends and the foot starts, and how tall a line of both is.
_APART: Final = 18 * EMU_PER_POINT
_LINE: Final = 24 * EMU_PER_POINT
#: The share of a page that a slide with notes below may take, and the space between the two.
_SLIDE: Final = 0.45
_GAP: Final = 18 * EMU_PER_POINT
#: The size of headers and feet, and of notes, in points.
SMALL: Final = 9.0
NOTES: Final = 11.0


def content(handout: Handout) -> Box:
    """What the margins leave of a sheet."""
    return Box(0, 0, *handout.size).inside(handout.margins)


def header(handout: Handout) -> Box:
    """The line above the content; its foot is where the rule is. It stays on the sheet however narrow the margin is."""
    room = content(handout)
    return Box(room.x, max(room.y - _APART - _LINE, 0), room.width, _LINE)


def foot(handout: Handout) -> Box:
    """The line below the content."""
    room = content(handout)
    return Box(room.x, min(room.bottom + _APART, handout.size[1] - _LINE), room.width, _LINE)


def slide_above_notes(handout: Handout, theme: Theme) -> Box:
    """The slide on a page with its notes, in the middle of the page's width."""
    room = content(handout)
    fitted = Box(room.x, room.y, room.width, round(room.height * _SLIDE)).contain(theme.width, theme.height)
    return Box(fitted.x, room.y, fitted.width, fitted.height)


def notes_below(handout: Handout, theme: Theme) -> Box:
    """What is left for the notes below the slide."""
    room, top = content(handout), slide_above_notes(handout, theme).bottom + _GAP
    return Box(room.x, top, room.width, room.bottom - top)


def logo(handout: Handout, asset: Asset) -> Box:
    """The logo: in the middle of the foot."""
    line = foot(handout)
    return Box(line.x + line.width // 4, line.y, line.width // 2, line.height).contain(asset.width, asset.height)
