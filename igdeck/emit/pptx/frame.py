"""A layout as its slides see it: what each placeholder is called, where it stands and how its text is set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igdeck.emit.pptx.style import placeholder_tag
from igdeck.emit.pptx.text import Styles
from igdeck.model.page import ORPHAN
from igdeck.model.value import frozen

if TYPE_CHECKING:
    from igdeck.model.geometry import Box
    from igdeck.model.theme import Layout, Placeholder, Theme


@frozen
class Holder:
    """A placeholder with its `p:ph` and its styles."""

    placeholder: Placeholder
    tag: str
    styles: Styles


@frozen
class Frame:
    """The number of a layout's part, its placeholders by index, and those whose styles a text box of its own takes."""

    number: int
    holders: dict[int, Holder]
    body: Holder
    caption: Holder

    def holder(self, idx: int | None) -> Holder | None:
        """The placeholder of an item."""
        return self.untitled if idx == ORPHAN else None if idx is None else self.holders.get(idx)

    @property
    def untitled(self) -> Holder:
        """What stands for the title of a layout without one, as PowerPoint writes it where a slide gets a hidden title."""
        return Holder(self.body.placeholder, f'<p:ph type="title" idx="{ORPHAN}"/>', self.body.styles)


def make_frame(layout: Layout, theme: Theme, number: int) -> Frame:
    """The frame of a layout whose part has this number."""
    holders = {placeholder.idx: _holder(placeholder, theme) for placeholder in layout.placeholders}
    return Frame(number, holders, _holder(theme.body(layout)[1], theme), _holder(theme.caption()[1], theme))


def place(box: Box, tag: str = "a:xfrm") -> str:
    """Where a shape stands."""
    return f'<{tag}><a:off x="{box.x}" y="{box.y}"/><a:ext cx="{box.width}" cy="{box.height}"/></{tag}>'


def own_place(box: Box, holder: Holder | None, *, moved: bool = False) -> str:
    """The place of a shape that does not stand where its placeholder does; empty for one that does: Reset Slide keeps it."""
    return place(box) if holder is None or moved or box != holder.placeholder.box else ""


def _holder(placeholder: Placeholder, theme: Theme) -> Holder:
    return Holder(placeholder, placeholder_tag(placeholder), Styles(placeholder.levels, theme))
