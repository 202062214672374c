"""`igdeck handout`."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import click

from igdeck.cli import options
from igdeck.cli.progress import Bar

if TYPE_CHECKING:
    from pathlib import Path

    from igdeck.cli.console import Console


@click.command(
    short_help="Write a PDF with several slides on a sheet.",
    epilog=options.examples("igdeck handout slides/panel.md", "igdeck handout talk.md --layout 3 --paper letter"),
)
@options.source()
@options.handout_layout()
@click.option(
    "--paper",
    type=click.Choice(["a4", "letter"], case_sensitive=False),
    default="a4",
    show_default=True,
    help="Size of the sheets.",
)
@options.template()
@options.out()
@options.strict("Warnings are errors, and with an error nothing is written.")
@options.reporting
@click.pass_obj
def handout(
    console: Console, *, source: Path, up: int, paper: str, template: str, out: Path, strict: bool, as_json: bool, quiet: bool
) -> int:
    """Write a deck NAME.md as a PDF to be printed: NAME-handout.pdf, in the folder build.

    Notes pages, the outline and handouts as .docx or .html come in a later version.
    """
    from igdeck.build.batch import attempt
    from igdeck.build.run import build_handout
    from igdeck.cli.report import report_results, written

    with Bar(console, silent=as_json or quiet, timer=True) as bar:
        one = partial(build_handout, template=template, up=up, paper=paper, out=out, strict=strict, progress=bar.step)
        results = (attempt(one, source) for _ in range(1))
        return report_results(console, results, as_json=as_json, quiet=quiet, summary=written, before=bar.hide)
