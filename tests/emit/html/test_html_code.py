"""Code in colours with numbers and lines to point at, and captions of tables, in a browser: at the boxes of the layout."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from emit.html.shown import INSIDE, shown, write

from igdeck.layout import make_pages
from igdeck.model.geometry import to_points
from igdeck.model.page import CodeItem, TableItem
from igdeck.source import read_deck
from igdeck.theme import list_templates, load_theme

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

    from igdeck.model.geometry import Box
    from igdeck.model.page import Pages
    from igdeck.model.theme import Theme

SOURCE = """# All

## Code

```{.python .numbers startFrom=9 filename="some/file.py"} {2,4-5}
def f(x):
\treturn x + 1  # one

class A:
    name = "a"
```

## A long line {smallest-code=18}

```{.js .numbers} {2}
const a = 1;
const b = "%s";
const c = 3;
```

## A table

| Place | Tonnes |
|---|---|
| H~2~O **bold** `code` | 1,234 |
| South | 20 |

: Catches, in *tonnes*

## No header

| | |
|---|---|
| Founded | 1972 |
""" % ("word " * 40)

RECT = "e => { const r = e.getBoundingClientRect(); return [r.left, r.top, r.right, r.bottom]; }"
#: The boxes of the bands, which are drawn behind lines.
BANDS = """pre => [...pre.querySelectorAll(".hit")].map(line => {
  const look = getComputedStyle(line, "::after"), box = line.getBoundingClientRect();
  const top = box.top + parseFloat(look.top), left = box.left + parseFloat(look.left);
  return [left, top, left + parseFloat(look.borderLeftWidth) + parseFloat(look.width), top + parseFloat(look.height)];
})"""


def laid(theme: Theme, folder: Path) -> Pages:
    """The pages of the source."""
    deck, _ = read_deck(SOURCE, folder)
    return make_pages(deck, theme)[0]


def points(box: Box) -> list[float]:
    """The edges of a box in points, which are pixels in a window of the slide's size."""
    return [to_points(edge) for edge in (box.x, box.y, box.right, box.bottom)]


def item_of(pages: Pages, number: int, kind: type[Any]) -> Any:
    """The one item of a kind on a page."""
    return next(item for item in pages.pages[number - 1].items if isinstance(item, kind))


@pytest.mark.parametrize("name", [template.name for template in list_templates()])
def test_all_stands_in_its_box(name: str, browser: Browser, tmp_path: Path) -> None:
    """No letter of code, numbers, names of files and captions is outside of its box, and nothing is asked for."""
    with shown(browser, write(laid(load_theme(name), tmp_path), tmp_path, load_theme(name)), size=(960, 540)) as show:
        for slide in show.page.locator(".slide").all():
            assert slide.evaluate(INSIDE) == []
        assert show.noise == []
        assert len(show.requests) == 1


def test_code_is_copied_without_numbers(browser: Browser, tmp_path: Path) -> None:
    """What is selected is the code as it was written, tabs and all."""
    with shown(browser, write(laid(load_theme(), tmp_path), tmp_path, load_theme()), "#2") as show:
        copied = show.page.evaluate(
            "getSelection().selectAllChildren(document.querySelector('pre')) || getSelection().toString()"
        )
        assert copied == 'def f(x):\n\treturn x + 1  # one\n\nclass A:\n    name = "a"'
        first = show.page.locator("pre .line").first
        assert first.evaluate("e => getComputedStyle(e, '::before').content").startswith('"9"')


def test_letters_have_the_colours_of_the_theme(browser: Browser, tmp_path: Path) -> None:
    """They are the variables of the palette, which the style sheet names."""
    theme = load_theme()
    with shown(browser, write(laid(theme, tmp_path), tmp_path, theme), "#2") as show:
        word = show.page.locator("pre .tok-keyword").first
        colour = theme.palette[theme.code.keyword]
        assert word.text_content() == "def "
        assert (
            word.evaluate("e => getComputedStyle(e).color")
            == f"rgb({', '.join(str(int(colour[at : at + 2], 16)) for at in (0, 2, 4))})"
        )
        assert show.page.locator("[style]").count() == 0


@pytest.mark.parametrize("number", [2, 3])
@pytest.mark.parametrize("name", [template.name for template in list_templates()])
def test_bands_lie_where_layout_has_them(name: str, number: int, browser: Browser, tmp_path: Path) -> None:
    """Lines that are pointed at stand on the same boxes as in PowerPoint, wrapped or not, from edge to edge of the panel."""
    theme = load_theme(name)
    pages = laid(theme, tmp_path)
    bands = [points(band) for band in item_of(pages, number, CodeItem).bands[0]]
    with shown(browser, write(pages, tmp_path, theme), f"#{number}", size=(960, 540)) as show:
        drawn = show.page.locator(".slide pre").nth(number - 2).evaluate(BANDS)
        assert min(band[1] for band in drawn) == pytest.approx(bands[0][1], abs=0.6)
        assert max(band[3] for band in drawn) == pytest.approx(bands[-1][3], abs=0.6)
        for left, _, right, _ in drawn:
            assert (left, right) == pytest.approx((bands[0][0], bands[0][2]), abs=0.6)


@pytest.mark.parametrize("name", [template.name for template in list_templates()])
def test_a_table_is_as_tall_as_layout_has_it(name: str, browser: Browser, tmp_path: Path) -> None:
    """Caption and rows stand at their boxes; a rule takes nothing from its row."""
    theme = load_theme(name)
    pages = laid(theme, tmp_path)
    item = item_of(pages, 4, TableItem)
    with shown(browser, write(pages, tmp_path, theme), "#4", size=(960, 540)) as show:
        table = show.page.locator("table").first
        caption, rows = table.locator("caption"), [row.evaluate(RECT) for row in table.locator("tr").all()]
        assert caption.text_content() == "Catches, in tonnes"
        assert caption.evaluate(RECT)[1] == pytest.approx(to_points(item.caption_box.y), abs=0.3)
        assert rows[0][1] == pytest.approx(to_points(item.box.y), abs=0.3)
        assert rows[-1][3] == pytest.approx(to_points(item.box.bottom), abs=0.5)


def test_a_table_without_a_header_has_no_head(browser: Browser, tmp_path: Path) -> None:
    """There is no band, and no cell heads a column."""
    with shown(browser, write(laid(load_theme(), tmp_path), tmp_path, load_theme()), "#5") as show:
        table = show.page.locator("table").nth(1)
        assert table.locator("th, thead").count() == 0
        assert table.locator("td").all_text_contents() == ["Founded", "1972"]
