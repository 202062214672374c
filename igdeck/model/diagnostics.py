"""What igdeck has to say about a source, a template or an output: errors are data."""

from __future__ import annotations

from enum import Enum

from igdeck.model.value import frozen, replace


@frozen
class Where:
    """A place in a file; lines and columns count from 1, and 0 means that it is not known."""

    file: str
    line: int
    column: int = 0


class Severity(Enum):
    """How bad it is. An error makes exit status 1; a warning does under `--strict`."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@frozen
class Diagnostic:
    """One finding: what is wrong, where, and what to do next.

    `line` and `column` count from 1; 0 means that the finding is about the whole file. `length` is the
    number of characters to underline. `code` is stable and made for programs: `picture-missing`.
    """

    severity: Severity
    code: str
    message: str
    hint: str = ""
    file: str = ""
    line: int = 0
    column: int = 0
    length: int = 1

    def at(self, file: str) -> Diagnostic:
        """The same finding with its file named, unless it names one already."""
        return self if self.file else replace(self, file=file)


def error(code: str, message: str, hint: str = "", **place: object) -> Diagnostic:
    """An error; `place` is any of `file`, `line`, `column` and `length`."""
    return Diagnostic(Severity.ERROR, code, message, hint, **place)  # type: ignore[arg-type]


def warning(code: str, message: str, hint: str = "", **place: object) -> Diagnostic:
    """A warning; `place` as in `error`."""
    return Diagnostic(Severity.WARNING, code, message, hint, **place)  # type: ignore[arg-type]


def note(code: str, message: str, hint: str = "", **place: object) -> Diagnostic:
    """A note, never a failure; `place` as in `error`."""
    return Diagnostic(Severity.NOTE, code, message, hint, **place)  # type: ignore[arg-type]


class IgdeckError(Exception):
    """Work that cannot go on, with the diagnostics that say why.

    The only exception that igdeck raises on purpose; `build` turns it into its diagnostics.
    """

    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__("; ".join(d.message for d in diagnostics))
        self.diagnostics = diagnostics
