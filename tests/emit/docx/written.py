"""Documents made of slides, and what tests look for in them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import docx
from tools.random_decks import png

from igdeck.build.renditions import rendered
from igdeck.emit.docx import handout_docx
from igdeck.layout import make_pages
from igdeck.model.page import CodeItem, TableItem, TextItem
from igdeck.model.theme import Role
from igdeck.model.value import replace
from igdeck.source import read_source
from igdeck.theme import load_theme

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from docx.document import Document

    from igdeck.model.page import Page, PageParagraph, Pages, Run
    from igdeck.model.theme import Theme

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: What ends a word in the text of a document.
BREAKS = (f"{W}p", f"{W}br", f"{W}tab", f"{W}tc")
PICTURE = png(320, 180)
COVER = "# Cover\n\nby me\n\n---\n\n"


def laid_out(folder: Path, text: str, theme: Theme | None = None, **handout: object) -> Pages:
    """The pages of a source in this folder, and how they are to be handed out."""
    source = folder / "talk.md"
    source.write_text(text, encoding="utf-8")
    return of(source, theme, **handout)


def of(source: Path, theme: Theme | None = None, **handout: object) -> Pages:
    """The pages of a source, and how they are to be handed out."""
    pages, _ = make_pages(read_source(source)[0], theme or load_theme(), read=True)
    return replace(pages, handout=replace(pages.handout, **{"layout": "outline", **handout}))


def emitted(pages: Pages, theme: Theme | None = None, pictures: Sequence[bytes] | None = None) -> bytes:
    """The document of these pages, with grey pictures of the slides."""
    drawn = [PICTURE] * len(pages.pages) if pictures is None else pictures
    with rendered(pages) as (ready, _):
        return handout_docx(ready, theme or load_theme(), drawn)[0]


def written(pages: Pages, folder: Path, theme: Theme | None = None, name: str = "talk") -> Path:
    """The document of these pages as a file."""
    path = folder / f"{name}.docx"
    path.write_bytes(emitted(pages, theme))
    return path


def opened(folder: Path, text: str, **handout: object) -> Document:
    """The document of slides after a cover, as python-docx opens it."""
    return docx.Document(str(written(laid_out(folder, COVER + text, **handout), folder)))


def styled(document: Document) -> list[tuple[str, str]]:
    """The paragraphs of the text, those in cells too: their style and their words."""
    names = {style.style_id: style.name for style in document.styles}
    return [
        (names[said.pPr.pStyle.val] if said.pPr is not None and said.pPr.pStyle is not None else "Normal", text(said))
        for said in document.element.body.iter(f"{W}p")
    ]


def text(element: Any) -> str:
    """The words in an element."""
    parts = (node.text if node.tag == f"{W}t" else " " for node in element.iter(f"{W}t", *BREAKS))
    return "".join(part or "" for part in parts).strip()


def words(document: Document) -> Counter[str]:
    """All words of the text, of its footnotes too."""
    from lxml import etree

    notes = [
        etree.fromstring(part.blob) for part in document.part.package.iter_parts() if part.partname.endswith("/footnotes.xml")
    ]
    return Counter(" ".join([text(document.element.body), *map(text, notes)]).split())


def shown(pages: Pages) -> Counter[str]:
    """All words that the slides show: of one that continues, the title and the head of its table once."""
    said = [part for page in pages.pages for part in _shown(page)]
    return Counter(" ".join(said).split())


def _shown(page: Page) -> Iterator[str]:
    first = page.part == 1
    if first and not any(
        isinstance(item, TextItem) and item.role is Role.TITLE and item.paragraphs[0].runs for item in page.items
    ):
        yield page.title
    for item in page.items:
        match item:
            case TextItem() if item.role is not Role.TITLE or first:
                yield from map(_said, item.paragraphs)
            case TableItem():
                rows = (item.header, *item.rows) if first else item.rows
                yield from (_words(cell) for cells in (*rows, (item.caption,) if first else ()) for cell in cells)
            case CodeItem():
                yield from (line.text for line in item.lines)
                yield item.label.text if item.label and first else ""
            case _:
                pass


def _said(said: PageParagraph) -> str:
    """The words of a paragraph; Word numbers the notes by itself."""
    return _words(said.runs[2:] if said.kind == "footnote" and said.runs[:1] and said.runs[0].shift else said.runs)


def _words(runs: Iterable[Run]) -> str:
    return "".join("" if run.note else run.text for run in runs)
