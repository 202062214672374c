"""Says in a PDF that igdeck made it, and of which source, so that no other file is taken for it.

It is a comment before the table of places (ISO 32000-1, 7.2.4 and 7.5.4): no object moves, and properties and metadata, which
PDF/A wants to be alike, stay as they are. A program that saves the file drops the comment, or adds a table of its own behind it;
either way the file is no longer what igdeck wrote.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

#: How a file ends, with the place of its table; and what is told before that.
_END: Final = rb"startxref\s+(\d+)\s+%%EOF\s*$"
_MARK: Final = b"% igdeck: "
#: So far from their ends both stand at the most: a file's name has 255 bytes, and each may take three.
_NEAR: Final = 64
_LONGEST: Final = 1024


def signed(pdf: bytes, source: Path) -> bytes:
    """A PDF that says which source it was made of; as it is where its table is of another kind than typst's."""
    place = _table(pdf)
    if not place:
        return pdf
    mark = b"%b%b\n" % (_MARK, _written(source.stem))
    tail = pdf[place : pdf.rfind(b"startxref")]
    return b"".join([pdf[:place], mark, tail, b"startxref\n%d\n%%%%EOF" % (place + len(mark))])


def source_of(pdf: bytes) -> str | None:
    """The source that a PDF says it was made of, by its name without the end; None if igdeck did not write the file as it is."""
    from urllib.parse import unquote

    place = _table(pdf)
    found = re.search(re.escape(_MARK) + rb"([!-~]+)\n$", pdf[max(place - _LONGEST, 0) : place])
    return unquote(found[1].decode("ascii"), errors="surrogatepass") if found else None


def names_source(file: Path) -> bool:
    """Whether a file is a PDF that says what it was made of."""
    try:
        return file.suffix == ".pdf" and source_of(file.read_bytes()) is not None
    except OSError:
        return False


def is_same(name: str, source: Path) -> bool:
    """Whether a name is that of a source, however its letters are composed, and in capitals or not, as a disk may have it."""
    return _composed(name).casefold() == _composed(source.stem).casefold()


def is_older(pdf: bytes) -> bool:
    """Whether a PDF looks like one of an igdeck that did not sign yet: typst made it for PDF/UA, and nobody saved it since."""
    return b"/Creator(Typst " in pdf and b"pdfuaid:part" in pdf and pdf.find(b"startxref") == pdf.rfind(b"startxref")


def _table(pdf: bytes) -> int:
    """Where the table of places begins that is in force; 0 if it is of another kind."""
    found = re.search(_END, pdf[-_NEAR:])
    place = int(found[1]) if found else 0
    return place if pdf.startswith(b"xref", place) else 0


def _written(name: str) -> bytes:
    from urllib.parse import quote

    return quote(_composed(name), errors="surrogatepass").encode("ascii")


def _composed(name: str) -> str:
    from unicodedata import normalize

    return normalize("NFC", name)
