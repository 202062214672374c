"""The options that say how handouts are made, by the fields of `Wish`; not given, each is None: deck and template decide."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn

import click

from igdeck.cli.options import listed
from igdeck.model.handout import LAYOUTS, PAPERS

if TYPE_CHECKING:
    from collections.abc import Callable

    from igdeck.cli.options import Command
    from igdeck.model.geometry import Insets

#: The parts of the help, in their order; options of none of them come last.
CONTENT: Final = "What is handed out"
SHEETS: Final = "The sheets"
PRINT: Final = "For print and archive"


class Grouped(click.Command):
    """A command whose help parts the options by what they are for."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, a part for each group."""
        groups: dict[str, list[tuple[str, str]]] = {CONTENT: [], SHEETS: [], PRINT: [], "Options": []}
        for param in self.get_params(ctx):
            if isinstance(param, click.Option) and (record := param.get_help_record(ctx)):
                groups[getattr(param, "group", "Options")].append(record)
        for heading, records in groups.items():
            with formatter.section(heading):
                formatter.write_dl(records)


class _Option(click.Option):
    """An option in a group."""

    def __init__(self, *arguments: Any, group: str, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self.group = group


def wishes(command: Command) -> Command:
    """All of them, in the order of the help."""
    for option in reversed([*_content(), *_sheets(), *_print()]):
        command = option(command)
    return command


def content_option(option: Callable[[Command], Command]) -> Callable[[Command], Command]:
    """An option made elsewhere, in the first group."""

    def decorate(command: Command) -> Command:
        made = option(command)
        made.__click_params__[-1].group = CONTENT  # type: ignore[attr-defined]
        return made

    return decorate


def _content() -> list[Callable[[Command], Command]]:
    layouts = "Slides on a sheet; notes: a slide and its notes a page; outline: titles and text; slides: a page a slide."
    slides = "Which slides: numbers, ranges, keys and names of sections, with commas between: 1-4,7,intro."
    return [
        _option(
            CONTENT, "--layout", metavar="LAYOUT", callback=_read_layout, shell_complete=_complete_layout,
            help=f"{'|'.join(LAYOUTS)}. {layouts} Default: 6, as .docx notes.",
        ),
        _option(CONTENT, "--slides", metavar="SLIDES", callback=_read_slides, help=f"{slides} Default: all."),
        _switch(CONTENT, "--hidden/--no-hidden", "hidden", "With hidden slides. Default: with those alone that --slides names."),
        _switch(CONTENT, "--continued/--no-continued", "continued", "With the slides that others continue on. Default: with."),
        _switch(CONTENT, "--steps/--no-steps", "steps", "Each step of a slide by itself. Default: the slide as it ends."),
    ]  # fmt: skip


def _sheets() -> list[Callable[[Command], Command]]:
    paper = click.Choice(PAPERS, case_sensitive=False)
    margins = "One to four lengths as in CSS, 2cm or '2cm 15mm': top, right, bottom, left."
    logo = click.Path(readable=False, path_type=Path)
    return [
        _option(SHEETS, "--paper", type=paper, help="Size of the sheets. Default: a4."),
        _switch(SHEETS, "--landscape/--portrait", "landscape", "Which way the sheets lie. Default: portrait."),
        _option(SHEETS, "--margins", metavar="LENGTHS", callback=_read_margins, help=margins),
        _words("header", "Text at the top left; off for none. Default: the title."),
        _words("date", "Text at the top right; off for none. Default: the deck's date."),
        _words("footer", "Text at the bottom left; off for none. Default: the author."),
        _switch(SHEETS, "--number/--no-number", "number", "Number the pages, 1/3. Default: yes."),
        _option(SHEETS, "--logo", metavar="FILE", type=logo, help="A picture in the head of each sheet."),
        _switch(SHEETS, "--borders/--no-borders", "borders", "Lines around slides. Default: yes."),
    ]


def _print() -> list[Callable[[Command], Command]]:
    gray = ("--gray/--no-gray", "--grey/--no-grey")
    return [
        _option(PRINT, *gray, "gray", default=None, help="In greys that keep the contrast."),
        _switch(PRINT, "--save-ink/--no-save-ink", "light", "Dark slides on a light ground."),
        _switch(PRINT, "--pdf-a/--no-pdf-a", "archive", "PDF/A-2a as well, for archives. Default: PDF/UA-1 alone."),
    ]


def _option(group: str, *names: str, **settings: Any) -> Callable[[Command], Command]:
    return click.option(*names, cls=_Option, group=group, **settings)


def _switch(group: str, names: str, field: str, text: str) -> Callable[[Command], Command]:
    return _option(group, names, field, default=None, help=text)


def _words(field: str, text: str) -> Callable[[Command], Command]:
    return _option(SHEETS, f"--{field}", metavar="TEXT", callback=_read_words, help=text)


# Reading -------------------------------------------------------------------------------------------------------


def _read_layout(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    if value is None:
        return None
    layout = value.strip().lower()
    if layout not in LAYOUTS:  # PowerPoint's and others' names: 6-up, 6up
        layout = layout.removesuffix("up").rstrip("- ")
    if layout not in LAYOUTS:
        raise click.BadParameter(f"'{value}' is no layout; there are {listed(LAYOUTS)}.")
    return layout


def _complete_layout(_ctx: click.Context, _param: click.Parameter, typed: str) -> list[Any]:
    from click.shell_completion import CompletionItem

    return [CompletionItem(layout) for layout in LAYOUTS if layout.startswith(typed)]


def _refuse(message: str, hint: str) -> NoReturn:
    raise click.BadParameter(f"{message}; {hint}.")


def _read_slides(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    if value is None:
        return None
    from igdeck.source.handouts import read_slides

    return read_slides(value, _refuse)


def _read_margins(_ctx: click.Context, _param: click.Parameter, value: str | None) -> Insets | None:
    if value is None:
        return None
    from igdeck.source.handouts import read_margins

    return read_margins(value, _refuse)


def _read_words(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | bool | None:
    if value is None:
        return None
    from igdeck.source.handouts import read_words

    return read_words(" ".join(value.split()))
