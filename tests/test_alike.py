"""The two decks of one talk, drawn: the same words on the same slides, at the same places, in the same lines."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from tools.bake import bake
from tools.command import ROOT, Built, igdeck
from tools.draw import pages_of

if TYPE_CHECKING:
    from pathlib import Path

    from tools.draw import Page, Word

pytestmark = [pytest.mark.draw, pytest.mark.usefixtures("libreoffice")]

#: How far the middle of a word may stand from its place in the other deck, in parts of the slide.
NEAR = 0.01
SLIDES = 8


@pytest.fixture(scope="module")
def decks(panel: Built, tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Page], list[Page]]:
    """The panel in PowerPoint, in the sizes that it shows on opening, and in the browser."""
    baked = bake(panel.pptx, tmp_path_factory.mktemp("baked") / "panel.pptx")
    return pages_of(baked), pages_of(panel.html)


def shown(page: Page) -> list[Word]:
    """The words that an audience sees, from the top left; a point or less of ink is for screen readers."""
    words = [word for word in page.seen if word.bottom - word.top > 0.004]
    return sorted(words, key=lambda word: (round(word.bottom, 2), word.left))


def distance(one: Word, other: Word) -> float:
    """How far apart two words stand, sideways by their left edges, up and down by their middles."""
    return max(abs(one.left - other.left), abs(one.top + one.bottom - other.top - other.bottom) / 2)


def test_both_decks_have_eight_slides(decks: tuple[list[Page], list[Page]]) -> None:
    """Each slide of the panel is a page, in both decks."""
    assert [len(deck) for deck in decks] == [SLIDES, SLIDES]


def test_slides_hold_the_same_words(decks: tuple[list[Page], list[Page]]) -> None:
    """What stands on a slide of one deck stands on the same slide of the other."""
    for in_powerpoint, in_browser in zip(*decks, strict=True):
        assert sorted(word.text for word in shown(in_powerpoint)) == sorted(word.text for word in shown(in_browser))


def test_words_stand_at_the_same_places(decks: tuple[list[Page], list[Page]]) -> None:
    """No word is further than a hundredth of the slide from where it stands in the other deck."""
    for in_powerpoint, in_browser in zip(*decks, strict=True):
        for word in shown(in_powerpoint):
            same = [other for other in shown(in_browser) if other.text == word.text]
            assert min(distance(word, other) for other in same) < NEAR, word


def test_lines_end_at_the_same_words(decks: tuple[list[Page], list[Page]]) -> None:
    """The words that end a line are the same in both decks."""

    def ends(page: Page) -> list[str]:
        return [one.text for one, next_one in pairwise(shown(page)) if next_one.left < one.left]

    for in_powerpoint, in_browser in zip(*decks, strict=True):
        assert ends(in_powerpoint) == ends(in_browser)


def test_nothing_runs_off_a_slide(decks: tuple[list[Page], list[Page]]) -> None:
    """Every word that is seen is seen whole, within the margins."""
    for page in (*decks[0], *decks[1]):
        for word in shown(page):
            assert 0.02 < word.left < word.right < 0.98, word
            assert 0.02 < word.top < word.bottom < 0.98, word


def test_one_colour_of_the_template_is_in_both_decks(tmp_path: Path, cache_home: Path) -> None:
    """A colour that is changed in a template is changed in the PowerPoint deck and in the HTML deck."""
    folder = tmp_path / "mine"
    folder.mkdir()
    text = (ROOT / "templates" / "panel" / "template.toml").read_text(encoding="utf-8")
    accent = next(line.split('"')[1] for line in text.splitlines() if line.startswith("accent2"))
    (folder / "template.toml").write_text(text.replace(accent, "#0B7A4B"), encoding="utf-8")
    built = igdeck("build", ROOT / "slides" / "panel.md", "-t", folder, folder=tmp_path, cache=cache_home)
    assert built.run.returncode == 0, built.run.stderr
    html = built.html.read_text(encoding="utf-8").lower()
    assert "#0b7a4b" in html
    assert accent.lower() not in html
    from zipfile import ZipFile

    with ZipFile(built.pptx) as package:
        theme = package.read("ppt/theme/theme1.xml").decode()
    assert "0B7A4B" in theme
    assert accent.removeprefix("#").upper() not in theme
