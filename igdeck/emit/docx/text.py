"""Words: paragraphs in the style of their kind, lists with Word's own numbering, and runs with what the author asked for."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from igdeck.emit.directions import runs_rtl
from igdeck.emit.docx.markup import code_font, paragraph, run, size
from igdeck.emit.docx.numbering import LEVELS, TASKS, numbered
from igdeck.emit.docx.styles import LIST_LEVELS, MARKED, STEP
from igdeck.emit.language import right_to_left_parts
from igdeck.emit.tints import MARKER
from igdeck.model.page import SMALL
from igdeck.model.value import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from igdeck.emit.docx.footnotes import Footnotes
    from igdeck.emit.docx.links import Links
    from igdeck.emit.docx.numbering import Lists
    from igdeck.emit.docx.paper import Paper
    from igdeck.emit.language import Language
    from igdeck.model.inline import Direction
    from igdeck.model.page import Kind, PageParagraph, Run

#: The styles of paragraphs that are no items of lists, and how far in their text stands.
_STYLES: Final[dict[Kind, tuple[str, int]]] = {
    "plain": ("", 0),
    "heading": ("Heading3", 0),
    "quote": ("Quote", STEP),
    "attribution": ("QuoteAttribution", STEP),
    "term": ("DefinitionTerm", 0),
    "meaning": ("Definition", STEP),
    "footnote": ("FootnoteText", 0),
}
#: Numbers from here on need so much more room than others.
_WIDE: Final = 100
_MORE: Final = 240
_SHIFTS: Final = {"": "", "super": '<w:vertAlign w:val="superscript"/>', "sub": '<w:vertAlign w:val="subscript"/>'}


@frozen
class Setting:
    """What the text of a slide is set with: theme, language and direction, the document's lists and notes, the part's links.

    `base` is the size of its text in points.
    """

    paper: Paper
    language: Language
    links: Links
    lists: Lists
    notes: Footnotes
    base: float
    dir: Direction = ""


def paragraphs(content: Iterable[PageParagraph], setting: Setting, styles: dict[Kind, str] | None = None) -> str:
    """Paragraphs one after the other; `styles` go before those that their kinds usually have."""
    setting.lists.begin()
    return "".join([_paragraph(said, setting, styles or {}) for said in content])


def direction(runs: Sequence[Run], own: Direction, setting: Setting) -> str:
    """What a paragraph says that runs from right to left: by its own word, its slide's, or its first letter."""
    return "<w:bidi/>" if runs_rtl(runs, own, setting.dir) else ""


def words(content: Sequence[Run], setting: Setting) -> str:
    """Runs, those of one link in its element."""
    if len(content) == 1 and not content[0].href:
        return _run(content[0], setting)
    drawn = []
    for href, group in groupby(content, lambda run: run.href):
        opening = setting.links.opening(href) if href else ""
        linked = "".join([_run(run, setting, linked=bool(opening)) for run in group])
        drawn.append(f"{opening}{linked}</w:hyperlink>" if opening else linked)
    return "".join(drawn)


def _paragraph(said: PageParagraph, setting: Setting, styles: dict[Kind, str]) -> str:
    instance = setting.lists.instance(said)
    style, more, indent = _stands(said, instance, styles)
    return paragraph(style, words(said.runs, setting), more + direction(said.runs, said.dir, setting) + indent)


def _stands(said: PageParagraph, instance: int, styles: dict[Kind, str]) -> tuple[str, str, str]:
    """The style of a paragraph, its numbering where the style does not say it, and its indent if that is another."""
    level = min(said.level, LEVELS - 1)
    deeper = str(min(level, LIST_LEVELS - 1) + 1) if level else ""
    match said.kind:
        case "bullet":
            task = TASKS.get(said.mark)
            own = numbered(task or 1, level) if task or level >= LIST_LEVELS else ""
            return f"ListBullet{deeper}", own, ""
        case "number":
            return f"ListNumber{deeper}", numbered(instance, level), _wide(level) if said.number >= _WIDE else ""
        case "more":
            return f"ListContinue{deeper}", "", _indent(STEP * (level + 1)) if level >= LIST_LEVELS else ""
        case kind:
            style, left = _STYLES[kind]
            return styles.get(kind, style), "", _indent(left + STEP * level) if level else ""


def _wide(level: int) -> str:
    """The indent of an item whose number needs more room than the levels of lists have."""
    return f'<w:ind w:left="{STEP * (level + 1) + _MORE}" w:hanging="{STEP + _MORE}"/>'


def _indent(left: int) -> str:
    return f'<w:ind w:left="{left}"/>'


# Runs --------------------------------------------------------------------------------------------------------------


def _run(said: Run, setting: Setting, *, linked: bool = False) -> str:
    """A run; letters of scripts with needs of their own stand in runs of their own."""
    if not said.text:
        return ""
    if said.note and (mark := setting.notes.mark(said, setting)):
        return mark
    look = _look(said, setting, linked=linked)
    if said.text.isascii() and not said.lang and not said.dir:
        return run(said.text, look("", ""))
    parts = ((said.text, True),) if said.dir == "rtl" else right_to_left_parts(said.text)
    return "".join([run(part, _spoken(part, said, look, setting, right=right)) for part, right in parts])


def _look(said: Run, setting: Setting, *, linked: bool) -> Callable[[str, str], str]:
    """The properties of a run, given its font and what it says of its script. One look may have a style, others say it."""
    style = "Hyperlink" if linked else ""
    face, points, ground = "", "", ""
    if said.code:
        style, face = ("CodeText", "") if not style else (style, code_font(setting.paper.theme.fonts))
    if said.mark:
        style, ground = ("Highlight", "") if not style else (style, setting.paper.tint(MARKER, MARKED)[0])
    if said.small:
        style, points = ("Small", "") if not style else (style, size(setting.base * SMALL))
    opening = f'<w:rStyle w:val="{style}"/>' if style else ""
    weight = ("<w:b/><w:bCs/>" if said.bold else "") + ("<w:i/><w:iCs/>" if said.italic else "")
    rest = weight + ("<w:strike/>" if said.strike else "") + points
    rest += ('<w:u w:val="single"/>' if said.underline and not linked else "") + ground + _SHIFTS[said.shift]
    return lambda font, script: opening + (font or face) + rest + script


def _spoken(text: str, said: Run, look: Callable[[str, str], str], setting: Setting, *, right: bool) -> str:
    """The look of a piece of a run with its language. Word has a language for each of three kinds of scripts."""
    language = setting.language.of(said.lang)
    tag, east, _ = language.letters(text)
    spoken = ""
    if right:
        spoken = f'<w:rtl/><w:lang w:bidi="{tag or language.tag}"/>'
    elif east:
        spoken = f'<w:lang w:eastAsia="{tag}"/>'
    elif language.tag != setting.language.tag and not (language.is_east_asian or language.is_right_to_left):
        spoken = f'<w:lang w:val="{language.tag}"/>'
    font = f'<w:rFonts w:eastAsia="{east}" w:hint="eastAsia"/>' if east and not said.code else ""
    return look(font, spoken)
