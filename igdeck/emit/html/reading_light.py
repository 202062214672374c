"""Slides of a reading version with white grounds, where ink is to be saved: each box has the colours of what it stands on.

Slides are drawn in the theme's colours by their names. So all it takes is a class that gives the names other colours: for the
slide, and for a box on a field of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from igdeck.emit.html.css import rule
from igdeck.emit.ink import WHITE, grounds_of, layout_grounds, paper_ink, without_ground
from igdeck.model.geometry import Box
from igdeck.model.page import CodeItem
from igdeck.model.theme import COLOURS, Rectangle
from igdeck.model.value import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from igdeck.emit.ink import Grounds, Ink
    from igdeck.model.handout import Handout
    from igdeck.model.page import Page
    from igdeck.model.theme import Decoration, Layout, Theme

#: A slide's own ground is what its top left corner stands on.
_CORNER = Box(0, 0, 0, 0)


class Light:
    """Makes the slides of a deck light, and remembers which grounds they had: a class each."""

    __slots__ = ("_grounds", "_handout", "_inks", "_theme")

    def __init__(self, theme: Theme, handout: Handout) -> None:
        self._theme = theme
        self._handout = handout
        self._inks: dict[str, Ink] = {}
        self._grounds: dict[str, Grounds] = {}

    def page(self, page: Page) -> Page:
        """The slide without a picture behind all of it, and what lies behind it in its colour on white."""
        page = without_ground(page, self._theme, self._handout)
        grounds = grounds_of(page, self._theme.layout(page.layout), self._theme, self._handout)
        backdrop, self._grounds[page.key] = page.backdrop, grounds
        if backdrop is None or not backdrop.color:
            return page
        shade = grounds.field(backdrop.box, backdrop.color)
        return replace(page, backdrop=replace(backdrop, color=shade.removeprefix("#")))

    def slide(self, page: Page) -> str:
        """The class of a slide, by what it stood on."""
        return self._name(self._grounds[page.key].ink(_CORNER))

    def items(self, page: Page, drawn: Sequence[str]) -> Iterator[str]:
        """What is drawn on a slide, each box that stood on another ground than the slide with the class of that."""
        grounds, before = self._grounds[page.key], len(drawn) - len(page.items)
        yield from drawn[:before]
        slide = grounds.ink(_CORNER)
        for item, box in zip(page.items, drawn[before:], strict=True):
            ink = grounds.ink(item.box)
            yield box if ink == slide else _with_class(box, self._name(ink), every=isinstance(item, CodeItem))

    def css(self) -> str:
        """The rules of the classes, to follow the theme's."""
        white = rule(".slide.slide", f"background-color:#{WHITE}")
        return white + "".join(rule(f".slide.{name}, .slide .{name}", _colours(ink)) for name, ink in self._inks.items())

    def _name(self, ink: Ink) -> str:
        name = f"on-{ink.ground.lower() or 'light'}"
        self._inks[name] = ink
        return name


def light_theme(theme: Theme, handout: Handout) -> Theme:
    """The theme with the decorations of its layouts as they are on white; they go by names of its palette."""
    palette = dict(theme.palette)
    layouts = tuple(_lit(layout, theme, handout, palette) for layout in theme.layouts)
    return replace(theme, palette=palette, layouts=layouts)


def on_paper(theme: Theme, handout: Handout) -> Theme:
    """The theme for words that stand on the page itself."""
    ink = paper_ink(theme, handout)
    return replace(theme, palette={name: ink.color(name).removeprefix("#").upper() for name in theme.palette})


def _lit(layout: Layout, theme: Theme, handout: Handout, palette: dict[str, str]) -> Layout:
    grounds = layout_grounds(layout, theme, handout)
    made = []
    for decoration in layout.decorations:
        shade = _shade(decoration, grounds).removeprefix("#")
        palette[shade] = shade
        made.append(replace(decoration, color=shade))
    return replace(layout, decorations=tuple(made))


def _shade(decoration: Decoration, grounds: Grounds) -> str:
    if isinstance(decoration, Rectangle):
        return grounds.field(decoration.box, decoration.color)
    return grounds.ink(decoration.box).color(decoration.color)


def _colours(ink: Ink) -> str:
    colours = {name: ink.color(name) for name in COLOURS} | {"marker": ink.marker, "band": ink.band}
    return "; ".join(f"--{name}:{color}" for name, color in colours.items()) + "; color:var(--dk1)"


def _with_class(box: str, name: str, *, every: bool) -> str:
    """An element with one class more; of code, the name of its file above it is a second one."""
    named = box.replace('class="', f'class="{name} ', 1)
    return named.replace('<pre class="code', f'<pre class="{name} code', 1) if every and not named.startswith("<pre") else named
