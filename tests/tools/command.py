"""igdeck run as people run it: as a process, in a folder of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Built:
    """A run of igdeck: the process that ended and the folder it ran in."""

    run: subprocess.CompletedProcess[str]
    folder: Path

    @property
    def outputs(self) -> tuple[Path, ...]:
        """The files that were made in `build/`, sorted; what a name with a dot hides is not among them."""
        return tuple(sorted(p for p in (self.folder / "build").glob("[!.]*") if p.is_file()))

    def output(self, suffix: str) -> Path:
        """The one output with a suffix such as `.pptx`."""
        found = [path for path in self.outputs if path.suffix == suffix]
        assert len(found) == 1, f"{len(found)} {suffix} files were made\n{self.run.stdout}{self.run.stderr}"
        return found[0]

    @property
    def pptx(self) -> Path:
        """The PowerPoint deck."""
        return self.output(".pptx")

    @property
    def html(self) -> Path:
        """The HTML deck."""
        return self.output(".html")


def igdeck(*arguments: str | Path, folder: Path, cache: Path, env: Mapping[str, str] | None = None) -> Built:
    """Run `python -m igdeck ARGUMENTS` in `folder`, with `cache` for its cache; `env` is added to the environment."""
    plain = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    environment = plain | {"XDG_CACHE_HOME": str(cache), "PYTHONUTF8": "1"} | dict(env or {})
    command = [sys.executable, "-m", "igdeck", *map(str, arguments)]
    run = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=300, check=False)
    return Built(run, folder)
