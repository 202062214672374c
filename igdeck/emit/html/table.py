"""A table, with the widths and heights that the layout gave it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igdeck.emit.html.markup import attribute, classes
from igdeck.emit.html.text import appears, direction, inlines
from igdeck.model.value import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from igdeck.emit.html.frame import Frame
    from igdeck.model.geometry import Box
    from igdeck.model.page import Run, TableItem


def table_box(item: TableItem, frame: Frame) -> str:
    """A table; its header's cells say that they head columns."""
    rules = frame.rules
    columns = "".join(f'<col class="{rules.width(width)}">' for width in item.columns)
    heights = [rules.height(height) for height in item.heights]
    head = f"<thead>{_row('th', item.header, item, frame, (heights.pop(0), ''))}</thead>" if item.header else ""
    steps = map(appears, item.steps or (0,) * len(item.rows))
    rows = "".join(_row("td", row, item, frame, ways) for row, *ways in zip(item.rows, heights, steps, strict=True))
    names = ["table", rules.box(_from(item)), rules.size(item.size)]
    if item.caption_box is None:
        label, caption = attribute("aria-label", item.description), ""
    else:
        label, caption = "", _caption(item, item.caption_box, frame)
        names += ["under"] if item.caption_box.y > item.box.y else []
    said = label + appears(item.step)
    return f"<table{classes(names)}{said}>{caption}<colgroup>{columns}</colgroup>{head}<tbody>{rows}</tbody></table>"


def _from(item: TableItem) -> Box:
    """Where the table starts with its caption; its height is that of its rows."""
    top = min(item.box.y, item.caption_box.y) if item.caption_box else item.box.y
    return replace(item.box, y=top)


def _caption(item: TableItem, box: Box, frame: Frame) -> str:
    """The caption, as tall as all that parts it from the table's rows and from its own edge."""
    rules, style = frame.rules, frame.theme.table.caption_style(item.size)
    over = box.y < item.box.y
    names = (rules.height(item.box.y - box.y if over else box.bottom - item.box.bottom), rules.size(style.size))
    spoken = direction(item.caption, "", frame.dir)
    return f"<caption{classes(names)}{spoken}>{inlines(item.caption, frame)}</caption>"


def _row(tag: str, cells: tuple[tuple[Run, ...], ...], item: TableItem, frame: Frame, ways: Sequence[str]) -> str:
    """A row; `ways` are the class of its height, and what says when it appears."""
    height, waits = ways
    scope = ' scope="col"' if tag == "th" else ""
    drawn = (
        f"<{tag}{scope}{classes((align if align != 'left' else '',))}{direction(cell, '', frame.dir)}>"
        f"{inlines(cell, frame)}</{tag}>"
        for cell, align in zip(cells, item.aligns, strict=True)
    )
    return f'<tr class="{height}"{waits}>{"".join(drawn)}</tr>'
