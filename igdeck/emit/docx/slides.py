"""Pictures of slides with what is said, or with lines to write on: beside them, or below them with a slide a page.

As Word's own handouts made from PowerPoint: a table with a row a slide. The heading of each slide, its number and the text that
its picture shows are there for those who do not see it, and for a search.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from igdeck.emit.docx.flow import heading, noted
from igdeck.emit.docx.markup import EMU_PER_TWIP, paragraph, run
from igdeck.emit.docx.paper import lightened
from igdeck.emit.docx.picture import picture, within
from igdeck.emit.docx.styles import APART, BESIDE, FAINT, RULED
from igdeck.emit.docx.table import GAP, cell, frame, row
from igdeck.emit.docx.text import words
from igdeck.emit.outline import chapters
from igdeck.model.labels import foreign, labels_in
from igdeck.model.page import CodeItem, PictureItem, Run, TableItem, TextItem
from igdeck.model.theme import Role
from igdeck.model.value import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from igdeck.emit.docx.sheet import Sheet
    from igdeck.emit.docx.text import Setting
    from igdeck.model.handout import HandoutLayout
    from igdeck.model.page import Item, Page, Pages
    from igdeck.model.theme import Theme

#: The width of the column of numbers, and what parts columns, in twips.
_NUMBERS: Final = 620
_BETWEEN: Final = 160
#: The share of the width that pictures take beside notes and beside lines, and at most of a page's height above notes.
_BESIDE: Final = 0.5
_LINED: Final = 0.58
_ABOVE: Final = 0.55
#: How many slides stand on a page beside lines.
_ROWS: Final = 3
#: The row that names the columns, with room for fonts that are taller; the space above and below what is in a row; the height
#: of a heading; in twips.
_HEAD: Final = 700
_PADDING: Final = 220
_HEADING: Final = 360
#: How thick a line to write on is, in twips.
_THICK: Final = 10
#: Notes that are likely to take more than this share of a page may be parted.
_LONG: Final = 0.6
#: How wide a letter is on average, in em, and how far lines are apart.
_LETTER: Final = 0.5
_LINE: Final = 1.45
#: How much of a slide's text is told with its picture.
_TOLD: Final = 1000


def beside(pages: Pages, pictures: Sequence[bytes], setting: Setting, sheet: Sheet, *, lined: bool) -> Iterator[str]:
    """A table: a slide's number, its picture, and its notes; lines instead of them if `lined`, or where there are none."""
    if not pages.pages:
        return
    drawn, free = _Drawn(pages, pictures, setting, sheet), sheet.height - _HEAD
    seen = drawn.width + _BETWEEN
    widths = (_NUMBERS, seen, sheet.room - _NUMBERS - seen)
    height = free // (_ROWS if lined else max(free // (drawn.height + _PADDING), 1))
    rows = (_row(page, drawn, widths, height, lined=lined) for page in pages.pages)
    yield frame("SlidesAndNotes", widths, (_head(pages.lang, setting, widths), *rows), setting, header=True, side=True)
    yield GAP


def below(pages: Pages, pictures: Sequence[bytes], setting: Setting, sheet: Sheet) -> Iterator[str]:
    """A page a slide: its heading, its picture as wide as the text, and its notes, which run over to a further page."""
    drawn = _Drawn(pages, pictures, setting, sheet)
    for at, page in enumerate(pages.pages):
        title = drawn.heading(page, f"{page.number}  ")
        yield _on_a_new_page(title) if at else title
        yield paragraph("Picture", drawn.picture(page))
        free = sheet.height - drawn.height - 3 * _HEADING
        yield drawn.notes(page, sheet.room) or _lines(free)


def picture_size(theme: Theme, sheet: Sheet, layout: HandoutLayout) -> tuple[int, int]:
    """How large the picture of a slide is drawn, in EMU."""
    width, height = (side * EMU_PER_TWIP for side in _most(sheet, layout))
    return within((width, round(width * theme.height / theme.width)), (width, height))


def _most(sheet: Sheet, layout: HandoutLayout) -> tuple[int, int]:
    """What there is room for."""
    if layout == "1":
        return sheet.room, round(sheet.height * _ABOVE)
    width = round((sheet.room - _NUMBERS) * (_LINED if layout == "3" else _BESIDE))
    return width - _BETWEEN, max((sheet.height - _HEAD) // _ROWS - _PADDING, 1)


def _on_a_new_page(title: str) -> str:
    """A heading that starts a page."""
    style, closing, rest = title.partition("/>")
    return f"{style}{closing}<w:pageBreakBefore/>{rest}"


class _Drawn:
    """The pictures of slides, as large as they are drawn, and what is known of the slides beside them."""

    __slots__ = ("_chapters", "_files", "_line", "_size", "setting", "sheet")

    def __init__(self, pages: Pages, pictures: Sequence[bytes], setting: Setting, sheet: Sheet) -> None:
        theme = setting.paper.theme
        self._size = picture_size(theme, sheet, pages.handout.layout)
        self._files = dict(zip((page.number for page in pages.pages), pictures, strict=False))
        self._chapters = {page.number: chapter for chapter in chapters(pages) for page in chapter.pages}
        self._line = lightened(theme.palette["accent3"], FAINT) if sheet.borders else ""
        self.setting = setting
        self.sheet = sheet

    @property
    def width(self) -> int:
        """How wide the pictures are, in twips."""
        return self._size[0] // EMU_PER_TWIP

    @property
    def height(self) -> int:
        """How high the pictures are, in twips."""
        return self._size[1] // EMU_PER_TWIP

    def own(self, page: Page) -> Setting:
        """What the words of a slide are set with."""
        return replace(self.setting, language=self.setting.language.of(page.lang), dir=page.dir or self.setting.dir)

    def heading(self, page: Page, before: str = "") -> str:
        """The heading of a slide, with its bookmark."""
        own = self.own(page)
        keys = ((page.number, own.links.bookmarks[page.key]),)
        return heading((Run(before + page.title),), f"Heading{self._chapters[page.number].level}", keys, own)

    def notes(self, page: Page, room: int) -> str:
        """What the speaker says to a slide, in so much room; nothing to those that it continues on."""
        chapter = self._chapters[page.number]
        return noted(chapter, self.own(page), self.sheet, room) if page is chapter.pages[0] else ""

    def picture(self, page: Page) -> str:
        """A run with the picture of a slide, described by what stands on it."""
        content = self._files.get(page.number)
        if not content:
            return ""
        links = self.setting.links
        return picture(links.media.add("image/png", content), links, self._size, described(page), line=self._line)


def _head(lang: str, setting: Setting, widths: Sequence[int]) -> str:
    said = labels_in(lang)
    texts = [words((Run(text, lang=foreign(said, lang)),), setting) for text in ("#", said.slide, said.notes)]
    along = "<w:bidi/>" if setting.dir == "rtl" else ""
    cells = (cell(width, paragraph("ColumnHeading", text, along)) for width, text in zip(widths, texts, strict=True))
    return row("".join(cells), "<w:tblHeader/>")


def _row(page: Page, drawn: _Drawn, widths: Sequence[int], height: int, *, lined: bool) -> str:
    number, seen, said = widths
    notes = "" if lined else drawn.notes(page, said - APART)
    told = notes or _lines(height - _PADDING - _HEADING)
    cells = (
        cell(number, paragraph("SlideNumber", run(str(page.number)))),
        cell(seen, paragraph("SlidePicture", drawn.picture(page))),
        cell(said, drawn.heading(page) + told),
    )
    return row("".join(cells), height=height, whole=not notes or _tall(page, said) < drawn.sheet.height * _LONG)


def _lines(room: int) -> str:
    """As many lines to write on as there is room for."""
    return paragraph("LineToWriteOn", "") * max(room // (RULED + _THICK), 2)


def _tall(page: Page, width: int) -> float:
    """About how high the notes of a slide are, in twips. What is no text takes more room than its words."""
    letters = max(width / (BESIDE * 20 * _LETTER), 1)
    lines = sum(sum(len(run.text) for run in said.runs) // letters + 1 for said in page.notes)
    pictures = [item.box for item in page.aside if isinstance(item, PictureItem)]
    shown = sum(min(width, box.width // EMU_PER_TWIP) * box.height / max(box.width, 1) for box in pictures)
    return float(lines * BESIDE * 20 * _LINE) + shown


# What a slide says ---------------------------------------------------------------------------------------------------


def described(page: Page) -> str:
    """The text of a slide: its title and what stands below it, as far as it is not too long to be listened to."""
    told = ". ".join([page.title, *(text for item in page.items for text in _texts(item))])
    if len(told) <= _TOLD:
        return told
    return told[:_TOLD].rpartition(" ")[0] + " …"


def _texts(item: Item) -> Iterator[str]:
    match item:
        case TextItem() if item.role is not Role.TITLE:
            yield from (text for said in item.paragraphs if (text := _plain(said.runs)))
        case TableItem():
            yield from (text for cells in (item.header, *item.rows) if (text := ", ".join(filter(None, map(_plain, cells)))))
        case CodeItem():
            yield from (line.text.strip() for line in item.lines if line.text.strip())
        case PictureItem() if item.alt.strip():
            yield item.alt.strip()
        case _:
            return


def _plain(runs: Sequence[Run]) -> str:
    return " ".join("".join(run.text for run in runs).split()).rstrip(".")
