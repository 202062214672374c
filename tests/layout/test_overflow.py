"""A slide that holds more than fits continues on others, and nothing of it is lost."""

from __future__ import annotations

from itertools import pairwise
from time import process_time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from layout.laid import COVER, Laid, content, kinds, texts

from igdeck.layout.measure import Ruler
from igdeck.model.geometry import to_points
from igdeck.model.page import CodeItem, PictureItem, TableItem, TextItem
from igdeck.model.theme import Role

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from igdeck.model.page import Item, Page
    from igdeck.model.theme import Theme

LONG = "The council reports every reading of the week to all the districts that have asked for it, twice."


def bullets(count: int, text: str = LONG) -> str:
    return "".join(f"- {number}: {text}\n" for number in range(1, count + 1))


def words(pages: Sequence[Page]) -> str:
    """All words of the content, in order."""
    return " ".join(" ".join(_words(item).split()) for page in pages for item in content(page))


def _words(item: Item) -> str:
    match item:
        case TextItem():
            return " ".join(texts(item))
        case CodeItem():
            return " ".join(line.text for line in item.lines)
        case TableItem():
            return " ".join(run.text for row in item.rows for cell in row for run in cell)
        case _:
            return ""


def title(page: Page) -> str:
    item = page.items[0]
    assert isinstance(item, TextItem)
    return texts(item)[0]


def test_long_list_continues_between_its_items(pages: Laid) -> None:
    """Twenty long bullets become slides with numbered titles; each bullet stands whole on one of them, in order."""
    made = pages.behind("## Much\n\n" + bullets(20))
    assert [title(page) for page in made] == ["Much", *(f"Much ({number})" for number in range(2, len(made) + 1))]
    assert len(made) > 1
    assert words(made) == " ".join(f"{number}: {LONG}" for number in range(1, 21))
    assert {kind for page in made for kind in kinds(content(page)[0])} == {("bullet", 0)}
    assert [(found.code, found.line) for found in pages.said] == [("slide-continued", 5), ("slide-shrunk", 5)]
    assert f"on {len(made)} slides" in pages.said[0].message


def test_parts_are_balanced_and_of_one_size(pages: Laid) -> None:
    """No part is full and the next one bare, and all are set at one step."""
    made = pages.behind("## Much\n\n" + bullets(20))
    counts = [len(texts(content(page)[0])) for page in made]
    assert max(counts) - min(counts) <= 1
    steps = {item.fit for page in made for item in content(page) if isinstance(item, TextItem)}
    assert len(steps) == 1


def test_parts_fit_at_a_size_that_is_allowed(pages: Laid, theme: Theme) -> None:
    """Every part is measured to fit, and its text is no smaller than the template's limit."""
    made = pages.behind("## Much\n\n" + bullets(40))
    place = theme.layout("Title and Content").placeholder(Role.BODY)
    assert place is not None
    for page in made:
        (item,) = content(page)
        assert isinstance(item, TextItem)
        height = (
            Ruler(theme).extent(item.paragraphs, place.levels, item.fit, to_points(place.box.inside(place.insets).width)).height
        )
        assert height <= to_points(place.box.inside(place.insets).height)
        assert item.fit.size(place.levels[0].size) >= theme.limits.body


def test_sub_items_stay_with_their_item(pages: Laid) -> None:
    """A list breaks between top-level items first, so no part starts with a sub-item."""
    made = pages.behind("## Much\n\n" + "".join(f"- {n} {LONG}\n  - {LONG}\n  - {LONG}\n" for n in range(8)))
    assert len(made) > 1
    assert all(kinds(content(page)[0])[0] == ("bullet", 0) for page in made)


def test_item_with_more_than_a_slide_of_sub_items_breaks_between_them(pages: Laid) -> None:
    """An item too large for a slide breaks between its sub-items, and is not left alone at the end of a part."""
    made = pages.behind(f"## Much\n\n- {LONG}\n" + "".join(f"  - {n} {LONG}\n" for n in range(30)))
    assert len(made) > 1
    assert all(len(kinds(content(page)[0])) > 1 for page in made)
    assert all(kinds(content(page)[0])[0] == ("bullet", 1) for page in made[1:])


def test_long_paragraph_breaks_between_sentences(pages: Laid) -> None:
    """A paragraph that is too long for a slide ends each part with a whole sentence."""
    made = pages.behind("## Much\n\n" + f"{LONG} " * 60)
    assert len(made) > 1
    assert words(made) == " ".join([LONG] * 60)
    assert all(len(texts(content(page)[0])) == 1 and texts(content(page)[0])[0].rstrip().endswith("twice.") for page in made)


def test_bullet_that_goes_on_has_no_second_bullet(pages: Laid) -> None:
    """A bullet of many sentences goes on without a bullet on the next slide."""
    made = pages.behind("## Much\n\n- " + f"{LONG} " * 60)
    assert [kinds(content(page)[0])[0][0] for page in made] == ["bullet", *["more"] * (len(made) - 1)]


def test_numbers_go_on(pages: Laid) -> None:
    """A numbered list counts on over its parts."""
    made = pages.behind("## Much\n\n" + "".join(f"{n}. {LONG}\n" for n in range(1, 31)))
    numbers = [said.number for page in made for item in content(page) if isinstance(item, TextItem) for said in item.paragraphs]
    assert len(made) > 1
    assert numbers == [*range(1, 31)]


def test_heading_stays_with_its_text(pages: Laid) -> None:
    """No part ends with a heading."""
    made = pages.behind("## Much\n\n" + "".join(f"### Heading {n}\n\n{LONG} {LONG}\n\n" for n in range(12)))
    assert len(made) > 1
    assert all(kinds(content(page)[0])[-1][0] != "heading" for page in made)


def test_table_repeats_its_header_at_the_same_widths(pages: Laid) -> None:
    """A long table breaks between rows; every part has the header, and columns as wide as in the others."""
    rows = "".join(f"| row {n} | {n} | {'more to say ' * (n % 4)}|\n" for n in range(40))
    made = pages.behind(f"## Much\n\n| Name | n | Remark |\n|---|---|---|\n{rows}")
    tables = [item for page in made for item in content(page)]
    assert len(tables) > 1
    assert all(isinstance(table, TableItem) for table in tables)
    assert len({table.columns for table in tables if isinstance(table, TableItem)}) == 1
    assert {table.header[0][0].text for table in tables if isinstance(table, TableItem)} == {"Name"}
    assert sum(len(table.rows) for table in tables if isinstance(table, TableItem)) == 40


def test_code_breaks_between_lines(pages: Laid) -> None:
    """Long code goes on with its next line."""
    lines = [f"line_{number} = {number}" for number in range(60)]
    made = pages.behind("## Much\n\n```py\n" + "\n".join(lines) + "\n```\n")
    parts = [[line.text for line in item.lines] for page in made for item in content(page) if isinstance(item, CodeItem)]
    assert len(parts) > 1
    assert [line for part in parts for line in part] == lines


def test_quotation_stays_one(pages: Laid) -> None:
    """A long quotation continues on slides of the same kind."""
    made = pages.behind("## Said\n\n> " + f"{LONG} " * 50)
    assert len(made) > 1
    assert {page.layout for page in made} == {"Quote"}


def test_picture_beside_too_much_text(pages: Laid) -> None:
    """A picture beside more text than fits keeps its place before the text, once."""
    from PIL import Image

    Image.new("RGB", (400, 200), "#2F6DA8").save(pages.folder / "p.png")
    made = pages.behind("## Much\n\n![A chart](p.png)\n\n" + bullets(20))
    pictured = [number for number, page in enumerate(made) for item in content(page) if isinstance(item, PictureItem)]
    assert pictured == [0]


def test_keys_links_and_numbers_stay_right(pages: Laid) -> None:
    """The first part has the slide's key and the section; later ones keys of their own; pages are counted through."""
    source = f"{COVER}# Part\n\n{bullets(30)}\n---\n\n## Next\n\n[back](#part) and [there](#next)"
    made = pages.all(source).pages
    assert [page.number for page in made] == [*range(1, len(made) + 1)]
    assert [page.key for page in made[:3]] == ["cover", "part", "part.2"]
    assert [page.section for page in made if page.section][-1:] == ["Part"]
    assert len({page.key for page in made}) == len(made)
    (body,) = content(made[-1])
    assert isinstance(body, TextItem)
    assert [run.href for run in body.paragraphs[0].runs if run.href] == ["#part", "#next"]


@pytest.mark.parametrize(
    ("first", "then"), [("IG (2)", "IG (2) (continued)"), ("Much", "Much (2)"), ("Taken", "Taken (continued)")]
)
def test_titles_of_parts_are_unique(pages: Laid, first: str, then: str) -> None:
    """A title with a number already, or whose next number another slide has, is continued in words."""
    made = pages.behind(f"## {first}\n\n{bullets(14)}\n---\n\n## Taken (2)\n\nx")
    assert [title(page) for page in made[:2]] == [first, then]


def test_slide_without_a_heading_continues_without_one(pages: Laid) -> None:
    """The title of a continued slide without a heading is hidden on every part, and another one on each."""
    made = pages.behind(bullets(20))
    hidden = [item for page in made for item in page.items if isinstance(item, TextItem) and item.hidden]
    assert len(hidden) == len(made) > 1
    assert len({texts(item)[0] for item in hidden}) == len(made)


def test_fit_chooses(pages: Laid) -> None:
    """`fit: shrink` keeps one slide, `fit: error` makes the same an error, and what fits is neither."""
    much = "# Cover\n\n## Much\n\n" + bullets(20)
    assert len(pages.all(f"---\nfit: shrink\n---\n\n{much}").pages) == 2
    assert pages.codes == ["text-small"]
    pages.all(f"---\nfit: error\n---\n\n{much}")
    said = [(found.code, found.severity.value) for found in pages.said]
    assert said == [("slide-continued", "error"), ("slide-shrunk", "note")]
    pages.all("---\nfit: error\n---\n\n# Cover\n\n## Little\n\n- x")
    assert pages.codes == []


def test_one_word_larger_than_a_slide_is_broken(pages: Laid) -> None:
    """What cannot be parted between words is parted between letters, and that is said."""
    made = pages.behind("## Much\n\n" + "x" * 4000)
    assert len(made) > 1
    assert words(made).replace(" ", "") == "x" * 4000
    assert set(pages.codes) == {"slide-continued", "slide-shrunk", "word-broken"}


def test_row_taller_than_a_slide_is_cut_in_all_its_cells(pages: Laid) -> None:
    """A row that no slide can hold goes on in another row, every cell where it was."""
    text = f"{LONG} " * 30
    made = pages.behind(f"## Much\n\n| a | b |\n|---|---|\n| {text} | {text} |\n| last | one |")
    tables = [item for page in made for item in content(page) if isinstance(item, TableItem)]
    assert len(tables) == len(made) > 1
    for column in (0, 1):
        said = " ".join("".join(run.text for run in row[column]).strip() for table in tables for row in table.rows)
        assert said == f"{text}{('last', 'one')[column]}"
    assert all(sum(table.heights) <= table.box.height for table in tables)
    assert not {"text-small", "slide-overfull"} & set(pages.codes)


def test_row_without_room_under_its_header_stays_whole(pages: Laid) -> None:
    """Where the header fills the slide by itself, rows are not cut, however long they are: that is in vain, and not tried."""
    start = process_time()
    header, text = f"{LONG} " * 25, f"{LONG} " * 3
    made = pages.behind(f"## Much\n\n| {header} | b |\n|---|---|\n| {text} | {text} |\n| last | one |")
    rows = [row for page in made for item in content(page) if isinstance(item, TableItem) for row in item.rows]
    assert [["".join(run.text for run in cell).strip() for cell in row] for row in rows] == [[text.strip()] * 2, ["last", "one"]]
    assert process_time() - start < 2, "it takes hundredths of a second"


def test_deck_and_slide_say_how_text_is_made_to_fit(pages: Laid) -> None:
    """What the front matter asks for holds for the deck, and what a slide asks for goes before it."""
    many, few = bullets(12), bullets(9)
    (_, small, large) = pages.all(
        f"---\nfit: shrink\nlargest: 20\n---\n# Cover\n\n---\n\n## A\n\n{many}\n---\n\n## B\n\n{few}"
    ).pages
    sizes = [item.fit.size(28) for page in (small, large) for item in content(page) if isinstance(item, TextItem)]
    assert all(size <= 20 for size in sizes)
    made = pages.all(f"---\nsmallest: 12\n---\n# Cover\n\n---\n\n## A\n\n{many}").pages
    assert len(made) == 2


def test_slides_that_go_on_with_each_other_are_of_one_size(pages: Laid) -> None:
    """“Title” and “Title (2)” that an author wrote are set alike, at the size that the fuller one needs; another slide is not."""
    made = pages.behind(f"## A\n\n- short\n\n---\n\n## A (2)\n\n{bullets(7)}\n---\n\n- and more\n\n---\n\n## B\n\n- short")
    steps = [item.fit for page in made for item in content(page) if isinstance(item, TextItem)]
    assert len(set(steps[:3])) == 1
    assert steps[0].scale < 100
    assert steps[3].scale == 100


PIECES = st.one_of(
    st.integers(1, 30).map(bullets),
    st.integers(1, 60).map(lambda count: f"{LONG} " * count),
    st.integers(1, 50).map(lambda count: "```\n" + "code line\n" * count + "```"),
    st.integers(1, 40).map(lambda count: "| a | b |\n|---|---|\n" + "| cell | cell |\n" * count),
    st.integers(1, 9).map(lambda count: "### Heading\n\n" + f"{LONG}\n\n" * count),
    st.integers(1, 9).map(lambda count: "> " + f"{LONG} " * count),
)


@settings(max_examples=40, deadline=None)
@given(pieces=st.lists(PIECES, min_size=1, max_size=4))
def test_no_word_is_lost_and_no_box_leaves_the_slide(
    theme: Theme, tmp_path_factory: pytest.TempPathFactory, pieces: list[str]
) -> None:
    """Whatever stands on a slide, its parts hold all words in order, one under the other within the body's box."""
    source = "## Much\n\n" + "\n\n".join(pieces)
    laid = Laid(theme, _folder(tmp_path_factory))
    shrunk = laid.all(f"---\nfit: shrink\n---\n\n# Cover\n\n---\n\n{source}").pages[1:]
    made = laid.behind(source)
    assert words(made) == words(shrunk)
    for page in made:
        boxes = [item.box for item in content(page)]
        assert all(above.bottom <= below.y for above, below in pairwise(boxes))
        assert all(box.bottom <= theme.height for box in boxes)
    assert not {"text-small", "slide-overfull"} & {*laid.codes}


def _folder(factory: pytest.TempPathFactory) -> Path:
    return factory.getbasetemp()
