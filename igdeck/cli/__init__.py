"""The command line: parses, calls one function, reports.

Everything is imported inside, so that Ctrl-C is quiet from the first moment on.
"""

from __future__ import annotations

from typing import NoReturn

#: The exit status after Ctrl-C: 128 and the number of the signal, as shells count.
INTERRUPTED = 130


def main() -> NoReturn:
    """Run the command `igdeck` and end the process: status 0, 1 for errors, 2 for wrong usage, 130 after Ctrl-C."""
    import gc
    import sys

    # A deck is a tree and its classes are there to stay: the search for garbage in cycles finds nothing and takes 5 ms.
    gc.set_threshold(100_000, 50, 100)
    try:
        from igdeck.cli.app import run

        status = run()
    except KeyboardInterrupt:
        status = INTERRUPTED
        if sys.stderr is not None:
            sys.stderr.write("igdeck: interrupted\n")
    _end(status)


def _end(status: int) -> NoReturn:
    """End the process at once: taking all objects down one by one would be a tenth of a short build."""
    import os
    import sys
    from contextlib import suppress

    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):  # a reader that has gone; closed from the start
            stream.flush()
    os._exit(status)
