"""What screen readers and readers' side bars find in a PDF."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterator


def opened(pdf: bytes) -> Any:
    """The file as objects."""
    return pikepdf.open(io.BytesIO(pdf))


def elements(pdf: bytes) -> list[tuple[str, dict[str, str], list[str]]]:
    """The elements of the structure tree in reading order: the kind, what is said of each, and the kinds around it."""
    with opened(pdf) as file:
        return list(_walk(file.Root.StructTreeRoot.K, []))


def kinds(pdf: bytes) -> list[str]:
    """The kinds of the elements in reading order."""
    return [kind for kind, _, _ in elements(pdf)]


def _walk(node: Any, around: list[str]) -> Iterator[tuple[str, dict[str, str], list[str]]]:
    if isinstance(node, pikepdf.Array):
        for each in node:
            yield from _walk(each, around)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        kind = str(node.S).strip("/")
        yield kind, {key[1:]: str(node[key]) for key in ("/T", "/Alt", "/Lang") if key in node}, around
        if "/K" in node:
            yield from _walk(node.K, [*around, kind])


def bookmarks(pdf: bytes) -> list[tuple[str, list[Any]]]:
    """The bookmarks, each with those below it."""
    with opened(pdf) as file, file.open_outline() as outline:
        return [_entry(item) for item in outline.root]


def _entry(item: Any) -> tuple[str, list[Any]]:
    return item.title, [_entry(child) for child in item.children]


def operators(pdf: bytes) -> set[str]:
    """All operators of the pages and of the forms on them, with the colour spaces of pictures."""
    file = opened(pdf)
    found: set[str] = set()
    for page in file.pages:
        found |= {str(instruction.operator) for instruction in pikepdf.parse_content_stream(page)}
    for each in file.objects:
        if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Form":
            found |= {str(instruction.operator) for instruction in pikepdf.parse_content_stream(each)}
    return found


def colour_spaces(pdf: bytes) -> set[str]:
    """How many components the colours of pages, forms and pictures have: `1`, `3`."""
    found: set[str] = set()
    file = opened(pdf)
    for each in file.objects:
        if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image":
            found |= _components(each.get("/ColorSpace"))
        for space in each.Resources.get("/ColorSpace", {}).values() if _has_resources(each) else ():
            found |= _components(space)
    return found


def _has_resources(each: Any) -> bool:
    return isinstance(each, pikepdf.Dictionary | pikepdf.Stream) and isinstance(each.get("/Resources"), pikepdf.Dictionary)


def _components(space: Any) -> set[str]:
    if space is None:
        return set()
    if isinstance(space, pikepdf.Name):
        return {{"/DeviceGray": "1", "/DeviceRGB": "3"}.get(str(space), str(space))}
    return {str(space[1].N)} if str(space[0]) == "/ICCBased" else {str(space[0])}


def languages(pdf: bytes) -> set[str]:
    """The languages that elements, or words within them, say to be in."""
    found = {said["Lang"] for _, said, _ in elements(pdf) if "Lang" in said}
    file = opened(pdf)
    for page in file.pages:
        for instruction in pikepdf.parse_content_stream(page, "BDC"):
            said = instruction.operands[1]
            if isinstance(said, pikepdf.Dictionary) and "/Lang" in said:
                found.add(str(said.Lang))
    return found
