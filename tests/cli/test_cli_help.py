"""Help, version, completion and wrong usage."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tools.command import ROOT, igdeck

import igdeck as package

if TYPE_CHECKING:
    from pathlib import Path

COMMANDS = ("build", "watch", "check", "handout", "templates")


def ran(folder: Path, cache: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return igdeck(*arguments, folder=folder, cache=cache).run


@pytest.mark.parametrize(
    "arguments", [[], *([command] for command in COMMANDS), ["templates", "show"], ["templates", "new"]], ids=" ".join
)
@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help_shows_an_example(tmp_path: Path, cache_home: Path, arguments: list[str], option: str) -> None:
    """Every help text says what the command is for and shows how it is used; both spellings of the option work."""
    told = ran(tmp_path, cache_home, *arguments, option)
    assert told.returncode == 0
    assert told.stderr == ""
    assert f"Examples:\n    igdeck {' '.join(arguments)}" in told.stdout
    told.stdout.encode("ascii")  # also in a terminal that knows nothing else
    assert max(len(line) for line in told.stdout.splitlines()) <= 80


def test_the_commands_are_listed(tmp_path: Path, cache_home: Path) -> None:
    """`igdeck --help` lists the commands with a line each."""
    told = ran(tmp_path, cache_home, "--help").stdout
    for command in COMMANDS:
        assert f"\n  {command.ljust(9)}  " in told


def test_without_arguments(tmp_path: Path, cache_home: Path) -> None:
    """`igdeck` alone shows the help."""
    told = ran(tmp_path, cache_home)
    assert "Commands:" in told.stdout + told.stderr


def test_version(tmp_path: Path, cache_home: Path) -> None:
    """`--version` names the program and its version."""
    assert ran(tmp_path, cache_home, "--version").stdout == f"igdeck {package.__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["biuld", "a.md"], "No such command 'biuld'. Did you mean 'build'?"),
        (["handouts", "a.md"], "Did you mean 'handout'?"),
        (["xyzzy"], "There are: build, watch, check, handout, templates."),
        (["slides/panel.md"], "Did you mean 'igdeck build slides/panel.md'?"),
        (["build"], "Missing argument 'SOURCE...'"),
        (["build", "a.md", "--strikt"], "--strict"),
        (["build", "a.md", "--to", "docx"], "A .docx is made by `igdeck handout --to docx`."),
        (["build", "a.md", "--to", "odp,html"], "'odp' is no format here; there are pptx, html and pdf."),
        (["build", "a.md", "--to", ","], "',' is no format"),
        (["build", "a.md", "--jobs", "0"], "--jobs"),
        (["handout", "a.md", "--layout", "5"], "'5' is no layout; there are 1, 2, 3, 4, 6, 9, notes, outline and slides."),
        (["handout", "a.md", "--to", "pptx"], "A .pptx is made by `igdeck build`."),
        (["handout", "a.md", "--slides", "7-3"], "“7-3” goes backwards; write 3-7"),
        (["handout", "a.md", "--slides", "1,,2"], "“1,,2” has a comma with nothing beside it"),
        (["handout", "a.md", "--margins", "2"], "margins are one to four lengths, not “2”"),
        (["handout", "a.md", "--margins", "9cm"], "each at most 8cm"),
        (["handout", "a.md", "--paper", "a3"], "'a4', 'letter'"),
        (["watch", "a.md", "--port", "99999"], "--port"),
        (["templates", "night"], "No such command 'night'. Did you mean 'igdeck templates show night'?"),
        (["templates", "show"], "Missing argument 'NAME'"),
    ],
)
def test_wrong_usage(tmp_path: Path, cache_home: Path, arguments: list[str], told: str) -> None:
    """Wrong usage is status 2, with what may be meant; nothing is written."""
    run = ran(tmp_path, cache_home, *arguments)
    assert run.returncode == 2
    assert told in run.stderr
    assert run.stdout == ""
    assert list(tmp_path.iterdir()) == []


# Completion -----------------------------------------------------------------------------------------------------


def completed(folder: Path, *words: str) -> list[str]:
    """What bash is offered for the last word."""
    environment = os.environ | {
        "_IGDECK_COMPLETE": "bash_complete",
        "COMP_WORDS": " ".join(("igdeck", *words)),
        "COMP_CWORD": str(len(words)),
    }
    command = [sys.executable, "-m", "igdeck"]
    run = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=True)
    return run.stdout.splitlines()


def plain(*values: str) -> list[str]:
    return [f"plain,{value}" for value in values]


def test_completion_of_sources(tmp_path: Path) -> None:
    """Markdown files are offered, those one folder down too; where there are none the shell offers files."""
    for name in ("a.md", "b.MARKDOWN", "notes.txt", "slides/c.md", "slides/d.png", ".hidden/e.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("", encoding="utf-8")
    assert completed(tmp_path, "build", "") == plain("a.md", "b.MARKDOWN", "slides/c.md")
    assert completed(tmp_path, "check", "a.md", "sl") == plain("slides/c.md")
    assert completed(tmp_path, "watch", "slides/") == plain("slides/c.md")
    assert completed(tmp_path, "handout", "no") == ["file,no"]


def test_completion_of_options(tmp_path: Path) -> None:
    """Commands, options, formats, templates and layouts are completed."""
    assert completed(tmp_path, "b") == plain("build")
    assert completed(tmp_path, "build", "--str") == plain("--strict")
    assert completed(tmp_path, "build", "--to", "pptx,") == plain("pptx,html", "pptx,pdf")
    assert completed(tmp_path, "build", "-t", "pan") == plain("panel")
    assert completed(tmp_path, "templates", "show", "n") == plain("night")
    assert completed(tmp_path, "templates", "n") == plain("new")
    assert completed(tmp_path, "build", "-t", "./") == ["dir,./"]
    assert completed(tmp_path, "handout", "--layout", "") == plain("1", "2", "3", "4", "6", "9", "notes", "outline", "slides")
    assert completed(tmp_path, "handout", "--to", "pdf,") == plain("pdf,docx", "pdf,html")
    assert completed(tmp_path, "handout", "--no-h") == plain("--no-hidden")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_for_a_shell(tmp_path: Path, shell: str) -> None:
    """`_IGDECK_COMPLETE=bash_source igdeck` writes what the shell reads, as `docs/cli.md` says."""
    environment = os.environ | {"_IGDECK_COMPLETE": f"{shell}_source"}
    run = subprocess.run(
        [sys.executable, "-m", "igdeck"], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    assert f"_IGDECK_COMPLETE={shell}_complete" in run.stdout
    assert f"_IGDECK_COMPLETE={shell}_source igdeck" in (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
