"""The styles of a document: the template's look as Word's own styles, by their own names, so that a person edits by style.

What all text has in common stands in the defaults and not in Normal, which would go before what a table's style says. Fonts and
colours are those of the document's theme. Sizes are for reading on paper and not for a screen across the room.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from igdeck.emit.docx.markup import MAJOR, MINOR, NAMESPACES, code_font, size, twips
from igdeck.emit.docx.paper import SIGNS
from igdeck.emit.ink import WHITE, contrast
from igdeck.emit.tints import MARKER
from igdeck.model.page import CODE_LOOKS, SMALL
from igdeck.model.theme import Role
from igdeck.ooxml.markup import HEAD, quote

if TYPE_CHECKING:
    from collections.abc import Iterator

    from igdeck.emit.docx.paper import Paper
    from igdeck.emit.language import Language
    from igdeck.model.theme import TextStyle

#: Sizes in points: of a text that flows, and of words beside pictures of slides.
FLOWING: Final = 11.0
BESIDE: Final = 10.0
_TITLE: Final = 26.0
_HEADINGS: Final = (18.0, 14.0, 12.0)
_LITTLE: Final = 9.0
_CODE: Final = 9.5
_CELL: Final = 10.0
#: How far each level of a list stands further in: room for three digits.
STEP: Final = 400
#: Word's own styles of lists go down to five levels.
LIST_LEVELS: Final = 5
#: What parts columns.
APART: Final = 240
#: The distance of the lines that are there to be written on.
RULED: Final = 480
#: The colours that callouts may have at their edge.
ACCENTS: Final = ("accent1", "accent2", "accent3", "accent4", "accent5", "accent6")
#: How much of a colour highlighted words and lines of code stand on.
MARKED: Final = 0.4
_BAND: Final = 0.15
#: The least contrast of such lines with the ground of all others.
_APART: Final = 1.04
#: A ground of less contrast with white is a light one.
_LIGHT: Final = 1.6
#: How much of a colour lines have that are there to be written on, or to part slides.
FAINT: Final = 0.5


def styles_part(paper: Paper, language: Language, *, flowing: bool, room: int, right_to_left: bool) -> str:
    """The part; text that is `flowing` has large headings. `room` is the width of the text.

    In a deck that runs from right to left, the bar of quotations is on the right.
    """
    base = FLOWING if flowing else BESIDE
    made = (
        *_basic(paper, room),
        *_headings(paper, flowing=flowing),
        *_lists(),
        *_blocks(paper, base, right_to_left=right_to_left),
        *_code(paper),
        *_characters(paper, base),
        *_tables(paper),
    )
    return f"{HEAD}<w:styles {NAMESPACES}>{_defaults(paper, language, base)}{_LATENT}{''.join(made)}</w:styles>"


def band(paper: Paper) -> str:
    """The ground of lines of code to look at: a tint, or white where the tint is that of all other lines."""
    style = paper.theme.code
    shading, made = paper.tint(style.mark, _BAND)
    return shading if contrast(made, paper.theme.palette[style.background]) >= _APART else paper.ground("lt1")


def callout(color: str) -> str:
    """The id of the style of a callout with a bar of this colour."""
    return f"Callout{color.title()}"


_LATENT: Final = (
    '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="0" w:defUnhideWhenUsed="0" w:defQFormat="0" '
    'w:count="376"/>'
)


def _defaults(paper: Paper, language: Language, base: float) -> str:
    east = language.tag if language.is_east_asian else "en-US"
    right = language.tag if language.is_right_to_left else "ar-SA"
    latin = "en-US" if language.is_east_asian or language.is_right_to_left else language.tag
    spoken = f'<w:lang w:val="{latin}" w:eastAsia="{east}" w:bidi="{right}"/>'
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{MINOR}<w:color {paper.ink('dk1')}/>{size(base)}{spoken}</w:rPr></w:rPrDefault>"
        '<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
    )


def _style(
    kind: str,
    name: str,
    look: str,
    *,
    based: str = "",
    following: str = "",
    priority: int = 1,
    default: bool = False,
    shown: bool = True,
) -> str:
    """A style; its id is its name without spaces, each word with a capital."""
    said = f'<w:basedOn w:val="{based}"/>' if based else ""
    said += f'<w:next w:val="{following}"/>' if following else ""
    said += f'<w:uiPriority w:val="{priority}"/>' + ("<w:qFormat/>" if shown else "")
    own = ' w:default="1"' if default else "" if name in _BUILT_IN else ' w:customStyle="1"'
    return f'<w:style w:type="{kind}"{own} w:styleId="{_id(name)}"><w:name w:val="{name}"/>{said}{look}</w:style>'


def _id(name: str) -> str:
    special = {"Normal Table": "TableNormal"}
    return special.get(name) or "".join(word[:1].upper() + word[1:] for word in name.split(" "))


_BUILT_IN: Final = frozenset(
    ("Normal", "Default Paragraph Font", "Normal Table", "No List", "Title", "Subtitle", "Quote", "caption", "header", "footer",
     "footnote text", "footnote reference", "Hyperlink", *(f"heading {level}" for level in (1, 2, 3)),
     *(f"List {kind}{at}" for kind in ("Bullet", "Number", "Continue") for at in ("", " 2", " 3", " 4", " 5")))
)  # fmt: skip


def _paragraph(name: str, spaced: str = "", letters: str = "", *, based: str = "Normal", **more: object) -> str:
    look = (f"<w:pPr>{spaced}</w:pPr>" if spaced else "") + (f"<w:rPr>{letters}</w:rPr>" if letters else "")
    return _style("paragraph", name, look, based=based, **more)  # type: ignore[arg-type]


def _character(name: str, letters: str, **more: object) -> str:
    return _style("character", name, f"<w:rPr>{letters}</w:rPr>", based="DefaultParagraphFont", **more)  # type: ignore[arg-type]


def _basic(paper: Paper, room: int) -> Iterator[str]:
    """What every document has, and what stands in the margins.

    Normal names the fonts once more: without, LibreOffice sets all in cells of tables in those of the defaults, code too.
    """
    yield _style("paragraph", "Normal", f"<w:rPr>{MINOR}</w:rPr>", default=True, priority=0)
    yield _style("character", "Default Paragraph Font", "", default=True, shown=False)
    cells = '<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
    cells += '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar>'
    yield _style("table", "Normal Table", f"<w:tblPr>{cells}</w:tblPr>", default=True, shown=False, priority=99)
    yield _style("numbering", "No List", "", default=True, shown=False, priority=99)
    quiet = f"<w:color {paper.ink('accent3')}/>{size(_LITTLE)}"
    tab = f'<w:tabs><w:tab w:val="right" w:pos="{room}"/></w:tabs><w:spacing w:after="0" w:line="240" w:lineRule="auto"/>'
    for name in ("header", "footer"):
        yield _paragraph(name, tab, quiet, shown=False, priority=99)


def _headings(paper: Paper, *, flowing: bool) -> Iterator[str]:
    title = _titled(paper)
    rule = f'<w:pBdr><w:bottom w:val="single" w:sz="12" w:space="6" {paper.border("accent2")}/></w:pBdr>'
    letters = f"{MAJOR}{_weight(title)}<w:color {paper.ink(title.color)}/>"
    spaced = '<w:spacing w:after="160" w:line="240" w:lineRule="auto"/>'
    yield _paragraph(
        "Title", f"<w:keepNext/><w:keepLines/>{rule}{spaced}", letters + size(_TITLE), following="Normal", priority=10
    )
    below = '<w:spacing w:after="240"/><w:contextualSpacing/>'
    yield _paragraph("Subtitle", below, f"<w:color {paper.ink('accent3')}/>{size(13)}", following="Normal", priority=11)
    before, after = ((440, 280, 200), (120, 80, 60)) if flowing else ((0, 0, 120), (60, 60, 40))
    sizes = _HEADINGS if flowing else (12.0, 11.0, 10.5)
    for level, (points, over, under) in enumerate(zip(sizes, before, after, strict=True)):
        stands = f'<w:keepNext/><w:keepLines/><w:spacing w:before="{over}" w:after="{under}" w:line="240" w:lineRule="auto"/>'
        stands += f'<w:outlineLvl w:val="{level}"/>'
        yield _paragraph(f"heading {level + 1}", stands, letters + size(points), following="Normal", priority=9)


def _titled(paper: Paper) -> TextStyle:
    """How the template sets the titles of slides."""
    holders = (layout.placeholder(Role.TITLE) for layout in (paper.theme.layout("Title and Content"), *paper.theme.layouts))
    return next(holder.levels[0] for holder in holders if holder)


def _weight(style: TextStyle) -> str:
    return ("<w:b/><w:bCs/>" if style.bold else "") + ("<w:i/><w:iCs/>" if style.italic else "")


def _lists() -> Iterator[str]:
    """Lists of five levels; how they are marked and how far in they stand is said by the numbering that they lead to."""
    for level in range(LIST_LEVELS):
        deeper = f" {level + 1}" if level else ""
        depth = f'<w:ilvl w:val="{level}"/>' if level else ""
        for kind, number in (("Bullet", 1), ("Number", 2)):
            leads = f'<w:numPr>{depth}<w:numId w:val="{number}"/></w:numPr>'
            yield _paragraph(f"List {kind}{deeper}", leads + '<w:spacing w:after="60"/>', priority=36)
        yield _paragraph(
            f"List Continue{deeper}", f'<w:spacing w:after="60"/><w:ind w:left="{STEP * (level + 1)}"/>', priority=37
        )


def _blocks(paper: Paper, base: float, *, right_to_left: bool) -> Iterator[str]:
    """Quotations, terms, captions, pictures, notes, lines to write on."""
    said = paper.theme.quote
    side = "right" if right_to_left else "left"
    bar = f'<w:pBdr><w:{side} w:val="single" w:sz="18" w:space="10" {paper.border("accent2")}/></w:pBdr>'
    quoted = f'{bar}<w:spacing w:before="120" w:after="120"/><w:ind w:left="{STEP}" w:right="{STEP}"/>'
    yield _paragraph("Quote", quoted, f"{_weight(said)}<w:color {paper.ink(said.color)}/>", priority=29)
    upright = f'<w:i w:val="0"/><w:iCs w:val="0"/><w:color {paper.ink("accent3")}/>{size(base - 1)}'
    yield _paragraph("Quote Attribution", '<w:spacing w:before="0"/>', upright, based="Quote", priority=30)
    yield _paragraph(
        "Definition Term", '<w:keepNext/><w:spacing w:after="0"/>', "<w:b/><w:bCs/>", following="Definition", priority=31
    )
    yield _paragraph("Definition", f'<w:ind w:left="{STEP}"/>', priority=31)
    quiet = f"<w:color {paper.ink('accent3')}/>{size(_CODE)}"
    yield _paragraph("caption", '<w:spacing w:before="40" w:after="200"/>', quiet, following="Normal", priority=35)
    yield _paragraph("Table Caption", '<w:keepNext/><w:spacing w:before="120" w:after="80"/>', based="Caption", priority=35)
    spaced = '<w:spacing w:before="120" w:after="120" w:line="240" w:lineRule="auto"/>'
    yield _paragraph("Picture", spaced if base == FLOWING else f'{spaced}<w:jc w:val="center"/>', priority=34)
    side = f'w:val="dashed" w:sz="6" w:space="8" {paper.border(paper.theme.table.rule)}'
    frame = "".join(f"<w:{edge} {side}/>" for edge in ("top", "left", "bottom", "right"))
    lost = f'<w:pBdr>{frame}</w:pBdr><w:spacing w:before="160" w:after="200"/><w:ind w:left="200" w:right="200"/>'
    lost += '<w:jc w:val="center"/>'
    yield _paragraph("Missing Picture", lost, quiet, priority=34)
    yield _paragraph(
        "footnote text", '<w:spacing w:after="0" w:line="240" w:lineRule="auto"/>', size(_LITTLE), priority=99, shown=False
    )
    line = f'w:val="single" w:sz="4" w:space="0" {paper.border("accent3", FAINT)}'
    ruled = f"<w:pBdr><w:bottom {line}/><w:between {line}/></w:pBdr>"
    ruled += f'<w:spacing w:before="0" w:after="0" w:line="{RULED}" w:lineRule="exact"/>'
    yield _paragraph("Line to Write On", ruled, priority=40)
    yield _paragraph("Table Gap", '<w:spacing w:after="0" w:line="160" w:lineRule="exact"/>', size(4), priority=99, shown=False)


def _code(paper: Paper) -> Iterator[str]:
    """A line of code is a paragraph; its panel is the ground of all of them, with some of it around."""
    style = paper.theme.code
    tint = paper.theme.palette[style.background]
    edge = f'w:val="single" w:sz="4" {paper.border(style.background)}'
    sides = "".join(
        f'<w:{side} {edge} w:space="{space}"/>' for side, space in (("top", 4), ("left", 7), ("bottom", 4), ("right", 7))
    )
    spaced = '<w:spacing w:before="160" w:after="200" w:line="252" w:lineRule="auto"/>'
    spaced += '<w:ind w:left="400" w:right="160" w:hanging="240"/><w:contextualSpacing/>'
    ground = paper.ground(style.background)
    stands = f"<w:keepLines/><w:pBdr>{sides}</w:pBdr>{ground}<w:suppressAutoHyphens/>{spaced}"
    letters = f"{code_font(paper.theme.fonts)}<w:noProof/><w:color {paper.ink(style.text.color, tint)}/>{size(_CODE)}"
    yield _paragraph("Code", stands, letters, priority=32)
    for look in CODE_LOOKS:
        yield _character(f"Code {look.title()}", f"<w:color {paper.ink(style.color(look), tint)}/>", priority=33)
    yield _character("Code File", f"<w:color {paper.ink(style.quiet, tint)}/>", priority=33)


def _characters(paper: Paper, base: float) -> Iterator[str]:
    tint = paper.theme.palette["lt2"]
    link = paper.ink(paper.theme.link, tint if contrast(tint, WHITE) < _LIGHT else WHITE)
    yield _character("Hyperlink", f'<w:color {link}/><w:u w:val="single"/>', priority=99, shown=False)
    yield _character("Code Text", f"{code_font(paper.theme.fonts)}<w:noProof/>", priority=33)
    yield _character("Highlight", paper.tint(MARKER, MARKED)[0], priority=33)
    yield _character("Small", size(base * SMALL), priority=33)
    yield _character("footnote reference", '<w:vertAlign w:val="superscript"/>', priority=99, shown=False)


def _tables(paper: Paper) -> Iterator[str]:
    yield from _data_table(paper)
    plain = '<w:keepLines/><w:spacing w:after="0" w:line="240" w:lineRule="auto"/>'
    number = f"{MAJOR}<w:b/><w:bCs/><w:color {paper.ink('accent2', least=SIGNS)}/>{size(14)}"
    yield _paragraph("Slide Number", plain, number, priority=41)
    yield _paragraph("Slide Picture", plain, priority=41)
    head = f"<w:color {paper.ink('accent3')}/>{size(_LITTLE)}"
    yield _paragraph("Column Heading", '<w:keepNext/><w:spacing w:after="0" w:line="240" w:lineRule="auto"/>', head, priority=41)
    rule = f'w:val="single" w:sz="4" w:space="0" {paper.border("accent3", FAINT)}'
    borders = f"<w:tblBorders><w:bottom {rule}/><w:insideH {rule}/></w:tblBorders>"
    yield _table("Slides and Notes", borders, (100, 0, 100, 160))
    yield _table("Columns", "", (0, 0, 0, APART))
    for color in ACCENTS:
        bar = f'<w:tblBorders><w:left w:val="single" w:sz="36" w:space="0" {paper.border(color)}/></w:tblBorders>'
        yield _table(f"Callout {color.title()}", bar, (100, 200, 40, 160), f"<w:tcPr>{paper.ground('lt2')}</w:tcPr>")


def _data_table(paper: Paper) -> Iterator[str]:
    """Tables of slides: a header on its ground, rules between rows."""
    style = paper.theme.table
    rule = f'w:val="single" w:sz="{max(round(style.rule_width / 12700 * 8), 4)}" w:space="0" {paper.border(style.rule)}'
    insets = style.insets
    inside = tuple(twips(inset * 2 // 3) for inset in (insets.top, insets.left, insets.bottom, insets.right))
    ground = f'<w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr>{paper.ground(style.header_background)}</w:tcPr></w:tblStylePr>'
    borders = f"<w:tblBorders><w:bottom {rule}/><w:insideH {rule}/></w:tblBorders>"
    yield _table("Deck Table", borders, (inside[0], inside[1], inside[2], inside[3]), "", ground)
    plain = '<w:keepLines/><w:spacing w:after="0" w:line="252" w:lineRule="auto"/>'
    yield _paragraph("Table Text", plain, f"<w:color {paper.ink(style.body.color)}/>{size(_CELL)}", priority=34)
    behind = paper.theme.palette[style.header_background]
    heading = f"{_weight(style.header)}<w:color {paper.ink(style.header.color, behind)}/>"
    yield _paragraph("Table Heading", "<w:keepNext/>", heading, based="TableText", priority=34)


def _table(name: str, borders: str, inside: tuple[int, int, int, int], cells: str = "", parts: str = "") -> str:
    """A style of tables; `inside` is the space in a cell: above, left, below, right."""
    top, left, bottom, right = inside
    margins = (
        f'<w:tblCellMar><w:top w:w="{top}" w:type="dxa"/><w:left w:w="{left}" w:type="dxa"/>'
        f'<w:bottom w:w="{bottom}" w:type="dxa"/><w:right w:w="{right}" w:type="dxa"/></w:tblCellMar>'
    )
    look = f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>{borders}{margins}</w:tblPr>{cells}{parts}'
    return _style("table", quote(name), look, based="TableNormal", priority=59)
