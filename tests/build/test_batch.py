"""Several sources: each is built for itself, in one process or in several."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest

from igdeck.build.batch import build_all
from igdeck.build.work import BuildResult


def echo(source: Path) -> BuildResult:
    """A build that tells which process it was in, and dies or fails when asked to."""
    if source.stem == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if source.stem == "fail":
        raise ValueError("oh")
    if source.stem == "interrupt":
        raise KeyboardInterrupt
    return BuildResult(source, (Path(str(os.getpid())),), (), 1, ())


def paths(*names: str) -> list[Path]:
    return [Path(f"{name}.md") for name in names]


def test_order_and_processes() -> None:
    """Results come in the order of the sources, from other processes than this one."""
    sources = paths(*"abcdefgh")
    results = list(build_all(sources, echo, jobs=3))
    assert [result.source for result in results] == sources
    processes = {str(result.outputs[0]) for result in results}
    assert str(os.getpid()) not in processes
    assert len(processes) <= 3


def test_few_sources_stay_in_this_process() -> None:
    """Starting processes takes longer than building three decks."""
    assert {str(result.outputs[0]) for result in build_all(paths(*"abc"), echo)} == {str(os.getpid())}
    assert {str(result.outputs[0]) for result in build_all(paths("a"), echo, jobs=8)} == {str(os.getpid())}


@pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="one processor")
def test_many_sources_are_shared_out() -> None:
    """Many sources are built by as many processes as there are processors."""
    results = build_all(paths(*(f"s{number}" for number in range(40))), echo)
    assert str(os.getpid()) not in {str(result.outputs[0]) for result in results}


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_fault_is_a_result(jobs: int) -> None:
    """A fault of igdeck in one source does not stop the others."""
    results = list(build_all(paths("a", "fail", "b"), echo, jobs))
    assert [result.ok for result in results] == [True, False, True]
    (fault,) = results[1].diagnostics
    assert (fault.code, fault.file, fault.message) == ("internal", "fail.md", "igdeck itself failed: ValueError: oh")


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_a_process_that_is_killed() -> None:
    """When the system kills a process, as for want of memory, there is a result for every source all the same."""
    results = list(build_all(paths("die", "a", "b"), echo, jobs=2))
    assert [result.source for result in results] == paths("die", "a", "b")
    assert [diagnostic.code for diagnostic in results[0].diagnostics] == ["process-killed"]
    assert "--jobs 1" in results[0].diagnostics[0].hint


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_interruption_ends_it(jobs: int) -> None:
    """Ctrl-C is no fault of a source: it ends the whole, and no process stays."""
    with pytest.raises(KeyboardInterrupt):
        list(build_all(paths("a", "interrupt", *(f"s{number}" for number in range(20))), echo, jobs))


def test_names_that_clash() -> None:
    """All sources of one name are refused, and the rest is built in order."""
    sources = [Path("x/a.md"), Path("b.md"), Path("y/a.markdown"), Path("c.md")]
    results = list(build_all(sources, echo))
    assert [result.source for result in results] == sources
    assert [result.ok for result in results] == [False, True, False, True]
    assert results[0].diagnostics[0].code == "output-twice"
    assert "x/a.md, y/a.markdown" in results[0].diagnostics[0].message


def test_a_source_that_comes_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same file under two names is one source, at the place where it came first."""
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text("# One\n", encoding="utf-8")
    Path("link.md").symlink_to("a.md")
    sources = [Path("a.md"), Path("b.md"), tmp_path / "a.md", Path("link.md"), Path("b.md")]
    assert [result.source for result in build_all(sources, echo)] == paths("a", "b")


def test_no_sources() -> None:
    """Nothing to do is nothing done."""
    assert list(build_all([], echo)) == []
