"""A source file's bytes as text: UTF-8, with or without a byte order mark, any line ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igdeck.model.diagnostics import IgdeckError, error

if TYPE_CHECKING:
    from pathlib import Path


def read_text(path: Path) -> str:
    """Read a source file; raise IgdeckError for what is no readable, non-empty UTF-8 text."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise _unreadable(path, "source-missing", "there is no such file", "check the path's spelling") from None
    except IsADirectoryError:
        hint = "name the Markdown file in it"
        raise _unreadable(path, "source-folder", "this is a folder, not a file", hint) from None
    except OSError as fault:
        reason = fault.strerror or str(fault)
        raise _unreadable(path, "source-unreadable", f"cannot be read: {reason}", "check who may read it") from None
    return decode(data, str(path))


def decode(data: bytes, file: str) -> str:
    """Decode UTF-8 and make every line end a line feed; raise IgdeckError naming the first wrong byte."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        at = fault.start + (3 if data.startswith(b"\xef\xbb\xbf") else 0)
        line = data.count(b"\n", 0, at) + 1
        column = at - (data.rfind(b"\n", 0, at) + 1) + 1
        raise IgdeckError(
            error(
                "source-encoding",
                f"not UTF-8: byte 0x{data[at]:02x} at offset {at} is no character",
                "save the file as UTF-8",
                file=file,
                line=line,
                column=column,
            )
        ) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    if not text.strip():
        raise IgdeckError(error("source-empty", "the file is empty", "write a first slide: a line such as “# My talk”", file=file))
    return text


def _unreadable(path: Path, code: str, message: str, hint: str) -> IgdeckError:
    return IgdeckError(error(code, message, hint, file=str(path)))
