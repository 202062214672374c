"""Builds several sources, one after another or in several processes; one that fails does not stop the others.

Results come in the order of the sources. Ctrl-C ends the source at work as it ends a single build: old files or new ones.
"""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from igdeck.build.work import BuildResult
from igdeck.model.diagnostics import Diagnostic, error

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from concurrent.futures import Future
    from pathlib import Path
    from typing import TypeAlias

    #: What is done with each source. It has to be picklable for several processes.
    Build: TypeAlias = Callable[[Path], BuildResult]

#: How many sources make another process worth its start.
_PER_PROCESS = 4


def build_all(sources: Sequence[Path], build: Build, jobs: int | None = None) -> Iterator[BuildResult]:
    """Build each source; a path that stands twice is built once.

    Sources of one name would be written over each other: they are not built, and say so. `jobs` is the number of processes; None
    takes one for few sources, and as many as there are processors for many.
    """
    sources = _once(sources)
    clashes = _clashes(sources)
    wanted = [source for source in sources if source not in clashes]
    results = _results(wanted, partial(attempt, build), min(jobs or _fitting(len(wanted)), len(wanted)))
    for source in sources:
        yield _failed(source, clashes[source]) if source in clashes else next(results)


def attempt(build: Build, source: Path) -> BuildResult:
    """Build a source; a fault of igdeck itself is a result as well, unless IGDECK_DEBUG is set."""
    try:
        return build(source)
    except Exception as fault:
        if os.environ.get("IGDECK_DEBUG"):
            raise
        return _failed(source, internal(fault))


def internal(fault: BaseException) -> Diagnostic:
    """What to say about a fault of igdeck."""
    hint = "please report this; with IGDECK_DEBUG=1 in the environment igdeck shows where it happened"
    return error("internal", f"igdeck itself failed: {type(fault).__name__}: {fault}".rstrip(": "), hint)


def _failed(source: Path, trouble: Diagnostic) -> BuildResult:
    return BuildResult(source, (), (trouble.at(str(source)),), 0, (source,))


def _once(sources: Sequence[Path]) -> tuple[Path, ...]:
    first: dict[str, Path] = {}
    for source in sources:
        first.setdefault(os.path.realpath(source), source)
    return tuple(first.values())


def _clashes(sources: Sequence[Path]) -> dict[Path, Diagnostic]:
    """The sources that have their name in common with another one."""
    named: dict[str, list[Path]] = {}
    for source in sources:
        named.setdefault(source.stem, []).append(source)
    hint = "build them one by one, each into a folder of its own with -o"
    return {
        source: error("output-twice", f"{', '.join(str(other) for other in same)} would be written over each other", hint)
        for same in named.values()
        for source in same
        if len(same) > 1
    }


def _fitting(count: int) -> int:
    return max(1, min(os.cpu_count() or 1, count // _PER_PROCESS))


# Several processes ---------------------------------------------------------------------------------------------


def _results(sources: Sequence[Path], build: Build, jobs: int) -> Iterator[BuildResult]:
    return map(build, sources) if jobs <= 1 else _from_processes(sources, build, jobs)


def _from_processes(sources: Sequence[Path], build: Build, jobs: int) -> Iterator[BuildResult]:
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(jobs, initializer=_ignore_interrupts) as processes:
        futures = [processes.submit(_interruptible, build, source) for source in sources]
        try:
            for source, future in zip(sources, futures, strict=True):
                yield _outcome(source, future)
        except BaseException:
            processes.shutdown(wait=True, cancel_futures=True)
            raise


def _outcome(source: Path, future: Future[BuildResult]) -> BuildResult:
    from concurrent.futures import BrokenExecutor

    try:
        return future.result()
    except BrokenExecutor:
        message = "the process that built this source, or one beside it, was killed"
        return _failed(source, error("process-killed", message, "build it alone, or with --jobs 1: memory may be short"))


def _ignore_interrupts() -> None:
    """A process without work would answer Ctrl-C with a traceback."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _interruptible(build: Build, source: Path) -> BuildResult:
    import signal

    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return build(source)
    finally:
        _ignore_interrupts()
