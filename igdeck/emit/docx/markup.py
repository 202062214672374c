"""The little WordprocessingML that all parts are made of. Lengths are twips (1/20 point)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from igdeck.ooxml.markup import A, R, escape, quote

if TYPE_CHECKING:
    from igdeck.model.theme import Fonts

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
WP: Final = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
PIC: Final = "http://schemas.openxmlformats.org/drawingml/2006/picture"
#: The declarations that every part of a document opens with.
NAMESPACES: Final = f'xmlns:w="{W}" xmlns:r="{R}" xmlns:wp="{WP}" xmlns:a="{A}" xmlns:pic="{PIC}"'
WML: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
THEME_TYPE: Final = "application/vnd.openxmlformats-officedocument.theme+xml"
EMU_PER_TWIP: Final = 635

#: The theme's fonts for headings and for all else (`ST_Theme`, ECMA-376 part 1, 17.18.96).
_FACES: Final = '<w:rFonts w:asciiTheme="{0}HAnsi" w:eastAsiaTheme="{0}EastAsia" w:hAnsiTheme="{0}HAnsi" w:cstheme="{0}Bidi"/>'
MAJOR: Final = _FACES.format("major")
MINOR: Final = _FACES.format("minor")


def twips(emu: int) -> int:
    """EMU as twips."""
    return round(emu / EMU_PER_TWIP)


def size(points: float) -> str:
    """The size of letters, of those of complex scripts too, in half points."""
    halves = round(points * 2)
    return f'<w:sz w:val="{halves}"/><w:szCs w:val="{halves}"/>'


def code_font(fonts: Fonts) -> str:
    """The template's font for code."""
    name = quote(fonts.code)
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:cs="{name}"/>'


def paragraph(style: str, words: str, more: str = "") -> str:
    """A paragraph in a style; `more` is what it says besides, in the order of the format. Without a style it is body text."""
    said = (f'<w:pStyle w:val="{style}"/>' if style else "") + more
    return f"<w:p><w:pPr>{said}</w:pPr>{words}</w:p>" if said else f"<w:p>{words}</w:p>"


def together(paragraphs: str) -> str:
    """Paragraphs that the end of a page does not part, nor one of them: all but the last stay with the next."""
    before, *made = paragraphs.split("<w:p>")
    return "<w:p>".join([before, *(_staying(each, following=at < len(made)) for at, each in enumerate(made, 1))])


def _staying(content: str, *, following: bool) -> str:
    """The content of a paragraph of which no line stands alone; it stays with the `following` one."""
    said = ("<w:keepNext/>" if following else "") + "<w:keepLines/>"
    if not content.startswith("<w:pPr>"):
        return f"<w:pPr>{said}</w:pPr>{content}"
    styled = content.startswith("<w:pPr><w:pStyle ")
    opening, end, rest = content.partition("/>" if styled else "<w:pPr>")
    return opening + end + said + rest.removeprefix("<w:keepNext/>").removeprefix("<w:keepLines/>")


def run(text: str, properties: str = "") -> str:
    """A run of words; tabs and line feeds are what Word has for them."""
    said = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:r>{said}{letters(text)}</w:r>"


def letters(text: str) -> str:
    """The content of a run."""
    if text.isprintable():
        return _words(text)
    lines = (line.split("\t") for line in text.split("\n"))
    return "<w:br/>".join("<w:tab/>".join(_words(part) if part else "" for part in line) for line in lines)


def _words(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>'


def field(code: str, shown: str) -> str:
    """A field that Word keeps up to date, with what it shows until then."""
    return f'<w:fldSimple w:instr=" {code} "><w:r><w:t>{escape(shown)}</w:t></w:r></w:fldSimple>'
