"""Text as markup: nothing that a source says is ever read as an element, an attribute or an entity."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def escape(text: str) -> str:
    """Text for an element."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    return text.replace("<", "&lt;").replace(">", "&gt;")


def quoted(text: str) -> str:
    """Text for an attribute, with the quotes around it."""
    return '"' + escape(text).replace('"', "&quot;") + '"'


def classes(names: Iterable[str]) -> str:
    """The attribute `class` of these names, or nothing without any."""
    joined = " ".join(filter(None, names))
    return f' class="{joined}"' if joined else ""


def attribute(name: str, value: str) -> str:
    """An attribute, or nothing without a value."""
    return f" {name}={quoted(value)}" if value else ""
