"""The reading version: one page of all slides, each as it is drawn with what the speaker says below it, for who was not there.

Every word stands in it once, in the deck's own elements. Two style sheets lay the same elements out: where a slide is large
enough to be read it is drawn at its boxes as in the deck; on a phone, or when the reader asks for it, the drawing's rules are
taken back and the slide flows as text (`reading_flow.css`). So search, screen readers and links meet nothing twice. As an
outline the page is text alone, and a slide that continues on others is one text again.
"""

from __future__ import annotations

import re
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Final

from igdeck.emit.html.document import document, read
from igdeck.emit.html.embedded import embedded_faces
from igdeck.emit.html.frame import make_frame
from igdeck.emit.html.markup import attribute, classes, escape, quoted
from igdeck.emit.html.names import layout_names
from igdeck.emit.html.picture import Pictures
from igdeck.emit.html.reading_contents import contents
from igdeck.emit.html.reading_style import paper, reading_style
from igdeck.emit.html.rules import Rules
from igdeck.emit.html.slide import drawn, item_box, slide_name
from igdeck.emit.html.text import blocks, inlines
from igdeck.emit.outline import chapters
from igdeck.model.labels import foreign, labels_in
from igdeck.model.page import CodeItem, Fit, TableItem, TextItem
from igdeck.model.theme import Role
from igdeck.model.value import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from igdeck.emit.html.frame import Frame
    from igdeck.emit.html.reading_light import Light
    from igdeck.emit.outline import Chapter, Content
    from igdeck.model.labels import Labels
    from igdeck.model.page import Item, Page, Pages
    from igdeck.model.theme import Theme

    _Tell = Callable[[Chapter, Frame, Mapping[str, Frame], Pictures], Iterator[str]]

__all__ = ["reading_html"]

#: A link whose words are its address: on paper no address needs to stand behind it.
_BARE: Final = re.compile(r'<a (href="([^"]*)"[^>]*>\2</a>)')
#: What a link out of the page says: it opens where the reader wants it.
_OUTWARD: Final = ' rel="external noopener"'


def reading_html(pages: Pages, theme: Theme) -> bytes:
    """The reading version by `pages.handout`. Raises OSError when a picture's file cannot be read."""
    if pages.handout.gray:
        from igdeck.emit.ink import in_grays

        theme = in_grays(theme)
    outline = pages.handout.layout == "outline"
    light, theme, pages = _lightened(pages, theme, outline=outline)
    told = _told(pages)
    headed = _heads(told, pages)
    rules, pictures, labels = Rules(theme), Pictures(pages), labels_in(pages.lang)
    spoken = attribute("lang", foreign(labels, pages.lang))
    frames = _frames(pages, theme, rules)
    tell = _text if outline else partial(_slides, light)
    articles = [
        _article(chapter, labels, tell, frames, pictures, level=1 if headed and not at else chapter.level + 1)
        for at, chapter in enumerate(told)
    ]
    top = _top(pages, pictures, headed=headed)
    drawn_with = "" if outline else rules.css() + (light.css() if light else "")
    faces, told_notes = embedded_faces(pages, theme, notes=True), any(page.aside for page in pages.pages)
    style = reading_style(theme, drawn_with, faces, outline=outline, told=told_notes) + paper(pages)
    body = (
        f'<a class="skip" href="#igdeck:slides"{spoken}>{escape(labels.to_slides)}</a>\n',
        pictures.store(),
        top,
        contents(told, labels, switch=not outline, spoken=spoken),
        f'<main id="igdeck:slides" tabindex="-1">\n{"".join(articles)}</main>\n',
        _bottom(pages),
    )
    return pictures.written(document(pages, style, read("reading.js"), "".join(body), classes(_looks(pages))))


def _lightened(pages: Pages, theme: Theme, *, outline: bool) -> tuple[Light | None, Theme, Pages]:
    """What makes slides light if that is asked for, the theme for it, and the pages."""
    if not pages.handout.light:
        return None, theme, pages
    from igdeck.emit.html.reading_light import Light, light_theme, on_paper

    if outline:
        return None, on_paper(theme, pages.handout), pages
    light = Light(theme, pages.handout)
    return light, light_theme(theme, pages.handout), replace(pages, pages=tuple(map(light.page, pages.pages)))


def _looks(pages: Pages) -> Iterator[str]:
    """The classes of the page."""
    said = pages.handout
    yield "outline" if said.layout == "outline" else "reading"
    yield "framed" if said.borders else ""
    yield "gray" if said.gray else ""


def _frames(pages: Pages, theme: Theme, rules: Rules) -> dict[str, Frame]:
    names, keys = layout_names(theme), frozenset(page.key for page in pages.pages)
    used = dict.fromkeys(page.layout for page in pages.pages)
    return {
        name: make_frame(theme, theme.layout(name), names, keys, rules)._replace(outward=_OUTWARD, dir=pages.dir) for name in used
    }


# The slides ----------------------------------------------------------------------------------------------------


def _article(
    chapter: Chapter, labels: Labels, tell: _Tell, frames: Mapping[str, Frame], pictures: Pictures, *, level: int
) -> str:
    """A slide with all that it continues on, its number, and its notes; the heading of a chapter is of this level."""
    page = chapter.pages[0]
    frame = frames[page.layout]._replace(title=f"h{level}", heading=f"h{level + 1}", dir=page.dir or frames[page.layout].dir)
    opening = f"<article{classes(('chapter', 'section' if chapter.section else ''))} id={quoted(page.key)}"
    named = attribute("aria-label", f"{labels.slide} {page.number}")
    number = f'<p class="place"><a href={quoted("#" + page.key)}{named}>{page.number}</a></p>'
    parts = (
        f"{opening}>",
        number,
        *tell(chapter, frame, frames, pictures),
        *_notes(chapter, labels, frame, pictures),
        "</article>\n",
    )
    return "\n".join(parts)


def _slides(
    light: Light | None, chapter: Chapter, frame: Frame, frames: Mapping[str, Frame], pictures: Pictures
) -> Iterator[str]:
    """The slide as it is drawn. Those that it continues on have an address of their own, and no heading again."""
    for at, page in enumerate(chapter.pages):
        its = frames[page.layout]._replace(title=frame.title if at == 0 else "p", heading=frame.heading, dir=frame.dir)
        address = attribute("id", page.key) if at else ""
        more = " more" if at else ""
        lit = f" {light.slide(page)}" if light else ""
        yield f'<div class="{slide_name(page, its)}{more}{lit}"{address}{_spoken(page)}>'
        items = drawn(_ended(page), its, pictures)
        yield from map(_scrolling, light.items(page, items) if light else items)
        yield "</div>"


def _spoken(page: Page) -> str:
    """The language and direction of a slide that has its own."""
    return attribute("lang", page.lang) + attribute("dir", page.dir)


def _scrolling(box: str) -> str:
    """A table stands in an element that scrolls where the page is narrower."""
    return f'<div class="scroll">{box}</div>' if box.startswith("<table") else box


def _text(chapter: Chapter, frame: Frame, _frames: Mapping[str, Frame], pictures: Pictures) -> Iterator[str]:
    """The slide's words alone."""
    yield f'<div class="slide"{_spoken(chapter.pages[0])}>'
    yield f'<div class="title"><{frame.title}>{inlines(chapter.heading, frame)}</{frame.title}></div>'
    yield from (_scrolling(item_box(_loose(_at_end(item)), frame, pictures)) for item in chapter.items)
    yield "</div>"


def _loose(item: Item) -> Item:
    """An item on its own, wherever it stood."""
    match item:
        case TextItem():
            return replace(item, idx=None, fit=Fit(), trim=0)
        case TableItem():
            return replace(item, steps=())
        case _:
            return item


def _ended(page: Page) -> Page:
    """A slide after its last click: all lines that were pointed at are."""
    if not any(isinstance(item, CodeItem) and item.turns for item in page.items):
        return page
    return replace(page, items=tuple(map(_at_end, page.items)))


def _at_end(item: Item) -> Item:
    if isinstance(item, CodeItem) and item.turns:
        return replace(item, marks=(tuple(sorted({*chain(*item.marks)})),), turns=())
    return item


def _notes(chapter: Chapter, labels: Labels, frame: Frame, pictures: Pictures) -> Iterator[str]:
    if chapter.notes:
        named = f'role="group" aria-label={quoted(labels.notes)}{_spoken(chapter.pages[0])}'
        names = classes(("notes", "told" if chapter.pages[0].aside else ""))
        said = "".join(_said(item, frame._replace(rules=Rules(frame.theme)), pictures) for item in chapter.notes)
        words = _BARE.sub(r'<a class="bare" \1', said)
        yield f"<div{names} {named}>{words}</div>"


def _said(item: Content, frame: Frame, pictures: Pictures) -> str:
    """Something of notes. They stand on no slide, so no rule of a slide's boxes is for them."""
    if isinstance(item, TextItem) and item.panel is None and item.role is not Role.CAPTION:
        return blocks(item.paragraphs, frame)
    return _scrolling(item_box(_loose(_at_end(item)), frame, pictures))


def _told(pages: Pages) -> list[Chapter]:
    """The slides; those in the section of the one that heads the page are in none, so that no level of headings is left out."""
    told = [*chapters(pages)]
    if not _heads(told, pages):
        return told
    first = next((at for at, chapter in enumerate(told[1:], 1) if chapter.level == 1), len(told))
    return [replace(chapter, level=1) for chapter in told[:first]] + told[first:]


# Around them ---------------------------------------------------------------------------------------------------


def _heads(told: Sequence[Chapter], pages: Pages) -> bool:
    """Whether the first slide's title is the deck's, and so heads the page."""
    return bool(told) and _plain("".join(run.text for run in told[0].heading)) == _plain(pages.name)


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()


def _top(pages: Pages, pictures: Pictures, *, headed: bool) -> str:
    """The page's head: the logo, words of the handout's own, the deck's title unless the first slide says it."""
    said = pages.handout
    lines = []
    if said.logo:
        lines.append(f'<p class="logo">{pictures.drawn(said.logo, cover=False)}</p>')
    if said.header and _plain(said.header) != _plain(pages.name):
        lines.append(f'<p class="running">{escape(said.header)}</p>')
    if not headed:
        lines.append(f"<h1>{escape(pages.name)}</h1>")
        byline = [escape(words) for words in (pages.author, said.date) if words]
        lines += [f'<p class="byline">{" · ".join(byline)}</p>'] if byline else []
    return f'<header class="top">{"".join(lines)}</header>\n' if lines else ""


def _bottom(pages: Pages) -> str:
    said = pages.handout
    words = " · ".join(escape(words) for words in dict.fromkeys((said.footer, said.date)) if words)
    return f'<footer class="bottom"><p>{words}</p></footer>\n' if words else ""
