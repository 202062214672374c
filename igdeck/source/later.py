"""What people write on slides that igdeck does not draw yet: each is said with its line, and its text is kept.

Works on a slide's text before it is parsed and keeps its number of lines.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from igdeck.model.diagnostics import Diagnostic, note, warning

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from igdeck.source.split import Chunk

_CONTAINER = re.compile(r"([ \t]*):{3,}[ \t]*(.*?)[ \t:]*$")
_FENCE = re.compile(r"[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(`{3,}|~{3,})")
_FOOTNOTE = re.compile(r"( {0,3})\[(\^[^\]\s]+)\]:")
_MATH_BLOCK = re.compile(r"[ \t]*\$\$")
#: Inline math as pandoc reads it: no space inside the dollars, no digit after them.
_MATH = re.compile(r"(?<![\\$\w])\$(?![\s$])[^$\n]*?(?<![\s\\])\$(?![\d$])")
_DIRECTIVE = re.compile(
    r"<!--\s*(_?(?:class|paginate|header|footer|backgroundColor|backgroundImage|color|theme|size|style|math)\s*:|"
    r"\.(?:slide|element)\s*:|fit\s*-->)"
)
_FOREIGN = re.compile(r"(\?\?\?\s*$|Notes?:(?:\s|$)|--\s*$|\. \. \.\s*$|::\w+::\s*$|<v-clicks?\b|\^ \S)")
_CODE_SPAN = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")

_WORDS = {
    "notes": ("notes-later", "speaker notes are not drawn yet: their text stands on the slide"),
    "column": ("columns-later", "columns are not drawn yet: their text stands one under the other"),
    "columns": ("columns-later", "columns are not drawn yet: their text stands one under the other"),
    "incremental": ("steps-later", "step-by-step lists are not drawn yet: all items show at once"),
}
_DIAGRAMS = frozenset(("mermaid", "plantuml", "dot", "graphviz", "chart", "vega", "vega-lite", "d2"))


def plain_form(chunk: Chunk) -> tuple[str, tuple[Diagnostic, ...]]:
    """The slide's text with what the plain language does not know made plain, and what there is to say about it."""
    text = chunk.text
    if not any(mark in text for mark in (":::", "$", "[^", "<!--", "???", "Note", "--", ". . .", "::", "<v-", "^ ")):
        return text, ()
    lines = text.split("\n")
    found: list[Diagnostic] = []
    for index in _outside_code(lines):
        lines[index] = _plain_line(lines[index], chunk.first_line + index, found)
    return "\n".join(lines), tuple(found)


def about_code(language: str, info: str, line: int) -> Iterator[Diagnostic]:
    """What is not drawn yet about a code block with this language and info string."""
    if language in _DIAGRAMS:
        yield warning("diagrams-later", f"a {language} diagram is not drawn yet: its text stands as code", line=line)
    elif language:
        yield note("code-colours-later", "code is not coloured yet", line=line)
    if re.search(r"[{\[][\d,|\s-]+[}\]]", info):
        yield warning("code-lines-later", "pointing at lines of code is not drawn yet", line=line)


def _outside_code(lines: list[str]) -> Iterator[int]:
    fence = ""
    for index, line in enumerate(lines):
        mark = _FENCE.match(line)
        if not fence and mark:
            fence = mark[1]
        elif fence and mark and line.strip().strip(fence[0]) == "" and len(mark[1]) >= len(fence):
            fence = ""
        elif not fence:
            yield index


def _plain_line(line: str, number: int, found: list[Diagnostic]) -> str:
    if ":::" in line and (container := _CONTAINER.match(line)):
        found += _about_container(container[2], number)
        return ""
    bare = _CODE_SPAN.sub("", line)
    found += _about_line(bare, number)
    if "[^" in line and (footnote := _FOOTNOTE.match(line)):
        return f"{footnote[1]}\\[{footnote[2]}]:{line[footnote.end() :]}"
    return line


def _about_container(info: str, number: int) -> Iterator[Diagnostic]:
    words = re.findall(r"[\w-]+", info.lower())
    if not words:
        return
    known = next((_WORDS[word] for word in words if word in _WORDS), None)
    code, message = known or ("container-later", f"the container “{words[0]}” is not drawn yet: its text stands on the slide")
    yield warning(code, message, line=number)


def _about_line(line: str, number: int) -> Iterable[Diagnostic]:
    if "$" in line and (math := _MATH_BLOCK.match(line) or _MATH.search(line)):
        yield warning("math-later", "math is not drawn yet: its source stands on the slide", line=number, column=math.start() + 1)
    if "[^" in line and _FOOTNOTE.match(line):
        yield warning("footnotes-later", "footnotes are not drawn yet: the note's text stands where it is written", line=number)
    if "<!--" in line and (directive := _DIRECTIVE.search(line)):
        message = "this comment is a directive of another slide tool; it has no effect yet"
        yield warning("dialect-later", message, line=number, column=directive.start() + 1)
    if foreign := _FOREIGN.match(line):
        message = f"“{foreign[1].strip()}” means something in another slide tool; here it stands as text"
        yield warning("dialect-later", message, line=number, column=1, length=len(foreign[1].rstrip()))
