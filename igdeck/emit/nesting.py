"""Lists as they are meant: the flat paragraphs of a box with each list's items, and what stands in an item, nested.

The model holds paragraphs with levels, as PowerPoint does; HTML and a tagged PDF have lists within items.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

    from igdeck.model.page import PageParagraph


class NestedItem(NamedTuple):
    """An item of a list: its own paragraph, and what stands in it below that."""

    paragraph: PageParagraph
    blocks: tuple[Nested, ...]


class NestedList(NamedTuple):
    """Items of one level and one kind that follow each other; numbers count up by one."""

    level: int
    ordered: bool
    items: tuple[NestedItem, ...]


Nested: TypeAlias = "PageParagraph | NestedList"


def nest(paragraphs: Sequence[PageParagraph]) -> tuple[Nested, ...]:
    """The paragraphs in order, those of a list gathered: deeper ones belong to the item before them.

    A number that does not go on from the one before opens another list.
    """
    return tuple(_list(chunk) if _is_item(chunk[0]) else chunk[0] for chunk in _chunks(paragraphs))


def _chunks(paragraphs: Sequence[PageParagraph]) -> list[list[PageParagraph]]:
    """Cut before each paragraph that is not part of the list that was opened last."""
    chunks: list[list[PageParagraph]] = []
    for paragraph in paragraphs:
        if chunks and _is_item(chunks[-1][0]) and _belongs(paragraph, chunks[-1]):
            chunks[-1].append(paragraph)
        else:
            chunks.append([paragraph])
    return chunks


def _is_item(paragraph: PageParagraph) -> bool:
    return paragraph.kind in ("bullet", "number")


def _belongs(paragraph: PageParagraph, chunk: Sequence[PageParagraph]) -> bool:
    """Whether a paragraph goes on with the list in `chunk`."""
    first = chunk[0]
    match paragraph.kind:
        case "bullet" | "number" if paragraph.level > first.level:
            return True
        case "bullet":
            return _heads(paragraph, first)
        case "number":
            return _heads(paragraph, first) and paragraph.number == first.number + sum(_heads(item, first) for item in chunk)
        case "more":
            return paragraph.level >= first.level
        case _:
            return False


def _heads(paragraph: PageParagraph, first: PageParagraph) -> bool:
    """Whether a paragraph is an item of the very list whose first item is `first`."""
    return paragraph.level == first.level and paragraph.kind == first.kind


def _list(paragraphs: Sequence[PageParagraph]) -> NestedList:
    first = paragraphs[0]
    starts = [i for i, paragraph in enumerate(paragraphs) if _heads(paragraph, first)]
    groups = [paragraphs[a:b] for a, b in pairwise([*starts, len(paragraphs)])]
    return NestedList(first.level, first.kind == "number", tuple(NestedItem(group[0], nest(group[1:])) for group in groups))
