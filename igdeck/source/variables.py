"""Variables: `{{ name }}` stands for a text of the front matter, everywhere but in code and comments."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any

from igdeck.model.diagnostics import error
from igdeck.model.value import replace
from igdeck.source.regions import regions, without_code_spans, without_comments

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from igdeck.model.diagnostics import Diagnostic
    from igdeck.source.context import Context
    from igdeck.source.split import Chunk

_VARIABLE = r"(?<!\\)\{\{[ \t]*([\w-]+)[ \t]*\}\}"
#: The texts of the front matter that variables stand in, in this order; the first of them are variables themselves.
_NAMES = ("title", "subtitle", "author", "date")
_TEXTS = (*_NAMES, "subject", "keywords", "footer", "header", "slide_date", "slide_number")


def in_front_matter(
    values: Mapping[str, Any], places: Mapping[str, dict[str, int]], found: list[Diagnostic]
) -> tuple[dict[str, Any], tuple[tuple[str, str], ...]]:
    """The front matter with the texts that its variables stand for, and all variables of the deck.

    `title`, `subtitle`, `author` and `date` know those before them, so that none can stand for itself. `places` says where the
    keys are.
    """
    filled, known = dict(values), dict(values["variables"])
    own: dict[str, str] = {}
    for key in _TEXTS:
        if isinstance(text := values.get(key), str):
            filled[key] = in_text(text, own | known, places[key], found)
            if key in _NAMES:
                own[key] = filled[key]
    return filled, tuple((own | known).items())


def in_text(text: str, variables: Mapping[str, str], place: dict[str, int], found: list[Diagnostic]) -> str:
    """A text that is no Markdown with what its variables stand for; one that is not known is told at the `place` of the text."""
    return _filled_in(text, text, variables, partial(_at, place), found).replace(r"\{{", "{{")


def filled_in(chunk: Chunk, variables: Mapping[str, str], context: Context) -> Chunk:
    """The slide with the texts that its variables stand for; the texts are Markdown. One that is not known is an error."""
    settings = tuple(
        (key, _filled_in(text, text, variables, partial(_at, {"line": line}), context.found), line)
        for key, text, line in chunk.settings
    )
    if "{{" not in chunk.text:
        return replace(chunk, settings=settings) if settings else chunk
    lines = chunk.text.split("\n")
    for index, (line, bare) in enumerate(zip(lines, _read(lines), strict=True)):
        if "{{" in bare:
            lines[index] = _filled_in(line, bare, variables, partial(_place, chunk.first_line + index), context.found)
    return replace(chunk, text="\n".join(lines), settings=settings)


def _read(lines: list[str]) -> list[str]:
    """The lines with code and comments made blank, every other character in its place."""
    bare = list(map(without_code_spans, lines))
    for region in regions(lines):
        if region.kind == "fence" or "<!--" not in bare[region.start]:
            bare[region.start : region.end] = [""] * (region.end - region.start)
    return without_comments("\n".join(bare)).split("\n")


def _at(place: dict[str, int], _: re.Match[str]) -> dict[str, int]:
    return place


def _place(line: int, found: re.Match[str]) -> dict[str, int]:
    return {"line": line, "column": found.start() + 1, "length": len(found[0])}


def _filled_in(
    line: str,
    bare: str,
    variables: Mapping[str, str],
    place: Callable[[re.Match[str]], dict[str, int]],
    about: list[Diagnostic],
) -> str:
    """A line with what its variables stand for; `bare` is what is looked into."""
    out, at = [], 0
    for found in re.finditer(_VARIABLE, bare):
        name = found[1]
        if name not in variables:
            about.append(error("variable-unknown", f"there is no variable “{name}”", _near(name, variables), **place(found)))
            continue
        out += [line[at : found.start()], variables[name]]
        at = found.end()
    return "".join((*out, line[at:]))


def _near(name: str, variables: Mapping[str, str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, variables, n=1, cutoff=0.6)
    return f"did you mean “{near[0]}”?" if near else "name it in the front matter, below variables:"
