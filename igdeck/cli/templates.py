"""`igdeck templates`, and what it has below it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from igdeck.cli import options

if TYPE_CHECKING:
    from igdeck.cli.console import Console


class _Templates(click.Group):
    """Knows that the name of a template is no command."""

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or say which one may be meant."""
        if args[0] not in self.commands and not args[0].startswith("-") and not ctx.resilient_parsing:
            ctx.fail(f"No such command '{args[0]}'. Did you mean 'igdeck templates show {args[0]}'?")
        return super().resolve_command(ctx, args)


@click.group(
    cls=_Templates,
    invoke_without_command=True,
    short_help="List the templates, show one, start your own.",
    epilog=options.examples(
        "igdeck templates",
        "igdeck templates show night",
        "igdeck templates new mine --from paper",
        "igdeck build talk.md -t mine",
    ),
)
@click.pass_context
def templates(context: click.Context) -> int:
    """List the templates that are installed, and those in this folder and in its folder templates, by name."""
    return 0 if context.invoked_subcommand else _list(context.obj)


def _list(console: Console) -> int:
    from igdeck.build.templates import described_templates

    found = described_templates(Path())
    width = max(map(len, found), default=0)
    for name, description in found.items():
        console.out(f"{name.ljust(width)}  {description}\n")
    return 0


@templates.command(
    short_help="Make a deck that shows a template.",
    epilog=options.examples("igdeck templates show night", "igdeck templates show ./mine -o out"),
)
@click.argument("name", metavar="NAME", shell_complete=options.complete_template)
@options.out()
@options.force()
@click.pass_obj
def show(console: Console, *, name: str, out: Path, force: bool) -> int:
    """Make a deck with every layout of a template, NAME-template.pptx and .html.

    NAME is a template's name or folder.
    """
    from igdeck.build.templates import show_template
    from igdeck.cli.report import report_result, written

    result = show_template(name, Path(), out, force=force)
    report_result(console, result, quiet=False, summary=written)
    return 0 if result.ok else 1


@templates.command(
    short_help="Start a template of your own.",
    epilog=options.examples("igdeck templates new mine", "igdeck templates new mine --from paper -o talks/templates"),
)
@click.argument("name", metavar="NAME")
@click.option(
    "--from",
    "source",
    metavar="TEMPLATE",
    default="panel",
    show_default=True,
    shell_complete=options.complete_template,
    help="The template to start with, by its name or folder.",
)
@click.option(
    "-o",
    "--out",
    metavar="FOLDER",
    type=click.Path(readable=False, path_type=Path),
    default=Path(),
    help="Folder to make it in: the one that the decks are in, or its folder templates. Default: this one.",
)
@click.pass_obj
def new(console: Console, *, name: str, source: str, out: Path) -> int:
    """Make a template, the file NAME/template.toml, that starts with another one and says what is different.

    The colours, fonts and sizes of the other one stand in it, to be changed.
    """
    from igdeck.build.templates import new_template
    from igdeck.model.diagnostics import IgdeckError

    try:
        file = new_template(name, source, Path(), out)
    except IgdeckError as fault:
        from igdeck.cli.describe import describe

        console.err(describe(fault.diagnostics, console.screen))
        return 1
    asked = name if out in (Path(), Path("templates")) else file.parent
    console.out(f"{file}\n")
    console.err(f"build with it: igdeck build talk.md -t {asked}\nor write into a deck beside it: template: {name}\n")
    return 0
