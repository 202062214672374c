"""What PowerPoint prints as notes pages is what igdeck's own PDF of notes shows: the same things at the same places."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pdfplumber
import pytest
from tools.office import convert

from igdeck import Wish, build_deck, build_handout

if TYPE_CHECKING:
    from pathlib import Path

TALK = """---
title: Tides
author: Ada
date: 8 March
lang: en
---

# One

- a

::: notes
Spoken words.
:::
"""
#: What PowerPoint's notes pages are called among LibreOffice's ways to export.
YES = '{"type":"boolean","value":"true"}'
NOTES_PAGES = f'pdf:impress_pdf_Export:{{"ExportNotesPages":{YES},"ExportOnlyNotesPages":{YES}}}'
#: LibreOffice knows no fonts of a theme on notes pages, so letters differ a little in width and in height, in points.
NEARLY = 4.0


def places(path: Path) -> dict[str, float]:
    """Where things stand on the second page: sides of words that stay put whatever font they are in, and of the slide."""
    with pdfplumber.open(path) as pdf:
        page = pdf.pages[1]
        words = {word["text"]: word for word in page.extract_words()}
        found = [(rect["x0"], rect["top"], rect["x1"], rect["bottom"]) for rect in (*page.rects, *page.curves)]
        slide = max(
            (box for box in found if box[2] - box[0] < page.width - 1), key=lambda box: (box[2] - box[0]) * (box[3] - box[1])
        )
        return {
            "header": words["Tides"]["x0"],
            "header's foot": words["Tides"]["bottom"],
            "date": words["March"]["x1"],
            "author": words["Ada"]["x0"],
            "author's head": words["Ada"]["top"],
            "notes": words["Spoken"]["x0"],
            "notes' head": words["Spoken"]["top"],
            "slide's left": slide[0],
            "slide's head": slide[1],
            "slide's right": slide[2],
            "slide's foot": slide[3],
        }


@pytest.mark.draw
@pytest.mark.usefixtures("libreoffice")
@pytest.mark.parametrize("asked", ["paper: a4", "paper: letter", "orientation: landscape"])
def test_notes_pages_are_printed_alike(asked: str, tmp_path: Path) -> None:
    """Header, date, author, slide and notes stand where they do in the PDF, upright and lying, on either paper."""
    (tmp_path / "talk.md").write_text(TALK.replace("lang: en\n", f"lang: en\nhandout:\n  {asked}\n"), encoding="utf-8")
    build_deck(tmp_path / "talk.md", formats=["pptx"], out=tmp_path)
    build_handout(tmp_path / "talk.md", wish=Wish(layout="notes"), out=tmp_path)
    ours = places(tmp_path / "talk-notes.pdf")
    (printed,) = convert([tmp_path / "talk.pptx"], NOTES_PAGES, tmp_path / "printed")
    assert places(printed) == pytest.approx(ours, abs=NEARLY)
