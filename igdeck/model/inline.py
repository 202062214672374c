"""What stands inside a line of text: the closed union `Inline`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias, assert_never

from igdeck.model.value import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from igdeck.model.geometry import Length
    from igdeck.model.page import Run

#: How words look that are neither stressed nor important: x₂, x², highlighted, underlined, small.
Look: TypeAlias = Literal["sub", "sup", "mark", "underline", "small"]
#: Which way text runs; empty: as what stands around it.
Direction: TypeAlias = Literal["", "ltr", "rtl"]


@frozen
class Text:
    """Plain words."""

    text: str


@frozen
class LineBreak:
    """A hard break: the line ends here, the paragraph goes on."""


@frozen
class CodeSpan:
    """A piece of code inside a line."""

    text: str


@frozen
class Emphasis:
    """Stressed words, set in italics."""

    children: tuple[Inline, ...]


@frozen
class Strong:
    """Important words, set in bold."""

    children: tuple[Inline, ...]


@frozen
class Strike:
    """Words struck through."""

    children: tuple[Inline, ...]


@frozen
class Styled:
    """Words of another look."""

    kind: Look
    children: tuple[Inline, ...]


@frozen
class Span:
    """Words with a language (BCP 47), a direction or classes of their own."""

    children: tuple[Inline, ...]
    classes: tuple[str, ...] = ()
    lang: str = ""
    dir: Direction = ""


@frozen
class FootnoteMark:
    """The raised number of a note that stands at the foot of the slide; notes are numbered through the deck."""

    number: int


@frozen
class Link:
    """Words that lead somewhere."""

    target: str
    children: tuple[Inline, ...]
    title: str = ""


@frozen
class Asset:
    """A picture's file as it was found: where it is and what it holds. Sizes in pixels, as it is to be seen.

    `turn` is Exif's orientation (CIPA DC-008, 4.6.4): 1 is upright, at 5 to 8 the file's rows are the columns that are seen.
    `fallback` is the same picture for programs that do not show files of this type; `build` makes it.
    """

    path: Path
    digest: str
    media_type: str
    width: int
    height: int
    turn: int = 1
    fallback: Asset | None = None


@frozen
class Image:
    """A picture with its alternative text; `asset` is None when the file is not to be had.

    `title` is its caption as plain words, `caption` the same where it has looks, links or notes, and `runs` what `layout` makes
    of that. A `decorative` picture has no alternative text and needs none. `cover` fills the box and cuts what is too much;
    otherwise all of the picture shows. `step` is the click that it appears with: `layout` counts them.
    """

    target: str
    alt: str
    title: str
    asset: Asset | None
    line: int
    width: Length | None = None
    height: Length | None = None
    cover: bool = False
    decorative: bool = False
    step: int = 0
    caption: tuple[Inline, ...] = ()
    runs: tuple[Run, ...] = ()


Inline: TypeAlias = Text | LineBreak | CodeSpan | Emphasis | Strong | Strike | Styled | Span | FootnoteMark | Link | Image


def inner_inlines(inline: Inline) -> tuple[Inline, ...]:
    """The inlines that stand in one; in a picture, those of its caption."""
    match inline:
        case Emphasis(children) | Strong(children) | Strike(children) | Styled(_, children) | Span(children) | Link(_, children):
            return children
        case Image():
            return inline.caption
        case Text() | LineBreak() | CodeSpan() | FootnoteMark():
            return ()
        case _:
            assert_never(inline)


def plain_text(inlines: Iterable[Inline]) -> str:
    """The words alone; a hard break is a space, a picture its alternative text, the mark of a footnote nothing."""
    parts: list[str] = []
    for inline in inlines:
        match inline:
            case Text(text) | CodeSpan(text):
                parts.append(text)
            case LineBreak():
                parts.append(" ")
            case Image():
                parts.append(inline.alt)
            case _:
                parts.append(plain_text(inner_inlines(inline)))
    return "".join(parts)
