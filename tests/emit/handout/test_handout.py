"""The handout as a file: what a reader, a screen reader and a printer find in it."""

from __future__ import annotations

import io
import sys
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pdfplumber
import pypdfium2
import pytest
import typst
from emit.handout.sample import body, deck, page, para, picture, sample, theme, title
from PIL import Image
from tools.programs import need_fonts

from igdeck.emit.handout import glyphs, handout_pdf, slides_pdf, slides_png
from igdeck.model.diagnostics import IgdeckError, Severity
from igdeck.model.handout import Handout
from igdeck.model.page import Page, Pages, PictureItem, Run
from igdeck.model.value import replace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WORDS = {
    1: ("The Future of the Internet", "Moderator: Mark Example"),
    2: ("A bullet of the first level", "Deeper still", "10.", "Step ten"),
    3: ("A resolution", "enhanced cooperation", "on an equal footing"),
    4: ("# *not* markup, #nor code for typst", 'return {"x": 42}["x"]'),
    5: ("Netherlands", "12 400", "Since"),
    6: ("Pictures", "lost.png is missing"),
    7: ("A heading in the body", "igdeck build", "after a hard break", "*stars* and #let x = 1", "A text box of its own"),
    8: ("Words under a title that nobody sees",),
}


@pytest.fixture(autouse=True)
def _fonts() -> None:
    need_fonts("Carlito", "Liberation Sans", "Liberation Mono")


@pytest.fixture
def pages(tmp_path: Path) -> Pages:
    return sample(tmp_path)


def laid(pages: Pages, layout: str = "6", **more: Any) -> Pages:
    """Pages that are to be handed out in a layout."""
    return replace(pages, handout=Handout(**{"layout": layout, "header": pages.title, "footer": pages.author} | more))


def words_of(pdf: bytes) -> list[str]:
    """The text of each page with every stretch of white space as one space."""
    return [" ".join(p.get_textpage().get_text_bounded().split()) for p in pypdfium2.PdfDocument(pdf)]


def links(pdf: bytes) -> Iterator[str]:
    """The addresses that the file's links lead to."""
    with pdfplumber.open(io.BytesIO(pdf)) as read:
        yield from (link["uri"] for page in read.pages for link in page.hyperlinks)


def outline(pdf: bytes) -> list[tuple[str, int]]:
    """Title and page, from 0, of each entry."""
    entries = pypdfium2.PdfDocument(pdf).get_toc()
    return [(entry.get_title(), entry.get_dest().get_index()) for entry in entries]


def test_a_slide_a_page(pages: Pages) -> None:
    """The deck as pages: one a slide, as large as the slide, in order, with all words of each on its own page."""
    pdf, findings = slides_pdf(pages, theme())
    assert findings == ()
    assert [p.get_size() for p in pypdfium2.PdfDocument(pdf)] == [(960.0, 540.0)] * 8
    for text, expected in zip(words_of(pdf), WORDS.values(), strict=True):
        assert [words for words in expected if words not in text] == []


def test_a_picture_a_slide(pages: Pages) -> None:
    """Each slide as a PNG of the width that was asked for and the slide's own shape, the same every time; one slide is one."""
    pictures, findings = slides_png(pages, theme(), 640)
    assert findings == ()
    assert [_size(picture) for picture in pictures] == [(640, 360)] * 8
    assert slides_png(pages, theme(), 640)[0] == pictures
    assert slides_png(replace(pages, pages=pages.pages[1:2]), theme(), 640)[0] == pictures[1:2]


def test_pictures_of_many_slides_are_in_order_whatever_they_lead_to() -> None:
    """Each of more slides than are painted together is what it is alone, a link to another one among it; none is left out."""
    slides = [
        page(at, f"Slide {at}", title(f"Slide {at}"), body(para("on", href=f"#slide-{at % 23 + 1}"))) for at in range(1, 24)
    ]
    drawn, findings = slides_png(deck(*slides), theme(), 160)
    assert findings == ()
    assert len(set(drawn)) == 23
    for at in (0, 9, 10, 22):
        assert slides_png(deck(slides[at], slides[(at + 1) % 23]), theme(), 160)[0][0] == drawn[at]


def _size(picture: bytes) -> tuple[int, int]:
    with Image.open(io.BytesIO(picture)) as read:
        assert read.format == "PNG"
        return read.size


@pytest.mark.parametrize(("up", "sheets"), [(1, 8), (2, 4), (3, 3), (4, 2), (6, 2), (9, 1)])
def test_every_number_of_slides_a_sheet_has_all_words(pages: Pages, up: int, sheets: int) -> None:
    """Eight slides fill as many sheets as they need, and every slide's words are on the right one."""
    pdf, _ = handout_pdf(laid(pages, str(up)), theme())
    texts = words_of(pdf)
    assert len(texts) == sheets
    for number, expected in WORDS.items():
        assert [words for words in expected if words not in texts[(number - 1) // up]] == []


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("letter", (612, 792))])
@pytest.mark.parametrize("up", [1, 2, 3, 4, 6, 9])
def test_slides_lie_on_the_paper(pages: Pages, up: int, paper: str, size: tuple[int, int]) -> None:
    """Each slide's frame is within the margins of the paper, and no frame covers another."""
    pdf, _ = handout_pdf(laid(pages, str(up), paper=paper), theme())
    with pdfplumber.open(io.BytesIO(pdf)) as read:
        for number, sheet in enumerate(read.pages):
            assert (round(sheet.width), round(sheet.height)) == size
            frames = [r for r in sheet.rects if r["stroke"] and r["linewidth"] == 0.5 and r["width"] > 100]
            assert len(frames) == min(up, 8 - number * up)
            assert all(f["x0"] >= 39 and f["x1"] <= sheet.width - 39 and f["top"] >= 71 for f in frames)
            assert all(f["bottom"] <= sheet.height - 54 for f in frames)
            assert not any(_overlap(a, b) for i, a in enumerate(frames) for b in frames[:i])


def _overlap(a: dict[str, Any], b: dict[str, Any]) -> bool:
    return bool(a["x0"] < b["x1"] and b["x0"] < a["x1"] and a["top"] < b["bottom"] and b["top"] < a["bottom"])


def test_the_sheet_names_the_deck_and_its_pages(pages: Pages) -> None:
    """A sheet's head has the deck's title and date, its foot the page and how many there are."""
    sheets = words_of(handout_pdf(laid(pages, date="8 March 2006"), theme())[0])
    for number, text in enumerate(sheets, start=1):
        assert text.count("A sample deck 8 March 2006") == 1
        assert f"Ada Example {number} / 2" in text


def test_links_lead_where_they_did(pages: Pages) -> None:
    """A link to the web keeps its address, on the slide's page and on the sheet alike."""
    for pdf in (slides_pdf(pages, theme())[0], handout_pdf(pages, theme())[0]):
        assert list(links(pdf)) == ["https://example.org/report"]


def test_a_link_to_a_slide_leads_to_its_page(pages: Pages) -> None:
    """A link to another slide's key is a jump within the file, and one to no slide is plain words."""
    lost = page(9, "Lost", title("Lost"), body(para("nowhere", href="#no-such-slide")))
    pdf, _ = slides_pdf(replace(pages, pages=(*pages.pages, lost)), theme())
    with pdfplumber.open(io.BytesIO(pdf)) as read:
        jumps = [a for p in read.pages for a in p.annots if a["uri"] is None]
    assert len(jumps) == 1
    assert "nowhere" in words_of(pdf)[8]


def test_the_outline_has_every_slide(pages: Pages) -> None:
    """A reader's outline lists every slide by its title, one whose title is not painted too, and leads to its page."""
    titles = [p.title for p in pages.pages]
    assert outline(slides_pdf(pages, theme())[0]) == list(zip(titles, range(8), strict=True))
    assert outline(handout_pdf(pages, theme())[0]) == [(t, i // 6) for i, t in enumerate(titles)]


def test_the_file_is_accessible(pages: Pages) -> None:
    """The file is tagged PDF/UA-1 and says its title, author, subject and language."""
    for pdf in (slides_pdf(pages, theme())[0], handout_pdf(pages, theme())[0]):
        assert b"pdfuaid:part>1<" in pdf
        assert b"/StructTreeRoot" in pdf
        assert b"en-GB" in pdf
        properties = pypdfium2.PdfDocument(pdf).get_metadata_dict()
        assert (properties["Title"], properties["Author"], properties["Subject"]) == ("A sample deck", "Ada Example", "Samples")


def test_the_same_pages_are_the_same_bytes(pages: Pages) -> None:
    """Two runs of the same deck give the same file, dated by the deck and not by the clock."""
    pdf = handout_pdf(pages, theme())[0]
    assert handout_pdf(pages, theme())[0] == pdf
    assert pypdfium2.PdfDocument(pdf).get_metadata_dict()["CreationDate"].startswith("D:20060308")


def test_a_build_says_when_it_is(pages: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    """The moment that a build is to be dated with goes before the author's date, as it does in a .pptx."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert pypdfium2.PdfDocument(handout_pdf(pages, theme())[0]).get_metadata_dict()["CreationDate"].startswith("D:20231114")


@pytest.mark.parametrize("date", ["", "8 March", "1969-01-01"])
def test_a_deck_without_a_usable_date_has_a_fixed_one(pages: Pages, date: str) -> None:
    """No date, words or a date before 1980 make a file dated 1980, never today."""
    pdf = slides_pdf(replace(pages, date=date), theme())[0]
    assert pypdfium2.PdfDocument(pdf).get_metadata_dict()["CreationDate"].startswith("D:1980")


def test_a_deck_without_a_title_takes_its_first_slides(pages: Pages) -> None:
    """A file must have a title to be accessible: the first slide's stands in."""
    pdf, findings = slides_pdf(replace(pages, title=""), theme())
    assert findings == ()
    assert pypdfium2.PdfDocument(pdf).get_metadata_dict()["Title"].startswith("The Future of the Internet")


def test_markup_in_a_slide_is_words() -> None:
    """What would be code or markup in typst's own language is printed as it was written."""
    nasty = '#panic("x") $x$ *b* _i_ `c` @ref <label> \\ // no comment [x] \'q\' -- "q" ~'
    slide = page(1, nasty, title(nasty), body(para(nasty), para(nasty, code=True), para(nasty, "bullet")))
    pdf, findings = slides_pdf(deck(slide, name=nasty), theme())
    assert findings == ()
    assert words_of(pdf)[0].count(nasty) == 4


def test_three_hundred_slides() -> None:
    """A long deck comes out whole."""
    pages = deck(*(_long_page(number) for number in range(1, 301)))
    pdf, _ = handout_pdf(pages, theme())
    assert len(pypdfium2.PdfDocument(pdf)) == 50
    assert len(outline(pdf)) == 300


def _long_page(number: int) -> Page:
    points = (para(f"Point {i} of slide {number}, with some words more to fill its line", "bullet", i % 2) for i in range(5))
    return page(number, f"Slide {number}", title(f"Slide {number}"), body(*points))


def test_a_picture_of_a_rare_type_is_converted(tmp_path: Path) -> None:
    """A bitmap that PDFs cannot hold as it is stands there all the same."""
    item = PictureItem(1, "Picture", title("").box, picture(tmp_path, "chart.bmp"), "Bars", "", "chart.bmp")
    pdf, findings = slides_pdf(deck(page(1, "P", title("P"), item)), theme())
    assert findings == ()
    with pdfplumber.open(io.BytesIO(pdf)) as read:
        assert len(read.pages[0].images) == 1


def test_a_picture_that_says_nothing_is_an_ornament(tmp_path: Path) -> None:
    """A picture with empty alternative text does not keep the file from being accessible."""
    item = PictureItem(1, "Picture", title("").box, picture(tmp_path), "", "", "chart.png")
    pdf, findings = slides_pdf(deck(page(1, "P", title("P"), item)), theme())
    assert findings == ()
    assert b"/Figure" not in pdf


@pytest.mark.parametrize("gray", [False, True])
@pytest.mark.parametrize("is_cut", [False, True], ids=["another file", "cut short"])
def test_a_broken_picture_is_a_frame(tmp_path: Path, *, is_cut: bool, gray: bool) -> None:
    """A picture file that holds something else, or half a picture, is told with its slide's line; all else is drawn."""
    asset = picture(tmp_path)
    whole = picture(tmp_path, "whole.bmp")
    asset.path.write_bytes(asset.path.read_bytes()[:-30] if is_cut else b"no picture")
    asset = replace(asset, digest="broken")
    items = [PictureItem(1, "Picture", title("").box, each, "Bars", "", each.path.name) for each in (asset, whole)]
    slides = [page(1, "P", title("P")), replace(page(2, "Q", title("Q"), *items), first_line=12)]
    pdf, findings = slides_pdf(laid(deck(*slides, *slides[1:]), "slides", gray=gray, logo=asset), theme())
    (told,) = findings
    assert (told.severity, told.code, told.line) == (Severity.ERROR, "handout-picture", 12)
    assert "chart.png" in told.message
    assert "/" not in told.message
    with pdfplumber.open(io.BytesIO(pdf)) as read:
        assert len(read.pages[1].images) == 1
    assert "Picture damaged: chart.png" in words_of(pdf)[1]


def test_a_picture_that_went_away_is_an_error(tmp_path: Path) -> None:
    """A picture file deleted in the meantime ends in a message that names it."""
    asset = picture(tmp_path)
    asset.path.unlink()
    item = PictureItem(1, "Picture", title("").box, asset, "Bars", "", "chart.png")
    with pytest.raises(IgdeckError, match=r"chart\.png"):
        slides_pdf(deck(page(1, "P", title("P"), item)), theme())


def test_a_character_that_no_font_has_is_told() -> None:
    """A character without a glyph makes a warning that names it, its slide and its line; the file is accessible all the same."""
    slide = replace(page(7, "T", title("T"), body(para("private \U0010fff0 here"))), first_line=40)
    pdf, findings = slides_pdf(deck(slide), theme())
    assert [(f.severity, f.code, f.line) for f in findings] == [(Severity.WARNING, "handout-glyph", 40)]
    assert "U+10FFF0) on slide 7" in findings[0].message
    assert "only the font that it was made for" in findings[0].hint
    assert words_of(pdf)[0].startswith("T private \ufffd here")
    assert b"<pdfuaid:part>1" in pdf


def test_only_what_no_font_has_is_replaced() -> None:
    """Among many characters the few without a glyph are found, each told once; an empty box for a task is one that there is."""
    text = "αβγ ∀∃∅ ←→ ☐ \U0010fff0 ∑∏ \U0010fff1 ✓ \U0010fff0"
    pdf, findings = slides_pdf(deck(page(1, "T", title("T"), body(para(text)))), theme())
    assert {f.message.split("U+")[1][:6] for f in findings} >= {"10FFF0", "10FFF1"}
    assert not any("2610" in f.message for f in findings)
    assert "αβγ ∀∃∅ ←→" in words_of(pdf)[0]


THAI = "กิจกรรมที่ยาวมากและไม่มีช่องว่างระหว่างคำเพื่อทดสอบการตัดบรรทัดในเอกสารแจก" * 3


def test_letters_with_marks_that_no_font_has(monkeypatch: pytest.MonkeyPatch) -> None:
    """One sign stands for a letter and its marks, lines of a script without spaces end in the box, the file is accessible."""
    carried = typst.Fonts(include_system_fonts=False)
    monkeypatch.setattr(typst, "Fonts", lambda **_: carried)
    pdf, findings = slides_pdf(deck(page(1, "T", title("T"), body(para(THAI)))), theme())
    assert {f.code for f in findings} == {"handout-font", "handout-glyph"}
    assert b"<pdfuaid:part>1" in pdf
    with pdfplumber.open(io.BytesIO(pdf)) as read:
        signs = [char for char in read.pages[0].chars if char["text"].startswith("\ufffd")]
        assert len(signs) == sum(unicodedata.category(char) != "Mn" for char in THAI)
        assert len({round(char["top"]) for char in signs}) > 1
        assert max(char["x1"] for char in signs) < read.pages[0].width


@pytest.mark.parametrize(
    ("text", "lost", "there"),
    [
        ("กิ ข", "กขิ", "\ufffd \ufffd"),  # a letter with its mark
        ("กิจ.", "กจิ", "\ufffd\u200b\ufffd."),  # a line may end between letters, not before the stop
        ("e\u0301 e", "\u0301", "\ufffd e"),  # a mark that only the letter's font lacks
        ("xe\u0301\u0302y", "\u0302", "x\ufffdy"),  # one of two marks
        ("e\u0301", "x", "e\u0301"),
        ("a \u0301", "\u0301", "a \ufffd"),  # a mark by itself
        ("☐\ufe0e a", "☐", "□\ufe0e a"),  # a sign that says the same
        ("ᚠᚡ", "ᚠᚡ", "\ufffd\ufffd"),  # a script with spaces: its words are not parted
    ],
)
def test_what_stands_for_letters_and_marks(text: str, lost: str, there: str) -> None:
    """Letters are replaced together with their marks, and what is printed is left alone."""
    others = glyphs.stand_ins(lost, lambda _: True)
    assert glyphs.replaced({"slides": [{"text": text, "alt": text}]}, others) == {"slides": [{"text": there, "alt": text}]}


def test_marks_are_tried_and_selectors_are_not() -> None:
    """A mark may have no glyph; what says how a letter is drawn needs none."""
    assert glyphs.uncommon({"text": "กิ e\u0301 ❤\ufe0f \u200d"}) == "\u0301กิ❤"


def test_a_font_that_is_not_there_is_told(pages: Pages) -> None:
    """A family without itself or a twin installed makes a warning that names it, and the PDF all the same."""
    pdf, findings = slides_pdf(pages, theme(heading="No Such Grotesk"))
    assert [(f.severity, f.code) for f in findings] == [(Severity.WARNING, "handout-font")]
    assert "No Such Grotesk" in findings[0].message
    assert "A resolution" in words_of(pdf)[2]


def test_without_any_installed_font_the_pdf_is_made(pages: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a machine without fonts the ones that typst carries are used, and each missing one is named with its twin."""
    carried = typst.Fonts(include_system_fonts=False)
    monkeypatch.setattr(typst, "Fonts", lambda **_: carried)
    pdf, findings = slides_pdf(pages, theme(heading="Cambria"))
    assert [f.message.split()[3] for f in findings if f.code == "handout-font"] == ["Calibri", "Cambria", "Courier"]
    assert ["Carlito" in f.hint or "Caladea" in f.hint or "Cousine" in f.hint for f in findings[:3]] == [True] * 3
    assert "Moderator: Mark Example" in words_of(pdf)[0]


def test_without_typst_the_user_learns_what_to_install(pages: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the typst package there is a message with the way to get it."""
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(IgdeckError) as failure:
        slides_pdf(pages, theme())
    assert "pip install igdeck" in failure.value.diagnostics[0].hint


def test_a_language_nobody_knows_is_no_failure(pages: Pages) -> None:
    """Whatever stands as the language, the file is made."""
    for lang in ("", "zh-Hans-CN", "x-klingon", "de_at"):
        assert slides_pdf(replace(pages, lang=lang), theme())[0].startswith(b"%PDF")


def test_words_taller_than_their_box_run_over_it() -> None:
    """Text that does not fit is drawn whole, line under line, not squeezed into the box."""
    many = [para(f"Point {i}", "bullet", i % 2) for i in range(9)]
    pdf, _ = slides_pdf(deck(page(1, "T", title("T"), replace(body(*many), box=title("").box))), theme())
    with pdfplumber.open(io.BytesIO(pdf)) as read:
        tops = [word["top"] for word in read.pages[0].extract_words() if word["text"] == "Point"]
    assert all(b - a > 20 for a, b in pairwise(tops))


def test_an_empty_paragraph_is_a_line() -> None:
    """An empty paragraph between two takes the height of a line, as in PowerPoint."""
    empty = replace(para(""), runs=())
    gaps = [_gap(para("one"), *between, para("two")) for between in ((), (empty,))]
    assert gaps[1] - gaps[0] == pytest.approx(24 * 1.2 + 10, abs=0.1)


def _gap(*paragraphs: Any) -> float:
    pdf, _ = slides_pdf(deck(page(1, "T", title("T"), body(*paragraphs))), theme())
    with pdfplumber.open(io.BytesIO(pdf)) as read:
        tops = {word["text"]: word["top"] for word in read.pages[0].extract_words()}
    return float(tops["two"] - tops["one"])


def test_bullets_stand_where_the_levels_say() -> None:
    """A mark stands at the level's indent less its hanging, the words at the indent, at every level; lines are 1.2 em apart."""
    slide = page(
        1,
        "T",
        title("T"),
        body(para("One", "bullet"), para("Two", "bullet", 1), para("Three", "bullet", 2), para("More", "more", 1)),
    )
    with pdfplumber.open(io.BytesIO(slides_pdf(deck(slide), theme())[0])) as read:
        words = {w["text"]: w for w in read.pages[0].extract_words(x_tolerance=1)}
    left = 0.75 * 72
    for level, word in enumerate(("One", "Two", "Three")):
        assert words[word]["x0"] == pytest.approx(left + 0.35 * (level + 1) * 72, abs=2.5)
    assert words["More"]["x0"] == pytest.approx(words["Two"]["x0"], abs=2.5)
    assert words["■"]["x0"] == pytest.approx(left + 0.05 * 72, abs=2.5)
    assert words["Three"]["bottom"] - words["Two"]["bottom"] == pytest.approx(20 * 1.2 + 5, abs=0.1)


def test_a_hard_break_starts_a_new_line() -> None:
    """A run of a line feed ends the line within its paragraph, without the space between paragraphs."""
    broken = replace(para(""), runs=(Run("one"), Run("\n"), Run("two")))
    assert _gap(broken) == pytest.approx(24 * 1.2, abs=0.1)


def test_a_word_longer_than_a_line_goes_on_in_the_next() -> None:
    """No letter of a word without any place to break it runs off the slide."""
    pdf, _ = slides_pdf(deck(page(1, "T", title("T"), body(para("x" * 200, "bullet")))), theme())
    with pdfplumber.open(io.BytesIO(pdf)) as read:
        letters = [char for char in read.pages[0].chars if char["text"].strip("\u200b") == "x"]
        assert len(letters) == 200
        assert max(char["x1"] for char in letters) < read.pages[0].width
