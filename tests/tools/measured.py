"""Where Chromium draws the text of each box of a deck: the client rectangles of its words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from tools.browser import chromium
from tools.fit import Box, Item, Slide, Word

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

#: A word as the browser gives it: text, left, right, baseline, size; and a box: name, edges, the table that it is in, words.
Seen: TypeAlias = tuple[str, float, float, float, float]
SeenItem: TypeAlias = tuple[str, list[float], str, list[Seen]]

#: Chromium rounds the ascent of a font to whole pixels; so many of them make one of the page's.
FINE: Final = 4
#: The boxes of each slide as printed, where every slide is laid out in its own points, and the rectangles of their words.
LOOK: Final = r"""() => {
  const point = 96 / 72;
  const rect = (r, origin) => [r.left, r.top, r.right, r.bottom].map((v, i) => (v - (i % 2 ? origin.top : origin.left)) / point);
  const range = document.createRange();
  const rects = (node, from, to) => {
    range.setStart(node, from);
    range.setEnd(node, to);
    return [...range.getClientRects()].filter(r => r.width && r.height);
  };
  const lines = (node, at, word) => {  // a word that is broken is several, one a line
    const whole = rects(node, at, at + word.length), found = [];
    if (whole.length < 2) return whole.map(r => [word, r]);
    for (let i = 0; i < word.length; i++) {
      for (const r of rects(node, at + i, at + i + 1)) {
        const last = found[found.length - 1];
        if (last && Math.abs(last[1].top - r.top) < 1) {
          const {left, right} = last[1];
          const both = {left: Math.min(left, r.left), right: Math.max(right, r.right), top: r.top, bottom: r.bottom};
          found[found.length - 1] = [last[0] + word[i], both];
        } else found.push([word[i], r]);
      }
    }
    return found;
  };
  const pen = document.createElement('canvas').getContext('2d');
  const parts = (element, origin) => {
    const found = [], walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node; (node = walker.nextNode());) {
      const look = getComputedStyle(node.parentNode), size = parseFloat(look.fontSize) / point;
      pen.font = `${look.fontStyle} ${look.fontWeight} ${look.fontSize} ${look.fontFamily}`;
      const ascent = pen.measureText('x').fontBoundingBoxAscent / point;  // from the top of a rectangle to the baseline
      for (const match of node.data.matchAll(/[^\s]+/g)) {
        for (const [text, r] of lines(node, match.index, match[0])) {
          const [left, top, right] = rect(r, origin);
          found.push([text, left, right, top + ascent, size]);
        }
      }
    }
    return found;
  };
  return [...document.querySelectorAll('.slide')].map(slide => {
    const origin = slide.getBoundingClientRect(), items = [];
    for (const element of slide.children) {
      if (element.matches('.unseen')) continue;
      const box = element.getBoundingClientRect();
      if (element.matches('table')) {
        const asked = element.computedStyleMap().get('height');  // what it grew to is no measure of it
        const top = element.rows[0].getBoundingClientRect().top;
        const bottom = asked.unit === 'px' ? top + asked.value : box.bottom;
        if (element.caption) {
          const own = rect(element.caption.getBoundingClientRect(), origin);
          items.push(['table caption', own, '', parts(element.caption, origin)]);
        }
        for (const cell of element.querySelectorAll('th, td')) {
          const {left, right} = cell.getBoundingClientRect(), own = rect({left, right, top, bottom}, origin);
          const name = `table, row ${cell.parentNode.rowIndex + 1}, column ${cell.cellIndex + 1}`;
          items.push([name, own, 'table', parts(cell, origin)]);
        }
      } else items.push([element.className || element.tagName, rect(box, origin), '', parts(element, origin)]);
    }
    return [rect(origin, origin), items];
  });
}"""


def drawn_by_chromium(decks: Sequence[Path]) -> dict[Path, list[Slide]]:
    """The slides of .html files, with the client rectangles of all their words. One page shows one after the other."""
    drawn = {}
    with chromium().new_page(device_scale_factor=FINE) as page:
        page.emulate_media(media="print")
        for deck in decks:
            page.goto(deck.as_uri())
            page.evaluate("document.fonts.ready")
            drawn[deck] = [_slide(number, *seen) for number, seen in enumerate(page.evaluate(LOOK), 1)]
    return drawn


def _slide(number: int, box: list[float], items: list[SeenItem]) -> Slide:
    made = (Item(name, Box(*own), None, within, tuple(Word(*word) for word in words)) for name, own, within, words in items)
    return Slide(number, Box(*box), tuple(made))
