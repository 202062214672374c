"""No text leaves its box, in any output: 300 random decks and the decks at hand, drawn by LibreOffice and by Chromium."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from tools.bake import A
from tools.command import ROOT
from tools.fit import CHROMIUM, LIBREOFFICE, faults
from tools.marked import drawn_by_libreoffice
from tools.measured import drawn_by_chromium
from tools.random_decks import TEMPLATES, random_deck

from igdeck import build_deck
from igdeck.layout import make_pages
from igdeck.source import read_source
from igdeck.theme import load_theme

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from tools.fit import Slack, Slide
    from tools.random_decks import RandomDeck

    from igdeck import BuildResult

DECKS = 300
BATCH = 15
batches = pytest.mark.parametrize("first", range(0, DECKS, BATCH))

CORPUS = ROOT.parent / "shared" / "corpus"
#: The decks of this project, and those that people wrote for other tools, where they are at hand.
REAL = sorted((*(ROOT / "slides").glob("*.md"), *CORPUS.glob("*/*.md")))
real_decks = pytest.mark.parametrize("template", TEMPLATES)
each_real_deck = pytest.mark.parametrize("source", REAL, ids=lambda path: f"{path.parent.name}-{path.stem}")

#: How much of a source is shown with what is wrong with its deck.
SHOWN = 1500


@pytest.fixture(autouse=True)
def _own_cache(cache_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody's own cache is read or filled."""
    monkeypatch.setenv("IGDECK_CACHE_DIR", str(cache_home))


def built(deck: RandomDeck, folder: Path) -> BuildResult:
    """A random deck as files in a folder of its own."""
    source = deck.write(folder / f"{deck.seed:03}")
    result = build_deck(source, out=source.parent / "build")
    assert result.ok, result.diagnostics
    return result


def check(
    decks: Sequence[RandomDeck], draw: Callable[[Sequence[Path]], dict[Path, list[Slide]]], slack: Slack, files: list[Path]
) -> None:
    """Fail with what does not fit, the words and how far they stick out, and how to see it again."""
    drawn = draw(files)
    wrong = [(deck, found) for deck, file in zip(decks, files, strict=True) if (found := faults(drawn[file], slack))]
    told = [f"seed {deck.seed} ({deck.template}, {deck.size}): {fault}" for deck, found in wrong for fault in found]
    if wrong:
        deck = wrong[0][0]
        again = f"cd tests; python -m tools.random_decks {deck.seed} FOLDER"
        pytest.fail("\n".join((*told, f"To see it again: {again}", deck.markdown[:SHOWN])), pytrace=False)


# Random decks ------------------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.draw
@pytest.mark.usefixtures("libreoffice")
@batches
def test_text_stays_in_its_box_in_libreoffice(first: int, tmp_path: Path) -> None:
    """In the sizes that PowerPoint opens a deck in, no text leaves its box or the slide, or covers another."""
    decks = [random_deck(seed) for seed in range(first, first + BATCH)]
    files = [built(deck, tmp_path).outputs[0] for deck in decks]
    check(decks, drawn_by_libreoffice, LIBREOFFICE, files)


@pytest.mark.slow
@pytest.mark.draw
@batches
def test_text_stays_in_its_box_in_chromium(first: int, tmp_path: Path) -> None:
    """In the browser no text leaves its box or the slide, or covers another."""
    decks = [random_deck(seed) for seed in range(first, first + BATCH)]
    files = [built(deck, tmp_path).outputs[1] for deck in decks]
    check(decks, drawn_by_chromium, CHROMIUM, files)


@pytest.mark.slow
@batches
def test_no_word_is_lost(first: int, tmp_path: Path) -> None:
    """Every word of the source is in the PowerPoint deck and in the HTML deck, as often as it was written."""
    for deck in map(random_deck, range(first, first + BATCH)):
        in_powerpoint, in_browser = built(deck, tmp_path).outputs
        for text in (powerpoint_text(in_powerpoint), html_text(in_browser)):
            assert lost(deck.words, text) == [], f"seed {deck.seed}\n{deck.markdown[:SHOWN]}"


def lost(words: Sequence[str], text: str) -> list[str]:
    """The words that a text does not hold as often; one that is broken over two lines is there all the same."""
    missing = Counter(word for said in words for word in said.split()) - Counter(text.split())
    dense = "".join(text.split())
    return [word for word, times in missing.items() if dense.count(word) < times]


def powerpoint_text(deck: Path) -> str:
    from lxml import etree

    with ZipFile(deck) as package:
        slides = [package.read(name) for name in package.namelist() if name.startswith("ppt/slides/slide")]
    return " ".join(text.text or "" for slide in slides for text in etree.fromstring(slide).iter(A + "t"))


def html_text(deck: Path) -> str:
    from lxml import html

    slides = html.fromstring(deck.read_bytes()).iterfind(".//section[@class]")
    return " ".join(str(text) for slide in slides for text in slide.itertext())


def test_random_decks_have_all_that_slides_have(tmp_path: Path) -> None:
    """Among sixty random decks are all layouts that content leads to, both slide sizes, code, tables and pictures."""
    layouts, kinds, widths = set(), set(), set()
    for seed in range(60):
        source = random_deck(seed).write(tmp_path)
        theme = load_theme("sized", tmp_path)
        pages, _ = make_pages(read_source(source)[0], theme)
        widths.add((theme.fonts.heading, theme.width))
        layouts |= {page.layout for page in pages.pages}
        kinds |= {type(item).__name__ for page in pages.pages for item in page.items}
    assert layouts >= {"Title Slide", "Title and Content", "Section Header", "Two Content", "Picture with Caption", "Quote"}
    assert kinds == {"TextItem", "CodeItem", "TableItem", "PictureItem", "FieldItem"}
    assert len(widths) == 4


def test_random_decks_are_the_same_each_time() -> None:
    """A seed is all that is needed to see a deck again."""
    assert random_deck(7) == random_deck(7)
    assert random_deck(7).markdown != random_deck(8).markdown


# Decks that people wrote -------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.draw
@pytest.mark.usefixtures("libreoffice")
@each_real_deck
@real_decks
def test_real_decks_fit(source: Path, template: str, tmp_path: Path) -> None:
    """Decks at hand fit in every template: no finding says that one does not, and no text leaves its box in either drawing."""
    result = build_deck(source, template=template, out=tmp_path)
    overfull = [found for found in result.diagnostics if found.code == "slide-overfull"]
    deck, page = result.outputs
    told = faults(drawn_by_libreoffice([deck])[deck], LIBREOFFICE) + faults(drawn_by_chromium([page])[page], CHROMIUM)
    assert not overfull, overfull
    assert not told, "\n".join(told)
