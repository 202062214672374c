"""What reading one file gathers on its way."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from igdeck.model.diagnostics import Diagnostic
    from igdeck.model.inline import Asset


class Context:
    """Where a file's pictures are, those found so far, and what there is to say."""

    __slots__ = ("assets", "folder", "found", "said")

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.assets: dict[str, Asset | Diagnostic] = {}
        self.found: list[Diagnostic] = []
        self.said: set[tuple[str, str]] = set()

    def once(self, what: str, diagnostic: Diagnostic) -> None:
        """Say a thing at its first place in the file only."""
        if (diagnostic.code, what) not in self.said:
            self.said.add((diagnostic.code, what))
            self.found.append(diagnostic)
