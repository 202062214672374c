"""The picture files that a deck asks for, found or not: a preview waits for those that are missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igdeck.model.block import inlines_of, inner_blocks
from igdeck.model.inline import Image, inner_inlines
from igdeck.source.pictures import local_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from igdeck.model.block import Block
    from igdeck.model.deck import Deck, Slide
    from igdeck.model.inline import Inline


def picture_files(deck: Deck, folder: Path) -> tuple[Path, ...]:
    """The file of each picture, once, in the order of the slides; `folder` is where the source lies."""
    files: dict[Path, None] = {deck.meta.handout.logo.path: None} if deck.meta.handout.logo else {}
    for slide in deck.slides:
        for image in _of_slide(slide):
            path = image.asset.path if image.asset else local_path(image.target, folder)
            if path:
                files[path] = None
    return tuple(files)


def _of_slide(slide: Slide) -> Iterator[Image]:
    if slide.background and slide.background.image:
        yield slide.background.image
    if "![" in slide.text or "<img" in slide.text:  # most slides have none, and there may be a thousand of them
        footnotes = (block for footnote in slide.footnotes for block in footnote.blocks)
        yield from _in_inlines(slide.title or ())
        yield from _in_blocks((*slide.blocks, *slide.notes, *footnotes))


def _in_blocks(blocks: Iterable[Block]) -> Iterator[Image]:
    for block in blocks:
        for inlines in inlines_of(block):
            yield from _in_inlines(inlines)
        for inner in inner_blocks(block):
            yield from _in_blocks(inner)


def _in_inlines(inlines: Iterable[Inline]) -> Iterator[Image]:
    for inline in inlines:
        if isinstance(inline, Image):
            yield inline
        else:
            yield from _in_inlines(inner_inlines(inline))
