"""Pictures as they are seen: LibreOffice and Chromium draw them at one place, and the validators say nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageDraw
from tools.draw import pages_of, pictures_of
from tools.validators import audit_faults, sdk_faults

from igdeck.ooxml.lint import lint

if TYPE_CHECKING:
    from pathlib import Path

    from tools.command import Built

MAGENTA = (230, 0, 160)
#: How far apart the edges of a picture may be in the two decks, in pixels of a slide that is 960 wide.
LOOSE = 3
SOURCE = """# Cover

---

## One

![A](wide.png)

---

## Caption

- text

![A](wide.png "A caption")

---

## Row

![A](wide.png "One") ![B](tall.png "Two") ![C](wide.png "Three")

---

## Sizes

![A](wide.png){width=3in} ![B](tall.png){height=50%}

---

## Filled

![A](rings.png){.cover}

---

## Turned

![A](turned.jpg){.cover height=2in width=5in}

---

## Drawing

![A](a.svg)

---

## Modern

![A](a.webp)

---

## Side {background="tall.png right 30%"}

- text that wraps because there is less room than there was on a whole slide of its own

---

## Whole {background="rings.png"}

---

## Faint {background="wide.png opacity=30%"}

- text

---

## Colour {background="#E600A0 left 25%"}

- text

---

## Decoration

![](wide.png){.decorative}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pictures in one colour that no template has, so that they can be found on a drawn slide."""
    folder = tmp_path_factory.mktemp("pictures")
    Image.new("RGB", (400, 200), MAGENTA).save(folder / "wide.png")
    Image.new("RGB", (200, 400), MAGENTA).save(folder / "tall.png")
    Image.new("RGB", (300, 200), MAGENTA).save(folder / "a.webp", lossless=True)
    (folder / "a.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 2"><rect width="3" height="2" fill="#e600a0"/></svg>',
        encoding="utf-8",
    )
    rings = Image.new("RGB", (600, 600), "white")
    ImageDraw.Draw(rings).ellipse((200, 200, 400, 400), fill=MAGENTA)
    rings.save(folder / "rings.png")
    exif = Image.Exif()
    exif[0x0112] = 6
    ImageDraw.Draw(turned := Image.new("RGB", (600, 300), "white")).rectangle((0, 0, 300, 300), fill=MAGENTA)
    turned.save(folder / "turned.jpg", exif=exif, quality=95)
    (folder / "d.md").write_text(SOURCE, encoding="utf-8")
    return folder


@pytest.fixture(scope="module", params=["panel", "paper", "night"])
def built(request: pytest.FixtureRequest, folder: Path, cache_home: Path) -> Built:
    """The deck with each template."""
    from tools.command import igdeck

    made = igdeck("build", "d.md", "-t", request.param, "--to", "pptx,html,pdf", folder=folder, cache=cache_home)
    assert made.run.returncode == 0, made.run.stderr
    return made


def coloured(drawn: Path) -> tuple[int, int, int, int] | None:
    """The box of all that is magenta."""
    image = Image.open(drawn).convert("RGB")
    red, green, blue = image.split()
    is_red, is_blue = red.point(lambda v: 255 * (v > 150)), blue.point(lambda v: 255 * (70 < v < 215))
    is_flat = green.point(lambda v: 255 * (v < 60))
    from PIL import ImageChops

    return ImageChops.multiply(ImageChops.multiply(is_red, is_blue), is_flat).getbbox()


@pytest.mark.usefixtures("libreoffice", "browser")
def test_pictures_stand_at_one_place(built: Built) -> None:
    """What is drawn of each picture begins and ends at the same place in PowerPoint's deck, in the HTML deck and in the PDF."""
    office, *others = (pictures_of(built.output(suffix)) for suffix in (".pptx", ".html", ".pdf"))
    seen = 0
    for other in others:
        assert len(office) == len(other)
        for number, (one, two) in enumerate(zip(office, other, strict=True), 1):
            first, second = coloured(one), coloured(two)
            assert (first is None) == (second is None), number
            if first and second:
                seen += 1
                assert all(abs(a - b) <= LOOSE for a, b in zip(first, second, strict=True)), (number, first, second)
    assert seen >= 2 * 11


@pytest.mark.usefixtures("libreoffice", "browser")
def test_circle_stays_round(built: Built) -> None:
    """A picture that is cut to its place, or to a whole slide, is not squeezed."""
    for suffix in (".pptx", ".html", ".pdf"):
        drawn = pictures_of(built.output(suffix))
        for number in (6, 11):
            found = coloured(drawn[number - 1])
            assert found
            left, top, right, bottom = found
            assert (right - left) / (bottom - top) == pytest.approx(1, abs=0.05), (suffix, number)


@pytest.mark.usefixtures("libreoffice", "browser")
def test_words_keep_clear_of_a_side(built: Built) -> None:
    """Words beside a background on a side end before it, in both decks."""
    for path in (built.pptx, built.html):
        words = pages_of(path)[9].seen
        assert len({word.line for word in words}) > 2
        assert all(word.right < 0.7 for word in words)


def test_validators_say_nothing(built: Built) -> None:
    """The deck is what PowerPoint expects, by both validators and the project's own."""
    assert sdk_faults(built.pptx) == []
    assert audit_faults(built.pptx) == []
    assert [*lint(built.pptx)] == []


def test_alternatives_are_carried(built: Built) -> None:
    """Alternative texts and decoration are in both decks."""
    from pptx import Presentation

    slides = Presentation(str(built.pptx)).slides
    (picture,) = [shape for shape in slides[1].shapes if shape._element.tag.endswith("}pic")]
    assert picture._element.nvPicPr.cNvPr.get("descr") == "A"
    decoration = slides[13].shapes[-1 if slides[13].shapes[-1]._element.tag.endswith("}pic") else 1]
    assert "decorative" in decoration._element.xml
    page = built.html.read_text(encoding="utf-8")
    assert 'alt="A"' in page or 'aria-label="A"' in page
    assert 'style="' not in page
