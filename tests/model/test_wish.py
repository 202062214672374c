"""What is asked of a handout."""

from __future__ import annotations

from igdeck.model.handout import Handout, Wish, settled


def test_the_command_line_goes_before_the_deck_and_the_deck_before_the_template() -> None:
    """Each wish says only what it says; what it is silent about, the next one decides."""
    line, deck, template = Wish(layout="3"), Wish(layout="9", paper="letter"), Wish(paper="a4", gray=True)
    wish = line.over(deck).over(template)
    assert (wish.layout, wish.paper, wish.gray, wish.light) == ("3", "letter", True, None)


def test_a_deck_that_asks_for_nothing_has_its_title_above_and_its_author_below() -> None:
    """An empty text is a wish too: there stands nothing."""
    said = settled(Wish(footer=""), title="Tides", author="Ada", date="8 March")
    assert (said.header, said.footer, said.date, said.layout) == ("Tides", "", "8 March", "6")


def test_a_sheet_on_its_side_is_as_wide_as_it_was_tall() -> None:
    """Landscape turns the paper."""
    upright, lying = Handout(paper="letter").size, Handout(paper="letter", landscape=True).size
    assert upright == lying[::-1] == (7_772_400, 10_058_400)
