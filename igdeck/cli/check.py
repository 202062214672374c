"""`igdeck check`."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import click

from igdeck.cli import options

if TYPE_CHECKING:
    from pathlib import Path

    from igdeck.build.work import BuildResult
    from igdeck.cli.console import Console


@click.command(
    short_help="Say what is wrong with Markdown files; write nothing.",
    epilog=options.examples("igdeck check slides/*.md", "igdeck check talk.md -t panel --strict", "igdeck check talk.md --json"),
)
@options.sources()
@options.template()
@options.strict("Warnings are errors.")
@options.reporting
@click.pass_obj
def check(console: Console, *, sources: tuple[Path, ...], template: str, strict: bool, as_json: bool, quiet: bool) -> int:
    """Say what is wrong with each Markdown file, and what does not fit on its slides. Nothing is written."""
    from igdeck.build.batch import attempt
    from igdeck.build.run import check_deck
    from igdeck.cli.report import report_results

    one = partial(check_deck, template=template, strict=strict)
    results = (attempt(one, source) for source in sources)
    return report_results(console, results, as_json=as_json, quiet=quiet, summary=_summary)


def _summary(result: BuildResult) -> str:
    from igdeck.cli.report import slides

    found = len(result.diagnostics)
    told = f"{found} finding{'s' * (found > 1)}" if found else "nothing to say"
    return f"{result.source}: {slides(result)}, {told}" if result.slides else ""
