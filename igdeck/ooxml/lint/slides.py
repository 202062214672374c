"""Promises about a slide: its title, its placeholders, its shapes and what moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igdeck.ooxml.lint.names import DRAWN, MC, SHAPES, A, P
from igdeck.ooxml.lint.readers import (
    disorder,
    is_ground,
    is_title,
    kind,
    local,
    monospaced,
    more_than_once,
    name_of,
    number,
    placeholders,
    text_of,
    title_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from igdeck.ooxml.lint.opened import Package, Promise

FIRST_SHAPE_ID = 2
#: The index of a placeholder that the layout has not, as PowerPoint writes it where a slide gets a title beyond its layout.
NO_LAYOUT = "4294967295"
#: Children of `p:sld` in schema order (ECMA-376 part 1, 19.3.1.38).
SLIDE_ORDER = ("cSld", "clrMapOvr", "transition", "timing", "extLst")


def slides_have_layouts(package: Package) -> Iterator[str]:
    """Each slide has one layout."""
    for slide in package.slides:
        if (found := len(slide.related("slideLayout"))) != 1:
            yield f"{slide.name}: the slide has {found} layouts, not one."


def placeholders_in_layout(package: Package) -> Iterator[str]:
    """Each placeholder stands in the slide's layout, under the same type and idx: else it inherits nothing."""
    for slide in package.slides:
        layouts = [package.parts[name] for name in slide.related("slideLayout") if name in package.parts]
        known = {(kind(ph), ph.get("idx", "0")) for layout in layouts for ph in layout.seen.iter(P + "ph")}
        for shape, ph in placeholders(slide):
            if (kind(ph), ph.get("idx", "0")) not in known and not (is_title(ph) and ph.get("idx") == NO_LAYOUT):
                yield f"{slide.name}: {name_of(shape)} is placeholder {kind(ph)} {ph.get('idx', '0')}, which its layout has not."


def placeholders_unique(package: Package) -> Iterator[str]:
    """No two shapes of a slide or a layout claim the same placeholder."""
    for part in package.rooted(P + "sld", P + "sldLayout"):
        for idx in more_than_once(ph.get("idx", "0") for _, ph in placeholders(part)):
            yield f"{part.name}: two shapes are the placeholder {idx}."


def titles_present(package: Package) -> Iterator[str]:
    """Each slide has a title with words in it: the outline and screen readers go by it."""
    for slide in package.slides:
        match title_of(slide):
            case None:
                yield f"{slide.name}: the slide has no title."
            case "":
                yield f"{slide.name}: the title is empty."


def titles_unique(package: Package) -> Iterator[str]:
    """No two slides have the same title."""
    titles = {slide.name: title for slide in package.slides if (title := title_of(slide))}
    for title in more_than_once(titles.values()):
        yield f"{', '.join(name for name, other in titles.items() if other == title)}: the same title, “{title}”."


def title_first(package: Package) -> Iterator[str]:
    """The title is the first shape, as it is read first."""
    for slide in package.slides:
        first = next((shape for shape in slide.seen.iter(*SHAPES) if not is_ground(shape)), None)
        title = next((shape for shape, ph in placeholders(slide) if is_title(ph)), None)
        if title is not None and title is not first:
            yield f"{slide.name}: the title is not the first shape."


def no_empty_placeholder(package: Package) -> Iterator[str]:
    """No placeholder is left empty."""
    for slide in package.slides:
        for shape, ph in placeholders(slide):
            if shape.tag == P + "sp" and not is_title(ph) and not text_of(shape).strip():
                yield f"{slide.name}: the placeholder {name_of(shape)} is empty."


def plain_placeholders(package: Package) -> Iterator[str]:
    """A placeholder for text takes its looks from the layout: nothing but a place of its own, code aside."""
    for slide in package.slides:
        for shape, _ in placeholders(slide):
            children = [local(child) for child in shape.iterfind(f"{P}spPr/*")]
            if shape.tag == P + "sp" and children not in ([], ["xfrm"]) and not any(map(monospaced, shape.iter(A + "rPr"))):
                yield f"{slide.name}: the placeholder {name_of(shape)} has looks of its own: {', '.join(children)}."


def shape_ids(package: Package) -> Iterator[str]:
    """The tree is shape 1; every other shape has a unique id of at least 2 and a name."""
    for part in package.rooted(*DRAWN):
        tree, *shapes = part.seen.iter(P + "cNvPr")
        if tree.get("id") != "1":
            yield f"{part.name}: the shape tree has the id {tree.get('id')}, not 1."
        for value in more_than_once(shape.get("id", "") for shape in (tree, *shapes)):
            yield f"{part.name}: the shape id {value} is used more than once."
        for shape in shapes:
            if number(shape, "id") < FIRST_SHAPE_ID:
                yield f"{part.name}: the shape id “{shape.get('id')}” is less than 2."
            if not shape.get("name"):
                yield f"{part.name}: the shape {shape.get('id')} has no name."


def slide_order(package: Package) -> Iterator[str]:
    """Transition and timing follow the colour map, in this order, also within `mc:AlternateContent`."""
    for slide in package.slides:
        for before, after in disorder((local(_chosen(child)) for child in slide.seen.iterchildren("*")), SLIDE_ORDER):
            yield f"{slide.name}: {before} stands before {after}."


def _chosen(element: Element) -> Element:
    choice = element.find(f"{MC}Choice/*") if element.tag == MC + "AlternateContent" else None
    return element if choice is None else choice


def timing_targets(package: Package) -> Iterator[str]:
    """What is animated exists: the shape, its paragraphs, and the build list that agrees."""
    for slide in package.slides:
        shapes = {p.get("id"): next(p.iterancestors(*SHAPES), p) for p in slide.seen.iter(P + "cNvPr")}
        for target in slide.seen.iter(P + "spTgt", P + "bldP"):
            if target.get("spid") not in shapes:
                yield f"{slide.name}: {local(target)} animates the shape {target.get('spid')}, which is not there."
        for span in slide.seen.iter(P + "pRg"):
            target = next(span.iterancestors(P + "spTgt"))
            paragraphs = len(list(shapes.get(target.get("spid"), target).iter(A + "p")))
            if not 0 <= number(span, "st", -1) <= number(span, "end", -1) < max(paragraphs, 1):
                yield f"{slide.name}: paragraphs {span.get('st')} to {span.get('end')} are animated, there are {paragraphs}."


def timing_builds(package: Package) -> Iterator[str]:
    """A shape that is built by paragraph is in the build list, and the list holds no other."""
    for slide in package.slides:
        built = {e.get("spid") for e in slide.seen.iter(P + "bldP")}
        targets = {e.get("spid") for e in slide.seen.iter(P + "spTgt")}
        by_paragraph = {e.get("spid") for e in slide.seen.iter(P + "spTgt") if e.find(f"{P}txEl/{P}pRg") is not None}
        for spid in sorted(map(str, (by_paragraph - built) | (built - targets))):
            yield f"{slide.name}: the build list and the animation of shape {spid} do not agree."


def notes_mutual(package: Package) -> Iterator[str]:
    """A slide has at most one notes slide, and that one knows its slide."""
    for slide in package.slides:
        names = slide.related("notesSlide")
        if len(names) > 1:
            yield f"{slide.name}: the slide has {len(names)} notes slides."
        for name in names:
            if name in package.parts and package.parts[name].related("slide") != [slide.name]:
                yield f"{name}: the notes slide does not lead back to {slide.name}."


PROMISES: tuple[Promise, ...] = (
    slides_have_layouts,
    placeholders_in_layout,
    placeholders_unique,
    titles_present,
    titles_unique,
    title_first,
    no_empty_placeholder,
    plain_placeholders,
    shape_ids,
    slide_order,
    timing_targets,
    timing_builds,
    notes_mutual,
)
