"""Slides keep their keys: titles make them, edits do not change them, links follow them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tools.dump import dump_deck, dump_inlines

from igdeck.model.block import Paragraph
from igdeck.model.value import replace
from igdeck.source import read_deck
from igdeck.source.keys import KnownSlide, candidates, keep_keys, slug

if TYPE_CHECKING:
    from collections.abc import Sequence

    from igdeck.model.deck import Slide

NOWHERE = Path("nowhere")
TALK = """\
# Welcome

hello to all who came

# Plan

- first this
- then that

# Results

the results are in

# Results

and more of them

# Thanks

goodbye
"""


def slides_of(text: str) -> tuple[Slide, ...]:
    return read_deck(text, NOWHERE)[0].slides


def known(slides: Sequence[Slide]) -> tuple[KnownSlide, ...]:
    """What is remembered of slides."""
    return tuple(KnownSlide(slide.key, slide.name, slide.digest, slide.text) for slide in slides)


def keys(slides: Sequence[Slide]) -> list[str]:
    return [slide.key for slide in slides]


def after(edited: str, before: str = TALK) -> list[str]:
    """The keys of an edited talk."""
    return keys(keep_keys(slides_of(edited), known(slides_of(before))))


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("The Future of the Internet, Paris, 8 March", "the-future-of-the-internet-paris-8-march"),
        ("  C++ & “Rust”: (2)  ", "c-rust-2"),
        ("Straße über Ärger", "strasse-über-ärger"),
        ("हिन्दी में", "हिन्दी-में"),
        ("日本語、テスト", "日本語-テスト"),
        ("snake_case", "snake-case"),
        ("ﬁne ①", "fine-1"),
        ("!?", ""),
        ("a" * 100, "a" * 80),
        ("word " * 30, ("word-" * 16)[:-1]),
    ],
)
def test_titles_become_keys(title: str, key: str) -> None:
    """Words in lower case with hyphens between them, letters of any script with their marks, cut after 80 characters."""
    assert slug(title) == key


@given(st.text(max_size=100))
def test_a_key_is_its_own_key(title: str) -> None:
    """The slug of a slug is the same, so that a link may be written either way."""
    assert slug(slug(title)) == slug(title)


def test_titles_that_come_again_are_numbered() -> None:
    """A title that comes again gets a number that no other title has."""
    assert keys(slides_of("# A\n# A 2\n# A\n# A\n# !\n# ?\n# B {#a-3}\n# A 2")) == [
        "a", "a-2", "a-4", "a-5", "slide", "slide-2", "a-3", "a-2-2",
    ]  # fmt: skip


def test_slides_without_a_title_are_named_after_the_one_before() -> None:
    """What goes on has the name of what it goes on with; before any title, a slide is named by its words."""
    slides = slides_of("one two three four five six seven\n\n---\n\n# T\n\n---\n\na\n\n---\n\nb")
    assert [slide.name for slide in slides] == ["one two three four five six…", "T", "T (continued)", "T (continued 2)"]
    assert keys(slides) == ["one-two-three-four-five-six", "t", "t-continued", "t-continued-2"]


def test_an_id_used_twice_is_an_error() -> None:
    """The second slide of an id gets its title's key, and the diagnostic says so."""
    deck, found = read_deck("# A {#x}\n# B {#x}", NOWHERE)
    assert keys(deck.slides) == ["x", "b"]
    assert [(d.code, d.line) for d in found] == [("key-twice", 2)]


def test_nothing_changed() -> None:
    """An unchanged talk keeps the keys that it had, whatever its titles would make now."""
    slides = slides_of(TALK)
    old = tuple(KnownSlide(f"old-{number}", k.name, k.digest, k.text) for number, k in enumerate(known(slides)))
    assert keys(keep_keys(slides, old)) == [f"old-{number}" for number in range(5)]


@pytest.mark.parametrize(
    ("edited", "expected"),
    [
        (TALK.replace("# Welcome", "# Good evening"), ["welcome", "plan", "results", "results-2", "thanks"]),
        (TALK.replace("hello to all who came", "something else"), ["welcome", "plan", "results", "results-2", "thanks"]),
        (TALK.replace("# Results\n\nthe results are in\n\n", ""), ["welcome", "plan", "results-2", "thanks"]),
        (
            TALK.replace("# Plan", "# Results\n\nnew\n\n# Plan"),
            ["welcome", "results-3", "plan", "results", "results-2", "thanks"],
        ),
        (
            "# Thanks\n\ngoodbye\n\n" + TALK.replace("# Thanks\n\ngoodbye\n", ""),
            ["thanks", "welcome", "plan", "results", "results-2"],
        ),
        (TALK.replace("# Welcome", "# Welcome {#hi}"), ["hi", "plan", "results", "results-2", "thanks"]),
        (TALK.replace("# Welcome", "# Welcome {#plan}"), ["plan", "plan-2", "results", "results-2", "thanks"]),
        ("# Quite another talk\n\nwith nothing of the old one", ["quite-another-talk"]),
    ],
    ids=["title", "text", "removed", "inserted", "moved", "pinned", "key taken", "all new"],
)
def test_an_edit_keeps_the_keys(edited: str, expected: list[str]) -> None:
    """A slide keeps its key when its title or its text changes, and when slides come, go and move around it."""
    assert after(edited) == expected


def test_the_more_alike_of_two_slides_of_one_title_keeps_the_key() -> None:
    """A new slide of the same title before an edited one does not take its key."""
    assert after("# A\n\nnew\n\n# A\n\nthe old text, edited", "# A\n\nthe old text") == ["a-2", "a"]


def test_links_follow_a_kept_key() -> None:
    """A link to a title's own key leads to the slide although it kept an older key."""
    before = known(slides_of("# Old name\n\nmany words that stay as they are"))
    now = slides_of("# New name\n\nmany words that stay as they are\n\n# Other\n\n- *[there](#new-name)*\n\n> [b](#other)")
    kept = keep_keys(now, before)
    assert keys(kept) == ["old-name", "other"]
    assert "'#old-name'" in repr(kept[1].blocks[0])
    assert "'#other'" in repr(kept[1].blocks[1])


def test_links_stay_where_no_key_was_kept() -> None:
    """Without old keys a link is what was written."""
    (slide,) = keep_keys(slides_of("# A\n\n[b](#c)"), ())
    assert isinstance(paragraph := slide.blocks[0], Paragraph)
    assert dump_inlines(paragraph.inlines) == "link('b' to '#c')"


SLIDES = st.lists(st.tuples(st.sampled_from(("A", "B", "A 2", "", "!")), st.sampled_from(("x y z", "x y", "q", ""))), min_size=1)


@settings(deadline=None)
@given(SLIDES, SLIDES)
def test_keys_are_always_unique(old: list[tuple[str, str]], new: list[tuple[str, str]]) -> None:
    """However a talk is edited, no two slides have one key, and a second build of the same talk changes nothing."""
    texts = ["\n\n---\n\n".join(f"# {title}\n\n{body}" for title, body in (("First", "f"), *talk)) for talk in (old, new)]
    kept = keep_keys(slides_of(texts[1]), known(slides_of(texts[0])))
    assert len(set(keys(kept))) == len(kept)
    assert keep_keys(slides_of(texts[1]), known(kept)) == kept


def long_talk(word: str, title: str = "Topic {}", total: int = 2000) -> str:
    """Slides that have most words in common, and `word` besides."""
    return "\n\n".join(f"# {title.format(n)}\n\nwe say that it is {word} of item{n} and part{n // 2}" for n in range(total))


@pytest.mark.parametrize("title", ["Topic {}", "Results"])
def test_a_long_talk_keeps_its_keys_when_every_slide_is_changed(title: str) -> None:
    """In a talk of 2000 slides, each changed, with one more before them, every slide keeps its key."""
    before, now = slides_of(long_talk("true", title)), slides_of("# New\n\nquite\n\n" + long_talk("false", title))
    assert keys(keep_keys(now, known(before))) == ["new", *keys(before)]


def test_a_long_talk_keeps_its_keys_when_every_title_is_changed_and_the_halves_change_places() -> None:
    """Without titles to tell by, and far from its place, a slide is known by its rare words."""
    before, now = slides_of(long_talk("true")), slides_of(long_talk("true", "Chapter {}"))
    assert keys(keep_keys(now[1000:] + now[:1000], known(before))) == keys(before[1000:] + before[:1000])


def test_a_long_talk_is_not_compared_slide_by_slide() -> None:
    """However many slides were changed, each is held against some hundred others at most; those of a short talk against all."""
    words = {n: frozenset((f"item{n}", f"part{n // 20}", f"chapter{n // 500}", "we", "say")) for n in range(3000)}
    assert len(list(candidates(words, words))) < 100 * len(words)
    few = {n: words[n] for n in range(200)}
    assert len(set(candidates(few, few))) == 200 * 200


def test_links_in_all_blocks_follow_a_kept_key() -> None:
    """A link follows the slide that keeps its old key, wherever it stands."""
    link = "[l](#the-new-name)"
    body = (
        f"> {link}\n>\n> -- {link}\n\n::: tip\n{link}\n:::\n\n{link}\n: {link}\n\n:::: columns\n::: column\n{link}\n:::\n::::\n\n"
        f"::: {{lang=nl}}\n=={link}== [{link}]{{.small}}\n:::\n\n| a |\n|---|\n| {link} |\n: {link}\n\n::: notes\n{link}\n:::\n\n"
        f"a[^1]\n\n[^1]: {link}\n"
    )
    old, _ = read_deck("# The old name\n\nwith some words that stay\n\n---\n\n# b", Path())
    new, _ = read_deck(f"# The new name\n\nwith some words that stay\n\n---\n\n# b\n\n{body}", Path())
    known = [KnownSlide(slide.key, slide.name, slide.digest, slide.text) for slide in old.slides]
    kept = dump_deck(replace(new, slides=keep_keys(new.slides, known)), ())
    assert kept.count("to '#the-old-name'") == body.count(link)
    assert "to '#the-new-name'" not in kept
