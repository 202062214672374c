"""The plain data that the handout's painter is given."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from emit.handout.sample import body, deck, page, para, sample, theme, title

from igdeck.emit.handout.scene import make_scene
from igdeck.model.page import Fit, PageParagraph

if TYPE_CHECKING:
    from pathlib import Path


def items(data: dict[str, Any], slide: int) -> list[dict[str, Any]]:
    """What stands on a slide, counted from 1."""
    found: list[dict[str, Any]] = data["slides"][slide - 1]["items"]
    return found


def blocks(*paragraphs: PageParagraph, fit: Fit | None = None) -> list[dict[str, Any]]:
    """A body's paragraphs as the painter gets them."""
    data = make_scene(deck(page(1, "T", title("T"), body(*paragraphs, fit=fit))), theme(), plain=True).data
    found: list[dict[str, Any]] = items(data, 1)[1]["blocks"]
    return found


def shape(block: dict[str, Any]) -> Any:
    """The nesting of lists alone: the first word of each paragraph, a list for each list."""
    if block["kind"] == "list":
        return [[shape(inner) for inner in item["blocks"]] if "blocks" in item else [item["text"]] for item in block["items"]]
    return block["text"]


def test_a_scene_is_plain_data(tmp_path: Path) -> None:
    """A whole deck goes through JSON unchanged: nothing but numbers, words, lists and tables of them."""
    data = make_scene(sample(tmp_path), theme(), plain=True).data
    assert json.loads(json.dumps(data)) == data


def test_lists_nest_as_they_are_meant() -> None:
    """Deeper items belong to the item above them, a change of kind starts another list, plain words end one."""
    found = blocks(
        para("a", "bullet"),
        para("b", "bullet", 1),
        para("c", "bullet", 2),
        para("d", "number", 1, 1),
        para("e", "more"),
        para("f", "bullet"),
        para("g", "number", 0, 1),
        para("h"),
        para("i", "bullet"),
    )
    assert [shape(block) for block in found] == [[["a", [["b", [["c"]]]], [["d"]], "e"], ["f"]], [["g"]], "h", [["i"]]]


def test_a_list_may_start_deep() -> None:
    """Items that start at the second level and rise to the first are all there, each at its own indent."""
    found = blocks(para("a", "bullet", 1), para("b", "bullet"))
    assert [shape(block) for block in found] == [[["a"]], [["b"]]]
    assert found[0]["left"] - found[1]["left"] == pytest.approx(0.35 * 72)


def test_no_space_before_the_first_paragraph() -> None:
    """The space before a paragraph is left out at the top of a box alone."""
    assert [block["above"] for block in blocks(para("a"), para("b"), para("c"))] == [0.0, 10.0, 10.0]


def test_the_fit_decides_size_and_lines() -> None:
    """Text is painted at the whole point that PowerPoint would, its lines 1.2 em apart less the reduction."""
    data = make_scene(deck(page(1, "T", title("T"), body(para("a"), fit=Fit(85.0, 20.0)))), theme(), plain=True).data
    look = data["looks"][items(data, 1)[1]["blocks"][0]["look"]]
    assert look["size"] == 20.0
    assert look["top"] - look["bottom"] == pytest.approx(20 * 1.2 * 0.8)


def test_an_outline_is_scaled_to_its_box(tmp_path: Path) -> None:
    """A drawn decoration fills its box, whatever the measures of its own view are."""
    data = make_scene(sample(tmp_path), theme(), plain=True).data
    mark = data["decorations"][data["slides"][2]["decorations"]][0]
    points = [point for segment in mark["segments"] for point in segment["points"]]
    assert max(x for x, _ in points) <= mark["box"]["width"]
    assert max(y for _, y in points) == pytest.approx(mark["box"]["height"])
    assert [segment["step"] for segment in mark["segments"]].count("Z") == 2


def test_a_picture_on_two_slides_is_one_file(tmp_path: Path) -> None:
    """The same picture twice is copied and embedded once."""
    pages = sample(tmp_path)
    again = deck(*pages.pages, pages.pages[5])
    assert len(make_scene(again, theme(), plain=True).pictures) == 1
