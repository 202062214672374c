"""A deck carries its fonts, so it looks the same where none of Office's and none of their widths is installed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from tools.browser import ARGUMENTS
from tools.command import igdeck
from tools.programs import need, need_fonts

from igdeck.emit.html.embedded import BLOCKS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser
    from tools.command import Built

pytestmark = pytest.mark.draw

#: The lines of all words that are seen: left edge, top and width in pixels.
LINES = """() => [...document.querySelectorAll('h1, h2, p')].filter((one) => one.className !== 'unseen').map((element) => {
  const range = document.createRange();
  range.selectNodeContents(element);
  return [...range.getClientRects()].map((box) => [Math.round(box.left), Math.round(box.top), Math.round(box.width)]);
})"""
FACE = re.compile(
    r'@font-face \{ font-family:"igdeck ([^"]+)"; font-weight:(\d+); font-style:(\w+); src:url\(.*?unicode-range:([^ }]+)'
)


@pytest.fixture
def bare(browser: Browser, tmp_path: Path) -> Iterator[Browser]:
    """Chromium on a machine whose only fonts are Liberation's."""
    need("fc-list")
    need_fonts("Carlito", "Liberation Mono")
    found = subprocess.run(["fc-list", "Liberation Mono", "file"], capture_output=True, text=True, check=True).stdout
    folder = found.split(":")[0].rpartition("/")[0]
    config = tmp_path / "fonts.conf"
    config.write_text(f"<fontconfig><dir>{folder}</dir><cachedir>{tmp_path / 'fonts'}</cachedir></fontconfig>")
    other = browser.browser_type.launch(
        executable_path=shutil.which("chromium"), args=list(ARGUMENTS), env={**os.environ, "FONTCONFIG_FILE": str(config)}
    )
    yield other
    other.close()


def lines(browser: Browser, deck: Path, *, carried: bool = True) -> object:
    """Where the words of the first slides stand."""
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    text = deck.read_text(encoding="utf-8")
    if not carried:
        text = re.sub(r"@font-face \{[^}]*url\([^}]*\}\n", "", text)
        text = re.sub(r"<meta http-equiv[^>]*>", "", text)
    page.set_content(text)
    page.evaluate("Promise.allSettled([...document.fonts].map((face) => face.load()))")
    seen = page.evaluate(LINES)
    page.close()
    return seen


def test_words_stand_alike_without_any_font_of_office(panel: Built, browser: Browser, bare: Browser) -> None:
    """Every line of the panel stands at the same place, and is as wide, as where Carlito is installed."""
    assert lines(bare, panel.html) == lines(browser, panel.html)


def test_it_is_the_carried_fonts_that_do_it(panel: Built, browser: Browser, bare: Browser) -> None:
    """Without the fonts in the file, words stand elsewhere on such a machine."""
    assert lines(bare, panel.html, carried=False) != lines(browser, panel.html)


def test_the_panel_is_small(panel: Built) -> None:
    """The deck with its fonts is less than 150 KB."""
    assert len(panel.html.read_bytes()) < 150_000


def test_a_deck_carries_the_faces_and_blocks_that_it_uses(tmp_path: Path, cache_home: Path) -> None:
    """Plain English needs one block of two faces; bold, code, Greek and Cyrillic bring theirs; what has no font brings none."""
    plain = faces("## Title\n\n- words", tmp_path, cache_home)
    assert plain == {("Calibri", "700", "normal", "latin"), ("Calibri", "400", "normal", "latin")}
    more = faces("## Title\n\n- *words* `x` Ελλάδα Москва Łódź 日本", tmp_path, cache_home)
    assert more - plain == {
        ("Calibri", "400", "italic", "latin"),
        ("Courier New", "400", "normal", "latin"),
        ("Calibri", "400", "normal", "greek"),
        ("Calibri", "400", "normal", "cyrillic"),
        ("Calibri", "400", "normal", "extended"),
    }


def faces(source: str, folder: Path, cache: Path) -> set[tuple[str, ...]]:
    """Family, weight, style and block of the fonts in a deck."""
    (folder / "deck.md").write_text(source, encoding="utf-8")
    html = igdeck("build", "deck.md", folder=folder, cache=cache).html.read_text(encoding="utf-8")
    blocks = {f"U+{ranges[0][0]:X}-{ranges[0][1]:X}": block for block, ranges in BLOCKS.items()}
    return {(family, weight, style, blocks[span.split(",")[0]]) for family, weight, style, span in FACE.findall(html)}
