"""Find the file behind a picture's address, within the source's folder and never on the network."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from igdeck.model.diagnostics import Diagnostic, error, warning
from igdeck.model.inline import Asset

if TYPE_CHECKING:
    from pathlib import Path

#: What both PowerPoint and browsers show as it is.
MEDIA_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif"}

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:|//")


def find_picture(target: str, folder: Path) -> Asset | Diagnostic:
    """The picture that `target` names, relative to `folder`; or why it is not to be had (without a line)."""
    if _SCHEME.match(target):
        return _not_local(target)
    name = unquote(target.split("#")[0].split("?")[0])
    try:
        path = (folder / name).resolve()
        inside = path.is_relative_to(folder.resolve())
        exists = inside and path.is_file()
    except (OSError, ValueError, RuntimeError):
        return error("picture-missing", f"the picture “{target}” cannot be found: no such path")
    if not inside:
        hint = "copy the picture into the source's folder"
        return error("picture-outside", f"the picture “{target}” lies outside the source's folder", hint)
    if not exists:
        return error("picture-missing", f"there is no picture “{target}”", _near(path))
    return _inspect(path, target)


def _inspect(path: Path, target: str) -> Asset | Diagnostic:
    import hashlib

    from PIL import Image, UnidentifiedImageError

    try:
        data = path.read_bytes()
        with Image.open(path) as picture:
            kind, (width, height) = picture.format or "", picture.size
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError):
        if path.suffix.lower() == ".svg":
            return warning("picture-format", f"SVG is not drawn yet: “{target}”", "save it as PNG as well, and use that")
        return error("picture-unreadable", f"“{target}” is no picture that can be read", "save it as PNG or JPEG")
    if kind not in MEDIA_TYPES:
        return warning("picture-format", f"{kind} pictures are not drawn yet: “{target}”", "save it as PNG or JPEG")
    return Asset(path, hashlib.sha256(data).hexdigest(), MEDIA_TYPES[kind], width, height)


def _not_local(target: str) -> Diagnostic:
    if target.startswith("data:"):
        return warning("picture-format", "a picture written into the source as data: is not drawn yet", "save it as a file")
    return warning("picture-remote", f"nothing is fetched from the network: “{target}”", "save the picture beside the source")


def _near(path: Path) -> str:
    from difflib import get_close_matches

    try:
        names = [entry.name for entry in path.parent.iterdir() if entry.is_file()]
    except OSError:
        return f"there is no folder “{path.parent.name}”"
    near = get_close_matches(path.name, names, n=1, cutoff=0.5)
    return f"did you mean “{near[0]}”?" if near else "check its name; it is looked for from the source's folder"
