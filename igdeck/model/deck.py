"""A talk as it was written: `source` makes it, `layout` draws it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from igdeck.model.value import frozen

if TYPE_CHECKING:
    from igdeck.model.block import Block
    from igdeck.model.inline import Inline


#: What becomes of a slide that holds too much: it continues, shrinks under the template's limit, or is an error.
Overflow: TypeAlias = Literal["continue", "shrink", "error"]


@frozen
class Meta:
    """What the front matter says. An empty string: it says nothing.

    `footer` is None when the deck's title is to stand there, and empty when nothing is. `date` is the text as written.
    """

    title: str = ""
    subtitle: str = ""
    author: str = ""
    date: str = ""
    lang: str = "en-US"
    subject: str = ""
    keywords: str = ""
    template: str = ""
    footer: str | None = None
    slide_level: int = 2
    fit: Overflow = "continue"


@frozen
class Slide:
    """One slide of the source.

    `key` names it for good: its `{#id}` if `pinned`, else made of its title. `name` is the title in plain text, made up for a
    slide without a heading (`title` is None then), unique enough for the outline and for screen readers. `first_line` and
    `last_line` are its range in the source, `digest` is the hash of that text.
    """

    key: str
    pinned: bool
    name: str
    title: tuple[Inline, ...] | None
    level: int
    blocks: tuple[Block, ...]
    first_line: int
    last_line: int
    digest: str
    text: str


@frozen
class Deck:
    """A whole talk."""

    meta: Meta
    slides: tuple[Slide, ...]
