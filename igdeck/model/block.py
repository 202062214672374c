"""What a slide's content is made of: the closed union `Block`. `line` is where a block starts in its source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from igdeck.model.value import frozen

if TYPE_CHECKING:
    from igdeck.model.inline import Inline

Align: TypeAlias = Literal["left", "center", "right"]


@frozen
class Heading:
    """A heading of level 1 to 6."""

    level: int
    inlines: tuple[Inline, ...]
    line: int


@frozen
class Paragraph:
    """A paragraph; a picture that stands alone is a paragraph of one `Image`."""

    inlines: tuple[Inline, ...]
    line: int


@frozen
class ListItem:
    """An item of a list with all that stands in it."""

    blocks: tuple[Block, ...]
    line: int


@frozen
class List:
    """A bulleted list, or a numbered one that starts at `start`."""

    items: tuple[ListItem, ...]
    ordered: bool
    start: int
    line: int


@frozen
class Quote:
    """A block quotation."""

    blocks: tuple[Block, ...]
    line: int


@frozen
class CodeBlock:
    """Lines of code, without the last line end; `language` is the fence's first word."""

    text: str
    language: str
    line: int


@frozen
class Table:
    """A table: one header row, body rows of as many cells, an alignment for each column (None: by itself)."""

    header: tuple[tuple[Inline, ...], ...]
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]
    aligns: tuple[Align | None, ...]
    line: int


Block: TypeAlias = Heading | Paragraph | List | Quote | CodeBlock | Table
