"""Slides as a text that flows."""

from __future__ import annotations

from shutil import copyfile
from typing import TYPE_CHECKING

import pytest
from tools.command import ROOT

from igdeck.emit.outline import chapters
from igdeck.layout import make_pages
from igdeck.model.page import PictureItem, TableItem, TextItem
from igdeck.model.theme import Role
from igdeck.source import read_source
from igdeck.theme import load_theme

if TYPE_CHECKING:
    from pathlib import Path

    from igdeck.emit.outline import Chapter


def outline(tmp_path: Path, text: str) -> list[Chapter]:
    (tmp_path / "talk.md").write_text(text, encoding="utf-8")
    return [*chapters(make_pages(read_source(tmp_path / "talk.md")[0], load_theme(), read=True)[0])]


def words(chapter: Chapter) -> str:
    return "".join(run.text for run in chapter.heading)


def test_a_slide_that_continues_is_one_chapter(tmp_path: Path) -> None:
    """Its list is whole again, and its title stands once."""
    items = "\n".join(f"- Item {number} of a list that is far too long for one slide\n  and goes on" for number in range(60))
    cover, chapter = outline(tmp_path, f"# Cover\n\n## Long\n\n{items}\n")
    (list_,) = chapter.items
    assert words(chapter) == "Long"
    assert len(chapter.pages) > 1
    assert isinstance(list_, TextItem)
    assert len(list_.paragraphs) == 60
    assert words(cover) == "Cover"


def test_a_table_that_continues_is_one_table(tmp_path: Path) -> None:
    """All its rows stand below one header."""
    rows = "\n".join(f"| {number} | row |" for number in range(60))
    *_, chapter = outline(tmp_path, f"# Cover\n\n## Table\n\n| n | what |\n|--:|---|\n{rows}\n")
    (table,) = chapter.items
    assert isinstance(table, TableItem)
    assert [row[0][0].text for row in table.rows] == [str(number) for number in range(60)]
    assert len(table.heights) == 61


def test_slides_stand_below_their_section(tmp_path: Path) -> None:
    """What opens a section is a heading of the first level, its slides of the second; before any section all are of the first."""
    found = outline(tmp_path, "# Cover\n\nby me\n\n## Before\n\n- a\n\n# Part\n\n## Within\n\n- b\n")
    assert [(words(chapter), chapter.level) for chapter in found][-2:] == [("Part", 1), ("Within", 2)]


def test_notes_come_with_their_slide(tmp_path: Path) -> None:
    """What the speaker says is not lost for readers."""
    (chapter,) = outline(tmp_path, "# One\n\n- a\n\n::: notes\nSay this.\n:::\n")
    (said,) = chapter.notes
    assert isinstance(said, TextItem)
    assert [run.text for paragraph in said.paragraphs for run in paragraph.runs] == ["Say this."]


THINGS = """# One

- a

::: notes
Say this.

| Ship | Tons |
|------|-----:|
| Ada  | 12   |

Table: Ships

{.nonincremental}
- one

  ```python
  x = 1
  ```
- two

::: warning
Careful.
:::

![Bars](bars.png "Four bars")
:::
"""


def test_things_in_notes_are_what_they_are(tmp_path: Path) -> None:
    """Tables, code, callouts and pictures stand among the words in the order in which they were written."""
    (chapter,) = outline(tmp_path, THINGS)
    told = [(type(item).__name__, item.name) for item in chapter.notes]
    assert told == [
        ("TextItem", "Text"), ("TableItem", "Table"), ("TextItem", "Text 2"), ("CodeItem", "Code"), ("TextItem", "Text 3"),
        ("TextItem", "Callout"), ("PictureItem", "Picture"), ("TextItem", "Caption"),
    ]  # fmt: skip
    callout = chapter.notes[5]
    assert chapter.bars[callout.box.x, callout.box.y] == "accent2"


def test_callouts_of_slide_and_notes_keep_their_colours(tmp_path: Path) -> None:
    """The bar of a callout in notes is its own, though one stands at the same place of the slide."""
    (chapter,) = outline(tmp_path, "# One\n\n::: tip\nA\n:::\n\n::: notes\n::: warning\nB\n:::\n:::\n")
    (shown,), (told,) = chapter.items, chapter.notes
    assert [chapter.bars[item.box.x, item.box.y] for item in (shown, told)] == ["accent4", "accent2"]


def test_notes_of_a_deck_are_words(tmp_path: Path) -> None:
    """For PowerPoint and the speaker's window all is words; things are made of notes for those alone who read them."""
    (tmp_path / "talk.md").write_text(THINGS, encoding="utf-8")
    deck, theme = read_source(tmp_path / "talk.md")[0], load_theme()
    (shown,), (read,) = make_pages(deck, theme)[0].pages, make_pages(deck, theme, read=True)[0].pages
    assert (shown.aside, shown.notes) == ((), read.notes)
    assert "Ada\t12" in ["".join(run.text for run in said.runs) for said in read.notes]
    (tmp_path / "talk.md").write_text("# One\n\n- a\n\n::: notes\nSay *this*:\n\n- b\n:::\n", encoding="utf-8")
    assert make_pages(read_source(tmp_path / "talk.md")[0], theme, read=True)[0].pages[0].aside == ()


def test_nothing_of_notes_waits_for_a_click(tmp_path: Path) -> None:
    """A pause, a list and a table that come step by step are there at once in notes that are read."""
    rows = "| a | b |\n|---|---|\n| c | d |\n"
    talk = f"# One\n\n- x\n\n::: notes\nFirst\n\n. . .\n\n- Then\n{{.incremental}}\n\n{rows}\n::: tip\nEnd\n:::\n:::\n"
    (chapter,) = outline(tmp_path, talk)
    assert len(chapter.notes) == 3
    assert "step=1" not in repr(chapter.notes)
    assert "steps=(1" not in repr(chapter.notes)


def test_what_is_wrong_in_notes_is_told_once(tmp_path: Path) -> None:
    """Notes are read as words and as things; a link that leads nowhere is one link."""
    (tmp_path / "talk.md").write_text("# One\n\n- a\n\n::: notes\n[x](#nowhere)\n\n| a |\n|---|\n| b |\n:::\n", encoding="utf-8")
    _, found = make_pages(read_source(tmp_path / "talk.md")[0], load_theme(), read=True)
    assert [one.code for one in found] == ["link-nowhere"]


def test_footnotes_part_no_list(tmp_path: Path) -> None:
    """The list of a slide that continues is whole though its pages have notes at their feet; the notes come last."""
    items = "\n".join(f"- Item {number} of a list that is far too long for one slide[^{number}]" for number in (1, *range(60)))
    notes = "\n".join(f"[^{number}]: Note {number}." for number in range(2))
    _, chapter = outline(tmp_path, f"# Cover\n\n## Long\n\n{items}\n\n{notes}\n")
    list_, *feet = chapter.items
    assert len(chapter.pages) > 1
    assert isinstance(list_, TextItem)
    assert len(list_.paragraphs) == 61
    assert {said.kind for foot in feet if isinstance(foot, TextItem) for said in foot.paragraphs} == {"footnote"}


@pytest.mark.parametrize("way", ["", " dir=rtl"])
def test_headings_over_pictures_that_are_compared(tmp_path: Path, way: str) -> None:
    """Each side has its heading, which is nothing that a picture of the other side could take for its caption."""
    for name in ("old.png", "new.png"):
        copyfile(ROOT / "tests" / "cases" / "directions" / "square.png", tmp_path / name)
    sides = "".join(f"::: column\n### {name}\n\n![{name}]({name}.png)\n:::\n" for name in ("old", "new"))
    *_, chapter = outline(tmp_path, f"# Cover\n\n## Compared {{layout=comparison{way}}}\n\n::: columns\n{sides}:::\n")
    kinds = [item.paragraphs[0].kind if isinstance(item, TextItem) else type(item) for item in chapter.items]
    assert kinds == ["heading", PictureItem, "heading", PictureItem]
    assert not any(isinstance(item, TextItem) and item.role is Role.CAPTION for item in chapter.items)
