"""A slide: a section named by number and title, its items in reading order, the title first."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from igdeck.emit.html.code import code_box
from igdeck.emit.html.fields import field_box
from igdeck.emit.html.markup import attribute, quoted
from igdeck.emit.html.table import table_box
from igdeck.emit.html.text import band, hidden_title, text_box
from igdeck.model.page import BandItem, CodeItem, FieldItem, PictureItem, TableItem, TextItem
from igdeck.model.theme import Role

if TYPE_CHECKING:
    from igdeck.emit.html.frame import Frame
    from igdeck.emit.html.picture import Pictures
    from igdeck.model.page import Item, Page


def slide(page: Page, count: int, frame: Frame, pictures: Pictures) -> str:
    """A slide of `count`. The first one's title heads the deck, so that the outline has one top."""
    frame = frame._replace(dir=page.dir or frame.dir, title="h1" if page.number == 1 else "h2")
    items = drawn(page, frame, pictures)
    label = quoted(f"{page.number} / {count}: {page.title}")
    if page.notes:
        from igdeck.emit.html.steps import notes

        items.append(notes(page, frame))
    opening = f'<section class="{slide_name(page, frame)}" id={quoted(page.key)} aria-label={label}{_said(page)}>'
    return "\n".join((opening, *items, "</section>\n"))


def slide_name(page: Page, frame: Frame) -> str:
    """The classes of a slide."""
    bare = " bare" if page.backdrop and page.backdrop.bare else ""
    return f"slide layout-{frame.name}{bare}"


def drawn(page: Page, frame: Frame, pictures: Pictures) -> list[str]:
    """What stands on a slide: what lies behind it, then its items in reading order, the title first."""
    items = [item_box(item, frame, pictures) for item in page.items]
    if not any(isinstance(item, TextItem) and item.role is Role.TITLE for item in page.items):
        items.insert(0, hidden_title(page.title, frame))
    if page.backdrop:
        from igdeck.emit.html.backdrop import backdrop

        items[:0] = backdrop(page, page.backdrop, frame, pictures)
    return items


def _said(page: Page) -> str:
    """What a slide says of itself beyond its name: how it is spoken, how it comes on, what it keeps back."""
    return (
        attribute("lang", page.lang)
        + attribute("dir", page.dir)
        + attribute("data-transition", page.transition)
        + (f' data-steps="{page.clicks}"' if page.clicks else "")
        + (" data-hidden" if page.hidden else "")
    )


def item_box(item: Item, frame: Frame, pictures: Pictures) -> str:  # noqa: PLR0911 (one a kind of item)
    """An item in its box."""
    match item:
        case TextItem(hidden=True):
            return hidden_title("".join(run.text for p in item.paragraphs for run in p.runs), frame)
        case TextItem():
            return text_box(item, frame)
        case BandItem():
            return band(item, frame)
        case CodeItem():
            return code_box(item, frame)
        case TableItem():
            return table_box(item, frame)
        case PictureItem():
            return pictures.box(item, frame)
        case FieldItem():
            return field_box(item, frame)
        case _:
            assert_never(item)
