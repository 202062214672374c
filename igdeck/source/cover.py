"""The first slide, where the front matter says what stands on it.

A front matter with a `title` is a cover: the title, then the subtitle, the author and the date on a line each. It becomes a slide
of its own before the others, or fills a first slide that holds just the same title.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from igdeck.model.block import Paragraph
from igdeck.model.deck import Slide
from igdeck.model.inline import Text
from igdeck.model.value import replace
from igdeck.source.keys import slug

if TYPE_CHECKING:
    from igdeck.model.deck import Meta


def with_cover(slides: tuple[Slide, ...], meta: Meta, last_line: int) -> tuple[Slide, ...]:
    """The slides with the cover, if the front matter, which ends on `last_line`, has a title."""
    if not meta.title:
        return slides
    lines = [line for line in (meta.subtitle, meta.author, meta.date) if line]
    if not slides or _differ(slides[0].name, meta.title):
        return (_cover(meta.title, lines, last_line), *slides)
    if slides[0].blocks or not lines:
        return slides
    text = "\n\n".join((slides[0].text, *lines))
    filled = replace(slides[0], blocks=_paragraphs(lines), text=text, digest=digest_of(text))
    return (filled, *slides[1:])


def digest_of(text: str) -> str:
    """A slide's hash."""
    from hashlib import sha256

    return sha256(text.encode()).hexdigest()[:16]


def _differ(a: str, b: str) -> bool:
    return (slug(a) or a) != (slug(b) or b)


def _cover(title: str, lines: list[str], last_line: int) -> Slide:
    text = "\n\n".join((f"# {title}", *lines))
    return Slide("", False, title, (Text(title),), 1, _paragraphs(lines), 1, last_line, digest_of(text), text)


def _paragraphs(lines: list[str]) -> tuple[Paragraph, ...]:
    return tuple(Paragraph((Text(line),), 1) for line in lines)
