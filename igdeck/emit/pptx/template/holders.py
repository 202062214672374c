"""Placeholders of masters and layouts: a box, a style for each level where it is not inherited, and words that invite."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from igdeck.emit.pptx.fields import field
from igdeck.emit.pptx.frame import place
from igdeck.emit.pptx.shapes import RECTANGLE
from igdeck.emit.pptx.style import body_properties, list_levels, placeholder_tag
from igdeck.model.theme import Role
from igdeck.ooxml.markup import escape, quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from igdeck.model.theme import Placeholder, TextStyle, Theme

#: Masters and layouts speak English, as the names of their layouts do; each slide says its own language.
ENGLISH: Final = 'lang="en-US"'
FIELDS: Final = (Role.DATE, Role.FOOTER, Role.NUMBER)
#: What stands around the content: a line each, not fitted. As PowerPoint has no header for slides, that one is a text, and
#: inherits from the master's body.
AROUND: Final = (Role.HEADER, *FIELDS)
_FITS: Final = {**dict.fromkeys(FIELDS, ""), Role.HEADER: "<a:noAutofit/>"}
_TITLE: Final = "Click to edit Master title style"
_LEVELS: Final = ("Click to edit Master text styles", "Second level", "Third level", "Fourth level", "Fifth level")


def style_count(placeholder: Placeholder) -> int:
    """How many of a placeholder's levels can be used: titles and footers have one."""
    return 1 if placeholder.role in (Role.TITLE, *FIELDS) else len(placeholder.levels)


def holder_shape(
    placeholder: Placeholder, number: int, inherited: Sequence[TextStyle], theme: Theme, tag: str = ""
) -> str:  # fmt: skip
    """A placeholder as a shape; `tag` is its `p:ph` where a master's differs. Footers are not fitted, as nobody's are."""
    levels = list_levels(placeholder.levels[: style_count(placeholder)], theme.fonts, inherited)
    custom = bool(placeholder.prompt) and not tag and placeholder.role not in FIELDS
    fit = _FITS.get(placeholder.role, "<a:normAutofit/>")
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{quote(placeholder.name)}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr>{tag or placeholder_tag(placeholder, custom=custom)}</p:nvPr></p:nvSpPr>"
        f"<p:spPr>{place(placeholder.box)}{RECTANGLE}</p:spPr>"
        f"<p:txBody>{body_properties(placeholder.anchor, placeholder.insets, fit, rtl=placeholder.levels[0].rtl)}"
        f"{f'<a:lstStyle>{levels}</a:lstStyle>' if levels else '<a:lstStyle/>'}{_words(placeholder, custom=custom)}"
        "</p:txBody></p:sp>"
    )


def _words(placeholder: Placeholder, *, custom: bool) -> str:
    """What stands in an empty placeholder, or what PowerPoint fills in."""
    match placeholder.role:
        case Role.NUMBER:
            return _paragraphs([field("slidenum", "‹#›", ENGLISH)])
        case Role.DATE:
            return _paragraphs([field("datetimeFigureOut", "1/1/1980", ENGLISH)])
        case Role.FOOTER:
            return _paragraphs([_run(" ")])  # LibreOffice sets footers like the master's first run, and in Times without one
        case Role.TITLE:
            return _paragraphs([_run(placeholder.prompt if custom else _TITLE)])
    if custom:
        return _paragraphs([_run(placeholder.prompt)])
    return _paragraphs(_run(text) for text in (_LEVELS if placeholder.levels[0].bullet else _LEVELS[:1]))


def _run(text: str) -> str:
    return f"<a:r><a:rPr {ENGLISH}/><a:t>{escape(text)}</a:t></a:r>"


def _paragraphs(contents: Iterable[str]) -> str:
    """A paragraph a level."""
    depths = ("", *(f'<a:pPr lvl="{level}"/>' for level in range(1, len(_LEVELS))))
    return "".join(
        f"<a:p>{depth}{content}<a:endParaRPr {ENGLISH}/></a:p>" for depth, content in zip(depths, contents, strict=False)
    )
