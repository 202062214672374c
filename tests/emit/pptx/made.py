"""Decks made by the emitter, and what tests look for in them."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

from emit.handout import sample
from lxml import etree

from igdeck.emit.pptx import compile_template, emit_pptx
from igdeck.theme import load_theme

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from igdeck.model.page import Item, Page, PageParagraph, Pages
    from igdeck.model.theme import Theme

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
NAMES = {"a": A[1:-1], "p": P[1:-1], "r": R[1:-1]}


@cache
def sample_theme() -> Theme:
    """The handmade theme; one value, so that its template is compiled once."""
    return sample.theme()


@cache
def panel_theme() -> Theme:
    """The default template."""
    return load_theme()


def emitted(pages: Pages, theme: Theme | None = None) -> bytes:
    """The deck of pages."""
    theme = theme or sample_theme()
    return emit_pptx(pages, theme, compile_template(theme))


def written(pages: Pages, folder: Path, theme: Theme | None = None) -> Path:
    """The deck of pages as a file."""
    path = folder / "deck.pptx"
    path.write_bytes(emitted(pages, theme))
    return path


def part(deck: bytes, name: str) -> Any:
    """A part of a deck as a tree."""
    return etree.fromstring(raw(deck, name))


def raw(deck: bytes, name: str) -> bytes:
    """A part of a deck."""
    with ZipFile(BytesIO(deck)) as archive:
        return archive.read(name)


def names(deck: bytes) -> list[str]:
    """The names of all parts, in the order of the file."""
    with ZipFile(BytesIO(deck)) as archive:
        return archive.namelist()


def slide(*items: Item, lang: str = "en-GB", theme: Theme | None = None) -> Any:
    """The tree of a slide with a title and these items."""
    pages = sample.deck(sample.page(1, "T", sample.title("T"), *items))
    return part(emitted(with_lang(pages, lang), theme), "ppt/slides/slide1.xml")


def with_lang(pages: Pages, lang: str) -> Pages:
    """The same pages in another language."""
    from igdeck.model.value import replace

    return replace(pages, lang=lang)


def body(*paragraphs: PageParagraph, lang: str = "en-GB") -> list[Any]:
    """The paragraphs of a body, as they are written."""
    shape = slide(sample.body(*paragraphs), lang=lang).xpath("//p:sp[p:nvSpPr/p:cNvPr/@name='Content']", namespaces=NAMES)[0]
    found: list[Any] = shape.findall(f"{P}txBody/{A}p")
    return found


def many(count: int) -> Pages:
    """A deck of this many slides of text, code and table."""
    return sample.deck(*(_nth(number) for number in range(1, count + 1)))


def _nth(number: int) -> Page:
    return sample.page(
        number,
        f"Slide {number}",
        sample.title(f"Slide {number}"),
        sample.body(*(sample.para(f"Point {at} of slide {number}", "bullet", at % 3) for at in range(6))),
        key=f"slide-{number}",
    )


def text(element: Any) -> str:
    """The words of an element."""
    return "".join(element.itertext(A + "t"))


def shapes(tree: Any) -> Iterator[Any]:
    """The shapes of a slide, in order."""
    yield from tree.find(f"{P}cSld/{P}spTree").iterchildren(P + "sp", P + "pic", P + "graphicFrame")
