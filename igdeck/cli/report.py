"""Tells what became of sources: to people line by line as it comes, to programs in one JSON document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import igdeck

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from igdeck.build.work import BuildResult
    from igdeck.cli.console import Console
    from igdeck.model.diagnostics import Diagnostic

#: Changes when a program that reads the JSON would have to change.
JSON_VERSION = 1


def report_results(
    console: Console,
    results: Iterable[BuildResult],
    *,
    as_json: bool,
    quiet: bool,
    summary: Callable[[BuildResult], str],
    before: Callable[[], None] = lambda: None,
) -> int:
    """Tell of each result as it comes, or of all in one JSON document; return the exit status.

    `summary` is the line on standard output, if there is one; `before` is called before anything is written.
    """
    done: list[BuildResult] = []
    for result in results:
        done.append(result)
        if not as_json:
            before()
            report_result(console, result, quiet=quiet, summary=summary)
    failed = sum(not result.ok for result in done)
    before()
    if as_json:
        console.out(as_document(done))
    elif failed and len(done) > 1:
        console.err(f"{failed} of {len(done)} sources failed\n")
    return 1 if failed else 0


def report_result(console: Console, result: BuildResult, *, quiet: bool, summary: Callable[[BuildResult], str]) -> None:
    """Tell of one result; if `quiet`, of its errors alone."""
    if result.diagnostics:
        from igdeck.cli.describe import describe

        console.err(describe(result.diagnostics, console.screen, quiet=quiet))
    line = "" if quiet else summary(result)
    if line:
        console.out(f"{line}\n")


def written(result: BuildResult) -> str:
    """The line that says what was written: `build/panel.pptx, build/panel.html: 8 slides`."""
    return f"{', '.join(str(path) for path in result.outputs)}: {slides(result)}" if result.outputs else ""


def slides(result: BuildResult) -> str:
    """How many slides a deck has, in words."""
    return f"{result.slides} slide{'s' * (result.slides != 1)}"


# For programs --------------------------------------------------------------------------------------------------


def as_document(results: Sequence[BuildResult]) -> str:
    """The JSON document of `--json`; `docs/cli.md` describes it."""
    import json

    document = {
        "version": JSON_VERSION,
        "igdeck": igdeck.__version__,
        "ok": all(result.ok for result in results),
        "sources": [_as_data(result) for result in results],
    }
    return json.dumps(document, indent=2) + "\n"


def _as_data(result: BuildResult) -> dict[str, Any]:
    return {
        "source": str(result.source),
        "ok": result.ok,
        "slides": result.slides,
        "outputs": [str(path) for path in result.outputs],
        "diagnostics": [_finding_as_data(diagnostic) for diagnostic in result.diagnostics],
    }


def _finding_as_data(diagnostic: Diagnostic) -> dict[str, Any]:
    return {
        "severity": diagnostic.severity.value,
        "code": diagnostic.code,
        "message": diagnostic.message,
        "hint": diagnostic.hint,
        "file": diagnostic.file,
        "line": diagnostic.line,
        "column": diagnostic.column,
        "length": diagnostic.length,
    }
