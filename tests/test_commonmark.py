"""All examples of the CommonMark specification as decks of their own: they build, are valid, and lose no word.

The words are those of the HTML that the specification itself expects, so that a fault in our reading of Markdown shows as well.
"""

from __future__ import annotations

import html
import json
import re
import zipfile
from collections import Counter
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from tools.validators import audit_faults, sdk_faults

from igdeck.emit.html import compile_style, emit_html
from igdeck.emit.pptx import compile_template, emit_pptx
from igdeck.layout import make_pages
from igdeck.model.diagnostics import IgdeckError
from igdeck.model.page import PictureItem
from igdeck.model.value import replace
from igdeck.ooxml.lint import lint
from igdeck.source import read_deck
from igdeck.source.text import read_text
from igdeck.theme import load_theme

if TYPE_CHECKING:
    from igdeck.emit.pptx import TemplateParts
    from igdeck.model.page import Pages
    from igdeck.model.theme import Theme

EXAMPLES: Final[list[dict[str, Any]]] = json.loads(
    (Path(__file__).parent / "commonmark" / "examples.json").read_text(encoding="utf-8")
)
SECTIONS: Final = sorted({example["section"] for example in EXAMPLES})
#: Keeps an example that starts with a rule from being read as one.
FRONT: Final = "---\nfooter: false\n---\n\n"

_RULE = "nothing but rules, which end slides"
_TAG = "nothing but an HTML element without words"
_EMPTY = "nothing that is seen"
#: Examples of which no slide is made, as there is nothing to draw, by their number.
NO_SLIDE: Final[dict[int, str]] = {
    11: _RULE,
    21: _TAG,
    31: _TAG,
    43: _RULE,
    47: _RULE,
    50: _RULE,
    51: _RULE,
    52: _RULE,
    53: _RULE,
    54: _RULE,
    98: _RULE,
    153: _TAG,
    154: _TAG,
    207: _EMPTY,
}
_PHP = "a processing instruction, which stands as text; this test's reader of HTML ends it at the first >"
_DECLARED = "a declaration, which stands as text"
_COMMENT = "a comment that this test's reader of HTML does not end where the specification does"
#: Words that are in a deck and not in what this test reads of the specification's HTML, by the number of the example, and why.
MORE: Final[dict[int, tuple[str, str]]] = {
    173: ("foo", "in a style element that is never closed, and so is none"),
    180: ("<?php echo '>';", _PHP),
    181: ("<!DOCTYPE html>", _DECLARED),
    182: (
        "<![CDATA[ function matchwo(a,b) { if (a < b && a < 0) then { return 1; } else { return 0; } } ]]>",
        "a section of characters, which stands as text",
    ),
    626: ("foo foo -->", _COMMENT),
    627: ("<?php echo $a; ?>", _PHP),
    628: ("<!ELEMENT br EMPTY>", _DECLARED),
    629: ("<![CDATA[>&<]]>", _DECLARED),
}
#: The other way round.
LESS: Final[dict[int, tuple[str, str]]] = {180: ("';", _PHP)}
_AGAIN = "the same title"
#: What the lint says of decks that is as the examples have it: headings that come again.
MEANT: Final[dict[int, str]] = dict.fromkeys((62, 68, 76, 80, 83, 84, 227), _AGAIN)
NONE: Final = ("", "")
_BREAKING: Final = frozenset(
    re.findall(r"\w+", "p li br h1 h2 h3 h4 h5 h6 pre div blockquote hr td th section article figure figcaption")
)
_UNSEEN: Final = frozenset({"script", "style", "title"})


class _Reader(HTMLParser):
    """The text of HTML as it is seen, the alternative text of pictures and their captions as well."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Blocks part words; scripts and styles are not seen."""
        self.unseen += tag in _UNSEEN
        if tag == "img":
            self.text.append(f" {dict(attrs).get('alt') or ''} {dict(attrs).get('title') or ''} ")
        if tag == "figure":
            self.text.append(f" {dict(attrs).get('aria-label') or ''} ")
        if tag in _BREAKING:
            self.text.append(" ")

    def handle_endtag(self, tag: str) -> None:
        """The end of a block parts words too."""
        if tag in _UNSEEN and self.unseen:
            self.unseen -= 1
        if tag in _BREAKING:
            self.text.append(" ")

    def handle_data(self, data: str) -> None:
        """Words."""
        if not self.unseen:
            self.text.append(data)


def html_words(source: str) -> Counter[str]:
    """The words of HTML."""
    reader = _Reader()
    reader.feed(source)
    reader.close()
    return Counter("".join(reader.text).split())


def shown_words(deck: str) -> Counter[str]:
    """The words of an HTML deck, without the made-up titles of slides that have none, and the slides' numbers."""
    return html_words(re.sub(r'<h\d class="unseen">.*?</h\d>|<div class="text number [^>]*>.*?</div>', "", deck, flags=re.DOTALL))


def labels(pages: Pages) -> Counter[str]:
    """The words in the frames of pictures that are not there."""
    items = [item for page in pages.pages for item in page.items if isinstance(item, PictureItem)]
    return Counter(" ".join([item.label for item in items]).split())


def pptx_words(deck: bytes) -> Counter[str]:
    """The words of all slides, alternative texts of pictures as well, without made-up titles, which stand above, and numbers."""
    with zipfile.ZipFile(BytesIO(deck)) as package:
        slides = [package.read(name).decode() for name in package.namelist() if re.fullmatch(r"ppt/slides/slide\d+\.xml", name)]
    shapes = [shape for slide in slides for shape in re.split(r"(?=<p:(?:sp|pic|graphicFrame)>)", slide)]
    seen = [shape for shape in shapes if not re.search(r'type="(?:title|ctrTitle)".*<a:off x="\d+" y="-|type="slidenum"', shape)]
    said = [part for shape in seen for part in re.findall(r'<a:p>.*?</a:p>|^<p:(?:sp|pic)>.*?descr="[^"]*"', shape, re.DOTALL)]
    return Counter(" ".join([_said(part) for part in said]).split())


def _said(part: str) -> str:
    if part.startswith("<p:"):
        return html.unescape(part.rpartition('descr="')[2][:-1])
    broken = re.sub(r"<a:br\b[^>]*/>|<a:br\b.*?</a:br>", "<a:t> </a:t>", part, flags=re.DOTALL)
    return "".join([html.unescape(text) for text in re.findall(r"<a:t>(.*?)</a:t>", broken, re.DOTALL)])


@pytest.fixture(scope="module")
def theme() -> Theme:
    """The panel template."""
    return load_theme("panel")


@pytest.fixture(scope="module")
def template(theme: Theme) -> TemplateParts:
    """Its PowerPoint parts."""
    return compile_template(theme)


def pages_of(markdown: str, theme: Theme, folder: Path) -> Pages:
    """The pages of an example; raises IgdeckError if there are none."""
    path = folder / "deck.md"
    path.write_bytes((FRONT + markdown).encode())
    return make_pages(read_deck(read_text(path), folder)[0], theme)[0]


@pytest.mark.parametrize("section", SECTIONS)
def test_no_word_of_an_example_is_lost(section: str, theme: Theme, template: TemplateParts, tmp_path: Path) -> None:
    """Both decks hold the words that the specification expects, as often, and no other ones; the .pptx keeps its promises."""
    style = compile_style(theme)
    wrong: list[str] = []
    for example in EXAMPLES:
        number = example["example"]
        if example["section"] != section or number in NO_SLIDE:
            continue
        pages = pages_of(example["markdown"], theme, tmp_path)
        deck = emit_pptx(pages, theme, template)
        wanted = html_words(example["html"]) + labels(pages)
        wanted = wanted + Counter(MORE.get(number, NONE)[0].split()) - Counter(LESS.get(number, NONE)[0].split())
        for name, got in (("pptx", pptx_words(deck)), ("html", shown_words(emit_html(pages, theme, style).decode()))):
            wrong += [f"{number} {name}: lost {dict(wanted - got)}, made {dict(got - wanted)}"] * (wanted != got)
        wrong += [f"{number}: {fault}" for fault in lint(deck) if number not in MEANT or MEANT[number] not in fault]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("number", NO_SLIDE)
def test_of_an_example_that_shows_nothing_no_slide_is_made(number: int, theme: Theme, tmp_path: Path) -> None:
    """An example without a word is said to make no slide, and is no crash."""
    example = EXAMPLES[number - 1]
    assert not html_words(example["html"])
    with pytest.raises(IgdeckError, match="there is no slide in it"):
        pages_of(example["markdown"], theme, tmp_path)


@pytest.mark.parametrize("step", [10, pytest.param(1, marks=pytest.mark.slow)], ids=["every tenth", "all"])
def test_both_validators_are_silent(step: int, theme: Theme, template: TemplateParts, tmp_path: Path) -> None:
    """The pages of the examples, put into one deck, are valid."""
    shown = [example for example in EXAMPLES[::step] if example["example"] not in NO_SLIDE]
    decks = [(example["example"], pages_of(example["markdown"], theme, tmp_path)) for example in shown]
    together = [replace(page, key=f"{page.key}-{number}") for number, pages in decks for page in pages.pages]
    numbered = tuple([replace(page, number=number) for number, page in enumerate(together, 1)])
    path = tmp_path / "all.pptx"
    path.write_bytes(emit_pptx(replace(decks[0][1], pages=numbered), theme, template))
    assert sdk_faults(path) == []
    assert audit_faults(path) == []
