"""Ids that stay: each is made from a name, so that none depends on what else is in the deck or where."""

from __future__ import annotations

from hashlib import blake2b
from itertools import count
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: The range of `ST_SlideId` (ECMA-376 part 1, 19.7.13): 256 up to, but not with, 2³¹.
SLIDE_IDS: Final = range(256, 2**31)


def slide_ids(keys: Sequence[str]) -> tuple[int, ...]:
    """The id of each slide, made from its key. Where two keys meet in one id, the first by alphabet has it."""
    names = _told_apart(keys)
    ids: dict[str, int] = {}
    taken: set[int] = set()
    for name in sorted(names):
        ids[name] = next(number for number in _wishes(name) if number not in taken)
        taken.add(ids[name])
    return tuple(ids[name] for name in names)


def creation_id(key: str) -> int:
    """The number by which PowerPoint knows a slide again when two versions are compared (`p14:creationId`), 1 to 2³²-1."""
    return max(_number(f"creation {key}"), 1)


def guid(*words: str) -> str:
    """A GUID in braces and capitals, made from words: version 8 of RFC 9562, section 5.8."""
    digits = list(blake2b("\0".join(words).encode("utf-8", "replace"), digest_size=16).hexdigest().upper())
    digits[12], digits[16] = "8", "89AB"[int(digits[16], 16) % 4]
    text = "".join(digits)
    return f"{{{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}}}"


def _wishes(name: str) -> Iterator[int]:
    """Where a slide would like its id, then where else."""
    return (SLIDE_IDS[_number(f"slide {attempt} {name}") % len(SLIDE_IDS)] for attempt in count())


def _number(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=4).digest(), "big")


def _told_apart(keys: Sequence[str]) -> list[str]:
    """The keys, those that come again with the number of the time."""
    times: dict[str, int] = {}
    names = []
    for key in keys:
        times[key] = times.get(key, 0) + 1
        names.append(key if times[key] == 1 else f"{key}\0{times[key]}")
    return names
