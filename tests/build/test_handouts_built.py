"""Handouts of a deck: which files there are, what is on them, and what stands in their way."""

from __future__ import annotations

import shutil
import sys
from functools import partial
from io import BytesIO
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pikepdf
import pypdfium2
import pytest
from lxml import etree
from PIL import Image
from tools.random_decks import png

from igdeck import Wish, build_deck, build_handout, check_deck
from igdeck.build.state import FOLDER
from igdeck.model.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from igdeck import BuildResult

DML = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
DECK = """---
title: Tides
author: Ada Example
---

# Tides

- hello

# Means

## Ships

- many

## Secrets {.hidden}

- few
"""
NOTES = "\n## Told\n\n- all\n\n::: notes\nSay it slowly.\n:::\n"


@pytest.fixture(autouse=True)
def _work_here(tmp_path: Path, cache_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache_home))


@pytest.fixture
def source(tmp_path: Path) -> Path:
    (tmp_path / "a.md").write_text(DECK, encoding="utf-8")
    return tmp_path / "a.md"


def asking(source: Path, settings: str) -> None:
    """Let the deck ask for something below `handout:`."""
    source.write_text(DECK.replace("---\n\n", f"handout:\n{settings}---\n\n", 1), encoding="utf-8")


def codes(result: BuildResult) -> list[str]:
    return [diagnostic.code for diagnostic in result.diagnostics]


def names(result: BuildResult) -> list[str]:
    return [path.name for path in result.outputs]


def texts(pdf: Path) -> Iterator[str]:
    """The words of each page."""
    document = pypdfium2.PdfDocument(pdf)
    yield from (document[at].get_textpage().get_text_bounded().replace("\r\n", "\n") for at in range(len(document)))


# Names and layouts ----------------------------------------------------------------------------------------------


NAMES = {None: "handout", "1": "handout", "9": "handout", "notes": "notes", "outline": "outline", "slides": "slides"}


@pytest.mark.parametrize("layout", NAMES)
def test_names(source: Path, layout: Any) -> None:
    """Sheets of slides, notes, outline and slides are files of their own, beside the deck's."""
    source.write_text(DECK + NOTES, encoding="utf-8")
    result = build_handout(source, wish=Wish(layout=layout))
    assert (names(result), codes(result), result.slides) == ([f"a-{NAMES[layout]}.pdf"], [], 4)
    assert result.outputs[0].read_bytes()[:5] == b"%PDF-"


def test_the_deck_asks_and_the_caller_goes_before_it(source: Path) -> None:
    """The front matter says how the deck is handed out; the command line says it anew."""
    asking(source, "  layout: 1\n  paper: letter\n  header: Ours\n  number: off\n")
    result = build_handout(source)
    pdf = source.parent / "build" / "a-handout.pdf"
    assert codes(result) == []
    assert pypdfium2.PdfDocument(pdf)[0].get_size() == (612, 792)
    assert len(pypdfium2.PdfDocument(pdf)) == 3
    assert all("Ours" in text for text in texts(pdf))
    build_handout(source, wish=Wish(layout="2", paper="a4", header=True))
    assert len(pypdfium2.PdfDocument(pdf)) == 2
    assert pypdfium2.PdfDocument(pdf)[0].get_width() == pytest.approx(595.28, abs=0.1)
    assert not any("Ours" in text for text in texts(pdf))


def test_the_template_asks(source: Path, tmp_path: Path) -> None:
    """A template says how its decks are handed out, and a deck says it anew."""
    (tmp_path / "mine").mkdir()
    settings = '[handout]\nlayout = 2\nfooter = "Our house"\npaper = "letter"\n'
    (tmp_path / "mine" / "template.toml").write_text(f'from = "panel"\n{settings}', encoding="utf-8")
    asking(source, "  paper: a4\n")
    build_handout(source, template="mine")
    pdf = source.parent / "build" / "a-handout.pdf"
    assert len(pypdfium2.PdfDocument(pdf)) == 2
    assert pypdfium2.PdfDocument(pdf)[0].get_width() == pytest.approx(595.28, abs=0.1)
    assert all("Our house" in text for text in texts(pdf))


def test_pages_without_notes(source: Path) -> None:
    """Pages for notes where there are none is a warning, and the pages are there; it is no complaint of other layouts."""
    result = build_handout(source, wish=Wish(layout="notes"))
    (found,) = result.diagnostics
    assert (found.code, found.severity, names(result)) == ("handout-no-notes", Severity.WARNING, ["a-notes.pdf"])
    assert build_handout(source).diagnostics == ()
    refused = build_handout(source, wish=Wish(layout="notes"), strict=True)
    assert (codes(refused), refused.outputs) == (["handout-no-notes", "strict"], ())
    source.write_text(DECK + NOTES, encoding="utf-8")
    assert build_handout(source, wish=Wish(layout="notes")).diagnostics == ()
    assert codes(build_handout(source, wish=Wish(layout="notes", slides="1"))) == ["handout-no-notes"]


@pytest.mark.parametrize("layout", ["2", "4", "6", "9", "slides"])
def test_layouts_that_no_document_has(source: Path, layout: Any) -> None:
    """Whoever asks for such a layout is told which there are, and nothing is written."""
    result = build_handout(source, wish=Wish(layout=layout), formats=["pdf", "docx"])
    (found,) = result.diagnostics
    assert (found.code, found.severity, result.outputs) == ("handout-layout", Severity.ERROR, ())
    assert f"no layout {layout}" in found.message
    assert "notes, 1, 3, outline" in found.hint
    assert not (source.parent / "build").exists()


def test_what_programs_ask_for_wrongly(source: Path) -> None:
    """What there is not is a diagnostic, not an exception."""
    assert codes(build_handout(source, wish=Wish(layout="5"))) == ["handout-layout"]  # type: ignore[arg-type]
    assert codes(build_handout(source, wish=Wish(paper="a3"))) == ["handout-paper"]  # type: ignore[arg-type]
    assert codes(build_handout(source, formats=["pptx"])) == ["format-unknown"]
    assert codes(build_handout(source, formats=[])) == ["format-unknown"]
    assert codes(build_handout(source, wish=Wish(slides="5-2"))) == ["handout-slides"]


# Slides ---------------------------------------------------------------------------------------------------------


def test_slides_that_are_asked_for(source: Path) -> None:
    """Only these are drawn, and counted; their numbers are those of the deck."""
    result = build_handout(source, wish=Wish(slides="ships", layout="1"))
    (text,) = texts(source.parent / "build" / "a-handout.pdf")
    assert (codes(result), result.slides) == ([], 1)
    assert "many" in text
    assert "hello" not in text


def test_hidden_slides(source: Path) -> None:
    """They are not handed out unless somebody says so."""
    pdf = source.parent / "build" / "a-handout.pdf"
    assert build_handout(source).slides == 3
    assert "few" not in "".join(texts(pdf))
    assert build_handout(source, wish=Wish(hidden=True)).slides == 4
    assert "few" in "".join(texts(pdf))
    asking(source, "  hidden: on\n")
    assert build_handout(source).slides == 4
    assert build_handout(source, wish=Wish(hidden=False)).slides == 3


def test_slides_that_are_not_there(source: Path) -> None:
    """Nothing is written; what the front matter asks for is told at its line, by `check` too. The deck does not mind."""
    result = build_handout(source, wish=Wish(slides="1,9"))
    (found,) = result.diagnostics
    assert (found.code, found.line, result.outputs) == ("handout-slides", 0, ())
    asking(source, "  layout: 1\n  slides: 1, 9\n")
    result = build_handout(source)
    (found,) = result.diagnostics
    assert (found.code, found.line, found.column, found.file) == ("handout-slides", 6, 11, str(source))
    assert found.hint == "there are 4 slides"
    (checked,) = check_deck(source).diagnostics
    assert checked == found
    assert not (source.parent / "build").exists()
    assert build_deck(source, formats=["html"]).diagnostics == ()
    source.write_text(DECK.replace("---\n\n", "handout: {slides: 9}\n---\n\n", 1), encoding="utf-8")
    (found,) = build_handout(source).diagnostics
    assert (found.code, found.line) == ("handout-slides", 4)


def test_keys_are_those_of_the_deck(source: Path) -> None:
    """A slide is asked for by the key that it has in the deck that was built last, under whatever title it had then."""
    build_deck(source, formats=["html"])
    source.write_text(DECK.replace("## Ships", "## Vessels"), encoding="utf-8")
    assert build_handout(source, wish=Wish(slides="#ships")).slides == 1
    assert codes(build_handout(source, wish=Wish(slides="#vessels"))) == ["handout-slides"]


def test_hidden_slides_of_a_deck_as_pdf(source: Path) -> None:
    """The slides as pages are those that the audience sees, too; PowerPoint's and the browser's deck have all."""
    assert build_deck(source, formats=["pdf"]).ok
    pdf = source.parent / "build" / "a.pdf"
    assert "few" not in "".join(texts(pdf))
    asking(source, "  hidden: on\n  slides: 1\n")
    build_deck(source, formats=["pdf"])
    assert len(pypdfium2.PdfDocument(pdf)) == 4


# Pictures -------------------------------------------------------------------------------------------------------


def test_a_logo_from_anywhere(source: Path, tmp_path: Path) -> None:
    """The caller may take a logo from any folder; one that is not there is told by its path, and nothing is written."""
    from PIL import Image

    (tmp_path / "art").mkdir()
    Image.new("RGB", (400, 200), "red").save(tmp_path / "art" / "our logo.webp")
    result = build_handout(source, logo=tmp_path / "art" / "our logo.webp", out=tmp_path / "out")
    assert (codes(result), names(result)) == ([], ["a-handout.pdf"])
    result = build_handout(source, logo=tmp_path / "art" / "our lgo.webp", out=tmp_path / "other")
    (found,) = result.diagnostics
    assert (found.code, found.hint) == ("picture-missing", "did you mean “our logo.webp”?")
    assert found.file == str(tmp_path / "art" / "our lgo.webp")
    (found,) = build_handout(source, logo=Path()).diagnostics
    assert (found.code, found.message) == ("picture-missing", "the logo “.” is no file")
    assert not (tmp_path / "other").exists()


def test_a_logo_is_made_ready(source: Path, tmp_path: Path) -> None:
    """A large logo of any format is drawn no larger than a sheet shows, as the pictures of slides are; the deck depends on it."""
    from PIL import Image

    from igdeck.build.renditions import rendered
    from igdeck.layout import make_pages
    from igdeck.source import read_source
    from igdeck.theme import load_theme

    Image.new("RGB", (4000, 1000), "red").save(tmp_path / "logo.webp")
    asking(source, "  logo: logo.webp\n")
    pages, _ = make_pages(read_source(source)[0], load_theme())
    with rendered(pages) as (ready, found):
        logo = ready.handout.logo
        assert (found, logo is not None) == ((), True)
        assert logo is not None
        assert (logo.width, logo.media_type) == (4 * 192, "image/jpeg")
    assert tmp_path / "logo.webp" in build_handout(source).dependencies
    (tmp_path / "logo.webp").write_bytes((tmp_path / "logo.webp").read_bytes()[:300])  # whole in its head, damaged below
    result = build_handout(source)
    assert result.outputs
    assert [code for code in codes(result) if code.startswith("picture")]


def test_pictures_are_as_sharp_as_the_paper_needs(source: Path, tmp_path: Path) -> None:
    """A photo on a sheet of nine slides holds fewer pixels than on a slide that fills a page."""
    from PIL import Image

    Image.effect_noise((3000, 2000), 90).save(tmp_path / "photo.jpg", quality=90)
    source.write_text(DECK.replace("- many", "![A photo](photo.jpg)"), encoding="utf-8")
    sizes = []
    for layout in ("9", "1"):
        result = build_handout(source, wish=Wish(layout=layout, slides="ships"))  # type: ignore[arg-type]
        sizes.append(result.outputs[0].stat().st_size)
    assert sizes[0] * 3 < sizes[1]


# What stands in the way -----------------------------------------------------------------------------------------


def test_the_deck_of_another_source(source: Path, tmp_path: Path) -> None:
    """The handout of a.md is not written over the deck of a-handout.md, unless by force."""
    (tmp_path / "a-handout.md").write_text("# Mine\n", encoding="utf-8")
    build_deck(tmp_path / "a-handout.md", formats=["pdf"])
    before = (tmp_path / "build" / "a-handout.pdf").read_bytes()
    result = build_handout(source)
    assert (codes(result), result.outputs) == (["output-taken"], ())
    assert "“a-handout”" in result.diagnostics[0].message
    assert (tmp_path / "build" / "a-handout.pdf").read_bytes() == before
    assert build_handout(source, force=True).ok
    assert build_handout(source, out=tmp_path / "other").ok
    assert build_handout(source).ok  # the .pdf is its own by now


def test_the_page_of_another_source(source: Path, tmp_path: Path) -> None:
    """So is a page for the web, which names no source."""
    (tmp_path / "a-handout.md").write_text("# Mine\n", encoding="utf-8")
    build_deck(tmp_path / "a-handout.md", formats=["html"])
    result = build_handout(source, formats=["html"])
    assert (codes(result), result.outputs) == (["output-taken"], ())
    assert "a-handout.md" in result.diagnostics[0].message


@pytest.mark.parametrize("link", ["symlink_to", "hardlink_to"])
def test_the_source_is_not_written_over(source: Path, tmp_path: Path, link: str) -> None:
    """A source that is called as its own handout, or that the handout's name leads to, stays."""
    (tmp_path / "build").mkdir()
    getattr(tmp_path / "build" / "a-handout.pdf", link)(source)
    result = build_handout(source, out=tmp_path / "build")
    assert (codes(result), result.outputs) == (["output-source"], ())
    assert source.read_text(encoding="utf-8") == DECK


@pytest.mark.parametrize("build", [build_handout, partial(build_deck, formats=["pdf"])], ids=["handout", "deck"])
def test_what_drawing_finds_has_the_place_in_its_own_file(source: Path, tmp_path: Path, build: Any) -> None:
    """A character without a font is told with the file and line that it stands on, in a part of the deck too."""
    (tmp_path / "part.md").write_text("\n\n## Odd\n\n- \U0010fffd\n", encoding="utf-8")
    source.write_text("# One\n\n---\n\n!include part.md\n", encoding="utf-8")
    (found,) = build(source).diagnostics
    place = (found.line, found.column, Path(found.file).name)
    assert (found.code, place) == ("handout-glyph", (5, 3, "part.md"))


ODD = "\U0010fffd"
#: A deck with one odd character, and the line and column of it.
PLACES = {
    "text": (f"# One\n\nSome words\nand {ODD}.\n", 4, 5),
    "later slide": (f"# One\n\n- a\n\n---\n\n# Two\n\n- a\n- b\n  - c {ODD}\n", 11, 7),
    "title": (f"# One\n\n- a\n\n# Two {ODD}\n\n- b\n", 5, 7),
    "table": (f"# One\n\n| a | b |\n|---|---|\n| c | {ODD} |\n", 5, 7),
    "caption of a table": (f"# One\n\n| a |\n|---|\n| c |\n\nTable: All {ODD}\n", 7, 12),
    "code": (f"# One\n\n```python\nx = 1\ny = '{ODD}'  # <!-- no comment -->\n```\n", 5, 6),
    "caption of a picture": (f'# One\n\n![A bar](bar.svg "Bars {ODD}")\n', 3, 24),
    "notes": (f"# One\n\n- a\n\n::: notes\nSay\n\n- this {ODD}\n:::\n", 8, 8),
    "table in notes": (f"# One\n\n- a\n\n::: notes\n| a |\n|---|\n| {ODD} |\n:::\n", 8, 3),
    "footnote on another slide": (f"# One\n\n- a[^1]\n\n---\n\n# Two\n\n- b\n\n[^1]: See\n    {ODD} there\n", 12, 5),
    "behind a comment": (f"# One\n\n<!-- {ODD}\n{ODD} --> a {ODD}\n", 4, 9),
    "behind words for a picture": (f"# One\n\n![{ODD}](bar.svg) and {ODD}\n", 3, 19),
    "by its number": ("# One\n\nAn &#x10FFFD; here\n", 3, 4),
    "title of the deck": (f"---\ntitle: Tides {ODD}\n---\n\n# One\n\n- a\n", 2, 14),
    "footer": (f"---\nauthor: Ada\nfooter: By {ODD}\n---\n\n# One\n\n- a\n\n# Two\n\n- b\n", 3, 12),
    "header of the handout": (f"---\nhandout:\n  header: {ODD}\n---\n\n# One\n\n- a\n", 3, 11),
    "footer of a slide": (f"# One\n\n- a\n\n---\nfooter: Mine {ODD}\n---\n\n# Two\n\n- b\n", 6, 14),
    "variable": (f"---\nvariables:\n  who: Ada {ODD}\n---\n\n# One\n\nBy {{{{ who }}}}\n", 3, 12),
}
BAR = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><rect width="40" height="30"/></svg>'


@pytest.mark.parametrize(("text", "line", "column"), PLACES.values(), ids=PLACES)
def test_a_character_that_no_font_has_is_told_where_it_was_written(source: Path, text: str, line: int, column: int) -> None:
    """Wherever it stands in the deck, its own line and column are told, once."""
    source.with_name("bar.svg").write_text(BAR, encoding="utf-8")
    source.write_text(text, encoding="utf-8")
    found = [one for one in build_handout(source, wish=Wish(layout="notes")).diagnostics if one.code == "handout-glyph"]
    assert [(one.line, one.column, Path(one.file).name) for one in found] == [(line, column, "a.md")]


def test_other_places_of_a_character_that_no_font_has_are_told_with_the_first(source: Path, tmp_path: Path) -> None:
    """A character that comes again is told once, with the lines where it does, by their files, and how many more there are."""
    (tmp_path / "part.md").write_text(f"# Part\n\n- {ODD}\n", encoding="utf-8")
    source.write_text(f"# One\n\n- {ODD} and {ODD}\n- {ODD}\n\n---\n\n!include part.md\n", encoding="utf-8")
    (found,) = build_handout(source).diagnostics
    assert (found.line, found.column) == (3, 3)
    assert found.message.endswith(" on slide 1; “\ufffd” stands in its place, also on line 4 and on line 3 of part.md")
    source.write_text("# One\n\n" + f"- {ODD}\n" * 12, encoding="utf-8")
    (found,) = build_handout(source).diagnostics
    assert found.message.endswith(", also on lines 4, 5, 6, 7, 8, 9 and 5 more")


def test_words_that_are_told_and_not_painted_need_no_font(source: Path) -> None:
    """Alternative text, keywords and the subject may have any character: they stand in the PDF as they are written."""
    source.with_name("bar.svg").write_text(BAR, encoding="utf-8")
    source.write_text(f"---\nkeywords: {ODD}\n---\n\n# One\n\n![A bar {ODD}](bar.svg)\n", encoding="utf-8")
    result = build_handout(source)
    assert result.diagnostics == ()
    assert ODD in pypdfium2.PdfDocument(result.outputs[0]).get_metadata_dict()["Keywords"]


def test_a_picture_of_notes_is_in_handouts_alone(source: Path) -> None:
    """A picture and a table in notes are in each handout; the decks hold their words, and not the picture."""
    source.with_name("bar.svg").write_text(BAR, encoding="utf-8")
    source.write_text(
        "# One\n\n- a\n\n::: notes\n| Ship | Tons |\n|---|---|\n| Ada | 12 |\n\n![A bar](bar.svg)\n:::\n", encoding="utf-8"
    )
    handouts = build_handout(source, wish=Wish(layout="notes"), formats=["pdf", "docx", "html"])
    decks = build_deck(source)
    assert handouts.diagnostics == decks.diagnostics == ()
    pdf, document, page = handouts.outputs
    with pikepdf.open(pdf) as file:
        assert "/Figure" in {str(each.get("/S")) for each in file.objects if isinstance(each, pikepdf.Dictionary)}
    with ZipFile(document) as parts:
        assert [name for name in parts.namelist() if name.endswith(".svg")]
        assert 'descr="A bar"' in parts.read("word/document.xml").decode()
    assert 'alt="A bar"' in page.read_text(encoding="utf-8")
    pptx, html = decks.outputs
    with ZipFile(pptx) as parts:
        assert not [name for name in parts.namelist() if name.startswith("ppt/media/")]
        notes = [*etree.fromstring(parts.read("ppt/notesSlides/notesSlide1.xml")).iter(f"{DML}p")]
    assert ["".join(said.text or "" for said in words.iter(f"{DML}t")) for words in notes][:3] == [
        "Ship\tTons",
        "Ada\t12",
        "A bar",
    ]
    assert "<img" not in html.read_text(encoding="utf-8")


def test_pictures_of_notes_are_read_where_notes_are_shown(source: Path) -> None:
    """A picture that cannot be drawn is in nobody's way in decks and on sheets of slides; pages for notes tell it."""
    drawn = png(4000, 3000)
    source.with_name("bad.png").write_bytes(drawn[: len(drawn) // 2])
    source.write_text("# One\n\n- a\n\n::: notes\n![Bad](bad.png)\n:::\n", encoding="utf-8")
    assert codes(build_handout(source)) == codes(build_deck(source)) == []
    assert codes(build_handout(source, wish=Wish(layout="notes"))) == ["picture-unreadable"]


def test_notes_of_a_picture_alone_are_notes(source: Path) -> None:
    """A picture that says nothing in words is all the same what the speaker shows: no line to write on stands there."""
    source.with_name("bar.svg").write_text(BAR, encoding="utf-8")
    source.write_text("# One\n\n- a\n\n::: notes\n![](bar.svg){.decorative}\n:::\n", encoding="utf-8")
    assert "handout-no-notes" not in codes(build_handout(source, wish=Wish(layout="notes"), formats=["pdf", "docx"]))


def test_a_character_of_the_command_line_has_no_place(source: Path) -> None:
    """What the source does not say is told without a line of it."""
    (found,) = build_handout(source, wish=Wish(header=ODD)).diagnostics
    assert (found.code, found.line, found.column) == ("handout-glyph", 0, 0)


def test_the_steps_of_a_handout(source: Path) -> None:
    """A listener hears each step as it begins, and how many there are."""
    heard: list[tuple[int, int, str]] = []
    build_handout(source, progress=lambda done, total, step: heard.append((done, total, step)))
    assert heard == [(0, 4, "reading"), (1, 4, "laying out"), (2, 4, "drawing the .pdf"), (3, 4, "writing")]


def test_steps(source: Path) -> None:
    """Slides stand on sheets once for each step if that is asked for; who asks for it elsewhere is told that there are none."""
    source.write_text("---\nincremental: on\n---\n# One\n\n- a\n- b\n- c\n\n::: notes\nSay it.\n:::\n", encoding="utf-8")
    pdf = source.parent / "build" / "a-slides.pdf"
    for steps, pages in ((False, 1), (True, 4)):
        assert build_handout(source, wish=Wish(layout="slides", steps=steps)).diagnostics == ()
        assert len(pypdfium2.PdfDocument(pdf)) == pages
    for layout, form in (("notes", "pdf"), ("3", "docx"), ("1", "html")):
        result = build_handout(source, wish=Wish(layout=layout, steps=True), formats=[form])  # type: ignore[arg-type]
        assert codes(result) == ["handout-steps"], (layout, form)
    assert codes(build_handout(source, wish=Wish(steps=True), formats=["pdf", "docx"])) == []


# Other formats --------------------------------------------------------------------------------------------------


def test_all_formats_at_once(source: Path) -> None:
    """A document, sheets and a page for the web are written together, and are the same the next time."""
    source.write_text(DECK + NOTES, encoding="utf-8")
    result = build_handout(source, formats=["html", "docx", "pdf"])
    assert (names(result), codes(result)) == (["a-handout.pdf", "a-notes.docx", "a-handout.html"], [])
    before = {path: path.read_bytes() for path in result.outputs}
    assert build_handout(source, formats=["html", "docx", "pdf"]).diagnostics == ()
    assert {path: path.read_bytes() for path in result.outputs} == before
    for layout, name in (("1", "a-handout.docx"), ("3", "a-handout.docx"), ("outline", "a-outline.docx")):
        assert names(build_handout(source, wish=Wish(layout=layout), formats=["docx"])) == [name]  # type: ignore[arg-type]
    assert names(build_handout(source, wish=Wish(layout="outline"), formats=["html"])) == ["a-outline.html"]


@pytest.mark.parametrize(("layout", "landscape"), [("notes", False), ("3", False), ("1", False), ("notes", True)])
def test_pictures_in_a_document_have_the_pixels_that_paper_shows(source: Path, layout: Any, landscape: bool) -> None:
    """A printer shows some 240 in an inch: more would only be slow to make and to send; and no picture is wider than 1100."""
    import docx

    (path,) = build_handout(source, wish=Wish(layout=layout, landscape=landscape), formats=["docx"]).outputs
    document = docx.Document(str(path))
    drawn = {int(extent.cx) / 914_400 for extent in document.element.iter("{*}extent")}
    made = {Image.open(BytesIO(part.blob)).width for part in document.part.related_parts.values() if part.partname.ext == "png"}
    assert made == {min(ceil(inches * 240), 1100) for inches in drawn}
    assert len(made) == 1


def test_a_deck_that_asks_for_sheets_has_a_document_too(source: Path) -> None:
    """What a deck asks for in its front matter is for sheets; its document is the usual one, and a note says so."""
    asking(source, "  layout: 9\n")
    result = build_handout(source, formats=["docx"])
    assert names(result) == ["a-notes.docx"]
    assert {diagnostic.code: diagnostic.severity for diagnostic in result.diagnostics} == {
        "handout-layout": Severity.NOTE,
        "handout-no-notes": Severity.NOTE,
    }


def test_without_python_docx(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the package for .docx files its name is told, and how to get it; nothing is written, and a PDF needs it not."""
    monkeypatch.setitem(sys.modules, "docx", None)
    result = build_handout(source, formats=["pdf", "docx"])
    assert (codes(result)[-1], result.outputs) == ("docx", ())
    assert "python-docx" in result.diagnostics[-1].message
    assert "pip install igdeck" in result.diagnostics[-1].hint
    assert build_handout(source).ok


def test_a_document_that_was_saved_since(source: Path, tmp_path: Path) -> None:
    """A .docx is there to be edited: one that was saved is not overwritten, and with force it is kept."""
    import docx

    assert build_handout(source, formats=["docx"]).ok
    file = tmp_path / "build" / "a-notes.docx"
    source.write_text(DECK.replace("many", "more"), encoding="utf-8")
    assert build_handout(source, formats=["docx"]).ok  # as it was written: nothing is lost
    document = docx.Document(str(file))
    document.add_paragraph("My own words.")
    document.save(str(file))
    edited = file.read_bytes()
    result = build_handout(source, formats=["pdf", "docx"])
    assert (codes(result)[-1], result.outputs) == ("output-edited", ())
    assert "somebody saved or replaced it since" in result.diagnostics[-1].message
    assert "--force" in result.diagnostics[-1].hint
    assert file.read_bytes() == edited
    assert not (tmp_path / "build" / "a-handout.pdf").exists()
    result = build_handout(source, formats=["docx"], force=True)
    assert "output-rescued" in codes(result)
    assert next((tmp_path / "build" / FOLDER).glob("a-notes-edited-*.docx")).read_bytes() == edited
    assert "output-edited" not in codes(build_handout(source, formats=["docx"]))


def test_a_document_of_somebody_else(source: Path, tmp_path: Path) -> None:
    """A .docx that igdeck never wrote is told as such, be it one of Word or no document at all; it is not overwritten."""
    import docx

    file = tmp_path / "build" / "a-notes.docx"
    file.parent.mkdir()
    docx.Document().save(str(file))
    for _ in range(2):
        before = file.read_bytes()
        (*_, refusal) = build_handout(source, formats=["docx"]).diagnostics
        assert (refusal.code, refusal.file) == ("output-foreign", str(file.relative_to(tmp_path)))
        assert "was not made by igdeck, or was saved by another program since" in refusal.message
        assert file.read_bytes() == before
        file.write_bytes(b"my notes")


def test_a_document_of_which_nothing_is_remembered(source: Path, tmp_path: Path) -> None:
    """Without the state folder nobody knows whether a document of igdeck was changed: that is what is said."""
    assert build_handout(source, formats=["docx"]).ok
    shutil.rmtree(tmp_path / "build" / FOLDER)
    source.write_text(DECK.replace("many", "more"), encoding="utf-8")
    (*_, refusal) = build_handout(source, formats=["docx"]).diagnostics
    assert refusal.code == "output-edited"
    assert "how igdeck wrote it is not remembered" in refusal.message


def test_a_page_of_somebody_else(source: Path, tmp_path: Path) -> None:
    """An HTML file of that name which igdeck did not write is not overwritten."""
    (tmp_path / "a-handout.html").write_text("<!doctype html><title>My page</title>", encoding="utf-8")
    assert codes(build_handout(source, formats=["html"], out=tmp_path)) == ["output-foreign"]
    (tmp_path / "a-handout.html").unlink()
    for _ in range(2):
        assert build_handout(source, formats=["html"], out=tmp_path).diagnostics == ()
