"""HTML decks in a browser: written to a file, opened, listened to."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from emit.handout.sample import theme

from igdeck.emit.html import compile_style, emit_html

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from igdeck.model.page import Pages
    from igdeck.model.theme import Theme

#: A window in which a point of the slide is a pixel and a third.
WINDOW = (1280, 720)
#: The number of the slide that the window shows, from 1: the one that is at its centre.
AT_CENTRE = """() => {
  const slide = document.elementFromPoint(innerWidth / 2, innerHeight / 2).closest(".slide");
  return [...document.querySelectorAll(".slide")].indexOf(slide) + 1;
}"""

#: The letters of a slide that are not inside the box of their item; the air above them, and spaces, do not count.
INSIDE = """(slide) => [...slide.querySelectorAll(":scope > :not(.unseen)")].flatMap((item) => {
  const box = item.getBoundingClientRect(), range = document.createRange(), outside = [];
  const walker = document.createTreeWalker(item, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (let i = 0; i < node.length; i++) {
      if (!node.data[i].trim()) continue;
      range.setStart(node, i);
      range.setEnd(node, i + 1);
      const letter = range.getBoundingClientRect(), top = letter.top + letter.height / 5;
      const across = letter.left >= box.left - 1 && letter.right <= box.right + 1;
      if (!across || top < box.top || letter.bottom > box.bottom + 1) outside.push([node.data, i]);
    }
  }
  return outside;
})"""


@dataclass
class Shown:
    """An open deck and what it did besides: requests, messages on the console, errors."""

    page: Page
    requests: list[str] = field(default_factory=list)
    noise: list[str] = field(default_factory=list)

    def press(self, *keys: str) -> int:
        """Press keys one after the other; the number of the slide that is shown then."""
        for key in keys:
            self.page.keyboard.press(key)
        return self.number

    def wait(self, number: int) -> None:
        """Wait until this slide is shown."""
        self.page.wait_for_function(f"({AT_CENTRE})() === {number}")

    @property
    def number(self) -> int:
        """The number of the slide that is shown."""
        return int(self.page.evaluate(AT_CENTRE))

    @property
    def address(self) -> str:
        """What stands behind the file's name."""
        return str(self.page.evaluate("location.hash"))


def write(pages: Pages, folder: Path, look: Theme | None = None) -> Path:
    """The deck as a file."""
    look = look or theme()
    path = folder / "deck.html"
    path.write_bytes(emit_html(pages, look, compile_style(look)))
    return path


@contextmanager
def shown(browser: Browser, path: Path, address: str = "", size: tuple[int, int] = WINDOW, **options: Any) -> Iterator[Shown]:
    """The deck in a window of this size; `options` as of Playwright's `new_context`."""
    with browser.new_context(viewport={"width": size[0], "height": size[1]}, **options) as context, context.new_page() as page:
        deck = Shown(page)
        page.on("request", lambda request: deck.requests.append(request.url))
        page.on("console", lambda message: deck.noise.append(message.text))
        page.on("pageerror", lambda error: deck.noise.append(str(error)))
        page.goto(path.as_uri() + address)
        yield deck
