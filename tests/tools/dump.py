"""A deck and its pages as text that can be read and compared: the form in which golden cases are kept."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Any, assert_never

from igdeck.model.block import (
    Callout,
    CodeBlock,
    Columns,
    Contents,
    Definitions,
    Group,
    Heading,
    List,
    Paragraph,
    Pause,
    Quote,
    Table,
)
from igdeck.model.deck import Background, Fields, Fitting, Meta, Slide
from igdeck.model.geometry import EMU_PER_INCH, Length
from igdeck.model.inline import (
    CodeSpan,
    Emphasis,
    FootnoteMark,
    Image,
    LineBreak,
    Link,
    Span,
    Strike,
    Strong,
    Styled,
    Text,
)
from igdeck.model.page import BandItem, CodeItem, FieldItem, Fit, PictureItem, TableItem, TextItem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from igdeck.model.block import Block
    from igdeck.model.deck import Deck
    from igdeck.model.diagnostics import Diagnostic
    from igdeck.model.geometry import Box
    from igdeck.model.inline import Inline
    from igdeck.model.page import CodeLine, Item, Page, PageParagraph, Pages, Run

#: The parts of a .pptx that show what the source says; the others are of the template, or stamps.
OF_THE_SOURCE = re.compile(r"ppt/slides/|ppt/presentation\.xml$|docProps/core")
STEP = "  "
SHORT = 120
SLIDE_DEFAULTS = {
    name: getattr(Slide("", False, "", None, 0, (), 1, 1, "", ""), name) for name in Slide.__match_args__
}  # fmt: skip
TASKS = {None: "", False: " to do", True: " done"}
MARKS = {Emphasis: "em", Strong: "strong", Strike: "strike"}


def dump_deck(deck: Deck, found: Iterable[Diagnostic]) -> str:
    """What `source` made of a file: the front matter, the slides, and what there is to say. `@7`: line 7 of the source."""
    lines = [*_meta(deck.meta), *(line for slide in deck.slides for line in _slide(slide)), *dump_diagnostics(found)]
    return "\n".join(lines).strip() + "\n"


def dump_diagnostics(found: Iterable[Diagnostic]) -> Iterator[str]:
    """A line for each finding, a second one for its hint."""
    yield ""
    for one in found:
        place = f"{one.line}:{one.column}" if one.column else str(one.line)
        yield f"{one.severity.value} {one.code} @{place}: {one.message}"
        if one.hint:
            yield f"{STEP}{one.hint}"


def dump_blocks(blocks: Iterable[Block], depth: int = 0) -> str:
    """Blocks alone, for a test of one of them."""
    return "\n".join(STEP * depth + line for block in blocks for line in _block(block))


def dump_inlines(inlines: Iterable[Inline]) -> str:
    """Inlines on one line."""
    return " ".join(map(_inline, inlines))


def _meta(meta: Meta) -> Iterator[str]:
    for name in Meta.__slots__:
        value, default = getattr(meta, name), getattr(Meta(), name)
        if value != default:
            yield f"{name} = {value!r}"


def _slide(slide: Slide) -> Iterator[str]:
    yield ""
    pinned = " pinned" if slide.pinned else ""
    yield f"slide {slide.key!r}{pinned} @{slide.first_line}-{slide.last_line} level {slide.level}"
    yield f"{STEP}title {dump_inlines(slide.title)}" if slide.title is not None else f"{STEP}no title, called {slide.name!r}"
    yield from _said(slide)
    yield from _indented(slide.blocks, 1)
    if slide.notes:
        yield f"{STEP}notes"
        yield from _indented(slide.notes, 2)
    for footnote in slide.footnotes:
        yield f"{STEP}footnote {footnote.number} @{footnote.line}"
        yield from _indented(footnote.blocks, 2)


def _said(slide: Slide) -> Iterator[str]:
    """What is set for this slide alone."""
    for name in ("fitting", "layout", "hidden", "transition", "background", "fields", "lang", "dir", "classes"):
        value, default = getattr(slide, name), SLIDE_DEFAULTS[name]
        if value != default:
            yield f"{STEP}{name} = {_brief(value)}"


def _brief(value: object) -> str:
    """A value without its fields that say nothing."""
    if not hasattr(value, "__match_args__"):
        return repr(value)
    default = type(value)() if isinstance(value, Fitting | Fields | Background | Length) else None
    fields = ((name, getattr(value, name)) for name in type(value).__match_args__)
    return f"{type(value).__name__}({', '.join(f'{n}={_brief(v)}' for n, v in fields if v != getattr(default, n, ...))})"


def _block(block: Block) -> Iterator[str]:  # noqa: C901, PLR0912 a case for each kind
    match block:
        case Heading():
            yield f"heading {block.level} @{block.line} {dump_inlines(block.inlines)}"
        case Paragraph():
            yield f"paragraph @{block.line} {dump_inlines(block.inlines)}"
        case List():
            one_by_one = " one by one" * block.incremental
            yield (f"numbers from {block.start} @{block.line}" if block.ordered else f"bullets @{block.line}") + one_by_one
            for item in block.items:
                yield f"{STEP}item @{item.line}{TASKS[item.done]}"
                yield from _indented(item.blocks, 2)
        case Quote():
            yield f"quote @{block.line}{f' by {dump_inlines(block.attribution)}' if block.attribution else ''}"
            yield from _indented(block.blocks, 1)
        case CodeBlock():
            file = f" of {block.filename!r}" if block.filename else ""
            marks = f" pointing at {' then '.join(','.join(map(str, group)) for group in block.marks)}" if block.marks else ""
            numbers = f" numbered from {block.first_number}" if block.first_number is not None else ""
            yield f"code {block.language!r} @{block.line}{file}{marks}{numbers}"
            yield from (f"{STEP}{line!r}" for line in block.text.split("\n"))
        case Table():
            aligns = " ".join(align or "auto" for align in block.aligns)
            caption = f" called {dump_inlines(block.caption)}" if block.caption else ""
            yield f"table @{block.line} {aligns}{caption}{' row by row' * block.steps}"
            for row in (block.header, *block.rows):
                yield STEP + " | ".join(map(dump_inlines, row))
        case Columns():
            yield f"columns @{block.line}"
            for column in block.columns:
                yield f"{STEP}column @{column.line}{f' {_length(column.width)} wide' if column.width else ''}"
                yield from _indented(column.blocks, 2)
        case Callout():
            yield f"{block.kind} @{block.line} {dump_inlines(block.title)}".rstrip()
            yield from _indented(block.blocks, 1)
        case Definitions():
            yield f"definitions @{block.line}"
            for definition in block.items:
                yield f"{STEP}{dump_inlines(definition.term)} @{definition.line}"
                for meaning in definition.meanings:
                    yield f"{STEP * 2}means"
                    yield from _indented(meaning, 3)
        case Group():
            yield f"group @{block.line}{_owns(block)}"
            yield from _indented(block.blocks, 1)
        case Pause():
            yield f"pause @{block.line}"
        case Contents():
            yield f"contents @{block.line}"
        case _:
            assert_never(block)


def _owns(one: Group | Span) -> str:
    owned = [*(f".{name}" for name in one.classes), *([f"lang={one.lang}"] if one.lang else ())]
    return "".join(f" {word}" for word in (*owned, *([f"dir={one.dir}"] if one.dir else ())))


def _length(length: Length) -> str:
    return f"{length.emu / EMU_PER_INCH:.2f}in" if length.emu else f"{length.share * 100:g}%"


def _indented(blocks: Iterable[Block], depth: int) -> Iterator[str]:
    return (STEP * depth + line for block in blocks for line in _block(block))


def _inline(inline: Inline) -> str:  # noqa: PLR0911 a case for each kind
    match inline:
        case Text(text):
            return repr(text)
        case CodeSpan(text):
            return f"code({text!r})"
        case LineBreak():
            return "break"
        case Emphasis(children) | Strong(children) | Strike(children):
            return f"{MARKS[type(inline)]}({dump_inlines(children)})"
        case Styled(kind, children):
            return f"{kind}({dump_inlines(children)})"
        case Span():
            return f"span({dump_inlines(inline.children)}{_owns(inline)})"
        case FootnoteMark(number):
            return f"footnote({number})"
        case Link(target, children, title):
            return f"link({dump_inlines(children)} to {target!r}{f' titled {title!r}' if title else ''})"
        case Image():
            size = f"{inline.asset.media_type} {inline.asset.width}x{inline.asset.height}" if inline.asset else "no file"
            sides = [f" {_length(side)} {name}" for side, name in ((inline.width, "wide"), (inline.height, "high")) if side]
            looks = "".join((*sides, " cover" * inline.cover, " decorative" * inline.decorative))
            title = f" titled {inline.title!r}" if inline.title else ""
            title = f" captioned {dump_inlines(inline.caption)}" if inline.caption else title
            return f"image({inline.alt!r} {inline.target!r} {size}{title}{looks})"
        case _:
            assert_never(inline)


def dump_pages(pages: Pages, found: Iterable[Diagnostic]) -> str:
    """What `layout` made of a deck: pages and their items. `1.00,2.00 3.00x4.00` is a box in inches, its corner first."""
    names = ("title", "author", "subject", "keywords", "lang", "dir", "date")
    head = [f"{name} = {value!r}" for name in names if (value := getattr(pages, name))]
    return "\n".join((*head, *(line for page in pages.pages for line in _page(page)), *dump_diagnostics(found))).strip() + "\n"


def _page(page: Page) -> Iterator[str]:
    yield ""
    section = f" opens section {page.section!r}" if page.section else ""
    runs = f" {page.dir}" if page.dir else ""
    yield f"page {page.number} {page.key!r} {page.layout!r} called {page.title!r} @{page.first_line}{section}{runs}"
    for item in page.items:
        for line in _item(item):
            yield STEP + line


def _item(item: Item) -> Iterator[str]:
    if isinstance(item, BandItem):
        yield f"band {item.name!r} of {item.color}, {_box(item.box)}"
        return
    idx = "no placeholder" if item.idx is None else f"placeholder {item.idx}"
    head = f"{item.name!r} in {idx}, {_box(item.box)}"
    match item:
        case TextItem():
            trim = f" trimmed by {item.trim / EMU_PER_INCH:.2f}" if item.trim else ""
            yield f"{item.role.value} {head}{_fit(item.fit)}{' moved' * item.moved}{' hidden' * item.hidden}{trim}"
            yield from (STEP + _page_paragraph(paragraph) for paragraph in item.paragraphs)
        case CodeItem():
            numbers = f", numbered from {item.numbers.first}" if item.numbers else ""
            label = f", file {item.label.text!r}" if item.label else ""
            marks = f", marks {' then '.join(','.join(map(str, group)) or 'none' for group in item.marks)}" if item.marks else ""
            yield f"code {item.language!r} {head}{_fit(item.fit)}{' moved' * item.moved}{label}{numbers}{marks}"
            yield from (f"{STEP}{line.text!r}{_looks(line)}" for line in item.lines)
        case TableItem():
            sizes = " ".join(f"{width / EMU_PER_INCH:.2f}" for width in item.columns)
            yield f"table {head}, {item.size:g} pt, columns {sizes}, {' '.join(item.aligns)}, {item.description!r}"
            if item.caption_box:
                yield f"{STEP}caption in {_box(item.caption_box)}: {_runs(item.caption)}"
            for height, row in zip(item.heights, (*([item.header] if item.header else []), *item.rows), strict=True):
                yield f"{STEP}{height / EMU_PER_INCH:.2f}: " + " | ".join(map(_runs, row))
        case PictureItem():
            size = f"{item.asset.width}x{item.asset.height}" if item.asset else f"no file, says {item.label!r}"
            yield f"picture {head}, {size}, {item.alt!r}{f' titled {item.title!r}' if item.title else ''}"
        case FieldItem():
            yield f"{item.role.value} {head}: {item.text!r}"
        case _:
            assert_never(item)


def _looks(line: CodeLine) -> str:
    looks = [f"{run.look} {run.text.strip()}" for run in line.runs if run.look]
    return f"  ({'; '.join(looks)})" if looks else ""


def _box(box: Box) -> str:
    x, y, width, height = (value / EMU_PER_INCH for value in (box.x, box.y, box.width, box.height))
    return f"{x:.2f},{y:.2f} {width:.2f}x{height:.2f}"


def _fit(fit: Fit) -> str:
    return "" if fit == Fit() else f", fit {fit.scale:g}% -{fit.reduction:g}%"


def _page_paragraph(paragraph: PageParagraph) -> str:
    number = f" {paragraph.number}." if paragraph.kind == "number" else ""
    mark = f" {paragraph.mark}" if paragraph.mark else ""
    return f"{paragraph.kind} {paragraph.level}{number}{mark} {_runs(paragraph.runs)}"


def _runs(runs: Iterable[Run]) -> str:
    return " ".join(map(_run, runs))


def _run(run: Run) -> str:
    looks = [name for name in ("bold", "italic", "strike", "code", "small", "mark", "underline") if getattr(run, name)]
    looks += [word for word in (run.shift, run.lang) if word]
    looks += [f"to {run.href!r}"] * bool(run.href)
    return f"{run.text!r}{'{' + ', '.join(looks) + '}' if looks else ''}"


def dump_pptx(deck: bytes) -> str:
    """The parts of a .pptx that are made of the source, each after a comment with its name; a paragraph is a line."""
    from lxml import etree

    parts: list[str] = []
    with zipfile.ZipFile(BytesIO(deck)) as archive:
        for name in sorted(archive.namelist(), key=_natural):
            if OF_THE_SOURCE.search(name):
                parts += (f"<!-- {name} -->", *_xml(etree.fromstring(archive.read(name))))
    return "\n".join(parts) + "\n"


def _xml(element: Any) -> Iterator[str]:
    """An element without its namespaces, on one line if it is a paragraph or short."""
    from lxml import etree

    line = re.sub(r' xmlns(?::\w+)?="[^"]*"', "", etree.tostring(element, encoding="unicode", with_tail=False))
    if len(line) <= SHORT or element.tag.endswith("/main}p") or not len(element):
        yield line
        return
    yield line[: line.index(">") + 1]
    for child in element:
        yield from (STEP + one for one in _xml(child))
    yield line[line.rindex("<") :]


def dump_html(deck: bytes) -> str:
    """An HTML deck without its styles and scripts, with data by its length."""
    text = re.sub(r"(?s)<(style|script)([^>]*)>.*?</\1>", r"<\1\2></\1>", deck.decode())
    text = re.sub(r"(data:[\w/+-]*;base64),([\w+/=]+)", lambda match: f"{match[1]},({len(match[2])} characters)", text)
    return re.sub(r"'sha256-[\w+/=]+'", "'sha256-'", text)


def _natural(name: str) -> list[str]:
    """Names in the order of the numbers in them."""
    return [part.zfill(6) if part.isdigit() else part for part in re.split(r"(\d+)", name)]
