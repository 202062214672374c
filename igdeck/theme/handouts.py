"""`[handout]` of a template: what it asks of handouts, which a deck and the command line may ask otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from igdeck.model.handout import LAYOUTS, PAPERS, SWITCHES, WIDEST, Wish
from igdeck.theme.grid import insets
from igdeck.theme.tables import Table, flag, one_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from igdeck.model.geometry import Insets
    from igdeck.model.handout import HandoutLayout, Paper
    from igdeck.theme.tables import Kind, Place

_LAYOUTS: Final[Mapping[str, HandoutLayout]] = {layout: layout for layout in LAYOUTS}
_PAPERS: Final[Mapping[str, Paper]] = {paper: paper for paper in PAPERS}
_ORIENTATIONS: Final[Mapping[str, bool]] = {"portrait": False, "landscape": True}


def read_handout(root: Table) -> Wish:
    """What a template asks of handouts; nothing without the table."""
    if "handout" not in root:
        return Wish()
    with root.table("handout") as table:
        said: dict[str, tuple[str, Kind[Any]]] = {
            "layout": ("layout", _layout),
            "paper": ("paper", one_of("papers", _PAPERS, "a4")),
            "landscape": ("orientation", one_of("orientations", _ORIENTATIONS, False)),
            "margins": ("margins", _margins),
            **{name: (name, _words) for name in ("header", "footer", "date")},
            **{name: (key, flag) for key, name in SWITCHES.items()},
        }
        return Wish(**{name: table.get(key, kind, None) for name, (key, kind) in said.items()})


def _layout(value: Any, place: Place) -> HandoutLayout:
    """A number of slides may be written as one."""
    number = isinstance(value, int) and not isinstance(value, bool)
    return one_of("layouts", _LAYOUTS, "6")(str(value) if number else value, place)


def _margins(value: Any, place: Place) -> Insets:
    margins = insets(value, place)
    if max(margins.left, margins.top, margins.right, margins.bottom) > WIDEST:
        place.wrong("these margins are wider than 3.15 in", "leave room for the slides: lengths are inches")
    return margins


def _words(value: Any, place: Place) -> str | bool:
    """A text, or false for none and true for what usually stands there."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return value or ""
    place.unlike(value, "a text in quotes, true or false")
    return ""
