"""A package in the making: parts, their content types and their relationships, each by a counter of its own.

Nothing is looked up by walking over what is there, so that the thousandth slide costs what the first does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from igdeck.model.media import POWERPOINT, SUFFIXES, SVG
from igdeck.ooxml.archive import packed, stored, stored_file
from igdeck.ooxml.markup import HEAD, PACKAGE, quote

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from igdeck.ooxml.archive import Entry

CONTENT_TYPES: Final = "[Content_Types].xml"
#: The content types by suffix; every other part has an override by name.
DEFAULTS: Final = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
    **{suffix: kind for kind, suffix in SUFFIXES.items() if kind in (*POWERPOINT, SVG)},
}


class Relationships:
    """The relationships of one part, numbered as they are asked for; the same target again has the same id."""

    __slots__ = ("_ids", "_lines")

    def __init__(self) -> None:
        self._ids: dict[tuple[str, str], str] = {}
        self._lines: list[str] = []

    def add(self, kind: str, target: str, *, external: bool = False) -> str:
        """The id of the relationship of a kind (the whole address of its type) to a target."""
        rid = self._ids.get((kind, target))
        if rid is None:
            rid = self._ids[kind, target] = f"rId{len(self._ids) + 1}"
            mode = ' TargetMode="External"' if external else ""
            self._lines.append(f'<Relationship Id="{rid}" Type="{kind}" Target="{quote(target)}"{mode}/>')
        return rid

    def xml(self) -> str:
        """The part that holds them."""
        return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{"".join(self._lines)}</Relationships>'


class Package:
    """Packed parts and the overrides that go with them."""

    __slots__ = ("entries", "overrides")

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.overrides: list[str] = []

    def add(self, name: str, kind: str, xml: str, rels: Relationships | None = None) -> None:
        """A part of a content type, with its relationships; without a type it has the one of its suffix."""
        self.entries.append(packed(name, xml.encode()))
        if kind:
            self.overrides.append(f'<Override PartName="/{name}" ContentType="{kind}"/>')
        if rels:
            self.entries.append(packed(rels_name(name), rels.xml().encode()))

    def add_media(self, name: str, content: bytes, file: Path | None = None) -> None:
        """A part that is packed already and has the type of its suffix; from a file, its content is read again at the end."""
        self.entries.append(stored_file(name, content, file) if file else stored(name, content))


def rels_name(name: str) -> str:
    """The name of the part with the relationships of another; of the package, if that is empty."""
    folder, _, file = name.rpartition("/")
    return f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels"


def content_types(overrides: Iterable[str]) -> Entry:
    """The entry that says what each part is; a package opens with it."""
    defaults = "".join(f'<Default Extension="{suffix}" ContentType="{kind}"/>' for suffix, kind in DEFAULTS.items())
    types = f'{HEAD}<Types xmlns="{PACKAGE}/content-types">{defaults}{"".join(overrides)}</Types>'
    return packed(CONTENT_TYPES, types.encode())
