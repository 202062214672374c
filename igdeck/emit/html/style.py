"""The theme as a style sheet: palette, fonts, page, layouts with their decorations, and every level of every placeholder.

It is made once a theme and kept, so a build need not load this; what a deck adds is in `rules`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from igdeck.emit.directions import stands
from igdeck.emit.html.css import colour, declared, fill, grouped, length, number, padding, place, rule, string
from igdeck.emit.html.document import read
from igdeck.emit.html.fonts import family_list, font_faces
from igdeck.emit.html.ground import ground
from igdeck.emit.html.levels import level_rules
from igdeck.emit.html.names import box_name, layout_names
from igdeck.emit.tints import BAR, band, marker
from igdeck.model.geometry import to_points
from igdeck.model.page import CODE_LOOKS
from igdeck.model.theme import COLOURS, LARGEST

if TYPE_CHECKING:
    from collections.abc import Iterator

    from igdeck.model.geometry import Insets
    from igdeck.model.theme import FontRole, Placeholder, TableStyle, TextStyle, Theme

_WORDS: Final[tuple[FontRole, ...]] = ("heading", "body")
_ANCHORS: Final = {"top": "flex-start", "middle": "center", "bottom": "flex-end"}

#: What holds in a box of text whose style says nothing else.
_DEFAULTS: Final = {
    "font-weight": "400",
    "font-style": "normal",
    "text-align": "start",
    "--line": "1",
    "--before": "0",
    "--hanging": "0",
    "--indent": "0",
    "--plain": "0",
    "--mark": "none",
    "--mark-color": "inherit",
    "--mark-scale": "1",
    "--mark-font": "inherit",
}


def make_style(theme: Theme) -> str:
    """The style sheet of a theme: the fixed part, then all that the theme says."""
    return "\n".join((read("slide.css", "show.css"), _page(theme) + drawing_style(theme)))


def drawing_style(theme: Theme) -> str:
    """What a theme says of how slides are drawn."""
    return "\n".join((_root(theme) + font_faces(theme), _layouts(theme), _boxes(theme), _things(theme)))


def look(style: TextStyle) -> dict[str, str]:
    """The declarations of a paragraph's style, those of the marks of list items included."""
    return {
        **_face(style),
        "font-size": length(style.size),
        "text-align": _side(style),
        "--before": number(style.space_before),
        "--hanging": number(to_points(style.hanging)),
        **_indents(style),
    }


def _face(style: TextStyle) -> dict[str, str]:
    """The declarations of a style without size and place."""
    return {
        "font-family": f"var(--{style.font})",
        "font-weight": "700" if style.bold else "400",
        "font-style": "italic" if style.italic else "normal",
        "color": colour(style.color),
        "--line": number(style.line),
    }


def _indents(style: TextStyle) -> dict[str, str]:
    """`--indent` is where a list item's text starts, `--plain` where a paragraph's does that is none."""
    indent, bullet = number(to_points(style.indent)), style.bullet
    return {
        "--indent": indent,
        "--plain": "0" if bullet else indent,
        "--mark": string(bullet.char) if bullet else "none",
        "--mark-color": colour(bullet.color) if bullet else "inherit",
        "--mark-scale": number(bullet.scale) if bullet else "1",
        "--mark-font": family_list(bullet.font) if bullet else "inherit",
    }


def _root(theme: Theme) -> str:
    fonts = theme.fonts
    lines = [f"--{name}:#{theme.palette[name]};" for name in COLOURS]
    lines += [f"--marker:#{marker(theme)}; --band:#{band(theme)};"]
    lines += [f"--{role}:{family_list(fonts.family(role), first=fonts.complex)};" for role in _WORDS]
    lines += [f"--code:{family_list(fonts.code, 'monospace')};"]
    lines += [f"--width:{number(to_points(theme.width))}; --height:{number(to_points(theme.height))};"]
    return ":root {\n  " + "\n  ".join(lines) + "\n}\n"


def _page(theme: Theme) -> str:
    return f"@page {{ size:{number(to_points(theme.width))}pt {number(to_points(theme.height))}pt; margin:0 }}\n"


def _layouts(theme: Theme) -> str:
    names = layout_names(theme)
    rules = {f".slide.layout-{names[layout.name]}": ground(layout, theme) for layout in theme.layouts}
    return grouped(rules)


def _boxes(theme: Theme) -> str:
    boxes: dict[str, str] = {}
    levels: dict[str, str] = {}
    for name, placeholder in _placeholders(theme):
        boxes[f".{name}"] = f"{place(placeholder.box)}; {padding(placeholder.insets)}; {_anchored(placeholder)}"
        levels |= level_rules(f".{name}", [look(style) for style in placeholder.levels], _DEFAULTS)
    return rule(".text", declared(_DEFAULTS)) + grouped(boxes) + grouped(levels)


def _placeholders(theme: Theme) -> Iterator[tuple[str, Placeholder]]:
    names = layout_names(theme)
    for layout in theme.layouts:
        yield from ((box_name(names[layout.name], placeholder.idx), placeholder) for placeholder in layout.placeholders)


def _anchored(placeholder: Placeholder) -> str:
    return f"justify-content:{_ANCHORS[placeholder.anchor]}"


def _things(theme: Theme) -> str:
    """What looks the same in every layout: headings in the body, quotations, links, code, tables, missing pictures."""
    code, table = theme.code, theme.table
    # A rule is a background: a border is a pixel wide at least, and would make its row taller than it is in PowerPoint.
    line = f"linear-gradient({colour(table.rule)} 0 0) 0 100%/100% max(1px, {length(to_points(table.rule_width))}) no-repeat"
    ruled = f"background:{line if table.rule_width else 'none'}"
    rules = {
        ".text .heading": declared(look(theme.heading)),
        ".text blockquote": declared(look(theme.quote)),
        "a": f"color:{colour(theme.link)}",
        ".code": f"{fill(code.background)}; {padding(code.insets)}; {_sides(code.insets)}; {_words(code.text)}",
        ".file": f"color:{colour(code.quiet)}",
        ".numbered .line::before": f"color:{colour(code.quiet)}",
        ".line.hit::after": f"background-color:var(--band); border-left:{length(BAR)} solid {colour(code.mark)}",
        **{f".tok-{look}": f"color:{colour(code.color(look))}" for look in CODE_LOOKS},
        ".table th": f"{fill(table.header_background)}; {padding(table.insets)}; {declared(_face(table.header))}",
        ".table td": f"{ruled}; {padding(table.insets)}; {declared(_face(table.body))}",
        ".table caption": _caption(table),
        ".missing": f"{fill(code.background)}; border-color:{colour(table.rule)}; {_words(table.body)}",
    }
    return grouped(rules)


def _sides(insets: Insets) -> str:
    """How far from the panel's edges code stands, for bands that reach them."""
    return f"--left:{number(to_points(insets.left))}; --right:{number(to_points(insets.right))}"


def _caption(table: TableStyle) -> str:
    style = table.caption_style(LARGEST)
    return declared({**_face(style), "text-align": _side(style)})


def _side(style: TextStyle) -> str:
    """Where the lines of a style stand: at their start, whichever side that is, or on a side of the slide."""
    return "start" if style.align == "left" else stands(style.align, rtl=style.rtl, style_rtl=style.rtl)


def _words(style: TextStyle) -> str:
    return declared({**_face(style), "font-size": length(style.size)})
