"""`igdeck handout`."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import click

from igdeck.cli import options
from igdeck.cli.progress import Bar
from igdeck.cli.wishes import Grouped, content_option, wishes

if TYPE_CHECKING:
    from pathlib import Path

    from igdeck.cli.console import Console


@click.command(
    cls=Grouped,
    short_help="Write handouts: PDF, .docx or .html.",
    epilog=options.examples(
        "igdeck handout slides/panel.md",
        "igdeck handout talk.md --layout 3 --paper letter --gray",
        "igdeck handout talk.md --layout notes --to pdf,docx",
        "igdeck handout talk.md --slides 1-4,7,costs --footer 'Draft'",
    ),
)
@options.sources()
@content_option(options.formats(("pdf", "docx", "html"), ("pdf",), {"pptx": "igdeck build"}))
@wishes
@options.template()
@options.out()
@options.strict("Warnings are errors, and with an error nothing is written.")
@options.jobs()
@options.force()
@options.reporting
@click.pass_obj
def handout(
    console: Console,
    /,
    *,
    sources: tuple[Path, ...],
    formats: tuple[str, ...],
    logo: Path | None,
    template: str,
    out: Path,
    strict: bool,
    jobs: int | None,
    force: bool,
    as_json: bool,
    quiet: bool,
    **wished: Any,
) -> int:
    """Write what is handed out of each deck NAME.md, in the folder build: NAME-handout.pdf with six slides on a sheet.

    A deck may ask for the same below handout: in its front matter, and a template in its table [handout]; what is said here goes
    before both.
    """
    from igdeck.build.batch import build_all
    from igdeck.build.handout import build_handout
    from igdeck.cli.build import counted
    from igdeck.cli.report import report_results, written
    from igdeck.model.handout import Wish

    with Bar(console, silent=as_json or quiet, timer=len(sources) == 1) as bar:
        step = bar.step if len(sources) == 1 else None
        how = partial(build_handout, template=template, wish=Wish(**wished), logo=logo, formats=formats, out=out)
        one = partial(how, force=force, strict=strict, progress=step)
        results = counted(build_all(sources, one, jobs), len(sources), bar)
        return report_results(console, results, as_json=as_json, quiet=quiet, summary=written, before=bar.hide)
