"""A theme and pages made by hand, with every kind of item and decoration, for tests of the handout alone."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from igdeck.model.geometry import Box, Insets, from_inches, from_points
from igdeck.model.inline import Asset
from igdeck.model.page import (
    CodeItem,
    CodeLine,
    CodeRun,
    FieldItem,
    Fit,
    Item,
    Page,
    PageParagraph,
    Pages,
    PictureItem,
    Run,
    TableItem,
    TextItem,
)
from igdeck.model.theme import (
    COLOURS,
    Bullet,
    CodeStyle,
    Fonts,
    Layout,
    Limits,
    Outline,
    Placeholder,
    Rectangle,
    Role,
    TableStyle,
    TextStyle,
    Theme,
)
from igdeck.model.value import replace

if TYPE_CHECKING:
    from pathlib import Path

INKS = ("1F2A37", "FFFFFF", "14304F", "EAF0F6", "E08A2E", "2F6DA8", "3C8D6E", "8A5BA6", "C2504B", "6B7785", "1F5FA8", "6A4C93")
COVER = "The Future of the Internet, Paris, 8 March"
PALETTE = dict(zip(COLOURS, INKS, strict=True))
TITLE_BOX = Box(from_inches(0.75), from_inches(0.5), from_inches(11.83), from_inches(0.9))
BODY_BOX = Box(from_inches(0.75), from_inches(1.75), from_inches(11.83), from_inches(4.9))
WIDTH, HEIGHT = from_inches(40 / 3), from_inches(7.5)


def box(x: float, y: float, width: float, height: float) -> Box:
    """A box in inches."""
    return Box(from_inches(x), from_inches(y), from_inches(width), from_inches(height))


def _levels() -> tuple[TextStyle, ...]:
    marks = (Bullet("■", "accent1", 0.6, "Arial"), Bullet("–", "dk1", 1.0, "Calibri"))
    styles = [
        TextStyle(24.0 if level == 0 else 20.0, "body", "dk1", space_before=10.0 if level == 0 else 5.0,
                  indent=from_inches(0.35 * (level + 1)), hanging=from_inches(0.3), bullet=marks[min(level, 1)])
        for level in range(9)
    ]  # fmt: skip
    return tuple(styles)


#: What PowerPoint keeps free inside a box that says nothing: 0.1 in at the sides, 0.05 in above and below.
INSETS = Insets(91_440, 45_720, 91_440, 45_720)
#: `p:ph/@type` by role.
KINDS = {
    Role.TITLE: "title",
    Role.SUBTITLE: "subTitle",
    Role.QUOTE: "body",
    Role.DATE: "dt",
    Role.FOOTER: "ftr",
    Role.NUMBER: "sldNum",
}


def _placeholder(role: Role, idx: int, place: Box, style: TextStyle, **more: object) -> Placeholder:
    return Placeholder(role, role.value.title(), KINDS[role], idx, place, (style,) * 9, **{"insets": INSETS, **more})  # type: ignore[arg-type]


def _footers(color: str) -> tuple[Placeholder, ...]:
    small = TextStyle(12.0, "body", color)
    return (
        _placeholder(Role.DATE, 10, box(5.5, 6.95, 2.5, 0.35), replace(small, align="center"), anchor="middle"),
        _placeholder(Role.FOOTER, 11, box(0.75, 6.95, 4.5, 0.35), small, anchor="middle", insets=Insets()),
        _placeholder(
            Role.NUMBER, 12, box(11.08, 6.95, 1.5, 0.35), replace(small, align="right"), anchor="middle", insets=Insets()
        ),
    )


def _cover() -> Layout:
    title = _placeholder(
        Role.TITLE, 0, box(1.3, 2.0, 11, 2), TextStyle(52.0, "heading", "lt1", bold=True, line=0.9), anchor="bottom"
    )
    lines = _placeholder(Role.SUBTITLE, 1, box(1.3, 4.2, 11, 2), TextStyle(24.0, "body", "lt2", space_before=4.0))
    return Layout("Title Slide", "title", "dk2", (title, lines), (Rectangle(box(0.75, 0, 0.06, 7.5), "accent1"),))


def _content() -> Layout:
    title = _placeholder(Role.TITLE, 0, TITLE_BOX, TextStyle(34.0, "heading", "dk2", bold=True), anchor="bottom", insets=Insets())
    body = Placeholder(Role.BODY, "Content", "obj", 1, BODY_BOX, _levels(), insets=Insets())
    decorations = (Rectangle(box(0, 0, 40 / 3, 0.1), "dk2"), Rectangle(box(0.75, 1.5, 0.75, 0.05), "accent1"))
    return Layout("Title and Content", "obj", "lt1", (title, body, *_footers("accent6")), decorations)


def _quotation() -> Layout:
    title = _placeholder(Role.TITLE, 0, TITLE_BOX, TextStyle(20.0, "heading", "dk2", bold=True), insets=Insets())
    words = TextStyle(28.0, "body", "dk2", italic=True, line=1.1)
    quote = _placeholder(Role.QUOTE, 1, box(1.6, 2.2, 10.2, 4.2), words, anchor="middle", insets=Insets())
    mark = Outline(box(0.75, 1.5, 0.8, 0.6), "accent1", (80, 60), "M0 60 L0 30 C0 10 10 0 30 0 L30 10 C20 10 15 20 15 30 L30 30 "
                   "L30 60 Z M45 60 L45 30 C45 10 55 0 75 0 L75 10 C65 10 60 20 60 30 L75 30 L75 60 Z")  # fmt: skip
    return Layout("Quote", "obj", "lt2", (title, quote, *_footers("dk2")), (mark, Rectangle(box(0, 0, 0.12, 7.5), "accent1")))


def theme(*, heading: str = "Calibri", body: str = "Calibri", code: str = "Courier New") -> Theme:
    """A 16:9 theme of three layouts."""
    return Theme(
        name="sample", title="Sample", description="", width=WIDTH, height=HEIGHT, palette=PALETTE,
        fonts=Fonts(heading, body, code), layouts=(_cover(), _content(), _quotation()),
        heading=TextStyle(24.0, "heading", "dk2", bold=True, space_before=12.0),
        quote=TextStyle(24.0, "body", "dk2", italic=True, space_before=8.0, indent=from_inches(0.5)),
        link="hlink",
        code=CodeStyle(TextStyle(16.0, "code", "dk1"), "lt2", Insets(*[from_inches(0.15)] * 4)),
        table=TableStyle(
            TextStyle(18.0, "body", "lt1", bold=True), TextStyle(18.0, "body", "dk1"), "dk2", "accent6", from_points(0.75),
            Insets(from_inches(0.1), from_inches(0.05), from_inches(0.1), from_inches(0.05)),
        ),
        limits=Limits(18.0, 12.0, 12.0), gap=from_inches(0.2),
    )  # fmt: skip


def para(text: str, kind: str = "plain", level: int = 0, number: int = 0, **look: object) -> PageParagraph:
    """A paragraph of one run."""
    return PageParagraph((Run(text, **look),), kind, level, number)  # type: ignore[arg-type]


def title(text: str) -> TextItem:
    """A title in its placeholder."""
    return TextItem(Role.TITLE, 0, "Title", TITLE_BOX, (para(text),))


def body(*paragraphs: PageParagraph, fit: Fit | None = None) -> TextItem:
    """Text in the body placeholder."""
    return TextItem(Role.BODY, 1, "Content", BODY_BOX, paragraphs, fit or Fit())


def page(number: int, heading: str, *items: Item, layout: str = "Title and Content", key: str = "") -> Page:
    """A page with its title and, if it is no cover, its footer fields."""
    fields = () if layout == "Title Slide" else _fields(number)
    return Page(number, key or f"slide-{number}", layout, heading, (*items, *fields), "", "", 1)


def _fields(number: int) -> tuple[FieldItem, ...]:
    return (
        FieldItem(Role.FOOTER, 11, "Footer", box(0.75, 6.95, 4.5, 0.35), "A sample deck"),
        FieldItem(Role.NUMBER, 12, "Slide Number", box(11.08, 6.95, 1.5, 0.35), str(number)),
    )


def deck(*pages: Page, date: str = "2006-03-08", name: str = "A sample deck") -> Pages:
    """Pages with properties."""
    return Pages(name, "Ada Example", "Samples", "one, two", "en-GB", date, pages)


def picture(folder: Path, name: str = "chart.png") -> Asset:
    """A small picture file; the suffix says its format."""
    from PIL import Image, ImageDraw

    path = folder / name
    image = Image.new("RGB", (320, 200), "#DDE6EF")
    for i, height in enumerate((60, 110, 90, 150)):
        ImageDraw.Draw(image).rectangle((30 + 70 * i, 180 - height, 80 + 70 * i, 180), "#2F6DA8")
    image.save(path)
    kind = {".png": "image/png", ".bmp": "image/bmp", ".jpg": "image/jpeg"}[path.suffix]
    return Asset(path, hashlib.sha256(path.read_bytes()).hexdigest(), kind, 320, 200)


def sample(folder: Path) -> Pages:
    """Eight slides with every kind of item; `folder` takes the picture."""
    return deck(
        _cover_page(),
        _lists_page(),
        _quote_page(),
        _code_page(),
        _table_page(),
        _picture_page(folder),
        _prose_page(),
        _continued_page(),
    )


def _cover_page() -> Page:
    heading = TextItem(Role.TITLE, 0, "Title", box(1.3, 2.0, 11, 2), (para(COVER),))
    lines = tuple(para(text) for text in ("Panel on co-operation efforts", "Moderator: Mark Example", "The Netherlands"))
    subtitle = TextItem(Role.SUBTITLE, 1, "Subtitle", box(1.3, 4.2, 11, 2), lines)
    return page(1, COVER, heading, subtitle, layout="Title Slide", key="cover")


def _lists_page() -> Page:
    return page(
        2, "Lists", title("Lists"),
        body(
            para("A bullet of the first level", "bullet"),
            para("A deeper one that is long enough to be broken, so that its second line shows whether it hangs where its "
                 "first line starts", "bullet", 1),
            para("Deeper still", "bullet", 2),
            para("Back at the first", "bullet"),
            para("The going on of that bullet", "more"),
            para("Step nine", "number", 0, 9),
            para("Under a number", "bullet", 1),
            para("Step ten", "number", 0, 10),
        ),
    )  # fmt: skip


def _quote_page() -> Page:
    words = PageParagraph((
        Run("‘We recognise the need for ", italic=True),
        Run("enhanced cooperation", bold=True, italic=True),
        Run(" in the future, to enable governments, on an equal footing, to carry out their roles.’", italic=True),
    ))  # fmt: skip
    quote = TextItem(Role.QUOTE, 1, "Quote", box(1.6, 2.2, 10.2, 4.2), (words,), Fit(92.5, 10.0))
    return page(3, "A resolution", title("A resolution"), quote, layout="Quote")


def _code_page() -> Page:
    lines = ("def answer() -> int:", "    # *not* markup, #nor code for typst", '    return {"x": 42}["x"]', "", "answer()")
    return page(4, "Code", title("Code"), CodeItem(1, "Code", box(0.75, 1.75, 11.83, 2.4), code_lines(*lines), "python"))


def code_lines(*texts: str) -> tuple[CodeLine, ...]:
    """Lines of code in one colour."""
    return tuple(CodeLine((CodeRun(text),) if text else ()) for text in texts)


def _table_page() -> Page:
    def row(*cells: str) -> tuple[tuple[Run, ...], ...]:
        return tuple((Run(cell),) for cell in cells)

    table = TableItem(
        1, "Table", box(0.75, 1.75, 9, 1.6), row("Country", "Hosts", "Since"),
        (row("France", "1 250", "1988"), row("Netherlands", "980", "1986"), row("Japan", "12 400", "1989")),
        ("left", "right", "center"),
        (from_inches(5), from_inches(2), from_inches(2)), (from_inches(0.4),) * 4, 16.0, "Hosts by country",
    )  # fmt: skip
    return page(5, "A table", title("A table"), table)


def _picture_page(folder: Path) -> Page:
    there = PictureItem(1, "Picture", box(0.75, 1.75, 6.4, 4), picture(folder), "Four bars that grow", "", "chart.png")
    missing = PictureItem(None, "Picture 2", box(7.5, 1.75, 4, 2.5), None, "A lost picture", "", "lost.png is missing")
    return page(6, "Pictures", title("Pictures"), there, missing)


def _prose_page() -> Page:
    linked = PageParagraph((
        Run("See "), Run("the report", href="https://example.org/report"), Run(", "), Run("the cover", href="#cover"),
        Run(", "), Run("igdeck build", code=True), Run(" or "), Run("nothing", strike=True), Run("\n"), Run("after a hard break"),
    ))  # fmt: skip
    aside = TextItem(Role.BODY, None, "Text 1", box(8, 5.6, 4.6, 0.9), (para("A text box of its own"),), moved=True)
    return page(
        7, "Prose", title("Prose"),
        body(
            para("A heading in the body", "heading"), linked, para("A quotation among other things", "quote"),
            para("*stars* and #let x = 1"),
        ),
        aside,
    )  # fmt: skip


def _continued_page() -> Page:
    hidden = TextItem(Role.TITLE, 0, "Title", TITLE_BOX, (para("Prose (continued)"),), hidden=True)
    return page(8, "Prose (continued)", hidden, body(para("Words under a title that nobody sees", "bullet"), fit=Fit(85.0, 10.0)))
