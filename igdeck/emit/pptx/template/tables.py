"""The deck's table style: what PowerPoint offers first under Table Design, and draws a new table with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from igdeck.emit.pptx.style import fill
from igdeck.emit.pptx.table import style_id
from igdeck.ooxml.markup import HEAD, A, quote

if TYPE_CHECKING:
    from igdeck.model.theme import TextStyle, Theme

_NO_LINE: Final = "<a:ln><a:noFill/></a:ln>"


def table_styles_part(theme: Theme) -> str:
    """The table styles: rules between rows and no grid; first and last columns bold, a last row set off, bands tinted."""
    style, own = theme.table, style_id(theme)
    rule = f'<a:ln w="{style.rule_width}" cmpd="sng">{fill(style.rule)}</a:ln>'
    bold = _text(style.body, bold=True)
    regions = (
        ("wholeTbl", _text(style.body), _borders(bottom=rule, inside=rule), "<a:fill><a:noFill/></a:fill>"),
        ("band1H", "", "<a:tcBdr/>", _fill(theme.code.background)),
        ("band1V", "", "<a:tcBdr/>", _fill(theme.code.background)),
        ("lastCol", bold, "<a:tcBdr/>", ""),
        ("firstCol", bold, "<a:tcBdr/>", ""),
        ("lastRow", bold, f"<a:tcBdr><a:top>{rule}</a:top></a:tcBdr>", ""),
        ("firstRow", _text(style.header), "<a:tcBdr/>", _fill(style.header_background)),
    )
    drawn = "".join(
        f"<a:{name}>{text}<a:tcStyle>{borders}{ground}</a:tcStyle></a:{name}>" for name, text, borders, ground in regions
    )
    return (
        f'{HEAD}<a:tblStyleLst xmlns:a="{A}" def="{own}"><a:tblStyle styleId="{own}" '
        f'styleName="{quote(theme.title or theme.name)}">{drawn}</a:tblStyle></a:tblStyleLst>'
    )


def _text(style: TextStyle, *, bold: bool = False) -> str:
    font = "major" if style.font == "heading" else "minor"
    on = ' b="on"' if bold or style.bold else ""
    italic = ' i="on"' if style.italic else ""
    colour = fill(style.color).removeprefix("<a:solidFill>").removesuffix("</a:solidFill>")
    return f'<a:tcTxStyle{on}{italic}><a:fontRef idx="{font}"><a:prstClr val="black"/></a:fontRef>{colour}</a:tcTxStyle>'


def _fill(colour: str) -> str:
    return f"<a:fill>{fill(colour)}</a:fill>"


def _borders(bottom: str, inside: str) -> str:
    lines = {"left": _NO_LINE, "right": _NO_LINE, "top": _NO_LINE, "bottom": bottom, "insideH": inside, "insideV": _NO_LINE}
    return f"<a:tcBdr>{''.join(f'<a:{side}>{line}</a:{side}>' for side, line in lines.items())}</a:tcBdr>"
