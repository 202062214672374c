"""Slides as a text that flows: titles, what stands below them in reading order, and what the speaker says.

For the documents that are read and not shown. A slide that continues on others is one chapter again, and the lists, tables and
listings that were parted for it are joined.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from igdeck.model.geometry import Box
from igdeck.model.page import BandItem, CodeItem, PictureItem, Run, TableItem, TextItem
from igdeck.model.theme import Role, turned_name
from igdeck.model.value import frozen, replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from igdeck.model.page import Page, Pages

#: The layout that puts headings over two sides, in either direction.
_COMPARISONS: Final = ("Comparison", *(turned_name("Comparison", rtl=rtl) for rtl in (False, True)))
#: A chapter of no more lines is brief, where about so many letters stand in a line, and so many pictures beside each other.
_BRIEF: Final = 9
_LETTERS: Final = 70
PICTURES_IN_A_ROW: Final = 4

Content: TypeAlias = TextItem | CodeItem | TableItem | PictureItem


@frozen
class Chapter:
    """A slide of the source: the pages that it is drawn on, its heading, its content, its notes.

    `level` is that of the heading: 2 within a section, else 1. `section` is the name of the section that the slide opens.
    `bars` are the colours of the bars at callouts, by the corner that both have.
    """

    pages: tuple[Page, ...]
    level: int
    section: str
    heading: tuple[Run, ...]
    items: tuple[Content, ...]
    notes: tuple[Content, ...]
    bars: Mapping[tuple[int, int], str]


def chapters(pages: Pages) -> Iterator[Chapter]:
    """The deck from its first slide to its last."""
    within = False
    for group in _groups(pages.pages):
        first = group[0]
        level = 2 if within and not first.section else 1
        within = within or bool(first.section)
        notes = tuple(item for page in group for item in notes_of(page))
        yield Chapter(tuple(group), level, first.section, _heading(first), _items(group), notes, _bars(group))


def is_brief(items: Sequence[Content]) -> bool:
    """Whether items are a few lines of text, with no more than a row of pictures, which the end of a page does not part."""
    texts = [item for item in items if isinstance(item, TextItem)]
    pictures = sum(isinstance(item, PictureItem) for item in items)
    lengths = [sum(len(run.text) for run in paragraph.runs) for text in texts for paragraph in text.paragraphs]
    lines = sum(length // _LETTERS + 1 for length in lengths)
    return 0 < len(items) == len(texts) + pictures and pictures <= PICTURES_IN_A_ROW and lines <= _BRIEF


def notes_of(page: Page) -> tuple[Content, ...]:
    """What the speaker says to a page: words as one text, or what there is besides words among them."""
    if page.aside:
        return tuple(item for item in page.aside if isinstance(item, TextItem | CodeItem | TableItem | PictureItem))
    return (TextItem(Role.BODY, None, "Notes", Box(0, 0, 0, 0), page.notes),) if page.notes else ()


def _bars(group: Sequence[Page]) -> dict[tuple[int, int], str]:
    bands = (item for page in reversed(group) for item in (*page.items, *page.aside) if isinstance(item, BandItem))
    return {(band.box.x, band.box.y): band.color for band in bands}


def _groups(pages: Sequence[Page]) -> Iterator[list[Page]]:
    """Each page with those that it continues on."""
    group: list[Page] = []
    for page in pages:
        if group and page.part == group[-1].part + 1:
            group.append(page)
            continue
        if group:
            yield group
        group = [page]
    if group:
        yield group


def _heading(page: Page) -> tuple[Run, ...]:
    """The title in one line; that of a slide without one is made up."""
    title = next((item for item in page.items if isinstance(item, TextItem) and item.role is Role.TITLE), None)
    if title is None or not any(paragraph.runs for paragraph in title.paragraphs):
        return (Run(page.title),)
    runs = [(*paragraph.runs, Run(" ")) for paragraph in title.paragraphs]
    return tuple(replace(run, text=" ") if run.text == "\n" else run for words in runs for run in words)[:-1]


def _items(group: Sequence[Page]) -> tuple[Content, ...]:
    """What stands on the pages; the first thing on a page goes on with the last one of the page before, where it is alike.

    What stands at the foot of pages comes last.
    """
    items: list[Content] = []
    feet: list[Content] = []
    for page in group:
        content = [*_content(page)]
        feet += [item for item in content if _is_foot(item)]
        for at, item in enumerate([item for item in content if not _is_foot(item)]):
            joined = _joined(items[-1], item) if items and at == 0 and page is not group[0] else None
            if joined:
                items[-1] = joined
            else:
                items.append(item)
    return (*items, *feet)


def _is_foot(item: Content) -> bool:
    return isinstance(item, TextItem) and bool(item.paragraphs) and all(said.kind == "footnote" for said in item.paragraphs)


def _content(page: Page) -> Iterator[Content]:
    for item in page.items:
        if isinstance(item, CodeItem | TableItem | PictureItem):
            yield item
        elif isinstance(item, TextItem) and item.role is not Role.TITLE:
            yield _headed(item) if page.layout in _COMPARISONS and item.role is Role.CAPTION else item


def _headed(item: TextItem) -> TextItem:
    """The words over one side of a comparison: headings there, and not the caption of a picture on the other side."""
    said = (replace(each, kind="heading") if each.kind == "plain" else each for each in item.paragraphs)
    return replace(item, role=Role.BODY, paragraphs=tuple(said))


def _joined(one: Content, other: Content) -> Content | None:
    """Two parts of one thing as a whole; None if they are two things."""
    match one, other:
        case TextItem(), TextItem() if one.panel is None is other.panel and one.role is other.role:
            return replace(one, paragraphs=(*one.paragraphs, *other.paragraphs))
        case TableItem(), TableItem() if one.header == other.header and len(one.columns) == len(other.columns):
            heights = other.heights[1:] if other.header else other.heights
            steps = (*one.steps, *other.steps)
            return replace(one, rows=(*one.rows, *other.rows), heights=(*one.heights, *heights), steps=steps)
        case CodeItem(), CodeItem() if one.language == other.language:
            return replace(one, lines=(*one.lines, *other.lines))
        case _:
            return None
