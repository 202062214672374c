"""From a talk to its pages: which layout, which box, which size."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from layout.laid import content, kinds, texts

from igdeck.layout.measure import SAFE_HEIGHT, Ruler
from igdeck.model.geometry import EMU_PER_POINT, to_points
from igdeck.model.page import CodeItem, FieldItem, PictureItem, Run, TableItem, TextItem
from igdeck.model.theme import Role

if TYPE_CHECKING:
    from pathlib import Path

    from layout.laid import Laid

    from igdeck.model.theme import Theme

LONG = "The council reports every reading of the week to all the districts that have asked for it, twice. "


def picture(folder: Path, name: str = "p.png", size: tuple[int, int] = (400, 200)) -> None:
    from PIL import Image

    Image.new("RGB", size, "#2F6DA8").save(folder / name)


@pytest.mark.parametrize(
    ("source", "layout"),
    [
        ("# Only a heading", "Section Header"),
        ("## Title\n\n- a list", "Title and Content"),
        ("# Title\n\n- a list under a heading of the first level", "Title and Content"),
        ("## Title\n\n*One paragraph, stressed as a whole.*", "Quote"),
        ("## Title\n\n*One paragraph, with **strong words** in it.*", "Quote"),
        ("## Title\n\n> What somebody said.", "Quote"),
        ("## Title\n\n*One stressed sentence.* And another one.", "Title and Content"),
        ("## Title\n\n> Said.\n\nAnd then some.", "Title and Content"),
        ("- no heading", "Title and Content"),
        ("## Title\n\n```py\nx = 1\n```", "Title and Content"),
    ],
)
def test_content_chooses_the_layout(pages: Laid, source: str, layout: str) -> None:
    """What stands on a slide says which layout it gets."""
    assert pages.second(source).layout == layout


@pytest.mark.parametrize(
    ("source", "layout"),
    [
        ("## Text\n\nSome words.\n\n![A chart](p.png)", "Two Content"),
        ("## Two\n\n![A chart](p.png)\n\n![A map](p.png)", "Two Content"),
        ("## One\n\n![A chart](p.png)", "Title and Content"),
        ('## One\n\n![A chart](p.png "Sales in 2024")', "Picture with Caption"),
    ],
)
def test_pictures_choose_the_layout(pages: Laid, source: str, layout: str) -> None:
    """A picture beside text, two pictures, a picture alone and one with a caption stand in the placeholders made for them."""
    picture(pages.folder)
    page = pages.second(source)
    assert page.layout == layout
    pictured = [item for item in content(page) if isinstance(item, PictureItem)]
    assert pictured
    assert all(item.idx is not None for item in pictured)


def test_caption_stands_beside_its_picture(pages: Laid) -> None:
    """The caption of a picture is text in the caption's placeholder."""
    picture(pages.folder)
    page = pages.second('## One\n\n![A chart](p.png "Sales in 2024")')
    caption = next(item for item in content(page) if isinstance(item, TextItem))
    assert (caption.role, texts(caption)) == (Role.CAPTION, ["Sales in 2024"])


def test_first_slide_is_the_cover(pages: Laid) -> None:
    """The first slide's list is the lines under the title, without bullets; the cover has no footer and no number."""
    cover = pages.all("## Talk\n\n- Panel on things\n- The Netherlands").pages[0]
    assert cover.layout == "Title Slide"
    (lines,) = content(cover)
    assert isinstance(lines, TextItem)
    assert (lines.role, kinds(lines)) == (Role.SUBTITLE, [("plain", 0), ("plain", 0)])
    assert not any(isinstance(item, FieldItem) for item in cover.items)


@pytest.mark.parametrize(
    "source", ["# Talk\n\n1. one\n2. two", "# Agenda\n\n- a\n  - b", "# A\n\n" + "- x\n" * 8, "- no heading"]
)
def test_first_slide_with_more_than_lines_is_no_cover(pages: Laid, source: str) -> None:
    """An agenda, a numbered list or a slide without a heading in the first place is an ordinary slide."""
    assert pages.all(source).pages[0].layout == "Title and Content"


def test_slide_without_a_heading_has_a_hidden_title(pages: Laid) -> None:
    """Screen readers and the outline get a title that stands outside of the slide."""
    page = pages.all("## Two processes\n\n- a\n\n---\n\n- b").pages[1]
    title = page.items[0]
    assert isinstance(title, TextItem)
    assert (title.hidden, texts(title)) == (True, ["Two processes (continued)"])
    assert title.box.bottom < 0


def test_lists_nest_by_level(pages: Laid) -> None:
    """Items have levels, numbers count on over what is nested, and what goes on in an item says so."""
    source = "## T\n\n3. three\n   - under it\n     - deeper\n\n   still three\n4. four\n\nplain\n\n> said"
    (body,) = content(pages.second(source))
    assert kinds(body) == [
        ("number", 0), ("bullet", 1), ("bullet", 2), ("more", 0), ("number", 0), ("plain", 0), ("quote", 0),
    ]  # fmt: skip
    assert isinstance(body, TextItem)
    assert [paragraph.number for paragraph in body.paragraphs if paragraph.kind == "number"] == [3, 4]


def test_looks_add_up(pages: Laid) -> None:
    """Stress within stress, code and links keep all their looks; a hard break is a run of its own, without spaces around."""
    source = "## T\n\n**bold *both*** `code`  \n[to the cover](#cover) ~~gone~~"
    (body,) = content(pages.second(source))
    assert isinstance(body, TextItem)
    assert [run.text for run in body.paragraphs[0].runs] == ["bold ", "both", " ", "code", "\n", "to the cover", " ", "gone"]
    runs = {run.text: run for run in body.paragraphs[0].runs}
    assert (runs["both"].bold, runs["both"].italic, runs["code"].code, runs["gone"].strike) == (True, True, True, True)
    assert runs["to the cover"].href == "#cover"


def test_quote_loses_the_emphasis_that_its_layout_has(pages: Laid) -> None:
    """The Quote layout is in italics, so only what is strong in the paragraph is marked."""
    (quote,) = content(pages.second("## T\n\n*said **loudly** there*"))
    assert isinstance(quote, TextItem)
    assert [(run.text, run.bold, run.italic) for run in quote.paragraphs[0].runs] == [
        ("said ", False, False), ("loudly", True, False), (" there", False, False),
    ]  # fmt: skip


def test_link_to_no_slide_is_said(pages: Laid) -> None:
    """A link to a slide that does not exist is a diagnostic with its line, and its words stay."""
    (body,) = content(pages.second("## T\n\n[there](#nowhere) and [back](#1)"))
    assert texts(body) == ["there and back"]
    assert [(found.code, found.line) for found in pages.said] == [("link-nowhere", 7)]
    assert isinstance(body, TextItem)
    assert body.paragraphs[0].runs[-1].href == "#cover"


def test_things_are_stacked_in_the_body(pages: Laid, theme: Theme) -> None:
    """Text, code, a table and more text stand one under the other within the body's box, the first with the placeholder."""
    source = "## T\n\nBefore.\n\n```\nx\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nAfter."
    items = content(pages.second(source))
    assert [type(item) for item in items] == [TextItem, CodeItem, TableItem, TextItem]
    place = theme.layout("Title and Content").placeholder(Role.BODY)
    assert place is not None
    assert [item.idx for item in items] == [place.idx, None, None, None]
    boxes = [item.box for item in items]
    assert all(above.bottom + theme.gap <= below.y for above, below in pairwise(boxes))
    assert boxes[0].y == place.box.y
    assert boxes[-1].bottom <= place.box.bottom


def _columns(pages: Laid, source: str) -> tuple[float, ...]:
    """The widths of a table's columns as shares of the body, the table being the only thing on its slide."""
    (table,) = content(pages.second(f"## T\n\n{source}"))
    assert isinstance(table, TableItem)
    assert sum(table.columns) == table.box.width
    assert sum(table.heights) == table.box.height
    body = pages.theme.body(pages.theme.layout("Title and Content"))[1].box
    return tuple(column / body.width for column in table.columns)


def test_words_get_the_room_that_figures_do_not_need(pages: Laid) -> None:
    """A column of words gets what is to spare in a table, one of figures hardly more than it needs."""
    minute, event = _columns(pages, f"| Minute | What happens |\n|---|---|\n| 0 | {LONG[:60]} |\n| 12 | the cable fails |")
    assert minute + event == pytest.approx(1)
    assert minute < 0.2


def test_a_table_of_few_words_is_not_pulled_apart(pages: Laid) -> None:
    """A table of short words is half as wide as its place, one of longer words as wide as that."""
    assert sum(_columns(pages, "| Day | n |\n|---|---|\n| Mon | 1 250 |\n| Tue | 98% |")) == pytest.approx(0.5, abs=0.01)
    assert sum(_columns(pages, f"| Day | n |\n|---|---|\n| Mon | {LONG[:60]} |")) == pytest.approx(1)


def test_figures_stand_at_the_right(pages: Laid) -> None:
    """A column of figures is set right-aligned, and any other left-aligned."""
    (table,) = content(pages.second("## T\n\n| Country | n |\n|---|---|\n| The Netherlands | 1 250 |\n| France | 98% |"))
    assert isinstance(table, TableItem)
    assert table.aligns == ("left", "right")


def test_a_short_column_is_not_broken_for_a_long_one(pages: Laid, theme: Theme) -> None:
    """Two short words stand in one line of their cell, beside a cell of many lines."""
    tide, _ = _columns(pages, f"| Time | What they say |\n|---|---|\n| High tide | {LONG} {LONG} {LONG} |")
    ruler = Ruler(theme)
    words = ruler.width((Run("High tide"),), theme.table.body, theme.table.body.size)
    body = theme.body(theme.layout("Title and Content"))[1].box
    assert to_points(round(tide * body.width)) - to_points(theme.table.insets.left + theme.table.insets.right) >= words - 1


def test_long_table_is_set_smaller(pages: Laid, theme: Theme) -> None:
    """A table of many rows shrinks until it fits, and under the limit that is said."""
    rows = "".join(f"| row {number} | {number} |\n" for number in range(11))
    (table,) = content(pages.second(f"## T\n\n| a | b |\n|---|---|\n{rows}"))
    assert isinstance(table, TableItem)
    assert table.size < theme.table.body.size
    assert sum(table.heights) <= table.box.height


def test_text_climbs_down_the_ladder_until_it_fits(pages: Laid, theme: Theme) -> None:
    """More text means a smaller step, and at the chosen step the text is no taller than its box."""
    (body,) = content(pages.second("## T\n\n" + "".join(f"- {LONG}\n" for _ in range(6))))
    assert isinstance(body, TextItem)
    assert (body.fit.scale, body.fit.reduction) != (100, 0)
    place = theme.layout("Title and Content").placeholder(Role.BODY)
    assert place is not None
    room = place.box.inside(place.insets)
    height = Ruler(theme).extent(body.paragraphs, place.levels, body.fit, to_points(room.width)).height
    assert height <= to_points(room.height) * SAFE_HEIGHT
    assert pages.codes == ["slide-shrunk"]


def test_short_text_is_not_scaled(pages: Laid) -> None:
    """A slide that has room keeps the template's sizes."""
    (body,) = content(pages.second("## T\n\n- one\n- two"))
    assert isinstance(body, TextItem)
    assert (body.fit.scale, body.fit.reduction, body.moved) == (100, 0, False)


def test_shrunk_text_under_the_limit_is_said(pages: Laid) -> None:
    """With `fit: shrink`, a slide whose text is smaller than the template allows is named with its line and what would help."""
    pages.all("---\nfit: shrink\n---\n\n# Cover\n\n## Much\n\n" + LONG * 30)
    assert [(found.code, found.line) for found in pages.said] == [("text-small", 7)]
    assert "Much" in pages.said[0].message
    assert "---" in pages.said[0].hint


def test_what_never_fits_continues_all_the_same(pages: Laid) -> None:
    """With `fit: shrink`, text for a book on one slide continues too, once it cannot be smaller."""
    made = pages.all("---\nfit: shrink\n---\n\n# Cover\n\n## Book\n\n" + f"{LONG} " * 400).pages
    assert len(made) > 2
    assert pages.codes == ["slide-continued", "text-small"]


def test_long_line_of_code_shrinks_the_code_alone(pages: Laid) -> None:
    """Code shrinks until its longest line fits, while the text beside it keeps its size."""
    text, code = content(pages.second(f"## T\n\nWords.\n\n```\n{'x' * 80}\n```"))
    assert isinstance(text, TextItem)
    assert isinstance(code, CodeItem)
    assert text.fit.scale == 100
    assert (code.fit.size(pages.theme.code.text.size), code.hanging) == (15, 0)
    assert pages.codes == ["slide-shrunk"]
    assert "code to 15 pt from 18 pt" in pages.said[0].message


def test_line_of_code_that_is_too_long_even_so_is_wrapped(pages: Laid) -> None:
    """One endless line does not make all code tiny: it goes on in further rows, a little further in, and that is said."""
    (code,) = content(pages.second(f"## T\n\n```\nshort\n{'x' * 250}\n```"))
    assert isinstance(code, CodeItem)
    assert code.fit.scale == 100
    assert code.hanging > 0
    assert pages.codes == ["code-wrapped"]
    pitch = 1.2 * pages.theme.code.text.size * EMU_PER_POINT
    assert 5 * pitch < code.box.inside(pages.theme.code.insets).height < 6 * pitch


def test_title_of_two_lines_is_even(pages: Laid, theme: Theme) -> None:
    """A long title is narrowed on the right until its lines are of even length, with no more lines than before."""
    words = "A title that is a little longer than one line of the slide can ever hold at its size"
    page = pages.second(f"## {words}\n\n- x")
    title = page.items[0]
    assert isinstance(title, TextItem)
    assert title.trim > 0
    place = theme.layout(page.layout).placeholder(Role.TITLE)
    assert place is not None
    room = to_points(place.box.inside(place.insets).width)
    ruler = Ruler(theme)
    runs = title.paragraphs[0].runs
    lines = [ruler.lines(runs, place.levels[0], title.fit, width) for width in (room, room - to_points(title.trim))]
    assert lines[0] == lines[1] > 1


def test_picture_keeps_its_shape_and_stays_in_its_box(pages: Laid, theme: Theme) -> None:
    """A picture is as large as its box allows, undistorted."""
    picture(pages.folder, size=(300, 900))
    (item,) = content(pages.second("## T\n\n![Tall](p.png)"))
    place = theme.layout("Title and Content").placeholder(Role.BODY)
    assert place is not None
    assert item.box.height == place.box.height
    assert item.box.width * 3 == pytest.approx(item.box.height, rel=0.01)


def test_missing_picture_leaves_a_frame(pages: Laid) -> None:
    """A picture that is not there leaves a frame that names it."""
    (item,) = content(pages.second("## T\n\n![Lost](lost.png)"))
    assert isinstance(item, PictureItem)
    assert item.asset is None
    assert "lost.png" in item.label


def test_pictures_in_odd_places_are_not_lost(pages: Laid) -> None:
    """A picture in a title, a list or a sentence stands in the body; in a table its words stand, and that is said."""
    picture(pages.folder)
    source = "## T ![a](p.png)\n\n- item ![b](p.png)\n\nwords ![c](p.png) more\n\n| ![d](p.png) |\n|---|\n| x |"
    items = [item for page in pages.behind(source) for item in content(page)]
    assert [item.alt for item in items if isinstance(item, PictureItem)] == ["a", "b", "c"]
    table = next(item for item in items if isinstance(item, TableItem))
    assert table.header[0][0].text == "d"
    assert "picture-in-table" in pages.codes


def test_names_of_shapes_are_unique(pages: Laid) -> None:
    """No two shapes of a slide share a name."""
    picture(pages.folder)
    page = pages.second("## T\n\n![a](p.png)\n\nx\n\n![b](p.png)\n\ny\n\n![c](p.png)")
    names = [item.name for item in page.items]
    assert len(names) == len(set(names))


def test_fields_stand_at_the_foot(pages: Laid) -> None:
    """Footer, date and number come from the front matter and the deck; a footer that is off is off."""
    source = "---\ntitle: Talk\ndate: 2006-03-08\nfooter: Paris\n---\n\n# Talk\n\n---\n\n## T\n\n- x"
    laid_out = pages.all(source)
    fields = {item.role: item.text for item in laid_out.pages[1].items if isinstance(item, FieldItem)}
    assert fields == {Role.FOOTER: "Paris", Role.DATE: "2006-03-08", Role.NUMBER: "2"}
    assert laid_out.date == "2006-03-08"
    without = pages.all(source.replace("Paris", "off")).pages[1]
    assert Role.FOOTER not in {item.role for item in without.items if isinstance(item, FieldItem)}


def test_headings_of_the_first_level_open_sections(pages: Laid) -> None:
    """A heading above the slide level opens a section; where there are no others, it does not."""
    laid_out = pages.all("# Part one\n\n## A\n\nx\n\n# Part two\n\n## B\n\ny")
    assert [page.section for page in laid_out.pages] == ["Part one", "", "Part two", ""]
    assert [page.section for page in pages.all("# A\n\nx\n\n# B\n\ny").pages] == ["", ""]


def test_a_list_of_twelve_keeps_a_readable_size(pages: Laid) -> None:
    """The space between paragraphs shrinks with the letters, so that a dozen short points are no reason for a warning."""
    page = pages.second("## Twelve\n\n" + "\n".join(f"- point {number}" for number in range(12)))
    (item,) = content(page)
    assert isinstance(item, TextItem)
    style = pages.theme.layout(page.layout).placeholder(Role.BODY).levels[0]
    assert pages.codes == ["slide-shrunk"]
    assert item.fit.size(style.size) >= pages.theme.limits.body


def test_wide_numbers_move_the_text_in(pages: Laid) -> None:
    """Items of a list with a wide number stand further in, what goes on in them too; small numbers need no more than bullets."""
    (wide,) = content(pages.second("## List\n\n99. a\n\n    more\n\n100. b\n\nplain"))
    (narrow,) = content(pages.second("## List\n\n1. a\n2. b"))
    assert isinstance(wide, TextItem)
    assert isinstance(narrow, TextItem)
    first, more, second, plain = (paragraph.room for paragraph in wide.paragraphs)
    assert first == more == second > 0 == plain
    assert [paragraph.room for paragraph in narrow.paragraphs] == [0, 0]


@pytest.mark.parametrize(("written", "starts"), [(0, 1), (40_000, 32_767)])
def test_a_list_starts_where_powerpoint_can(written: int, starts: int, pages: Laid) -> None:
    """Both decks count from the same number, and a warning says that it is not the author's."""
    (item,) = content(pages.second(f"## List\n\n{written}. a\n1. b"))
    assert isinstance(item, TextItem)
    assert [paragraph.number for paragraph in item.paragraphs] == [starts, starts + 1]
    assert [(said.code, said.line) for said in pages.said] == [("list-start", 7)]


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "JaVaScript:alert(1)", "vbscript:x", "data:text/html,x", "file:///etc/passwd"]
)
def test_links_that_are_not_safe_are_words(address: str, pages: Laid) -> None:
    """Their words stand alone, without brackets, and a warning says so with its line."""
    (item,) = content(pages.second(f"## Links\n\n- see [the words]({address}) here"))
    assert isinstance(item, TextItem)
    assert texts(item) == ["see the words here"]
    assert [run.href for run in item.paragraphs[0].runs if run.href] == []
    assert [(said.code, said.line) for said in pages.said] == [("link-unsafe", 7)]


def test_a_link_without_an_address_is_said(pages: Laid) -> None:
    """Its words stand alone."""
    (item,) = content(pages.second("## Links\n\n- [nothing]()"))
    assert texts(item) == ["nothing"]
    assert pages.codes == ["link-nowhere"]


def test_messages_stay_short(pages: Laid) -> None:
    """A title of hundreds of letters stands in a message with its beginning."""
    pages.second("## " + "W" * 300 + "\n\ntext")
    assert pages.codes == ["title-too-long"]
    assert len(pages.said[0].message) < 100


def test_a_missing_picture_is_named_as_its_author_wrote_it(pages: Laid) -> None:
    """Blanks and letters of all scripts stand in the frame as they are, not in percent code."""
    (item,) = content(pages.second("## P\n\n![x](<my fotos/münchen.png>)"))
    assert isinstance(item, PictureItem)
    assert item.label == "Picture missing: my fotos/münchen.png"


def test_many_columns_shrink_before_their_words_break(pages: Laid) -> None:
    """Figures are not stacked letter under letter: the text is set smaller, and a warning says so."""
    row = "|".join(str(1000 + number) for number in range(20))
    page = pages.second(f"## Wide\n\n|{row}|\n|{'-|' * 20}\n|{row}|")
    (table,) = content(page)
    assert isinstance(table, TableItem)
    assert len(set(table.heights)) == 1
    assert pages.codes == ["text-small"]


def test_an_address_in_a_table_leaves_the_others_their_words(pages: Laid) -> None:
    """Only the word that no column could hold is broken, and nothing shrinks for it."""
    (table,) = content(pages.second(f"## T\n\n|a|b|\n|-|-|\n|{'x' * 120}|shortword|"))
    (plain,) = content(pages.second("## T\n\n|a|b|\n|-|-|\n|x|shortword|"))
    assert isinstance(table, TableItem)
    assert isinstance(plain, TableItem)
    ruler, style = Ruler(pages.theme), pages.theme.table
    room = to_points(table.columns[1] - style.insets.left - style.insets.right)
    assert table.size == plain.size
    assert ruler.longest_word(table.rows[0][1], style.body, table.size) <= room + 0.1
    assert pages.codes == []


def test_tasks_in_notes_keep_their_boxes(pages: Laid) -> None:
    """What is to be done and what is done can be told apart in the notes, too."""
    said = pages.second("## A\n\nx\n\n::: notes\n- [ ] open\n- [x] done\n- plain\n:::\n").notes
    assert [(paragraph.mark, paragraph.runs[0].text) for paragraph in said] == [("☐", "open"), ("☑", "done"), ("", "plain")]
