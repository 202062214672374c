"""A build imports what it needs and nothing else: half of a short build is imports."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

from tools.command import ROOT

if TYPE_CHECKING:
    from pathlib import Path

#: What a build of a plain deck with a compiled template must not load.
HEAVY = {
    "PIL", "asyncio", "concurrent.futures", "difflib", "email", "fontTools", "http", "importlib.metadata", "jinja2", "lxml",
    "multiprocessing", "platformdirs", "pptx", "shutil", "socket", "starlette", "subprocess", "tempfile", "tomllib", "typst",
    "unittest", "uvicorn", "watchfiles", "webbrowser", "xml.etree",
    "igdeck.build.handout", "igdeck.build.selection", "igdeck.build.serve", "igdeck.build.watch", "igdeck.cli.check",
    "igdeck.cli.describe", "igdeck.cli.excerpt", "igdeck.cli.handout", "igdeck.cli.templates", "igdeck.cli.watch",
    "igdeck.cli.wishes", "igdeck.emit.handout", "igdeck.emit.pptx.template.layout", "igdeck.emit.pptx.template.make",
    "igdeck.emit.pptx.template.tables", "igdeck.emit.scheme", "igdeck.merge", "igdeck.model.selection", "igdeck.ooxml.lint",
    "igdeck.source.handouts", "igdeck.theme.handouts", "igdeck.theme.toml",
}  # fmt: skip

SCRIPT = """
import json, sys
from igdeck.cli.app import run
assert run() == 0
print(json.dumps(sorted(sys.modules)))
"""


def loaded(folder: Path, cache: Path, *arguments: str) -> set[str]:
    """The modules that are there after a command has run."""
    environment = os.environ | {"XDG_CACHE_HOME": str(cache)}
    command = [sys.executable, "-c", SCRIPT, *arguments]
    run = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=True)
    return set(json.loads(run.stdout.splitlines()[-1]))


def test_a_build_imports_nothing_heavy(tmp_path: Path, cache_home: Path) -> None:
    """With the template compiled, neither XML nor zip nor picture libraries are loaded, nor the other commands."""
    panel = str(ROOT / "slides" / "panel.md")
    loaded(tmp_path, cache_home, "build", panel)
    modules = loaded(tmp_path, cache_home, "build", panel)
    assert sorted(modules & HEAVY) == []
    assert "igdeck.source" in modules


def test_the_version_imports_next_to_nothing(tmp_path: Path, cache_home: Path) -> None:
    """`igdeck --version` does not load a phase."""
    modules = loaded(tmp_path, cache_home, "--version")
    assert [name for name in modules if name.startswith(("igdeck.build", "igdeck.source", "igdeck.layout", "markdown_it"))] == []
