"""A template's folder to `Theme`.

1. The folder is found by its name or path (`find`); nothing is parsed, so that a cache may answer the rest.
2. `template.toml` is read, every mistake in it with its line (`toml`, which reads through `tables`; `place` finds the lines).
   What it asks of handouts is read by `handouts`.
3. The fonts in the folder `fonts` beside it are named (`fontfiles`), and the file `handout.typ`, if there is one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from igdeck.model.value import replace
from igdeck.theme.find import Template, find_template, list_templates

if TYPE_CHECKING:
    from pathlib import Path

    from igdeck.model.theme import Theme

__all__ = ["Template", "find_template", "list_templates", "load_theme", "read_template"]


def load_theme(name: str = "panel", beside: Path | None = None) -> Theme:
    """Find a template by its name or by the path of its folder, and read it; IgdeckError says what is wrong with it.

    `beside` is the folder of a deck: templates that lie there, or in its folder `templates`, win over installed ones.
    """
    return read_template(find_template(name, beside))


def read_template(template: Template) -> Theme:
    """Read a template that was found; raise IgdeckError with all mistakes in it, each with its line."""
    from igdeck.theme.toml import read_theme

    theme = read_theme(template)
    if template.program:
        theme = replace(theme, program=template.program.absolute())
    if not template.fonts:
        return theme
    from igdeck.theme.fontfiles import read_fonts

    return replace(theme, fonts=replace(theme.fonts, files=read_fonts(template.fonts)))
