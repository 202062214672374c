"""Reads the tables of a template value by value, and gathers every mistake with its place.

A `Kind` says what a value may be: a function from the raw value to the wanted one. Where the value is wrong, it has its place
say so and gives something harmless, so that reading goes on and all mistakes come out together. What is never asked for is
unknown.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from igdeck.model.diagnostics import IgdeckError, error
from igdeck.model.value import frozen
from igdeck.theme.place import dotted, find_spot

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping
    from typing import Self

    from igdeck.model.diagnostics import Diagnostic
    from igdeck.theme.place import KeyPath

T = TypeVar("T")


@frozen
class Written:
    """A text and the file that it stands in."""

    text: str
    file: str


@dataclass(frozen=True, slots=True)
class Mistakes:
    """What is wrong with a template, gathered while it is read.

    `texts` are its own and those that it starts with; `origins` says by their numbers which one a value comes from, with all
    that is in it.
    """

    texts: tuple[Written, ...]
    origins: Mapping[KeyPath, int] = field(default_factory=dict)
    found: dict[KeyPath, Diagnostic] = field(default_factory=dict)

    def add(self, path: KeyPath, code: str, message: str, hint: str) -> None:
        """One more; of what follows from another mistake there or around there nothing is said."""
        if any(path[:length] in self.found for length in range(len(path) + 1)):
            return
        written = self._origin(path)
        spot = find_spot(written.text, path)
        place = {"line": spot.line, "column": spot.column, "length": spot.length}
        self.found[path] = error(code, f"{dotted(path)}: {message}", hint, file=written.file, **place)

    def stop(self) -> None:
        """Raise IgdeckError if there are any, in the order of their lines, the template's own first."""
        if self.found:
            files = [written.file for written in self.texts]
            found = self.found.values()
            raise IgdeckError(*sorted(found, key=lambda one: (files.index(one.file), one.line, one.column)))

    def _origin(self, path: KeyPath) -> Written:
        """The text that a value comes from."""
        known = (self.origins[path[:length]] for length in range(len(path), 0, -1) if path[:length] in self.origins)
        return self.texts[next(known, 0)]


@frozen
class Place:
    """Where a value stands, and who is told what is wrong there."""

    path: KeyPath
    mistakes: Mistakes

    def at(self, step: str | int) -> Place:
        """The place of a key in this table, or of an element in this array."""
        return Place((*self.path, step), self.mistakes)

    def wrong(self, message: str, hint: str = "", code: str = "template-value") -> None:
        """Say what is wrong here."""
        self.mistakes.add(self.path, code, message, hint)

    def unlike(self, value: object, wanted: str, hint: str = "") -> None:
        """Say that a value is missing, or is another thing than what is wanted."""
        if value is MISSING:
            self.wrong("this key is missing", f"it wants {wanted}", "template-missing")
        else:
            self.wrong(f"{wanted} is wanted, not {_shown(value)}", hint)


class _Missing:
    """The value of a key that is not there."""


MISSING = _Missing()

Kind: TypeAlias = "Callable[[Any, Place], T]"


class Table:
    """One table of the file. What was asked for is remembered; leaving it tells of the other keys."""

    def __init__(self, value: object, place: Place) -> None:
        if not isinstance(value, dict):
            place.unlike(value, f"a table [{dotted(place.path)}]")
        self._values: dict[str, Any] = value if isinstance(value, dict) else {}
        self._asked: dict[str, None] = {}
        self.place = place

    def __contains__(self, key: str) -> bool:
        self._asked[key] = None
        return key in self._values

    def need(self, key: str, kind: Kind[T]) -> T:
        """The value of a key that must be there."""
        self._asked[key] = None
        return kind(self._values.get(key, MISSING), self.place.at(key))

    def get(self, key: str, kind: Kind[T], default: T) -> T:
        """The value of a key, or what holds without it."""
        return self.need(key, kind) if key in self else default

    def table(self, key: str) -> Table:
        """The table under a key."""
        return self.need(key, Table)

    def each(self, kind: Kind[T]) -> Iterator[tuple[str, T]]:
        """All values with their names, which are the author's own. Each is read in its turn: it may tell of those before it."""
        return ((name, self.need(name, kind)) for name in self._values)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Tell of keys that nobody asked for."""
        for key in self._values:
            if key not in self._asked:
                self.place.at(key).wrong("unknown key", nearest(key, self._asked, "keys"), "template-key")


def nearest(name: str, known: Collection[str], what: str) -> str:
    """A hint for a name that is not known: the one that was meant, or all there are."""
    from difflib import get_close_matches

    near = get_close_matches(name, known, n=1, cutoff=0.5)
    if near:
        return f"did you mean “{near[0]}”?"
    return f"known {what}: {', '.join(known)}" if known else f"there are no {what} yet"


# Kinds of value ------------------------------------------------------------------------------------------------


def text(value: Any, place: Place) -> str:
    """Any text."""
    if isinstance(value, str):
        return value
    place.unlike(value, "a text in quotes")
    return ""


def flag(value: Any, place: Place) -> bool:
    """True or false."""
    if isinstance(value, bool):
        return value
    place.unlike(value, "true or false")
    return False


def number(low: float, high: float) -> Kind[float]:
    """A number within limits."""

    def read(value: Any, place: Place) -> float:
        if isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high:
            return float(value)
        place.unlike(value, f"a number from {low:g} to {high:g}")
        return low

    return read


def whole(low: int, high: int) -> Kind[int]:
    """A whole number within limits."""

    def read(value: Any, place: Place) -> int:
        if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
            return value
        place.unlike(value, f"a whole number from {low} to {high}")
        return low

    return read


def one_of(what: str, known: Mapping[str, T], blank: T) -> Kind[T]:
    """One of the things that are known by name. `what` is their plural."""

    def read(value: Any, place: Place) -> T:
        if isinstance(value, str) and value in known:
            return known[value]
        if isinstance(value, str):
            place.wrong(f"“{value}” is not one of the {what}", nearest(value, known, what), "template-name")
        else:
            place.unlike(value, f"the name of one of the {what}", nearest("", known, what))
        return blank

    return read


def list_of(kind: Kind[T], least: int = 0, most: int | None = None) -> Kind[tuple[T, ...]]:
    """An array of values of a kind, at least and at most so many; an empty one where it is wrong."""

    def read(value: Any, place: Place) -> tuple[T, ...]:
        if isinstance(value, list) and least <= len(value) <= (len(value) if most is None else most):
            return tuple(kind(element, place.at(index)) for index, element in enumerate(value))
        count = "" if most is None else f" of {most}" if least == most else f" of {least} to {most}"
        place.unlike(value, f"an array{count}")
        return ()

    return read


def _shown(value: object) -> str:
    """A value as its author wrote it, as near as can be."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return f"“{value}”"
        case list():
            return f"an array of {len(value)}"
        case dict():
            return "a table"
        case _:
            return str(value)
