"""How wide text is, from tables of advances and kerning made from the fonts beforehand.

No font need be installed and none is opened: a table is some 10 KB and loads in well under a millisecond, where reading a
font takes half a second. `scripts/make_font_tables.py` makes the tables and describes their layout. Only a family or a script
that no table has is looked for in font files (`fontfiles`), where the extra `igdeck[shaping]` is installed.
"""

from __future__ import annotations

import re
import sys
import zlib
from array import array
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from igdeck.model.value import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from igdeck.layout.fontfiles import FontFiles
    from igdeck.model.theme import FontFile

__all__ = ["Estimate", "Face", "FontBook"]

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
#: What people call the tables that others are measured by.
_SHOWN: Final = {"arimo": "Arial", "cousine": "Courier New"}
#: Hebrew: decks set it in Arial, whatever the family, as they do all that is written from right to left.
_APART: Final = "".join(map(chr, range(0x590, 0x600)))
_HANGUL: Final = 0.92  # em
# Marks that Latin has too are the Eastern fonts' own beside Han and Kana, where those fonts have them an em wide.
_EASTERN: Final = "\u2e80"
_BESIDE: Final = "[\u2e80-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef]"
_FULLWIDTH: Final = f"[“”‘’…—·](?={_BESIDE})|(?<={_BESIDE})[“”‘’…—·]"
# Any other family is measured with a table that is widened. Measured over Latin prose, in share of Arimo: DejaVu Sans 1.14
# (its bold 1.20 of the bold), DejaVu Serif 1.16, Bookman 1.11, Avant Garde Gothic 1.09; but Inter 1.07, Century Schoolbook
# 1.05, Open Sans 1.05, Palatino 1.01, Roboto 1.00, Lato 0.99, Garamond 0.87. DejaVu Sans Mono is 1.003 of Cousine.
_MONOSPACED: Final = ("mono", "code", "consol", "courier", "menlo", "monaco", "typewriter")
#: How much wider than in the fallback's table a Latin, Greek or Cyrillic letter is taken to be that a face lacks: LibreOffice
#: takes DejaVu Serif.
_STRANGE: Final = 1.16
_WIDE: Final = ("verdana", "dejavu", "vera", "black", "bookman", "gothic", "montserrat", "poppins")


class Face(Protocol):
    """What text is measured with, in units of which `upem` make an em."""

    upem: int

    def advance(self, text: str) -> int:
        """The width of text on one line, kerned."""

    def covers(self, char: str) -> bool:
        """Whether the face itself has a character."""


@frozen
class Estimate:
    """A family whose widths are not known: the one of known widths that it is measured by, and how many times as wide.

    `has_file`: the template has a font file of it, which cannot be measured without the extra `igdeck[shaping]`.
    """

    family: str
    by: str
    widening: float
    has_file: bool


class TableFace:
    """The advances and the kerning of one face as a table has them, without the characters `apart`.

    `elsewhere` says how wide, in em, is what it lacks.
    """

    __slots__ = ("_advances", "_columns", "_covered", "_elsewhere", "_index", "_kerning", "_rows", "_words", "upem")

    upem: int

    def __init__(self, table: bytes, widening: float, apart: str, elsewhere: Callable[[str], float]) -> None:
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
        for char in apart:
            self._index.pop(char, None)
        self._advances, self._rows, self._columns = (units[at : at + count] for at in starts[:3])
        self._kerning = kerning[starts[3] :]
        self._covered = count
        self._elsewhere = elsewhere
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
            return self._measure_mixed(text) + self._fullwidth(text)
        return self._kerned(glyphs) + (0 if text.isascii() else self._fullwidth(text))

    def _kerned(self, glyphs: Sequence[int]) -> int:
        total = sum(map(self._advances.__getitem__, glyphs))
        if len(self._kerning) > 1:
            rows, columns, kerning = self._rows, self._columns, self._kerning
            total += sum([kerning[rows[left] + columns[right]] for left, right in pairwise(glyphs)])
        return total

    def _fullwidth(self, text: str) -> int:
        """How much wider the quotation marks and dashes of Chinese or Japanese are: PowerPoint draws them an em wide there."""
        if max(text) < _EASTERN:
            return 0
        marks = re.findall(_FULLWIDTH, text)
        return len(marks) * self.upem - sum([self._kerned([*map(self._borrow, mark)]) for mark in marks])

    def _measure_mixed(self, text: str) -> int:
        """Text with characters that the face lacks: what is shaped is measured whole, all else borrowed one by one."""
        from igdeck.layout.scripts import stretches

        return sum(
            round(self._elsewhere(stretch) * self.upem) if script else self._kerned([*map(self._borrow, stretch)])
            for script, stretch in stretches(text)
        )

    def _borrow(self, char: str) -> int:
        """The index of a character, which gets one, and an advance but no kerning, if the face lacks it."""
        index = self._index.setdefault(char, len(self._advances))
        if index == len(self._advances):
            wider = _STRANGE if char.isalpha() and (char < "\u0530" or "\u1e00" <= char < "\u2000") else 1.0
            self._advances.append(round(self._elsewhere(char) * wider * self.upem))
            self._rows.append(0)
            self._columns.append(0)
        return index


class FontBook:
    """The faces of one layout run, each loaded when it is first asked for.

    `files` are the fonts that the template has, `beyond` is its family for complex scripts, if it has one.
    A family is measured with its table, else with a font file of it, if HarfBuzz is there, else with the table of a wider one.
    """

    __slots__ = ("_asked", "_estimates", "_faces", "_family", "_files", "_found", "_guessed")

    def __init__(self, files: Sequence[FontFile] = (), beyond: str = "") -> None:
        self._files = files
        self._family = beyond
        self._faces: dict[tuple[str, float, str], TableFace] = {}
        self._asked: dict[tuple[str, bool, bool], Face] = {}
        self._found: FontFiles | None = None
        self._estimates: dict[str, Estimate] = {}
        self._guessed: dict[str, None] = {}

    def face(self, family: str, bold: bool, italic: bool) -> Face:
        """The face to measure text of a family with: a wider one if nothing tells its own widths."""
        known = self._asked.get((family, bold, italic))
        if known is None:
            known = self._asked[family, bold, italic] = self._find(family, bold, italic)
        return known

    def is_exact(self, family: str) -> bool:
        """Whether a table has the advances of a family."""
        return _key(family) in _EXACT

    def estimates(self) -> tuple[Estimate, ...]:
        """The families asked for until now that were measured by another one, in the order that they were asked for."""
        return tuple(self._estimates.values())

    def guessed(self) -> tuple[str, ...]:
        """The scripts measured until now whose text needs shaping and was not shaped."""
        return tuple(self._guessed)

    def _find(self, family: str, bold: bool, italic: bool) -> Face:
        table, widening = _table(family)
        if not self.is_exact(family):
            found = self._font_files().face(family, bold, italic)
            if found is not None:
                return found
            self._estimates[_key(family)] = Estimate(family, _SHOWN[table], widening, self._font_files().has(family))
        return self._face(table, widening, bold, italic)

    def _face(self, table: str, widening: float, bold: bool, italic: bool) -> TableFace:
        style = "-".join(name for name, wanted in (("bold", bold), ("italic", italic)) if wanted) or "regular"
        face = self._faces.get((table, widening, style))
        if face is None:

            def elsewhere(text: str) -> float:
                return self._elsewhere(text, table, bold, italic)

            apart = "" if table == _FALLBACK else _APART
            face = TableFace((_TABLES / f"{table}-{style}.bin").read_bytes(), widening, apart, elsewhere)
            self._faces[table, widening, style] = face
        return face

    def _elsewhere(self, text: str, table: str, bold: bool, italic: bool) -> float:
        """The width in em of a character, or of a stretch in a script that is shaped, that a table lacks."""
        from igdeck.layout.scripts import script_of

        if script := next(filter(None, map(script_of, text)), ""):
            return self._shaped(text, script, bold, italic)
        return sum(map(_ems, text)) if table == _FALLBACK else self._beyond(text, bold, italic)

    def _shaped(self, text: str, script: str, bold: bool, italic: bool) -> float:
        """The width in em of a stretch in a font file that has it, else in the table that has it, else by a guess."""
        from igdeck.layout.scripts import guessed_width, script_of

        letter = next(char for char in text if script_of(char))
        shaped = self._font_files().covering(letter, bold, italic)
        if shaped is not None:
            return shaped.advance(text) / shaped.upem
        if all(map(self._face(_FALLBACK, 1.0, bold, italic).covers, text)):
            return self._beyond(text, bold, italic)
        self._guessed[script] = None
        return guessed_width(text)

    def _font_files(self) -> FontFiles:
        from igdeck.layout.fontfiles import FontFiles

        if self._found is None:
            self._found = FontFiles(self._files, self._beyond, self._family)
        return self._found

    def _beyond(self, text: str, bold: bool, italic: bool) -> float:
        """The width in em of what a family lacks, in the table that has the most characters."""
        face = self._face(_FALLBACK, 1.0, bold, italic)
        return face.advance(text) / face.upem


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
    symbols of DejaVu Sans 0.84, Hangul of Malgun Gothic and Noto Sans KR 0.92.
    """
    from unicodedata import category, east_asian_width

    if char == "\t":
        return 1.0
    if "\uac00" <= char <= "\ud7a3":
        return _HANGUL
    kind = category(char)
    if kind in {"Mn", "Me", "Cf", "Cc"}:
        return 0.0
    if kind == "So" and char >= "\N{MAHJONG TILE EAST WIND}":
        return 1.25
    return 1.0 if kind[0] == "S" or east_asian_width(char) in "WF" else 0.6
