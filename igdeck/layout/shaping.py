"""How wide text is in a font file, shaped by HarfBuzz: for fonts without a table, and for scripts whose letters join.

`uharfbuzz` comes with the extra `igdeck[shaping]` and is loaded with the first font. Ligatures are off, as no slide of a deck
has any, kerning is on. Without the extra no face opens, and text is measured by what tables say.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from igdeck.layout.scripts import stretches

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

__all__ = ["ShapedFace", "harfbuzz", "open_face"]

_FEATURES: Final = {"liga": False, "clig": False, "kern": True}
_BOLD: Final = 700


def harfbuzz() -> Any | None:
    """The module `uharfbuzz`; None where the extra is not installed."""
    try:
        import uharfbuzz
    except ImportError:
        return None
    return uharfbuzz


def open_face(file: Path, index: int, elsewhere: Callable[[str], float], *, bold: bool = False) -> ShapedFace | None:
    """The face of a font file; None without HarfBuzz, or if the file holds no font.

    `elsewhere` says how wide text is, in em, that the font has no glyphs for. A variable font is set bold if it can be.
    """
    found = harfbuzz()
    if found is None:
        return None
    try:
        face = found.Face(found.Blob.from_file_path(str(file)), index)
    except (OSError, found.HarfBuzzError):
        return None
    if not face.glyph_count:
        return None
    font = found.Font(face)
    if bold and any(axis.tag == "wght" for axis in face.axis_infos):
        font.set_variations({"wght": _BOLD})
    return ShapedFace(found, font, elsewhere)


class ShapedFace:
    """The widths of a font file's text, in units of which `upem` make an em."""

    __slots__ = ("_covered", "_elsewhere", "_font", "_harfbuzz", "_words", "upem")

    upem: int

    def __init__(self, harfbuzz: Any, font: Any, elsewhere: Callable[[str], float]) -> None:
        self.upem = font.face.upem
        self._harfbuzz = harfbuzz
        self._font = font
        self._elsewhere = elsewhere
        self._words: dict[str, int] = {}
        self._covered: dict[str, bool] = {}

    def advance(self, text: str) -> int:
        """The width of text on one line, kerned and shaped."""
        known = self._words.get(text)
        if known is None:
            known = self._words[text] = sum(self._measure(stretch) for _, stretch in stretches(text))
        return known

    def covers(self, char: str) -> bool:
        """Whether the font itself has a character."""
        known = self._covered.get(char)
        if known is None:
            known = self._covered[char] = bool(self._font.get_nominal_glyph(ord(char)))
        return known

    def _measure(self, stretch: str) -> int:
        return sum(
            self._shape("".join(chars)) if covered else round(self._elsewhere("".join(chars)) * self.upem)
            for covered, chars in groupby(stretch, self._draws)
        )

    def _draws(self, char: str) -> bool:
        return self.covers(char) or _is_unseen(char)

    def _shape(self, text: str) -> int:
        buffer = self._harfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        self._harfbuzz.shape(self._font, buffer, _FEATURES)
        return sum([position.x_advance for position in buffer.glyph_positions])


def _is_unseen(char: str) -> bool:
    """Whether no font draws a character: a joiner, a mark of direction, a variation selector."""
    from unicodedata import category

    return category(char) == "Cf" or "\ufe00" <= char <= "\ufe0f"
