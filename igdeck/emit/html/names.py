"""The class names that tie a deck's elements to its theme's rules.

A slide bears `layout-` and the layout's name, a box its role and `NAME_IDX` of its placeholder, so that the style sheet reads
like the template: `.title-and-content_1 .l1` is the second level of that layout's content. No other name has an underscore.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from igdeck.model.page import Fit
    from igdeck.model.theme import Theme


def layout_names(theme: Theme) -> dict[str, str]:
    """For each layout's name the one that stands in classes, no two alike."""
    names: dict[str, str] = {}
    for number, layout in enumerate(theme.layouts, 1):
        slug = _slug(layout.name)
        names.setdefault(layout.name, f"{slug}-{number}" if slug in names.values() else slug)
    return names


def box_name(layout: str, idx: int) -> str:
    """The class of a placeholder's box; `layout` as in `layout_names`."""
    return f"{layout}_{idx}"


def fit_name(fit: Fit) -> str:
    """The class of a step of the autofit ladder."""
    return f"fit-{fit.scale:g}-{fit.reduction:g}".replace(".", "p")


def _slug(name: str) -> str:
    letters = (char if char.isascii() and char.isalnum() else " " for char in name.lower())
    return "-".join("".join(letters).split()) or "layout"
