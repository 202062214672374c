"""igdeck as it is installed: a wheel has all that a build needs, the templates too, and runs where there is no checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest
from tools.command import ROOT

import igdeck

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built as pip builds it but for the download of the build tool."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel's packages in it, which is what installing does."""
    folder = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def run(installed: Path, folder: Path, *arguments: str) -> str:
    """What an igdeck says that is installed, run in a folder outside of the checkout."""
    environment = os.environ | {"PYTHONPATH": str(installed), "XDG_CACHE_HOME": str(folder / "cache"), "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, *arguments], cwd=folder, env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_all_files_are_in_it(wheel: Path) -> None:
    """Every file of the package is in the wheel, and every template; nothing else is."""
    names = zipfile.ZipFile(wheel).namelist()
    package = {path.relative_to(ROOT).as_posix() for path in (ROOT / "igdeck").rglob("*") if path.is_file()}
    templates = {f"igdeck/{path.relative_to(ROOT).as_posix()}" for path in (ROOT / "templates").rglob("*") if path.is_file()}
    expected = {name for name in package | templates if "__pycache__" not in name}
    assert {name for name in names if ".dist-info/" not in name} == expected


def test_its_command(wheel: Path) -> None:
    """The wheel brings the command `igdeck`, and the licence."""
    with zipfile.ZipFile(wheel) as archive:
        info = f"igdeck-{igdeck.__version__}.dist-info"
        assert "igdeck = igdeck.cli:main" in archive.read(f"{info}/entry_points.txt").decode()
        assert f"{info}/licenses/LICENSE" in archive.namelist()


def test_it_builds_a_deck(installed: Path, tmp_path: Path) -> None:
    """Without a checkout the templates are found, and all three outputs are made."""
    (tmp_path / "deck.md").write_text("# One\n\n- a\n- b\n", encoding="utf-8")
    where = run(installed, tmp_path, "-c", "import igdeck; print(igdeck.__file__)")
    assert where.startswith(str(installed))
    listed = run(installed, tmp_path, "-m", "igdeck", "templates").split()
    assert {"night", "panel", "paper"} <= set(listed)
    run(installed, tmp_path, "-m", "igdeck", "templates", "show", "night", "-o", "shown")
    assert (tmp_path / "shown/night-template.pptx").is_file()
    theme = run(installed, tmp_path, "-c", "from igdeck.theme import find_template; print(find_template('panel').folder)")
    assert theme.startswith(str(installed))
    told = run(installed, tmp_path, "-m", "igdeck", "build", "deck.md", "--to", "pptx,html,pdf")
    assert told == "build/deck.pptx, build/deck.html, build/deck.pdf: 1 slide\n"


def test_it_builds_what_the_checkout_builds(installed: Path, tmp_path: Path, panel_deck: bytes) -> None:
    """The panel deck is the same, byte for byte."""
    run(installed, tmp_path, "-m", "igdeck", "build", str(ROOT / "slides" / "panel.md"))
    assert (tmp_path / "build" / "panel.pptx").read_bytes() == panel_deck


def test_the_preview_is_in_it(installed: Path, tmp_path: Path) -> None:
    """The live script comes along."""
    script = "from igdeck.build.serve import add_live_script, _EMPTY; print(len(add_live_script(_EMPTY)) > len(_EMPTY) + 100)"
    assert run(installed, tmp_path, "-c", script) == "True\n"
