"""The fonts of the machine: fontconfig is asked where it is there, else the folders are searched that systems keep fonts in."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["covering_files", "installed_file", "search"]

#: A font file, and a face's place in it.
_Place: TypeAlias = tuple[Path, int]

_FOLDERS: Final = (
    "~/Library/Fonts", "/Library/Fonts", "/System/Library/Fonts", "/System/Library/Fonts/Supplemental",
    "%LOCALAPPDATA%/Microsoft/Windows/Fonts", "%WINDIR%/Fonts",
    "~/.local/share/fonts", "~/.fonts", "/usr/local/share/fonts", "/usr/share/fonts",
)  # fmt: skip
_SUFFIXES: Final = (".ttf", ".otf", ".ttc")
#: Families of Windows and macOS that have the scripts that Latin fonts lack, the ones that Office takes first.
_BROAD_FAMILIES: Final = (
    "Arial", "Nirmala UI", "Leelawadee UI", "Myanmar Text", "Ebrima", "Segoe UI", "Geeza Pro", "Kohinoor Devanagari",
    "Kohinoor Bangla", "Tamil Sangam MN", "Thonburi", "Khmer Sangam MN", "Arial Unicode MS", "DejaVu Sans",
)  # fmt: skip
_PATIENCE: Final = 10  # seconds; fontconfig reads all fonts anew after some were installed
_SPECIAL: Final = r"([\\:,-])"  # in fontconfig's patterns


def installed_file(family: str, bold: bool, italic: bool) -> Iterator[_Place]:
    """The file of an installed family's face in a style, or in the nearest that there is; nothing if there is no such family."""
    answer = _ask(family, bold, italic)
    if answer is None:
        yield from search(_folders(), (family,), bold, italic)
    else:
        place, families = answer
        if family.strip(" '\"").casefold() in families:
            yield place


def covering_files(char: str, bold: bool, italic: bool) -> Iterator[_Place]:
    """Files that are likely to have a character, Arial's first, as decks name it; whether they do is for the caller to see."""
    answer = _ask(_BROAD_FAMILIES[0], bold, italic, f":charset={ord(char):x}")
    if answer is None:
        yield from search(_folders(), _BROAD_FAMILIES, bold, italic)
    else:
        yield answer[0]


def search(folders: Sequence[Path], families: Sequence[str], bold: bool, italic: bool) -> Iterator[_Place]:
    """The files of families that lie in folders, those of the first family first, each in the style nearest to the wanted one."""
    wanted = {family.strip(" '\"").casefold(): rank for rank, family in enumerate(families)}
    found: dict[int, tuple[int, _Place]] = {}
    for file in (path for folder in folders for path in sorted(folder.rglob("*")) if path.suffix.lower() in _SUFFIXES):
        for index, (family, is_bold, is_italic) in enumerate(_faces_in(file)):
            rank, far = wanted.get(family), 2 * (is_bold != bold) + (is_italic != italic)
            if rank is not None and (rank not in found or far < found[rank][0]):
                found[rank] = far, (file, index)
    yield from (place for _, (_, place) in sorted(found.items()))


def _ask(family: str, bold: bool, italic: bool, more: str = "") -> tuple[_Place, list[str]] | None:
    """The font that fontconfig takes for a family and style, and what that one is called; None if it is not there to be asked."""
    import subprocess

    name = re.sub(_SPECIAL, r"\\\1", family.strip(" '\""))
    pattern = f"{name}{':bold' * bold}{':italic' * italic}{more}"
    command = ["fc-match", "--format", "%{file}\n%{index}\n%{family}", pattern]
    try:
        said = subprocess.run(command, capture_output=True, timeout=_PATIENCE, check=True).stdout
        file, index, families = os.fsdecode(said).split("\n")
    except (OSError, subprocess.SubprocessError, ValueError):
        return None
    return (Path(file), int(index) & 0xFFFF), [one.strip().casefold() for one in families.split(",")]


def _folders() -> list[Path]:
    named = (Path(os.path.expandvars(os.path.expanduser(folder))) for folder in _FOLDERS)  # noqa: PTH111 (of a text with variables)
    return [folder for folder in named if folder.is_dir()]


def _faces_in(file: Path) -> Iterator[tuple[str, bool, bool]]:
    """Family, bold or not and italic or not of each face in a file."""
    from igdeck.layout.shaping import harfbuzz

    found = harfbuzz()
    if found is None:
        return
    try:
        blob = found.Blob.from_file_path(str(file))
        count = max(found.Face(blob, 0).count, 1)
        faces = [found.Face(blob, index) for index in range(count)]
    except (OSError, found.HarfBuzzError):
        return
    for face in faces:
        name = face.get_name(found.OTNameIdPredefined.FONT_FAMILY) or ""
        kind = (face.get_name(found.OTNameIdPredefined.FONT_SUBFAMILY) or "").casefold()
        yield name.casefold(), "bold" in kind, "italic" in kind or "oblique" in kind
