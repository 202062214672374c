"""Find the file behind a picture's address, within the source's folder and never on the network."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from igdeck.model.diagnostics import Diagnostic, error, warning
from igdeck.model.inline import Asset

if TYPE_CHECKING:
    from pathlib import Path

    from PIL import Image

#: The media types of what is drawn, by Pillow's names. A camera's JPEG with more pictures behind the first is an MPO to Pillow.
MEDIA_TYPES = {
    "PNG": "image/png",
    "JPEG": "image/jpeg",
    "MPO": "image/jpeg",
    "GIF": "image/gif",
    "WEBP": "image/webp",
    "AVIF": "image/avif",
}

#: Exif's tag that says how a picture is to be turned (CIPA DC-008, 4.6.4), and its value for one that is upright.
_ORIENTATION = 0x0112
UPRIGHT = 1
#: The turns that make columns of the rows.
SIDEWAYS = (5, 6, 7, 8)

#: What the name of a picture ends in that may have been meant.
_SUFFIXES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg")

_SCHEME = r"[A-Za-z][A-Za-z0-9+.-]+:|//"


def find_picture(target: str, folder: Path) -> Asset | Diagnostic:
    """The picture that `target` names, relative to `folder`; or why it is not to be had (without a line)."""
    if re.match(_SCHEME, target):
        return _not_local(target)
    name = unquote(target)
    if not name:
        return error("picture-missing", "this picture names no file", "write its file between the round brackets")
    try:
        path = _resolved(name, folder)
        inside = path.is_relative_to(folder.resolve())
        exists = inside and path.is_file()
    except (OSError, ValueError, RuntimeError):
        return error("picture-missing", f"the picture “{name}” cannot be found: no such path")
    if not inside:
        hint = "copy the picture into the source's folder"
        return error("picture-outside", f"the picture “{name}” lies outside the source's folder", hint)
    if not exists:
        return error("picture-missing", f"there is no picture “{name}”", _near(path, name))
    return _inspect(path, name)


def local_path(target: str, folder: Path) -> Path | None:
    """Where the file of a picture is, or would be if there were one; None if it is not to be had from `folder`."""
    if not target or re.match(_SCHEME, target):
        return None
    try:
        path = _resolved(unquote(target), folder)
        return path if path.is_relative_to(folder.resolve()) else None
    except (OSError, ValueError, RuntimeError):
        return None


def _resolved(name: str, folder: Path) -> Path:
    """The path of a name; what follows a `?` or `#` counts if there is such a file."""
    path = (folder / name).resolve()
    bare = re.split("[?#]", name, maxsplit=1)[0]
    return path if bare == name or path.is_file() else (folder / bare).resolve()


def _inspect(path: Path, name: str) -> Asset | Diagnostic:
    import hashlib
    import warnings

    from PIL import Image, UnidentifiedImageError

    if path.suffix.lower() == ".svg":
        from igdeck.source.drawings import inspect_drawing

        return inspect_drawing(path, name)
    try:
        data = path.read_bytes()
        with warnings.catch_warnings(action="ignore"), Image.open(path) as picture:  # it warns of large pictures
            kind, (width, height), turn = picture.format or "", picture.size, _turn(picture)
    except Image.DecompressionBombError:
        return error("picture-unreadable", f"“{name}” is too large", "save it with fewer pixels: 4000 across are enough")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        return error("picture-unreadable", f"“{name}” is no picture that can be read", "save it as PNG or JPEG")
    if kind not in MEDIA_TYPES:
        return warning("picture-format", f"{kind} pictures are not drawn: “{name}”", "save it as PNG, JPEG, WebP or SVG")
    if turn in SIDEWAYS:
        width, height = height, width
    return Asset(path, hashlib.sha256(data).hexdigest(), MEDIA_TYPES[kind], width, height, turn)


def _turn(picture: Image.Image) -> int:
    """How a camera says that its picture is to be turned; no turn where it says nothing that can be read."""
    import struct

    if picture.format not in ("JPEG", "MPO", "WEBP"):
        return UPRIGHT
    try:
        turn = picture.getexif().get(_ORIENTATION)
    except (OSError, ValueError, SyntaxError, KeyError, struct.error):
        return UPRIGHT
    return turn if isinstance(turn, int) and turn in range(UPRIGHT, 9) else UPRIGHT


def _not_local(target: str) -> Diagnostic:
    if target.startswith("data:"):
        return warning("picture-format", "a picture written into the source as data: is not drawn yet", "save it as a file")
    if target.lower().startswith("file:"):
        hint = "copy the picture into the source's folder, and write its path from there"
        return error("picture-outside", f"pictures are not taken by file: addresses: “{target}”", hint)
    return warning("picture-remote", f"nothing is fetched from the network: “{target}”", "save the picture beside the source")


def _near(path: Path, name: str) -> str:
    from difflib import get_close_matches

    if "\\" in name:
        return "write / between folders, not \\"
    try:
        names = [entry.name for entry in path.parent.iterdir() if entry.suffix.lower() in _SUFFIXES and entry.is_file()]
    except OSError:
        return f"there is no folder “{path.parent.name}”"
    near = get_close_matches(path.name, names, n=1, cutoff=0.5)
    return f"did you mean “{near[0]}”?" if near else "check its name; it is looked for from the source's folder"
