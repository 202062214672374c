"""Random text, much of it Markdown: the reader never fails on it and never loses a word.

A word counts as kept if it stands anywhere in what was read (texts, alternative texts, addresses, titles, keys, the language of
code) or in a diagnostic. What is markup by CommonMark may go: comments, the inside of tags, scripts and styles, the info string
of a fence, definitions of links; so may a front matter, whose keys are tested elsewhere.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tools.dump import dump_deck

from igdeck.model.diagnostics import IgdeckError
from igdeck.model.value import field_names
from igdeck.source import read_deck
from igdeck.source.blocks import new_parser
from igdeck.source.frontmatter import split_front_matter
from igdeck.source.later import plain_form
from igdeck.source.split import split_slides
from igdeck.source.text import decode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from igdeck.model.deck import Deck
    from igdeck.model.diagnostics import Diagnostic

#: Lines in which each `W` becomes a word of its own.
LINES = (
    "W W", "W", "  W", "    W", "\tW", "W  ", "W\\", "# W", "## W #", "### W {#W .W}", "#W", "#", "===", "W\n---", "- -",
    "* * *", "---", "\n---\n", "***\n", "___", "", "\n\n\n", " \t ", "- W", "* W", "+ W", "  - W *W*", "      - W", "1. W",
    "7) W", "   2. W", "- W\n\n\n  W", "- [ ] W", "> W", "> > W", ">", "> - W", "- > W", "-", "-\tW", "```", "```W W", "````",
    "~~~", "~~~~ W", "  ```", "    ```", "- ```", "> ```", "``` W ```", "`W`", "`` W ` W", "`W", "<!-- W -->", "<!-- W",
    "W -->", "W <!-- W --> W", "`<!--` W", "<!-->", "<div>", "</div>", "<div class='W'>W", "<b>W</b> W", "<br>W<br/>W",
    "<img src='W' alt='W'>", "<script>W</script>", "<style>", "</style>", "<pre>", "</pre>", "<W", "<W>", "a<W b", "<?W?>",
    "<!W>", "<![CDATA[W]]>", "::: W", ":::: {.W}", ":::", "::: W W", "  :::", "$W$", "$$", "$$W$$", "$W W", "[^W]", "[^W]: W",
    "> [^W]: W W", "??? ", "Note: W", "--", ". . .", "^ W", "::W::", "*W*", "**W", "***W W**", "_W_ W_", "~~W~~", "~~W",
    "*W **W* W**", "\\*W\\*", "\\", "\\W", "&amp;W", "&W;", "&#0;W", "&#10;W&#12;W", "[W](W)", "[W](W 'W')", "![W](W)",
    '![W](<W W> "W"){W=W}', "[![W](W)](W)", "[W]", "[W][W]", "[W", "W]", "](W)", "<https://W>", "[W]: W", "[W]: <W> 'W'",
    "[W]:", "[W]: W W W", "| W | W |", "|---|:-:|", "| W | W |\n|---|---|\n| W | W | W |", "W | W\n-|-\nW | W \\| W", "|W",
    "{#W}", "# W {#W}", "# `W` [W](W)", "title: W", "---\ntitle: W\nauthor: [W, W]\n---", "שלW اW", "漢字W漢", "漢\n字W",
    "~W~ H~2~W", "x^W^ ^W", "==W *W* W==", "==W", "[W *W*]{.small}", "[W]{.W lang=nl W=W}", "{.incremental}", "{.W W=W}",
    "W W\n: W\n: W", ": W", "- [x] W", "- [ ]W", "> W\n> -- W", "> -- W", "> [!NOTE] W\n> W", "[[toc]]", ":::: columns",
    "::: {.column width=40% W=W}", "::: notes", "::: incremental", "::: {lang=nl}", "::: tip W W", "  ::: W",
    "\n!include W.md\n", "> ::: note", "> :::", "- ::: tip W", "> ::: columns", "::: column", "> > ::: column", ":tada: W", ":W:",
    '![W](W "W[^W] *W* [W](W) ![W](W)")', '![W](W "*W")',
    "<sub>W</sub>W", "<u>W", "W</u>", "*<b>W*</b>", "<table><tr><td>W<td>W</table>", "<ul><li>W<li>W", "<p>W<dl><dt>W<dd>W",
    "{{ W }}",
    "---\nlayout: two\nhidden: W\n---", "---\nlayout: W\nfit: W", "Table: W", "# W {layout=W .W}", "`W`{.py}",
    "[W](W){.small W=W}",
    "W\x00W", "W\x0bW\x0cW", "\ufeffW", "\u2028W\u2029W", "W\xa0W", "éW", "😀W", "\ud7ffW\ufffe",
)  # fmt: skip

TOKEN = re.compile(r"q\d+q")
GOOD_REASONS = {"source-empty", "source-encoding", "front-matter-yaml"}
NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
MARKUP = (
    re.compile(r"<!--(?:-?>|.*?-->)", re.DOTALL),
    re.compile(r"<(script|style)\b.*?</\1\s*>", re.DOTALL),
    re.compile(r"<[^>]*>", re.DOTALL),
    re.compile(r"^.*(?:`{3}|~{3}).*$", re.MULTILINE),
)


def _with_words(lines: list[str], ends: str) -> str:
    text = ends.join(line.replace("\n", ends) for line in lines)
    numbers = iter(range(10_000))
    return re.sub("W", lambda _: f"q{next(numbers)}q", text)


MARKDOWN = st.builds(
    _with_words, st.lists(st.sampled_from(LINES), min_size=1, max_size=30), st.sampled_from(("\n", "\n", "\r\n", "\r"))
)


def read(text: str) -> tuple[Deck, tuple[Diagnostic, ...]] | None:
    """What a text is read as; None if there is a good reason to make no deck of it."""
    try:
        return read_deck(decoded(text), Path("nowhere"))
    except IgdeckError as fault:
        if {d.code for d in fault.diagnostics} & GOOD_REASONS:
            return None
        raise


def decoded(text: str) -> str:
    """A text as it is read from a file."""
    return decode(text.encode("utf-8", "surrogatepass"), "deck.md")


def definitions(text: str) -> str:
    """All that stands in definitions of links, by CommonMark's own reading."""
    _, taken = split_front_matter(text)
    body = "\n".join(text.split("\n")[taken:])
    parts: list[str] = []
    for level in range(7):  # the front matter may set another slide level
        for chunk in split_slides(body, 1, level)[0]:
            plain, _ = plain_form(chunk)
            env: dict[str, Any] = {"containers": plain.containers, "footnotes": frozenset()}
            new_parser(body).parse(plain.text, env)
            parts += [str(env.get("references")), str(env.get("duplicate_refs"))]
    return " ".join(parts)


def strings(value: Any) -> Iterator[str]:
    """Every string in a value."""
    if isinstance(value, str):
        yield value
    elif field_names(value):
        for one in field_names(value):
            yield from strings(getattr(value, one))
    elif isinstance(value, tuple):
        for one in value:
            yield from strings(one)


@settings(max_examples=300, deadline=None)
@given(MARKDOWN)
def test_no_word_is_lost(text: str) -> None:
    """Each word of a random source is in the deck, in a diagnostic, or in markup."""
    deck = read(text)
    if deck is None:
        return
    text = decoded(text)
    _, taken = split_front_matter(text)
    excused = " ".join((*text.split("\n")[:taken], *(match[0] for kind in MARKUP for match in kind.finditer(text))))
    missing = set(TOKEN.findall(text)) - set(TOKEN.findall(dump_deck(*deck))) - set(TOKEN.findall(excused))
    if missing:
        missing -= {word.lower() for word in TOKEN.findall(definitions(text).lower())}
    assert not missing


@settings(max_examples=300, deadline=None)
@given(st.one_of(MARKDOWN, st.text(max_size=200), st.text(alphabet="#-*_`~<>!&|[](){}:$\\\n\r\t \0a1漢", max_size=120)))
def test_what_is_read_is_sound(text: str) -> None:
    """Slides have names, keys of their own and lines in order; texts can stand in XML; diagnostics name lines that exist."""
    result = read(text)
    if result is None:
        return
    deck, found = result
    keys = [slide.key for slide in deck.slides]
    assert len(set(keys)) == len(keys)
    assert all(keys)
    assert all(slide.name.strip() for slide in deck.slides)
    places = [place for slide in deck.slides for place in (slide.first_line, slide.last_line)]
    assert places == sorted(places)
    lines = len(decoded(text).split("\n"))
    assert places[-1] <= lines
    assert all(0 <= diagnostic.line <= lines for diagnostic in found)
    assert not any(NO_XML.search(part) for part in strings(deck))


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=60), st.binary(max_size=60))
def test_bytes_that_are_no_text_are_said(before: bytes, after: bytes) -> None:
    """Any bytes are read, or the first wrong one is named with its place."""
    data = b"# a\n" + before + b"\n" + after
    try:
        decode(data, "deck.md")
    except IgdeckError as fault:
        (diagnostic,) = fault.diagnostics
        offset = int(re.findall(r"offset (\d+)", diagnostic.message)[0])
        assert diagnostic.code == "source-encoding"
        data[:offset].decode()
        assert diagnostic.line == len(re.split(rb"\r\n|\r|\n", data[:offset]))
