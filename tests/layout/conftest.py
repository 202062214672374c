"""Fixtures of the layout's tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from layout.laid import Laid

from igdeck.theme import load_theme

if TYPE_CHECKING:
    from pathlib import Path

    from igdeck.model.theme import Theme


@pytest.fixture(scope="session")
def theme() -> Theme:
    """The default template."""
    return load_theme("panel")


@pytest.fixture
def pages(theme: Theme, tmp_path: Path) -> Laid:
    """Lay a source out."""
    return Laid(theme, tmp_path)
