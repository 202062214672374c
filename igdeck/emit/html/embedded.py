"""The fonts that a deck carries, so that every screen breaks its lines where PowerPoint does.

They are free fonts of the widths of Office's, cut into blocks of characters beforehand (`scripts/make_web_fonts.py`): a deck
gets the blocks that it uses, of the faces that it uses. No font is opened and none is cut here, so this takes a few
milliseconds. A font that the template brings goes along too (`ownfonts`). What is in none is looked for on the machine.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, assert_never

from igdeck.emit.html.fonts import face_rule
from igdeck.emit.twins import find_twins
from igdeck.model.page import BandItem, CodeItem, FieldItem, PictureItem, Run, TableItem, TextItem
from igdeck.model.theme import Role, TextStyle

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from igdeck.model.page import Page, Pages
    from igdeck.model.theme import Layout, Theme

_FACES: Final = Path(__file__).with_name("faces")
#: The blocks by the end of their files' names, as the `unicode-range` that they are for.
BLOCKS: Final = {
    "latin": ((0x20, 0x7E), (0xA0, 0xFF), (0x152, 0x153), (0x2010, 0x2027), (0x2030, 0x203A), (0x20AC, 0x20AC), (0x2122, 0x2122),
              (0x2212, 0x2212)),
    "extended": ((0x100, 0x151), (0x154, 0x17F), (0x218, 0x21B), (0x1E80, 0x1E85), (0x1E9E, 0x1E9E), (0x1EF2, 0x1EF3)),
    "greek": ((0x370, 0x3FF),),
    "cyrillic": ((0x400, 0x45F), (0x490, 0x491)),
}  # fmt: skip
_FIGURES: Final = "0123456789."
#: How notes are set where they are shown as a text.
_NOTES: Final = TextStyle(12.0, "body", "dk1")

#: A family, bold or not, italic or not.
_Face = tuple[str, bool, bool]


def embedded_faces(pages: Pages, theme: Theme, *, notes: bool = False) -> str:
    """The `@font-face` rules with the fonts in them, for the characters of these pages, and of their `notes`."""
    used = _used(pages, theme, notes=notes)
    fonts = theme.fonts
    carried = "".join(rule for face, chars in sorted(used.items()) if not fonts.brought(face[0]) for rule in _rules(face, chars))
    if not fonts.files:
        return carried
    from igdeck.emit.html.ownfonts import own_faces

    return carried + own_faces(used, fonts)


def _rules(face: _Face, chars: Iterable[str]) -> Iterator[str]:
    family, bold, italic = face
    codes = {*map(ord, chars)}
    twins = find_twins(family)
    for block, ranges in BLOCKS.items():
        if not twins or not any(first <= code <= last for code in codes for first, last in ranges):
            continue
        style = "-".join(name for name, wanted in (("bold", bold), ("italic", italic)) if wanted) or "regular"
        file = _FACES / f"{twins.twins[0].lower()}-{style}-{block}.woff2"
        if file.exists():
            span = ",".join(f"U+{first:X}-{last:X}" if first != last else f"U+{first:X}" for first, last in ranges)
            yield face_rule(family, 700 if bold else 400, "italic" if italic else "normal", _url(file), span)


def _url(file: Path) -> str:
    from binascii import b2a_base64

    return f'url("data:font/woff2;base64,{b2a_base64(file.read_bytes(), newline=False).decode("ascii")}") format("woff2")'


def _used(pages: Pages, theme: Theme, *, notes: bool) -> dict[_Face, set[str]]:
    """The characters of the deck by face."""
    used: dict[_Face, set[str]] = {}
    layouts = {layout.name: layout for layout in theme.layouts}
    for page in pages.pages:
        said = [*_said(page, theme)] if notes else []
        for style, run in (*_runs(page, layouts[page.layout], theme), *said):
            family = theme.fonts.family("code" if run.code else style.font)
            used.setdefault((family, style.bold or run.bold, style.italic or run.italic), set()).update(run.text)
    return used


def _said(page: Page, theme: Theme) -> Iterator[tuple[TextStyle, Run]]:
    yield from ((_NOTES, run) for paragraph in page.notes for run in paragraph.runs)
    for item in page.aside:
        if not isinstance(item, BandItem):
            yield from _of_item(item, (_NOTES,), theme)


def _runs(page: Page, layout: Layout, theme: Theme) -> Iterator[tuple[TextStyle, Run]]:
    levels = {place.idx: place.levels for place in layout.placeholders}
    body, caption = theme.body(layout)[1].levels, theme.caption()[1].levels
    for item in page.items:
        if not isinstance(item, BandItem):
            own = caption if isinstance(item, TextItem) and item.role is Role.CAPTION else body
            yield from _of_item(item, levels.get(item.idx, own) if item.idx is not None else own, theme)


def _of_item(
    item: TextItem | CodeItem | TableItem | PictureItem | FieldItem, levels: tuple[TextStyle, ...], theme: Theme
) -> Iterator[tuple[TextStyle, Run]]:
    match item:
        case TextItem():
            for paragraph in item.paragraphs:
                style = theme.text_style(paragraph.kind, paragraph.level, levels)
                yield from ((style, run) for run in paragraph.runs)
                if paragraph.kind == "number":
                    yield style, Run(_FIGURES)
        case CodeItem():
            own = (item.label.text if item.label else "") + (_FIGURES if item.numbers else "")
            yield theme.code.text, Run("".join([line.text for line in item.lines]) + own)
        case TableItem():
            yield from ((theme.table.caption_style(item.size), run) for run in item.caption)
            yield from ((theme.table.header, run) for cell in item.header for run in cell)
            yield from ((theme.table.body, run) for row in item.rows for cell in row for run in cell)
        case PictureItem():
            yield theme.table.body, Run(item.label)
        case FieldItem():
            yield levels[0], Run(item.text)
        case _:
            assert_never(item)
