"""A source file's bytes as text: UTF-8, with or without a byte order mark, any line ends."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from igdeck.model.diagnostics import Diagnostic, IgdeckError, error, warning

if TYPE_CHECKING:
    from pathlib import Path

#: Stands where a character cannot be shown (CommonMark 2.3).
REPLACEMENT = "\ufffd"
#: No talk comes near it, but a device that never ends or a film named by mistake would fill the memory.
MOST_BYTES = 64 << 20
#: `:name:` of an emoji, or several in a row, apart from words: no time (10:30:15), no path (std::m::x), no `:---:` of a table.
#: It starts with its colon, which makes the search five times as fast.
SHORTCODES = r":(?<![\w:]:)(?=[+-]?\w)[\w+-]+:(?::(?=[+-]?\w)[\w+-]+:)*(?![\w:])"

# No XML file may hold these, so no slide can (XML 1.0, 2.2). Vertical tab and form feed are spaces to people.
_SPACES = r"[\x0b\x0c]"
_UNREADABLE = r"[\0-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]"


def read_text(path: Path) -> str:
    """Read a source file; raise IgdeckError for what is no readable, non-empty UTF-8 text."""
    try:
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise _unreadable(path, "source-missing", "there is no such file", "check the path's spelling") from None
    except IsADirectoryError:
        hint = "name the Markdown file in it"
        raise _unreadable(path, "source-folder", "this is a folder, not a file", hint) from None
    except (OSError, ValueError) as fault:  # ValueError: a path that no file system knows, as one with a zero byte
        reason = getattr(fault, "strerror", None) or str(fault)
        raise _unreadable(path, "source-unreadable", f"cannot be read: {reason}", "check who may read it") from None
    if len(data) > MOST_BYTES:
        message = f"there is no end to it in the first {MOST_BYTES >> 20} MiB"
        raise _unreadable(path, "source-large", message, "name a Markdown file, or part it into several")
    return decode(data, str(path))


def decode(data: bytes, file: str) -> str:
    """Decode UTF-8 and make every line end a line feed; raise IgdeckError naming the first wrong byte."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        at = fault.start + (3 if data.startswith(b"\xef\xbb\xbf") else 0)
        raise IgdeckError(_not_utf8(data, at, file)) from None
    text = readable(text.replace("\r\n", "\n").replace("\r", "\n"))
    if not text.strip():
        hint = "write a first slide: a line such as “# My talk”"
        raise IgdeckError(error("source-empty", "the file is empty", hint, file=file))
    return text


def readable(text: str) -> str:
    """The text without characters that no slide can hold."""
    return re.sub(_UNREADABLE, REPLACEMENT, re.sub(_SPACES, " ", text))


def about_replaced(text: str) -> tuple[Diagnostic, ...]:
    """Say where characters stand that could not be read."""
    at = text.find(REPLACEMENT)
    if at < 0:
        return ()
    count = text.count(REPLACEMENT)
    message = "a character here cannot be shown" + (f" (and {count - 1} more in this file)" if count > 1 else "")
    line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
    return (warning("character-unreadable", message, "write it anew, or remove it", line=line, column=column),)


def _not_utf8(data: bytes, at: int, file: str) -> Diagnostic:
    before = data[:at].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8-sig")) + 1
    message = f"not UTF-8: byte 0x{data[at]:02x} at offset {at} is no character"
    return error("source-encoding", message, "save the file as UTF-8", file=file, line=line, column=column)


def _unreadable(path: Path, code: str, message: str, hint: str) -> IgdeckError:
    return IgdeckError(error(code, message, hint, file=str(path)))
