"""How a deck looks: a template, compiled. `theme` makes it; `layout` and `emit` read it and never ask where it came from."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Literal, TypeAlias

from igdeck.model.geometry import Insets
from igdeck.model.handout import Wish
from igdeck.model.value import frozen, replace

if TYPE_CHECKING:
    from pathlib import Path

    from igdeck.model.deck import Overflow
    from igdeck.model.geometry import Box
    from igdeck.model.page import CodeLook

Anchor: TypeAlias = Literal["top", "middle", "bottom"]
FontRole: TypeAlias = Literal["heading", "body", "code"]
HAlign: TypeAlias = Literal["left", "center", "right"]
LongLines: TypeAlias = Literal["wrap", "shrink"]
Side: TypeAlias = Literal["over", "under"]

#: The size of who said it as a share of what was said.
ATTRIBUTION = 0.75
#: The size of a footnote as a share of the body's.
FOOTNOTE = 0.5
#: As large as text can be asked for, in points: no limit.
LARGEST = 400.0

#: The twelve theme colours in the order of `a:clrScheme` (ECMA-376 part 1, 20.1.6.2).
COLOURS = (
    "dk1", "lt1", "dk2", "lt2",
    "accent1", "accent2", "accent3", "accent4", "accent5", "accent6",
    "hlink", "folHlink",
)  # fmt: skip


class Role(Enum):
    """What a placeholder is for. The value is the name of the CSS class and the start of the shape's name."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    BODY = "body"
    QUOTE = "quote"
    CAPTION = "caption"
    PICTURE = "picture"
    HEADER = "header"
    DATE = "date"
    FOOTER = "footer"
    NUMBER = "number"


@frozen
class Bullet:
    """A list item's mark: a character, its colour, its size as a share of the text's."""

    char: str
    color: str
    scale: float
    font: str


@frozen
class TextStyle:
    """How one level of text is set.

    `size` in points; `line` is the share of 1.2 em from baseline to baseline (`a:spcPct`); `space_before` in points, not
    applied to the first paragraph of a box; `indent` is where the text starts and `hanging` how far left of that the
    bullet stands, both in EMU; `color` is one of `COLOURS`. `rtl` text runs from right to left: its `left` is where lines
    start, on the right.
    """

    size: float
    font: FontRole
    color: str
    bold: bool = False
    italic: bool = False
    line: float = 1.0
    space_before: float = 0.0
    indent: int = 0
    hanging: int = 0
    bullet: Bullet | None = None
    align: HAlign = "left"
    rtl: bool = False

    def without_bullet(self) -> TextStyle:
        """The same text flush with the edge of its box."""
        return replace(self, indent=0, hanging=0, bullet=None)


@frozen
class Placeholder:
    """A place for content. `idx` is PowerPoint's index, unique in a layout; `levels` has nine text styles.

    `kind` is the `type` of `p:ph` (ECMA-376 part 1, 19.7.10), `obj` for content of any kind.
    """

    role: Role
    name: str
    kind: str
    idx: int
    box: Box
    levels: tuple[TextStyle, ...]
    anchor: Anchor = "top"
    insets: Insets = Insets()
    prompt: str = ""


@frozen
class Rectangle:
    """A filled rectangle."""

    box: Box
    color: str


@frozen
class Outline:
    """A filled drawing: `path` is SVG path data of absolute M, L, C and Z in a `view` of width and height."""

    box: Box
    color: str
    view: tuple[int, int]
    path: str


Decoration: TypeAlias = Rectangle | Outline


@frozen
class Layout:
    """One slide layout by PowerPoint's own name; `kind` is `p:sldLayout/@type` (ECMA-376 part 1, 19.7.15).

    `rtl`: it is for slides that are read from right to left.
    """

    name: str
    kind: str
    background: str
    placeholders: tuple[Placeholder, ...]
    decorations: tuple[Decoration, ...]
    rtl: bool = False

    def placeholder(self, role: Role, nth: int = 0) -> Placeholder | None:
        """The nth placeholder of a role, or None."""
        found = [p for p in self.placeholders if p.role is role]
        return found[nth] if nth < len(found) else None


@frozen
class FontFile:
    """One face in a font file that comes with the template; `index` is its place in a collection (.ttc), else 0.

    `portable`: a document may carry it.
    """

    path: Path
    index: int
    family: str
    bold: bool
    italic: bool
    portable: bool = True


@frozen
class Fonts:
    """Font families by role, and the font files that come with the template, in the order that they are looked at.

    `complex` is the family for complex scripts, as Arabic and Hebrew; empty for none of the template's own.
    """

    heading: str
    body: str
    code: str
    files: tuple[FontFile, ...] = ()
    complex: str = ""

    def brought(self, family: str) -> tuple[FontFile, ...]:
        """The font files of a family that a deck may carry."""
        wanted = family.strip(" '\"").casefold()
        return tuple([file for file in self.files if file.portable and file.family.casefold() == wanted])

    def family(self, role: FontRole) -> str:
        """The family of a role."""
        match role:
            case "heading":
                return self.heading
            case "body":
                return self.body
            case "code":
                return self.code


@frozen
class CodeStyle:
    """How a code block is set: its text, the panel's colour, the space inside, and the colours of the letters.

    `quiet` is for line numbers and the file's name. Lines that are pointed at stand on a band of a tint of `mark`, with a bar of
    the colour itself at its edge.
    """

    text: TextStyle
    background: str
    insets: Insets
    keyword: str = "accent1"
    string: str = "accent4"
    comment: str = "accent3"
    number: str = "accent6"
    name: str = "accent5"
    quiet: str = "accent3"
    mark: str = "accent2"

    def color(self, look: CodeLook) -> str:
        """The colour of what is of this look."""
        match look:
            case "":
                return self.text.color
            case "keyword":
                return self.keyword
            case "string":
                return self.string
            case "comment":
                return self.comment
            case "number":
                return self.number
            case "name":
                return self.name


@frozen
class TableStyle:
    """How a table is set: header and body text, the header's ground, the rules between rows, the space inside a cell.

    The caption stands over the table or under it; without a style of its own it is set like the body.
    """

    header: TextStyle
    body: TextStyle
    header_background: str
    rule: str
    rule_width: int
    insets: Insets
    caption: TextStyle | None = None
    caption_side: Side = "over"

    def caption_style(self, size: float) -> TextStyle:
        """How the caption of a table is set whose cells are of a size: smaller where that is."""
        style = (self.caption or self.body).without_bullet()
        return replace(style, size=min(style.size, size), space_before=0.0)


@frozen
class Limits:
    """How text is made to fit; a deck or a slide may ask for something else (`model.deck.Fitting`). Sizes in points.

    Text starts no larger than `largest` and shrinks no further than `body`, `code` and `table` say; then the slide continues,
    shrinks all the same, or is an error. A line of code that is too long even so is wrapped, or shrinks the code on.
    """

    body: float
    code: float
    table: float
    largest: float = LARGEST
    overflow: Overflow = "continue"
    long_lines: LongLines = "wrap"


@frozen
class Variant:
    """Which form of a theme a deck takes.

    `rtl`: it is mirrored. `others` are the names of those layouts that the deck needs turned the other way as well
    (`turned_name`). `headed`: PowerPoint's layouts have a place for a header, which would be an empty box in other decks.
    """

    rtl: bool = False
    others: tuple[str, ...] = ()
    headed: bool = False


def turned_name(name: str, *, rtl: bool) -> str:
    """What a layout is called that stands beside those of the deck's own direction."""
    return f"{name} ({'right to left' if rtl else 'left to right'})"


def turned_side(name: str) -> str:
    """The name of a place as a mirror has it: what is called left stands on the right there."""
    for side, other in (("Left ", "Right "), ("Right ", "Left ")):
        if name.startswith(side):
            return other + name.removeprefix(side)
    return name


@frozen
class Theme:
    """A compiled template. `palette` maps `COLOURS` to six hex digits; `gap` (EMU) parts what is stacked in one box.

    `handout` is what the template asks of handouts, `program` the file that draws their sheets: its own `handout.typ`, if any.
    `rtl`: it is for decks that are read from right to left.
    """

    name: str
    title: str
    description: str
    width: int
    height: int
    palette: dict[str, str]
    fonts: Fonts
    layouts: tuple[Layout, ...]
    heading: TextStyle
    quote: TextStyle
    link: str
    code: CodeStyle
    table: TableStyle
    limits: Limits
    gap: int
    handout: Wish = Wish()
    program: Path | None = None
    rtl: bool = False

    def text_style(self, kind: str, level: int, levels: tuple[TextStyle, ...]) -> TextStyle:  # noqa: PLR0911 (one a kind)
        """How a paragraph of a `Kind` is set in a box of these levels; plain text where bullets would be has no indent."""
        if kind == "heading":
            return self.heading
        if kind == "quote":
            return self.quote
        style = levels[min(level, len(levels) - 1)]
        match kind:
            case "plain":
                return style.without_bullet() if style.bullet else style
            case "term":
                return replace(style.without_bullet(), bold=True)
            case "attribution":
                return replace(style.without_bullet(), size=style.size * ATTRIBUTION, italic=False, bold=False)
            case "footnote":
                return replace(style.without_bullet(), size=style.size * FOOTNOTE, italic=False, bold=False, space_before=2.0)
            case _:
                return style

    def body(self, layout: Layout) -> tuple[Layout, Placeholder]:
        """The body whose styles a text box of its own takes, and the layout that it is on: the first of the theme if need be.

        One of the same direction goes before all others.
        """
        alike = (own for own in self.layouts if own.rtl == layout.rtl)
        bodies = ((own, body) for own in (layout, *alike, *self.layouts) if (body := own.placeholder(Role.BODY)))
        return next(bodies)

    def caption(self) -> tuple[Layout, Placeholder]:
        """The caption whose styles a text below a picture takes, and the layout that it is on; a body if there is none."""
        pictured = (own for own in self.layouts if own.placeholder(Role.PICTURE))
        captions = ((own, place) for own in pictured if (place := own.placeholder(Role.CAPTION)))
        return next(captions, None) or self.body(self.layouts[0])

    def layout(self, name: str) -> Layout:
        """The layout of a name; every theme has the ten of `theme.layouts.LAYOUTS`."""
        return next(layout for layout in self.layouts if layout.name == name)
