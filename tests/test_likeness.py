"""The PowerPoint deck and the HTML deck of real talks, drawn: the same words at the same places, in the same lines."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import pytest
from tools.fit import Box, Item, Slide, Word
from tools.marked import drawn_by_libreoffice
from tools.measured import drawn_by_chromium
from tools.real_decks import CORPUS, OWN, real_decks

from igdeck import build_deck

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tools.real_decks import RealDeck

#: Decks of which slides of plain text are compared; those of this project are compared whole.
PLAIN: Final = sorted(CORPUS.glob("*/deck.md"))

#: The least share of words that stand in both decks, and of neighbours that both decks have on one line, or both on two.
SAME: Final = 0.99
#: The least share that is in both decks of all ends of lines that are in either, where one that is elsewhere counts twice.
SAME_ENDS: Final = 0.98
#: How far 95 of 100 words may at most be from their place in the other deck, in parts of the slide.
NEAR: Final = 0.01
#: Words this close to each other, in em, are one: a space is at least .2 em wide.
TOGETHER: Final = 0.1


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two drawings are: shares of 1, and what breaks elsewhere."""

    matched: float
    shift: float
    neighbours: float
    ends: float
    told: tuple[str, ...]


@pytest.mark.draw
@real_decks(OWN)
def test_decks_are_alike(real_deck: RealDeck) -> None:
    """In every template the decks of this project have the same words, places and line ends in PowerPoint and in the browser."""
    expect_likeness(real_deck.in_powerpoint, real_deck.in_browser)


@pytest.mark.slow
@pytest.mark.draw
@pytest.mark.usefixtures("libreoffice", "own_cache")
@pytest.mark.skipif(not PLAIN, reason=f"there is no folder {CORPUS.parent.name}/{CORPUS.name} beside the checkout")
def test_text_of_real_decks_is_alike(tmp_path: Path) -> None:
    """Slides of plain text in decks that people wrote, all together, are alike in PowerPoint and in the browser."""
    built = [build_deck(source, out=tmp_path / source.parent.name).outputs for source in PLAIN]
    ours, theirs = drawn_by_libreoffice([deck for deck, _ in built]), drawn_by_chromium([page for _, page in built])
    both = [pair for deck, page in built for pair in zip(ours[deck], theirs[page], strict=True)]
    text = [(one, other) for one, other in both if is_text(one)]
    assert len(text) > 100
    expect_likeness([one for one, _ in text], [other for _, other in text])


def is_text(slide: Slide) -> bool:
    """Whether a slide holds nothing but text in placeholders and text boxes."""
    return not any(item.name.startswith(("Table", "Code", "Picture")) for item in slide.items)


def expect_likeness(ours: Sequence[Slide], theirs: Sequence[Slide]) -> None:
    """Fail where two drawings of a deck are not as alike as they must be, and name what differs."""
    assert len(ours) == len(theirs)
    seen = likeness(ours, theirs)
    assert seen.matched >= SAME, seen
    assert seen.shift <= NEAR, seen
    assert seen.neighbours >= SAME, seen
    assert seen.ends >= SAME_ENDS, seen


def likeness(ours: Sequence[Slide], theirs: Sequence[Slide]) -> Likeness:
    """Compare two drawings of a deck, slide by slide."""
    total, shifts, neighbours, ends, same, told = 0, [], 0, 0, 0, []
    for one, other in zip(ours, theirs, strict=True):
        words, seen = [item.words for item in texts(one)], [word for item in texts(other) for word in joined(item)]
        pairs = partners([word for said in words for word in said], seen)
        total += max(sum(map(len, words)), len(seen))
        shifts += [shift(word, partner, one) for word, partner in pairs.values()]
        for first, second, mine, yours in line_ends(words, pairs):
            neighbours += 1
            ends += mine or yours
            same += mine and yours
            if mine != yours:
                told.append(f"slide {one.number}: “{first.text} {second.text}” in two lines {'here' if mine else 'there'} only")
    far = sorted(shifts)[int(len(shifts) * 0.95)]
    agreeing = 1 - len(told) / neighbours if neighbours else 1
    return Likeness(len(shifts) / total, far, agreeing, same / ends if ends else 1, tuple(told))


def texts(slide: Slide) -> Iterator[Item]:
    """The boxes of words that are seen; a bullet is drawn by the style sheet, and is no word in the browser."""
    return (item for item in slide.items if item.words and item.box.shared(slide.box) > 0 and not item.name.endswith("bullets"))


def joined(item: Item) -> list[Word]:
    """The words of a box in the browser, where a word of several looks is several."""
    words: list[Word] = []
    for word in item.words:
        last = words[-1] if words else None
        if last and same_line(last, word) and abs(word.left - last.right) < TOGETHER * word.size:
            words[-1] = Word(last.text + word.text, last.left, word.right, last.baseline, max(last.size, word.size))
        else:
            words.append(word)
    return words


def same_line(one: Word, other: Word) -> bool:
    """Whether two words stand on one line."""
    return abs(one.baseline - other.baseline) < other.size / 4


def partners(words: Sequence[Word], others: Sequence[Word]) -> dict[int, tuple[Word, Word]]:
    """For each word, by its identity, the same word that stands nearest in the other drawing; each is taken once."""
    free: dict[str, list[Word]] = {}
    for other in others:
        free.setdefault(other.text, []).append(other)
    pairs = {}
    for word in words:
        if same := free.get(word.text):
            nearest = min(same, key=lambda other: (abs(other.baseline - word.baseline), abs(other.left - word.left)))
            same.remove(nearest)
            pairs[id(word)] = (word, nearest)
    return pairs


def shift(word: Word, partner: Word, slide: Slide) -> float:
    """How far apart two words stand, in parts of the slide."""
    across, down = abs(word.left - partner.left) / slide.box.right, abs(word.baseline - partner.baseline) / slide.box.bottom
    return max(across, down)


def line_ends(words: Sequence[Sequence[Word]], pairs: dict[int, tuple[Word, Word]]) -> Iterator[tuple[Word, Word, bool, bool]]:
    """Words that follow each other in a box, and whether there is a line's end between them in either drawing."""
    for said in words:
        for first, second in pairwise(said):
            if id(first) in pairs and id(second) in pairs:
                yield first, second, not same_line(first, second), not same_line(pairs[id(first)][1], pairs[id(second)][1])


PAGE: Final = Box(0, 0, 100, 100)


def slide(*words: tuple[str, float, float]) -> Slide:
    """A slide of one box, of words with their left edges and baselines."""
    drawn = tuple(Word(text, left, left + 5, baseline, 10) for text, left, baseline in words)
    return Slide(1, PAGE, (Item("Content", PAGE, None, words=drawn),))


def test_likeness_of_the_same_is_whole() -> None:
    """A drawing is like itself."""
    one = [slide(("a", 0, 10), ("b", 10, 10), ("c", 0, 30))]
    assert likeness(one, one) == Likeness(1, 0, 1, 1, ())


def test_likeness_sees_a_word_that_is_missing() -> None:
    """A word in one drawing alone is not matched."""
    assert likeness([slide(("a", 0, 10), ("b", 10, 10))], [slide(("a", 0, 10))]).matched == 0.5


def test_likeness_sees_a_word_that_stands_elsewhere() -> None:
    """A word that is further down has a shift."""
    assert likeness([slide(("a", 0, 10))], [slide(("a", 0, 13))]).shift == pytest.approx(0.03)


def test_likeness_sees_a_line_that_ends_elsewhere() -> None:
    """Of two ends of lines, one in either drawing, none is the same, and both are told."""
    ours, theirs = slide(("a", 0, 10), ("b", 10, 10), ("c", 0, 30)), slide(("a", 0, 10), ("b", 0, 30), ("c", 10, 30))
    seen = likeness([ours], [theirs])
    assert (seen.neighbours, seen.ends) == (0, 0)
    assert len(seen.told) == 2
