"""Words that are longer than their line, and writing without spaces: broken where lines end, and whole to who searches them."""

from __future__ import annotations

import io
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pdfplumber
import pypdfium2
import pytest
from emit.handout.sample import box, deck, page, para, sample, theme, title
from emit.handout.tagged import bookmarks, opened
from tools.fonts import boxes_font
from tools.programs import need_fonts

from igdeck.emit.handout import handout_pdf
from igdeck.model.geometry import from_inches
from igdeck.model.handout import Handout
from igdeck.model.page import CodeItem, CodeLine, CodeRun, Item, Run, TableItem, TextItem
from igdeck.model.theme import FontFile, Role
from igdeck.model.value import replace

if TYPE_CHECKING:
    from pathlib import Path

ADDRESS = "https://example.org/a/path/that/goes/on/and/on/and/on/and/on/and/on/and/on/and/on/and/on?until=the&end=comes"
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
JAPANESE = "日本語の文章は空白なしで書かれるので、一つの文が六十文字より長くなることもある。" * 3
LAYOUTS = ("slides", "6", "notes", "outline")


@pytest.fixture(autouse=True)
def _fonts() -> None:
    need_fonts("Carlito", "Liberation Sans", "Liberation Mono")


def made(
    layout: str, *items: Item, notes: tuple[Any, ...] = (), landscape: bool = False, files: tuple[FontFile, ...] = ()
) -> bytes:
    """A slide with these items, handed out; with font files of the template."""
    own = replace(theme(), fonts=replace(theme().fonts, files=files))
    slide = replace(page(1, "Long words", title("Long words"), *items), notes=notes)
    pdf, found = handout_pdf(replace(deck(slide), handout=Handout(layout=layout, landscape=landscape)), own)
    assert [diagnostic.code for diagnostic in found] == []
    return pdf


def said(pdf: bytes) -> str:
    """All that is to be copied, without spaces: one may stand where a line ends."""
    return "".join("".join(page.get_textpage().get_text_bounded().split()) for page in pypdfium2.PdfDocument(pdf))


def narrow(*words: str, x: float = 1.0, width: float = 2.0) -> TextItem:
    """A box that is two inches wide."""
    return TextItem(Role.BODY, None, "Text", box(x, 2, width, 4), tuple(para(each, "bullet") for each in words))


def test_a_long_word_is_whole_in_what_is_copied() -> None:
    """No sign stands between the letters of a word that is broken, on slides, in notes, in cells and in code."""
    notes = (para(f"See {ADDRESS} and {LONG}"),)
    pdf = made("notes", narrow(LONG, ADDRESS), notes=notes)
    assert said(pdf).count(LONG) == 2
    assert said(pdf).count(ADDRESS) == 2
    assert said(made("notes", notes=notes, landscape=True)).count(ADDRESS) == 1


@pytest.mark.parametrize("layout", LAYOUTS)
def test_writing_without_spaces_is_left_alone(tmp_path: Path, layout: str) -> None:
    """Japanese lines end where Japanese lets them, so no comma begins one, and nothing is put between its letters."""
    font = tmp_path / "boxes.ttf"
    font.write_bytes(boxes_font("Boxes", dict.fromkeys(JAPANESE, 1000)))
    text = TextItem(Role.BODY, None, "Text", box(1, 2, 11, 4), (para(JAPANESE),))
    pdf = made(layout, text, notes=(para(JAPANESE),), files=(FontFile(font, 0, "Boxes", bold=False, italic=False),))
    assert JAPANESE in said(pdf)
    with pdfplumber.open(io.BytesIO(pdf)) as read:
        lines = [line["text"] for sheet in read.pages for line in sheet.extract_text_lines()]
    assert not any(line.startswith(("、", "。")) for line in lines)


def test_a_letter_with_its_accent_is_not_parted() -> None:
    """An accent that is a character of its own stays with its letter, and the file accessible."""
    word = "xe\u0301" * 60
    assert "xé" * 60 in said(made("slides", narrow(word))).replace("e\u0301", "é")


@pytest.mark.parametrize("word", [LONG, LONG[:40], ADDRESS, "igdeck.emit.handout.text.a_name_of_code", "W" * 20])
def test_a_word_stays_in_its_box(word: str) -> None:
    """A word that is wider than its box goes on in the next line, however many letters it has, with words around it or none."""
    pdf = made("slides", narrow(word, f"See {word} here"))
    with pdfplumber.open(io.BytesIO(pdf)) as read:
        letters = [char for char in read.pages[0].chars if 130 < char["top"] < 480]
    assert sum(char["text"] == word[0] for char in letters) >= 2
    assert max(char["x1"] for char in letters) <= 3 * 72 + 0.1


def test_a_word_that_is_broken_starts_a_line() -> None:
    """It does so in PowerPoint; a run before it counts."""
    paragraph = replace(para(""), runs=(Run("See "), Run(LONG), Run(" twice")))
    text = TextItem(Role.BODY, None, "Text", box(1, 2, 4, 4), (paragraph, para(f"And {LONG}")))
    with pdfplumber.open(io.BytesIO(made("slides", text))) as read:
        lines = [line["text"] for line in read.pages[0].extract_text_lines()]
    assert "See" in lines
    assert "And" in lines


def lines(pdf: bytes) -> list[str]:
    """The lines of the first page, as they are read."""
    with pdfplumber.open(io.BytesIO(pdf)) as read:
        return [line["text"] for line in read.pages[0].extract_text_lines()]


@pytest.mark.parametrize("word", ["parts/lighthouse.md", "and/or/neither/nor", "https://example.org/abc", "www.example.org/a1b2"])
@pytest.mark.parametrize("before", ["See", "See it", "See it there", "(**See**", "See it there too"])
def test_a_word_with_slashes_stands_on_one_line(word: str, before: str) -> None:
    """No line of a PDF ends behind a slash or within an address, as none does in PowerPoint and in browsers."""
    made_lines = lines(made("slides", narrow(f"{before} {word}, then", width=3.8)))
    assert sum(f"{word}," in line for line in made_lines) == 1


@pytest.mark.parametrize("layout", ["slides", "outline"])
def test_a_word_with_slashes_stands_on_one_line_in_cells(layout: str) -> None:
    """So it does in a cell of a table, however long what stands before it is."""
    rows = tuple((f"{'i ' * before}and/or", "x") for before in range(4, 16))
    assert "\n".join(lines(made(layout, table(("a", "b"), *rows)))).count("and/or") == len(rows)


def test_a_word_with_slashes_is_parted_where_browsers_part_it() -> None:
    """Behind a hyphen between letters and behind a question mark, and nowhere before them."""
    address = "https://e.org/one-page?until=two"
    made_lines = lines(made("slides", narrow(f"See it now at {address}", width=3.8)))
    assert "https://e.org/one-" in "\n".join(made_lines)
    assert "\n".join(made_lines).replace("\n", "").count(address) == 1
    assert not any(line.startswith(("-", "?")) for line in made_lines)


def test_words_with_slashes_keep_their_order_from_right_to_left() -> None:
    """English at the end of a Hebrew line is read from left to right, whatever stands in its words."""
    pdf = made("slides", TextItem(Role.BODY, None, "Text", box(1, 2, 11, 4), (para("\u05e9\u05dc\u05d5\u05dd hello world/x"),)))
    with pdfplumber.open(io.BytesIO(pdf)) as read:
        at = {char["text"]: char["x0"] for char in read.pages[0].chars if char["top"] > 130}
    assert at["h"] < at["w"] < at["/"] < at["x"] < at["\u05e9"]


def table(*rows: tuple[str, ...]) -> TableItem:
    """A table of columns that are 1.5 inches wide."""
    cells = tuple(tuple((Run(cell),) for cell in row) for row in rows)
    width, heights = from_inches(1.5), (from_inches(1),) * (len(rows) - 1)
    return TableItem(
        1, "Table", box(1, 2, 1.5 * len(rows[0]), 4), cells[0], cells[1:], ("left",) * len(rows[0]), (width,) * len(rows[0]),
        (from_inches(0.5), *heights), 14.0, "A table",
    )  # fmt: skip


@pytest.mark.parametrize("layout", ["slides", "outline"])
def test_a_word_stays_in_its_cell(layout: str) -> None:
    """A word that is wider than its column is broken there; one that is not stays whole."""
    pdf = made(layout, table(("a", "b"), (LONG, "short words"), ("x", LONG)))
    assert said(pdf).count(LONG) == 2
    with pdfplumber.open(io.BytesIO(pdf)) as read:
        words = read.pages[0].extract_words()
        second = next(word["x0"] for word in words if word["text"] == "b")
        assert "words" in [word["text"] for word in words]
        assert max(word["x1"] for word in words if word["text"].startswith("Donau") and word["x0"] < second - 5) < second


WIDE = ("Telecommunications", "Administration", "Responsibilities", "Internationalisation", "Recommendations", "Implementation")


@pytest.mark.parametrize("count", [6, 7, 8])
def test_a_table_of_many_columns_breaks_no_word(count: int) -> None:
    """In an outline its text is smaller, 7 points at the least, and its columns are as wide as their words need."""
    row = (*WIDE, "Sustainability", "Netherlands")[:count]
    pdf = made("outline", replace(table(row, row, ("x",) * count), columns=(from_inches(11.4 / count),) * count))
    with pdfplumber.open(io.BytesIO(pdf)) as read:
        words = read.pages[0].extract_words(extra_attrs=["size"])
        lines = [[word for word in words if word["text"] == text] for text in row]
        assert [len(line) for line in lines] == [2] * count
        sizes = {round(word["size"], 2) for line in lines for word in line}
        assert len(sizes) == 1
        assert sizes.pop() >= 7
        for before, after in pairwise(lines):
            assert all(word["x1"] + 5 < other["x0"] for word, other in zip(before, after, strict=True))
        assert max(word["x1"] for word in words) < read.pages[0].width - 40


def test_an_address_makes_no_table_small() -> None:
    """What is broken anyway changes nothing: a table with an address has the usual size and columns."""
    sizes, places = [], []
    for address in ("x", ADDRESS):
        pdf = made("outline", table(("Name", "Address", "Place"), ("Ann", address, "Here")))
        with pdfplumber.open(io.BytesIO(pdf)) as read:
            words = read.pages[0].extract_words(extra_attrs=["size"])
            sizes += [word["size"] for word in words if word["text"] in ("Ann", "Here")]
            places.append([round(word["x0"]) for word in words if word["text"] in ("Ann", "Here")])
    assert len(set(sizes)) == 1
    assert places[0] == places[1]


def test_a_table_that_cannot_be_set_small_enough_keeps_its_words_apart() -> None:
    """In a narrow column of a lying sheet words are broken at last, and none stands on the one beside it."""
    row = (*WIDE, "Sustainability", "Netherlands")
    pdf = made("outline", replace(table(row, row), columns=(from_inches(1.4),) * 8), landscape=True)
    with pdfplumber.open(io.BytesIO(pdf)) as read:
        chars = [char for char in read.pages[0].chars if char["size"] < 9 and char["text"].isalpha()]
    assert min(char["size"] for char in chars) >= 7
    for top in {round(char["top"], 1) for char in chars}:
        line = sorted((char for char in chars if round(char["top"], 1) == top), key=lambda char: char["x0"])
        assert all(char["x1"] < other["x0"] + 0.5 for char, other in pairwise(line))


def test_a_word_that_nearly_fits_its_cell_stays_whole() -> None:
    """It may stand in the space beside it, as in another font than the template's."""
    pdf = made("slides", table(("a", "b"), ("representationsx", "x")))
    with pdfplumber.open(io.BytesIO(pdf)) as read:
        (word,) = (each for each in read.pages[0].extract_words() if each["text"].startswith("repre"))
    assert word["text"] == "representationsx"
    assert 108 - 2 * 7.2 < word["x1"] - word["x0"] < 108


def test_code_of_an_outline_stays_on_the_page() -> None:
    """A text in code that never ends goes on in the next line."""
    token = "aGVsbG8gd29ybGQ" * 20
    line = CodeLine((CodeRun("token = "), CodeRun(f'"{token}"', "string")))
    code = CodeItem(1, "Code", box(1, 2, 11, 4), (line,), "python")
    pdf = made("outline", code)
    assert token in said(pdf)
    with pdfplumber.open(io.BytesIO(pdf)) as read:
        assert max(char["x1"] for char in read.pages[0].chars) < read.pages[0].width - 40


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_long_title_is_whole_in_the_bookmarks(layout: str) -> None:
    """A title of one long word is broken on its slide, and a heading of it all the same."""
    word = LONG * 2
    pages = replace(deck(page(1, word, title(word))), handout=Handout(layout=layout))
    pdf, found = handout_pdf(pages, theme())
    assert [diagnostic.code for diagnostic in found] == []
    assert bookmarks(pdf) == [(word, [])]
    with opened(pdf) as file:
        assert file.Root.ViewerPreferences.DisplayDocTitle


def test_ordinary_slides_are_not_measured_anew(tmp_path: Path) -> None:
    """Words of a usual length are set as they are: a deck of such takes no longer."""
    from igdeck.emit.handout.scene import make_scene

    assert "pieces" not in str(make_scene(sample(tmp_path), theme(), plain=True).data["slides"])
