"""Widths are those of the fonts themselves, kerned as browsers kern; what no table has is guessed on the wide side."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING
from unicodedata import category

import pytest
from fontTools.ttLib import TTFont
from tools.programs import need_fonts

from igdeck.layout.metrics import FontBook

if TYPE_CHECKING:
    from playwright.sync_api import Browser

#: Not Caladea: Debian's (20200211) is a redrawn one, which has not the widths of Cambria any more.
FAMILIES = ("Carlito", "Liberation Sans", "Liberation Serif", "Liberation Mono")
STYLES = {(False, False): "regular", (True, False): "bold", (False, True): "italic", (True, True): "bold italic"}
#: Drawn over the character before, or not at all.
NO_WIDTH = {"Mn", "Me", "Cf"}
#: Letters of the scripts that the tables are for.
LETTERS = [chr(code) for code in (*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x370, 0x530), *range(0x1E00, 0x1F00))]
#: Liberation 2, which the tables are made from, gave these another width than Liberation 1.07 (Debian 12) has.
REDRAWN = set("·ĩīĭįпЌЍѝ")
PHRASES = (
    "AVATAR Tomorrow, “Wolfgang” T. Yeats’ LTA P.",
    "The quick brown fox jumps over the lazy dog 0123456789",
    "Ångström, façade, Żółć, šťáva, naïve Œuvre",
    "Γρήγορη αλεπού ΑΥΤΟ Τέλος",
    "Быстрая лиса ГАТУ Где Тут",
    "(a) [b] {c} <d> a/b — c–d… 50% #1 @x €9.99",
    "ff fi fl ffi office affluent Tafel",
)


def installed(family: str, style: str) -> TTFont:
    """The font file that fontconfig finds for a face."""
    need_fonts(family)
    pattern = f"{family}:style={style.title()}"
    path = subprocess.run(["fc-match", "--format", "%{file}", pattern], capture_output=True, text=True, check=True).stdout
    return TTFont(path, lazy=True)


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("look", STYLES, ids=STYLES.values())
def test_advances_are_the_fonts_own(family: str, look: tuple[bool, bool]) -> None:
    """The width of each letter of a face is the one in the font file, to the unit."""
    font, face = installed(family, STYLES[look]), FontBook().face(family, *look)
    names = font.getBestCmap()
    assert face.upem == font["head"].unitsPerEm
    wide = (char for char in LETTERS if ord(char) in names and category(char) not in NO_WIDTH)
    mine = {char: face.advance(char) for char in wide if family == "Carlito" or char not in REDRAWN}
    assert len(mine) > 300
    assert mine == {char: font["hmtx"].metrics[names[ord(char)]][0] for char in mine}


@pytest.mark.draw
@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("look", STYLES, ids=STYLES.values())
def test_phrases_are_as_wide_as_in_chromium(browser: Browser, family: str, look: tuple[bool, bool]) -> None:
    """A kerned phrase is as wide as Chromium sets it without ligatures, to a thousandth of an em a letter."""
    need_fonts(family)
    bold, italic = look
    page = browser.new_page()
    widths = page.evaluate(
        """([font, phrases]) => {
            const span = document.createElement("span");
            span.style.cssText = `font: ${font}; white-space: pre; font-variant-ligatures: none; font-kerning: normal`;
            document.body.append(span);
            return phrases.map(text => { span.textContent = text; return span.getBoundingClientRect().width });
        }""",
        [f"{'italic ' * italic}{'bold ' * bold}100px '{family}'", PHRASES],
    )
    page.close()
    face = FontBook().face(family, bold, italic)
    mine = {text: face.advance(text) / face.upem * 100 for text in PHRASES}
    assert mine == {text: pytest.approx(width, abs=0.1 * len(text)) for text, width in zip(PHRASES, widths, strict=True)}


def test_office_families_are_measured_as_their_free_twins() -> None:
    """Calibri, Cambria, Arial, Times New Roman and Courier New have the widths of Carlito, Caladea, Arimo, Tinos and Cousine."""
    book = FontBook()
    for office, twin in (("Calibri", "Carlito"), ("CAMBRIA", "Caladea"), ("'Arial'", "Arimo"), ("Courier New", "Cousine")):
        assert book.face(office, bold=True, italic=False) is book.face(twin, bold=True, italic=False)
        assert book.is_exact(office)
    assert book.face("Times New Roman", bold=False, italic=False).advance("a") == 909


def test_cambria_has_its_published_widths() -> None:
    """The widths that Word writes into a PDF for Cambria, to a thousandth of an em: Caladea's of 2013, not of today."""
    published = {
        " ": 220, "0": 554, "1": 554, "A": 623, "B": 611, "C": 563, "E": 575, "H": 687, "M": 815, "T": 593, "Y": 570,
        "a": 488, "b": 547, "e": 488, "m": 832, "n": 558, "o": 531, "x": 483, "z": 455,
    }  # fmt: skip
    face = FontBook().face("Cambria", bold=False, italic=False)
    assert face.upem == 1000
    assert {char: face.advance(char) for char in published} == pytest.approx(published, abs=1)


def test_any_other_family_is_taken_to_be_wider() -> None:
    """A family without a table is measured wider than Arial, a wide one still wider, a monospaced one as Courier."""
    book = FontBook()

    def ems(family: str) -> float:
        face = book.face(family, bold=False, italic=False)
        return face.advance("Handgloves") / face.upem

    assert ems("Arial") < ems("Inter") < ems("Verdana") < 1.25 * ems("Arial")
    assert ems("Courier New") < ems("JetBrains Mono") < 1.02 * ems("Courier New")
    assert not book.is_exact("Inter")


def test_characters_that_a_face_lacks_have_a_width(monkeypatch: pytest.MonkeyPatch) -> None:
    """More than another table's width, or a guess: an em for East Asian, more for an emoji, none for marks and controls."""
    monkeypatch.setitem(sys.modules, "uharfbuzz", None)
    face = FontBook().face("Caladea", bold=False, italic=False)
    assert not face.covers("Ж")
    arimo = FontBook().face("Arimo", bold=False, italic=False)
    assert face.advance("Ж") / face.upem == pytest.approx(1.16 * arimo.advance("Ж") / 2048, abs=0.001)
    ems = {char: face.advance(char) / face.upem for char in ("漢", "\U0001f600", "\u0301", "\u200d", "\t", "ก", "\U0001f3fd")}
    assert ems == {"漢": 1.0, "\U0001f600": 1.25, "\u0301": 0.0, "\u200d": 0.0, "\t": 1.0, "ก": 0.6, "\U0001f3fd": 1.0}
    assert face.advance("漢ก") == face.advance("漢") + face.advance("ก")


def test_quotation_marks_beside_han_and_kana_are_an_em_wide() -> None:
    """Eastern fonts have them so, and PowerPoint sets them in those; between Latin letters or Hangul they are Latin ones."""
    face = FontBook().face("Carlito", bold=False, italic=False)
    em = face.advance("漢")
    assert face.advance("“漢”") == 3 * em
    assert face.advance("漢——字") == 4 * em
    assert face.advance("“漢”") == 3 * em, "the second time as the first"
    assert face.advance("“한”") == 2 * face.advance("“") + face.advance("한")
    assert face.advance("한") / em == pytest.approx(0.92, abs=0.001)


def test_hebrew_is_as_wide_as_in_arial(monkeypatch: pytest.MonkeyPatch) -> None:
    """Decks set it in Arial in any family, its spaces and points too, so that without a font file there is nothing to guess."""
    monkeypatch.setitem(sys.modules, "uharfbuzz", None)
    book = FontBook()
    arial = book.face("Arial", bold=True, italic=False)
    for family in ("Calibri", "Cambria", "Times New Roman"):
        face = book.face(family, bold=True, italic=False)
        assert face.advance("שלום 2.1") / face.upem == pytest.approx(arial.advance("שלום 2.1") / arial.upem, abs=0.002)
        assert face.advance("שָׁ") == face.advance("ש")
    assert book.guessed() == ()


def test_no_text_has_no_width() -> None:
    """The width of nothing is nothing."""
    assert FontBook().face("Carlito", bold=False, italic=False).advance("") == 0
