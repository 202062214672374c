"""Where things stand on a sheet of paper: the header and the foot, a slide with its notes.

The PDF and PowerPoint's own masters for notes and handouts take them from here, so that both print alike. What a template's
`handout.typ` draws in the margins stands in the PDF alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from igdeck.model.geometry import Box, from_points

if TYPE_CHECKING:
    from igdeck.model.handout import Handout
    from igdeck.model.inline import Asset
    from igdeck.model.theme import Theme

#: In points: between what stands side by side; below a slide, where its number is; from there to its notes.
GUTTER: Final = 20.0
CAPTION: Final = 15.0
NOTES_GAP: Final = 10.0
#: The share of the height that a slide takes above its notes, at the most, and of the width beside them.
ABOVE: Final = 0.46
BESIDE: Final = 0.5
#: Where the rule of the header stands in the upper margin, and where the foot begins in the lower one, as shares of the margin.
RULE: Final = 0.75
FOOT: Final = 0.4
#: In points: from the words of the header down to its rule, how tall a logo is at the most, and what parts it from the date.
ABOVE_RULE: Final = 6.0
LOGO: Final = 24.0
BEFORE_LOGO: Final = 14.0
_LOGO_SHARE: Final = 0.45
#: The sizes of the header's words, of the others in the margins, and of notes, in points.
TITLE: Final = 10.0
SMALL: Final = 8.5
NOTES: Final = 12.0
#: The longest line of running text in em: 70 to 80 letters, so that the eye finds the next one.
MEASURE: Final = 32.0
#: From line to line of notes as a share of 1.2 em, and the space above their paragraphs in points.
NOTES_LINE: Final = 1.1
NOTES_ABOVE: Final = 5.0


def content(handout: Handout) -> Box:
    """What the margins leave of a sheet, in EMU."""
    return Box(0, 0, *handout.size).inside(handout.margins)


def header(handout: Handout) -> Box:
    """The room for the header, from the upper edge of the sheet down to its rule."""
    room = content(handout)
    return Box(room.x, 0, room.width, round(handout.margins.top * RULE))


def foot(handout: Handout) -> Box:
    """The room for the foot, down to the lower edge of the sheet."""
    room, margin = content(handout), handout.margins.bottom
    top = room.bottom + round(margin * FOOT)
    return Box(room.x, top, room.width, handout.size[1] - top)


def logo(handout: Handout, asset: Asset, *, rtl: bool) -> Box:
    """The logo: at the end of the header, which is its left if it runs from right to left."""
    line = header(handout)
    height = min(from_points(LOGO), round(handout.margins.top * _LOGO_SHARE))
    width = round(height * asset.width / asset.height)
    return Box(line.x if rtl else line.right - width, line.bottom - from_points(ABOVE_RULE) - height, width, height)


def slide_with_notes(handout: Handout, theme: Theme) -> Box:
    """The slide on a page with its notes: above them in the middle of an upright sheet, at the start of a lying one."""
    room = content(handout)
    if handout.landscape:
        place = Box(room.x, room.y, round(_half(room)), room.height - from_points(CAPTION))
    else:
        place = Box(room.x, room.y, room.width, round(room.height * ABOVE))
    fitted = place.contain(theme.width, theme.height)
    if handout.landscape:
        return Box(room.right - fitted.width if theme.rtl else room.x, room.y, fitted.width, fitted.height)
    return Box(fitted.x, room.y, fitted.width, fitted.height)


def notes_of(handout: Handout, theme: Theme) -> Box:
    """What is left for the notes."""
    room = content(handout)
    if handout.landscape:
        width = round(_half(room))
        return Box(room.x if theme.rtl else room.right - width, room.y, width, room.height)
    slide = slide_with_notes(handout, theme)
    top, width = slide.bottom + from_points(CAPTION + NOTES_GAP), min(room.width, from_points(MEASURE * NOTES))
    # In line with the slide, as far as that leaves room for lines of this length.
    start = max(slide.right, room.x + width) - width if theme.rtl else min(slide.x, room.right - width)
    return Box(start, top, width, room.bottom - top)


def _half(room: Box) -> float:
    return (room.width - from_points(GUTTER)) * BESIDE
