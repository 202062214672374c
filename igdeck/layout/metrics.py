"""How wide text is, from tables of advances and kerning made from the fonts beforehand.

No font need be installed and none is opened: a table is some 10 KB and loads in well under a millisecond, where reading a
font takes half a second. `scripts/make_font_tables.py` makes the tables and describes their layout.
"""

from __future__ import annotations

import sys
import zlib
from array import array
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["Face", "FontBook"]

_TABLES: Final = Path(__file__).parent / "tables"
_FALLBACK: Final = "arimo"  # the table with the most characters

#: Families whose advances a table has, and the free ones with the same advances.
_EXACT: Final[Mapping[str, str]] = {
    "calibri": "carlito",
    "carlito": "carlito",
    "cambria": "caladea",
    "caladea": "caladea",
    "arial": "arimo",
    "arimo": "arimo",
    "helvetica": "arimo",
    "liberation sans": "arimo",
    "times": "tinos",
    "times new roman": "tinos",
    "tinos": "tinos",
    "liberation serif": "tinos",
    "courier": "cousine",
    "courier new": "cousine",
    "cousine": "cousine",
    "liberation mono": "cousine",
}
# Any other family is measured with a table that is widened. Measured over Latin prose, in share of Arimo: DejaVu Sans 1.14
# (its bold 1.20 of the bold), DejaVu Serif 1.16, Bookman 1.11, Avant Garde Gothic 1.09; but Inter 1.07, Century Schoolbook
# 1.05, Open Sans 1.05, Palatino 1.01, Roboto 1.00, Lato 0.99, Garamond 0.87. DejaVu Sans Mono is 1.003 of Cousine.
_MONOSPACED: Final = ("mono", "code", "consol", "courier", "menlo", "monaco", "typewriter")
_WIDE: Final = ("verdana", "dejavu", "vera", "black", "bookman", "gothic", "montserrat", "poppins")


class Face:
    """The advances and the kerning of one face, in units of which `upem` make an em."""

    __slots__ = ("_advances", "_columns", "_covered", "_fallback", "_index", "_kerning", "_rows", "_words", "upem")

    upem: int

    def __init__(self, table: bytes, widening: float, fallback: Callable[[], Face] | None) -> None:
        raw = zlib.decompress(table)
        units, kerning = array("H", raw), array("h", raw)
        if sys.byteorder == "big":
            units.byteswap()
            kerning.byteswap()
        upem, count = units[:2]
        chars = raw[4 : 4 + 2 * count].decode("utf-16-le")
        starts = [2 + count * block for block in range(1, 5)]
        self.upem = round(upem / widening)
        self._index = dict(zip(chars, range(count), strict=True))
        self._advances, self._rows, self._columns = (units[at : at + count] for at in starts[:3])
        self._kerning = kerning[starts[3] :]
        self._covered = count
        self._fallback = fallback
        self._words: dict[str, int] = {}

    def advance(self, text: str) -> int:
        """The width of text on one line, kerned."""
        known = self._words.get(text)
        if known is None:
            known = self._words[text] = self._measure(text)
        return known

    def covers(self, char: str) -> bool:
        """Whether the face itself has a character."""
        return self._index.get(char, self._covered) < self._covered

    def _measure(self, text: str) -> int:
        try:
            glyphs = [*map(self._index.__getitem__, text)]
        except KeyError:
            glyphs = [self._borrow(char) for char in text]
        total = sum(map(self._advances.__getitem__, glyphs))
        if len(self._kerning) > 1:
            rows, columns, kerning = self._rows, self._columns, self._kerning
            total += sum([kerning[rows[left] + columns[right]] for left, right in pairwise(glyphs)])
        return total

    def _borrow(self, char: str) -> int:
        """The index of a character, which gets one, and an advance but no kerning, if the face lacks it."""
        index = self._index.setdefault(char, len(self._advances))
        if index == len(self._advances):
            self._advances.append(self._elsewhere(char))
            self._rows.append(0)
            self._columns.append(0)
        return index

    def _elsewhere(self, char: str) -> int:
        if self._fallback:
            other = self._fallback()
            return round(other.advance(char) * self.upem / other.upem)
        return round(_ems(char) * self.upem)


class FontBook:
    """The faces of one layout run, each loaded when it is first asked for."""

    __slots__ = ("_asked", "_faces")

    def __init__(self) -> None:
        self._faces: dict[tuple[str, float, str], Face] = {}
        self._asked: dict[tuple[str, bool, bool], Face] = {}

    def face(self, family: str, bold: bool, italic: bool) -> Face:
        """The face to measure text of a family with: a wider one if the family has no table."""
        known = self._asked.get((family, bold, italic))
        if known is None:
            style = "-".join(name for name, wanted in (("bold", bold), ("italic", italic)) if wanted)
            known = self._asked[family, bold, italic] = self._face(*_table(family), style or "regular")
        return known

    def is_exact(self, family: str) -> bool:
        """Whether the advances of a family are known, not estimated."""
        return _key(family) in _EXACT

    def _face(self, table: str, widening: float, style: str) -> Face:
        face = self._faces.get((table, widening, style))
        if face is None:
            fallback = None if table == _FALLBACK else lambda: self._face(_FALLBACK, 1.0, style)
            face = Face((_TABLES / f"{table}-{style}.bin").read_bytes(), widening, fallback)
            self._faces[table, widening, style] = face
        return face


def _key(family: str) -> str:
    return family.strip(" '\"").casefold()


def _table(family: str) -> tuple[str, float]:
    """The table that a family is measured with, and how many times as wide as the table it is taken to be."""
    key = _key(family)
    if key in _EXACT:
        return _EXACT[key], 1.0
    if any(word in key for word in _MONOSPACED):
        return "cousine", 1.01
    return _FALLBACK, 1.2 if any(word in key for word in _WIDE) else 1.08


def _ems(char: str) -> float:
    """The width of a character that no table has, in em.

    A guess on the wide side: such a character is drawn with whatever font the machine has. Measured: Noto Color Emoji 1.245,
    symbols of DejaVu Sans 0.84.
    """
    from unicodedata import category, east_asian_width

    if char == "\t":
        return 1.0
    kind = category(char)
    if kind in {"Mn", "Me", "Cf", "Cc"}:
        return 0.0
    if kind == "So" and char >= "\N{MAHJONG TILE EAST WIND}":
        return 1.25
    return 1.0 if kind[0] == "S" or east_asian_width(char) in "WF" else 0.6
