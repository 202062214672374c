"""Which layout a slide gets, from what stands on it.

1. The first slide, if it holds a title and at most some short lines: Title Slide. Its list is the lines under the title.
2. A title alone: Section Header.
3. One emphasised paragraph or one quotation alone: Quote.
4. One picture with a caption alone: Picture with Caption.
5. A text and a picture, two pictures, or two columns of the same width: Two Content.
6. Two such columns that each start with a heading: Comparison.
7. All else, also a slide without a heading: Title and Content.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final

from igdeck.layout.measure import UNSCALED
from igdeck.layout.pieces import ColumnsPiece, Gallery, TextPiece, headed, pieces_of
from igdeck.model.block import List, Paragraph, Quote
from igdeck.model.inline import Emphasis, FootnoteMark, Image, Text
from igdeck.model.page import PageParagraph
from igdeck.model.value import frozen, replace

if TYPE_CHECKING:
    from igdeck.layout.pieces import Piece
    from igdeck.layout.words import Words
    from igdeck.model.block import Block
    from igdeck.model.deck import Footnote, Slide
    from igdeck.model.inline import Inline
    from igdeck.model.page import Fit

#: More lines than this are an agenda, no cover.
COVER_LINES: Final = 7


@frozen
class Choice:
    """A layout by PowerPoint's name, and the slide's content in pieces as that layout sets it.

    `part` counts the slides that the content continues on, from 1, of which there are `parts`; all are set at the step `start`.
    `asked`: the slide names this layout.
    """

    layout: str
    pieces: tuple[Piece, ...]
    part: int = 1
    parts: int = 1
    start: Fit = UNSCALED
    asked: bool = False


def choose(slide: Slide, words: Words, *, first: bool) -> Choice:
    """The layout of a slide and its content; a picture in the title stands before all else."""
    # Footnotes stand with the content as long as they are not drawn.
    if slide.footnotes:
        slide = replace(slide, blocks=(*slide.blocks, *chain.from_iterable(map(_below, slide.footnotes))))
    choice = _choose(slide, words, first=first)
    pictures = tuple(words.pictures(slide.title or ()))
    return replace(choice, pieces=(*pictures, *choice.pieces)) if pictures else choice


def _below(note: Footnote) -> tuple[Block, ...]:
    """A note below the content, its number before it."""
    match note.blocks:
        case (Paragraph(inlines, line), *others):
            return (Paragraph((FootnoteMark(note.number), Text(" "), *inlines), line), *others)
        case blocks:
            return (Paragraph((FootnoteMark(note.number),), note.line), *blocks)


def _choose(slide: Slide, words: Words, *, first: bool) -> Choice:
    if slide.title is not None and not slide.blocks:
        return Choice("Title Slide" if first else "Section Header", ())
    covers = first and slide.title is not None and all(map(_is_lines, slide.blocks))
    said = () if covers else _quotation(slide.blocks)
    pieces = (*pieces_of(said, words), *_attribution(slide.blocks[0], words)) if said else pieces_of(slide.blocks, words)
    if len(pieces) == 1 and isinstance(pieces[0], Gallery) and len(pieces[0].images) == 2:  # noqa: PLR2004 side by side
        pieces = pieces[0].images
    if covers and (lines := _cover_lines(pieces)):
        return Choice("Title Slide", (TextPiece(lines),))
    return Choice("Quote" if said else by_content(pieces), pieces)


def by_content(pieces: tuple[Piece, ...]) -> str:
    """The layout that content asks for."""
    match pieces:
        case (ColumnsPiece((left, right), (None, None)),):
            compared = all(headed(column)[0].runs for column in (left, right))
            return "Comparison" if compared else "Two Content"
        case (Image(title=str(caption)),) if caption:
            return "Picture with Caption"
        case (TextPiece(), Image() | Gallery()) | (Image() | Gallery(), TextPiece()) | (Image(), Image()):
            return "Two Content"
        case _:
            return "Title and Content"


def _cover_lines(pieces: tuple[Piece, ...]) -> tuple[PageParagraph, ...]:
    """The lines under a cover's title, without bullets; none if there are too many, or more than lines."""
    match pieces:
        case (TextPiece(paragraphs),) if len(paragraphs) <= COVER_LINES:
            return tuple(PageParagraph(paragraph.runs, step=paragraph.step, dir=paragraph.dir) for paragraph in paragraphs)
        case _:
            return ()


def _is_lines(block: Block) -> bool:
    match block:
        case Paragraph():
            return True
        case List(items, ordered=False):
            return all(len(item.blocks) == 1 and isinstance(item.blocks[0], Paragraph) for item in items)
        case _:
            return False


def _quotation(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """What is quoted, if a quotation is all that there is. The layout sets it in italics, so the emphasis itself goes."""
    match blocks:
        case (Quote(said, _),) if said and all(isinstance(block, Paragraph) for block in said):
            return said
        case (Paragraph(inlines, line),) if words := _emphasised(inlines):
            return (Paragraph(words, line),)
        case _:
            return ()


def _attribution(block: Block, words: Words) -> tuple[Piece, ...]:
    """Who said it, if somebody is named."""
    if not isinstance(block, Quote) or not block.attribution:
        return ()
    runs = words.runs((Text("— "), *block.attribution), block.line)
    return (TextPiece((PageParagraph(runs, "attribution"),)),)


def _emphasised(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    inked = [inline for inline in inlines if not (isinstance(inline, Text) and not inline.text.strip())]
    return inked[0].children if len(inked) == 1 and isinstance(inked[0], Emphasis) else ()
