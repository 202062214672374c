"""Code in colours with numbers, the name of its file and lines to point at, and captions of tables, as native shapes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from emit.pptx.made import A, P, emitted, part, text
from tools.validators import audit_faults, sdk_faults

from igdeck.layout import make_pages
from igdeck.ooxml.lint import lint
from igdeck.source import read_deck
from igdeck.theme import list_templates, load_theme

if TYPE_CHECKING:
    from pathlib import Path

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

## Steps and a long line

```js {1|2}
const a = 1;
const b = "%s";
```

## A table

| Place | Tonnes |
|---|---|
| H~2~O **bold** [link](https://example.org) | 1,234 |

: Catches, in *tonnes*

## No header

| | |
|---|---|
| Founded | 1972 |
""" % ("x" * 200)


def made(theme: Theme, folder: Path) -> tuple[Pages, bytes]:
    """The deck with everything."""
    deck, _ = read_deck(SOURCE, folder)
    pages, _ = make_pages(deck, theme)
    return pages, emitted(pages, theme)


def named(deck: bytes, number: int) -> dict[str, Any]:
    """The shapes of a slide by their names, those of groups as well."""
    tree = part(deck, f"ppt/slides/slide{number}.xml")
    tags = (P + "sp", P + "grpSp", P + "graphicFrame")
    return {shape.find(f".//{P}cNvPr").get("name"): shape for shape in tree.iter(*tags)}


def box(shape: Any) -> tuple[int, ...]:
    """Where a shape stands."""
    place = shape.find(f".//{A}xfrm")
    off, ext = place.find(A + "off"), place.find(A + "ext")
    return tuple(int(end.get(key)) for end, key in ((off, "x"), (off, "y"), (ext, "cx"), (ext, "cy")))


@pytest.mark.parametrize("name", [template.name for template in list_templates()])
def test_decks_with_code_and_tables_are_sound(name: str, tmp_path: Path) -> None:
    """Both validators and the lint find nothing, in any template."""
    _, deck = made(load_theme(name), tmp_path)
    path = tmp_path / "deck.pptx"
    path.write_bytes(deck)
    assert lint(deck) == []
    assert sdk_faults(path) == []
    assert audit_faults(path) == []


def test_letters_have_colours_of_the_theme(tmp_path: Path) -> None:
    """Runs of code are filled with theme colours alone; what has no look has the level's."""
    theme = load_theme()
    _, deck = made(theme, tmp_path)
    code = named(deck, 2)["Code"]
    assert code.find(f".//{P}ph").get("idx") == "1"
    colours = {
        text(run): (fill.get("val") if (fill := run.find(f"{A}rPr/{A}solidFill/{A}schemeClr")) is not None else "")
        for run in code.iter(A + "r")
    }
    assert colours["def "] == theme.code.keyword
    assert colours["1  "] == theme.code.number
    assert colours["# one"] == theme.code.comment
    assert colours["f"] == theme.code.name
    assert colours["(x):"] == ""
    assert not list(part(deck, "ppt/slides/slide2.xml").iter(A + "srgbClr"))


def test_code_is_copied_without_numbers(tmp_path: Path) -> None:
    """Numbers and the name of the file stand in boxes of their own, beside the code and above it, on the panel."""
    _, deck = made(load_theme(), tmp_path)
    shapes = named(deck, 2)
    code = shapes["Code"]
    assert [text(line) for line in code.iter(A + "p")] == [
        "def f(x):",
        "    return x + 1  # one",
        "",
        "class A:",
        '    name = "a"',
    ]
    numbers = shapes["Code Line Numbers"]
    assert [text(line) for line in numbers.iter(A + "p")] == ["9", "10", "11", "12", "13"]
    assert numbers.find(f".//{A}lvl1pPr").get("algn") == "r"
    assert text(shapes["Code File"]) == "some/file.py"
    panel, (x, y, width, height) = box(shapes["Code Panel"]), box(numbers)
    inside = code.find(f".//{A}bodyPr")
    assert panel[0] < x < x + width < panel[0] + int(inside.get("lIns"))
    assert y + int(numbers.find(f".//{A}bodyPr").get("tIns")) == panel[1] + int(inside.get("tIns"))
    assert y + height == panel[1] + panel[3]


def test_bands_lie_under_the_code(tmp_path: Path) -> None:
    """Panel, bands, letters: in this order from below. A band is a group, and none of them is read out."""
    pages, deck = made(load_theme(), tmp_path)
    names = list(named(deck, 2))
    order = [names.index(name) for name in ("Code Panel", "Code Mark", "Code Mark 2", "Code")]
    assert order == sorted(order)
    item = pages.pages[1].items[1]
    bands = [(band.x, band.y, band.width, band.height) for band in item.bands[0]]  # type: ignore[union-attr]
    shapes = named(deck, 2)
    assert [box(shapes[name]) for name in ("Code Mark", "Code Mark 2")] == bands
    for name in ("Code Panel", "Code Mark", "Code Mark Band", "Code Mark Bar"):
        assert any("decorative" in child.tag for child in shapes[name].find(f".//{P}cNvPr").iter())
    assert shapes["Code"].find(f"{P}spPr/{A}noFill") is not None
    assert shapes["Code Mark Band"].find(f".//{A}schemeClr").get("val") == "accent2"


def test_shapes_have_numbers_of_their_own(tmp_path: Path) -> None:
    """No two shapes on a slide have one id or one name, however many an item becomes."""
    _, deck = made(load_theme(), tmp_path)
    for number in range(1, 6):
        shapes = list(part(deck, f"ppt/slides/slide{number}.xml").iter(P + "cNvPr"))
        assert len({shape.get("id") for shape in shapes}) == len(shapes)
        assert len({shape.get("name") for shape in shapes}) == len(shapes)


def test_groups_take_turns(tmp_path: Path) -> None:
    """The first of several groups lies on a panel that hides the others, in print too; with a click it goes."""
    _, deck = made(load_theme(), tmp_path)
    shapes = named(deck, 3)
    assert [name for name in shapes if name.startswith(("Code Turn", "Code Mark"))] == [
        f"{layer}{part}"
        for turn, mark in (("Code Turn 2", "Code Mark 2"), ("Code Turn 1", "Code Mark"))
        for layer, parts in ((turn, ("", " Panel")), (mark, ("", " Band", " Bar")))
        for part in parts
    ]
    assert box(shapes["Code Turn 1 Panel"]) == box(shapes["Code Turn 2 Panel"])
    slide = part(deck, "ppt/slides/slide3.xml")
    first = shapes["Code Turn 1"].find(f".//{P}cNvPr").get("id")
    assert [target.get("spid") for target in slide.iter(P + "spTgt")] == [first]
    assert [value.get("val") for value in slide.iter(P + "strVal")] == ["hidden"]


def test_a_table_has_its_caption_beside_it(tmp_path: Path) -> None:
    """The caption is a text box, read before its table; in the description it stands as well."""
    _, deck = made(load_theme(), tmp_path)
    shapes = named(deck, 4)
    names = list(shapes)
    assert names.index("Table Caption") < names.index("Table")
    assert text(shapes["Table Caption"]) == "Catches, in tonnes"
    assert shapes["Table"].find(f".//{P}cNvPr").get("descr") == "Catches, in tonnes: Place, Tonnes"
    x, y, width, height = box(shapes["Table Caption"])
    off = shapes["Table"].find(f"{P}xfrm/{A}off")
    assert (x, y + height) <= (int(off.get("x")), int(off.get("y")))
    assert width == int(shapes["Table"].find(f"{P}xfrm/{A}ext").get("cx"))


def test_a_table_without_a_header_says_so(tmp_path: Path) -> None:
    """Its first row is not set as a header."""
    _, deck = made(load_theme(), tmp_path)
    table = named(deck, 5)["Table"]
    assert table.find(f".//{A}tblPr").get("firstRow") == "0"
    assert [text(cell) for cell in table.iter(A + "tc")] == ["Founded", "1972"]
