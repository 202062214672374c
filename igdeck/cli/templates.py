"""`igdeck templates`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from igdeck.cli import options

if TYPE_CHECKING:
    from igdeck.cli.console import Console


@click.command(short_help="List the templates.", epilog=options.examples("igdeck templates", "igdeck build talk.md -t panel"))
@click.pass_obj
def templates(console: Console) -> int:
    """List the templates that are installed, and those in this folder and in its folder templates, by name."""
    from igdeck.build.templates import described_templates

    found = described_templates(Path())
    width = max(map(len, found), default=0)
    for name, description in found.items():
        console.out(f"{name.ljust(width)}  {description}\n")
    return 0
