"""Markdown text to `Deck`.

1. The file's bytes become text (`text`).
2. The front matter is read (`frontmatter`).
3. The rest is cut into slides, as text (`split`).
4. What is not drawn yet is made plain and said (`later`).
5. Each slide is parsed by itself, with the link definitions of all (`blocks`, `inlines`, `pictures`).
6. Slides get their names and keys (`keys`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from igdeck.model.block import Heading
from igdeck.model.deck import Deck, Slide
from igdeck.model.diagnostics import IgdeckError, error, warning
from igdeck.model.inline import plain_text
from igdeck.source.blocks import new_parser, read_blocks, shared_references
from igdeck.source.frontmatter import read_meta, split_front_matter
from igdeck.source.inlines import Context, split_attributes
from igdeck.source.keys import named, slug
from igdeck.source.later import plain_form
from igdeck.source.split import split_slides
from igdeck.source.text import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from igdeck.model.block import Block
    from igdeck.model.diagnostics import Diagnostic
    from igdeck.source.split import Chunk

__all__ = ["read_deck", "read_source"]


def read_source(path: Path) -> tuple[Deck, tuple[Diagnostic, ...]]:
    """Read a Markdown file; raise IgdeckError where there is nothing to make a deck of."""
    try:
        deck, found = read_deck(read_text(path), path.parent)
    except IgdeckError as fault:
        raise IgdeckError(*(diagnostic.at(str(path)) for diagnostic in fault.diagnostics)) from None
    return deck, tuple(diagnostic.at(str(path)) for diagnostic in found)


def read_deck(text: str, folder: Path) -> tuple[Deck, tuple[Diagnostic, ...]]:
    """Read Markdown text whose pictures are looked for in `folder`; the diagnostics name no file."""
    yaml_text, taken = split_front_matter(text)
    meta, about_meta = read_meta(yaml_text)
    body = text.split("\n", taken)[-1] if taken else text
    chunks, about_cuts = split_slides(body, taken + 1, meta.slide_level)
    context = Context(folder, found=[*about_meta, *about_cuts])
    slides = named(_read_slides(chunks, context))
    if not slides:
        raise IgdeckError(*context.found, error("source-empty", "there is no slide in it", "write a first slide: “# My talk”"))
    context.found += _same_titles(slides)
    return Deck(meta, slides), tuple(sorted(context.found, key=lambda d: (d.line, d.column)))


def _read_slides(chunks: Sequence[Chunk], context: Context) -> Iterator[Slide]:
    parser = new_parser()
    plain: list[str] = []
    for chunk in chunks:
        text, about = plain_form(chunk)
        plain.append(text)
        context.found += about
    references = shared_references(parser, plain)
    for chunk, text in zip(chunks, plain, strict=True):
        blocks = read_blocks(parser, text, chunk.first_line, references, context)
        if blocks:
            yield _slide(chunk, blocks, context)


def _slide(chunk: Chunk, blocks: tuple[Block, ...], context: Context) -> Slide:
    import hashlib

    digest = hashlib.sha256(chunk.text.encode()).hexdigest()[:16]
    slide = Slide("", False, "", None, 0, blocks, chunk.first_line, chunk.last_line, digest, chunk.text)
    if not isinstance(blocks[0], Heading):
        return slide
    title, attributes = split_attributes(blocks[0].inlines)
    key = _pinned_key(attributes, blocks[0].line, context)
    name = " ".join(plain_text(title).split())
    return replace(slide, title=title, name=name, level=blocks[0].level, blocks=blocks[1:], key=key, pinned=bool(key))


def _pinned_key(attributes: str, line: int, context: Context) -> str:
    """The `#id` of a slide's attributes; other attributes come later, and an id used twice is an error."""
    words = attributes.split()
    key = next((slug(word[1:]) for word in words if word.startswith("#")), "")
    others = [word for word in words if not word.startswith("#")]
    if others:
        message = f"attributes of slides have no effect yet: {' '.join(others)}"
        context.found.append(warning("attributes-later", message, line=line))
    if key and ("pinned", key) in context.said:
        context.found.append(error("key-twice", f"two slides have the id “{key}”", "give one of them another id", line=line))
        return ""
    context.said.add(("pinned", key))
    return key


def _same_titles(slides: Sequence[Slide]) -> Iterator[Diagnostic]:
    """Titles that come again make a talk hard to follow in the outline and by ear."""
    first: dict[str, int] = {}
    for slide in slides:
        if slide.title is not None and slide.name in first:
            message = f"the title “{slide.name}” stands on line {first[slide.name]} already"
            hint = "make titles unique, for the outline and for screen readers: add (2), or say what is new"
            yield warning("title-twice", message, hint, line=slide.first_line)
        first.setdefault(slide.name, slide.first_line)

