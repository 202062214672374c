"""igdeck in a terminal, a real one: the place underlined, colours where they are wanted, a bar for long work."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from pseudo_terminal import COLOURS, in_terminal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX terminals and pipes")

SOURCE = "# One\n\n- before $x^2$ after\n"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    (tmp_path / "a.md").write_text(SOURCE, encoding="utf-8")
    return tmp_path / "a.md"


@pytest.mark.usefixtures("source")
def test_the_place_is_underlined(tmp_path: Path, cache_home: Path) -> None:
    """A person sees the line and the place in it, under the message."""
    session = in_terminal("build", "a.md", folder=tmp_path, cache=cache_home)
    lines = session.lines
    at = next(i for i, line in enumerate(lines) if "a.md:3:" in line)  # a bar may stand before it on a busy machine
    assert "warning: math is not drawn yet" in lines[at]
    assert lines[at + 1] == "    3 | - before $x^2$ after"
    start = lines[at + 2].index("^")
    assert lines[at + 1][start : len(lines[at + 2])] == "$x^2$"
    assert "build/a.pptx, build/a.html: 1 slide" in lines
    assert session.status == 0


@pytest.mark.usefixtures("source")
def test_colours_where_they_are_wanted(tmp_path: Path, cache_home: Path) -> None:
    """Severities are coloured, unless NO_COLOR or a dumb terminal forbid it."""
    assert "\x1b[33m" in in_terminal("build", "a.md", folder=tmp_path, cache=cache_home).sent
    for env in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        session = in_terminal("build", "a.md", folder=tmp_path, cache=cache_home, env=env)
        assert not COLOURS.search(session.sent)
        assert "^" in session.sent


def test_long_lines_fit_the_terminal(tmp_path: Path, cache_home: Path) -> None:
    """In a narrow terminal a long source line is cut on both sides of the place."""
    (tmp_path / "a.md").write_text("# One\n\n" + "words and " * 30 + "$x$" + " more words" * 30 + "\n", encoding="utf-8")
    lines = in_terminal("build", "a.md", folder=tmp_path, cache=cache_home, columns=50).lines
    at = next(i for i, line in enumerate(lines) if line.startswith("    3 | "))
    assert len(lines[at]) < 50
    assert "$x$" in lines[at]
    assert lines[at].count("…") == 2
    assert lines[at][lines[at + 1].index("^") :].startswith("$x$")


# The bar --------------------------------------------------------------------------------------------------------

SLOW = """
import time
import {module}
quick = {module}.{name}
def slow(*arguments, **named):
    time.sleep({seconds})
    return quick(*arguments, **named)
{module}.{name} = slow
"""


def slowed(folder: Path, module: str, name: str, seconds: float) -> Mapping[str, str]:
    """The environment in which a function takes its time: what a very large deck would do."""
    (folder / "sitecustomize.py").write_text(SLOW.format(module=module, name=name, seconds=seconds), encoding="utf-8")
    return {"PYTHONPATH": os.pathsep.join(filter(None, (str(folder), os.environ.get("PYTHONPATH"))))}


@pytest.mark.usefixtures("source")
def test_a_bar_for_long_work(tmp_path: Path, cache_home: Path) -> None:
    """Work of more than a second shows what is done, in its place, and leaves no trace of it."""
    env = slowed(tmp_path, "igdeck.layout", "make_pages", 1.2)
    session = in_terminal("build", "a.md", folder=tmp_path, cache=cache_home, env=env)
    assert re.search(r"\[#{4}-{20}\] 1/5 laying out", session.sent)
    assert re.search(r"\[#{19}-{5}\] 4/5 writing", session.sent)
    quick = in_terminal("build", "a.md", folder=tmp_path, cache=cache_home)
    assert left_on_screen(session.sent) == left_on_screen(quick.sent)


def left_on_screen(sent: str) -> list[str]:
    """The lines that stand there in the end: what was drawn before a line was cleared is gone."""
    lines = (COLOURS.sub("", line).rpartition("\r\x1b[K")[2].rstrip("\r") for line in sent.split("\n"))
    return [line for line in lines if line]


@pytest.mark.usefixtures("source")
def test_a_bar_over_sources(tmp_path: Path, cache_home: Path) -> None:
    """Of several sources the bar tells how many are done; messages stand on lines of their own."""
    for name in ("b.md", "c.md"):
        (tmp_path / name).write_text(SOURCE, encoding="utf-8")
    env = slowed(tmp_path, "igdeck.layout", "make_pages", 0.6)
    session = in_terminal("build", "a.md", "b.md", "c.md", folder=tmp_path, cache=cache_home, env=env)
    assert "[################--------] 2/3 sources" in session.sent
    screen = left_on_screen(session.sent)
    assert [line for line in screen if line.startswith("build/")] == [
        f"build/{name}.pptx, build/{name}.html: 1 slide" for name in "abc"
    ]
    assert not [line for line in screen if "sources" in line]


@pytest.mark.usefixtures("source")
def test_no_bar_where_nobody_looks(tmp_path: Path, cache_home: Path) -> None:
    """Quick work, `--json` and a terminal that cannot go back have no bar."""
    assert "\r\x1b[K" not in in_terminal("build", "a.md", folder=tmp_path, cache=cache_home).sent
    env = slowed(tmp_path, "igdeck.layout", "make_pages", 1.2)
    assert "\r\x1b[K" not in in_terminal("build", "a.md", "--json", folder=tmp_path, cache=cache_home, env=env).sent
    assert "#" not in in_terminal("build", "a.md", folder=tmp_path, cache=cache_home, env={**env, "TERM": "dumb"}).sent.replace(
        "# One", ""
    )


# Where output leads ---------------------------------------------------------------------------------------------


def shell(line: str, folder: Path, cache: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """Run a line of shell in which `$IGDECK` is igdeck."""
    environment = os.environ | {"XDG_CACHE_HOME": str(cache), "IGDECK": f"{sys.executable} -m igdeck", "PYTHONUTF8": "1"} | env
    command = ["bash", "-o", "pipefail", "-c", line]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=120, check=False)


@pytest.mark.usefixtures("source")
def test_a_reader_that_has_gone(tmp_path: Path, cache_home: Path) -> None:
    """`igdeck build … | true` builds all the same, and shows no traceback."""
    (tmp_path / "b.md").write_text("# Two\n", encoding="utf-8")
    for line in (
        "$IGDECK build a.md b.md | true",
        "$IGDECK build a.md b.md --json | true",
        "$IGDECK build a.md b.md 2>&1 | true",
    ):
        run = shell(f"rm -rf build; {line}", tmp_path, cache_home)
        assert run.returncode == 0, run.stderr
        assert "Traceback" not in run.stderr
        assert "Exception" not in run.stderr
        assert (tmp_path / "build" / "b.pptx").is_file()
    for line in ("$IGDECK build --help | true", "$IGDECK biuld a.md 2>&1 | true"):
        assert "Traceback" not in shell(line, tmp_path, cache_home).stderr


@pytest.mark.usefixtures("source")
def test_closed_outputs(tmp_path: Path, cache_home: Path) -> None:
    """Without standard output or standard error the deck is built, and no file is overwritten by a message."""
    for line in ("$IGDECK build a.md >&-", "$IGDECK build a.md 2>&-", "$IGDECK build a.md >&- 2>&- <&-"):
        run = shell(f"rm -rf build; {line}", tmp_path, cache_home)
        assert run.returncode == 0, run.stderr
        assert "Traceback" not in run.stderr
        assert b"math is not drawn" not in (tmp_path / "build" / "a.html").read_bytes()


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full")  # noqa: PTH110
@pytest.mark.usefixtures("source")
def test_a_full_disk_under_the_document(tmp_path: Path, cache_home: Path) -> None:
    """A document that could not be written is a failure, told in one line."""
    run = shell("$IGDECK build a.md --json > /dev/full", tmp_path, cache_home)
    assert run.returncode == 1
    assert run.stderr == "igdeck: the output cannot be written: No space left on device\n"


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full")  # noqa: PTH110
def test_a_full_disk_under_the_help(tmp_path: Path, cache_home: Path) -> None:
    """A help text that could not be written is no fault of igdeck's; wrong usage keeps its status though nobody can read why."""
    run = shell("$IGDECK build --help > /dev/full", tmp_path, cache_home)
    assert (run.returncode, run.stderr) == (1, "igdeck: the output cannot be written: No space left on device\n")
    assert shell("$IGDECK build 2> /dev/full", tmp_path, cache_home).returncode == 2


def test_a_terminal_without_our_characters(tmp_path: Path, cache_home: Path) -> None:
    """In an ASCII terminal quotes are plain, foreign letters are escaped, and nothing crashes."""
    (tmp_path / "ä.md").write_text("---\ntitel: x\n---\n# Zoë\n", encoding="utf-8")
    run = shell("$IGDECK build ä.md", tmp_path, cache_home, PYTHONIOENCODING="ascii", FORCE_COLOR="1")
    assert "Traceback" not in run.stderr
    assert 'unknown key "titel"' in run.stderr
    assert run.stdout == "build/\\xe4.pptx, build/\\xe4.html: 1 slide\n"
