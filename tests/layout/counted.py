"""How many lines paragraphs take in Chromium and in LibreOffice, at several widths and sizes each."""

from __future__ import annotations

import base64
import html
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Any, Final

from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib import TTFont
from tools.command import ROOT
from tools.draw import pages_of
from tools.fonts import EM, boxes_font, saved

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from playwright.sync_api import Browser

CODE: Final = "Liberation Mono"
#: A font made for these tests: no machine is asked for one of the large East Asian fonts, whose letters are as wide as these.
EAST: Final = "Made East"
#: The twin of Cambria that HTML decks carry: the one that Debian has is redrawn, and has other widths.
CAMBRIA: Final = "Made Cambria"
#: What letters from right to left are set in that a family lacks: the first as in PowerPoint, the others where it is not there.
FAR: Final = ("Arial", "Liberation Sans", "DejaVu Sans")
LANGUAGES: Final = {"en": "en-US", "ja": "ja-JP", "zh": "zh-CN", "ko": "ko-KR", "ar": "ar-SA", "fa": "fa-IR", "he": "he-IL"}
HANGUL: Final = 920
#: Weak characters, which LibreOffice sets in the font of the letters before them; as wide as in Noto Sans CJK.
_WEAK: Final = {" ": 224, ",": 278, ".": 278, "(": 338, ")": 338, "%": 921}
#: Every ideograph, syllable and mark of the East, and the quotation marks and dashes that their fonts draw an em wide.
_IN_EAST: Final = "“”‘’…—·"
_SLIDE: Final = (1900, 3000)  # points


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph in a font; each piece of it with `b` for bold, `i` for italic, `c` for code in its style."""

    lang: str
    family: str
    eastern: bool
    right_to_left: bool
    runs: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        """The words without their styles."""
        return "".join(text for text, _ in self.runs)


def in_chromium(browser: Browser, paragraphs: Sequence[Paragraph], widths: Sequence[int], sizes: Sequence[int]) -> list[int]:
    """The lines of each paragraph at each width (points) and size, in that order."""
    blocks = [_block(one, width, size) for one, width, size in product(paragraphs, widths, sizes)]
    rules = "".join(_font_face(family, font) for family, font in made_fonts(paragraphs).items()) + (
        "p { margin: 0; line-height: 2; white-space: pre-wrap; overflow-wrap: break-word; font-variant-ligatures: none; "
        "font-kerning: normal; text-rendering: geometricPrecision } "
        f"code {{ font: 1em/1 '{CODE}' }}"
    )
    page = browser.new_page()
    page.set_content(f"<!doctype html><meta charset=utf-8><style>{rules}</style>{''.join(blocks)}")
    page.evaluate("document.fonts.ready")
    counted: list[int] = page.eval_on_selector_all(
        "p", "all => all.map(p => Math.round(p.getBoundingClientRect().height / parseFloat(getComputedStyle(p).lineHeight)))"
    )
    page.close()
    return counted


def _font_face(family: str, font: bytes) -> str:
    source = f"data:font/ttf;base64,{base64.b64encode(font).decode()}"
    return f"@font-face {{ font-family: '{family}'; src: url({source}) }}\n"


def _block(paragraph: Paragraph, width: int, size: int) -> str:
    words = "".join(_element(html.escape(text), style) for text, style in paragraph.runs)
    families = ", ".join(f"'{family}'" for family in (paragraph.family, *(paragraph.eastern * (EAST,)), *FAR))
    direction = "rtl" if paragraph.right_to_left else "ltr"
    style = f"font-family: {families}; font-size: {size}pt; width: {width}pt"
    return f'<p lang="{paragraph.lang}" dir="{direction}" style="{style}">{words}</p>'


def _element(words: str, style: str) -> str:
    for letter, tag in (("c", "code"), ("i", "i"), ("b", "b")):
        words = f"<{tag}>{words}</{tag}>" if letter in style else words
    return words


def in_libreoffice(folder: Path, paragraphs: Sequence[Paragraph], widths: Sequence[int], sizes: Sequence[int]) -> list[int]:
    """The same as `in_chromium` gives; each paragraph is a slide. The made fonts must be installed."""
    from pptx import Presentation
    from pptx.util import Pt

    deck = Presentation()
    deck.slide_width, deck.slide_height = map(Pt, _SLIDE)
    for paragraph in paragraphs:
        slide = deck.slides.add_slide(deck.slide_layouts[6])
        for (width, left), (size, top) in product(_places(widths, 30), _tops(sizes)):
            _add_box(slide, paragraph, (left, top, width), size)
    deck.save(str(folder / "lines.pptx"))
    pages = pages_of(folder / "lines.pptx")
    assert len(pages) == len(paragraphs)
    boxes = [*product(_places(widths, 30), _tops(sizes))]
    return [_lines(page.words, (left, top, width), size) for page in pages for (width, left), (size, top) in boxes]


def _places(widths: Sequence[int], gap: int) -> list[tuple[int, int]]:
    """Each width with where its boxes start."""
    return [(width, gap + sum(widths[:at]) + gap * at) for at, width in enumerate(widths)]


def _tops(sizes: Sequence[int]) -> list[tuple[int, int]]:
    """Each size with where its boxes start: there is room for some forty lines."""
    return [(size, 20 + sum(46 * other for other in sizes[:at])) for at, size in enumerate(sizes)]


def _add_box(slide: Any, paragraph: Paragraph, place: tuple[int, int, int], size: int) -> None:
    from pptx.util import Pt

    left, top, width = place
    frame = slide.shapes.add_textbox(Pt(left), Pt(top), Pt(width), Pt(40 * size)).text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    element = frame.paragraphs[0]._p
    if paragraph.right_to_left:
        element.get_or_add_pPr().set("rtl", "1")
        element.get_or_add_pPr().set("algn", "r")
    for text, style in paragraph.runs:
        run = frame.paragraphs[0].add_run()
        run.text, run.font.size, run.font.bold, run.font.italic = text, Pt(size), "b" in style, "i" in style
        properties = run._r.get_or_add_rPr()
        properties.set("lang", LANGUAGES.get(paragraph.lang, paragraph.lang))
        properties.set("kern", "1200")
        family = CODE if style == "c" else paragraph.family
        far = family if family == FAR[-1] else FAR[0]
        for tag, face in (("latin", family), ("ea", EAST if paragraph.eastern else family), ("cs", far)):
            font = properties.makeelement(f"{{http://schemas.openxmlformats.org/drawingml/2006/main}}{tag}", {"typeface": face})
            properties.append(font)


def _lines(words: Iterable[Any], place: tuple[int, int, int], size: int) -> int:
    """How many lines the words in a box stand on."""
    left, top, width = place
    middles = sorted(
        middle
        for word in words
        if left - 10 <= (word.left + word.right) / 2 * _SLIDE[0] <= left + width + 10
        and top <= (middle := (word.top + word.bottom) / 2 * _SLIDE[1]) < top + 46 * size
    )
    lines, last = 0, -1.0 * size
    for middle in middles:
        if middle - last > 0.6 * size:
            lines, last = lines + 1, middle
    return lines


def made_fonts(paragraphs: Iterable[Paragraph]) -> dict[str, bytes]:
    """The fonts by family that these paragraphs need and no package brings."""
    return {EAST: _eastern_font(paragraphs), CAMBRIA: _twin_of_cambria()}


def _twin_of_cambria() -> bytes:
    font = TTFont(ROOT / "igdeck" / "emit" / "html" / "faces" / "caladea-regular-latin.woff2")
    font.flavor = None
    builder = FontBuilder(font=font)
    builder.setupNameTable({"familyName": CAMBRIA, "styleName": "Regular"})
    return saved(builder)


def _eastern_font(paragraphs: Iterable[Paragraph]) -> bytes:
    """A TrueType font with the East Asian letters of these paragraphs, each a box an em wide, Hangul a little less."""
    letters = {char for one in paragraphs if one.eastern for char in one.text if char >= "\u1100" or char in _IN_EAST}
    widths = {char: HANGUL if "\uac00" <= char <= "\ud7a3" else EM for char in letters}
    return boxes_font(EAST, widths | _WEAK)
