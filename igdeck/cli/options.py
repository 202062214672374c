"""The arguments and options that commands share, how they are read, and what the shell completes them to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import TypeAlias

    from click.shell_completion import CompletionItem

    Command: TypeAlias = Callable[..., int]
    Items: TypeAlias = list[CompletionItem[Any]]

#: What sources are called.
_SUFFIXES = (".md", ".markdown")

_LAYOUTS = (1, 2, 3, 4, 6, 9)
_LAYOUTS_TO_COME = ("notes", "outline")
_FORMATS_TO_COME = ("docx",)


def sources() -> Callable[[Command], Command]:
    """One or more sources. Whether they are there is for the build to say: one that is missing does not stop the others."""
    kind = click.Path(readable=False, path_type=Path)
    return click.argument("sources", metavar="SOURCE...", type=kind, nargs=-1, required=True, shell_complete=_complete_source)


def source() -> Callable[[Command], Command]:
    """One source."""
    return click.argument(
        "source", metavar="SOURCE", type=click.Path(readable=False, path_type=Path), shell_complete=_complete_source
    )


def template() -> Callable[[Command], Command]:
    """`-t`."""
    text = "A template's name (see `igdeck templates`) or folder. Default: the one that the source names, else panel."
    return click.option("-t", "--template", metavar="TEMPLATE", default="", shell_complete=complete_template, help=text)


def formats() -> Callable[[Command], Command]:
    """`--to`."""
    return click.option(
        "--to",
        "formats",
        metavar="FORMATS",
        default="pptx,html",
        show_default=True,
        callback=_read_formats,
        shell_complete=_complete_formats,
        help="One or more of pptx, html and pdf, with commas between.",
    )


def handout_layout() -> Callable[[Command], Command]:
    """`--layout`."""
    return click.option(
        "--layout",
        "up",
        metavar="|".join(str(number) for number in _LAYOUTS),
        default="6",
        show_default=True,
        callback=_read_layout,
        shell_complete=_complete_layout,
        help="Slides on a sheet.",
    )


def out() -> Callable[[Command], Command]:
    """`-o`."""
    text = "Folder to write into; it is made if it is not there."
    kind = click.Path(readable=False, path_type=Path)  # a file there is an error of the build, as all that is in the way
    return click.option("-o", "--out", metavar="FOLDER", type=kind, default=Path("build"), show_default=True, help=text)


def strict(text: str) -> Callable[[Command], Command]:
    """`--strict`."""
    return click.option("--strict", is_flag=True, help=text)


def force() -> Callable[[Command], Command]:
    """`--force`."""
    text = "Overwrite a .pptx that was changed by hand; a copy of it is kept in the folder .igdeck."
    return click.option("--force", is_flag=True, help=text)


def reporting(command: Command) -> Command:
    """`--json` and `--quiet`."""
    quiet = click.option("-q", "--quiet", is_flag=True, help="Tell of errors only.")
    as_json = click.option(
        "--json", "as_json", is_flag=True, help="Write one JSON document to standard output, and nothing else."
    )
    return as_json(quiet(command))


def examples(*lines: str) -> str:
    """The end of a help text."""
    return "\n".join(("\b", "Examples:", *(f"  {line}" for line in lines)))


# Reading -------------------------------------------------------------------------------------------------------


def _read_formats(_ctx: click.Context, _param: click.Parameter, value: str) -> tuple[str, ...]:
    """The formats, each once, in the order of the outputs."""
    from igdeck.build.run import FORMATS

    asked = [word.strip().lower().removeprefix(".") for word in value.split(",") if word.strip()]
    unknown = next((form for form in asked if form not in FORMATS), None)
    if unknown in _FORMATS_TO_COME:
        raise click.BadParameter(f"{unknown} comes in a later version; there are {_listed(FORMATS)}.")
    if unknown or not asked:
        raise click.BadParameter(f"'{unknown or value}' is no format; there are {_listed(FORMATS)}.")
    return tuple(form for form in FORMATS if form in asked)


def _read_layout(_ctx: click.Context, _param: click.Parameter, value: str) -> int:
    if value in _LAYOUTS_TO_COME:
        raise click.BadParameter(f"{value} handouts come in a later version; there are {_listed(_LAYOUTS)}.")
    if value not in [str(number) for number in _LAYOUTS]:
        raise click.BadParameter(f"{value!r} is no layout; there are {_listed(_LAYOUTS)}.")
    return int(value)


def _listed(words: Iterable[object]) -> str:
    *most, last = (str(word) for word in words)
    return f"{', '.join(most)} and {last}"


# Completion ----------------------------------------------------------------------------------------------------


def _complete_source(_ctx: click.Context, _param: click.Parameter, typed: str) -> Items:
    """Markdown files here and one folder down; any file where there are none."""
    return _items(_markdown_files(typed)) or _items([typed], "file")


def complete_template(_ctx: click.Context, _param: click.Parameter, typed: str) -> Items:
    """Templates that are installed or lie here; folders where none begins so."""
    from igdeck.build.templates import template_names

    return _items(name for name in template_names(Path()) if name.startswith(typed)) or _items([typed], "dir")


def _complete_formats(_ctx: click.Context, _param: click.Parameter, typed: str) -> Items:
    """The formats that are not in the list yet."""
    from igdeck.build.run import FORMATS

    before, comma, last = typed.rpartition(",")
    left = (form for form in FORMATS if form not in before.split(",") and form.startswith(last))
    return _items(f"{before}{comma}{form}" for form in left)


def _complete_layout(_ctx: click.Context, _param: click.Parameter, typed: str) -> Items:
    return _items(str(number) for number in _LAYOUTS if str(number).startswith(typed))


def _items(values: Iterable[str], kind: str = "plain") -> Items:
    from click.shell_completion import CompletionItem

    return [CompletionItem(value, type=kind) for value in values]


def _markdown_files(typed: str) -> Iterator[str]:
    """Paths that go on from what is typed, its folder as it is typed."""
    head, slash, start = typed.rpartition("/")
    for entry in _entries(Path(f"{head}{slash}" or ".")):
        name = f"{head}{slash}{entry.name}"
        if entry.name.startswith(start) and _is_markdown(entry):
            yield name
        elif entry.name.startswith(start):
            yield from (f"{name}/{inner.name}" for inner in _entries(entry) if _is_markdown(inner))


def _is_markdown(path: Path) -> bool:
    return path.suffix.lower() in _SUFFIXES


def _entries(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError:  # no folder, or not ours to look into
        return []
