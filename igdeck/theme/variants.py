"""The forms that a theme takes: as it was written, mirrored for decks that are read from right to left, or both.

A mirrored theme is what a mirror shows that stands in the middle of the slide: boxes, decorations, insets. Text starts on the
right. Code stays as it is, as it is read from left to right everywhere.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, assert_never

from igdeck.model.theme import Outline, Rectangle, Role, turned_name, turned_side
from igdeck.model.value import replace

if TYPE_CHECKING:
    from igdeck.model.theme import Decoration, Layout, Placeholder, TableStyle, TextStyle, Theme, Variant

_PAIR: Final = re.compile(r"(-?\d+(?:\.\d+)?)( -?\d+(?:\.\d+)?)")


def varied(theme: Theme, variant: Variant) -> Theme:
    """A theme as its template says it, in the form that a deck takes."""
    if not variant.rtl and not variant.others:
        return theme
    turned = mirrored(theme)
    base, other = (turned, theme) if variant.rtl else (theme, turned)
    named = {turned_name(layout.name, rtl=other.rtl): layout for layout in other.layouts}
    added = tuple(replace(named[name], name=name) for name in variant.others)
    return replace(base, layouts=(*base.layouts, *added))


def unheaded(theme: Theme) -> Theme:
    """The theme without the places for headers: whoever adds a slide to a deck without headers is offered none."""
    return replace(theme, layouts=tuple(_unheaded(layout) for layout in theme.layouts))


def _unheaded(layout: Layout) -> Layout:
    return replace(layout, placeholders=tuple(place for place in layout.placeholders if place.role is not Role.HEADER))


def mirrored(theme: Theme) -> Theme:
    """The theme for the other direction of reading; mirrored twice, it is what it was."""
    return replace(
        theme,
        layouts=tuple(_layout(layout, theme.width) for layout in theme.layouts),
        heading=_style(theme.heading),
        quote=_style(theme.quote),
        table=_table(theme.table),
        rtl=not theme.rtl,
    )


def _layout(layout: Layout, width: int) -> Layout:
    return replace(
        layout,
        placeholders=tuple(_placeholder(place, width) for place in layout.placeholders),
        decorations=tuple(_decoration(decoration, width) for decoration in layout.decorations),
        rtl=not layout.rtl,
    )


def _placeholder(place: Placeholder, width: int) -> Placeholder:
    levels = tuple(map(_style, place.levels))
    name = turned_side(place.name)
    return replace(place, name=name, box=place.box.mirrored(width), insets=place.insets.mirrored, levels=levels)


def _style(style: TextStyle) -> TextStyle:
    return replace(style, rtl=not style.rtl)


def _table(table: TableStyle) -> TableStyle:
    caption = _style(table.caption) if table.caption else None
    return replace(
        table, header=_style(table.header), body=_style(table.body), insets=table.insets.mirrored, caption=caption
    )  # fmt: skip


def _decoration(decoration: Decoration, width: int) -> Decoration:
    box = decoration.box.mirrored(width)
    match decoration:
        case Rectangle():
            return replace(decoration, box=box)
        case Outline(view=(across, _), path=path):
            return replace(decoration, box=box, path=_PAIR.sub(lambda pair: f"{across - float(pair[1]):.6g}{pair[2]}", path))
        case _:
            assert_never(decoration)
