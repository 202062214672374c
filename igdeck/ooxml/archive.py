"""Writes a zip file that is a function of its contents alone: one date, one level, no clock, no name of a machine.

Entries are packed one by one, so that those of a template can be kept packed and joined to new ones. The standard library's
writer cannot take a packed entry, and importing it costs as much as packing a hundred slides.
"""

from __future__ import annotations

import zlib
from io import BytesIO
from struct import Struct
from typing import TYPE_CHECKING, Final, TypeAlias

from igdeck.model.diagnostics import IgdeckError, error

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

STORED: Final = 0
DEFLATED: Final = 8
LEVEL: Final = 6
#: What fits a zip file without its 64-bit extension, which not every reader of .pptx knows.
MOST_ENTRIES: Final = 0xFFFF
MOST_BYTES: Final = 0xFFFF_FFFF

#: 1980-01-01 00:00, the first moment that a zip file can name, as DOS date and time; "2.0" is needed to unpack.
_DATE: Final = (1 << 5) | 1
_VERSION: Final = 20
_LOCAL: Final = Struct("<4s5H3I2H")
_CENTRAL: Final = Struct("<4s6H3I5H2I")
_END: Final = Struct("<4s4H2IH")


#: A packed entry: its name, how it is packed, checksum and size of the content as it was, and the content as it is packed, or
#: the file that it is read from when the archive is written: a deck of photos is not in memory twice then.
Entry: TypeAlias = "tuple[str, int, int, int, bytes | Path]"


def packed(name: str, content: bytes) -> Entry:
    """An entry deflated."""
    deflater = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return name, DEFLATED, zlib.crc32(content), len(content), deflater.compress(content) + deflater.flush()


def stored(name: str, content: bytes) -> Entry:
    """An entry as it is, for what is packed already."""
    return name, STORED, zlib.crc32(content), len(content), content


def stored_file(name: str, content: bytes, file: Path) -> Entry:
    """An entry as it is, whose content is read again from this file."""
    return name, STORED, zlib.crc32(content), len(content), file


def write_archive(entries: Iterable[Entry]) -> bytes:
    """The zip file of these entries, in their order.

    Raises `IgdeckError`: `deck-too-large` for what no .pptx can hold, `picture-unreadable` for a file that has just changed.
    """
    out, at = BytesIO(), 0
    directory: list[bytes] = []
    for title, method, crc, size, content in entries:
        name = title.encode()
        data = content if isinstance(content, bytes) else _read(content, crc, size)
        facts = (_VERSION, 0, method, 0, _DATE, crc, len(data), size, len(name), 0)
        _refuse_over(at + len(data), MOST_BYTES, "is larger than 4 GiB")
        out.writelines((_LOCAL.pack(b"PK\3\4", *facts), name, data))
        directory += (_CENTRAL.pack(b"PK\1\2", _VERSION, *facts, 0, 0, 0, 0, at), name)
        at += _LOCAL.size + len(name) + len(data)
    number = len(directory) // 2
    _refuse_over(number, MOST_ENTRIES, f"has {number} parts")
    length = sum(map(len, directory))
    out.writelines((*directory, _END.pack(b"PK\5\6", 0, 0, number, number, length, at, 0)))
    return out.getvalue()


def _read(file: Path, crc: int, size: int) -> bytes:
    try:
        content = file.read_bytes()
    except OSError:
        content = b""
    if len(content) != size or zlib.crc32(content) != crc:
        raise IgdeckError(error("picture-unreadable", f"{file.name} has changed meanwhile", "build again"))
    return content


def _refuse_over(value: int, most: int, what: str) -> None:
    if value > most:
        raise IgdeckError(error("deck-too-large", f"the deck {what}, more than a .pptx can hold", "part it into several decks"))
