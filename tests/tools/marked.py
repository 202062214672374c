"""Where LibreOffice draws the text of each box of a deck.

A drawn page does not tell which box its letters belong to. So the boxes of a copy are given a colour each, and their bullets
another: the colour of a letter on the page tells its box. The autofit is baked in (see `tools.bake`), as PowerPoint opens a deck.
"""

from __future__ import annotations

import ctypes
import os
import unicodedata
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

from tools.bake import A, P, bake
from tools.fit import Box, Item, Slide, Word
from tools.office import convert

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

EMU: Final = 12_700
HYPERLINK_COLOUR: Final = "{http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor}"
#: The machine's fonts, and those of a folder instead of Debian's Caladea.
FONTS: Final = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <selectfont><rejectfont><glob>/usr/share/fonts/truetype/crosextra/Caladea*</glob></rejectfont></selectfont>
  <dir>{folder}</dir>
</fontconfig>
"""
#: What is not the content of a slide, so that the layout's places for content do not bound it.
ASIDE: Final = ("title", "ctrTitle", "dt", "ftr", "sldNum")
#: Elements that stand before a fill in the properties of a run, and before a bullet's colour in those of a paragraph (ECMA-376
#: part 1, 21.1.2.3.9 and 21.1.2.2.7).
BEFORE: Final = {"rPr": ("ln",), "endParaRPr": ("ln",), "pPr": ("lnSpc", "spcBef", "spcAft")}
#: A picture behind a slide, which has the slide for its place.
BACKGROUND: Final = "Background"
FILLS: Final = ("noFill", "solidFill", "gradFill", "blipFill", "pattFill", "grpFill")


@dataclass(slots=True)
class Marks:
    """The boxes of one slide by the number in their colour."""

    width: float
    height: float
    items: dict[int, Item] = field(default_factory=dict)
    counter: Iterator[int] = field(default_factory=lambda: count(1))

    def take(self, item: Item) -> str:
        """A colour of its own for a box, as six hex digits."""
        number = next(self.counter)
        self.items[number] = item
        return f"{number:06X}"


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as drawn: from its start to that of the next one, its baseline and size, and the number in its colour."""

    char: str
    owner: int
    left: float
    right: float
    baseline: float
    size: float

    def follows(self, other: Letter) -> bool:
        """Whether this is on the line of another one, in the same box."""
        return self.owner == other.owner and abs(self.baseline - other.baseline) < self.size / 4


def drawn_by_libreoffice(decks: Sequence[Path]) -> dict[Path, list[Slide]]:
    """The slides of .pptx files, with what is drawn in each box."""
    with TemporaryDirectory(prefix="igdeck-marked-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        copies = [folder / f"{at}.pptx" for at in range(len(decks))]
        marks = [_marked(deck, copy) for deck, copy in zip(decks, copies, strict=True)]
        drawn = convert(copies, "pdf", folder, _environment())
        return {deck: _read(pdf, own) for deck, pdf, own in zip(decks, drawn, marks, strict=True)}


@cache
def _environment() -> dict[str, str]:
    """The environment of LibreOffice, in which Caladea is the one that has the widths of Cambria: Debian's has not any more."""
    caladea = find_spec("font_caladea")
    if caladea is None or caladea.origin is None:
        return dict(os.environ)
    config = Path(_folder().name) / "fonts.conf"
    config.write_text(FONTS.format(folder=Path(caladea.origin).parent / "files"), encoding="utf-8")
    return {**os.environ, "FONTCONFIG_FILE": str(config)}


@cache
def _folder() -> TemporaryDirectory[str]:
    """A folder that goes away with the process."""
    return TemporaryDirectory(prefix="igdeck-fonts-", ignore_cleanup_errors=True)


# Colours for boxes -------------------------------------------------------------------------------------------------


def _marked(path: Path, out: Path) -> list[Marks]:
    """Write a copy with a colour a box, and give back which is whose, slide by slide."""
    from pptx import Presentation

    deck = Presentation(str(bake(path, out)))
    all_marks = []
    for slide in deck.slides:
        slide._element.attrib.pop("show", None)  # LibreOffice prints no hidden slides, Chromium does
        marks = Marks((deck.slide_width or 0) / EMU, (deck.slide_height or 0) / EMU)
        places = [_box(p) for p in slide.slide_layout.placeholders if _kind(p) not in ASIDE]
        for shape in slide.shapes:
            place = None if _kind(shape) in ASIDE or shape.name == BACKGROUND else _around(places)
            _mark(shape, marks, place)
        all_marks.append(marks)
    deck.save(str(out))
    return all_marks


def _mark(shape: Any, marks: Marks, place: Box | None) -> None:
    box = _box(shape)
    body = shape._element.find(P + "txBody") if shape.has_text_frame else None
    if body is not None:
        _colour(body, marks.take(Item(shape.name, box, place)))
        _colour_bullets(body, marks.take(Item(f"{shape.name}: bullets", Box(0, 0, marks.width, marks.height), None)))
    elif shape.has_table:
        marks.take(Item(shape.name, box, place))
        for number, row in enumerate(shape.table.rows, 1):
            left = shape.left
            for at, cell in enumerate(row.cells, 1):
                width = shape.table.columns[at - 1].width
                inside = Box(left / EMU, box.top, (left + width) / EMU, box.bottom)
                name = f"{shape.name}, row {number}, column {at}"
                _colour(cell._tc.find(A + "txBody"), marks.take(Item(name, inside, None, within=shape.name)))
                left += width
    else:
        marks.take(Item(shape.name, box, place))


def _colour(body: Any, colour: str) -> None:
    for run in body.iter(A + "r", A + "fld", A + "br"):
        properties = _first(run, "rPr")
        _put(properties, "solidFill", FILLS, colour)
        for link in properties.iterchildren(A + "hlinkClick"):
            _set_in_text_colour(link)


def _colour_bullets(body: Any, colour: str) -> None:
    for paragraph in body.iterchildren(A + "p"):
        _put(_first(paragraph, "pPr"), "buClr", ("buClrTx", "buClr"), colour)


def _first(element: Any, name: str) -> Any:
    """The properties of a paragraph or run, which stand first in it."""
    found = element.find(A + name)
    if found is None:
        found = element.makeelement(A + name)
        element.insert(0, found)
    return found


def _set_in_text_colour(link: Any) -> None:
    """Take the colour of its text for a link, not that of links (MS-ODRAWXML 2.24)."""
    extension = link.makeelement(A + "ext", {"uri": "{A12FA001-AC4F-418D-AE19-62706E023703}"})
    extension.append(extension.makeelement(HYPERLINK_COLOUR + "hlinkClr", {"val": "tx"}))
    link.append(link.makeelement(A + "extLst"))
    link[-1].append(extension)


def _put(properties: Any, tag: str, instead: Sequence[str], colour: str) -> None:
    for name in instead:
        for old in properties.findall(A + name):
            properties.remove(old)
    kind = properties.tag.removeprefix(A)
    at = sum(child.tag.removeprefix(A) in BEFORE[kind] for child in properties)
    fill = properties.makeelement(A + tag)
    fill.append(fill.makeelement(A + "srgbClr", {"val": colour}))
    properties.insert(at, fill)


def _box(shape: Any) -> Box:
    left, top, width, height = (length / EMU for length in (shape.left, shape.top, shape.width, shape.height))
    return Box(left, top, left + width, top + height)


def _kind(shape: Any) -> str:
    place = shape._element.find(f".//{P}nvPr/{P}ph")
    return "" if place is None else str(place.get("type", "obj"))


def _around(boxes: Sequence[Box]) -> Box | None:
    if not boxes:
        return None
    lefts, tops, rights, bottoms = zip(*((b.left, b.top, b.right, b.bottom) for b in boxes), strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))


# Letters of a page -------------------------------------------------------------------------------------------------


def _read(pdf: Path, all_marks: Sequence[Marks]) -> list[Slide]:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        assert len(document) == len(all_marks), f"{len(all_marks)} slides, but {len(document)} pages"
        return [_slide(number, page, marks) for number, (page, marks) in enumerate(zip(document, all_marks, strict=True), 1)]
    finally:
        document.close()


def _slide(number: int, page: Any, marks: Marks) -> Slide:
    words: dict[int, list[Word]] = {}
    for owner, word in _words(page, marks.height):
        words.setdefault(owner, []).append(word)
    items = [item.holding(words.pop(at, [])) for at, item in marks.items.items()]
    if words:
        items.append(Item("something unknown", Box(0, 0, 0, 0), None).holding([w for ws in words.values() for w in ws]))
    return Slide(number, Box(0, 0, marks.width, marks.height), tuple(items))


def _words(page: Any, height: float) -> Iterator[tuple[int, Word]]:
    """Words with the number in their colour, in the order of drawing; a word that is broken is two."""
    letters: list[Letter] = []
    for letter in _letters(page, height):
        if letters and (letter is None or not letter.follows(letters[-1])):
            yield _word(letters)
            letters = []
        if letter is not None:
            letters.append(letter)
    if letters:
        yield _word(letters)


def _word(letters: Sequence[Letter]) -> tuple[int, Word]:
    left, right = min(letter.left for letter in letters), max(letter.right for letter in letters)
    text = _whole("".join(letter.char for letter in letters))
    return letters[0].owner, Word(text, left, right, letters[0].baseline, max(letter.size for letter in letters))


def _whole(text: str) -> str:
    """Text in which each half of a surrogate pair is a character."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _letters(page: Any, height: float) -> Iterator[Letter | None]:
    """Each letter that is drawn, and None for a space."""
    import pypdfium2.raw as pdfium

    text = page.get_textpage()
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    for at in range(pdfium.FPDFText_CountChars(text)):
        char = chr(pdfium.FPDFText_GetUnicode(text, at))
        if unicodedata.category(char) == "Mn":
            continue  # a mark on a letter is drawn at a height of its own
        if char.isspace() or pdfium.FPDFText_IsGenerated(text, at) == 1:
            yield None
            continue
        pdfium.FPDFText_GetFillColor(text, at, red, green, blue, alpha)
        pdfium.FPDFText_GetLooseCharBox(text, at, box)
        pdfium.FPDFText_GetCharOrigin(text, at, x, y)
        owner = red.value << 16 | green.value << 8 | blue.value
        yield Letter(char, owner, x.value, box.right, height - y.value, pdfium.FPDFText_GetFontSize(text, at))
    text.close()
