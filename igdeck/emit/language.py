"""Which language a run is in, and which fonts its letters need: Office checks spelling and picks glyphs by both.

An East Asian run names its font, because the same code point is drawn differently in Chinese, Japanese and Korean, and a theme
without East Asian fonts leaves the choice to the reader's machine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from igdeck.emit.directions import RIGHT, is_right
from igdeck.model.languages import direction_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Self

# Ranges and not patterns: to compile a pattern of many ranges takes longer than to write a deck.
_KANA: Final = ((0x3040, 0x30FF), (0x31F0, 0x31FF), (0xFF66, 0xFF9F))
_HANGUL: Final = ((0x1100, 0x11FF), (0x3130, 0x318F), (0xA960, 0xA97F), (0xAC00, 0xD7FF))
#: Letters one em wide that have fonts of their own: those above, Han, Yi, full width forms, what lies beyond the first plane.
_EAST: Final = (
    *_HANGUL, (0x2E80, 0xA4CF), (0xF900, 0xFAFF), (0xFE30, 0xFE4F), (0xFF00, 0xFFEF), (0x16FE0, 0x18D8F), (0x1AFF0, 0x1B2FF),
    (0x1F200, 0x1F2FF), (0x20000, 0x3FFFF),
)  # fmt: skip
_HEBREW: Final = ((0x0590, 0x05FF), (0xFB1D, 0xFB4F))
#: What comes before is Latin, Greek, Cyrillic or Armenian.
_FIRST: Final = "\u0590"
_SIGNS: Final = ("\u2000", "\u2bff")

#: The region that PowerPoint writes for a language that names none, where it is not the language's own letters.
_REGIONS: Final = {
    "ar": "SA", "ca": "ES", "cs": "CZ", "cy": "GB", "da": "DK", "el": "GR", "en": "US", "et": "EE", "eu": "ES", "fa": "IR",
    "ga": "IE", "gl": "ES", "he": "IL", "hi": "IN", "ja": "JP", "ko": "KR", "nb": "NO", "nn": "NO", "sl": "SI", "sv": "SE",
    "uk": "UA", "ur": "PK", "vi": "VN", "zh": "CN",
}  # fmt: skip
_EAST_FONTS: Final = {"ja": "Yu Gothic", "ko": "Malgun Gothic", "zh": "Microsoft YaHei"}
_TRADITIONAL: Final = ("hant", "tw", "hk", "mo")
_TRADITIONAL_FONT: Final = "Microsoft JhengHei"
#: The font of letters from right to left where the theme has none for them: LibreOffice asks no theme for that of a script.
RIGHT_FONT: Final = "Arial"
#: How many letters a language has.
_PRIMARY: Final = (2, 3)


class Language:
    """The language of a deck, or of words that name their own.

    `right_font` is the one for letters that are written from right to left.
    """

    __slots__ = ("_others", "_right_font", "tag")

    def __init__(self, lang: str, right_font: str = RIGHT_FONT) -> None:
        self._others: dict[str, Self] = {}
        self._right_font = right_font
        self.tag = office_tag(lang)

    def of(self, lang: str) -> Self:
        """The language of words that name their own, or this one."""
        if not lang:
            return self
        if lang not in self._others:
            self._others[lang] = type(self)(lang, self._right_font)
        return self._others[lang]

    @property
    def primary(self) -> str:
        """The language without its region."""
        return self.tag.partition("-")[0]

    @property
    def is_east_asian(self) -> bool:
        """Whether it is Chinese, Japanese or Korean."""
        return self.primary in _EAST_FONTS

    @property
    def is_right_to_left(self) -> bool:
        """Whether it is written from right to left."""
        return direction_of(self.tag) == "rtl"

    def letters(self, text: str) -> tuple[str, str, str]:
        """The language of letters that are not European, their East Asian font and that of a complex script; empty for none."""
        letters = () if text.isascii() else _far_letters(text)
        if not letters:
            return "", "", ""
        east, right = _any_in(_EAST, letters), _any_in(RIGHT, letters)
        if not east and not right:
            return "", "", ""
        tag = self._east_tag(letters) if east else self._right_tag(letters)
        return tag, _east_font(tag) if east else "", self._right_font if right else ""

    def _east_tag(self, letters: Iterable[int]) -> str:
        if self.primary in _EAST_FONTS:
            return self.tag
        return "ko-KR" if _any_in(_HANGUL, letters) else "ja-JP" if _any_in(_KANA, letters) else "zh-CN"

    def _right_tag(self, letters: Iterable[int]) -> str:
        hebrew = _any_in(_HEBREW, letters)
        if self.is_right_to_left and hebrew == (self.primary in ("he", "yi")):
            return self.tag
        return "he-IL" if hebrew else "ar-SA"


def office_tag(lang: str) -> str:
    """A language as PowerPoint writes it, always with a region: `nl` is `nl-NL`. What is no language tag is `en-US`."""
    primary, *rest = lang.strip().replace("_", "-").split("-")
    if len(primary) not in _PRIMARY or not all(part.isascii() and part.isalnum() for part in (primary, *rest)):
        return "en-US"
    primary = primary.lower()
    return "-".join((primary, *(rest or [_REGIONS.get(primary, primary.upper())])))


def right_to_left_parts(text: str) -> list[tuple[str, bool]]:
    """The text in parts, and whether each is written from right to left; what stands between two such words belongs to them."""
    parts: list[tuple[str, bool]] = []
    for char in text:
        right = char >= _FIRST and is_right(char)
        if not right and parts and parts[-1][1] and not char.isalnum():
            right = True
        if parts and parts[-1][1] is right:
            parts[-1] = (parts[-1][0] + char, right)
        else:
            parts.append((char, right))
    return [part for at, whole in enumerate(parts) for part in _trimmed(whole, last=at == len(parts) - 1)]


def _trimmed(part: tuple[str, bool], *, last: bool) -> list[tuple[str, bool]]:
    """A part, and what follows the last word of one that is written from right to left."""
    text, right = part
    if not right or last:
        return [part]
    words = text.rstrip(" \u00a0")
    return [(words, True), (text[len(words) :], False)] if words != text else [part]


def _far_letters(text: str) -> tuple[int, ...]:
    """The letters of a text that may be of a script with needs of its own; European ones and signs such as dashes are none."""
    first, last = _SIGNS
    return tuple(ord(char) for char in set(text) if char >= _FIRST and not first <= char <= last)


def _any_in(ranges: Iterable[tuple[int, int]], letters: Iterable[int]) -> bool:
    return any(first <= letter <= last for letter in letters for first, last in ranges)


def _east_font(tag: str) -> str:
    primary, *rest = tag.lower().split("-")
    return _TRADITIONAL_FONT if primary == "zh" and set(rest) & set(_TRADITIONAL) else _EAST_FONTS[primary]
