"""Slides that belong together are of one size: a slide and those that go on with it, “Title (2)” or “Title (continued)”.

A slide is shrunk no further than it must, so a deck has few sizes as it is: the steps of the ladder. But where a talk goes on
over some slides, letters that grow and shrink from one to the next look like a mistake.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from igdeck.layout.ladder import smaller
from igdeck.layout.slabs import TextSlab
from igdeck.model.value import frozen, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from igdeck.layout.choose import Choice
    from igdeck.layout.feet import Foot
    from igdeck.layout.fill import Filling
    from igdeck.model.deck import Slide
    from igdeck.model.page import Fit
    from igdeck.model.theme import Limits


@frozen
class Laid:
    """A slide of the source with the slides that it continues on, and what stands in the boxes of each."""

    slide: Slide
    limits: Limits
    parts: tuple[Choice, ...]
    fillings: tuple[tuple[Filling, ...], ...]
    foot: Foot | None = None


def agreed(slides: Iterable[Laid]) -> Iterator[Laid]:
    """The slides, those of one run at the smallest size that one of them needs."""
    for _, run in groupby(slides, lambda laid: _begun(laid.slide.name)):
        first, *others = run
        yield from _alike([first, *others]) if others else (first,)


def _begun(name: str) -> str:
    """The title that one goes on with, without what says so at its end."""
    return _goes_on().sub("", name) if name.endswith(")") else name


@cache
def _goes_on() -> re.Pattern[str]:
    from igdeck.model.labels import CONTINUED

    return re.compile(rf"(?:\s*\((?:\d+|(?:{'|'.join(map(re.escape, CONTINUED))})(?: \d+)?)\))+$")


def _alike(run: list[Laid]) -> Iterator[Laid]:
    steps = {filling.fitted.fit for laid in run for part in laid.fillings for filling in part if _is_text(filling)}
    if len(steps) < 2:  # noqa: PLR2004 (there is nothing to agree on)
        yield from run
        return
    common = smaller(*steps)
    for laid in run:
        yield replace(laid, fillings=tuple(tuple(_at(filling, common) for filling in part) for part in laid.fillings))


def _at(filling: Filling, step: Fit) -> Filling:
    """A text at this step, if that is no smaller than it may be."""
    moved = filling.at(step)
    return moved if _is_text(filling) and moved.settled else filling


def _is_text(filling: Filling) -> bool:
    """Whether it is text alone that fits at a size that is allowed."""
    return filling.settled and all(isinstance(slab, TextSlab) for slab in filling.stack.leaves())
