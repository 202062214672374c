"""Where a key stands in a TOML text, for messages: `tomllib` reads the values and forgets their places.

Works on text that `tomllib` has read before, so it looks for lines and never for mistakes.
"""

from __future__ import annotations

import re
from typing import TypeAlias

from igdeck.model.value import frozen

#: The way to a value: keys of tables, and numbers of array elements from 0.
KeyPath: TypeAlias = tuple[str | int, ...]

_TOKEN = re.compile(
    r"""
    (?P<blank>[ \t\r]+|\#[^\n]*)
    |(?P<string>\"{3}(?:\\.|[^\\])*?\"{3,5}|'{3}.*?'{3,5}|"(?:\\.|[^"\\\n])*"|'[^'\n]*')
    |(?P<end>\n)
    |(?P<mark>[\[\]{}=,.])
    |(?P<bare>[^\s\[\]{}=,.\#"']+)
    """,
    re.VERBOSE | re.DOTALL,
)


@frozen
class Spot:
    """A piece of a text: line and column count from 1, and are 0 for the whole of it."""

    line: int
    column: int
    length: int


def find_spot(text: str, path: KeyPath) -> Spot:
    """Where the key or the element of a path stands; of one that is missing, the nearest thing around it."""
    spots = find_spots(text)
    while path and path not in spots:
        path = path[:-1]
    return spots.get(path, Spot(0, 0, 1))


def find_spots(text: str) -> dict[KeyPath, Spot]:
    """The places of all keys and elements."""
    return _Scan(text).spots()


def dotted(path: KeyPath) -> str:
    """A path as TOML writes it, elements counted from 1: `layouts."Two Content".placeholders[2].box`."""
    return "".join(f"[{step + 1}]" if isinstance(step, int) else f".{_written(step)}" for step in path).removeprefix(".")


def _written(key: str) -> str:
    return key if re.fullmatch("[A-Za-z0-9_-]+", key) else f'"{key}"'


class _Scan:
    """One walk over a text, from top to bottom."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = [token for token in _TOKEN.finditer(text) if token.lastgroup != "blank"]
        self._at = 0
        self._spots: dict[KeyPath, Spot] = {}

    def spots(self) -> dict[KeyPath, Spot]:
        """Walk, and give all places."""
        table: KeyPath = ()
        while self._at < len(self._tokens):
            if self._passed("["):
                table = self._header()
            elif not self._passed("\n"):
                self._pair(table)
        return self._spots

    def _passed(self, *marks: str) -> bool:
        """Go on by one token if it is one of these."""
        there = self._at < len(self._tokens) and self._tokens[self._at][0] in marks
        self._at += there
        return there

    def _header(self) -> KeyPath:
        """`[table]`, or `[[table]]`, which igdeck never asks for."""
        self._passed("[")
        path = self._key(())
        while self._passed("]"):
            pass
        return path

    def _pair(self, table: KeyPath) -> None:
        path = self._key(table)
        self._passed("=")
        self._value(path)

    def _key(self, path: KeyPath) -> KeyPath:
        """A key, which may be dotted: every part of it is a place."""
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            self._at += 1
            path = (*path, token[0].strip("\"'"))
            self._spots.setdefault(path, self._spot(token))
            if not self._passed("."):
                break
        return path

    def _value(self, path: KeyPath) -> None:
        if self._passed("["):
            self._elements(path)
        elif self._passed("{"):
            while not self._passed("}"):
                if not self._passed("\n", ","):
                    self._pair(path)
        else:
            while self._at < len(self._tokens) and self._tokens[self._at][0] not in ("\n", ",", "]", "}"):
                self._at += 1

    def _elements(self, path: KeyPath) -> None:
        number = 0
        while not self._passed("]"):
            if not self._passed("\n", ","):
                self._spots[*path, number] = self._spot(self._tokens[self._at])
                self._value((*path, number))
                number += 1

    def _spot(self, token: re.Match[str]) -> Spot:
        start = token.start()
        column = start - (self._text.rfind("\n", 0, start) + 1) + 1
        return Spot(self._text.count("\n", 0, start) + 1, column, max(len(token[0].split("\n")[0]), 1))
