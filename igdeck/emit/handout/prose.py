"""What is read on paper and not shown: a speaker's notes, and the outline of a deck, as plain data.

Both are set in the template's fonts and colours, in the sizes of a book: those of a slide are for the last row of a hall.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, assert_never

from igdeck.emit import sheets
from igdeck.emit.handout.pictures import picture_name
from igdeck.emit.handout.text import Json, Setting, language, letters, make_blocks, make_cells, make_look, make_words, parted
from igdeck.emit.ink import paper_ink
from igdeck.emit.outline import PICTURES_IN_A_ROW, chapters, is_brief
from igdeck.emit.tabs import spaced
from igdeck.model.geometry import from_points, to_points
from igdeck.model.page import CodeItem, Fit, PageParagraph, PictureItem, Run, TableItem, TextItem
from igdeck.model.theme import Bullet, Role, TextStyle
from igdeck.model.value import frozen, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from igdeck.emit.outline import Chapter, Content
    from igdeck.model.inline import Direction
    from igdeck.model.page import CodeLine, Page, Pages
    from igdeck.model.theme import Theme

#: Sizes in points: running text, cells of tables, code, and the headings of three levels.
TEXT: Final = 10.5
CELL: Final = 9.5
CODE: Final = 8.5
HEADINGS: Final = (17.0, 12.5, 11.0)
#: How high a picture is at the most, in points: among the text of an outline, and in notes.
PICTURE: Final = 130.0
NOTED: Final = 230.0
#: What the cells of a table have on their left and right, in points.
CELL_INSET: Final = 9.0
#: The share of 1.2 em from line to line.
_LINE: Final = sheets.NOTES_LINE
#: How far a list item stands in, and how far its mark is out again, in points.
_INDENT: Final = 17.0
_HANGING: Final = 16.0
_MARKS: Final = ("•", "–", "·")
_CODE_LINE: Final = 1.08
#: Which of the headings a deck's own title is as large as.
_TITLE: Final = 22.0
#: A table of no more rows than this, and no more lines than twice as many, stands on one page.
_ROWS: Final = 10
#: How wide text is on a narrow sheet, in points, and a letter on average, in em.
_NARROW: Final = 380.0
_LETTER: Final = 0.5
#: The deepest level that text has.
_LEVELS: Final = 9


@frozen
class _Prose:
    """What all prose of a deck is set with."""

    theme: Theme
    pages: Pages
    targets: Mapping[str, int]
    size: float = TEXT
    noted: bool = False

    @property
    def cell(self) -> float:
        """The size of what stands in cells."""
        return self.size - TEXT + CELL

    def setting(self, style: TextStyle | None = None, *, dir: Direction = "", depth: int = 2) -> Setting:  # noqa: A002 (HTML's name)
        """The setting of running text, or of text in one style."""
        levels = (style,) if style else tuple(_level(level, self.size) for level in range(_LEVELS))
        ink = paper_ink(self.theme, self.pages.handout)
        return Setting(self.theme, ink, levels, self.targets, Fit(), dir, depth=depth, room=self.room)

    @property
    def room(self) -> float:
        """How long lines are, in points; on a sheet that lies there are two columns."""
        width = to_points(sheets.content(self.pages.handout).width)
        return width / 2 - sheets.GUTTER if self.pages.handout.landscape else width

    def blocks(self, paragraphs: Sequence[PageParagraph], page: Page, depth: int = 2) -> list[Json]:
        """Paragraphs as blocks of running text."""
        made = map(_of_a_book, paragraphs)
        return make_blocks([replace(paragraph, room=0) for paragraph in made], self.setting(dir=self.dir(page), depth=depth))

    def dir(self, page: Page) -> Direction:
        """Which way a page's text runs."""
        return page.dir or self.pages.dir


def make_notes(pages: Pages, theme: Theme) -> list[Json]:
    """For each page what is said to it, or nothing; notes of a slide that continues stand with its first page."""
    prose = replace(_prose(pages, theme, sheets.NOTES), noted=True)
    return [
        {
            **language(page.lang),
            "items": [*_items(chapter.notes, replace(chapter, level=1), prose)] if page is chapter.pages[0] else [],
        }
        for chapter in chapters(pages)
        for page in chapter.pages
    ]


def make_chapters(pages: Pages, theme: Theme) -> list[Json]:
    """The deck as a text that flows."""
    prose = _prose(pages, theme, TEXT)
    return [_chapter(chapter, prose) for chapter in chapters(pages)]


def _prose(pages: Pages, theme: Theme, size: float) -> _Prose:
    return _Prose(_reading(theme, size), pages, {page.key: page.number for page in pages.pages}, size)


def _reading(theme: Theme, size: float) -> Theme:
    """The theme with the styles of a book whose running text is of a size."""
    more = size - TEXT
    return replace(
        theme,
        heading=_heading(HEADINGS[2] + more, 9.0),
        quote=TextStyle(size, "body", "dk1", italic=True, line=_LINE, space_before=5.0, indent=from_points(_INDENT)),
        code=replace(theme.code, text=replace(theme.code.text, size=CODE + more, line=_CODE_LINE)),
    )


def _heading(size: float, above: float) -> TextStyle:
    return TextStyle(size, "heading", "dk2", bold=True, line=0.95, space_before=above)


def _level(level: int, size: float = TEXT) -> TextStyle:
    bullet = Bullet(_MARKS[min(level, len(_MARKS) - 1)], "accent3", 1.0, "Arial")
    indent, hanging = from_points(_INDENT * (level + 1)), from_points(_HANGING)
    above = sheets.NOTES_ABOVE if level == 0 else sheets.NOTES_ABOVE / 2
    return TextStyle(size, "body", "dk1", line=_LINE, space_before=above, indent=indent, hanging=hanging, bullet=bullet)


def _of_a_book(paragraph: PageParagraph) -> PageParagraph:
    """A paragraph that is set as books have it: footnotes a little smaller, who said something in line with what was said."""
    match paragraph.kind:
        case "footnote":
            return replace(paragraph, kind="plain", runs=tuple(replace(run, small=True) for run in paragraph.runs))
        case "attribution":
            return replace(paragraph, kind="more", level=0, runs=tuple(replace(run, italic=False) for run in paragraph.runs))
        case _:
            return paragraph


# The outline -------------------------------------------------------------------------------------------------------------


def _chapter(chapter: Chapter, prose: _Prose) -> Json:
    page = chapter.pages[0]
    opening = page.layout == "Title Slide" and page.number == 1
    style = _heading(_TITLE if opening else HEADINGS[0] if chapter.section else HEADINGS[1], 0.0)
    setting = prose.setting(style, dir=prose.dir(page))
    said = "".join(run.text for run in chapter.heading)
    return {
        "number": page.number,
        "slides": [each.number for each in chapter.pages],
        "level": chapter.level,
        "opening": opening,
        "opens": opening or bool(chapter.section),
        "section": chapter.section if chapter.section != said else "",
        **language(page.lang),
        "rtl": prose.dir(page) == "rtl",
        "look": make_look(style, setting),
        **make_words(_heading_runs(chapter), style, setting),
        "brief": is_brief(chapter.items),
        "boxed": not isinstance(chapter.items[0], TextItem) or chapter.items[0].panel is not None if chapter.items else False,
        "items": list(_items(chapter.items, chapter, prose)),
    }


def _heading_runs(chapter: Chapter) -> list[Run]:
    """The words of a heading without the marks of footnotes; the slide's number if there are none."""
    runs = [replace(run, bold=False) for run in chapter.heading if not run.note]
    return runs if any(run.text.strip() for run in runs) else [Run(str(chapter.pages[0].number))]


def _items(items: Iterable[Content], chapter: Chapter, prose: _Prose) -> Iterable[Json]:
    """The items of a chapter, or of its notes; pictures that follow each other stand in a row, each with its caption."""
    row: list[Json] = []
    tallest = NOTED if prose.noted else PICTURE
    pictures = {"kind": "pictures", "across": PICTURES_IN_A_ROW, "tallest": tallest, "sized": prose.noted}
    before: Content | None = None
    for item in items:
        if isinstance(item, PictureItem):
            row.append(_picture(item, prose) | {"caption": []})
        elif row and isinstance(item, TextItem) and isinstance(before, PictureItem) and _is_caption(item, before):
            row[-1]["caption"] = _caption(item, chapter.pages[0], prose)
        else:
            if row:
                yield {**pictures, "items": row}
                row = []
            yield _item(item, chapter, prose)
        before = item
    if row:
        yield {**pictures, "items": row}


def _is_caption(item: TextItem, picture: PictureItem) -> bool:
    """Whether a text stands right below a picture on the slide."""
    box, above = item.box, picture.box
    return item.role is Role.CAPTION and box.y >= above.y + above.height // 2 and box.x < above.right and above.x < box.right


def _caption(item: TextItem, page: Page, prose: _Prose) -> list[Json]:
    style = TextStyle(prose.cell, "body", "accent3", line=1.0)
    return make_blocks(
        [replace(each, kind="plain", room=0) for each in item.paragraphs], prose.setting(style, dir=prose.dir(page))
    )


def _item(item: Content, chapter: Chapter, prose: _Prose) -> Json:
    page = chapter.pages[0]
    match item:
        case TextItem(panel=None):
            return {"kind": "text", "blocks": prose.blocks(_meant(item), page, chapter.level + 1)}
        case TextItem():
            return _callout(item, chapter, prose)
        case CodeItem():
            return _code(item, prose)
        case TableItem():
            return _table(item, page, prose)
        case PictureItem():
            return _picture(item, prose)
        case _:
            assert_never(item)


def _meant(item: TextItem) -> Sequence[PageParagraph]:
    """The paragraphs of a text as what their place on the slide makes them: a quotation."""
    if item.role is Role.QUOTE:
        return [replace(each, kind="quote") if each.kind == "plain" else each for each in item.paragraphs]
    return item.paragraphs


def _callout(item: TextItem, chapter: Chapter, prose: _Prose) -> Json:
    setting = prose.setting()
    return {
        "kind": "callout",
        "ground": setting.ink.color(item.panel.background if item.panel else "lt2"),
        "rtl": prose.dir(chapter.pages[0]) == "rtl",
        "bar": setting.ink.color(chapter.bars.get((item.box.x, item.box.y), "accent2")),
        "blocks": prose.blocks(item.paragraphs, chapter.pages[0], chapter.level + 1),
    }


def _code(item: CodeItem, prose: _Prose) -> Json:
    style = prose.theme.code
    setting = prose.setting(style.text)
    pointed = {at for group in item.marks[:1] for at in group}
    most = letters(prose.room, CODE)
    return {
        "kind": "code",
        "ground": setting.ink.color(style.background),
        "band": setting.ink.band,
        "bar": setting.ink.color(style.mark),
        "quiet": setting.ink.color(style.quiet),
        "look": make_look(style.text, setting),
        "label": item.label.text if item.label else "",
        "first": item.numbers.first if item.numbers else None,
        "lines": [_line(line, most, setting) | {"marked": at in pointed} for at, line in enumerate(item.lines)],
    }


def _line(line: CodeLine, most: float, setting: Setting) -> Json:
    """A line as runs, each in its colour; a word of more letters than `most` may be wider than the line."""
    pieces = [(text, look) for text, look in spaced(line) if text]
    color = {look: setting.ink.color(setting.theme.code.color(look)) for _, look in pieces}
    runs = [{"text": text, "color": color[look], **parted(text, most)} for text, look in pieces]
    wide = any(run.pop("wide", False) for run in runs)
    return {"runs": runs, "wide": True} if wide else {"runs": runs}


def _table(item: TableItem, page: Page, prose: _Prose) -> Json:
    style = prose.theme.table
    header, body = (replace(text, size=prose.cell, line=1.0) for text in (style.header, style.body))
    setting = prose.setting(body, dir=prose.dir(page))
    whole = max(sum(item.columns), 1)
    share = min(whole / prose.theme.width * 1.1, 1.0)
    rooms = [prose.room * share * width / whole - 2 * CELL_INSET for width in item.columns]
    caption = replace(body, color=style.caption.color if style.caption else body.color)
    head = make_cells(item.header, header, item.aligns, rooms, setting) if item.header else None
    rows = [make_cells(row, body, item.aligns, rooms, setting) for row in item.rows]
    return {
        "kind": "table",
        "share": share,
        "wide": any("wide" in cell for row in (head, *rows) if row for cell in row["cells"]),
        "columns": [width / whole for width in item.columns],
        "rtl": prose.dir(page) == "rtl",
        "ground": setting.ink.color(style.header_background),
        "rule": {"color": setting.ink.color(style.rule), "width": to_points(style.rule_width)},
        "header": head,
        "rows": rows,
        "caption": make_blocks((PageParagraph(item.caption),), prose.setting(caption)) if item.caption else [],
        "under": style.caption_side == "under",
        "whole": len(item.rows) <= _ROWS and _lines(item, prose) <= _ROWS * 2,
    }


def _lines(item: TableItem, prose: _Prose) -> int:
    """About how many lines the rows of a table take together, on a narrow sheet."""
    letters = [width / prose.theme.width * _NARROW / (prose.cell * _LETTER) for width in item.columns]
    rows = ([len("".join(run.text for run in cell)) for cell in row] for row in item.rows)
    return sum(max((int(long / max(room, 1.0)) for long, room in zip(row, letters, strict=True)), default=0) + 1 for row in rows)


def _picture(item: PictureItem, prose: _Prose) -> Json:
    share = item.box.width / prose.theme.width
    shape = max(item.box.height / max(item.box.width, 1), 0.02)
    if item.asset:
        fit = "cover" if item.cover else "stretch"
        return {"kind": "picture", "file": picture_name(item.asset), "alt": item.alt, "fit": fit, "share": share, "shape": shape}
    style = _level(0).without_bullet()
    setting = prose.setting(style)
    return {
        "kind": "frame",
        "share": share,
        "shape": shape,
        "rule": setting.ink.color("accent3"),
        "blocks": make_blocks((PageParagraph((Run(item.label),)),), setting),
    }
