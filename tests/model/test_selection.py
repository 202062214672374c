"""What people write for some slides of a deck."""

from __future__ import annotations

import pytest

from igdeck.model.selection import Named, Numbers, SelectionError, read_selection


@pytest.mark.parametrize(
    ("text", "picks"),
    [
        ("7", [Numbers(7, 7, single=True)]),
        ("1-4,7", [Numbers(1, 4), Numbers(7, 7, single=True)]),
        (" 1 – 4 , 7 ", [Numbers(1, 4), Numbers(7, 7, single=True)]),
        ("5-", [Numbers(5, None)]),
        ("-3", [Numbers(1, 3)]),
        ("99999999999999", [Numbers(99999999999999, 99999999999999, single=True)]),
        ("4-4", [Numbers(4, 4)]),
        ("intro", [Named("intro")]),
        ("#intro", [Named("intro", "key")]),
        ("#1-4", [Named("1-4", "key")]),
        ("two-separate-processes, Section : What it costs", [Named("two-separate-processes"), Named("What it costs", "section")]),
        ('section:"Costs, and more",2', [Named("Costs, and more", "section"), Numbers(2, 2, single=True)]),
        ("2006: a year", [Named("2006: a year")]),
    ],
)
def test_a_selection(text: str, picks: list[Numbers | Named]) -> None:
    """Numbers, ranges that may be open, keys and sections stand with commas between."""
    assert list(read_selection(text)) == picks


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("7-3", "“7-3” goes backwards", "write 3-7"),
        ("0", "there is no slide 0", "counted from 1"),
        ("0-3", "there is no slide 0", "counted from 1"),
        ("1,,3", "has a comma with nothing beside it", "1-4,7,intro"),
        ("1,", "has a comma with nothing beside it", "1-4,7,intro"),
        ("", "no slide is named", "1-4,7,intro"),
        ("1 3", "“1 3” is no number and no range", "1-4,7,intro"),
        ("-", "“-” is no number and no range", "1-4,7,intro"),
        ("#", "“#” names nothing", "1-4,7,intro"),
        ("section:", "“section:” names nothing", "1-4,7,intro"),
        ('section:"Costs', "a quotation mark is never closed", "section:"),
    ],
)
def test_a_selection_that_means_nothing(text: str, message: str, hint: str) -> None:
    """What cannot be read is told, with what to write instead."""
    with pytest.raises(SelectionError) as caught:
        read_selection(text)
    assert message in caught.value.message
    assert hint in caught.value.hint
