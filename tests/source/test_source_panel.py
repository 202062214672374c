"""The main deck, `slides/panel.md`, rightly read: eight slides."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from tools.command import ROOT
from tools.dump import dump_blocks

from igdeck.model.block import List, Paragraph
from igdeck.model.inline import Emphasis, Strong, plain_text
from igdeck.source import read_source

if TYPE_CHECKING:
    from igdeck.model.block import Block
    from igdeck.model.deck import Slide

PANEL = ROOT / "slides" / "panel.md"
#: The hash of the author's file: not a byte of it is changed.
WORD_FOR_WORD = "aa0d5eb09d6738a40a28cb5ef0b11c05f958c3e22aee1cc808afe50d4c4c05e9"

TITLES = (
    "The Future of the Internet, Paris, 8 March",
    "Internet Governance",
    "Tunis resolutions Internet Governance",
    "Tunis resolutions IG (2)",
    "Tunis resolutions IG (3)",
    "Tunis resolutions IG (4)",
    "Two separate processes",
    None,
)


@pytest.fixture(scope="module")
def slides() -> tuple[Slide, ...]:
    """Read the panel deck, about which there is nothing to say."""
    deck, found = read_source(PANEL)
    assert found == ()
    return deck.slides


def items(block: Block) -> list[int]:
    """How many items stand under each item of a list."""
    assert isinstance(block, List)
    return [sum(len(inner.items) for inner in item.blocks if isinstance(inner, List)) for item in block.items]


def test_panel_is_word_for_word_its_authors() -> None:
    """The source is the author's own file, and so is the golden case of it."""
    assert sha256(PANEL.read_bytes()).hexdigest() == WORD_FOR_WORD
    assert (ROOT / "tests" / "cases" / "panel" / "deck.md").read_bytes() == PANEL.read_bytes()


def test_panel_has_its_eight_titles(slides: tuple[Slide, ...]) -> None:
    """Eight slides, the last without a title, which is then made up of the one before."""
    assert tuple(slide.title and plain_text(slide.title) for slide in slides) == TITLES
    assert slides[7].name == "Two separate processes (continued)"
    assert [slide.level for slide in slides] == [2, 1, 2, 2, 2, 2, 2, 0]


def test_panel_lists_have_their_items(slides: tuple[Slide, ...]) -> None:
    """The cover has four lines; the other lists their items and those below them."""
    lists = {number: slide.blocks for number, slide in enumerate(slides, 1) if number not in (3, 4, 5, 6)}
    assert all(len(blocks) == 1 for blocks in lists.values())
    assert {number: items(blocks[0]) for number, blocks in lists.items()} == {
        1: [0, 0, 0, 0],
        2: [0, 1, 0, 0],
        7: [0, 0],
        8: [2, 3],
    }


def test_panel_quotations_are_emphasised_paragraphs(slides: tuple[Slide, ...]) -> None:
    """Slides three to six hold one emphasised paragraph each, also after three blank lines; the last three with bold in it."""
    for slide in slides[2:6]:
        (paragraph,) = slide.blocks
        assert isinstance(paragraph, Paragraph)
        assert isinstance(emphasis := paragraph.inlines[0], Emphasis)
        assert any(isinstance(inline, Strong) for inline in emphasis.children) == (slide is not slides[2])


def test_panel_line_numbers_are_those_of_the_file(slides: tuple[Slide, ...]) -> None:
    """The range of lines of a slide holds its text, and a block says the line it starts on."""
    lines = PANEL.read_text(encoding="utf-8").split("\n")
    for slide in slides:
        assert "\n".join(lines[slide.first_line - 1 : slide.last_line]) == slide.text
    assert "item @18\n        paragraph @18 'more at stake" in dump_blocks(slides[1].blocks)
    assert lines[17].strip().startswith("- more at stake")
