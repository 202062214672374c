"""Attributes as pandoc writes them: `{#id .class key=value key="some words"}`.

One reader for all that can carry them: titles, headings, pictures, links, code, spans, containers, and any block below a line of
its own that holds attributes. Whoever owns them takes what it knows; what is left is unknown, and is said.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from igdeck.model.diagnostics import error, note, warning
from igdeck.model.value import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from igdeck.source.context import Context

_WORD = r"[#.][\w:-]+|[A-Za-z][\w-]*=(?:\"[^\"]*\"|'[^']*'|[^\s{}\"']+)"
#: What stands between braces.
INSIDE = rf"[ \t]*(?:{_WORD})(?:[ \t]+(?:{_WORD}))*[ \t]*"
#: Attributes with their braces.
ATTRIBUTES = rf"\{{{INSIDE}\}}"


@frozen
class Attributes:
    """An `#id`, `.classes`, and keys with their values, in the order written."""

    key: str = ""
    classes: tuple[str, ...] = ()
    values: tuple[tuple[str, str], ...] = ()

    def over(self, other: Attributes) -> Attributes:
        """These and others; where both say something, these count."""
        classes = dict.fromkeys((*other.classes, *self.classes))
        return Attributes(self.key or other.key, tuple(classes), (*other.values, *self.values))


NONE = Attributes()


def read_attributes(text: str) -> Attributes:
    """Attributes with or without their braces."""
    key, classes, values = "", [], []
    for word in re.findall(_WORD, text):
        if word[0] == "#":
            key = word[1:]
        elif word[0] == ".":
            classes.append(word[1:])
        else:
            name, _, value = word.partition("=")
            values.append((name, value[1:-1] if value[:1] in ('"', "'") else value))
    return Attributes(key, tuple(classes), tuple(values))


class Taker:
    """The attributes of one owner (“pictures”), while what it knows is taken from them.

    `lines` says on which line a key stands, where that is not the owner's.
    """

    __slots__ = ("attributes", "context", "known_classes", "known_keys", "line", "lines", "owner")

    def __init__(
        self, attributes: Attributes, owner: str, line: int, context: Context, lines: Mapping[str, int] | None = None
    ) -> None:
        self.attributes = attributes
        self.owner = owner
        self.line = line
        self.context = context
        self.lines = lines or {}
        self.known_keys: dict[str, None] = {}
        self.known_classes: dict[str, None] = {}

    def has(self, *names: str) -> bool:
        """Whether there is a class of one of these names."""
        self.known_classes |= dict.fromkeys(names)
        return any(name in self.attributes.classes for name in names)

    def get(self, *names: str) -> str:
        """The value of a key, which may be called in several ways; the last one counts."""
        self.known_keys |= dict.fromkeys(names)
        return next((value for name, value in reversed(self.attributes.values) if name in names), "")

    def wrong(self, key: str, message: str, hint: str) -> None:
        """Say that a value cannot be."""
        line = self.lines.get(key, self.line)
        self.context.found.append(error("attribute-value", message, hint, line=line))

    def rest(self, *, keeps: bool = False) -> tuple[str, ...]:
        """Say what is not known; return the classes that are not, for an owner that `keeps` them."""
        for name, value in self.attributes.values:
            if name not in self.known_keys:
                self._unknown(
                    f"{self.owner} have no attribute “{name}={value}”", name, self.known_keys, self.lines.get(name, self.line)
                )
        if self.attributes.key and self.owner != "slides":
            message = f"only slides have an id: “#{self.attributes.key}” has no effect here"
            self.context.found.append(note("attribute-unknown", message, line=self.line))
        own = tuple(name for name in self.attributes.classes if name not in self.known_classes)
        for name in own:
            if keeps and not _near(name, self.known_classes):
                message = f"the class “{name}” is none of igdeck's: it has no effect"
                self.context.once(name, note("attribute-unknown", message, line=self.line))
            else:
                self._unknown(f"{self.owner} have no class “{name}”", name, self.known_classes, self.line)
        return own if keeps else ()

    def _unknown(self, message: str, name: str, known: Mapping[str, None], line: int) -> None:
        near = _near(name, known)
        hint = f"did you mean “{near}”?" if near else f"there are: {', '.join(known)}" if known else "remove it"
        self.context.found.append(warning("attribute-unknown", message, hint, line=line))


def _near(name: str, known: Mapping[str, None]) -> str:
    from difflib import get_close_matches

    return next(iter(get_close_matches(name.lower(), known, n=1, cutoff=0.7)), "")
