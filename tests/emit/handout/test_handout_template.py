"""A template's own handout.typ: what it draws, and what is said when it is wrong."""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pdfplumber
import pytest
from emit.handout.sample import body, deck, page, para, picture, sample, theme, title

import igdeck.emit.handout as emitter
from igdeck.emit.handout import handout_pdf, slides_pdf
from igdeck.emit.handout.template import PARTS
from igdeck.model.diagnostics import Diagnostic, IgdeckError, Severity
from igdeck.model.handout import Handout
from igdeck.model.theme import FontFile, Fonts, Theme
from igdeck.model.value import replace

if TYPE_CHECKING:
    from igdeck.model.page import Pages

TEMPLATES = Path(__file__).parents[3] / "templates"


def programmed(folder: Path, program: str) -> Theme:
    """The sample's theme with a program for its sheets."""
    path = folder / "handout.typ"
    path.write_text(program, encoding="utf-8")
    return replace(theme(), program=path)


def laid(pages: Pages, layout: str = "6", **more: Any) -> Pages:
    """Pages that are to be handed out in a layout."""
    return replace(pages, handout=Handout(**{"layout": layout, "header": "Head", "footer": "Foot"} | more))


def words(pdf: bytes) -> str:
    """All words of a file."""
    with pdfplumber.open(io.BytesIO(pdf)) as read:
        return " ".join(" ".join(str(sheet.extract_text()).split()) for sheet in read.pages)


def refused(folder: Path, program: str, layout: str = "6") -> Diagnostic:
    """What is said about a program that is wrong."""
    with pytest.raises(IgdeckError) as failure:
        handout_pdf(laid(sample(folder), layout), programmed(folder, program))
    (found,) = failure.value.diagnostics
    assert str(folder) not in found.message + found.hint
    assert "igdeck-" not in found.message + found.hint
    assert found.code == "handout-template"
    assert found.file == str(folder / "handout.typ")
    return found


def test_a_template_draws_its_own_sheets(tmp_path: Path) -> None:
    """What a program defines takes the place of igdeck's own; what it does not define stays."""
    (tmp_path / "marks").mkdir()
    picture(tmp_path / "marks", "logo.png")
    (tmp_path / "parts.typ").write_text('#let sign(words) = text(size: 8pt, "<" + words + ">")', encoding="utf-8")
    own = programmed(
        tmp_path,
        """#import "parts.typ": sign
#let sheet-header(sheet) = { image("marks/logo.png", height: 20pt, alt: "x"); sign(sheet.header) }
#let caption(slide, sheet) = text(font: sheet.fonts.code, fill: sheet.colors.accent2)[No. #slide.number: #slide.title]
#let slide-frame(slide, sheet) = none
""",
    )
    pdf, findings = handout_pdf(laid(sample(tmp_path)), own)
    assert findings == ()
    said = words(pdf)
    assert "<Head>" in said
    assert "No. 2: Lists" in said
    assert "Foot 1 / 2" in said
    with pdfplumber.open(io.BytesIO(pdf)) as read:
        assert len(read.pages[0].images) == 2
        assert not [each for each in read.pages[0].rects if each["stroke"] and not each["fill"]]


@pytest.mark.parametrize("layout", ["1", "3", "6", "notes", "outline"])
@pytest.mark.parametrize("name", ["panel", "paper", "night"])
def test_the_templates_that_come_along_have_sheets_of_their_own(tmp_path: Path, name: str, layout: str) -> None:
    """Each of them draws every layout, accessible, with header, footer and number."""
    own = replace(theme(), program=TEMPLATES / name / "handout.typ")
    pdf, findings = handout_pdf(laid(sample(tmp_path), layout), own)
    assert findings == ()
    assert {"Head", "Foot"} <= set(words(pdf).split())


@pytest.mark.parametrize("name", ["panel", "paper", "night"])
def test_a_header_from_right_to_left_starts_at_the_right(tmp_path: Path, name: str) -> None:
    """The header's words stand at the right edge of the room, the logo at the left one, the date beside it."""
    own = replace(theme(), rtl=True, program=TEMPLATES / name / "handout.typ")
    pages = laid(sample(tmp_path), "2", date="8/3", logo=picture(tmp_path, "logo.png"))
    with pdfplumber.open(io.BytesIO(handout_pdf(replace(pages, dir="rtl"), own)[0])) as read:
        sheet = read.pages[0]
        at = {word["text"].strip("\u200e"): word for word in sheet.extract_words() if word["bottom"] < 72}
        (logo,) = (image for image in sheet.images if image["bottom"] < 72)
    assert at["Head"]["x1"] == pytest.approx(sheet.width - 40, abs=1)
    assert logo["x0"] == pytest.approx(40, abs=1)
    assert logo["x1"] < at["8/3"]["x0"] < logo["x1"] + 20


def test_a_mistake_is_told_with_its_place(tmp_path: Path) -> None:
    """What is wrong in a program is told with its file, line and column."""
    found = refused(tmp_path, "\n#let sheet-header(sheet) = [x #sheet.nothing]\n")
    assert (found.line, found.column, found.length) == (2, 38, 7)
    assert 'does not contain key "nothing"' in found.message
    found = refused(tmp_path, "#let sheet-header(sheet) = [\n")
    assert (found.line, found.column) == (1, 28)
    found = refused(tmp_path, '#let caption(slide, sheet) = image("no.png")\n')
    assert (found.line, found.message) == (1, "file not found (searched at no.png)")


def test_what_is_no_function_or_gives_no_content(tmp_path: Path) -> None:
    """A part that is no function, or makes something else than content, is told by its name."""
    assert refused(tmp_path, "#let caption = 5").message == "`caption` is no function"
    assert refused(tmp_path, "#let caption(slide, sheet) = 5").message == "`caption` gives no content but integer"
    assert "unexpected argument" in refused(tmp_path, "#let caption(slide) = [x]").message


def test_a_program_reaches_no_network(tmp_path: Path) -> None:
    """A package is refused before anything is fetched, with the place where it is asked for."""
    found = refused(tmp_path, '\n#import "@preview/cetz:0.3.0"\n')
    assert (found.line, found.column) == (2, 9)
    assert "no packages" in found.message


def test_a_program_reaches_no_other_file(tmp_path: Path) -> None:
    """Files outside the template's folder are not there."""
    home = tmp_path / "template"
    home.mkdir()
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    for name in ("../secret.txt", "/etc/hostname"):
        with pytest.raises(IgdeckError) as failure:
            handout_pdf(laid(sample(tmp_path)), programmed(home, f'#let caption(slide, sheet) = read("{name}")'))
        assert failure.value.diagnostics[0].code == "handout-template"


@pytest.mark.parametrize(
    ("program", "said", "place"),
    [
        ("\n#let sheet-header(sheet, more) = [x]", "missing argument: more", (2, 6)),
        ("#let sheet-header(sheet) = page[x]", "pagebreaks are not allowed", (0, 0)),
        ('#let sheet-header(sheet) = image("../../../../secret.png")', "leads out of the template's folder", (1, 34)),
        ('#let sheet-header(sheet) = image("round.png")', "file not found", (1, 34)),
        ('#let sheet-header(sheet) = image("a" + ".png")', "file not found", (1, 34)),
    ],
)
def test_whatever_is_wrong_is_told_of_the_program(tmp_path: Path, program: str, said: str, place: tuple[int, int]) -> None:
    """A parameter too many, a page in a page, files that are not there: of the template, with the place if it is known."""
    (tmp_path / "round.png").symlink_to("round.png")
    found = refused(tmp_path, program)
    assert said in found.message
    assert (found.line, found.column) == place
    assert "--root" not in found.hint
    assert ("template's folder" in found.hint) == ("image" in program)


def test_a_program_that_is_no_text_is_told_with_its_place(tmp_path: Path) -> None:
    """A file in another code than UTF-8 is told as one of the deck is."""
    with pytest.raises(IgdeckError) as failure:
        handout_pdf(laid(sample(tmp_path)), replace(programmed(tmp_path, ""), program=_latin(tmp_path)))
    (found,) = failure.value.diagnostics
    assert (found.code, found.line, found.column) == ("handout-template", 2, 4)


def _latin(folder: Path) -> Path:
    (folder / "handout.typ").write_bytes(b"// one\n// \xe4")
    return folder / "handout.typ"


def test_what_keeps_a_program_from_being_accessible_is_told_with_its_place(tmp_path: Path) -> None:
    """A link in the head of a sheet, which is no content: the PDF is there, and the line of the program is told."""
    program = '\n#let sheet-header(sheet) = link("https://example.org")[x]'
    pdf, (found,) = handout_pdf(laid(sample(tmp_path)), programmed(tmp_path, program))
    assert pdf.startswith(b"%PDF")
    assert (found.code, found.file, found.line) == ("handout-accessible", str(tmp_path / "handout.typ"), 2)


def test_a_part_whose_name_is_misspelt_is_told(tmp_path: Path) -> None:
    """A function that nothing asks for, called nearly as a part is: the sheets are drawn without it, with a warning."""
    program = "// Ours.\n/* once\n*/ #let x = 1\n#let outline-headng(title, slide, sheet) = title\n"
    pdf, (found,) = handout_pdf(laid(sample(tmp_path), "outline"), programmed(tmp_path, program))
    assert pdf.startswith(b"%PDF")
    assert (found.severity, found.code, found.file) == (Severity.WARNING, "handout-template", str(tmp_path / "handout.typ"))
    assert (found.line, found.column, found.length) == (4, 6, 14)
    assert found.message == "there is no part `outline-headng`; did you mean `outline-heading`?"


@pytest.mark.parametrize(
    "program",
    [
        "#let captions(words) = words\n#let sheet-footer(sheet) = captions[x]",  # a helper that is used
        "#let captions(words) = words\n#let caption(slide, sheet) = [x]",  # the part itself is there
        "#let our-own(words) = words",  # nothing like a part
        "/*\n#let captio(words) = words\n*/",
    ],
)
def test_functions_of_its_own_are_no_misspelt_parts(tmp_path: Path, program: str) -> None:
    """Helpers, whatever they are called, are nobody's business."""
    assert handout_pdf(laid(sample(tmp_path)), programmed(tmp_path, program))[1] == ()


def test_the_parts_that_are_known_are_those_asked_for() -> None:
    """Names are compared with what the sheets ask for, and nothing else."""
    sheets = (Path(emitter.__file__).parent / "sheets.typ").read_text(encoding="utf-8")
    assert sorted(PARTS) == sorted(set(re.findall(r'part\("([\w-]+)"', sheets)))


def test_plain_slides_need_no_program(tmp_path: Path) -> None:
    """A program that is wrong stops no PDF that has no sheets."""
    assert slides_pdf(laid(sample(tmp_path)), programmed(tmp_path, "#let x = ["))[0].startswith(b"%PDF")


def test_fonts_that_a_template_brings_are_used(tmp_path: Path) -> None:
    """The letters of a family that only the template has are its own, and nothing is said about a font that is missing."""
    found = next(Path("/usr/share/fonts").rglob("Carlito-Regular.ttf"), None)
    if found is None:
        pytest.skip("Carlito is not installed")
    from fontTools.ttLib import TTFont

    font = TTFont(found)
    for record in font["name"].names:
        if record.nameID in (1, 3, 4, 6, 16):
            record.string = "Harbour Sans" if record.nameID != 6 else "HarbourSans"
    font.save(tmp_path / "harbour.ttf")
    shutil.rmtree(tmp_path / "none", ignore_errors=True)
    brought = Fonts(
        "Harbour Sans", "Harbour Sans", "Courier New", (FontFile(tmp_path / "harbour.ttf", 0, "Harbour Sans", False, False),)
    )
    slide = page(1, "T", title("T"), body(para("Letters")))
    pdf, findings = handout_pdf(laid(deck(slide)), replace(theme(), fonts=brought))
    assert findings == ()
    with pdfplumber.open(io.BytesIO(pdf)) as read:
        assert any("HarbourSans" in char["fontname"] for char in read.pages[0].chars)
