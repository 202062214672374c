"""The grammar of the style sheet: numbers, lengths, strings and rules, the same for the theme's part and a deck's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igdeck.model.geometry import to_points

if TYPE_CHECKING:
    from collections.abc import Mapping

    from igdeck.model.geometry import Box, Insets


def number(value: float) -> str:
    """A number with up to four decimals, 1/10000 point being about an EMU."""
    return f"{value:.4f}".rstrip("0").rstrip(".") if value % 1 else str(int(value))


def length(points: float) -> str:
    """Points of the slide, whatever size it is shown at."""
    return f"calc({number(points)}*var(--pt))" if points else "0"


def emu(value: int) -> str:
    """EMU as points of the slide."""
    return length(to_points(value))


def place(box: Box) -> str:
    """The declarations of a box."""
    return f"left:{emu(box.x)};top:{emu(box.y)};width:{emu(box.width)};height:{emu(box.height)}"


def padding(insets: Insets) -> str:
    """The declaration of the space inside a box."""
    sides = list(map(emu, (insets.top, insets.right, insets.bottom, insets.left)))
    return "padding:" + (sides[0] if len(set(sides)) == 1 else " ".join(sides))


def string(text: str) -> str:
    """A string; what could end it, the line or the style element is escaped (CSS Syntax 3, 4.3.7)."""
    return '"' + "".join(f"\\{ord(char):x} " if char in '"\\<\n\r\f\0' else char for char in text) + '"'


def colour(name: str) -> str:
    """A colour of the theme."""
    return f"var(--{name})"


def fill(name: str) -> str:
    """The declaration of a ground in a colour of the theme."""
    return f"background-color:{colour(name)}"


def declared(declarations: Mapping[str, str]) -> str:
    """Declarations as they stand in a rule."""
    return "; ".join(f"{name}:{value}" for name, value in declarations.items())


def rule(selector: str, declarations: str) -> str:
    """A rule on a line of its own."""
    return f"{selector} {{ {declarations} }}\n"


def grouped(rules: Mapping[str, str]) -> str:
    """Rules by selector; those that say the same become one, where the first of them stands."""
    selectors: dict[str, list[str]] = {}
    for selector, declarations in rules.items():
        selectors.setdefault(declarations, []).append(selector)
    return "".join(rule(", ".join(group), declarations) for declarations, group in selectors.items())
