"""Handouts for cheap printers: greys of the same contrast, and dark slides on white."""

from __future__ import annotations

import io
from itertools import combinations
from typing import TYPE_CHECKING, Any

import pdfplumber
import pypdfium2
import pytest
from emit.handout.sample import HEIGHT, PALETTE, WIDTH, page, picture, sample, theme, title
from emit.handout.tagged import colour_spaces, operators

from igdeck import load_theme
from igdeck.emit.handout import handout_pdf, slides_pdf, slides_png
from igdeck.emit.ink import Ink, drawn, grounds_of, paper_ink
from igdeck.model.geometry import Box
from igdeck.model.handout import Handout
from igdeck.model.inline import Asset
from igdeck.model.page import Backdrop, Pages, PictureItem
from igdeck.model.value import replace

if TYPE_CHECKING:
    from pathlib import Path

LAYOUTS = ("1", "3", "6", "notes", "outline", "slides")
NIGHT = {
    **PALETTE, "dk1": "F1F4F9", "lt1": "0C1018", "dk2": "FFFFFF", "lt2": "1B2436", "accent1": "5EB1FF", "accent2": "FFB938",
    "accent3": "AAB7CA", "accent4": "4FD3B8", "accent5": "C8A2FF", "accent6": "FF8E85", "hlink": "7CC6FF",
}  # fmt: skip
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><rect width="40" height="30" fill="#c03020"/></svg>'


def laid(pages: Pages, layout: str, **more: Any) -> Pages:
    """Pages that are to be handed out in a layout."""
    return replace(pages, handout=Handout(**{"layout": layout, "header": "Head", "footer": "Foot"} | more))


def drawing(folder: Path) -> Asset:
    """A red rectangle as an SVG."""
    path = folder / "red.svg"
    path.write_bytes(DRAWING)
    return Asset(path, "red", "image/svg+xml", 40, 30)


def pictured(folder: Path) -> Pages:
    """The sample with pictures of all kinds, one behind a slide."""
    box = title("").box
    kinds = (picture(folder, "a.jpg"), picture(folder, "b.bmp"), drawing(folder))
    items = (PictureItem(None, f"P{n}", box, asset, f"Picture {n}", "", "") for n, asset in enumerate(kinds))
    behind = Backdrop(Box(0, 0, WIDTH, HEIGHT), picture(folder, "c.png"), opacity=0.5)
    pages = sample(folder)
    return replace(pages, pages=(*pages.pages, replace(page(9, "P", title("P"), *items), backdrop=behind)))


def luminance(color: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio (WCAG 2.2)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_grey_is_nothing_but_grey(tmp_path: Path, layout: str) -> None:
    """No colour of three parts is left, in words, shapes, photos, drawings or grounds; without being asked, there are colours."""
    pages = pictured(tmp_path)
    pdf, findings = handout_pdf(laid(pages, layout, gray=True), theme())
    assert findings == ()
    assert not operators(pdf) & {"rg", "RG", "k", "K"}
    assert colour_spaces(pdf) == {"1"}
    assert "3" in colour_spaces(handout_pdf(laid(pages, layout), theme())[0])


def test_grey_keeps_contrasts() -> None:
    """A colour and its grey stand out alike from all others."""
    for one, other in combinations(PALETTE.values(), 2):
        greys = drawn(one, "", gray=True), drawn(other, "", gray=True)
        assert contrast(*greys) == pytest.approx(contrast(f"#{one}", f"#{other}"), rel=0.03)
        assert all(grey[1:3] == grey[3:5] == grey[5:7] for grey in greys)


def test_dark_slides_become_light_with_their_contrasts() -> None:
    """On a ground that turns white every light colour keeps its contrast to the ground and to each other one."""
    ground = NIGHT["lt1"]
    assert drawn(ground, ground, gray=False).upper() == "#FFFFFF"
    for one in NIGHT.values():
        made = drawn(one, ground, gray=False)
        assert contrast(made, "#ffffff") == pytest.approx(contrast(f"#{one}", f"#{ground}"), rel=0.05)
    for one, other in combinations([NIGHT["lt2"], NIGHT["dk1"], NIGHT["accent2"], NIGHT["accent6"]], 2):
        turned = drawn(one, ground, gray=False), drawn(other, ground, gray=False)
        assert contrast(*turned) == pytest.approx(contrast(f"#{one}", f"#{other}"), rel=0.06)


@pytest.mark.parametrize("gray", [False, True])
@pytest.mark.parametrize("palette", [PALETTE, NIGHT], ids=["day", "night"])
def test_light_slides_have_a_white_ground_and_dark_words(tmp_path: Path, palette: dict[str, str], *, gray: bool) -> None:
    """With light, each slide's ground is white, and each of its words has a contrast of 4.5 to it unless it had less before."""
    dark = replace(theme(), palette=palette)
    pages = sample(tmp_path)
    pages = replace(pages, pages=tuple(each for each in pages.pages if each.number not in (4, 5)))
    pdf, _ = slides_pdf(laid(pages, "slides", light=True, gray=gray), dark)
    for drawn_page in pypdfium2.PdfDocument(pdf):
        image = drawn_page.render(scale=0.1).to_pil().convert("L")
        counted: Any = image.histogram()
        assert sum(counted[250:]) > 0.45 * image.width * image.height
    with pdfplumber.open(io.BytesIO(pdf)) as read:
        inks = {tuple(char["non_stroking_color"]) for sheet in read.pages for char in sheet.chars}
    words = ["#" + "".join(f"{round(255 * part):02x}" for part in (ink * 3 if len(ink) == 1 else ink)) for ink in inks]
    assert min(contrast(word, "#ffffff") for word in words) >= (2.2 if palette is PALETTE else 4.5)


@pytest.mark.parametrize("behind", ["accent1", "FFE9A0"])
def test_light_letters_on_a_light_ground_stay_apart_from_it(tmp_path: Path, behind: str) -> None:
    """What a dark theme writes on a light colour behind its slide stands out from white as much as it did from that."""
    dark, pages = replace(theme(), palette=NIGHT), sample(tmp_path)
    shade = NIGHT.get(behind, behind)
    first = replace(pages.pages[1], backdrop=Backdrop(Box(0, 0, dark.width, dark.height), color=behind))
    grounds = grounds_of(first, dark.layout(first.layout), dark, Handout(light=True))
    words = grounds.ink(Box(dark.width // 2, dark.height // 2, 10, 10)).color("dk1")
    assert contrast(words, grounds.background()) == pytest.approx(contrast(f"#{NIGHT['dk1']}", f"#{shade}"), rel=0.05)
    assert grounds.ink(Box(0, 0, 10, 10)).color("lt1").upper() == f"#{NIGHT['lt1']}"


def test_light_leaves_pictures_alone_and_drops_those_behind(tmp_path: Path) -> None:
    """A picture on a slide is printed as it is; one behind a slide is not printed."""
    pages = replace(pictured(tmp_path), pages=pictured(tmp_path).pages[-1:])
    for light, count in ((False, 3), (True, 2)):
        with pdfplumber.open(io.BytesIO(slides_pdf(laid(pages, "slides", light=light), theme())[0])) as read:
            assert len(read.pages[0].images) == count


def test_pictures_of_slides_are_grey_and_light_too(tmp_path: Path) -> None:
    """The PNGs for other documents have the same colours as the PDF."""
    from PIL import Image

    pages = replace(sample(tmp_path), pages=sample(tmp_path).pages[:1])
    (made,), _ = slides_png(laid(pages, "notes", light=True, gray=True), theme(), 320)
    with Image.open(io.BytesIO(made)) as image:
        colours = image.convert("RGB").getcolors(100_000) or []
    assert max(colours)[1] == (255, 255, 255)
    assert all(red == green == blue for _, (red, green, blue) in colours)  # type: ignore[misc,union-attr]


@pytest.mark.parametrize("name", ["panel", "paper", "night"])
@pytest.mark.parametrize("gray", [False, True])
def test_words_on_markers_and_bands_can_be_read(name: str, *, gray: bool) -> None:
    """Marked words, and all letters of code that is pointed at, have a contrast of 4.5, as on the stage so on white paper."""
    own = load_theme(name)
    code = own.code
    colors = [code.quiet, code.text.color, *(code.color(look) for look in ("keyword", "string", "comment", "number", "name"))]
    for ink in (Ink(own, gray), paper_ink(own, Handout(gray=gray))):
        assert contrast(ink.color("dk1"), ink.marker) >= 4.5
        assert min(contrast(ink.color(color), ink.band) for color in colors) >= 4.5


def test_markers_on_paper_are_tints() -> None:
    """What is dark under the light letters of a stage is light under dark ones: no block of ink."""
    ink = paper_ink(load_theme("night"), Handout())
    assert luminance(ink.marker) > 0.4
    assert luminance(ink.band) > 0.75
