"""Text on slides as PowerPoint wants it: in placeholders, inherited, with its language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from emit.handout.sample import BODY_BOX, TITLE_BOX, body, box, code_lines, deck, page, para, title
from emit.pptx import made
from emit.pptx.made import A, P, R, emitted, part, shapes, slide, text

from igdeck.model.page import CodeItem, Fit, PageParagraph, Run, TextItem
from igdeck.model.theme import Role
from igdeck.ooxml.addresses import safe_address
from igdeck.ooxml.lint import lint

if TYPE_CHECKING:
    from collections.abc import Sequence


def numbers(paragraphs: Sequence[PageParagraph]) -> list[str]:
    """What PowerPoint counts for each paragraph with a number: lists of a level go on until something breaks them."""
    running: dict[int, tuple[tuple[str, str], int]] = {}
    shown = []
    for paragraph in made.body(*paragraphs):
        properties = paragraph.find(A + "pPr")
        level = int(properties.get("lvl", 0)) if properties is not None else 0
        numbering = None if properties is None else properties.find(A + "buAutoNum")
        running = {at: state for at, state in running.items() if at < level or (at == level and numbering is not None)}
        if numbering is None:
            continue
        kind = (numbering.get("type"), numbering.get("startAt", "1"))
        known, count = running.get(level, (None, 0))
        count = count + 1 if known == kind else int(kind[1])
        running[level] = kind, count
        shown.append(f"{count} {text(paragraph)}")
    return shown


def test_body_text_inherits_everything() -> None:
    """A body stands in its placeholder with no place, size, font or bullet of its own, only with levels."""
    tree = slide(body(para("One", "bullet"), para("Two", "bullet", 1)))
    content = list(shapes(tree))[1]
    assert len(content.find(P + "spPr")) == 0
    assert [p.find(A + "pPr").get("lvl") if p.find(A + "pPr") is not None else None for p in content.iter(A + "p")] == [None, "1"]
    assert not list(content.iter(A + "latin", A + "buChar", A + "buNone", A + "solidFill"))
    assert all(run.get("sz") is None for run in content.iter(A + "rPr"))


def test_the_title_is_first_and_fields_last() -> None:
    """Shapes stand in reading order under the names that layout gave them."""
    tree = slide(body(para("One", "bullet")))
    assert [e.get("name") for e in tree.iter(P + "cNvPr")] == ["", "Title", "Content", "Footer", "Slide Number"]
    assert [e.get("id") for e in tree.iter(P + "cNvPr")] == ["1", "2", "3", "4", "5"]


def test_numbers_go_on_over_deeper_levels() -> None:
    """A list interrupted by items of a deeper level counts on in the same list."""
    items = (para("a", "number", 0, 1), para("x", "bullet", 1), para("b", "number", 0, 2), para("c", "number", 0, 3))
    assert numbers(items) == ["1 a", "2 b", "3 c"]
    assert [p.find(f".//{A}buAutoNum").get("startAt") for p in made.body(*items) if text(p) != "x"] == [None, None, None]


def test_numbers_go_on_after_more_of_an_item() -> None:
    """A second paragraph of an item ends PowerPoint's list; the next number is said."""
    items = (para("a", "number", 0, 1), para("more", "more"), para("b", "number", 0, 2), para("c", "number", 0, 3))
    assert numbers(items) == ["1 a", "2 b", "3 c"]


@pytest.mark.parametrize(
    "counted",
    [
        [(0, 1), (0, 2), (0, 1), (0, 2)],
        [(0, 9), (0, 10), (0, 9)],
        [(0, 1), (1, 1), (1, 2), (0, 2), (1, 1), (1, 2)],
        [(0, 3), (0, 7), (0, 8)],
        [(0, 32_767)],
    ],
)
def test_every_number_is_the_authors(counted: list[tuple[int, int]]) -> None:
    """Lists that follow on one another, start anywhere or stand in each other show the numbers that were meant."""
    items = [para("a", "number", level, number) for level, number in counted]
    assert numbers(items) == [f"{number} a" for _, number in counted]


def test_a_list_from_nothing_starts_at_one() -> None:
    """PowerPoint has no item 0: such a list is valid, and counts from 1."""
    assert numbers((para("a", "number", 0, 0), para("b", "number", 0, 1))) == ["1 a", "2 b"]


def test_a_placeholder_without_words_is_left_out() -> None:
    """What would be an empty placeholder is not there at all."""
    tree = slide(body(para(" ", "plain"), PageParagraph(())))
    assert [e.get("name") for e in tree.iter(P + "cNvPr")] == ["", "Title", "Footer", "Slide Number"]


def test_kinds_say_how_they_differ() -> None:
    """More of an item keeps its indent, plain words go to the edge; neither has a bullet."""
    more, plain = made.body(para("m", "more", 1), para("p", "plain"))
    assert dict(more[0].attrib) == {"lvl": "1", "indent": "0"}
    assert dict(plain[0].attrib) == {"marL": "0", "indent": "0"}
    assert all(p.find(f"{A}pPr/{A}buNone") is not None for p in (more, plain))


def test_headings_and_quotations_are_set_apart() -> None:
    """A heading in the body is bold, a quotation slanted and indented, both in the theme's colours."""
    heading, quote = made.body(para("h", "heading"), para("q", "quote"))
    assert heading.find(f".//{A}rPr").get("b") == "1"
    assert quote.find(f".//{A}rPr").get("i") == "1"
    assert int(quote.find(A + "pPr").get("marL")) > 0
    assert [e.get("val") for e in heading.iter(A + "schemeClr")] == ["tx2"]
    # the last paragraph also says how what is typed after it looks
    assert [e.get("val") for e in quote.iter(A + "schemeClr")] == ["tx2"] * 2


def test_runs_say_only_what_was_asked() -> None:
    """Bold, italic and struck words, code in the code font, breaks as breaks."""
    runs = (Run("b", bold=True), Run("i", italic=True), Run("s", strike=True), Run("c", code=True), Run("\n"), Run("p"))
    (paragraph,) = made.body(PageParagraph(runs, "bullet"))
    asked = [{k: v for k, v in e.attrib.items() if k != "lang"} for e in paragraph.iter(A + "rPr")]
    assert asked == [{"b": "1"}, {"i": "1"}, {"strike": "sngStrike"}, {"noProof": "1"}, {}, {}]
    assert paragraph.find(f".//{A}latin").get("typeface") == "Courier New"
    assert [e.tag.removeprefix(A) for e in paragraph][-3:-1] == ["br", "r"]


@pytest.mark.parametrize(
    ("lang", "words", "attributes", "fonts"),
    [
        ("en", "Words", {"lang": "en-US"}, {}),
        ("nl", "Woorden", {"lang": "nl-NL"}, {}),
        ("de-AT", "Größe – „so“", {"lang": "de-AT"}, {}),
        ("no such thing", "Words", {"lang": "en-US"}, {}),
        ("ja", "日本語", {"lang": "ja-JP", "altLang": "en-US"}, {"ea": "Yu Gothic"}),
        ("en", "ひらがな", {"lang": "ja-JP", "altLang": "en-US"}, {"ea": "Yu Gothic"}),
        ("fr", "한국어", {"lang": "ko-KR", "altLang": "fr-FR"}, {"ea": "Malgun Gothic"}),
        ("zh-Hant-TW", "中文", {"lang": "zh-Hant-TW", "altLang": "en-US"}, {"ea": "Microsoft JhengHei"}),
        ("en", "中文", {"lang": "zh-CN", "altLang": "en-US"}, {"ea": "Microsoft YaHei"}),
        ("en", "עברית", {"lang": "he-IL", "altLang": "en-US"}, {"cs": "Arial"}),
        ("fa", "سلام", {"lang": "fa-IR", "altLang": "en-US"}, {"cs": "Arial"}),
    ],
)
def test_every_run_says_its_language(lang: str, words: str, attributes: dict[str, str], fonts: dict[str, str]) -> None:
    """A run has the deck's language or its script's own, and the font that its letters need."""
    (paragraph,) = made.body(para(words, "bullet"), lang=lang)
    run = paragraph.find(f"{A}r/{A}rPr")
    assert dict(run.attrib) == attributes
    assert {font.tag.removeprefix(A): font.get("typeface") for font in run} == fonts


@pytest.mark.parametrize(("words", "right"), [("سلام world", True), ("hello سلام", False), ("“שלום”", True), ("1 + 1", False)])
def test_paragraphs_run_as_they_are_written(words: str, *, right: bool) -> None:
    """A paragraph that opens in a right-to-left script runs from the right and stands there."""
    (paragraph,) = made.body(para(words, "bullet"))
    properties = paragraph.find(A + "pPr")
    assert (properties is not None and (properties.get("rtl"), properties.get("algn")) == ("1", "r")) is right


def test_autofit_has_both_numbers() -> None:
    """A step of the ladder is written whole; text that fits leaves the layout's autofit as it is."""
    fitted = slide(body(para("One", "bullet"), fit=Fit(92.5, 10.0)))
    assert [dict(e.attrib) for e in fitted.iter(A + "normAutofit")] == [{"fontScale": "92500", "lnSpcReduction": "10000"}]
    reduced = slide(body(para("One", "bullet"), fit=Fit(100.0, 10.0)))
    assert [dict(e.attrib) for e in reduced.iter(A + "normAutofit")] == [{"fontScale": "100000", "lnSpcReduction": "10000"}]
    assert not list(slide(body(para("One", "bullet"))).iter(A + "normAutofit"))


def test_a_trim_narrows_the_text() -> None:
    """What is kept free on the right is added to the placeholder's own inset."""
    trimmed = TextItem(Role.TITLE, 0, "Title", box(1.3, 2.0, 11, 2), (para("A title"),), trim=500_000)
    tree = part(emitted(deck(page(1, "A title", trimmed, layout="Title Slide"))), "ppt/slides/slide1.xml")
    assert tree.find(f".//{A}bodyPr").get("rIns") == str(500_000 + 91_440)


def test_a_moved_box_says_where_it_is() -> None:
    """A box that does not stand where its placeholder does has a place of its own, and still is the placeholder."""
    moved = TextItem(Role.BODY, 1, "Content", box(1, 3, 5, 2), (para("x", "bullet"),), moved=True)
    shape = list(shapes(slide(moved)))[1]
    assert shape.find(f".//{P}ph").get("idx") == "1"
    assert shape.find(f"{P}spPr/{A}xfrm/{A}off").get("x") == str(box(1, 3, 5, 2).x)


@pytest.mark.parametrize("place", [TITLE_BOX, box(0.75, -2, 11, 0.9)])
def test_a_hidden_title_stands_above_the_slide(place: Any) -> None:
    """A title for screen readers is there, in its placeholder, with no part of it on the slide."""
    hidden = TextItem(Role.TITLE, 0, "Title", place, (para("Hidden"),), hidden=True)
    tree = part(emitted(deck(page(1, "Hidden", hidden, body(para("x", "bullet"))))), "ppt/slides/slide1.xml")
    title_shape = next(shapes(tree))
    assert title_shape.find(f".//{P}ph").get("type") == "title"
    offset, extent = (title_shape.find(f"{P}spPr/{A}xfrm/{A}{name}") for name in ("off", "ext"))
    assert int(offset.get("y")) + int(extent.get("cy")) <= 0


def test_a_text_box_is_set_like_the_body() -> None:
    """A box of its own has the body's levels, so that it looks alike and can be edited alike."""
    own = TextItem(Role.BODY, None, "Text 1", box(8, 5, 4, 1), (para("x", "bullet", 1),), moved=True)
    shape = list(shapes(slide(own)))[1]
    assert shape.find(f".//{P}ph") is None
    assert len(shape.find(f"{P}txBody/{A}lstStyle")) == 9
    assert shape.find(f".//{A}lvl2pPr/{A}defRPr").get("sz") == "2000"


def test_code_keeps_its_spaces() -> None:
    """Lines of code are paragraphs in the code font on a tinted panel; blanks and blank lines stay, tabs are spaces."""
    lines = ("def f():", "\treturn  1", "", "    # done")
    shape = list(shapes(slide(CodeItem(1, "Code", BODY_BOX, code_lines(*lines), "python"))))[1]
    assert [text(p) for p in shape.iter(A + "p")] == [line.expandtabs(4) for line in lines]
    assert shape.find(f"{P}spPr/{A}solidFill/{A}schemeClr").get("val") == "bg2"
    assert {e.get("typeface") for e in shape.iter(A + "latin")} == {"Courier New"}
    assert shape.find(f".//{A}lvl1pPr/{A}buNone") is not None


def test_code_never_runs_right_to_left() -> None:
    """Code in another script is code all the same, and the lint knows."""
    made_deck = emitted(deck(page(1, "T", title("T"), CodeItem(1, "Code", BODY_BOX, code_lines('"שלום"', "# 日本"), ""))))
    assert b'rtl="1"' not in made.raw(made_deck, "ppt/slides/slide1.xml")
    assert lint(made_deck) == []


def test_code_without_a_letter_leaves_no_empty_placeholder() -> None:
    """An empty block of code is a bare panel."""
    assert lint(emitted(deck(page(1, "T", title("T"), CodeItem(1, "Code", BODY_BOX, code_lines("", " "), ""))))) == []


def test_links_lead_out_and_to_slides() -> None:
    """An address is external and related once; a key leads to its slide; one that leads nowhere is words alone."""
    out = "https://example.org/a b?x=1&y=2"
    runs = tuple(Run(href, href=href) for href in (out, out, "#second", "#third"))
    first = page(1, "First", title("First"), body(PageParagraph(runs, "bullet")), key="first")
    made_deck = emitted(deck(first, page(2, "Second", title("Second"), key="second")))
    rels = {e.get("Id"): e for e in part(made_deck, "ppt/slides/_rels/slide1.xml.rels")}
    clicks = list(part(made_deck, "ppt/slides/slide1.xml").iter(A + "hlinkClick"))
    targets = [rels[click.get(R + "id")] for click in clicks]
    # A run for each of the two words of the address, so that LibreOffice ends lines between them as all others do.
    assert [target.get("Target") for target in targets] == ["https://example.org/a%20b?x=1&y=2"] * 4 + ["slide2.xml"]
    assert [click.get("action") for click in clicks] == [None] * 4 + ["ppaction://hlinksldjump"]
    assert lint(made_deck) == []


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("https://example.org", "https://example.org"),
        ("https://example.org:8080/a?b=[1]#c", "https://example.org:8080/a?b=%5B1%5D#c"),
        ("https://user@example.org/100%", "https://user@example.org/100%25"),
        ("https://münchen.example/straße", "https://münchen.example/straße"),
        ("mailto:ada@example.org", "mailto:ada@example.org"),
        ("file:///C:/talks/one.pdf", "file:///C:/talks/one.pdf"),
        ("notes/more.pdf", "notes/more.pdf"),
        ("http://a:b:c/", ""),
        ("http://", ""),
        ("http://[::1/", ""),
        ("https://example.org/" + "x" * 2100, ""),
        ("", ""),
    ],
)
def test_addresses_never_break_the_deck(href: str, address: str) -> None:
    """What PowerPoint would take the deck for damaged over is escaped, or no link at all."""
    assert safe_address(href) == address
