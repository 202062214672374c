"""Decks that are read from right to left, as PowerPoint, the browser and the PDF show them: all starts on the right."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pdfplumber
import pytest
from pptx import Presentation
from test_likeness import expect_likeness
from tools.browser import chromium
from tools.command import ROOT, Built, igdeck
from tools.marked import drawn_by_libreoffice
from tools.measured import drawn_by_chromium
from tools.validators import audit_faults, sdk_faults

from igdeck.ooxml.lint import lint

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

#: Words in Latin letters tell the places of what is in Hebrew around them.
SOURCE = """\
---
title: הנמל של חיפה
date: 2024-03-08
lang: he
footer: תחתית Footer
header: Header
---

# הנמל של חיפה

מה ראינו

# תחנות

# Title של שקופית

- ראשון Bullet
  - שני Deeper

1. מספר Numbered

# צדדים

:::: columns
::: column
## לפני Before
- ישן
:::
::: column
## אחרי After
- חדש
:::
::::

# עמודות

:::: columns
::: {.column width=50%}
אחת First
:::
::: column
שתיים Second
:::
::: column
שלוש Third
:::
::::

# הערה

::: warning
זהירות Careful
:::

טקסט[^1].

[^1]: מקור Source

# טבלה

| שם Name | אורך | דגל Flag |
|---------|-----:|----------|
| כוכב Star | 120 | ישראל |

# תמונה

מבט Beside

![גשר](noon.jpg)

# תמונות

![אחד](lighthouse.jpg "One") ![שניים](dawn.jpg "Two")

# ציטוט

> הים הוא Quoted.

# קוד

```py {1}
def depth(): ...
```

# רקע {background="lighthouse.jpg left 40%"}

- טקסט Beside

# כותרת ארוכה מאוד שנמשכת על פני שתי שורות שלמות של השקופית כולה ועוד קצת Longest

גוף

# English slide {lang=en}

- Leftwards
"""
COVER, SECTION, LIST, COMPARED, COLUMNS, CALLOUT, TABLE, BESIDE, ROW, QUOTE, CODE, GROUND, LONG, ENGLISH = range(14)
FORMATS = ("pptx", "html", "pdf")
#: The margins of the panel template, as shares of a slide's width.
LEFT, RIGHT = 0.75 / (40 / 3), 1 - 0.75 / (40 / 3)
NEAR = 0.004


@dataclass(frozen=True, slots=True)
class Span:
    """From where to where something goes across, in shares of the slide's width."""

    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Seen:
    """A drawn slide: words by their letters, pictures in reading order, filled boxes of no great width or height."""

    words: dict[str, Span]
    pictures: list[Span]
    fills: list[Span]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the deck and its pictures."""
    home = tmp_path_factory.mktemp("directions")
    for name in ("noon.jpg", "lighthouse.jpg", "dawn.jpg"):
        shutil.copy(ROOT / "slides" / "pictures" / name, home)
    (home / "deck.md").write_text(SOURCE, encoding="utf-8")
    return home


@pytest.fixture(scope="module")
def built(folder: Path, cache_home: Path) -> Built:
    """The deck in all formats."""
    made = igdeck("build", "deck.md", "--to", "pptx,html,pdf", folder=folder, cache=cache_home)
    assert made.run.returncode == 0, made.run.stderr
    return made


@pytest.fixture(scope="module")
def seen(built: Built, libreoffice: None) -> dict[str, list[Seen]]:
    """The slides of each format as they are drawn."""
    del libreoffice
    return {
        "pptx": [*in_powerpoint(built.pptx)],
        "html": [*in_browser(built.html)],
        "pdf": [*in_print(built.output(".pdf"))],
    }


def in_powerpoint(deck: Path) -> Iterator[Seen]:
    """Words as LibreOffice draws them, shapes by their own places."""
    for drawn, slide in zip(drawn_by_libreoffice([deck])[deck], Presentation(str(deck)).slides, strict=True):
        wide = drawn.box.right
        words = {word.text: Span(word.left / wide, word.right / wide) for item in drawn.items for word in item.words}
        shapes = [(shape, Span(shape.left / 12_192_000, (shape.left + shape.width) / 12_192_000)) for shape in slide.shapes]
        drawings = [(shape, span) for shape, span in shapes if shape.name.startswith(("Picture", "Background"))]
        yield Seen(words, [span for _, span in drawings], [span for _, span in shapes if span.right - span.left < 0.15])


def in_browser(page: Path) -> Iterator[Seen]:
    """Words, pictures and bars as Chromium draws them."""
    slides = drawn_by_chromium([page])[page]
    tab = chromium().new_page()
    tab.goto(page.as_uri())
    tab.emulate_media(media="print")
    boxes = tab.evaluate("""() => [...document.querySelectorAll(".slide")].map(slide => {
      const {left, width} = slide.getBoundingClientRect();
      const spans = (which) => [...slide.querySelectorAll(which)].map(thing => {
        const box = thing.getBoundingClientRect();
        return [(box.left - left) / width, (box.right - left) / width];
      });
      return [spans(".picture, .backdrop"), spans(":scope > div[aria-hidden]:empty")];
    })""")
    tab.close()
    for slide, (pictures, bars) in zip(slides, boxes, strict=True):
        wide = slide.box.right
        words = {word.text: Span(word.left / wide, word.right / wide) for item in slide.items for word in item.words}
        yield Seen(words, [Span(*span) for span in pictures], [Span(*span) for span in bars])


def in_print(pdf: Path) -> Iterator[Seen]:
    """What the PDF holds."""
    with pdfplumber.open(pdf) as read:
        for page in read.pages:

            def span(thing: Any, wide: float = page.width) -> Span:
                return Span(float(thing["x0"]) / float(wide), float(thing["x1"]) / float(wide))

            words = {word["text"]: span(word) for word in page.extract_words()}
            yield Seen(words, [*map(span, page.images)], [*map(span, page.rects)])


every = pytest.mark.parametrize("form", FORMATS)


@every
def test_text_starts_at_the_right(seen: dict[str, list[Seen]], form: str) -> None:
    """Titles end at the right margin, items as far from it as the template has them from the left."""
    words = seen[form][LIST].words
    assert words["Title"].right == pytest.approx(RIGHT, abs=NEAR)
    indents = {"Bullet": 0.4, "Deeper": 0.76}
    for word, indent in indents.items():
        assert words[word].right < RIGHT - indent / (40 / 3)  # Hebrew stands before it
        assert words[word].right > 0.75


@every
def test_columns_run_from_right_to_left(seen: dict[str, list[Seen]], form: str) -> None:
    """The first column is the one at the right, in a comparison and among several."""
    compared, columns = seen[form][COMPARED].words, seen[form][COLUMNS].words
    assert compared["After"].right < 0.5 < compared["Before"].left
    assert columns["Third"].right < columns["Second"].left
    assert columns["Second"].right < columns["First"].left
    assert columns["First"].left > 0.5


@every
def test_pictures_run_from_right_to_left(seen: dict[str, list[Seen]], form: str) -> None:
    """A text stands at the right of the picture that follows it, the first of two pictures at the right of the second."""
    beside, row = seen[form][BESIDE], seen[form][ROW]
    (picture,) = beside.pictures
    assert picture.right <= 0.5 < beside.words["Beside"].left
    first, second = row.pictures
    assert second.right < first.left
    assert row.words["Two"].right < row.words["One"].left


@every
def test_bars_and_rules_stand_at_the_right(seen: dict[str, list[Seen]], form: str) -> None:
    """A callout has its bar at the right margin, and the rule over the footnotes starts there."""
    ends = [span for span in seen[form][CALLOUT].fills if span.right == pytest.approx(RIGHT, abs=NEAR)]
    assert min(span.right - span.left for span in ends) < 0.01
    assert [span for span in ends if 0.1 < span.right - span.left < 0.13]
    assert seen[form][CALLOUT].words["Source"].right > 0.85


@every
def test_the_foot_is_turned(seen: dict[str, list[Seen]], form: str) -> None:
    """The number stands at the left margin, then the date, the footer at the right; the header at the right above them."""
    words = seen[form][LIST].words
    assert words["3"].left == pytest.approx(LEFT, abs=NEAR)
    assert words["3"].right < words["2024-03-08"].left
    assert words["2024-03-08"].right < 0.5
    assert words["Footer"].left > 0.8
    assert words["Header"].right == pytest.approx(RIGHT, abs=NEAR)


@pytest.mark.parametrize("form", ["html", "pdf"])
def test_the_first_column_of_a_table_is_at_the_right(seen: dict[str, list[Seen]], form: str) -> None:
    """Names stand right of the figures, and these right of the last column; LibreOffice 7.4 knows no such tables."""
    words = seen[form][TABLE].words
    assert words["Flag"].right < words["120"].left
    assert words["120"].right < words["Star"].left
    assert words["Name"].left > 0.8


def test_tables_are_turned_in_powerpoint(built: Built) -> None:
    """A table says that it runs from right to left; its cells stand in the order of the source, each set from right to left."""
    (table,) = (shape.table for shape in Presentation(str(built.pptx)).slides[TABLE].shapes if shape.has_table)
    assert table._tbl.tblPr.get("rtl") == "1"
    assert [cell.text.split()[0] for cell in table.rows[0].cells] == ["שם", "אורך", "דגל"]
    said = {
        (pPr.get("rtl"), pPr.get("algn")) for pPr in table._tbl.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}pPr")
    }
    assert said == {("1", "r")}


@every
def test_code_stays_as_it_is(seen: dict[str, list[Seen]], form: str) -> None:
    """Code starts at the left of its panel, bars at lines too."""
    assert seen[form][CODE].words["def"].left == pytest.approx(LEFT + 0.25 / (40 / 3), abs=NEAR)


@every
def test_sides_that_are_named_are_those_of_the_screen(seen: dict[str, list[Seen]], form: str) -> None:
    """A background on the left is at the left, and the text keeps clear of it."""
    ground = seen[form][GROUND]
    assert any(span.left <= NEAR for span in ground.pictures)
    # The PDF holds the whole of the picture.
    assert form == "pdf" or any(span.right == pytest.approx(0.4, abs=NEAR) for span in ground.pictures)
    assert ground.words["Beside"].left > 0.4


@every
def test_even_titles_end_at_the_right(seen: dict[str, list[Seen]], form: str) -> None:
    """What is taken off the lines of a title so that they are of even length is taken off at their ends, on the left."""
    words = seen[form][LONG].words.values()
    assert max(span.right for span in words) == pytest.approx(RIGHT, abs=NEAR)


@every
def test_a_slide_may_run_the_other_way(seen: dict[str, list[Seen]], form: str) -> None:
    """A slide in English stands as in an English deck."""
    words = seen[form][ENGLISH].words
    assert words["English"].left == pytest.approx(LEFT, abs=NEAR)
    assert words["Leftwards"].left == pytest.approx(LEFT + 0.4 / (40 / 3), abs=NEAR)
    assert words["14"].left > 0.8


def test_quotation_marks_stand_before_the_quotation(built: Built) -> None:
    """In a mirrored layout, drawn the other way round."""
    deck = Presentation(str(built.pptx))
    layout = deck.slides[QUOTE].slide_layout
    mark = next(shape for shape in layout.shapes if shape.name.startswith("Freeform"))
    quote = next(shape for shape in deck.slides[QUOTE].shapes if "Quoted" in shape.text_frame.text)
    assert mark.left > quote.left + quote.width


def test_slides_inherit_their_places(built: Built) -> None:
    """No placeholder for text has a place of its own, so that Reset Slide changes nothing."""
    slides = [*Presentation(str(built.pptx)).slides]
    for slide in (slides[at] for at in (COVER, SECTION, LIST, COMPARED, BESIDE, QUOTE, LONG, ENGLISH)):
        own = [shape.name for shape in slide.placeholders if shape.has_text_frame and shape._element.spPr.xfrm is not None]
        assert own == []


def test_new_slides_run_from_right_to_left(built: Built) -> None:
    """What a person adds is set from right to left: in each level of the master and of a text box, as the presentation is."""
    deck = Presentation(str(built.pptx))
    assert deck.part._element.get("rtl") == "1"
    space = {"a": "http://schemas.openxmlformats.org/drawingml/2006/main"}
    for part in (deck.slide_master.part._element, deck.part._element):
        levels = part.xpath(".//p:bodyStyle/a:lvl1pPr | .//p:titleStyle/a:lvl1pPr | .//p:defaultTextStyle/a:lvl1pPr")
        assert levels
        assert {(level.get("rtl"), level.get("algn")) for level in levels} == {("1", "r")}
    number = next(shape for shape in deck.slide_master.placeholders if "Number" in shape.name)
    assert [level.get("algn") for level in number._element.findall(".//a:lstStyle/a:lvl1pPr", space)] == ["l"]


def test_the_lint_sees_what_runs_the_wrong_way(built: Built, tmp_path: Path) -> None:
    """A paragraph that inherits its direction keeps the promise, one that says another does not."""
    deck = Presentation(str(built.pptx))
    (body,) = (shape for shape in deck.slides[LIST].placeholders if shape.placeholder_format.idx == 1)
    body.text_frame.paragraphs[0]._p.get_or_add_pPr().set("rtl", "0")
    deck.save(str(tmp_path / "wrong.pptx"))
    wrong = [said for said in lint(tmp_path / "wrong.pptx") if "from right to left" in said]
    assert wrong == ["ppt/slides/slide3.xml: “ראשון Bullet” is not set from right to left."]


def test_layouts_of_the_other_direction_are_added(built: Built, folder: Path, cache_home: Path) -> None:
    """Only those that slides need, named by their direction; a deck that runs from left to right gets them likewise."""
    names = [layout.name for layout in Presentation(str(built.pptx)).slide_layouts]
    assert names[10:] == ["Title and Content (left to right)"]
    (folder / "english.md").write_text("# T\n\n---\n\n# A {dir=rtl}\n\n- אב Alef\n\n---\n\n# B\n\n- b\n", encoding="utf-8")
    made = igdeck("build", "english.md", "--to", "pptx", "-o", "english", folder=folder, cache=cache_home)
    assert made.run.returncode == 0, made.run.stderr
    deck = Presentation(str(folder / "english" / "english.pptx"))
    assert [slide.slide_layout.name for slide in deck.slides][1:] == ["Title and Content (right to left)", "Title and Content"]
    assert len(deck.slide_layouts) == 11
    assert deck.part._element.get("rtl") is None
    assert lint((folder / "english" / "english.pptx").read_bytes()) == []


@pytest.mark.draw
def test_both_decks_are_alike(built: Built, libreoffice: None) -> None:
    """The same words at the same places in PowerPoint and in the browser, but for the table that LibreOffice does not turn."""
    del libreoffice
    ours, theirs = drawn_by_libreoffice([built.pptx])[built.pptx], drawn_by_chromium([built.html])[built.html]
    turned: Callable[[int], bool] = lambda at: at != TABLE  # noqa: E731
    expect_likeness([one for at, one in enumerate(ours) if turned(at)], [other for at, other in enumerate(theirs) if turned(at)])


@pytest.mark.parametrize("template", ["panel", "paper", "night"])
def test_validators_find_nothing(template: str, folder: Path, cache_home: Path) -> None:
    """In none of the templates."""
    made = igdeck("build", "deck.md", "-t", template, "--to", "pptx", "-o", template, folder=folder, cache=cache_home)
    assert made.run.returncode == 0, made.run.stderr
    deck = folder / template / "deck.pptx"
    assert lint(deck.read_bytes()) == []
    assert sdk_faults(deck) == []
    assert audit_faults(deck) == []
