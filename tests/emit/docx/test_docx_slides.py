"""Slides with notes or lines as a Word document: what a person who opens it finds."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import docx
import pytest
from docx.enum.section import WD_ORIENT
from emit.docx.written import PICTURE, W, emitted, laid_out, of, opened, styled, words, written
from lxml import etree
from PIL import Image
from tools.command import ROOT
from tools.random_decks import png

from igdeck.emit.docx import handout_docx
from igdeck.emit.handout import slides_png
from igdeck.model.diagnostics import IgdeckError
from igdeck.model.geometry import from_inches
from igdeck.model.inline import Asset
from igdeck.model.page import Run
from igdeck.model.value import replace
from igdeck.theme import load_theme

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document

NOTED = "## One\n\n- a\n\n::: notes\nSay *this*:\n\n1. first\n2. second\n:::\n\n---\n\n## Two\n\n- b\n"
#: Lines to write on, as they are called in the gallery of styles.
LINE = "Line to Write On"


def lines(document: Document) -> int:
    """How many lines there are to write on."""
    return sum(name == LINE for name, _ in styled(document))


def test_notes_stand_beside_their_slide(tmp_path: Path) -> None:
    """A row a slide: its number, its picture, its title as a heading and what is said, lists as lists; the header repeats."""
    (table,) = opened(tmp_path, NOTED, layout="notes").tables
    head, _, row, _ = table.rows
    assert [cell.text for cell in head.cells] == ["#", "Slide", "Notes"]
    assert head._tr.xpath("w:trPr/w:tblHeader")
    assert [cell.text for cell in row.cells] == ["2", "", "One\nSay this:\nfirst\nsecond"]
    assert [said.style.name for said in row.cells[2].paragraphs if said.style] == [
        "Heading 2",
        "Normal",
        "List Number",
        "List Number",
    ]
    assert len(row.cells[1]._tc.xpath(".//pic:pic")) == 1


THINGS = """## One

- a

::: notes
### Before

| Ship | Tons |
|------|-----:|
| Ada  | 12   |

Table: Ships

![Four bars](bars.png "They grow")

```python
x = 1
```
:::
"""


@pytest.mark.parametrize("layout", ["notes", "1"])
def test_things_in_notes_are_what_they_are(tmp_path: Path, layout: str) -> None:
    """Tables have header rows, a picture its words and room, code and captions their styles, headings their level."""
    (tmp_path / "bars.png").write_bytes(png(2000, 1200))
    document = opened(tmp_path, THINGS, layout=layout)
    body = document.element.body
    (table,) = [each for each in body.iter(f"{W}tbl") if each.xpath("w:tblPr/w:tblStyle[@w:val='DeckTable']")]
    assert [bool(row.xpath("w:trPr/w:tblHeader")) for row in table.iterchildren(f"{W}tr")] == [True, False]
    assert bool(table.xpath("ancestor::w:tc")) == (layout == "notes")
    (shown,) = body.xpath(".//wp:inline[wp:docPr[@descr='Four bars']]")
    width, height = (int(shown.xpath(f"wp:extent/@{side}")[0]) for side in ("cx", "cy"))
    assert width / height == pytest.approx(2000 / 1200, rel=0.01)
    room = int(table.xpath("../w:tcPr/w:tcW/@w:w")[0]) if layout == "notes" else 10_000
    assert width <= room * 635
    told = styled(document)
    kinds = ("Heading 3", "Table Caption", "Table Heading", "Table Text", "Caption", "Code")
    assert [words for name, words in told if name in kinds] == [
        "Before",
        "Ships",
        "Ship",
        "Tons",
        "Ada",
        "12",
        "They grow",
        "x = 1",
    ]
    assert sum(name == LINE for name, _ in told) == lines(opened(tmp_path, NOTED.partition("---")[0], layout=layout))


def test_slides_without_notes_have_lines(tmp_path: Path) -> None:
    """What nobody said can be written by hand."""
    (table,) = opened(tmp_path, NOTED, layout="notes").tables
    *_, noted, bare = table.rows
    assert not [said for said in noted.cells[2].paragraphs if said.style and said.style.name == LINE]
    assert len([said for said in bare.cells[2].paragraphs if said.style and said.style.name == LINE]) >= 4


def test_lines_stand_beside_three_slides_a_page(tmp_path: Path) -> None:
    """Layout 3 has lines and no notes, even where there are some."""
    document = opened(tmp_path, NOTED, layout="3")
    assert "this" not in document.tables[0].rows[2].cells[2].text
    assert lines(document) > 3 * 6


def test_a_slide_a_page(tmp_path: Path) -> None:
    """Layout 1 starts a page with each slide, its picture as wide as the text, its notes below."""
    document = opened(tmp_path, NOTED, layout="1")
    assert [said.text for said in document.paragraphs if said._p.xpath("w:pPr/w:pageBreakBefore")] == ["2  One", "3  Two"]
    section = document.sections[0]
    assert section.page_width is not None
    assert document.inline_shapes[0].width == pytest.approx(
        section.page_width - section.left_margin - section.right_margin, abs=1000
    )  # type: ignore[operator]
    assert ("List Number", "first") in styled(document)


def test_pictures_say_what_the_slide_says(tmp_path: Path) -> None:
    """Who does not see the picture of a slide hears its text."""
    pictures = opened(tmp_path, NOTED, layout="notes").inline_shapes
    assert [shape._inline.docPr.get("descr") for shape in pictures] == ["Cover. by me", "One. a", "Two. b"]


def test_rows_stay_on_a_page_unless_notes_are_long(tmp_path: Path) -> None:
    """A row is parted only where its notes would leave most of a page empty."""
    long = " ".join(["word"] * 2000)
    text = f"## One\n\n- a\n\n::: notes\nshort\n:::\n\n---\n\n## Two\n\n- b\n\n::: notes\n{long}\n:::\n"
    *_, short, parted = opened(tmp_path, text, layout="notes").tables[0].rows
    assert short._tr.xpath("w:trPr/w:cantSplit")
    assert not parted._tr.xpath("w:trPr/w:cantSplit")


def test_slides_are_framed_unless_not_wanted(tmp_path: Path) -> None:
    """Borders around slides can be left out."""
    assert opened(tmp_path, NOTED, layout="notes").element.xpath("//pic:spPr/a:ln")
    assert not opened(tmp_path, NOTED, layout="notes", borders=False).element.xpath("//pic:spPr/a:ln")


def test_other_numbers_are_an_error_that_says_which_there_are(tmp_path: Path) -> None:
    """No document has six slides a page."""
    pages = laid_out(tmp_path, NOTED, layout="6")
    with pytest.raises(IgdeckError) as raised:
        handout_docx(pages, load_theme(), [PICTURE] * 3)
    (fault,) = raised.value.diagnostics
    assert (fault.code, "notes, 1, 3, outline" in fault.hint) == ("handout-layout", True)


def test_sheet_and_margins(tmp_path: Path) -> None:
    """Paper, orientation, header, footer, date and number of the page are those that are asked for."""
    document = opened(tmp_path, NOTED, layout="notes", paper="letter", landscape=True, header="Over", footer="Below", date="May")
    (section,) = document.sections
    assert (section.page_width, section.page_height, section.orientation) == (
        from_inches(11),
        from_inches(8.5),
        WD_ORIENT.LANDSCAPE,
    )
    assert section.header.paragraphs[0].text == "Over\tMay"
    assert section.footer.paragraphs[0].text.startswith("Below\t")
    assert section.footer._element.xpath("//w:fldSimple/@w:instr") == [" PAGE ", " NUMPAGES "]


def test_a_date_beside_a_long_header_stands_below_it(tmp_path: Path) -> None:
    """It is not torn in two by the end of the line."""
    document = opened(tmp_path, NOTED, layout="notes", header="A title with a good many words, " * 4, date="8 March 2026")
    header, date = document.sections[0].header.paragraphs
    assert header.text.endswith("words, ")
    assert (date.text, date.style.name) == ("\t8 March 2026", header.style.name)


def test_nothing_in_the_margins(tmp_path: Path) -> None:
    """Without words and without a number there is neither header nor footer."""
    document = opened(tmp_path, NOTED, layout="notes", header="", footer="", date="", number=False)
    assert document.sections[0].header.is_linked_to_previous
    assert document.sections[0].footer.is_linked_to_previous


def logo_in(folder: Path) -> Asset:
    """A logo that is four times as wide as high."""
    path = folder / "logo.png"
    Image.new("RGB", (400, 100), "#12263C").save(path)
    return Asset(path, "logo", "image/png", 400, 100)


def in_order(said: Any) -> list[str]:
    """The words, tabs and pictures of a paragraph."""
    found = said._p.xpath(".//w:t | .//w:r/w:tab | .//w:drawing")
    return [(node.text.strip() if node.tag == f"{W}t" else etree.QName(node).localname) for node in found]


def test_a_logo_stands_at_the_end_of_the_header(tmp_path: Path) -> None:
    """The logo is the last thing of the header, as on other handouts, no higher than a line or two."""
    logo = logo_in(tmp_path)
    header = opened(tmp_path, NOTED, layout="notes", logo=logo, header="Over", date="May").sections[0].header
    assert in_order(header.paragraphs[0]) == ["Over", "tab", "May", "", "drawing"]
    assert header._element.xpath("//wp:extent/@cy") == [str(22 * 12_700)]
    assert [part.partname for part in header.part.related_parts.values()] == ["/word/media/image4.png"]


@pytest.mark.parametrize(
    ("over", "date", "expected"),
    [
        ("Over", "", [["Over", "tab", "drawing"]]),
        ("", "", [["tab", "drawing"]]),
        ("", "May", [["tab", "May", "", "drawing"]]),
        ("A title of many words, " * 5, "May", [[("A title of many words, " * 5).strip()], ["tab", "May", "", "drawing"]]),
    ],
)
def test_a_logo_stands_at_the_end_of_whatever_the_header_says(
    over: str, date: str, expected: list[list[str]], tmp_path: Path
) -> None:
    """Without words it stands there alone; below a title that leaves no room for it, it has a line of its own, with the date."""
    document = opened(tmp_path, NOTED, layout="notes", logo=logo_in(tmp_path), header=over, date=date)
    assert [in_order(said) for said in document.sections[0].header.paragraphs] == expected


def test_pictures_are_drawn_from_the_slides(tmp_path: Path) -> None:
    """The pictures are the slides as they look, one for each."""
    pages, theme = laid_out(tmp_path, NOTED, layout="notes"), load_theme()
    drawn, _ = slides_png(pages, theme, 320)
    path = tmp_path / "real.docx"
    path.write_bytes(emitted(pages, theme, drawn))
    document = docx.Document(str(path))
    parts = (part for part in document.part.package.iter_parts() if part.partname.startswith("/word/media/"))
    assert {part.blob for part in parts} == set(drawn)


def test_properties_are_the_decks(tmp_path: Path) -> None:
    """Title, author, subject, keywords, language and the deck's own date; nothing of what made the file."""
    pages = laid_out(tmp_path, NOTED, layout="notes")
    pages = replace(pages, title="T", author="A", subject="S", keywords="K", lang="de", date="2024-05-06")
    facts = docx.Document(str(written(pages, tmp_path))).core_properties
    assert (facts.title, facts.author, facts.subject, facts.keywords, facts.language) == ("T", "A", "S", "K", "de-DE")
    assert facts.created is not None
    assert facts.created.isoformat()[:10] == "2024-05-06"
    assert (facts.comments, facts.category, facts.created) == ("", "", facts.modified)


def test_columns_are_named_in_the_decks_language(tmp_path: Path) -> None:
    """A German deck has German column headings."""
    pages = replace(laid_out(tmp_path, NOTED, layout="notes"), lang="de")
    (table,) = docx.Document(str(written(pages, tmp_path))).tables
    assert [cell.text for cell in table.rows[0].cells] == ["#", "Folie", "Notizen"]


def test_every_style_that_is_used_is_there(tmp_path: Path) -> None:
    """No paragraph, run or table asks for a style that the document has not."""
    for layout in ("notes", "3", "1", "outline"):
        document = opened(tmp_path, NOTED, layout=layout)
        have = {style.style_id for style in document.styles}
        used = {node.get(f"{W}val") for node in document.element.iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle")}
        assert used <= have, layout


def test_no_word_of_the_notes_is_lost(tmp_path: Path) -> None:
    """All that the speaker of the tour says is in the document, beside the slides or below them."""
    pages = of(ROOT / "slides" / "tour.md")
    said = Counter("".join(run.text for page in pages.pages for note in page.notes for run in (*note.runs, Run(" "))).split())
    for layout in ("notes", "1"):
        own = replace(pages, handout=replace(pages.handout, layout=layout))
        assert said - words(docx.Document(str(written(own, tmp_path, name=layout)))) == {}
