"""The deck as a show: one slide fills the window, keys, clicks, swipes and the address lead through it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from emit.handout.sample import body, deck, page, para, sample, title
from emit.html.shown import shown, write
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from emit.html.shown import Shown
    from playwright.sync_api import Browser


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write(sample(tmp_path), tmp_path)


@pytest.fixture
def show(browser: Browser, path: Path) -> Iterator[Shown]:
    with shown(browser, path) as opened:
        yield opened
    assert opened.noise == []


def test_keys_forward(show: Shown) -> None:
    """Each key that goes on goes on by one slide, and stays at the last."""
    for key in ("ArrowRight", "ArrowDown", "Space", "PageDown", "n"):
        show.press("Home")
        assert [show.press(key) for _ in range(9)] == [2, 3, 4, 5, 6, 7, 8, 8, 8]


def test_keys_back(show: Shown) -> None:
    """Each key that goes back goes back by one slide, and stays at the first."""
    for key in ("ArrowLeft", "ArrowUp", "Shift+Space", "PageUp"):
        show.press("End")
        assert [show.press(key) for _ in range(9)] == [7, 6, 5, 4, 3, 2, 1, 1, 1]


def test_first_last_and_any_slide_by_number(show: Shown) -> None:
    """Home and End, and the digits of a number with Enter; a number too high is the last, any other key forgets the digits."""
    assert show.press("End") == 8
    assert show.press("Home") == 1
    assert show.press("5", "Enter") == 5
    assert show.press("9", "9", "Enter") == 8
    assert show.press("2", "x", "Enter") == 8
    assert show.press("0", "Enter") == 1


def test_keys_of_the_browser_are_left_alone(show: Shown) -> None:
    """With Ctrl, Alt or Meta held, nothing moves; nor does P, which is kept for the presenter's window."""
    show.press("ArrowRight")
    for key in ("Control+ArrowRight", "Alt+ArrowDown", "Meta+PageDown", "Control+End", "p"):
        assert show.press(key) == 2


def test_keys_in_a_field_are_left_alone(show: Shown) -> None:
    """Who types into a field does not turn pages."""
    show.page.evaluate("document.body.prepend(document.createElement('textarea'))")
    show.page.locator("textarea").focus()
    assert show.press("ArrowRight", "Space", "7", "Enter", "f") == 1
    assert show.page.locator("textarea").input_value() == " 7\nf"


def test_fullscreen(show: Shown) -> None:
    """F fills the screen, F again leaves it."""
    show.press("f")
    show.page.wait_for_function("document.fullscreenElement === document.documentElement")
    show.press("F")
    show.page.wait_for_function("document.fullscreenElement === null")


def test_clicks(show: Shown) -> None:
    """A click on the right third goes on, on the left third back, in the middle nowhere."""
    numbers = []
    for x in (1200, 1200, 640, 40, 900):
        show.page.mouse.click(x, 700)
        numbers.append(show.number)
    assert numbers == [2, 3, 3, 2, 3]


def test_a_click_that_is_more_than_a_click(show: Shown) -> None:
    """Marking text and clicks with a key held turn no page."""
    show.press("2", "Enter")
    show.page.mouse.move(100, 180)
    show.page.mouse.down()
    show.page.mouse.move(1250, 180, steps=4)
    show.page.mouse.up()
    assert show.page.evaluate("getSelection().toString()") != ""
    assert show.number == 2
    show.page.locator("html").click(position={"x": 40, "y": 600}, modifiers=["Shift"])
    assert show.number == 2


def test_swipes_and_taps(browser: Browser, path: Path) -> None:
    """A swipe to the left goes on, to the right back; a scroll does neither; a tap on the right third goes on."""
    with shown(browser, path, has_touch=True) as show:
        swipe(show, (800, 300), (500, 320))
        assert show.number == 2
        swipe(show, (800, 300), (500, 320))
        swipe(show, (300, 300), (700, 310))
        swipe(show, (400, 200), (420, 600))
        assert show.number == 2
        show.page.touchscreen.tap(1200, 400)
        assert show.number == 3


def swipe(show: Shown, start: tuple[int, int], end: tuple[int, int]) -> None:
    """Draw a finger over the glass."""
    client = show.page.context.new_cdp_session(show.page)
    for kind, points in (("touchStart", [start]), ("touchMove", [end]), ("touchEnd", [])):
        touches = [{"x": x, "y": y} for x, y in points]
        client.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})


def test_the_address_says_which_slide(show: Shown) -> None:
    """The address follows every move, back and forward in the browser lead through the slides seen, a reload stays."""
    show.press("ArrowRight", "ArrowRight", "End")
    assert show.address == "#8"
    show.page.go_back()
    show.wait(3)
    assert show.address == "#3"
    show.page.go_back()
    show.page.go_forward()
    show.wait(3)
    show.page.reload()
    assert show.number == 3


def test_nothing_is_recorded_without_a_move(show: Shown) -> None:
    """Keys that lead nowhere leave no entry to go back to, and a key held down leaves one for the whole way."""
    before = show.page.evaluate("history.length")
    show.press("ArrowLeft", "x", "Shift")
    assert (show.page.evaluate("history.length"), show.address) == (before, "")
    for _ in range(4):
        show.page.keyboard.down("ArrowRight")  # the second and later are repetitions
    show.page.keyboard.up("ArrowRight")
    assert (show.page.evaluate("history.length"), show.address) == (before + 2, "#5")
    show.page.go_back()
    show.wait(2)


@pytest.mark.parametrize(
    ("address", "number"), [("", 1), ("#4", 4), ("#cover", 1), ("#slide-6", 6), ("#99", 1), ("#nowhere", 1), ("#%", 1)]
)
def test_an_address_leads_to_a_slide(browser: Browser, path: Path, address: str, number: int) -> None:
    """`#n` and `#key` show that slide at once, anything else the first."""
    with shown(browser, path, address) as show:
        assert show.number == number
        assert show.noise == []


def test_a_changed_address_is_followed(show: Shown) -> None:
    """Who types another number or key into the address goes there."""
    show.page.evaluate("location.hash = '#5'")
    show.wait(5)
    show.page.evaluate("location.hash = '#slide-7'")
    show.wait(7)
    assert show.address == "#7"


def test_a_key_may_look_like_a_number(browser: Browser, tmp_path: Path) -> None:
    """A link leads to the slide of its key, even one whose key is the number of another slide."""
    link = para("there", href="#2")
    slides = [page(1, "A", title("A"), body(link)), page(2, "B", title("B")), page(3, "2", title("2"), key="2")]
    with shown(browser, write(deck(*slides), tmp_path)) as show:
        show.page.get_by_text("there").click()
        assert (show.number, show.address) == (3, "#3")


def test_links_within_the_deck(show: Shown) -> None:
    """A link to a slide's key goes there, and back in the browser returns."""
    show.press("7", "Enter")
    show.page.get_by_text("the cover").click()
    show.wait(1)
    show.page.go_back()
    show.wait(7)


def test_links_out_of_the_deck_open_beside_it(show: Shown) -> None:
    """A link to elsewhere opens a window of its own that cannot reach the deck; the show stays where it is."""
    show.press("7", "Enter")
    link = show.page.get_by_text("the report")
    assert link.get_attribute("target") == "_blank"
    assert link.get_attribute("rel") == "noopener"
    show.page.context.route("https://example.org/**", lambda route: route.fulfill(body="report"))
    with show.page.context.expect_page() as opened:
        link.click()
    opened.value.wait_for_load_state()
    assert opened.value.evaluate("window.opener === null")
    assert show.number == 7
    show.noise.clear()


def test_a_slide_fills_the_window(browser: Browser, path: Path) -> None:
    """The slide shown is as large as the window lets it be, in the middle, with black around, and nothing scrolls."""
    for width, height in ((1280, 720), (1000, 900), (500, 900), (1600, 400)):
        with shown(browser, path, "#3", size=(width, height)) as show:
            box = show.page.locator(".slide:not([hidden])").bounding_box()
            assert box is not None
            scale = min(width / 960, height / 540)
            assert (box["width"], box["height"]) == pytest.approx((960 * scale, 540 * scale), abs=0.1)
            assert box["x"] * 2 + box["width"] == pytest.approx(width, abs=0.1)
            assert box["y"] * 2 + box["height"] == pytest.approx(height, abs=0.1)
            assert show.page.evaluate("[document.scrollingElement.scrollWidth, document.scrollingElement.scrollHeight]") == [
                width,
                height,
            ]
            assert show.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(0, 0, 0)"


def test_only_the_slide_shown_is_seen_and_heard(show: Shown) -> None:
    """What is not shown is neither on the screen nor in what a screen reader is given, and no Tab leads into it."""
    show.press("5", "Enter")
    expect(show.page.get_by_role("region")).to_have_count(1)
    expect(show.page.get_by_role("region")).to_have_accessible_name("5 / 8: A table")
    expect(show.page.get_by_role("heading")).to_have_count(1)
    expect(show.page.get_by_role("link")).to_have_count(0)
    expect(show.page.get_by_text("Deeper still")).to_be_hidden()
    show.press("Tab")
    assert show.page.evaluate("document.activeElement.tagName") != "A"


def test_a_screen_reader_is_taken_along(show: Shown) -> None:
    """The focus is on the slide shown after a move, so that its name is said; no role takes the screen reader's keys away."""
    show.press("ArrowRight", "ArrowRight")
    assert show.page.evaluate("document.activeElement.getAttribute('aria-label')") == "3 / 8: A resolution"
    assert show.page.locator("[role=application]").count() == 0
    show.page.go_back()
    show.wait(2)
    assert show.page.evaluate("document.activeElement.getAttribute('aria-label')").startswith("2 / 8: ")


def test_search_finds_words_of_other_slides(show: Shown) -> None:
    """Words of slides that are not shown are within reach of the browser's search, and what it finds is shown."""
    assert show.page.evaluate("window.find('Netherlands') && window.find('12 400')") is True
    show.page.evaluate("document.querySelectorAll('.slide')[4].dispatchEvent(new Event('beforematch', { bubbles: true }))")
    assert (show.number, show.address) == (5, "#5")
    assert show.page.locator(".slide[hidden=until-found]").count() == 7


def test_without_script_it_is_a_page(browser: Browser, path: Path) -> None:
    """Without JavaScript all slides stand under each other, as wide as the window, and links to slides work."""
    with shown(browser, path, size=(800, 600), java_script_enabled=False) as show:
        boxes = [box for slide in show.page.locator(".slide").all() if (box := slide.bounding_box())]
        assert len(boxes) == 8
        assert all(box["width"] >= 780 and box["height"] == pytest.approx(box["width"] * 9 / 16, abs=0.1) for box in boxes)
        assert all(above["y"] + above["height"] < below["y"] for above, below in pairwise(boxes))
        expect(show.page.get_by_text("Netherlands").last).to_be_visible()
        show.page.get_by_text("the cover").click()
        assert show.page.url.endswith("#cover")


def test_a_long_deck_does_not_stutter(browser: Browser, tmp_path: Path) -> None:
    """Of six hundred slides no more are laid out than are seen, in the show and on the page."""
    slides = [page(n, f"Slide {n}", title(f"Slide {n}"), body(para(f"Point {n}", "bullet"))) for n in range(1, 601)]
    path = write(deck(*slides), tmp_path)
    laid_out = """() => [...document.querySelectorAll(".slide .body")]
      .filter((body) => body.checkVisibility({ contentVisibilityAuto: true })).length"""
    with shown(browser, path) as show:
        assert show.press("3", "0", "0", "Enter") == 300
        assert show.page.evaluate(laid_out) == 1
    with shown(browser, path, java_script_enabled=False) as show:
        assert 1 <= show.page.evaluate(laid_out) < 10
