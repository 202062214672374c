"""Golden cases: each folder of `cases` holds a `deck.md` and what becomes of it, phase by phase, as text that can be read.

model.txt   the deck that `source` reads, and what there is to say about it
pages.txt   the pages that `layout` makes with the panel template
slides.xml  the parts of the .pptx that are made of the source
deck.html   the HTML deck without its styles and scripts

A change that is meant is written with `python -m pytest tests/test_cases.py --update-cases`; read the difference before you
commit it.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tools.dump import dump_deck, dump_html, dump_pages, dump_pptx

from igdeck.emit.html import compile_style, emit_html
from igdeck.emit.pptx import compile_template, emit_pptx
from igdeck.layout import make_pages
from igdeck.model.theme import Variant
from igdeck.source import read_deck
from igdeck.source.text import read_text
from igdeck.theme import load_theme
from igdeck.theme.variants import varied

if TYPE_CHECKING:
    from collections.abc import Iterator

    from igdeck.emit.pptx import TemplateParts
    from igdeck.model.theme import Theme

CASES = sorted(path.parent for path in (Path(__file__).parent / "cases").glob("*/deck.md"))
UPDATE = "python -m pytest tests/test_cases.py --update-cases"


@pytest.fixture(scope="module")
def theme() -> Theme:
    """The panel template."""
    return load_theme("panel")


@pytest.fixture(scope="module")
def template(theme: Theme) -> TemplateParts:
    """Its PowerPoint parts."""
    return compile_template(theme)


@pytest.fixture(scope="module", autouse=True)
def no_fonts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Caladea alone, as other fonts of the machine would give their own widths to scripts that igdeck has no tables of."""
    config = tmp_path_factory.mktemp("fonts") / "fonts.conf"
    fonts = files("font_caladea") / "files"
    config.write_text(f"<fontconfig><dir>{fonts}</dir><cachedir>{config.parent}</cachedir></fontconfig>", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FONTCONFIG_FILE", str(config))
        yield


def become(case: Path, theme: Theme, template: TemplateParts) -> dict[str, str]:
    """What becomes of a case's deck: the text of each expected file."""
    deck, found = read_deck(read_text(case / "deck.md"), case)
    pages, about_pages = make_pages(deck, theme)
    if pages.variant != Variant():
        theme = varied(theme, pages.variant)
        template = compile_template(theme)
    return {
        "model.txt": dump_deck(deck, found),
        "pages.txt": dump_pages(pages, about_pages),
        "slides.xml": dump_pptx(emit_pptx(pages, theme, template)),
        "deck.html": dump_html(emit_html(pages, theme, compile_style(theme))),
    }


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_deck_becomes_what_it_was(case: Path, theme: Theme, template: TemplateParts, request: pytest.FixtureRequest) -> None:
    """Model, pages and outputs of a deck are those that were read and found good."""
    now = become(case, theme, template)
    if request.config.getoption("--update-cases"):
        for name, text in now.items():
            (case / name).write_text(text, encoding="utf-8", newline="\n")
    for name, text in now.items():
        path = case / name
        expected = path.read_text(encoding="utf-8") if path.exists() else ""
        assert text == expected, f"{path} differs; if that is meant: {UPDATE}"
