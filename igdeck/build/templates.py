"""The templates that a deck may ask for by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igdeck.model.diagnostics import IgdeckError
from igdeck.theme import list_templates, read_template

if TYPE_CHECKING:
    from pathlib import Path

    from igdeck.theme import Template


def template_names(beside: Path) -> tuple[str, ...]:
    """The names of the templates that are installed, and of those in the folder `beside` and in its folder `templates`."""
    return tuple(template.name for template in list_templates(beside))


def described_templates(beside: Path) -> dict[str, str]:
    """What each template says of itself, in one line; what is wrong with it, if it cannot be read."""
    return {template.name: _description(template) for template in list_templates(beside)}


def _description(template: Template) -> str:
    try:
        theme = read_template(template)
    except IgdeckError as fault:
        trouble = fault.diagnostics[0]
        return f"broken: {trouble.file}:{trouble.line}: {trouble.message}"
    return " ".join((theme.description or theme.title).split())
