"""Hand edits of speaker notes are seen, and notes as they were written are not taken for any."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from emit.pptx.made import emitted, panel_theme
from pptx import Presentation

from igdeck.layout import make_pages
from igdeck.merge import hand_changes
from igdeck.source import read_deck

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = (
    "# A\n\na\n\n::: notes\nSay *this*.\n\n- one\n- two\n:::\n\n---\n\n# B {transition=push}\n\n::: incremental\n- b\n- c\n:::\n"
)


def saved(deck: bytes, number: int = 0, words: str = "") -> bytes:
    """The deck as another program saves it, with other notes on one slide."""
    opened = Presentation(BytesIO(deck))
    opened.core_properties.comments = "saved"
    if number:
        frame = opened.slides[number - 1].notes_slide.notes_text_frame
        assert frame is not None
        frame.text = words
    buffer = BytesIO()
    opened.save(buffer)
    return buffer.getvalue()


def test_edits_of_notes_are_changes(tmp_path: Path) -> None:
    """Notes that were written by hand, or anew, are said with their slide; a save alone changes nothing."""
    source, _ = read_deck(SOURCE, tmp_path)
    pages, _ = make_pages(source, panel_theme())
    deck = emitted(pages, panel_theme())
    assert hand_changes(saved(deck)) == ()
    assert hand_changes(saved(deck, 1, "Say that.")) == ("slide 1, “A”, was changed",)
    assert hand_changes(saved(deck, 1, "")) == ("slide 1, “A”, was changed",)
    assert hand_changes(saved(deck, 2, "New")) == ("slide 2, “B”, was given notes",)
