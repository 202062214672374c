"""What people write on slides that igdeck does not draw yet: each is said with its line, and its text is kept.

Works on a slide's text before it is parsed and keeps its number of lines. On the way, containers are matched with the lines that
close them, and footnotes are taken out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from igdeck.model.diagnostics import Diagnostic, note, warning
from igdeck.model.value import frozen
from igdeck.source.regions import containers, regions, without_code_spans

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from igdeck.source.footnotes import Definition
    from igdeck.source.split import Chunk

_MARKS = (":::", "$", "[^", "<!--", "???", "Note", "--", "::", "^ ")

# Patterns are compiled by `re` when first used; most decks need few of them.
_FOOTNOTE = r"((?:[ \t]*(?:>|[-*+][ \t]|\d{1,9}[.)][ \t]))*[ \t]*)\[(?=\^[^\]\s]+\]:)"
#: Inline math as pandoc reads it: no space inside the dollars, no digit after them.
_MATH = r"\$\$.+?\$\$|(?<![\\$\w])\$(?![\s$])[^$\n]*?(?<![\s\\])\$(?![\d$])"
_PUNCTUATION = r"[!-/:-@\[-`{-~]"
_DIRECTIVE = (
    r"<!--\s*(_?(?:class|paginate|header|footer|backgroundColor|backgroundImage|color|theme|size|style|math)\s*:"
    r"|\.(?:slide|element)\s*:|fit\s*-->)"
)
_FOREIGN = r"(\?\?\?\s*$|--\s*$|::\w+::\s*$|\^ )"
_NOTES = r"Notes?:(?:\s|$)"
_LATER = {
    "attributes": ("attributes-later", "these attributes have no effect yet: {}"),
}
_DIAGRAMS = frozenset(("mermaid", "plantuml", "dot", "graphviz", "chart", "vega", "vega-lite", "d2"))


@frozen
class Plain:
    """A slide's text as markdown-it reads it. `containers`: the lines of `:::`, from 0, and which closes each: see `regions`."""

    text: str
    containers: dict[int, int]
    definitions: tuple[Definition, ...] = ()


def later(what: str, more: str, line: int) -> Diagnostic:
    """Say that something is not drawn yet."""
    code, message = _LATER[what]
    return warning(code, message.format(more), line=line)


def plain_form(chunk: Chunk) -> tuple[Plain, tuple[Diagnostic, ...]]:
    """The slide's text with what the plain language does not know made plain, and what there is to say about it."""
    text = chunk.text
    if not any(mark in text for mark in _MARKS):
        return Plain(text, {}), ()
    lines = text.split("\n")
    found: list[Diagnostic] = []
    held = _held(lines, chunk.first_line, found)
    definitions: tuple[Definition, ...] = ()
    if "]:" in text and "[^" in text:
        from igdeck.source.footnotes import take_definitions

        definitions = tuple(take_definitions(lines, held, chunk.first_line))
    colons = containers(lines, held) if ":::" in text else {}
    for index, line in enumerate(lines):
        if index not in held and index not in colons:
            lines[index] = _plain_line(line, chunk.first_line + index, found)
    return Plain("\n".join(lines), colons, definitions), tuple(found)


def _held(lines: list[str], first_line: int, found: list[Diagnostic]) -> set[int]:
    """The lines that are not looked into; those of displayed math are made plain, and directives in comments are said."""
    held: set[int] = set()
    for region in regions(lines):
        held.update(range(region.start, region.end))
        if region.kind != "fence":
            found += _about_directive("\n".join(lines[region.start : region.end]), first_line + region.start)
    if "$$" in "".join(lines):
        for start, end in _displayed(lines, held):
            held.update(range(start, end))
            lines[start:end] = map(_escaped, lines[start:end])
            found.append(_math(first_line + start, 1, 2))
    return held


def _displayed(lines: Sequence[str], held: set[int]) -> Iterator[tuple[int, int]]:
    """Where formulas between lines of `$$` start and end."""
    opened: int | None = None
    for index, line in enumerate(lines):
        if index in held or line.count("$$") != 1:
            continue
        if opened is not None:
            yield opened, index + 1
            opened = None
        elif line.lstrip().startswith("$$"):
            opened = index


def about_code(language: str, line: int) -> Iterator[Diagnostic]:
    """What is not drawn yet about a code block in this language."""
    if language in _DIAGRAMS:
        yield warning("diagrams-later", f"a {language} diagram is not drawn yet: its text stands as code", line=line)


def _plain_line(line: str, number: int, found: list[Diagnostic]) -> str:
    bare = without_code_spans(line)
    found += _about_line(bare, number)
    if "[^" in line and (footnote := re.match(_FOOTNOTE, line)):
        return f"{footnote[1]}\\{line[footnote.end(1) :]}"
    if "$" in line:
        for math in reversed([*re.finditer(_MATH, bare)]):
            line = line[: math.start()] + _escaped(math[0]) + line[math.end() :]
    return line


def _escaped(text: str) -> str:
    """The text as it is, whatever its characters mean in Markdown."""
    return re.sub(_PUNCTUATION, r"\\\g<0>", text)


def _about_directive(text: str, number: int) -> Iterator[Diagnostic]:
    if "<!--" in text and (directive := re.search(_DIRECTIVE, text)):
        message = "this comment is a directive of another slide tool; it has no effect yet"
        yield warning("dialect-later", message, line=number, column=directive.start() + 1)


def _about_line(line: str, number: int) -> Iterator[Diagnostic]:
    if "$" in line and (math := re.search(_MATH, line)):
        yield _math(number, math.start() + 1, len(math[0]))
    if "[^" in line and re.match(_FOOTNOTE, line):
        hint = "write it at the start of a line"
        yield warning("footnote-place", "a footnote in a quotation or a list stands there as text", hint, line=number)
    yield from _about_directive(line, number)
    if foreign := re.match(_FOREIGN, line):
        message = f"“{foreign[1].strip()}” means something in another slide tool; here it stands as text"
        yield warning("dialect-later", message, line=number, column=1, length=len(foreign[1].rstrip()))
    elif re.match(_NOTES, line):
        message = "“Note:” opens the speaker notes in another slide tool; here it stands as text"
        yield note("dialect-later", message, line=number, column=1, length=line.index(":") + 1)


def _math(line: int, column: int, length: int) -> Diagnostic:
    message = "math is not drawn yet: its source stands on the slide"
    return warning("math-later", message, line=line, column=column, length=length)
