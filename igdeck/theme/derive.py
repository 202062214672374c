"""Writes the text of a new template that starts with another one: its colours, fonts and sizes, there to be changed."""

from __future__ import annotations

import os.path
from typing import TYPE_CHECKING, Any, Final

from igdeck.model.diagnostics import IgdeckError
from igdeck.theme.find import find_parent
from igdeck.theme.texts import read_texts
from igdeck.theme.toml import read_theme

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from igdeck.theme.find import Template

#: What the keys of a table are for. Names of sizes are the author's own.
_USES: Final[Mapping[str, str]] = {
    "dk1": "running text",
    "lt1": "the ground of most slides",
    "dk2": "titles",
    "lt2": "other grounds: quotes, code",
    "accent1": "new shapes, the first series of a chart",
    "accent2": "rules and bullets",
    "accent3": "quiet text: second levels, captions, the foot",
    "hlink": "links",
    "folHlink": "links that were followed",
    "heading": "titles",
    "body": "all other text",
    "code": "code",
}
_TABLES: Final[Mapping[str, str]] = {
    "palette": "The twelve colours of a PowerPoint theme. Text wants a contrast of 4.5 to 1 with its ground.",
    "fonts": "Widths are known of Calibri, Cambria, Arial, Times New Roman and Courier New.",
    "sizes": "The scale of text sizes, in points.",
}
#: What a template may say of handouts, there to be made true.
_HANDOUT: Final = """
# Handouts. A file handout.typ beside this one draws their sheets; without it they are drawn as those of the other template.

# [handout]
# paper = "letter"       # or "a4"
# layout = "3"           # what is made if nobody asks for another: 1 2 3 4 6 9 notes outline slides
# footer = "Our company" # in place of the author
# borders = false
"""


def derived_text(parent: Template, folder: Path) -> str:
    """The `template.toml` of a template in `folder` that starts with `parent`; raises IgdeckError if that has mistakes."""
    theme, (values, _) = read_theme(parent), read_texts(parent)
    title, size = " ".join((theme.title or theme.name).split()), values["slide"]["size"]
    head = (
        f"# This template starts with {title}. What is said here takes the place of what is said\n"
        "# there; all else is as there, so what you leave alone may go. docs/templates.md explains every key.\n\n"
        f"from = {_string(_spoken(parent, folder))}\n"
        f"title = {_string(folder.name)}\n"
        'description = "" # what `igdeck templates` says of it\n\n'
        f"[slide]\nsize = {_string(size)} # or {_string(_other(size))}\n"
    )
    return (
        head + "".join(f"\n# {about}\n\n[{name}]\n{''.join(_lines(values[name]))}" for name, about in _TABLES.items()) + _HANDOUT
    )


def _lines(table: Mapping[str, Any]) -> Iterator[str]:
    said = {key: _string(value) if isinstance(value, str) else str(value) for key, value in table.items()}
    pairs = {f"{_key(key)} = {value}": _USES.get(key, "") for key, value in said.items()}
    width = max(map(len, pairs), default=0)
    for pair, use in pairs.items():
        yield f"{pair.ljust(width)} # {use}\n" if use else f"{pair}\n"


def _spoken(parent: Template, folder: Path) -> str:
    """How a template in `folder` names its parent: by the bare name if that leads there, else by the way to it."""
    try:
        if os.path.samefile(find_parent(parent.name, folder), parent.folder):  # noqa: PTH121 as `relpath` below
            return parent.name
    except IgdeckError:  # not to be had by its name
        pass
    return os.path.relpath(parent.folder, folder.absolute().parent).replace(os.sep, "/")


def _other(size: str) -> str:
    return "4:3" if size == "16:9" else "16:9"


def _key(key: str) -> str:
    return key if key.replace("-", "").replace("_", "").isalnum() and key.isascii() else _string(key)


def _string(text: str) -> str:
    """A text as TOML has it, which is as JSON has it."""
    import json

    return json.dumps(text, ensure_ascii=False)
