"""Where the front matter says what is found to be wrong later."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from igdeck.build.places import place_of

if TYPE_CHECKING:
    from pathlib import Path

SAID = """---
template: harbour
variables:
  slides: none
handout:
  layout: 3  # with lines

  slides: 1-4
lang: en
---

handout:
  slides: 7
"""


@pytest.mark.parametrize(
    ("keys", "place"),
    [
        (("template",), (2, 11, 7)),
        (("handout", "slides"), (8, 11, 3)),
        (("handout",), (5, 9, 1)),
        (("handout", "header"), (5, 9, 1)),
        (("author",), ()),
        (("lang", "slides"), (9, 7, 2)),
    ],
)
def test_places(tmp_path: Path, keys: tuple[str, ...], place: tuple[int, ...]) -> None:
    """What a key says is found in the front matter alone, and what stands below another key below that one alone."""
    source = tmp_path / "a.md"
    source.write_text(SAID, encoding="utf-8")
    assert tuple(place_of(source, *keys).values()) == place
