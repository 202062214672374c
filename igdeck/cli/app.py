"""The command `igdeck` and its subcommands, each of which is imported when it is asked for."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, NoReturn

import click

import igdeck
from igdeck.cli.console import Console
from igdeck.cli.options import examples

if TYPE_CHECKING:
    from collections.abc import Sequence

#: The commands, in the order of the help.
COMMANDS = ("build", "watch", "check", "handout", "templates")

_SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class _Commands(click.Group):
    """Finds commands by their modules."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 click calls it
        """The names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 click calls it
        """Import a command: `build` is `igdeck.cli.build.build`."""
        if cmd_name not in COMMANDS:
            return None
        from importlib import import_module

        command: click.Command = getattr(import_module(f"igdeck.cli.{cmd_name}"), cmd_name)
        command.context_settings = _SETTINGS
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or say which one may be meant."""
        if args[0] not in COMMANDS and not args[0].startswith("-") and not ctx.resilient_parsing:
            _no_command(ctx, args)
        return super().resolve_command(ctx, args)


def _no_command(ctx: click.Context, args: Sequence[str]) -> NoReturn:
    from difflib import get_close_matches

    name = args[0]
    near = get_close_matches(name.lower(), COMMANDS, n=1, cutoff=0.5)
    if os.path.exists(name) or name.endswith(".md"):  # noqa: PTH110 Path's raises for some names
        guess = f"Did you mean 'igdeck build {' '.join(args)}'?"
    elif near:
        guess = f"Did you mean '{near[0]}'?"
    else:
        guess = f"There are: {', '.join(COMMANDS)}."
    ctx.fail(f"No such command '{name}'. {guess}")


@click.group(
    cls=_Commands,
    context_settings=_SETTINGS,
    epilog=examples("igdeck build slides/panel.md", "igdeck watch slides/panel.md", "igdeck COMMAND -h"),
)
@click.version_option(igdeck.__version__, prog_name="igdeck", message="%(prog)s %(version)s")
def app() -> None:
    """Markdown slides as a native PowerPoint deck, an HTML deck and handouts that look alike."""


def run() -> int:
    """Run the command line and return its exit status; only Ctrl-C gets out as an exception."""
    console = Console()
    status = _run(console)
    if console.trouble:
        console.err(f"igdeck: the output cannot be written: {console.trouble}\n")
        return max(status, 1)
    return status


def _run(console: Console) -> int:
    try:
        return int(app.main(prog_name="igdeck", standalone_mode=False, obj=console) or 0)
    except click.ClickException as fault:
        with suppress(OSError):
            fault.show()
        return fault.exit_code
    except click.Abort:
        raise KeyboardInterrupt from None
    except BrokenPipeError:  # from click's own help texts
        return 0
    except Exception as fault:
        if isinstance(fault, OSError) and fault.filename is None:  # the same on a full disk
            console.trouble = fault.strerror or str(fault)
            return 1
        if os.environ.get("IGDECK_DEBUG"):
            raise
        return _failed(console, fault)


def _failed(console: Console, fault: Exception) -> int:
    from igdeck.build.batch import internal
    from igdeck.cli.describe import describe

    console.err(describe([internal(fault)], console.screen))
    return 1
