"""Tables, pictures and fields on slides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from emit.handout.sample import box, deck, page, picture, sample, title
from emit.pptx.made import A, P, R, emitted, panel_theme, part, raw, sample_theme, shapes, slide, text
from PIL import Image

from igdeck.model.inline import Asset
from igdeck.model.page import FieldItem, PictureItem, Run, TableItem
from igdeck.model.theme import Role
from igdeck.model.value import replace
from igdeck.ooxml.lint import lint

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def table(tmp_path: Path) -> Any:
    """The frame of the sample's table."""
    tree = part(emitted(sample(tmp_path)), "ppt/slides/slide5.xml")
    return next(tree.iter(P + "graphicFrame"))


def test_a_table_is_a_native_one(table: Any) -> None:
    """It has a header row, its columns and rows add up to its frame, and it is described."""
    extent = table.find(f"{P}xfrm/{A}ext")
    assert sum(int(e.get("w")) for e in table.iter(A + "gridCol")) == int(extent.get("cx"))
    assert sum(int(e.get("h")) for e in table.iter(A + "tr")) == int(extent.get("cy"))
    assert table.find(f".//{A}tblPr").get("firstRow") == "1"
    assert table.find(f".//{P}cNvPr").get("descr") == "Hosts by country"
    assert table.find(f".//{P}ph").get("idx") == "1"


def test_cells_stand_as_the_author_said(table: Any) -> None:
    """Cells have their column's alignment and the table's size."""
    row = list(table.iter(A + "tr"))[1]
    aligns = [p.find(A + "pPr").get("algn") if p.find(A + "pPr") is not None else "l" for p in row.iter(A + "p")]
    assert aligns == ["l", "r", "ctr"]
    assert {run.get("sz") for run in row.iter(A + "rPr")} == {"1600"}
    assert [text(cell) for cell in row.iter(A + "tc")] == ["France", "1 250", "1988"]


def test_a_cell_may_be_empty() -> None:
    """An empty cell is a paragraph of the table's size, so that its row is no taller than the others."""
    empty = TableItem(1, "Table", box(1, 2, 4, 1), ((), (Run("B"),)), (), ("left", "left"), (100, 200), (300,), 14.0, "")
    frame = next(slide(empty).iter(P + "graphicFrame"))
    assert frame.find(f".//{A}endParaRPr").get("sz") == "1400"
    assert frame.find(f".//{P}cNvPr").get("descr") == "Table"


@pytest.mark.parametrize("theme", [sample_theme(), panel_theme()], ids=lambda theme: theme.name)
def test_the_tables_style_is_the_decks_own(theme: Any, tmp_path: Path) -> None:
    """The table's style is in the deck and its default, so that Table Design shows it and a new table has it."""
    made = emitted(sample(tmp_path), theme)
    styles = part(made, "ppt/tableStyles.xml")
    used = part(made, "ppt/slides/slide5.xml").findtext(f".//{A}tableStyleId")
    assert styles.get("def") == used == styles.find(A + "tblStyle").get("styleId")
    header = styles.find(f".//{A}firstRow//{A}fill//{A}schemeClr").get("val")
    assert header == {"dk2": "tx2"}[theme.table.header_background]


def test_a_picture_stands_in_its_placeholder(tmp_path: Path) -> None:
    """It keeps its place, is described, and holds the author's bytes as they are."""
    made = emitted(sample(tmp_path))
    shown = next(part(made, "ppt/slides/slide6.xml").iter(P + "pic"))
    assert shown.find(f".//{P}ph").get("idx") == "1"
    assert shown.find(f".//{P}cNvPr").get("descr") == "Four bars that grow"
    rels = {e.get("Id"): e.get("Target") for e in part(made, "ppt/slides/_rels/slide6.xml.rels")}
    name = rels[shown.find(f".//{A}blip").get(R + "embed")].replace("..", "ppt")
    assert raw(made, name) == (tmp_path / "chart.png").read_bytes()


def test_a_picture_without_words_is_decoration(tmp_path: Path) -> None:
    """Screen readers pass over a picture that its author did not describe."""
    silent = PictureItem(1, "Picture", box(0.75, 1.75, 6.4, 4), picture(tmp_path), "", "", "")
    made = emitted(deck(page(1, "T", title("T"), silent)))
    assert b'decorative" val="1"' in raw(made, "ppt/slides/slide1.xml")
    assert lint(made) == []


def test_a_missing_picture_says_so(tmp_path: Path) -> None:
    """Its frame is a plain shape with a label, in the theme's colours and outside of any placeholder."""
    frame = list(shapes(part(emitted(sample(tmp_path)), "ppt/slides/slide6.xml")))[2]
    assert text(frame) == "lost.png is missing"
    assert frame.find(f".//{P}ph") is None
    assert frame.find(f"{P}spPr/{A}ln/{A}prstDash").get("val") == "dash"


@pytest.mark.parametrize(("kind", "suffix"), [("JPEG", "jpeg"), ("GIF", "gif")])
def test_other_pictures_have_their_own_type(kind: str, suffix: str, tmp_path: Path) -> None:
    """JPEG and GIF are stored under suffixes that the package has a content type for."""
    path = tmp_path / f"p.{suffix}"
    Image.new("RGB", (64, 40), "#336699").save(path, kind)
    asset = Asset(path, kind, f"image/{suffix}", 64, 40)
    made = emitted(deck(page(1, "T", title("T"), PictureItem(1, "Picture", box(1, 2, 6.4, 4), asset, "Blue", "", ""))))
    assert raw(made, f"ppt/media/image1.{suffix}") == path.read_bytes()
    assert lint(made) == []


def test_pictures_are_not_shrunk_by_powerpoint(tmp_path: Path) -> None:
    """The deck asks PowerPoint to save pictures as they are."""
    made = emitted(sample(tmp_path))
    assert part(made, "ppt/presentation.xml").get("autoCompressPictures") == "0"
    assert b'defaultImageDpi xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main" val="32767"' in raw(
        made, "ppt/presProps.xml"
    )


def test_the_foot_is_placeholders_and_fields() -> None:
    """The number is a field that follows the slide; footer and date are words in their placeholders."""
    date = FieldItem(Role.DATE, 10, "Date", box(5.5, 6.95, 2.5, 0.35), "8 March 2006")
    foot = list(shapes(slide(date)))[1:]
    assert [shape.find(f".//{P}ph").get("type") for shape in foot] == ["dt", "ftr", "sldNum"]
    assert [shape.find(f".//{A}fld") is not None for shape in foot] == [False, False, True]
    assert [text(shape) for shape in foot] == ["8 March 2006", "A sample deck", "1"]
    assert all(len(shape.find(P + "spPr")) == 0 for shape in foot)


def test_colours_are_the_themes(tmp_path: Path) -> None:
    """A change of one colour changes the theme and nothing else in the deck."""
    theme, pages = sample_theme(), sample(tmp_path)
    other = replace(theme, palette={**theme.palette, "accent1": "00AA88"})
    made, remade = emitted(pages, theme), emitted(pages, other)
    for name in ("ppt/slides/slide2.xml", "ppt/slideLayouts/slideLayout2.xml", "ppt/slideMasters/slideMaster1.xml"):
        assert raw(made, name) == raw(remade, name)
    assert b"00AA88" in raw(remade, "ppt/theme/theme1.xml")
    assert b"00AA88" not in raw(made, "ppt/theme/theme1.xml")
