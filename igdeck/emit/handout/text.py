"""Words for a handout: paragraphs as blocks of plain data, with every run's look resolved.

List items are nested as they are meant, not as they are indented, so that the PDF's tags say what is a list.
"""

from __future__ import annotations

import re
import sys
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeAlias

from igdeck.emit.directions import is_right, runs_rtl, stands
from igdeck.emit.nesting import NestedList, nest
from igdeck.model.geometry import to_points
from igdeck.model.value import frozen, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from igdeck.emit.ink import Ink
    from igdeck.emit.nesting import Nested, NestedItem
    from igdeck.model.block import Align
    from igdeck.model.inline import Direction
    from igdeck.model.page import Fit, PageParagraph, Run
    from igdeck.model.theme import TextStyle, Theme

Json: TypeAlias = dict[str, Any]

#: Of a line of 1.2 em, the share that hangs below the baseline.
DESCENT = 0.25
PITCH = 1.2
#: How far below its line a word stands, in em of the text around it.
_BASELINES = {"": 0.0, "super": -0.3, "sub": 0.25}
#: A run that is nothing but the end of a line.
LINE_END = "\n"
#: After all clicks.
LAST = sys.maxsize
#: What is said of a paragraph that is nothing but a text.
_MERE = {"kind", "above", "left", "look", "text", "rtl"}
#: No word of letters has wider ones on the average, in em.
_WIDE = 0.75
#: Scripts that put no spaces between their words, so that lines end between letters; and emoji.
UNSPACED = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\uffef\U0001f000-\U0003ffff"
#: What typst ends no line in: letters of scripts that put spaces or hyphens between their words.
WHOLE = rf"[^\s\u00ad\u200b\u2010\u2013\u2014{UNSPACED}-]"
#: Words in which typst ends lines behind slashes, and addresses, in which it does so nearly anywhere: no other output does.
_SLASHED = re.compile(r"/.|www\.")
#: Where lines end within such words in other outputs, too.
_WITHIN = re.compile(r"(?<=[^\W_][-\u2010?!])(?=[^\W\d_])")


@frozen
class Setting:
    """What the words of one box are set with.

    `targets` are the numbers of the slides by key, for links within the deck. What appears with a later click than `step` keeps
    its place and is not seen. `depth` is the level of headings among the words, `room` the length of lines in points.
    """

    theme: Theme
    ink: Ink
    levels: tuple[TextStyle, ...]
    targets: Mapping[str, int]
    fit: Fit
    dir: Direction = ""
    step: int = LAST
    depth: int = 2
    room: float = sys.maxsize

    def rtl(self, paragraph: PageParagraph) -> bool:
        """Whether a paragraph runs from right to left."""
        return runs_rtl(paragraph.runs, paragraph.dir, self.dir)

    def style(self, paragraph: PageParagraph) -> TextStyle:
        """The style of a paragraph by its kind and level."""
        return self.theme.text_style(paragraph.kind, paragraph.level, self.levels)


def make_blocks(paragraphs: Sequence[PageParagraph], setting: Setting) -> list[Json]:
    """The paragraphs of a box, lists nested; no space stands before the first."""
    blocks = _blocks(nest(paragraphs), setting, 0)
    return [{**blocks[0], "above": 0.0}, *blocks[1:]] if blocks else []


def make_words(runs: Sequence[Run], style: TextStyle, setting: Setting, indent: float = 0, *, rtl: bool = False) -> Json:
    """Runs with what each differs in from its paragraph, which is in `make_look`; a mere text, if none differs in anything.

    They are `wide` if a word may be wider than a line, from whose length the `indent` in points is taken off.
    """
    most = letters(setting.room - indent, setting.fit.size(style.size))
    mixed = rtl or any(is_right(char) for run in runs if not run.text.isascii() for char in run.text)
    made = [_run(run, style, setting) | parted(run.text, most / run.share, kept=not mixed) for run in runs]
    if len(made) == 1 and made[0].keys() == {"text"} and made[0]["text"] != LINE_END:
        return made[0]
    for before, run in pairwise(made):
        if "pieces" in run and before["text"].endswith(" "):
            run["after"] = True
    wide = any(run.pop("wide", False) for run in made)
    return {"runs": made, "wide": True} if wide else {"runs": made}


def letters(room: float, size: float) -> float:
    """How many letters of a size find room on a line, be they wide."""
    return room / (size * _WIDE)


def parted(text: str, most: float, *, kept: bool = False) -> Json:
    """A text in which a word may be wider than a line, as it has more than so many letters: every second piece is one.

    Where words that only typst parts are to be `kept` whole, every second piece may be one of those, too: a list of it alone.
    """
    pieces: list[Any] = _slashed(text) if kept and _SLASHED.search(text) else [text]
    wide = any(len(word) > most for (word,) in pieces[1::2])
    if len(text) > most:
        long = re.compile(f"({WHOLE}{{{max(int(most), 1)},}})")
        pieces = [part for at, piece in enumerate(pieces) for part in ([piece] if at % 2 else long.split(piece))]
        wide = wide or any(isinstance(piece, str) for piece in pieces[1::2])
    made: Json = {"pieces": pieces} if len(pieces) > 1 else {}
    return made | {"wide": True} if wide else made


def _slashed(text: str) -> list[Any]:
    """A text with its words that are to be kept whole, each in a list, and what stands between them."""
    made: list[Any] = [""]
    for at, piece in enumerate(re.split(rf"((?:{WHOLE}|[-\u2010])+)", text)):
        if at % 2 and _SLASHED.search(piece):
            for word in _WITHIN.split(piece):
                made += [[word], ""]
        else:
            made[-1] += piece
    return made


def make_cells(
    cells: Sequence[Sequence[Run]], style: TextStyle, aligns: Sequence[Align], rooms: Sequence[float], setting: Setting
) -> Json:
    """A row of a table: each cell runs as its first letter does, and stands at the side that its column is to have.

    The `rooms` are the lengths of the columns' lines in points.
    """
    made = []
    for cell, align, room in zip(cells, aligns, rooms, strict=True):
        rtl = runs_rtl(cell, "", setting.dir)
        words = make_words(cell, style, replace(setting, room=room), rtl=rtl)
        made.append({**words, "rtl": rtl, "align": stands(align, rtl=rtl)})
    return {"look": make_look(style, setting), "cells": made}


def make_look(style: TextStyle, setting: Setting) -> Json:
    """Family, size, colour and line height of a style in a box.

    The height is 1.2 em for every family, whatever the font says, as PowerPoint draws it. Where the spacing is not 100%,
    the difference is put in or taken off above the letters.
    """
    size = setting.fit.size(style.size)
    return {
        "family": setting.theme.fonts.family(style.font),
        "size": size,
        "color": setting.ink.color(style.color),
        "weight": _weight(bold=style.bold),
        "slant": _slant(italic=style.italic),
        "top": (PITCH * setting.fit.line(style.line) - DESCENT) * size,
        "bottom": -DESCENT * size,
    }


def families(data: Any) -> frozenset[str]:
    """All families that stand in a piece of scene data."""
    match data:
        case {"family": str(family), **rest}:
            return frozenset({family}) | families(rest)
        case dict():
            return families(list(data.values()))
        case list():
            return frozenset().union(*map(families, data))
        case _:
            return frozenset()


def _run(run: Run, style: TextStyle, setting: Setting) -> Json:
    """A run by what it differs in from its paragraph."""
    made: Json = {"text": run.text}
    if run.code and style.font != "code":
        made["family"] = setting.theme.fonts.code
    if run.bold and not style.bold:
        made["weight"] = _weight(bold=True)
    if run.italic and not style.italic:
        made["slant"] = _slant(italic=True)
    if run.mark:
        made["ground"] = setting.ink.marker
    if run.share != 1 or run.shift:
        made |= {"scale": run.share, "baseline": _BASELINES[run.shift]}
    if run.lang and (said := language(run.lang))["lang"]:
        made |= said
    made |= {look: True for look in ("strike", "underline") if getattr(run, look)}
    return made | _link(run, setting) if run.href else made


def _link(run: Run, setting: Setting) -> Json:
    """Where a run leads, and the colour that says so; one that leads to no slide that is there says nothing."""
    if run.href.startswith("#"):
        target = setting.targets.get(run.href.removeprefix("#"))
        return {"slide": target, "color": setting.ink.color(setting.theme.link)} if target else {}
    return {"url": run.href, "color": setting.ink.color(setting.theme.link)}


def language(tag: str) -> Json:
    """A BCP 47 tag as typst has it: a language and a region; empty what it does not know, or what is not said."""
    name, _, rest = tag.replace("_", "-").partition("-")
    region = next((part.upper() for part in rest.split("-") if re.fullmatch("[A-Za-z]{2}", part)), "")
    return {"lang": name.lower() if re.fullmatch("[A-Za-z]{2,3}", name) else "", "region": region}


def _weight(*, bold: bool) -> str:
    return "bold" if bold else "regular"


def _slant(*, italic: bool) -> str:
    return "italic" if italic else "normal"


def _blocks(blocks: Iterable[Nested], setting: Setting, origin: int) -> list[Json]:
    """Blocks whose left edges count from `origin`, the place of the item's text that they stand in."""
    return [
        _list(block, setting, origin) if isinstance(block, NestedList) else _paragraph(block, setting, origin) for block in blocks
    ]


def _paragraph(paragraph: PageParagraph, setting: Setting, origin: int) -> Json:
    style = setting.style(paragraph)
    made: Json = {
        "kind": "paragraph",
        "above": setting.fit.space(style.space_before),
        "left": to_points(style.indent + paragraph.room - origin),
        "look": make_look(style, setting),
        **make_words(paragraph.runs, style, setting, to_points(style.indent + paragraph.room), rtl=setting.rtl(paragraph)),
    }
    if paragraph.kind == "heading":
        made |= {"kind": "heading", "depth": setting.depth}
    if paragraph.step > setting.step:
        made["hidden"] = True
    if setting.rtl(paragraph):
        made["rtl"] = True
    align = stands(style.align, rtl=setting.rtl(paragraph), style_rtl=style.rtl)
    return made if align == "left" else made | {"align": align}


def _list(block: NestedList, setting: Setting, origin: int) -> Json:
    first = block.items[0].paragraph
    style = setting.style(first)
    space = setting.fit.space(style.space_before)
    words = _item_words(first, setting)
    return {
        "kind": "list",
        "ordered": block.ordered,
        "rtl": setting.rtl(first),
        "above": space,
        "spacing": space,
        "left": to_points(style.indent - style.hanging - origin),
        "hang": to_points(style.hanging + first.room),
        "mark": style.bullet.char if style.bullet else "",
        "look": _mark_look(style, setting, ordered=block.ordered),
        "words": words["look"],
        "items": [_item(item, setting, block, words, style.indent + first.room) for item in block.items],
    }


def _mark_look(style: TextStyle, setting: Setting, *, ordered: bool) -> Json:
    """The look of an item's mark: the line is as high as the text's, so that both stand on one baseline."""
    look, bullet = make_look(style, setting), style.bullet
    if bullet is None:
        return look
    look |= {"color": setting.ink.color(bullet.color)}
    return look if ordered else look | {"family": bullet.font, "size": look["size"] * bullet.scale}


def _item(item: NestedItem, setting: Setting, block: NestedList, first: Json, origin: int) -> Json:
    """An item by its blocks; by its text, if that is all and is set like the words of the first item."""
    words = _item_words(item.paragraph, setting)
    made: Json = {"blocks": [words, *_blocks(item.blocks, setting, origin)]}
    if not item.blocks and words.keys() <= _MERE and _manner(words) == _manner(first):
        made = {"text": words["text"]}
    if block.ordered:
        made["number"] = item.paragraph.number
    if item.paragraph.step > setting.step:
        made["hidden"] = True
    return made | {"mark": item.paragraph.mark} if item.paragraph.mark else made


def _item_words(paragraph: PageParagraph, setting: Setting) -> Json:
    return _paragraph(paragraph, setting, 0) | {"above": 0.0, "left": 0.0}


def _manner(words: Json) -> Json:
    """How a paragraph is set, whatever it says."""
    return {key: said for key, said in words.items() if key not in ("text", "runs")}
