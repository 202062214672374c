"""Columns side by side: how wide each of them is, and what becomes of those that are too narrow for what stands in them.

A column of a tenth of the slide holds a number or a short word. Longer ones would stand there a letter a line: what is in such
columns is set one below the other, which says the same and can be read. A table with more columns than have room for their words
becomes several, each with the first column.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final, TypeAlias, assert_never

from igdeck.layout.choose import by_content
from igdeck.layout.pieces import CalloutPiece, CodePiece, ColumnsPiece, Gallery, GridPiece, TextPiece, merged
from igdeck.layout.report import brief
from igdeck.layout.tables import by_columns
from igdeck.model.diagnostics import warning
from igdeck.model.geometry import Box, from_points
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
    from igdeck.model.page import PageParagraph
    from igdeck.model.theme import Placeholder

    #: What is said, once a slide, by its code.
    Said: TypeAlias = dict[str, Diagnostic]

#: The room between two columns, in gaps of the template.
BETWEEN: Final = 1.5
#: The narrowest that a column is set, as a share of an equal one: widths that ask for more than there is are scaled down.
NARROWEST: Final = 0.2
#: The least widths in EMU: of a column with a callout, whose ground takes its part of it, of one with code, of one with pictures,
#: and of each column of a table. A column that is narrower than `WORDS` has to hold its words whole.
CALLOUT: Final = 1_143_000
CODE: Final = 914_400
PICTURE: Final = 274_320
CELL: Final = 685_800
WORDS: Final = 1_270_000
#: A column of this width is enough for all but tables of many columns.
ENOUGH: Final = 2_743_200
#: A line of code of more letters than this would take more rows in a narrower column than a slide has.
LONG_LINE: Final = 1000
#: Widths that together are this much more than there is are said; shares such as 33.4 % are not.
_MORE: Final = 1.01


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
    """The choice without columns that are too narrow for what stands in them: their content stands one below the other."""
    if not any(isinstance(piece, ColumnsPiece | GridPiece) for piece in choice.pieces):
        return choice
    said: Said = {}
    pieces = merged(_opened(choice.pieces, _width(choice, ruler), ruler, said))
    where = f"on “{brief(slide.name)}” "
    found.extend(replace(one, message=where + one.message, line=slide.first_line) for one in said.values())
    if not said.keys() - {"columns-wide"}:
        return choice
    if not choice.asked:
        return replace(choice, layout=by_content(pieces), pieces=pieces)
    from igdeck.layout.asked import arranged

    fits = arranged(ruler.theme.layout(choice.layout), pieces) is not None
    return replace(choice, pieces=pieces) if fits else replace(choice, layout=by_content(pieces), pieces=pieces, asked=False)


def _width(choice: Choice, ruler: Ruler) -> int:
    """How wide the content stands: as wide as the one body of the layout that is asked for, or as that of all others."""
    asked = [place for place in ruler.theme.layout(choice.layout).placeholders if place.role is Role.BODY]
    return (asked[0] if choice.asked and len(asked) == 1 else _plain(ruler)).box.width


def _plain(ruler: Ruler) -> Placeholder:
    """The body of the layout for all that has none of its own."""
    return ruler.theme.body(ruler.theme.layout(by_content(())))[1]


def _opened(pieces: Iterable[Piece], width: int, ruler: Ruler, said: Said) -> Iterator[Piece]:
    """The pieces in a place of this width, and in place of columns that are too narrow what stands in them."""
    for piece in pieces:
        if not isinstance(piece, ColumnsPiece):
            yield from _parted(piece, width, ruler, said) if isinstance(piece, GridPiece) else (piece,)
            continue
        room = _room(piece, width, _between(ruler))
        beside = [*zip(piece.columns, _widths(piece.widths, room), strict=True)]
        if any(_needed(one, ruler) > share for column, share in beside for one in column if share < ENOUGH):
            message = "columns are too narrow for what stands in them: it stands one below the other"
            hint = "give them more of the width, or have fewer side by side"
            said["columns-narrow"] = warning("columns-narrow", message, hint)
            yield from _opened(chain.from_iterable(piece.columns), width, ruler, said)
            continue
        if sum(one.of(room) for one in piece.widths if one) > room * _MORE:
            message = "the columns ask for more than the whole width: all are narrower in proportion"
            hint = "ask for 100 % in all, or leave out a width: such a column gets what the others leave"
            said["columns-wide"] = warning("columns-wide", message, hint)
        yield replace(piece, columns=tuple(merged(_opened(column, share, ruler, said)) for column, share in beside))


def _parted(piece: GridPiece, width: int, ruler: Ruler, said: Said) -> Iterator[Piece]:
    """A table, or several with some of its columns each."""
    grids = by_columns(piece.grid, ruler, width)
    if len(grids) > 1:
        message = f"a table has more columns than have room: it is {len(grids)} tables, each with the first column"
        said["table-parted"] = warning("table-parted", message, "leave out columns, or turn the table so that they are rows")
    yield from (GridPiece(grid, grid, piece.step, piece.rows_from) for grid in grids)


def _needed(piece: Piece, ruler: Ruler) -> int:
    """The least width that a piece can be read in, at the smallest size that text may have."""
    match piece:
        case TextPiece(paragraphs):
            return min(max(_word(said, ruler) for said in paragraphs), WORDS)
        case GridPiece(grid):
            return max(CODE, CELL * len(grid.aligns))
        case CalloutPiece():
            return CALLOUT
        case CodePiece(listing):
            return ENOUGH if any(len(line) > LONG_LINE for line in listing.texts) else CODE
        case Image() | Gallery() | ColumnsPiece():
            return PICTURE
        case _:
            assert_never(piece)


def _word(said: PageParagraph, ruler: Ruler) -> int:
    """The width of a paragraph's longest word, and of the room for its bullet."""
    levels = _plain(ruler).levels
    style = ruler.theme.text_style(said.kind, said.level, levels)
    size = min(style.size, style.size * ruler.theme.limits.body / levels[0].size)
    return from_points(ruler.longest_word(said.runs, style, size)) + style.indent
