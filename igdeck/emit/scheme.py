"""The theme part: twelve colours, two fonts, and plain effects, so that a new shape is as sober as the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from igdeck.emit.tints import is_dark
from igdeck.model.theme import COLOURS
from igdeck.ooxml.markup import HEAD, A, quote

if TYPE_CHECKING:
    from igdeck.model.theme import Theme

#: Fonts for scripts that the theme's own have no letters of, by ISO 15924 (as in Office's own themes).
_SCRIPTS: Final = {
    "Jpan": "Yu Gothic",
    "Hang": "Malgun Gothic",
    "Hans": "Microsoft YaHei",
    "Hant": "Microsoft JhengHei",
    "Arab": "Arial",
    "Hebr": "Arial",
    "Thai": "Tahoma",
    "Deva": "Mangal",
}
#: The scripts that a template's font for complex scripts is for.
_COMPLEX: Final = ("Arab", "Hebr")
#: The colours of text and of grounds, which change places in a dark theme.
_OTHER: Final = {"dk1": "lt1", "lt1": "dk1", "dk2": "lt2", "lt2": "dk2"}
_COLOUR: Final = '<a:schemeClr val="phClr"/>'
_FILL: Final = f"<a:solidFill>{_COLOUR}</a:solidFill>"
_TINTED: Final = '<a:solidFill><a:schemeClr val="phClr"><a:tint val="95000"/></a:schemeClr></a:solidFill>'
_SHADED: Final = '<a:solidFill><a:schemeClr val="phClr"><a:shade val="95000"/></a:schemeClr></a:solidFill>'
#: Widths of subtle, moderate and intense lines, in EMU: 0.5, 1 and 1.5 pt.
_LINES: Final = (6_350, 12_700, 19_050)


#: What new shapes are drawn with on a dark ground: their words in the colour of the slide, not in the scheme's light one, as the
#: accents are light there.
_SHAPES: Final = (
    '<a:spDef><a:spPr/><a:bodyPr rtlCol="0" anchor="ctr"/><a:lstStyle/><a:style><a:lnRef idx="1"><a:schemeClr val="accent1"/>'
    '</a:lnRef><a:fillRef idx="1"><a:schemeClr val="accent1"/></a:fillRef><a:effectRef idx="0"><a:schemeClr val="accent1"/>'
    '</a:effectRef><a:fontRef idx="minor"><a:schemeClr val="bg1"/></a:fontRef></a:style></a:spDef>'
)


def theme_part(theme: Theme) -> str:
    """The theme."""
    name = quote(theme.title or theme.name)
    defaults = f"<a:objectDefaults>{_SHAPES}</a:objectDefaults>" if is_dark(theme) else "<a:objectDefaults/>"
    return (
        f'{HEAD}<a:theme xmlns:a="{A}" name="{name}"><a:themeElements>{_colours(theme, name)}{_fonts(theme, name)}'
        f"{_effects(name)}</a:themeElements>{defaults}<a:extraClrSchemeLst/></a:theme>"
    )


def _colours(theme: Theme, name: str) -> str:
    """The colour scheme.

    In PowerPoint, dk1 and dk2 are dark in a dark theme too, and the slide master's map has text take the light ones. Notes and
    handouts, whose masters have maps of their own, stay dark on white.
    """
    palette = theme.palette | {one: theme.palette[_OTHER[one]] for one in _OTHER} if is_dark(theme) else theme.palette
    colours = "".join(f'<a:{colour}><a:srgbClr val="{palette[colour].upper()}"/></a:{colour}>' for colour in COLOURS)
    return f'<a:clrScheme name="{name}">{colours}</a:clrScheme>'


def _fonts(theme: Theme, name: str) -> str:
    heading, body = (_font(family, theme.fonts.complex) for family in (theme.fonts.heading, theme.fonts.body))
    return (
        f'<a:fontScheme name="{name}"><a:majorFont>{heading}</a:majorFont><a:minorFont>{body}</a:minorFont></a:fontScheme>'
    )  # fmt: skip


def _font(family: str, complex_family: str) -> str:
    """A font of the theme, with the one for complex scripts, if the template has one.

    PowerPoint takes a script's own font where `a:cs` is empty; both say the same, for programs that ask only one of them.
    """
    families = _SCRIPTS | (dict.fromkeys(_COMPLEX, complex_family) if complex_family else {})
    scripts = "".join(f'<a:font script="{script}" typeface="{quote(face)}"/>' for script, face in families.items())
    return f'<a:latin typeface="{quote(family)}"/><a:ea typeface=""/><a:cs typeface="{quote(complex_family)}"/>{scripts}'


def _effects(name: str) -> str:
    """Fills, lines and shadows in three strengths each, as the format asks for (ECMA-376 part 1, 20.1.4.1.14)."""
    lines = "".join(
        f'<a:ln w="{width}" cap="flat" cmpd="sng" algn="ctr">{_FILL}<a:prstDash val="solid"/><a:miter lim="800000"/></a:ln>'
        for width in _LINES
    )
    return (
        f'<a:fmtScheme name="{name}"><a:fillStyleLst>{_FILL * 3}</a:fillStyleLst><a:lnStyleLst>{lines}</a:lnStyleLst>'
        f"<a:effectStyleLst>{'<a:effectStyle><a:effectLst/></a:effectStyle>' * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{_FILL}{_TINTED}{_SHADED}</a:bgFillStyleLst></a:fmtScheme>"
    )
