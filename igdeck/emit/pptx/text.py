"""Paragraphs and runs: levels that inherit all they can, and only what the author asked for on top.

Text in a placeholder takes its size, font, colour and bullet from the layout, so that a change of theme or layout reaches it.
What is said on a paragraph or a run is where a kind of paragraph differs from its level: a heading in the body, a quotation, the
going on of an item. It is worked out once for each placeholder of a deck.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from igdeck.emit.directions import runs_rtl, stands
from igdeck.emit.pptx.style import ALIGNS, code_font, fill, hundredths, latin, thousandths
from igdeck.emit.tints import MARKER, luminance
from igdeck.model.page import SMALL, WHOLE, Fit, PageParagraph
from igdeck.model.value import frozen, replace
from igdeck.ooxml.markup import escape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from igdeck.emit.pptx.language import Language
    from igdeck.emit.pptx.links import SlideLinks
    from igdeck.model.inline import Direction
    from igdeck.model.page import Kind, Run
    from igdeck.model.theme import HAlign, TextStyle, Theme

#: How numbers are set, and how the numbers of a list are that follows on another at once: PowerPoint would count on through both.
_NUMBERS: Final = ("arabicPeriod", "arabicParenR")
_BOXES: Final = "Segoe UI Symbol"
#: How far raised and lowered words stand off the line, as PowerPoint's own buttons have it, in thousandths of a percent.
_SHIFTS: Final = {"": "", "super": ' baseline="30000"', "sub": ' baseline="-25000"'}
#: PowerPoint counts from 1 up (`ST_TextBulletStartAtNum`, ECMA-376 part 1, 20.1.10.83); it has no item 0.
_LAST_START: Final = 32_767
#: The signs that embed words of a direction and end them (Unicode annex 9, 2.1): a run has no attribute for it.
_TURNS: Final[dict[Direction, str]] = {"ltr": "\u202a", "rtl": "\u202b", "": "\u202c"}
_AS_IT_IS: Final = Fit()


@frozen
class Setting:
    """What the text of a slide is set with: the deck's theme and language, what makes the slide's links, and its direction."""

    theme: Theme
    language: Language
    links: SlideLinks
    dir: Direction = ""


@frozen
class Look:
    """What runs say of themselves before anything is asked of them: where their style differs from the one that they inherit."""

    size: str = ""
    bold: str = ""
    italic: str = ""
    fill: str = ""
    font: str = ""


@frozen
class Alignment:
    """How a paragraph is aligned, in a style from right to left or not, and whether it inherits to be.

    `around` says that what it inherits runs from right to left.
    """

    align: HAlign = "left"
    rtl: bool = False
    own: bool = False
    around: bool = False

    def said(self, *, rtl: bool) -> str:
        """What a paragraph says that runs from right to left or not: nothing if all of it is inherited."""
        side = f' algn="{ALIGNS[stands(self.align, rtl=rtl, style_rtl=self.rtl)]}"'
        if rtl != self.around:
            return f'{side} rtl="{rtl:d}"'
        return side if self.own else ""


PLAIN: Final = Look()
#: Attributes of `a:pPr`, spacing and bullet in it, the look of the runs, and where the paragraph stands.
_ParagraphLook: TypeAlias = "tuple[str, str, str, Look, Alignment]"


class Styles:
    """The levels of a box at a step of the autofit ladder, and what follows for each kind of paragraph in it."""

    __slots__ = ("_fit", "_looks", "_steps", "_theme", "_whole", "levels")

    def __init__(self, levels: tuple[TextStyle, ...], theme: Theme, fit: Fit = _AS_IT_IS) -> None:
        self.levels = levels if fit.scale == WHOLE else tuple(_closer(level, fit) for level in levels)
        self._whole = levels
        self._fit = fit
        self._theme = theme
        self._looks: dict[tuple[Kind, int], _ParagraphLook] = {}
        self._steps: dict[float, Styles] = {fit.scale: self}

    def at(self, fit: Fit) -> Styles:
        """The same levels where text is scaled: paragraphs stand closer."""
        found = self._steps.get(fit.scale)
        if found is None:
            found = self._steps[fit.scale] = Styles(self._whole, self._theme, fit)
        return found

    def spaces(self, content: Sequence[PageParagraph]) -> str:
        """What a scaled box says of its levels: PowerPoint scales letters, and leaves a space in points as it is."""
        if self._fit.scale == WHOLE:
            return ""
        used = sorted({min(paragraph.level, len(self.levels) - 1) for paragraph in content})
        return "".join(
            f"<a:lvl{level + 1}pPr>{_space(self.levels[level])}</a:lvl{level + 1}pPr>"
            for level in used
            if self.levels[level].space_before != self._whole[level].space_before
        )

    def look(self, kind: Kind, level: int) -> _ParagraphLook:
        """How a paragraph differs from what its level inherits."""
        found = self._looks.get((kind, level))
        if found is None:
            found = self._looks[kind, level] = self._make(kind, level)
        return found

    def size(self, kind: Kind, level: int) -> float:
        """The size of a paragraph in points before it is scaled."""
        return self._theme.text_style(kind, level, self._whole).size

    def room(self, paragraph: PageParagraph) -> str:
        """Where an item of a list stands whose numbers or boxes need more room than bullets."""
        if not paragraph.room:
            return ""
        level = self.levels[min(paragraph.level, len(self.levels) - 1)]
        first = "" if paragraph.kind == "more" else f' indent="{-level.hanging - paragraph.room}"'
        return f' marL="{level.indent + paragraph.room}"{first}'

    def _make(self, kind: Kind, level: int) -> _ParagraphLook:
        inherited = self.levels[min(level, len(self.levels) - 1)]
        depth = f' lvl="{level}"' if level else ""
        alike = Alignment(inherited.align, inherited.rtl, own=False, around=inherited.rtl)
        match kind:
            case "bullet" | "number":
                return depth, "", "", PLAIN, alike
            case "more" | "meaning":
                return f'{depth} indent="0"', "", "<a:buNone/>", PLAIN, alike
            case "plain" | "heading" | "quote" | "attribution" | "term" | "footnote":
                style = self._theme.text_style(kind, level, self.levels)
                if kind in ("heading", "quote"):
                    style = _closer(style, self._fit)
                return (
                    depth + _margins(style, inherited),
                    _spacing(style, inherited),
                    "<a:buNone/>" if inherited.bullet and not style.bullet else "",
                    self._runs(style, inherited),
                    Alignment(style.align, style.rtl, own=style.align != inherited.align, around=inherited.rtl),
                )

    def _runs(self, style: TextStyle, inherited: TextStyle) -> Look:
        return Look(
            f' sz="{hundredths(style.size)}"' if style.size != inherited.size else "",
            f' b="{style.bold:d}"' if style.bold != inherited.bold else "",
            f' i="{style.italic:d}"' if style.italic != inherited.italic else "",
            fill(style.color) if style.color != inherited.color else "",
            latin(style.font, self._theme.fonts) if style.font != inherited.font else "",
        )


class Numbering:
    """Counts the lists of a box as PowerPoint does.

    Paragraphs of one level and one numbering are one list, deeper ones between them or not. It ends with a shallower paragraph,
    or one of its own level without a number; then `startAt` says where the next goes on (ECMA-376 part 1, 21.1.2.4.1).
    """

    __slots__ = ("_running",)

    def __init__(self) -> None:
        self._running: dict[int, tuple[int, int, int]] = {}

    def mark(self, paragraph: PageParagraph) -> str:
        """The numbering of a paragraph; empty if it has none."""
        level = paragraph.level
        if paragraph.kind != "number":
            self._end(level)
            return ""
        self._end(level + 1)
        scheme, start = self._list(level, paragraph.number)
        self._running[level] = scheme, start, paragraph.number + 1
        first = min(max(start, 1), _LAST_START)
        begin = f' startAt="{first}"' if first != 1 else ""
        return f'<a:buSzPct val="100000"/><a:buFont typeface="+mn-lt"/><a:buAutoNum type="{_NUMBERS[scheme]}"{begin}/>'

    def _list(self, level: int, number: int) -> tuple[int, int]:
        """The scheme and the start of the list that a number belongs to."""
        if level not in self._running:
            return 0, number
        scheme, start, following = self._running[level]
        if number == following:
            return scheme, start
        return (1 - scheme if number == start else scheme), number

    def _end(self, level: int) -> None:
        """End the lists of this level and of deeper ones."""
        for running in [running for running in self._running if running >= level]:
            del self._running[running]


def paragraphs(content: Sequence[PageParagraph], styles: Styles, setting: Setting) -> str:
    """All paragraphs of a box; the last says how text typed after it is spoken."""
    numbering = Numbering()
    *before, last = content or (PageParagraph(()),)
    drawn = [_paragraph(item, numbering.mark(item), styles, setting) for item in before]
    return "".join([*drawn, _paragraph(last, numbering.mark(last), styles, setting, last=True)])


def runs(content: Sequence[Run], look: Look, size: float, setting: Setting) -> str:
    """Runs on top of a look, in a paragraph whose own size is so many points."""
    return "".join([_run(run, look, size, setting) for run in content])


def _paragraph(paragraph: PageParagraph, number: str, styles: Styles, setting: Setting, *, last: bool = False) -> str:
    attributes, spacing, mark, look, alignment = styles.look(paragraph.kind, paragraph.level)
    words = runs(paragraph.runs, look, styles.size(paragraph.kind, paragraph.level), setting)
    attributes += styles.room(paragraph) + alignment.said(rtl=runs_rtl(paragraph.runs, paragraph.dir, setting.dir))
    elements = spacing + (number or box(paragraph.mark) or mark)
    properties = f"<a:pPr{attributes}>{elements}</a:pPr>" if elements else f"<a:pPr{attributes}/>" if attributes else ""
    return f"<a:p>{properties}{words}{_end(look, setting) if last or not words else ''}</a:p>"


def box(mark: str) -> str:
    """The box of a task, of a font that has it on every machine with Office; LibreOffice takes another."""
    return f'<a:buSzPct val="85000"/><a:buFont typeface="{_BOXES}"/><a:buChar char="{mark}"/>' if mark else ""


def _run(run: Run, look: Look, size: float, setting: Setting) -> str:
    text = run.text
    if text.isprintable():
        return _words(run, text, look, size, setting) if text else ""
    line = f"<a:br><a:rPr {setting.language.plain}{look.size}/></a:br>"
    return line.join(_words(run, piece, look, size, setting) if piece else "" for piece in text.split("\n"))


def _words(run: Run, text: str, look: Look, size: float, setting: Setting) -> str:
    attributes, east, right = setting.language.of(run.lang).speech(text)
    if look is PLAIN and not (east or right) and is_plain(run):
        return f"<a:r><a:rPr {attributes}/><a:t>{escape(text)}</a:t></a:r>"
    said = (
        attributes
        + (f' sz="{hundredths(size * SMALL)}"' if run.small else look.size)
        + (' b="1"' if run.bold else look.bold)
        + (' i="1"' if run.italic else look.italic)
        + (' u="sng"' if run.underline else "")
        + (' strike="sngStrike"' if run.strike else "")
        + _SHIFTS[run.shift]
        + (' noProof="1"' if run.code else "")
    )
    face = code_font(setting.theme.fonts, east) if run.code else look.font + east + right
    ground = _highlight(setting.theme) if run.mark else ""
    inner = look.fill + ground + face + (setting.links.click(run.href) if run.href else "")
    properties = f"<a:rPr {said}>{inner}</a:rPr>" if inner else f"<a:rPr {said}/>"
    if run.dir:
        text = f"{_TURNS[run.dir]}{text}{_TURNS['']}"
    return "".join(f"<a:r>{properties}<a:t>{escape(part)}</a:t></a:r>" for part in (_by_word(text) if run.href else (text,)))


def _by_word(text: str) -> list[str]:
    """The words of a link, each with the space after it.

    LibreOffice takes a run with a link for one field, which it moves to the next line as a whole, and breaks inside of words if
    it is longer than a line. PowerPoint takes neighbouring runs of one link for one.
    """
    return [word + " " for word in text.split(" ")[:-1]] + ([last] if (last := text.rsplit(" ", maxsplit=1)[-1]) else [])


def is_plain(run: Run) -> bool:
    """Whether a run asks for no look of its own."""
    return not (
        run.bold
        or run.italic
        or run.strike
        or run.code
        or run.href
        or run.shift
        or run.small
        or run.mark
        or run.underline
        or run.dir
    )


def _highlight(theme: Theme) -> str:
    share, more = luminance(theme)
    off = f'<a:lumOff val="{more}000"/>' if more else ""
    return f'<a:highlight><a:schemeClr val="{MARKER}"><a:lumMod val="{share}000"/>{off}</a:schemeClr></a:highlight>'


def _end(look: Look, setting: Setting) -> str:
    """The look of what is typed at the end of a paragraph."""
    said = f"{setting.language.plain}{look.size}{look.bold}{look.italic}"
    inner = look.fill + look.font
    return f"<a:endParaRPr {said}>{inner}</a:endParaRPr>" if inner else f"<a:endParaRPr {said}/>"


def _margins(style: TextStyle, inherited: TextStyle) -> str:
    """Where the text stands, if that is somewhere else than on its level."""
    left, first = style.indent, -style.hanging
    return f' marL="{left}" indent="{first}"' if (left, first) != (inherited.indent, -inherited.hanging) else ""


def _spacing(style: TextStyle, inherited: TextStyle) -> str:
    line = f'<a:lnSpc><a:spcPct val="{thousandths(style.line)}"/></a:lnSpc>' if style.line != inherited.line else ""
    return line + (_space(style) if style.space_before != inherited.space_before else "")


def _space(style: TextStyle) -> str:
    return f'<a:spcBef><a:spcPts val="{hundredths(style.space_before)}"/></a:spcBef>'


def _closer(style: TextStyle, fit: Fit) -> TextStyle:
    return replace(style, space_before=fit.space(style.space_before))
