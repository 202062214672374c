"""The fonts that come with a template, in its folder `fonts`: what each file calls its family and style.

PowerPoint knows fonts by family, bold and italic, which is what the name table and `OS/2` say (OpenType 1.9). No font is read
further here, as this takes no library; what is no font is a mistake of the template.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, BinaryIO, Final

from igdeck.model.diagnostics import IgdeckError, error
from igdeck.model.theme import FontFile

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

__all__ = ["read_fonts"]

_KINDS: Final = (b"\x00\x01\x00\x00", b"OTTO", b"true")
_COLLECTION: Final = b"ttcf"
_FAMILY: Final = 1
_WINDOWS, _MACINTOSH, _ENGLISH = 3, 1, 0x0409
_ITALIC, _BOLD = 1 << 0, 1 << 5  # of fsSelection, at byte 62 of OS/2
_SELECTION: Final = 62
#: Of fsType, at byte 8: restricted licence embedding, and bitmaps alone. What may only be viewed and printed may be in a deck.
_PERMISSION: Final = 8
_FORBIDDEN: Final = 0x0002 | 0x0200


def read_fonts(files: Sequence[Path]) -> tuple[FontFile, ...]:
    """The faces in font files; raise IgdeckError `template-font` that names all that are none."""
    found: list[FontFile] = []
    wrong = []
    for file in files:
        try:
            with file.open("rb") as stream:
                found.extend(_faces(file, stream))
        except (OSError, struct.error, ValueError, UnicodeError) as fault:
            hint = "take it out of the folder “fonts”, or put a .ttf, .otf or .ttc font there"
            wrong.append(error("template-font", f"{file.name} is no font that can be read: {fault}", hint, file=str(file)))
    if wrong:
        raise IgdeckError(*wrong)
    return tuple(found)


def _faces(file: Path, stream: BinaryIO) -> Iterator[FontFile]:
    for index, start in enumerate(_starts(stream)):
        tables = _tables(stream, start)
        family = _family(_table(stream, tables, b"name"))
        metrics = _table(stream, tables, b"OS/2")
        (selection,), (permission,) = (struct.unpack_from(">H", metrics, at) for at in (_SELECTION, _PERMISSION))
        portable = not permission & _FORBIDDEN and file.suffix.lower() != ".ttc"  # browsers take no collections
        yield FontFile(file, index, family, bool(selection & _BOLD), bool(selection & _ITALIC), portable)


def _starts(stream: BinaryIO) -> tuple[int, ...]:
    """Where each face of the file starts."""
    kind = stream.read(4)
    if kind == _COLLECTION:
        _, count = struct.unpack(">II", stream.read(8))
        return struct.unpack(f">{count}I", stream.read(4 * count))
    if kind not in _KINDS:
        raise ValueError("it begins as no TrueType or OpenType font does")
    return (0,)


def _tables(stream: BinaryIO, start: int) -> dict[bytes, tuple[int, int]]:
    """Offset and length of each table of a face."""
    stream.seek(start + 4)
    (count,) = struct.unpack(">H6x", stream.read(8))
    records = struct.iter_unpack(">4s4xII", stream.read(16 * count))
    return {tag: (offset, length) for tag, offset, length in records}


def _table(stream: BinaryIO, tables: dict[bytes, tuple[int, int]], tag: bytes) -> bytes:
    if tag not in tables:
        raise ValueError(f"it has no table {tag.decode()}")
    offset, length = tables[tag]
    stream.seek(offset)
    return stream.read(length)


def _family(names: bytes) -> str:
    """The family's name, in English if there is one."""
    count, texts = struct.unpack_from(">2xHH", names)
    found = []
    for platform, _, language, name, length, offset in struct.iter_unpack(">6H", names[6 : 6 + 12 * count]):
        if name == _FAMILY:
            raw = names[texts + offset : texts + offset + length]
            text = raw.decode("mac-roman" if platform == _MACINTOSH else "utf-16-be")
            found.append((platform != _WINDOWS, language != _ENGLISH, text))
    if not found:
        raise ValueError("it does not name its family")
    return min(found)[2]
