"""A deck being made, and what became of it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from igdeck.model.diagnostics import IgdeckError, Severity, error
from igdeck.model.value import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path
    from typing import TypeAlias

    from igdeck.model.diagnostics import Diagnostic

    #: Hears of each step as it begins: how many are done, of how many, and what comes now.
    Progress: TypeAlias = Callable[[int, int, str], None]


@frozen
class BuildResult:
    """What became of a source: the files that were written, and all there is to say.

    `slides` is the number of slides drawn, 0 if it did not come to that. `dependencies` are the files that the deck is made of,
    missing ones too: the source, its pictures, the template's files; those that are known, if the build ended early.
    """

    source: Path
    outputs: tuple[Path, ...]
    diagnostics: tuple[Diagnostic, ...]
    slides: int
    dependencies: tuple[Path, ...]

    @property
    def ok(self) -> bool:
        """Whether there is no error among the diagnostics."""
        return not any(diagnostic.severity is Severity.ERROR for diagnostic in self.diagnostics)


class Work:
    """A deck being made of a source in a number of steps. What is known so far stays known when it ends early."""

    def __init__(self, source: Path, steps: int, progress: Progress | None = None) -> None:
        self.source = source
        self.slides = 0
        self.found: list[Diagnostic] = []
        self.dependencies: dict[Path, None] = {}
        self.drawn: dict[str, bytes] = {}
        self.outputs: tuple[Path, ...] = ()
        self._steps = steps
        self._done = 0
        self._progress = progress

    def begin(self, step: str) -> None:
        """Tell that a step begins."""
        if self._progress:
            self._progress(self._done, self._steps, step)
        self._done += 1

    def note(self, *found: Diagnostic) -> None:
        """Take in what was found; what names no file is about the source."""
        self.found += (diagnostic.at(str(self.source)) for diagnostic in found)

    def sort(self) -> None:
        """Put what was found into the order of the source's lines."""
        self.found.sort(key=lambda diagnostic: (diagnostic.line, diagnostic.column))

    def depend(self, files: Sequence[Path]) -> None:
        """Take in files that the deck is made of."""
        self.dependencies |= dict.fromkeys(files)

    @contextmanager
    def ending_early(self) -> Iterator[None]:
        """Take in an IgdeckError: the work is over."""
        try:
            yield
        except IgdeckError as fault:
            self.note(*fault.diagnostics)

    def hold_strictly(self, consequence: str) -> None:
        """Refuse to go on with warnings or errors; raises IgdeckError `strict`."""
        counts = {severity: sum(d.severity is severity for d in self.found) for severity in (Severity.ERROR, Severity.WARNING)}
        told = [f"{count} {severity.value}{'s' * (count > 1)}" for severity, count in counts.items() if count]
        if told:
            raise IgdeckError(error("strict", f"{' and '.join(told)} under --strict{consequence}"))

    def result(self) -> BuildResult:
        """What became of it."""
        return BuildResult(self.source, self.outputs, tuple(self.found), self.slides, tuple(self.dependencies))
