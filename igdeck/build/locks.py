"""Finds out whether another program has a file open, by the marks that programs leave for each other."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from igdeck.model.value import frozen

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

#: The length of Word's mark in bytes.
_WORD = 162


@frozen
class Lock:
    """A file that is open elsewhere: `state` goes on from its name, `mark` is the lock file, if there is one.

    A mark stays behind when its program crashes, and then means nothing.
    """

    state: str
    mark: Path | None = None


def find_lock(file: Path) -> Lock | None:
    """The lock on a file that exists, or None."""
    return _office_lock(file) or _libreoffice_lock(file) or _record_lock(file)


def _office_lock(file: Path) -> Lock | None:
    if file.suffix == ".docx":
        return _marked("Word", file.with_name(f"~${file.name[_covered(file.stem) :]}"), _office_user)
    return _marked("PowerPoint", file.with_name(f"~${file.name}"), _office_user)


def _covered(stem: str) -> int:
    """How many letters of a document's name the mark of Word takes the place of: two, but fewer where eight are not there."""
    return max(0, min(2, len(stem) - 6))


def _libreoffice_lock(file: Path) -> Lock | None:
    return _marked("LibreOffice", file.with_name(f".~lock.{file.name}#"), _libreoffice_user)


def _marked(program: str, mark: Path, read_user: Callable[[bytes], str]) -> Lock | None:
    try:
        user = read_user(mark.read_bytes())
    except PermissionError:  # Office may forbid to read it
        user = ""
    except OSError:  # there is none
        return None
    return Lock(f"open in {program}, used by {user}" if user else f"open in {program}", mark)


def _office_user(data: bytes) -> str:
    """The user that PowerPoint or Word names.

    165 bytes: the length of the name in one byte, the name in 8-bit code padded to 54 bytes, the length again in two bytes,
    the name in UTF-16. Word has a byte less in each half.
    """
    half = 54 if len(data) == _WORD else 55
    exact = data[half + 2 : half + 2 + 2 * int.from_bytes(data[half : half + 2], "little")]
    name = exact.decode("utf-16-le", "replace") or data[1 : 1 + int.from_bytes(data[:1])].decode("cp1252", "replace")
    return name.strip("\0 ")


def _libreoffice_user(data: bytes) -> str:
    r"""The user that LibreOffice names: `full name,login,host,time,profile;`, with `\` before a comma in a name."""
    fields = data.decode("utf-8", "replace").replace("\\,", "\0").split(",")
    name, login, host = (field.replace("\0", ",").strip() for field in (*fields, "", "")[:3])
    return " on ".join(part for part in (name or login, host) if part)


def _record_lock(file: Path) -> Lock | None:
    """The POSIX record lock of a program that has no lock file; on Windows the system itself refuses the replace."""
    if sys.platform == "win32":
        return None
    import fcntl

    with suppress(OSError), file.open("r+b") as stream:
        try:
            fcntl.lockf(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as reason:
            if reason.errno in {errno.EACCES, errno.EAGAIN}:
                return Lock(f"locked by {_record_holder(stream.fileno())}")
    return None


def _record_holder(descriptor: int) -> str:
    """The program that holds a record lock, and its process, where the system tells."""
    if sys.platform != "linux":
        return "another program"
    import fcntl
    import struct
    from pathlib import Path

    layout = "hhqqi4x"  # struct flock: type, whence, start, length, process
    question = struct.pack(layout, fcntl.F_WRLCK, os.SEEK_SET, 0, 0, 0)
    process = struct.unpack(layout, fcntl.fcntl(descriptor, fcntl.F_GETLK, question))[4]
    try:
        name = Path(f"/proc/{process}/comm").read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return "another program"
    return f"{name} (process {process})"
