"""The slide master: what every layout inherits. It is the theme's layout for title and content, without decorations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from igdeck.emit.pptx.parts import MASTER_ID, TREE
from igdeck.emit.pptx.style import fill, list_levels
from igdeck.emit.pptx.template.holders import AROUND, holder_shape
from igdeck.emit.tints import is_dark
from igdeck.model.theme import Role
from igdeck.ooxml.markup import HEAD, NAMESPACES

if TYPE_CHECKING:
    from igdeck.model.theme import Placeholder, TextStyle, Theme

_ACCENTS: Final = (
    'accent1="accent1" accent2="accent2" accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" '
    'hlink="hlink" folHlink="folHlink"/>'
)
#: What slides call the theme's colours: text takes the dark ones, and on a dark ground the light ones.
COLOUR_MAP: Final = f'<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" {_ACCENTS}'
_DARK_MAP: Final = f'<p:clrMap bg1="dk1" tx1="lt1" bg2="dk2" tx2="lt2" {_ACCENTS}'
#: The placeholders of a master with their `p:ph`, as PowerPoint numbers them.
_TAGS: Final = {
    Role.TITLE: '<p:ph type="title"/>',
    Role.BODY: '<p:ph type="body" idx="1"/>',
    Role.DATE: '<p:ph type="dt" sz="half" idx="2"/>',
    Role.FOOTER: '<p:ph type="ftr" sz="quarter" idx="3"/>',
    Role.NUMBER: '<p:ph type="sldNum" sz="quarter" idx="4"/>',
}
_LEVELS: Final = 9


class Base(NamedTuple):
    """What layouts inherit: the background, and the styles of each role that the master has a placeholder for."""

    background: str
    holders: dict[Role, Placeholder]

    def styles(self, placeholder: Placeholder) -> tuple[TextStyle, ...]:
        """What a layout's placeholder inherits: PowerPoint goes by its type, and takes the body's for all that is content.

        A footer says everything again: other programs look for its style in the layout alone. So does a header, which is none of
        the body's text.
        """
        if placeholder.role in AROUND:
            return ()
        found = self.holders.get(placeholder.role) or self.holders.get(Role.BODY)
        return found.levels if found else ()


def base_layout(theme: Theme) -> Base:
    """The layout that the master is made of; what it has no placeholder for comes from the first layout that has."""
    first = next((layout for layout in theme.layouts if layout.placeholder(Role.TITLE) and layout.placeholder(Role.BODY)), None)
    layouts = [first, *theme.layouts] if first else list(theme.layouts)
    found = {role: next((p for layout in layouts if (p := layout.placeholder(role))), None) for role in _TAGS}
    return Base(layouts[0].background, {role: holder for role, holder in found.items() if holder})


def background(colour: str) -> str:
    """A background in a theme colour."""
    return f"<p:bg><p:bgPr>{fill(colour)}<a:effectLst/></p:bgPr></p:bg>"


def master_part(theme: Theme) -> str:
    """The slide master with its text styles and the list of its layouts."""
    base = base_layout(theme)
    shapes = "".join(
        holder_shape(holder, number, _unstyled(role, holder), theme, _TAGS[role])
        for number, (role, holder) in enumerate(base.holders.items(), 2)
    )
    layouts = "".join(
        f'<p:sldLayoutId id="{MASTER_ID + number}" r:id="rId{number}"/>' for number in range(1, len(theme.layouts) + 1)
    )
    return (
        f"{HEAD}<p:sldMaster {NAMESPACES}><p:cSld>{background(base.background)}<p:spTree>{TREE}{shapes}</p:spTree></p:cSld>"
        f"{_DARK_MAP if is_dark(theme) else COLOUR_MAP}"
        f"<p:sldLayoutIdLst>{layouts}</p:sldLayoutIdLst>{_text_styles(base, theme)}</p:sldMaster>"
    )


def _unstyled(role: Role, holder: Placeholder) -> tuple[TextStyle, ...]:
    """Title and body take their styles from the master's text styles, the foot from its own placeholders."""
    return holder.levels if role in (Role.TITLE, Role.BODY) else ()


def _text_styles(base: Base, theme: Theme) -> str:
    title, body = (base.holders.get(role) for role in (Role.TITLE, Role.BODY))
    plain = "".join(
        f'<a:lvl{level}pPr><a:defRPr sz="1800"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill><a:latin typeface="+mn-lt"/>'
        f'<a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/></a:defRPr></a:lvl{level}pPr>'
        for level in range(1, _LEVELS + 1)
    )
    return (
        f"<p:txStyles><p:titleStyle>{list_levels(title.levels[:1], theme.fonts) if title else ''}</p:titleStyle>"
        f"<p:bodyStyle>{list_levels(body.levels, theme.fonts) if body else ''}</p:bodyStyle>"
        f"<p:otherStyle>{plain}</p:otherStyle></p:txStyles>"
    )
