"""Rebuilds a deck on every save and shows it live in the browser.

The system's notices of changes only wake the loop; whether something was saved is told by the files themselves. So a save while
a build runs is not missed, files that go and come again are followed, and file systems that give no notices are looked at twice
a second.
"""

from __future__ import annotations

import os
import sys
import time
from contextlib import closing, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from igdeck.model.diagnostics import Diagnostic, IgdeckError

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable
    from pathlib import Path

#: Saves that follow each other within this time are one, in milliseconds.
_QUIET = 50

#: How often files are looked at without a notice, in milliseconds.
_LOOK = 500

#: Files as they were seen: time, size and identity; None for one that is not there.
_Seen: TypeAlias = "dict[Path, tuple[int, int, int] | None]"


@dataclass(frozen=True, slots=True)
class WatchedBuild:
    """A build for the live preview: the deck, or None when there is none, and the files that it was made of.

    `dependencies` are the files and folders to watch beside the source, missing ones too: pictures, template files. A failed
    build may name those it knows of; those of the builds before stay watched until one succeeds.
    """

    html: bytes | None
    dependencies: tuple[Path, ...]
    diagnostics: tuple[Diagnostic, ...]


def watch(
    source: Path,
    rebuild: Callable[[], WatchedBuild],
    *,
    port: int,
    open_browser: bool,
    report: Callable[[WatchedBuild], None],
    announce: Callable[[str], None] = lambda _: None,
) -> None:
    """Build, serve the deck on this machine, and build again on every save, until Ctrl-C; then return.

    `report` hears of every build, `announce` of the preview's address once the first build is there to see. An IgdeckError that
    `rebuild` raises is a failed build. Raises IgdeckError if no port is free.
    """
    from igdeck.build.serve import serving

    def build(seen: _Seen) -> _Seen:
        before = _look(seen)
        result = _result(rebuild)
        preview.show(result.html, result.diagnostics)
        report(result)
        known = result.dependencies if result.html is not None else (*result.dependencies, *seen)
        # As they were before the build: what was saved while it ran is another build.
        return {path: before.get(path, state) for path, state in _look((source, *known)).items()}

    with suppress(KeyboardInterrupt), serving(port) as preview:
        seen = build(_look((source,)))
        announce(preview.url)
        if open_browser:
            _open(preview.url)
        while True:
            _wait_for_save(seen)
            seen = build(seen)


def _result(rebuild: Callable[[], WatchedBuild]) -> WatchedBuild:
    try:
        return rebuild()
    except IgdeckError as reason:
        return WatchedBuild(None, (), reason.diagnostics)


def _look(paths: Iterable[Path]) -> _Seen:
    return {path.absolute(): _state(path) for path in paths}


def _state(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _wait_for_save(seen: _Seen) -> None:
    """Return when the files are no longer as they were seen, and nobody writes any more."""
    with closing(_notices(seen)) as notices:
        while _look(seen) == seen:
            next(notices)


def _notices(paths: Iterable[Path]) -> Generator[object, None, None]:
    """Something every time one of these files may have changed, and now and then."""
    from watchfiles import watch as watch_files

    names = {path.name for path in paths}
    folders = {_nearest_folder(path) for path in paths}
    try:
        yield from watch_files(
            *folders,
            watch_filter=lambda _, path: os.path.basename(path) in names,  # noqa: PTH119 a path object a notice is too many
            step=_QUIET,
            rust_timeout=_LOOK,
            yield_on_timeout=True,
            recursive=False,
        )
    except (OSError, RuntimeError):  # the system has no more watches to give, or the folder has just gone
        while True:
            time.sleep(_LOOK / 1000)
            yield None


def _nearest_folder(path: Path) -> Path:
    return next(folder for folder in path.parents if folder.is_dir())


def _open(url: str) -> None:
    """Open the browser where there is a screen: on a bare terminal Python would start a text browser in it."""
    import webbrowser

    if sys.platform in {"darwin", "win32"} or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")):
        webbrowser.open(url)
