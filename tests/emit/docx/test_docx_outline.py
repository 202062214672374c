"""The outline as a Word document: what a person who opens it finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import docx
import pytest
from emit.docx.written import COVER, W, emitted, laid_out, of, opened, shown, styled, words, written
from PIL import Image
from tools.command import ROOT
from tools.random_decks import random_deck

from igdeck.model.page import PictureItem
from igdeck.model.value import replace
from igdeck.theme import load_theme

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document

    from igdeck.model.page import Pages

TOUR = ROOT / "slides" / "tour.md"


def numbering(document: Document) -> list[tuple[str, int, int]]:
    """The paragraphs that say which list they are of: their words, the list, the number at which it starts."""
    part = document.part.numbering_part.element
    found = []
    for said in document.paragraphs:
        own = said._p.pPr.numPr if said._p.pPr is not None else None
        if own is None or own.numId is None:
            continue
        (num,) = part.xpath(f"w:num[@w:numId='{own.numId.val}']")
        begins = num.xpath("w:lvlOverride/w:startOverride/@w:val")
        found.append((said.text, int(own.numId.val), int(begins[0]) if begins else 1))
    return found


def test_titles_are_headings(tmp_path: Path) -> None:
    """The cover is the title, sections are headings of the first level, their slides of the second."""
    document = opened(tmp_path, "# Part\n\n---\n\n## Within\n\n- b\n\n### Deeper\n\nc\n")
    assert [(name, said) for name, said in styled(document) if name.startswith(("Title", "Subtitle", "Heading"))] == [
        ("Title", "Cover"), ("Subtitle", "by me"), ("Heading 1", "Part"), ("Heading 2", "Within"), ("Heading 3", "Deeper"),
    ]  # fmt: skip


def test_a_deck_without_a_cover_has_its_title_first(tmp_path: Path) -> None:
    """Where the slide with the title is not handed out, the title is on top all the same; it is that of the file."""
    pages = laid_out(tmp_path, "---\ntitle: Harbours\n---\n" + COVER + "## One\n\n- a\n\n---\n\n## Two\n\n- b\n")
    document = docx.Document(str(written(replace(pages, pages=pages.pages[-2:]), tmp_path)))
    assert styled(document)[:2] == [("Title", "Harbours"), ("Heading 1", "One")]
    assert document.core_properties.title == "Harbours"


def test_the_title_is_not_said_twice(tmp_path: Path) -> None:
    """A first slide with the deck's title and content of its own heads the document; what it says and what follows it stay."""
    text = "## Talk\n\n- a\n- b\n- c\n\n```\nd\n```\n\n---\n\n## Next\n\n- b\n"
    said = [(p.style.name, p.text) for p in docx.Document(str(written(laid_out(tmp_path, text), tmp_path))).paragraphs if p.text]
    assert said[:2] == [("Title", "Talk"), ("List Bullet", "a")]
    assert said[-2:] == [("Heading 1", "Next"), ("List Bullet", "b")]


def kept(document: Document) -> list[bool]:
    """Whether each paragraph of the text, those in cells too, stands on the page of the next one by its own word."""
    return [bool(said.xpath("w:pPr/w:keepNext")) for said in document.element.body.iter(f"{W}p")]


def test_a_brief_chapter_stands_on_one_page(tmp_path: Path) -> None:
    """Each of its paragraphs stays with the next, and no line of one is parted from it; the last has nothing to stay with."""
    document = opened(tmp_path, "## S\n\nplain\n\n- a\n- b\n  1. c\n\n> said\n\n---\n\n## T\n\n- d\n")
    assert [name for name, _ in styled(document)][2:] == [
        "Heading 1", "Normal", "List Bullet", "List Bullet", "List Number 2", "Quote", "Heading 1", "List Bullet",
    ]  # fmt: skip
    assert kept(document)[2:] == [True, True, True, True, True, False, True, False]
    assert all(said.xpath("w:pPr/w:keepLines") for said in document.element.body.iter(f"{W}p"))


@pytest.mark.parametrize(
    "body", ["- a\n" * 10, "- a[^1]\n- b\n\n[^1]: Told\n", "- a\n\n| n |\n|---|\n| 1 |\n", "```\na\n```\n\nb\n"]
)
def test_a_longer_chapter_is_parted_where_a_page_ends(body: str, tmp_path: Path) -> None:
    """Of many lines, footnotes, tables and code no more than the heading stays with what follows, which its style says."""
    document = opened(tmp_path, f"## S\n\n{body}")
    assert kept(document)[2:] == [False] * len(kept(document)[2:])


def test_columns_and_a_callout_of_a_brief_chapter_stay_whole(tmp_path: Path) -> None:
    """What stands in cells stays with the next as well, and its row is not parted."""
    document = opened(tmp_path, "## S\n\n:::: columns\n::: column\n- a\n:::\n::: column\n- b\n:::\n::::\n\n::: note\nc\n:::\n")
    assert len(document.tables) == 2
    assert all(table.rows[0]._tr.xpath("w:trPr/w:cantSplit") for table in document.tables)
    assert kept(document)[2:-1] == [True] * len(kept(document)[2:-1])


def test_pictures_below_each_other_may_be_parted(tmp_path: Path) -> None:
    """Pictures as high as two of them fill a page, which a chapter that stays whole would leave a gap before."""
    for name in ("a.png", "b.png"):
        Image.new("RGB", (400, 300)).save(tmp_path / name)
    one = opened(tmp_path, "## S\n\n![](a.png)\n")
    assert kept(one)[2:] == [True, False]
    pages = laid_out(tmp_path, COVER + "## S\n\n![](a.png)\n\n![](b.png)\n")
    (page,) = pages.pages[1:]
    items = tuple(replace(item, box=replace(item.box, x=0)) if isinstance(item, PictureItem) else item for item in page.items)
    two = docx.Document(str(written(replace(pages, pages=(pages.pages[0], replace(page, items=items))), tmp_path)))
    assert len(two.element.body.xpath(".//pic:pic")) == 2
    assert kept(two)[2:] == [False] * 3


def test_lists_are_words_own(tmp_path: Path) -> None:
    """Bullets and numbers are lists with levels; what goes on in an item stands below it without a mark of its own."""
    document = opened(tmp_path, "## S\n\n- a\n  - b\n\n    more of b\n\n1. one\n   1. deep\n2. two\n")
    assert styled(document)[2:] == [
        ("Heading 1", "S"), ("List Bullet", "a"), ("List Bullet 2", "b"), ("List Continue 2", "more of b"),
        ("List Number", "one"), ("List Number 2", "deep"), ("List Number", "two"),
    ]  # fmt: skip


def test_each_numbered_list_starts_where_it_should(tmp_path: Path) -> None:
    """A list that starts at four does, one after it starts anew, and items of one list are counted together."""
    found = numbering(opened(tmp_path, "## S\n\n4. four\n5. five\n\nbetween\n\n1. one\n2. two\n"))
    (four, first, start), (_, second, _), (_, third, anew), (_, fourth, _) = found
    assert (four, start, anew) == ("four", 4, 1)
    assert first == second != third == fourth


def test_a_number_of_three_digits_has_room(tmp_path: Path) -> None:
    """It does not touch its text: the item hangs further out than others do."""
    *_, two, three = opened(tmp_path, "## S\n\n99. two\n100. three\n").paragraphs
    assert (two.paragraph_format.first_line_indent, three.paragraph_format.first_line_indent) == (None, -32 * 12_700)


def test_tasks_have_boxes(tmp_path: Path) -> None:
    """What is done has a ticked box, what is not an empty one, as the bullets of lists."""
    document = opened(tmp_path, "## S\n\n- [x] done\n- [ ] open\n")
    part = document.part.numbering_part.element
    boxes = [
        part.xpath(f"w:abstractNum[@w:abstractNumId='{number}']/w:lvl[1]/w:lvlText/@w:val")[0]
        for _, number, _ in numbering(document)
    ]
    assert boxes == ["☑", "☐"]


def test_tables_have_headers_that_repeat(tmp_path: Path) -> None:
    """A table has a header row, which Word repeats; numbers stand on the right; rows are not parted; a caption is over it."""
    document = opened(tmp_path, "## S\n\n| n | what |\n|--:|---|\n| 1 | a |\n\n: Told\n")
    (table,) = document.tables
    head, row = table.rows
    assert table.style is not None
    assert (table.style.name, [cell.text for cell in head.cells]) == ("Deck Table", ["n", "what"])
    assert head._tr.xpath("w:trPr/w:tblHeader")
    assert row._tr.xpath("w:trPr/w:cantSplit")
    assert row.cells[0].paragraphs[0].alignment == 2
    assert styled(document)[3] == ("Table Caption", "Told")


def test_footnotes_are_words_own(tmp_path: Path) -> None:
    """A mark leads to a note that Word numbers and puts at the foot of the page; the note stands nowhere else."""
    document = opened(tmp_path, "## S\n\n- a[^1]\n\n[^1]: Said *here*.\n")
    (mark,) = document.element.body.iter(f"{W}footnoteReference")
    (part,) = (part for part in document.part.package.iter_parts() if part.partname.endswith("/footnotes.xml"))
    assert mark.get(f"{W}id") == "1"
    assert b"Said" in part.blob
    assert words(document)["Said"] == 1


def test_links_lead_out_and_to_slides(tmp_path: Path) -> None:
    """An address is a hyperlink; a link to a slide leads to a bookmark at its heading; one to nowhere is words."""
    document = opened(tmp_path, "## One\n\n[out](https://example.org/a) [in](#two) [off](#gone)\n\n---\n\n## Two {#two}\n\n- b\n")
    (out, inside) = document.element.body.iter(f"{W}hyperlink")
    assert document.part.rels[out.get(out.nsmap["r"].join("{}") + "id")].target_ref == "https://example.org/a"
    (bookmark,) = document.element.xpath(f"//w:bookmarkStart[@w:name='{inside.get(f'{W}anchor')}']")
    assert bookmark.getparent().xpath("string(.)") == "Two"
    assert "off" in words(document)


def test_looks_of_words(tmp_path: Path) -> None:
    """Bold, italic, struck, raised, lowered, underlined and highlighted words, and code, look so."""
    source = "## S\n\n**b** *i* ~~s~~ x^9^ H~2~O ==m== [u]{.underline} `c` [t]{.small}\n"
    runs = {run.text: run for run in opened(tmp_path, source).paragraphs[3].runs}
    assert (runs["b"].bold, runs["i"].italic, runs["s"].font.strike, runs["u"].underline) == (True, True, True, True)
    assert (runs["9"].font.superscript, runs["2"].font.subscript) == (True, True)
    assert [runs[name].style.name for name in "mct"] == ["Highlight", "Code Text", "Small"]


def test_code_keeps_its_spaces_and_colours(tmp_path: Path) -> None:
    """Each line is a paragraph in the style of code; Word numbers the lines, so that they are copied without."""
    document = opened(tmp_path, "## S\n\n```{.python .numbers startFrom=7}\ndef f():\n    return 1  # so\n```\n")
    lines = [said for said in document.paragraphs if said.style is not None and said.style.name == "Code"]
    assert [line.text for line in lines] == ["def f():", "    return 1  # so"]
    assert [start for _, _, start in numbering(document)] == [7, 7]
    assert {run.style.name for line in lines for run in line.runs} >= {"Code Keyword", "Code Comment"}


def test_pictures_are_described(tmp_path: Path) -> None:
    """A picture has its alternative text and its caption, one for its looks alone says so, a missing one says what is missing."""
    from tools.random_decks import png

    (tmp_path / "a.png").write_bytes(png(64, 48))
    text = '## S\n\n![Ships](a.png "At noon")\n\n---\n\n## T\n\n![](a.png){.decorative}\n\n---\n\n## U\n\n![Gone](gone.png)\n'
    document = opened(tmp_path, text)
    told, bare = (shape._inline.docPr for shape in document.inline_shapes)
    assert told.get("descr") == "Ships"
    assert bare.xpath(".//*[local-name()='decorative']/@val") == ["1"]
    assert ("Caption", "At noon") in styled(document)
    assert [said for name, said in styled(document) if name == "Missing Picture"] == ["Picture missing: gone.png"]


def test_a_callout_and_a_quotation(tmp_path: Path) -> None:
    """A callout stands on a ground of its own with its title; a quotation has the style of one, who said it another."""
    document = opened(tmp_path, "## S\n\n::: warning\nMind the step.\n:::\n\n> Said.\n>\n> — Somebody\n")
    (callout,) = document.tables
    assert callout.style is not None
    assert callout.style.name.startswith("Callout")
    assert callout.cell(0, 0).text == "Warning\nMind the step."
    assert styled(document)[-2:] == [("Quote", "Said."), ("Quote Attribution", "— Somebody")]


def test_columns_stay_side_by_side(tmp_path: Path) -> None:
    """What is compared on a slide is not one long list on paper."""
    text = "## S\n\n:::: columns\n::: column\n- left\n:::\n::: column\n- right\n:::\n::::\n"
    (frame,) = opened(tmp_path, text).tables
    assert [cell.text for cell in frame.rows[0].cells] == ["left", "right"]


def test_words_from_right_to_left(tmp_path: Path) -> None:
    """A line that starts in Hebrew runs from right to left, its Latin words do not; a Hebrew word in an English line does."""
    hebrew = opened(tmp_path, "## שלום\n\n- עולם API\n")
    item = next(said for said in hebrew.paragraphs if "API" in said.text)
    assert item._p.xpath("w:pPr/w:bidi")
    assert [(run.text.strip(), run.font.rtl) for run in item.runs if run.text.strip()] == [("עולם", True), ("API", None)]
    english = opened(tmp_path, "## S\n\nsay [שלום]{lang=he} there\n").paragraphs[3]
    assert not english._p.xpath("w:pPr/w:bidi")
    assert [run._r.xpath("w:rPr/w:lang/@w:bidi") for run in english.runs] == [[], ["he-IL"], []]


def test_tables_and_pictures_from_right_to_left(tmp_path: Path) -> None:
    """Both start at the right: a picture's paragraph runs that way, and a table has all of the width, wherever it would stand."""
    Image.new("RGB", (40, 30)).save(tmp_path / "a.png")
    text = "## S\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n---\n\n## P\n\n![a picture](a.png)\n\n---\n\n## M\n\n![none](gone.gif)\n"
    pages = replace(laid_out(tmp_path, COVER + text), lang="he", dir="rtl")
    document = docx.Document(str(written(pages, tmp_path)))
    (table,) = document.tables
    assert table._tbl.xpath("w:tblPr/w:bidiVisual")
    section = document.sections[0]
    room = section.page_width - section.left_margin - section.right_margin
    assert sum(int(width) for width in table._tbl.xpath("w:tblGrid/w:gridCol/@w:w")) * 635 == pytest.approx(room, abs=2000)
    for name in ("Picture", "Missing Picture"):
        drawn = [said for said in document.paragraphs if said.style and said.style.name == name]
        assert [len(said._p.xpath("w:pPr/w:bidi")) for said in drawn] == [1], name


def test_a_date_keeps_its_order_from_right_to_left(tmp_path: Path) -> None:
    """Beside Hebrew words the year, month and day of a date change places, unless it says that it runs from left to right."""
    pages = laid_out(tmp_path, COVER + "## S\n\n- a\n", header="שלום", date="2024-05-06")
    head, _, _, dated = _words_of_header(replace(pages, lang="he", dir="rtl"), tmp_path)
    assert head == ("שלום", True)
    assert dated == ("2024-05-06", None)
    assert _words_of_header(pages, tmp_path)[-2:] == [("\t", None), ("2024-05-06", None)]


def _words_of_header(pages: Pages, folder: Path) -> list[tuple[str, bool | None]]:
    """The runs of the header, and which of them run from right to left."""
    header = docx.Document(str(written(pages, folder))).sections[0].header
    return [(run.text, run.font.rtl) for run in header.paragraphs[0].runs]


def test_languages_are_named(tmp_path: Path) -> None:
    """The document has the deck's language, and words of another one theirs, so that Word checks each in its own."""
    pages = replace(laid_out(tmp_path, COVER + "## S\n\nhet [bon mot]{lang=fr} 東京\n"), lang="nl")
    document = docx.Document(str(written(pages, tmp_path)))
    assert document.styles.element.xpath("w:docDefaults//w:lang/@w:val") == ["nl-NL"]
    said = next(said for said in document.paragraphs if "bon mot" in said.text)
    assert [run._r.xpath("string(w:rPr/w:lang/@w:val)") for run in said.runs if run.text == "bon mot"] == ["fr-FR"]
    assert said._p.xpath(".//w:lang/@w:eastAsia") == ["zh-CN"]


def test_a_hidden_title_is_a_heading(tmp_path: Path) -> None:
    """A slide without a title has a name all the same, so that each slide can be found."""
    document = opened(tmp_path, "## One\n\n- a\n\n---\n\n- b\n")
    assert [said for name, said in styled(document) if name == "Heading 1"] == ["One", "One (continued)"]


def test_an_empty_deck(tmp_path: Path) -> None:
    """Nothing to hand out is a document with a title."""
    assert styled(docx.Document(str(written(replace(laid_out(tmp_path, "## S"), pages=(), title=""), tmp_path)))) == [
        ("Title", "Slides")
    ]


def test_a_huge_table_is_one_table(tmp_path: Path) -> None:
    """A table over many slides is whole again, and takes no time to speak of."""
    rows = "\n".join(f"| {number} | row number {number} |" for number in range(600))
    document = opened(tmp_path, f"## S\n\n| n | what |\n|--:|---|\n{rows}\n")
    (table,) = document.tables
    assert len(table._tbl.tr_lst) == 601


@pytest.mark.parametrize("name", ["panel", "paper", "night"])
def test_no_word_of_the_tour_is_lost(name: str, tmp_path: Path) -> None:
    """Every word that a slide of the tour shows is in the document, as often as it is shown, and no other."""
    theme = load_theme(name)
    pages = of(TOUR, theme)
    document = docx.Document(str(written(pages, tmp_path, theme)))
    assert (shown(pages) - words(document), words(document) - shown(pages)) == ({}, {})


@pytest.mark.parametrize("seed", range(12))
def test_no_word_of_a_random_deck_is_lost(seed: int, tmp_path: Path) -> None:
    """Whatever people put on slides is in the document."""
    deck = random_deck(seed)
    pages = of(deck.write(tmp_path))
    document = docx.Document(str(written(pages, tmp_path)))
    assert shown(pages) - words(document) == {}


def test_the_same_deck_makes_the_same_bytes(tmp_path: Path) -> None:
    """No clock, no chance: the same bytes again."""
    pages = laid_out(tmp_path, TOUR.read_text(encoding="utf-8").partition("\n# What it looks like")[0])
    assert emitted(pages) == emitted(pages)
