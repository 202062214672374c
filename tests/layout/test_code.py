"""Code as it is laid out: looks, numbers, lines to point at, the name of its file; tables with captions, or without a header."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from layout.laid import content

from igdeck.layout.listing import make_listing
from igdeck.layout.measure import PITCH, Ruler
from igdeck.model.block import CodeBlock
from igdeck.model.geometry import from_points, to_points
from igdeck.model.page import CodeItem, TableItem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layout.laid import Laid

    from igdeck.model.diagnostics import Diagnostic
    from igdeck.model.page import Page

LONG = "\n".join(f"line_{number} = {number}" for number in range(1, 41))


def code_of(page: Page) -> CodeItem:
    """The one block of code on a page."""
    (item,) = (item for item in content(page) if isinstance(item, CodeItem))
    return item


def looks(text: str, language: str) -> list[list[tuple[str, str]]]:
    """The runs of each line that have a look."""
    found: list[Diagnostic] = []
    listing = make_listing(CodeBlock(text, language, 1), found)
    assert "\n".join("".join(run.text for run in line) for line in listing.lines) == text
    assert not found
    return [[(run.text.strip(), run.look) for run in line if run.look] for line in listing.lines]


def test_code_is_told_apart_by_what_it_is() -> None:
    """Words of the language, names, texts, constants and comments have looks; all else has none."""
    assert looks('def f(x):\n    return x + 0x10, "a", None  # done', "python") == [
        [("def", "keyword"), ("f", "name")],
        [("return", "keyword"), ("0x10", "number"), ('"a"', "string"), ("None", "number"), ("# done", "comment")],
    ]


def test_what_goes_over_lines_keeps_its_look() -> None:
    """A text or a comment of several lines is one in all of them."""
    assert looks("/* one\n\n   two */ int x;", "c") == [[("/* one", "comment")], [], [("two */", "comment"), ("int", "keyword")]]


@pytest.mark.parametrize("language", ["py", "Python", "yml", "c++", "kt", "sh"])
def test_languages_are_known_by_all_their_names(language: str) -> None:
    """Short names, ends of file names and capitals will do."""
    found: list[Diagnostic] = []
    make_listing(CodeBlock("x: 1", language, 1), found)
    assert not found


@pytest.mark.parametrize("text", ["", "\n", "   ", "\t\n\n x", "a\r", "\x00", "é\u2028b", 'x = "never closed', "%$§&"])
@pytest.mark.parametrize("language", ["python", "json", "html", "console", "pyhton", "text", ""])
def test_no_character_of_code_is_lost(text: str, language: str) -> None:
    """Whatever stands there, each line is what was written."""
    listing = make_listing(CodeBlock(text, language, 1), [])
    assert listing.texts == tuple(text.split("\n"))
    assert ["".join(run.text for run in line) for line in listing.lines] == text.split("\n")


def test_an_unknown_language_is_said_with_the_nearest(pages: Laid) -> None:
    """Code in it has one colour; code in none is silent."""
    page = pages.second("## T\n\n```pyhton\nprint(1)\n```\n")
    assert {run.look for line in code_of(page).lines for run in line.runs} == {""}
    assert [(one.code, one.line) for one in pages.said] == [("code-language", 7)]
    assert "python" in pages.said[0].hint
    for language in ("", "text", "plain", "TXT"):
        pages.second(f"## T\n\n```{language}\nprint(1)\n```\n")
        assert pages.codes == []


def numbers_of(made: Sequence[Page]) -> list[tuple[int, str]]:
    """The numbers of all lines with the lines."""
    items = [code_of(page) for page in made]
    return [(item.numbers.first + at, line.text) for item in items if item.numbers for at, line in enumerate(item.lines)]


def test_numbers_go_on_over_slides(pages: Laid) -> None:
    """The first line of a later slide has the number that follows, and the numbers are as wide on all of them."""
    made = pages.behind(f"## T\n\n```{{.python .numbers startFrom=90}}\n{LONG}\n```\n")
    assert len(made) > 1
    assert numbers_of(made) == [(90 + at, line) for at, line in enumerate(LONG.split("\n"))]
    assert len({code_of(page).gutter for page in made}) == 1


def test_numbers_take_their_room_from_the_code(pages: Laid) -> None:
    """A line that just fits without a number makes the code smaller with one."""
    plain = code_of(pages.second(f"## T\n\n```\n{'x' * 77}\n```"))
    numbered = code_of(pages.second(f"## T\n\n```{{.numbers}}\n{'x' * 77}\n```"))
    assert numbered.fit.scale < plain.fit.scale or numbered.hanging
    assert numbered.gutter > 0


def test_lines_are_pointed_at_where_they_stand(pages: Laid) -> None:
    """Neighbours share a band, as wide as the panel, at the very rows of the lines, below the name of the file."""
    item = code_of(pages.second('## T\n\n```py {1,3-4} filename="a.py"\na\nb\nc\nd\ne\n```\n'))
    assert item.marks == ((0, 2, 3),)
    assert item.label
    style = pages.theme.code
    pitch = PITCH * item.fit.size(style.text.size) * item.fit.line(style.text.line)
    top = item.box.y + style.insets.top + item.label.height
    assert [(band.y - top, band.height) for band in item.bands[0]] == [
        (0, from_points(pitch)),
        (from_points(2 * pitch), from_points(2 * pitch)),
    ]
    assert {(band.x, band.width) for band in item.bands[0]} == {(item.box.x, item.box.width)}
    assert item.bands[0][-1].bottom < item.box.bottom - style.insets.bottom


def test_a_band_is_as_tall_as_a_wrapped_line(pages: Laid) -> None:
    """Each row of a line that is too long is on its band, and the next band stands below it."""
    item = code_of(pages.second(f"## T\n\n```py {{1-2|3}}\nshort\n{'x' * 250}\nlast\n```\n"))
    (first,), (last,) = item.bands
    assert [line.rows for line in item.lines] == [1, item.lines[1].rows, 1]
    assert item.lines[1].rows > 2
    assert first.height == pytest.approx(last.height * (1 + item.lines[1].rows), abs=5)
    assert last.y == pytest.approx(first.bottom, abs=1)


def test_groups_of_lines_stay_steps(pages: Laid) -> None:
    """All groups are there, one after the other; on slides that go on each has those of its lines."""
    item = code_of(pages.second("## T\n\n```py {1|2-3}\na\nb\nc\n```\n"))
    assert item.marks == ((0,), (1, 2))
    made = pages.behind(f"## T\n\n```py {{1|40}}\n{LONG}\n```\n")
    assert [code_of(page).marks for page in made] == [((0,),), *[()] * (len(made) - 2), ((len(code_of(made[-1]).lines) - 1,),)]


def test_a_long_name_of_a_file_takes_two_rows(pages: Laid) -> None:
    """It stays on the panel, which is taller by what it takes."""
    short, long = (
        code_of(pages.second(f'## T\n\n```py filename="{name}"\na\n```\n')) for name in ("a.py", "some/folder/" * 14 + "a.py")
    )
    assert short.label
    assert long.label
    assert long.label.height > 1.5 * short.label.height
    assert long.box.height - short.box.height == long.label.height - short.label.height


TABLE = "| Place | Tonnes |\n|---|---|\n| North | 1,234 |\n| South | 20 |\n"


def table_of(page: Page) -> TableItem:
    """The one table on a page."""
    (item,) = (item for item in content(page) if isinstance(item, TableItem))
    return item


def test_a_caption_stands_over_its_table(pages: Laid) -> None:
    """It takes its room from the placeholder, and says what the table is."""
    item = table_of(pages.second(f"## T\n\n{TABLE}\n: Catches, in *tonnes*\n"))
    place = pages.theme.layout("Title and Content").placeholders[1]
    assert item.caption_box
    assert item.caption_box.y == place.box.y
    assert item.caption_box.bottom < item.box.y
    assert item.box.height == sum(item.heights)
    assert "".join(run.text for run in item.caption) == "Catches, in tonnes"
    assert item.description == "Catches, in tonnes: Place, Tonnes"


def test_a_caption_comes_again_where_its_table_goes_on(pages: Laid) -> None:
    """Each part has the caption and the header, and none is taller than its place."""
    rows = "".join(f"| row {number} | {number} |\n" for number in range(40))
    made = pages.behind(f"## T\n\n| a | b |\n|---|---|\n{rows}\n: Rows\n")
    parts = [table_of(page) for page in made]
    assert len(parts) > 1
    assert {"".join(run.text for run in part.caption) for part in parts} == {"Rows"}
    assert sum(len(part.rows) for part in parts) == 40
    place = pages.theme.layout("Title and Content").placeholders[1]
    assert all(part.box.bottom <= place.box.bottom for part in parts)


def test_a_header_without_a_word_is_none(pages: Laid) -> None:
    """The table starts with its first row, and figures still stand at the right."""
    item = table_of(pages.second("## T\n\n| | |\n|---|---|\n| Founded | 1972 |\n| Members | 12,034 |\n"))
    assert item.header == ()
    assert len(item.heights) == len(item.rows) == 2
    assert item.aligns == ("left", "right")
    rows = "".join(f"| row {number} | {number} |\n" for number in range(40))
    parts = [table_of(page) for page in pages.behind(f"## T\n\n| | |\n|---|---|\n{rows}")]
    assert [part.header for part in parts] == [()] * len(parts)
    assert sum(len(part.rows) for part in parts) == 40


@pytest.mark.parametrize(
    "line", ["x" * 300, "word " * 60, f"\t\t{'y' * 200} end", f"{' ' * 90}deep {'z' * 90}", "日本" * 90, "a/b?c-" * 40]
)
def test_a_line_is_parted_so_that_each_row_fits(pages: Laid, line: str) -> None:
    """No row is wider than the panel, none is empty, and together they are the line."""
    item = code_of(pages.second(f"## T\n\n```{{.numbers}}\n{line}\n```\n"))
    (said,), style = item.lines, pages.theme.code
    text = line.rstrip().expandtabs(4)
    rows = [text[start:stop] for start, stop in pairwise((0, *said.breaks, len(text)))]
    room = to_points(item.box.inside(style.insets).width - item.gutter) / item.fit.size(style.text.size)
    ruler = Ruler(pages.theme)
    for at, row in enumerate(rows):
        indent = to_points(item.hanging) / item.fit.size(style.text.size) if at else 0
        assert row.strip() or line.startswith(" ")
        assert indent + ruler.code(row.rstrip()).natural_width <= room
