"""Keeps files from being overwritten in which somebody's work would be lost: a changed .pptx or .docx, another's .html or .pdf.

The cheap question first: most often the deck is, byte for byte, the one that was generated last. Only another one is opened and
asked for what was changed in it, by its own stamps.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from igdeck.build import state
from igdeck.build.outputs import has_content
from igdeck.model.diagnostics import IgdeckError, error, note

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from igdeck.build.work import Work
    from igdeck.model.diagnostics import Diagnostic

#: How many changes are named in a message.
_NAMED = 5

#: What stands in the head of every HTML deck of igdeck, and how far from the start at most.
_GENERATOR = b'<meta name="generator" content="igdeck">'
_HEAD = 65_536
#: What stands in the properties of a document of igdeck.
_APPLICATION = b"<Application>igdeck</Application>"

_HINT = "move it away or write into another folder with -o; --force overwrites it and keeps a copy in the state folder"


def rescued(work: Work, targets: Mapping[str, Path], *, force: bool) -> dict[Path, bytes]:
    """What is to be kept when the targets are overwritten: nothing most often, with `force` the files that hold somebody's work.

    Raises IgdeckError `output-edited`, `output-foreign` or `output-taken` for such files without `force`.
    """
    troubles: list[Diagnostic] = []
    kept: dict[Path, bytes] = {}
    for form, target in targets.items():
        old = None if has_content(target, work.drawn[form]) else _read(target)
        trouble = _trouble(form, target, old, work.source) if old is not None else None
        if old is not None and trouble:
            troubles.append(trouble)
            kept[state.backup(target, old)] = old
    if troubles and not force:
        raise IgdeckError(*troubles)
    work.note(*(note("output-rescued", f"what was overwritten is kept as {copy}", file=str(copy)) for copy in kept))
    return kept


def _read(target: Path) -> bytes | None:
    try:
        return target.read_bytes()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):  # nothing to lose; writing tells of the last two
        return None
    except OSError as fault:
        message = f"{target.name} cannot be read, so nobody knows what would be lost: {fault.strerror}"
        hint = "make it readable or move it away"
        raise IgdeckError(error("output-protected", message, hint, file=str(target))) from fault


def _trouble(form: str, target: Path, old: bytes, source: Path) -> Diagnostic | None:
    """What stands against overwriting a file."""
    match form:
        case "pptx":
            return _edited(target, old)
        case "html":
            return _foreign(target, old)
        case "docx":
            return _saved(target, old)
        case "pdf":
            return _anothers(target, old, source)
        case _:
            return None


def _edited(target: Path, deck: bytes) -> Diagnostic | None:
    if state.is_generated(target.parent, target.stem, deck):
        return None
    from igdeck.merge import hand_changes

    changes = hand_changes(deck)
    if not changes:  # saved again as it was
        return None
    return error("output-edited", f"{target.name} is not as igdeck wrote it: {_listed(changes)}", _HINT, file=str(target))


def _saved(target: Path, document: bytes) -> Diagnostic | None:
    """A document of which nobody knows that it is as it was written: an office program that saves one changes all of it."""
    if state.is_written(target, document):
        return None
    name = target.name
    if state.is_remembered(target):
        message = f"{name} is not as igdeck wrote it: somebody saved or replaced it since"
    elif _names_igdeck(document):
        message = f"{name} may have been changed: how igdeck wrote it is not remembered"
    else:
        message = f"{name} was not made by igdeck, or was saved by another program since"
        return error("output-foreign", message, _HINT, file=str(target))
    return error("output-edited", message, _HINT, file=str(target))


def _names_igdeck(document: bytes) -> bool:
    """Whether a document says that igdeck made it: an office program that saves one names itself."""
    from io import BytesIO
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(BytesIO(document)) as package:
            return _APPLICATION in package.read("docProps/app.xml")
    except (BadZipFile, LookupError, NotImplementedError, RuntimeError, ValueError, OSError, zlib.error):  # whatever it is
        return False


def _foreign(target: Path, page: bytes) -> Diagnostic | None:
    if _GENERATOR in page[:_HEAD]:
        return None
    return error("output-foreign", f"{target.name} was not made by igdeck", _HINT, file=str(target))


def _anothers(target: Path, pdf: bytes, source: Path) -> Diagnostic | None:
    """A PDF of another program, or of another source: that of `talk-handout.md` is called as the handout of `talk.md` is."""
    from igdeck.build.origin import is_older, is_same, source_of

    name = source_of(pdf)
    if name is None:
        message = f"{target.name} was not made by igdeck, or was saved by another program since"
        return None if is_older(pdf) else error("output-foreign", message, _HINT, file=str(target))
    if is_same(name, source):
        return None
    message = f"{target.name} was made of another source, “{name}”"
    return error("output-taken", message, _HINT, file=str(target))


def _listed(changes: Sequence[str]) -> str:
    more = len(changes) - _NAMED
    return "; ".join(changes[:_NAMED]) + (f"; and {more} more" if more > 0 else "")
