"""Keeps the colours of a deck's code in the user's cache folder: most of it is the same in the next build.

Loading Pygments with a few languages takes a tenth of a second, as long as a short deck in all. An entry holds the code of one
deck as it was coloured last, and is read when the first code is met. Like that of a template it is never out of date: its name
is the hash of all that the colours hang on but the code itself, and one that cannot be read or written costs time only.
"""

from __future__ import annotations

import hashlib
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

import igdeck
from igdeck.build.cache import cache_folder, load_entry, store_entry

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from igdeck.layout.listing import Lines

#: Raised when entries are written in another way.
_FORMAT: Final = "1"
_SUFFIX: Final = ".code"
#: How many decks' entries are kept, the newest.
_KEPT: Final = 64
#: The code that colours code, and what it makes.
_MAKERS: Final = ("layout/listing.py", "model/page.py")


class KeptColours:
    """The colours of one deck's code: those of the last build, and those of this one, which `save` keeps for the next."""

    def __init__(self, source: Path) -> None:
        self._source = source
        self._entry: Path | None = None
        self._known: dict[Any, Lines] | None = None
        self._met: dict[tuple[str, str], Lines] = {}
        self._is_new = False

    def find(self, language: str, text: str) -> Lines | None:
        """The lines of code in a language, None if they are not known."""
        if self._known is None:
            self._entry = _entry(self._source)
            held = load_entry(self._entry) if self._entry else None
            self._known = held if isinstance(held, dict) else {}
        lines = self._met.get((language, text)) or self._known.get((language, text))
        if lines is not None:
            self._met[language, text] = lines
        return lines

    def keep(self, language: str, text: str, lines: Lines) -> None:
        """Remember them."""
        self._met[language, text] = lines
        self._is_new = True

    def save(self) -> None:
        """Keep what this build met, unless the last one did so: code that is gone is forgotten."""
        if self._is_new and self._entry:
            store_entry(self._entry, self._met, _KEPT)


def _entry(source: Path) -> Path | None:
    """The file of a deck's entry; None where nothing can be kept."""
    import pygments  # its version alone: this loads no more than that

    head = (_FORMAT, igdeck.__version__, sys.version, pygments.__version__, *_makers(), os.path.abspath(source))  # noqa: PTH100
    name = hashlib.sha256("\0".join(head).encode("utf-8", "surrogateescape")).hexdigest()[:32]
    try:
        return cache_folder() / f"{name}{_SUFFIX}"
    except RuntimeError:  # a user may have no home
        return None


def _makers() -> Iterator[str]:
    """Size and time of the code that makes entries, for those who work on it: the version stays the same meanwhile."""
    package = os.path.dirname(igdeck.__file__)  # noqa: PTH120 strings: this runs in every build with code
    with suppress(OSError):  # no folders, as in a zip file
        for name in _MAKERS:
            state = os.stat(f"{package}/{name}")  # noqa: PTH116
            yield f"{state.st_size} {state.st_mtime_ns}"
