"""Handouts of a deck: which files there are, what is on them, and what stands in their way."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest

from igdeck import Wish, build_deck, build_handout, check_deck
from igdeck.build.state import FOLDER
from igdeck.model.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from igdeck import BuildResult

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
    assert "a-handout.md" in result.diagnostics[0].message
    assert (tmp_path / "build" / "a-handout.pdf").read_bytes() == before
    assert build_handout(source, force=True).ok
    assert build_handout(source, out=tmp_path / "other").ok


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
    assert (found.code, found.line, Path(found.file).name) == ("handout-glyph", 3, "part.md")


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
    assert "--force" in result.diagnostics[-1].hint
    assert file.read_bytes() == edited
    assert not (tmp_path / "build" / "a-handout.pdf").exists()
    result = build_handout(source, formats=["docx"], force=True)
    assert "output-rescued" in codes(result)
    assert next((tmp_path / "build" / FOLDER).glob("a-notes-edited-*.docx")).read_bytes() == edited
    assert "output-edited" not in codes(build_handout(source, formats=["docx"]))


def test_a_page_of_somebody_else(source: Path, tmp_path: Path) -> None:
    """An HTML file of that name which igdeck did not write is not overwritten."""
    (tmp_path / "a-handout.html").write_text("<!doctype html><title>My page</title>", encoding="utf-8")
    assert codes(build_handout(source, formats=["html"], out=tmp_path)) == ["output-foreign"]
    (tmp_path / "a-handout.html").unlink()
    for _ in range(2):
        assert build_handout(source, formats=["html"], out=tmp_path).diagnostics == ()
