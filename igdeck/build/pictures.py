"""The picture files that a deck asks for, found or not: a preview waits for those that are missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from igdeck.model.block import CodeBlock, Heading, List, Paragraph, Quote, Table
from igdeck.model.inline import CodeSpan, Emphasis, Image, LineBreak, Link, Strike, Strong, Text
from igdeck.source.pictures import local_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from igdeck.model.block import Block
    from igdeck.model.deck import Deck
    from igdeck.model.inline import Inline


def picture_files(deck: Deck, folder: Path) -> tuple[Path, ...]:
    """The file of each picture, once, in the order of the slides; `folder` is where the source lies."""
    files: dict[Path, None] = {}
    for slide in deck.slides:
        if "![" in slide.text:  # most slides have none, and there may be a thousand of them
            for image in (*_in_inlines(slide.title or ()), *_in_blocks(slide.blocks)):
                path = image.asset.path if image.asset else local_path(image.target, folder)
                if path:
                    files[path] = None
    return tuple(files)


def _in_blocks(blocks: Iterable[Block]) -> Iterator[Image]:
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                yield from _in_inlines(block.inlines)
            case List():
                for item in block.items:
                    yield from _in_blocks(item.blocks)
            case Quote():
                yield from _in_blocks(block.blocks)
            case Table():
                for cells in (block.header, *block.rows):
                    for cell in cells:
                        yield from _in_inlines(cell)
            case CodeBlock():
                pass
            case _:
                assert_never(block)


def _in_inlines(inlines: Iterable[Inline]) -> Iterator[Image]:
    for inline in inlines:
        match inline:
            case Image():
                yield inline
            case Emphasis(children) | Strong(children) | Strike(children) | Link(_, children):
                yield from _in_inlines(children)
            case Text() | LineBreak() | CodeSpan():
                pass
            case _:
                assert_never(inline)
