"""Text takes the lines that a browser gives it or one more, never fewer: no text may come out taller than predicted."""

from __future__ import annotations

import base64
import html
import io
from typing import TYPE_CHECKING, Final

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from layout.texts import ALPHABETIC, IDEOGRAPHIC, runs
from tools.programs import need_fonts

from igdeck.layout.metrics import FontBook
from igdeck.layout.wrap import Span, longest_word, natural_width, wrap

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from igdeck.layout.metrics import Face

#: The share of a line that `layout` fills.
SAFE: Final = 0.99
WIDTHS: Final = (130, 210, 340, 520)  # points
SIZE: Final = 20.0
FAMILIES: Final = ("Carlito", "Liberation Sans", "Liberation Serif")


def spans(text: str, family: str, book: FontBook) -> list[Span]:
    def face(tag: str) -> Face:
        return book.face("Liberation Mono" if tag == "code" else family, tag == "b", tag == "i")

    return [Span(words, face(tag), SIZE) for tag, words in runs(text)]


def page_of(texts: tuple[tuple[str, str], ...], family: str, style: str = "") -> str:
    """A page with a block for each text and width, in that order."""
    blocks = []
    for lang, text in texts:
        marked = "".join(f"<{tag}>{html.escape(words)}</{tag}>" if tag else html.escape(words) for tag, words in runs(text))
        blocks += [f'<p lang="{lang}" style="width: {width}pt">{marked}</p>' for width in WIDTHS]
    rules = (
        f"p {{ font: {SIZE}pt/2 '{family}'; font-variant-ligatures: none; margin: 0; overflow-wrap: break-word }}",
        "code { font: 1em/1 'Liberation Mono' }",
    )
    return f"<!doctype html><meta charset=utf-8><style>{style}{''.join(rules)}</style>{''.join(blocks)}"


def lines_in(browser: Browser, document: str) -> list[int]:
    """The number of lines of each block."""
    page = browser.new_page()
    page.set_content(document)
    page.evaluate("document.fonts.ready")
    heights = page.eval_on_selector_all("p", "all => all.map(p => p.getBoundingClientRect().height)")
    page.close()
    return [round(height / (SIZE * 2 * 4 / 3)) for height in heights]


@pytest.mark.draw
@pytest.mark.parametrize("family", FAMILIES)
def test_no_fewer_lines_than_chromium(browser: Browser, family: str) -> None:
    """Of paragraphs in 18 languages none takes fewer lines than in Chromium, few take one more, an address at most two more."""
    need_fonts(family, "Liberation Mono")
    book = FontBook()
    seen = lines_in(browser, page_of(ALPHABETIC, family))
    mine = [wrap(spans(text, family, book), width * SAFE).lines for _, text in ALPHABETIC for width in WIDTHS]
    cases = [(text, width) for _, text in ALPHABETIC for width in WIDTHS]
    other = {case: own - theirs for own, theirs, case in zip(mine, seen, cases, strict=True) if own != theirs}
    assert other == {case: pytest.approx(1.5, abs=0.5) if "://" in case[0] else 1 for case in other}
    assert len(other) <= 0.1 * len(cases)


@pytest.mark.draw
def test_as_many_lines_as_chromium_in_east_asia(browser: Browser) -> None:
    """Chinese and Japanese take as many lines as in Chromium, in a font whose glyphs are as wide as they are measured."""
    face = FontBook().face("Cambria", bold=False, italic=False)
    font = font_as_wide_as(face, "".join(text for _, text in IDEOGRAPHIC))
    seen = lines_in(browser, page_of(IDEOGRAPHIC, "Made", f"@font-face {{ font-family: Made; src: url({font}) }}"))
    mine = [wrap([Span(text, face, SIZE)], width * SAFE).lines for _, text in IDEOGRAPHIC for width in WIDTHS]
    assert mine == seen


def font_as_wide_as(face: Face, chars: str) -> str:
    """The address of a font that has these characters, each an empty glyph as wide as in the face."""
    names = {ord(char): f"u{ord(char):04X}" for char in chars}
    widths = {".notdef": (face.upem, 0)} | {name: (face.advance(chr(code)), 0) for code, name in names.items()}
    builder = FontBuilder(face.upem)
    builder.setupGlyphOrder(list(widths))
    builder.setupCharacterMap(names)
    builder.setupGlyf(dict.fromkeys(widths, TTGlyphPen(None).glyph()))
    builder.setupHorizontalMetrics(widths)
    builder.setupHorizontalHeader(ascent=face.upem, descent=0)
    builder.setupNameTable({"familyName": "Made", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    file = io.BytesIO()
    builder.save(file)
    return f"data:font/ttf;base64,{base64.b64encode(file.getvalue()).decode()}"


FACE = FontBook().face("Carlito", bold=False, italic=False)


def lines(text: str, width: float, size: float = SIZE) -> int:
    return wrap([Span(text, FACE, size)], width).lines


def test_a_line_holds_what_is_exactly_as_wide() -> None:
    """Text breaks when its width goes beyond the line's, spaces at its end aside."""
    width = natural_width([Span("one two", FACE, SIZE)])
    assert lines("one two", width) == 1
    assert lines("one two   ", width) == 1
    assert lines("one two", width - 0.01) == 2
    assert longest_word([Span("one two", FACE, SIZE)]) < width / 1.5


def test_no_text_is_a_line() -> None:
    """An empty paragraph has the height of a line, and each line feed starts another."""
    assert wrap([], 100).lines == lines("", 100) == lines(" ", 100) == 1
    assert lines("\n", 100) == 2
    assert lines("a\n\nb", 100) == 3
    assert wrap([Span("a\n", FACE, SIZE), Span("b", FACE, SIZE)], 100).lines == 2


def test_a_word_wider_than_the_line_is_broken() -> None:
    """It starts on a line of its own, breaks after any character, and is said to be broken."""
    word = "w" * 40
    out = wrap([Span(f"a {word} b", FACE, SIZE)], 100)
    assert out.broken
    assert out.lines == 1 + -(-40 // int(100 / (FACE.advance("w") / FACE.upem * SIZE)))
    assert not wrap([Span("a b", FACE, SIZE)], 100).broken
    assert lines(word, 0.1) == 40


def test_an_address_breaks_after_its_signs_if_that_takes_more_lines() -> None:
    """A browser ends lines after slashes, which fill them less than single characters would."""
    address = "https://" + "/".join(("w" * 7,) * 3)
    width = natural_width([Span("w" * 10, FACE, SIZE)])
    assert lines(address, width) == 4
    assert lines(address.replace("/", "l"), width) == 3


def test_spans_of_several_faces_are_one_text() -> None:
    """A word may change its face; it is broken as little as one of a single face, and each part is measured in its own."""
    bold = FontBook().face("Carlito", bold=True, italic=False)
    parts = [Span("one tw", FACE, SIZE), Span("ofold", bold, SIZE), Span(" three", FACE, SIZE)]
    whole = natural_width(parts)
    assert whole == pytest.approx(sum(natural_width([part]) for part in parts), abs=0.001 + FACE.advance(" ") / FACE.upem * SIZE)
    assert wrap(parts, whole - 1).lines == 2
    assert wrap(parts, whole * 0.6).lines == 3


def test_width_grows_with_the_size() -> None:
    """Half the size takes half the width."""
    text = "A sentence of some words, with more to come, and then the end of it."
    assert natural_width([Span(text, FACE, 36)]) == pytest.approx(2 * natural_width([Span(text, FACE, 18)]))
    assert lines(text, 150, 9) <= lines(text, 150, 18) <= lines(text, 150, 36)


def test_a_soft_hyphen_takes_room_where_the_line_ends() -> None:
    """The hyphen that a line's end makes visible is part of its width."""
    width = natural_width([Span("micro", FACE, SIZE)])
    hyphen = natural_width([Span("-", FACE, SIZE)])
    assert lines("micro\u00adscope", width + hyphen + 0.1) == 2
    assert lines("a micro\u00adscope", natural_width([Span("a micro", FACE, SIZE)]) + hyphen / 2) == 3


def test_a_link_broken_at_a_sign_ends_its_line() -> None:
    """LibreOffice starts a new line behind it, so the next word is not counted into the link's last one."""
    words = [Span("one-two", FACE, SIZE, link=True), Span(" x", FACE, SIZE)]
    width = natural_width([Span("two x", FACE, SIZE)])
    assert wrap([Span("one-two x", FACE, SIZE)], width).lines == 2
    assert wrap(words, width).lines == 3


def test_a_space_in_a_link_takes_a_line_where_it_is_left_over() -> None:
    """LibreOffice breaks a link anywhere, before its spaces too."""
    width = natural_width([Span("question", FACE, SIZE)]) + 0.5
    assert wrap([Span("question garden", FACE, SIZE)], width).lines == 2
    assert wrap([Span("question garden", FACE, SIZE, link=True)], width).lines == 3
