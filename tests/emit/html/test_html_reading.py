"""The reading version: all words once, at every width, for every reader, and on paper."""

from __future__ import annotations

import re
import subprocess
import sys
from base64 import b64encode
from collections import Counter
from hashlib import sha256
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from emit.handout.sample import deck as deck_of
from emit.handout.sample import page, sample, theme, title
from emit.html.reading import ALL_LAID_OUT, BOXES, LINES, SEEN, deck, laid_out, written
from emit.html.shown import shown
from emit.html.test_html_file import EVIL, evil_pages
from tools.command import ROOT
from tools.draw import pages_of
from tools.programs import need, need_fonts
from tools.random_decks import png, random_deck

from igdeck.build.renditions import rendered
from igdeck.emit.html.reading import reading_html
from igdeck.emit.html.reading_colours import READABLE, page_colours
from igdeck.emit.ink import contrast, in_grays, luminance
from igdeck.model.geometry import Insets
from igdeck.model.value import replace
from igdeck.theme import load_theme

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from igdeck.model.page import Pages

#: How far things may be from where they are in the deck, in thousandths of the slide's width: less than a pixel.
CLOSE = 0.7
PHONE, TABLET, DESK = (360, 780), (768, 1024), (1280, 900)
TALK = """---
title: A talk
author: Ada
date: 2026-05-12
---

## Before

- One
  - Deeper, with a [link](https://example.org/a)

::: notes
Say **this** with [a source](https://example.org/source), <https://example.org/bare> and [the part](#part):

- first
- second
:::

# Part {#part}

## Within

| n | what |
|--:|------|
| 1 | row  |

## Code

```py {1|3}
first = 1
second = 2
third = 3
```

- Back to [the part](#part) or to [nowhere](#gone)
"""


@pytest.fixture(scope="module")
def tour(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Pages, Path]]:
    """The pages of the tour, and the file of its reading version."""
    with rendered(laid_out(ROOT / "slides" / "tour.md", tmp_path_factory.mktemp("source"))) as (pages, _):
        yield pages, written(pages, tmp_path_factory.mktemp("tour"))


def opened(browser: Browser, path: Path, size: tuple[int, int] = DESK, address: str = "", **options: Any) -> Any:
    """The page in a window of this size."""
    return shown(browser, path, address, size, **options)


def lay_out(page: Page) -> None:
    """Lay out what is off the screen, too."""
    page.evaluate(
        "css => document.head.append(Object.assign(document.createElement('style'), { textContent: css }))", ALL_LAID_OUT
    )


def is_flowing(page: Page) -> bool:
    """Whether the slides are text."""
    return str(page.locator(".slide").first.evaluate("slide => getComputedStyle(slide).containerType")) == "normal"


# What is on it -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [PHONE, TABLET, DESK], ids=["phone", "tablet", "desk"])
def test_each_word_is_seen_once(browser: Browser, tour: tuple[Pages, Path], tmp_path: Path, size: tuple[int, int]) -> None:
    """At every width the words of the deck's slides are all seen, once; where slides are text, a title is not said again."""
    pages, path = tour
    with opened(browser, deck(pages, tmp_path), DESK, java_script_enabled=False) as show:
        ours = Counter(show.page.evaluate(SEEN).split())
    with opened(browser, path, size) as show:
        theirs = Counter(show.page.evaluate(SEEN).split())
        assert is_flowing(show.page) == (size == PHONE)
    again = Counter(word for page in pages.pages if page.part > 1 for word in page.title.split())
    assert sum(again.values()) > 0
    assert theirs == (ours - again if size == PHONE else ours)


def test_slides_are_drawn_as_in_the_deck(browser: Browser, tour: tuple[Pages, Path], tmp_path: Path) -> None:
    """Every slide has the same lines as in the deck, and all on it the same place and size, whatever the width."""
    need_fonts("Carlito")
    pages, path = tour
    drawn = []
    for file, size in ((deck(pages, tmp_path), DESK), (path, DESK), (path, TABLET)):
        with opened(browser, file, size, bypass_csp=True, java_script_enabled=file == path) as show:
            lay_out(show.page)
            drawn.append((show.page.evaluate(LINES), show.page.evaluate(BOXES)))
    ours, boxes = drawn[0]
    assert len(ours) == len(pages.pages)
    for lines, others in drawn[1:]:
        assert lines == ours
        moved = [
            (number, one, other)
            for number, both in enumerate(zip(boxes, others, strict=True), 1)
            for one, other in zip(*both, strict=True)
            if any(abs(a - b) > CLOSE for a, b in zip(one, other, strict=True))
        ]
        assert moved == []


@pytest.mark.parametrize("template", ["panel", "paper", "night"])
def test_nothing_scrolls_sideways(browser: Browser, tmp_path: Path, template: str) -> None:
    """No width from 320 pixels on has more than it shows, as slides or as text."""
    with rendered(laid_out(ROOT / "slides" / "tour.md", tmp_path, template)) as (pages, _):
        path = written(pages, tmp_path, template)
    with opened(browser, path, DESK, bypass_csp=True) as show:
        lay_out(show.page)
        for _ in range(2):
            for width in (320, 360, 768, 1024, 1280, 1920):
                show.page.set_viewport_size({"width": width, "height": 900})
                assert show.page.evaluate("document.documentElement.scrollWidth") <= width
            show.page.locator(".view").click()


def test_an_address_a_slide(browser: Browser, tour: tuple[Pages, Path]) -> None:
    """Every slide has its key as its address, no address is there twice, and every link of the page leads somewhere."""
    pages, path = tour
    html = path.read_text()
    ids = re.findall(r'\bid="([^"]*)"', html)
    assert [name for name, count in Counter(ids).items() if count > 1] == []
    assert {page.key for page in pages.pages} <= {*ids}
    assert {target for target in re.findall(r'href="#([^"]*)"', html) if target} <= {*ids}
    continued = next(page for page in pages.pages if page.part > 1)
    with opened(browser, path, DESK, f"#{continued.key}") as show:
        assert show.page.evaluate("document.querySelector(':target').getBoundingClientRect().top") < DESK[1] / 2


def test_contents(browser: Browser, tour: tuple[Pages, Path]) -> None:
    """The contents name each slide once, those of a section below it; a click leads there, and the entry read is marked."""
    pages, path = tour
    with opened(browser, path) as show:
        entries = show.page.locator(".contents li > a")
        wanted = [(page.number, "#" + page.key) for page in pages.pages if page.part == 1]
        read = [(int(link.locator(".at").inner_text()), link.get_attribute("href")) for link in entries.all()]
        assert read == wanted
        assert show.page.locator(".contents ol ol a", has_text="Why an exchange").count() == 1
        entries.filter(has_text="Row by row").click()
        show.page.wait_for_selector("[aria-current]:has-text('Row by row')")
        assert show.page.locator("[aria-current]").count() == 1
        assert abs(show.page.locator("article", has_text="Row by row").bounding_box()["y"]) < 40  # type: ignore[index]
        show.page.keyboard.press("End")
        show.page.wait_for_selector("[aria-current]:has-text('For questions only')")


def test_contents_follow_a_leap_to_between_two_slides(browser: Browser, tour: tuple[Pages, Path]) -> None:
    """Who leaps to the space below a slide finds this slide marked, not the one that was read before."""
    with opened(browser, tour[1]) as show:
        show.page.wait_for_selector("[aria-current]")
        show.page.evaluate(
            """() => { const box = document.querySelectorAll('.chapter')[7].getBoundingClientRect();
            scrollTo(0, box.bottom + 4 - innerHeight * 0.15); }"""
        )
        show.page.wait_for_selector("[aria-current] .at:text-is('8')", timeout=3000)


def test_contents_are_folded_up_on_a_phone(browser: Browser, tour: tuple[Pages, Path]) -> None:
    """On a phone the contents open with a tap, close with Escape or when one is chosen, and are never in the way."""
    with opened(browser, tour[1], PHONE) as show:
        first = show.page.locator(".contents a").first
        assert not first.is_visible()
        show.page.get_by_text("Contents", exact=True).click()
        assert first.is_visible()
        show.page.keyboard.press("Escape")
        assert not first.is_visible()
        show.page.get_by_text("Contents", exact=True).click()
        show.page.locator(".contents a", has_text="Row by row").click()
        assert not first.is_visible()
        bar, heading = (
            show.page.locator(".contents").bounding_box(),
            show.page.get_by_role("heading", name="Row by row").bounding_box(),
        )
        assert bar
        assert heading
        assert bar["y"] + bar["height"] < heading["y"] < 200


def test_without_script(browser: Browser, tour: tuple[Pages, Path]) -> None:
    """Without JavaScript the contents are open beside the slides, fold on a phone, and slides become text all the same."""
    with opened(browser, tour[1], java_script_enabled=False) as show:
        link = show.page.locator(".contents a").first
        assert link.is_visible()
        assert link.bounding_box()["height"] > 10  # type: ignore[index]
        show.page.locator(".view").check()
        assert is_flowing(show.page)
    with opened(browser, tour[1], PHONE, java_script_enabled=False) as show:
        assert not show.page.locator(".contents a").first.is_visible()
        show.page.get_by_text("Contents", exact=True).click()
        assert show.page.locator(".contents a").first.is_visible()


def test_a_reader_chooses(browser: Browser, tour: tuple[Pages, Path]) -> None:
    """One box, reached by the keys, turns slides into text where they are drawn, and text into slides where it flows."""
    for size, name in ((DESK, "As text"), (PHONE, "As slides")):
        with opened(browser, tour[1], size) as show:
            before = is_flowing(show.page)
            show.press("Tab", "Tab")
            box = show.page.get_by_role("checkbox", name=name, exact=True)
            assert box.evaluate("box => box === document.activeElement")
            words = show.page.evaluate(SEEN)
            show.page.keyboard.press("Space")
            assert is_flowing(show.page) != before
            assert len(show.page.evaluate(SEEN)) == pytest.approx(len(words), rel=0.01)


def test_headings_over_the_sides_of_a_comparison_are_seen_as_such(browser: Browser, tour: tuple[Pages, Path]) -> None:
    """Where a slide is text, too, the words over each side stand out from the text below them."""
    with opened(browser, tour[1], PHONE) as show:
        side = show.page.locator("article", has_text="To peer or to pay").locator("p", has_text="Transit")
        assert side.evaluate("e => getComputedStyle(e).fontWeight") == "700"
        item = show.page.locator("article", has_text="To peer or to pay").locator("li p", has_text="Costs by the megabit")
        assert side.evaluate("e => parseFloat(getComputedStyle(e).fontSize)") > item.evaluate(
            "e => parseFloat(getComputedStyle(e).fontSize)"
        )


def test_the_place_is_kept(browser: Browser, tour: tuple[Pages, Path]) -> None:
    """Who turns slides into text, and back, goes on reading where it was."""
    with opened(browser, tour[1], DESK, "#step-rows") as show:
        show.page.wait_for_selector("[aria-current]:has-text('Row by row')")
        for _ in range(2):
            show.page.locator(".view").click()
            show.page.wait_for_timeout(100)
            assert 0 <= show.page.locator("article", has_text="Row by row").bounding_box()["y"] < 60  # type: ignore[index]


def test_zoomed_in(browser: Browser, tour: tuple[Pages, Path]) -> None:
    """At twice the size a window of 1280 pixels shows the slides as text, as large as other text (WCAG 2.2, 1.4.4)."""
    with opened(browser, tour[1], (640, 450), device_scale_factor=2) as show:
        assert is_flowing(show.page)
        assert show.page.evaluate("document.documentElement.scrollWidth") <= 640
        assert float(show.page.locator(".slide li").first.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")) >= 16


def test_notes_are_text(browser: Browser, tmp_path: Path) -> None:
    """Notes stand below their slide with lists, emphasis and links, in lines of 65 to 75 letters."""
    long = " ".join(["the town asked why an exchange of its own should not be built here"] * 12)
    path = written(laid_out(TALK.replace("Say **this**", f"{long}\n\nSay **this**"), tmp_path), tmp_path)
    with opened(browser, path) as show:
        notes = show.page.locator(".notes")
        assert notes.count() == 1
        assert notes.locator("li").all_inner_texts() == ["first", "second"]
        assert notes.locator("strong").inner_text() == "this"
        assert notes.get_by_role("link", name="the part").get_attribute("href") == "#part"
        slide = show.page.locator("article", has=notes).locator(".slide")
        assert slide.bounding_box()["y"] + slide.bounding_box()["height"] <= notes.bounding_box()["y"]  # type: ignore[index]
        first = notes.locator("p").first
        height = first.evaluate("e => e.clientHeight / parseFloat(getComputedStyle(e).lineHeight)")
        assert 65 <= len(long) / height <= 76
        source = notes.get_by_role("link", name="a source")
        assert source.get_attribute("rel") == "external noopener"
        assert source.get_attribute("target") is None


def test_links_between_slides(browser: Browser, tmp_path: Path) -> None:
    """A link to a slide leads to it; one to a slide that is not on the handout is no link."""
    with opened(browser, written(laid_out(TALK, tmp_path), tmp_path), PHONE) as show:
        show.page.get_by_role("link", name="the part").last.click()
        assert show.address == "#part"
        assert show.page.get_by_text("nowhere").count() == 1
        assert show.page.get_by_role("link", name="nowhere").count() == 0


def test_code_as_it_ends(browser: Browser, tmp_path: Path) -> None:
    """All lines that the speaker points at are pointed at, and nothing waits for a click."""
    with opened(browser, written(laid_out(TALK, tmp_path), tmp_path)) as show:
        assert [line.split()[0] for line in show.page.locator(".line.hit").all_text_contents()] == ["first", "third"]
    assert "data-hits" not in (tmp_path / "talk-handout.html").read_text()


def test_outline(browser: Browser, tmp_path: Path) -> None:
    """As an outline nothing is drawn: a slide that continues is one list again, and text is text at every width."""
    items = "\n".join(f"- Item {number} of a list that is far too long for one slide" for number in range(40))
    pages = laid_out(f"{TALK}\n## Long\n\n{items}\n\n::: notes\nSo many.\n:::\n", tmp_path)
    path = written(pages, tmp_path, layout="outline")
    for size in (PHONE, DESK):
        with opened(browser, path, size) as show:
            long = show.page.locator("article", has_text="far too long")
            assert (long.count(), long.locator("ul").count(), long.locator("li").count()) == (1, 1, 40)
            assert long.locator("h3").all_inner_texts() == ["Long"]
            assert is_flowing(show.page)
            assert show.page.locator(".view").count() == 0
            assert show.page.get_by_text("So many.").is_visible()
            assert show.page.evaluate("document.documentElement.scrollWidth") <= size[0]
            assert show.noise == []
    assert "@layer drawing" not in path.read_text().replace("@layer drawing {\n  .slide > .scroll", "")


@pytest.mark.parametrize("seed", [3, 14, 159, 265])
def test_random_decks_lose_no_word(seed: int, tmp_path: Path) -> None:
    """Whatever is on the slides, as slides and as an outline the page holds every word."""
    made = random_deck(seed)
    with rendered(laid_out(made.markdown, tmp_path, made.template)) as (pages, _):
        theirs = Counter(words_of(deck(pages, tmp_path, made.template)))
        assert theirs - Counter(words_of(written(pages, tmp_path, made.template))) == Counter()
        text = " ".join(words_of(written(pages, tmp_path, made.template, layout="outline")))
        assert [word for word in made.words if word in " ".join(theirs) and word not in text] == []


def words_of(path: Path) -> list[str]:
    """All words that a file shows, by its markup."""
    body = re.sub(r"(?s)<style>.*?</style>|<script>.*?</script>", "", path.read_text()).partition("<body")[2].partition(">")[2]
    return re.sub(r"<[^>]*>", " ", re.sub(r'(?s)<div class="text [^>]*aria-hidden="true">.*?</div>', "", body)).split()


# For every reader ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_headings_and_landmarks(browser: Browser, tour: tuple[Pages, Path], size: tuple[int, int]) -> None:
    """There is one first heading, none below leaves out a level, slides in sections are deeper; landmarks are there once."""
    with opened(browser, tour[1], size) as show:
        headings = show.page.locator("h1, h2, h3, h4").evaluate_all("all => all.map(e => [Number(e.tagName[1]), e.textContent])")
        levels = [level for level, _ in headings]
        assert levels.count(1) == 1
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))
        assert [2, "A town at the end of the cable"] in headings
        assert [3, "Why an exchange of our own"] in headings
        for role in ("main", "navigation", "contentinfo"):
            assert show.page.get_by_role(role).count() == 1
        assert show.page.locator("img:not([alt]), dl:not(:has(dd))").count() == 0
        assert show.page.locator("[role=img]:not([aria-label])").count() == 0


def test_the_deck_has_a_title(browser: Browser, tmp_path: Path) -> None:
    """A page whose first slide is not the cover is headed by the deck's title, author and date."""
    pages = laid_out(TALK, tmp_path)
    pages = replace(pages, pages=pages.pages[1:], handout=replace(pages.handout, header="A talk"))
    with opened(browser, written(pages, tmp_path, footer="Ask <me>", header="The Port, Spring")) as show:
        assert show.page.locator("h1").all_inner_texts() == ["A talk"]
        assert show.page.get_by_role("banner").inner_text().split("\n")[0] == "The Port, Spring"
        assert "Ada" in show.page.get_by_role("banner").inner_text()
        assert "2026-05-12" in show.page.get_by_role("banner").inner_text()
        assert "Ask <me>" in show.page.get_by_role("contentinfo").inner_text()


def test_the_keyboard_goes_all_the_way(browser: Browser, tmp_path: Path) -> None:
    """The first tab offers to skip to the slides, and whatever has the focus is seen to have it."""
    with opened(browser, written(laid_out(TALK, tmp_path), tmp_path)) as show:
        show.press("Tab")
        skip = show.page.get_by_role("link", name="Skip to the slides")
        assert skip.bounding_box()["y"] >= 0  # type: ignore[index]
        assert skip.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
        show.press("Enter", "Tab")
        assert show.page.evaluate("document.activeElement.closest('article') !== null")
        assert show.page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_tables_and_code_scroll_by_keys(browser: Browser, tmp_path: Path) -> None:
    """On a phone what is too wide scrolls inside its own edges, with the keys too."""
    source = f"# T\n\n## Wide\n\n| {'| '.join(['abcdefghijkl'] * 9)} |\n|{'---|' * 9}\n| {'| '.join(['x'] * 9)} |\n"
    with opened(browser, written(laid_out(source, tmp_path), tmp_path), PHONE) as show:
        box = show.page.locator(".scroll")
        box.focus()
        show.page.keyboard.press("ArrowRight")
        show.page.wait_for_function("document.querySelector('.scroll').scrollLeft > 0")
        assert show.page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("gray", [False, True], ids=["coloured", "gray"])
@pytest.mark.parametrize("template", ["panel", "paper", "night"])
def test_words_can_be_read(template: str, *, dark: bool, gray: bool) -> None:
    """All colours of words around the slides stand out from their ground, on a light page and on a dark one."""
    look = in_grays(load_theme(template)) if gray else load_theme(template)
    colours = page_colours(look, dark=dark)
    for words in ("ink", "quiet", "link"):
        assert min(contrast(colours[words], colours[ground]) for ground in ("ground", "soft")) >= READABLE
    assert contrast(colours["ink"], colours["lit"]) >= READABLE
    assert contrast(colours["ground"], "000000" if dark else "FFFFFF") < 1.3


def test_a_dark_page(browser: Browser, tour: tuple[Pages, Path]) -> None:
    """Who wants dark pages gets one around the same slides."""
    grounds = []
    for scheme in ("light", "dark"):
        with opened(browser, tour[1], color_scheme=scheme) as show:
            grounds.append(
                [show.page.locator(e).first.evaluate("e => getComputedStyle(e).backgroundColor") for e in ("body", ".slide")]
            )
    assert grounds[0][0] == "rgb(255, 255, 255)"
    assert grounds[1][0] != grounds[0][0]
    assert grounds[1][1] == grounds[0][1]


def test_a_page_from_right_to_left(browser: Browser, tmp_path: Path) -> None:
    """In Hebrew the contents stand on the right, and text runs to the left, igdeck's own words too."""
    source = "---\nlang: he\ndir: rtl\n---\n\n# שלום עולם\n\n## רשימה\n\n- אחת\n- שתיים\n\n::: notes\nהערות *כאן*\n:::\n"
    path = written(laid_out(source, tmp_path), tmp_path)
    for size in (DESK, PHONE):
        with opened(browser, path, size) as show:
            assert show.page.evaluate("document.documentElement.scrollWidth") <= size[0]
            notes = show.page.locator(".notes p")
            assert notes.evaluate("e => getComputedStyle(e).direction") == "rtl"
            assert show.page.locator("summary").inner_text() == "תוכן העניינים"
            if size == DESK:
                contents, main = show.page.locator(".contents").bounding_box(), show.page.locator("main").bounding_box()
                assert contents
                assert main
                assert contents["x"] > main["x"] + main["width"] - 1
                edge = show.page.locator("main").bounding_box()
                assert edge
                box = notes.bounding_box()
                assert box
                assert box["x"] + box["width"] == pytest.approx(edge["x"] + edge["width"], abs=1)


# The file ------------------------------------------------------------------------------------------------------


def test_it_asks_for_nothing(browser: Browser, tmp_path: Path) -> None:
    """The page requests nothing and is silent, its policy has the hashes of its style and script, no element has a style."""
    path = written(sample(tmp_path), tmp_path, logo=next(logos(tmp_path)))
    html = path.read_text()
    with opened(browser, path) as show:
        show.page.keyboard.press("End")
        show.page.wait_for_timeout(100)
        assert show.requests == [path.as_uri()]
        assert show.noise == []
    (style,) = re.findall("(?s)<style>(.*?)</style>", html)
    (script,) = re.findall("(?s)<script>(.*?)</script>", html)
    for content in (style, script):
        assert f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'" in html
    assert " style=" not in html


def logos(folder: Path) -> Iterator[Any]:
    """A picture that is on no slide."""
    from emit.handout.sample import picture

    yield picture(folder, "logo.png")


def test_words_are_never_markup(browser: Browser, tmp_path: Path) -> None:
    """Whatever the words of a deck are, they are shown as words, as slides and as an outline, and on paper."""
    pages = evil_pages(tmp_path)
    for layout in ("6", "outline"):
        path = tmp_path / "evil.html"
        said = replace(pages.handout, layout=layout, header=EVIL + "!", footer=EVIL, date=EVIL)  # type: ignore[arg-type]
        path.write_bytes(reading_html(replace(pages, handout=said), theme()))
        with opened(browser, path) as show:
            assert show.page.title() == EVIL
            assert show.page.locator("b, [onerror], [onload], [onfocus]").count() == 0
            assert show.page.locator("script").count() == 1
            assert show.page.locator(".running").text_content() == EVIL + "!"
            assert show.page.locator("pre").text_content() == EVIL
            assert show.page.locator("article").count() == 2
            assert show.noise == []


def test_the_same_bytes_every_time(tmp_path: Path) -> None:
    """The same pages give the same page, in another process with another hash seed too."""
    program = (
        "import sys; from pathlib import Path; from emit.handout.sample import sample, theme;"
        "from igdeck.emit.html.reading import reading_html;"
        "sys.stdout.buffer.write(reading_html(sample(Path(sys.argv[1])), theme()))"
    )
    ours = reading_html(sample(tmp_path), theme())
    environment = {"PYTHONHASHSEED": "1", "PYTHONPATH": ":".join(sys.path), "TZ": "Asia/Tokyo"}
    run = subprocess.run([sys.executable, "-c", program, tmp_path], env=environment, capture_output=True, check=True)
    assert run.stdout == ours
    assert str(tmp_path).encode() not in ours


def test_it_is_small_and_grows_with_the_deck(tmp_path: Path) -> None:
    """The panel's page with its fonts is less than 150 KB; a picture is in the file once; a slide more costs its words."""
    assert written(laid_out(ROOT / "slides" / "panel.md", tmp_path), tmp_path).stat().st_size < 150_000
    assert written(sample(tmp_path), tmp_path).read_bytes().count(b"data:image/png;base64,") == len(
        {item.asset.digest for page in sample(tmp_path).pages for item in page.items if getattr(item, "asset", None)}
    )

    def size(count: int) -> int:
        slides = [page(number, f"Slide {number}", title(f"Slide {number}")) for number in range(1, count + 1)]
        return len(reading_html(deck_of(*slides), theme()))

    assert (size(1000) - size(10)) / 990 < 600


def test_things_in_notes_are_what_they_are(browser: Browser, tmp_path: Path) -> None:
    """A table with headers, a picture with its words, code and a callout flow below the slide, at every width, in their room."""
    (tmp_path / "bars.png").write_bytes(png(2000, 1200))
    table = "| Ship | Tons |\n|---|--:|\n| Ada | 12 |\n"
    things = f'### Before\n\n{table}\n![Four bars](bars.png "They grow")\n\n```python\nx = 1\n```\n\n::: tip\nRest.\n:::\n'
    pages = laid_out(f"# T\n\n## S\n\n{table}\n::: notes\n{things}:::\n", tmp_path)
    with rendered(pages) as (ready, _):
        path = written(ready, tmp_path)
    for size in (PHONE, DESK):
        with shown(browser, path, size=size) as show:
            notes = show.page.locator(".notes")
            assert notes.locator("th[scope=col]").all_inner_texts() == ["Ship", "Tons"]
            assert notes.get_by_role("img", name="Four bars").count() == 1
            assert notes.get_by_role("heading", name="Before").count() == 1
            assert notes.locator("pre code").inner_text() == "x = 1"
            around = notes.bounding_box()
            assert around
            tops = []
            for inner in ("h3, h4", "table", "figure", ".caption", "pre", ".panel"):
                box = notes.locator(inner).first.bounding_box()
                assert box
                assert around["x"] - 1 <= box["x"]
                assert box["x"] + box["width"] <= around["x"] + around["width"] + 1
                tops.append((box["y"], box["y"] + box["height"]))
            assert all(below[0] >= above[1] for above, below in pairwise(tops))
    assert ".told .table" in path.read_text(encoding="utf-8")
    assert ".told .table" not in written(laid_out(TALK, tmp_path), tmp_path).read_text(encoding="utf-8")


def test_notes_have_their_fonts(tmp_path: Path) -> None:
    """The page carries the faces that only its notes use."""
    pages = laid_out("# T\n\n## S\n\nwords\n\n::: notes\nSo *slanted*.\n:::\n", tmp_path)
    faces = re.findall(
        r'font-family:"igdeck Calibri"; font-weight:(\d+); font-style:(\w+); src:url', written(pages, tmp_path).read_text()
    )
    assert ("400", "italic") in faces
    assert ("400", "italic") not in re.findall(
        r'font-family:"igdeck Calibri"; font-weight:(\d+); font-style:(\w+); src:url', deck(pages, tmp_path).read_text()
    )


def test_nothing_at_all(browser: Browser, tmp_path: Path) -> None:
    """A handout without a slide is a page with the deck's title, and no trouble."""
    pages = replace(laid_out(TALK, tmp_path), pages=())
    with opened(browser, written(pages, tmp_path)) as show:
        assert show.page.locator("h1").all_inner_texts() == ["A talk"]
        assert show.noise == []


def test_grays(tmp_path: Path) -> None:
    """A gray handout has greys of the same lightness alone, and its pictures are drawn without colour."""
    html = written(laid_out(TALK, tmp_path), tmp_path, gray=True).read_text()
    style = html[html.index("<style>") : html.index("</style>")]
    named = {color.upper() for color in re.findall(r"(?:#|%23)([0-9a-fA-F]{6})\b", re.sub(r"url\(.data:font[^)]*\)", "", style))}
    assert [color for color in named if len({color[:2], color[2:4], color[4:]}) > 1] == []
    assert re.search('<body class="[^"]*gray', html)


GROUND = "e => getComputedStyle(e).backgroundColor"
#: The colours of all words on the slides, and of the nearest ground that each stands on: that of what is drawn below it.
GROUNDS = """() => [...document.querySelectorAll(".slide")].map((slide) => {
  const rgb = (said) => said.match(/[\\d.]+/g).slice(0, 3).map(Number), found = [];
  const walker = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.data.trim() || node.parentElement.closest(".unseen, [aria-hidden]")) continue;
    let around = node.parentElement;
    while (getComputedStyle(around).backgroundColor.startsWith("rgba(0, 0, 0, 0")) around = around.parentElement;
    const ink = getComputedStyle(node.parentElement).color, ground = getComputedStyle(around).backgroundColor;
    found.push([rgb(ink), rgb(ground), node.data.trim()]);
  }
  return [rgb(getComputedStyle(slide).backgroundColor), found];
})"""


def hexed(color: list[float]) -> str:
    """Red, green and blue in six hex digits."""
    return "".join(f"{round(part):02X}" for part in color)


@pytest.mark.parametrize("gray", [False, True])
@pytest.mark.parametrize("template", ["panel", "night"])
def test_light_slides_save_ink(browser: Browser, tmp_path: Path, template: str, *, gray: bool) -> None:
    """Where ink is to be saved every slide is white, a dark field on it too, and all words can be read on what they stand on."""
    pages = laid_out(ROOT / "slides" / "tour.md", tmp_path, template)
    with rendered(pages) as (ready, _), opened(browser, written(ready, tmp_path, template, light=True, gray=gray)) as show:
        slides = show.page.evaluate(GROUNDS)
    assert {hexed(ground) for ground, _ in slides} == {"FFFFFF"}
    for _, words in slides:
        for ink, ground, said in words:
            assert contrast(hexed(ink), hexed(ground)) >= 2.9, said
            assert not gray or len(set(ink)) == 1, said


def test_light_slides_have_no_picture_behind_them(browser: Browser, tmp_path: Path) -> None:
    """A colour behind a slide is white, and words that were light on it are dark; a picture behind all of a slide is left out."""
    (tmp_path / "p.png").write_bytes(png(64, 36))
    source = "# T\n\n## Sea {background=p.png}\n\nWords\n\n## Night {background=#102030}\n\nStars\n"
    pages = laid_out(source, tmp_path)
    for light, count in ((False, 1), (True, 0)):
        with rendered(pages) as (ready, _), opened(browser, written(ready, tmp_path, light=light)) as show:
            assert show.page.locator(".backdrop img, .backdrop svg").count() == count
            shade = show.page.locator(".slide:has-text('Stars') .backdrop").first.evaluate(GROUND)
            assert (shade == "rgb(255, 255, 255)") is light


def test_an_outline_of_a_dark_deck_saves_ink(browser: Browser, tmp_path: Path) -> None:
    """In a light outline code stands on a light ground, in dark letters."""
    pages = laid_out("# T\n\n## Code\n\n```py\nx = 1\n```\n", tmp_path, "night")
    for light in (False, True):
        with opened(browser, written(pages, tmp_path, "night", layout="outline", light=light)) as show:
            said = show.page.locator(".code").evaluate("e => [getComputedStyle(e).color, getComputedStyle(e).backgroundColor]")
            ink, ground = (hexed([float(part) for part in re.findall(r"[\d.]+", colour)]) for colour in said)
            assert (luminance(ground) > 0.5 > luminance(ink)) is light


# On paper ------------------------------------------------------------------------------------------------------


def printed(browser: Browser, path: Path, **options: Any) -> list[Any]:
    """The sheets that the browser prints."""
    need("pdftotext")
    out = path.with_name(f"{len([*path.parent.glob('*.pdf')])}.pdf")
    with opened(browser, path, **options) as show:
        show.page.pdf(path=out, prefer_css_page_size=True)
    return list(pages_of(out))


@pytest.mark.draw
def test_on_paper(browser: Browser, tmp_path: Path) -> None:
    """Sheets are as asked for, with header, footer and number in their margins; nothing that leads through it is on them."""
    pages = laid_out(TALK, tmp_path)
    sheets = printed(browser, written(pages, tmp_path, header="The Port", footer="Spring"), color_scheme="dark")
    assert {(round(sheet.width), round(sheet.height)) for sheet in sheets} == {(595, 842)}
    for number, sheet in enumerate(sheets, 1):
        assert "The Port" in sheet.text
        assert "Spring" in sheet.text
        assert f"{number} / {len(sheets)}" in sheet.text
    text = " ".join(sheet.text for sheet in sheets)
    assert "Contents" not in text
    assert "As text" not in text
    assert "a source (https://example.org/source)" in " ".join(text.split())
    assert text.count("https://example.org/bare") == 1
    (said,) = [sheet for sheet in sheets if "Say this" in sheet.text]
    assert "Deeper, with a link" in said.text
    wide = printed(browser, written(pages, tmp_path, paper="letter", landscape=True, margins=Insets(0, 0, 0, 0), number=False))
    assert {(round(sheet.width), round(sheet.height)) for sheet in wide} == {(792, 612)}
    assert "1 / " not in wide[0].text


@pytest.mark.draw
def test_slides_and_notes_stay_together(browser: Browser, tmp_path: Path) -> None:
    """No slide is cut by the edge of a sheet or parted from its notes, be there few or many words, upright or not."""
    slides = [f"## Slide {n}\n\n- Start{n}\n- End{n}\n\n::: notes\n{f'word{n} ' * 7 * (n % 9)}\n:::\n" for n in range(1, 15)]
    pages = laid_out("# Cover\n\n" + "\n".join(slides), tmp_path)
    for landscape in (False, True):
        sheets = printed(browser, written(pages, tmp_path, landscape=landscape))
        for n in range(1, 15):
            on = [number for number, sheet in enumerate(sheets) if re.search(rf"(Start|End|word){n}\b", sheet.text)]
            assert len(on) == 1, (landscape, n, on)


@pytest.mark.draw
def test_text_on_paper(browser: Browser, tmp_path: Path) -> None:
    """An outline is printed as text, over as many sheets as it takes, all words on them."""
    pages = laid_out(TALK + "\n".join(f"\n## More {n}\n\n- Words{n}\n" for n in range(30)), tmp_path)
    sheets = printed(browser, written(pages, tmp_path, layout="outline"))
    assert 2 <= len(sheets) <= 5
    text = " ".join(sheet.text for sheet in sheets)
    assert [n for n in range(30) if f"Words{n}" not in text] == []


def test_its_own_words_are_the_deck_s(browser: Browser, tmp_path: Path) -> None:
    """In a German deck the links around the slides are German, and no English word is met by a screen reader."""
    source = "---\ntitle: Bericht\nlang: de\n---\n# Bericht\n\n## Lage\n\nGut.\n\n::: notes\nLeise.\n:::\n"
    with opened(browser, written(laid_out(source, tmp_path), tmp_path)) as show:
        assert show.page.locator(".skip").inner_text() == "Zu den Folien"
        assert show.page.locator(".choice").inner_text().strip() == "Als Text"
        for role, name in (("navigation", "Inhalt"), ("link", "Folie 2"), ("group", "Notizen")):
            assert show.page.get_by_role(role, name=name, exact=True).count() == 1, name
        assert show.page.locator("[lang=en]").count() == 0


def test_english_words_in_another_page_say_that_they_are(browser: Browser, tmp_path: Path) -> None:
    """Where igdeck does not know the deck's language its words are English, and are spoken so."""
    with opened(browser, written(laid_out("---\nlang: hu\n---\n# Cím\n\n## Egy\n\nSzöveg.\n", tmp_path), tmp_path)) as show:
        assert [show.page.locator(words).get_attribute("lang") for words in (".skip", "summary", ".choice")] == ["en"] * 3
