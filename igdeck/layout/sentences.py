"""Where a text can be parted that is too long for one slide: after a sentence, else between words, at last between characters."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from igdeck.layout.breaks import opportunities
from igdeck.model.value import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from igdeck.model.page import Run

#: Where a sentence ends: after its mark and what closes a quotation or a bracket; East Asian marks need no space after them.
_SENTENCE: Final = re.compile(r"(?<=[.!?…])[\"'”’»)\]]*\s+|(?<=[。！？])")

#: A word that is longer is parted between its letters if it has to be.
LONG_WORD: Final = 60


def sentences(runs: tuple[Run, ...]) -> list[tuple[Run, ...]]:
    """The sentences of a text; a lone sentence in two halves; a single word as it is."""
    text = "".join(run.text for run in runs)
    ends = [found.end() for found in _SENTENCE.finditer(text) if 0 < found.end() < len(text)]
    return _between(runs, [0, *(ends or _cuts(text, 2) or _cuts(text, 2, letters=len(text) > LONG_WORD)), len(text)])


def shared(runs: tuple[Run, ...], count: int) -> list[tuple[Run, ...]]:
    """A text in so many parts of about equal length, no word of it cut; the last are empty where it is too short."""
    text = "".join(run.text for run in runs)
    parts = _between(runs, [0, *_cuts(text, count), len(text)])
    return parts + [()] * (count - len(parts))


def _cuts(text: str, count: int, *, letters: bool = False) -> list[int]:
    """Where to cut a text into so many parts: at the line end that is nearest to each share, or between two `letters`."""
    places = [at for at in range(1, len(text)) if not _combines(text[at])] if letters else opportunities(text)
    wanted = [len(text) * part // count for part in range(1, count)]
    return sorted({min(places, key=lambda at: abs(at - share)) for share in wanted}) if places else []


def _combines(char: str) -> bool:
    """Whether a character belongs to the one before it."""
    from unicodedata import category

    return category(char) in {"Mn", "Mc", "Me", "Cf"} or "\U0001f3fb" <= char <= "\U0001f3ff"


def _between(runs: Sequence[Run], edges: Sequence[int]) -> list[tuple[Run, ...]]:
    """The runs between each two of these places in the text."""
    return [tuple(_part(runs, start, end)) for start, end in pairwise(edges)]


def _part(runs: Sequence[Run], start: int, end: int) -> Iterator[Run]:
    at = 0
    for run in runs:
        if text := run.text[max(start - at, 0) : max(end - at, 0)]:
            yield replace(run, text=text)
        at += len(run.text)
