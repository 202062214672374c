"""A sheet of a handout: the paper, what stands in its margins, and the places of the slides on it. Lengths in points.

Slides stand in a grid as in PowerPoint's print dialogue, as large as the room gives. What is left over is shared out evenly
above, between and below them. A sheet that is not filled has its slides in the same places. A deck that runs from right to left
has them in this order, too, and the lines to write on at their left.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from igdeck.emit.directions import in_order
from igdeck.emit.handout.pictures import picture_name
from igdeck.emit.handout.prose import TEXT
from igdeck.emit.handout.text import WHOLE
from igdeck.emit.ink import paper_ink
from igdeck.emit.sheets import BESIDE, CAPTION, GUTTER, MEASURE, NOTES_GAP, content, notes_of, slide_with_notes
from igdeck.model.diagnostics import note
from igdeck.model.geometry import from_points, to_points
from igdeck.model.theme import COLOURS
from igdeck.model.value import frozen, replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from igdeck.emit.handout.text import Json
    from igdeck.model.diagnostics import Diagnostic
    from igdeck.model.handout import Handout
    from igdeck.model.page import Pages
    from igdeck.model.theme import Theme

#: The least space between slides that stand above each other.
LEAST: Final = 10.0
#: From line to line, where there is something to write.
PITCH: Final = 22.0
#: The upper margin that a header, and the lower one that a foot, needs to stand on the sheet as a whole.
HEAD: Final = 26.0
FOOT: Final = 17.0
#: How far in the text of an outline stands at the least, and how much further it goes where there is room.
_INDENT: Final = 30.0
#: How wide a letter in the margins is at the most, how many there is room for beside the words, and how high a margin is that has
#: room for a line whatever its letters.
_WIDE: Final = 7.5
_BESIDE: Final = 16
_TALL: Final = from_points(48)
#: How many letters are told of a text that is cut.
_TOLD: Final = 40
#: Between the columns of an outline on a lying sheet.
OUTLINE_GUTTER: Final = 30.0
#: Pixels in an inch of paper beyond which nobody sees more.
SHARP: Final = 300

#: Columns and rows by the number of slides, upright and lying.
_GRIDS: Final = {"1": (1, 1), "2": (1, 2), "3": (1, 3), "4": (2, 2), "6": (2, 3), "9": (3, 3)}


@frozen
class Grid:
    """Where slides stand in the room within the margins: the size of each, and their top left corners."""

    width: float
    height: float
    corners: tuple[tuple[float, float], ...]


@frozen
class Cut:
    """A text of the margins that is cut on a sheet: `header`, `date` or `footer`, and what is left of it, with dots."""

    name: str
    rest: str


def make_sheet(pages: Pages, theme: Theme) -> Json:
    """All that is the same on every sheet of a handout."""
    handout = pages.handout
    width, height = (to_points(side) for side in handout.size)
    margins = handout.margins
    left, top, right, bottom = (to_points(side) for side in (margins.left, margins.top, margins.right, margins.bottom))
    room = max(width - left - right, 36.0), max(height - top - bottom, 36.0)
    grid = _with_notes(handout, theme) if handout.layout == "notes" else _grid(handout, room, theme.height / theme.width)
    lines = [_lines(x, y, grid, handout, room) for x, y in grid.corners] if handout.layout == "3" else []
    if theme.rtl and handout.layout != "notes":
        grid = replace(grid, corners=tuple((room[0] - x - grid.width, y) for x, y in grid.corners))
        lines = [{**line, "x": room[0] - line["x"] - line["width"]} for line in lines]
    head, foot = top >= HEAD, bottom >= FOOT
    return {
        "width": width,
        "height": height,
        "margin": {"left": left, "top": top, "right": right, "bottom": bottom},
        "landscape": handout.landscape,
        "room": {"width": room[0], "height": room[1]},
        "slide": {"width": grid.width, "height": grid.height},
        "places": [{"x": x, "y": y} for x, y in grid.corners],
        "lines": lines,
        "scale": grid.width / to_points(theme.width),
        "caption": CAPTION,
        "gutter": GUTTER,
        "gap": NOTES_GAP,
        "beside": _beside_notes(handout, theme),
        "brief-margins": _brief(handout, room[0]),
        "indent": _indent((room[0] - OUTLINE_GUTTER) / 2 if handout.landscape else room[0]),
        "outline-gutter": OUTLINE_GUTTER,
        "word": f"{WHOLE}+",
        "measure": MEASURE * TEXT,
        "pitch": PITCH,
        "header": in_order(handout.header, rtl=theme.rtl) if head else "",
        "footer": in_order(handout.footer, rtl=theme.rtl) if foot else "",
        "date": in_order(handout.date, rtl=theme.rtl) if head else "",
        "number": handout.number and foot,
        "borders": handout.borders,
        "logo": picture_name(handout.logo) if handout.logo and head else "",
        "colors": {name: paper_ink(theme, handout).color(name) for name in COLOURS},
        "fonts": {"heading": theme.fonts.heading, "body": theme.fonts.body, "code": theme.fonts.code},
    }


def about_margins(handout: Handout) -> Iterator[Diagnostic]:
    """Say what is left out of margins that it would stick out of, over the edge of the sheet."""
    margins = handout.margins
    if to_points(margins.top) < HEAD and (handout.header or handout.date or handout.logo):
        yield _left_out("upper", "header, date and logo", f"{HEAD:g}")
    if to_points(margins.bottom) < FOOT and (handout.footer or handout.number):
        yield _left_out("lower", "footer and number", f"{FOOT:g}")


def about_cuts(cuts: Sequence[Cut]) -> Iterator[Diagnostic]:
    """Say once of each text of the margins that it is cut, and where it ends at the earliest."""
    for name in dict.fromkeys(cut.name for cut in cuts):
        end = min((cut.rest for cut in cuts if cut.name == name), key=len)[-_TOLD:].partition(" ")
        message = f"the {name} of the handout is too long for its margin: it ends with “{end[2] or end[0]}”"
        yield note("handout-margins", message, f"say it in fewer words, with {name}: below handout: or with --{name}")


def _left_out(which: str, what: str, least: str) -> Diagnostic:
    message = f"the {which} margin of the handout is too narrow for {what}: they are left out"
    return note("handout-margins", message, f"make it at least {least}pt")


def density(pages: Pages, theme: Theme) -> float:
    """How many pixels an inch of a slide needs for the pictures on it to be sharp on the paper."""
    if pages.handout.layout in ("slides", "outline"):
        return SHARP / 2
    return float(make_sheet(pages, theme)["scale"]) * SHARP


def _grid(handout: Handout, room: tuple[float, float], shape: float) -> Grid:
    """The grid of a layout in a room, for slides of a height that is `shape` times their width."""
    match handout.layout, handout.landscape:
        case "3", False:
            size = _fitting((room[0] - GUTTER) * BESIDE, room[1] / 3 - CAPTION - LEAST, shape)
            return Grid(*size, tuple((0.0, y) for y in _spread(room[1], 3, size[1] + CAPTION)))
        case "3", True:
            size = _fitting((room[0] - 2 * GUTTER) / 3, room[1] / 2, shape)
            return Grid(*size, tuple((x, 0.0) for x in _across(room[0], 3, size[0])))
        case _:
            return _filled(*_cells(handout), room, shape)


def _with_notes(handout: Handout, theme: Theme) -> Grid:
    slide, room = slide_with_notes(handout, theme), content(handout)
    return Grid(to_points(slide.width), to_points(slide.height), ((to_points(slide.x - room.x), 0.0),))


def _beside_notes(handout: Handout, theme: Theme) -> Json:
    """How much of an upright sheet is left free on both sides of the notes."""
    if handout.landscape:
        return {"left": 0.0, "right": 0.0}
    room, notes = content(handout), notes_of(handout, theme)
    return {"left": to_points(notes.x - room.x), "right": to_points(room.right - notes.right)}


def _brief(handout: Handout, room: float) -> bool:
    """Whether what the margins say fits there without a doubt: letters beyond ASCII count for as many as their bytes."""
    longest = max(len((handout.header + handout.date).encode()), len(handout.footer.encode()) * 2)
    return (longest + _BESIDE) * _WIDE < room and min(handout.margins.top, handout.margins.bottom) >= _TALL


def _indent(column: float) -> float:
    """How far in the text of an outline stands: where its lines leave room, further."""
    return _INDENT + min(max(column - _INDENT - MEASURE * TEXT, 0.0), _INDENT)


def _cells(handout: Handout) -> tuple[int, int]:
    columns, rows = _GRIDS.get(handout.layout, (1, 1))
    return (rows, columns) if handout.landscape else (columns, rows)


def _filled(columns: int, rows: int, room: tuple[float, float], shape: float) -> Grid:
    cell = (room[0] - GUTTER * (columns - 1)) / columns, room[1] / rows - CAPTION - (LEAST if rows > 1 else 0)
    width, height = _fitting(*cell, shape)
    xs, ys = _across(room[0], columns, width), _spread(room[1], rows, height + CAPTION)
    return Grid(width, height, tuple((x, y) for y in ys for x in xs))


def _fitting(width: float, height: float, shape: float) -> tuple[float, float]:
    """The largest slide in a room."""
    width = min(width, height / shape)
    return width, width * shape


def _spread(room: float, count: int, each: float) -> list[float]:
    """The tops of things of one height: as much space above and below all as between two."""
    space = (room - count * each) / (count + 1)
    return [space + at * (each + space) for at in range(count)]


def _across(room: float, count: int, each: float) -> list[float]:
    """The left edges of things of one width: from edge to edge where they nearly fill the room, else evenly apart."""
    if count == 1:
        return [(room - each) / 2]
    between = (room - count * each) / (count - 1)
    if between < 2 * GUTTER:
        return [at * (each + between) for at in range(count)]
    return _spread(room, count, each)


def _lines(x: float, y: float, grid: Grid, handout: Handout, room: tuple[float, float]) -> Json:
    """The room for lines to write on: beside a slide and as high as it, or below it, down to the margin."""
    if handout.landscape:
        top = y + grid.height + CAPTION
        return {"x": x, "y": top, "width": grid.width, "height": max(room[1] - top, 0.0)}
    left = x + grid.width + GUTTER
    return {"x": left, "y": y, "width": room[0] - left, "height": grid.height}
