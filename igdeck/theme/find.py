"""Where templates lie: beside a deck, or installed with igdeck."""

from __future__ import annotations

import os.path
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from igdeck.model.diagnostics import Diagnostic, IgdeckError, error
from igdeck.model.value import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator

#: The file that makes a folder a template.
DESCRIPTION = "template.toml"
#: The folder beside it that a template may bring its fonts in, and how their names end.
FONTS = "fonts"
FONT_SUFFIXES = (".ttf", ".otf", ".ttc")
#: The file beside it that draws the sheets of handouts.
PROGRAM = "handout.typ"


@frozen
class Template:
    """A template's folder, not yet read. `files` are all that its look depends on."""

    name: str
    folder: Path
    files: tuple[Path, ...]

    @property
    def description(self) -> Path:
        """The file that says how it looks."""
        return self.folder / DESCRIPTION

    @property
    def fonts(self) -> tuple[Path, ...]:
        """The font files that come with it, its own before those of what it starts with."""
        return tuple(file for file in self.files if file.suffix.lower() in FONT_SUFFIXES)

    @property
    def program(self) -> Path | None:
        """What draws the sheets of its handouts: its own, or that of what it starts with; None for igdeck's."""
        return next((file for file in self.files if file.name == PROGRAM), None)


def find_template(name: str, beside: Path | None = None) -> Template:
    """The template of a name, or of a folder's path; raise IgdeckError `template-unknown` that lists those there are.

    Looked for in turn: beside the deck, in `templates` beside it, among the installed ones, from the working folder on.
    """
    found = next((folder for folder in _candidates(name, beside) if _is_template(folder)), None)
    if found is None:
        raise IgdeckError(_unknown(name, beside))
    return Template(os.path.basename(os.path.abspath(found)), found, _files(found))  # noqa: PTH100, PTH119 resolve follows links


def find_parent(name: str, folder: Path) -> Path:
    """The folder of the template that one in `folder` starts with; raise IgdeckError `template-unknown`.

    Looked for beside that folder, in `templates` there and among the installed ones; a template may so be started with another
    one of its own name.
    """
    beside = folder.absolute().parent
    found = (home / name for home in _homes(beside) if name.strip())
    parent = next((one for one in found if _is_template(one) and os.path.realpath(one) != os.path.realpath(folder)), None)
    if parent is None:
        raise IgdeckError(_unknown(name, beside))
    return parent


def list_templates(beside: Path | None = None) -> tuple[Template, ...]:
    """The templates that may be asked for by name, in the order of their names."""
    return tuple(find_template(name, beside) for name in _names(beside))


def _names(beside: Path | None) -> list[str]:
    return sorted({folder.name for home in _homes(beside) for folder in _templates_in(home)})


def _files(folder: Path) -> tuple[Path, ...]:
    """The descriptions, fonts and programs that a template is made of: its own, then those of what it starts with."""
    folders = {os.path.realpath(folder): folder}
    with suppress(IgdeckError, OSError):  # for `read_template` to tell
        while name := _parent_name(folder / DESCRIPTION):
            folder = find_parent(name, folder)
            if os.path.realpath(folder) in folders:
                break
            folders[os.path.realpath(folder)] = folder
    homes = folders.values()
    programs = (home / PROGRAM for home in homes if os.path.isfile(os.path.join(home, PROGRAM)))  # noqa: PTH113, PTH118 as below
    return (*(home / DESCRIPTION for home in homes), *(font for home in homes for font in _fonts(home)), *programs)


def _fonts(folder: Path) -> list[Path]:
    """The font files that lie with a template, by name. A folder that cannot be listed has none."""
    try:
        names = os.listdir(os.path.join(folder, FONTS))  # noqa: PTH118, PTH208 strings: this runs in every build
    except OSError:
        return []
    return [folder / FONTS / name for name in sorted(names) if name.lower().endswith(FONT_SUFFIXES)]


def _parent_name(file: Path) -> str:
    """What a description says that it starts with: at its top, before any table. Nothing is parsed: this runs in every build."""
    with file.open(encoding="utf-8-sig", errors="replace") as lines:
        for line in lines:
            said = line.strip()
            if said.startswith("["):
                break
            if said.partition("=")[0].strip(" \t\"'") == "from":
                quote = said.partition("=")[2].strip()
                return quote[1:].partition(quote[:1])[0] if quote[:1] in ('"', "'") else ""
    return ""


def _candidates(name: str, beside: Path | None) -> Iterator[Path]:
    if name.strip():
        yield from (home / name for home in _homes(beside))
        yield Path(name)


def _homes(beside: Path | None) -> Iterator[Path]:
    """The folders that templates lie in."""
    if beside is not None:
        yield beside
        yield beside / "templates"
    yield _installed()


def _installed() -> Path:
    """In the package, where a wheel has them; beside it in a checkout."""
    package = Path(__file__).parent.parent
    return home if (home := package / "templates").is_dir() else package.parent / "templates"


def _templates_in(home: Path) -> list[Path]:
    try:
        return [folder for folder in home.iterdir() if _is_template(folder)]
    except OSError:  # no such folder, or not ours to look into: nothing to offer
        return []


def _is_template(folder: Path) -> bool:
    try:
        return (folder / DESCRIPTION).is_file()
    except (OSError, ValueError):  # not ours to look into, or a name that no file can have
        return False


def _unknown(name: str, beside: Path | None) -> Diagnostic:
    known = _names(beside)
    bare = next((folder for folder in _candidates(name, beside) if os.path.isdir(folder)), None)  # noqa: PTH112 Path's raises
    if bare is not None:
        return error("template-unknown", f"the folder {bare} is no template: it holds no {DESCRIPTION}", _those(known))
    from difflib import get_close_matches

    near = get_close_matches(name, known, n=1)
    guess = f"did you mean “{near[0]}”? " if near else ""
    return error("template-unknown", f"there is no template “{name}”", guess + _those(known))


def _those(known: list[str]) -> str:
    return f"there are: {', '.join(known)}" if known else "none is installed; install igdeck again"
