"""Characters that no font has: which ones, on which slide, and what would help.

typst prints an empty box for one and says nothing, and PDF/UA allows no such box. So what a deck is written with is tried out
beforehand, and U+FFFD stands in for what cannot be printed.
"""

from __future__ import annotations

import json
import unicodedata
from typing import TYPE_CHECKING, Any, Final

from igdeck.model.diagnostics import warning

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from igdeck.emit.handout.text import Json
    from igdeck.model.diagnostics import Diagnostic
    from igdeck.model.page import Page

#: What stands for a character that no font has.
REPLACEMENT: Final = "\ufffd"
#: What says the same and is in more fonts.
_ALIKE: Final = {"☐": "□", "☑": "▣", "☒": "⊠"}
#: Latin, Greek and Cyrillic letters, Europe's punctuation, arrows, signs of mathematics, shapes: typst's own fonts have them.
_COMMON: Final = ((0x20, 0x250), (0x370, 0x500), (0x2010, 0x2041), (0x2190, 0x2300), (0x25A0, 0x2600))
#: More findings of one kind are not told one by one.
_MOST: Final = 8
#: Scripts by the first word of their characters' names, and the family of Google's Noto fonts that has them.
_FAMILIES: Final = {
    "CJK": "Noto Sans CJK", "HIRAGANA": "Noto Sans CJK", "KATAKANA": "Noto Sans CJK", "HANGUL": "Noto Sans CJK",
    "IDEOGRAPHIC": "Noto Sans CJK", "FULLWIDTH": "Noto Sans CJK", "ARABIC": "Noto Sans Arabic", "HEBREW": "Noto Sans Hebrew",
    "DEVANAGARI": "Noto Sans Devanagari", "BENGALI": "Noto Sans Bengali", "TAMIL": "Noto Sans Tamil", "THAI": "Noto Sans Thai",
    "ARMENIAN": "Noto Sans Armenian", "GEORGIAN": "Noto Sans Georgian", "ETHIOPIC": "Noto Sans Ethiopic",
}  # fmt: skip
#: From here on there are mostly emoji.
_EMOJI: Final = 0x1F000


def uncommon(data: Any) -> str:
    """The characters of a scene that are worth a trial, in order of their numbers."""
    found = {char for char in json.dumps(data, ensure_ascii=False) if not char.isascii()}
    return "".join(sorted(char for char in found if not _is_common(ord(char)) and _is_printed(char)))


def without_glyph(chars: str, can_print: Callable[[str], bool]) -> str:
    """Those of the characters that cannot be printed. All are tried at once, and the halves of what failed after that."""
    if not chars or can_print(chars):
        return ""
    if len(chars) == 1:
        return chars
    half = len(chars) // 2
    return without_glyph(chars[:half], can_print) + without_glyph(chars[half:], can_print)


def stand_ins(lost: str, can_print: Callable[[str], bool]) -> dict[str, str]:
    """For each of these characters one that says the same, or U+FFFD."""
    return {char: alike if (alike := _ALIKE.get(char)) and can_print(alike) else REPLACEMENT for char in lost}


def replaced(data: Json, others: Mapping[str, str]) -> Json:
    """A scene with other characters in place of some."""
    text = json.dumps(data, ensure_ascii=False)
    made: Json = json.loads(text.translate({ord(char): other for char, other in others.items()}))
    return made


def about_glyphs(lost: str, pages: Sequence[Page]) -> Iterator[Diagnostic]:
    """A warning for each character that no font has, with the line of the first slide that it is on."""
    for char in lost[:_MOST]:
        written = repr(char)[1:-1]
        page = next((page for page in pages if written in repr((page.title, page.items, page.notes))), None)
        yield warning("handout-glyph", _message(char, page), _help(char), line=page.first_line if page else 0)
    if len(lost) > _MOST:
        more = lost[_MOST:]
        yield warning("handout-glyph", f"no font has {len(more)} further characters either: {more[:40]}", _help(more[0]))


def _message(char: str, page: Page | None) -> str:
    where = f" on slide {page.number}" if page else ""
    name = unicodedata.name(char, "")
    code = f"U+{ord(char):04X}{', ' if name else ''}{name.lower()}"
    return f"no font has the character “{char}” ({code}){where}; “{REPLACEMENT}” stands in its place"


def _help(char: str) -> str:
    if unicodedata.category(char) == "Co":
        return "only the font that it was made for has this one: put that into the template's folder fonts"
    word = unicodedata.name(char, "").partition(" ")[0]
    family = _FAMILIES.get(word, "Noto Emoji" if ord(char) >= _EMOJI else "")
    return f"install a font that has it{f', as {family}' if family else ''}, or put one into the template's folder fonts"


def _is_common(code: int) -> bool:
    return any(first <= code < end for first, end in _COMMON)


def _is_printed(char: str) -> bool:
    """Marks, joiners and controls have no glyph of their own."""
    return unicodedata.category(char) not in ("Cc", "Cf", "Mn", "Me", "Zs", "Zl", "Zp", "Cs")
