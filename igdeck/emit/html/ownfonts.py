"""The fonts that a template brings, in the deck: of each file that the words need, the letters that they need.

Letters are cut out by HarfBuzz, which comes with the extra `igdeck[shaping]`; without it the deck carries whole files. A font
whose maker forbids that documents carry it (`fsType`) is looked for on the machine, as all others are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from igdeck.emit.directions import is_right
from igdeck.emit.html.fonts import COMPLEX, complex_name, face_rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from igdeck.model.theme import FontFile, Fonts


def own_faces(used: Mapping[tuple[str, bool, bool], Iterable[str]], fonts: Fonts) -> str:
    """The `@font-face` rules of the files for these faces and their characters; a style that no file has takes the nearest.

    Those for the letters of complex scripts come first, if the template brings a family for them.
    """
    beyond = _wanted(_complex(used, fonts.complex), fonts) if fonts.complex else {}
    rules = [_rule(file, complex_name(family), chars, COMPLEX) for file, (family, chars) in beyond.items()]
    return "".join((*rules, *(_rule(file, family, chars) for file, (family, chars) in _wanted(used, fonts).items())))


def _complex(used: Mapping[tuple[str, bool, bool], Iterable[str]], family: str) -> dict[tuple[str, bool, bool], set[str]]:
    """The letters of complex scripts by the face of their family."""
    faces: dict[tuple[str, bool, bool], set[str]] = {}
    for (_, bold, italic), chars in used.items():
        if letters := set(filter(is_right, chars)):
            faces.setdefault((family, bold, italic), set()).update(letters)
    return faces


def _wanted(used: Mapping[tuple[str, bool, bool], Iterable[str]], fonts: Fonts) -> dict[FontFile, tuple[str, set[str]]]:
    """The files with their family and the characters that they are needed for."""
    wanted: dict[FontFile, tuple[str, set[str]]] = {}
    for (family, bold, italic), chars in sorted(used.items()):
        if files := fonts.brought(family):
            nearest = min(files, key=lambda file: 2 * (file.bold != bold) + (file.italic != italic))
            wanted.setdefault(nearest, (family, set()))[1].update(chars)
    return wanted


def _rule(file: FontFile, family: str, chars: set[str], span: str = "") -> str:
    from binascii import b2a_base64

    content = _cut(file, chars)
    kind, form = ("otf", "opentype") if content.startswith(b"OTTO") else ("ttf", "truetype")
    source = f'url("data:font/{kind};base64,{b2a_base64(content, newline=False).decode("ascii")}") format("{form}")'
    return face_rule(family, 700 if file.bold else 400, "italic" if file.italic else "normal", source, span)


def _cut(file: FontFile, chars: set[str]) -> bytes:
    """A font of these characters alone, or the whole one. Raises OSError if the file is gone."""
    content = file.path.read_bytes()
    try:
        import uharfbuzz
    except ImportError:
        return content
    wanted = uharfbuzz.SubsetInput()
    wanted.unicode_set.update(map(ord, chars))
    return bytes(uharfbuzz.subset(uharfbuzz.Face(uharfbuzz.Blob(content), file.index), wanted).blob.data)
