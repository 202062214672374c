"""The tests' own eyes: what they take for drawn was drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tools.bake import bake
from tools.draw import pages_of
from tools.handmade import pack, parts

if TYPE_CHECKING:
    from pathlib import Path

    from tools.draw import Page

pytestmark = pytest.mark.draw


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    """Write the handmade deck; the autofit of its first slide is 92.5% and 10%."""
    path = tmp_path / "hand.pptx"
    path.write_bytes(pack(parts()))
    return path


def height(page: Page, text: str) -> float:
    """The height of the first word of this text, in points."""
    word = next(word for word in page.words if word.text == text)
    return (word.bottom - word.top) * page.height


@pytest.mark.usefixtures("libreoffice")
def test_baked_deck_is_drawn_in_the_stored_sizes(deck: Path) -> None:
    """A baked deck shows 24 pt at 92.5% as 22 pt, as PowerPoint does, and leaves text without autofit alone."""
    plain, baked = pages_of(deck)[0], pages_of(bake(deck))[0]
    assert height(baked, "First") / height(plain, "First") == pytest.approx(22 / 24, abs=0.02)
    assert height(baked, "slide") == pytest.approx(height(plain, "slide"))


@pytest.mark.usefixtures("libreoffice")
def test_slides_become_pages(deck: Path) -> None:
    """Each slide is a page of the slide's size, its words within it."""
    pages = pages_of(deck)
    assert [page.text.split()[1] for page in pages] == ["first", "second", "third"]
    assert all((page.width, page.height) == pytest.approx((960, 540), abs=1) for page in pages)
    assert all(0 < word.left < word.right < 1 for page in pages for word in page.seen)


def test_html_is_printed_by_chromium(tmp_path: Path) -> None:
    """An HTML file becomes pages of the size that its style asks for."""
    path = tmp_path / "two.html"
    path.write_text(
        "<style>@page { size: 10in 5in }</style><h1>Questions &amp; answers</h1><h1 style='break-before: page'>Then</h1>"
    )
    pages = pages_of(path)
    assert [page.text for page in pages] == ["Questions & answers", "Then"]
    assert (pages[0].width, pages[0].height) == pytest.approx((720, 360), abs=1)
