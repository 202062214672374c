"""A sheet of a handout: the paper, its grid, and how small a slide becomes on it. Lengths in points."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from igdeck.model.diagnostics import IgdeckError, error
from igdeck.model.geometry import to_points

if TYPE_CHECKING:
    from igdeck.model.page import Pages
    from igdeck.model.theme import Theme

Json: TypeAlias = dict[str, Any]

MARGIN_X = 40.0
MARGIN_TOP = 72.0
MARGIN_BOTTOM = 54.0
GUTTER = 20.0
CAPTION = 16.0


def make_sheet(pages: Pages, theme: Theme, up: int, paper: str) -> Json:
    """All that is the same on every sheet of a handout."""
    width, height = _paper(paper)
    columns, rows, ruled = _grid(up)
    places = 2 if ruled else columns
    room = (width - 2 * MARGIN_X - GUTTER * (places - 1)) / places
    row = (height - MARGIN_TOP - MARGIN_BOTTOM) / rows
    return {
        "width": width,
        "height": height,
        "margin": {"x": MARGIN_X, "top": MARGIN_TOP, "bottom": MARGIN_BOTTOM},
        "gutter": GUTTER,
        "columns": columns,
        "rows": rows,
        "ruled": ruled,
        "room": room,
        "scale": min(room / to_points(theme.width), (row - CAPTION) / to_points(theme.height)),
        "title": pages.title,
        "date": pages.date,
        "family": theme.fonts.body,
    }


def _paper(name: str) -> tuple[float, float]:
    match name:
        case "a4":
            return 595.276, 841.89
        case "letter":
            return 612.0, 792.0
        case _:
            raise IgdeckError(error("handout-paper", f"there is no paper '{name}'", "papers are: a4, letter"))


def _grid(up: int) -> tuple[int, int, bool]:
    """Columns and rows for a number of slides a sheet, and whether lines to write on stand beside each."""
    match up:
        case 1 | 2:
            return 1, up, False
        case 3:
            return 1, 3, True
        case 4 | 6:
            return 2, up // 2, False
        case 9:
            return 3, 3, False
        case _:
            raise IgdeckError(error("handout-layout", f"a sheet cannot hold {up} slides", "slides a sheet: 1, 2, 3, 4, 6 or 9"))
