"""Which slides go on a handout."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from igdeck.build.selection import chosen_pages, shown_pages
from igdeck.layout import make_pages
from igdeck.model.diagnostics import IgdeckError
from igdeck.model.handout import Handout
from igdeck.model.value import replace
from igdeck.source import read_deck
from igdeck.theme import load_theme

if TYPE_CHECKING:
    from pathlib import Path

    from igdeck.model.page import Pages

LONG = "".join(f"- a point of many, number {number}\n" for number in range(33))
#: The slides of it: 1 Welcome; the section Means with 3 and the hidden 4; Long on 5 to 7; the section Ends, and more with 9.
DECK = f"""
## Welcome

- hello

# Means

## Ships

- many

## Secrets {{#secret .hidden}}

- few

## Long

{LONG}

# Ends, and more

## Harbours

- none
"""


@pytest.fixture(scope="module")
def deck(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    folder: Path = tmp_path_factory.mktemp("deck")
    pages, _ = make_pages(read_deck(DECK, folder)[0], load_theme("panel"))
    assert [(page.number, page.key) for page in pages.pages] == [
        (1, "welcome"), (2, "means"), (3, "ships"), (4, "secret"), (5, "long"), (6, "long.2"), (7, "long.3"),
        (8, "ends-and-more"), (9, "harbours"),
    ]  # fmt: skip
    return pages


def chosen(deck: Pages, slides: str = "", **asked: bool) -> list[int]:
    """The numbers of the slides that are handed out."""
    handout = Handout(slides=slides, **asked)  # type: ignore[arg-type]
    return [page.number for page in chosen_pages(replace(deck, handout=handout)).pages]


def test_what_is_handed_out_if_nothing_is_said(deck: Pages) -> None:
    """All slides but the hidden ones, with those that a slide continues on."""
    assert chosen(deck) == [1, 2, 3, 5, 6, 7, 8, 9]
    assert chosen(deck, hidden=True) == [1, 2, 3, 4, 5, 6, 7, 8, 9]
    assert chosen(deck, continued=False) == [1, 2, 3, 5, 8, 9]
    assert chosen_pages(replace(deck, handout=Handout(hidden=True))).pages == deck.pages


@pytest.mark.parametrize(
    ("slides", "numbers"),
    [
        ("2-3,9", [2, 3, 9]),
        ("9, 1, 3, 3, 1-2", [1, 2, 3, 9]),
        ("-3", [1, 2, 3]),
        ("8-", [8, 9]),
        ("3-5", [3, 5]),
        ("4", [4]),
        ("secret", [4]),
        ("#Secret", [4]),
        ("long", [5, 6, 7]),
        ("#long.2", [6, 7]),
        ("6", [6]),
        ("means", [2, 3, 5, 6, 7]),
        ("section:MEANS", [2, 3, 5, 6, 7]),
        ("#means", [2]),
        ('"Ends, and  more"', [8, 9]),
        ("ends-and-more", [8]),
    ],
)
def test_slides_that_are_asked_for(deck: Pages, slides: str, numbers: list[int]) -> None:
    """Numbers are those that the slides show; in whatever order they are asked for, slides stand in that of the deck.

    A hidden slide comes along if it is asked for by itself; a name means a section before it means a slide.
    """
    assert chosen(deck, slides) == numbers


def test_parts_that_are_asked_for(deck: Pages) -> None:
    """Without the slides that others continue on there are those that are asked for by their own number."""
    assert chosen(deck, "long", continued=False) == [5]
    assert chosen(deck, "5-7", continued=False) == [5]
    assert chosen(deck, "3-5,7", continued=False) == [3, 5, 7]


@pytest.mark.parametrize(
    ("slides", "message", "hint"),
    [
        ("10", "there is no slide 10", "there are 9 slides"),
        ("8-12", "there is no slide 12", "there are 9 slides"),
        ("10-", "there is no slide 10", "there are 9 slides"),
        ("shps", "there is no slide or section “shps”", "did you mean “ships”?"),
        ("xyz", "there is no slide or section “xyz”", "the keys of the slides are welcome, means, ships, secret"),
        ("#wellcome", "no slide has the key “wellcome”", "did you mean “welcome”?"),
        ("section:mean", "there is no section “mean”", "did you mean “Means”?"),
        ("section:xyz", "there is no section “xyz”", "the sections are Means, Ends, and more"),
        ("5-2", "“5-2” goes backwards", "write 2-5"),
    ],
)
def test_slides_that_are_not_there(deck: Pages, slides: str, message: str, hint: str) -> None:
    """What is asked for and not there is an error that says what there is."""
    with pytest.raises(IgdeckError) as caught:
        chosen(deck, slides)
    (found,) = caught.value.diagnostics
    assert found.code == "handout-slides"
    assert message in found.message
    assert hint in found.hint


def test_all_that_is_wrong_is_told_at_once(deck: Pages) -> None:
    """Two slides that are not there are two errors, one that is named twice is one."""
    with pytest.raises(IgdeckError) as caught:
        chosen(deck, "10,xyz,1,10")
    assert len(caught.value.diagnostics) == 2


def test_nothing_left(deck: Pages) -> None:
    """A handout without a slide is an error and says why."""
    only = replace(deck, pages=tuple(replace(page, hidden=True) for page in deck.pages))
    for slides in ("", "2-3", "section:means"):
        with pytest.raises(IgdeckError) as caught:
            chosen(only, slides)
        (found,) = caught.value.diagnostics
        assert found.code == "handout-empty"
        assert "all are hidden" in found.message
        assert "--hidden" in found.hint
    assert chosen(only, "3") == [3]


def sections(pages: Pages) -> dict[int, str]:
    return {page.number: page.section for page in pages.pages if page.section}


@pytest.mark.parametrize(
    ("slides", "opened"),
    [
        ("", {2: "Means", 8: "Ends, and more"}),
        ("1,3,5-", {3: "Means", 8: "Ends, and more"}),
        ("5,9", {5: "Means", 9: "Ends, and more"}),
        ("1,9", {9: "Ends, and more"}),
        ("1", {}),
    ],
)
def test_a_section_is_opened_by_its_first_slide_that_is_there(deck: Pages, slides: str, opened: dict[int, str]) -> None:
    """Without the slide that opens a section the next one of it does: bookmarks and headings keep their section."""
    assert sections(chosen_pages(replace(deck, handout=Handout(slides=slides)))) == opened


def test_the_slides_of_a_deck_as_pages(deck: Pages) -> None:
    """The deck as a PDF has the slides that are shown, whatever its handouts select."""
    asked = replace(deck, handout=Handout(slides="1", continued=False))
    assert [page.number for page in shown_pages(asked).pages] == [1, 2, 3, 5, 6, 7, 8, 9]
    assert shown_pages(replace(deck, handout=Handout(hidden=True))).pages == deck.pages
    hidden = replace(deck, pages=deck.pages[3:4])
    assert shown_pages(hidden).pages == hidden.pages
