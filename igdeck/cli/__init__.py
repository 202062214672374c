"""The command line: parses, calls one function, reports.

Everything is imported inside, so that Ctrl-C is quiet from the first moment on.
"""

from __future__ import annotations

from typing import NoReturn

#: The exit status after Ctrl-C: 128 and the number of the signal, as shells count.
INTERRUPTED = 130


def main() -> NoReturn:
    """Run the command `igdeck` and end the process: status 0, 1 for errors, 2 for wrong usage, 130 after Ctrl-C.

    Ended from outside, it cleans up as after Ctrl-C, and the status tells the signal: 143, or 129 where the terminal is closed.
    """
    import gc
    import sys

    # A deck is a tree and its classes are there to stay: the search for garbage in cycles finds nothing and takes 5 ms.
    gc.set_threshold(100_000, 50, 100)
    try:
        _end_in_order()
        from igdeck.cli.app import run

        status = run()
    except SystemExit as ended:
        status = int(ended.code or 0)
    except KeyboardInterrupt:
        status = INTERRUPTED
        if sys.stderr is not None:
            sys.stderr.write("igdeck: interrupted\n")
    _end(status)


def _end_in_order() -> None:
    """Let an end from outside be an exception, so that what is half done is undone and folders for a while go."""
    import signal
    from contextlib import suppress

    def end(number: int, _frame: object) -> NoReturn:
        raise SystemExit(128 + number)

    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows has the first alone
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:  # nohup has the second one ignored
            with suppress(ValueError):  # not the main thread
                signal.signal(number, end)


def _end(status: int) -> NoReturn:
    """End the process at once: taking all objects down one by one would be a tenth of a short build."""
    import os
    import sys
    from contextlib import suppress

    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):  # a reader that has gone; closed from the start
            stream.flush()
    os._exit(status)
