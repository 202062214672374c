"""Keeps compiled templates in the user's cache folder: most builds read no template at all.

An entry's name is the hash of all that it is made of, so no entry is ever out of date: another template, another igdeck or
another Python finds another name. A cache that is damaged, unreadable or unwritable is none, and costs time only.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import igdeck
from igdeck.model.theme import Variant
from igdeck.model.value import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from igdeck.emit.pptx import TemplateParts
    from igdeck.model.theme import Theme
    from igdeck.theme import Template

#: What most decks are: read from left to right, without a header.
PLAIN = Variant()

#: Raised when entries are written in another way.
_FORMAT = "1"

#: Where the code lies that an entry is made by, from igdeck's folder on.
_MAKERS = ("emit", "model", "ooxml", "theme")

#: How many entries are kept, the newest.
_KEPT = 16

#: How old a half-written file must be to be what a killed run left behind, in seconds.
_ABANDONED = 3600

_SUFFIX = ".template"
_CHECKSUM = hashlib.sha256().digest_size


@frozen
class Compiled:
    """A template ready for use: its theme, the parts that a .pptx of it has, the style of an HTML deck.

    They are for decks of one variant (`Pages.variant`); that of plain decks has the theme that decks are laid out with.
    """

    theme: Theme
    parts: TemplateParts
    style: str


def compiled_template(template: Template, variant: Variant = PLAIN) -> Compiled:
    """The template compiled, from the cache if it is there. Raises IgdeckError for a template with mistakes in it."""
    entry = _entry(template, variant)
    found = _load(entry) if entry else None
    if found is None:
        found = _compile(template, variant)
        if entry:
            _store(entry, found)
    return found


def _compile(template: Template, variant: Variant) -> Compiled:
    from igdeck.emit.html import compile_style
    from igdeck.emit.pptx import compile_template
    from igdeck.theme import read_template
    from igdeck.theme.variants import unheaded, varied

    theme = varied(read_template(template), variant)
    return Compiled(theme, compile_template(theme if variant.headed else unheaded(theme)), compile_style(theme))


# Where an entry is ---------------------------------------------------------------------------------------------


def _entry(template: Template, variant: Variant) -> Path | None:
    """The file of a template's entry; None where nothing can be kept, or the template itself cannot be read."""
    try:
        return cache_folder() / f"{_key(template, variant)}{_SUFFIX}"
    except (OSError, RuntimeError):  # an unreadable template says more by itself; a user may have no home
        return None


def cache_folder() -> Path:
    """The user's cache folder for igdeck, or the one that IGDECK_CACHE_DIR names. Raises RuntimeError where there is no home."""
    if named := os.environ.get("IGDECK_CACHE_DIR"):
        return Path(named)
    if sys.platform == "linux":  # what platformdirs says, without the 7 ms of its import
        home = os.environ.get("XDG_CACHE_HOME", "")
        return (Path(home) if os.path.isabs(home) else Path.home() / ".cache") / "igdeck"  # noqa: PTH117 an empty name too
    from platformdirs import user_cache_path

    return user_cache_path("igdeck", appauthor=False)


def _key(template: Template, variant: Variant) -> str:
    hashed = hashlib.sha256()
    named = map(os.path.abspath, (*template.fonts, *filter(None, (template.program,))))  # a theme names these files
    head = (_FORMAT, igdeck.__version__, sys.version, template.name, repr(variant), *named, *_makers())
    hashed.update("\0".join(head).encode("utf-8", "surrogateescape"))
    for file in template.files:
        content = file.read_bytes()
        hashed.update(f"\0{os.path.relpath(file, template.folder)}\0{len(content)}\0".encode("utf-8", "surrogateescape"))
        hashed.update(content)
    return hashed.hexdigest()[:32]


def _makers() -> Iterator[str]:
    """Name, size and time of the code that makes entries, for those who work on it: the version stays the same meanwhile."""
    package = os.path.dirname(igdeck.__file__)  # noqa: PTH120 strings: this runs in every build
    with suppress(OSError):  # no folders, as in a zip file
        for folder in _MAKERS:
            yield from _files_in(f"{package}/{folder}", folder)


def _files_in(path: str, name: str) -> Iterator[str]:
    for entry in sorted(os.scandir(path), key=lambda entry: entry.name):
        if entry.is_file():
            state = entry.stat()
            yield f"{name}/{entry.name} {state.st_size} {state.st_mtime_ns}"
        elif entry.name != "__pycache__":
            yield from _files_in(entry.path, f"{name}/{entry.name}")


# Reading and writing -------------------------------------------------------------------------------------------


def _load(entry: Path) -> Compiled | None:
    found = load_entry(entry)
    return found if isinstance(found, Compiled) else None


def load_entry(entry: Path) -> object:
    """What an entry holds, or None if there is none that is whole.

    Loading a pickle runs what it says. This one lies where only its user writes, as Python's own .pyc files do: one of another
    owner is not looked at, and the checksum finds what a crash or a bad disk did to it.
    """
    try:
        with entry.open("rb") as stream:
            if not _is_ours(stream.fileno()):
                return None
            data = stream.read()
    except OSError:
        return None
    content = memoryview(data)[_CHECKSUM:]
    if hashlib.sha256(content).digest() != data[:_CHECKSUM]:
        return None
    try:
        found: object = pickle.loads(content)  # noqa: S301 see above
    except Exception:  # noqa: BLE001 what unpickling may raise is anything
        return None
    return found


def _is_ours(descriptor: int) -> bool:
    return sys.platform == "win32" or os.fstat(descriptor).st_uid == os.geteuid()


def _store(entry: Path, compiled: Compiled) -> None:
    store_entry(entry, compiled, _KEPT)


def store_entry(entry: Path, value: object, kept: int) -> None:
    """Write an entry, if that can be done, and keep so many of its suffix."""
    content = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    temporary = entry.with_name(f".{entry.stem}.{os.getpid()}")
    try:
        entry.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        temporary.write_bytes(hashlib.sha256(content).digest() + content)
        temporary.replace(entry)
        _prune(entry, kept)
    except OSError:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _prune(entry: Path, kept: int) -> None:
    """Remove all entries of its suffix but the newest, and what killed runs left half-written."""
    known = sorted(((path.stat().st_mtime, path) for path in entry.parent.glob(f"*{entry.suffix}")), reverse=True)
    for _, path in known[kept:]:
        path.unlink(missing_ok=True)
    for path in entry.parent.glob(".*"):
        if path.stat().st_mtime < time.time() - _ABANDONED:
            path.unlink(missing_ok=True)
