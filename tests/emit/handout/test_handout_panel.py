"""The panel deck as a handout, made as people make it: from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2
from tools.command import ROOT, igdeck
from tools.programs import need_fonts

if TYPE_CHECKING:
    from pathlib import Path

WORDS = (
    ("The Future of the Internet, Paris, 8 March", "Moderator: Mark Esseboom.", "The Netherlands"),
    ("Controversial issue since start WSIS", "more at stake than only DNS and Root Server System"),
    ("Tunis resolutions Internet Governance", "We recognize that all governments", "in consultation with all stakeholders."),
    ("Tunis resolutions IG (2)", "enhanced cooperation", "international public policy issues."),
    ("Tunis resolutions IG (3)", "development of globally-applicable principles on public policy"),
    ("Tunis resolutions IG (4)", "Internet Governance Forum (IGF)"),
    ("Two separate processes", "Enhanced cooperation"),
    ("Within relevant organizations", "Space needed for governments to co-ordinate approach"),
)


def test_the_panel_as_a_handout(tmp_path: Path, cache_home: Path) -> None:
    """`igdeck handout` writes eight slides on two sheets, with every slide's words and an outline of eight titles."""
    need_fonts("Carlito")
    built = igdeck("handout", ROOT / "slides" / "panel.md", folder=tmp_path, cache=cache_home)
    assert built.run.returncode == 0, built.run.stderr
    pdf = pypdfium2.PdfDocument(built.folder / "build" / "panel-handout.pdf")
    sheets = [" ".join(page.get_textpage().get_text_bounded().split()) for page in pdf]
    assert len(sheets) == 2
    assert [words for i, slide in enumerate(WORDS) for words in slide if words not in sheets[i // 6]] == []
    titles = [entry.get_title() for entry in pdf.get_toc()]
    assert (len(titles), titles[7]) == (8, "Two separate processes (continued)")
