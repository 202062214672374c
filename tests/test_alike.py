"""The two decks of one talk, drawn: the same words on the same slides, at the same places, in the same lines."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from tools.bake import bake
from tools.command import ROOT, Built, igdeck
from tools.draw import pages_of, pictures_of

if TYPE_CHECKING:
    from pathlib import Path

    from PIL import Image
    from tools.draw import Page, Word

pytestmark = [pytest.mark.draw, pytest.mark.usefixtures("libreoffice")]

#: How far the middle of a word may stand from its place in the other deck, in parts of the slide.
NEAR = 0.01
SLIDES = 8


@pytest.fixture(scope="module")
def decks(panel: Built, tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Page], list[Page]]:
    """The panel in PowerPoint, in the sizes that it shows on opening, and in the browser."""
    baked = bake(panel.pptx, tmp_path_factory.mktemp("baked") / "panel.pptx")
    return pages_of(baked), pages_of(panel.html)


def shown(page: Page) -> list[Word]:
    """The words that an audience sees, from the top left; a point or less of ink is for screen readers."""
    words = [word for word in page.seen if word.bottom - word.top > 0.004]
    return sorted(words, key=lambda word: (round(word.bottom, 2), word.left))


def distance(one: Word, other: Word) -> float:
    """How far apart two words stand, sideways by their left edges, up and down by their middles."""
    return max(abs(one.left - other.left), abs(one.top + one.bottom - other.top - other.bottom) / 2)


def test_both_decks_have_eight_slides(decks: tuple[list[Page], list[Page]]) -> None:
    """Each slide of the panel is a page, in both decks."""
    assert [len(deck) for deck in decks] == [SLIDES, SLIDES]


def test_slides_hold_the_same_words(decks: tuple[list[Page], list[Page]]) -> None:
    """What stands on a slide of one deck stands on the same slide of the other."""
    for in_powerpoint, in_browser in zip(*decks, strict=True):
        assert sorted(word.text for word in shown(in_powerpoint)) == sorted(word.text for word in shown(in_browser))


def test_words_stand_at_the_same_places(decks: tuple[list[Page], list[Page]]) -> None:
    """No word is further than a hundredth of the slide from where it stands in the other deck."""
    for in_powerpoint, in_browser in zip(*decks, strict=True):
        for word in shown(in_powerpoint):
            same = [other for other in shown(in_browser) if other.text == word.text]
            assert min(distance(word, other) for other in same) < NEAR, word


def test_lines_end_at_the_same_words(decks: tuple[list[Page], list[Page]]) -> None:
    """The words that end a line are the same in both decks."""

    def ends(page: Page) -> list[str]:
        return [one.text for one, next_one in pairwise(shown(page)) if next_one.left < one.left]

    for in_powerpoint, in_browser in zip(*decks, strict=True):
        assert ends(in_powerpoint) == ends(in_browser)


def test_nothing_runs_off_a_slide(decks: tuple[list[Page], list[Page]]) -> None:
    """Every word that is seen is seen whole, within the margins."""
    for page in (*decks[0], *decks[1]):
        for word in shown(page):
            assert 0.02 < word.left < word.right < 0.98, word
            assert 0.02 < word.top < word.bottom < 0.98, word


def test_one_colour_of_the_template_is_in_both_decks(tmp_path: Path, cache_home: Path) -> None:
    """A colour that is changed in a template is changed in the PowerPoint deck and in the HTML deck."""
    folder = tmp_path / "mine"
    folder.mkdir()
    text = (ROOT / "templates" / "panel" / "template.toml").read_text(encoding="utf-8")
    accent = next(line.split('"')[1] for line in text.splitlines() if line.startswith("accent2"))
    (folder / "template.toml").write_text(text.replace(accent, "#0B7A4B"), encoding="utf-8")
    built = igdeck("build", ROOT / "slides" / "panel.md", "-t", folder, folder=tmp_path, cache=cache_home)
    assert built.run.returncode == 0, built.run.stderr
    html = built.html.read_text(encoding="utf-8").lower()
    assert "#0b7a4b" in html
    assert accent.lower() not in html
    from zipfile import ZipFile

    with ZipFile(built.pptx) as package:
        theme = package.read("ppt/theme/theme1.xml").decode()
    assert "0B7A4B" in theme
    assert accent.removeprefix("#").upper() not in theme


LISTS = """
# Lists

---

## From eight

8. eight
9. nine
10. ten
11. eleven, whose words go on and on to the very end of the line and then to a second one below it

---

## From ninety-nine

99. goose
100. swan
     - duck

---

## A dozen

""" + "\n".join(f"{number}. item{number}" for number in range(1, 13))


@pytest.fixture(scope="module")
def lists(tmp_path_factory: pytest.TempPathFactory, cache_home: Path) -> tuple[list[Page], list[Page]]:
    """Numbered lists in PowerPoint, in the sizes that it shows on opening, and in the browser."""
    folder = tmp_path_factory.mktemp("lists")
    (folder / "lists.md").write_text(LISTS.lstrip(), encoding="utf-8")
    built = igdeck("build", folder / "lists.md", folder=folder, cache=cache_home)
    return pages_of(bake(built.pptx, folder / "baked.pptx")), pages_of(built.html)


def test_numbered_lists_stand_at_the_same_places(lists: tuple[list[Page], list[Page]]) -> None:
    """Numbers and items of one deck are where those of the other are, also where the list is set smaller."""
    for in_powerpoint, in_browser in zip(*lists, strict=True):
        ours, theirs = shown(in_powerpoint), shown(in_browser)
        assert sorted(word.text for word in ours) == sorted(word.text for word in theirs)
        for word in ours:
            assert min(distance(word, other) for other in theirs if other.text == word.text) < NEAR, word


@pytest.mark.parametrize(("number", "item", "page"), [("10.", "ten", 1), ("100.", "swan", 2), ("12.", "item12", 3)])
def test_numbers_are_clear_of_their_items(number: str, item: str, page: int, lists: tuple[list[Page], list[Page]]) -> None:
    """A number of several figures touches neither its item nor the slide's margin, in both decks."""
    for deck in lists:
        words = {word.text: word for word in shown(deck[page])}
        assert words[item].left - words[number].right > 0.002
        assert words[number].left > 0.05


CORNERS = ("red", "lime", "blue", "black")


TURNS = range(1, 9)


@pytest.fixture(scope="module")
def photos(tmp_path_factory: pytest.TempPathFactory, cache_home: Path) -> Built:
    """A deck of photos, one a slide, each turned in one of the eight ways that Exif has."""
    from PIL import Image

    folder = tmp_path_factory.mktemp("photos")
    photo = Image.new("RGB", (400, 200))
    for color, place in zip(CORNERS, ((0, 0), (200, 0), (0, 100), (200, 100)), strict=True):
        photo.paste(color, (*place, place[0] + 200, place[1] + 100))
    for turn in TURNS:
        exif = Image.Exif()
        exif[0x0112] = turn
        photo.save(folder / f"{turn}.jpg", exif=exif, quality=95, subsampling=0)
    slides = [f"## Photo {turn}\n\n![a photo]({turn}.jpg)\n" for turn in TURNS]
    (folder / "deck.md").write_text("\n".join(slides), encoding="utf-8")
    return igdeck("build", folder / "deck.md", folder=folder, cache=cache_home)


@pytest.mark.parametrize("form", ["pptx", "html"])
def test_photos_stand_as_the_camera_held_them(photos: Built, form: str) -> None:
    """The corners of each photo have the same colours in both decks, and those that its Exif orientation asks for."""
    from PIL import Image, ImageOps

    drawn = pictures_of(photos.output(f".{form}"))
    assert len(drawn) == len(TURNS)
    for turn, path in zip(TURNS, drawn, strict=True):
        with Image.open(photos.folder / f"{turn}.jpg") as camera, Image.open(path) as slide:
            wanted = corners(ImageOps.exif_transpose(camera))
            assert corners(slide.convert("RGB").crop(body_ink(slide))) == wanted, f"orientation {turn}"


def corners(picture: Image.Image) -> list[str]:
    """What colours stand in the four corners of a picture."""
    width, height = picture.size
    places = [
        (width // 4, height // 4),
        (3 * width // 4, height // 4),
        (width // 4, 3 * height // 4),
        (3 * width // 4, 3 * height // 4),
    ]
    return [colour(picture.getpixel(place)) for place in places]


def colour(seen: tuple[int, int, int]) -> str:
    """The name of the corner's colour that is nearest."""
    red, green, blue = (value > 128 for value in seen)
    return {(True, False, False): "red", (False, True, False): "lime", (False, False, True): "blue"}.get(
        (red, green, blue), "black"
    )


def body_ink(slide: Image.Image) -> tuple[int, int, int, int]:
    """The box of what is drawn in the slide's body."""
    from PIL import Image, ImageChops

    width, height = slide.size
    top, bottom, left = round(height * 0.25), round(height * 0.9), round(width * 0.05)
    body = slide.convert("RGB").crop((left, top, width, bottom))
    box = (
        ImageChops.difference(body, Image.new("RGB", body.size, "white"))
        .convert("L")
        .point(lambda value: 255 * (value > 60))
        .getbbox()
    )
    assert box
    return left + box[0], top + box[1], left + box[2], top + box[3]
