"""Decks that people wrote, built and drawn: those of this project, and those for other tools, where they are at hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

import pytest

from igdeck import build_deck
from tools.command import ROOT
from tools.marked import drawn_by_libreoffice
from tools.measured import drawn_by_chromium
from tools.random_decks import TEMPLATES

if TYPE_CHECKING:
    from pathlib import Path

    from igdeck import BuildResult
    from tools.fit import Slide

#: A source and the template that it is built with.
Case: TypeAlias = "tuple[Path, str]"

SLIDES: Final = ROOT / "slides"
CORPUS: Final = ROOT.parent / "shared" / "corpus"
#: The decks of this project and those of others, in every template.
OWN: Final[list[Case]] = [(source, template) for source in sorted(SLIDES.glob("*.md")) for template in TEMPLATES]
OTHERS: Final[list[Case]] = [(source, template) for source in sorted(CORPUS.glob("*/*.md")) for template in TEMPLATES]


@dataclass(frozen=True, slots=True)
class RealDeck:
    """A deck as it was built, and its slides as LibreOffice and Chromium draw them."""

    result: BuildResult
    in_powerpoint: list[Slide]
    in_browser: list[Slide]


def draw_real(case: Case, folder: Path) -> RealDeck:
    """Build a deck into a folder and draw it."""
    source, template = case
    result = build_deck(source, template=template, out=folder)
    deck, page = result.outputs
    return RealDeck(result, drawn_by_libreoffice([deck])[deck], drawn_by_chromium([page])[page])


def real_decks(cases: list[Case]) -> pytest.MarkDecorator:
    """Give a test each of these decks as `real_deck`. All are slow but the panel deck, and the tour in the first template."""
    params = [pytest.param(case, id=_name(case), marks=[] if _quick(case) else pytest.mark.slow) for case in cases]
    return pytest.mark.parametrize("real_deck", params, indirect=True)


def _name(case: Case) -> str:
    source, template = case
    return f"{source.parent.name}-{source.stem}-{template}"


def _quick(case: Case) -> bool:
    source, template = case
    return source.parent == SLIDES and (source.stem == "panel" or template == TEMPLATES[0])
