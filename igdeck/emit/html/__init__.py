"""The HTML deck: one file, readable without its script, at the very boxes that the slides have in PowerPoint.

1. `style` turns a theme into a style sheet, with `fonts` and the fixed `slide.css` and `show.css`. It is made once a theme and
   kept.
2. `slide` draws each page with `text`, `code`, `table` and `picture`; what needs a rule of its own asks `rules` for it.
3. `embedded` adds the fonts that the words need.
4. `document` puts the style sheet, `deck.js` and the slides into one file, under a policy that allows nothing else.

The reading version (`reading`) is a page of the same slides with their notes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from igdeck.emit.html.document import document, read
from igdeck.emit.html.embedded import embedded_faces
from igdeck.emit.html.frame import make_frame
from igdeck.emit.html.names import layout_names
from igdeck.emit.html.picture import Pictures
from igdeck.emit.html.rules import Rules
from igdeck.emit.html.slide import slide

if TYPE_CHECKING:
    from igdeck.model.page import Pages
    from igdeck.model.theme import Theme

__all__ = ["compile_style", "emit_html"]


def compile_style(theme: Theme) -> str:
    """The style sheet of a theme, the same for all decks."""
    from igdeck.emit.html.style import make_style

    return make_style(theme)


def emit_html(pages: Pages, theme: Theme, style: str) -> bytes:
    """The deck as one HTML file; `style` is `compile_style(theme)`. Raises OSError when a picture's file cannot be read."""
    rules, pictures, names = Rules(theme), Pictures(pages), layout_names(theme)
    keys = frozenset(page.key for page in pages.pages)
    used = dict.fromkeys(page.layout for page in pages.pages)
    frames = {name: make_frame(theme, theme.layout(name), names, keys, rules) for name in used}
    slides = "".join([slide(page, len(pages.pages), frames[page.layout], pictures) for page in pages.pages])
    style = f"{style}\n{rules.css()}{embedded_faces(pages, theme)}"
    body = f"{pictures.store()}<main>\n{slides}</main>\n"
    return pictures.written(document(pages, style, read("deck.js", "presenter.js"), body))
