"""A code block read: its lines in runs of one look, by the language that it is written in.

Pygments tells what is what. It is loaded for code in a language that it knows, and of its five hundred languages the one alone;
not for code whose colours somebody remembers.
Its many kinds of token come down to five looks, as a slide has so many colours to tell apart from the back of a room.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol, TypeAlias

from igdeck.model.diagnostics import note
from igdeck.model.page import CodeRun
from igdeck.model.value import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from igdeck.model.block import CodeBlock
    from igdeck.model.diagnostics import Diagnostic
    from igdeck.model.page import CodeLook

#: All lines of some code, in runs of one look.
Lines: TypeAlias = "tuple[tuple[CodeRun, ...], ...]"

#: What people write where there is no language.
_PLAIN: Final = ("", "text", "txt", "plain", "plaintext", "none", "no-highlight", "nohighlight", "output")
#: Diagrams, of which something else is said.
_DIAGRAMS: Final = ("mermaid", "plantuml", "dot", "graphviz", "chart", "vega", "vega-lite", "d2")
#: Looks by kinds of token; the longest name that a kind starts with counts.
_LOOKS: Final[dict[str, CodeLook]] = {
    "Comment": "comment",
    "Comment.Preproc": "keyword",
    "Comment.PreprocFile": "string",
    "Generic.Deleted": "number",
    "Generic.Heading": "name",
    "Generic.Inserted": "string",
    "Generic.Output": "",
    "Generic.Prompt": "comment",
    "Generic.Subheading": "name",
    "Keyword": "keyword",
    "Keyword.Constant": "number",
    "Literal": "number",
    "Literal.String": "string",
    "Literal.String.Interpol": "",
    "Name.Attribute": "name",
    "Name.Builtin": "name",
    "Name.Builtin.Pseudo": "",
    "Name.Class": "name",
    "Name.Constant": "number",
    "Name.Decorator": "name",
    "Name.Entity": "number",
    "Name.Exception": "name",
    "Name.Function": "name",
    "Name.Tag": "keyword",
    "Operator.Word": "keyword",
}


class Colours(Protocol):
    """Remembers the colours of code."""

    def find(self, language: str, text: str) -> Lines | None:
        """The lines of code in a language, None if they are not known."""

    def keep(self, language: str, text: str, lines: Lines) -> None:
        """Remember them."""


@frozen
class Listing:
    """All lines of a code block, as they are written and in runs. `marks` are groups of lines to point at, counted from 0.

    `first` is the number of the first line, or None for code without numbers.
    """

    texts: tuple[str, ...]
    lines: Lines
    language: str = ""
    filename: str = ""
    marks: tuple[tuple[int, ...], ...] = ()
    first: int | None = None


def make_listing(block: CodeBlock, found: list[Diagnostic], colours: Colours | None = None) -> Listing:
    """Read a code block; say so if its language is not known."""
    texts = tuple(block.text.split("\n"))
    lines = _colored(block, found, colours) or tuple(_bare(texts))
    marks = tuple(tuple(line - 1 for line in group if line <= len(texts)) for group in block.marks)
    return Listing(texts, lines, block.language, block.filename, marks, block.first_number)


def _bare(texts: Iterable[str]) -> Iterator[tuple[CodeRun, ...]]:
    return ((CodeRun(text),) if text else () for text in texts)


def _colored(block: CodeBlock, found: list[Diagnostic], colours: Colours | None) -> Lines:
    """The lines in runs of one look, remembered or new; none if nothing is known about the language."""
    language = block.language.lower()
    if language in _PLAIN or not block.text.strip():
        return ()
    if colours and (known := colours.find(language, block.text)):
        return known
    lines = _read(block, language, found)
    if colours and lines:
        colours.keep(language, block.text, lines)
    return lines


def _read(block: CodeBlock, language: str, found: list[Diagnostic]) -> Lines:
    """The lines as Pygments tells them apart."""
    from pygments.lexers import find_lexer_class, get_all_lexers

    known = [*get_all_lexers(plugins=False)]  # those of this machine would make other slides here than elsewhere
    name = next((name for name, aliases, _, _ in known if language in aliases), "")
    name = name or next((name for name, _, patterns, _ in known if f"*.{language}" in patterns), "")
    lexer = find_lexer_class(name) if name else None
    if lexer is None:
        if language not in _DIAGRAMS:
            found.append(_about(block, {alias for _, aliases, _, _ in known for alias in aliases}))
        return ()
    tokens = [*lexer(stripnl=False, ensurenl=False).get_tokens(block.text)]
    lines = tuple(_lines((text, _look(kind)) for kind, text in tokens))
    return lines if "\n".join("".join(run.text for run in line) for line in lines) == block.text else ()


def _about(block: CodeBlock, known: Iterable[str]) -> Diagnostic:
    from difflib import get_close_matches

    near = get_close_matches(block.language.lower(), sorted(known), n=1, cutoff=0.6)
    hint = f"did you mean “{near[0]}”?" if near else "write ```text for code without colours"
    message = f"“{block.language}” is no language that is known: its code has one colour"
    return note("code-language", message, hint, line=block.line)


def _look(kind: tuple[str, ...]) -> CodeLook:
    """The look of a kind of token, or of the nearest above it."""
    return next((_LOOKS[name] for end in range(len(kind), 0, -1) if (name := ".".join(kind[:end])) in _LOOKS), "")


def _lines(tokens: Iterable[tuple[str, CodeLook]]) -> Iterator[tuple[CodeRun, ...]]:
    """Tokens by lines; neighbours of one look are one run, and space has the look of what stands beside it."""
    line: list[tuple[str, CodeLook]] = []
    for text, look in tokens:
        first, *others = text.split("\n")
        _append(line, first, look)
        for part in others:
            yield tuple(CodeRun(*run) for run in line)
            line.clear()
            _append(line, part, look)
    yield tuple(CodeRun(*run) for run in line)


def _append(line: list[tuple[str, CodeLook]], text: str, look: CodeLook) -> None:
    if line and text and (line[-1][1] == look or text.isspace()):
        line[-1] = line[-1][0] + text, line[-1][1]
    elif line and text and line[-1][0].isspace():
        line[-1] = line[-1][0] + text, look
    elif text:
        line.append((text, look))
