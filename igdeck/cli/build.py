"""`igdeck build`."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import click

from igdeck.cli import options
from igdeck.cli.progress import Bar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from igdeck.build.work import BuildResult
    from igdeck.cli.console import Console


@click.command(
    short_help="Build decks from Markdown files.",
    epilog=options.examples(
        "igdeck build slides/panel.md",
        "igdeck build talk.md -t panel --to pptx,html,pdf -o out",
        "igdeck build slides/*.md --strict --jobs 4",
    ),
)
@options.sources()
@options.template()
@options.formats(("pptx", "html", "pdf"), ("pptx", "html"), {"docx": "igdeck handout --to docx"})
@options.out()
@options.strict("Warnings are errors, and with an error nothing is written.")
@options.jobs()
@click.option("--steps", is_flag=True, help="In the .pdf, a page for each step of a slide.")
@options.force()
@options.reporting
@click.pass_obj
def build(
    console: Console,
    *,
    sources: tuple[Path, ...],
    template: str,
    formats: tuple[str, ...],
    out: Path,
    strict: bool,
    jobs: int | None,
    steps: bool,
    force: bool,
    as_json: bool,
    quiet: bool,
) -> int:
    """Build a deck of each Markdown file NAME.md: NAME.pptx and NAME.html, in the folder build.

    The files of a source are written all or none. A .pptx that somebody changed by hand since it was built is not overwritten.
    """
    from igdeck.build.batch import build_all
    from igdeck.build.run import build_deck
    from igdeck.cli.report import report_results, written

    with Bar(console, silent=as_json or quiet, timer=len(sources) == 1) as bar:
        step = bar.step if len(sources) == 1 else None
        how = partial(build_deck, template=template, formats=formats, out=out, steps=steps)
        one = partial(how, force=force, strict=strict, progress=step)
        results = counted(build_all(sources, one, jobs), len(sources), bar)
        return report_results(console, results, as_json=as_json, quiet=quiet, summary=written, before=bar.hide)


def counted(results: Iterable[BuildResult], total: int, bar: Bar) -> Iterator[BuildResult]:
    """The results; of several sources the bar tells how many are done."""
    for done, result in enumerate(results, 1):
        yield result
        if done < total:
            bar.step(done, total, "sources")
