"""The panel deck in a browser, as `igdeck build` writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emit.html.shown import INSIDE, shown
from tools.programs import need_fonts

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from tools.command import Built

SLIDES = (
    ("title-slide", "The Future of the Internet, Paris, 8 March", "Moderator: Mark Esseboom."),
    ("title-and-content", "Internet Governance", "more at stake than only DNS and Root Server System"),
    ("quote", "Tunis resolutions Internet Governance", "in consultation with all stakeholders."),
    ("quote", "Tunis resolutions IG (2)", "enhanced cooperation"),
    ("quote", "Tunis resolutions IG (3)", "development of globally-applicable principles on public policy"),
    ("quote", "Tunis resolutions IG (4)", "Internet Governance Forum (IGF)"),
    ("title-and-content", "Two separate processes", "Enhanced cooperation"),
    ("title-and-content", "Two separate processes (continued)", "Space needed for governments to co-ordinate approach"),
)


def test_the_panel_in_a_browser(browser: Browser, panel: Built) -> None:
    """Eight slides, each with its layout, title and words, every line inside its box, no request made, nothing on the console."""
    need_fonts("Carlito", "Liberation Sans")
    with shown(browser, panel.html) as show:
        assert show.page.locator(".slide").count() == 8
        for number, (layout, title, words) in enumerate(SLIDES, 1):
            assert show.press(str(number), "Enter") == number
            slide = show.page.locator(f".slide.layout-{layout}:not([hidden])")
            assert slide.get_by_role("heading").first.text_content() == title
            assert words in slide.inner_text()
            assert slide.evaluate(INSIDE) == []
        assert show.requests == [panel.html.as_uri()]
        assert show.noise == []


def test_the_panel_says_what_its_words_are(browser: Browser, panel: Built) -> None:
    """The cover's lines are no list, the sub-bullets are lists in their items, the resolutions are quotations."""
    with shown(browser, panel.html, java_script_enabled=False) as show:
        cover, *_, last = (show.page.locator(f".slide >> nth={number}") for number in range(8))
        assert (cover.locator("h1").count(), cover.locator("li").count(), cover.locator(".subtitle p").count()) == (1, 0, 4)
        assert (last.locator("li").count(), last.locator("li li").count()) == (7, 5)
        assert show.page.locator("blockquote").count() == 4
        assert show.page.locator("blockquote strong").count() >= 3
        assert show.page.locator("h1").count() == 1
