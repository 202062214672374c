"""What stands on the slides of an HTML deck: the words, in elements that say what they are, in the boxes of the page model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from emit.handout.sample import BODY_BOX, body, box, code_lines, deck, page, para, picture, sample, theme, title
from emit.html.shown import INSIDE, shown, write
from tools.programs import need_fonts

from igdeck.emit.html.fonts import ASCENT
from igdeck.layout.metrics import FontBook
from igdeck.model.page import CodeItem, Fit, PageParagraph, PictureItem, Run, TextItem
from igdeck.model.theme import Role
from igdeck.model.value import replace

if TYPE_CHECKING:
    from pathlib import Path

    from emit.html.shown import Shown
    from playwright.sync_api import Browser, Locator

    from igdeck.model.page import Pages

WORDS = {
    1: ("The Future of the Internet", "Moderator: Mark Example"),
    2: ("A bullet of the first level", "Deeper still", "Step ten"),
    3: ("A resolution", "enhanced cooperation", "on an equal footing"),
    4: ("# *not* markup, #nor code for typst", 'return {"x": 42}["x"]'),
    5: ("Netherlands", "12 400", "Since"),
    6: ("Pictures", "lost.png is missing"),
    7: ("A heading in the body", "igdeck build", "after a hard break", "*stars* and #let x = 1", "A text box of its own"),
    8: ("Words under a title that nobody sees",),
}

#: The box of a child of a slide, in points of the slide.
BOX = """(element) => {
  const at = element.parentElement.getBoundingClientRect(), point = at.width / 960, box = element.getBoundingClientRect();
  return [(box.x - at.x) / point, (box.y - at.y) / point, box.width / point, box.height / point];
}"""

#: The box of each line of text in an element, in points of the slide, and the words of the line.
LINES = """(element) => {
  const at = element.closest(".slide").getBoundingClientRect(), point = at.width / 960;
  const lines = [], walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT), range = document.createRange();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (let i = 0; i < node.length; i++) {
      range.setStart(node, i);
      range.setEnd(node, i + 1);
      const box = range.getBoundingClientRect(), last = lines.at(-1);
      const [left, right] = [box.left, box.right].map((x) => (x - at.left) / point);
      const [top, bottom] = [box.top, box.bottom].map((y) => (y - at.top) / point);
      if (last && last.bottom - top > (bottom - top) / 2) {
        if (node.data[i].trim()) {
          last.left = Math.min(left, last.left);
          last.right = Math.max(right, last.right);
        }
        last.words += node.data[i];
      } else lines.push({ left, top, right, bottom, words: node.data[i] });
    }
  }
  return lines;
}"""


@pytest.fixture(autouse=True)
def _fonts() -> None:
    need_fonts("Carlito", "Liberation Sans", "Liberation Mono")


def slide(*items: Any, **options: Any) -> Pages:
    """A deck of one slide."""
    return deck(page(1, "T", title("T"), *items, **options))


def lines(show: Shown, selector: str) -> list[dict[str, Any]]:
    """The lines of the first element of this kind."""
    found: list[dict[str, Any]] = show.page.locator(selector).first.evaluate(LINES)
    return found


def baseline(line: dict[str, Any], size: float) -> float:
    """Where the letters of a line stand, in points from the top of the slide; to half a pixel, as browsers round it."""
    return float(line["top"]) + ASCENT / 100 * size


def look(element: Locator) -> tuple[float, float]:
    """The size of an element's text and the height of its lines, in points in a window of the usual size."""
    found = element.evaluate("e => [getComputedStyle(e).fontSize, getComputedStyle(e).lineHeight].map(parseFloat)")
    return found[0] * 0.75, found[1] * 0.75


def test_every_slide_has_its_words(browser: Browser, tmp_path: Path) -> None:
    """A slide a section, in order, with all of its words, each shown when it is its turn."""
    with shown(browser, write(sample(tmp_path), tmp_path)) as show:
        for number, expected in WORDS.items():
            if number > 1:
                assert show.press("ArrowRight") == number
            text = show.page.locator(".slide:not([hidden])").inner_text().replace("\n", " ")
            assert [words for words in expected if words not in text] == []
        assert show.noise == []


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (613, 900), (1000, 333)])
def test_everything_stands_in_the_boxes_of_the_model(browser: Browser, tmp_path: Path, size: tuple[int, int]) -> None:
    """Each item's element is the item's box to half a pixel, whatever the window's size is."""
    pages = sample(tmp_path)
    with shown(browser, write(pages, tmp_path), size=size) as show:
        pixel = 1 / min(size[0] / 960, size[1] / 540)
        for drawn in pages.pages:
            show.press(str(drawn.number), "Enter")
            boxes = [element.evaluate(BOX) for element in show.page.locator(".slide:not([hidden]) > *").all()]
            assert len(boxes) == len(drawn.items)
            for item, found in zip(drawn.items, boxes, strict=True):
                if not (isinstance(item, TextItem) and item.hidden):
                    wanted = [side / 12_700 for side in (item.box.x, item.box.y, item.box.width, item.box.height)]
                    assert found == pytest.approx(wanted, abs=pixel / 2), (drawn.number, item.name)


def test_lines_break_alike_at_every_size(browser: Browser, tmp_path: Path) -> None:
    """A paragraph breaks where it breaks at any other size: letters are not rounded to the pixels of the window."""
    words = "A paragraph that is long enough to be broken over many lines, each of which could end elsewhere " * 8
    path = write(slide(body(para(words.strip()))), tmp_path)
    broken = []
    for size in ((1280, 720), (400, 225), (731, 500), (2000, 1200)):
        with shown(browser, path, size=size) as show:
            broken.append([line["words"] for line in lines(show, ".body p")])
    assert len(broken[0]) > 5
    assert broken == [broken[0]] * 4


@pytest.mark.parametrize("words", ["official waffle title fjord attic", "AVATAR To We. Yes, LTd", "1.250 café’s — “Ä”"])
def test_words_are_as_wide_as_they_were_measured(browser: Browser, tmp_path: Path, words: str) -> None:
    """A line is as wide as the layout's tables say: kerned, without ligatures, in every look."""
    book = FontBook()
    looks = [Run(words, bold=bold, italic=italic) for bold in (False, True) for italic in (False, True)]
    content = body(*(PageParagraph((run,)) for run in looks))
    with shown(browser, write(slide(content), tmp_path), size=(1920, 1080)) as show:
        found = [line["right"] - line["left"] for line in lines(show, ".body")]
    faces = [book.face("Calibri", run.bold, run.italic) for run in looks]
    assert found == pytest.approx([face.advance(words) * 24 / face.upem for face in faces], rel=0.002)


def test_nothing_leaves_its_box(browser: Browser, tmp_path: Path) -> None:
    """Every line of text is inside the box of its item, but for the air above its letters."""
    with shown(browser, write(sample(tmp_path), tmp_path)) as show:
        for number in range(1, 9):
            show.press(str(number), "Enter")
            assert show.page.locator(".slide:not([hidden])").evaluate(INSIDE) == []


def test_the_outline_has_one_top(browser: Browser, tmp_path: Path) -> None:
    """The first title is the h1, others are h2, headings in the body h3; a slide without a title on it has a hidden one."""
    bare = replace(page(9, "Nameless"), items=())
    pages = sample(tmp_path)
    with shown(browser, write(replace(pages, pages=(*pages.pages, bare)), tmp_path), java_script_enabled=False) as show:
        found = [
            (heading.evaluate("e => e.localName"), heading.text_content())
            for heading in show.page.locator("h1, h2, h3, h4, h5, h6").all()
        ]
        assert found == [
            ("h1", "The Future of the Internet, Paris, 8 March"), ("h2", "Lists"), ("h2", "A resolution"), ("h2", "Code"),
            ("h2", "A table"), ("h2", "Pictures"), ("h2", "Prose"), ("h3", "A heading in the body"), ("h2", "Prose (continued)"),
            ("h2", "Nameless"),
        ]  # fmt: skip
        unseen = show.page.get_by_role("heading", name="Prose (continued)")
        assert unseen.evaluate("e => e === e.parentElement.firstElementChild")
        assert unseen.evaluate("e => e.getBoundingClientRect().width") <= 1


def test_slides_say_their_number_and_title(browser: Browser, tmp_path: Path) -> None:
    """Each slide is a region named by number and title, and the fields at its foot are not said again."""
    with shown(browser, write(sample(tmp_path), tmp_path), java_script_enabled=False) as show:
        assert show.page.get_by_role("region", name="2 / 8: Lists").count() == 1
        assert "A sample deck" not in show.page.locator("main").aria_snapshot()
        assert show.page.get_by_text("A sample deck").count() == 7
        assert show.page.locator("html").get_attribute("lang") == "en-GB"
        assert show.page.title() == "A sample deck"


def test_lists_are_nested_in_their_items(browser: Browser, tmp_path: Path) -> None:
    """Deeper items are lists within the item above them, each list counts from its own start, and lists say that they are."""
    content = body(
        para("a", "bullet"), para("b", "bullet", 1), para("c", "number", 2, 4), para("d", "number", 2, 5), para("e", "more", 1),
        para("f", "bullet"), para("g", "number", 0, 9), para("h", "number", 0, 12), para("i"),
    )  # fmt: skip
    with shown(browser, write(slide(content), tmp_path)) as show:
        assert show.page.locator(".body").evaluate("e => e.innerHTML") == (
            '<ul role="list"><li><p>a</p><ul class="l1" role="list"><li><p>b</p><ol class="l2" role="list" start="4">'
            "<li><p>c</p></li>"
            '<li><p>d</p></li></ol><p>e</p></li></ul></li><li><p>f</p></li></ul><ol role="list" start="9"><li><p>g</p></li>'
            '</ol><ol role="list" start="12"><li><p>h</p></li></ol><p>i</p>'
        )
        assert show.page.get_by_role("list").count() == 5


def test_text_from_right_to_left(browser: Browser, tmp_path: Path) -> None:
    """A paragraph whose first letter is Arabic or Hebrew starts on the right, its mark right of it; others start on the left."""
    content = body(para("שלום עולם", "bullet"), para("Shalom שלום", "bullet"), para("“Ça va?”"))
    with shown(browser, write(slide(content), tmp_path)) as show:
        first, second, third = (show.page.locator(f".body p >> nth={n}") for n in range(3))
        assert lines(show, ".body li:first-child p")[0]["right"] == pytest.approx(54 + 851.76 - 25.2, abs=0.5)
        assert first.evaluate("e => getComputedStyle(e).direction") == "rtl"
        assert second.evaluate("e => getComputedStyle(e).direction") == "ltr"
        assert lines(show, ".body li:last-child p")[0]["left"] == pytest.approx(54 + 25.2, abs=0.5)
        assert third.get_attribute("dir") is None
        inset = first.evaluate("e => parseFloat(getComputedStyle(e, '::before').left)")
        assert inset == pytest.approx((851.76 - 25.2) / 0.75, abs=0.1)


def test_looks_are_elements(browser: Browser, tmp_path: Path) -> None:
    """Bold is strong, italic is em, struck is s, code is code in the code font, a hard break br; an empty paragraph is a line."""
    looks = Run("a", bold=True), Run("b", italic=True), Run("c", strike=True), Run("d", code=True)
    runs = (*looks, Run("\n"), Run("e", bold=True, italic=True))
    empty = PageParagraph(())
    with shown(browser, write(slide(body(PageParagraph(runs), empty, para("z"))), tmp_path)) as show:
        assert show.page.locator(".body").evaluate("e => e.innerHTML") == (
            "<p><strong>a</strong><em>b</em><s>c</s><code>d</code><br><strong><em>e</em></strong></p><p><br></p><p>z</p>"
        )
        one, two = (show.page.locator(f".body p >> nth={n}").evaluate("e => e.getBoundingClientRect().height") for n in (0, 1))
        assert one == pytest.approx(2 * two)
        assert "Liberation Mono" in show.page.locator(".body code").evaluate("e => getComputedStyle(e).fontFamily")


def test_a_table_is_a_table(browser: Browser, tmp_path: Path) -> None:
    """The header's cells head columns, widths and heights are the layout's, columns are aligned, and the table has a name."""
    with shown(browser, write(sample(tmp_path), tmp_path), "#5") as show:
        assert show.page.get_by_role("table", name="Hosts by country").count() == 1
        assert show.page.get_by_role("columnheader").all_text_contents() == ["Country", "Hosts", "Since"]
        assert show.page.locator("th[scope=col]").count() == 3
        cells = [cell.bounding_box() for cell in show.page.get_by_role("row").nth(1).get_by_role("cell").all()]
        assert [cell and cell["width"] * 0.75 for cell in cells] == pytest.approx([360, 144, 144], abs=0.05)
        assert [cell and cell["height"] * 0.75 for cell in cells] == pytest.approx([28.8] * 3, abs=0.05)
        figures = [lines(show, f"tbody tr:nth-child({row}) td:nth-child(2)")[0]["right"] for row in (1, 2, 3)]
        assert figures == pytest.approx([54 + 360 + 144 - 7.2] * 3, abs=0.5)


def test_pictures_have_their_words(browser: Browser, tmp_path: Path) -> None:
    """A picture is an image with its alternative text, drawn over its whole box; a missing one is a frame that says so."""
    with shown(browser, write(sample(tmp_path), tmp_path), "#6") as show:
        image = show.page.get_by_role("img", name="Four bars that grow")
        assert image.evaluate("e => [e.localName, e.complete, e.naturalWidth]") == ["img", True, 320]
        drawn = image.bounding_box()
        assert drawn
        assert (drawn["width"], drawn["height"]) == pytest.approx((6.4 * 96, 4 * 96), abs=0.1)
        missing = show.page.get_by_role("figure", name="A lost picture")
        assert missing.inner_text() == "lost.png is missing"
        assert missing.evaluate("e => getComputedStyle(e).borderStyle") == "dashed"


def test_a_picture_of_many_slides_is_stored_once(browser: Browser, tmp_path: Path) -> None:
    """The same picture on three slides is in the file once, and is drawn, with its own words, on each."""
    asset = picture(tmp_path)
    slides = [
        page(n, "T", title("T"), PictureItem(1, "Picture", box(1, 2, 4, 3), asset, f"bars {n}" if n < 3 else "", "A title", ""))
        for n in (1, 2, 3)
    ]
    path = write(deck(*slides), tmp_path)
    assert path.read_text().count("data:image/png") == 1
    with shown(browser, path) as show:
        for number, name in ((1, "bars 1"), (2, "bars 2")):
            show.press(str(number), "Enter")
            assert show.page.get_by_role("img").count() == 1
            assert show.page.get_by_role("img", name=name).is_visible()
            assert blue(show)
        show.press("3", "Enter")
        assert show.page.get_by_role("img").count() == 0
        assert blue(show)
        assert show.noise == []


def blue(show: Shown) -> bool:
    """Whether the bars of the sample's picture are drawn in the box at 1, 2 of 4 x 3 inches."""
    import io

    from PIL import Image

    shot = Image.open(io.BytesIO(show.page.screenshot(clip={"x": 96, "y": 192, "width": 384, "height": 288}))).convert("RGB")
    return any(pixel == (0x2F, 0x6D, 0xA8) and count > 10_000 for count, pixel in shot.getcolors(1 << 20) or ())


def test_code_is_as_it_was_written(browser: Browser, tmp_path: Path) -> None:
    """Code keeps its spaces and lines, is never wrapped, and stands on the panel, within its insets."""
    written = ("  indented", "", "a" * 90, "<b>&amp;</b>")
    code = CodeItem(1, "Code", replace(BODY_BOX, height=1_800_000), code_lines(*written), "html", Fit(85, 10))
    with shown(browser, write(slide(code), tmp_path)) as show:
        assert show.page.locator("pre code.language-html").text_content() == "\n".join(written)
        found = lines(show, "pre")
        assert [line["words"].strip() for line in found if line["words"].strip()] == ["indented", "a" * 90, "<b>&amp;</b>"]
        assert found[0]["left"] == pytest.approx(54 + 10.8, abs=0.1)
        assert show.page.locator("pre").evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(234, 240, 246)"
        assert look(show.page.locator("pre code"))[0] == pytest.approx(14, abs=0.01)


def test_type_is_set_as_in_powerpoint(browser: Browser, tmp_path: Path) -> None:
    """Lines are 1.2 em apart, paragraphs the style's space more, the first has none, and text starts at its level's indent."""
    long = "words that go on and on " * 5
    items = para("One", "bullet"), para(long.strip(), "bullet", 1), para("Three", "bullet", 2)
    content = body(*items, para("More", "more", 1), para("Plain"))
    with shown(browser, write(slide(content), tmp_path)) as show:
        one, two, two_more, three, more, plain = lines(show, ".body")
        assert baseline(one, 24) == pytest.approx(126 + 0.95 * 24, abs=0.75)
        assert two_more["top"] - two["top"] == pytest.approx(20 * 1.2, abs=0.5)
        assert three["top"] - two_more["top"] == pytest.approx(20 * 1.2 + 5, abs=0.5)
        assert [line["left"] - 54 for line in (one, two, two_more, three, more, plain)] == pytest.approx(
            [25.2, 50.4, 50.4, 75.6, 50.4, 0], abs=0.05
        )


@pytest.mark.parametrize(("line", "share"), [(0.8, 0.71), (0.9, 0.83), (1.0, 0.95), (1.1, 1.07), (1.5, 1.55)])
def test_line_spacing_is_changed_above_the_letters(browser: Browser, tmp_path: Path, line: float, share: float) -> None:
    """The first baseline is 1.2 em times the spacing, less the quarter em below the letters, from the top of the box."""
    spaced = replace(theme(), quote=replace(theme().quote, line=line, size=40.0, indent=0))
    with shown(browser, write(slide(body(para("Hxx", "quote"))), tmp_path, spaced), size=(1920, 1080)) as show:
        assert baseline(lines(show, "blockquote p")[0], 40) == pytest.approx(126 + share * 40, abs=0.75)


def test_all_families_sit_on_one_baseline(browser: Browser, tmp_path: Path) -> None:
    """Code and words share a line of 1.2 em, though their fonts differ in height."""
    mixed = PageParagraph((Run("Hx"), Run("Hx", code=True), Run("Hx", bold=True)))
    with shown(browser, write(slide(body(mixed)), tmp_path)) as show:
        heights = show.page.locator(".body p").evaluate("e => e.getBoundingClientRect().height")
        assert heights == pytest.approx(24 * 1.2 / 0.75, abs=0.1)
        tops = show.page.locator(".body p").evaluate(
            """(e) => [...e.childNodes].map((n) => { const r = document.createRange(); r.selectNodeContents(n);
               return r.getBoundingClientRect().top; })"""
        )
        assert max(tops) - min(tops) < 0.1


def test_marks_hang_before_the_text(browser: Browser, tmp_path: Path) -> None:
    """A mark stands at the indent less the hanging, in its own colour, size and font, and is not said."""
    with shown(browser, write(slide(body(para("One", "bullet"), para("Two", "bullet", 1))), tmp_path)) as show:
        marks = [
            show.page.locator(".body li > p")
            .nth(n)
            .evaluate(
                """(e) => { const s = getComputedStyle(e, "::before");
                   return [s.content, s.color, parseFloat(s.fontSize) * .75, parseFloat(s.minWidth) * .75, s.fontFamily]; }"""
            )
            for n in (0, 1)
        ]
        assert [mark[:2] for mark in marks] == [['"■" / ""', "rgb(224, 138, 46)"], ['"–" / ""', "rgb(31, 42, 55)"]]
        assert [mark[2] for mark in marks] == pytest.approx([24 * 0.6, 20], abs=0.01)
        assert [mark[3] for mark in marks] == pytest.approx([21.6, 21.6], abs=0.1)
        assert "Liberation Sans" in marks[0][4]
        assert "■" not in show.page.locator("main").aria_snapshot()


def test_the_fit_decides_size_and_lines(browser: Browser, tmp_path: Path) -> None:
    """At a step of the ladder every level is painted at PowerPoint's whole point, its lines closer by the reduction."""
    content = body(para("One", "bullet"), para("Two", "bullet", 1), para("H", "heading"), para("Q", "quote"), fit=Fit(85.0, 20.0))
    with shown(browser, write(slide(content), tmp_path)) as show:
        looks = [look(element) for element in show.page.locator(".body :is(p, h3)").all()]
    sizes = [20, 17, 20, 20]
    assert [size for size, _ in looks] == pytest.approx(sizes, abs=0.01)
    assert [line for _, line in looks] == pytest.approx([size * 1.2 * 0.8 for size in sizes], abs=0.01)


@pytest.mark.parametrize(("anchor", "share"), [("top", 0), ("middle", 0.5), ("bottom", 1)])
def test_anchors(browser: Browser, tmp_path: Path, anchor: str, share: float) -> None:
    """Text stands at the top, in the middle or at the bottom of its box, also text that is too tall for it."""
    styled = theme()
    layout = styled.layouts[1]
    places = tuple(replace(p, anchor=anchor) if p.role is Role.BODY else p for p in layout.placeholders)  # type: ignore[arg-type]
    styled = replace(styled, layouts=(styled.layouts[0], replace(layout, placeholders=places), styled.layouts[2]))
    for count in (1, 14):
        pages = slide(body(*(para("x") for _ in range(count))))
        with shown(browser, write(pages, tmp_path, styled)) as show:
            found = lines(show, ".body")
            height = 24 * 1.2 * count + 10 * (count - 1)
            assert baseline(found[0], 24) == pytest.approx(126 + (352.8 - height) * share + 0.95 * 24, abs=0.75)


def test_a_trimmed_title_is_narrower(browser: Browser, tmp_path: Path) -> None:
    """Evening out the lines of a title keeps room free on its right, beyond the inset."""
    trimmed = replace(title("one two three four five six seven eight nine ten eleven twelve thirteen fourteen"), trim=3_000_000)
    with shown(browser, write(deck(page(1, "T", trimmed)), tmp_path)) as show:
        first, second = lines(show, "h1")
        assert max(first["right"], second["right"]) < 54 + 851.76 - 3_000_000 / 12_700


def test_a_box_of_its_own_is_set_like_the_body(browser: Browser, tmp_path: Path) -> None:
    """Text without a placeholder has the body's style, at the top of its own box, also in a layout without a body."""
    aside = TextItem(Role.BODY, None, "Text", box(8, 5, 4, 1), (para("Aside", "bullet"),), moved=True)
    cover = page(1, "T", title("T"), aside, layout="Title Slide")
    with shown(browser, write(deck(cover, page(2, "T", title("T"), aside)), tmp_path)) as show:
        for number in (1, 2):
            show.press(str(number), "Enter")
            (line,) = lines(show, f".slide:nth-of-type({number}) .free")
            assert (line["left"], baseline(line, 24)) == pytest.approx((8 * 72 + 25.2, 5 * 72 + 0.95 * 24), abs=0.75)


def test_decorations_are_drawn(browser: Browser, tmp_path: Path) -> None:
    """A layout's ground, rectangles and outlines are painted in the theme's colours where they belong."""
    import io

    from PIL import Image

    with shown(browser, write(sample(tmp_path), tmp_path)) as show:
        shots = []
        for number in (1, 2, 3):
            show.press(str(number), "Enter")
            shots.append(Image.open(io.BytesIO(show.page.screenshot())).convert("RGB"))
    cover, content, quote = shots
    assert (cover.getpixel((10, 10)), cover.getpixel((75, 400))) == ((0x14, 0x30, 0x4F), (0xE0, 0x8A, 0x2E))
    assert (content.getpixel((640, 5)), content.getpixel((640, 40))) == ((0x14, 0x30, 0x4F), (0xFF, 0xFF, 0xFF))
    assert content.getpixel((100, 146)) == (0xE0, 0x8A, 0x2E)
    assert (quote.getpixel((640, 40)), quote.getpixel((5, 300))) == ((0xEA, 0xF0, 0xF6), (0xE0, 0x8A, 0x2E))
    assert quote.getpixel((80, 190)) == (0xE0, 0x8A, 0x2E)
    assert quote.getpixel((76, 148)) == (0xEA, 0xF0, 0xF6)


def test_one_colour_of_the_theme_is_one_colour_of_the_deck(tmp_path: Path) -> None:
    """A colour that is changed in the theme is nowhere in the deck any more, decorations included."""
    styled = theme()
    changed = replace(styled, palette={**styled.palette, "accent1": "123456"})
    html = write(sample(tmp_path), tmp_path, changed).read_text()
    assert "E08A2E" not in html
    assert html.count("123456") > 3
