"""What belongs to slides: steps, notes, layouts that are asked for, fields, sections, contents, links and directions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from layout.laid import Laid, content, kinds, texts

from igdeck.model.page import BandItem, CodeItem, FieldItem, PictureItem, TableItem, TextItem
from igdeck.model.theme import Role
from igdeck.theme.variants import unheaded

if TYPE_CHECKING:
    from pathlib import Path

    from igdeck.model.page import Page
    from igdeck.model.theme import Theme

LIST = "::: incremental\n{}\n:::\n"


def steps(page: Page) -> list[int]:
    """The clicks of the paragraphs on a page."""
    return [said.step for item in content(page) if isinstance(item, TextItem) for said in item.paragraphs]


def fields(page: Page) -> dict[str, str]:
    """What stands around a page."""
    return {item.role.value: item.text for item in page.items if isinstance(item, FieldItem)}


def test_steps_are_counted_in_reading_order(pages: Laid) -> None:
    """Items come one by one, what follows a list does not wait for them, what follows a pause does."""
    page = pages.second("# T\n\nAt once\n\n" + LIST.format("- a\n- b") + "\nAt once too\n\n. . .\n\nLast\n\nWith it")
    assert (steps(page), page.clicks) == ([0, 1, 2, 0, 3, 3], 3)


def test_pauses_that_nothing_follows_are_no_clicks(pages: Laid) -> None:
    """Two pauses are one, and one at the end is none."""
    page = pages.second("# T\n\nA\n\n. . .\n\n. . .\n\nB\n\n. . .\n")
    assert (steps(page), page.clicks) == ([0, 1], 1)


def test_a_slide_that_continues_counts_anew(pages: Laid) -> None:
    """On each further slide the first item is there with the page, and the others come with clicks counted from 1."""
    first, second, *_ = pages.behind("# T\n\n" + LIST.format("\n".join(f"- item {n}" for n in range(30))))
    assert steps(first)[0] == 1
    assert steps(second) == list(range(len(steps(second))))
    assert second.clicks == len(steps(second)) - 1


def test_things_wait_for_their_clicks(pages: Laid) -> None:
    """Pictures, code and tables after a pause appear with it; rows of a table in steps one by one."""
    page = pages.second(
        "# T\n\n. . .\n\n![A](a.png)\n\n. . .\n\n```\nx\n```\n\n::: incremental\n| A |\n|---|\n| 1 |\n| 2 |\n:::\n"
    )
    picture, code, table = content(page)
    assert isinstance(picture, PictureItem)
    assert isinstance(code, CodeItem)
    assert isinstance(table, TableItem)
    assert (picture.step, code.step, table.step, table.steps, page.clicks) == (1, 2, 2, (3, 4), 4)


def test_code_points_at_one_group_after_another(pages: Laid) -> None:
    """Each further group of lines has a click of its own."""
    (code,) = content(pages.second("# T\n\n```py {1|2-3|4}\na\nb\nc\nd\n```\n"))
    assert isinstance(code, CodeItem)
    assert code.turns == (1, 2)


def test_notes_go_with_the_first_part(pages: Laid) -> None:
    """Notes are paragraphs with levels and looks, and stand on no slide."""
    body = "\n".join(f"- item {n}" for n in range(30))
    first, second, *_ = pages.behind(f"# T\n\n{body}\n\n::: notes\nSay **it**.\n\n1. one\n   - deeper\n:::\n")
    assert [(said.kind, said.level, said.number) for said in first.notes] == [("plain", 0, 0), ("number", 0, 1), ("bullet", 1, 0)]
    assert [run.bold for run in first.notes[0].runs] == [False, True, False]
    assert second.notes == ()
    assert not any("Say" in text for page in (first, second) for item in content(page) for text in texts(item))


@pytest.mark.parametrize(
    ("asked", "body", "filled"),
    [
        ("title-only", "", []),
        ("blank", "", []),
        ("section", "A line\n\nAnother", [Role.SUBTITLE]),
        ("content", "> Said", [Role.BODY]),
        ("quote", "- one\n- two", [Role.QUOTE]),
        ("two", "### A\n\n- a\n\n### B\n\n- b", [Role.BODY, Role.BODY]),
        ("two", "Text\n\n```\ncode\n```", [Role.BODY, None]),
        ("comparison", "### A\n\n- a\n\n### B\n\n- b", [Role.CAPTION, Role.BODY, Role.CAPTION, Role.BODY]),
        ("caption", "Text\n\n| A |\n|---|\n| 1 |", [None, Role.CAPTION]),
        ("picture", "Text\n\n![A](a.png)", [None, Role.CAPTION]),
    ],
)
def test_the_layout_that_is_asked_for(pages: Laid, asked: str, body: str, filled: list[Role | None]) -> None:
    """A slide gets the layout that it names, and its content fills that layout's boxes in order."""
    page = pages.second(f"# T {{layout={asked}}}\n\n{body}")
    from igdeck.source.settings import LAYOUTS

    assert page.layout == LAYOUTS[asked]
    assert [item.role if isinstance(item, TextItem) else None for item in content(page)] == filled
    assert all(item.idx is not None for item in content(page))


def test_boxes_for_lines_set_no_bullets(pages: Laid) -> None:
    """A list in a quotation's or a subtitle's box is lines."""
    (item,) = content(pages.second("# T {layout=quote}\n\n- one\n- two"))
    assert kinds(item) == [("plain", 0), ("plain", 0)]


@pytest.mark.parametrize("asked", ["title-only", "blank", "section", "picture", "title"])
def test_a_layout_without_a_place_loses_nothing(pages: Laid, asked: str) -> None:
    """Content that a layout cannot hold gets one that can, and it is said."""
    page = pages.second(f"# T {{layout={asked}}}\n\nWords\n\n```\ncode\n```")
    assert (page.layout, len(content(page))) == ("Title and Content", 2)
    assert "layout-unfit" in pages.codes


def test_a_title_without_a_place_stands_in_the_outline(pages: Laid) -> None:
    """Blank shows no title, but screen readers and the outline have it."""
    page = pages.second("# T {layout=blank}")
    (title,) = [item for item in page.items if isinstance(item, TextItem)]
    assert (title.hidden, texts(title)) == (True, ["T"])
    assert title.box.bottom <= 0


def test_fields_are_off_or_on(pages: Laid) -> None:
    """Footer, date and number follow the deck, and a slide may say otherwise; the cover has what it asks for."""
    head = "---\ntitle: Deck\ndate: 8 March\nslide-number: off\n---\n\n"
    source = head + "# A\n\na\n\n# B {footer=off date=off number=on}\n\nb\n\n# C {footer=Own}\n\nc"
    cover, a, b, c = pages.all(source).pages
    assert fields(cover) == {}
    assert fields(a) == {"footer": "Deck", "date": "8 March"}
    assert fields(b) == {"number": "3"}
    assert fields(c) == {"footer": "Own", "date": "8 March"}
    assert fields(pages.all("# A {layout=title number=on}\n\n---\n\n# B\n\nb").pages[0]) == {"number": "1"}


HEADED = "---\ntitle: T\nheader: Above\n---\n\n# A\n\na\n\n# B {header=off}\n\nb\n\n# C {header=Own}"


def test_headers_show_where_they_are_asked_for(pages: Laid) -> None:
    """A header stands on all slides but the cover, and a slide may have none, or another one."""
    cover, a, b, c = pages.all(HEADED).pages
    assert [fields(page).get("header") for page in (cover, a, b, c)] == [None, "Above", None, "Own"]
    assert pages.codes == []


def test_a_header_without_a_place_is_said_once(theme: Theme, tmp_path: Path) -> None:
    """In a template that has no place for a header; the deck loses no slide over it."""
    pages = Laid(unheaded(theme), tmp_path)
    assert len(pages.all(HEADED).pages) == 4
    assert pages.codes.count("header-no-place") == 1


def test_a_heading_alone_opens_a_section(pages: Laid) -> None:
    """Also in a deck of slides that all have headings of level 1."""
    drawn = pages.behind("# One\n\ntext\n\n---\n\n# Part\n\n---\n\n# Two\n\ntext\n")
    assert [page.section for page in drawn] == ["", "Part", ""]


def test_contents_lead_to_sections_or_slides(pages: Laid) -> None:
    """The list has the deck's sections or, without any, its slides, each as a link."""
    listed, *_ = pages.behind("# Contents\n\n[[toc]]\n\n---\n\n# One\n\na\n\n---\n\n# Two\n\nb")
    (item,) = content(listed)
    assert isinstance(item, TextItem)
    assert [(run.text, run.href) for said in item.paragraphs for run in said.runs] == [("One", "#one"), ("Two", "#two")]
    listed, *_ = pages.behind("## Contents\n\n[[toc]]\n\n---\n\n# Part\n\n---\n\n## Two\n\nb")
    (item,) = content(listed)
    assert texts(item) == ["Part"]


def test_a_dead_link_is_an_error(pages: Laid) -> None:
    """A link to a slide that there is not fails the build."""
    pages.second("# T\n\n[there](#nowhere)")
    assert [(found.code, found.severity.value) for found in pages.said] == [("link-nowhere", "error")]


def test_a_language_says_which_way_it_is_read(pages: Laid) -> None:
    """A deck runs as its language is written unless it says something else, and a slide in another language likewise."""
    ways = {"lang: ar": "rtl", "lang: he-IL": "rtl", "lang: az-Arab": "rtl", "lang: ar-Latn": "", "lang: fr": "", "": ""}
    for head, way in {**ways, "lang: ar\ndir: ltr": "ltr", "lang: fr\ndir: rtl": "rtl"}.items():
        assert pages.all(f"---\ntitle: T\n{head}\n---\n\n# A\n\na").dir == way, head
    slides = "# A\n\na\n\n---\n\n# B {lang=en}\n\nb\n\n---\n\n# C {lang=ur}\n\nc\n\n---\n\n# D {dir=ltr}\n\nd"
    drawn = pages.all(f"---\ntitle: T\nlang: fa\n---\n\n{slides}")
    assert [page.dir for page in drawn.pages] == ["rtl", "rtl", "ltr", "rtl", "ltr"]
    assert [page.dir for page in pages.behind(slides)] == ["", "", "rtl", "ltr"]


def test_slides_are_mirrored(pages: Laid) -> None:
    """What stands on a slide from right to left stands where a mirror shows it, in a layout that is mirrored too."""
    columns = ":::: columns\n::: {.column width=30%}\na\n:::\n::: column\n> [!TIP]\n> b\n:::\n::::"
    source = f"# A {{SAID}}\n\n{columns}\n\nc[^1]\n\n[^1]: d"
    plain, turned = (pages.second(source.replace("SAID", said)) for said in (".a", "dir=rtl"))
    assert turned.layout == f"{plain.layout} (right to left)"
    boxes = [[item.box for item in page.items] for page in (plain, turned)]
    assert [box.mirrored(pages.theme.width) for box in boxes[0]] == boxes[1]
    assert boxes[0] != boxes[1]


def test_language_and_direction(pages: Laid) -> None:
    """Of the deck, a slide, a block and words."""
    head = "---\ntitle: T\nlang: ar\ndir: rtl\n---\n\n"
    source = head + "# A {lang=en dir=ltr}\n\n[words]{lang=he dir=rtl}\n\n::: {lang=fr dir=rtl}\nbloc\n:::\n\n# B\n\nb"
    drawn = pages.all(source)
    _, a, b = drawn.pages
    assert (drawn.dir, a.dir, a.lang, b.dir, b.lang) == ("rtl", "ltr", "en", "rtl", "")
    (item,) = content(a)
    assert isinstance(item, TextItem)
    word, block = item.paragraphs
    assert (word.dir, word.runs[0].dir, word.runs[0].lang) == ("", "rtl", "he")
    assert (block.dir, block.runs[0].lang) == ("rtl", "fr")


def test_hidden_slides_and_transitions(pages: Laid) -> None:
    """A slide's own transition goes before the deck's; none is none; hidden slides keep their numbers."""
    drawn = pages.all(
        "---\ntitle: T\ntransition: fade\n---\n\n# A {.hidden}\n\na\n\n# B {transition=none}\n\nb\n\n# C {transition=push}\n\nc"
    ).pages
    assert [(page.number, page.transition, page.hidden) for page in drawn] == [
        (1, "fade", False), (2, "fade", True), (3, "", False), (4, "push", False)
    ]  # fmt: skip


def test_footnotes_stand_at_the_foot_of_their_slide(pages: Laid) -> None:
    """The content ends above the notes, which stand under a short rule and above the footer, in small letters."""
    page = pages.second("## T\n\n- one[^a]\n- two[^b]\n\n[^a]: The first.\n[^b]: The second.")
    body, rule, notes = content(page)
    assert isinstance(rule, BandItem)
    assert isinstance(notes, TextItem)
    assert texts(notes) == ["1 The first.", "2 The second."]
    assert body.box.bottom <= rule.box.y
    assert rule.box.bottom <= notes.box.y
    place = pages.theme.layout(page.layout).placeholder(Role.BODY)
    assert place is not None
    assert notes.box.bottom == place.box.bottom
    assert pages.theme.text_style("footnote", 0, place.levels).size == place.levels[0].size / 2
    assert not pages.said


def test_notes_go_with_their_marks_on_a_slide_that_continues(pages: Laid) -> None:
    """A slide that continues has each note where its mark stands."""
    many = "".join(
        f"- {number}: {'words and words and words ' * 6}{'[^a]' * (number == 0)}{'[^b]' * (number == 19)}\n"
        for number in range(20)
    )
    made = pages.behind(f"## T\n\n{many}\n[^a]: The first.\n[^b]: The second.")
    said = [[texts(item) for item in content(page) if isinstance(item, TextItem) and item.name == "Footnotes"] for page in made]
    assert said[0] == [["1 The first."]]
    assert said[-1] == [["2 The second."]]
    assert not any(said[1:-1])


@pytest.mark.parametrize(("layout", "boxes"), [("two", ["A a", "B b C c"]), ("comparison", ["A", "a", "B", "b C c"])])
def test_more_headings_than_boxes_stand_in_the_last(pages: Laid, layout: str, boxes: list[str]) -> None:
    """A layout of two boxes takes three headings with what is under them: the last two on the right."""
    page = pages.second(f"## T {{layout={layout}}}\n\n### A\n\na\n\n### B\n\nb\n\n### C\n\nc")
    assert [" ".join(texts(item)) for item in content(page)] == boxes


def test_notes_keep_the_names_of_files_and_the_captions_of_pictures(pages: Laid) -> None:
    """Nothing that the speaker wrote is lost in the notes."""
    page = pages.second('## T\n\n- x\n\n::: notes\n```py filename="talk.py"\nx = 1\n```\n\n![An alt](none.png "A caption")\n:::')
    said = ["".join(run.text for run in paragraph.runs) for paragraph in page.notes]
    assert said == ["talk.py", "x = 1", "An alt A caption"]


@pytest.mark.parametrize("beside", ["", "\n\n- text beside it", "\n\n![B](none.png)"])
def test_a_caption_has_looks_links_and_notes(pages: Laid, beside: str) -> None:
    """The caption of a picture is drawn with its looks and its links, and the note marked in it stands at the foot."""
    source = f'## T\n\n![A](none.png "Seen[^a] *at dawn* [there](#t)"){beside}\n\n[^a]: By Ann.'
    said = [item for item in content(pages.second(source)) if isinstance(item, TextItem)]
    caption = next(item for item in said if item.role is Role.CAPTION)
    runs = [run for paragraph in caption.paragraphs for run in paragraph.runs]
    assert [(run.text, run.italic, run.href, run.note) for run in runs] == [
        ("Seen", False, "", 0), ("1", False, "", 1), (" ", False, "", 0), ("at dawn", True, "", 0), (" ", False, "", 0),
        ("there", False, "#t", 0),
    ]  # fmt: skip
    assert texts(said[-1]) == ["1 By Ann."]


@pytest.mark.parametrize("layout", ["", " {layout=picture}"])
def test_a_caption_is_drawn_once(pages: Laid, layout: str) -> None:
    """The caption of a picture stands in the box for captions, and not below the picture as well."""
    page = pages.second(f'## T{layout}\n\n![A](none.png "Seen at dawn")')
    assert page.layout == "Picture with Caption"
    assert [texts(item) for item in content(page) if isinstance(item, TextItem)] == [["Seen at dawn"]]


def test_words_above_and_below_columns_stay_there(pages: Laid) -> None:
    """What stands in columns before the first and after the last column stands above and below them, in its order."""
    column = "::: column\n{}\n:::\n"
    page = pages.second("## T\n\n:::: columns\nabove\n" + column.format("left") + column.format("right") + "below\n::::")
    above, left, right, below = (item for item in content(page) if isinstance(item, TextItem))
    assert [texts(item) for item in (above, left, right, below)] == [["above"], ["left"], ["right"], ["below"]]
    assert above.box.bottom <= left.box.y == right.box.y
    assert left.box.right <= right.box.x
    assert below.box.y >= max(left.box.bottom, right.box.bottom)
