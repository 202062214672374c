"""Footnotes: at the foot of the slide that marks them, under a short rule, the content above them in what is left of its boxes.

On a slide that continues each note stands where its mark does. Notes that would take more than a good part of the slide stand
below the content instead, where they can continue as all else does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from igdeck.layout.fill import CONTENT
from igdeck.layout.measure import SAFE_HEIGHT, UNSCALED
from igdeck.layout.notes import notes_of
from igdeck.layout.pieces import CalloutPiece, Gallery, GridPiece, TextPiece, flat
from igdeck.model.block import inlines_of, inner_blocks
from igdeck.model.geometry import Box, from_points, to_points
from igdeck.model.inline import FootnoteMark, Image, inner_inlines
from igdeck.model.page import BandItem, FieldItem, Run, TextItem
from igdeck.model.theme import Role
from igdeck.model.value import frozen, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from igdeck.layout.choose import Choice
    from igdeck.layout.measure import Ruler
    from igdeck.layout.words import Words
    from igdeck.model.block import Block
    from igdeck.model.deck import Footnote, Slide
    from igdeck.model.inline import Inline
    from igdeck.model.page import Item, PageParagraph
    from igdeck.model.theme import Layout, Theme

#: The largest share of the body that notes take at its foot.
MOST: Final = 0.4
#: The rule over the notes: how long and how thick it is, and the space below it, in EMU.
RULE: Final = (1_371_600, 9_525, 50_800)
#: What ends within this of the lowest box of a layout ends at the foot of the slide, in EMU.
_NEAR: Final = 457_200


@frozen
class Foot:
    """The notes of a slide, by number, and how much room is kept for all of them, in EMU."""

    notes: tuple[tuple[int, tuple[PageParagraph, ...]], ...]
    height: int

    def over(self, theme: Theme) -> Theme:
        """The theme with the boxes of content that reach down to the foot of the slide as much shorter."""
        if not self.notes:
            return theme
        return replace(theme, layouts=tuple(_raised(layout, self.height + theme.gap // 2) for layout in theme.layouts))

    def stand(self, items: Sequence[Item], part: Choice, parts: Sequence[Choice], theme: Theme, ruler: Ruler) -> tuple[Item, ...]:
        """The items of a page with the notes that are marked on it, before the fields."""
        shown = [(number, said) for number, said in self.notes if _home(number, parts) is part]
        at = next((at for at, item in enumerate(items) if isinstance(item, FieldItem)), len(items))
        paragraphs = tuple(paragraph for _, said in shown for paragraph in said)
        return (
            (*items[:at], *self._drawn(paragraphs, theme.layout(part.layout), theme, ruler), *items[at:]) if shown else (*items,)
        )

    def _drawn(self, said: tuple[PageParagraph, ...], layout: Layout, theme: Theme, ruler: Ruler) -> Iterator[Item]:
        left, right, bottom = _floor(layout, theme)
        long, thick, space = RULE
        tall = _height(said, right - left, theme, ruler)
        top = bottom - tall
        yield BandItem("Footnote Rule", Box(left, top - space - thick, min(long, right - left), thick), "accent3")
        yield TextItem(Role.BODY, None, "Footnotes", Box(left, top, right - left, tall), said, moved=True)


def make_foot(slide: Slide, words: Words, ruler: Ruler) -> Foot | None:
    """The foot of a slide with notes; None if it would be too tall. A note that only the speaker's notes mark is not shown."""
    unseen = set(_marked(slide.notes)) - set(_marked(slide.blocks)) - set(_in_inlines(slide.title or ()))
    shown = [note for note in slide.footnotes if note.number not in unseen]
    if not shown:
        return Foot((), 0)
    notes = tuple((note.number, tuple(_paragraphs(note, words))) for note in shown)
    theme = ruler.theme
    body = theme.body(theme.layouts[0])[1].box
    said = tuple(paragraph for _, paragraphs in notes for paragraph in paragraphs)
    height = _height(said, body.width, theme, ruler) + RULE[1] + RULE[2]
    return Foot(notes, height) if height <= MOST * body.height else None


def _paragraphs(note: Footnote, words: Words) -> Iterator[PageParagraph]:
    mark = (Run(str(note.number), shift="super"), Run(" "))
    for at, said in enumerate(notes_of(note.blocks, words)):
        yield replace(said, runs=said.runs if at else (*mark, *said.runs), kind="footnote", level=0, number=0)


def _height(said: tuple[PageParagraph, ...], width: int, theme: Theme, ruler: Ruler) -> int:
    body = theme.body(theme.layouts[0])[1]
    points = to_points(width - body.insets.left - body.insets.right)
    height = from_points(ruler.extent(said, body.levels, UNSCALED, points).height / SAFE_HEIGHT)
    return height + body.insets.top + body.insets.bottom


def _floor(layout: Layout, theme: Theme) -> tuple[int, int, int]:
    """From where to where the content of a layout reaches, and how far down."""
    boxes = [place.box for place in layout.placeholders if place.role in CONTENT] or [theme.body(layout)[1].box]
    return min(box.x for box in boxes), max(box.right for box in boxes), max(box.bottom for box in boxes)


def _raised(layout: Layout, height: int) -> Layout:
    lowest = max((place.box.bottom for place in layout.placeholders if place.role in CONTENT), default=0)
    return replace(
        layout,
        placeholders=tuple(
            replace(place, box=replace(place.box, height=max(place.box.height - height, 1)))
            if place.role in CONTENT and place.box.bottom > lowest - _NEAR
            else place
            for place in layout.placeholders
        ),
    )


def _home(number: int, parts: Sequence[Choice]) -> Choice:
    """The part with a note's mark; the first if the title has it."""
    return next((part for part in parts if any(run.note == number for run in _runs(part))), parts[0])


def _marked(blocks: Iterable[Block]) -> Iterator[int]:
    """The numbers of the notes that are marked in some blocks."""
    for block in blocks:
        for inlines in inlines_of(block):
            yield from _in_inlines(inlines)
        for inner in inner_blocks(block):
            yield from _marked(inner)


def _in_inlines(inlines: Iterable[Inline]) -> Iterator[int]:
    for inline in inlines:
        if isinstance(inline, FootnoteMark):
            yield inline.number
        yield from _in_inlines(inner_inlines(inline))


def _runs(part: Choice) -> Iterable[Run]:
    for piece in flat(part.pieces):
        match piece:
            case TextPiece(paragraphs) | CalloutPiece(_, paragraphs):
                yield from (run for paragraph in paragraphs for run in paragraph.runs)
            case GridPiece(grid):
                yield from (run for row in (grid.header, *grid.rows, (grid.caption,)) for cell in row for run in cell)
            case Image():
                yield from piece.runs
            case Gallery(images):
                yield from (run for image in images for run in image.runs)
            case _:
                pass
