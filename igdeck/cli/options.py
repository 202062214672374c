"""The arguments and options that commands share, how they are read, and what the shell completes them to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import TypeAlias

    from click.shell_completion import CompletionItem

    Command: TypeAlias = Callable[..., int]
    Items: TypeAlias = list[CompletionItem[Any]]

#: What sources are called.
_SUFFIXES = (".md", ".markdown")


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


def formats(known: Sequence[str], usual: Sequence[str], others: Mapping[str, str]) -> Callable[[Command], Command]:
    """`--to`, with formats that are known and the usual ones; `others` says which command makes a format that is not."""

    def read(_ctx: click.Context, _param: click.Parameter, value: str) -> tuple[str, ...]:
        return _read_formats(value, known, others)

    def complete(_ctx: click.Context, _param: click.Parameter, typed: str) -> Items:
        return complete_list(known, typed)

    return click.option(
        "--to",
        "formats",
        metavar="FORMATS",
        default=",".join(usual),
        show_default=True,
        callback=read,
        shell_complete=complete,
        help=f"One or more of {listed(known)}, with commas between.",
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
    text = "Overwrite what was changed by hand; a copy of it is kept in the folder .igdeck."
    return click.option("--force", is_flag=True, help=text)


def reporting(command: Command) -> Command:
    """`--json` and `--quiet`."""
    quiet = click.option("-q", "--quiet", is_flag=True, help="Tell of errors only.")
    as_json = click.option(
        "--json", "as_json", is_flag=True, help="Write one JSON document to standard output, and nothing else."
    )
    return as_json(quiet(command))


def jobs() -> Callable[[Command], Command]:
    """`-j`."""
    text = "Processes at work. Default: 1 for few sources."
    return click.option("-j", "--jobs", metavar="N", type=click.IntRange(min=1), help=text)


def examples(*lines: str) -> str:
    """The end of a help text."""
    return "\n".join(("\b", "Examples:", *(f"  {line}" for line in lines)))


# Reading -------------------------------------------------------------------------------------------------------


def _read_formats(value: str, known: Sequence[str], others: Mapping[str, str]) -> tuple[str, ...]:
    """The formats, each once, in the order of the outputs."""
    asked = [word.strip().lower().removeprefix(".") for word in value.split(",") if word.strip()]
    unknown = next((form for form in asked if form not in known), "")
    if unknown or not asked:
        more = f" A .{unknown} is made by `{others[unknown]}`." if unknown in others else ""
        raise click.BadParameter(f"'{unknown or value}' is no format here; there are {listed(known)}.{more}")
    return tuple(form for form in known if form in asked)


def listed(words: Iterable[object]) -> str:
    """Words as a list: `pptx, html and pdf`."""
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


def complete_list(known: Iterable[str], typed: str) -> Items:
    """What is not in a list with commas yet."""
    before, comma, last = typed.rpartition(",")
    left = (one for one in known if one not in before.split(",") and one.startswith(last))
    return _items(f"{before}{comma}{one}" for one in left)


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
