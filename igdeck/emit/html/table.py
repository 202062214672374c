"""A table, with the widths and heights that the layout gave it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igdeck.emit.html.markup import attribute, classes
from igdeck.emit.html.text import direction, inlines
from igdeck.model.geometry import Box

if TYPE_CHECKING:
    from igdeck.emit.html.frame import Frame
    from igdeck.model.page import Run, TableItem


def table_box(item: TableItem, frame: Frame) -> str:
    """A table; its header's cells say that they head columns."""
    rules = frame.rules
    columns = "".join(f'<col class="{rules.width(width)}">' for width in item.columns)
    heights = [rules.height(height) for height in item.heights]
    head = f"<thead>{_row('th', item.header, item, frame, heights.pop(0))}</thead>" if item.header else ""
    rows = "".join(_row("td", row, item, frame, height) for row, height in zip(item.rows, heights, strict=True))
    label = "" if item.caption_box else attribute("aria-label", item.description)
    return (
        f"<table{classes(('table', rules.box(item.box), rules.size(item.size)))}{label}>{_caption(item, frame)}"
        f"<colgroup>{columns}</colgroup>{head}<tbody>{rows}</tbody></table>"
    )


def _caption(item: TableItem, frame: Frame) -> str:
    """The caption, out of the flow of the table's rows."""
    if item.caption_box is None:
        return ""
    rules, style, box = frame.rules, frame.theme.table.caption_style(item.size), item.caption_box
    above = Box(box.x - item.box.x, box.y - item.box.y, box.width, box.height)
    return (
        f"<caption{classes((rules.box(above), rules.size(style.size)))}{direction(item.caption)}>"
        f"{inlines(item.caption, frame)}</caption>"
    )


def _row(tag: str, cells: tuple[tuple[Run, ...], ...], item: TableItem, frame: Frame, height: str) -> str:
    scope = ' scope="col"' if tag == "th" else ""
    drawn = (
        f"<{tag}{scope}{classes((align if align != 'left' else '',))}{direction(cell)}>{inlines(cell, frame)}</{tag}>"
        for cell, align in zip(cells, item.aligns, strict=True)
    )
    return f'<tr class="{height}">{"".join(drawn)}</tr>'
