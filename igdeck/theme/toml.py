"""`template.toml` to `Theme`.

The texts are put together first (`texts`), then read in the order in which the file is written: the slide, colours, fonts, text
styles (`styles`), the grid and its boxes (`grid`), decorations, placeholders and layouts (`layouts`), then what stands in a
body. docs/templates.md explains the keys.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from igdeck.model.geometry import from_points
from igdeck.model.theme import COLOURS, LARGEST, CodeStyle, Fonts, Limits, TableStyle, Theme
from igdeck.model.value import replace
from igdeck.theme.grid import inches, insets, read_grid
from igdeck.theme.handouts import read_handout
from igdeck.theme.layouts import read_layouts
from igdeck.theme.styles import colour, points, read_styles
from igdeck.theme.tables import Place, Table, number, one_of, text
from igdeck.theme.texts import read_texts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from igdeck.model.deck import Overflow
    from igdeck.model.theme import LongLines, Side, TextStyle
    from igdeck.theme.find import Template
    from igdeck.theme.tables import Kind

_OVERFLOWS: Final[Mapping[str, Overflow]] = {"continue": "continue", "shrink": "shrink", "error": "error"}
_LONG_LINES: Final[Mapping[str, LongLines]] = {"wrap": "wrap", "shrink": "shrink"}
_SIDES: Final[Mapping[str, Side]] = {"over": "over", "under": "under"}
#: What has a colour of its own in code; a template may leave it to igdeck.
_CODE_COLOURS: Final = ("keyword", "string", "comment", "number", "name", "quiet", "mark")

#: Slide sizes in EMU, as PowerPoint has them.
SIZES: Final[Mapping[str, tuple[int, int]]] = {"16:9": (12_192_000, 6_858_000), "4:3": (9_144_000, 6_858_000)}


def read_theme(template: Template) -> Theme:
    """Read a template's description; raise IgdeckError with every mistake in it, in the order of their lines."""
    values, mistakes = read_texts(template)
    with Table(values, Place((), mistakes)) as root:
        theme = _theme(root, template.name)
    mistakes.stop()
    return theme


def _theme(root: Table, name: str) -> Theme:
    title, description = root.get("title", text, name), root.get("description", text, "")
    with root.table("slide") as slide:
        width, height = slide.need("size", one_of("slide sizes", SIZES, SIZES["16:9"]))
        gap = slide.need("gap", inches)
    palette, fonts = _palette(root), _fonts(root)
    style = read_styles(root)
    layouts = read_layouts(root, style, read_grid(root, width, height).box)
    first = _first(style)
    with root.table("content") as content:
        heading, quote, link = content.need("heading", first), content.need("quote", first), content.need("link", colour)
    code, table, limits = _code(root, first), _table(root, first), _limits(root)
    handout = read_handout(root)
    root.get("from", text, "")  # followed before, in `texts`
    return Theme(
        name, title, description, width, height, palette, fonts, layouts, heading, quote, link, code, table, limits, gap, handout
    )  # fmt: skip


def _palette(root: Table) -> dict[str, str]:
    with root.table("palette") as palette:
        return {name: palette.need(name, _hex) for name in COLOURS}


def _hex(value: Any, place: Place) -> str:
    if isinstance(value, str) and re.fullmatch("#?[0-9A-Fa-f]{6}", value):
        return value.removeprefix("#").upper()
    place.unlike(value, "a colour of six hex digits", "write it like “#1B2430”")
    return "000000"


def _fonts(root: Table) -> Fonts:
    with root.table("fonts") as fonts:
        heading, body, code = (fonts.need(role, text) for role in ("heading", "body", "code"))
        return Fonts(heading, body, code, complex=fonts.get("complex", text, ""))


def _first(style: Kind[tuple[TextStyle, ...]]) -> Kind[TextStyle]:
    """The first level of a style, where there are no others."""
    return lambda value, place: style(value, place)[0]


def _code(root: Table, style: Kind[TextStyle]) -> CodeStyle:
    with root.table("code") as code:
        own = CodeStyle(code.need("text", style), code.need("background", colour), code.need("insets", insets))
        colours = {name: code.get(name, colour, getattr(own, name)) for name in _CODE_COLOURS}
        return replace(own, **colours)


def _table(root: Table, style: Kind[TextStyle]) -> TableStyle:
    with root.table("table") as table:
        return TableStyle(
            header=table.need("header", style),
            body=table.need("body", style),
            header_background=table.need("header-background", colour),
            rule=table.need("rule", colour),
            rule_width=from_points(table.need("rule-width", number(0, 20))),
            insets=table.need("insets", insets),
            caption=table.need("caption", style) if "caption" in table else None,
            caption_side=table.get("caption-side", one_of("sides", _SIDES, "over"), "over"),
        )


def _limits(root: Table) -> Limits:
    with root.table("fit") as fit:
        return Limits(
            body=fit.need("smallest", points),
            code=fit.need("smallest-code", points),
            table=fit.need("smallest-table", points),
            largest=fit.get("largest", points, LARGEST),
            overflow=fit.get("overflow", one_of("ways", _OVERFLOWS, "continue"), "continue"),
            long_lines=fit.get("long-lines", one_of("ways", _LONG_LINES, "wrap"), "wrap"),
        )
