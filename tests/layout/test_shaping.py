"""Fonts without a table, and scripts that join their letters, are measured in font files; what is measured by a guess is told."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tools.fonts import EM, FORMS, WIDTHS, made_font
from tools.programs import need_fonts

from igdeck.layout.fonts import about_fonts
from igdeck.layout.installed import search
from igdeck.layout.metrics import FontBook
from igdeck.layout.shaping import open_face
from igdeck.model.diagnostics import Severity
from igdeck.model.page import Pages
from igdeck.model.theme import FontFile

if TYPE_CHECKING:
    from pathlib import Path

    from layout.laid import Laid
    from playwright.sync_api import Browser

pytest.importorskip("uharfbuzz")

BEH, ALEF, CONJUNCT = "ب", "ا", "क्ष"
ARABIC = "حقق الفريق نمواً في الإيرادات"


@pytest.fixture
def files(tmp_path: Path) -> tuple[FontFile, ...]:
    """A family of two styles, the bold one wider, as a template brings it along."""
    found = []
    for name, bold, wider in (("regular", False, 0), ("bold", True, 40)):
        path = tmp_path / f"{name}.ttf"
        path.write_bytes(made_font(bold=bold, wider=wider))
        found.append(FontFile(path, 0, "Made", bold, italic=False))
    return tuple(found)


@pytest.fixture
def without_harfbuzz(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where the extra is not installed."""
    monkeypatch.setitem(sys.modules, "uharfbuzz", None)


def said(book: FontBook, pages: Pages | None = None) -> list[tuple[str, Severity, int, str]]:
    found = about_fonts(book, pages or Pages("", "", "", "", "", "", ()))
    return [(one.code, one.severity, one.line, f"{one.message}; {one.hint}") for one in found]


def test_a_font_of_the_template_is_measured_itself(files: tuple[FontFile, ...]) -> None:
    """Its own advances and kerning count, in the style that is nearest; ligatures do not, as no slide has any."""
    book = FontBook(files)
    face, bold = book.face("made", bold=False, italic=True), book.face("Made", bold=True, italic=False)
    assert face.upem == EM
    assert face.advance("abc") == 3 * WIDTHS["a"]
    assert bold.advance("abc") == 3 * (WIDTHS["a"] + 40)
    assert face.advance("AV") == 2 * WIDTHS["A"] - 120
    assert face.advance("fi") == 2 * WIDTHS["f"]
    assert said(book) == []


def test_letters_that_join_are_measured_joined(files: tuple[FontFile, ...]) -> None:
    """Arabic letters take their joined forms, Indic ones form conjuncts; the spaces and words between them change nothing."""
    face = FontBook(files).face("Made", bold=False, italic=False)
    assert face.advance(BEH) == WIDTHS[BEH]
    assert face.advance(BEH * 3) == FORMS["beh.init"] + FORMS["beh.medi"] + FORMS["beh.fina"]
    assert face.advance(CONJUNCT) == FORMS["ka_ssa"]
    assert face.advance(f"ab {CONJUNCT} {BEH}") == 2 * WIDTHS["a"] + 2 * WIDTHS[" "] + FORMS["ka_ssa"] + WIDTHS[BEH]


def test_scripts_that_a_table_lacks_are_measured_in_the_fonts_of_the_template(files: tuple[FontFile, ...]) -> None:
    """A family with a table keeps it for Latin, while words in other scripts are as wide as in the font that has them."""
    book = FontBook(files)
    face, alone = book.face("Calibri", bold=False, italic=False), FontBook().face("Calibri", bold=False, italic=False)
    assert face.advance("Table") == alone.advance("Table")
    joined = (FORMS["beh.init"] + FORMS["beh.fina"]) / EM * face.upem
    assert face.advance(BEH * 2) == pytest.approx(joined, abs=1)
    assert face.advance(f"ab{BEH * 2}") == pytest.approx(alone.advance("ab") + joined, abs=1)
    assert said(book) == []


def test_complex_scripts_are_measured_in_their_own_family(files: tuple[FontFile, ...], tmp_path: Path) -> None:
    """The one that the template has for them, whichever other font with the same letters stands before it."""
    (tmp_path / "wide.ttf").write_bytes(made_font("Wide", wider=100))
    both = (*files, FontFile(tmp_path / "wide.ttf", 0, "Wide", bold=False, italic=False))
    faces = [FontBook(both, family).face("Calibri", bold=False, italic=False) for family in ("", "wide")]
    widths = [face.advance(BEH) * EM / face.upem for face in faces]
    assert widths == pytest.approx([WIDTHS[BEH], WIDTHS[BEH] + 100], abs=1)


def test_what_a_font_lacks_has_a_width_all_the_same(files: tuple[FontFile, ...]) -> None:
    """A letter of another script is as wide as in Arial, a Chinese one an em; a joiner has no width."""
    face, arial = FontBook(files).face("Made", bold=False, italic=False), FontBook().face("Arial", bold=False, italic=False)
    assert not face.covers("Ж")
    assert face.advance("Ж") == pytest.approx(arial.advance("Ж") * EM / arial.upem, abs=1)
    assert face.advance("a漢b") == WIDTHS["a"] + EM + WIDTHS["b"]
    assert face.advance("a\u200db\u0301") == 2 * WIDTHS["a"]


def test_a_font_of_the_machine_is_found(browser: Browser) -> None:
    """An installed family is as wide as in Chromium, Arabic included, in each style."""
    need_fonts("DejaVu Sans")
    page = browser.new_page()
    book = FontBook()
    for bold in (False, True):
        style = f"font: {'bold ' * bold}100px 'DejaVu Sans'; white-space: pre; font-variant-ligatures: none"
        page.set_content(
            f'<meta charset="utf-8"><span style="{style}">AVAST office</span><br><span style="{style}">{ARABIC}</span>'
        )
        drawn = page.eval_on_selector_all("span", "all => all.map(span => span.getBoundingClientRect().width)")
        face = book.face("DejaVu Sans", bold, italic=False)
        mine = [face.advance(text) / face.upem * 100 for text in ("AVAST office", ARABIC)]
        assert mine == pytest.approx(drawn, abs=0.5)
    page.close()
    assert said(book) == []


def test_a_family_that_is_nowhere_is_told_of_once() -> None:
    """One note a family, whatever styles were asked for, says what it is measured as and what would help."""
    book = FontBook()
    for bold in (False, True):
        book.face("No Such Family", bold, italic=False)
    book.face("No Such Mono", bold=False, italic=False)
    (sans, mono) = said(book)
    assert sans[:3] == ("font-estimated", Severity.NOTE, 0)
    assert "“No Such Family” are not known: it is measured as Arial, 8% wider; put its font file into" in sans[3]
    assert "measured as Courier New" in mono[3]


@pytest.mark.usefixtures("without_harfbuzz")
def test_without_the_extra_the_hint_names_it(files: tuple[FontFile, ...]) -> None:
    """A font file that is there cannot be measured then; a wider table stands in for it."""
    book = FontBook(files)
    face = book.face("Made", bold=False, italic=False)
    assert face.advance("a") / face.upem > FontBook().face("Arial", bold=False, italic=False).advance("a") / 2048
    (found,) = said(book)
    assert found[3].endswith("; install igdeck[shaping], which measures font files")


@pytest.mark.usefixtures("without_harfbuzz")
def test_a_script_that_is_guessed_is_told_of_at_its_first_slide(pages: Laid) -> None:
    """One warning a script leads to the first slide with it. A guess is on the wide side: 0.6 em a letter, none for a mark."""
    book = FontBook()
    face = book.face("Calibri", bold=False, italic=False)
    assert face.advance("कि") == pytest.approx(1.2 * face.upem, abs=1)
    assert face.advance("กี่") == pytest.approx(0.6 * face.upem, abs=1)
    laid_out = pages.all("# Cover\n\n---\n\n## A\n\nเวลา\n\n---\n\n## B\n\nकमल and เวลา\n")
    found = said(book, laid_out)
    assert [one[:3] for one in found] == [("script-estimated", Severity.WARNING, 11), ("script-estimated", Severity.WARNING, 5)]
    assert "text in Devanagari script is measured by a guess" in found[0][3]
    assert "igdeck[shaping]" in found[0][3]


def test_a_file_that_is_no_font_opens_no_face(tmp_path: Path) -> None:
    """A damaged file, an empty one or none at all is as good as no font."""
    for name, content in (("text.ttf", b"no font at all"), ("empty.ttf", b"")):
        (tmp_path / name).write_bytes(content)
        assert open_face(tmp_path / name, 0, lambda _: 0.0) is None
    assert open_face(tmp_path / "missing.ttf", 0, lambda _: 0.0) is None


def test_folders_are_searched_where_nothing_can_be_asked(tmp_path: Path) -> None:
    """By the names in the files: the families in the order of the question, each in its nearest style."""
    for family, bold in (("Made", False), ("Made", True), ("Other", False)):
        (tmp_path / f"{family}{bold}.ttf").write_bytes(made_font(family, bold=bold))
    (tmp_path / "damaged.ttf").write_bytes(b"no font at all")
    found = search([tmp_path], ("other", "MADE", "Third"), bold=True, italic=True)
    assert [(path.name, index) for path, index in found] == [("OtherFalse.ttf", 0), ("MadeTrue.ttf", 0)]


def test_latin_in_known_families_needs_no_font() -> None:
    """Neither HarfBuzz nor fontconfig is there for a deck that tables have the widths for."""
    program = (
        "import sys; from igdeck.layout.metrics import FontBook; "
        "FontBook().face('Calibri', False, False).advance('Grüße “für” 漢字 → 😀'); "
        "print([name for name in ('uharfbuzz', 'subprocess', 'igdeck.layout.fontfiles') if name in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout == "[]\n"
