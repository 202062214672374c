"""The layout that a slide asks for: its content is put into that layout's placeholders, in order.

1. Comparison takes what stands under two headings, Content with Caption a thing and what is said of it, Picture with Caption a
   picture first; all others fill their boxes one piece each, and the last takes the rest.
2. A box for lines, a caption or a quotation holds text alone, and sets it without bullets.
3. Where a layout cannot hold the content, the slide gets the one that its content asks for: no word is lost, and it is said.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final

from igdeck.layout.choose import Choice, by_content
from igdeck.layout.fill import CONTENT, in_columns
from igdeck.layout.pieces import ColumnsPiece, TextPiece, merged, pieces_of
from igdeck.layout.words import caption_of
from igdeck.model.diagnostics import note, warning
from igdeck.model.inline import Image
from igdeck.model.page import PageParagraph
from igdeck.model.theme import Role
from igdeck.model.value import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import TypeAlias

    from igdeck.layout.pieces import Piece
    from igdeck.layout.words import Words
    from igdeck.model.deck import Slide
    from igdeck.model.theme import Layout, Placeholder, Theme

    #: Which pieces go into which placeholder.
    Arranged: TypeAlias = "tuple[tuple[Placeholder, tuple[Piece, ...]], ...]"

#: The roles of boxes that hold text and nothing else.
_BESIDE: Final = ("Two Content", "Comparison")
_SIDES: Final = 2
_TEXT: Final = (Role.SUBTITLE, Role.QUOTE, Role.CAPTION)


def choose_asked(slide: Slide, words: Words, theme: Theme) -> Choice:
    """The slide's own layout with its content, or the one that its content asks for."""
    layout = theme.layout(slide.layout)
    pieces = (*words.pictures(slide.title or ()), *pieces_of(slide.blocks, words))
    if arranged(layout, pieces) is None:
        fallback = by_content(pieces)
        message = f"the layout {slide.layout} has no place for what stands on “{slide.name}”: it gets {fallback}"
        words.found.append(
            warning("layout-unfit", message, "ask for another layout, or leave it to igdeck", line=slide.first_line)
        )
        return Choice(fallback, pieces)
    if slide.title and layout.placeholder(Role.TITLE) is None:
        message = f"the layout {slide.layout} shows no title: “{slide.name}” stands in the outline alone"
        words.found.append(note("layout-untitled", message, "ask for layout=title-only to show it", line=slide.first_line))
    return Choice(layout.name, pieces, asked=True)


def arranged(layout: Layout, pieces: Sequence[Piece]) -> Arranged | None:  # noqa: PLR0911 (one a layout)
    """Which piece goes into which placeholder of the layout; None if it cannot hold them."""
    places = [place for place in layout.placeholders if place.role in CONTENT]
    if not pieces:
        return ()
    if not places:
        return None
    match pieces:
        case (ColumnsPiece() as piece,) if layout.name in _BESIDE and len(piece.columns) == _SIDES:
            return tuple((place, tuple(column)) for place, column in in_columns(places, piece))
    match layout.name:
        case "Comparison":
            return _compared(places, pieces)
        case "Picture with Caption":
            return _picture(places, pieces)
        case "Content with Caption":
            return _captioned(places, pieces)
        case _:
            return _held(zip(places, _dealt(pieces, len(places)), strict=False))


def _dealt(pieces: Sequence[Piece], count: int) -> list[tuple[Piece, ...]]:
    """The pieces one a box, the rest in the last; a text with a heading for each box is parted there."""
    chunks = _chunks(pieces)
    if 1 < count <= len(chunks) and (count == len(chunks) or all(heading for heading, _ in chunks)):
        parts = [_under(heading, rest) for heading, rest in chunks]
        return [*parts[: count - 1], merged(chain.from_iterable(parts[count - 1 :]))]
    return [*((piece,) for piece in pieces[: count - 1]), *([tuple(pieces[count - 1 :])] if len(pieces) >= count else [])]


def _held(filled: Iterator[tuple[Placeholder, tuple[Piece, ...]]]) -> Arranged | None:
    """The boxes with their content, lines without bullets where only text can stand; None if something else is there."""
    held = []
    for place, pieces in filled:
        if place.role in _TEXT:
            if not all(isinstance(piece, TextPiece) for piece in pieces):
                return None
            held.append((place, merged(map(_lines, pieces))))
        elif pieces:
            held.append((place, pieces))
    return tuple(held)


def _lines(piece: Piece) -> Piece:
    if not isinstance(piece, TextPiece):
        return piece
    return TextPiece(tuple(PageParagraph(said.runs, step=said.step, dir=said.dir) for said in piece.paragraphs))


def _compared(places: Sequence[Placeholder], pieces: Sequence[Piece]) -> Arranged | None:
    """What is under two headings, the headings in boxes of their own; without headings two contents side by side."""
    chunks = _chunks(pieces)
    captions = [place for place in places if place.role is Role.CAPTION]
    bodies = [place for place in places if place.role is not Role.CAPTION]
    if len(chunks) < len(captions) or not all(heading for heading, _ in chunks):
        return _held(zip(bodies, _dealt(pieces, len(bodies)), strict=False))
    *firsts, (last, rest) = chunks[: len(captions)]
    more = chain.from_iterable(_under(heading, others) for heading, others in chunks[len(captions) :])
    sides = zip(captions, bodies, [*firsts, (last, merged((*rest, *more)))], strict=True)
    return _held(one for caption, body, (heading, rest) in sides for one in ((caption, _under(heading, ())), (body, tuple(rest))))


def _picture(places: Sequence[Placeholder], pieces: Sequence[Piece]) -> Arranged | None:
    """A picture; what else there is and its own caption stand beside it."""
    image = next((piece for piece in pieces if isinstance(piece, Image)), None)
    if image is None:
        return None
    rest = [piece for piece in pieces if piece is not image]
    said = [TextPiece((PageParagraph(caption),))] if (caption := caption_of(image)) else []
    boxes = {Role.PICTURE: (replace(image, title="", runs=()),), Role.CAPTION: (*said, *rest)}
    return _held((place, boxes[place.role]) for place in places if boxes.get(place.role))


def _captioned(places: Sequence[Placeholder], pieces: Sequence[Piece]) -> Arranged | None:
    """Things in the body and the text beside them; of texts alone the last stands beside the others."""
    things: tuple[Piece, ...] = tuple(piece for piece in pieces if not isinstance(piece, TextPiece))
    texts: tuple[Piece, ...] = tuple(piece for piece in pieces if isinstance(piece, TextPiece))
    chunks = _chunks(pieces)
    if not things and len(chunks) > 1:
        texts, things = _under(*chunks[-1]), tuple(one for heading, rest in chunks[:-1] for one in _under(heading, rest))
    boxes = {Role.BODY: things or texts, Role.CAPTION: texts if things else ()}
    return _held((place, boxes[place.role]) for place in places if boxes.get(place.role))


def _chunks(pieces: Sequence[Piece]) -> list[tuple[PageParagraph | None, list[Piece]]]:
    """The content cut before each heading: the heading, if there is one, and what follows."""
    chunks: list[tuple[PageParagraph | None, list[Piece]]] = []
    for piece in pieces:
        for part in _before_headings(piece):
            if isinstance(part, PageParagraph):
                chunks.append((part, []))
            elif chunks:
                chunks[-1][1].append(part)
            else:
                chunks.append((None, [part]))
    return chunks


def _before_headings(piece: Piece) -> Iterator[Piece | PageParagraph]:
    """A text as its headings and what is between them; anything else as it is."""
    if not isinstance(piece, TextPiece):
        yield piece
        return
    text: list[PageParagraph] = []
    for said in piece.paragraphs:
        if said.kind != "heading":
            text.append(said)
            continue
        if text:
            yield TextPiece(tuple(text))
            text = []
        yield said
    if text:
        yield TextPiece(tuple(text))


def _under(heading: PageParagraph | None, rest: Sequence[Piece]) -> tuple[Piece, ...]:
    """What is under a heading with it: in one text, if it starts with one."""
    match rest:
        case _ if heading is None:
            return tuple(rest)
        case (TextPiece(paragraphs), *others):
            return (TextPiece((heading, *paragraphs)), *others)
        case _:
            return (TextPiece((heading,)), *rest)
