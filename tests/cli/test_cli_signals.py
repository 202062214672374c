"""Ctrl-C, `kill` and `kill -9` at any moment of a build: old files or new ones, whole, and no traceback."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from tools.command import igdeck

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")

SLIDES = 100


def source(word: str) -> str:
    """A deck that takes a while; its slides have ids, so that what is built does not depend on the build before."""
    return "\n".join(f"## Slide {number} of {word} {{#s{number}}}\n\n- {word}\n- and **more**\n" for number in range(SLIDES))


def outputs(folder: Path) -> dict[str, bytes]:
    """All files of a build folder, state and leftovers too."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def built(folder: Path, cache: Path, word: str) -> dict[str, bytes]:
    """What a build of a word writes."""
    folder.mkdir(exist_ok=True)
    (folder / "a.md").write_text(source(word), encoding="utf-8")
    run = igdeck("build", "a.md", folder=folder, cache=cache).run
    assert run.returncode == 0, run.stderr
    return outputs(folder / "build")


def interrupt(folder: Path, cache: Path, number: signal.Signals, delay: float, *arguments: str) -> tuple[int, str]:
    """Build, with a signal after a while; the status, and what stands on standard error."""
    command = [sys.executable, "-m", "igdeck", "build", *arguments]
    environment = os.environ | {"XDG_CACHE_HOME": str(cache)}
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=folder, env=environment, stdout=pipe, stderr=pipe, text=True) as process:
        time.sleep(delay)
        process.send_signal(number)
        try:
            _, told = process.communicate(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()
            pytest.fail(f"{number.name} was swallowed")
    return process.returncode, told


def in_python(told: str) -> bool:
    """Whether Ctrl-C came while Python itself was starting, on a machine that is busy."""
    return "KeyboardInterrupt" in told and os.path.join("igdeck", "cli") not in told  # noqa: PTH118 a part of a message


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_a_signal_at_any_moment(tmp_path: Path, cache_home: Path, number: signal.Signals) -> None:
    """After `kill -9` each file is whole, old or new; after Ctrl-C all files are of one build, and nothing is beside them."""
    new = built(tmp_path / "new", cache_home, "new")
    folder = tmp_path / "old"
    old = built(folder, cache_home, "old")
    assert len(old) == 4
    assert all(old[name] != new[name] for name in old)
    chance = random.Random(5)  # noqa: S311 not a secret
    ended: list[int] = []
    for turn in range(10):
        start = time.monotonic()
        assert built(folder, cache_home, "old") == old, "something was left behind"
        whole = time.monotonic() - start
        # Not while Python itself starts, which has a traceback of its own; most near the end, where files are written.
        delay = chance.uniform(0.3 if turn % 3 == 0 else 0.75, 1.05) * whole
        (folder / "a.md").write_text(source("new"), encoding="utf-8")
        status, told = interrupt(folder, cache_home, number, delay, "a.md")
        ended.append(status)
        found = outputs(folder / "build")
        kept = {name: content for name, content in found.items() if not name.endswith((".igdeck-tmp", ".igdeck-old"))}
        assert set(kept) == set(old)
        assert [name for name, content in kept.items() if content not in (old[name], new[name])] == [], "files are torn"
        if number is not signal.SIGKILL:
            if not in_python(told):
                assert status in (0, 128 + number, -signal.SIGTERM)  # the last while Python is starting
                assert told.strip() in ("", "igdeck: interrupted")
            assert found in (old, new), f"{number.name} left a mixture"
    assert built(folder, cache_home, "old") == old, "something was left behind"
    assert (-number if number is signal.SIGKILL else 128 + number) in ended, "no signal came in time: the test proves nothing"


def test_ctrl_c_says_so(tmp_path: Path, cache_home: Path) -> None:
    """Ctrl-C while a deck is built: one word, status 130, no file."""
    (tmp_path / "a.md").write_text(source("x") * 60, encoding="utf-8")
    status, told = interrupt(tmp_path, cache_home, signal.SIGINT, 0.9, "a.md")
    assert (status, told.strip()) == (130, "igdeck: interrupted")
    assert not (tmp_path / "build").exists()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_an_end_while_a_handout_is_drawn(tmp_path: Path, cache_home: Path, number: signal.Signals) -> None:
    """However it is ended, the folder in which it is drawn goes, nothing is written, and the status tells the signal."""
    (tmp_path / "a.md").write_text(source("x") * 4, encoding="utf-8")
    drawn = tmp_path / "drawn"
    drawn.mkdir()
    command = [sys.executable, "-m", "igdeck", "handout", "a.md"]
    environment = os.environ | {"XDG_CACHE_HOME": str(cache_home), "TMPDIR": str(drawn)}
    with subprocess.Popen(command, cwd=tmp_path, env=environment, stderr=subprocess.PIPE, text=True) as process:
        until = time.monotonic() + 30
        while not any(drawn.glob("igdeck-*")) and time.monotonic() < until:
            time.sleep(0.01)
        process.send_signal(number)
        _, told = process.communicate(timeout=30)
    assert process.returncode == 128 + number
    assert told.strip() in ("", "igdeck: interrupted")
    assert [*drawn.iterdir()] == []
    assert not (tmp_path / "build").exists()


def build_interrupted(folder: Path, cache: Path, *names: str) -> tuple[int, str, str]:
    """Build with three processes until four files are there, then Ctrl-C, which a terminal sends to all of them."""
    command = [sys.executable, "-m", "igdeck", "build", *names, "--jobs", "3"]
    environment = os.environ | {"XDG_CACHE_HOME": str(cache)}
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdout=pipe, stderr=pipe, text=True, start_new_session=True
    ) as process:
        until = time.monotonic() + 30
        while len(list((folder / "build").glob("[!.]*"))) < 4 and time.monotonic() < until:
            time.sleep(0.02)
        os.killpg(process.pid, signal.SIGINT)
        told, complaint = process.communicate(timeout=30)
    return process.returncode, told, complaint.strip()


def test_ctrl_c_with_several_processes(tmp_path: Path, cache_home: Path) -> None:
    """Ctrl-C ends a build of many sources quietly; what is there is whole."""
    names = [f"t{number}.md" for number in range(150)]
    for name in names:
        (tmp_path / name).write_text(source(name), encoding="utf-8")
    status, told, complaint = build_interrupted(tmp_path, cache_home, *names)
    assert (status, complaint) == (130, "igdeck: interrupted")
    assert told.count("\n") < len(names), "no signal came in time: the test proves nothing"
    written = [path.name for path in (tmp_path / "build").glob("[!.]*")] if (tmp_path / "build").exists() else []
    decks = {suffix: {name.removesuffix(suffix) for name in written if name.endswith(suffix)} for suffix in (".pptx", ".html")}
    assert decks[".pptx"] == decks[".html"]
    assert not list(tmp_path.rglob("*.igdeck-*"))


def test_ctrl_c_while_processes_wait(tmp_path: Path, cache_home: Path) -> None:
    """Processes that have nothing more to do are as quiet as the one that is at work."""
    for name, text in (("long.md", source("x") * 60), ("a.md", "# A\n"), ("b.md", "# B\n")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    status, _, complaint = build_interrupted(tmp_path, cache_home, "long.md", "a.md", "b.md")
    assert (status, complaint) == (130, "igdeck: interrupted")
    assert sorted(path.name for path in (tmp_path / "build").glob("[!.]*")) == ["a.html", "a.pptx", "b.html", "b.pptx"]
