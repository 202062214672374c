"""Bad input: a clear error with its place, exit status 1, and nothing lost."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from tools.command import ROOT, Built, igdeck

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Build

IS_ROOT = sys.platform != "win32" and os.geteuid() == 0

PANEL = ROOT / "slides" / "panel.md"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)


def refused(built: Built, *told: str, outputs: int = 0) -> None:
    """A build that failed as it should: it said this, wrote so much, and showed no traceback."""
    assert built.run.returncode == 1, built.run.stderr
    for words in told:
        assert words in built.run.stderr
    assert "Traceback" not in built.run.stderr
    assert len(built.outputs) == outputs


# Builds once as root, so that all modules are there (nobody may read where they lie), then again as a user whom permissions bind.
AS_NOBODY = """
import os, sys
from igdeck.cli.app import run

def igdeck(*arguments):
    sys.argv = ["igdeck", *arguments]
    return run()

first, *arguments = sys.argv[1:]
igdeck("build", first, "-o", "as-root", "--quiet")
os.setgroups([])
os.setgid(65534)
os.setuid(65534)
sys.exit(igdeck(*arguments))
"""


def as_nobody(folder: Path, cache: Path, *arguments: str) -> Built:
    """Run igdeck as a user whom permissions bind."""
    if not IS_ROOT:
        return igdeck(*arguments, folder=folder, cache=cache)
    folder.chmod(0o777)
    (folder / "first.md").write_text("# One\n", encoding="utf-8")
    environment = os.environ | {"IGDECK_CACHE_DIR": str(folder / "as-root" / "cache"), "PYTHONUTF8": "1"}
    command = [sys.executable, "-c", AS_NOBODY, "first.md", *arguments]
    return Built(subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False), folder)


# The source -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"# One\n\ntw\xf6\n", ("a.md:3:3: error: not UTF-8: byte 0xf6", "[source-encoding]", "save the file as UTF-8")),
        (b"", ("a.md: error: the file is empty",)),
        (b" \n\n", ("a.md: error: the file is empty",)),
        (b"---\nlang: en\n---\n", ("a.md: error:", "[source-empty]")),
        (b"---\ntitle: a: b\n---\n# One\n", ("a.md:2:", "error: the front matter is not valid YAML", "[front-matter-yaml]")),
    ],
)
def test_sources_that_hold_no_deck(build: Build, tmp_path: Path, content: bytes, told: tuple[str, ...]) -> None:
    """Not UTF-8 (byte and line), empty, broken YAML (line and column): nothing is written, and an old deck stays."""
    source = tmp_path / "a.md"
    source.write_text("# Old\n", encoding="utf-8")
    old = build("a.md").pptx.read_bytes()
    source.write_bytes(content)
    built = build("a.md")
    refused(built, *told, outputs=2)
    assert built.pptx.read_bytes() == old


def test_no_such_file(build: Build) -> None:
    """A file that is not there is named, and asked to be spelled."""
    refused(build("slides/pannel.md"), "slides/pannel.md: error: there is no such file [source-missing]")


def test_a_folder(build: Build, tmp_path: Path) -> None:
    """A folder is no source."""
    (tmp_path / "slides").mkdir()
    refused(build("slides"), "slides: error: this is a folder, not a file")


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes")
def test_a_source_that_may_not_be_read(tmp_path: Path, cache_home: Path) -> None:
    """A source closed to the user says why it cannot be read."""
    (tmp_path / "a.md").write_text("# One\n", encoding="utf-8")
    (tmp_path / "a.md").chmod(0)
    built = as_nobody(tmp_path, cache_home, "build", "a.md")
    refused(built, "a.md: error: cannot be read: Permission denied")


def test_a_key_that_nobody_knows(build: Build, tmp_path: Path) -> None:
    """An unknown key in the front matter is an error with the nearest known name; the deck is drawn all the same."""
    (tmp_path / "a.md").write_text("---\ntitel: x\n---\n# One\n", encoding="utf-8")
    refused(build("a.md"), "a.md:2:1: error: unknown key “titel”", "did you mean “title”?", outputs=2)


# The template ---------------------------------------------------------------------------------------------------


def test_a_template_that_is_not_there(build: Build, tmp_path: Path) -> None:
    """An unknown template lists those there are; the front matter's is shown at its place."""
    refused(
        build(PANEL, "-t", "pannel"),
        "there is no template “pannel” [template-unknown]",
        "did you mean “panel”?",
        "there are: night, panel, paper",
    )
    (tmp_path / "a.md").write_text("---\ntitle: x\ntemplate: pannel\n---\n# One\n", encoding="utf-8")
    refused(build("a.md"), "a.md:3:11: error: there is no template “pannel”")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("[palette]", "[palette", "template.toml:"),
        ("[palette]", "[pallette]", "palette"),
    ],
)
def test_a_broken_template(build: Build, tmp_path: Path, old: str, new: str, told: str) -> None:
    """A mistake in `template.toml` is told with file and key."""
    shutil.copytree(ROOT / "templates" / "panel", tmp_path / "mine")
    toml = tmp_path / "mine" / "template.toml"
    text = toml.read_text(encoding="utf-8")
    assert old in text
    toml.write_text(text.replace(old, new, 1), encoding="utf-8")
    refused(build(PANEL, "-t", "mine"), "mine/template.toml:", "error:", told)


# Pictures -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "told"),
    [
        ("photo.png", ("error: there is no picture “photo.png”", "did you mean “foto.png”?")),
        ("../outside.png", ("error: the picture “../outside.png” lies outside the source's folder",)),
        ("a.md", ("error: “a.md” is no picture",)),
    ],
)
def test_pictures_that_are_not_to_be_had(build: Build, tmp_path: Path, target: str, told: tuple[str, ...]) -> None:
    """A picture that is missing or outside is an error with its line; the deck is drawn with an empty frame."""
    folder = tmp_path / "deck"
    folder.mkdir()
    (folder / "foto.png").write_bytes(PNG)
    (tmp_path / "outside.png").write_bytes(PNG)
    (folder / "a.md").write_text(f"# One\n\n![A photograph]({target})\n", encoding="utf-8")
    built = build("deck/a.md")
    refused(built, "deck/a.md:3:", *told, outputs=2)
    assert "A photograph" in built.html.read_text(encoding="utf-8")


# The output -----------------------------------------------------------------------------------------------------


def test_a_file_in_the_place_of_the_folder(build: Build, tmp_path: Path) -> None:
    """An output folder that is a file is named as the reason."""
    (tmp_path / "build").write_text("mine", encoding="utf-8")
    refused(build(PANEL), "build is a file [output-folder]", "write into another folder with -o")
    assert (tmp_path / "build").read_text(encoding="utf-8") == "mine"


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes")
def test_a_folder_that_may_not_be_written(tmp_path: Path, cache_home: Path) -> None:
    """An output folder without write permission is named with the reason; what stands in it stays."""
    shutil.copy(PANEL, tmp_path)
    (tmp_path / "build").mkdir()
    (tmp_path / "build" / "notes.html").write_text("mine", encoding="utf-8")
    (tmp_path / "build").chmod(0o555)
    try:
        built = as_nobody(tmp_path, cache_home, "build", "panel.md")
    finally:
        (tmp_path / "build").chmod(0o755)
    refused(built, "Permission denied [output-folder]", outputs=1)
    assert built.html.read_text(encoding="utf-8") == "mine"


def fill(ballast: Path) -> None:
    """Write a file until the disk is full."""
    with suppress(OSError), ballast.open("wb", buffering=0) as stream:
        while True:
            stream.write(b"x" * 4096)


@pytest.mark.skipif(not IS_ROOT, reason="only root can mount a small disk")
def test_a_disk_that_fills_up(build: Build, tmp_path: Path) -> None:
    """A disk without room keeps the old deck whole; with room again the build goes through."""
    folder = tmp_path / "build"
    folder.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder], capture_output=True, check=False).returncode:
        pytest.skip("no disk can be mounted here")
    try:
        (tmp_path / "a.md").write_text("# Old\n", encoding="utf-8")
        assert build("a.md").run.returncode == 0
        old = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
        fill(folder / "ballast")
        (tmp_path / "a.md").write_text("# New\n\n- with more on it\n", encoding="utf-8")
        built = build("a.md")
        assert built.run.returncode == 1
        assert "there is no room for a." in built.run.stderr
        assert "the old files are untouched" in built.run.stderr
        (folder / "ballast").unlink()
        assert {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} == old
        assert build("a.md").run.returncode == 0
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def test_an_output_that_is_open_elsewhere(build: Build, tmp_path: Path) -> None:
    """A deck that is open in LibreOffice is not replaced, and neither is the HTML beside it."""
    (tmp_path / "a.md").write_text("# Old\n", encoding="utf-8")
    old = build("a.md")
    before = {path: path.read_bytes() for path in old.outputs}
    lock = tmp_path / "build" / ".~lock.a.pptx#"
    lock.write_bytes(b",ada,desk,24.11.2026 05:18,file:///home/ada/profile;")
    (tmp_path / "a.md").write_text("# New\n", encoding="utf-8")
    built = build("a.md")
    refused(
        built, "a.pptx is open in LibreOffice, used by ada on desk [output-open]", "close it there and build again", outputs=2
    )
    assert {path: path.read_bytes() for path in built.outputs} == before
    lock.unlink()
    assert build("a.md").run.returncode == 0


def test_a_source_that_would_be_overwritten(build: Build, tmp_path: Path) -> None:
    """Markdown in a file that is called like an output is not overwritten by it."""
    (tmp_path / "a.html").write_text("# One\n", encoding="utf-8")
    refused(build("a.html", "-o", "."), "a.html would be written over the source itself [output-source]")
    assert (tmp_path / "a.html").read_text(encoding="utf-8") == "# One\n"


def test_a_name_that_is_no_text(build: Build, tmp_path: Path) -> None:
    """A source whose file name is no UTF-8, as old archives leave them, is built."""
    name = os.fsdecode(b"vortr\xe4ge.md")
    (tmp_path / name).write_text("# One\n\n![x](no.png)\n", encoding="utf-8")
    built = build(name)
    assert built.run.returncode == 1
    assert "vortr\\udce4ge.md:3" in built.run.stderr
    assert len(built.outputs) == 2
    assert build(name, "--json").run.returncode == 1


def test_a_fault_of_igdeck_itself(build: Build, tmp_path: Path) -> None:
    """Whatever goes wrong inside, one line says so, other sources are built, and a variable shows where it happened."""
    (tmp_path / "sitecustomize.py").write_text(
        "import igdeck.source\n"
        "read = igdeck.source.read_source\n"
        "def broken(path):\n"
        "    if path.stem == 'bad':\n"
        "        raise ZeroDivisionError('oh')\n"
        "    return read(path)\n"
        "igdeck.source.read_source = broken\n",
        encoding="utf-8",
    )
    env = {"PYTHONPATH": os.pathsep.join(filter(None, (str(tmp_path), os.environ.get("PYTHONPATH"))))}
    for name in ("bad.md", "good.md"):
        (tmp_path / name).write_text("# One\n", encoding="utf-8")
    refused(
        build("bad.md", "good.md", env=env), "bad.md: error: igdeck itself failed: ZeroDivisionError: oh [internal]", outputs=2
    )
    assert "Traceback" in build("bad.md", env=env | {"IGDECK_DEBUG": "1"}).run.stderr
