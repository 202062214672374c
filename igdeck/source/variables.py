"""Variables: `{{ name }}` stands for a text of the front matter, everywhere but in code and comments."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from igdeck.model.diagnostics import error
from igdeck.model.value import replace
from igdeck.source.regions import regions, without_code_spans

if TYPE_CHECKING:
    from collections.abc import Mapping

    from igdeck.source.context import Context
    from igdeck.source.split import Chunk

_VARIABLE = r"(?<!\\)\{\{[ \t]*([\w-]+)[ \t]*\}\}"


def filled_in(chunk: Chunk, variables: Mapping[str, str], context: Context) -> Chunk:
    """The slide with the texts that its variables stand for; the texts are Markdown. One that is not known is an error."""
    if "{{" not in chunk.text:
        return chunk
    lines = chunk.text.split("\n")
    held = {index for region in regions(lines) for index in range(region.start, region.end)}
    for index, line in enumerate(lines):
        if "{{" in line and index not in held:
            lines[index] = _filled_in(line, variables, chunk.first_line + index, context)
    return replace(chunk, text="\n".join(lines))


def _filled_in(line: str, variables: Mapping[str, str], number: int, context: Context) -> str:
    out, at = [], 0
    for found in re.finditer(_VARIABLE, without_code_spans(line)):
        name = found[1]
        if name not in variables:
            place = {"line": number, "column": found.start() + 1, "length": len(found[0])}
            context.found.append(error("variable-unknown", f"there is no variable “{name}”", _near(name, variables), **place))
            continue
        out += [line[at : found.start()], variables[name]]
        at = found.end()
    return "".join((*out, line[at:]))


def _near(name: str, variables: Mapping[str, str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, variables, n=1, cutoff=0.6)
    return f"did you mean “{near[0]}”?" if near else "name it in the front matter, below variables:"
