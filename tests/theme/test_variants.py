"""The forms of a theme: mirrored for decks from right to left, with or without places for headers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from igdeck.model.theme import Outline, Role, Variant
from igdeck.theme import load_theme
from igdeck.theme.variants import mirrored, unheaded, varied

if TYPE_CHECKING:
    from igdeck.model.theme import Theme

THEMES = [load_theme(name) for name in ("panel", "paper", "night")]

every = pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)


@every
def test_a_mirrored_theme_is_turned_whole(theme: Theme) -> None:
    """Each box and drawing is as far from the right edge as it was from the left, and text starts there; twice is not at all."""
    turned = mirrored(theme)
    assert mirrored(turned) == theme
    for before, after in zip(theme.layouts, turned.layouts, strict=True):
        pairs = [
            *zip(before.placeholders, after.placeholders, strict=True),
            *zip(before.decorations, after.decorations, strict=True),
        ]
        assert [theme.width - one.box.right for one, _ in pairs] == [other.box.x for _, other in pairs]
        assert all(level.rtl for place in after.placeholders for level in place.levels)


def test_drawings_are_turned_by_their_points() -> None:
    """The path of a drawing is another one, in the same view."""
    before, after = (outline(theme) for theme in (THEMES[0], mirrored(THEMES[0])))
    assert (before.path[:11], after.path[:12]) == ("M44 0 C18 8", "M60 0 C86 8 ")
    assert before.view == after.view


def outline(theme: Theme) -> Outline:
    """The quotation mark."""
    return next(one for one in theme.layout("Quote").decorations if isinstance(one, Outline))


def test_code_is_not_turned() -> None:
    """It is read from left to right everywhere."""
    assert mirrored(THEMES[0]).code == THEMES[0].code


def test_layouts_of_the_other_direction_come_last() -> None:
    """Those that slides need, under names of their own; the others keep theirs."""
    theme = varied(THEMES[0], Variant(others=("Quote (right to left)",)))
    assert [layout.name for layout in theme.layouts][:10] == [layout.name for layout in THEMES[0].layouts]
    assert [(layout.name, layout.rtl) for layout in theme.layouts][9:] == [("Quote", False), ("Quote (right to left)", True)]
    assert varied(THEMES[0], Variant(headed=True)) is THEMES[0]


def test_places_for_headers_go() -> None:
    """And nothing else."""
    for before, after in zip(THEMES[0].layouts, unheaded(THEMES[0]).layouts, strict=True):
        assert after.placeholders == tuple(place for place in before.placeholders if place.role is not Role.HEADER)
        assert len(after.placeholders) == len(before.placeholders) - 1
