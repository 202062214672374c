"""A progress bar on the last line of a terminal, for work that takes longer than a second."""

from __future__ import annotations

import time
from threading import Lock, Timer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

    from igdeck.cli.console import Console

#: How long work may take before it shows a bar, in seconds.
PATIENCE = 1.0

_CELLS = 24
_CLEAR = "\r\x1b[K"


class Bar:
    """The bar of a piece of work; draws nothing where no line can be drawn anew, or if `silent`.

    With a `timer` it appears while a step is going on; without, with the next step (a thread and new processes do not go well
    together).
    """

    def __init__(self, console: Console, *, silent: bool, timer: bool) -> None:
        self._console = console
        self._silent = silent or not console.has_cursor
        self._start = time.monotonic()
        self._state = (0, 0, "")
        self._shown = False
        self._lock = Lock()
        self._timer = Timer(PATIENCE, self._draw)
        self._timer.daemon = True
        if timer and not self._silent:
            self._timer.start()

    def step(self, done: int, total: int, label: str) -> None:
        """Show how much is done, and what comes now."""
        self._state = (done, total, label)
        self._draw()

    def hide(self) -> None:
        """Make room for other lines, until the next step."""
        with self._lock:
            self._state = (0, 0, "")
            if self._shown:
                self._console.err(_CLEAR)
            self._shown = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> None:
        self._timer.cancel()
        self.hide()

    def _draw(self) -> None:
        with self._lock:
            done, total, label = self._state
            if self._silent or not total or time.monotonic() - self._start < PATIENCE:
                return
            filled = _CELLS * done // total
            self._console.err(f"{_CLEAR}[{'#' * filled}{'-' * (_CELLS - filled)}] {done}/{total} {label}")
            self._shown = True
