"""What is handed out: how the sheets of a handout are laid out, what stands on them, and which slides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from igdeck.model.geometry import EMU_PER_POINT, Insets
from igdeck.model.value import field_names, frozen, replace

if TYPE_CHECKING:
    from igdeck.model.inline import Asset

#: So many slides on a sheet; slides with their notes; titles and text; or a page for each slide, of the slide's own size.
HandoutLayout: TypeAlias = Literal["1", "2", "3", "4", "6", "9", "notes", "outline", "slides"]
Paper: TypeAlias = Literal["a4", "letter"]
#: Words, empty for nothing; True for what usually stands there. None: nothing is asked for.
Said: TypeAlias = str | bool | None

LAYOUTS: Final[tuple[HandoutLayout, ...]] = ("1", "2", "3", "4", "6", "9", "notes", "outline", "slides")
#: The layouts of a Word document, the first of which is made if none is asked for.
DOCUMENTS: Final[tuple[HandoutLayout, ...]] = ("notes", "1", "3", "outline")
PAPERS: Final[tuple[Paper, ...]] = ("a4", "letter")
#: Width and height of a sheet that stands upright, in EMU: 210 × 297 mm, 8.5 × 11 inches.
SIZES: Final[dict[Paper, tuple[int, int]]] = {"a4": (7_560_000, 10_692_000), "letter": (7_772_400, 10_058_400)}
#: The margins that a sheet has unless others are asked for; header and footer stand in them.
MARGINS: Final = Insets(40 * EMU_PER_POINT, 72 * EMU_PER_POINT, 40 * EMU_PER_POINT, 54 * EMU_PER_POINT)
#: What is left between margins as wide as this, 8 cm, is wide enough for a slide, on any paper.
WIDEST: Final = 2_880_000
#: What is on or off: the fields of `Wish` by the keys that front matter and templates have for them.
SWITCHES: Final = {
    "number": "number",
    "borders": "borders",
    "gray": "gray",
    "ink-saving": "light",
    "hidden": "hidden",
    "continued": "continued",
    "steps": "steps",
    "archive": "archive",
}


@frozen
class Wish:
    """What the command line, a deck or a template asks for. None: nothing is asked for. The fields are those of `Handout`.

    `header`, `footer` and `date` are words, empty for none; True takes back what is asked for less strongly.
    """

    layout: HandoutLayout | None = None
    paper: Paper | None = None
    landscape: bool | None = None
    margins: Insets | None = None
    header: Said = None
    footer: Said = None
    date: Said = None
    number: bool | None = None
    logo: Asset | None = None
    borders: bool | None = None
    gray: bool | None = None
    light: bool | None = None
    hidden: bool | None = None
    continued: bool | None = None
    steps: bool | None = None
    slides: str | None = None
    archive: bool | None = None

    def over(self, other: Wish) -> Wish:
        """This wish, and what the other one asks for where this says nothing."""
        return replace(other, **_asked(self))


@frozen
class Handout:
    """A handout as it is to be made.

    `margins` in EMU. `header` stands at the top left, `date` at the top right, `footer` at the bottom left, and at the bottom
    right the `number` of the page of how many. `borders` are drawn around slides. `gray` draws all in greys of the same
    contrast; `light` draws dark slides on white, to save ink. `hidden` slides stand on it or do not, as do those that a slide
    is `continued` on. With `steps` a slide that is shown step by step stands there once for each step, else once as it ends.
    `slides` says which: numbers, ranges, keys and sections with commas between; empty for all. An `archive` is PDF/A-2a.
    """

    layout: HandoutLayout = "6"
    paper: Paper = "a4"
    landscape: bool = False
    margins: Insets = MARGINS
    header: str = ""
    footer: str = ""
    date: str = ""
    number: bool = True
    logo: Asset | None = None
    borders: bool = True
    gray: bool = False
    light: bool = False
    hidden: bool = False
    continued: bool = True
    steps: bool = False
    slides: str = ""
    archive: bool = False

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the sheet, in EMU."""
        width, height = SIZES[self.paper]
        return (height, width) if self.landscape else (width, height)


def settled(wish: Wish, *, title: str, author: str, date: str) -> Handout:
    """The handout that a wish makes: a deck's title is the header and its author the footer, unless the wish says other words."""
    usual = {"header": title, "footer": author, "date": date}
    return Handout(**usual | {name: said for name, said in _asked(wish).items() if name not in usual or said is not True})


def _asked(wish: Wish) -> dict[str, Any]:
    return {name: said for name in field_names(wish) if (said := getattr(wish, name)) is not None}
