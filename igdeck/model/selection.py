"""Which slides are meant, as people write it: `1-4, 7, intro, section: Costs`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from igdeck.model.value import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator

#: A comma that stands in no quotation marks.
_COMMA: Final = r',(?=(?:[^"]*"[^"]*")*[^"]*$)'
_RANGE: Final = r"(\d{1,18})?\s*([-–]?)\s*(\d{1,18})?"
_EXAMPLE: Final = "write it like 1-4,7,intro"


@frozen
class Numbers:
    """Slides by the numbers that they show, both included; `last` is None for all that follow. `single`: one was named."""

    first: int
    last: int | None
    single: bool = False


@frozen
class Named:
    """A slide by its key, or a section by its name; either where no `kind` is said."""

    name: str
    kind: Literal["", "key", "section"] = ""


Pick: TypeAlias = Numbers | Named


class SelectionError(ValueError):
    """A selection that means nothing: a message, and what to write instead."""

    def __init__(self, message: str, hint: str = _EXAMPLE) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def read_selection(text: str) -> tuple[Pick, ...]:
    """What a selection picks, in its own order; raise SelectionError for one that cannot be read."""
    return tuple(_picks(text))


def _picks(text: str) -> Iterator[Pick]:
    if text.count('"') % 2:
        raise SelectionError("a quotation mark is never closed", 'write section:"Costs, and more"')
    for part in re.split(_COMMA, text):
        if not part.strip():
            raise SelectionError(f"“{text}” has a comma with nothing beside it" if text.strip() else "no slide is named")
        yield _pick(part.strip())


def _pick(part: str) -> Pick:
    numbers = re.fullmatch(_RANGE, part)
    if numbers:
        return _numbers(part, numbers[1], numbers[2], numbers[3])
    if part.startswith("#"):
        return Named(_name(part[1:], part), "key")
    kind, colon, rest = part.partition(":")
    if colon and kind.strip().lower() == "section":
        return Named(_name(rest, part), "section")
    return Named(_name(part, part))


def _name(text: str, part: str) -> str:
    name = text.strip().strip('"').strip()
    if not name:
        raise SelectionError(f"“{part}” names nothing")
    return name


def _numbers(part: str, first: str | None, dash: str, last: str | None) -> Numbers:
    if not dash or not (first or last):
        if first and not last:
            return Numbers(_counted(first), int(first), single=True)
        raise SelectionError(f"“{part}” is no number and no range")
    start, end = _counted(first) if first else 1, _counted(last) if last else None
    if end is not None and end < start:
        raise SelectionError(f"“{part}” goes backwards", f"write {end}-{start}: slides stand in the order of the deck")
    return Numbers(start, end)


def _counted(number: str) -> int:
    if int(number) == 0:
        raise SelectionError("there is no slide 0", "slides are counted from 1")
    return int(number)
