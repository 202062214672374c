"""Columns that have too little room, and tables with too many."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from layout.laid import content, texts

from igdeck.layout.measure import Ruler
from igdeck.model.geometry import to_points
from igdeck.model.page import CodeItem, Fit, PictureItem, TableItem, TextItem

if TYPE_CHECKING:
    from layout.laid import Laid

    from igdeck.model.page import Item
    from igdeck.model.theme import Theme


def columns(*inside: tuple[str, str]) -> str:
    """Columns with a width and what stands in each."""
    return ":::: columns\n" + "".join(f"::: {{.column {width}}}\n{words}\n:::\n" for width, words in inside) + "::::\n"


def beside(items: list[Item]) -> bool:
    """Whether two things stand side by side."""
    return items[0].box.right < items[1].box.x


@pytest.mark.parametrize(
    ("narrow", "side_by_side"),
    [("**1**", True), ("- a", True), ("Considerable", False), ("```py\nx = 1\n```", False), ("::: tip\nx\n:::", False)],
)
def test_columns_too_narrow_for_their_words_stand_one_below_the_other(narrow: str, side_by_side: bool, pages: Laid) -> None:
    """A figure has room in a narrow column; a longer word, code or a callout takes the width of the slide, which is said."""
    page = pages.second(f"## T\n\n{columns(('width=5%', narrow), ('width=85%', '![p](p.png)'), ('width=10%', '2'))}")
    items = [item for item in content(page) if isinstance(item, TextItem | CodeItem | PictureItem)]
    assert beside(items) is side_by_side
    assert ("columns-narrow" in [found.code for found in pages.said]) is not side_by_side


def test_columns_within_narrow_columns_keep_their_words_whole(pages: Laid) -> None:
    """Three columns in a column of a fifth stand one below the other there, and no word is broken."""
    inner = columns(*[("", "Considerable words")] * 3).replace("::::", ":::::::").replace(":::\n", "::::::\n")
    pages.second(f"## T\n\n{columns(('width=20%', 'x'), ('', 'y')).replace('x', inner)}")
    assert "word-broken" not in [found.code for found in pages.said]


def test_columns_of_more_than_the_whole_are_scaled(pages: Laid, theme: Theme) -> None:
    """Two columns that ask for 80 % each have half of the width each, which is said; an endless word in them continues."""
    drawn = pages.behind(f"## T\n\n{columns(('width=80%', 'x' * 4000), ('width=80%', '- a'))}")
    body = theme.body(theme.layout("Title and Content"))[1].box
    for page in drawn:
        for item in content(page):
            assert to_points(item.box.width) == pytest.approx(to_points(body.width) / 2, rel=0.05)
            assert item.box.bottom <= body.bottom
    assert {found.code for found in pages.said} == {"columns-wide", "slide-continued", "word-broken", "slide-shrunk"}


def test_a_table_of_too_many_columns_is_parted(pages: Laid, theme: Theme) -> None:
    """Forty columns of words become some tables, each as wide as the slide at most, with the first column in each."""
    cells = " | ".join(["first", *(f"column {number}" for number in range(2, 41))])
    drawn = pages.behind(f"## T\n\n| {cells} |\n|{'---|' * 40}\n| {cells} |\n")
    tables = [item for page in drawn for item in content(page) if isinstance(item, TableItem)]
    assert len(tables) > 1
    assert all(table.rows[0][0][0].text == "first" for table in tables)
    assert sum(len(table.columns) - 1 for table in tables) == 39
    assert all(sum(table.columns) <= theme.body(theme.layout("Title and Content"))[1].box.width for table in tables)
    assert "table-parted" in [found.code for found in pages.said]
    assert "slide-overfull" not in [found.code for found in pages.said]


def test_a_caption_as_long_as_a_text_continues(pages: Laid) -> None:
    """A caption of hundreds of words goes on on other slides, as a text does, and its picture can still be seen."""
    drawn = pages.behind(f'## T\n\n![p](p.png "{"many words " * 300}")')
    said = (text for page in drawn for item in content(page) if isinstance(item, TextItem) for text in texts(item))
    assert "".join(said).count("many words") == 300
    assert all(item.box.height > 1_000_000 for page in drawn for item in content(page) if isinstance(item, PictureItem))
    assert "slide-overfull" not in [found.code for found in pages.said]


def test_lists_in_lists_that_hold_nothing_can_be_parted(pages: Laid) -> None:
    """Pictures and, below them, eleven lists in each other with one word in the innermost fit on some slides."""
    pages.behind("## T\n\n" + "![p](p.png){width=90%}\n- - - - - - - - - - - deep\n\n" * 3)
    assert "slide-overfull" not in [found.code for found in pages.said]


def test_the_box_of_a_task_is_clear_of_its_words(pages: Laid, theme: Theme) -> None:
    """Tasks stand as far in as their box needs, and bullets beside them too; other lists stand where they did."""
    (tasks,) = content(pages.second("## T\n\n- [ ] to do\n- [x] done\n- neither"))
    (bullets,) = content(pages.second("## T\n\n- to do\n- done"))
    assert isinstance(tasks, TextItem)
    assert isinstance(bullets, TextItem)
    style = theme.body(theme.layout("Title and Content"))[1].levels[0]
    for said in tasks.paragraphs:
        assert to_points(style.hanging + said.room) > 1.05 * style.size
    assert all(said.room == 0 for said in bullets.paragraphs)


def test_a_slide_that_continues_breaks_no_word_that_it_need_not(pages: Laid) -> None:
    """Words that fit at the smallest size are set so on all slides, rather than broken at a larger one."""
    words = "\n".join(f"- Unbrechbarkeit{number}" for number in range(40))
    pages.behind(f"## T\n\n{columns(('width=24%', words), ('', 'x'))}")
    assert "slide-continued" in [found.code for found in pages.said]
    assert "word-broken" not in [found.code for found in pages.said]


def test_lowered_words_have_their_room_in_each_line(pages: Laid, theme: Theme) -> None:
    """A box keeps room for what LibreOffice moves lines apart by for lowered words, in every line that has some."""
    place = theme.body(theme.layout("Title and Content"))[1]
    ruler, fit = Ruler(theme), Fit(70, 20)

    def height(source: str) -> float:
        (text,) = content(pages.second(f"## T\n\n{source}"))
        assert isinstance(text, TextItem)
        return ruler.extent(text.paragraphs, place.levels, fit, 800).height

    more = height("- H~2~O\n" * 5) - height("- H2O\n" * 5)
    assert more >= 5 * 0.14 * fit.size(place.levels[0].size)
