"""A deck and its pages as text that can be read and compared: the form in which golden cases are kept."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Any, assert_never

from igdeck.model.block import CodeBlock, Heading, List, Paragraph, Quote, Table
from igdeck.model.deck import Meta
from igdeck.model.geometry import EMU_PER_INCH
from igdeck.model.inline import CodeSpan, Emphasis, Image, LineBreak, Link, Strike, Strong, Text
from igdeck.model.page import CodeItem, FieldItem, Fit, PictureItem, TableItem, TextItem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from igdeck.model.block import Block
    from igdeck.model.deck import Deck, Slide
    from igdeck.model.diagnostics import Diagnostic
    from igdeck.model.geometry import Box
    from igdeck.model.inline import Inline
    from igdeck.model.page import Item, Page, PageParagraph, Pages, Run

#: The parts of a .pptx that show what the source says; the others are of the template, or stamps.
OF_THE_SOURCE = re.compile(r"ppt/slides/|ppt/presentation\.xml$|docProps/core")
STEP = "  "
SHORT = 120
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
    for block in slide.blocks:
        for line in _block(block):
            yield STEP + line


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"heading {block.level} @{block.line} {dump_inlines(block.inlines)}"
        case Paragraph():
            yield f"paragraph @{block.line} {dump_inlines(block.inlines)}"
        case List():
            yield f"numbers from {block.start} @{block.line}" if block.ordered else f"bullets @{block.line}"
            for item in block.items:
                yield f"{STEP}item @{item.line}"
                yield from _indented(item.blocks, 2)
        case Quote():
            yield f"quote @{block.line}"
            yield from _indented(block.blocks, 1)
        case CodeBlock():
            yield f"code {block.language!r} @{block.line}"
            yield from (f"{STEP}{line!r}" for line in block.text.split("\n"))
        case Table():
            yield f"table @{block.line} {' '.join(align or 'auto' for align in block.aligns)}"
            for row in (block.header, *block.rows):
                yield STEP + " | ".join(map(dump_inlines, row))
        case _:
            assert_never(block)


def _indented(blocks: Iterable[Block], depth: int) -> Iterator[str]:
    return (STEP * depth + line for block in blocks for line in _block(block))


def _inline(inline: Inline) -> str:
    match inline:
        case Text(text):
            return repr(text)
        case CodeSpan(text):
            return f"code({text!r})"
        case LineBreak():
            return "break"
        case Emphasis(children) | Strong(children) | Strike(children):
            return f"{MARKS[type(inline)]}({dump_inlines(children)})"
        case Link(target, children, title):
            return f"link({dump_inlines(children)} to {target!r}{f' titled {title!r}' if title else ''})"
        case Image():
            size = f"{inline.asset.media_type} {inline.asset.width}x{inline.asset.height}" if inline.asset else "no file"
            return f"image({inline.alt!r} {inline.target!r} {size}{f' titled {inline.title!r}' if inline.title else ''})"
        case _:
            assert_never(inline)


def dump_pages(pages: Pages, found: Iterable[Diagnostic]) -> str:
    """What `layout` made of a deck: pages and their items. `1.00,2.00 3.00x4.00` is a box in inches, its corner first."""
    names = ("title", "author", "subject", "keywords", "lang", "date")
    head = [f"{name} = {value!r}" for name in names if (value := getattr(pages, name))]
    return "\n".join((*head, *(line for page in pages.pages for line in _page(page)), *dump_diagnostics(found))).strip() + "\n"


def _page(page: Page) -> Iterator[str]:
    yield ""
    section = f" opens section {page.section!r}" if page.section else ""
    yield f"page {page.number} {page.key!r} {page.layout!r} called {page.title!r} @{page.first_line}{section}"
    for item in page.items:
        for line in _item(item):
            yield STEP + line


def _item(item: Item) -> Iterator[str]:
    idx = "no placeholder" if item.idx is None else f"placeholder {item.idx}"
    head = f"{item.name!r} in {idx}, {_box(item.box)}"
    match item:
        case TextItem():
            trim = f" trimmed by {item.trim / EMU_PER_INCH:.2f}" if item.trim else ""
            yield f"{item.role.value} {head}{_fit(item.fit)}{' moved' * item.moved}{' hidden' * item.hidden}{trim}"
            yield from (STEP + _page_paragraph(paragraph) for paragraph in item.paragraphs)
        case CodeItem():
            yield f"code {item.language!r} {head}{_fit(item.fit)}{' moved' * item.moved}"
            yield from (f"{STEP}{line!r}" for line in item.lines)
        case TableItem():
            sizes = " ".join(f"{width / EMU_PER_INCH:.2f}" for width in item.columns)
            yield f"table {head}, {item.size:g} pt, columns {sizes}, {' '.join(item.aligns)}, {item.description!r}"
            for height, row in zip(item.heights, (item.header, *item.rows), strict=True):
                yield f"{STEP}{height / EMU_PER_INCH:.2f}: " + " | ".join(map(_runs, row))
        case PictureItem():
            size = f"{item.asset.width}x{item.asset.height}" if item.asset else f"no file, says {item.label!r}"
            yield f"picture {head}, {size}, {item.alt!r}{f' titled {item.title!r}' if item.title else ''}"
        case FieldItem():
            yield f"{item.role.value} {head}: {item.text!r}"
        case _:
            assert_never(item)


def _box(box: Box) -> str:
    x, y, width, height = (value / EMU_PER_INCH for value in (box.x, box.y, box.width, box.height))
    return f"{x:.2f},{y:.2f} {width:.2f}x{height:.2f}"


def _fit(fit: Fit) -> str:
    return "" if fit == Fit() else f", fit {fit.scale:g}% -{fit.reduction:g}%"


def _page_paragraph(paragraph: PageParagraph) -> str:
    number = f" {paragraph.number}." if paragraph.kind == "number" else ""
    return f"{paragraph.kind} {paragraph.level}{number} {_runs(paragraph.runs)}"


def _runs(runs: Iterable[Run]) -> str:
    return " ".join(map(_run, runs))


def _run(run: Run) -> str:
    looks = [name for name in ("bold", "italic", "strike", "code") if getattr(run, name)]
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
