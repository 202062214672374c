"""A slide as it is drawn: what `layout` decided and `emit` only paints. All geometry in EMU."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from igdeck.model.handout import Handout
from igdeck.model.theme import Role, Variant
from igdeck.model.value import frozen

if TYPE_CHECKING:
    from igdeck.model.block import Align
    from igdeck.model.deck import Transition
    from igdeck.model.geometry import Box, Insets
    from igdeck.model.inline import Asset, Direction

#: What a paragraph is: a list item, a numbered one, the going on of an item, plain text, a heading in the body, a quotation and
#: who said it, a term and what it means, a note at the foot.
Kind: TypeAlias = Literal["bullet", "number", "more", "plain", "heading", "quote", "attribution", "term", "meaning", "footnote"]


#: Words above or below the line, as in x² and H₂O.
Shift: TypeAlias = Literal["", "super", "sub"]

#: What letters of code are: words of the language, texts, comments, constants, names that are called. Empty for all else.
CodeLook: TypeAlias = Literal["", "keyword", "string", "comment", "number", "name"]
#: Those that have a colour of their own.
CODE_LOOKS: Final[tuple[CodeLook, ...]] = ("keyword", "string", "comment", "number", "name")

#: The index of a placeholder that its layout has not, as PowerPoint writes it: a title on a layout without one.
ORPHAN = 4_294_967_295
#: A whole, in percent.
WHOLE = 100
#: The size of raised, lowered and small words as a share of the text around them. PowerPoint draws raised and lowered
#: words at two thirds; LibreOffice at 58 %, so there they come out narrower than they are measured.
SHIFTED = 2 / 3
SMALL = 0.8


@frozen
class Run:
    """Words of one look. A run of a single line feed is a hard break.

    `mark` is a highlighter's ground, `small` words are for what matters less. `lang` is a BCP 47 tag, empty for the deck's;
    `dir` is which way the words run among others, empty for as their letters do. One with a `note` is the mark of that footnote.
    """

    text: str
    bold: bool = False
    italic: bool = False
    strike: bool = False
    code: bool = False
    href: str = ""
    shift: Shift = ""
    small: bool = False
    mark: bool = False
    underline: bool = False
    lang: str = ""
    dir: Direction = ""
    note: int = 0

    @property
    def share(self) -> float:
        """The size as a share of the paragraph's."""
        return (SHIFTED if self.shift else 1.0) * (SMALL if self.small else 1.0)


@frozen
class PageParagraph:
    """A paragraph in a box: `level` 0 to 8, `number` counts for the kind `number` alone.

    `room` (EMU) is how much further in than its level the text stands, so that a wide number does not touch it. `mark` is the
    character that stands for the level's bullet, empty for the bullet itself: the box of a task. `step` is the click that it
    appears with, 0 for at once. `dir` is which way it runs; empty: as its first letter does.
    """

    runs: tuple[Run, ...]
    kind: Kind = "plain"
    level: int = 0
    number: int = 0
    room: int = 0
    mark: str = ""
    step: int = 0
    dir: Direction = ""


@frozen
class Panel:
    """The ground of a box that calls for attention, by the theme's name of the colour, and the space inside."""

    background: str
    insets: Insets


@frozen
class Fit:
    """A step of the autofit ladder: font scale and line spacing reduction, in percent (ECMA-376 part 1, 21.1.2.1.3)."""

    scale: float = 100.0
    reduction: float = 0.0

    def size(self, points: float) -> float:
        """The size that is painted: the nearest whole point, half up; PowerPoint does so, and leaves an unscaled size alone."""
        return points if self.scale == WHOLE else float(int(points * self.scale / WHOLE + 0.5))

    def line(self, share: float) -> float:
        """The line spacing that is painted: the reduction is subtracted (110% - 20% = 90%)."""
        return share - self.reduction / WHOLE

    def space(self, points: float) -> float:
        """The space above a paragraph, in whole tenths: it shrinks with the letters, or gaps would eat what small text gains."""
        return points if self.scale == WHOLE else int(points * self.scale / 10 + 0.5) / 10


@frozen
class TextItem:
    """Text in a placeholder (`idx`), or in a text box of its own (`idx` is None) set like the layout's body.

    `moved` says that `box` is not the placeholder's own. `step` is the click that all of an item appears with, 0 for at once;
    the paragraphs of a text may have later ones of their own. `hidden` text is there for screen readers and the outline alone.
    `trim` (EMU) is how much more than the inset is kept free where lines end, so that a title's lines are of even length: on the
    right, or on the left of text that runs from right to left. Text on a `panel` has the panel's insets.
    """

    role: Role
    idx: int | None
    name: str
    box: Box
    paragraphs: tuple[PageParagraph, ...]
    fit: Fit = Fit()
    moved: bool = False
    hidden: bool = False
    trim: int = 0
    panel: Panel | None = None
    step: int = 0


@frozen
class CodeRun:
    """Letters of one colour: what they are in their language."""

    text: str
    look: CodeLook = ""


@frozen
class CodeLine:
    """A line of code. `breaks` is where its further rows start, if it is too long for one: offsets, tabs being spaces."""

    runs: tuple[CodeRun, ...]
    breaks: tuple[int, ...] = ()

    @property
    def rows(self) -> int:
        """How many rows it takes."""
        return len(self.breaks) + 1

    @property
    def text(self) -> str:
        """The line as it was written."""
        return "".join([run.text for run in self.runs])


@frozen
class CodeLabel:
    """The name of a code's file, set `size` points large in the uppermost `height` EMU of what the panel's insets leave."""

    text: str
    size: float
    height: int


@frozen
class CodeNumbers:
    """Numbers of lines from `first` on: right-aligned on `width` EMU, from which the code is `gap` EMU away."""

    first: int
    width: int
    gap: int


@frozen
class CodeItem:
    """A code block: a paragraph a line, in the theme's code style, on a panel that is as large as `box`.

    `hanging` (EMU) is how far in the further rows of a line stand that is too long for one; 0 if no line is. `label` and
    `numbers` take their room from what the panel's insets leave for the code. `marks` are groups of lines to point at, counted
    from 0: one group is pointed at from the start, several one after another. `bands` are the boxes on the slide, for each
    group, that its lines stand on. `turns` are the clicks with which the further groups are pointed at, each in place of the one
    before; `step` is the click that all of it appears with.
    """

    idx: int | None
    name: str
    box: Box
    lines: tuple[CodeLine, ...]
    language: str
    fit: Fit = Fit()
    moved: bool = False
    hanging: int = 0
    label: CodeLabel | None = None
    numbers: CodeNumbers | None = None
    marks: tuple[tuple[int, ...], ...] = ()
    bands: tuple[tuple[Box, ...], ...] = ()
    step: int = 0
    turns: tuple[int, ...] = ()

    @property
    def head(self) -> int:
        """How much further down than the insets say the code starts, in EMU."""
        return self.label.height if self.label else 0

    @property
    def gutter(self) -> int:
        """How much further in than the insets say the code starts, in EMU."""
        return self.numbers.width + self.numbers.gap if self.numbers else 0


@frozen
class TableItem:
    """A table with the width of each column and the height of each row, the header's first.

    A table without a header has none of either. `box` is the table's own; `caption_box` is where its caption stands. `steps` are
    the clicks that its body rows appear with, a number each, or nothing where they are there with the table.
    """

    idx: int | None
    name: str
    box: Box
    header: tuple[tuple[Run, ...], ...]
    rows: tuple[tuple[tuple[Run, ...], ...], ...]
    aligns: tuple[Align, ...]
    columns: tuple[int, ...]
    heights: tuple[int, ...]
    size: float
    description: str
    caption: tuple[Run, ...] = ()
    caption_box: Box | None = None
    step: int = 0
    steps: tuple[int, ...] = ()


@frozen
class PictureItem:
    """A picture, `box` being what is seen of it. Without an `asset`: an empty frame that says what is missing.

    A picture that is to `cover` its box is cut evenly where it is too wide or too high; any other has the box's own shape.
    """

    idx: int | None
    name: str
    box: Box
    asset: Asset | None
    alt: str
    title: str
    label: str
    cover: bool = False
    step: int = 0


@frozen
class BandItem:
    """A filled rectangle that says nothing by itself: the bar of a callout."""

    name: str
    box: Box
    color: str
    step: int = 0


@frozen
class FieldItem:
    """A header, a footer, a date or a slide number in its placeholder; the number's text is a field."""

    role: Role
    idx: int
    name: str
    box: Box
    text: str


Item: TypeAlias = TextItem | CodeItem | TableItem | PictureItem | BandItem | FieldItem


@frozen
class Backdrop:
    """What lies behind a slide's content: a picture (`box` as in `PictureItem`) or a colour, one of `COLOURS` or six hex digits.

    `behind`: it is the slide's background, under the decorations of the layout; otherwise it lies over them. `bare`: the layout's
    decorations are left out, as they would hide it.
    """

    box: Box
    asset: Asset | None = None
    color: str = ""
    opacity: float = 1.0
    cover: bool = True
    behind: bool = True
    bare: bool = False


@frozen
class Page:
    """One drawn slide. Items stand in reading order, the title first.

    `section` is the name of the section that this page opens, or empty. `clicks` is how many steps it has. `notes` are what the
    speaker says, in words; `aside` is the same for documents, as items in reading order, where it has tables, pictures or other
    things in it: without any, and in decks, it is empty. A `hidden` page is skipped when the deck is presented. `lang` (BCP 47)
    and `dir` are empty for the deck's.
    `part` counts the pages that one slide of the source is drawn on.
    """

    number: int
    key: str
    layout: str
    title: str
    items: tuple[Item, ...]
    section: str
    digest: str
    first_line: int
    backdrop: Backdrop | None = None
    clicks: int = 0
    notes: tuple[PageParagraph, ...] = ()
    hidden: bool = False
    transition: Transition = ""
    lang: str = ""
    dir: Direction = ""
    part: int = 1
    aside: tuple[Item, ...] = ()


@frozen
class Pages:
    """All pages of a deck, what stands in its properties, and how it is handed out.

    `date` is ISO 8601, empty if the author gave none. `dir` is which way the deck is read; empty: from left to right, but each
    paragraph as its first letter does.
    """

    title: str
    author: str
    subject: str
    keywords: str
    lang: str
    date: str
    pages: tuple[Page, ...]
    dir: Direction = ""
    handout: Handout = Handout()

    @property
    def variant(self) -> Variant:
        """The form of the theme that these pages are made for."""
        others = dict.fromkeys(page.layout for page in self.pages if page.dir and (page.dir == "rtl") != (self.dir == "rtl"))
        items = (item for page in self.pages for item in page.items)
        headed = any(isinstance(item, FieldItem) and item.role is Role.HEADER for item in items)
        return Variant(self.dir == "rtl", tuple(sorted(others)), headed)

    @property
    def name(self) -> str:
        """What files call the deck: its title, or the first that a slide has."""
        return self.title.strip() or next((title for page in self.pages if (title := page.title.strip())), "Slides")
