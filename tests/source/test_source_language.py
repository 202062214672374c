"""The page about the source language says what is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tools.command import ROOT

from igdeck.source import read_deck
from igdeck.source.frontmatter import KEYS

PAGE = (ROOT / "docs" / "language.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"(?ms)^(`{3,})markdown\n(.*?)^\1$", PAGE)
READERS = [file for phase in ("source", "layout") for file in (ROOT / "igdeck" / phase).glob("*.py")]
SOURCE = "\n".join(file.read_text(encoding="utf-8") for file in READERS)


@pytest.mark.parametrize("example", [example for _, example in EXAMPLES], ids=range(len(EXAMPLES)))
def test_examples_are_read_without_a_complaint(example: str) -> None:
    """Nothing is wrong with an example, pictures aside, which are not there; some are not drawn yet."""
    _, found = read_deck(example, Path("nowhere"))
    codes = {diagnostic.code for diagnostic in found}
    assert {code for code in codes if not code.endswith("-later")} <= {"picture-missing"}


@pytest.mark.parametrize(
    ("words", "slides"),
    [
        ("# First slide", 2),
        ("- the first slide's list", 2),
        ("*This text belongs to it.*", 1),
        ("### A heading on that slide", 2),
        ("title: The annual report", 1),
    ],
)
def test_examples_make_the_slides_they_speak_of(words: str, slides: int) -> None:
    """The examples of where slides end have as many slides as the text says."""
    (example,) = [example for _, example in EXAMPLES if words in example]
    deck, _ = read_deck(example, Path("nowhere"))
    assert len(deck.slides) == slides


def test_every_key_and_every_code_is_on_the_page() -> None:
    """All keys of the front matter are told, and all codes of what reader and layout say, and none that there is not."""
    first_cells = " ".join(line.split("|")[1] for line in PAGE.split("\n") if line.startswith("| `"))
    told = set(re.findall(r"`([a-z-]+)`", first_cells))
    codes = set(re.findall(r"\(\s*(?:path, )?\"([a-z]+(?:-[a-z]+)+)\"", SOURCE)) - set(KEYS)
    assert told - set(KEYS) == codes
    assert set(KEYS) <= told
