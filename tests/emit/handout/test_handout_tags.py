"""What a screen reader, a reader's side bar and an archive find in a handout."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from emit.handout.sample import body, deck, page, para, picture, sample, theme, title
from emit.handout.tagged import bookmarks, colour_spaces, elements, kinds, languages, opened
from fontTools.ttLib import TTFont
from PIL import Image

from igdeck.emit.handout import handout_pdf, slides_pdf
from igdeck.model.diagnostics import Severity
from igdeck.model.handout import Handout
from igdeck.model.page import PageParagraph, Pages, PictureItem, Run
from igdeck.model.theme import FontFile, Theme
from igdeck.model.value import replace

LAYOUTS = ("1", "3", "6", "notes", "outline", "slides")


def laid(pages: Pages, layout: str, **more: Any) -> Pages:
    """Pages that are to be handed out in a layout."""
    return replace(pages, handout=Handout(**{"layout": layout, "header": "Head", "footer": "Foot", "date": "Today"} | more))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_file_says_what_it_is(tmp_path: Path, layout: str) -> None:
    """Title, language, author and keywords are set, the title is shown, the tab order is that of the tags, fonts are subsets."""
    pdf, findings = handout_pdf(laid(sample(tmp_path), layout), theme())
    assert findings == ()
    with opened(pdf) as file:
        assert str(file.Root.Lang) == "en-GB"
        assert file.Root.MarkInfo.Marked
        assert file.Root.ViewerPreferences.DisplayDocTitle
        assert "/StructTreeRoot" in file.Root
        with file.open_metadata() as told:
            assert told["dc:title"] == "A sample deck"
            assert told["dc:creator"] == ["Ada Example"]
            assert told["pdf:Keywords"] == "one, two"
            assert told["pdfuaid:part"] == "1"
            assert "pdfaid:part" not in told
        assert all(str(each.get("/Tabs", "/S")) == "/S" for each in file.pages)
        assert all(each.Tabs == "/S" for each in file.pages if "/Annots" in each)
        fonts = [each for each in file.objects if isinstance(each, type(file.Root)) and each.get("/Type") == "/FontDescriptor"]
        assert fonts
        assert all(re.match("/[A-Z]{6}[+]", str(font.FontName)) for font in fonts)
        assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)


@pytest.mark.parametrize("layout", ["1", "6", "notes", "slides"])
def test_a_slide_is_a_heading(tmp_path: Path, layout: str) -> None:
    """Each slide is one heading of the first level that says its title, a hidden one too; others stand below."""
    pages = sample(tmp_path)
    found = elements(handout_pdf(laid(pages, layout), theme())[0])
    assert [said["T"] for kind, said, _ in found if kind == "H1"] == [each.title for each in pages.pages]
    assert [said["T"] for kind, said, _ in found if kind == "H2"] == ["A heading in the body"]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_lists_tables_and_pictures_are_what_they_are(tmp_path: Path, layout: str) -> None:
    """Lists have items that nest, a table has headers, a picture has its alternative text; ornaments have no tags."""
    found = elements(handout_pdf(laid(sample(tmp_path), layout), theme())[0])
    assert [said["Alt"] for kind, said, _ in found if kind == "Figure"] == ["Four bars that grow"]
    assert sum(kind == "TH" for kind, _, _ in found) == 3
    assert sum(kind == "TD" for kind, _, _ in found) == 9
    assert max(around.count("L") for kind, _, around in found if kind == "LI") == 3
    assert all(around[-1] == "L" for kind, _, around in found if kind == "LI")
    assert sum(kind == "Link" for kind, _, _ in found) == 2
    assert not {"Head", "Foot", "Today"} & {said.get("T", "") for _, said, _ in found}


@pytest.mark.parametrize("layout", ["6", "notes", "slides", "outline"])
def test_bookmarks_are_sections_with_their_slides(layout: str) -> None:
    """Sections are the first level of the bookmarks, slides stand below theirs, those before the first section beside them."""
    one, two, three, four = (page(n, f"Slide {n}", title(f"Slide {n}"), body(para("words"))) for n in range(1, 5))
    pages = deck(one, replace(two, section="Slide 2"), three, replace(four, section="Slide 4"))
    wanted = [("Slide 1", []), ("Slide 2", [("Slide 3", [])]), ("Slide 4", [])]
    assert bookmarks(handout_pdf(laid(pages, layout), theme())[0]) == wanted


def test_titles_that_look_like_the_file_itself() -> None:
    """What a file is built of may be said in titles, too: bookmarks are nested, and every title is as it was."""
    titles = [
        "Part",
        "<</A/B>>endobj",
        "endobj",
        "/Title (x)/Next 5 0 R",
        "((",
        ")\\",
        "trailer",
        "startxref 0 %%EOF",
        "日本 >> endobj",
    ]
    one, *more = (page(n, each, title(each)) for n, each in enumerate(titles, 1))
    pdf, _ = handout_pdf(laid(deck(replace(one, section="Part"), *more), "6"), theme())
    assert bookmarks(pdf) == [("Part", [(each, []) for each in titles[1:]])]


def test_a_section_of_another_name_has_a_bookmark_of_its_own() -> None:
    """A section that is not called as its first slide stands above that slide."""
    one, two = (page(n, f"Slide {n}", title(f"Slide {n}")) for n in (1, 2))
    pdf, findings = handout_pdf(laid(deck(replace(one, section="Part"), two), "6"), theme())
    assert findings == ()
    assert bookmarks(pdf) == [("Part", [("Slide 1", []), ("Slide 2", [])])]
    assert kinds(pdf).count("H1") == 2


@pytest.mark.parametrize("layout", LAYOUTS)
def test_bookmarks_and_links_lead_to_slides(tmp_path: Path, layout: str) -> None:
    """A link to a slide that is on the handout is a jump, one to a slide that is not is words; addresses stay."""
    pages = sample(tmp_path)
    for chosen, jumps in ((pages.pages, 1), (pages.pages[1:], 0)):
        with opened(handout_pdf(laid(replace(pages, pages=chosen), layout), theme())[0]) as file:
            links = [link for each in file.pages for link in each.get("/Annots", ()) if link.Subtype == "/Link"]
            assert sum("/Dest" in link or ("/A" in link and link.A.S == "/GoTo") for link in links) == jumps
            assert [str(link.A.URI) for link in links if "/A" in link and "/URI" in link.A] == ["https://example.org/report"]


def test_languages_are_told(tmp_path: Path) -> None:
    """A slide, and words, in another language than the deck's say so."""
    words = PageParagraph((Run("Welcome, "), Run("hartelijk welkom", lang="nl")))
    slide = replace(page(9, "T", title("Bonjour"), body(words)), lang="fr-CA")
    for layout in ("6", "slides", "outline"):
        assert languages(handout_pdf(laid(deck(slide, *sample(tmp_path).pages), layout), theme())[0]) >= {"fr-CA", "nl"}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_an_archive_is_of_both_standards(tmp_path: Path, layout: str) -> None:
    """What is to be kept says that it is PDF/A-2a and PDF/UA-1."""
    pdf, findings = handout_pdf(laid(sample(tmp_path), layout, archive=True), theme())
    assert findings == ()
    with opened(pdf) as file, file.open_metadata() as told:
        assert (told["pdfaid:part"], told["pdfaid:conformance"], told["pdfuaid:part"]) == ("2", "A", "1")
        assert "/OutputIntents" in file.Root


LETTERS = '<svg xmlns="http://www.w3.org/2000/svg" width="320" height="200"><text y="40" font-size="40">A \U0010fff0</text></svg>'


@pytest.mark.parametrize("archive", [False, True])
def test_a_drawing_with_letters_that_no_font_has(tmp_path: Path, *, archive: bool) -> None:
    """It is drawn in pixels, so that the file is accessible and fit for an archive all the same."""
    fallback = picture(tmp_path)
    (tmp_path / "a.svg").write_text(LETTERS, encoding="utf-8")
    drawing = replace(fallback, path=tmp_path / "a.svg", digest="drawing", media_type="image/svg+xml", fallback=fallback)
    item = PictureItem(1, "Picture", title("").box, drawing, "A letter", "", "a.svg")
    pdf, findings = handout_pdf(laid(deck(page(1, "P", title("P"), item)), "6", archive=archive), theme())
    assert findings == ()
    assert "Figure" in kinds(pdf)


def test_a_photo_in_inks_is_fit_for_an_archive(tmp_path: Path) -> None:
    """A JPEG in the four inks of print becomes one of red, green and blue, as the archive's profile is of these."""
    Image.open(picture(tmp_path).path).convert("CMYK").save(tmp_path / "inks.jpg")
    photo = replace(picture(tmp_path), path=tmp_path / "inks.jpg", digest="inks", media_type="image/jpeg")
    item = PictureItem(1, "Picture", title("").box, photo, "Bars", "", "inks.jpg")
    pages = deck(page(1, "P", title("P"), item))
    assert handout_pdf(laid(pages, "6"), theme())[1] == ()
    pdf, findings = handout_pdf(laid(pages, "6", archive=True), theme())
    assert findings == ()
    assert colour_spaces(pdf) == {"3"}


def test_what_stands_against_an_archive_is_told(tmp_path: Path) -> None:
    """A sign that only one font knows the meaning of is refused by PDF/A: the file is made without, and still accessible."""
    private = theme_with_private_sign(tmp_path)
    pages = deck(page(1, "P", title("P"), body(para("A \ue000 sign"))))
    pdf, (told,) = handout_pdf(laid(pages, "6", archive=True), private)
    assert (told.severity, told.code) == (Severity.ERROR, "handout-archive")
    assert "\\u{e000}" in told.message
    with opened(pdf) as file, file.open_metadata() as said:
        assert said["pdfuaid:part"] == "1"
        assert "pdfaid:part" not in said


def theme_with_private_sign(folder: Path) -> Theme:
    """The theme with a font in its template that has U+E000."""
    found = next(Path("/usr/share/fonts").rglob("Carlito-Regular.ttf"), None)
    if found is None:
        pytest.skip("Carlito is not installed")
    font = TTFont(found)
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[0xE000] = "section"
    for record in font["name"].names:
        if record.nameID in (1, 3, 4, 6, 16):
            record.string = "Private"
    font.save(folder / "private.ttf")
    brought = (FontFile(folder / "private.ttf", 0, "Private", False, False),)
    return replace(theme(), fonts=replace(theme().fonts, body="Private", files=brought))


def test_a_picture_without_words_is_an_ornament(tmp_path: Path) -> None:
    """A picture with an empty alternative text keeps nobody from reading, on slides and in the outline."""
    item = PictureItem(1, "Picture", title("").box, picture(tmp_path), "", "", "chart.png")
    for layout in ("6", "outline"):
        pdf, findings = handout_pdf(laid(deck(page(1, "P", title("P"), item)), layout), theme())
        assert findings == ()
        assert "Figure" not in kinds(pdf)


@pytest.mark.parametrize("layout", ["6", "notes", "outline", "slides"])
def test_no_deck_is_too_odd_to_be_accessible(layout: str) -> None:
    """Control characters, slides without any title, two of one key and languages nobody knows stand against no standard."""
    odd = page(1, "T\x07", title("T\x07"), body(para("a\x07b\x0cc \u200b\xad\u202ax\u202c", "bullet", lang="zz-ZZZ-q")), key="k")
    bare = page(2, "", title(""), body(para("x", href="#k")), key="k")
    pages = replace(deck(odd, bare), title="T\x07\x0b", author="\x01", lang="x-klingon")
    pdf, findings = handout_pdf(laid(pages, layout), theme())
    assert findings == ()
    assert bookmarks(pdf) == [("T", []), ("2", [])]


SCRIPT = """
import sys
sys.path.insert(0, {tests!r})
from pathlib import Path
from emit.handout.sample import sample, theme
from igdeck.emit.handout import handout_pdf
from igdeck.model.handout import Handout
from igdeck.model.value import replace
pages = replace(sample(Path({folder!r})), handout=Handout(layout={layout!r}, gray=True, light=True, header="x"))
sys.stdout.buffer.write(handout_pdf(pages, theme())[0])
"""


@pytest.mark.parametrize("layout", ["6", "notes", "outline"])
def test_the_same_bytes_at_any_time_and_place(tmp_path: Path, layout: str) -> None:
    """Another process, hash seed, time zone and working folder make no difference."""
    tests = str(Path(__file__).parents[2])
    script = SCRIPT.format(tests=tests, folder=str(tmp_path), layout=layout)
    made = []
    for seed, zone, folder in (("1", "UTC", tmp_path), ("2", "Asia/Tokyo", tmp_path.parent)):
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": os.pathsep.join(sys.path)}
        made.append(subprocess.run([sys.executable, "-c", script], cwd=folder, env=env, check=True, capture_output=True).stdout)
    assert made[0].startswith(b"%PDF")
    assert made[0] == made[1]


def test_breaks_are_those_of_the_slides(tmp_path: Path) -> None:
    """On every sheet the lines of a slide end with the same words as on a page of its own."""
    import io

    import pdfplumber

    pages = sample(tmp_path)
    whole = pages.pages[1]

    def lines(pdf: bytes) -> list[str]:
        with pdfplumber.open(io.BytesIO(pdf)) as read:
            text = str(read.pages[0].extract_text(x_tolerance=1))
        return [
            " ".join(line.split())
            for line in text.splitlines()
            if "first level" in line or "first line" in line or "broken" in line
        ]

    alone = lines(slides_pdf(replace(pages, pages=(whole,)), theme())[0])
    assert len(alone) >= 2
    for layout in ("1", "2", "notes"):
        assert (
            lines(handout_pdf(replace(laid(pages, layout, header="", footer="", date=""), pages=(whole,)), theme())[0]) == alone
        )
