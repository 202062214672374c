"""Header, footer, date and slide number, which say nothing to who hears the slide: its own name has the number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igdeck.emit.html.markup import classes, escape
from igdeck.emit.html.text import direction
from igdeck.model.page import Run

if TYPE_CHECKING:
    from igdeck.emit.html.frame import Frame
    from igdeck.model.page import FieldItem


def field_box(item: FieldItem, frame: Frame) -> str:
    """A field in its placeholder."""
    place = frame.place(item.idx)
    box = "" if item.box == place.placeholder.box else frame.rules.box(item.box)
    words = f"<p{direction((Run(item.text),), '', frame.dir)}>{escape(item.text)}</p>"
    return f'<div{classes(("text", item.role.value, place.name, box))} aria-hidden="true">{words}</div>'
