"""A table, with the widths and heights that the layout gave it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igdeck.emit.html.markup import attribute, classes
from igdeck.emit.html.text import direction, inlines

if TYPE_CHECKING:
    from igdeck.emit.html.frame import Frame
    from igdeck.model.page import Run, TableItem


def table_box(item: TableItem, frame: Frame) -> str:
    """A table; its header's cells say that they head columns."""
    rules = frame.rules
    columns = "".join(f'<col class="{rules.width(width)}">' for width in item.columns)
    head, *body = (rules.height(height) for height in item.heights)
    rows = "".join(_row("td", row, item, frame, height) for row, height in zip(item.rows, body, strict=True))
    return (
        f"<table{classes(('table', rules.box(item.box), rules.size(item.size)))}{attribute('aria-label', item.description)}>"
        f"<colgroup>{columns}</colgroup><thead>{_row('th', item.header, item, frame, head)}</thead><tbody>{rows}</tbody></table>"
    )


def _row(tag: str, cells: tuple[tuple[Run, ...], ...], item: TableItem, frame: Frame, height: str) -> str:
    scope = ' scope="col"' if tag == "th" else ""
    drawn = (
        f"<{tag}{scope}{classes((align if align != 'left' else '',))}{direction(cell)}>{inlines(cell, frame)}</{tag}>"
        for cell, align in zip(cells, item.aligns, strict=True)
    )
    return f'<tr class="{height}">{"".join(drawn)}</tr>'
