"""Promises about the deck as a whole: ids, masters, sections."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from igdeck.ooxml.lint.names import P14, P, R
from igdeck.ooxml.lint.readers import disorder, local, more_than_once, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from igdeck.ooxml.lint.opened import Package, Promise

GUID = re.compile(r"\{[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}\}")
SLIDE_IDS = range(256, 2**31)
MASTER_IDS = range(2**31, 2**32)
#: Children of `p:presentation` in schema order (ECMA-376 part 1, 19.2.1.26).
PRESENTATION_ORDER = (
    "sldMasterIdLst", "notesMasterIdLst", "handoutMasterIdLst", "sldIdLst", "sldSz", "notesSz", "smartTags", "embeddedFontLst",
    "custShowLst", "photoAlbum", "custDataLst", "kinsoku", "defaultTextStyle", "modifyVerifier", "extLst",
)  # fmt: skip


def one_presentation(package: Package) -> Iterator[str]:
    """There is exactly one presentation part."""
    if (found := len(package.rooted(P + "presentation"))) != 1:
        yield f"ppt/presentation.xml: the package holds {found} presentation parts, not one."


def presentation_order(package: Package) -> Iterator[str]:
    """The lists of masters are there, and all children stand in schema order."""
    part = package.presentation
    names = [local(child) for child in part.whole.iterchildren("*")]
    for name in ("sldMasterIdLst", "notesMasterIdLst", "handoutMasterIdLst"):
        if name not in names:
            yield f"{part.name}: there is no {name}."
    for before, after in disorder(names, PRESENTATION_ORDER):
        yield f"{part.name}: {before} stands before {after}."


def slide_ids(package: Package) -> Iterator[str]:
    """Slide ids are unique and in the range of `ST_SlideId` (ECMA-376 part 1, 19.7.13)."""
    part, ids = package.presentation, _listed(package)
    for value in more_than_once(ids):
        yield f"{part.name}: the slide id {value} is used more than once."
    for value in ids:
        if not value.isdecimal() or int(value) not in SLIDE_IDS:
            yield f"{part.name}: the slide id “{value}” is not in 256 to 2147483647."


def slides_listed(package: Package) -> Iterator[str]:
    """Each slide part is in the list of slides once."""
    part = package.presentation
    rids = [element.get(R + "id") for element in part.whole.iterfind(f"{P}sldIdLst/{P}sldId")]
    listed = Counter(rel.target for rel in map(part.relationship, rids) if rel)
    for slide in package.slides:
        if listed[slide.name] != 1:
            yield f"{slide.name}: the presentation lists the slide {listed[slide.name]} times, not once."


def master_ids(package: Package) -> Iterator[str]:
    """The ids of masters and layouts are unique over both, and at least 2147483648 (ECMA-376 part 1, 19.7.12)."""
    lists = (package.presentation, *package.rooted(P + "sldMaster"))
    elements = [(part.name, e) for part in lists for e in part.whole.iter(P + "sldMasterId", P + "sldLayoutId")]
    for value in more_than_once(element.get("id", "") for _, element in elements):
        where = ", ".join(sorted({name for name, element in elements if element.get("id", "") == value}))
        yield f"{where}: the master or layout id {value} is used more than once."
    for name, element in elements:
        if number(element, "id") not in MASTER_IDS:
            yield f"{name}: the {local(element)} “{element.get('id')}” is not in 2147483648 to 4294967295."


def sections_cover(package: Package) -> Iterator[str]:
    """Sections, if there are any, hold each slide once, in order, and nothing else."""
    part, ids = package.presentation, _listed(package)
    for sections in part.whole.iter(P14 + "sectionLst"):
        listed = [element.get("id", "") for element in sections.iter(P14 + "sldId")]
        for value in more_than_once(listed):
            yield f"{part.name}: the sections list the slide id {value} more than once."
        for value in sorted(set(listed) - set(ids)):
            yield f"{part.name}: a section lists the slide id {value}, which is not there."
        for value in sorted(set(ids) - set(listed)):
            yield f"{part.name}: no section lists the slide id {value}."
        if sorted(listed) == sorted(ids) and listed != ids:
            yield f"{part.name}: the sections list the slides in another order."


def section_names(package: Package) -> Iterator[str]:
    """Each section has a name and a GUID of its own."""
    part = package.presentation
    sections = list(part.whole.iter(P14 + "section"))
    for value in more_than_once(section.get("id", "") for section in sections):
        yield f"{part.name}: the section id {value} is used more than once."
    for section in sections:
        if not GUID.fullmatch(section.get("id", "")):
            yield f"{part.name}: the section id “{section.get('id')}” is not a GUID in braces and capitals."
        if not section.get("name"):
            yield f"{part.name}: a section has no name."


def _listed(package: Package) -> list[str]:
    return [element.get("id", "") for element in package.presentation.whole.iterfind(f"{P}sldIdLst/{P}sldId")]


PROMISES: tuple[Promise, ...] = (
    one_presentation,
    presentation_order,
    slide_ids,
    slides_listed,
    master_ids,
    sections_cover,
    section_names,
)
