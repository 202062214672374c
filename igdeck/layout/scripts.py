"""Scripts that have fonts of their own, most of which change or join their letters by what stands beside them.

Such a text is not as wide as its letters one by one: only a font's rules say how wide it is. The block of a letter tells its
script (Unicode, Blocks.txt).
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import groupby
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["guessed_width", "script_of", "stretches"]

#: First and last letter in order, and the script; Hebrew, Georgian and Ethiopic join nothing, but few tables or none have them.
_BLOCKS: Final = (
    (0x0590, 0x05FF, "Hebrew"), (0x0600, 0x06FF, "Arabic"), (0x0700, 0x074F, "Syriac"), (0x0750, 0x077F, "Arabic"),
    (0x0780, 0x07BF, "Thaana"), (0x07C0, 0x07FF, "N’Ko"), (0x0860, 0x086F, "Syriac"), (0x0870, 0x08FF, "Arabic"),
    (0x0900, 0x097F, "Devanagari"), (0x0980, 0x09FF, "Bengali"), (0x0A00, 0x0A7F, "Gurmukhi"), (0x0A80, 0x0AFF, "Gujarati"),
    (0x0B00, 0x0B7F, "Odia"), (0x0B80, 0x0BFF, "Tamil"), (0x0C00, 0x0C7F, "Telugu"), (0x0C80, 0x0CFF, "Kannada"),
    (0x0D00, 0x0D7F, "Malayalam"), (0x0D80, 0x0DFF, "Sinhala"), (0x0E00, 0x0E7F, "Thai"), (0x0E80, 0x0EFF, "Lao"),
    (0x0F00, 0x0FFF, "Tibetan"), (0x1000, 0x109F, "Myanmar"), (0x10A0, 0x10FF, "Georgian"), (0x1200, 0x139F, "Ethiopic"),
    (0x1780, 0x17FF, "Khmer"), (0x1800, 0x18AF, "Mongolian"), (0x19E0, 0x19FF, "Khmer"), (0x1C90, 0x1CBF, "Georgian"),
    (0xA8E0, 0xA8FF, "Devanagari"), (0xA9E0, 0xA9FF, "Myanmar"), (0xAA60, 0xAA7F, "Myanmar"), (0xFB1D, 0xFB4F, "Hebrew"),
    (0xFB50, 0xFDFF, "Arabic"), (0xFE70, 0xFEFE, "Arabic"),
)  # fmt: skip
_FIRST: Final = [first for first, _, _ in _BLOCKS]
# Measured over prose in Noto Sans and DejaVu Sans, in em a letter, marks aside: Arabic 0.44 to 0.48, Devanagari 0.48, Thai 0.54,
# Tamil 0.75. Bold is a tenth wider.
_NARROW, _BROAD, _SPACE = 0.6, 0.85, 0.32
_BROAD_SCRIPTS: Final = frozenset({"Tamil", "Telugu", "Kannada", "Malayalam", "Sinhala", "Myanmar", "Ethiopic", "Odia"})


def script_of(char: str) -> str:
    """The script of these that a character is in; empty for one of any other, as Latin and Chinese."""
    code = ord(char)
    _, last, script = _BLOCKS[max(bisect_right(_FIRST, code) - 1, 0)]
    return script if _FIRST[0] <= code <= last else ""


def stretches(text: str) -> Iterator[tuple[str, str]]:
    """The text in pieces of one script, each with the script's name or "" for all that have tables.

    What is no letter goes with the letters before it, at the start with those behind it: PowerPoint and LibreOffice set it in
    the font of those.
    """
    scripts: list[str] = []
    for char in text:
        scripts.append(script_of(char) if char.isalpha() or not scripts else scripts[-1])
    start = 0
    for script, letters in groupby(_led(text, scripts)):
        end = start + len(list(letters))
        yield script, text[start:end]
        start = end


def _led(text: str, scripts: list[str]) -> list[str]:
    """The scripts, what stands before the first letter being of its script."""
    first = next((at for at, char in enumerate(text) if char.isalpha()), 0)
    return [scripts[first]] * first + scripts[first:]


def guessed_width(text: str) -> float:
    """About how wide a stretch is, in em, on the wide side: for where no font tells."""
    from unicodedata import category

    spaces, letters = text.count(" "), sum(category(char) not in {"Mn", "Me", "Cf", "Zs"} for char in text)
    return spaces * _SPACE + letters * (_BROAD if _BROAD_SCRIPTS.intersection(map(script_of, text)) else _NARROW)
