"""A code block: a tinted panel, its lines as they are, each look in its colour.

Numbers of lines are drawn by the style sheet, so that code is copied without them. Every line is an element where there is more
to it than its letters: a number, a band under it, a second row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from igdeck.emit.html.markup import attribute, classes, escape
from igdeck.emit.html.steps import hits
from igdeck.emit.html.text import appears
from igdeck.emit.tabs import rows
from igdeck.model.geometry import Box, Insets

if TYPE_CHECKING:
    from igdeck.emit.html.frame import Frame
    from igdeck.model.page import CodeItem, CodeLabel, CodeLine, CodeLook


def code_box(item: CodeItem, frame: Frame) -> str:
    """The panel; the language is named as highlighters do (HTML, 4.5.15)."""
    rules, insets = frame.rules, frame.theme.code.insets
    names = ["code", rules.box(item.box), rules.fit("code", (frame.theme.code.text,), item.fit)]
    names += [rules.hanging(item.hanging)] if item.hanging else []
    names += ["marked"] if item.bands else []
    names += ["numbered", rules.numbers(item.numbers.width, item.numbers.gap)] if item.numbers else []
    if item.label or item.numbers:
        inside = Insets(insets.left + item.gutter, insets.top + item.head, insets.right, insets.bottom)
        names.append(rules.inside(inside))
    language = attribute("class", f"language-{item.language}" if item.language else "")
    label = _label(item, item.label, frame) if item.label else ""
    return f"{label}<pre{classes(names)}{appears(item.step)}><code{language}>{_lines(item)}</code></pre>"


def _label(item: CodeItem, label: CodeLabel, frame: Frame) -> str:
    """The name of the file, upon the panel."""
    room = item.box.inside(frame.theme.code.insets)
    names = ("file", frame.rules.box(Box(room.x, room.y, room.width, label.height)), frame.rules.size(label.size))
    return f"<p{classes(names)}{appears(item.step)}>{escape(label.text)}</p>"


def _lines(item: CodeItem) -> str:
    """The lines as text or, where there is more to them, as elements; the rows of a line are copied as one."""
    if not (item.hanging or item.numbers or item.bands):
        return "\n".join([_runs(line) for line in item.lines])
    hit = frozenset(item.marks[0] if item.marks else ())
    return "".join([_line(line, at, item, hit=at in hit) for at, line in enumerate(item.lines)])


def _line(line: CodeLine, at: int, item: CodeItem, *, hit: bool) -> str:
    number = f' data-number="{item.numbers.first + at}"' if item.numbers else ""
    said = number + hits(at, item.marks, item.turns)
    return f"<span{classes(('line', 'long' if line.breaks else '', 'hit' if hit else ''))}{said}>{_runs(line)}\n</span>"


def _runs(line: CodeLine) -> str:
    if line.breaks:
        return "".join([f'<span class="row">{"".join([_run(*run) for run in row])}</span>' for row in rows(line)])
    return "".join([_run(run.text, run.look) for run in line.runs])


def _run(text: str, look: CodeLook) -> str:
    return f'<span class="tok-{look}">{escape(text)}</span>' if look and text else escape(text)
