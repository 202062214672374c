"""Pictures in a box: one, or several in rows, each with its caption below it.

1. Pictures without a size of their own are dealt out to as many rows as show them largest, all at one height.
2. Pictures with a width or a height keep it, and stand in rows as words do; they shrink only where the box is too small.
3. Captions are as wide as their picture, and set smaller where they would take more than two lines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from igdeck.layout.ladder import LADDER, Fitted, climb, smaller
from igdeck.layout.measure import SAFE_HEIGHT
from igdeck.layout.slabs import missing
from igdeck.layout.words import caption_of
from igdeck.model.geometry import Box, from_points, to_points
from igdeck.model.page import Fit, PageParagraph, PictureItem, TextItem
from igdeck.model.theme import Role
from igdeck.model.value import frozen, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import TypeAlias

    from igdeck.layout.measure import Ruler
    from igdeck.model.inline import Image
    from igdeck.model.page import Run
    from igdeck.model.theme import Placeholder

    Size: TypeAlias = tuple[int, int]

#: The shape of a picture that is missing.
_SHAPE: Final = (4, 3)
#: More rows than this are not tried.
_MOST_ROWS: Final = 8
#: Rows of unequal number have to show pictures so much larger to be taken: this share of their area counts.
RAGGED: Final = 0.8
#: How often an interval is halved in search of the largest size: to a thousandth.
_HALVINGS: Final = 12
#: A caption is set smaller where it would take more lines, but not smaller than this, in points.
_CAPTION_LINES: Final = 2
_CAPTION_LEAST: Final = 11.0
#: How wide a caption may be below a narrower picture that stands alone: 4 inches.
_CAPTION_WIDTH: Final = 3_657_600
#: The share of the usual gap that parts a picture from its caption.
_CAPTION_GAP: Final = 1 / 3


@frozen
class _Row:
    """Pictures side by side: their numbers and sizes, and the height of their captions with the gap above."""

    members: tuple[int, ...]
    sizes: tuple[Size, ...]
    below: int

    @property
    def height(self) -> int:
        return max((height for _, height in self.sizes), default=0) + self.below


@frozen
class Arrangement:
    """Pictures in a room of a width and a height, in EMU."""

    images: tuple[Image, ...]
    room: Box
    ruler: Ruler

    @property
    def height(self) -> int:
        """How much of the room the pictures take with their captions."""
        return self._total(self._rows())

    def least(self, height: int) -> int:
        """What the first picture takes with its caption if it is no taller than this, and no wider than the room."""
        image = self.images[0]
        size = Box(0, 0, self.room.width, height).contain(*_shape(image))
        return (height if image.cover else size.height) + self._below(caption_of(image), size.width)

    @property
    def shrunk(self) -> bool:
        """Whether a picture comes out smaller than it was asked to be."""
        wanted = [self._asked(image) for image in self.images]
        drawn = {at: size for row in self._rows() for at, size in zip(row.members, row.sizes, strict=True)}
        return any(asked and drawn[at][0] < asked[0] - 1 for at, asked in enumerate(wanted))

    def items(self, idx: int | None, name: Callable[[str], str]) -> Iterator[PictureItem | TextItem]:
        """The pictures, each followed by its caption. The first one takes the placeholder `idx`; `name` gives names to shapes."""
        step, y = self._step(), self.room.y
        for row in self._rows():
            across = sum(width for width, _ in row.sizes) + self._gap * (len(row.sizes) - 1)
            x = self.room.x + (self.room.width - across) // 2
            for at, (width, height) in zip(row.members, row.sizes, strict=True):
                box = Box(x, y, width, height)
                yield _picture(self.images[at], box, idx if at == 0 else None, name("Picture"), self.ruler)
                if said := caption_of(self.images[at]):
                    caption = self._caption(said, box, step, name("Caption"))
                    yield replace(caption, step=self.images[at].step)
                x += width + self._gap
            y += row.height + self._gap

    # Rows ----------------------------------------------------------------------------------------------------------

    @property
    def _gap(self) -> int:
        return self.ruler.theme.gap

    def _rows(self) -> tuple[_Row, ...]:
        if any(image.width or image.height for image in self.images):
            return self._flow()
        if all(image.cover for image in self.images):
            return self._grid()
        counts = range(1, min(len(self.images), _MOST_ROWS) + 1)
        return max((self._largest(count) for count in counts), key=lambda rows: _area(rows) * (RAGGED if _ragged(rows) else 1))

    def _largest(self, count: int) -> tuple[_Row, ...]:
        """So many rows of one height, as large as fits."""
        if len(self.images) == 1 and not self.images[0].title:
            whole = Box(0, 0, self.room.width, self.room.height).contain(*_shape(self.images[0]))
            return (_Row((0,), ((whole.width, whole.height),), 0),)
        groups = _shared([_ratio(image) for image in self.images], count)

        def at(height: float) -> tuple[_Row, ...]:
            return tuple(
                self._row(group, [(round(_ratio(self.images[i]) * height), round(height)) for i in group]) for group in groups
            )

        return _most(at, self._fits, 1.0, float(self.room.height))

    def _flow(self) -> tuple[_Row, ...]:
        """Pictures in the sizes that they are asked to have; others are as high as the highest of these."""
        asked = [self._asked(image) for image in self.images]
        tallest = max(size[1] for size in asked if size)
        free = [(round(_ratio(image) * tallest), tallest) for image in self.images]
        sizes = [_within(size or other, self.room) for size, other in zip(asked, free, strict=True)]

        def at(share: float) -> tuple[_Row, ...]:
            scaled = [(max(round(width * share), 1), max(round(height * share), 1)) for width, height in sizes]
            return tuple(self._row(group, [scaled[i] for i in group]) for group in _wrapped(scaled, self.room.width, self._gap))

        whole = at(1.0)
        return whole if self._fits(whole) else _most(at, self._fits, 0.001, 1.0)

    def _grid(self) -> tuple[_Row, ...]:
        """Pictures that are cut to fill the room: cells of one size, of the shape that cuts off and leaves empty least."""
        mean = sum(map(_ratio, self.images)) / len(self.images)
        grids = [self._cells(columns) for columns in range(1, len(self.images) + 1)]

        def loss(rows: Sequence[_Row]) -> float:
            cells = len(rows) * len(rows[0].sizes)
            return _unlike(rows[0].sizes[0], mean) * cells / (RAGGED if _ragged(rows) else 1)

        return min(grids, key=loss)

    def _cells(self, columns: int) -> tuple[_Row, ...]:
        numbers = range(len(self.images))
        groups = [numbers[at : at + columns] for at in range(0, len(numbers), columns)]
        width = (self.room.width - self._gap * (columns - 1)) // columns
        below = [self._row(group, [(width, 0)] * len(group)).below for group in groups]
        height = max((self.room.height - sum(below) - self._gap * (len(groups) - 1)) // len(groups), 1)
        return tuple(self._row(group, [(width, height)] * len(group)) for group in groups)

    def _row(self, group: Sequence[int], sizes: Sequence[Size]) -> _Row:
        below = (self._below(caption_of(self.images[at]), width) for at, (width, _) in zip(group, sizes, strict=True))
        return _Row(tuple(group), tuple(sizes), max(below, default=0))

    def _fits(self, rows: Sequence[_Row]) -> bool:
        across = max(sum(width for width, _ in row.sizes) + self._gap * (len(row.sizes) - 1) for row in rows)
        return across <= self.room.width and self._total(rows) <= self.room.height

    def _total(self, rows: Sequence[_Row]) -> int:
        return sum(row.height for row in rows) + self._gap * (len(rows) - 1)

    def _asked(self, image: Image) -> Size | None:
        """The size that a picture is asked to have: what is not said follows from its shape."""
        width = image.width.of(self.room.width) if image.width else 0
        height = image.height.of(self.room.height) if image.height else 0
        if not width and not height:
            return None
        return width or round(height * _ratio(image)), height or round(width / _ratio(image))

    # Captions ------------------------------------------------------------------------------------------------------

    @property
    def _place(self) -> Placeholder:
        return self.ruler.theme.caption()[1]

    def _step(self) -> Fit:
        """One step for all captions: the smallest that one of them needs."""
        placed = [(self.images[at], size) for row in self._rows() for at, size in zip(row.members, row.sizes, strict=True)]
        captions = ((caption_of(image), width) for image, (width, _) in placed)
        return smaller(Fit(), *(self._fitted(said, width).fit for said, width in captions if said))

    def _fitted(self, said: tuple[Run, ...], width: int) -> Fitted:
        style, room = self._place.levels[0], self._text_width(self._width(said, width))
        steps = [step for step in LADDER if step.size(style.size) >= _CAPTION_LEAST and not step.reduction % 20] or [Fit()]

        def fits(step: Fit) -> bool:
            lines = self.ruler.lines(said, style, step, room)
            return lines <= _CAPTION_LINES and not self.ruler.broken(said, style, step, room)

        return climb(fits, steps)

    def _below(self, said: tuple[Run, ...], width: int) -> int:
        """The height of a caption below a picture of this width, at the step that it needs itself, with the gap above."""
        if not said:
            return 0
        return self._height(said, width, self._fitted(said, width).fit) + self._caption_gap

    @property
    def _caption_gap(self) -> int:
        return round(self._gap * _CAPTION_GAP)

    def _height(self, said: tuple[Run, ...], width: int, step: Fit) -> int:
        insets = self._place.insets
        extent = self.ruler.extent((PageParagraph(said),), self._place.levels, step, self._text_width(self._width(said, width)))
        return from_points(extent.height / SAFE_HEIGHT) + insets.top + insets.bottom

    def _text_width(self, width: int) -> float:
        return to_points(width - self._place.insets.left - self._place.insets.right)

    def _width(self, said: tuple[Run, ...], width: int) -> int:
        """The width of a caption: that of its picture, but below a narrow one that stands alone what the words take."""
        if len(self.images) > 1:
            return width
        style, insets = self._place.levels[0], self._place.insets
        natural = from_points(self.ruler.width(said, style, style.size) + 1) + insets.left + insets.right
        return max(width, min(natural, _CAPTION_WIDTH, self.room.width))

    def _caption(self, said: tuple[Run, ...], picture: Box, step: Fit, name: str) -> TextItem:
        width = self._width(said, picture.width)
        x = min(picture.x, self.room.right - width)
        box = Box(x, picture.bottom + self._caption_gap, width, self._height(said, picture.width, step))
        return TextItem(Role.CAPTION, None, name, box, (PageParagraph(said),), step, moved=True)


def _picture(image: Image, box: Box, idx: int | None, name: str, ruler: Ruler) -> PictureItem:
    if not image.asset:
        return missing(image, box, idx, name, ruler)
    covers = image.cover or bool(image.width and image.height)
    return PictureItem(idx, name, box, image.asset, image.alt, "", "", cover=covers, step=image.step)


def _shape(image: Image) -> Size:
    return (image.asset.width, image.asset.height) if image.asset else _SHAPE


def _ratio(image: Image) -> float:
    """Width by height, as it is seen."""
    width, height = _shape(image)
    return width / height


def _area(rows: Sequence[_Row]) -> int:
    return sum(width * height for row in rows for width, height in row.sizes)


def _ragged(rows: Sequence[_Row]) -> bool:
    """Whether some rows hold fewer pictures than others."""
    return len({len(row.members) for row in rows}) > 1


def _unlike(size: Size, ratio: float) -> float:
    """How many times too wide or too high a size is for a shape."""
    times = size[0] / max(size[1], 1) / ratio
    return max(times, 1 / times)


def _within(size: Size, room: Box) -> Size:
    """A size, no larger than the room."""
    share = min(1.0, room.width / size[0], room.height / size[1])
    return max(round(size[0] * share), 1), max(round(size[1] * share), 1)


def _most(
    at: Callable[[float], tuple[_Row, ...]], fits: Callable[[Sequence[_Row]], bool], low: float, high: float
) -> tuple[_Row, ...]:
    """The rows at the largest value at which they fit."""
    best = at(high)
    if fits(best):
        return best
    best = at(low)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        rows = at(middle)
        low, high, best = (middle, high, rows) if fits(rows) else (low, middle, best)
    return best


def _shared(ratios: Sequence[float], count: int) -> list[list[int]]:
    """The pictures in order in at most so many rows, the widest row being as narrow as can be."""
    low, high = max(ratios), sum(ratios)
    for _ in range(_HALVINGS * 2):
        middle = (low + high) / 2
        low, high = (low, middle) if len(_dealt(ratios, middle)) <= count else (middle, high)
    return _dealt(ratios, high)


def _dealt(widths: Iterable[float], room: float) -> list[list[int]]:
    rows: list[list[int]] = []
    used = 0.0
    for at, width in enumerate(widths):
        if not rows or used + width > room:
            rows.append([])
            used = 0.0
        rows[-1].append(at)
        used += width
    return rows


def _wrapped(sizes: Sequence[Size], room: int, gap: int) -> list[list[int]]:
    return _dealt((width + gap for width, _ in sizes), room + gap)
