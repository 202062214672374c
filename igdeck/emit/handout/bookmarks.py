"""Puts the bookmarks of slides below those of their sections.

typst makes bookmarks of headings and nests them by level; but here each slide is a heading of the first level, and nothing can
stand below one that is no bookmark. So all come out side by side, and are joined anew in the finished file: a bookmark is an
object of its own that names its neighbours (ISO 32000-1, 12.3.3), and an object may move if the table of places (7.5.4) says so.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_OBJECT: Final = rb"\d+ 0 obj\s*<<(.*)>>\nendobj"
#: How typst ends an object. No title holds that: a line feed in one is written as two letters.
_END: Final = b">>\nendobj"
_ENTRY: Final = rb"(\d{10}) (\d{5}) ([nf])"


def nested(pdf: bytes, depths: Sequence[int]) -> bytes:
    """The file with its bookmarks, which are of these depths in order, nested; as it is where it is not built as expected."""
    if not depths or max(depths) == min(depths):
        return pdf
    places = _places(pdf)
    items = _items(pdf, places) if places else ()
    if len(items) != len(depths):
        return pdf
    return _moved(pdf, places, _rewritten(pdf, places, items, depths))


def _places(pdf: bytes) -> dict[int, int]:
    """Where each object begins; nothing, if the table is not of the plain kind."""
    found = re.search(rb"startxref\s+(\d+)\s+%%EOF\s*$", pdf[-64:])
    start = int(found[1]) if found else 0
    head = re.match(rb"xref\s+0 (\d+)\s+", pdf[start : start + 40])
    if not head:
        return {}
    entries = re.findall(_ENTRY, pdf[start + head.end() : pdf.rfind(b"trailer")])
    return {number: int(place) for number, (place, _, kind) in enumerate(entries) if kind == b"n"}


def _body(pdf: bytes, places: Mapping[int, int], number: int) -> bytes:
    """What stands between the brackets of an object; nothing, if it is no plain dictionary."""
    start = places.get(number, len(pdf))
    found = re.compile(_OBJECT, re.DOTALL).match(pdf, start, pdf.find(_END, start) + len(_END))
    return found[1] if found else b""


def _named(body: bytes, key: bytes) -> int:
    """The number of the object that a key names, else 0."""
    found = re.search(rb"/" + key + rb" (\d+) 0 R", body)
    return int(found[1]) if found else 0


def _items(pdf: bytes, places: Mapping[int, int]) -> tuple[int, ...]:
    """The root of the bookmarks is not among them: their numbers in order, all side by side."""
    found = []
    number = _named(_body(pdf, places, _root(pdf, places)), b"First")
    while number and number not in found:
        found.append(number)
        number = _named(_links(_body(pdf, places, number)), b"Next")
    return tuple(found)


def _root(pdf: bytes, places: Mapping[int, int]) -> int:
    return _named(_body(pdf, places, _named(pdf[pdf.rfind(b"trailer") :], b"Root")), b"Outlines")


def _links(body: bytes) -> bytes:
    """What an item says of its neighbours, which is not to be looked for in its title."""
    return body.partition(b"/Title")[0]


def _rewritten(pdf: bytes, places: Mapping[int, int], items: Sequence[int], depths: Sequence[int]) -> dict[int, bytes]:
    """The objects of the bookmarks with their new neighbours."""
    root = _root(pdf, places)
    parents = _parents(depths)
    children: dict[int, list[int]] = {at: [] for at in range(-1, len(items))}
    for at, parent in enumerate(parents):
        children[parent].append(at)
    made = {root: b"/Type/Outlines" + _family(children[-1], items, len(items))}
    for at, number in enumerate(items):
        title = _body(pdf, places, number)[len(_links(_body(pdf, places, number))) :]
        beside = children[parents[at]]
        place = bisect_right(beside, at) - 1
        near = b"/Parent %d 0 R" % (items[parents[at]] if parents[at] >= 0 else root)
        near += b"/Prev %d 0 R" % items[beside[place - 1]] if place else b""
        near += b"/Next %d 0 R" % items[beside[place + 1]] if place + 1 < len(beside) else b""
        made[number] = near + _family(children[at], items, len(children[at])) + title
    return {number: b"%d 0 obj\n<<%b>>\nendobj" % (number, body) for number, body in made.items()}


def _parents(depths: Sequence[int]) -> list[int]:
    """For each item the last one before it that is less deep; -1 for none."""
    found: list[int] = []
    above: list[int] = []
    for at, depth in enumerate(depths):
        while above and depths[above[-1]] >= depth:
            above.pop()
        found.append(above[-1] if above else -1)
        above.append(at)
    return found


def _family(children: Sequence[int], items: Sequence[int], count: int) -> bytes:
    """The first and last item below one, and how many are seen there when a reader opens the file: all."""
    if not children:
        return b""
    return b"/First %d 0 R/Last %d 0 R/Count %d" % (items[children[0]], items[children[-1]], count)


def _moved(pdf: bytes, places: Mapping[int, int], objects: Mapping[int, bytes]) -> bytes:
    """The file with some objects in place of the old ones, and a table that says where all are now."""
    starts = sorted((places[number], number) for number in objects)
    ends = [pdf.index(_END, start) + len(_END) for start, _ in starts]
    gains = [0, *accumulate(len(objects[number]) - (end - start) for (start, number), end in zip(starts, ends, strict=True))]
    begins = [start for start, _ in starts]

    def moved(place: int) -> int:
        return place + gains[bisect_right(begins, place - 1)]

    pieces, at = [], 0
    for (start, number), end in zip(starts, ends, strict=True):
        pieces += [pdf[at:start], objects[number]]
        at = end
    table = pdf.rfind(b"xref\n", 0, pdf.rfind(b"trailer"))
    head, entries = pdf[at:table], pdf[table : pdf.rfind(b"startxref")]
    entries = re.sub(rb"(\d{10}) (\d{5}) n", lambda entry: b"%010d %b n" % (moved(int(entry[1])), entry[2]), entries)
    return b"".join([*pieces, head, entries, b"startxref\n%d\n%%%%EOF" % moved(table)])
