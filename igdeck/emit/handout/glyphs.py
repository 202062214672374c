"""Characters that no font has: which ones, where they stand, and what would help.

typst prints an empty box for one and says nothing, and PDF/UA allows no such box. So what a deck is written with is tried out
beforehand, and U+FFFD stands in for what cannot be printed: for a letter with its marks, if one of them has no glyph.
"""

from __future__ import annotations

import json
import re
import unicodedata
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from igdeck.emit.handout.text import UNSPACED
from igdeck.model.diagnostics import warning
from igdeck.model.page import PictureItem, TableItem
from igdeck.model.value import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from igdeck.emit.handout.text import Json
    from igdeck.model.diagnostics import Diagnostic, Where
    from igdeck.model.page import Item, Page

    #: Finds where characters were written, given the pages that each is on: the places of each in order, none if they are not
    #: known. Pages know their first lines alone.
    Search: TypeAlias = Callable[[Mapping[str, Sequence[Page]]], Mapping[str, Sequence[Where]]]

#: What stands for a character that no font has.
REPLACEMENT: Final = "\ufffd"
#: What says the same and is in more fonts.
_ALIKE: Final = {"☐": "□", "☑": "▣", "☒": "⊠"}
#: Latin, Greek and Cyrillic letters, Europe's punctuation, arrows, signs of mathematics, shapes: typst's own fonts have them.
_COMMON: Final = ((0x20, 0x250), (0x370, 0x500), (0x2010, 0x2041), (0x2190, 0x2300), (0x25A0, 0x2600))
#: More findings of one kind, and more places of one, are not told one by one.
_MOST: Final = 8
_MOST_PLACES: Final = 6
#: What of a scene is told and not painted: it needs no font. The deck's own properties are so, words for pictures, and bookmarks.
_PROPERTIES: Final = ("title", "author", "subject", "keywords")
_UNPAINTED: Final = ("alt", "file", "bookmarks")
#: Scripts by the first word of their characters' names, and the family of Google's Noto fonts that has them.
_FAMILIES: Final = {
    "CJK": "Noto Sans CJK", "HIRAGANA": "Noto Sans CJK", "KATAKANA": "Noto Sans CJK", "HANGUL": "Noto Sans CJK",
    "IDEOGRAPHIC": "Noto Sans CJK", "FULLWIDTH": "Noto Sans CJK", "ARABIC": "Noto Sans Arabic", "HEBREW": "Noto Sans Hebrew",
    "DEVANAGARI": "Noto Sans Devanagari", "BENGALI": "Noto Sans Bengali", "TAMIL": "Noto Sans Tamil", "THAI": "Noto Sans Thai",
    "ARMENIAN": "Noto Sans Armenian", "GEORGIAN": "Noto Sans Georgian", "ETHIOPIC": "Noto Sans Ethiopic",
}  # fmt: skip
#: What says how the letter before it is drawn, or keeps letters apart, and has no glyph of its own.
_SELECTORS: Final = r"[\u034f\u180b-\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]"
#: Where a line may end.
_BREAK: Final = "\u200b"
#: From here on there are mostly emoji.
_EMOJI: Final = 0x1F000


def uncommon(data: Any) -> str:
    """The characters of a scene that are worth a trial, in order of their numbers."""
    if not _worth_a_trial(json.dumps(data, ensure_ascii=False)):
        return ""
    found: set[str] = set()
    _gather({key: said for key, said in data.items() if key not in _PROPERTIES}, found)
    return _worth_a_trial(found)


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
    replace_in = _replacing(others, {*json.dumps(data, ensure_ascii=False)})
    return {key: said if key in _PROPERTIES else _translated(said, replace_in) for key, said in data.items()}


def _replacing(others: Mapping[str, str], chars: Iterable[str]) -> Callable[[str], str]:
    """What puts other characters into a text, given all that there are in the deck. Lines end where they might have before."""
    marks = "".join(re.escape(char) for char in chars if unicodedata.category(char) in ("Mn", "Me"))
    lost = "".join(map(re.escape, others))
    cluster = re.compile(f"[^{marks}]?[{marks}]+|[{lost}]" if marks else f"[{lost}]")

    def other(found: re.Match[str]) -> str:
        goes_on = found.string[found.end() : found.end() + 1] in others and re.match(f"[{UNSPACED}]", found[0])
        return _other(found[0], others) + (_BREAK if goes_on else "")

    return lambda text: cluster.sub(other, text)


def _other(cluster: str, others: Mapping[str, str]) -> str:
    """What stands for a letter with its marks: one sign for all, if one of them is replaced by it. A space is no letter."""
    if all(others.get(char) != REPLACEMENT for char in cluster):
        return "".join(others.get(char, char) for char in cluster)
    return (cluster[0] if cluster[0].isspace() else "") + REPLACEMENT


def about_glyphs(lost: str, pages: Sequence[Page], search: Search | None = None) -> Iterator[Diagnostic]:
    """A warning for each character that no font has, with the first place where it stands and the lines of the others.

    Without a search, or where it finds nothing, the place is the line of the first slide that it is on.
    """
    told = {char: repr(char)[1:-1] for char in lost[:_MOST]}
    shown = {id(page): _shown(page) for page in pages} if told else {}
    on = {char: [page for page in pages if written in shown[id(page)]] for char, written in told.items()}
    found = search(on) if search and on else {}
    for char, its in on.items():
        first, *others = found.get(char) or (None,)
        place = {"file": first.file, "line": first.line, "column": first.column} if first else {}
        place = place or {"line": its[0].first_line if its else 0}
        yield warning("handout-glyph", _message(char, its, first, others), _help(char), **place)
    if len(lost) > _MOST:
        more = lost[_MOST:]
        yield warning("handout-glyph", f"no font has {len(more)} further characters either: {more[:40]}", _help(more[0]))


def _shown(page: Page) -> str:
    """All that may be painted of a page, as Python writes it."""
    return repr((page.title, *map(_painted_item, (*page.items, *page.aside)), () if page.aside else page.notes))


def _painted_item(item: Item) -> Item:
    """An item without the words that are told of it and not painted."""
    match item:
        case PictureItem():
            return replace(item, alt="", title="")
        case TableItem():
            return replace(item, description="")
        case _:
            return item


def _message(char: str, pages: Sequence[Page], first: Where | None, others: Sequence[Where | None]) -> str:
    on = f" on slide {pages[0].number}" if pages else ""
    name = unicodedata.name(char, "")
    code = f"U+{ord(char):04X}{', ' if name else ''}{name.lower()}"
    also = _also(first, [other for other in others if other])
    return f"no font has the character “{char}” ({code}){on}; “{REPLACEMENT}” stands in its place{also}"


def _also(first: Where | None, others: Sequence[Where]) -> str:
    """The lines of the other places, file by file."""
    if not first or not others:
        return ""
    more, told = len(others) - _MOST_PLACES, []
    for file, places in groupby(others[:_MOST_PLACES], lambda place: place.file):
        lines = [str(place.line) for place in places]
        words = f"line{'s' * (len(lines) > 1)} {_listed(lines, more)}"
        told.append(words if file == first.file else f"{words} of {_name(file)}")
    return f", also on {' and on '.join(told)}" + (f" and {more} more" if more > 0 else "")


def _listed(lines: Sequence[str], more: int) -> str:
    """Numbers of lines; the last is not told as such if there are more."""
    return ", ".join(lines) if more > 0 or len(lines) == 1 else f"{', '.join(lines[:-1])} and {lines[-1]}"


def _name(file: str) -> str:
    return file.replace("\\", "/").rpartition("/")[2]


def _gather(data: Any, found: set[str]) -> None:
    """Add all characters of a scene that are painted."""
    for key, value in data.items() if isinstance(data, dict) else enumerate(data):
        if isinstance(value, str):
            if not value.isascii() and key not in _UNPAINTED:
                found.update(value)
        elif isinstance(value, dict | list | tuple):
            _gather(value, found)


def _translated(data: Any, other: Callable[[str], str]) -> Any:
    """The same with other characters in what is painted."""
    match data:
        case str():
            return other(data)
        case dict():
            return {key: value if key in _UNPAINTED else _translated(value, other) for key, value in data.items()}
        case list() | tuple():
            return [_translated(value, other) for value in data]
        case _:
            return data


def _worth_a_trial(chars: Iterable[str]) -> str:
    return "".join(sorted(char for char in {*chars} if not _is_common(ord(char)) and _is_printed(char)))


def _help(char: str) -> str:
    if unicodedata.category(char) == "Co":
        return "only the font that it was made for has this one: put that into the template's folder fonts"
    word = unicodedata.name(char, "").partition(" ")[0]
    family = _FAMILIES.get(word, "Noto Emoji" if ord(char) >= _EMOJI else "")
    return f"install a font that has it{f', as {family}' if family else ''}, or put one into the template's folder fonts"


def _is_common(code: int) -> bool:
    return any(first <= code < end for first, end in _COMMON)


def _is_printed(char: str) -> bool:
    """Joiners, selectors and controls have no glyph of their own."""
    return unicodedata.category(char) not in ("Cc", "Cf", "Zs", "Zl", "Zp", "Cs") and not re.match(_SELECTORS, char)
