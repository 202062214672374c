"""Reading versions: made of sources and of pages, and what is seen of them in a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igdeck.emit.html import compile_style, emit_html
from igdeck.emit.html.reading import reading_html
from igdeck.layout import make_pages
from igdeck.model.value import replace
from igdeck.source import read_source
from igdeck.theme import load_theme
from igdeck.theme.variants import varied

if TYPE_CHECKING:
    from pathlib import Path

    from igdeck.model.page import Pages

#: The words of the slides that are seen, in order, without the fields at their feet, which say nothing of their own.
SEEN = """() => {
  const words = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const around = node.parentElement;
    if (!around.closest(".slide") || around.closest(".notes, div[aria-hidden]") || !around.checkVisibility()) continue;
    words.push(...node.data.split(/\\s+/).filter(Boolean));
  }
  return words.join(" ");
}"""

#: The lines of each box of text on the slides.
LINES = """() => [...document.querySelectorAll(".slide")].map((slide) => {
  const lines = [], range = document.createRange(), walker = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT);
  let last = -1e9;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.parentElement.closest(".unseen, .notes, .file") || !node.data.trim()) continue;
    for (let i = 0; i < node.length; i++) {
      range.setStart(node, i);
      range.setEnd(node, i + 1);
      const box = range.getBoundingClientRect(), at = (box.top + box.bottom) / 2;
      if (!node.data[i].trim()) { if (lines.length) lines[lines.length - 1] += " "; continue; }
      if (Math.abs(at - last) > box.height / 2) lines.push("");
      last = at;
      lines[lines.length - 1] += node.data[i];
    }
  }
  return lines.map((line) => line.split(/\\s+/).join(" ").trim());
})"""

#: Where everything on the slides is, in thousandths of the slide's width, and how large its letters are.
BOXES = """() => [...document.querySelectorAll(".slide")].map((slide) => {
  const at = slide.getBoundingClientRect(), share = (length) => (length / at.width) * 1000;
  const size = (thing) => (thing.matches("img, .picture") ? 0 : parseFloat(getComputedStyle(thing).fontSize));
  return [...slide.querySelectorAll("p, dt, dd, h1, h2, h3, h4, li, td, th, caption, pre, .line, img, .picture, .text")]
    .filter((thing) => thing.checkVisibility() && !thing.closest(".notes, .unseen"))
    .map((thing) => {
      const box = thing.getBoundingClientRect();
      return [box.x - at.x, box.y - at.y, box.width, box.height, size(thing)].map(share);
    });
})"""

#: What lays out all slides, wherever the window is.
ALL_LAID_OUT = ".slide { content-visibility: visible !important }"


def laid_out(source: Path | str, folder: Path, template: str = "panel") -> Pages:
    """The pages of a source: a file, or the text of one."""
    if isinstance(source, str):
        path = folder / "talk.md"
        path.write_text(source, encoding="utf-8")
        source = path
    return make_pages(read_source(source)[0], load_theme(template), read=True)[0]


def written(pages: Pages, folder: Path, template: str = "panel", **wishes: object) -> Path:
    """The reading version as a file; `wishes` are fields of the handout."""
    path = folder / "talk-handout.html"
    theme = varied(load_theme(template), pages.variant)
    path.write_bytes(reading_html(replace(pages, handout=replace(pages.handout, **wishes)), theme))
    return path


def deck(pages: Pages, folder: Path, template: str = "panel") -> Path:
    """The deck of the same pages as a file."""
    theme = varied(load_theme(template), pages.variant)
    path = folder / "talk.html"
    path.write_bytes(emit_html(pages, theme, compile_style(theme)))
    return path
