"""Standard output and standard error, whatever they lead to: a terminal, a file, a full disk, a reader that has gone, nothing."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, TextIO

import click

from igdeck.model.value import frozen

if TYPE_CHECKING:
    from typing import Final

_DEFAULT_WIDTH = 80

#: Plain forms of the typographic characters in messages, for encodings that lack them.
_PLAIN: Final = {
    **dict.fromkeys(map(ord, "“”"), '"'),
    **dict.fromkeys(map(ord, "‘’"), "'"),
    **dict.fromkeys(map(ord, "–—"), "-"),
    ord("…"): "...",
}


@frozen
class Screen:
    """A terminal: how many columns it has, and whether it is to show colours."""

    width: int
    colours: bool


class Console:
    """Where a command writes. `trouble` is why something could not be written; the work goes on all the same."""

    def __init__(self) -> None:
        self.trouble = ""

    def out(self, text: str) -> None:
        """Write a result."""
        self._write(sys.stdout, text)

    def err(self, text: str) -> None:
        """Write what there is to say about the work."""
        self._write(sys.stderr, text)

    @property
    def screen(self) -> Screen | None:
        """The terminal that standard error leads to, or None."""
        if sys.stderr is None or not (sys.stderr.isatty() or os.environ.get("FORCE_COLOR")):
            return None
        colours = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        return Screen(_width(sys.stderr), colours)

    @property
    def has_cursor(self) -> bool:
        """Whether a line on standard error can be drawn anew."""
        return sys.stderr is not None and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"

    def _write(self, stream: TextIO | None, text: str) -> None:
        if stream is None:  # closed from the start
            return
        try:
            click.echo(encodable(text, stream.encoding), file=stream, nl=False, color=True)
        except BrokenPipeError:  # the reader has gone; the work goes on
            pass
        except OSError as fault:
            self.trouble = fault.strerror or str(fault)


def encodable(text: str, encoding: str | None) -> str:
    """The text in characters that an encoding has."""
    encoding = encoding or "ascii"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return text.translate(_PLAIN).encode(encoding, "backslashreplace").decode(encoding)
    return text


def _width(stream: TextIO) -> int:
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns) > 0:
        return int(columns)
    try:
        return os.get_terminal_size(stream.fileno()).columns or _DEFAULT_WIDTH
    except (OSError, ValueError):
        return _DEFAULT_WIDTH
