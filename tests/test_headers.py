"""Headers, in the templates that come with igdeck: at the head of the slides that ask for one, and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pdfplumber
import pytest
from pptx import Presentation
from tools.command import igdeck
from tools.measured import drawn_by_chromium
from tools.validators import audit_faults, sdk_faults

from igdeck.ooxml.lint import lint

if TYPE_CHECKING:
    from pathlib import Path

    from tools.command import Built

SLIDES = "# Cover\n\n---\n\n# Part\n\n---\n\n# A\n\n- a\n\n---\n\n# B {header=off}\n\n- b\n"
PLACE = 13


def talk(head: str, template: str, folder: Path, cache: Path) -> Built:
    """A deck in all formats."""
    (folder / "talk.md").write_text(f"---\n{head}---\n\n{SLIDES}", encoding="utf-8")
    made = igdeck("build", "talk.md", "-t", template, "--to", "pptx,html,pdf", folder=folder, cache=cache)
    assert (made.run.returncode, made.run.stderr) == (0, "")
    return made


@pytest.mark.parametrize("template", ["panel", "paper", "night"])
def test_headers_stand_at_one_place(template: str, tmp_path: Path, cache_home: Path) -> None:
    """In all three formats, above the title; in PowerPoint in a placeholder that has its place from the layout."""
    made = talk("header: Workshop\n", template, tmp_path, cache_home)
    deck = Presentation(str(made.pptx))
    found = [[shape for shape in slide.placeholders if shape.placeholder_format.idx == PLACE] for slide in deck.slides]
    assert [[shape.text for shape in headers] for headers in found] == [[], ["Workshop"], ["Workshop"], []]
    assert found[2][0]._element.spPr.xfrm is None
    left, top = found[2][0].left / 12_700, found[2][0].top / 12_700
    drawn = drawn_by_chromium([made.html])[made.html][2]
    with pdfplumber.open(made.output(".pdf")) as pdf:
        printed = next(word for word in pdf.pages[2].extract_words() if word["text"] == "Workshop")
    shown = next(word for item in drawn.items for word in item.words if word.text == "Workshop")
    assert (shown.left, float(printed["x0"])) == pytest.approx((left, left), abs=1)
    assert top < shown.baseline < float(printed["bottom"]) < top + found[2][0].height / 12_700
    assert [lint(made.pptx), sdk_faults(made.pptx), audit_faults(made.pptx)] == [[], [], []]


def test_a_deck_without_headers_has_no_place_for_them(tmp_path: Path, cache_home: Path) -> None:
    """Whoever adds a slide to it in PowerPoint finds no empty header there; in a deck with headers there is one to fill."""
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    plain = talk("title: T\n", "panel", tmp_path / "a", cache_home)
    headed = talk("header: Workshop\n", "panel", tmp_path / "b", cache_home)
    for made, names in ((plain, 0), (headed, 10)):
        layouts = Presentation(str(made.pptx)).slide_layouts
        assert sum(shape.name == "Header" for layout in layouts for shape in layout.placeholders) == names
