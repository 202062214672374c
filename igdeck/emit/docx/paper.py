"""The template's colours on paper: dark text on white, whatever the slides are, and never too faint to be read.

A document has no ground of its own, so a dark template's colours of text and of grounds change places. An accent that is too
light for words is darkened as Word's palette does it, so that it stays a colour of the theme.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from igdeck.emit.ink import WHITE, contrast, gray_of
from igdeck.emit.tints import is_dark
from igdeck.model.value import frozen, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from igdeck.model.theme import Theme

#: What Word calls the theme's colours (`ST_ThemeColor`, ECMA-376 part 1, 17.18.97).
_NAMES: Final = {
    "dk1": "text1",
    "lt1": "background1",
    "dk2": "text2",
    "lt2": "background2",
    "hlink": "hyperlink",
    "folHlink": "followedHyperlink",
}
#: The least contrast of words and of signs with their ground (WCAG 2.2, 1.4.3 and 1.4.11).
WORDS: Final = 4.5
SIGNS: Final = 3.0
#: How dark or light a colour is made, in parts of 255 that are left of it.
_WHOLE: Final = 255
_LEFT: Final = range(_WHOLE - 5, -1, -5)
#: A tint of a ground that can be told from white, for a template that has none.
_GROUND: Final = "F2F2F2"
#: The least contrast of a tint with white.
_SEEN: Final = 1.03


@frozen
class Paper:
    """A theme whose palette is that of paper."""

    theme: Theme

    def ink(self, name: str, ground: str = WHITE, least: float = WORDS) -> str:
        """The attributes of `w:color` for a colour of the theme that stands out from its ground (six digits).

        It is darkened as far as that takes, else lightened: there is no ground that neither black nor white can be read on.
        """
        color = self.theme.palette[name]
        made, said = next((one for one in _variants(color) if contrast(one[0], ground) >= least), (color, ""))
        return f'w:val="{made}" w:themeColor="{_NAMES.get(name, name)}"{said}'

    def border(self, name: str, share: float = 1.0) -> str:
        """The attributes of a border's colour, so much of it, the rest being white."""
        part = round(share * 255)
        said = f' w:themeTint="{part:02X}"' if share != 1 else ""
        made = lightened(self.theme.palette[name], part / 255)
        return f'w:color="{made}" w:themeColor="{_NAMES.get(name, name)}"{said}'

    def ground(self, name: str) -> str:
        """A `w:shd` of a colour as it is."""
        return f'<w:shd w:val="clear" w:color="auto" w:fill="{self.theme.palette[name]}" w:themeFill="{_NAMES.get(name, name)}"/>'

    def tint(self, name: str, share: float) -> tuple[str, str]:
        """A `w:shd` of so much of a colour, the rest being white, and the colour that comes out."""
        part = round(share * 255)
        made = lightened(self.theme.palette[name], part / 255)
        said = f'w:themeFill="{_NAMES.get(name, name)}" w:themeFillTint="{part:02X}"'
        return f'<w:shd w:val="clear" w:color="auto" w:fill="{made}" {said}/>', made


def on_paper(theme: Theme, *, gray: bool) -> Paper:
    """A theme as it is on paper; in greys of the same contrast if asked for."""
    palette = dict(theme.palette)
    if is_dark(theme):
        palette |= {"dk1": theme.palette["lt1"], "dk2": theme.palette["lt2"], "lt2": theme.palette["dk1"]}
    palette["lt1"] = WHITE
    if contrast(palette["lt2"], WHITE) < _SEEN:
        palette["lt2"] = _GROUND
    made = {name: (gray_of(color) if gray else color).upper() for name, color in palette.items()}
    return Paper(replace(theme, palette=made))


def shaded(color: str, share: float) -> str:
    """A colour with a share of its lightness, as `w:themeShade` makes it (ECMA-376 part 1, 17.3.2.6)."""
    return _with_lightness(color, lambda light: light * share)


def lightened(color: str, share: float) -> str:
    """A colour of which a share is left, as `w:themeTint` makes it."""
    return _with_lightness(color, lambda light: light * share + 1 - share)


def _variants(color: str) -> Iterator[tuple[str, str]]:
    """A colour as it is, darker and darker, and lighter and lighter, each with what says so."""
    yield color, ""
    yield from ((shaded(color, left / _WHOLE), f' w:themeShade="{left:02X}"') for left in _LEFT)
    yield from ((lightened(color, left / _WHOLE), f' w:themeTint="{left:02X}"') for left in _LEFT)


def _with_lightness(color: str, change: Callable[[float], float]) -> str:
    from colorsys import hls_to_rgb, rgb_to_hls

    hue, light, strength = rgb_to_hls(*_parts(color))
    return "".join(f"{round(part * 255):02X}" for part in hls_to_rgb(hue, change(light), strength))


def _parts(color: str) -> tuple[float, float, float]:
    red, green, blue = (int(color[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return red, green, blue
