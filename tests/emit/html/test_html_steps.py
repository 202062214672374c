"""Steps, hidden slides, transitions and the speaker's window, in a browser and against what PowerPoint is told."""

from __future__ import annotations

from io import BytesIO
from time import monotonic
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest
from emit.html.shown import AT_CENTRE, Shown, shown, write
from emit.pptx.made import NAMES, P, emitted, panel_theme, part, text
from tools.validators import audit_faults, sdk_faults

from igdeck.emit.html.steps import hits
from igdeck.emit.pptx.steps import pointing
from igdeck.layout import make_pages
from igdeck.ooxml.lint import lint
from igdeck.source import read_deck

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

    from igdeck.model.page import Pages

SOURCE = """\
---
title: Steps
transition: none
---

# Steps

---

## Lists {#lists}

There from the start.

::: incremental
- first
- second
  - below it
- third
:::

Does not wait.

. . .

Comes last.

::: notes
Say **hello**.

- to all
  - of them
:::

---

## Rows {#rows transition=push}

::: incremental

| Place | Tonnes |
|:------|-------:|
| North |  1,234 |
| South |    234 |

:::

---

## Hidden {#hidden .hidden}

Not to be seen.

---

## Picture and code {#things transition=fade}

Words.

. . .

![A square](square.png)

. . .

```
print("hello")
```

---

## End {#end transition=morph}
"""
#: How many seconds anything may take.
PATIENCE = 10
#: The words of the slide that is shown which can be seen, in reading order, a string for each paragraph.
SEEN = """() => {
  const slide = [...document.querySelectorAll(".slide")].find((slide) => !slide.hidden && !slide.classList.contains("next"));
  return [...slide.querySelectorAll("p, td, th, pre, img")]
    .filter((thing) => thing.checkVisibility({ visibilityProperty: true }) && !thing.closest("[aria-hidden=true]"))
    .map((thing) => thing.alt ?? thing.textContent.trim());
}"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """The source above, laid out with the default template."""
    from tools.handmade import png

    folder = tmp_path_factory.mktemp("steps")
    (folder / "square.png").write_bytes(png(40, 30))
    deck, _ = read_deck(SOURCE, folder)
    laid_out, _ = make_pages(deck, panel_theme())
    return laid_out


@pytest.fixture(scope="module")
def deck(pages: Pages) -> bytes:
    """The same as a PowerPoint deck."""
    return emitted(pages, panel_theme())


def until(window: Shown, expression: str) -> None:
    """Wait until this is true in the page; Playwright's own waiting is stopped by the deck's Content-Security-Policy."""
    end = monotonic() + PATIENCE
    while not window.page.evaluate(expression):
        assert monotonic() < end, expression
        window.page.wait_for_timeout(20)


def said_to_powerpoint(slide: Any) -> list[list[str]]:
    """What a slide shows at first and after each click, as `p:timing` says it, in reading order."""
    clicks = slide.xpath("//p:cTn[@nodeType='mainSeq']/p:childTnLst/p:par", namespaces=NAMES)
    waits: dict[tuple[str, str], int] = {}
    for number, click in enumerate(clicks, 1):
        for target in click.iter(f"{P}spTgt"):
            ranges = [str(at) for span in target.iter(f"{P}pRg") for at in range(int(span.get("st")), int(span.get("end")) + 1)]
            waits |= {(target.get("spid"), at): number for at in ranges or ["all"]}
    words = [*_words(slide)]
    return [
        [said for spid, at, said in words if max(waits.get((spid, at), 0), waits.get((spid, "all"), 0)) <= made]
        for made in range(len(clicks) + 1)
    ]


def _words(slide: Any) -> Any:
    """The shape, the number of the paragraph in it, and its words."""
    tree = slide.find(f"{P}cSld/{P}spTree")
    frames = [shape for shape in tree if shape.find(f".//{P}cNvPr") is not None and shape.tag != f"{P}nvGrpSpPr"]
    for shape in sorted(frames, key=lambda shape: shape.find(f".//{P}cNvPr").get("name").startswith("Table,") and -1):
        about = shape.find(f".//{P}cNvPr")
        if shape.find(f".//{P}ph[@type]") is not None and shape.find(f".//{P}ph").get("type") in (
            "title",
            "ctrTitle",
            "ftr",
            "sldNum",
            "dt",
        ):
            continue
        if shape.tag == f"{P}pic":
            yield about.get("id"), "0", about.get("descr")
        for at, paragraph in enumerate(shape.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}p")):
            yield about.get("id"), str(at), text(paragraph)


@pytest.mark.parametrize(("number", "clicks", "following"), [(2, 5, 3), (3, 2, 5), (5, 2, 6)])
def test_each_click_shows_what_powerpoint_shows(  # noqa: PLR0917 (fixtures and parameters)
    browser: Browser, pages: Pages, deck: bytes, tmp_path: Path, number: int, clicks: int, following: int
) -> None:
    """Each press of a key shows what the same click shows in PowerPoint, in the same order; then the next slide comes."""
    expected = said_to_powerpoint(part(deck, f"ppt/slides/slide{number}.xml"))
    assert len(expected) == clicks + 1
    with shown(browser, write(pages, tmp_path, panel_theme()), f"#{number}") as window:
        for made, words in enumerate(expected):
            assert sorted(window.page.evaluate(SEEN)) == sorted(words), f"after {made} clicks"
            assert window.number == number
            window.press("ArrowRight")
        until(window, f"({AT_CENTRE})() === {following}")


def test_back_shows_all_and_shift_skips(browser: Browser, pages: Pages, tmp_path: Path) -> None:
    """Going back into a slide shows all of its steps; Shift with an arrow leaves them out."""
    with shown(browser, write(pages, tmp_path, panel_theme()), "#3", reduced_motion="reduce") as window:
        assert window.press("ArrowLeft") == 2
        assert "Comes last." in window.page.evaluate(SEEN)
        window.press("ArrowLeft")
        assert "Comes last." not in window.page.evaluate(SEEN)
        assert "third" in window.page.evaluate(SEEN)
        assert window.press("Shift+ArrowRight") == 3
        assert window.address == "#3"
        assert window.press("Shift+ArrowLeft") == 2
        assert "Comes last." in window.page.evaluate(SEEN)


def test_hidden_slides_are_passed_over_and_can_be_reached(browser: Browser, pages: Pages, deck: bytes, tmp_path: Path) -> None:
    """A hidden slide is skipped on the way, shows when it is asked for by name, and keeps its number; PowerPoint skips it too."""
    assert part(deck, "ppt/slides/slide4.xml").get("show") == "0"
    assert part(deck, "ppt/slides/slide3.xml").get("show") is None
    with shown(browser, write(pages, tmp_path, panel_theme()), "#5", reduced_motion="reduce") as window:
        assert window.press("ArrowLeft") == 3
        assert window.press("4", "Enter") == 4
        assert window.press("ArrowRight") == 5


def test_all_steps_show_on_paper_and_without_the_script(browser: Browser, pages: Pages, tmp_path: Path) -> None:
    """Nothing of a slide is missing in print, or where no script runs."""
    path = write(pages, tmp_path, panel_theme())
    seen = "[...document.querySelectorAll('[data-step]')].every((t) => getComputedStyle(t).visibility === 'visible')"
    with shown(browser, path, "#2") as window:
        assert not window.page.evaluate(seen)
        window.page.emulate_media(media="print")
        assert window.page.evaluate(seen)
    with shown(browser, path, "#2", java_script_enabled=False) as window:
        assert window.page.locator("[data-step]").first.is_visible()


@pytest.mark.parametrize(("number", "kind"), [(3, "push"), (5, "fade"), (6, "morph")])
def test_transitions_run_and_are_left_out_on_request(
    browser: Browser, pages: Pages, tmp_path: Path, number: int, kind: str
) -> None:
    """The slide comes on with its transition; whoever asked for less motion sees it at once."""
    path = write(pages, tmp_path, panel_theme())
    asked = "document.documentElement.dataset.move"
    for motion, expected in (("no-preference", kind), ("reduce", None)):
        with shown(browser, path, f"#{number - (2 if number == 5 else 1)}", reduced_motion=motion) as window:
            window.press("Shift+ArrowRight")
            assert window.page.evaluate(asked) == expected
            until(window, f"({AT_CENTRE})() === {number}")
            until(window, f"{asked} === undefined")
            assert window.noise == []


def test_the_speakers_window_follows_and_leads(browser: Browser, pages: Pages, tmp_path: Path) -> None:
    """P opens a window with slide, next slide and notes, from file:// too; each window moves the other, also after a reload."""
    with shown(browser, write(pages, tmp_path, panel_theme())) as audience:
        with audience.page.expect_popup() as opened:
            audience.press("p")
        speaker = Shown(opened.value)
        speaker.page.wait_for_selector(".desk-notes")
        audience.press("ArrowRight", "ArrowRight")
        until(speaker, "document.querySelector('.desk-place').textContent === '2 / 6 · step 1 / 5'")
        assert "first" in speaker.page.evaluate(SEEN)
        assert "second" not in speaker.page.evaluate(SEEN)
        assert speaker.page.locator(".desk-notes strong").inner_text() == "hello"
        assert speaker.page.locator(".slide.next").get_attribute("id") == "rows"
        speaker.press("ArrowRight")
        until(audience, f"({SEEN})().includes('second')")
        for reloaded, other in ((audience, speaker), (speaker, audience)):
            reloaded.page.reload()
            until(reloaded, f"({SEEN})().includes('second') && !({SEEN})().includes('below it')")
            other.press("ArrowRight")
            until(reloaded, f"({SEEN})().includes('below it')")
            other.press("ArrowLeft")
            until(reloaded, f"!({SEEN})().includes('below it')")
        assert speaker.page.locator(".desk-timer").inner_text() >= "00:00"
        speaker.press("End")
        until(audience, f"({AT_CENTRE})() === 6")
        assert speaker.page.locator(".desk-end").is_visible()
        assert audience.requests == [audience.page.url.partition("#")[0]] * 2 or len(set(audience.requests)) == 1
        assert audience.noise == []


def test_both_validators_and_the_lint_are_silent(deck: bytes, tmp_path: Path) -> None:
    """A deck with notes, steps, transitions and hidden slides is valid."""
    path = tmp_path / "steps.pptx"
    path.write_bytes(deck)
    assert (lint(deck), sdk_faults(path), audit_faults(path)) == ([], [], [])


def test_notes_are_native_notes_pages(deck: bytes) -> None:
    """A slide with notes has a notes page that knows it: its picture, and the words with their levels."""
    with ZipFile(BytesIO(deck)) as archive:
        notes = [name for name in archive.namelist() if name.startswith("ppt/notesSlides/notes")]
    assert notes == ["ppt/notesSlides/notesSlide2.xml"]
    page = part(deck, notes[0])
    assert [ph.get("type") for ph in page.iter(f"{P}ph")] == ["sldImg", "body", "hdr", "sldNum"]
    body = page.xpath("//p:sp[.//p:ph/@type='body']//a:p", namespaces=NAMES)
    assert [text(said) for said in body] == ["Say hello.", "to all", "of them"]
    assert [said.xpath("string(a:pPr/@lvl)", namespaces=NAMES) for said in body] == ["", "", "1"]
    assert body[0].xpath("a:r[a:rPr/@b='1']/a:t/text()", namespaces=NAMES) == ["hello"]


def test_lines_of_code_take_turns() -> None:
    """A line is pointed at from the click of its group to the one before the next; groups without turns need no script."""
    marks = ((0,), (1, 2), (0, 3))
    assert [hits(line, marks, (2, 4)) for line in range(5)] == [
        ' data-hits="0-1 4-999"', ' data-hits="2-3"', ' data-hits="2-3"', ' data-hits="4-999"', "",
    ]  # fmt: skip
    assert hits(0, marks[:1], ()) == ""
    assert [(effect.step, effect.shape, effect.goes) for effect in pointing((8, 9, 10), (2, 4))] == [(2, 8, True), (4, 9, True)]
