"""Other files put into a source: a line `!include part.md` stands for the lines of that file.

A part is looked for from the folder of the file that names it, within the source's folder. Lines of the deck are counted through;
`Part`s say which file each comes from. A part's own front matter is left out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from igdeck.model.deck import Part
from igdeck.model.diagnostics import IgdeckError, error, note
from igdeck.model.value import frozen
from igdeck.source.frontmatter import split_front_matter
from igdeck.source.regions import regions
from igdeck.source.text import read_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from igdeck.model.diagnostics import Diagnostic

_INCLUDE = r" {0,3}!include[ \t]+(?:\"([^\"]+)\"|'([^']+)'|<([^>]+)>|(.+?))[ \t]*$"
#: A source of parts of parts can grow without an end, though no part holds itself: each may name the next one twice.
MOST_LINES, MOST_PARTS = 1_000_000, 1_000


@frozen
class Whole:
    """A text with its parts; the folders are those that pictures are looked for in, from a line on. `files`: found or not."""

    text: str
    parts: tuple[Part, ...]
    folders: tuple[tuple[int, str], ...]
    files: tuple[str, ...]
    found: tuple[Diagnostic, ...]


def with_parts(text: str, first_line: int, folder: Path, name: str) -> Whole:
    """The text, whose first line is number `first_line` of its file, which is called `name` in `folder`, with its parts."""
    reader = _Reader(folder, first_line)
    path = (folder / name).resolve()
    reader.read(text.split("\n"), "", "", first_line, (path,))
    parts = tuple(reader.parts) if len(reader.parts) > 1 else ()
    return Whole("\n".join(reader.lines), parts, tuple(reader.folders), tuple(reader.files), tuple(reader.found))


class _Reader:
    __slots__ = ("base", "count", "files", "first_line", "folder", "folders", "found", "lines", "parts")

    def __init__(self, folder: Path, first_line: int) -> None:
        self.folder = folder
        self.base = folder.resolve()
        self.first_line = first_line
        self.count = 0
        self.files: dict[str, None] = {}
        self.lines: list[str] = []
        self.parts: list[Part] = []
        self.folders: list[tuple[int, str]] = []
        self.found: list[Diagnostic] = []

    def read(self, lines: Sequence[str], file: str, prefix: str, first: int, within: tuple[Path, ...]) -> None:
        """Take in the lines of a file, the first of which is number `first` there; `within` are the files that it is part of."""
        held = {index for region in regions(lines) for index in range(region.start, region.end)}
        self._begin(file, prefix, first)
        for index, line in enumerate(lines):
            include = re.match(_INCLUDE, line) if "!include" in line and index not in held else None
            if include is None:
                self.lines.append(line)
            else:
                self._include(next(filter(None, include.groups())), prefix, within)
                self._begin(file, prefix, first + index + 1)

    def _begin(self, file: str, prefix: str, first: int) -> None:
        line = self.first_line + len(self.lines)
        while self.parts and self.parts[-1].line == line:
            self.parts.pop()
            self.folders.pop()
        self.parts.append(Part(line, file, first))
        self.folders.append((line, prefix))

    def _include(self, name: str, prefix: str, within: tuple[Path, ...]) -> None:
        line = self.first_line + len(self.lines)
        place: dict[str, Any] = {"line": line, "column": 1, "length": len(name) + len("!include ")}
        self.count += 1
        if self.count > MOST_PARTS or len(self.lines) > MOST_LINES:
            if not any(diagnostic.code == "include-large" for diagnostic in self.found):
                self._wrong(error("include-large", "this part and those after it are left out: there are too many", **place))
            return
        try:
            path = (self.base / prefix / unquote(name)).resolve()
            if not path.is_relative_to(self.base):
                hint = "copy it into the source's folder"
                self._wrong(error("include-outside", f"the part “{name}” lies outside the source's folder", hint, **place))
            elif path in within:
                hint = "take one of the two lines out"
                self._wrong(error("include-cycle", f"the part “{name}” holds itself", hint, **place))
            else:
                self.files[str(self.folder / path.relative_to(self.base))] = None
                self._take_in(path, read_text(path), within)
        except IgdeckError as fault:
            reason = fault.diagnostics[0]
            hint = _near(path, self.base, prefix) or reason.hint
            self._wrong(error("include-missing", f"the part “{name}” cannot be put in: {reason.message}", hint, **place))
        except (OSError, ValueError, RuntimeError):
            self._wrong(error("include-missing", f"the part “{name}” cannot be found: no such path", **place))

    def _wrong(self, diagnostic: Diagnostic) -> None:
        self.found.append(diagnostic)
        self.lines.append("")  # the line itself, so that it has a place

    def _take_in(self, path: Path, text: str, within: tuple[Path, ...]) -> None:
        name = path.relative_to(self.base).as_posix()
        folder, slash, _ = name.rpartition("/")
        _, taken = split_front_matter(text)
        file = str(self.folder / name)
        if taken:
            message = "the front matter of a part is left out: that of the deck counts"
            self.found.append(note("include-front-matter", message, line=1, file=file))
        self.read(text.removesuffix("\n").split("\n")[taken:], file, folder + slash, taken + 1, (*within, path))


def _near(path: Path, base: Path, prefix: str) -> str:
    from difflib import get_close_matches

    try:
        names = [entry.name for entry in path.parent.iterdir() if entry.suffix in (".md", ".markdown", ".txt")]
    except OSError:
        return f"it is looked for from the folder “{(base / prefix).name}”"
    near = get_close_matches(path.name, names, n=1, cutoff=0.6)
    return f"did you mean “{near[0]}”?" if near and near[0] != path.name else ""
