"""The grounds of highlighted words and of lines of code to look at: tints of the theme's accent, the same in all outputs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from igdeck.model.theme import Theme

#: The colour of the theme that a highlighter has.
MARKER: Final = "accent2"
#: What is multiplied with its luminance and what is added to it, in percent (ECMA-376 part 1, 20.1.2.3.20 and 20.1.2.3.21), on
#: a light ground and on a dark one: PowerPoint's “Lighter 60 %”, and somewhat more than its “Darker 50 %”, on which the
#: night's text would have a contrast of less than 4.5.
_LIGHT: Final = (40, 60)
_DARK: Final = (45, 0)
#: The same for bands under code, whose letters are of several colours: all of them have to be read on it.
_LIGHT_BAND: Final = (10, 90)
_DARK_BAND: Final = (25, 0)
#: How wide the bar at the edge of such a band is, in points.
BAR: Final = 4.5


def luminance(theme: Theme) -> tuple[int, int]:
    """How the marker's colour is made lighter or darker, so that the theme's text can be read on it."""
    return _DARK if is_dark(theme) else _LIGHT


def is_dark(theme: Theme) -> bool:
    """Whether text is lighter than its ground."""
    return _lightness(theme.palette["dk1"]) > _lightness(theme.palette["lt1"])


def marker(theme: Theme) -> str:
    """The marker's colour in six hex digits."""
    return _tinted(theme.palette[MARKER], luminance(theme))


def band_luminance(theme: Theme) -> tuple[int, int]:
    """How a colour is made lighter or darker for the band that lines of code stand on, in percent as above."""
    return _DARK_BAND if is_dark(theme) else _LIGHT_BAND


def band(theme: Theme) -> str:
    """The colour of the band that lines of code stand on, in six hex digits."""
    return _tinted(theme.palette[theme.code.mark], band_luminance(theme))


def on_white(color: str, *, band: bool = False) -> str:
    """A colour of six hex digits as a marker on white, or as a band under code."""
    return _tinted(color, _LIGHT_BAND if band else _LIGHT)


def _tinted(color: str, luminance: tuple[int, int]) -> str:
    from colorsys import hls_to_rgb, rgb_to_hls

    share, more = luminance
    hue, light, strength = rgb_to_hls(*(int(color[at : at + 2], 16) / 255 for at in (0, 2, 4)))
    made = hls_to_rgb(hue, min(light * share / 100 + more / 100, 1.0), strength)
    return "".join(f"{round(part * 255):02X}" for part in made)


def _lightness(color: str) -> float:
    """Luma of a colour (ITU-R BT.601): enough to tell which of two is lighter."""
    red, green, blue = (int(color[at : at + 2], 16) for at in (0, 2, 4))
    return 0.299 * red + 0.587 * green + 0.114 * blue
