"""A code block: a tinted panel, its lines as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igdeck.emit.html.markup import attribute, classes, escape

if TYPE_CHECKING:
    from igdeck.emit.html.frame import Frame
    from igdeck.model.page import CodeItem


def code_box(item: CodeItem, frame: Frame) -> str:
    """The panel; the language is named as highlighters do (HTML, 4.5.15)."""
    rules = frame.rules
    names = ["code", rules.box(item.box), rules.fit("code", (frame.theme.code.text,), item.fit)]
    names += ["wrapped", rules.hanging(item.hanging)] if item.hanging else []
    language = attribute("class", f"language-{item.language}" if item.language else "")
    return f"<pre{classes(names)}><code{language}>{_lines(item)}</code></pre>"


def _lines(item: CodeItem) -> str:
    """The lines; each is a block where one of them is wrapped."""
    if not item.hanging:
        return escape("\n".join(item.lines))
    return "".join(f"<span>{escape(line)}\n</span>" for line in item.lines)
