"""A slide layout: decorations below, placeholders above, and only those styles that the master does not say already."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from igdeck.emit.pptx.parts import TREE
from igdeck.emit.pptx.template.decoration import decoration_shape
from igdeck.emit.pptx.template.holders import holder_shape
from igdeck.emit.pptx.template.master import background
from igdeck.ooxml.markup import HEAD, NAMESPACES, quote

if TYPE_CHECKING:
    from igdeck.emit.pptx.template.master import Base
    from igdeck.model.theme import Layout, Theme

#: The types that say nothing of what a layout is for.
_CUSTOM: Final = ("", "cust")


def layout_part(layout: Layout, base: Base, theme: Theme) -> str:
    """The layout as a part; it is preserved, or PowerPoint would drop one that no slide uses."""
    kind = ' userDrawn="1"' if layout.kind in _CUSTOM else f' type="{layout.kind}"'
    ground = background(layout.background) if layout.background != base.background else ""
    decorations = [decoration_shape(decoration, number) for number, decoration in enumerate(layout.decorations, 2)]
    holders = [
        holder_shape(holder, number, base.styles(holder), theme)
        for number, holder in enumerate(layout.placeholders, 2 + len(decorations))
    ]
    return (
        f'{HEAD}<p:sldLayout {NAMESPACES}{kind} preserve="1"><p:cSld name="{quote(layout.name)}">{ground}'
        f"<p:spTree>{TREE}{''.join(decorations)}{''.join(holders)}</p:spTree></p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )
