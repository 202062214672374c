"""Handouts: pages as a PDF, several on a sheet or one a page, with notes or as an outline, painted by typst.

1. `fonts` finds out which families stand in for the theme's: the template's own files, and what is installed.
2. `scene` turns pages and theme into plain data: `slide` every box, size and colour of the slides (`text` does so for words,
   `ink` for colours), `prose` the notes and the outline, `sheet` the paper and the places on it.
3. `glyphs` finds the characters that no font has.
4. `compile` runs `main.typ` over that data, with the template's `handout.typ` if it has one (`template`). Words reach typst as
   data only, never as markup.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from igdeck.emit.handout import fonts
from igdeck.emit.handout.compile import DamagedError, Job, compile_pdf, compile_png
from igdeck.emit.handout.glyphs import about_glyphs
from igdeck.emit.handout.pictures import about_pictures, without_pictures
from igdeck.emit.handout.scene import make_scene
from igdeck.emit.handout.sheet import about_margins, density
from igdeck.emit.handout.template import about_parts
from igdeck.model.value import replace

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    from igdeck.emit.handout.glyphs import Search
    from igdeck.model.diagnostics import Diagnostic
    from igdeck.model.page import Pages
    from igdeck.model.theme import Theme

    T = TypeVar("T")

__all__ = ["density", "handout_pdf", "slides_pdf", "slides_png"]


def handout_pdf(pages: Pages, theme: Theme, search: Search | None = None) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """The deck as a PDF that is laid out as `pages.handout` says. `search` finds where a character that no font has was written.

    Raises `IgdeckError` when typst is absent or fails, or when the template's `handout.typ` is wrong.
    """
    return _pdf(pages, theme, search, plain=False)


def slides_pdf(pages: Pages, theme: Theme, search: Search | None = None) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """The deck as a PDF of one page a slide, or a step, each of the slide's own size; `pages.handout` says in which colours.

    Raises `IgdeckError` when typst is absent or fails.
    """
    return _pdf(pages, theme, search, plain=True)


def slides_png(
    pages: Pages, theme: Theme, width: int, search: Search | None = None
) -> tuple[tuple[bytes, ...], tuple[Diagnostic, ...]]:
    """A picture of each page of the deck as it ends, in order: PNGs that are `width` pixels wide.

    Raises `IgdeckError` when typst is absent or fails.
    """
    if not pages.pages:
        return (), ()
    whole = replace(pages, handout=replace(pages.handout, steps=False))
    return _painted(whole, theme, lambda job: compile_png(job, width), search, plain=True)


def _pdf(pages: Pages, theme: Theme, search: Search | None, *, plain: bool) -> tuple[bytes, tuple[Diagnostic, ...]]:
    return _painted(pages, theme, lambda job: compile_pdf(job, archive=pages.handout.archive), search, plain=plain)


def _painted(
    pages: Pages,
    theme: Theme,
    paint: Callable[[Job], tuple[T, str, tuple[Diagnostic, ...]]],
    search: Search | None,
    *,
    plain: bool,
) -> tuple[T, tuple[Diagnostic, ...]]:
    """What is painted of a deck, and all that there is to say about it; a picture that is damaged has a frame in its place."""
    try:
        return _painted_whole(pages, theme, paint, search, plain=plain)
    except DamagedError as damaged:
        made, found = _painted(without_pictures(pages, damaged.names), theme, paint, search, plain=plain)
        return made, (*about_pictures(damaged.names, pages), *found)


def _painted_whole(
    pages: Pages,
    theme: Theme,
    paint: Callable[[Job], tuple[T, str, tuple[Diagnostic, ...]]],
    search: Search | None,
    *,
    plain: bool,
) -> tuple[T, tuple[Diagnostic, ...]]:
    """What is painted of a scene. Raises `DamagedError` for pictures that cannot be read."""
    scene = make_scene(pages, theme, plain=plain)
    with fonts.installed(theme.fonts) as there:
        families = fonts.fallbacks(scene.families, there, theme.fonts)
        program = theme.program if scene.data["sheet"] else None
        made, lost, found = paint(Job(scene, families, there, program))
    margins = about_margins(pages.handout) if scene.data["sheet"] else ()
    missing = fonts.missing({theme.fonts.heading, theme.fonts.body, theme.fonts.code} & scene.families, there)
    parts = about_parts(program) if program else ()
    return made, (*missing, *margins, *parts, *about_glyphs(lost, pages.pages, search), *found)
