"""Pages and a theme as plain data for `handout.typ`: everything resolved, so that typst only paints.

Lengths are points, colours `#rrggbb`, families names to be looked up in the list of installed stand-ins. The reading order of
the items is kept: it becomes the order of the PDF's tags.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, assert_never

from igdeck.emit.dates import date_of
from igdeck.emit.directions import runs_rtl, stands, starts_rtl
from igdeck.emit.handout.text import Json, Setting, colour, families, make_blocks, make_look, make_runs
from igdeck.emit.tabs import rows
from igdeck.emit.tints import BAR, band
from igdeck.model.geometry import Box, Insets, to_points
from igdeck.model.media import SUFFIXES, TYPST
from igdeck.model.page import (
    Backdrop,
    BandItem,
    CodeItem,
    FieldItem,
    Fit,
    Item,
    Page,
    PageParagraph,
    Pages,
    PictureItem,
    Run,
    TableItem,
    TextItem,
)
from igdeck.model.theme import COLOURS, Decoration, Layout, Outline, Placeholder, Rectangle, Role, TextStyle, Theme
from igdeck.model.value import frozen, replace

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from igdeck.model.block import Align
    from igdeck.model.inline import Asset, Direction
    from igdeck.model.page import CodeLabel, CodeLine, CodeNumbers

NO_FIT = Fit()


@frozen
class Scene:
    """The data of a PDF, the picture files that it names, the families it uses, and its date."""

    data: Json
    pictures: Mapping[str, Asset]
    families: frozenset[str]
    date: datetime


def make_scene(pages: Pages, theme: Theme, sheet: Json | None) -> Scene:
    """The scene of a deck: on sheets, or one page a slide if `sheet` is None."""
    date = date_of(pages.date)
    data: Json = {
        **_properties(pages, date),
        "rtl": theme.rtl,
        "width": to_points(theme.width),
        "height": to_points(theme.height),
        "sheet": sheet,
        "slides": _slides(pages, theme),
    }
    return Scene(data, _pictures(pages), families([data["slides"], sheet]), date)


def picture_name(asset: Asset) -> str:
    """The file name of a picture in a scene; the same picture on two slides is one file."""
    return f"{asset.digest}.{SUFFIXES.get(asset.media_type if asset.media_type in TYPST else '', 'png')}"


def _properties(pages: Pages, date: datetime) -> Json:
    language, _, region = pages.lang.replace("_", "-").partition("-")
    return {
        "title": pages.name,
        "author": pages.author,
        "subject": pages.subject,
        "keywords": [word.strip() for word in pages.keywords.split(",") if word.strip()],
        "lang": language.lower() if re.fullmatch("[A-Za-z]{2,3}", language) else "en",
        "region": region.upper() if re.fullmatch("[A-Za-z]{2}", region) else None,
        "date": {"year": date.year, "month": date.month, "day": date.day},
    }


def _pictures(pages: Pages) -> dict[str, Asset]:
    items = (item for page in pages.pages for item in page.items)
    assets = [item.asset for item in items if isinstance(item, PictureItem) and item.asset]
    assets += [page.backdrop.asset for page in pages.pages if page.backdrop and page.backdrop.asset]
    return {picture_name(asset): asset for asset in map(_painted, assets)}


def _painted(asset: Asset) -> Asset:
    """What typst paints: the file itself, or the one that stands in for it."""
    return asset if asset.media_type in TYPST else asset.fallback or asset


@frozen
class _Frame:
    """What an item is drawn in: its theme, its slide's layout, and the slides that links can lead to."""

    theme: Theme
    layout: Layout
    targets: Mapping[str, int]
    dir: Direction = ""

    def placeholder(self, idx: int | None) -> Placeholder | None:
        return next((p for p in self.layout.placeholders if p.idx == idx), None)

    def levels(self, idx: int | None, role: Role = Role.BODY) -> tuple[TextStyle, ...]:
        """The styles of a placeholder, or the body's for a text box of its own."""
        return self.room(idx, role).levels

    def room(self, idx: int | None, role: Role = Role.BODY) -> Placeholder:
        """A placeholder, or the caption or the body that a text box of its own is set like."""
        own = self.theme.caption() if role is Role.CAPTION else self.theme.body(self.layout)
        return self.placeholder(idx) or own[1]

    def setting(self, levels: tuple[TextStyle, ...], fit: Fit = NO_FIT) -> Setting:
        return Setting(self.theme, levels, self.targets, fit, self.dir)


def _slides(pages: Pages, theme: Theme) -> list[Json]:
    targets = {page.key: page.number for page in pages.pages}
    return [_slide(page, _Frame(theme, theme.layout(page.layout), targets, page.dir)) for page in pages.pages]


def _slide(page: Page, frame: _Frame) -> Json:
    items = [_item(item, frame) for item in page.items if not _is_hidden(item)]
    bare = page.backdrop is not None and page.backdrop.bare
    titled = any(block["kind"] == "title" for item in items for block in item.get("blocks", ()))
    return {
        "number": page.number,
        "background": colour(frame.theme, frame.layout.background),
        "heading": "" if titled else page.title,
        "backdrop": _backdrop(page.backdrop, frame.theme) if page.backdrop else None,
        "decorations": [_decoration(decoration, frame.theme) for decoration in frame.layout.decorations if not bare],
        "items": items,
    }


def _is_hidden(item: Item) -> bool:
    return isinstance(item, TextItem) and item.hidden


def _box(box: Box) -> Json:
    return {"x": to_points(box.x), "y": to_points(box.y), "width": to_points(box.width), "height": to_points(box.height)}


def _decoration(decoration: Decoration, theme: Theme) -> Json:
    drawn = {"box": _box(decoration.box), "color": colour(theme, decoration.color)}
    match decoration:
        case Rectangle():
            return drawn | {"kind": "rectangle"}
        case Outline():
            return drawn | {"kind": "outline", "segments": _segments(decoration)}
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


def _item(item: Item, frame: _Frame) -> Json:
    match item:
        case TextItem():
            return _text(item, frame)
        case BandItem():
            return {"kind": "band", "box": _box(item.box), "color": colour(frame.theme, item.color)}
        case CodeItem():
            return _code(item, frame)
        case TableItem():
            return _table(item, frame)
        case PictureItem():
            return _picture(item, frame)
        case FieldItem():
            return _field(item, frame)
        case _:
            assert_never(item)


def _text(item: TextItem, frame: _Frame) -> Json:
    setting = frame.setting(frame.levels(item.idx, item.role), item.fit)
    box = _trimmed(item, setting) if item.trim else item.box
    words = _words(box, item.idx, item.paragraphs, setting, frame, role=item.role) | {"kind": "text"}
    if item.panel:
        ground = {"box": _box(box), "color": colour(frame.theme, item.panel.background)}
        words |= {"panel": ground, "box": _box(box.inside(item.panel.insets))}
    return _as_title(words) if item.role is Role.TITLE and words["blocks"] else words


def _trimmed(item: TextItem, setting: Setting) -> Box:
    """The box of a text, narrower where its lines end."""
    left, right = (item.trim, 0) if setting.rtl(item.paragraphs[0]) else (0, item.trim)
    return item.box.inside(Insets(left, 0, right, 0))


def _as_title(words: Json) -> Json:
    """The first paragraph of a title is the slide's heading in the outline and the tags."""
    first, *rest = words["blocks"]
    return words | {"blocks": [first | {"kind": "title"}, *rest]}


def _field(item: FieldItem, frame: _Frame) -> Json:
    """A line that runs as its first letter does, on the side where the template has it."""
    paragraphs = (PageParagraph((Run(item.text),)),)
    style = frame.levels(item.idx)[0]
    words = _words(item.box, item.idx, paragraphs, frame.setting((style,)), frame) | {"kind": "field"}
    line = {
        "rtl": starts_rtl(item.text, otherwise=style.rtl),
        "align": stands(style.align, rtl=style.rtl, style_rtl=style.rtl),
    }
    return words | {"blocks": [block | line for block in words["blocks"]]}


def _words(
    box: Box, idx: int | None, paragraphs: tuple[PageParagraph, ...], setting: Setting, frame: _Frame, *, role: Role = Role.BODY
) -> Json:
    """Text in the room that is left within the insets of its placeholder."""
    found = frame.placeholder(idx)
    return {
        "panel": None,
        "box": _box(box.inside(frame.room(idx, role).insets)),
        "anchor": found.anchor if found else "top",
        "blocks": make_blocks(paragraphs, setting),
    }


def _code(item: CodeItem, frame: _Frame) -> Json:
    style = frame.theme.code
    setting, insets = frame.setting((style.text,), item.fit), style.insets
    inside = Insets(insets.left + item.gutter, insets.top + item.head, insets.right, insets.bottom)
    return {
        "kind": "code",
        "box": _box(item.box),
        "background": colour(frame.theme, style.background),
        "room": _box(item.box.inside(inside)),
        "look": make_look(style.text, setting),
        "lines": [_line(line, frame.theme) for line in item.lines],
        "hanging": to_points(item.hanging),
        "bands": [_box(box) for box in item.bands[0]] if item.bands else [],
        "mark": f"#{band(frame.theme)}",
        "bar": {"color": colour(frame.theme, style.mark), "width": BAR},
        "quiet": colour(frame.theme, style.quiet),
        "label": _label(item.label, item, frame) if item.label else None,
        "numbers": _numbers(item.numbers, item) if item.numbers else None,
    }


def _line(line: CodeLine, theme: Theme) -> list[list[Json]]:
    """The rows of a line as runs, each in its colour, with spaces for its tabs."""
    style = theme.code
    return [[{"text": text, "color": colour(theme, style.color(look))} for text, look in row if text] for row in rows(line)]


def _label(label: CodeLabel, item: CodeItem, frame: _Frame) -> Json:
    room = item.box.inside(frame.theme.code.insets)
    style = replace(frame.theme.code.text, size=label.size, line=1.0, color=frame.theme.code.quiet)
    look = make_look(style, frame.setting((style,)))
    return {"text": label.text, "box": _box(replace(room, height=label.height)), "look": look}


def _numbers(numbers: CodeNumbers, item: CodeItem) -> Json:
    """The numbers, one for each row; further rows of a line have none."""
    beside = [row for at, line in enumerate(item.lines, numbers.first) for row in (str(at), *[""] * (line.rows - 1))]
    return {"rows": beside, "width": to_points(numbers.width), "out": to_points(numbers.width + numbers.gap)}


def _table(item: TableItem, frame: _Frame) -> Json:
    style = frame.theme.table
    header, body = (replace(text, size=item.size) for text in (style.header, style.body))
    return {
        "kind": "table",
        "box": _box(item.box),
        "columns": [to_points(width) for width in item.columns],
        "heights": [to_points(height) for height in item.heights],
        "rtl": frame.dir == "rtl",
        "insets": _insets(style.insets),
        "ground": colour(frame.theme, style.header_background),
        "rule": {"color": colour(frame.theme, style.rule), "width": to_points(style.rule_width)},
        "header": _cells(item.header, header, item, frame) if item.header else None,
        "caption": _caption(item, item.caption_box, frame) if item.caption_box else None,
        "rows": [_cells(row, body, item, frame) for row in item.rows],
    }


def _caption(item: TableItem, box: Box, frame: _Frame) -> Json:
    style = frame.theme.table.caption_style(item.size)
    return {"box": _box(box), "blocks": make_blocks((PageParagraph(item.caption),), frame.setting((style,)))}


def _cells(cells: tuple[tuple[Run, ...], ...], style: TextStyle, item: TableItem, frame: _Frame) -> Json:
    setting = frame.setting((style,))
    drawn = [_cell(cell, align, style, setting) for cell, align in zip(cells, item.aligns, strict=True)]
    return {"look": make_look(style, setting), "cells": drawn}


def _cell(cell: tuple[Run, ...], align: Align, style: TextStyle, setting: Setting) -> Json:
    rtl = runs_rtl(cell, "", setting.dir)
    return {"runs": make_runs(cell, style, setting), "rtl": rtl, "align": stands(align, rtl=rtl)}


def _insets(insets: Insets) -> Json:
    return {
        "left": to_points(insets.left),
        "top": to_points(insets.top),
        "right": to_points(insets.right),
        "bottom": to_points(insets.bottom),
    }


def _picture(item: PictureItem, frame: _Frame) -> Json:
    if item.asset:
        return {"kind": "picture", "box": _box(item.box), **_file(item.asset, cover=item.cover), "alt": item.alt}
    style = replace(frame.theme.table.body, align="center")
    setting = frame.setting((style,))
    return {
        "kind": "frame",
        "box": _box(item.box),
        "ground": colour(frame.theme, frame.theme.code.background),
        "rule": colour(frame.theme, frame.theme.table.rule),
        "blocks": make_blocks((PageParagraph((Run(item.label),)),), setting),
    }


def _file(asset: Asset, *, cover: bool) -> Json:
    return {"file": picture_name(_painted(asset)), "fit": "cover" if cover else "stretch"}


def _backdrop(backdrop: Backdrop, theme: Theme) -> Json:
    """What lies behind a slide; what is left visible of the ground is in `clear`, a colour in `color`."""
    said: Json = {"box": _box(backdrop.box), "behind": backdrop.behind, "clear": round(100 * (1 - backdrop.opacity), 2)}
    if backdrop.asset:
        return said | _file(backdrop.asset, cover=backdrop.cover)
    return said | {"color": colour(theme, backdrop.color) if backdrop.color in COLOURS else f"#{backdrop.color}"}
