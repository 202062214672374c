"""The slide language by example: `fixtures/NAME.txt` holds titles, inputs and what comes out, as in the tests of markdown-it.

In an input `→` is a tab. `split.txt` shows the line range of each slide, the other files the model as `tools.dump` writes it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tools.dump import dump_deck, dump_diagnostics

from igdeck.model.diagnostics import IgdeckError
from igdeck.source import read_deck
from igdeck.source.split import split_slides

if TYPE_CHECKING:
    from collections.abc import Iterator

FIXTURES = Path(__file__).parent / "fixtures"
WHOLE = ("blocks", "inlines", "later", "frontmatter", "settings", "marks", "containers", "html")


def examples(name: str) -> Iterator[Any]:
    """The examples of a file: a title, a line `.`, the input, a line `.`, the output, a line `.`."""
    parts = (FIXTURES / f"{name}.txt").read_text(encoding="utf-8").split("\n.\n")
    for title, source, output in zip(parts[::3], parts[1::3], parts[2::3], strict=False):
        yield pytest.param(source.replace("→", "\t"), output, id=title.strip())


@pytest.mark.parametrize(("source", "output"), [*examples("split")])
def test_where_slides_end(source: str, output: str) -> None:
    """Slides end where the example says."""
    chunks, found = split_slides(source, 1, 2)
    lines = source.split("\n")
    assert all(chunk.text == "\n".join(lines[chunk.first_line - 1 : chunk.last_line]) for chunk in chunks)
    ranges = (f"{chunk.first_line}-{chunk.last_line}" for chunk in chunks)
    assert "\n".join((" ".join(ranges), *dump_diagnostics(found))).strip() == output


@pytest.mark.parametrize(("source", "output"), [one for name in WHOLE for one in examples(name)])
def test_what_a_source_means(source: str, output: str, tmp_path: Path) -> None:
    """A source is read as the example says."""
    try:
        read = dump_deck(*read_deck(source, tmp_path))
    except IgdeckError as fault:
        read = "\n".join(dump_diagnostics(fault.diagnostics))
    assert read.strip() == output
