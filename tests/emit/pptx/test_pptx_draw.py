"""The deck as LibreOffice draws it: every word on its slide and in its box."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING, Any

import pytest
from emit.handout.sample import sample
from emit.pptx.made import panel_theme, sample_theme, written
from pptx import Presentation
from tools.bake import bake
from tools.draw import pages_of, pdf_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tools.draw import Word

    from igdeck.model.theme import Theme

pytestmark = [pytest.mark.draw, pytest.mark.usefixtures("libreoffice")]

WORDS = {
    1: ("The Future of the Internet, Paris,", "Panel on co-operation efforts", "The Netherlands"),
    2: ("A bullet of the first level", "Deeper still", "9.", "Step nine", "Under a number", "A sample deck", "2"),
    3: ("A resolution", "enhanced cooperation", "on an equal footing"),
    4: ("Code", "def answer() -> int:", 'return {"x": 42}["x"]'),
    5: ("A table", "Country", "Hosts", "Netherlands", "12 400"),
    6: ("Pictures", "lost.png is missing"),
    7: (
        "A heading in the body",
        "See the report, the cover, igdeck build or nothing",
        "after a hard break",
        "A text box of",
    ),
    8: ("Words under a title that nobody sees", "8"),
}
SLACK = 0.012


def test_every_word_is_drawn(tmp_path: Path) -> None:
    """Eight slides, the words of each in their order, numbers counted."""
    pages = pages_of(written(sample(tmp_path), tmp_path))
    assert len(pages) == len(WORDS)
    for number, page in enumerate(pages, 1):
        seen = " ".join(word.text for word in page.seen)
        assert [words for words in WORDS[number] if words not in seen] == []


def test_a_hidden_title_is_not_seen(tmp_path: Path) -> None:
    """The title for screen readers is on no visible part of the last slide."""
    last = pages_of(written(sample(tmp_path), tmp_path))[-1]
    assert "continued" not in " ".join(word.text for word in last.seen)


def test_every_word_stands_in_its_box(tmp_path: Path) -> None:
    """With the fitted sizes baked in, no word is drawn outside of the shapes."""
    path = bake(written(sample(tmp_path), tmp_path))
    for slide, page in zip(Presentation(str(path)).slides, pages_of(path), strict=True):
        boxes = list(_boxes(slide))
        assert [word.text for word in page.seen if not any(_inside(word, box) for box in boxes)] == []


def _boxes(slide: Any) -> Iterator[tuple[float, float, float, float]]:
    """The boxes of a slide's shapes in fractions of the slide."""
    deck = slide.part.package.presentation_part.presentation
    width, height = deck.slide_width, deck.slide_height
    for shape in slide.shapes:
        right, bottom = shape.left + shape.width, shape.top + shape.height
        yield shape.left / width, shape.top / height, right / width, bottom / height


def _inside(word: Word, box: tuple[float, float, float, float]) -> bool:
    left, top, right, bottom = box
    return left - SLACK <= word.left and word.right <= right + SLACK and top - SLACK <= word.top and word.bottom <= bottom + SLACK


@pytest.mark.parametrize("theme", [sample_theme(), panel_theme()], ids=lambda theme: theme.name)
def test_the_footer_looks_like_the_number(theme: Theme, tmp_path: Path) -> None:
    """The footer has the theme's font and size: as tall as the slide's number, on one line with it, and nothing in Times."""
    path = written(sample(tmp_path), tmp_path, theme)
    page = pages_of(path)[1]
    footer, number = next(w for w in page.words if w.text == "sample"), page.words[-1]
    assert (footer.top, footer.bottom) == pytest.approx((number.top, number.bottom), abs=0.003)
    fonts = subprocess.run(["pdffonts", pdf_of(path)], capture_output=True, text=True, check=True).stdout
    assert "Carlito" in fonts
    assert "Serif" not in fonts
