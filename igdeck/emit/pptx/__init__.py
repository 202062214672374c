"""The PowerPoint deck: what a person would have made, with native placeholders, layouts, tables, links and fields.

1. `template` turns a theme into the parts that no slide changes: theme, masters, layouts, table style. `build` keeps them.
2. `document` writes a part for each slide and the deck around them; `slide` joins a slide from its items, each drawn by the
   module of its name: `shapes` and `text`, `code`, `table`, `picture`, `fields`.

Parts are text joined from strings, with own counters for every name and id: python-pptx adds slides in quadratic time, and its
import alone costs more than the deck. What PowerPoint wants of a deck is in `docs/pptx.md`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from igdeck.emit.pptx.document import emit_pptx
from igdeck.emit.pptx.parts import TemplateParts

if TYPE_CHECKING:
    from igdeck.model.theme import Theme

__all__ = ["TemplateParts", "compile_template", "emit_pptx"]


def compile_template(theme: Theme) -> TemplateParts:
    """Theme, masters, layouts and table style as finished parts; a pure function of the theme, made to be kept in a cache."""
    from igdeck.emit.pptx.template.make import make_template

    return make_template(theme)
