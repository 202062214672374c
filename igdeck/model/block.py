"""What a slide's content is made of: the closed union `Block`. `line` is where a block starts in its source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias, assert_never

from igdeck.model.value import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from igdeck.model.geometry import Length
    from igdeck.model.inline import Direction, Inline

Align: TypeAlias = Literal["left", "center", "right"]
CalloutKind: TypeAlias = Literal["note", "tip", "warning", "important"]


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
    """An item of a list with all that stands in it; `done` is None where it is no task."""

    blocks: tuple[Block, ...]
    line: int
    done: bool | None = None


@frozen
class List:
    """A bulleted list, or a numbered one that starts at `start`. `incremental`: its items appear one by one."""

    items: tuple[ListItem, ...]
    ordered: bool
    start: int
    line: int
    incremental: bool = False


@frozen
class Quote:
    """A block quotation; `attribution` is who said it, without the dash before the name."""

    blocks: tuple[Block, ...]
    line: int
    attribution: tuple[Inline, ...] = ()


@frozen
class CodeBlock:
    """Lines of code, without the last line end; `language` is the fence's first word.

    `marks` are the groups of lines to point at, counted from 1 whatever `first_number` is: one group is pointed at from the
    start, several one after another. `first_number` is None for code without line numbers.
    """

    text: str
    language: str
    line: int
    filename: str = ""
    marks: tuple[tuple[int, ...], ...] = ()
    first_number: int | None = None


@frozen
class Table:
    """A table: one header row, body rows of as many cells, an alignment for each column (None: by itself).

    `steps`: its body rows appear one by one.
    """

    header: tuple[tuple[Inline, ...], ...]
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]
    aligns: tuple[Align | None, ...]
    line: int
    caption: tuple[Inline, ...] = ()
    steps: bool = False


@frozen
class Column:
    """One of the columns that stand side by side; without a `width` it shares what the others leave."""

    blocks: tuple[Block, ...]
    line: int
    width: Length | None = None


@frozen
class Columns:
    """Columns side by side."""

    columns: tuple[Column, ...]
    line: int


@frozen
class Callout:
    """A box that calls for attention; without a `title` its kind is its title."""

    kind: CalloutKind
    title: tuple[Inline, ...]
    blocks: tuple[Block, ...]
    line: int


@frozen
class Definition:
    """A term and what it means, in one way or several."""

    term: tuple[Inline, ...]
    meanings: tuple[tuple[Block, ...], ...]
    line: int


@frozen
class Definitions:
    """A list of terms with what they mean."""

    items: tuple[Definition, ...]
    line: int


@frozen
class Group:
    """Blocks with a language (BCP 47), a direction or classes of their own."""

    blocks: tuple[Block, ...]
    line: int
    classes: tuple[str, ...] = ()
    lang: str = ""
    dir: Direction = ""


@frozen
class Pause:
    """What follows appears with the next click."""

    line: int


@frozen
class Contents:
    """The table of contents: a link to each of the deck's slides or sections."""

    line: int


Block: TypeAlias = (
    Heading | Paragraph | List | Quote | CodeBlock | Table | Columns | Callout | Definitions | Group | Pause | Contents
)


def inlines_of(block: Block) -> Iterator[tuple[Inline, ...]]:
    """The lines of words that are the block's own, in reading order."""
    match block:
        case Heading() | Paragraph():
            yield block.inlines
        case Table():
            yield block.caption
            for row in (block.header, *block.rows):
                yield from row
        case Quote():
            yield block.attribution
        case Callout():
            yield block.title
        case Definitions():
            yield from (item.term for item in block.items)
        case List() | CodeBlock() | Columns() | Group() | Pause() | Contents():
            pass
        case _:
            assert_never(block)


def inner_blocks(block: Block) -> Iterator[tuple[Block, ...]]:
    """The runs of blocks that stand in a block, in reading order."""
    match block:
        case List():
            yield from (item.blocks for item in block.items)
        case Quote() | Callout() | Group():
            yield block.blocks
        case Columns():
            yield from (column.blocks for column in block.columns)
        case Definitions():
            yield from (meaning for item in block.items for meaning in item.meanings)
        case Heading() | Paragraph() | CodeBlock() | Table() | Pause() | Contents():
            pass
        case _:
            assert_never(block)
