"""A stable key for every slide, and a name for those without a heading.

The key is the slide's `{#id}`, else its title's slug, numbered where a title comes again. It does not depend on the slide's
position, so that a slide keeps it when others are added or moved.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from igdeck.model.inline import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from igdeck.model.block import Block
    from igdeck.model.deck import Slide

#: Words of the text that make up a name where neither this slide nor one before it has a heading.
NAME_WORDS = 6
#: Share of common words from which an edited slide is taken for the old one.
LIKENESS = 0.5

_NOT_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class KnownSlide:
    """What is remembered of a slide of an earlier build."""

    key: str
    name: str
    digest: str
    text: str


def slug(text: str) -> str:
    """Lower-case words joined by hyphens; letters of any script stay."""
    return _NOT_WORD.sub("-", unicodedata.normalize("NFKC", text).casefold()).strip("-")


def named(slides: Iterable[Slide]) -> tuple[Slide, ...]:
    """Give every slide a name and a key; those with a heading have their name already."""
    taken: dict[str, int] = {}
    pinned = {slide.key for slide in (slides := tuple(slides)) if slide.pinned}
    out: list[Slide] = []
    before, continued = "", 0
    for slide in slides:
        if slide.title is not None and slide.name:
            before, continued = slide.name, 0
            name = slide.name
        else:
            continued += 1
            name = _made_up(slide, before, continued)
        out.append(replace(slide, name=name, key=slide.key if slide.pinned else _key(name, taken, pinned)))
    return tuple(out)


def keep_keys(slides: Sequence[Slide], known: Sequence[KnownSlide]) -> tuple[Slide, ...]:
    """Give slides of an edited source the keys they had: by equal text, by equal key, then by likeness in the same gap."""
    if [s.digest for s in slides] == [k.digest for k in known] and len({k.key for k in known}) == len(known):
        return tuple(s if s.pinned else replace(s, key=k.key) for s, k in zip(slides, known, strict=True))
    from difflib import SequenceMatcher

    keys: dict[int, str] = {}
    matcher = SequenceMatcher(None, [k.digest for k in known], [s.digest for s in slides], autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            keys |= {j1 + offset: known[i1 + offset].key for offset in range(i2 - i1)}
        elif tag == "replace":
            keys |= _alike(slides, range(j1, j2), known[i1:i2])
    return _settle(slides, keys)


def _alike(slides: Sequence[Slide], gap: range, known: Sequence[KnownSlide]) -> dict[int, str]:
    keys: dict[int, str] = {}
    left = list(known)
    for index in gap:
        same = next((k for k in left if k.key == slides[index].key or k.name == slides[index].name), None)
        if same:
            keys[index] = same.key
            left.remove(same)
    for index in gap:
        if index not in keys and left:
            best = max(left, key=lambda k: _likeness(k.text, slides[index].text))
            if _likeness(best.text, slides[index].text) >= LIKENESS:
                keys[index] = best.key
                left.remove(best)
    return keys


def _likeness(old: str, new: str) -> float:
    a, b = set(old.split()), set(new.split())
    return 2 * len(a & b) / max(len(a) + len(b), 1)


def _settle(slides: Sequence[Slide], keys: dict[int, str]) -> tuple[Slide, ...]:
    """Pinned keys win, then kept ones; a new slide whose key is taken gets the next free number."""
    taken = {slide.key for slide in slides if slide.pinned}
    kept: dict[int, str] = {}
    for index, key in sorted(keys.items()):
        if not slides[index].pinned and key not in taken:
            kept[index] = key
            taken.add(key)
    out: list[Slide] = []
    for index, slide in enumerate(slides):
        key = slide.key if slide.pinned else kept.get(index, "")
        if not key:
            key = _free(slide.key, taken)
            taken.add(key)
        out.append(replace(slide, key=key))
    return tuple(out)


def _free(key: str, taken: set[str]) -> str:
    number = 2
    stem = key
    while key in taken:
        key = f"{stem}-{number}"
        number += 1
    return key


def _made_up(slide: Slide, before: str, continued: int) -> str:
    if before:
        return f"{before} (continued)" if continued == 1 else f"{before} (continued {continued})"
    words = _words(slide.blocks).split()
    return " ".join(words[:NAME_WORDS]) + ("…" if len(words) > NAME_WORDS else "") if words else "Untitled slide"


def _words(blocks: Iterable[Block]) -> str:
    from igdeck.model.block import CodeBlock, Heading, List, Paragraph, Quote, Table

    parts: list[str] = []
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                parts.append(plain_text(block.inlines))
            case List():
                parts += [_words(item.blocks) for item in block.items]
            case Quote():
                parts.append(_words(block.blocks))
            case CodeBlock():
                parts.append(block.text)
            case Table():
                parts += [plain_text(cell) for cell in block.header]
    return " ".join(part for part in parts if part)


def _key(name: str, taken: dict[str, int], pinned: set[str]) -> str:
    stem = slug(name) or "slide"
    while True:
        taken[stem] = taken.get(stem, 0) + 1
        key = stem if taken[stem] == 1 else f"{stem}-{taken[stem]}"
        if key not in pinned and (key == stem or key not in taken):
            taken.setdefault(key, 1)
            return key
