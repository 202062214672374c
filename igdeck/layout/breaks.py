"""Where a line of text may end: as late as any renderer might end it, so that no text comes out taller than predicted.

PowerPoint, LibreOffice and browsers differ on where a line may break. A break that one of them does not know is left out:
there is none after a slash or inside an address, none between Korean syllables, none before punctuation that stands apart
as in French. The classes follow the Unicode line breaking algorithm (UAX 14) and the rules of kinsoku (JLREQ 3.1.7).
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["SPACES", "borders", "opportunities"]

#: What ends a line without taking room on it.
SPACES: Final = " \t\n\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u200b\u205f\u3000"

# No line ends before or after a no-break space or a joiner, nor before what combines with the character before it.
_JOINERS: Final = "\u00a0\u2007\u202f\u2011\u2060\ufeff\u200d\u0300-\u036f\u3099\u309a\ufe00-\ufe0f\U000e0100-\U000e01ef"
_HANGUL: Final = "\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff"
_KANA: Final = "\u3041-\u30ff\u3105-\u312f\u31a0-\u31ff\uff66-\uff9f"
_HAN: Final = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_EAST_ASIAN: Final = rf"{_KANA}{_HAN}\u2e80-\u2fff\u3001-\u3040\u3200-\u33ff\ufe30-\ufe4f\uff01-\uff65\uffe0-\uffe6"
_NO_END: Final = r"（［｛〔〈《「『【〘〖〝‘“｟«(\[{\"'$£¥￥＄￡€#＃"
_NO_START: Final = (
    r"、。，．・：；？！）］｝〕〉》」』】〙〗〟’”｠»,.:;?!)\]}\"'/％%‰℃°–—―…‥〜"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ\u31f0-\u31ffー々〻ヽヾゝゞ゛゜ｧ-ｯｰﾞﾟ｡､･｣"
)

# Each pattern ends where a line may start. They are compiled by `re` when first used: the East Asian ones take 5 ms each.
# The first two begin with a set of characters, which `re` finds fast; what stands before those is looked at afterwards.
_AFTER: Final = (
    r"(?:(?<=[^\W_][-\u2010])(?=[^\W\d_])"  # a hyphen in a word, but not in a number or before an option
    rf"|(?<=[{SPACES}])(?<!«.)(?![:;!?»]*(?:[{SPACES}]|\Z))"  # spaces, but not within « word » or word ?
)
_ASCII: Final = rf"[ \t\n-]{_AFTER})"
_ANY: Final = rf"[{SPACES}\u00ad\u2010–—-]{_AFTER}|(?<=\u00ad)(?=\w)|(?<=[^{SPACES}][–—])(?=\w))"
_IDEOGRAPHS: Final = (
    rf"(?<=[{_EAST_ASIAN}])(?<![{_NO_END}])(?=[^{SPACES}{_JOINERS}{_HANGUL}{_NO_START}])"
    rf"|(?<=[^{SPACES}{_JOINERS}{_HANGUL}{_NO_END}])(?=[{_EAST_ASIAN}])(?![{_JOINERS}{_NO_START}])"
)
_BORDERS: Final = rf"(?<=[{_KANA}{_HAN}])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])(?=[{_KANA}{_HAN}])"
# Thai and Lao have no spaces between words, and renderers look words up in a dictionary. A vowel written ahead of its consonant
# always begins a syllable: what lies between two of them is longer than most words, so lines are filled less than by renderers.
_AHEAD: Final = "[\u0e40-\u0e44\u0ec0-\u0ec4]"
_SYLLABLES: Final = rf"(?<=[\u0e01-\u0e3a\u0e45-\u0e4e\u0e81-\u0ebd\u0ec6-\u0ecd])(?={_AHEAD})"
_ADDRESS: Final = r"[!-~]*(?:://|www\.)[!-~]*"


def opportunities(text: str) -> list[int]:
    """The offsets where a new line may start, in order; neither the start of the text nor its end is among them."""
    found = [match.end() for match in re.finditer(_ASCII if text.isascii() else _ANY, text)]
    if _is_east_asian(text):
        found = sorted({*found, *(match.end() for match in re.finditer(_IDEOGRAPHS, text))})
    if not text.isascii() and re.search(_AHEAD, text):
        found = sorted({*found, *(match.end() for match in re.finditer(_SYLLABLES, text))})
    if "://" in text or "www." in text:
        found = _outside_addresses(text, found)
    if text[:1] in SPACES:
        indent = len(text) - len(text.lstrip(SPACES))
        found = [offset for offset in found if offset > indent]
    return found


def borders(text: str) -> list[int]:
    """The offsets where Chinese or Japanese meets Latin letters or digits, which some renderers part by a quarter em."""
    return [match.end() for match in re.finditer(_BORDERS, text)] if _is_east_asian(text) else []


def _is_east_asian(text: str) -> bool:
    return not text.isascii() and max(text) >= "\u2e80"


def _outside_addresses(text: str, offsets: list[int]) -> list[int]:
    addresses = [match.span() for match in re.finditer(_ADDRESS, text)]
    return [offset for offset in offsets if not any(start < offset < end for start, end in addresses)]
