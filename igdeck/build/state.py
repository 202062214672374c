"""What is remembered of a deck's last build, in a hidden folder beside its outputs.

- `NAME.json`: the slides with their keys, so that an edited slide keeps the key that it had.
- `NAME.pptx`: the deck as it was generated last. A deck that is no longer this one was changed since by somebody.
- `NAME-notes.docx.sha256`: the hash of a document that was handed out, as it was written last.

State that is missing or damaged is no error: then keys are made from the titles alone, and the deck's own stamps say whether it
was changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from igdeck.build.outputs import has_content

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from igdeck.model.deck import Slide
    from igdeck.source.keys import KnownSlide

#: The folder in an output folder.
FOLDER = ".igdeck"

#: Raised when the file is written in another way; another number is read as nothing.
_FORMAT = 1

_FIELDS = ("key", "name", "digest", "text")

#: What stands in no key.
_UNKEYED = frozenset(" \"#&'<>/?%\\")


def known_slides(folder: Path, name: str) -> tuple[KnownSlide, ...]:
    """The slides of the last build of the deck `name` into `folder`; empty if nothing is known."""
    import json

    from igdeck.source.keys import KnownSlide

    try:
        state = json.loads((folder / FOLDER / f"{name}.json").read_bytes())
        if state["format"] == _FORMAT:
            return tuple(_known(KnownSlide(*(_text(slide[field]) for field in _FIELDS))) for slide in state["slides"])
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        pass  # there is none, or it is damaged
    return ()


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _known(slide: KnownSlide) -> KnownSlide:
    """The slide, if its key is one that igdeck makes: it goes into addresses and attributes of both decks."""
    if not slide.key.isprintable() or not _UNKEYED.isdisjoint(slide.key):
        raise ValueError
    return slide


def generated_deck(folder: Path, name: str) -> bytes | None:
    """The .pptx as it was generated last; None if it was not, or is not known any more."""
    try:
        return _kept(folder, name).read_bytes()
    except OSError:
        return None


def is_generated(folder: Path, name: str, deck: bytes) -> bool:
    """Whether this is the .pptx as it was generated last."""
    return has_content(_kept(folder, name), deck)


def new_state(folder: Path, name: str, slides: Iterable[Slide], deck: bytes | None) -> dict[Path, bytes]:
    """The files to write so that this build is remembered; without a new `deck` the last one stays."""
    import json

    known = [{field: getattr(slide, field) for field in _FIELDS} for slide in slides]
    text = json.dumps({"format": _FORMAT, "slides": known}, ensure_ascii=False, indent=1) + "\n"
    files = {folder / FOLDER / f"{name}.json": text.encode("utf-8", "surrogatepass")}
    return files if deck is None else files | {_kept(folder, name): deck}


def is_written(target: Path, content: bytes) -> bool:
    """Whether this is a document as igdeck wrote it last."""
    try:
        return _hash_file(target).read_text(encoding="ascii").strip() == _hash(content)
    except (OSError, UnicodeError):  # nobody knows
        return False


def is_remembered(target: Path) -> bool:
    """Whether igdeck wrote a document of this name there."""
    return _hash_file(target).exists()


def written(target: Path, content: bytes) -> dict[Path, bytes]:
    """The file to write so that it is known how a document was written."""
    return {_hash_file(target): f"{_hash(content)}\n".encode("ascii")}


def is_deck(folder: Path, name: str) -> bool:
    """Whether a deck of this name was built into a folder."""
    return (folder / FOLDER / f"{name}.json").exists()


def _hash_file(target: Path) -> Path:
    return target.parent / FOLDER / f"{target.name}.sha256"


def _hash(content: bytes) -> str:
    from hashlib import sha256

    return sha256(content).hexdigest()


def backup(target: Path, old: bytes) -> Path:
    """Where a file with somebody's work in it is kept when it is overwritten all the same; another content, another name."""
    return target.parent / FOLDER / f"{target.stem}-edited-{_hash(old)[:8]}{target.suffix}"


def _kept(folder: Path, name: str) -> Path:
    return folder / FOLDER / f"{name}.pptx"
