"""A template's decorations, placeholders and layouts."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from igdeck.model.geometry import Box, Insets
from igdeck.model.theme import COLOURS, Decoration, Layout, Outline, Placeholder, Rectangle, Role, TextStyle
from igdeck.model.value import frozen, replace
from igdeck.theme.grid import insets
from igdeck.theme.styles import colour
from igdeck.theme.tables import Table, list_of, one_of, text, whole

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from igdeck.model.theme import Anchor
    from igdeck.theme.tables import Kind, Place

#: The layouts of every theme in the order of PowerPoint's menu, with `p:sldLayout/@type` (ECMA-376 part 1, 19.7.15).
LAYOUTS: Final[Mapping[str, str]] = {
    "Title Slide": "title",
    "Title and Content": "obj",
    "Section Header": "secHead",
    "Two Content": "twoObj",
    "Comparison": "twoTxTwoObj",
    "Title Only": "titleOnly",
    "Blank": "blank",
    "Content with Caption": "objTx",
    "Picture with Caption": "picTx",
    "Quote": "cust",
}

_FIELDS: Final = (Role.DATE, Role.FOOTER, Role.NUMBER)
#: What each layout has places for, besides the fields.
_CONTENT: Final[Mapping[str, tuple[Role, ...]]] = {
    "Title Slide": (Role.TITLE, Role.SUBTITLE),
    "Title and Content": (Role.TITLE, Role.BODY),
    "Section Header": (Role.TITLE, Role.SUBTITLE),
    "Two Content": (Role.TITLE, Role.BODY, Role.BODY),
    "Comparison": (Role.TITLE, Role.CAPTION, Role.BODY, Role.CAPTION, Role.BODY),
    "Title Only": (Role.TITLE,),
    "Blank": (),
    "Content with Caption": (Role.TITLE, Role.BODY, Role.CAPTION),
    "Picture with Caption": (Role.TITLE, Role.PICTURE, Role.CAPTION),
    "Quote": (Role.TITLE, Role.QUOTE),
}
#: `p:ph/@type` by role (ECMA-376 part 1, 19.7.10). PowerPoint has two of its own for the Title Slide.
_KINDS: Final[Mapping[Role, str]] = {
    Role.TITLE: "title",
    Role.SUBTITLE: "body",
    Role.BODY: "obj",
    Role.QUOTE: "body",
    Role.CAPTION: "body",
    Role.PICTURE: "pic",
    Role.HEADER: "body",
    Role.DATE: "dt",
    Role.FOOTER: "ftr",
    Role.NUMBER: "sldNum",
}
_COVER_KINDS: Final[Mapping[Role, str]] = {Role.TITLE: "ctrTitle", Role.SUBTITLE: "subTitle"}
#: What a placeholder is called where its author gives it no name.
_NAMES: Final[Mapping[Role, str]] = {
    **{role: role.value.title() for role in Role},
    Role.BODY: "Content",
    Role.NUMBER: "Slide Number",
}
_ROLES: Final[Mapping[str, Role]] = {role.value: role for role in Role}
_ANCHORS: Final[Mapping[str, Anchor]] = {"top": "top", "middle": "middle", "bottom": "bottom"}

#: Stand in for what has a mistake.
_BLANK: Final = Placeholder(Role.BODY, "", "", -1, Box(0, 0, 1, 1), ())
_UNDRAWN: Final[Decoration] = Rectangle(_BLANK.box, COLOURS[0])

_role: Final = one_of("roles", _ROLES, Role.BODY)
_anchor: Final = one_of("anchors", _ANCHORS, "top")
_idx: Final = whole(0, 9999)

#: The letters of a path with how many numbers follow each.
_STEPS: Final = {"M": 2, "L": 2, "C": 6, "Z": 0}


def read_layouts(root: Table, style: Kind[tuple[TextStyle, ...]], box: Kind[Box]) -> tuple[Layout, ...]:
    """Read the ten layouts and what they are put together from."""
    decorations = dict(root.table("decorations").each(_decoration(box)))
    places = _Places(style, box, {})
    for name, shared in root.table("placeholders").each(places.told):
        places.shared[name] = shared
    with root.table("layouts") as table:
        return tuple(_layout(name, table.need(name, Table), decorations, places) for name in LAYOUTS)


def _decoration(box: Kind[Box]) -> Kind[Decoration]:
    def read(value: Any, place: Place) -> Decoration:
        with Table(value, place) as table:
            where, color = table.need("box", box), table.need("color", colour)
            if "path" not in table and "view" not in table:
                return Rectangle(where, color)
            width, height = table.need("view", list_of(whole(1, 1_000_000), 2, 2)) or (1, 1)
            return Outline(where, color, (width, height), table.need("path", _path))

    return read


def _path(value: Any, place: Place) -> str:
    """SVG path data of absolute steps, its white space evened out."""
    data = " ".join(text(value, place).split())
    for letter, numbers in re.findall(r"([A-Za-z])([^A-Za-z]*)", data):
        found = re.findall(r"-?\d+(?:\.\d+)?", numbers)
        if len(found) != _STEPS.get(letter):
            hint = "paths are made of M x y, L x y, C x y x y x y and Z"
            place.wrong(f"“{letter}{numbers.rstrip()}” is no step of a path", hint)
    return data


@frozen
class _Places:
    """How placeholders are read: the kinds of what they name, and those that layouts share."""

    style: Kind[tuple[TextStyle, ...]]
    box: Kind[Box]
    shared: dict[str, Placeholder]

    def placed(self, value: Any, place: Place) -> Placeholder:
        """A placeholder of a layout: a shared one by its name, or one that is told."""
        return self.told(value, place) if isinstance(value, dict) else self._named(value, place)

    def told(self, value: Any, place: Place) -> Placeholder:
        """A placeholder told key by key, or `from` a shared one with changes."""
        with Table(value, place) as table:
            base = table.need("from", self._named) if "from" in table else self._bare(table)
            return Placeholder(
                role=table.get("role", _role, base.role),
                name=table.get("name", text, base.name),
                kind=base.kind,
                idx=table.get("idx", _idx, base.idx),
                box=table.get("box", self.box, base.box),
                levels=table.get("text", self.style, base.levels),
                anchor=table.get("anchor", _anchor, base.anchor),
                insets=table.get("insets", insets, base.insets),
                prompt=table.get("prompt", text, base.prompt),
            )

    def _named(self, value: Any, place: Place) -> Placeholder:
        return one_of("placeholders", self.shared, _BLANK)(value, place)

    def _bare(self, table: Table) -> Placeholder:
        """What no placeholder can be without."""
        role, idx = table.need("role", _role), table.need("idx", _idx)
        where, levels = table.need("box", self.box), table.need("text", self.style)
        return Placeholder(role, _NAMES[role], "", idx, where, levels, insets=Insets())


def _layout(name: str, table: Table, decorations: Mapping[str, Decoration], places: _Places) -> Layout:
    with table:
        background = table.need("background", colour)
        none: tuple[Decoration, ...] = ()
        drawn = table.get("decorations", list_of(one_of("decorations", decorations, _UNDRAWN)), none)
        placed = table.need("placeholders", list_of(places.placed))
        _check_indices(placed, table.place.at("placeholders"))
        _check_roles(name, placed, table.place)
    kinds = {**_KINDS, **_COVER_KINDS} if name == "Title Slide" else _KINDS
    placeholders = tuple(replace(placeholder, kind=kinds[placeholder.role]) for placeholder in placed)
    return Layout(name, LAYOUTS[name], background, placeholders, drawn)


def _check_indices(placed: Sequence[Placeholder], place: Place) -> None:
    """PowerPoint finds a slide's place on the layout by its index."""
    seen: dict[int, str] = {}
    for number, placeholder in enumerate(placed):
        if placeholder.idx in seen and placeholder is not _BLANK:
            message = f"the index {placeholder.idx} is taken by “{seen[placeholder.idx]}”"
            place.at(number).wrong(message, "give it an idx that no other placeholder of the layout has", "template-idx")
        seen.setdefault(placeholder.idx, placeholder.name)


def _check_roles(name: str, placed: Sequence[Placeholder], place: Place) -> None:
    """Slides count on what a layout has places for. After other mistakes nothing is said: a role may only be misspelt."""
    missing = Counter((*_CONTENT[name], *_FIELDS)) - Counter(placeholder.role for placeholder in placed)
    if missing and not place.mistakes.found:
        roles = ", ".join(role.value for role in missing.elements())
        place.wrong(f"there is no placeholder for: {roles}", "add one of each role to its placeholders", "template-missing")
