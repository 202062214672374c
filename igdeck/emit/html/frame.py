"""What an item is drawn in: its theme, its slide's layout, and the rules that the deck has gathered so far."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from igdeck.emit.html.names import box_name
from igdeck.model.theme import Role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from igdeck.emit.html.rules import Rules
    from igdeck.model.inline import Direction
    from igdeck.model.theme import Layout, Placeholder, Theme


class Place(NamedTuple):
    """A placeholder with the class of its box."""

    name: str
    placeholder: Placeholder


class Frame(NamedTuple):
    """A layout, `name` in classes, with its placeholders by index. `keys` are those of the slides that links can lead to.

    `dir` is which way a slide's text runs that says nothing of it, empty for as its letters do. `title` and `heading` are the
    elements of a slide's title and of the headings in its body. `outward` is what a link out of the document says besides its
    address: a deck opens a window of its own for it, so that the talk stays where it is.
    """

    theme: Theme
    name: str
    places: Mapping[int, Place]
    free: Place
    caption: Place
    keys: frozenset[str]
    rules: Rules
    dir: Direction = ""
    title: str = "h2"
    heading: str = "h3"
    outward: str = ' target="_blank" rel="noopener"'

    def place(self, idx: int | None, role: Role = Role.BODY) -> Place:
        """The placeholder of an index; for a box of its own the one whose styles it has, a caption or the body."""
        if idx is not None:
            return self.places[idx]
        return self.caption if role is Role.CAPTION else self.free


def make_frame(theme: Theme, layout: Layout, names: Mapping[str, str], keys: frozenset[str], rules: Rules) -> Frame:
    """The frame of a layout; `names` as in `layout_names`."""
    places = {p.idx: Place(box_name(names[layout.name], p.idx), p) for p in layout.placeholders}
    home, body = theme.body(layout)
    free = Place(box_name(names[home.name], body.idx), body)
    home, caption = theme.caption()
    below = Place(box_name(names[home.name], caption.idx), caption)
    return Frame(theme, names[layout.name], places, free, below, keys, rules)
