"""The file: sound to two validators, drawn by LibreOffice, in the template's look, fast."""

from __future__ import annotations

import re
from time import process_time
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from emit.docx.written import W, emitted, laid_out, of, opened, shown, words, written
from emit.handout.sample import picture
from tools.command import ROOT
from tools.draw import pages_of
from tools.programs import need_writer
from tools.validators import audit_faults, sdk_faults

from igdeck.emit.docx.paper import on_paper
from igdeck.emit.ink import WHITE, contrast
from igdeck.model.geometry import Insets, from_inches
from igdeck.theme import list_templates, load_theme

if TYPE_CHECKING:
    from pathlib import Path

NAMES = [template.name for template in list_templates()]
TOUR = ROOT / "slides" / "tour.md"
NOTED = "## One\n\n- a\n\n::: notes\nSay *this*:\n\n1. first\n2. [second](#1)\n:::\n\n---\n\n## Two\n\n- b\n"


@pytest.mark.parametrize("layout", ["notes", "3", "1", "outline"])
def test_validators_are_silent(layout: str, tmp_path: Path) -> None:
    """Neither validator finds a fault in any layout: in all that can flow, and in slides with and without notes."""
    pages = of(TOUR) if layout == "outline" else laid_out(tmp_path, NOTED, layout=layout)
    path = written(pages, tmp_path)
    assert (sdk_faults(path), audit_faults(path)) == ([], [])


@pytest.mark.draw
def test_libreoffice_draws_all_words(tmp_path: Path) -> None:
    """The outline of the tour, as it is drawn: every word is seen, and each page has its number."""
    need_writer()
    pages = of(TOUR)
    drawn = pages_of(written(pages, tmp_path))
    text = re.sub(r"\s+", "", "".join(page.text for page in drawn)).replace("-", "")
    lost = [word for word in shown(pages) if word.isascii() and word.replace("-", "") not in text]
    assert lost == []
    assert [f"{at} / {len(drawn)}" in page.text for at, page in enumerate(drawn, 1)] == [True] * len(drawn)


@pytest.mark.draw
@pytest.mark.parametrize(("paper", "landscape"), [("a4", False), ("letter", False), ("a4", True), ("letter", True)])
def test_three_slides_stand_on_each_page(paper: str, landscape: bool, tmp_path: Path) -> None:
    """Lines beside slides: three on a page on every sheet, and no empty page at the end."""
    need_writer()
    slides = "\n\n---\n\n".join(f"## Number {at}\n\n- a" for at in range(1, 10))
    pages = laid_out(tmp_path, slides, layout="3", paper=paper, landscape=landscape, header="")
    drawn = pages_of(written(pages, tmp_path))
    assert [len(re.findall(r"Number \d", page.text)) for page in drawn] == [3, 3, 3]


@pytest.mark.draw
@pytest.mark.parametrize("inches", [0.0, 0.4, 1.0])
def test_three_slides_stand_on_each_page_below_a_high_header(inches: float, tmp_path: Path) -> None:
    """A logo and a title of several lines, in margins of any height, take from the slides' room and make no further page."""
    need_writer()
    slides = "\n\n---\n\n".join(f"## Number {at}\n\n- a" for at in range(1, 10))
    margin, logo = from_inches(inches), picture(tmp_path, "logo.png")
    margins = Insets(margin, margin, margin, margin)
    pages = laid_out(tmp_path, slides, layout="3", header="word " * 40, date="2024-03-08", logo=logo, margins=margins)
    drawn = pages_of(written(pages, tmp_path))
    assert [len(re.findall(r"Number \d", page.text)) for page in drawn] == [3, 3, 3]


@pytest.mark.draw
def test_a_slide_a_page_takes_a_page(tmp_path: Path) -> None:
    """A page for each slide; long notes run over to another one."""
    need_writer()
    long = " ".join(["word"] * 1200)
    text = f"## One\n\n- a\n\n---\n\n## Two\n\n- b\n\n::: notes\n{long}\n:::\n\n---\n\n## Three\n\n- c\n"
    drawn = pages_of(written(laid_out(tmp_path, text, layout="1", header=""), tmp_path))
    assert [re.findall(r"\d +(One|Two|Three)\b", page.text) for page in drawn] == [["One"], ["Two"], [], ["Three"]]


@pytest.mark.draw
def test_brief_slides_are_whole_on_the_pages_of_an_outline(tmp_path: Path) -> None:
    """None of many slides of a few lines, bullets or columns, is parted by the end of a page."""
    need_writer()
    bullets = [f"- On @, point {number}\n" for number in range(8)]
    columns = ":::: columns\n::: column\n- On @, left\n- On @, low\n:::\n::: column\n- On @, right\n:::\n::::\n"
    slides = [
        f"## Number @\n\n{columns if at % 4 == 0 else ''.join(bullets[at % 5 :])}".replace("@", f"{at:02}") for at in range(30)
    ]
    drawn = pages_of(written(laid_out(tmp_path, "\n\n---\n\n".join(slides), layout="outline", header="-"), tmp_path))
    assert len(drawn) > 3
    where = [{at for at, page in enumerate(drawn) if re.search(rf"(Number|On) {number:02}\b", page.text)} for number in range(30)]
    assert [pages for pages in where if len(pages) != 1] == []


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("gray", [False, True])
def test_text_can_be_read_on_paper(name: str, gray: bool) -> None:
    """Words have the contrast that WCAG asks for, whatever slides look like; in grey no colour is left."""
    paper = on_paper(load_theme(name), gray=gray)
    for color in paper.theme.palette:
        for ground in (WHITE, *paper.theme.palette.values()):
            made = re.findall(r'w:val="(\w+)"', paper.ink(color, ground))[0]
            assert contrast(made, ground) >= 4.5, (color, ground)
            assert not gray or made[:2] == made[2:4] == made[4:], color


@pytest.mark.parametrize("name", NAMES)
def test_the_look_is_the_templates(name: str, tmp_path: Path) -> None:
    """Fonts and colours are those of the document's theme, so that Word's own buttons change them."""
    theme = load_theme(name)
    path = written(of(TOUR, theme), tmp_path, theme)
    with ZipFile(path) as package:
        scheme = package.read("word/theme/theme1.xml").decode()
        body = package.read("word/document.xml").decode()
    assert f'<a:minorFont><a:latin typeface="{theme.fonts.body}"/>' in scheme
    assert theme.palette["accent2"].upper() in scheme
    assert "<w:color " not in body
    assert "<w:sz " not in body.replace('<w:sz w:val="18"/>', "")


def test_nothing_of_a_default_template_is_left(tmp_path: Path) -> None:
    """No thumbnail, no foreign names, no styles that nobody asked for."""
    path = written(laid_out(tmp_path, "## S\n\n- a\n"), tmp_path)
    with ZipFile(path) as package:
        names = package.namelist()
        content = b"".join(package.read(name) for name in names)
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert names[0] == "[Content_Types].xml"
    assert b"python-docx" not in content
    assert not [name for name in names if "thumbnail" in name or "customXml" in name or "stylesWithEffects" in name]


def test_a_hostile_text_makes_a_sound_file(tmp_path: Path) -> None:
    """Letters that XML has no place for, entities, addresses that lead nowhere and keys of any length do no harm."""
    key = "k" * 70
    text = (
        f"## A & B \\<c> ]]> {{#{key}}}\n\n- [x](javascript:alert(1)) [y](http://[) [z](#{key}) a\tb \x0c c\n- &lt;w:p&gt; \x07\n"
    )
    path = written(laid_out(tmp_path, text), tmp_path)
    assert (sdk_faults(path), audit_faults(path)) == ([], [])
    document = opened(tmp_path, text)
    assert [link.get(f"{W}anchor") for link in document.element.body.iter(f"{W}hyperlink")] == ["slide2"]
    assert {"A", "&", "B", "<c>", "x", "y", "z", "<w:p>"} <= set(words(document))


@pytest.mark.parametrize("layout", ["notes", "outline"])
def test_many_slides_take_no_longer_each(layout: str, tmp_path: Path) -> None:
    """Six times the slides take not much more than six times as long, and 600 no more than some seconds."""
    one = "## Slide {}\n\n- first point\n  - and another\n- [link](https://example.org/{})\n\n::: notes\nsay {}\n:::\n"

    def seconds(count: int) -> float:
        text = "\n---\n\n".join(one.format(at, at, at) for at in range(count))
        pages = laid_out(tmp_path, text, layout=layout)
        begun = process_time()
        emitted(pages)
        return process_time() - begun

    seconds(10)
    few, many = seconds(100), seconds(600)
    assert many < 6
    assert many < 12 * few
