"""Pages and a theme as plain data for the programs that paint them.

Lengths are points, colours `#rrggbb`, families names to be looked up in the list of installed stand-ins.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from igdeck.emit.dates import date_of
from igdeck.emit.handout.pictures import pictures_of
from igdeck.emit.handout.prose import make_chapters, make_notes
from igdeck.emit.handout.sheet import make_sheet
from igdeck.emit.handout.slide import make_slides
from igdeck.emit.handout.text import Json, families, language
from igdeck.model.geometry import to_points
from igdeck.model.value import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from igdeck.model.inline import Asset
    from igdeck.model.page import Pages
    from igdeck.model.theme import Theme

#: Control characters, which have no glyph; ends of lines and tabs have a meaning.
_UNSEEN: Final = frozenset(map(chr, (*range(32), *range(127, 160)))) - {"\n", "\t"}


@frozen
class Scene:
    """The data of a PDF, the picture files that it names, the families it uses, its date, and whether all is grey."""

    data: Json
    pictures: Mapping[str, Asset]
    families: frozenset[str]
    date: datetime
    gray: bool = False


def make_scene(pages: Pages, theme: Theme, *, plain: bool) -> Scene:
    """The scene of a deck: `plain` is a page a slide, of the slide's own size; else it is laid out as its handout says."""
    layout = "slides" if plain else pages.handout.layout
    sheet = None if layout == "slides" else make_sheet(pages, theme)
    data: Json = {
        **_properties(pages, date_of(pages.date)),
        "width": to_points(theme.width),
        "height": to_points(theme.height),
        "gray": pages.handout.gray,
        "rtl": theme.rtl,
        "layout": layout,
        "sheet": sheet,
        "slides": [] if layout == "outline" else make_slides(pages, theme),
        "notes": make_notes(pages, theme) if layout == "notes" else [],
        "chapters": make_chapters(pages, theme) if layout == "outline" else [],
    }
    used = families([data["slides"], data["notes"], data["chapters"]]) | {theme.fonts.heading, theme.fonts.body, theme.fonts.code}
    data |= {"looks": [], "decorations": []}
    _settle(data, {}, data)
    return Scene(data, pictures_of(pages, notes=layout == "notes"), used, date_of(pages.date), pages.handout.gray)


def _settle(data: Any, known: dict[str, int], scene: Json) -> None:
    """Put a number in place of what a long deck has but a few of, looks and decorations, and take out what is not to be seen."""
    for key, value in data.items() if isinstance(data, dict) else enumerate(data):
        if key in ("look", "words", "decorations") and data is not scene:
            data[key] = _shared(value, scene["decorations" if key == "decorations" else "looks"], known)
        elif isinstance(value, dict | list):
            _settle(value, known, scene)
        elif isinstance(value, str) and not value.isprintable():
            data[key] = "".join([char for char in value if char not in _UNSEEN])


def _shared(value: Any, all_of_kind: list[Any], known: dict[str, int]) -> int:
    """The place of a value among those of its kind, which it joins if it is new."""
    said = repr(value)
    if said not in known:
        known[said] = len(all_of_kind)
        all_of_kind.append(value)
    return known[said]


def _properties(pages: Pages, date: datetime) -> Json:
    said = language(pages.lang)
    return {
        "title": pages.name,
        "author": pages.author,
        "subject": pages.subject,
        "keywords": [word.strip() for word in pages.keywords.split(",") if word.strip()],
        "lang": said["lang"] or "en",
        "region": said["region"] or None,
        "date": {"year": date.year, "month": date.month, "day": date.day},
    }
