"""Text styles of nine levels, from the scale of sizes and the bullets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from igdeck.model.theme import COLOURS, Bullet, TextStyle
from igdeck.model.value import replace
from igdeck.theme.grid import inches
from igdeck.theme.tables import Table, flag, list_of, number, one_of, text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from igdeck.model.theme import FontRole, HAlign
    from igdeck.theme.tables import Kind, Place, T

#: PowerPoint knows nine levels of text (ECMA-376 part 1, 21.1.2.2.7).
LEVELS: Final = 9

colour: Final = one_of("colours", {name: name for name in COLOURS}, COLOURS[0])
points: Final = number(1, 400)

_FONTS: Final[Mapping[str, FontRole]] = {"heading": "heading", "body": "body", "code": "code"}
_ALIGNS: Final[Mapping[str, HAlign]] = {"left": "left", "center": "center", "right": "right"}
_PLAIN: Final = (TextStyle(18.0, "body", "dk1"),) * LEVELS


def read_styles(root: Table) -> Kind[tuple[TextStyle, ...]]:
    """Read sizes, bullets and styles; what comes back turns a style's name into its nine levels."""
    sizes = dict(root.table("sizes").each(points))
    bullets = dict(root.table("bullets").each(_bullet))
    kinds = _kinds(sizes, bullets)
    styles: dict[str, tuple[TextStyle, ...]] = {}
    for name, entry in root.table("styles").each(Table):
        styles[name] = _style(entry, kinds, styles)
    return one_of("styles", styles, _PLAIN)


def _bullet(value: Any, place: Place) -> Bullet:
    with Table(value, place) as table:
        return Bullet(
            char=table.need("char", text),
            color=table.need("color", colour),
            scale=table.get("scale", number(0.25, 4), 1.0),  # all that `a:buSzPct` may say
            font=table.need("font", text),
        )


def _kinds(sizes: Mapping[str, float], bullets: Mapping[str, Bullet]) -> dict[str, Kind[Any]]:
    """What each key of a style may hold."""
    return {
        "font": one_of("font roles", _FONTS, "body"),
        "size": _size(sizes),
        "color": colour,
        "bold": flag,
        "italic": flag,
        "line": number(0.5, 3),
        "space-before": number(0, 400),
        "indent": inches,
        "hanging": inches,
        "bullet": one_of("bullets", {**bullets, "none": None}, None),
        "align": one_of("alignments", _ALIGNS, "left"),
    }


def _style(table: Table, kinds: Mapping[str, Kind[Any]], above: Mapping[str, tuple[TextStyle, ...]]) -> tuple[TextStyle, ...]:
    """The style that it starts from, with the columns of values that it says itself."""
    with table:
        base = table.get("from", one_of("styles above", above, _PLAIN), None)
        asked = [key for key in kinds if key in table or (key == "size" and base is None)]
        columns = {key.replace("-", "_"): table.need(key, _levels(kinds[key])) for key in asked}
    said = {field: column for field, column in columns.items() if column}
    return tuple(
        replace(style, **{field: column[level] for field, column in said.items()})
        for level, style in enumerate(base or _PLAIN)
    )  # fmt: skip


def _size(sizes: Mapping[str, float]) -> Kind[float]:
    """A step of the scale, or points."""
    named = one_of("sizes", sizes, 18.0)

    def read(value: Any, place: Place) -> float:
        return named(value, place) if isinstance(value, str) else points(value, place)

    return read


def _levels(kind: Kind[T]) -> Kind[tuple[T, ...]]:
    """One value for all levels, or a list of one value a level, of which the last goes on."""

    def read(value: Any, place: Place) -> tuple[T, ...]:
        listed = list_of(kind, 1, LEVELS)(value, place) if isinstance(value, list) else (kind(value, place),)
        return listed + listed[-1:] * (LEVELS - len(listed))

    return read
