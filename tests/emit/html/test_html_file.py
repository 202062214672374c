"""The HTML deck as a file: alone, safe, the same every time, and on paper."""

from __future__ import annotations

import re
import subprocess
import sys
from base64 import b64encode
from hashlib import sha256
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from emit.handout.sample import body, code_lines, deck, page, para, picture, sample, theme, title
from emit.html.shown import shown, write
from playwright.sync_api import expect
from tools.draw import pages_of
from tools.programs import need, need_fonts

from igdeck.build.serve import add_live_script
from igdeck.emit.html import compile_style, emit_html
from igdeck.model.page import CodeItem, FieldItem, PageParagraph, PictureItem, Run, TableItem, TextItem
from igdeck.model.theme import Role
from igdeck.model.value import replace

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

    from igdeck.model.page import Pages
    from igdeck.model.theme import TextStyle

EVIL = """</style></script><script>document.title = "pwned"</script><img src=x onerror=alert(1)>"'><b>&lt;&amp;${1}{{x}}\\"""
NOTHING_ELSE = (
    "default-src 'none'; style-src {style}; script-src {script}; img-src data:; font-src data:; "
    "base-uri 'none'; form-action 'none'"
)
#: Addresses that would run as a part of the page, and that of a slide that is not there.
NOWHERE = ("javascript:x", " JavaScript:alert(1)", "\x01java\nscript:x", "vbscript:x", "data:text/html,x", "#no-such-key")


def evil_pages(folder: Path) -> Pages:
    """A deck whose every word tries to be markup."""
    said = PageParagraph((Run(EVIL, bold=True, code=True), Run(EVIL, href=f"https://example.org/{EVIL}")))
    cell = ((Run(EVIL),),)
    asset = picture(folder)
    items = (
        TextItem(Role.TITLE, 0, EVIL, title("").box, (said,)),
        TextItem(Role.BODY, 1, EVIL, body().box, (said, replace(said, kind="bullet"), replace(said, kind="quote"))),
        CodeItem(None, EVIL, body().box, code_lines(EVIL), 'x" onload="alert(1)'),
        TableItem(None, EVIL, body().box, cell, (cell,), ("left",), (1_000_000,), (400_000, 400_000), 16.0, EVIL),
        PictureItem(None, EVIL, body().box, asset, EVIL, EVIL, EVIL),
        PictureItem(None, EVIL, body().box, None, EVIL, EVIL, EVIL),
        FieldItem(Role.FOOTER, 11, EVIL, title("").box, EVIL),
    )
    first = replace(page(1, EVIL, key='k" onfocus="alert(1)'), items=items)
    second = replace(page(2, EVIL, *items[4:5]), items=items[4:5])
    return replace(deck(first, second, name=EVIL), author=EVIL, subject=EVIL, keywords=EVIL, lang='en" onload="alert(1)')


def evil_style(style: TextStyle) -> TextStyle:
    """A level whose bullet tries to end the style sheet."""
    return replace(style, bullet=replace(style.bullet, char='"</style>', font=EVIL)) if style.bullet else style


def test_it_asks_for_nothing(browser: Browser, tmp_path: Path) -> None:
    """Opening the deck and going through it requests the file itself and nothing else, not even an icon, in silence."""
    path = write(sample(tmp_path), tmp_path)
    with shown(browser, path) as show:
        show.press(*["ArrowRight"] * 8, "Home")
        show.page.wait_for_timeout(200)
        assert show.requests == [path.as_uri()]
        assert show.noise == []
    assert '<link rel="icon" href="data:,">' in path.read_text()
    assert re.findall(r'(?:src|href)="(?!data:|#|https://example\.org/report")[^"]*"', path.read_text()) == []


def test_the_policy_allows_what_is_there_and_nothing_else(browser: Browser, tmp_path: Path) -> None:
    """The policy has the hashes of the one style and the one script, stands before both, and stops any other."""
    path = write(sample(tmp_path), tmp_path)
    html = path.read_text()

    def digest(tag: str) -> str:
        (content,) = re.findall(f"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        return f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"

    policy = re.search('<meta http-equiv="Content-Security-Policy" content="([^"]*)">', html)
    assert policy
    assert policy[1] == NOTHING_ELSE.format(style=digest("style"), script=digest("script"))
    assert policy.start() < html.index("<style>") < html.index("<script>")
    assert " style=" not in html
    with shown(browser, path) as show:
        show.page.evaluate("""() => {
          for (const [tag, text] of [["script", "document.title = 'ran'"], ["style", "body { display: none }"]]) {
            const element = document.createElement(tag);
            element.textContent = text;
            document.body.append(element);
          }
          document.body.setAttribute("style", "display: none");
        }""")
        assert show.page.title() == "A sample deck"
        assert show.page.locator("body").is_visible()
        assert len(show.noise) == 3


def test_words_are_never_markup(browser: Browser, tmp_path: Path) -> None:
    """Whatever the words of a deck are, they are shown as words, wherever they stand, and nothing of them runs."""
    with shown(browser, write(evil_pages(tmp_path), tmp_path)) as show:
        assert show.page.title() == EVIL
        assert show.page.locator("b, script:not([data-x]), [onerror], [onload], [onfocus]").count() == 1  # the deck's own script
        assert show.page.locator("h1").text_content() == EVIL * 2
        assert show.page.locator("pre").text_content() == EVIL
        assert show.page.locator("th").text_content() == EVIL
        assert show.page.locator("table").get_attribute("aria-label") == EVIL
        assert show.page.locator(".missing").text_content() == EVIL
        assert show.page.locator("svg[role=img]").first.get_attribute("aria-label") == EVIL
        assert show.page.locator("meta[name=author]").get_attribute("content") == EVIL
        assert show.page.locator(".slide").count() == 2
        assert show.press("ArrowRight") == 2
        assert show.noise == []


def test_a_template_can_break_out_of_nothing(browser: Browser, tmp_path: Path) -> None:
    """Nor do names in a template end the style sheet: families, layout names, bullets."""
    look = theme()
    layout = look.layouts[1]
    names = [f"</style><script>alert(1)</script>{n}" for n in (1, 2)]
    placeholders = tuple(replace(p, levels=tuple(map(evil_style, p.levels))) for p in layout.placeholders)
    layouts = (replace(layout, name=names[0], placeholders=placeholders), replace(layout, name=names[1]))
    fonts = replace(look.fonts, heading=EVIL, body="a\nb")
    pages = deck(page(1, "T", title("T"), body(para("x", "bullet")), layout=names[0]), page(2, "T", title("T"), layout=names[1]))
    with shown(browser, write(pages, tmp_path, replace(look, layouts=layouts, fonts=fonts))) as show:
        assert show.page.locator("style, script").count() == 2
        assert show.page.locator("li > p").evaluate("e => getComputedStyle(e, '::before').content") == '"\\"</style>" / ""'
        assert show.press("ArrowRight") == 2
        assert show.noise == []


@pytest.mark.parametrize("href", NOWHERE)
def test_links_that_would_run_lead_nowhere(tmp_path: Path, href: str) -> None:
    """An address that would run as a part of the page, or a slide that is not there, is no link; its words stay."""
    html = write(deck(page(1, "T", title("T"), body(para("words", href=href)))), tmp_path).read_text()
    assert "<a" not in html
    assert "<p>words</p>" in html


@pytest.mark.parametrize("href", ["https://example.org/?a=1&b=2", "mailto:a@example.org", "report.pdf", "tel:+31"])
def test_links_that_lead_out(tmp_path: Path, href: str) -> None:
    """Every other address is a link."""
    html = write(deck(page(1, "T", title("T"), body(para("words", href=href)))), tmp_path).read_text()
    assert f'<a href="{href.replace("&", "&amp;")}" target="_blank" rel="noopener">words</a>' in html


def test_the_same_bytes_every_time(tmp_path: Path) -> None:
    """The same pages give the same file, in another process with another hash seed too, and no name of a folder is in it."""
    program = (
        "import sys; from pathlib import Path; from emit.handout.sample import sample, theme;"
        "from igdeck.emit.html import compile_style, emit_html;"
        "sys.stdout.buffer.write(emit_html(sample(Path(sys.argv[1])), theme(), compile_style(theme())))"
    )
    ours = write(sample(tmp_path), tmp_path).read_bytes()
    for seed in ("0", "1"):
        (tmp_path / seed).mkdir()
        environment = {"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path), "TZ": "Asia/Tokyo"}
        run = subprocess.run([sys.executable, "-c", program, tmp_path / seed], env=environment, capture_output=True, check=True)
        assert run.stdout == ours
    assert str(tmp_path).encode() not in ours


def test_the_live_preview_can_open_it(browser: Browser, tmp_path: Path) -> None:
    """The preview's script finds its place and runs under the widened policy."""
    path = tmp_path / "live.html"
    path.write_bytes(add_live_script(write(sample(tmp_path), tmp_path).read_bytes()))
    with shown(browser, path) as show:
        assert show.page.locator("igdeck-messages").count() == 1
        assert show.press("ArrowRight") == 2


@pytest.mark.draw
@pytest.mark.parametrize("address", ["", "#5"])
def test_printing(browser: Browser, tmp_path: Path, address: str) -> None:
    """On paper there is one page a slide, of the slide's size, whichever slide is shown, with all words and grounds."""
    need("pdftotext", "pdftoppm")
    need_fonts("Carlito")
    out = tmp_path / "deck.pdf"
    with shown(browser, write(sample(tmp_path), tmp_path), address) as show:
        show.page.pdf(path=out, prefer_css_page_size=True, tagged=True, outline=True)
        expect(show.page.get_by_role("region")).to_have_count(1)  # the show goes on
    drawn = pages_of(out)
    assert [(sheet.width, sheet.height) for sheet in drawn] == [(960, 540)] * 8
    assert [sheet.text.split()[0] for sheet in drawn] == ["The", "Lists", "A", "Code", "A", "Pictures", "Prose", "■"]
    assert "■ A bullet of the first level" in drawn[1].text
    assert "9. Step nine" in drawn[1].text
    outline = [entry.get_title() for entry in pypdfium2.PdfDocument(out).get_toc()]
    assert [outline[index] for index in (1, 5, 6)] == ["Lists", "Pictures", "Prose"]
    assert dark(out)


def dark(pdf: Path) -> bool:
    """Whether the cover's ground is printed, as a drawing and not as a picture of dots."""
    from PIL import Image

    subprocess.run(["pdftoppm", "-png", "-f", "1", "-l", "1", "-r", "24", pdf, pdf.with_suffix("")], check=True)
    images = subprocess.run(["pdfimages", "-list", "-l", "5", pdf], capture_output=True, text=True, check=True).stdout
    return (
        Image.open(next(pdf.parent.glob("deck-*.png"))).convert("RGB").getpixel((5, 5)) == (0x14, 0x30, 0x4F)
        and len(images.splitlines()) == 2
    )


@pytest.mark.draw
def test_printing_without_script(browser: Browser, tmp_path: Path) -> None:
    """Without JavaScript the deck prints the same."""
    need("pdftotext")
    texts = []
    path = write(sample(tmp_path), tmp_path)
    for number, on in enumerate((True, False)):
        out = tmp_path / f"{number}.pdf"
        with shown(browser, path, java_script_enabled=on) as show:
            show.page.pdf(path=out, prefer_css_page_size=True)
        texts.append([(sheet.width, sheet.height, sheet.words) for sheet in pages_of(out)])
    assert texts[0] == texts[1]


def test_a_thousand_slides_are_written_in_no_time() -> None:
    """The file grows with the deck and no faster: its rules do not, where slides are alike."""
    look, style = theme(), compile_style(theme())

    def html(count: int) -> bytes:
        points = [para(f"Point {n}", "bullet", n % 2) for n in range(6)]
        slides = (page(n, f"Slide {n}", title(f"Slide {n}"), body(*points)) for n in range(1, count + 1))
        return emit_html(deck(*slides), look, style)

    small, large = html(10), html(1000)
    a_slide = (len(large) - len(small)) / 990
    assert a_slide < 900
    assert large.count(b"<style>") == 1
    assert large.index(b"</style>") == small.index(b"</style>")
