"""What attributes and containers make of blocks, words and pictures. Only a deck that has some of them needs it."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any

from igdeck.model.block import Callout, Column, Columns, Contents, Group, Heading, List, Paragraph, Pause, Quote, Table
from igdeck.model.diagnostics import warning
from igdeck.model.inline import CodeSpan, Image, Link, Span, Strike, Styled, Text
from igdeck.model.value import frozen, replace
from igdeck.source import values
from igdeck.source.attributes import ATTRIBUTES, NONE, Attributes, Taker, read_attributes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from igdeck.model.block import Block, CalloutKind
    from igdeck.model.geometry import Length
    from igdeck.model.inline import Direction, Inline, Look
    from igdeck.source.context import Context

#: Callouts by the names that are met, GitHub's and those of other tools among them.
CALLOUTS: dict[str, CalloutKind] = {
    "note": "note",
    "info": "note",
    "tip": "tip",
    "hint": "tip",
    "warning": "warning",
    "caution": "warning",
    "danger": "warning",
    "important": "important",
}
CONTAINERS = ("columns", "column", "notes", "incremental", "nonincremental", "toc", *CALLOUTS)

#: The classes of words, and how they make them look.
_LOOKS: dict[Look, tuple[str, ...]] = {
    "underline": ("underline", "ul"),
    "mark": ("mark", "highlight"),
    "small": ("small",),
    "sub": ("sub",),
    "sup": ("sup",),
}
_GITHUB = r"\[!(\w+)\][ \t]*"


def dressed(children: tuple[Inline, ...], attributes: Attributes, owner: str, line: int, context: Context) -> tuple[Inline, ...]:
    """Words with the looks, the language and the direction that attributes give them."""
    taker = Taker(attributes, owner, line, context)
    if taker.has("strike"):
        children = (Strike(children),)
    for kind, names in _LOOKS.items():
        if taker.has(*names):
            children = (Styled(kind, children),)
    lang, direction = language_of(taker)
    classes = taker.rest(keeps=True)
    return (Span(children, classes, lang, direction),) if classes or lang or direction else children


def language_of(taker: Taker) -> tuple[str, Direction]:
    """The language and the direction that attributes say."""
    lang, text = taker.get("lang"), taker.get("dir")
    known = values.read_language("lang", lang, partial(taker.wrong, "lang")) if lang else None
    direction: Any = values.read_choice("dir", text, values.DIRECTIONS, partial(taker.wrong, "dir")) if text else None
    return known or "", direction or ""


def sized(image: Image, attributes: Attributes, line: int, context: Context) -> Image:
    """A picture with its attributes."""
    taker = Taker(attributes, "pictures", line, context)
    said: dict[str, Any] = {"width": _length(taker, "width"), "height": _length(taker, "height")}
    fit = taker.get("fit")
    if fit and values.read_choice("fit", fit, ("contain", "cover"), partial(taker.wrong, "fit")) == "cover":
        said["cover"] = True
    contained = taker.has("contain")
    if taker.has("cover") and not contained:
        said["cover"] = True
    said["alt"] = taker.get("alt") or image.alt
    if taker.has("decorative"):
        said["alt"], said["decorative"] = "", True
    taker.rest()
    return replace(image, **{name: value for name, value in said.items() if value is not None})


def _length(taker: Taker, key: str) -> Length | None:
    text = taker.get(key)
    return values.read_length(key, text, partial(taker.wrong, key)) if text else None


def with_attributes(blocks: tuple[Block, ...], attributes: Attributes, line: int, context: Context) -> Iterator[Block]:
    """A block below a line of attributes, or a heading before its own."""
    match blocks:
        case (Paragraph((Image() as image,), at),):
            yield Paragraph((sized(image, attributes, line, context),), at)
        case (Paragraph() | Heading() as block,):
            yield replace(block, inlines=dressed(block.inlines, attributes, "paragraphs and headings", line, context))
        case (List() | Table() as block,):
            taker = Taker(attributes, "lists and tables", line, context)
            steps = taker.has("incremental") & (not taker.has("nonincremental"))
            yield from _grouped((_step_by_step(block) if steps and isinstance(block, Table) else block,), taker)
        case _:
            yield from _grouped(blocks, Taker(attributes, "blocks", line, context))


def _grouped(blocks: tuple[Block, ...], taker: Taker) -> tuple[Block, ...]:
    """The blocks, in a group if there is something to say of them."""
    lang, direction = language_of(taker)
    classes = taker.rest(keeps=True)
    return (Group(blocks, taker.line, classes, lang, direction),) if classes or lang or direction else blocks


def _step_by_step(block: Block) -> Block:
    return replace(block, steps=True) if isinstance(block, Table) else block


@frozen
class Container:
    """What the opening line of a container says: `::: name A title {.class key=value}`."""

    name: str
    title: str
    attributes: Attributes

    def incremental(self, outside: bool) -> bool:
        """Whether lists in it come item by item."""
        return self.name == "incremental" or (outside and self.name not in ("nonincremental", "notes"))

    def column(self, blocks: tuple[Block, ...], line: int, context: Context) -> Column:
        """One of some columns."""
        taker = Taker(self.attributes, "columns", line, context)
        if self.title:
            context.found.append(warning("attribute-unknown", f"“{self.title}” after “column” has no effect", line=line))
        width = _length(taker, "width")
        return Column(_grouped(blocks, taker), line, width)

    def made(
        self, blocks: tuple[Block, ...], line: int, context: Context, words: Callable[[str], tuple[Inline, ...]]
    ) -> tuple[Block, ...]:
        """What the container is, with these blocks in it; `words` reads a title."""
        taker = Taker(self.attributes, "containers", line, context)
        if self.name in CALLOUTS:
            title = taker.get("title") or self.title
            return _grouped((Callout(CALLOUTS[self.name], words(title) if title else (), blocks, line),), taker)
        if self.title and self.name in CONTAINERS:
            message = f"“{self.title}” after “{self.name}” has no effect"
            context.found.append(warning("attribute-unknown", message, line=line))
        match self.name:
            case "incremental":
                return _grouped(tuple(_in_steps(blocks)), taker)
            case "toc":
                return _grouped((Contents(line), *blocks), taker)
            case "nonincremental" | "columns" | "notes" | "":
                return _grouped(blocks, taker)
            case "column":
                message, hint = "this column stands in no columns", "put ::: columns before the columns and ::: after them"
                context.found.append(warning("container-unknown", message, hint, line=line))
            case _:
                context.found.append(_unknown(self, line))
        taker.get("width")
        return _grouped(blocks, taker)


def side_by_side(columns: list[Column], placed: tuple[tuple[int, Block], ...], line: int, context: Context) -> tuple[Block, ...]:
    """Columns with the blocks that stand in none, each with the number of columns before it.

    Those before the first stand above the columns, those after the last below; one between two joins the column before it.
    """
    between = [(before, block) for before, block in placed if 0 < before < len(columns)]
    for before, block in between:
        columns[before - 1] = replace(columns[before - 1], blocks=(*columns[before - 1].blocks, block))
    if loose := [block.line for _, block in between if not isinstance(block, Pause)]:
        message = "what stands between two columns joins the column before it"
        context.found.append(warning("container-unknown", message, "put it into a column, or before all", line=loose[0]))
    above = [block for before, block in placed if before == 0]
    below = [block for before, block in placed if before == len(columns)]
    return (*above, Columns(tuple(columns), line), *below)


def read_container(info: str) -> Container:
    """Read what follows the colons."""
    found = re.search(rf"{ATTRIBUTES}$", info)
    attributes = read_attributes(found[0]) if found else NONE
    name, _, title = (info[: found.start()] if found else info).strip().partition(" ")
    if not name:
        name = next((word for word in attributes.classes if word.lower() in CONTAINERS), "")
        attributes = replace(attributes, classes=tuple(word for word in attributes.classes if word != name))
    return Container(name.lower().rstrip(":"), title.strip(), attributes)


def _unknown(container: Container, line: int) -> Any:
    from difflib import get_close_matches

    near = get_close_matches(container.name, CONTAINERS, n=1, cutoff=0.7)
    hint = f"did you mean “{near[0]}”?" if near else f"there are: {', '.join(CONTAINERS)}"
    what = " ".join((container.name, container.title, *container.attributes.classes)).strip()
    return warning("container-unknown", f"no container is called “{what}”: its text stands on the slide", hint, line=line)


def _in_steps(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Blocks that come one after the other: lists by their items, tables by their rows."""
    for block in blocks:
        if not isinstance(block, List | Table | Pause):
            yield Pause(getattr(block, "line", 0))
        yield _step_by_step(block)


def as_callout(quote: Quote) -> Block:
    """A quotation that starts with `[!NOTE]` as a callout; the rest of its first line is the title."""
    first, *others = quote.blocks
    inlines = first.inlines if isinstance(first, Paragraph) else ()
    text = inlines[0].text if inlines and isinstance(inlines[0], Text) else ""
    found = re.match(_GITHUB, text)
    if not found or (kind := CALLOUTS.get(found[1].lower())) is None:
        return quote
    said = text[found.end() :]
    rest = ((Text(said),) if said else ()) + inlines[1:]
    blocks = (*((Paragraph(rest, quote.line),) if rest else ()), *others)
    if quote.attribution:
        blocks = (*blocks, Paragraph((Text("— "), *quote.attribution), quote.line))
    return Callout(kind, (), blocks, quote.line)


def attributed(inline: Inline, attributes: Attributes, line: int, context: Context) -> tuple[Inline, ...]:
    """A picture, a link or code before its attributes."""
    if isinstance(inline, Image):
        return (sized(inline, attributes, line, context),)
    owner = "links" if isinstance(inline, Link) else "code"
    if isinstance(inline, CodeSpan):
        attributes = replace(attributes, classes=())  # pandoc's name of the language
    return dressed((inline,), attributes, owner, line, context)
