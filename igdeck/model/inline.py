"""What stands inside a line of text: the closed union `Inline`."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, assert_never

from igdeck.model.value import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


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
class Link:
    """Words that lead somewhere."""

    target: str
    children: tuple[Inline, ...]
    title: str = ""


@frozen
class Asset:
    """A picture's file as it was found: where it is and what it holds. Sizes in pixels, as it is to be seen.

    `turn` is Exif's orientation (CIPA DC-008, 4.6.4): 1 is upright, at 5 to 8 the file's rows are the columns that are seen.
    """

    path: Path
    digest: str
    media_type: str
    width: int
    height: int
    turn: int = 1


@frozen
class Image:
    """A picture with its alternative text; `asset` is None when the file is not to be had."""

    target: str
    alt: str
    title: str
    asset: Asset | None
    line: int


Inline: TypeAlias = Text | LineBreak | CodeSpan | Emphasis | Strong | Strike | Link | Image


def plain_text(inlines: Iterable[Inline]) -> str:
    """The words alone; a hard break is a space, a picture its alternative text."""
    parts: list[str] = []
    for inline in inlines:
        match inline:
            case Text(text) | CodeSpan(text):
                parts.append(text)
            case LineBreak():
                parts.append(" ")
            case Emphasis(children) | Strong(children) | Strike(children) | Link(_, children):
                parts.append(plain_text(children))
            case Image():
                parts.append(inline.alt)
            case _:
                assert_never(inline)
    return "".join(parts)
