"""Tables as native ones: the deck's table style draws them, so that PowerPoint's table design goes on from there."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from igdeck.emit.directions import runs_rtl
from igdeck.emit.pptx.frame import place
from igdeck.emit.pptx.shapes import RECTANGLE, shape
from igdeck.emit.pptx.style import body_properties, hundredths, level, thousandths
from igdeck.emit.pptx.text import Alignment, Look, Styles, paragraphs, runs
from igdeck.model.geometry import Box, Insets
from igdeck.model.page import PageParagraph
from igdeck.ooxml.ids import guid
from igdeck.ooxml.markup import A, quote

if TYPE_CHECKING:
    from collections.abc import Iterator

    from igdeck.emit.pptx.frame import Frame
    from igdeck.emit.pptx.text import Setting
    from igdeck.model.block import Align
    from igdeck.model.page import Run, TableItem
    from igdeck.model.theme import TextStyle, Theme


def draw_table(item: TableItem, number: int, more: Iterator[int], frame: Frame, setting: Setting) -> str:
    """A table with its caption, which is read first.

    Rows that appear step by step stand in tables of their own, one below the other: PowerPoint moves no row.
    """
    parts: tuple[TableItem, ...] = (item,)
    if item.steps:
        from igdeck.emit.pptx.steps import parted

        parts = parted(item)
    numbers = (number, *islice(more, len(parts) - 1))
    caption = _caption(item, item.caption_box, next(more), setting) if item.caption_box else ""
    return caption + "".join(_frame(part, at, frame, setting) for part, at in zip(parts, numbers, strict=True))


def _caption(item: TableItem, box: Box, number: int, setting: Setting) -> str:
    """A caption as a text box, over its table or under it."""
    style = setting.theme.table.caption_style(item.size)
    words = paragraphs((PageParagraph(item.caption),), Styles((style,), setting.theme), setting)
    body, levels = body_properties("top", Insets()), level(1, style, setting.theme.fonts)
    looks = f"{place(box)}{RECTANGLE}<a:noFill/>"
    return shape(number, f"{item.name} Caption", None, body=body, words=words, looks=looks, styles=levels)


def _frame(item: TableItem, number: int, frame: Frame, setting: Setting) -> str:
    """A graphic frame, in the placeholder where there is one, as large as its columns and rows."""
    holder = frame.holder(item.idx)
    box = Box(item.box.x, item.box.y, sum(item.columns), sum(item.heights))
    placeholder = f"<p:nvPr>{holder.tag}</p:nvPr>" if holder else "<p:nvPr/>"
    return (
        f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{number}" name="{quote(item.name)}" '
        f'descr="{quote(item.description or item.name)}"/><p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/>'
        f"</p:cNvGraphicFramePr>{placeholder}</p:nvGraphicFramePr>{place(box, 'p:xfrm')}"
        f'<a:graphic><a:graphicData uri="{A.replace("main", "table")}">{_table(item, setting)}</a:graphicData></a:graphic>'
        "</p:graphicFrame>"
    )


def style_id(theme: Theme) -> str:
    """The id of a template's table style."""
    return guid("table style", theme.name)


def _table(item: TableItem, setting: Setting) -> str:
    style = setting.theme.table
    columns = "".join(f'<a:gridCol w="{width}"/>' for width in item.columns)
    head = [(item.header, style.header)] if item.header else []
    rows = [*head, *((row, style.body) for row in item.rows)]
    drawn = "".join(
        f'<a:tr h="{height}">{_cells(cells, text, item, setting)}</a:tr>'
        for height, (cells, text) in zip(item.heights, rows, strict=True)
    )
    said = (' rtl="1"' if setting.dir == "rtl" else "") + f' firstRow="{bool(item.header):d}"'
    return (
        f"<a:tbl><a:tblPr{said}><a:tableStyleId>{style_id(setting.theme)}</a:tableStyleId></a:tblPr>"
        f"<a:tblGrid>{columns}</a:tblGrid>{drawn}</a:tbl>"
    )


def _cells(cells: tuple[tuple[Run, ...], ...], style: TextStyle, item: TableItem, setting: Setting) -> str:
    look = Look(size=f' sz="{hundredths(item.size)}"')
    line = f'<a:lnSpc><a:spcPct val="{thousandths(style.line)}"/></a:lnSpc>' if style.line != 1 else ""
    inside = _inside(setting.theme.table.insets)
    words = (
        _paragraph(runs(cell, look, item.size, setting), _stands(cell, align, setting), line, setting.language.plain + look.size)
        for cell, align in zip(cells, item.aligns, strict=True)
    )
    return "".join(f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{paragraph}</a:txBody>{inside}</a:tc>" for paragraph in words)


def _stands(cell: tuple[Run, ...], align: Align, setting: Setting) -> str:
    """Where a cell's text stands. In a deck from right to left each says it: in LibreOffice a cell inherits none of it."""
    rtl = runs_rtl(cell, "", setting.dir)
    return Alignment(align, own=align != "left", around=setting.theme.rtl and not rtl).said(rtl=rtl)


def _paragraph(words: str, stands: str, line: str, empty: str) -> str:
    """A cell's paragraph; `empty` is how an empty one would be set."""
    properties = f"<a:pPr{stands}>{line}</a:pPr>" if stands or line else ""
    end = "" if words else f"<a:endParaRPr {empty}/>"
    return f"<a:p>{properties}{words}{end}</a:p>"


def _inside(insets: Insets) -> str:
    """The space inside a cell; its text stands in the middle of the row."""
    return f'<a:tcPr marL="{insets.left}" marR="{insets.right}" marT="{insets.top}" marB="{insets.bottom}" anchor="ctr"/>'
