"""The colours around the slides of a reading version, on a light page and on a dark one.

All are the template's, made lighter or darker until they can be read (WCAG 2.2, 1.4.3: a contrast of 4.5).
"""

from __future__ import annotations

from colorsys import hls_to_rgb, rgb_to_hls
from typing import TYPE_CHECKING, Final

from igdeck.emit.ink import WHITE, contrast, luminance
from igdeck.emit.tints import MARKER, is_dark

if TYPE_CHECKING:
    from igdeck.model.theme import Theme

#: The least contrast of words.
READABLE: Final = 4.5
#: How light the ground and the letters of a dark page are that the template has none for, and how much of its hue they keep.
_NIGHT: Final = (0.09, 0.5)
_DAWN: Final = (0.92, 0.4)
_STEPS: Final = 50


def page_colours(theme: Theme, *, dark: bool) -> dict[str, str]:
    """The colours of a page by their names in the style sheet, six hex digits each."""
    ink, ground = _ink_and_ground(theme, dark=dark)
    soft = _mixed(ink, ground, 0.055)
    return {
        "ink": ink,
        "ground": ground,
        "soft": soft,
        "rule": _mixed(ink, ground, 0.18),
        "quiet": readable(_mixed(ink, ground, 0.62), soft),
        "link": readable(theme.palette[theme.link], soft),
        "accent": readable(theme.palette["accent1"], ground, 3.0),
        "lit": _mixed(theme.palette[MARKER], ground, 0.3),
    }


def readable(color: str, ground: str, least: float = READABLE) -> str:
    """The colour itself or, lighter or darker, the nearest of its hue that has this contrast with the ground."""
    hue, light, strength = _hls(color)
    goal = 1.0 if luminance(ground) < luminance("767676") else 0.0
    for step in range(_STEPS + 1):
        found = _hex(hls_to_rgb(hue, light + (goal - light) * step / _STEPS, strength)) if step else color
        if contrast(found, ground) >= least:
            return found
    return "000000" if not goal else WHITE


def _ink_and_ground(theme: Theme, *, dark: bool) -> tuple[str, str]:
    """Letters and ground: the template's own, or, of the other kind than it is, ones of its hue."""
    letters, ground = theme.palette["dk1"], theme.palette["lt1"]
    if dark == is_dark(theme):
        return letters, ground
    if dark:
        return _as_light_as(ground, *_DAWN), _as_light_as(letters, *_NIGHT)
    return ground, WHITE


def _as_light_as(color: str, light: float, share: float) -> str:
    hue, _, strength = _hls(color)
    return _hex(hls_to_rgb(hue, light, min(strength * share, 0.3)))


def _mixed(color: str, ground: str, share: float) -> str:
    return _hex(tuple(part * share + other * (1 - share) for part, other in zip(_parts(color), _parts(ground), strict=True)))


def _hls(color: str) -> tuple[float, float, float]:
    red, green, blue = _parts(color)
    return rgb_to_hls(red, green, blue)


def _parts(color: str) -> tuple[float, ...]:
    return tuple(int(color[at : at + 2], 16) / 255 for at in (0, 2, 4))


def _hex(parts: tuple[float, ...]) -> str:
    return "".join(f"{round(min(max(part, 0.0), 1.0) * 255):02X}" for part in parts)
