"""The table of contents: a link to each section of a deck or, where it has none, to each of its slides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igdeck.model.block import Contents, inner_blocks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from igdeck.model.block import Block
    from igdeck.model.deck import Slide


def entries(slides: Iterable[Slide], sections: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """Names and keys of what is listed: the slides that open `sections`, or those with a title.

    The cover, hidden slides and those with the list itself are not in it.
    """
    listed = [slide for at, slide in enumerate(slides) if at and slide.title is not None and not slide.hidden]
    parts = [slide for slide in listed if slide.key in sections]
    return tuple((slide.name, slide.key) for slide in parts or listed if not lists(slide.blocks))


def lists(blocks: Iterable[Block]) -> bool:
    """Whether a table of contents is among the blocks, or in them."""
    return any(isinstance(block, Contents) or any(map(lists, inner_blocks(block))) for block in blocks)
