"""A deck carries its fonts, so it looks the same where none of Office's and none of their widths is installed."""

from __future__ import annotations

import base64
import io
import os
import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from fontTools.ttLib import TTFont
from tools.browser import ARGUMENTS
from tools.command import igdeck
from tools.fonts import made_font
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


def test_a_deck_carries_the_fonts_of_its_template(tmp_path: Path, cache_home: Path, browser: Browser) -> None:
    """A font in the template's folder goes along, cut to its letters; words are as wide as it says, bold ones as its bold."""
    fonts = tmp_path / "mine" / "fonts"
    fonts.mkdir(parents=True)
    (fonts.parent / "template.toml").write_text('from = "panel"\n[fonts]\nheading = "Made"\nbody = "made"\n')
    for bold, wider in ((False, 0), (True, 250)):
        (fonts / f"{bold}.ttf").write_bytes(made_font(bold=bold, wider=wider))
    (tmp_path / "deck.md").write_text("# Cover\n\n---\n\n## Title\n\n- abcde\n- **abcde**\n- _abcde_\n", encoding="utf-8")
    built = igdeck("build", "deck.md", "-t", "mine", folder=tmp_path, cache=cache_home)
    assert built.run.returncode == 0, built.run.stderr
    assert "font-estimated" not in built.run.stderr
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    page.goto(f"{built.html.as_uri()}#2")
    page.evaluate("Promise.allSettled([...document.fonts].map((face) => face.load()))")
    ems = page.eval_on_selector_all(
        "li p",
        """all => all.map(p => { const range = document.createRange(); range.selectNodeContents(p);
          return range.getBoundingClientRect().width / parseFloat(getComputedStyle(p).fontSize) })""",
    )
    page.close()
    assert ems == pytest.approx([2.5, 3.75, 2.5], abs=0.02)
    carried = re.findall(r'font-family:"igdeck [Mm]ade"[^}]*base64,([^"]+)', built.html.read_text(encoding="utf-8"))
    letters = [{*TTFont(io.BytesIO(base64.b64decode(font))).getBestCmap()} for font in carried]
    assert len(letters) == 2
    assert all(found >= {*map(ord, "abcde")} and ord("q") not in found for found in letters)
