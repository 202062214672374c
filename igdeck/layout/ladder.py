"""The autofit ladder: the steps that text climbs down until it fits its box.

PowerPoint shows the stored scale and computes nothing before somebody edits the text, so the step is chosen here. A step's sizes
are what PowerPoint paints: whole points.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from igdeck.model.page import Fit
from igdeck.model.value import frozen

if TYPE_CHECKING:
    from collections.abc import Callable

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


def climb(fits: Callable[[Fit], bool], start: Fit = LADDER[0]) -> Fitted:
    """The first step from `start` on at which something fits, or the last one."""
    for step in LADDER[LADDER.index(start) :]:
        if fits(step):
            return Fitted(step, fits=True)
    return Fitted(LADDER[-1], fits=False)
