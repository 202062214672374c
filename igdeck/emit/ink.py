"""The colours that slides are handed out in: the theme's own, greys of the same contrast, or dark slides as on white.

What is printed in grey keeps its relative luminance, so that every contrast stays what it was. A dark ground that is to be
light becomes white; every colour that is lighter than the ground by a ratio becomes, in its own hue, darker than white by that
very ratio. So all light colours keep their contrasts among each other too, and text that could be read can be read.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, TypeAlias

from igdeck.emit import tints
from igdeck.emit.tints import MARKER, band, marker, on_white
from igdeck.model.theme import COLOURS, Rectangle
from igdeck.model.value import frozen, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from igdeck.model.geometry import Box
    from igdeck.model.handout import Handout
    from igdeck.model.page import Backdrop, Page
    from igdeck.model.theme import Layout, Theme

Colour: TypeAlias = tuple[float, float, float]

WHITE: Final = "FFFFFF"
#: What is added to both luminances for a contrast (WCAG 2.2, definition of contrast ratio).
_FLARE: Final = 0.05
#: Colours of less luminance stand out more from white than from black.
_DARK: Final = 0.179
#: Colours of more luminance are tints on white, and have this share of the strength of the dark colour that they are made of.
_TINT: Final = 0.6
_WHITE: Final = 0.995
_PALE: Final = 0.4
#: A rectangle of a larger share of the slide is a ground that other things stand on.
_FIELD: Final = 0.15


@frozen
class Ink:
    """How colours are drawn that stand on one ground: `ground`, six hex digits, if it is to be white, else empty."""

    theme: Theme
    gray: bool = False
    ground: str = ""

    def color(self, name: str) -> str:
        """A colour, one of the theme's or of six hex digits, as `#rrggbb`."""
        return drawn(self.theme.palette[name] if name in COLOURS else name, self.ground, gray=self.gray)

    @property
    def marker(self) -> str:
        """The ground of highlighted words."""
        return self._under(MARKER) if self._turned else self.color(marker(self.theme))

    @property
    def band(self) -> str:
        """The ground of lines of code that are pointed at."""
        return self._under(self.theme.code.mark, band=True) if self._turned else self.color(band(self.theme))

    @property
    def _turned(self) -> bool:
        """Whether light letters of a dark theme become dark ones on white."""
        return bool(self.ground) and tints.is_dark(self.theme)

    def _under(self, accent: str, *, band: bool = False) -> str:
        """A tint of an accent under dark words, where the slide is to be white: what is dark under light ones would hide them."""
        made = drawn(self.theme.palette[accent], self.ground, gray=False)[1:]
        return drawn(on_white(made, band=band).upper(), "", gray=self.gray)


@frozen
class Grounds:
    """What the things on a slide stand on: the slide's own ground, and fields on it, the uppermost first."""

    theme: Theme
    base: str
    fields: tuple[tuple[Box, str], ...] = ()
    gray: bool = False
    light: bool = False

    def ink(self, box: Box) -> Ink:
        """What something in a box is drawn with: by the ground that its middle stands on."""
        if not self.light:
            return Ink(self.theme, self.gray)
        x, y = box.x + box.width // 2, box.y + box.height // 2
        found = (color for field, color in self.fields if field.x <= x < field.right and field.y <= y < field.bottom)
        return _on(next(found, self.base), self.theme, gray=self.gray)

    def background(self) -> str:
        """The colour of the slide itself as `#rrggbb`."""
        return f"#{WHITE}" if self.light else drawn(self.base, "", gray=self.gray)

    def field(self, box: Box, color: str) -> str:
        """The colour of a rectangle as `#rrggbb`: a ground of its own is white where grounds are."""
        if self.light and _is_field(box, self.theme):
            return f"#{WHITE}"
        return self.ink(box).color(color)


def paper_ink(theme: Theme, handout: Handout) -> Ink:
    """What is written on the paper itself: the theme's colours as they look on white."""
    return _on(theme.palette["lt1"], theme, gray=handout.gray)


def grounds_of(page: Page, layout: Layout, theme: Theme, handout: Handout) -> Grounds:
    """The grounds of a slide."""
    return layout_grounds(layout, theme, handout, page.backdrop)


def layout_grounds(layout: Layout, theme: Theme, handout: Handout, backdrop: Backdrop | None = None) -> Grounds:
    """The grounds of a layout's slides, with what lies behind one of them."""
    fields = tuple(_fields(backdrop, layout, theme))
    return Grounds(theme, theme.palette[layout.background], fields[::-1], handout.gray, handout.light)


def without_ground(page: Page, theme: Theme, handout: Handout) -> Page:
    """The page without a picture behind all of it, and with what that would have hidden, where ink is to be saved."""
    backdrop = page.backdrop
    if handout.light and backdrop and backdrop.asset and backdrop.box.width * 2 > theme.width:
        return replace(page, backdrop=None)
    return page


@cache
def drawn(color: str, ground: str, *, gray: bool) -> str:
    """A colour of six hex digits as `#rrggbb`: as on white, if it stood on a dark `ground` or is lighter than it; and in grey."""
    made = _linear(color)
    if ground and (is_dark(ground) or luminance(color) > luminance(ground)):
        made = _as_on_white(made, luminance(ground))
    if gray:
        made = (_luminance(made),) * 3
    return f"#{_hex(made)}" if ground or gray else f"#{color}"


def is_dark(color: str) -> bool:
    """Whether a colour of six hex digits is nearer to black than to white, by contrast."""
    return luminance(color) < _DARK


def luminance(color: str) -> float:
    """The relative luminance of a colour of six hex digits, 0 to 1 (WCAG 2.2, relative luminance)."""
    return _luminance(_linear(color))


def contrast(one: str, other: str) -> float:
    """The contrast of two colours of six hex digits, 1 to 21 (WCAG 2.2, contrast ratio)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + _FLARE) / (dark + _FLARE)


def gray_of(color: str) -> str:
    """The grey that is as light as a colour of six hex digits, in as many."""
    return drawn(color, "", gray=True)[1:].upper()


def in_grays(theme: Theme) -> Theme:
    """The theme in greys as light as its colours are, so that each contrast stays what it was."""
    return replace(theme, palette={name: gray_of(color) for name, color in theme.palette.items()})


def _on(ground: str, theme: Theme, *, gray: bool) -> Ink:
    """What stands on a light ground is left as it is, unless its letters are the light ones of a dark theme."""
    letters_are_light = luminance(theme.palette["dk1"]) > luminance(theme.palette["lt1"])
    return Ink(theme, gray, ground if is_dark(ground) or letters_are_light else "")


def _fields(backdrop: Backdrop | None, layout: Layout, theme: Theme) -> Iterator[tuple[Box, str]]:
    """Grounds in the order in which they are painted."""
    if not (backdrop and backdrop.bare):
        for each in layout.decorations:
            if isinstance(each, Rectangle) and _is_field(each.box, theme):
                yield each.box, theme.palette[each.color]
    if backdrop and backdrop.color:
        over = theme.palette[backdrop.color] if backdrop.color in COLOURS else backdrop.color
        yield backdrop.box, _mixed(over, theme.palette[layout.background], backdrop.opacity)


def _is_field(box: Box, theme: Theme) -> bool:
    return box.width * box.height > _FIELD * theme.width * theme.height


def _mixed(over: str, under: str, opacity: float) -> str:
    pairs = ((int(over[at : at + 2], 16), int(under[at : at + 2], 16)) for at in (0, 2, 4))
    return "".join(f"{round(a * opacity + b * (1 - opacity)):02X}" for a, b in pairs)


# Light ---------------------------------------------------------------------------------------------------------------


def _linear(color: str) -> Colour:
    """Six hex digits of sRGB as shares of light."""
    parts = (int(color[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)  # noqa: PLR2004
    return red, green, blue


def _hex(color: Colour) -> str:
    return "".join(f"{round(255 * _curved(part)):02x}" for part in color)


def _curved(part: float) -> float:
    return 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055  # noqa: PLR2004


def _luminance(color: Colour) -> float:
    """Relative luminance (WCAG 2.2)."""
    red, green, blue = color
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _as_on_white(color: Colour, ground: float) -> Colour:
    """The colour in its own hue that stands out from white as this one does from a ground of that luminance."""
    low, high = sorted((_luminance(color) + _FLARE, ground + _FLARE))
    return _lit(color, max((1 + _FLARE) * low / high - _FLARE, 0.0))


def _lit(color: Colour, wanted: float) -> Colour:
    """A colour of this luminance, with the hue and, as far as there are such colours, the strength of another; tints are pale."""
    if wanted > _WHITE:
        return 1.0, 1.0, 1.0
    _, a, b = _oklab(color)
    if wanted > _TINT:
        a, b = a * _PALE, b * _PALE
    low, high = 0.0, 1.0
    for _ in range(20):
        middle = (low + high) / 2
        low, high = (middle, high) if _luminance(_from_oklab(middle, a, b)) < wanted else (low, middle)
    return _from_oklab((low + high) / 2, a, b)


def _oklab(color: Colour) -> Colour:
    """Oklab of linear sRGB (bottosson.github.io/posts/oklab)."""
    red, green, blue = color
    l = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)  # noqa: E741 (the cones' own names)
    m = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    s = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
        1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
        0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s,
    )


def _from_oklab(light: float, a: float, b: float) -> Colour:
    """Linear sRGB of Oklab; what no screen can show is cut."""
    l = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3  # noqa: E741
    m = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    s = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s
    green = -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s
    blue = -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s
    return _cut(red), _cut(green), _cut(blue)


def _cut(part: float) -> float:
    return min(max(part, 0.0), 1.0)
