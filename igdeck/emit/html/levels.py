"""The levels of a box as rules, for the theme's styles and for the steps of the autofit ladder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igdeck.emit.html.css import declared, length, number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from igdeck.model.page import Fit
    from igdeck.model.theme import TextStyle


def level_rules(selector: str, levels: Sequence[Mapping[str, str]], known: Mapping[str, str] | None = None) -> dict[str, str]:
    """The rules of a box whose levels are set like this: the first by the box itself, the others by `.l1` to `.l8`.

    What is the same at all levels is inherited; the rest each level says anew, as it may stand in any other. `known` is what
    holds in the box without being said.
    """
    first, *deeper = levels
    changing = [name for name in first if any(level[name] != first[name] for level in deeper)]
    rules = {selector: declared({name: value for name, value in first.items() if value != (known or {}).get(name)})}
    for depth, level in enumerate(deeper if changing else (), 1):
        rules[f"{selector} .l{depth}"] = declared({name: level[name] for name in changing})
    return rules


def fitted_look(style: TextStyle, fit: Fit) -> dict[str, str]:
    """What of a text style is another at a step of the autofit ladder."""
    return {
        "font-size": length(fit.size(style.size)),
        "--line": number(fit.line(style.line)),
        "--before": number(fit.space(style.space_before)),
    }
