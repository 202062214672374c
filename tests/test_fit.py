"""No text leaves its box, in any output: 300 random decks and the decks at hand, drawn by LibreOffice and by Chromium."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from tools.bake import A
from tools.fit import CHROMIUM, LIBREOFFICE, faults
from tools.marked import drawn_by_libreoffice
from tools.measured import drawn_by_chromium
from tools.random_decks import random_deck
from tools.real_decks import OTHERS, OWN, real_decks

from igdeck import build_deck
from igdeck.layout import make_pages
from igdeck.source import read_source
from igdeck.theme import load_theme

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from tools.fit import Slack, Slide
    from tools.random_decks import RandomDeck
    from tools.real_decks import RealDeck

DECKS = 300
BATCH = 24
#: The seeds of the random decks, those of a batch drawn in one go. The first decks, two of each template and size, stand for all.
QUICK = 12
SEEDS = [range(QUICK), *(range(first, min(first + BATCH, DECKS)) for first in range(QUICK, DECKS, BATCH))]

#: How much of a source is shown with what is wrong with its deck.
SHOWN = 1500


@dataclass(frozen=True, slots=True)
class Batch:
    """Random decks and what they were built as."""

    decks: list[RandomDeck]
    in_powerpoint: list[Path]
    in_browser: list[Path]


@pytest.fixture(
    scope="module",
    params=[pytest.param(seeds, marks=[pytest.mark.slow] if seeds.start else [], id=f"from{seeds.start}") for seeds in SEEDS],
)
def batch(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, cache_home: Path) -> Batch:
    """Random decks, built once for all tests of them."""
    decks, folder = [*map(random_deck, request.param)], tmp_path_factory.mktemp("random")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("IGDECK_CACHE_DIR", str(cache_home))
        outputs = [built(deck, folder) for deck in decks]
    return Batch(decks, [deck for deck, _ in outputs], [page for _, page in outputs])


def built(deck: RandomDeck, folder: Path) -> tuple[Path, ...]:
    """A random deck as files in a folder of its own."""
    source = deck.write(folder / f"{deck.seed:03}")
    result = build_deck(source, out=source.parent / "build")
    assert result.ok, result.diagnostics
    return result.outputs


def check(decks: Sequence[RandomDeck], drawn: Iterable[list[Slide]], slack: Slack) -> None:
    """Fail with what does not fit, the words and how far they stick out, and how to see it again."""
    wrong = [(deck, found) for deck, slides in zip(decks, drawn, strict=True) if (found := faults(slides, slack))]
    told = [f"seed {deck.seed} ({deck.template}, {deck.size}): {fault}" for deck, found in wrong for fault in found]
    if wrong:
        deck = wrong[0][0]
        again = f"cd tests; python -m tools.random_decks {deck.seed} FOLDER"
        pytest.fail("\n".join((*told, f"To see it again: {again}", deck.markdown[:SHOWN])), pytrace=False)


# Random decks ------------------------------------------------------------------------------------------------------


@pytest.mark.draw
@pytest.mark.usefixtures("libreoffice")
def test_text_stays_in_its_box_in_libreoffice(batch: Batch) -> None:
    """In the sizes that PowerPoint opens a deck in, no text leaves its box or the slide, or covers another."""
    check(batch.decks, drawn_by_libreoffice(batch.in_powerpoint).values(), LIBREOFFICE)


@pytest.mark.draw
def test_text_stays_in_its_box_in_chromium(batch: Batch) -> None:
    """In the browser no text leaves its box or the slide, or covers another."""
    check(batch.decks, drawn_by_chromium(batch.in_browser).values(), CHROMIUM)


def test_no_word_is_lost(batch: Batch) -> None:
    """Every word of the source is in the PowerPoint deck and in the HTML deck, as often as it was written."""
    for deck, in_powerpoint, in_browser in zip(batch.decks, batch.in_powerpoint, batch.in_browser, strict=True):
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


@pytest.mark.draw
@real_decks([*OWN, *OTHERS])
def test_real_decks_fit(real_deck: RealDeck) -> None:
    """Decks at hand fit in every template: no finding says that one does not, and no text leaves its box in either drawing."""
    overfull = [found for found in real_deck.result.diagnostics if found.code == "slide-overfull"]
    told = faults(real_deck.in_powerpoint, LIBREOFFICE) + faults(real_deck.in_browser, CHROMIUM)
    assert not overfull, overfull
    assert not told, "\n".join(told)
