"""Where the front matter asks for what is found not to be there only when the deck is built."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Place(TypedDict, total=False):
    """The place of a diagnostic; empty if it is not known."""

    line: int
    column: int
    length: int


def place_of(source: Path, key: str, below: str = "") -> Place:
    """The place of what a key says, or one `below` it; of the upper one if that does not stand on a line of its own."""
    place = Place()
    for number, line in _front_matter(source):
        if place and line[:1].strip(" \t#"):
            break  # the next key
        if found := re.match(rf"(\s+{below}\s*:\s*)(.*?)\s*$" if place else rf"({key}\s*:\s*)(.*?)\s*$", line):
            upper, place = place, Place(line=number, column=len(found[1]) + 1, length=max(len(found[2]), 1))
            if upper or not below:
                break
    return place


def _front_matter(source: Path) -> Iterator[tuple[int, str]]:
    """Its lines with their numbers."""
    lines = source.read_text(encoding="utf-8-sig").splitlines()
    yield from enumerate(takewhile(lambda line: line.rstrip() not in ("---", "..."), lines[1:]), 2)
