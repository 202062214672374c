"""Code: monospaced lines in the theme's colours on a tinted panel, in the placeholder where there is one.

Line numbers and the file's name stand in text boxes of their own upon the panel, so that the code is copied without them. Lines
that are pointed at stand on bands; then the panel is a shape of its own, as the bands lie between it and the letters.

Where lines are pointed at one group after the other, each group has a panel of its own with its bands. The first lies uppermost
and hides the others; with a click it goes, and the next is seen. So what is printed or edited shows the first group, and not all.
"""

from __future__ import annotations

from itertools import accumulate, chain, islice
from typing import TYPE_CHECKING, Final

from igdeck.emit.pptx.frame import own_place, place
from igdeck.emit.pptx.shapes import RECTANGLE, autofit, shape
from igdeck.emit.pptx.style import body_properties, code_font, fill, level, tint
from igdeck.emit.tabs import TAB, rows
from igdeck.emit.tints import BAR, band_luminance
from igdeck.model.geometry import Box, Insets, from_points
from igdeck.model.value import frozen, replace
from igdeck.ooxml.drawing import DECORATIVE
from igdeck.ooxml.markup import escape, quote

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from igdeck.emit.pptx.frame import Frame
    from igdeck.emit.pptx.text import Setting
    from igdeck.model.page import CodeItem, CodeLabel, CodeLine, CodeNumbers
    from igdeck.model.theme import TextStyle, Theme

#: The width of a letter in em, which all fonts with the metrics of Courier New have: for tabs that are typed later.
_LETTER: Final = 0.6
#: A group, its ground and its bar.
SHAPES_OF_BAND: Final = 3
#: A group and its panel.
SHAPES_OF_LAYER: Final = 2
_GROUP: Final = "<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>"


def draw_code(item: CodeItem, number: int, more: Iterator[int], frame: Frame, setting: Setting) -> str:
    """A code item as shapes: panel and bands if lines are pointed at, the file's name, the code itself, the line numbers."""
    ground = fill(setting.theme.code.background)
    shapes = code_shapes(item, more)
    boxes = zip(chain(*item.bands), chain(*shapes.groups), strict=True)
    bands = [_band(item, box, at, count, setting.theme) for count, (box, at) in enumerate(boxes, 1)]
    if shapes.layers:
        bands = [*_layers(item, shapes, bands, ground)]
    panel = _rectangle(shapes.panel, f"{item.name} Panel", item.box, ground) if shapes.panel else ""
    label = _label(item, item.label, shapes.label, setting) if item.label else ""
    numbers = _numbers(item, item.numbers, shapes.numbers, setting) if item.numbers else ""
    return "".join((panel, *bands, _code(item, number, frame, setting), label, numbers))


@frozen
class CodeShapes:
    """The numbers of the shapes around a code, 0 for none: the bands by group, the panel, the file's name, the lines' numbers.

    Groups that take turns have a layer each, in place of the panel.
    """

    groups: tuple[tuple[int, ...], ...]
    layers: tuple[int, ...]
    panel: int
    label: int
    numbers: int


def code_shapes(item: CodeItem, more: Iterator[int]) -> CodeShapes:
    """Take numbers for all shapes around a code. A band is a group of two, whose numbers follow its own."""
    groups = tuple(tuple([min(islice(more, SHAPES_OF_BAND)) for _ in group]) for group in item.bands)
    layers = tuple([min(islice(more, SHAPES_OF_LAYER)) for _ in item.bands]) if item.turns else ()
    panel = next(more) if item.bands and not layers else 0
    label = next(more) if item.label else 0
    return CodeShapes(groups, layers, panel, label, next(more) if item.numbers else 0)


def _layers(item: CodeItem, shapes: CodeShapes, bands: Sequence[str], ground: str) -> Iterator[str]:
    """The panels of groups that take turns, each with its bands, the last one undermost."""
    ends = [*accumulate(map(len, item.bands))]
    for at in reversed(range(len(ends))):
        name, number = f"{item.name} Turn {at + 1}", shapes.layers[at]
        panel = _rectangle(number + 1, f"{name} Panel", item.box, ground)
        yield _group(name, number, item.box, panel + "".join(bands[ends[at] - len(item.bands[at]) : ends[at]]))


def _band(item: CodeItem, box: Box, number: int, count: int, theme: Theme) -> str:
    """A band for lines to stand on, with a bar at its edge: one group, so that it can come and go as one."""
    name = f"{item.name} Mark{f' {count}' if count > 1 else ''}"
    ground = tint(theme.code.mark, band_luminance(theme))
    bar = Box(box.x, box.y, from_points(BAR), box.height)
    shapes = _rectangle(number + 1, f"{name} Band", box, ground)
    shapes += _rectangle(number + 2, f"{name} Bar", bar, fill(theme.code.mark))
    return _group(name, number, box, shapes)


def _group(name: str, number: int, box: Box, shapes: str) -> str:
    inner = f'<a:chOff x="{box.x}" y="{box.y}"/><a:chExt cx="{box.width}" cy="{box.height}"/>'
    whole = place(box).replace("</a:xfrm>", f"{inner}</a:xfrm>")
    described = f'<p:cNvPr id="{number}" name="{quote(name)}">{DECORATIVE}</p:cNvPr>'
    return f"<p:grpSp><p:nvGrpSpPr>{described}{_GROUP}<p:grpSpPr>{whole}</p:grpSpPr>{shapes}</p:grpSp>"


def _rectangle(number: int, name: str, box: Box, ground: str) -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{quote(name)}">{DECORATIVE}</p:cNvPr><p:cNvSpPr/><p:nvPr/></p:nvSpPr>'
        f"<p:spPr>{place(box)}{RECTANGLE}{ground}<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
    )


def _code(item: CodeItem, number: int, frame: Frame, setting: Setting) -> str:
    """The code as a shape. Code without a letter is a bare panel: a placeholder must not stay empty."""
    style = setting.theme.code
    holder = frame.holder(item.idx) if any(line.text.strip() for line in item.lines) else None
    ground = "<a:noFill/>" if item.bands else fill(style.background)
    looks = own_place(item.box, holder, moved=item.moved) + ("" if holder else RECTANGLE) + ground
    inside = Insets(style.insets.left + item.gutter, style.insets.top + item.head, style.insets.right, style.insets.bottom)
    lines = "".join([_line(line, setting) for line in item.lines])
    body, styles = _set(item, inside, _plain(item, setting), setting)
    return shape(number, item.name, holder, body=body, words=lines, looks=looks, styles=styles)


def _set(item: CodeItem, inside: Insets, text: TextStyle, setting: Setting) -> tuple[str, str]:
    """The body's properties and the level of letters that are fitted as the code is."""
    tab = from_points(TAB * _LETTER * item.fit.size(text.size))
    body = body_properties("top", inside, autofit(item.fit) or "<a:normAutofit/>")
    return body, level(1, text, setting.theme.fonts, tab)


def _plain(item: CodeItem, setting: Setting) -> TextStyle:
    return replace(setting.theme.code.text, bullet=None, space_before=0.0, indent=item.hanging, hanging=item.hanging)


def _numbers(item: CodeItem, numbers: CodeNumbers, number: int, setting: Setting) -> str:
    """The numbers of the lines, one beside the first row of each."""
    style = setting.theme.code
    inside, height = style.insets, item.box.height - item.head
    box = Box(item.box.x + inside.left, item.box.y + item.head, numbers.width, height)
    text = replace(style.text.without_bullet(), space_before=0.0, color=style.quiet, align="right")
    body, styles = _set(item, Insets(0, inside.top, 0, inside.bottom), text, setting)
    body = body.replace("square", "none")  # a renderer's own width of a figure breaks no number
    beside = [row for at, line in enumerate(item.lines, numbers.first) for row in (str(at), *[""] * (line.rows - 1))]
    words = "".join([_paragraph((((row, ""),),), row, setting) for row in beside])
    looks = f"{place(box)}{RECTANGLE}<a:noFill/>"
    return shape(number, f"{item.name} Line Numbers", None, body=body, words=words, looks=looks, styles=styles)


def _label(item: CodeItem, label: CodeLabel, number: int, setting: Setting) -> str:
    """The name of the file, at the top of the panel."""
    style, room = setting.theme.code, item.box.inside(setting.theme.code.insets)
    text = replace(style.text.without_bullet(), space_before=0.0, line=1.0, color=style.quiet, size=label.size)
    looks = f"{place(Box(room.x, room.y, room.width, label.height))}{RECTANGLE}<a:noFill/>"
    words = _paragraph((((label.text, ""),),), label.text, setting)
    body, styles = body_properties("top", Insets()), level(1, text, setting.theme.fonts)
    return shape(number, f"{item.name} File", None, body=body, words=words, looks=looks, styles=styles)


def _line(line: CodeLine, setting: Setting) -> str:
    """A line as a paragraph, each look in its colour of the theme."""
    style = setting.theme.code
    made = [[(text, fill(style.color(look)) if look else "") for text, look in row] for row in rows(line)]
    return _paragraph(made, line.text, setting)


def _paragraph(made: Sequence[Sequence[tuple[str, str]]], text: str, setting: Setting) -> str:
    """Rows of letters with a fill of their own or none. Spaces stay as they are: PowerPoint keeps them all."""
    attributes, east, _ = setting.language.speech(text)
    look = f'{attributes} noProof="1"'
    face = code_font(setting.theme.fonts, east)
    words = f"<a:br><a:rPr {look}>{face}</a:rPr></a:br>".join(
        [
            "".join([f"<a:r><a:rPr {look}>{own}{face}</a:rPr><a:t>{escape(part)}</a:t></a:r>" for part, own in row if part])
            for row in made
        ]
    )
    return f"<a:p>{words or f'<a:endParaRPr {look}>{face}</a:endParaRPr>'}</a:p>"
