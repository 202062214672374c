"""How a slide comes on and what appears on it with each click, as PowerPoint writes it.

1. Each click is a `p:par` in the main sequence. Its first effect is a `clickEffect`, those that go with it are `withEffect`s. The
   effect is Appear: the visibility is set to visible (presetID 1; entr for what comes, exit for what goes).
2. Paragraphs are targets of their own (`p:txEl`); their shape is in the build list with `build="p"`, other shapes with text are
   in it as a whole. Pictures and tables are not, as in decks of PowerPoint's own.
3. PowerPoint animates no rows of a table. A table in steps is drawn as tables one below the other, which look like one; on paper
   all of them show, and each can be edited where it stands.
4. A transition that later versions brought stands in `mc:AlternateContent` with a fade for those before (ECMA-376 part 3, 10.2).
"""

from __future__ import annotations

from itertools import count, groupby
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from igdeck.emit.pptx.code import code_shapes
from igdeck.emit.pptx.shapes import has_words
from igdeck.model.geometry import Box
from igdeck.model.page import BandItem, CodeItem, PictureItem, TableItem, TextItem
from igdeck.model.value import frozen, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from igdeck.emit.pptx.code import CodeShapes
    from igdeck.model.deck import Transition
    from igdeck.model.page import Item, Page

_Build: TypeAlias = Literal["", "whole", "ground", "paragraphs", "both"]

_MC: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_P159: Final = "http://schemas.microsoft.com/office/powerpoint/2015/09/main"
_P14: Final = "http://schemas.microsoft.com/office/powerpoint/2010/main"
_FADE: Final = '<p:transition spd="med"><p:fade/></p:transition>'
_TRANSITIONS: Final[dict[Transition, str]] = {
    "": "",
    "none": "",
    "fade": _FADE,
    "push": '<p:transition spd="med"><p:push dir="l"/></p:transition>',
    "wipe": '<p:transition spd="med"><p:wipe/></p:transition>',
    "morph": (
        f'<mc:AlternateContent xmlns:mc="{_MC}"><mc:Choice xmlns:p159="{_P159}" Requires="p159">'
        f'<p:transition spd="slow" xmlns:p14="{_P14}" p14:dur="2000"><p159:morph option="byObject"/></p:transition></mc:Choice>'
        '<mc:Fallback><p:transition spd="slow"><p:fade/></p:transition></mc:Fallback></mc:AlternateContent>'
    ),
}
#: The attributes of `p:bldP` by how a shape is built.
_BUILDS: Final[dict[_Build, str]] = {
    "whole": "", "ground": ' animBg="1"', "paragraphs": ' build="p"', "both": ' build="p" animBg="1"'
}  # fmt: skip
_NOW: Final = '<p:stCondLst><p:cond delay="0"/></p:stCondLst>'


@frozen
class Effect:
    """What appears, or goes, with the click `step`: a shape, or its paragraph of a number, which is of a `level`.

    `group` counts a shape's effects.
    """

    step: int
    shape: int
    paragraph: int | None = None
    build: _Build = ""
    goes: bool = False
    group: int = 0
    level: int = 0


def transition(kind: Transition) -> str:
    """How the slide comes on."""
    return _TRANSITIONS[kind]


def timing(page: Page) -> str:
    """What appears click by click; nothing on a slide that is there at once."""
    effects = sorted(effects_of(page), key=lambda effect: effect.step)
    if not effects:
        return ""
    ids = count(3)
    steps = [list(group) for _, group in groupby(effects, lambda effect: effect.step)]
    clicks = "".join(_click(group, ids) for group in steps)
    depths: dict[int, int] = {}
    for first, *_ in steps:
        depths[first.shape] = max(depths.get(first.shape, 0), first.level)
    ends = "".join(
        f'<p:{name}CondLst><p:cond evt="on{name.title()}" delay="0"><p:tgtEl><p:sldTgt/></p:tgtEl></p:cond></p:{name}CondLst>'
        for name in ("prev", "next")
    )
    builds = dict.fromkeys((effect.shape, effect.group, effect.build) for effect in effects if effect.build)
    listed = "".join(
        f'<p:bldP spid="{shape}" grpId="{group}"{_BUILDS[build]}{_by_level(depths.get(shape, 0))}/>'
        for shape, group, build in builds
    )
    return (
        '<p:timing><p:tnLst><p:par><p:cTn id="1" dur="indefinite" restart="never" nodeType="tmRoot"><p:childTnLst>'
        '<p:seq concurrent="1" nextAc="seek"><p:cTn id="2" dur="indefinite" nodeType="mainSeq"><p:childTnLst>'
        f"{clicks}</p:childTnLst></p:cTn>{ends}</p:seq></p:childTnLst></p:cTn></p:par></p:tnLst>"
        f"{f'<p:bldLst>{listed}</p:bldLst>' if listed else ''}</p:timing>"
    )


def _by_level(depth: int) -> str:
    """How deep paragraphs have clicks of their own; those below appear with the one above."""
    return f' bldLvl="{depth + 1}"' if depth else ""


def effects_of(page: Page) -> Iterator[Effect]:
    """All effects in reading order; shapes have the numbers that `draw_slide` gives them."""
    more = count(len(page.items) + 2)
    if page.backdrop:
        next(more)
    for number, item in enumerate(page.items, 2):
        yield from _effects(item, number, more)


def _effects(item: Item, number: int, more: Iterator[int]) -> Iterator[Effect]:  # noqa: C901 (one case a kind of item)
    match item:
        case TextItem(idx=int()) if not has_words(item):
            return  # a placeholder that is not drawn
        case TextItem(step=step) if step:
            yield from _box(item, number)
        case BandItem(step=step) if step:
            yield Effect(step, number, build="ground")
        case TextItem(paragraphs=paragraphs):
            for at, said in enumerate(paragraphs):
                if said.step:
                    yield Effect(said.step, number, at, "paragraphs", level=said.level)
        case CodeItem():
            yield from _code(item, number, code_shapes(item, more))
        case PictureItem(step=step) if step:
            yield Effect(step, number, build="" if item.asset else "ground")
        case TableItem():
            for at, part in enumerate(parted(item) if item.steps else (item,)):
                shape = next(more) if at else number
                if part.step:
                    yield Effect(part.step, shape)
            caption = next(more) if item.caption_box else 0
            if caption and item.step:
                yield Effect(item.step, caption, build="whole")


def _code(item: CodeItem, number: int, shapes: CodeShapes) -> Iterator[Effect]:
    """Code that appears with all that stands around it, and points at one group of lines after the other."""
    if item.step:
        yield Effect(item.step, number, build="whole" if item.bands else "ground")
        around: tuple[tuple[int, _Build], ...] = ((shapes.panel, "ground"), (shapes.label, "whole"), (shapes.numbers, "whole"))
        yield from (Effect(item.step, shape, build=build) for shape, build in around if shape)
        yield from (Effect(item.step, shape) for shape in shapes.layers or (shapes.groups[0] if shapes.groups else ()))
    yield from pointing(shapes.layers, item.turns)


def _box(item: TextItem, number: int) -> Iterator[Effect]:
    """A box that appears with its text or, where some of that comes later, its ground and then each paragraph."""
    if all(said.step <= item.step for said in item.paragraphs):
        yield Effect(item.step, number, build="ground" if item.panel else "whole")
        return
    yield Effect(item.step, number, build="both")
    for at, said in enumerate(item.paragraphs):
        yield Effect(max(said.step, item.step), number, at, "both", level=said.level)


def parted(item: TableItem) -> tuple[TableItem, ...]:
    """A table in steps as one for each click, under each other; the first has the header, and the place of the whole."""
    head = 1 if item.header else 0
    cuts = [0] if head else []
    for at, step in enumerate(item.steps):
        if not cuts or step != (item.steps[at - 1] if at else item.step):
            cuts.append(at + head)
    ends = [*cuts[1:], len(item.heights)]
    return tuple(_part(item, number, start, end, head) for number, (start, end) in enumerate(zip(cuts, ends, strict=True), 1))


def _part(item: TableItem, number: int, start: int, end: int, head: int) -> TableItem:
    """The rows from `start` to `end`, the header counted with them."""
    above, heights = sum(item.heights[:start]), item.heights[start:end]
    box = Box(item.box.x, item.box.y + above, item.box.width, sum(heights))
    rows = item.rows[max(start - head, 0) : end - head]
    first = start == 0
    return replace(
        item,
        idx=item.idx if first else None,
        name=item.name if first else f"{item.name}, part {number}",
        box=box,
        header=item.header if first else (),
        rows=rows,
        heights=heights,
        step=item.step if first and head else item.steps[start - head],
        steps=(),
    )


# The time line -----------------------------------------------------------------------------------------------------


def _click(effects: list[Effect], ids: Iterator[int]) -> str:
    outer, inner = next(ids), next(ids)
    drawn = "".join(_effect(effect, ids, first=at == 0) for at, effect in enumerate(effects))
    return (
        f'<p:par><p:cTn id="{outer}" fill="hold"><p:stCondLst><p:cond delay="indefinite"/></p:stCondLst><p:childTnLst>'
        f'<p:par><p:cTn id="{inner}" fill="hold">{_NOW}<p:childTnLst>{drawn}</p:childTnLst></p:cTn></p:par>'
        "</p:childTnLst></p:cTn></p:par>"
    )


def _effect(effect: Effect, ids: Iterator[int], *, first: bool) -> str:
    kind, sight = ("exit", "hidden") if effect.goes else ("entr", "visible")
    group = f' grpId="{effect.group}"' if effect.build else ""
    node = "clickEffect" if first else "withEffect"
    at = effect.paragraph
    ground = "<p:bg/>" if effect.build == "both" else ""
    words = ground if at is None else f'<p:txEl><p:pRg st="{at}" end="{at}"/></p:txEl>'
    target = f'<p:spTgt spid="{effect.shape}">{words}</p:spTgt>' if words else f'<p:spTgt spid="{effect.shape}"/>'
    return (
        f'<p:par><p:cTn id="{next(ids)}" presetID="1" presetClass="{kind}" presetSubtype="0" fill="hold"{group} '
        f'nodeType="{node}">{_NOW}<p:childTnLst><p:set><p:cBhvr><p:cTn id="{next(ids)}" dur="1" fill="hold">{_NOW}</p:cTn>'
        f"<p:tgtEl>{target}</p:tgtEl>"
        "<p:attrNameLst><p:attrName>style.visibility</p:attrName></p:attrNameLst></p:cBhvr>"
        f'<p:to><p:strVal val="{sight}"/></p:to></p:set></p:childTnLst></p:cTn></p:par>'
    )


def pointing(layers: Iterable[int], turns: Iterable[int]) -> Iterator[Effect]:
    """What is behind the lines that code points at: each layer goes with the click of the next one, which lies under it."""
    return (Effect(step, layer, goes=True) for layer, step in zip(layers, turns, strict=False))
