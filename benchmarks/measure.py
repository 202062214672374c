"""Run one command and print what it cost as JSON: `python benchmarks/measure.py pandoc deck.md -o deck.pptx`.

A process of its own, and a small one, for two reasons. Linux counts the memory of the process that starts another as the other's
peak, so a big one would hide the memory of a small command. And the cost of children that outlive their parent, as Chromium's
do, comes only to a process that adopts them.
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path

#: How long the command may take, and how long what it left running may after it, in seconds.
LIMIT = 1800
LINGER = 10
#: `prctl` option, from linux/prctl.h.
PR_SET_CHILD_SUBREAPER = 36


def main(command: list[str]) -> int:
    """Run the command, its output going to standard error, and print its cost. The exit status is the command's."""
    _adopt_orphans()
    signal.signal(signal.SIGALRM, _time_is_up)
    start = time.perf_counter()
    try:
        status = _run(command)
        wall = time.perf_counter() - start
        _wait_for_orphans()
    except TimeoutError:
        sys.stderr.write(f"stopped: it was still running after {LIMIT} s\n")
        return 1
    except OSError as problem:
        sys.stderr.write(f"{problem}\n")
        return 127
    finally:
        _end_children()
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    memory = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    sys.stdout.write(f'{{"wall": {wall:.6f}, "cpu": {usage.ru_utime + usage.ru_stime:.6f}, "memory": {memory}}}\n')
    return status


def _run(command: list[str]) -> int:
    """Run the command to its end. Orphans that end before it are waited for later."""
    signal.alarm(LIMIT)
    pid = os.posix_spawnp(command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, 2, 1)])
    status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    signal.alarm(0)
    return status


def _adopt_orphans() -> None:
    """Become the parent of every descendant whose own parent ends; only Linux can."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _time_is_up(_signal: int, _frame: object) -> None:
    raise TimeoutError


def _wait_for_orphans() -> None:
    """Wait until no child is left, so that the cost of all is counted; whatever does not end soon is ended by force."""
    signal.alarm(LINGER)
    with suppress(ChildProcessError, TimeoutError):
        while True:
            os.wait()
    signal.alarm(0)


def _end_children() -> None:
    """End what still runs below this process. Ending a child hands its own children to us, hence the loop."""
    while children := _children():
        for pid in children:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)


def _children() -> list[int]:
    listing = Path(f"/proc/self/task/{os.getpid()}/children")
    return [int(pid) for pid in listing.read_text(encoding="ascii").split()] if listing.exists() else []


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
