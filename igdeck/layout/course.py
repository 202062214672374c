"""What holds where a block stands: the click that it appears with, its language and its direction.

1. A pause makes all that follows it appear with the next click.
2. The items of an incremental list appear one by one, with what stands in them; what follows the list does not wait for them.
3. So do the rows of a table in steps, and the groups of lines that code points at.

Clicks are counted here through a slide as it was written. `settled` makes them those of a page: counted anew from 1 on each
slide that the content continues on, where what stands first is there at once, as the turn of the page was its click.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from igdeck.model.page import BandItem, CodeItem, PictureItem, TableItem, TextItem
from igdeck.model.theme import Role
from igdeck.model.value import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from igdeck.model.block import Group
    from igdeck.model.inline import Direction
    from igdeck.model.page import Item, PageParagraph, Run


class Course:
    """Counts the clicks of a slide while its blocks are read in order. `step` is that of what comes next."""

    __slots__ = ("_count", "_paused", "dir", "lang", "step")

    def __init__(self) -> None:
        self.step = 0
        self.lang = ""
        self.dir: Direction = ""
        self._count = 0
        self._paused = 0

    def pause(self) -> None:
        """Let what follows wait for a click."""
        self.step = self._paused = self.advance()

    def advance(self, count: int = 1) -> int:
        """The first of so many new clicks."""
        self._count += count
        return self._count - count + 1

    def leave(self, outside: int) -> None:
        """Go back to the step of what stands around an item, unless there was a pause in it."""
        self.step = max(outside, self._paused)

    def enter(self, group: Group) -> tuple[str, Direction]:
        """Take a group's language and direction; those around it are returned, to be put back."""
        around = self.lang, self.dir
        self.lang, self.dir = group.lang or self.lang, group.dir or self.dir
        return around

    def spoken(self, runs: tuple[Run, ...]) -> tuple[Run, ...]:
        """Words in the language that holds here."""
        return tuple(replace(run, lang=run.lang or self.lang) for run in runs) if self.lang else runs


def settled(items: tuple[Item, ...], part: int) -> tuple[tuple[Item, ...], int]:
    """The items of a page with their clicks counted from 1, and how many there are."""
    used = sorted({step for item in items for step in _steps(item)})
    if not used or used == [0]:
        return items, 0
    opening = 0 if part == 1 else used[0]
    rank = {step: at for at, step in enumerate([opening, *(step for step in used if step != opening)])}
    return tuple(_counted(item, rank.__getitem__) for item in items), len(rank) - 1


def _steps(item: Item) -> Iterator[int]:
    """All clicks on which something of an item changes."""
    match item:
        case TextItem(role, paragraphs=paragraphs) if role is not Role.TITLE:
            yield from (paragraph.step or item.step for paragraph in paragraphs)
            yield from (item.step,) if item.step else ()
        case TableItem():
            yield from (item.step, *item.steps)
        case CodeItem():
            yield from (item.step, *item.turns)
        case PictureItem() | BandItem():
            yield item.step


def _counted(item: Item, rank: Callable[[int], int]) -> Item:
    match item:
        case TextItem(paragraphs=paragraphs) if item.step or in_steps(paragraphs):
            counted = tuple(_at(paragraph, rank) for paragraph in paragraphs)
            return replace(item, paragraphs=counted, step=_clicked(item.step, rank))
        case TableItem() if item.step or item.steps:
            return replace(item, step=_clicked(item.step, rank), steps=tuple(map(rank, item.steps)))
        case CodeItem() if item.step or item.turns:
            return replace(item, step=_clicked(item.step, rank), turns=tuple(map(rank, item.turns)))
        case PictureItem() | BandItem() if item.step:
            return replace(item, step=rank(item.step))
        case _:
            return item


def _clicked(step: int, rank: Callable[[int], int]) -> int:
    """A click counted anew; what waits for none goes on waiting for none."""
    return rank(step) if step else 0


def _at(paragraph: PageParagraph, rank: Callable[[int], int]) -> PageParagraph:
    return replace(paragraph, step=rank(paragraph.step)) if paragraph.step else paragraph


def in_steps(paragraphs: Iterable[PageParagraph]) -> bool:
    """Whether some of the paragraphs wait for a click."""
    return any(paragraph.step for paragraph in paragraphs)


def turns(first: int, groups: Sequence[Sequence[int]]) -> tuple[int, ...]:
    """The clicks of all groups of lines but the first, from the click `first` on."""
    return tuple(range(first, first + len(groups) - 1)) if first else ()
