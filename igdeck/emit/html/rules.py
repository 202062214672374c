"""What one deck adds to its theme's style sheet: boxes of its own, steps of the autofit ladder, the measures of tables.

The Content-Security-Policy allows no `style` attribute, so each distinct box is a rule, and an element names it in its class.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from igdeck.emit.html.css import declared, emu, fill, grouped, length, number, padding, place, rule
from igdeck.emit.html.levels import fitted_look, level_rules
from igdeck.emit.html.names import fit_name
from igdeck.model.geometry import to_points
from igdeck.model.page import Fit

if TYPE_CHECKING:
    from igdeck.model.geometry import Box, Insets
    from igdeck.model.theme import TextStyle, Theme

_UNSCALED: Final = Fit()


class Rules:
    """The rules that the elements of a deck have asked for; every method gives the class to put on an element."""

    __slots__ = ("_boxes", "_counts", "_fits", "_fitted", "_names", "_theme")

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._names: dict[tuple[str, str], str] = {}
        self._counts: dict[str, int] = {}
        self._boxes: dict[Box, str] = {}
        self._fits: dict[tuple[str, Fit], str] = {}
        self._fitted: dict[str, str] = {}

    def box(self, box: Box) -> str:
        """A box on the slide."""
        name = self._boxes.get(box)
        if name is None:
            name = self._boxes[box] = self._name("b", place(box))
        return name

    def ground(self, name: str) -> str:
        """The ground of a box in a colour of the theme."""
        return self._name("g", fill(name))

    def inside(self, insets: Insets) -> str:
        """Another space inside a box than its placeholder's."""
        return self._name("i", padding(insets))

    def width(self, value: int) -> str:
        """The width of a column."""
        return self._name("w", f"width:{emu(value)}")

    def height(self, value: int) -> str:
        """The height of a row."""
        return self._name("h", f"height:{emu(value)}")

    def room(self, value: int) -> str:
        """How much further in than its level a list item's text stands."""
        return self._name("r", f"--room:{number(to_points(value))}")

    def hanging(self, value: int) -> str:
        """How far in the further rows of a line of code stand."""
        return self._name("h", f"--hanging:{number(to_points(value))}")

    def numbers(self, width: int, gap: int) -> str:
        """The room that the numbers of lines of code take."""
        return self._name("n", f"--numbers:{number(to_points(width))}; --gap:{number(to_points(gap))}")

    def size(self, points: float) -> str:
        """The size of a table's text, or of the name of a file."""
        return self._name("s", f"font-size:{length(points)}")

    def look(self, prefix: str, declarations: str) -> str:
        """Declarations of any kind, under a name with this prefix."""
        return self._name(prefix, declarations)

    def fit(self, box: str, levels: tuple[TextStyle, ...], fit: Fit) -> str:
        """A step of the ladder in boxes of the class `box`, whose levels are these."""
        if fit == _UNSCALED:
            return ""
        name = self._fits.get((box, fit))
        if name is None:
            name = self._fits[box, fit] = fit_name(fit)
            self._fitted |= level_rules(f".{box}.{name}", [fitted_look(level, fit) for level in levels])
            self._fitted[f".text.{name} .heading"] = declared(fitted_look(self._theme.heading, fit))
            self._fitted[f".text.{name} blockquote"] = declared(fitted_look(self._theme.quote, fit))
        return name

    def css(self) -> str:
        """The style sheet of these rules, to follow the theme's."""
        own = "".join(rule(f".slide .{name}", declarations) for (_, declarations), name in self._names.items())
        return own + grouped(self._fitted)

    def _name(self, prefix: str, declarations: str) -> str:
        name = self._names.get((prefix, declarations))
        if name is None:
            count = self._counts[prefix] = self._counts.get(prefix, 0) + 1
            name = self._names[prefix, declarations] = f"{prefix}{count}"
        return name
