"""A deck in the sizes that PowerPoint shows on opening it.

PowerPoint paints the stored autofit scale and computes nothing; LibreOffice ignores the stored scale and solves the fit anew. So
a drawing by LibreOffice proves nothing about fit unless the scale stands in the sizes themselves and autofit is off.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
#: The text style of the master that a placeholder's type inherits from (ECMA-376 part 1, 19.3.1.51).
MASTER_STYLES = {"title": "titleStyle", "ctrTitle": "titleStyle", "dt": "otherStyle", "ftr": "otherStyle", "sldNum": "otherStyle"}
DEFAULT_SIZE = 1800
WHOLE = 100_000


def bake(path: Path, out: Path | None = None) -> Path:
    """Write a copy of a deck with its autofit baked in; by default beside it, as `NAME.baked.pptx`."""
    from pptx import Presentation

    deck = Presentation(str(path))
    for slide in deck.slides:
        for shape in slide._element.iter(P + "sp"):
            if shape.find(P + "txBody") is not None:
                _bake(shape, slide, deck)
    out = out or path.with_suffix(".baked.pptx")
    deck.save(str(out))
    return out


def _bake(shape: Any, slide: Any, deck: Any) -> None:
    body = shape.find(f"{P}txBody/{A}bodyPr")
    autofit = body.find(A + "normAutofit")
    scale = WHOLE if autofit is None else int(autofit.get("fontScale", WHOLE))
    reduction = 0 if autofit is None else int(autofit.get("lnSpcReduction", 0))
    for paragraph in shape.iterfind(f"{P}txBody/{A}p"):
        styles = list(_styles(shape, paragraph, slide, deck))
        if scale != WHOLE:
            _scale(paragraph, scale, next((int(s.get("sz")) for s in _all(styles, f"{A}defRPr[@sz]")), DEFAULT_SIZE))
        if reduction:
            _tighten(paragraph, next((int(s.get("val")) for s in _all(styles, f"{A}lnSpc/{A}spcPct")), WHOLE) - reduction)
    for element in body.xpath("a:normAutofit | a:noAutofit | a:spAutoFit"):
        body.remove(element)
    body.insert(1 if body.find(A + "prstTxWarp") is not None else 0, body.makeelement(A + "noAutofit"))


def _all(styles: list[Any], path: str) -> Iterator[Any]:
    return (found for style in styles for found in style.iterfind(path))


def _scale(paragraph: Any, scale: int, inherited: int) -> None:
    """Write the painted size of each run: the nearest whole point, half up."""
    for run in paragraph.iterchildren(A + "r", A + "fld", A + "br", A + "endParaRPr"):
        properties = run if run.tag == A + "endParaRPr" else run.find(A + "rPr")
        if properties is None:
            properties = run.makeelement(A + "rPr")
            run.insert(0, properties)
        points = int(properties.get("sz", inherited)) / 100 * scale / WHOLE
        properties.set("sz", str(int(points + 0.5) * 100))


def _tighten(paragraph: Any, share: int) -> None:
    """Write the painted line spacing: the reduction is subtracted, not multiplied."""
    properties = paragraph.get_or_add_pPr()
    for own in properties.findall(A + "lnSpc"):
        properties.remove(own)
    spacing = properties.makeelement(A + "lnSpc")
    spacing.append(spacing.makeelement(A + "spcPct", {"val": str(share)}))
    properties.insert(0, spacing)


def _styles(shape: Any, paragraph: Any, slide: Any, deck: Any) -> Iterator[Any]:
    """What a paragraph inherits from, nearest first: itself, its shape, layout, master, the master's styles, the deck's."""
    properties = paragraph.find(A + "pPr")
    level = f"{A}lvl{int(properties.get('lvl', 0)) + 1 if properties is not None else 1}pPr"
    if properties is not None:
        yield properties
    yield from shape.iterfind(f"{P}txBody/{A}lstStyle/{level}")
    yield from _placeholder_styles(shape, slide, level)
    yield from deck.part._element.iterfind(f"{P}defaultTextStyle/{level}")


def _placeholder_styles(shape: Any, slide: Any, level: str) -> Iterator[Any]:
    ph = shape.find(f".//{P}ph")
    if ph is None:
        return
    layout, master = slide.slide_layout._element, slide.slide_layout.slide_master._element
    kind = ph.get("type", "obj")
    for holder in layout.iter(P + "sp"):
        own = holder.find(f".//{P}ph")
        if own is not None and own.get("idx", "0") == ph.get("idx", "0"):
            kind = own.get("type", "obj")
            yield from holder.iterfind(f"{P}txBody/{A}lstStyle/{level}")
    style = MASTER_STYLES.get(kind, "bodyStyle")
    wanted = {"titleStyle": "title", "bodyStyle": "body"}.get(style, kind)
    for holder in master.iter(P + "sp"):
        own = holder.find(f".//{P}ph")
        if own is not None and own.get("type") == wanted:
            yield from holder.iterfind(f"{P}txBody/{A}lstStyle/{level}")
    yield from master.iterfind(f"{P}txStyles/{P}{style}/{level}")
