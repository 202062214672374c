"""Columns side by side: how wide each of them is, and which are too narrow for what stands in them.

A column of a tenth of the slide still holds a number or a short word. Within another such column there is no room for a letter:
those are set one below the other, which says what they say and can be read.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final, TypeAlias

from igdeck.layout.choose import by_content
from igdeck.layout.pieces import CalloutPiece, ColumnsPiece, Gallery, merged
from igdeck.layout.report import brief
from igdeck.model.diagnostics import warning
from igdeck.model.geometry import Box
from igdeck.model.inline import Image
from igdeck.model.theme import Role
from igdeck.model.value import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from igdeck.layout.choose import Choice
    from igdeck.layout.measure import Ruler
    from igdeck.layout.pieces import Piece
    from igdeck.model.deck import Slide
    from igdeck.model.diagnostics import Diagnostic
    from igdeck.model.geometry import Length
    from igdeck.model.theme import Placeholder

    #: Codes of what is said, each once a slide, with the message.
    Said: TypeAlias = dict[str, str]

#: The room between two columns, in gaps of the template.
BETWEEN: Final = 1.5
#: The narrowest that a column is set, as a share of an equal one: widths that ask for more than there is are scaled down.
NARROWEST: Final = 0.2
#: The least width in EMU of a column with a callout, whose ground takes its part of it, with pictures alone, and with all else.
CALLOUT: Final = 1_097_280
PICTURE: Final = 274_320
WORDS: Final = 731_520
#: Widths that together are this much more than there is are said; shares such as 33.4 % are not.
_MORE: Final = 1.01
_HINTS: Final = {
    "columns-narrow": "give them more of the width, or have fewer side by side",
    "columns-wide": "ask for 100 % in all, or leave out a width: such a column gets what the others leave",
}


def column_places(piece: ColumnsPiece, place: Placeholder, ruler: Ruler) -> list[Placeholder]:
    """The placeholder cut into columns: those with a width have it, the others share the rest."""
    between = _between(ruler)
    places, x = [], place.box.x
    for width in _widths(piece.widths, _room(piece, place.box.width, between)):
        places.append(replace(place, box=Box(x, place.box.y, width, place.box.height)))
        x += width + between
    return places


def _between(ruler: Ruler) -> int:
    return round(ruler.theme.gap * BETWEEN)


def _room(piece: ColumnsPiece, width: int, between: int) -> int:
    """What the spaces between columns leave of a width."""
    return width - between * (len(piece.widths) - 1)


def _widths(asked: Sequence[Length | None], room: int) -> list[int]:
    least = round(room / max(len(asked), 1) * NARROWEST)
    fixed = [None if width is None else max(width.of(room), least) for width in asked]
    open_count = fixed.count(None)
    taken = sum(width for width in fixed if width is not None)
    share = max((room - taken) // open_count, least) if open_count else 0
    widths = [share if width is None else width for width in fixed]
    total = sum(widths)
    return [width * room // total for width in widths] if total > room else widths


# Columns that are too narrow ---------------------------------------------------------------------------------------


def with_room(choice: Choice, slide: Slide, ruler: Ruler, found: list[Diagnostic]) -> Choice:
    """The choice without columns that are too narrow for what stands in them; their content stands one below the other."""
    if not any(isinstance(piece, ColumnsPiece) for piece in choice.pieces):
        return choice
    said: Said = {}
    pieces = merged(_opened(choice.pieces, _width(choice, ruler), _between(ruler), said))
    for code, words in said.items():
        found.append(warning(code, f"on “{brief(slide.name)}” {words}", _HINTS[code], line=slide.first_line))
    if "columns-narrow" not in said:
        return choice
    if not choice.asked:
        return replace(choice, layout=by_content(pieces), pieces=pieces)
    from igdeck.layout.asked import arranged

    fits = arranged(ruler.theme.layout(choice.layout), pieces) is not None
    return replace(choice, pieces=pieces) if fits else replace(choice, layout=by_content(pieces), pieces=pieces, asked=False)


def _width(choice: Choice, ruler: Ruler) -> int:
    """How wide the content stands: as wide as the one body of the layout that is asked for, or as that of all others."""
    asked = [place for place in ruler.theme.layout(choice.layout).placeholders if place.role is Role.BODY]
    plain = ruler.theme.body(ruler.theme.layout(by_content(())))[1]
    return (asked[0] if choice.asked and len(asked) == 1 else plain).box.width


def _opened(pieces: Iterable[Piece], width: int, between: int, said: Said) -> Iterator[Piece]:
    """The pieces in a place of this width, and in place of columns that are too narrow what stands in them."""
    for piece in pieces:
        if not isinstance(piece, ColumnsPiece):
            yield piece
            continue
        room = _room(piece, width, between)
        widths = _widths(piece.widths, room)
        if any(least > one for least, one in zip(map(_least, piece.columns), widths, strict=True)):
            said["columns-narrow"] = "columns are too narrow for what stands in them: it stands one below the other"
            yield from _opened(chain.from_iterable(piece.columns), width, between, said)
            continue
        if sum(one.of(room) for one in piece.widths if one) > room * _MORE:
            said["columns-wide"] = "the columns ask for more than the whole width: all are narrower in proportion"
        columns = (merged(_opened(column, one, between, said)) for column, one in zip(piece.columns, widths, strict=True))
        yield replace(piece, columns=tuple(columns))


def _least(column: Sequence[Piece]) -> int:
    return max(map(_needed, column), default=0)


def _needed(piece: Piece) -> int:
    match piece:
        case CalloutPiece():
            return CALLOUT
        case Image() | Gallery():
            return PICTURE
        case ColumnsPiece(columns):
            return max(map(_least, columns), default=0)
        case _:
            return WORDS
