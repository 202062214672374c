from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from igdeck import build_deck
from tools.fit import Box, Item, Slack, Slide, Word, faults
from tools.marked import drawn_by_libreoffice
from tools.measured import drawn_by_chromium

if TYPE_CHECKING:
    from pathlib import Path

NONE = Slack(0, 0, 0, 0)
PAGE = Box(0, 0, 960, 540)
BOX = Box(100, 100, 500, 200)


def told(*items: Item) -> list[str]:
    return faults([Slide(3, PAGE, items)], NONE)


def text(left: float, baseline: float, *, name: str = "Content", box: Box = BOX, place: Box | None = None) -> Item:
    """A box with one word of 40 points in 20 point type."""
    return Item(name, box, place, words=(Word("word", left, left + 40, baseline, 20),))


def test_text_in_its_box_is_no_fault() -> None:
    """Text in its box, in the layout's place, is well."""
    assert told(text(200, 150, place=BOX)) == []


@pytest.mark.parametrize(
    ("left", "baseline", "side"),
    [(95, 150, "left 5.0"), (470, 150, "right 10.0"), (200, 110, "top 4.0"), (200, 198, "bottom 2.4")],
)
def test_text_outside_its_box_is_told(left: float, baseline: float, side: str) -> None:
    """The word, the box, the side and how far it sticks out are told."""
    assert told(text(left, baseline)) == [f"slide 3: “Content” does not hold its text: {side} pt: “word”"]


def test_text_off_the_slide_is_told() -> None:
    """A box that hangs over the edge holds its text, but nobody can see it."""
    assert told(text(940, 150, box=Box(900, 100, 1000, 200))) == ["slide 3: “Content” is off the slide: right 20.0 pt: “word”"]


def test_box_outside_its_place_is_told() -> None:
    """A box that is higher than the layout's place for content is told, even if its text does not reach so far."""
    assert told(text(200, 150, place=Box(100, 100, 500, 190))) == [
        "slide 3: the box “Content” is 10.0 pt outside the layout's place for it"
    ]


def test_texts_that_cover_each_other_are_told() -> None:
    """Two words of different boxes at one place are told, two of one box are not."""
    assert len(told(text(200, 150), text(210, 150, name="Text"))) == 1
    assert told(text(200, 150), text(250, 150, name="Text")) == []


DECK = """
# Cover

A line

---

## Title

- one
- a [link](https://example.org)

| a | b |
|---|---|
| 1 | 2 |

```
code
```
"""


@pytest.mark.draw
@pytest.mark.usefixtures("libreoffice")
def test_both_drawings_tell_what_stands_in_which_box(tmp_path: Path) -> None:
    """Words are found in the box that holds them, in LibreOffice's drawing and in Chromium's, at the same places."""
    (tmp_path / "deck.md").write_text(DECK.lstrip(), encoding="utf-8")
    deck, page = build_deck(tmp_path / "deck.md", out=tmp_path).outputs
    ours, theirs = drawn_by_libreoffice([deck])[deck][1], drawn_by_chromium([page])[page][1]
    for drawn in (ours, theirs):
        held = [" ".join(word.text for word in item.words) for item in drawn.items]
        for words in ("Title", "one a link", "a", "b", "1", "2", "code"):
            assert words in held
    for text in ("one", "link", "code", "1"):
        one, other = (next(w for item in drawn.items for w in item.words if w.text == text) for drawn in (ours, theirs))
        assert one.left == pytest.approx(other.left, abs=1)
        assert one.baseline == pytest.approx(other.baseline, abs=0.1 * other.size)


@pytest.mark.draw
@pytest.mark.usefixtures("libreoffice")
def test_text_that_grows_is_told(tmp_path: Path) -> None:
    """A deck whose text was made larger behind the layout's back does not fit, in either drawing."""
    words = "\n".join(f"- an item of some words, the number {number}" for number in range(8))
    (tmp_path / "deck.md").write_text(f"## Title\n\n{words}\n", encoding="utf-8")
    deck, page = build_deck(tmp_path / "deck.md", out=tmp_path).outputs
    from pptx import Presentation
    from pptx.util import Pt

    larger = Presentation(str(deck))
    for run in (run for shape in larger.slides[0].placeholders for p in shape.text_frame.paragraphs for run in p.runs):
        run.font.size = Pt(54)
    larger.save(str(deck))
    page.write_text(
        page.read_text(encoding="utf-8").replace("an item of some words", "an item of some words, " * 20), encoding="utf-8"
    )
    assert faults(drawn_by_libreoffice([deck])[deck], NONE)
    assert faults(drawn_by_chromium([page])[page], NONE)
