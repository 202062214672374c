"""Tables: the deck's, with the header row that Word repeats and screen readers name, and frames that hold things apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from igdeck.emit.docx.markup import paragraph
from igdeck.emit.docx.text import direction, words
from igdeck.ooxml.markup import quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from igdeck.emit.docx.text import Setting
    from igdeck.model.block import Align
    from igdeck.model.page import Run, TableItem

#: What keeps a table from growing into the next one.
GAP: Final = '<w:p><w:pPr><w:pStyle w:val="TableGap"/></w:pPr></w:p>'
_ALIGNS: Final[dict[Align, str]] = {"left": "", "center": '<w:jc w:val="center"/>', "right": '<w:jc w:val="right"/>'}
_HEAD: Final = "<w:tblHeader/>"


def table(item: TableItem, setting: Setting, room: int) -> str:
    """A table as wide as the text, its caption over or under it. `room` is that width."""
    widths = shares(item.columns, room)
    under = item.caption_box is not None and item.caption_box.y > item.box.y
    style = "Caption" if under else "TableCaption"
    caption = paragraph(style, words(item.caption, setting), direction(item.caption, "", setting)) if item.caption else ""
    head = (row(_cells(item.header, item.aligns, "TableHeading", widths, setting), _HEAD),) if item.header else ()
    rows = [row(_cells(cells, item.aligns, "TableText", widths, setting)) for cells in item.rows]
    grid = frame("DeckTable", widths, (*head, *rows), setting, described=item.description, header=bool(item.header))
    return f"{grid}{GAP}{caption}" if under else f"{caption}{grid}{GAP}"


def frame(
    style: str,
    widths: Sequence[int],
    rows: Iterable[str],
    setting: Setting,
    *,
    described: str = "",
    header: bool = False,
    side: bool = False,
) -> str:
    """A table of rows. `header`: its first row names the columns; `side`: its first cells name the rows."""
    said = "<w:bidiVisual/>" if setting.dir == "rtl" else ""
    told = f'<w:tblDescription w:val="{quote(described)}"/>' if described else ""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/>{said}<w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{_look(header=header, side=side)}{told}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{''.join(rows)}</w:tbl>"
    )


def _look(*, header: bool, side: bool) -> str:
    """Which parts of its style a table shows, in words and in bits (ECMA-376 part 1, 17.4.55)."""
    bits = 0x0400 + 0x20 * header + 0x80 * side
    return (
        f'<w:tblLook w:val="{bits:04X}" w:firstRow="{header:d}" w:lastRow="0" w:firstColumn="{side:d}" w:lastColumn="0" '
        'w:noHBand="0" w:noVBand="1"/>'
    )


def row(cells: str, head: str = "", *, height: int = 0, whole: bool = True) -> str:
    """A row, at least so high, which stands on one page as a `whole`."""
    said = ("<w:cantSplit/>" if whole else "") + (f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>' if height else "") + head
    return f"<w:tr>{f'<w:trPr>{said}</w:trPr>' if said else ''}{cells}</w:tr>"


def cell(width: int, content: str) -> str:
    """A cell, which ends with a paragraph as each one does."""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{content or "<w:p/>"}</w:tc>'


def shares(columns: Sequence[int], room: int) -> list[int]:
    """The widths of columns, in the same proportions, in so much room."""
    whole = sum(columns) or 1
    return [max(round(width * room / whole), 1) for width in columns]


def _cells(
    cells: Sequence[tuple[Run, ...]], aligns: Sequence[Align], style: str, widths: Sequence[int], setting: Setting
) -> str:  # fmt: skip
    return "".join(
        cell(width, paragraph(style, words(runs, setting), _stands(direction(runs, "", setting), align)))
        for runs, align, width in zip(cells, aligns, widths, strict=True)
    )


def _stands(direction: str, align: Align) -> str:
    """Where the words of a cell stand. Those from right to left are on the right anyway; Word takes right for their end."""
    return direction + ("" if direction and align == "right" else _ALIGNS[align])
