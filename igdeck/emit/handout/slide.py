"""Slides as plain data for `slide.typ`: every box, size and colour resolved, so that typst only paints.

The reading order of the items is kept: it becomes the order of the PDF's tags.
"""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, TypeAlias, assert_never

from igdeck.emit.directions import stands, starts_rtl
from igdeck.emit.handout.pictures import picture_name
from igdeck.emit.handout.text import LAST, Json, Setting, language, make_blocks, make_cells, make_look
from igdeck.emit.ink import grounds_of, without_ground
from igdeck.emit.tabs import rows
from igdeck.emit.tints import BAR
from igdeck.model.geometry import Box, Insets, to_points
from igdeck.model.page import (
    BandItem,
    CodeItem,
    FieldItem,
    Fit,
    PageParagraph,
    PictureItem,
    Run,
    TableItem,
    TextItem,
)
from igdeck.model.theme import Decoration, Layout, Outline, Placeholder, Rectangle, Role, TextStyle, Theme
from igdeck.model.value import frozen, replace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from igdeck.emit.ink import Grounds, Ink
    from igdeck.model.handout import Handout
    from igdeck.model.inline import Asset, Direction
    from igdeck.model.page import Backdrop, CodeLabel, CodeLine, CodeNumbers, Item, Page, Pages

    #: What stands on a slide and is not a field, which are painted by themselves.
    Content: TypeAlias = TextItem | CodeItem | TableItem | PictureItem | BandItem

NO_FIT = Fit()


@frozen
class Frame:
    """What an item is drawn in: its theme, its slide's layout, its colours, and the slides that links can lead to.

    What appears with a later click than `step` is not seen.
    """

    theme: Theme
    layout: Layout
    ink: Ink
    targets: Mapping[str, int]
    dir: Direction = ""
    step: int = LAST

    def placeholder(self, idx: int | None) -> Placeholder | None:
        """The placeholder of an index, or None."""
        return next((p for p in self.layout.placeholders if p.idx == idx), None)

    def levels(self, idx: int | None, role: Role = Role.BODY) -> tuple[TextStyle, ...]:
        """The styles of a placeholder, or the body's for a text box of its own."""
        return self.room(idx, role).levels

    def room(self, idx: int | None, role: Role = Role.BODY) -> Placeholder:
        """A placeholder, or the caption or the body that a text box of its own is set like."""
        own = self.theme.caption() if role is Role.CAPTION else self.theme.body(self.layout)
        return self.placeholder(idx) or own[1]

    def on(self, grounds: Grounds, box: Box) -> Frame:
        """The frame of what stands in a box."""
        ink = grounds.ink(box)
        return self if ink == self.ink else replace(self, ink=ink)

    def setting(self, levels: tuple[TextStyle, ...], fit: Fit = NO_FIT, *, width: int = sys.maxsize) -> Setting:
        """What words in these styles are set with, on lines that are at most so wide."""
        return Setting(self.theme, self.ink, levels, self.targets, fit, self.dir, self.step, room=to_points(width))


def make_slides(pages: Pages, theme: Theme) -> list[Json]:
    """The slides, or the steps of each, in order."""
    targets = {page.key: page.number for page in pages.pages}
    steps = pages.handout.steps and pages.handout.layout != "notes"
    made: list[Json] = []
    within = False
    for page in pages.pages:
        within = within or bool(page.section)
        shown = without_ground(page, theme, pages.handout)
        shots = range(page.clicks + 1) if steps else (LAST,)
        made += (_slide(shown, step, targets, theme, pages.handout) for step in shots)
        made[-len(shots)]["bookmarks"] = _bookmarks(page, within=within)
    return made


def _bookmarks(page: Page, *, within: bool) -> list[Json]:
    """The entries of a slide in a reader's side bar: that of a section that it opens, unless called like it, and its own."""
    if page.section == page.title and page.section:
        return [{"title": _name(page), "depth": 1}]
    section = [{"title": page.section, "depth": 1}] if page.section else []
    return [*section, {"title": _name(page), "depth": 2 if within else 1}]


def _slide(page: Page, step: int, targets: Mapping[str, int], theme: Theme, handout: Handout) -> Json:
    layout = theme.layout(page.layout)
    grounds = grounds_of(page, layout, theme, handout)
    frame = Frame(theme, layout, grounds.ink(Box(0, 0, 0, 0)), targets, page.dir, step)
    shown = [item for item in page.items if not _is_hidden(item, step)]
    items = [_item(item, frame.on(grounds, item.box)) for item in shown if not isinstance(item, FieldItem)]
    bare = page.backdrop is not None and page.backdrop.bare
    titled = any(_is_title(block) for item in items for block in item.get("blocks", ()))
    return {
        "number": page.number,
        "title": page.title,
        "section": page.section,
        "bookmarks": [],
        **language(page.lang),
        "background": grounds.background(),
        "heading": "" if titled else _name(page),
        "backdrop": _backdrop(page.backdrop, grounds) if page.backdrop else None,
        "decorations": [_decoration(decoration, grounds) for decoration in layout.decorations if not bare],
        "items": items,
        "fields": [_field(item, frame.on(grounds, item.box)) for item in shown if isinstance(item, FieldItem)],
    }


def _name(page: Page) -> str:
    """What a slide is called: its title, else its number."""
    return page.title.strip() or str(page.number)


def _is_title(block: Json) -> bool:
    return bool(block["kind"] == "title")


def _is_hidden(item: Item, step: int) -> bool:
    return (isinstance(item, TextItem) and item.hidden) or (not isinstance(item, FieldItem) and item.step > step)


def _box(box: Box) -> Json:
    return {"x": to_points(box.x), "y": to_points(box.y), "width": to_points(box.width), "height": to_points(box.height)}


def _decoration(decoration: Decoration, grounds: Grounds) -> Json:
    box = {"box": _box(decoration.box)}
    match decoration:
        case Rectangle():
            return box | {"kind": "rectangle", "color": grounds.field(decoration.box, decoration.color)}
        case Outline():
            color = grounds.ink(decoration.box).color(decoration.color)
            return box | {"kind": "outline", "color": color, "segments": _segments(decoration)}
        case _:
            assert_never(decoration)


def _segments(outline: Outline) -> list[Json]:
    """The path as steps with their points, scaled from its view to its box."""
    x = to_points(outline.box.width) / outline.view[0]
    y = to_points(outline.box.height) / outline.view[1]
    steps = re.findall(r"([MLCZ])([^MLCZ]*)", outline.path)
    return [{"step": step, "points": _points(numbers, x, y)} for step, numbers in steps]


def _points(numbers: str, x: float, y: float) -> list[list[float]]:
    values = [float(number) for number in re.findall(r"-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?", numbers)]
    return [[a * x, b * y] for a, b in zip(values[::2], values[1::2], strict=True)]


def _item(item: Content, frame: Frame) -> Json:
    match item:
        case TextItem():
            return _text(item, frame)
        case BandItem():
            return {"kind": "band", "box": _box(item.box), "color": frame.ink.color(item.color)}
        case CodeItem():
            return _code(item, frame)
        case TableItem():
            return _table(item, frame)
        case PictureItem():
            return _picture(item, frame)
        case _:
            assert_never(item)


def _text(item: TextItem, frame: Frame) -> Json:
    setting = frame.setting(frame.levels(item.idx, item.role), item.fit, width=item.box.width)
    box = _trimmed(item, setting) if item.trim else item.box
    words = _words(box, item.idx, item.paragraphs, setting, frame, role=item.role) | {"kind": "text"}
    if item.panel:
        ground = {"box": _box(box), "color": frame.ink.color(item.panel.background)}
        words |= {"panel": ground, "box": _box(box.inside(item.panel.insets))}
    said = any(run.text.strip() for paragraph in item.paragraphs[:1] for run in paragraph.runs)
    return _as_title(words) if item.role is Role.TITLE and said else words


def _trimmed(item: TextItem, setting: Setting) -> Box:
    """The box of a text, narrower where its lines end."""
    left, right = (item.trim, 0) if setting.rtl(item.paragraphs[0]) else (0, item.trim)
    return item.box.inside(Insets(left, 0, right, 0))


def _as_title(words: Json) -> Json:
    """The first paragraph of a title is the slide's heading in the outline and the tags."""
    first, *rest = words["blocks"]
    return words | {"blocks": [first | {"kind": "title"}, *rest]}


def _field(item: FieldItem, frame: Frame) -> Json:
    """A line that runs as its first letter does, on the side where the template has it."""
    room, found = frame.room(item.idx), frame.placeholder(item.idx)
    style = room.levels[0].without_bullet()
    return {
        "box": _box(item.box.inside(room.insets)),
        "anchor": found.anchor if found else "top",
        "align": stands(style.align, rtl=style.rtl, style_rtl=style.rtl),
        "rtl": starts_rtl(item.text, otherwise=style.rtl),
        "look": make_look(style, frame.setting(room.levels)),
        "text": item.text,
    }


def _words(
    box: Box, idx: int | None, paragraphs: tuple[PageParagraph, ...], setting: Setting, frame: Frame, *, role: Role = Role.BODY
) -> Json:
    """Text in the room that is left within the insets of its placeholder."""
    found = frame.placeholder(idx)
    return {
        "panel": None,
        "box": _box(box.inside(frame.room(idx, role).insets)),
        "anchor": found.anchor if found else "top",
        "blocks": make_blocks(paragraphs, setting),
    }


def _code(item: CodeItem, frame: Frame) -> Json:
    style = frame.theme.code
    setting, insets = frame.setting((style.text,), item.fit), style.insets
    inside = Insets(insets.left + item.gutter, insets.top + item.head, insets.right, insets.bottom)
    return {
        "kind": "code",
        "box": _box(item.box),
        "background": frame.ink.color(style.background),
        "room": _box(item.box.inside(inside)),
        "look": make_look(style.text, setting),
        "lines": [_line(line, frame) for line in item.lines],
        "hanging": to_points(item.hanging),
        "bands": [_box(box) for box in _bands(item, frame.step)],
        "mark": frame.ink.band,
        "bar": {"color": frame.ink.color(style.mark), "width": BAR},
        "quiet": frame.ink.color(style.quiet),
        "label": _label(item.label, item, frame) if item.label else None,
        "numbers": _numbers(item.numbers, item) if item.numbers else None,
    }


def _bands(item: CodeItem, step: int) -> Sequence[Box]:
    """The bands of the lines that are pointed at: those of the step, and of the first one where all is shown at once."""
    at = 0 if step == LAST else sum(turn <= step for turn in item.turns)
    return item.bands[min(at, len(item.bands) - 1)] if item.bands else ()


def _line(line: CodeLine, frame: Frame) -> list[list[Json]]:
    """The rows of a line as runs, each in its colour, with spaces for its tabs."""
    style = frame.theme.code
    return [[{"text": text, "color": frame.ink.color(style.color(look))} for text, look in row if text] for row in rows(line)]


def _label(label: CodeLabel, item: CodeItem, frame: Frame) -> Json:
    room = item.box.inside(frame.theme.code.insets)
    style = replace(frame.theme.code.text, size=label.size, line=1.0, color=frame.theme.code.quiet)
    look = make_look(style, frame.setting((style,)))
    return {"text": label.text, "box": _box(replace(room, height=label.height)), "look": look}


def _numbers(numbers: CodeNumbers, item: CodeItem) -> Json:
    """The numbers, one for each row; further rows of a line have none."""
    beside = [row for at, line in enumerate(item.lines, numbers.first) for row in (str(at), *[""] * (line.rows - 1))]
    return {"rows": beside, "width": to_points(numbers.width), "out": to_points(numbers.width + numbers.gap)}


def _table(item: TableItem, frame: Frame) -> Json:
    style = frame.theme.table
    header, body = (replace(text, size=item.size) for text in (style.header, style.body))
    rooms = [to_points(width - style.insets.left - style.insets.right) for width in item.columns]
    return {
        "kind": "table",
        "box": _box(item.box),
        "columns": [to_points(width) for width in item.columns],
        "heights": [to_points(height) for height in item.heights],
        "rtl": frame.dir == "rtl",
        "insets": _insets(style.insets),
        "ground": frame.ink.color(style.header_background),
        "rule": {"color": frame.ink.color(style.rule), "width": to_points(style.rule_width)},
        "header": make_cells(item.header, header, item.aligns, rooms, frame.setting((header,))) if item.header else None,
        "caption": _caption(item, item.caption_box, frame) if item.caption_box else None,
        "rows": [
            make_cells(row, body, item.aligns, rooms, frame.setting((body,))) | {"hidden": _step(item, at) > frame.step}
            for at, row in enumerate(item.rows)
        ],
    }


def _step(item: TableItem, row: int) -> int:
    """The click that a row appears with."""
    return item.steps[row] if item.steps else 0


def _caption(item: TableItem, box: Box, frame: Frame) -> Json:
    style = frame.theme.table.caption_style(item.size)
    return {"box": _box(box), "blocks": make_blocks((PageParagraph(item.caption),), frame.setting((style,), width=box.width))}


def _insets(insets: Insets) -> Json:
    return {
        "left": to_points(insets.left),
        "top": to_points(insets.top),
        "right": to_points(insets.right),
        "bottom": to_points(insets.bottom),
    }


def _picture(item: PictureItem, frame: Frame) -> Json:
    if item.asset:
        return {"kind": "picture", "box": _box(item.box), **_file(item.asset, cover=item.cover), "alt": item.alt}
    style = replace(frame.theme.table.body, align="center")
    setting = frame.setting((style,), width=item.box.width)
    return {
        "kind": "frame",
        "box": _box(item.box),
        "ground": frame.ink.color(frame.theme.code.background),
        "rule": frame.ink.color(frame.theme.table.rule),
        "blocks": make_blocks((PageParagraph((Run(item.label),)),), setting),
    }


def _file(asset: Asset, *, cover: bool) -> Json:
    return {"file": picture_name(asset), "fit": "cover" if cover else "stretch"}


def _backdrop(backdrop: Backdrop, grounds: Grounds) -> Json:
    """What lies behind a slide; what is left visible of the ground is in `clear`, a colour in `color`."""
    said: Json = {"box": _box(backdrop.box), "behind": backdrop.behind, "clear": round(100 * (1 - backdrop.opacity), 2)}
    if backdrop.asset:
        return said | _file(backdrop.asset, cover=backdrop.cover)
    return said | {"color": grounds.field(backdrop.box, backdrop.color)}
