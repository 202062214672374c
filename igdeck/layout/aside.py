"""What the speaker says, for those who read it: tables, pictures, code and callouts in notes as what they are.

They stand one below the other in a column as wide as a slide's body, below the slide. Documents take shapes and shares of the
width from there, as they do from a slide. Notes of words and lists alone are told by `notes` well enough.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from igdeck.layout.course import in_steps
from igdeck.layout.pieces import flat, merged, pieces_of
from igdeck.layout.slabs import Names, PictureSlab, Spot
from igdeck.layout.stack import make_slab
from igdeck.model.block import Contents, Group, List, Paragraph, Pause, inlines_of, inner_blocks
from igdeck.model.geometry import Box
from igdeck.model.inline import Image, inner_inlines
from igdeck.model.page import BandItem, CodeItem, Fit, PictureItem, TableItem, TextItem
from igdeck.model.value import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from igdeck.layout.measure import Ruler
    from igdeck.layout.words import Words
    from igdeck.model.block import Block
    from igdeck.model.diagnostics import Diagnostic
    from igdeck.model.inline import Inline
    from igdeck.model.page import Item

__all__ = ["aside_of"]


def aside_of(blocks: tuple[Block, ...], words: Words, ruler: Ruler) -> tuple[Item, ...]:
    """The items of a slide's notes in reading order; none if the notes are words and lists alone."""
    if all(map(_is_words, blocks)):
        return ()
    found: list[Diagnostic] = []
    items = tuple(map(_at_once, _items(blocks, replace(words, found=found), ruler)))
    words.found.extend(one for one in found if one not in words.found)
    return items


def _items(blocks: tuple[Block, ...], words: Words, ruler: Ruler) -> Iterator[Item]:
    theme, names = ruler.theme, Names()
    place = theme.body(theme.layout("Title and Content"))[1]
    y = theme.height
    for piece in merged(flat(pieces_of(blocks, words))):
        slab = make_slab(piece, place, ruler, theme.limits)
        free = isinstance(slab, PictureSlab) and not slab.fixed
        box = Box(place.box.x, y, place.box.width, place.box.height if free else slab.height(Fit()))
        yield from slab.draw(Spot(box, Fit(), names, None))
        y = box.bottom + theme.gap


def _at_once(item: Item) -> Item:
    """Nothing of notes waits for a click. Code that points at several groups of lines keeps them, as on a slide."""
    match item:
        case TextItem(paragraphs=said) if item.step or in_steps(said):
            return replace(item, step=0, paragraphs=tuple(replace(one, step=0) for one in said))
        case TableItem():
            return replace(item, step=0, steps=())
        case CodeItem() | PictureItem() | BandItem():
            return replace(item, step=0)
        case _:
            return item


def _is_words(block: Block) -> bool:
    match block:
        case Paragraph() | List() | Group():
            own = not any(map(_has_picture, inlines_of(block)))
            return own and all(_is_words(inner) for run in inner_blocks(block) for inner in run)
        case Pause() | Contents():
            return True
        case _:
            return False


def _has_picture(inlines: Iterable[Inline]) -> bool:
    return any(isinstance(inline, Image) or _has_picture(inner_inlines(inline)) for inline in inlines)
