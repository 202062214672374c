"""What an item is drawn in: its theme, its slide's layout, and the rules that the deck has gathered so far."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from igdeck.emit.html.names import box_name
from igdeck.model.geometry import Insets
from igdeck.model.theme import Role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from igdeck.emit.html.rules import Rules
    from igdeck.model.theme import Layout, Placeholder, Theme

#: What PowerPoint keeps free inside a box that says nothing: 0.1 in at the sides, 0.05 in above and below.
INSETS: Final = Insets(91_440, 45_720, 91_440, 45_720)


class Place(NamedTuple):
    """A placeholder with the class of its box."""

    name: str
    placeholder: Placeholder


class Frame(NamedTuple):
    """A layout, `name` in classes, with its placeholders by index. `keys` are those of the slides that links can lead to."""

    theme: Theme
    name: str
    places: Mapping[int, Place]
    free: Place
    keys: frozenset[str]
    rules: Rules

    def place(self, idx: int | None) -> Place:
        """The placeholder of an index; for a box of its own the one whose styles it has, the body."""
        return self.free if idx is None else self.places[idx]


def make_frame(theme: Theme, layout: Layout, names: Mapping[str, str], keys: frozenset[str], rules: Rules) -> Frame:
    """The frame of a layout; `names` as in `layout_names`."""
    places = {p.idx: Place(box_name(names[layout.name], p.idx), p) for p in layout.placeholders}
    body = layout.placeholder(Role.BODY)
    free = places[body.idx] if body else _first_body(theme, names)
    return Frame(theme, names[layout.name], places, free, keys, rules)


def box_insets(placeholder: Placeholder) -> Insets:
    """The space inside a placeholder, or what PowerPoint takes where nothing is said."""
    return placeholder.insets or INSETS


def _first_body(theme: Theme, names: Mapping[str, str]) -> Place:
    """The first body of the theme, for a layout that has none; a theme has a layout with content."""
    bodies = ((layout, layout.placeholder(Role.BODY)) for layout in theme.layouts)
    return next(Place(box_name(names[layout.name], body.idx), body) for layout, body in bodies if body)
