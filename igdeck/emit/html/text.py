"""Words: paragraphs, lists, quotations and runs, in the box of their placeholder or one of their own.

A paragraph's look comes from the class of its box and, below the first level, from `l1` to `l8` on the list or paragraph.
"""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from igdeck.emit.directions import runs_rtl
from igdeck.emit.html.markup import attribute, classes, escape, quoted
from igdeck.emit.nesting import NestedList, nest
from igdeck.model.addresses import unsafe_scheme
from igdeck.model.geometry import Insets
from igdeck.model.theme import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from igdeck.emit.html.frame import Frame, Place
    from igdeck.emit.nesting import Nested, NestedItem
    from igdeck.model.inline import Direction
    from igdeck.model.page import BandItem, PageParagraph, Run, TextItem

DEEPEST: Final = 8
#: The elements of looks, the innermost first.
_LOOKS: Final = tuple(
    (attrgetter(look), tag)
    for look, tag in (
        ("code", "code"), ("strike", "s"), ("underline", "u"), ("small", "small"), ("mark", "mark"), ("italic", "em"),
        ("bold", "strong"),
    )
)  # fmt: skip
#: The elements of paragraphs, and their classes, by kind.
_ELEMENTS: Final = {
    "more": ("p", "more"), "term": ("dt", ""), "meaning": ("dd", "more"),
    "attribution": ("p", "attribution"), "footnote": ("p", "footnote"),
}  # fmt: skip
#: The classes of tasks by their marks.
_TASKS: Final = {"☐": "todo", "☑": "done"}


def text_box(item: TextItem, frame: Frame) -> str:
    """A box of text; the first paragraph of a title is the slide's heading."""
    place = frame.place(item.idx, item.role)
    attributes = classes(("text", item.role.value, place.name, *_own_classes(item, place, frame))) + appears(item.step)
    if item.role is Role.TITLE and item.paragraphs:
        first, *others = item.paragraphs
        return f"<div{attributes}>{paragraph(first, frame, frame.title)}{blocks(others, frame)}</div>"
    tag = "blockquote" if item.role is Role.QUOTE else "div"
    return f"<{tag}{attributes}>{blocks(item.paragraphs, frame)}</{tag}>"


def band(item: BandItem, frame: Frame) -> str:
    """A filled rectangle, nothing to a screen reader."""
    names = (frame.rules.box(item.box), frame.rules.ground(item.color))
    return f'<div{classes(names)}{appears(item.step)} aria-hidden="true"></div>'


def hidden_title(words: str, frame: Frame) -> str:
    """A title for screen readers and the outline alone."""
    return f'<{frame.title} class="unseen">{escape(words)}</{frame.title}>'


def blocks(paragraphs: Sequence[PageParagraph], frame: Frame) -> str:
    """The paragraphs of a box, lists nested, quotations that follow each other in one element."""
    return "".join(_grouped(nest(paragraphs), frame))


def paragraph(said: PageParagraph, frame: Frame, tag: str = "p", *names: str) -> str:
    """One paragraph, an empty one being a line all the same."""
    names = (*names, frame.rules.room(said.room)) if said.room else names
    where = direction(said.runs, said.dir, frame.dir)
    waits = appears(said.step) if tag != "p" or said.kind not in ("bullet", "number") else ""
    return f"<{tag}{classes(names)}{where}{waits}>{inlines(said.runs, frame) or '<br>'}</{tag}>"


def appears(step: int) -> str:
    """The click that something appears with."""
    return f' data-step="{step}"' if step else ""


def direction(runs: Sequence[Run], own: Direction = "", around: Direction = "") -> str:
    """Which way a paragraph runs: its own, or that of what is around it.

    Without either, text with letters written from right to left decides by its first one (Unicode annex 9, P2).
    """
    if own or around:
        return f' dir="{own}"' if own and own != around else ""
    return ' dir="auto"' if any(not run.text.isascii() and any(map(_is_far, run.text)) for run in runs) else ""


def inlines(runs: Sequence[Run], frame: Frame) -> str:
    """The words of a paragraph. A break at its end opens a last line, which HTML does only for a second one."""
    words = "".join(_linked("".join(map(_run, group)), href, frame) for href, group in groupby(runs, lambda run: run.href))
    return f"{words}<br>" if words.endswith("<br>") else words


def _is_far(char: str) -> bool:
    """Whether a character is of a script that is written from right to left, or of some other one beyond them."""
    return "\u0590" <= char <= "\u08ff" or char >= "\ufb1d"


def _own_classes(item: TextItem, place: Place, frame: Frame) -> Iterator[str]:
    """What sets this box apart from its placeholder's."""
    yield frame.rules.fit(place.name, place.placeholder.levels, item.fit)
    if item.idx is None or item.box != place.placeholder.box:
        yield frame.rules.box(item.box)
    if item.idx is None:
        yield "free"
    if item.panel:
        yield "panel"
        yield frame.rules.ground(item.panel.background)
        yield frame.rules.inside(item.panel.insets)
    if item.trim:
        yield frame.rules.inside(_trimmed(item, place.placeholder.insets, frame))


def _trimmed(item: TextItem, insets: Insets, frame: Frame) -> Insets:
    """The space inside a box with more of it where lines end."""
    said = item.paragraphs[0]
    left, right = (item.trim, 0) if runs_rtl(said.runs, said.dir, frame.dir) else (0, item.trim)
    return Insets(insets.left + left, insets.top, insets.right + right, insets.bottom)


def _grouped(nested: Iterable[Nested], frame: Frame) -> Iterator[str]:
    for tag, group in groupby(nested, _group):
        gathered = [*group]
        if tag == "dl" and not any(_is_meaning(block) for block in gathered):
            yield "".join([_lone_term(block, frame) for block in gathered])
            continue
        words = "".join([_block(block, frame) for block in gathered])
        yield f"<{tag}>{words}</{tag}>" if tag else words


def _is_meaning(block: Nested) -> bool:
    return not isinstance(block, NestedList) and block.kind == "meaning"


def _lone_term(block: Nested, frame: Frame) -> str:
    """A term that nothing explains, as the head of a callout: a list of definitions is none without any."""
    if isinstance(block, NestedList):
        return _list(block, frame)
    return paragraph(block, frame, "p", *filter(None, ("term", _level(block.level))))


def _group(block: Nested) -> str:
    """The element that a paragraph stands in with its like: a quotation, or terms and what they mean."""
    if isinstance(block, NestedList):
        return ""
    return {"quote": "blockquote", "term": "dl", "meaning": "dl"}.get(block.kind, "")


def _block(block: Nested, frame: Frame) -> str:
    if isinstance(block, NestedList):
        return _list(block, frame)
    if block.kind == "heading":
        return paragraph(block, frame, frame.heading, "heading")
    tag, name = _ELEMENTS.get(block.kind, ("p", ""))
    return paragraph(block, frame, tag, *filter(None, (name, _level(block.level) if block.kind != "quote" else "")))


def _level(level: int) -> str:
    return f"l{min(level, DEEPEST)}" if level else ""


def _list(block: NestedList, frame: Frame) -> str:
    """A list. It says that it is one, as some screen readers take none for a list whose marks the style sheet draws."""
    tag, start = ("ol", block.items[0].paragraph.number) if block.ordered else ("ul", 1)
    opening = f'<{tag}{classes((_level(block.level),))} role="list"{attribute("start", str(start) if start != 1 else "")}>'
    return f"{opening}{''.join(_item(item, block, frame) for item in block.items)}</{tag}>"


def _item(item: NestedItem, block: NestedList, frame: Frame) -> str:
    words = paragraph(item.paragraph, frame)
    task = classes((_TASKS.get(item.paragraph.mark, ""),)) + appears(item.paragraph.step)
    return f"<li{task}>{words}{''.join(_inside(part, block, frame) for part in item.blocks)}</li>"


def _inside(part: Nested, block: NestedList, frame: Frame) -> str:
    if isinstance(part, NestedList):
        return _list(part, frame)
    return paragraph(part, frame, "p", _level(part.level) if part.level != block.level else "")


def _run(run: Run) -> str:
    if run.text == "\n":
        return "<br>"
    words = escape(run.text)
    for wanted, tag in _LOOKS:
        if wanted(run):
            words = f"<{tag}>{words}</{tag}>"
    shifted = f"<{run.shift[:3]}>{words}</{run.shift[:3]}>" if run.shift else words
    if not run.lang and not run.dir:
        return shifted
    return f"<span{attribute('lang', run.lang)}{attribute('dir', run.dir)}>{shifted}</span>"


def _linked(words: str, href: str, frame: Frame) -> str:
    """Words that lead to a slide of this deck, or out of it."""
    if not href or (href.startswith("#") and href[1:] not in frame.keys):
        return words
    if href.startswith("#"):
        return f"<a href={quoted(href)}>{words}</a>"
    if unsafe_scheme(href):
        return words
    return f"<a href={quoted(href)}{frame.outward}>{words}</a>"
