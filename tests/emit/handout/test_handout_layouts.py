"""Where slides, lines and notes stand on the sheets of a handout."""

from __future__ import annotations

import io
from itertools import pairwise
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from emit.handout.sample import body, deck, page, para, picture, sample, theme, title
from emit.handout.tagged import bookmarks, elements, kinds
from tools.random_decks import png

from igdeck.emit.handout import handout_pdf, slides_pdf, slides_png
from igdeck.layout import make_pages
from igdeck.model.diagnostics import Severity
from igdeck.model.geometry import Insets, from_inches, from_points, to_points
from igdeck.model.handout import Handout
from igdeck.model.page import BandItem, CodeItem, FieldItem, PageParagraph, Pages, Panel, Run, TextItem
from igdeck.model.theme import Role
from igdeck.model.value import replace
from igdeck.source import read_source

SHAPE = 7.5 / (40 / 3)


def laid(pages: Pages, layout: str, **more: Any) -> Pages:
    """Pages that are to be handed out in a layout."""
    return replace(pages, handout=Handout(**{"layout": layout} | more))


def plain(count: int) -> Pages:
    """A deck of slides with a title each and nothing else."""
    return deck(*(page(number, f"Slide {number}", title(f"Title {number}")) for number in range(1, count + 1)))


def said(number: int, *paragraphs: PageParagraph, **more: Any) -> Any:
    """A slide with notes."""
    return replace(page(number, f"Slide {number}", title(f"Title {number}")), notes=paragraphs, **more)


def frames(sheet: Any) -> list[dict[str, Any]]:
    """The borders of slides, in reading order."""
    return [each for each in sheet.rects if each["stroke"] and not each["fill"] and each["linewidth"] == 0.5]


def corners(sheet: Any) -> list[tuple[int, int]]:
    """Their top left corners in whole points."""
    return [(round(each["x0"]), round(each["top"])) for each in frames(sheet)]


def text(sheet: Any) -> str:
    """The words of a sheet."""
    return " ".join(str(sheet.extract_text(x_tolerance=1.5)).split())


GRIDS = [
    ("1", False, 1, 1), ("2", False, 1, 2), ("3", False, 1, 3), ("4", False, 2, 2), ("6", False, 2, 3), ("9", False, 3, 3),
    ("1", True, 1, 1), ("2", True, 2, 1), ("3", True, 3, 1), ("4", True, 2, 2), ("6", True, 3, 2), ("9", True, 3, 3),
]  # fmt: skip


@pytest.mark.parametrize(("layout", "landscape", "columns", "rows"), GRIDS)
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_slides_stand_in_a_grid(layout: str, paper: str, columns: int, rows: int, *, landscape: bool) -> None:
    """As many columns and rows as PowerPoint's print dialogue has, of one size, within the margins, evenly apart and centred."""
    pdf, _ = handout_pdf(laid(plain(int(layout)), layout, paper=paper, landscape=landscape), theme())
    with pdfplumber.open(io.BytesIO(pdf)) as read:
        (sheet,) = read.pages
        assert (sheet.width > sheet.height) is landscape
        found = frames(sheet)
        xs, ys = sorted({round(f["x0"], 1) for f in found}), sorted({round(f["top"], 1) for f in found})
        assert (len(found), len(xs), len(ys)) == (int(layout), columns, rows)
        assert all(f["height"] == pytest.approx(f["width"] * SHAPE, abs=0.01) for f in found)
        assert min(xs) >= 40 - 0.1
        assert max(f["x1"] for f in found) <= sheet.width - 40 + 0.1
        above, below = ys[0] - 72, sheet.height - 54 - found[-1]["bottom"] - 15
        assert layout == "3" or above == pytest.approx(below, abs=0.5)
        between = [b - a - found[0]["height"] - 15 for a, b in pairwise(ys)]
        assert all(space == pytest.approx(above, abs=0.5) for space in between)


def test_slides_are_as_large_as_the_room_gives() -> None:
    """One slide fills the width between the margins; narrower margins make it larger."""
    wide = Insets(*(from_points(n) for n in (20, 50, 20, 40)))
    for margins, room in ((Handout().margins, 595.276 - 80), (wide, 595.276 - 40)):
        with pdfplumber.open(io.BytesIO(handout_pdf(laid(plain(1), "1", margins=margins), theme())[0])) as read:
            assert frames(read.pages[0])[0]["width"] == pytest.approx(room, abs=0.1)


@pytest.mark.parametrize("layout", ["2", "3", "4", "6", "9"])
def test_a_sheet_that_is_not_filled_has_the_same_places(layout: str) -> None:
    """The slides of the last sheet stand where those of the first do."""
    pdf, _ = handout_pdf(laid(plain(int(layout) + 1), layout), theme())
    with pdfplumber.open(io.BytesIO(pdf)) as read:
        first, last = read.pages
        assert corners(last) == corners(first)[:1]


def test_numbers_below_slides_are_the_decks() -> None:
    """The number below a slide is its number in the deck, whichever slides were chosen."""
    chosen = replace(plain(9), pages=plain(9).pages[3:5])
    with pdfplumber.open(io.BytesIO(handout_pdf(laid(chosen, "2", number=False), theme())[0])) as read:
        below = [f["bottom"] for f in frames(read.pages[0])]
        marks = [w["text"] for w in read.pages[0].extract_words() if any(0 < w["top"] - edge < 12 for edge in below)]
    assert marks == ["4", "5"]


@pytest.mark.parametrize("landscape", [False, True])
def test_three_a_sheet_have_lines_to_write_on(*, landscape: bool) -> None:
    """Each of three slides has lines, beside it upright and below it lying, as wide as their room and evenly apart."""
    with pdfplumber.open(io.BytesIO(handout_pdf(laid(plain(3), "3", landscape=landscape), theme())[0])) as read:
        sheet = read.pages[0]
        for frame in frames(sheet):
            rules = [
                line
                for line in sheet.lines
                if line["linewidth"] == pytest.approx(0.4)
                and (line["top"] > frame["bottom"] if landscape else line["x0"] > frame["x1"])
                and (abs(line["x0"] - frame["x0"]) < 1 if landscape else frame["top"] < line["top"] < frame["bottom"] + 1)
            ]
            assert len(rules) >= 6
            steps = [b["top"] - a["top"] for a, b in pairwise(rules)]
            assert max(steps) - min(steps) < 0.1
            assert 18 < steps[0] < 30


def test_head_and_foot_say_what_they_are_to_say(tmp_path: Path) -> None:
    """Header, date, footer and page number stand in the margins, a logo too; what is empty is not there, borders can be off."""
    full = laid(plain(3), "2", header="The head", date="8 March", footer="Ada", logo=picture(tmp_path, "logo.png"))
    with pdfplumber.open(io.BytesIO(handout_pdf(full, theme())[0])) as read:
        sheet = read.pages[1]
        at = {word["text"]: word for word in sheet.extract_words()}
        assert at["head"]["bottom"] < 72 > at["March"]["bottom"]
        assert at["Ada"]["top"] > sheet.height - 54
        assert at["Ada"]["x0"] == pytest.approx(40, abs=1)
        assert text(sheet).endswith("Ada 2 / 2")
        assert [image["bottom"] < 72 for image in sheet.images] == [True]
    bare = laid(plain(1), "2", number=False, borders=False)
    with pdfplumber.open(io.BytesIO(handout_pdf(bare, theme())[0])) as read:
        assert frames(read.pages[0]) == []
        assert not [char for char in read.pages[0].chars if char["bottom"] < 72 or char["top"] > read.pages[0].height - 54]


@pytest.mark.parametrize("layout", ["3", "6"])
def test_sheets_of_a_deck_from_right_to_left(layout: str) -> None:
    """Of a deck that is read from the right, slides start on the right, as do numbers and the header; the date is on the left."""
    pages = replace(laid(plain(4), layout, header="שלום", date="2026"), dir="rtl", lang="he")
    pdf, _ = handout_pdf(pages, replace(theme(), rtl=True))
    usual, _ = handout_pdf(laid(plain(4), layout), theme())
    with pdfplumber.open(io.BytesIO(pdf)) as read, pdfplumber.open(io.BytesIO(usual)) as other:
        sheet = read.pages[0]
        middle = sheet.width / 2
        at = {word["text"]: word for word in sheet.extract_words() if word["top"] < sheet.height - 54}
        assert at["1"]["x0"] > middle > at["2026"]["x1"]
        assert max(word["x1"] for word in at.values()) == pytest.approx(sheet.width - 40, abs=2)
        assert {char["text"] for char in sheet.chars if char["top"] < 72 and char["x0"] > middle} == set("שלום")
        assert frames(sheet)[0]["x1"] > middle
        mirrored = sorted((round(sheet.width - each["x1"]), round(each["top"])) for each in frames(sheet))
        assert mirrored == sorted(corners(other.pages[0]))
        ruled = [(line["x0"], line["x1"]) for line in sheet.lines if line["linewidth"] < 0.45]
        assert all(end < middle + 40 for _, end in ruled)
        assert bool(ruled) == (layout == "3")


@pytest.mark.parametrize(("margin", "head", "foot"), [(0, False, False), (15, False, False), (18, False, True), (27, True, True)])
def test_no_head_or_foot_is_cut_off_by_the_edge(tmp_path: Path, *, margin: int, head: bool, foot: bool) -> None:
    """In a margin that is too narrow for them they are left out, and that is told."""
    pages = laid(
        plain(2),
        "6",
        header="Head",
        date="Day",
        footer="Foot",
        logo=picture(tmp_path),
        margins=Insets(*[from_points(margin)] * 4),
    )
    pdf, found = handout_pdf(pages, theme())
    assert [(one.severity, one.code) for one in found] == [(Severity.NOTE, "handout-margins")] * ((not head) + (not foot))
    with pdfplumber.open(io.BytesIO(pdf)) as read:
        (sheet,) = read.pages
        assert ["Head" in text(sheet), "Day" in text(sheet), len(sheet.images) == 1] == [head] * 3
        assert ["Foot" in text(sheet), "1 / 1" in text(sheet)] == [foot] * 2
        assert all(each["top"] >= 0 and each["bottom"] <= sheet.height for each in (*sheet.chars, *sheet.images))


def test_words_of_head_and_foot_are_never_markup() -> None:
    """What looks like typst's own language is printed as it was written."""
    nasty = '#panic("x") *b* $x$ [y]'
    with pdfplumber.open(
        io.BytesIO(handout_pdf(laid(plain(1), "1", header=nasty, footer=nasty, date=nasty), theme())[0])
    ) as read:
        assert text(read.pages[0]).count(nasty) == 3


LONG = "A title that says in great detail what the board decided, and why, and for whom, and what it costs. " * 6
TEMPLATES = Path(__file__).parents[3] / "templates"


@pytest.mark.parametrize("name", ["panel", "paper", "night"])
@pytest.mark.parametrize("more", [{}, {"margins": Insets(from_points(28), from_points(28), from_points(28), from_points(28))}])
def test_long_words_in_the_margins_stay_on_the_paper(name: str, more: dict[str, Insets]) -> None:
    """Head and foot keep away from the paper's edge and the slides; what is too long ends in dots."""
    date = (
        "a long while ago, in a town by the sea, on a day in May, in the morning, before the fog had gone" if not more else "May"
    )
    pages = laid(plain(6), "6", header=LONG, footer=LONG, date=date, **more)
    pdf, found = handout_pdf(pages, replace(theme(), program=TEMPLATES / name / "handout.typ"))
    assert [(one.severity, one.code, one.message.split()[1]) for one in found] == [
        (Severity.NOTE, "handout-margins", "header"),
        (Severity.NOTE, "handout-margins", "footer"),
    ]
    margins = pages.handout.margins
    top, bottom = (to_points(side) for side in (margins.top, margins.bottom))
    with pdfplumber.open(io.BytesIO(pdf)) as read:
        (sheet,) = read.pages
        head = [word for word in sheet.extract_words() if word["top"] < top]
        foot = [word for word in sheet.extract_words() if word["bottom"] > sheet.height - bottom]
        assert min(word["top"] for word in head) > 3
        assert max(word["bottom"] for word in head) < top - 5
        assert max(word["bottom"] for word in foot) < sheet.height - 3
        assert any("…" in word["text"] for word in head)
        assert any("…" in word["text"] for word in foot)
        assert max(word["x1"] for word in head + foot) <= sheet.width - to_points(margins.right) + 2  # a comma hangs out


def test_words_that_fit_in_the_margins_are_left_as_they_are() -> None:
    """A head of two lines is of the usual size."""
    pdf, _ = handout_pdf(laid(plain(1), "1", header=LONG[:150]), theme())
    with pdfplumber.open(io.BytesIO(pdf)) as read:
        head = [char for char in read.pages[0].chars if char["top"] < 60]
        assert {round(char["size"], 1) for char in head} == {10.0}
        assert len({round(char["top"]) for char in head}) == 2
        assert "…" not in text(read.pages[0])


@pytest.mark.parametrize("header", ["Head", ""])
@pytest.mark.parametrize("layout", ["6", "notes", "outline"])
def test_a_text_that_is_cut_is_told_once(layout: str, header: str) -> None:
    """A date of many lines ends in dots on the paper, with or without a header; a note has its end, once for all sheets."""
    date = " ".join(f"day {n}" for n in range(200))
    pdf, (found,) = handout_pdf(laid(plain(8), layout, header=header, date=date), theme())
    assert found.message.startswith("the date of the handout is too long for its margin: it ends with “")
    end = found.message.rpartition("“")[2].removesuffix("”")
    assert end.endswith("…")
    with pdfplumber.open(io.BytesIO(pdf)) as read:
        head = [char for char in read.pages[0].chars if char["top"] < 60 and char["text"] == "…"]
        assert len(head) == 1
        assert min(char["top"] for char in read.pages[0].chars) > 3
        assert end in " ".join(text(read.pages[0]).split())


def test_a_text_that_is_not_cut_is_not_told() -> None:
    """Long words that find room, a little smaller, are no trouble."""
    assert handout_pdf(laid(plain(1), "1", header=LONG[:150], footer=LONG[:150], date="May"), theme())[1] == ()


# From right to left ----------------------------------------------------------------------------------------------------

HEBREW = replace(theme(), rtl=True)


@pytest.mark.parametrize("layout", ["3", "6"])
@pytest.mark.parametrize("landscape", [False, True])
def test_sheets_that_run_from_right_to_left(layout: str, *, landscape: bool) -> None:
    """The first slide stands at the right, its number below its right corner, lines on its left; the head is turned, too."""
    pages = laid(plain(int(layout)), layout, landscape=landscape, header="Head", date="Date")
    with pdfplumber.open(io.BytesIO(handout_pdf(pages, HEBREW)[0])) as read:
        sheet = read.pages[0]
        at = {word["text"]: word for word in sheet.extract_words()}
        found = sorted(frames(sheet), key=lambda frame: (round(frame["top"]), -frame["x1"]))
        edge = sheet.width - 40
        assert at["Head"]["x1"] == pytest.approx(edge, abs=1)
        assert at["Date"]["x0"] == pytest.approx(40, abs=1)
        assert found[0]["x1"] == pytest.approx(edge, abs=1)
        numbers = sorted(
            (word for word in sheet.extract_words(extra_attrs=["size"]) if word["size"] == pytest.approx(8)),
            key=lambda word: int(word["text"]),
        )
        assert [round(word["x1"]) for word in numbers] == [round(frame["x1"]) for frame in found]
        if layout == "3" and not landscape:
            lines = [line for line in sheet.lines if line["linewidth"] == pytest.approx(0.4)]
            assert max(line["x1"] for line in lines) < min(frame["x0"] for frame in found)


def test_a_date_keeps_its_order_beside_words_from_right_to_left() -> None:
    """Day, month and year of a date in Latin letters stand in this order, and the stop of a footer behind its words."""
    pages = replace(laid(plain(1), "1", header="שלום", date="8 March 2026", footer="Draft 2."), dir="rtl", lang="he")
    pdf, found = handout_pdf(pages, HEBREW)
    assert found == ()
    with pdfplumber.open(io.BytesIO(pdf)) as read:
        rows = [row["text"] for row in read.pages[0].extract_text_lines()]
    assert any("8 March 2026" in row for row in rows)
    assert any("Draft 2." in row for row in rows)


def test_notes_that_run_from_right_to_left_stand_at_the_left_of_a_lying_sheet() -> None:
    """The slide is seen first, so it stands at the right."""
    pages = laid(deck(said(1, para("Told"))), "notes", landscape=True)
    with pdfplumber.open(io.BytesIO(handout_pdf(pages, HEBREW)[0])) as read:
        (frame,) = frames(read.pages[0])
        assert frame["x1"] == pytest.approx(read.pages[0].width - 40, abs=1)
        assert next(word for word in read.pages[0].extract_words() if word["text"] == "Told")["x1"] < frame["x0"]


# Notes -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("layout", ["notes", "outline"])
def test_lines_are_no_longer_than_is_good_for_reading(layout: str) -> None:
    """A line of running text has at most some eighty letters, and starts where the slide or the headings do."""
    words = para("It was a day like others on the quay, and nobody thought of cables or of ships or what they bring. " * 5)
    slide = replace(page(1, "Slide 1", title("Title 1"), body(words)), notes=(words,))
    pdf, _ = handout_pdf(laid(deck(slide), layout), theme())
    with pdfplumber.open(io.BytesIO(pdf)) as read:
        sheet = read.pages[0]
        rows = [row for row in sheet.extract_text_lines() if row["chars"][0]["size"] in {10.5, 12.0} and len(row["text"]) > 40]
        assert len(rows) > 3
        assert 60 < max(len(row["text"]) for row in rows) <= 85
        starts = {round(row["x0"]) for row in rows}
        heading = next(word for word in sheet.extract_words() if word["text"] == "Title" and word["top"] > 72)
        assert starts == {round(frames(sheet)[0]["x0"]) if layout == "notes" else round(heading["x0"])}


def test_notes_stand_in_line_with_a_slide_of_another_shape() -> None:
    """Below a slide of 4:3, which is narrower than the sheet, notes and lines to write on start at its edge."""
    narrow = replace(theme(), width=from_inches(10))
    with pdfplumber.open(io.BytesIO(handout_pdf(laid(deck(said(1, para("Told")), said(2)), "notes"), narrow)[0])) as read:
        first, second = read.pages
        (frame,) = frames(first)
        assert frame["x0"] > 60
        assert next(word for word in first.extract_words() if word["text"] == "Told")["x0"] == pytest.approx(frame["x0"], abs=1.5)
        lines = [line for line in second.lines if line["linewidth"] == pytest.approx(0.4)]
        assert {(round(line["x0"]), round(line["x1"])) for line in lines} == {(round(frame["x0"]), round(frame["x1"]))}


def test_notes_stand_below_their_slide() -> None:
    """A sheet for each slide, its notes below it as text with lists and links; a slide without notes has lines."""
    notes = (
        para("Tell it slowly:"),
        para("the trawler", "bullet"),
        para("the cable", "bullet", 1),
        para("bylaws", href="https://example.org/b"),
    )
    pdf, findings = handout_pdf(laid(deck(said(1, *notes), said(2)), "notes"), theme())
    assert findings == ()
    with pdfplumber.open(io.BytesIO(pdf)) as read:
        first, second = read.pages
        (frame,) = frames(first)
        at = {word["text"]: word for word in first.extract_words()}
        assert frame["bottom"] < at["slowly:"]["top"] < at["trawler"]["top"] < at["cable"]["top"] < at["bylaws"]["top"]
        assert at["cable"]["x0"] > at["trawler"]["x0"] > at["bylaws"]["x0"]
        assert [link["uri"] for link in first.hyperlinks] == ["https://example.org/b"]
        assert len([line for line in second.lines if line["linewidth"] == pytest.approx(0.4)]) > 10
        assert not [line for line in first.lines if line["linewidth"] == pytest.approx(0.4)]
    assert kinds(pdf).count("H1") == 2
    assert [around.count("L") for kind, _, around in elements(pdf) if kind == "LI"] == [1, 2]


@pytest.mark.parametrize("landscape", [False, True])
def test_long_notes_run_over_to_further_pages(*, landscape: bool) -> None:
    """Notes that do not fit go on on further pages, which say of which slide; no word is lost, the next slide starts anew."""
    notes = [para(f"Paragraph{at} " + "has a good many words to say about all of it " * 12) for at in range(12)]
    pages = deck(said(1, para("short")), said(2, *notes), said(3, para("end")))
    pdf, _ = handout_pdf(laid(pages, "notes", landscape=landscape), theme())
    with pdfplumber.open(io.BytesIO(pdf)) as read:
        sheets = [text(sheet) for sheet in read.pages]
        assert len(sheets) >= 4
        assert [words for at in range(12) if (words := f"Paragraph{at} ") not in " ".join(sheets)] == []
        assert [bool(frames(sheet)) for sheet in read.pages] == [True, True, *[False] * (len(sheets) - 3), True]
        assert ["2 Slide 2 …" in words for words in sheets] == [False, False, *[True] * (len(sheets) - 3), False]
        assert sheets[-1].endswith(f"{len(sheets)} / {len(sheets)}")


@pytest.mark.parametrize("margin", [0, 12, 28, 72])
def test_what_notes_belong_to_stands_above_them(margin: int) -> None:
    """The line that says which slide the notes of a sheet belong to keeps to the upper margin, be that narrow."""
    notes = (para("word " * 3000),)
    pages = laid(deck(said(1, *notes)), "notes", margins=Insets(*[from_points(margin)] * 4))
    with pdfplumber.open(io.BytesIO(handout_pdf(pages, theme())[0])) as read:
        lines = [each for each in read.pages[1].extract_text_lines() if "word" not in each["text"] and "/" not in each["text"]]
        assert ["Title 1" in line["text"] or "Slide 1" in line["text"] for line in lines] == [True] * (margin > 0)
        assert all(line["bottom"] <= margin for line in lines)


def test_a_long_title_over_notes_that_go_on_is_of_one_line() -> None:
    """It does not run into the notes."""
    notes = [para("It has a good many words to say about all of it. " * 12) for _ in range(12)]
    long = replace(said(1, *notes), title="A title that says in great detail what the board decided, and why, and for whom, " * 3)
    with pdfplumber.open(io.BytesIO(handout_pdf(laid(deck(long), "notes"), theme())[0])) as read:
        rows = [row for row in read.pages[1].extract_text_lines() if "great detail" in row["text"]]
        assert len(rows) == 1
        assert rows[0]["text"].endswith("…")


def test_notes_of_a_slide_that_continues_stand_with_its_first_page() -> None:
    """A slide on two pages has all its notes below the first one."""
    pages = deck(said(1, para("one")), said(2, para("two"), part=2))
    with pdfplumber.open(io.BytesIO(handout_pdf(laid(pages, "notes"), theme())[0])) as read:
        first, second = (text(sheet) for sheet in read.pages)
        assert "one" in first
        assert "two" in first
        assert "two" not in second


def test_notes_keep_their_language() -> None:
    """Words in another language say so to a screen reader."""
    pages = deck(said(1, PageParagraph((Run("Wer ankommt", lang="de"),)), lang="fr"))
    pdf, _ = handout_pdf(laid(pages, "notes"), theme())
    assert {said["Lang"] for _, said, _ in elements(pdf) if "Lang" in said} >= {"fr", "de"}


def test_notes_run_as_their_letters_do() -> None:
    """Notes in Hebrew stand at the right, in a deck in English too; those that only quote a word of it stand at the left."""
    quoted = PageParagraph((Run("שלום", dir="rtl"), Run(" means peace")))
    pdf, _ = handout_pdf(laid(deck(said(1, para("שלום לכולם"), quoted)), "notes"), theme())
    with pdfplumber.open(io.BytesIO(pdf)) as read:
        sheet = read.pages[0]
        below = [word for word in sheet.extract_words() if word["top"] > frames(sheet)[0]["bottom"] + 20 and word["bottom"] < 780]
    tops = sorted({round(word["top"]) for word in below})
    lines = [[word for word in below if round(word["top"]) == top] for top in tops]
    assert max(word["x1"] for word in lines[0]) == pytest.approx(40 + 32 * 12, abs=2)
    assert min(word["x0"] for line in lines[1:] for word in line) == pytest.approx(40, abs=2)


NOTED = """# One

- a

::: notes
## Before the table

| Ship | Tons |
|------|-----:|
| Ada  | 12   |

![Four bars](bars.png "They grow")

```python
x = 1
```

::: warning
Careful.
:::
:::
"""


def noted(folder: Path, source: str, **more: Any) -> Pages:
    """A deck with notes in a folder with a picture, as pages for notes."""
    (folder / "bars.png").write_bytes(png(2000, 1200))
    (folder / "talk.md").write_text(source, encoding="utf-8")
    return laid(make_pages(read_source(folder / "talk.md")[0], theme(), read=True)[0], "notes", **more)


@pytest.mark.parametrize("landscape", [False, True])
def test_things_in_notes_are_what_they_are(tmp_path: Path, *, landscape: bool) -> None:
    """A heading, a table with its header, a picture with its words, code and a callout stand below the slide, in order."""
    pdf, findings = handout_pdf(noted(tmp_path, NOTED, landscape=landscape), theme())
    assert findings == ()
    found = elements(pdf)
    assert [said["T"] for kind, said, _ in found if kind == "H2"] == ["Before the table"]
    assert [said["Alt"] for kind, said, _ in found if kind == "Figure"] == ["Four bars"]
    assert ([*kinds(pdf)].count("TH"), [*kinds(pdf)].count("TD")) == (2, 2)
    with pdfplumber.open(io.BytesIO(pdf)) as read:
        (sheet,) = read.pages
        words = " ".join(text(sheet).split())
        (shown,) = sheet.images
        left = 595.276 / 2 if landscape else 40
        assert left <= shown["x0"] < shown["x1"] <= sheet.width - 40 + 1
        assert (shown["x1"] - shown["x0"]) / (shown["bottom"] - shown["top"]) == pytest.approx(2000 / 1200, rel=0.01)
    places = [words.index(said) for said in ("Before the table", "Ada", "They grow", "x = 1", "Careful.")]
    assert landscape or places == sorted(places)


def test_a_long_table_in_notes_goes_on_with_its_header(tmp_path: Path) -> None:
    """A table of more rows than the sheet has room for goes on on further sheets below its header, and none is lost."""
    rows = "\n".join(f"| ship{at} | {at} |" for at in range(90))
    pages = noted(tmp_path, f"# One\n\n- a\n\n::: notes\n| Ship | Tons |\n|---|---|\n{rows}\n\nAnd on.\n:::\n")
    with pdfplumber.open(io.BytesIO(handout_pdf(pages, theme())[0])) as read:
        sheets = [text(sheet) for sheet in read.pages]
    assert len(sheets) > 2
    assert ["Ship Tons" in " ".join(sheet.split()) for sheet in sheets] == [True] * len(sheets)
    assert set(" ".join(sheets).split()) >= {f"ship{at}" for at in range(90)}
    assert "And on." in sheets[-1]


def test_a_table_of_few_tall_rows_in_notes_goes_on(tmp_path: Path) -> None:
    """Rows that are taller than a sheet all together are parted, though they are few."""
    rows = "\n".join(f"| ship{at} | {'many words ' * 70} end{at} |" for at in range(8))
    pages = noted(tmp_path, f"# One\n\n- a\n\n::: notes\n| Ship | Said |\n|---|---|\n{rows}\n:::\n")
    with pdfplumber.open(io.BytesIO(handout_pdf(pages, theme())[0])) as read:
        seen = [word["text"] for sheet in read.pages for word in sheet.extract_words() if word["bottom"] < sheet.height - 20]
    assert set(seen) >= {f"end{at}" for at in range(8)}


def test_a_picture_in_notes_has_the_size_that_it_was_given(tmp_path: Path) -> None:
    """A picture takes the share of its column that it was to take of the slide; small ones stand side by side."""
    small = "![One](bars.png){width=20%}"
    pages = noted(tmp_path, f"# One\n\n- a\n\n::: notes\n{small} {small}\n:::\n")
    with pdfplumber.open(io.BytesIO(handout_pdf(pages, theme())[0])) as read:
        (sheet,) = read.pages
        first, second = sorted(sheet.images, key=lambda image: image["x0"])
    assert first["top"] == pytest.approx(second["top"])
    assert (first["x1"] - first["x0"]) / (32 * 12) == pytest.approx(0.2, abs=0.03)


# The outline -----------------------------------------------------------------------------------------------------------


def test_the_outline_has_everything_that_is_on_the_slides(tmp_path: Path) -> None:
    """All titles and texts in order, with headings, lists, a table, code and pictures as such; the fields of slides are not."""
    pdf, findings = handout_pdf(laid(sample(tmp_path), "outline"), theme())
    assert findings == ()
    with pdfplumber.open(io.BytesIO(pdf)) as read:
        words = " ".join(text(sheet) for sheet in read.pages)
    wanted = (
        "The Future of the Internet, Paris, 8 March", "Moderator: Mark Example", "Lists", "Deeper still", "10. Step ten",
        "A resolution", "on an equal footing", "def answer() -> int:", 'return {"x": 42}["x"]', "A table", "Netherlands 980 1986",
        "lost.png is missing", "A heading in the body", "*stars* and #let x = 1", "A text box of its own",
        "Words under a title that nobody sees",
    )  # fmt: skip
    places = [words.find(each) for each in wanted]
    assert [each for each, at in zip(wanted, places, strict=True) if at < 0] == []
    assert places == sorted(places)
    assert "A sample deck" not in words
    found = kinds(pdf)
    assert [found.count(kind) for kind in ("H1", "H2", "Table", "TH", "Figure")] == [8, 1, 1, 3, 1]
    assert [name for name, _ in bookmarks(pdf)] == [each.title for each in sample(tmp_path).pages]


def test_sections_are_the_first_level_of_the_outline() -> None:
    """A slide in a section is a heading below that of the slide that opens it, in tags and bookmarks."""
    one, two, three = plain(3).pages
    pdf, _ = handout_pdf(laid(deck(replace(one, section="Slide 1"), two, replace(three, section="Slide 3")), "outline"), theme())
    assert [kind for kind in kinds(pdf) if kind.startswith("H")] == ["H1", "H2", "H1"]
    assert bookmarks(pdf) == [("Title 1", [("Title 2", [])]), ("Title 3", [])]


def test_no_heading_stands_alone_at_the_foot() -> None:
    """A heading is on the page of the first line below it, wherever the page ends."""
    many = deck(
        *(page(n, f"Heading{n}", title(f"Heading{n}"), body(*[para(f"Line{n}", "bullet")] * (1 + n % 4))) for n in range(1, 90))
    )
    with pdfplumber.open(io.BytesIO(handout_pdf(laid(many, "outline"), theme())[0])) as read:
        sheets = [text(sheet) for sheet in read.pages]
    assert len(sheets) > 3
    for number in range(1, 90):
        (home,) = (sheet for sheet in sheets if f"Heading{number} " in sheet)
        assert f"Line{number} " in home + " "


def test_the_number_of_a_slide_stands_beside_the_first_line_of_its_heading() -> None:
    """In the outline, however many lines a heading has."""
    name = "A title that says in great detail what the board decided, and why, and for whom, and what it costs, and when it comes"
    pdf, _ = handout_pdf(laid(deck(page(7, name, title(name), body(para("x")))), "outline"), theme())
    with pdfplumber.open(io.BytesIO(pdf)) as read:
        chars = [char for char in read.pages[0].chars if 60 < char["top"] < 700]
    baseline = {char["text"]: char["matrix"][5] for char in reversed(chars)}
    assert baseline["7"] == pytest.approx(baseline["A"], abs=0.1)
    assert min(char["matrix"][5] for char in chars if char["size"] > 12) < baseline["A"] - 10


def test_a_slide_of_a_few_lines_stands_whole_on_one_page() -> None:
    """In the outline no page ends in the midst of a short list; a long one goes on on the next."""
    slides = [page(n, f"Title{n}", title(f"Title{n}"), body(*[para(f"Item{n}", "bullet")] * (2 + n % 6))) for n in range(1, 60)]
    long = page(60, "Long", title("Long"), body(*[para("Row", "bullet")] * 90))
    with pdfplumber.open(io.BytesIO(handout_pdf(laid(deck(*slides, long), "outline"), theme())[0])) as read:
        sheets = [text(sheet) + " " for sheet in read.pages]
    for n in range(1, 60):
        assert [sheet.count(f"Item{n} ") for sheet in sheets if f"Item{n} " in sheet] == [2 + n % 6]
    assert len([sheet for sheet in sheets if "Row " in sheet]) >= 3


def test_a_slide_that_continues_is_one_chapter_of_the_outline() -> None:
    """The parts of one slide stand below one heading, with the first one's number."""
    first = page(1, "Long", title("Long"), body(para("a", "bullet")))
    second = replace(page(2, "Long (2)", title("Long (2)"), body(para("b", "bullet"))), part=2)
    pdf, _ = handout_pdf(laid(deck(first, second), "outline"), theme())
    assert kinds(pdf).count("H1") == 1
    assert kinds(pdf).count("LI") == 2


def test_a_callout_in_the_outline_stands_on_its_ground() -> None:
    """What calls for attention on a slide does so in the outline, with the bar of its colour."""
    box = body().box
    call = replace(body(para("Mind the gap")), panel=Panel("lt2", Insets()), idx=None)
    bar = BandItem("Bar", replace(box, width=50_000), "accent5")
    pdf, _ = handout_pdf(laid(deck(page(1, "T", title("T"), call, bar)), "outline"), theme())
    with pdfplumber.open(io.BytesIO(pdf)) as read:
        shapes = [shape for kind in ("rect", "line", "curve") for shape in read.pages[0].objects.get(kind, ())]
        seen = {
            tuple(round(255 * part) for part in s[key] or ()) for s in shapes for key in ("stroking_color", "non_stroking_color")
        }
        assert {(0xC2, 0x50, 0x4B), (0xEA, 0xF0, 0xF6)} <= seen


# Steps -----------------------------------------------------------------------------------------------------------------


def stepped() -> Pages:
    """A slide whose three items appear one after another, and one without steps."""
    points = tuple(replace(para(word, "bullet"), step=at) for at, word in enumerate(("one", "two", "three")))
    return deck(
        replace(page(1, "Steps", title("Steps"), body(*points)), clicks=2), page(2, "Still", title("Still"), body(para("all")))
    )


@pytest.mark.parametrize("whole", [True, False])
def test_a_page_a_step(*, whole: bool) -> None:
    """With steps each click has a page: what has not come yet is not there, and what is there stands where it does at the end."""
    pages = laid(stepped(), "slides", steps=True)
    pdf, findings = (slides_pdf if whole else handout_pdf)(pages, theme())
    assert findings == ()
    with pdfplumber.open(io.BytesIO(pdf)) as read:
        assert [text(sheet).count("■") for sheet in read.pages] == [1, 2, 3, 0]
        tops = [{w["text"]: round(w["top"]) for w in sheet.extract_words()} for sheet in read.pages[:3]]
    assert tops[0]["one"] == tops[1]["one"] == tops[2]["one"]
    assert tops[1]["two"] == tops[2]["two"]
    assert "three" not in tops[1]
    assert bookmarks(pdf) == [("Steps", []), ("Still", [])]


def test_without_steps_a_slide_is_as_it_ends() -> None:
    """A slide that is shown step by step is one page with everything on it."""
    assert len(slides_png(laid(stepped(), "notes", steps=True), theme(), 100)[0]) == 2
    with pdfplumber.open(io.BytesIO(slides_pdf(stepped(), theme())[0])) as read:
        assert len(read.pages) == 2
        assert "three" in text(read.pages[0])


def test_steps_of_whole_items_rows_and_code(tmp_path: Path) -> None:
    """Pictures, rows of a table and lines that are pointed at follow the clicks too."""
    whole = sample(tmp_path).pages
    code, table, pictures = whole[3], whole[4], whole[5]
    listing = next(item for item in code.items if isinstance(item, CodeItem))
    first, second = replace(listing.box, height=100_000), replace(listing.box, height=200_000)
    code = replace(code, clicks=1, items=(replace(listing, marks=((0,), (1,)), bands=((first,), (second,)), turns=(1,)),))
    rows = replace(table, clicks=3, items=tuple(replace(i, steps=(1, 2, 3)) if hasattr(i, "rows") else i for i in table.items))
    shown = replace(
        pictures, clicks=1, items=tuple(i if isinstance(i, TextItem | FieldItem) else replace(i, step=1) for i in pictures.items)
    )
    pdf, findings = slides_pdf(laid(deck(code, rows, shown), "slides", steps=True), theme())
    assert findings == ()
    with pdfplumber.open(io.BytesIO(pdf)) as read:
        bands = [sorted({round(r["height"]) for r in sheet.rects}) for sheet in read.pages[:2]]
        assert 8 in bands[0]
        assert 16 in bands[1]
        assert ["France" in text(s) for s in read.pages[2:6]] == [False, True, True, True]
        assert ["Japan" in text(s) for s in read.pages[2:6]] == [False, False, False, True]
        rules = [len([line for line in s.lines if line["height"] == 0]) for s in read.pages[2:6]]
        assert [rules[0], *(b - a for a, b in pairwise(rules))] == [rules[0], 1, 1, 1]
        assert [len(s.images) for s in read.pages[6:8]] == [0, 1]


def test_role_of_quotations_in_the_outline() -> None:
    """A slide that is a quotation is set as one in the outline: in italics."""
    quote = TextItem(Role.QUOTE, 1, "Quote", body().box, (para("A harbour"),))
    with pdfplumber.open(
        io.BytesIO(handout_pdf(laid(deck(page(1, "Said", quote, layout="Quote")), "outline"), theme())[0])
    ) as read:
        assert any("Italic" in char["fontname"] for char in read.pages[0].chars if char["text"] == "h")


def test_code_and_short_tables_are_not_parted(tmp_path: Path) -> None:
    """In the outline a listing and a table of a few rows stand whole on one page, wherever the page ends; long ones go on."""
    code, table = sample(tmp_path).pages[3:5]
    pages = deck(*(replace(each, number=n) for n, each in enumerate([code, table] * 12, 1)))
    with pdfplumber.open(io.BytesIO(handout_pdf(laid(pages, "outline"), theme())[0])) as read:
        sheets = [text(sheet) for sheet in read.pages]
    assert len(sheets) > 2
    assert all(sheet.count("def answer") == sheet.count("answer()") - sheet.count("def answer()") for sheet in sheets)
    assert all(sheet.count("Country") == sheet.count("Japan") for sheet in sheets)


def test_a_heading_within_a_slide_is_not_left_alone_either() -> None:
    """A heading in the body of a slide is on the page of the words below it, in the outline too."""
    slides = []
    for n in range(1, 60):
        filler = [para("filler", "bullet")] * (n % 3)
        slides.append(page(n, f"Title{n}", title(f"Title{n}"), body(*filler, para(f"Inner{n}", "heading"), para(f"Below{n} it"))))
    with pdfplumber.open(io.BytesIO(handout_pdf(laid(deck(*slides), "outline"), theme())[0])) as read:
        sheets = [text(sheet) + " " for sheet in read.pages]
    assert len(sheets) > 3
    for n in range(1, 60):
        (home,) = (sheet for sheet in sheets if f"Inner{n} " in sheet)
        assert f"Below{n} " in home
        if n % 3 == 0:
            assert f"Title{n} " in home
