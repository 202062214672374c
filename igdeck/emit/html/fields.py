"""Header, footer, date and slide number, which say nothing to who hears the slide: its own name has the number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igdeck.emit.html.markup import classes, escape

if TYPE_CHECKING:
    from igdeck.emit.html.frame import Frame
    from igdeck.model.page import FieldItem


def field_box(item: FieldItem, frame: Frame) -> str:
    """A field in its placeholder: it runs as its first letter does, on the side where the template has it."""
    place = frame.place(item.idx)
    box = "" if item.box == place.placeholder.box else frame.rules.box(item.box)
    apart = frame.dir or not item.text.isascii()
    words = f"<bdi>{escape(item.text)}</bdi>" if apart else escape(item.text)
    return f'<div{classes(("text", item.role.value, place.name, box))} aria-hidden="true"><p>{words}</p></div>'
