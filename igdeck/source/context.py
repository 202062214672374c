"""What reading one file gathers on its way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igdeck.source.pictures import find_picture

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from igdeck.model.diagnostics import Diagnostic
    from igdeck.model.inline import Asset
    from igdeck.source.footnotes import Definition


class Context:
    """Where a file's pictures are, those found so far, its footnotes, what the deck asks for, and what there is to say.

    `folders` says from which line on a part in another folder goes, as a path from the source's folder with a `/` at its end.
    """

    __slots__ = (
        "assets", "definitions", "folder", "folders", "found", "incremental", "lang", "largest", "marked", "numbers", "said",
        "typographic",
    )  # fmt: skip

    def __init__(
        self,
        folder: Path,
        folders: Sequence[tuple[int, str]] = (),
        *,
        incremental: bool = False,
        typographic: bool = False,
        lang: str = "",
        largest: float | None = None,
    ) -> None:
        self.folder = folder
        self.folders = folders
        self.incremental = incremental
        self.typographic = typographic
        self.lang = lang
        self.largest = largest
        self.assets: dict[str, Asset | Diagnostic] = {}
        self.definitions: dict[str, Definition] = {}
        #: The footnotes marked so far, with their numbers.
        self.numbers: dict[str, int] = {}
        #: The footnotes that are marked on the slide that is being read.
        self.marked: dict[str, int] = {}
        self.found: list[Diagnostic] = []
        self.said: set[tuple[str, str]] = set()

    def once(self, what: str, diagnostic: Diagnostic) -> None:
        """Say a thing at its first place in the file only."""
        if (diagnostic.code, what) not in self.said:
            self.said.add((diagnostic.code, what))
            self.found.append(diagnostic)

    def target(self, target: str, line: int) -> str:
        """A picture's address as seen from the source's folder; in a part it is written as seen from the part's."""
        if not self.folders or ":" in target or target.startswith("/"):
            return target
        prefix = next((prefix for first, prefix in reversed(self.folders) if first <= line), "")
        return prefix + target

    def picture(self, target: str) -> Asset | Diagnostic:
        """The file of a picture whose address is seen from the source's folder; or why it is not to be had."""
        if target not in self.assets:
            self.assets[target] = find_picture(target, self.folder)
        return self.assets[target]
