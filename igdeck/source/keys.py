"""A stable key for every slide, and a name for those without a heading.

The key is the slide's `{#id}`, else its title's slug, numbered where a title comes again. It does not depend on the slide's
position, so that a slide keeps it when others are added or moved.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar, assert_never

from igdeck.model.block import (
    Callout,
    CodeBlock,
    Columns,
    Contents,
    Definitions,
    Group,
    Heading,
    List,
    Paragraph,
    Pause,
    Quote,
    Table,
    inlines_of,
    inner_blocks,
)
from igdeck.model.inline import (
    CodeSpan,
    Emphasis,
    FootnoteMark,
    Image,
    LineBreak,
    Link,
    Span,
    Strike,
    Strong,
    Styled,
    Text,
    plain_text,
)
from igdeck.model.value import frozen, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from igdeck.model.block import Block, Column, Definition, ListItem
    from igdeck.model.deck import Footnote, Slide
    from igdeck.model.inline import Inline

Holder = TypeVar("Holder", "ListItem", "Column", "Footnote")

#: Words of the text that make up a name where neither this slide nor one before it has a heading.
NAME_WORDS = 6
#: Share of common words from which an edited slide is taken for the old one.
LIKENESS = 0.5
#: So many pairs of slides are all held against each other; above it, each slide is held against about so many.
FEW, NEAR = 40_000, 32
#: A key is cut at the end of a word before it is longer than this.
LONGEST_KEY = 80


@frozen
class KnownSlide:
    """What is remembered of a slide of an earlier build."""

    key: str
    name: str
    digest: str
    text: str


def slug(text: str) -> str:
    """Lower-case words joined by hyphens; letters of any script stay, with their marks."""
    if text.isascii():
        words = re.findall(r"[^\W_]+", text.lower())
    else:
        import unicodedata

        text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
        words = "".join(c if c.isalnum() or unicodedata.category(c)[0] == "M" else " " for c in text).split()
    joined = "-".join(words)
    return joined if len(joined) <= LONGEST_KEY else joined[: LONGEST_KEY + 1].rpartition("-")[0] or joined[:LONGEST_KEY]


def named(slides: Iterable[Slide]) -> tuple[Slide, ...]:
    """Give every slide a name and a key; those with a heading have their name already."""
    slides = tuple(slides)
    taken: dict[str, int] = {}
    pinned = {slide.key for slide in slides if slide.pinned}
    out: list[Slide] = []
    before, continued = "", 0
    for slide in slides:
        if slide.name:
            before, continued = slide.name, 0
            name = slide.name
        else:
            continued += 1
            name = _made_up(slide, before, continued)
        out.append(replace(slide, name=name, key=slide.key if slide.pinned else _key(name, taken, pinned)))
    return tuple(out)


def keep_keys(slides: Sequence[Slide], known: Sequence[KnownSlide]) -> tuple[Slide, ...]:
    """Give slides of an edited source the keys they had: by equal text, then by equal title, then by likeness.

    Links within the deck follow.
    """
    keys: dict[int, str] = {}
    old = dict(enumerate(known))
    for index, number in _equal(slides, known):
        keys[index] = old.pop(number).key
    new = {index: slide for index, slide in enumerate(slides) if index not in keys}
    for title, least in ((True, 0.0), (False, LIKENESS)):
        for index, number in _alike(new, old, title, least):
            del new[index]
            keys[index] = old.pop(number).key
    return _linked(slides, _settled(slides, keys))


def _equal(slides: Sequence[Slide], known: Sequence[KnownSlide]) -> Iterator[tuple[int, int]]:
    """Pairs of equal text: those in the same order as before, then those that were moved."""
    before, now = [k.digest for k in known], [s.digest for s in slides]
    if before == now:
        yield from enumerate(range(len(known)))
        return
    from difflib import SequenceMatcher

    blocks = SequenceMatcher(None, before, now, autojunk=False).get_matching_blocks()
    pairs = {b + offset: a + offset for a, b, size in blocks for offset in range(size)}
    yield from pairs.items()
    waiting: dict[str, list[int]] = {}
    for number in sorted(set(range(len(before))).difference(pairs.values()), reverse=True):
        waiting.setdefault(before[number], []).append(number)
    for index, digest in enumerate(now):
        if index not in pairs and waiting.get(digest):
            yield index, waiting[digest].pop()


def _alike(new: Mapping[int, Slide], old: Mapping[int, KnownSlide], title: bool, least: float) -> list[tuple[int, int]]:
    """Pairs of the most alike, of at least that likeness and, if `title`, of the same title."""
    if not new or not old:
        return []
    own = {index: frozenset(slide.text.split()) for index, slide in new.items()}
    others = {number: frozenset(slide.text.split()) for number, slide in old.items()}
    pairs: list[tuple[float, int, int]] = []
    for indices, numbers in _of_one_title(new, old) if title else ((list(new), list(old)),):
        for index, number in candidates({index: own[index] for index in indices}, {n: others[n] for n in numbers}):
            likeness = 2 * len(own[index] & others[number]) / max(len(own[index]) + len(others[number]), 1)
            if likeness >= least:
                pairs.append((-likeness, index, number))
    return list(_each_once(sorted(pairs)))


def _of_one_title(new: Mapping[int, Slide], old: Mapping[int, KnownSlide]) -> Iterator[tuple[list[int], list[int]]]:
    """The new slides and the old ones of each title that both have."""
    titles: dict[str, list[int]] = {}
    for number, known in old.items():
        titles.setdefault(slug(known.name), []).append(number)
    namesakes: dict[str, list[int]] = {}
    for index, slide in new.items():
        namesakes.setdefault(slug(slide.name), []).append(index)
    return ((indices, titles[name]) for name, indices in namesakes.items() if name in titles)


def candidates(new: Mapping[int, frozenset[str]], old: Mapping[int, frozenset[str]]) -> Iterator[tuple[int, int]]:
    """Which slides are held against which, by their words: each against each, unless that were too many.

    Then it is each against those at about its place, for edits of words that all slides share, and against those with which it
    has rare words in common, for slides that were moved: so many at most, however long the deck is.
    """
    if len(new) * len(old) <= FEW:
        yield from ((index, number) for index in new for number in old)
        return
    holders: dict[str, list[int]] = {}
    for number, words in old.items():
        for word in words:
            holders.setdefault(word, []).append(number)
    rare = {word: numbers for word, numbers in holders.items() if len(numbers) <= NEAR}
    places = list(old)
    for rank, (index, words) in enumerate(new.items()):
        middle = rank * len(places) // len(new)
        near = set(places[max(middle - NEAR // 2, 0) : middle + NEAR // 2])
        for word in sorted(words & rare.keys(), key=lambda word: (len(rare[word]), word)):
            if len(near) > 2 * NEAR:
                break
            near.update(rare[word])
        yield from ((index, number) for number in near)


def _each_once(pairs: Iterable[tuple[float, int, int]]) -> Iterator[tuple[int, int]]:
    lefts, rights = set[int](), set[int]()
    for _, left, right in pairs:
        if left not in lefts and right not in rights:
            lefts.add(left)
            rights.add(right)
            yield left, right


def _settled(slides: Sequence[Slide], keys: Mapping[int, str]) -> tuple[Slide, ...]:
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
        out.append(slide if key == slide.key else replace(slide, key=key))
    return tuple(out)


def _free(key: str, taken: set[str]) -> str:
    number = 2
    stem = key
    while key in taken:
        key = f"{stem}-{number}"
        number += 1
    return key


def _linked(own: Sequence[Slide], kept: tuple[Slide, ...]) -> tuple[Slide, ...]:
    """Let links that name a slide by its own key, as its title has it now, lead to the key it kept."""
    targets = {f"#{a.key}": f"#{b.key}" for a, b in zip(own, kept, strict=True) if a.key != b.key}
    if not targets:
        return kept
    return tuple(_linked_slide(slide, targets) for slide in kept)


def _linked_slide(slide: Slide, targets: Mapping[str, str]) -> Slide:
    return replace(
        slide,
        title=slide.title and _inlines(slide.title, targets),
        blocks=_blocks(slide.blocks, targets),
        notes=_blocks(slide.notes, targets),
        footnotes=_each_blocks(slide.footnotes, targets),
    )


def _blocks(blocks: Iterable[Block], targets: Mapping[str, str]) -> tuple[Block, ...]:
    return tuple(_block(block, targets) for block in blocks)


def _block(block: Block, targets: Mapping[str, str]) -> Block:  # noqa: PLR0911 a case for each kind
    match block:
        case Heading() | Paragraph():
            return replace(block, inlines=_inlines(block.inlines, targets))
        case List():
            return replace(block, items=_each_blocks(block.items, targets))
        case Columns():
            return replace(block, columns=_each_blocks(block.columns, targets))
        case Group():
            return replace(block, blocks=_blocks(block.blocks, targets))
        case Quote():
            blocks = _blocks(block.blocks, targets)
            return replace(block, blocks=blocks, attribution=_inlines(block.attribution, targets))
        case Callout():
            return replace(block, blocks=_blocks(block.blocks, targets), title=_inlines(block.title, targets))
        case Definitions():
            return replace(block, items=tuple(_definition(item, targets) for item in block.items))
        case Table():
            header, *rows = (tuple(_inlines(cell, targets) for cell in row) for row in (block.header, *block.rows))
            return replace(block, header=header, rows=tuple(rows), caption=_inlines(block.caption, targets))
        case CodeBlock() | Pause() | Contents():
            return block
        case _:
            assert_never(block)


def _each_blocks(holders: Iterable[Holder], targets: Mapping[str, str]) -> tuple[Holder, ...]:
    return tuple(replace(holder, blocks=_blocks(holder.blocks, targets)) for holder in holders)


def _definition(item: Definition, targets: Mapping[str, str]) -> Definition:
    meanings = tuple(_blocks(meaning, targets) for meaning in item.meanings)
    return replace(item, term=_inlines(item.term, targets), meanings=meanings)


def _inlines(inlines: Iterable[Inline], targets: Mapping[str, str]) -> tuple[Inline, ...]:
    return tuple(_inline(inline, targets) for inline in inlines)


def _inline(inline: Inline, targets: Mapping[str, str]) -> Inline:
    match inline:
        case Link():
            return Link(targets.get(inline.target, inline.target), _inlines(inline.children, targets), inline.title)
        case Emphasis() | Strong() | Strike() | Styled() | Span():
            return replace(inline, children=_inlines(inline.children, targets))
        case Image():
            return replace(inline, caption=_inlines(inline.caption, targets)) if inline.caption else inline
        case Text() | CodeSpan() | LineBreak() | FootnoteMark():
            return inline
        case _:
            assert_never(inline)


def _made_up(slide: Slide, before: str, continued: int) -> str:
    if before:
        return f"{before} (continued)" if continued == 1 else f"{before} (continued {continued})"
    words = _words(slide.blocks).split()
    return " ".join(words[:NAME_WORDS]) + ("…" if len(words) > NAME_WORDS else "") if words else "Untitled slide"


def _words(blocks: Iterable[Block]) -> str:
    parts: list[str] = []
    for block in blocks:
        if isinstance(block, CodeBlock):
            parts.append(block.text)
        lines = block.header if isinstance(block, Table) else inlines_of(block)
        parts += [plain_text(inlines) for inlines in lines]
        parts += [_words(inner) for inner in inner_blocks(block)]
    return " ".join(part for part in parts if part)


def _key(name: str, taken: dict[str, int], pinned: set[str]) -> str:
    stem = slug(name) or "slide"
    while True:
        taken[stem] = taken.get(stem, 0) + 1
        key = stem if taken[stem] == 1 else f"{stem}-{taken[stem]}"
        if key not in pinned and (key == stem or key not in taken):
            taken.setdefault(key, 1)
            return key
