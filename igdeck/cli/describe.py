"""Diagnostics as text for people: a line each, on a terminal with the place in the source."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from igdeck.cli.excerpt import make_excerpt, split_lines, visible
from igdeck.model.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from igdeck.cli.console import Screen
    from igdeck.model.diagnostics import Diagnostic

#: How many findings that differ in nothing but their place are told one by one.
_ONE_BY_ONE = {Severity.ERROR: 3, Severity.WARNING: 3, Severity.NOTE: 1}

#: How many lines are named when they are told together.
_NAMED_LINES = 8

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


def describe(diagnostics: Iterable[Diagnostic], screen: Screen | None, *, quiet: bool = False) -> str:
    """The text about diagnostics; with a `screen`, with their places and in colours.

    Equal ones are told together, and a hint once, where it is needed first.
    """
    wanted = [diagnostic for diagnostic in diagnostics if not quiet or diagnostic.severity is Severity.ERROR]
    files: dict[str, list[bytes]] = {}
    hints = {""}
    lines: list[str] = []
    for diagnostic, others in _together(wanted):
        lines += [_headline(diagnostic, screen), *_place(diagnostic, screen, files), *_others(others)]
        if diagnostic.hint not in hints:
            lines.append(f"  {_styled('hint:', screen, fg='green')} {visible(diagnostic.hint)}")
        hints.add(diagnostic.hint)
    return "".join(f"{line}\n" for line in lines)


def _together(diagnostics: Sequence[Diagnostic]) -> Iterator[tuple[Diagnostic, list[int]]]:
    """Each finding, with the lines of its equals where they are too many to be told one by one."""
    equals: dict[object, list[Diagnostic]] = {}
    for diagnostic in diagnostics:
        equals.setdefault(_kind(diagnostic), []).append(diagnostic)
    for diagnostic in diagnostics:
        first, *rest = equals[_kind(diagnostic)]
        if len(rest) < _ONE_BY_ONE[diagnostic.severity]:
            yield diagnostic, []
        elif diagnostic is first:
            yield diagnostic, [other.line for other in rest]


def _kind(diagnostic: Diagnostic) -> object:
    return diagnostic.severity, diagnostic.code, diagnostic.message, diagnostic.hint, diagnostic.file


def _headline(diagnostic: Diagnostic, screen: Screen | None) -> str:
    place = ":".join(str(part) for part in (diagnostic.file or "igdeck", diagnostic.line, diagnostic.column) if part)
    severity = _styled(f"{diagnostic.severity.value}:", screen, fg=_COLOURS[diagnostic.severity], bold=True)
    code = _styled(f"[{diagnostic.code}]", screen, dim=True)
    return f"{_styled(visible(f'{place}:'), screen, bold=True)} {severity} {visible(diagnostic.message)} {code}"


def _place(diagnostic: Diagnostic, screen: Screen | None, files: dict[str, list[bytes]]) -> Iterator[str]:
    line = _source_line(diagnostic, files) if screen and diagnostic.line else None
    if screen is None or line is None:
        return
    number = f"{diagnostic.line:5} | "
    excerpt = make_excerpt(line, diagnostic.column, diagnostic.length, screen.width - len(number) - 1)
    yield _styled(number, screen, dim=True) + excerpt.line
    yield _styled("| ".rjust(len(number)), screen, dim=True) + _styled_marks(excerpt.marks, screen, _COLOURS[diagnostic.severity])


def _source_line(diagnostic: Diagnostic, files: dict[str, list[bytes]]) -> bytes | None:
    if diagnostic.file not in files:
        try:  # what a pipe held is gone, and opening it again waits for ever
            file = Path(diagnostic.file)
            files[diagnostic.file] = split_lines(file.read_bytes()) if file.is_file() else []
        except (OSError, ValueError):
            files[diagnostic.file] = []
    lines = files[diagnostic.file]
    return lines[diagnostic.line - 1] if diagnostic.line <= len(lines) else None


def _others(lines: Sequence[int]) -> Iterator[str]:
    if not lines:
        return
    named = [str(line) for line in dict.fromkeys(lines) if line]
    more = ", …" * (len(named) > _NAMED_LINES)
    places = f": line{'s' * (len(named) > 1)} {', '.join(named[:_NAMED_LINES])}{more}" if named else ""
    yield f"  and {len(lines)} more like this{places}"


def _styled(text: str, screen: Screen | None, **style: Any) -> str:
    return click.style(text, **style) if screen and screen.colours else text


def _styled_marks(marks: str, screen: Screen, colour: str) -> str:
    bare = marks.lstrip()
    return marks[: len(marks) - len(bare)] + _styled(bare, screen, fg=colour, bold=True)
