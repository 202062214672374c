"""Footnotes: `[^label]` marks one, a line `[^label]: text` at the start of a line, on any slide, says what stands in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from igdeck.model.diagnostics import warning
from igdeck.model.value import frozen
from igdeck.source.split import Chunk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from igdeck.model.diagnostics import Diagnostic
    from igdeck.source.context import Context

_DEFINITION = r" {0,3}\[\^([^\]\s\[]+)\]:[ \t]*(.*)$"
_INDENT = r" {4}| {0,3}\t"


@frozen
class Definition:
    """The Markdown of a note and the line that it starts on."""

    label: str
    text: str
    line: int


def take_definitions(lines: list[str], held: set[int], first_line: int) -> Iterator[Definition]:
    """Take the notes out of a slide's lines, in place of which empty ones stand; lines of code are `held`."""
    index = 0
    while index < len(lines):
        found = re.match(_DEFINITION, lines[index]) if "[^" in lines[index] and index not in held else None
        if found is None:
            index += 1
            continue
        end = _end(lines, index + 1)
        text = "\n".join((found[2], *(re.sub(rf"^(?:{_INDENT})", "", line) for line in lines[index + 1 : end])))
        yield Definition(found[1], text, first_line + index)
        lines[index:end] = [""] * (end - index)
        index = end


def _end(lines: list[str], index: int) -> int:
    """Where a note ends: its paragraph goes on to a blank line, further blocks of it are indented."""
    end, blank = index, False
    while index < len(lines):
        line = lines[index]
        if not line.strip():
            blank = True
        elif re.match(_INDENT, line) or (not blank and not re.match(_DEFINITION, line) and not line.startswith(":::")):
            end, blank = index + 1, False
        else:
            break
        index += 1
    return end


def chunk_of(definition: Definition) -> Chunk:
    """A note's text as if it were a slide's."""
    return Chunk(definition.text, definition.line, definition.line + definition.text.count("\n"))


def about_footnotes(context: Context) -> Iterator[Diagnostic]:
    """The notes that no mark leads to."""
    for label, definition in context.definitions.items():
        if label not in context.numbers:
            message = f"no mark leads to the footnote “{label}”: “{definition.text}” is left out"
            yield warning("footnote-unused", message, f"write [^{label}] where it belongs", line=definition.line)
