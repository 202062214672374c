"""Markdown text to `Deck`.

1. The file's bytes become text (`text`).
2. The front matter is read (`frontmatter`).
3. The rest is cut into slides, as text (`split`).
4. What is not drawn yet is made plain and said (`later`).
5. Each slide is parsed by itself, with the link definitions of all (`blocks`, `inlines`, `pictures`).
6. A first slide is made of the front matter (`cover`).
7. Slides get their names and keys (`keys`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from igdeck.model.block import Heading
from igdeck.model.deck import Deck, Slide
from igdeck.model.diagnostics import IgdeckError, error, note, warning
from igdeck.model.inline import plain_text
from igdeck.source.blocks import new_parser, read_blocks, shared_references
from igdeck.source.context import Context
from igdeck.source.cover import digest_of, with_cover
from igdeck.source.frontmatter import read_meta, split_front_matter, unclosed
from igdeck.source.inlines import split_attributes
from igdeck.source.keys import named, slug
from igdeck.source.later import plain_form
from igdeck.source.split import split_slides
from igdeck.source.text import about_replaced, read_text

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
    body = text if not taken else text.split("\n", taken)[taken] if text.count("\n") >= taken else ""
    chunks, about_cuts = split_slides(body, taken + 1, meta.slide_level)
    context = Context(folder)
    context.found += [*about_replaced(text), *unclosed(text), *about_meta, *about_cuts]
    slides = named(with_cover(tuple(_read_slides(chunks, context)), meta, taken))
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
        slide = _slide(chunk, blocks, context)
        if slide.title is not None or slide.blocks:
            yield slide
        elif "]:" not in text:  # definitions of links are not meant to be seen
            first = chunk.text.partition("\n")[0]
            message = f"no slide is made of “{first}”: nothing in it is drawn"
            context.found.append(note("slide-empty", message, line=chunk.first_line))


def _slide(chunk: Chunk, blocks: tuple[Block, ...], context: Context) -> Slide:
    title, key, name, level = None, "", "", 0
    if blocks and isinstance(heading := blocks[0], Heading):
        words, attributes = split_attributes(heading.inlines)
        title, name, level = words or None, " ".join(plain_text(words).split()), heading.level
        key, blocks = _pinned_key(attributes, heading.line, context), blocks[1:]
    lines = chunk.first_line, chunk.last_line
    return Slide(key, bool(key), name, title, level, blocks, *lines, digest_of(chunk.text), chunk.text)


def _pinned_key(attributes: str, line: int, context: Context) -> str:
    """The `#id` of a slide's attributes; other attributes come later, and an id used twice is an error."""
    words = attributes.split()
    key = next((slug(word[1:]) for word in words if word.startswith("#")), "")
    others = [word for word in words if not word.startswith("#")]
    if others:
        message = f"attributes of slides have no effect yet: {{{' '.join(others)}}}"
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
