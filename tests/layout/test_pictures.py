"""Pictures in their boxes: rows, sizes, captions, and what lies behind a slide."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from layout.laid import Laid, content
from PIL import Image

from igdeck.layout.backdrop import contrast
from igdeck.model.geometry import EMU_PER_INCH, EMU_PER_POINT, Box
from igdeck.model.page import FieldItem, Page, PictureItem, TextItem
from igdeck.model.theme import Role
from igdeck.theme import load_theme

if TYPE_CHECKING:
    from igdeck.model.theme import Theme

SHAPES = {"wide": (300, 100), "square": (200, 200), "tall": (100, 240), "photo": (400, 300)}


@pytest.fixture
def shown(pages: Laid) -> Laid:
    """Pages beside a few pictures of different shapes."""
    for name, size in SHAPES.items():
        Image.new("RGB", size, "#2F6DA8").save(pages.folder / f"{name}.png")
    return pages


def pictures(page: Page) -> list[PictureItem]:
    return [item for item in page.items if isinstance(item, PictureItem)]


def captions(page: Page) -> list[TextItem]:
    return [item for item in page.items if isinstance(item, TextItem) and item.role is Role.CAPTION]


def body(theme: Theme, layout: str = "Title and Content") -> Box:
    place = theme.layout(layout).placeholder(Role.BODY)
    assert place
    return place.box


def apart(boxes: list[Box]) -> bool:
    """Whether no two boxes overlap."""
    return not any(a.x < b.right and b.x < a.right and a.y < b.bottom and b.y < a.bottom for a, b in combinations(boxes, 2))


def within(box: Box, room: Box) -> bool:
    return box.x >= room.x and box.y >= room.y and box.right <= room.right and box.bottom <= room.bottom


@pytest.mark.parametrize("names", ["wide square tall", "photo " * 4, "tall " * 5, "wide " * 3, "photo tall wide square " * 3])
def test_pictures_stand_in_rows(shown: Laid, theme: Theme, names: str) -> None:
    """Pictures keep their shape and order, stand apart at one height, and are larger than in one column or one row."""
    page = shown.second("## T\n\n" + "\n".join(f"![It]({name}.png)" for name in names.split()))
    found, room = [item.box for item in pictures(page)], body(theme)
    assert len(found) == len(names.split())
    assert apart(found)
    assert all(within(box, room) for box in found)
    assert max(box.height for box in found) - min(box.height for box in found) <= 1
    ratios = [SHAPES[name][0] / SHAPES[name][1] for name in names.split()]
    assert [box.width / box.height for box in found] == pytest.approx(ratios, rel=0.01)
    gaps = theme.gap * (len(found) - 1)
    column = min((room.height - gaps) / len(found), room.width / max(ratios))
    row = min((room.width - gaps) / sum(ratios), room.height)
    assert found[0].height >= max(column, row) * 0.99


def test_captions_stand_below_their_pictures(shown: Laid, theme: Theme) -> None:
    """Each caption is in the template's style of captions, below its picture, clear of all else, inside the body."""
    said = ["One", "A caption that is quite a bit longer than its own picture is wide, and so needs lines", "Three"]
    source = "\n".join(f'![It]({name}.png "{text}")' for name, text in zip(("photo", "tall", "wide"), said, strict=True))
    page = shown.second(f"## T\n\n{source}")
    below = captions(page)
    assert ["".join(run.text for run in item.paragraphs[0].runs) for item in below] == said
    boxes = [item.box for item in (*pictures(page), *below)]
    assert apart(boxes)
    assert all(within(box, body(theme)) for box in boxes)
    assert all(
        text.box.y > picture.box.bottom and text.box.x == picture.box.x
        for picture, text in zip(pictures(page), below, strict=True)
    )
    assert len({item.fit for item in below}) == 1
    assert theme.caption()[0].name == "Picture with Caption"


@pytest.mark.parametrize(
    ("asked", "size"),
    [
        ("width=3in", (3, 1)),
        ("height=1in", (3, 1)),
        ("width=6cm height=6cm", (2.362, 2.362)),
        ("width=288px", (3, 1)),
        ("width=50%", (5.92, 1.97)),
    ],
)
def test_size_is_as_asked(shown: Laid, asked: str, size: tuple[float, float]) -> None:
    """A width or a height is kept; with one of them the shape is, too; with both the picture is cut to that shape."""
    (found,) = pictures(shown.second(f"## T\n\n![It](wide.png){{{asked}}}"))
    assert (found.box.width / EMU_PER_INCH, found.box.height / EMU_PER_INCH) == pytest.approx(size, abs=0.01)
    assert found.cover == ("height=6cm" in asked)
    assert "picture-size" not in shown.codes


def test_size_beyond_the_place(shown: Laid, theme: Theme) -> None:
    """A picture that is asked to be larger than its place is as large as fits, and that is said."""
    (found,) = pictures(shown.second("## T\n\n![It](photo.png){width=30in}"))
    assert within(found.box, body(theme))
    assert "picture-size" in shown.codes


def test_sized_picture_leaves_room_to_text(shown: Laid) -> None:
    """Between two texts a picture takes what it is asked to have, and no more."""
    page = shown.second("## T\n\nAbove\n\n![It](photo.png){height=1in}\n\nBelow")
    above, picture, below = content(page)
    assert picture.box.height == EMU_PER_INCH
    assert above.box.bottom < picture.box.y
    assert picture.box.bottom < below.box.y < picture.box.bottom + EMU_PER_INCH


def test_cover_fills_the_place(shown: Laid, theme: Theme) -> None:
    """A picture that covers fills its place; several do so as a grid of cells of one size."""
    (one,) = pictures(shown.second("## T\n\n![It](tall.png){.cover}"))
    assert one.cover
    assert one.box == body(theme)
    many = [item.box for item in pictures(shown.second("## T\n\n" + "![It](photo.png){.cover}\n" * 6))]
    assert apart(many)
    assert len({(box.width, box.height) for box in many}) == 1
    assert sum(box.width * box.height for box in many) > 0.85 * body(theme).width * body(theme).height


@pytest.mark.parametrize("template", ["panel", "paper", "night"])
def test_four_covers_stand_two_by_two(shown: Laid, template: str) -> None:
    """Four pictures that cover are a full grid in every template, not three and one below."""
    four = "![It](photo.png){.cover}\n" * 4
    boxes = [item.box for item in pictures(Laid(load_theme(template), shown.folder).second(f"## T\n\n{four}"))]
    assert len({box.x for box in boxes}) == len({box.y for box in boxes}) == 2


def test_picture_below_a_list_in_a_column_can_be_made_out(shown: Laid, theme: Theme) -> None:
    """A list in a column gets smaller before the picture below it, without its caption, has less than a quarter of the height."""
    items = "- one line\n" * 6
    page = shown.second(f'## T\n\n:::: columns\n::: column\n{items}\n![It](photo.png "A caption")\n:::\n::: column\nx\n:::\n::::')
    (picture,) = pictures(page)
    assert picture.box.height >= 0.24 * body(theme, "Two Content").height


def test_number_beside_a_background_is_in_one_line(shown: Laid) -> None:
    """A slide's number has room for three figures however little a background leaves, and no field reaches into another."""
    head = "---\ntitle: A title for the foot\nslide-date: on\ndate: 2026-01-01\n---\n\n"
    page = shown.all(head + '## T {background="photo.png right 75%"}\n\nwords').pages[-1]
    number = next(item.box for item in page.items if isinstance(item, FieldItem) and item.role is Role.NUMBER)
    assert number.width >= 24 * EMU_PER_POINT
    assert apart([item.box for item in page.items if isinstance(item, FieldItem)])


@pytest.mark.parametrize("side", ["left", "right"])
def test_background_on_a_side_moves_the_content(shown: Laid, theme: Theme, side: str) -> None:
    """A background on a side takes its share of the slide; text, title and fields stand in the rest."""
    page = shown.second(f'## T {{background="photo.png {side} 40%"}}\n\n- Some words\n\n![It](tall.png "A caption")')
    backdrop = page.backdrop
    assert backdrop
    assert not backdrop.behind
    assert (backdrop.box.width, backdrop.box.height) == (round(theme.width * 0.4), theme.height)
    assert all(apart([backdrop.box, item.box]) for item in page.items)
    assert any(isinstance(item, FieldItem) for item in page.items)


def test_background_of_a_slide(shown: Laid, theme: Theme) -> None:
    """A whole background moves nothing; one that shows all of its picture keeps the picture's shape."""
    plain = shown.second("## T\n\n- words")
    page = shown.second('## T {background="tall.png opacity=30%"}\n\n- words')
    assert page.items == plain.items
    assert page.backdrop
    assert page.backdrop.behind
    assert page.backdrop.box == Box(0, 0, theme.width, theme.height)
    held = shown.second('## T {background="tall.png contain"}\n\n- words').backdrop
    assert held
    assert held.box.width / held.box.height == pytest.approx(100 / 240, rel=0.01)


@pytest.mark.parametrize(
    ("color", "told"), [("dk1", True), ("#101010", True), ("lt2", False), ("#FFF4DD", False), ("#000 opacity=5%", False)]
)
def test_contrast_of_a_background(shown: Laid, color: str, told: bool) -> None:
    """Text that cannot be read on the colour of its background is said."""
    shown.second(f'## T {{background="{color}"}}\n\n- words')
    assert ("background-contrast" in shown.codes) == told


def test_contrast_is_that_of_wcag() -> None:
    """Black on white is 21 : 1, and the grey that WCAG's authors name just passes."""
    assert contrast("000000", "FFFFFF") == pytest.approx(21)
    assert contrast("767676", "FFFFFF") == pytest.approx(4.54, abs=0.01)
