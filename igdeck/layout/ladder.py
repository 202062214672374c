"""The autofit ladder: the steps that text climbs down until it fits its box.

PowerPoint shows the stored scale and computes nothing before somebody edits the text, so the step is chosen here. A step's sizes
are what PowerPoint paints: whole points.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from igdeck.model.page import WHOLE, Fit
from igdeck.model.value import field_names, frozen, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from igdeck.model.deck import Fitting
    from igdeck.model.theme import Limits, TextStyle

#: PowerPoint's own steps of font scale and line spacing reduction, then on in the same stride to what is still a letter.
LADDER: Final = (
    Fit(),
    Fit(100, 10),
    Fit(92.5, 10),
    Fit(85, 10),
    Fit(85, 20),
    Fit(77.5, 20),
    Fit(70, 20),
    Fit(62.5, 20),
    Fit(55, 20),
    Fit(47.5, 20),
    Fit(40, 20),
    Fit(32.5, 20),
    Fit(25, 20),
)


@frozen
class Fitted:
    """The step that was chosen, and whether all fits at it."""

    fit: Fit
    fits: bool


def climb(fits: Callable[[Fit], bool], steps: Sequence[Fit] = LADDER) -> Fitted:
    """The first of the steps at which something fits, or the last one."""
    for step in steps:
        if fits(step):
            return Fitted(step, fits=True)
    return Fitted(steps[-1], fits=False)


def further(step: Fit) -> tuple[Fit, ...]:
    """A step and all that are smaller."""
    return LADDER[LADDER.index(step) :]


def smaller(*steps: Fit) -> Fit:
    """The smallest of some steps."""
    return max(steps, key=LADDER.index)


def under(style: TextStyle, step: Fit, limit: float) -> float:
    """The painted size if a step takes it under the limit, else 0. A style that starts under the limit may stay as it is."""
    size = step.size(style.size)
    return size if size < limit and step.scale < WHOLE else 0.0


def first_step(style: TextStyle, largest: float) -> Fit:
    """The step to start at, so that text of a style is no larger than so many points."""
    return climb(lambda step: step.size(style.size) <= largest).fit


def within(limits: Iterable[tuple[TextStyle, float]], start: Fit) -> tuple[Fit, ...]:
    """The steps from a first one on at which no style comes out under its limit; the first one at least."""
    held = [*limits]
    allowed = tuple(step for step in further(start) if not any(under(style, step, limit) for style, limit in held))
    return allowed or (start,)


def limits_for(limits: Limits, *asked: Fitting) -> Limits:
    """The template's limits with what a deck, and then a slide, asks for. No text is held larger than it may start."""
    for fitting in asked:
        said = {name: value for name in field_names(fitting) if (value := getattr(fitting, name)) is not None}
        limits = replace(limits, **said) if said else limits
    return limits if limits.body <= limits.largest else replace(limits, body=limits.largest)
