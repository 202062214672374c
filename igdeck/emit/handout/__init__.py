"""Handouts: pages as a PDF, several on a sheet or one a page, painted by typst.

1. `fonts` finds out which installed families stand in for the theme's.
2. `scene` turns pages and theme into plain data: every box, size and colour resolved (`text` does so for words).
3. `compile` runs `handout.typ` over that data. Words reach typst as data only, never as markup.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from igdeck.emit.handout import fonts
from igdeck.emit.handout.compile import compile_pdf, compile_png
from igdeck.emit.handout.scene import Scene, make_scene
from igdeck.emit.handout.sheet import make_sheet

if TYPE_CHECKING:
    from igdeck.model.diagnostics import Diagnostic
    from igdeck.model.page import Pages
    from igdeck.model.theme import Theme

__all__ = ["handout_pdf", "slides_pdf", "slides_png"]


def handout_pdf(pages: Pages, theme: Theme, *, up: int = 6, paper: str = "a4") -> tuple[bytes, tuple[Diagnostic, ...]]:
    """The deck as a PDF with `up` slides (1, 2, 3, 4, 6 or 9) on each sheet of `paper` (`a4` or `letter`), upright.

    Raises `IgdeckError` when `up` or `paper` is another, or when typst is absent or fails.
    """
    return _pdf(make_scene(pages, theme, make_sheet(pages, theme, up, paper)), theme)


def slides_pdf(pages: Pages, theme: Theme) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """The deck as a PDF of one page a slide, each of the slide's own size.

    Raises `IgdeckError` when typst is absent or fails.
    """
    return _pdf(make_scene(pages, theme, None), theme)


def slides_png(pages: Pages, theme: Theme, width: int) -> tuple[tuple[bytes, ...], tuple[Diagnostic, ...]]:
    """A picture of each page of the deck, in order: PNGs that are `width` pixels wide.

    Raises `IgdeckError` when typst is absent or fails.
    """
    if not pages.pages:
        return (), ()
    scene = make_scene(pages, theme, None)
    there = fonts.installed()
    pictures = compile_png(scene, fonts.fallbacks(scene.families, there, theme.fonts), there, width)
    return pictures, fonts.missing(scene.families & {theme.fonts.heading, theme.fonts.body, theme.fonts.code}, there)


def _pdf(scene: Scene, theme: Theme) -> tuple[bytes, tuple[Diagnostic, ...]]:
    installed = fonts.installed()
    missing = fonts.missing(scene.families & {theme.fonts.heading, theme.fonts.body, theme.fonts.code}, installed)
    pdf, findings = compile_pdf(scene, fonts.fallbacks(scene.families, installed, theme.fonts), installed)
    return pdf, missing + findings
