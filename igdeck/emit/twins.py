"""Free font families whose every character is as wide as that of one of Office's.

Office's fonts are rarely installed where decks are shown or printed; with one of these, lines break where they do in PowerPoint.
"""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

from igdeck.model.value import frozen

#: What CSS calls the kind of a family.
Generic: TypeAlias = Literal["sans-serif", "serif", "monospace"]


@frozen
class Twins:
    """Office's `families`, in lower case, the free ones of their widths, their kind, and Debian's package of the free ones."""

    families: tuple[str, ...]
    twins: tuple[str, ...]
    generic: Generic
    package: str


TWINS: Final = (
    Twins(("calibri", "calibri light"), ("Carlito",), "sans-serif", "fonts-crosextra-carlito"),
    Twins(("cambria",), ("Caladea",), "serif", "fonts-crosextra-caladea"),
    Twins(("arial", "helvetica"), ("Arimo", "Liberation Sans"), "sans-serif", "fonts-liberation"),
    Twins(("times new roman", "times"), ("Tinos", "Liberation Serif"), "serif", "fonts-liberation"),
    Twins(("courier new", "courier"), ("Cousine", "Liberation Mono"), "monospace", "fonts-liberation"),
)


def find_twins(family: str) -> Twins | None:
    """The entry of one of Office's families, or None."""
    return next((entry for entry in TWINS if family.casefold() in entry.families), None)
