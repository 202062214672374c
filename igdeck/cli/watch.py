"""`igdeck watch`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from igdeck.cli import options

if TYPE_CHECKING:
    from pathlib import Path

    from igdeck.build.watch import WatchedBuild
    from igdeck.build.work import BuildResult
    from igdeck.cli.console import Console


@click.command(
    short_help="Rebuild on every save, and show the deck in the browser.",
    epilog=options.examples("igdeck watch slides/panel.md", "igdeck watch talk.md --port 9000 --no-browser"),
)
@options.source()
@click.option(
    "--port",
    metavar="N",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="Port of the preview, or the next one that is free.",
)
@click.option("--no-browser", is_flag=True, help="Do not open the browser.")
@options.template()
@options.out()
@options.force()
@click.pass_obj
def watch(console: Console, *, source: Path, port: int, no_browser: bool, template: str, out: Path, force: bool) -> int:
    """Build the deck on every save and show it in the browser, at the slide that is looked at.

    The preview is for this machine alone. Ctrl-C ends it.
    """
    from igdeck.build.watch import watch as watch_source
    from igdeck.cli.describe import describe
    from igdeck.model.diagnostics import IgdeckError

    preview = _Preview(console, source, template, out, force)
    try:
        watch_source(
            source,
            preview.rebuild,
            port=port,
            open_browser=not no_browser,
            report=preview.report,
            announce=lambda url: console.out(f"{url} shows the deck; Ctrl-C ends this\n"),
        )
    except IgdeckError as fault:
        console.err(describe(fault.diagnostics, console.screen))
        return 1
    return 0


@dataclass(slots=True)
class _Preview:
    """A deck under the author's hands, and its last build."""

    console: Console
    source: Path
    template: str
    out: Path
    force: bool
    html: bytes | None = None
    result: BuildResult | None = None

    def rebuild(self) -> WatchedBuild:
        """Build once more."""
        from igdeck.build.batch import attempt
        from igdeck.build.watch import WatchedBuild

        self.html = None
        self.result = attempt(self._build, self.source)
        return WatchedBuild(self.html, self.result.dependencies, self.result.diagnostics)

    def _build(self, source: Path) -> BuildResult:
        from igdeck.build.run import build_live

        result, self.html = build_live(source, template=self.template, out=self.out, force=self.force)
        return result

    def report(self, _: WatchedBuild) -> None:
        """Tell of the last build."""
        from igdeck.cli.report import report_result, written

        if self.result:
            report_result(self.console, self.result, quiet=False, summary=written)
