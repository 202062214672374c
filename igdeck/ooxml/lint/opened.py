"""A package as it was read: entries, bytes, XML parts and relationships.

A package may be broken in any way, so nothing here raises for a part: what cannot be read is kept as a sentence in
`Package.unreadable`. Only a file that is no zip at all raises.
"""

from __future__ import annotations

import posixpath
import zipfile
from copy import deepcopy
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import unquote

from igdeck.ooxml.lint.names import MC, P

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from lxml.etree import _Element as Element


@dataclass(frozen=True, slots=True)
class Relationship:
    """A relationship; `kind` is the last word of its type, `target` a part's name, or an address if `external`."""

    id: str
    kind: str
    target: str
    external: bool


@dataclass(frozen=True, slots=True)
class Part:
    """An XML part. `seen` is what a current PowerPoint sees of it: `whole` without its `mc:Fallback`s."""

    name: str
    whole: Element
    seen: Element
    rels: tuple[Relationship, ...]

    def related(self, kind: str) -> list[str]:
        """The targets of one kind of relationship."""
        return [rel.target for rel in self.rels if rel.kind == kind]

    def relationship(self, rid: str | None) -> Relationship | None:
        """The relationship of an id."""
        return next((rel for rel in self.rels if rel.id == rid), None)


@dataclass(frozen=True, slots=True)
class Package:
    """A package: zip entries, bytes and XML parts by name, relationships by the name of their source ("" is the package)."""

    entries: tuple[zipfile.ZipInfo, ...]
    blobs: dict[str, bytes] = field(default_factory=dict)
    parts: dict[str, Part] = field(default_factory=dict)
    rels: dict[str, tuple[Relationship, ...]] = field(default_factory=dict)
    unreadable: tuple[str, ...] = ()

    def rooted(self, *tags: str) -> list[Part]:
        """The parts with one of these root elements, in the order of the file."""
        return [part for part in self.parts.values() if part.whole.tag in tags]

    @property
    def slides(self) -> list[Part]:
        """The slides."""
        return self.rooted(P + "sld")

    @property
    def presentation(self) -> Part:
        """The main part."""
        return next(part for part in self.rooted(P + "presentation"))


Promise: TypeAlias = "Callable[[Package], Iterable[str]]"


def open_package(data: bytes) -> Package:
    """Read a package; raises what `zipfile.ZipFile` raises for a file that is no zip."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        entries = tuple(archive.infolist())
        blobs, unreadable = _blobs(archive, entries)
    trees = {name: _parse(blob) for name, blob in blobs.items() if name.endswith((".xml", ".rels"))}
    unreadable += [f"{name}: the XML is malformed: {tree}." for name, tree in trees.items() if isinstance(tree, str)]
    roots = {name: tree for name, tree in trees.items() if not isinstance(tree, str)}
    rels = {_source(name): _relationships(_source(name), root) for name, root in roots.items() if name.endswith(".rels")}
    parts = {name: _part(name, root, rels.get(name, ())) for name, root in roots.items() if name.endswith(".xml")}
    return Package(entries, blobs, parts, rels, tuple(unreadable))


def _blobs(archive: zipfile.ZipFile, entries: Iterable[zipfile.ZipInfo]) -> tuple[dict[str, bytes], list[str]]:
    blobs, unreadable = {}, []
    for entry in entries:
        try:
            blobs[entry.filename] = archive.read(entry)
        except Exception as broken:  # noqa: BLE001 - zipfile lets errors of zlib, lzma and struct through
            unreadable.append(f"{entry.filename}: the entry cannot be unpacked: {broken}.")
    return blobs, unreadable


def _parse(blob: bytes) -> Element | str:
    from lxml import etree

    try:
        return etree.fromstring(blob, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as broken:
        return str(broken)


def _part(name: str, whole: Element, rels: tuple[Relationship, ...]) -> Part:
    seen = whole
    if next(whole.iter(MC + "Fallback"), None) is not None:
        seen = deepcopy(whole)
        for fallback in list(seen.iter(MC + "Fallback")):
            parent = fallback.getparent()
            if parent is not None:
                parent.remove(fallback)
    return Part(name, whole, seen, rels)


def _source(rels_name: str) -> str:
    folder, name = posixpath.split(rels_name)
    return posixpath.join(posixpath.dirname(folder), name.removesuffix(".rels"))


def _relationships(source: str, root: Element) -> tuple[Relationship, ...]:
    return tuple(_relationship(source, element) for element in root.iter("{*}Relationship"))


def _relationship(source: str, element: Element) -> Relationship:
    target, external = element.get("Target", ""), element.get("TargetMode") == "External"
    if not external:
        target = posixpath.normpath(posixpath.join("/", posixpath.dirname(source), unquote(target))).lstrip("/")
    return Relationship(element.get("Id", ""), element.get("Type", "").rpartition("/")[2], target, external)
