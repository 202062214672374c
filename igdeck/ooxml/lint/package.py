"""Promises about the package: its entries, content types, relationships and properties."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from igdeck.ooxml.lint.names import CP, DC, DCTERMS, A, C, P, R
from igdeck.ooxml.lint.readers import local, more_than_once

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from igdeck.ooxml.lint.opened import Package, Part, Promise

CONTENT_TYPES_PART = "[Content_Types].xml"
EPOCH = (1980, 1, 1, 0, 0, 0)
TIMESTAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
#: Relationships of a slide that no attribute of the slide names: PowerPoint finds these by their type.
IMPLICIT = frozenset({"slideLayout", "notesSlide", "comments"})
#: The content type of a part by its root element.
CONTENT_TYPES = {
    P + "presentation": "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
    P + "sld": "application/vnd.openxmlformats-officedocument.presentationml.slide+xml",
    P + "sldLayout": "application/vnd.openxmlformats-officedocument.presentationml.slideLayout+xml",
    P + "sldMaster": "application/vnd.openxmlformats-officedocument.presentationml.slideMaster+xml",
    P + "notes": "application/vnd.openxmlformats-officedocument.presentationml.notesSlide+xml",
    P + "notesMaster": "application/vnd.openxmlformats-officedocument.presentationml.notesMaster+xml",
    P + "handoutMaster": "application/vnd.openxmlformats-officedocument.presentationml.handoutMaster+xml",
    P + "tagLst": "application/vnd.openxmlformats-officedocument.presentationml.tags+xml",
    A + "theme": "application/vnd.openxmlformats-officedocument.theme+xml",
    A + "tblStyleLst": "application/vnd.openxmlformats-officedocument.presentationml.tableStyles+xml",
    C + "chartSpace": "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
    CP + "coreProperties": "application/vnd.openxmlformats-package.core-properties+xml",
}


def readable(package: Package) -> Iterator[str]:
    """Every entry can be unpacked and every XML part is well-formed."""
    yield from package.unreadable


def unique_names(package: Package) -> Iterator[str]:
    """Part names are unique, whatever their case (ECMA-376 part 2, 6.2.2)."""
    for name in more_than_once(entry.filename.lower() for entry in package.entries):
        yield f"{name}: the zip holds this name more than once."


def fixed_dates(package: Package) -> Iterator[str]:
    """Every zip entry has one date, so that two builds are the same bytes."""
    for entry in package.entries:
        if entry.date_time != EPOCH:
            yield f"{entry.filename}: the zip entry is dated {entry.date_time}, not 1980-01-01."


def content_types(package: Package) -> Iterator[str]:
    """Each part has a content type, and the one that its root element calls for."""
    table = package.parts[CONTENT_TYPES_PART].whole
    defaults = {entry.get("Extension", "").lower(): entry.get("ContentType", "") for entry in table.iter("{*}Default")}
    overrides = {entry.get("PartName", "").lstrip("/"): entry.get("ContentType", "") for entry in table.iter("{*}Override")}
    for name in package.blobs:
        if name != CONTENT_TYPES_PART and name not in overrides and name.rpartition(".")[2].lower() not in defaults:
            yield f"{name}: the part has no content type."
    for name in overrides.keys() - package.blobs.keys():
        yield f"{CONTENT_TYPES_PART}: it names {name}, which is not there."
    for name, part in package.parts.items():
        wanted, found = CONTENT_TYPES.get(str(part.whole.tag)), overrides.get(name)
        if wanted and found != wanted:
            yield f"{name}: its content type is {found}, not {wanted}."


def targets_exist(package: Package) -> Iterator[str]:
    """Each relationship leads from a part that exists to one that exists, under an id of its own."""
    for source, rels in package.rels.items():
        if source and source not in package.blobs:
            yield f"{source}: the part is not there, its relationships are."
        for rid in more_than_once(rel.id for rel in rels):
            yield f"{source}: the relationship id {rid} is used more than once."
        for rel in rels:
            if not rel.external and rel.target not in package.blobs:
                yield f"{source}: the relationship {rel.id} leads to {rel.target}, which is not there."


def ids_related(package: Package) -> Iterator[str]:
    """Each relationship id that a part uses is in its relationships."""
    for part in package.parts.values():
        known = {rel.id for rel in part.rels}
        for element, rid in _uses(part):
            if rid not in known and (rid or not element.get("action")):
                yield f"{part.name}: {local(element)} uses the relationship “{rid}”, which is not there."


def _uses(part: Part) -> Iterator[tuple[Element, str]]:
    """Each element that names a relationship, with its id."""
    for element in part.whole.iter("*"):
        yield from ((element, str(value)) for name, value in element.attrib.items() if str(name).startswith(R))


def relationships_used(package: Package) -> Iterator[str]:
    """A slide has no relationship that nothing in it uses."""
    for slide in package.slides:
        used = {rid for _, rid in _uses(slide)}
        for rel in slide.rels:
            if rel.id not in used and rel.kind not in IMPLICIT:
                yield f"{slide.name}: nothing uses the relationship {rel.id} to {rel.target}."


def parts_reached(package: Package) -> Iterator[str]:
    """Each part is reached from the package by relationships: PowerPoint drops the others on the next save."""
    reached: set[str] = set()
    waiting = [""]
    while waiting:
        source = waiting.pop()
        targets = {rel.target for rel in package.rels.get(source, ()) if not rel.external} - reached
        reached |= targets
        waiting += targets
    for name in package.blobs:
        if name not in reached and name != CONTENT_TYPES_PART and not name.endswith((".rels", "/")):
            yield f"{name}: no relationship leads to the part."


def no_leftovers(package: Package) -> Iterator[str]:
    """Nothing of a template's first life is left: no thumbnail, no printer settings."""
    for name in package.blobs:
        if name.startswith("docProps/thumbnail") or "printerSettings" in name:
            yield f"{name}: this is left over from the template."


def properties_complete(package: Package) -> Iterator[str]:
    """The properties have a title, a creator, a language and both dates."""
    core = package.rooted(CP + "coreProperties")
    if not core:
        yield "docProps/core.xml: the deck has no core properties."
        return
    name, root = core[0].name, core[0].whole
    for tag in ("title", "language"):
        if not (root.findtext(DC + tag) or "").strip():
            yield f"{name}: the deck has no {tag}."
    if root.find(DC + "creator") is None:
        yield f"{name}: there is no creator element."
    for tag in ("created", "modified"):
        if not TIMESTAMP.fullmatch(root.findtext(DCTERMS + tag) or ""):
            yield f"{name}: “{tag}” is not a date like 2024-01-31T12:00:00Z."


PROMISES: tuple[Promise, ...] = (
    readable,
    unique_names,
    fixed_dates,
    content_types,
    targets_exist,
    ids_related,
    relationships_used,
    parts_reached,
    no_leftovers,
    properties_complete,
)
