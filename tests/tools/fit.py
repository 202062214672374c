"""Whether the text of a deck stays where it belongs, as drawn: in its box, on the slide, clear of all other text.

A drawn slide is a number of boxes and of words in them, in points from the slide's top left. `tools.marked` has it from
LibreOffice, `tools.measured` from Chromium.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points from the slide's top left."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def around(cls, boxes: Sequence[Box]) -> Box:
        """The smallest one that holds all of these."""
        return cls(
            min(b.left for b in boxes), min(b.top for b in boxes), max(b.right for b in boxes), max(b.bottom for b in boxes)
        )

    def beyond(self, other: Box) -> float:
        """How far this one sticks out of another, at the side where it is most; negative if it is inside."""
        return max(other.left - self.left, other.top - self.top, self.right - other.right, self.bottom - other.bottom)

    def shared(self, other: Box) -> float:
        """How deep this one and another lie in each other; not above zero if they do not."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return min(across, down)


#: What letters reach above and below their baseline, in em: capitals of Carlito .63, of Arial .72; the “g” of either .21.
#: An accent on a capital may reach higher, as it may in PowerPoint, which takes a narrower spacing off above the letters.
ABOVE: Final = 0.70
BELOW: Final = 0.22


@dataclass(frozen=True, slots=True)
class Word:
    """A word, or the part of one that stands on a line: how far it goes, its baseline and size, all in points."""

    text: str
    left: float
    right: float
    baseline: float
    size: float

    @property
    def box(self) -> Box:
        """The room that its letters take."""
        return Box(self.left, self.baseline - ABOVE * self.size, self.right, self.baseline + BELOW * self.size)


@dataclass(frozen=True, slots=True)
class Item:
    """A box of a slide with its words. `place`, if there is one, bounds the box; `within` is the table of a cell."""

    name: str
    box: Box
    place: Box | None
    within: str = ""
    words: tuple[Word, ...] = ()

    def holding(self, words: Sequence[Word]) -> Item:
        """The same with words."""
        return replace(self, words=tuple(words))


@dataclass(frozen=True, slots=True)
class Slide:
    """A drawn slide."""

    number: int
    box: Box
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Slack:
    """How much text may pass its box: what a renderer does with any text, however well it is laid out.

    `points` at any side; at the head and at the foot that many em of the text's size more. Of two boxes, `shared` points may lie
    in each other.
    """

    points: float
    head: float
    foot: float
    shared: float

    def beyond(self, word: Word, box: Box) -> float:
        """How far a word sticks out of a box, less what it may."""
        roomy = Box(box.left, box.top - self.head * word.size, box.right, box.bottom + self.foot * word.size)
        return word.box.beyond(roomy) - self.points


#: At the head: a spacing of 70 % is the narrowest (90 % in a style, 20 % taken off to fit), and what it lacks is taken off above
#: the letters, in PowerPoint as well: the first baseline is at .59 em, and capitals are .70 em high. At the foot: LibreOffice
#: sets letters up to .06 em lower in their line than PowerPoint and Chromium do, as was measured (see docs/html.md).
CHROMIUM: Final = Slack(points=0.25, head=0.12, foot=0.02, shared=1)
LIBREOFFICE: Final = Slack(points=0.25, head=0.12, foot=0.06, shared=1)


#: How far a box may be outside of its place, in points: EMU are rounded.
OUTSIDE: Final = 0.1

# What is wrong -----------------------------------------------------------------------------------------------------


def faults(slides: Sequence[Slide], slack: Slack) -> list[str]:
    """A line for each box that does not hold its text, each two that overlap, and each box that is not where it may be."""
    return [f"slide {slide.number}: {fault}" for slide in slides for fault in _faults(slide, slack)]


def _faults(slide: Slide, slack: Slack) -> Iterator[str]:
    seen = [item for item in slide.items if item.box.shared(slide.box) > 0 or item.words]
    for item in seen:
        if item.box.shared(slide.box) <= 0 and item.name.startswith("Title"):
            continue  # a title for screen readers alone
        yield from _escapes(item, slide.box, slack)
    for at, one in enumerate(seen):
        for other in seen[at + 1 :]:
            yield from _collisions(one, other, slack)


def _escapes(item: Item, slide: Box, slack: Slack) -> Iterator[str]:
    if item.place and (by := item.box.beyond(item.place)) > OUTSIDE:
        yield f"the box “{item.name}” is {by:.1f} pt outside the layout's place for it"
    if off := [word for word in item.words if word.box.beyond(slide) > 0]:
        yield f"“{item.name}” is off the slide: {_said(off, slide)}"
    elif out := [word for word in item.words if slack.beyond(word, item.box) > 0]:
        yield f"“{item.name}” does not hold its text: {_said(out, item.box)}"


def _said(out: Sequence[Word], box: Box) -> str:
    """The words that stick out, and how far at which side."""
    ink = Box.around([word.box for word in out])
    sides = {
        "left": box.left - ink.left,
        "top": box.top - ink.top,
        "right": ink.right - box.right,
        "bottom": ink.bottom - box.bottom,
    }
    far = ", ".join(f"{side} {by:.1f} pt" for side, by in sides.items() if by > 0)
    text = " ".join(word.text for word in out)
    return f"{far}: “{text if len(text) < 80 else text[:80] + '…'}”"


def _collisions(one: Item, other: Item, slack: Slack) -> Iterator[str]:
    if not (one.words and other.words):
        return
    if Box.around([w.box for w in one.words]).shared(Box.around([w.box for w in other.words])) <= slack.shared:
        return
    for word in one.words:
        for second in other.words:
            if (deep := word.box.shared(second.box)) > slack.shared:
                yield f"“{word.text}” of “{one.name}” and “{second.text}” of “{other.name}” cover each other by {deep:.1f} pt"
                return
