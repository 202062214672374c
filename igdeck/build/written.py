"""Where characters of a deck were written: the file, the line and the column of each.

Pages know the line that their slide starts on, no more, so the lines of the slide are looked through once somebody asks. A
character is looked for as itself, outside of comments and of words that stand for pictures; then in those words; then as what
stands for it, `&hearts;` or `:tada:`.
"""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Final

from igdeck.model.diagnostics import Where
from igdeck.model.value import frozen
from igdeck.source.frontmatter import split_front_matter
from igdeck.source.regions import regions, without_comments
from igdeck.source.shortcodes import with_emoji
from igdeck.source.text import SHORTCODES, read_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from igdeck.model.deck import Deck, Slide
    from igdeck.model.page import Page

#: Settings of the front matter that are not painted.
_UNPAINTED: Final = r"(?:subject|keywords|description|template)\s*:"
_ALTERNATIVE: Final = r"!\[[^\]]*\](?=[(\[])"
_STANDS_FOR: Final = rf"&#?\w+;|{SHORTCODES}"


@frozen
class _Line:
    """A line of a file, as it is, without its comments, and without what stands for pictures either."""

    file: str
    number: int
    text: str
    said: str
    seen: str


def places_of(source: Path, deck: Deck, on: Mapping[str, Sequence[Page]]) -> dict[str, tuple[Where, ...]]:
    """The places of each character in order, a line once, given the pages that it is on; none where it is not found."""
    files = {file: _lines(Path(file) if file else source) for file in {"", *(part.file for part in deck.parts)}}
    taken = split_front_matter("\n".join(line.text for line in files[""]))[1]
    head = [line for line in files[""][:taken] if not re.match(_UNPAINTED, line.text)]
    own = {slide.first_line: [*_of_slide(slide, after, deck, files)] for slide, after in _after(deck.slides, taken)}
    return {char: _places(char, [own.get(page.first_line, []) for page in pages], head) for char, pages in on.items()}


def _places(char: str, slides: Sequence[Sequence[_Line]], head: Sequence[_Line]) -> tuple[Where, ...]:
    found = {where: None for lines in (head, *slides) for where in _in_lines(char, lines)}
    return tuple(found)


def _in_lines(char: str, lines: Sequence[_Line]) -> list[Where]:
    """Where a character stands in some lines, in the first way in which it does."""
    ways: tuple[Callable[[_Line], int], ...] = (
        lambda line: line.seen.find(char),
        lambda line: line.said.find(char),
        lambda line: next((found.start() for found in re.finditer(_STANDS_FOR, line.seen) if char in _meant(found[0])), -1),
    )
    found = ([Where(line.file, line.number, at + 1) for line in lines if (at := way(line)) >= 0] for way in ways)
    return next(filter(None, found), [])


def _meant(written: str) -> str:
    return unescape(written) if written.startswith("&") else with_emoji(written)


# Lines -----------------------------------------------------------------------------------------------------------------


def _lines(file: Path) -> list[_Line]:
    lines = read_text(file).split("\n")
    said = _without_comments(lines)
    seen = (re.sub(_ALTERNATIVE, lambda found: "\0" * len(found[0]), line) for line in said)
    return [_Line(str(file), number, *texts) for number, texts in enumerate(zip(lines, said, seen, strict=True), 1)]


def _without_comments(lines: Sequence[str]) -> list[str]:
    """The lines with comments made blank; those of code are part of it."""
    code = {at for region in regions(lines) if region.kind == "fence" for at in range(region.start, region.end)}
    bare = without_comments("\n".join("" if at in code else line for at, line in enumerate(lines))).split("\n")
    return [lines[at] if at in code else line for at, line in enumerate(bare)]


def _after(slides: Sequence[Slide], taken: int) -> Iterator[tuple[Slide, int]]:
    """Each slide with the last line before it; what is said of a slide stands between both."""
    after = taken
    for slide in slides:
        yield slide, after
        after = max(after, slide.last_line)


def _of_slide(slide: Slide, after: int, deck: Deck, files: Mapping[str, Sequence[_Line]]) -> Iterator[_Line]:
    """The lines of a slide, and those of its footnotes, which may stand on another."""
    first = min(after + 1, slide.first_line)
    for number in range(first, slide.last_line + 1):
        yield from _line(number, deck, files)
    for footnote in slide.footnotes:
        if not first <= footnote.line <= slide.last_line:
            yield from _paragraph(footnote.line, deck, files)


def _paragraph(number: int, deck: Deck, files: Mapping[str, Sequence[_Line]]) -> Iterator[_Line]:
    """The lines from one on, up to the next that is blank."""
    file, at = deck.place(number)
    for line in files[file][at - 1 :]:
        if not line.text.strip():
            return
        yield line


def _line(number: int, deck: Deck, files: Mapping[str, Sequence[_Line]]) -> Sequence[_Line]:
    file, at = deck.place(number)
    return files[file][at - 1 : at]
