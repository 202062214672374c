"""Decorations of a layout as shapes: rectangles, and drawings as freeforms that PowerPoint can edit by their points."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, assert_never

from igdeck.emit.pptx.frame import place
from igdeck.emit.pptx.shapes import RECTANGLE
from igdeck.emit.pptx.style import fill
from igdeck.model.theme import Outline, Rectangle

if TYPE_CHECKING:
    from igdeck.model.theme import Decoration

#: Points of a path are whole numbers: how many of them there are to one of the view's.
_FINE: Final = 1000
_STEP: Final = re.compile(r"([MLCZ])([^MLCZ]*)")
_NUMBER: Final = re.compile(r"-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?")
#: The element of each step, and how many points it takes.
_STEPS: Final = {"M": ("moveTo", 1), "L": ("lnTo", 1), "C": ("cubicBezTo", 3)}


def decoration_shape(decoration: Decoration, number: int) -> str:
    """A decoration as a shape without a line."""
    match decoration:
        case Rectangle():
            name, form = "Rectangle", RECTANGLE
        case Outline():
            name, form = "Freeform", _freeform(decoration)
        case _:
            assert_never(decoration)
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name} {number}"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
        f"<p:spPr>{place(decoration.box)}{form}{fill(decoration.color)}<a:ln><a:noFill/></a:ln></p:spPr>"
        '<p:txBody><a:bodyPr rtlCol="0" anchor="ctr"/><a:lstStyle/><a:p><a:endParaRPr lang="en-US"/></a:p></p:txBody></p:sp>'
    )


def _freeform(outline: Outline) -> str:
    """The path in the measures of its view; PowerPoint scales it to the box."""
    width, height = (_whole(side) for side in outline.view)
    steps = "".join(_step(step, numbers) for step, numbers in _STEP.findall(outline.path))
    return (
        "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
        '<a:rect l="0" t="0" r="r" b="b"/>'
        f'<a:pathLst><a:path w="{width}" h="{height}">{steps}</a:path></a:pathLst></a:custGeom>'
    )


def _step(step: str, numbers: str) -> str:
    """A step with its points; further points of a move are lines, as in SVG."""
    if step == "Z":
        return "<a:close/>"
    values = [_whole(float(number)) for number in _NUMBER.findall(numbers)]
    points = [f'<a:pt x="{x}" y="{y}"/>' for x, y in zip(values[::2], values[1::2], strict=True)]
    name, size = _STEPS[step]
    chunks = ["".join(points[at : at + size]) for at in range(0, len(points), size)]
    names = [name, *["lnTo" if step == "M" else name] * (len(chunks) - 1)]
    return "".join(f"<a:{own}>{chunk}</a:{own}>" for own, chunk in zip(names, chunks, strict=True))


def _whole(value: float) -> int:
    return round(value * _FINE)
