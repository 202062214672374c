"""Ids that depend on nothing but a name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from igdeck.ooxml import ids
from igdeck.ooxml.ids import SLIDE_IDS, creation_id, guid, slide_ids

if TYPE_CHECKING:
    import pytest

KEYS = st.lists(st.text(max_size=8), max_size=8)


@given(KEYS)
def test_slide_ids_are_unique_and_in_range(keys: list[str]) -> None:
    """Each slide has an id that PowerPoint takes, even where keys come twice."""
    made = slide_ids(keys)
    assert len(set(made)) == len(keys) == len(made)
    assert all(number in SLIDE_IDS for number in made)


@given(KEYS.filter(lambda keys: len(set(keys)) == len(keys)), st.randoms())
def test_slide_ids_do_not_depend_on_the_order(keys: list[str], random: object) -> None:
    """Slides that change places keep their ids."""
    mixed = list(keys)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert dict(zip(keys, slide_ids(keys), strict=True)) == dict(zip(mixed, slide_ids(mixed), strict=True))


def test_keys_that_meet_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a range so small that keys must meet, each still has an id of its own, whatever their order."""
    monkeypatch.setattr(ids, "SLIDE_IDS", range(256, 262))
    keys = ["a", "b", "c", "d", "e", "f"]
    made = dict(zip(keys, slide_ids(keys), strict=True))
    assert sorted(made.values()) == list(range(256, 262))
    assert made == dict(zip(keys[::-1], slide_ids(keys[::-1]), strict=True))


def test_a_guid_is_made_of_words() -> None:
    """The same words are the same GUID, in the form that the format asks for; other words are another."""
    assert guid("section", "One") == guid("section", "One") != guid("section", "Two")
    assert guid("a", "bc") != guid("ab", "c")
    assert re.fullmatch(r"\{[0-9A-F]{8}-[0-9A-F]{4}-8[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}\}", guid("x"))


def test_creation_ids_differ() -> None:
    """Two slides have two creation ids."""
    assert creation_id("one") == creation_id("one") != creation_id("two")
