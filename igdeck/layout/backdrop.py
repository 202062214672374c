"""What lies behind a slide, and the room that it leaves for the content.

A picture or colour for the whole slide is its background. On one side it takes its share of the width, and all that the layout
places moves into the rest, with the margins that it had.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from igdeck.model.diagnostics import warning
from igdeck.model.geometry import Box
from igdeck.model.page import Backdrop, TextItem
from igdeck.model.theme import COLOURS, LARGEST, Role
from igdeck.model.value import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from igdeck.model.deck import Background, Slide
    from igdeck.model.diagnostics import Diagnostic
    from igdeck.model.page import Item
    from igdeck.model.theme import Layout, Placeholder, TextStyle, Theme

#: The least contrast of text and its ground (WCAG 2.2, 1.4.3).
CONTRAST: Final = 4.5
#: A side leaves the content this share of the slide at least, and takes this share itself.
_LEAST: Final = 0.1
#: A decoration of a larger share of the slide is a field of colour, and goes where a background takes its place.
_FIELD: Final = 0.25
_FIELDS: Final = (Role.HEADER, Role.FOOTER, Role.DATE)
#: The least width of a slide's number, which is not to be broken: three digits of 14 pt.
_DIGITS: Final = 304_800
_WHITE: Final = "FFFFFF"


def make_backdrop(background: Background, layout: Layout, theme: Theme) -> Backdrop | None:
    """The backdrop of a slide in a layout; None for a picture that is missing and for what cannot be seen."""
    asset = background.image.asset if background.image else None
    if background.opacity <= 0 or (asset is None and not background.color):
        return None
    area = _side(background, theme) or Box(0, 0, theme.width, theme.height)
    box = area if asset is None or background.cover else area.contain(asset.width, asset.height)
    behind, bare = _behind(background, box, layout, theme), not background.side and _hides(layout, theme)
    return Backdrop(box, asset, background.color, background.opacity, background.cover, behind, bare)


def _hides(layout: Layout, theme: Theme) -> bool:
    """Whether a decoration of the layout is a field that would hide much of what lies behind."""
    most = _FIELD * theme.width * theme.height
    return any(decoration.box.width * decoration.box.height > most for decoration in layout.decorations)


def _behind(background: Background, box: Box, layout: Layout, theme: Theme) -> bool:
    """Whether it can be the slide's own background. PowerPoint shows white through one, not the ground of the layout."""
    whole = box == Box(0, 0, theme.width, theme.height)
    return whole and (background.opacity >= 1 or _hex(layout.background, theme) == _WHITE)


def _side(background: Background, theme: Theme) -> Box | None:
    if not background.side:
        return None
    width = round(theme.width * min(max(background.share, _LEAST), 1 - _LEAST))
    return Box(0 if background.side == "left" else theme.width - width, 0, width, theme.height)


def beside(background: Background, theme: Theme) -> Theme:
    """The theme with the placeholders of all layouts in what a backdrop on a side leaves of the slide."""
    side = _side(background, theme)
    if side is None:
        return theme
    left, right = (side.right, theme.width) if side.x == 0 else (0, side.x)
    return replace(theme, layouts=tuple(_narrowed(layout, left, right, theme.width) for layout in theme.layouts))


def _narrowed(layout: Layout, left: int, right: int, whole: int) -> Layout:
    """A layout whose placeholders stand between two edges as they stood between those of the slide."""
    boxes = [place.box for place in layout.placeholders]
    margin = min((min(box.x, whole - box.right) for box in boxes), default=0)
    margin = max(min(margin, (right - left) // 4), 0)
    share = (right - left - 2 * margin) / max(whole - 2 * margin, 1)

    def moved(place: Placeholder) -> Placeholder:
        x, width = left + margin + round((place.box.x - margin) * share), round(place.box.width * share)
        if place.role is Role.NUMBER and (more := min(_DIGITS, place.box.width) - width) > 0:
            x, width = max(x - more, left), width + more
        return replace(place, box=Box(x, place.box.y, width, place.box.height))

    return replace(layout, placeholders=tuple(_beside_number([moved(place) for place in layout.placeholders])))


def _beside_number(places: Sequence[Placeholder]) -> Iterator[Placeholder]:
    """The placeholders; those of fields that stand on a line with the slide's number end before it."""
    number = next((place.box for place in places if place.role is Role.NUMBER), None)
    for place in places:
        box = place.box
        if number and place.role in _FIELDS and box.x < number.x < box.right and box.y == number.y:
            yield replace(place, box=replace(box, width=number.x - box.x))
        else:
            yield place


# Contrast ----------------------------------------------------------------------------------------------------------


def about_contrast(slide: Slide, backdrop: Backdrop, items: Sequence[Item], layout: Layout, theme: Theme) -> Iterator[Diagnostic]:
    """Say that text stands out too little from a colour behind it. What a picture does to text, nobody can tell from its file."""
    if not backdrop.color or backdrop.asset or (slide.background and slide.background.side):
        return
    ground = _mixed(_hex(backdrop.color, theme), _hex(layout.background, theme), backdrop.opacity)
    used = {item.idx: item for item in items if isinstance(item, TextItem) and not item.hidden}
    colours = {_levels(idx, layout, theme)[0].color for idx in used}
    worst = min((contrast(_hex(color, theme), ground) for color in colours), default=LARGEST)
    if worst < CONTRAST:
        message = f"the text has a contrast of {worst:.1f} : 1 to the background “{slide.background and slide.background.color}”"
        hint = f"choose one that leaves {CONTRAST:g} : 1, a lighter or darker one, or less opacity"
        yield warning("background-contrast", message, hint, line=slide.first_line)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours of six hex digits, from 1 to 21 (WCAG 2.2, definition of contrast ratio)."""
    low, high = sorted(map(_luminance, (one, other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(color: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = (int(color[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)  # noqa: PLR2004
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _levels(idx: int | None, layout: Layout, theme: Theme) -> tuple[TextStyle, ...]:
    place = next((place for place in layout.placeholders if place.idx == idx), None) or theme.body(layout)[1]
    return place.levels


def _hex(color: str, theme: Theme) -> str:
    return theme.palette[color] if color in COLOURS else color


def _mixed(over: str, under: str, opacity: float) -> str:
    pairs = ((int(over[at : at + 2], 16), int(under[at : at + 2], 16)) for at in (0, 2, 4))
    return "".join(f"{round(a * opacity + b * (1 - opacity)):02X}" for a, b in pairs)
