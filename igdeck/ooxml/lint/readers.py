"""Small readers of elements that more than one promise needs."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from igdeck.ooxml.lint.names import ADEC, SHAPES, A, M, P

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element as Element

    from igdeck.ooxml.lint.opened import Part

#: PowerPoint's `pitchFamily` of a modern font of fixed pitch.
FIXED_PITCH = "49"
MONOSPACED = re.compile(r"mono|courier|consol|cousine|menlo|code", re.IGNORECASE)


def number(element: Element | None, name: str, default: int = 0) -> int:
    """An attribute as a number; rubbish is -1, which no attribute that is read here may be."""
    text = None if element is None else element.get(name)
    if text is None:
        return default
    return int(text) if re.fullmatch(r"-?\d+", text) else -1


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def is_ground(element: Element) -> bool:
    """Whether it is a slide's background, or a shape that screen readers pass over, as those that lie behind a slide are."""
    return element.tag == P + "bg" or any(mark.get("val") in ("1", "true") for mark in element.iter(ADEC + "decorative"))


def more_than_once(values: Iterable[str]) -> list[str]:
    """Values that occur more than once, each once."""
    return [value for value, times in Counter(values).items() if times > 1]


def placeholders(part: Part) -> Iterator[tuple[Element, Element]]:
    """Each shape that is a placeholder, with its `p:ph`."""
    for ph in part.seen.iter(P + "ph"):
        shape = next(ph.iterancestors(*SHAPES), None)
        if shape is not None:
            yield shape, ph


def kind(ph: Element) -> str:
    """The type of a placeholder, `obj` if it says none."""
    return ph.get("type", "obj")


def is_title(ph: Element) -> bool:
    """Whether a placeholder is the slide's title."""
    return kind(ph) in ("title", "ctrTitle")


def name_of(shape: Element) -> str:
    """A shape's name in quotation marks."""
    properties = next(shape.iter(P + "cNvPr"), None)
    return "a shape" if properties is None else f"“{properties.get('name', '')}”"


def text_of(element: Element) -> str:
    """The words in an element, math included; a line break is a space."""
    return "".join(" " if piece.tag == A + "br" else piece.text or "" for piece in element.iter(A + "t", M + "t", A + "br"))


def title_of(slide: Part) -> str | None:
    """The words of the title with single spaces; None without a title placeholder."""
    return next((" ".join(text_of(shape).split()) for shape, ph in placeholders(slide) if is_title(ph)), None)


def monospaced(properties: Element) -> bool:
    """Whether run properties ask for a font of one width, as code does: by PowerPoint's pitch family, or by name."""
    latin = properties.find(A + "latin")
    return latin is not None and (latin.get("pitchFamily") == FIXED_PITCH or bool(MONOSPACED.search(latin.get("typeface", ""))))


def disorder(names: Iterable[str], order: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Neighbours that stand in another order than this one; names that it does not know are passed over."""
    known = [name for name in names if name in order]
    return ((a, b) for a, b in pairwise(known) if order.index(a) > order.index(b))
