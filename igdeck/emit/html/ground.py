"""The ground of a layout: its colour, and all of its decorations in one drawing, which costs no element on any slide."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from igdeck.emit.html.css import fill, number
from igdeck.emit.html.markup import quoted
from igdeck.model.geometry import to_points
from igdeck.model.theme import Outline, Rectangle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from igdeck.model.theme import Decoration, Layout, Theme


def ground(layout: Layout, theme: Theme) -> str:
    """The declarations of a layout's background."""
    colour = fill(layout.background)
    return f"{colour}; {drawing(layout.decorations, theme)}" if layout.decorations else colour


def drawing(decorations: Sequence[Decoration], theme: Theme) -> str:
    """The declarations of a background that is these decorations, as large as its element."""
    width, height = (number(to_points(side)) for side in (theme.width, theme.height))
    drawn = "".join(_drawn(decoration, theme) for decoration in decorations)
    svg = f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {width} {height}' preserveAspectRatio='none'>{drawn}</svg>"
    return f'background-image:url("data:image/svg+xml,{_encoded(svg)}"); background-size:100% 100%'


def _encoded(svg: str) -> str:
    """Percent-encoded where a style sheet or an address needs it (RFC 3986, 2.1)."""
    return "".join(f"%{ord(char):02X}" if char in '%#<>"\\\n\r' else char for char in svg)


def _drawn(decoration: Decoration, theme: Theme) -> str:
    box, paint = decoration.box, f"#{theme.palette[decoration.color]}"
    x, y, width, height = (number(to_points(side)) for side in (box.x, box.y, box.width, box.height))
    frame = f"x='{x}' y='{y}' width='{width}' height='{height}'"
    match decoration:
        case Rectangle():
            return f"<rect {frame} fill='{paint}' shape-rendering='crispEdges'/>"
        case Outline(view=(across, down), path=path):
            drawing = f"<path fill='{paint}' d={quoted(path)}/>"
            return f"<svg {frame} viewBox='0 0 {across} {down}' preserveAspectRatio='none'>{drawing}</svg>"
        case _:
            assert_never(decoration)
