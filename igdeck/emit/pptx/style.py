"""Text styles as PowerPoint's list levels: in masters and layouts, and in boxes that have no placeholder to inherit from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from igdeck.emit.directions import stands
from igdeck.model.theme import COLOURS
from igdeck.ooxml.markup import quote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from igdeck.model.geometry import Insets
    from igdeck.model.theme import Anchor, Bullet, FontRole, Fonts, HAlign, Placeholder, TextStyle

#: The names that slides call the theme's first four colours by (ECMA-376 part 1, 19.3.1.6: the colour map).
_MAPPED: Final = {"dk1": "tx1", "lt1": "bg1", "dk2": "tx2", "lt2": "bg2"}
ALIGNS: Final[dict[HAlign, str]] = {"left": "l", "center": "ctr", "right": "r"}
ANCHORS: Final[dict[Anchor, str]] = {"top": "t", "middle": "ctr", "bottom": "b"}
#: `pitchFamily` of a font of fixed pitch.
FIXED_PITCH: Final = 49
#: A bullet's size, in percent of the text's, has to be in this range (`ST_TextBulletSizePercent`).
_BULLET_SIZES: Final = (25, 400)


def colour(name: str, inside: str = "") -> str:
    """A colour of the theme by its name, or one that the author gave as six hex digits; `inside` changes it."""
    if name in COLOURS:
        return f'<a:schemeClr val="{_MAPPED.get(name, name)}">{inside}</a:schemeClr>'
    return f'<a:srgbClr val="{name}">{inside}</a:srgbClr>'


def fill(colour: str) -> str:
    """A fill of a theme colour."""
    return f'<a:solidFill><a:schemeClr val="{_MAPPED.get(colour, colour)}"/></a:solidFill>'


def tint(colour: str, luminance: tuple[int, int]) -> str:
    """A fill of a theme colour that is made lighter or darker, as in `emit.tints`."""
    share, more = luminance
    off = f'<a:lumOff val="{more}000"/>' if more else ""
    name = _MAPPED.get(colour, colour)
    return f'<a:solidFill><a:schemeClr val="{name}"><a:lumMod val="{share}000"/>{off}</a:schemeClr></a:solidFill>'


def thousandths(share: float) -> int:
    """A share as a percentage in thousandths of a percent."""
    return round(share * 100_000)


def hundredths(points: float) -> int:
    """A size in hundredths of a point."""
    return round(points * 100)


def latin(role: FontRole, fonts: Fonts) -> str:
    """The font of a role: one of the theme's two, or the code font by name."""
    match role:
        case "heading":
            return '<a:latin typeface="+mj-lt"/>'
        case "body":
            return '<a:latin typeface="+mn-lt"/>'
        case "code":
            return f'<a:latin typeface="{quote(fonts.code)}" pitchFamily="{FIXED_PITCH}" charset="0"/>'


def code_font(fonts: Fonts, east: str = "") -> str:
    """The code font for Latin letters and for those of complex scripts, as PowerPoint writes it; `east` is the East Asian one."""
    face = f'typeface="{quote(fonts.code)}" pitchFamily="{FIXED_PITCH}" charset="0"'
    return f"<a:latin {face}/>{east}<a:cs {face}/>"


def body_properties(anchor: Anchor, insets: Insets, fit: str = "<a:normAutofit/>", *, rtl: bool = False) -> str:
    """The `a:bodyPr` of a placeholder in a layout, or of a text box: everything said, since a layout inherits from its master.

    `rtl`: if somebody sets the text in columns, the first is the one at the right.
    """
    said = (
        f'<a:bodyPr vert="horz" wrap="square" lIns="{insets.left}" tIns="{insets.top}" rIns="{insets.right}" '
        f'bIns="{insets.bottom}" rtlCol="{rtl:d}" anchor="{ANCHORS[anchor]}"'
    )
    return f"{said}>{fit}</a:bodyPr>" if fit else f"{said}/>"


def list_levels(levels: Sequence[TextStyle], fonts: Fonts, inherited: Sequence[TextStyle] = ()) -> str:
    """The levels as `a:lvl1pPr` and so on; those that are inherited as they are may be left out."""
    own = ((number, style) for number, style in enumerate(levels, 1) if number > len(inherited) or style != inherited[number - 1])
    return "".join(level(number, style, fonts) for number, style in own)


def level(number: int, style: TextStyle, fonts: Fonts, tab: int = 914_400) -> str:
    """One level, all of it: what is left out would come from somewhere else. `tab` is the width of a tab in EMU.

    No punctuation hangs over the edge, as East Asian marks would: a browser leaves it inside, and so both decks do.
    """
    side = ALIGNS[stands(style.align, rtl=style.rtl, style_rtl=style.rtl)]
    return (
        f'<a:lvl{number}pPr marL="{style.indent}" indent="{-style.hanging}" algn="{side}" defTabSz="{tab}" '
        f'rtl="{style.rtl:d}" eaLnBrk="1" latinLnBrk="0" hangingPunct="0">{spacing(style)}'
        '<a:spcAft><a:spcPts val="0"/></a:spcAft>'
        f"{_mark(style.bullet)}{run_defaults(style, fonts)}</a:lvl{number}pPr>"
    )


def spacing(style: TextStyle) -> str:
    """Line spacing and the space before."""
    line, before = thousandths(style.line), hundredths(style.space_before)
    return f'<a:lnSpc><a:spcPct val="{line}"/></a:lnSpc><a:spcBef><a:spcPts val="{before}"/></a:spcBef>'


def run_defaults(style: TextStyle, fonts: Fonts) -> str:
    """The look of the level's letters."""
    rest = {
        "heading": '<a:ea typeface="+mj-ea"/><a:cs typeface="+mj-cs"/>',
        "body": '<a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/>',
        "code": '<a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/>',
    }[style.font]
    return (
        f'<a:defRPr sz="{hundredths(style.size)}" b="{style.bold:d}" i="{style.italic:d}" kern="1200">'
        f"{fill(style.color)}{latin(style.font, fonts)}{rest}</a:defRPr>"
    )


def placeholder_tag(placeholder: Placeholder, *, custom: bool = False) -> str:
    """The `p:ph` of a placeholder, in a layout and on a slide alike; `custom` says that the layout has a prompt of its own."""
    kind = "" if placeholder.kind == "obj" else f' type="{placeholder.kind}"'
    size = _SIZES.get(placeholder.kind, "")
    idx = f' idx="{placeholder.idx}"' if placeholder.idx else ""
    prompt = ' hasCustomPrompt="1"' if custom else ""
    return f"<p:ph{kind}{size}{idx}{prompt}/>"


#: The hints of size that PowerPoint gives its footers.
_SIZES: Final = {"dt": ' sz="half"', "ftr": ' sz="quarter"', "sldNum": ' sz="quarter"'}


def _mark(bullet: Bullet | None) -> str:
    if bullet is None:
        return "<a:buNone/>"
    least, most = _BULLET_SIZES
    size = min(max(round(bullet.scale * 100), least), most) * 1000
    colour = _MAPPED.get(bullet.color, bullet.color)
    return (
        f'<a:buClr><a:schemeClr val="{colour}"/></a:buClr><a:buSzPct val="{size}"/>'
        f'<a:buFont typeface="{quote(bullet.font)}"/><a:buChar char="{quote(bullet.char)}"/>'
    )
