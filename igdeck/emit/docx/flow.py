"""The outline: a document that flows from the title to the last slide, as a person would have written it.

A slide is a heading, its content follows in reading order. What only makes sense on a slide (places, colours, steps) is left out.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias, assert_never

from igdeck.emit.assets import shown_as
from igdeck.emit.docx.code import code
from igdeck.emit.docx.markup import EMU_PER_TWIP, paragraph, together
from igdeck.emit.docx.picture import file_picture, within
from igdeck.emit.docx.styles import ACCENTS, APART, callout
from igdeck.emit.docx.table import GAP, cell, frame, row, shares, table
from igdeck.emit.docx.text import direction, paragraphs, words
from igdeck.emit.outline import chapters, is_brief
from igdeck.model.geometry import Box
from igdeck.model.page import CodeItem, PictureItem, Run, TableItem, TextItem
from igdeck.model.theme import Role
from igdeck.model.value import frozen, replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from igdeck.emit.docx.sheet import Sheet
    from igdeck.emit.docx.text import Setting
    from igdeck.emit.outline import Chapter, Content
    from igdeck.model.page import Kind, PageParagraph, Pages

COVER: Final = "Title Slide"
#: A picture is at most so much of the text's height, so that words stay near it.
_TALLEST: Final = 0.42


class Figure(NamedTuple):
    """A picture with its caption, if it has one."""

    picture: PictureItem
    caption: TextItem | None

    @property
    def box(self) -> Box:
        """Where the picture stands on its slide."""
        return self.picture.box


#: What follows each other in a chapter.
_Part: TypeAlias = "Figure | TextItem | CodeItem | TableItem"
#: What stands side by side on a slide, column by column.
_Columns: TypeAlias = "tuple[tuple[_Part, ...], ...]"


def flowing(pages: Pages, setting: Setting, sheet: Sheet) -> Iterator[str]:
    """The document, chapter by chapter; a deck without a cover has its title before the first, unless that has the same.

    What the cover is followed by stands below the title, so its headings are of the first level.
    """
    told = [*chapters(pages)]
    titled = bool(told) and (told[0].pages[0].layout == COVER or _is_name(told[0].heading, pages.name))
    if not titled:
        name = (Run(pages.name),)
        yield paragraph("Title", words(name, setting), direction(name, pages.dir, setting))
    within = False
    for at, chapter in enumerate(told):
        first, cover = chapter.pages[0], at == 0 and chapter.pages[0].layout == COVER
        own = replace(setting, language=setting.language.of(first.lang), dir=first.dir or pages.dir)
        heads = at == 0 and titled
        within = within or (chapter.level == 1 and not heads)
        yield _chapter(chapter if within else replace(chapter, level=1), own, sheet, heads=heads, cover=cover)


def _is_name(heading: Sequence[Run], name: str) -> bool:
    """Whether a slide's title is the deck's, which is not said twice then."""
    return "".join(run.text for run in heading).split() == name.split()


def heading(runs: Sequence[Run], style: str, keys: Sequence[tuple[int, str]], setting: Setting) -> str:
    """A heading; `keys` are the numbers and names of the bookmarks that stand at it."""
    opening = "".join(f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>' for number, name in keys)
    closing = "".join(f'<w:bookmarkEnd w:id="{number}"/>' for number, _ in keys)
    return paragraph(style, f"{opening}{words(runs, setting)}{closing}", direction(runs, "", setting))


def _chapter(chapter: Chapter, setting: Setting, sheet: Sheet, *, heads: bool, cover: bool) -> str:
    notes = [said for item in chapter.items if isinstance(item, TextItem) for said in item.paragraphs if said.kind == "footnote"]
    setting.notes.expect(notes)
    keys = [(page.number, setting.links.bookmarks[page.key]) for page in chapter.pages]
    said = heading(chapter.heading, "Title" if heads else f"Heading{chapter.level}", keys, setting)
    parts = [*_captioned(chapter.items)]
    rows = [*_side_by_side(parts)] if len(chapter.pages) == 1 else [((part,),) for part in parts]
    whole = not notes and _is_whole(chapter, rows)  # LibreOffice 7.4 leaves a heading alone before footnotes that stay together
    scene = _Scene(_styles(chapter.level, cover=cover), chapter.bars, setting, sheet, whole=whole)
    said += "".join([scene.columns(columns, sheet.room) for columns in rows])
    said += paragraphs(setting.notes.left(), setting)
    return together(said) if whole else said


def _is_whole(chapter: Chapter, rows: Sequence[_Columns]) -> bool:
    """Whether a chapter stands on one page: if it is brief, and no pictures stand one below the other."""
    high = sum(max(sum(isinstance(part, Figure) for part in column) for column in columns) for columns in rows)
    return is_brief(chapter.items) and high <= 1


def noted(chapter: Chapter, setting: Setting, sheet: Sheet, room: int) -> str:
    """What the speaker says to a slide, in so much room."""
    scene = _Scene(_styles(chapter.level, cover=False), chapter.bars, setting, sheet)
    return "".join([scene.columns(columns, room) for columns in _side_by_side([*_captioned(chapter.notes)])])


def _styles(level: int, *, cover: bool) -> dict[Role, dict[Kind, str]]:
    """Styles of paragraphs where they are others than their kinds usually have, by what they stand in."""
    below: dict[Kind, str] = {"heading": f"Heading{level + 1}"}
    lines: dict[Kind, str] = {"plain": "Subtitle"} if cover else {}
    return {
        Role.SUBTITLE: below | lines,
        Role.QUOTE: below | {"plain": "Quote"},
    } | {role: below for role in Role if role not in (Role.SUBTITLE, Role.QUOTE)}


@frozen
class _Scene:
    """What the parts of a chapter are drawn with; one that stands on a page as a `whole` has rows that do."""

    styles: dict[Role, dict[Kind, str]]
    bars: Mapping[tuple[int, int], str]
    setting: Setting
    sheet: Sheet
    whole: bool = False

    def columns(self, columns: _Columns, room: int) -> str:
        """What stands side by side in so much room, in cells that hold it apart; a single part as it is."""
        if len(columns) == 1:
            return "".join([self.part(part, room) for part in columns[0]])
        boxes = [_around([part.box for part in column]) for column in columns]
        widths = shares([box.width for box in boxes], min(self._spread(boxes[-1].right - boxes[0].x), room))
        drawn = (
            cell(width, "".join([self.part(part, width - APART) for part in column]))
            for width, column in zip(widths, columns, strict=True)
        )
        return frame("Columns", widths, (row("".join(drawn), whole=self.whole),), self.setting) + GAP

    def part(self, part: _Part, room: int) -> str:
        """A part in so much room."""
        match part:
            case TextItem():
                return self._text(part, room)
            case CodeItem():
                return code(part, self.setting)
            case TableItem():
                return table(part, self.setting, min(self._spread(part.box.width), room))
            case Figure():
                return self._figure(part, room)
            case _:
                assert_never(part)

    def _text(self, item: TextItem, room: int) -> str:
        kept = (said for said in item.paragraphs if said.kind != "footnote")
        said = tuple(paragraph for paragraph in kept if paragraph.runs or paragraph.kind == "number")
        if not said:
            return ""
        if item.panel is None:
            return paragraphs(said, self.setting, self.styles[item.role])
        return self._callout(said, self.bars.get((item.box.x, item.box.y), ""), room)

    def _callout(self, said: Sequence[PageParagraph], bar: str, room: int) -> str:
        """A table of one cell: what stands on its ground may be lists as well."""
        style = callout(bar if bar in ACCENTS else ACCENTS[0])
        name = "".join(run.text for run in said[0].runs)
        inside = row(cell(room, paragraphs(said, self.setting)))
        return frame(style, (room,), (inside,), self.setting, described=name) + GAP

    def _figure(self, figure: Figure, room: int) -> str:
        item, caption = figure
        stays = ("<w:keepNext/>" if caption else "") + ("<w:bidi/>" if self.setting.dir == "rtl" else "")
        asset = item.asset
        if asset is None or shown_as(asset) is None:
            label = (Run(item.label or item.alt or item.name),)
            drawn = paragraph("MissingPicture", words(label, self.setting), stays)
        else:
            wide = min(self._wide(item.box.width), room) * EMU_PER_TWIP
            high = round(wide * item.box.height / max(item.box.width, 1))
            size = within((wide, high), (wide, round(self.sheet.height * EMU_PER_TWIP * _TALLEST)))
            seen = item.box if item.cover else None
            shown = file_picture(asset, self.setting.links, size, item.alt.strip(), seen=seen, gray=self.sheet.gray)
            drawn = paragraph("Picture", shown, stays)
        return drawn + (paragraphs(caption.paragraphs, self.setting, {"plain": "Caption"}) if caption else "")

    def _spread(self, width: int) -> int:
        """How wide a table is. One from right to left takes all the room: programs differ on where a narrower one stands."""
        return self.sheet.room if self.setting.dir == "rtl" else self._wide(width)

    def _wide(self, width: int) -> int:
        """How wide something is: the share of the text's width that it has of the body of a slide."""
        theme = self.setting.paper.theme
        body = theme.body(theme.layout("Title and Content"))[1].box.width
        return min(round(self.sheet.room * width / body), self.sheet.room)


# What belongs together -----------------------------------------------------------------------------------------------


def _captioned(items: Sequence[Content]) -> Iterator[_Part]:
    """The items, pictures with their captions."""
    taken = False
    for item, following in pairwise((*items, None)):
        if taken or item is None:
            taken = False
            continue
        if isinstance(item, PictureItem):
            caption = following if isinstance(following, TextItem) and _is_caption(following) else None
            taken = caption is not None
            yield Figure(item, caption)
        else:
            yield item


def _is_caption(item: TextItem) -> bool:
    return item.role is Role.CAPTION and len(item.paragraphs) == 1 and item.paragraphs[0].kind == "plain"


def _side_by_side(parts: Sequence[_Part]) -> Iterator[_Columns]:
    """The parts in order, those that stand side by side on their slide as columns."""
    at = 0
    while at < len(parts):
        columns = _columns_from(parts[at:])
        yield columns
        at += sum(map(len, columns))


def _columns_from(parts: Sequence[_Part]) -> _Columns:
    """The columns that the first part starts; itself alone if there is nothing on its right."""
    columns: list[list[_Part]] = []
    for part in parts:
        if not _is_light(part):
            break
        box, last = part.box, _around([own.box for own in columns[-1]]) if columns else None
        if last is None or (box.x >= last.right and box.y < last.bottom and last.y < box.bottom):
            columns.append([part])
        elif box.x < last.right and last.x < box.right and box.y >= last.y and (len(columns) == 1 or box.x >= last.x):
            columns[-1].append(part)
        else:
            break
    if len(columns) > 1:
        return tuple(map(tuple, columns))
    return ((parts[0],),)


def _is_light(part: _Part) -> bool:
    """Whether a part may stand in a column of a page: tables, code and callouts need all of its width."""
    return isinstance(part, Figure) or (isinstance(part, TextItem) and part.panel is None and part.name != "Footnotes")


def _around(boxes: Sequence[Box]) -> Box:
    """The box around all boxes."""
    x, y = min(box.x for box in boxes), min(box.y for box in boxes)
    return Box(x, y, max(box.right for box in boxes) - x, max(box.bottom for box in boxes) - y)
