"""What a placeholder's text inherits: from its layout, then from the master's placeholder, then from the master's text styles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igdeck.ooxml.lint.names import A, P
from igdeck.ooxml.lint.readers import is_title, kind, number, placeholders

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml.etree import _Element as Element

    from igdeck.ooxml.lint.opened import Package, Part

_LINES = ("subTitle", "body", "obj", "tbl", "chart", "pic", "media", "dgm", "clipArt")


def inherited_size(package: Package, slide: Part, ph: Element, level: int) -> int:
    """The size of a level of text in hundredths of a point, 0 where none is said (ECMA-376 part 1, 19.3.1.36)."""
    name = f"{A}lvl{level + 1}pPr/{A}defRPr"
    found = (style.find(name) for style in _styles(package, slide, ph))
    return next((number(said, "sz") for said in found if said is not None and said.get("sz")), 0)


def inherited_direction(package: Package, slide: Part, ph: Element | None, level: int) -> str:
    """What a level of text inherits for `rtl`, in a placeholder or a box of its own; empty where nothing says it."""
    name = f"{A}lvl{level + 1}pPr"
    styles = [*(_styles(package, slide, ph) if ph is not None else ())]
    styles += [style for part in package.rooted(P + "presentation") for style in part.seen.iterfind(P + "defaultTextStyle")]
    return next((rtl for style in styles if (said := style.find(name)) is not None and (rtl := said.get("rtl"))), "")


def _styles(package: Package, slide: Part, ph: Element) -> Iterator[Element]:
    """The list styles that hold for a placeholder, the nearest first."""
    for layout in _related(package, slide, "slideLayout"):
        yield from _own(layout, ph, _place)
        for master in _related(package, layout, "slideMaster"):
            yield from _own(master, ph, _family)
            yield from master.seen.iterfind(f"{P}txStyles/{P}{_family(ph)}Style")


def _related(package: Package, part: Part, what: str) -> list[Part]:
    return [package.parts[name] for name in part.related(what) if name in package.parts]


def _own(part: Part, ph: Element, what: Callable[[Element], object]) -> Iterator[Element]:
    for shape, other in placeholders(part):
        if what(other) == what(ph):
            yield from shape.iterfind(f"{P}txBody/{A}lstStyle")


def _place(ph: Element) -> tuple[str, bool]:
    return ph.get("idx", "0"), is_title(ph)


def _family(ph: Element) -> str:
    """Which of the master's text styles holds for a placeholder."""
    return "title" if is_title(ph) else "body" if kind(ph) in _LINES else "other"
