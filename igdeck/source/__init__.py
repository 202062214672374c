"""Markdown text to `Deck`.

1. The file's bytes become text (`text`).
2. The front matter is read (`frontmatter`), other files are put in (`includes`).
3. The rest is cut into slides, as text (`split`); what `{{ names }}` stand for is put in (`variables`).
4. What is not drawn yet is made plain and said (`later`); footnotes are taken out (`footnotes`).
5. Each slide is parsed by itself, with the link definitions of all (`blocks`, `inlines`, `pictures`). What only some decks have
   is read by modules of its own: `marks`, `shortcodes`, `containers`, `attributed`, `fences`, `elements`, `typography`.
6. What is said of the slide as a whole is read (`settings`).
7. A first slide is made of the front matter (`cover`).
8. Slides get their names and keys (`keys`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from igdeck.model.block import Heading
from igdeck.model.deck import Deck, Footnote, Slide
from igdeck.model.diagnostics import IgdeckError, error, note, warning
from igdeck.model.inline import plain_text
from igdeck.model.value import replace
from igdeck.source.blocks import Body, new_parser, read_blocks, shared_references
from igdeck.source.context import Context
from igdeck.source.cover import digest_of, with_cover
from igdeck.source.frontmatter import read_meta, split_front_matter, unclosed
from igdeck.source.keys import named, slug
from igdeck.source.later import plain_form
from igdeck.source.split import split_slides
from igdeck.source.text import about_replaced, read_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from igdeck.model.diagnostics import Diagnostic
    from igdeck.source.frontmatter import Ways
    from igdeck.source.split import Chunk

__all__ = ["read_deck", "read_source"]


def read_source(path: Path) -> tuple[Deck, tuple[Diagnostic, ...]]:
    """Read a Markdown file; raise IgdeckError where there is nothing to make a deck of."""
    try:
        deck, found = read_deck(read_text(path), path.parent, path.name)
    except IgdeckError as fault:
        raise IgdeckError(*(diagnostic.at(str(path)) for diagnostic in fault.diagnostics)) from None
    return deck, tuple(deck.placed(diagnostic).at(str(path)) for diagnostic in found)


def read_deck(text: str, folder: Path, name: str = "") -> tuple[Deck, tuple[Diagnostic, ...]]:
    """Read Markdown text whose pictures are looked for in `folder`; the diagnostics name no file.

    `name` is what the file is called in its folder, so that it is not put into itself.
    """
    yaml_text, taken = split_front_matter(text)
    meta, ways, about_meta = read_meta(yaml_text)
    body = text if not taken else text.split("\n", taken)[taken] if text.count("\n") >= taken else ""
    deck = Deck(meta, ())
    context = Context(
        folder,
        incremental=ways.incremental,
        typographic=ways.typographic,
        lang=meta.lang,
        largest=meta.fitting.largest,
    )
    context.found += [*about_replaced(text), *unclosed(text), *about_meta]
    if ways.handout:
        from igdeck.source.handouts import read_wish

        deck = replace(deck, meta=replace(meta, handout=read_wish(ways, context)))
    if "!include" in body:
        from igdeck.source.includes import with_parts

        whole = with_parts(body, taken + 1, folder, name)
        body, context.folders = whole.text, whole.folders
        deck = replace(deck, parts=whole.parts, files=whole.files)
        context.found += whole.found
    chunks, about_cuts = split_slides(body, taken + 1, meta.slide_level)
    context.found += about_cuts
    slides = named(with_cover(tuple(_read_slides(_with_variables(chunks, ways, context), context)), meta, taken))
    if not slides:
        found = (*context.found, error("source-empty", "there is no slide in it", "write a first slide: “# My talk”"))
        raise IgdeckError(*map(deck.placed, found))
    context.found += _same_titles(slides)
    return replace(deck, slides=slides), tuple(sorted(context.found, key=lambda d: (d.line, d.column)))


def _with_variables(chunks: tuple[Chunk, ...], ways: Ways, context: Context) -> tuple[Chunk, ...]:
    if not ways.variables:
        return chunks
    from igdeck.source.variables import filled_in

    return tuple(filled_in(chunk, dict(ways.variables), context) for chunk in chunks)


def _read_slides(chunks: Sequence[Chunk], context: Context) -> Iterator[Slide]:
    plain, about = zip(*map(plain_form, chunks), strict=True) if chunks else ((), ())
    context.found += [diagnostic for some in about for diagnostic in some]
    context.definitions = {definition.label: definition for one in reversed(plain) for definition in reversed(one.definitions)}
    parser = new_parser("\n".join(chunk.text for chunk in chunks))
    references = shared_references(parser, plain, frozenset(context.definitions))
    for chunk, one in zip(chunks, plain, strict=True):
        body = read_blocks(parser, one, chunk.first_line, references, context)
        slide = _slide(chunk, body, context)
        if context.marked:
            slide = replace(slide, footnotes=tuple(_footnotes(parser, references, context)))
        if slide.title is not None or slide.blocks or slide.background:
            yield slide
        elif "]:" not in chunk.text:  # definitions of links are not meant to be seen
            first = chunk.text.partition("\n")[0]
            message = f"no slide is made of “{first}”: nothing in it is drawn"
            context.found.append(note("slide-empty", message, line=chunk.first_line))
    if context.definitions:
        from igdeck.source.footnotes import about_footnotes

        context.found += about_footnotes(context)


def _footnotes(parser: Any, references: dict[str, Any], context: Context) -> Iterator[Footnote]:
    """The notes that are marked on the slide just read, with those that are marked in them."""
    from igdeck.source.footnotes import chunk_of

    read = set[str]()
    while waiting := [label for label in context.marked if label not in read]:  # notes may mark others
        for label in waiting:
            read.add(label)
            definition = context.definitions[label]
            plain, about = plain_form(chunk_of(definition))
            context.found += about
            blocks = read_blocks(parser, plain, definition.line, references, context).blocks
            yield Footnote(context.numbers[label], blocks, definition.line)
    context.marked = {}


def _slide(chunk: Chunk, body: Body, context: Context) -> Slide:
    title, key, name, level, blocks, line = None, "", "", 0, body.blocks, chunk.first_line
    if blocks and isinstance(heading := blocks[0], Heading):
        title, name, level = heading.inlines or None, " ".join(plain_text(heading.inlines).split()), heading.level
        line, blocks = heading.line, blocks[1:]
        key = _pinned_key(body.attributes.key, line, context) if body.attributes else ""
    lines = chunk.first_line, chunk.last_line
    slide = Slide(key, bool(key), name, title, level, blocks, *lines, digest_of(chunk.text), chunk.text, notes=body.notes)
    if not body.attributes and not chunk.settings:
        return slide
    from igdeck.source.settings import slide_settings

    return replace(slide, **slide_settings(chunk, body.attributes, line, context))


def _pinned_key(wanted: str, line: int, context: Context) -> str:
    """The `#id` of a slide's attributes; one used twice is an error."""
    key = slug(wanted)
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
