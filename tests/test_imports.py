"""The house keeps its shape: who may import whom, and what a plain build never loads.

    cli → build → {source, theme, layout, emit, merge} → ooxml → model

Each may import what stands to the right of it. Phases never import each other, nor do the emitters.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tools.command import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PACKAGE = ROOT / "igdeck"
PHASES = ("source", "theme", "layout", "emit", "merge")
ORDER = {"cli": 0, "build": 1, **dict.fromkeys(PHASES, 2), "ooxml": 3, "model": 4}
#: The package's own front: the version, and the functions for programs, imported when they are asked for.
FRONT = {"__init__", "__main__"}
EMITTERS = {path.name for path in (PACKAGE / "emit").iterdir() if (path / "__init__.py").exists()}
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "__pycache__" not in path.parts)

#: All that a build of plain slides may load from outside the standard library.
LIGHT = {"igdeck", "click", "markdown_it", "mdurl"}
#: Parts of the standard library that a build has no use for, each of which takes milliseconds to load.
SLOW = {"asyncio", "concurrent", "email", "http", "multiprocessing", "socket", "ssl", "subprocess", "tempfile", "unittest", "xml"}


def name_of(path: Path) -> str:
    """The dotted name of a module."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imports(path: Path) -> Iterator[str]:
    """Every module that a file imports, also inside functions and for type checking."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} has a relative import"
            yield str(node.module)
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def room(module: str) -> str:
    """The folder of the package that a module stands in."""
    return [*module.split("."), "__init__"][1]


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_go_one_way(path: Path) -> None:
    """A module imports from its own folder and from those to the right of it."""
    own = room(name_of(path))
    if own in FRONT:
        return
    for module in imports(path):
        if module.startswith("igdeck."):
            other = room(module)
            allowed = other == own or ORDER.get(other, -1) > ORDER[own] or other == "__version__"
            assert allowed, f"{name_of(path)} imports {module}"


@pytest.mark.parametrize("path", [path for path in MODULES if "emit" in path.parts], ids=name_of)
def test_emitters_do_not_know_each_other(path: Path) -> None:
    """An emitter imports nothing of another; what they share stands beside them and imports none of them."""
    own = name_of(path).split(".")[2:3]
    for module in imports(path):
        if module.startswith("igdeck.emit.") and (other := module.split(".")[2]) in EMITTERS:
            assert own == [other], f"{name_of(path)} imports {module}"


@pytest.mark.parametrize("path", [path for path in MODULES if "model" in path.parts], ids=name_of)
def test_the_model_needs_nothing(path: Path) -> None:
    """The values that cross phases stand on the standard library alone."""
    outside = {module.split(".")[0] for module in imports(path)} - set(sys.stdlib_module_names) - {"igdeck"}
    assert not outside


def test_a_plain_build_loads_nothing_heavy(tmp_path: Path) -> None:
    """A second build of the panel deck, from a filled cache, loads only what it needs."""
    script = (
        "import sys; from igdeck.cli import main\n"
        "sys.argv = ['igdeck', 'build', sys.argv[1], '--quiet']\n"
        "try: main()\n"
        "except SystemExit as end: assert not end.code\n"
        "print(*sys.modules)"
    )
    for _ in range(2):
        run = subprocess.run(
            [sys.executable, "-c", script, str(ROOT / "slides" / "panel.md")],
            cwd=tmp_path,
            env={"XDG_CACHE_HOME": str(tmp_path / "cache"), "PATH": "", "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=True,
        )
    bare = subprocess.run([sys.executable, "-c", "import sys; print(*sys.modules)"], capture_output=True, text=True, check=True)
    loaded = {module.split(".")[0] for module in set(run.stdout.split()) - set(bare.stdout.split())}
    assert (tmp_path / "build" / "panel.pptx").exists()
    assert not {module for module in loaded - set(sys.stdlib_module_names) - LIGHT if not module.startswith("_")}
    assert not loaded & SLOW


def test_the_package_itself_loads_nothing() -> None:
    """`import igdeck` costs nothing until something of it is asked for."""
    script = "import sys; import igdeck; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert not [module for module in run.stdout.split() if module.startswith("igdeck.")]
