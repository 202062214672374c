"""The colours of code are kept from build to build, are never out of date, and never in the way."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from igdeck import build_deck

if TYPE_CHECKING:
    from pathlib import Path

SUM = "```python\ndef total(x):\n    return x + 1\n```"
LIST = "```js\nconst items = [1, 2];\n```"
TEXT = "```text\nplain\n```"


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache."""
    monkeypatch.setenv("IGDECK_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache"


def built(folder: Path, *blocks: str) -> tuple[bytes, ...]:
    """The outputs of a deck with a block a slide."""
    source = folder / "deck.md"
    source.write_text("".join(f"## Slide {number}\n\n{block}\n\n" for number, block in enumerate(blocks)), encoding="utf-8")
    result = build_deck(source, out=folder / "build")
    assert result.ok, result.diagnostics
    return tuple(output.read_bytes() for output in result.outputs)


def without_pygments(folder: Path, *blocks: str) -> tuple[bytes, ...]:
    """The same where Pygments knows no language: an import of them fails."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "pygments.lexers", None)
        return built(folder, *blocks)


def entries(cache: Path) -> list[Path]:
    return sorted(cache.glob("*.code"))


def test_the_next_build_needs_no_pygments(tmp_path: Path, cache: Path) -> None:
    """A build of the same code makes the same files without asking Pygments about any language."""
    first = built(tmp_path, SUM, LIST, TEXT)
    assert len(entries(cache)) == 1
    assert b'<span class="tok-keyword">def ' in first[1]
    assert without_pygments(tmp_path, SUM, LIST, TEXT) == first


def test_code_may_move_and_go(tmp_path: Path, cache: Path) -> None:
    """Code is known again on another slide; what is gone is forgotten with the next that is new."""
    built(tmp_path, SUM, LIST)
    without_pygments(tmp_path, LIST, TEXT, SUM)
    built(tmp_path, LIST, SUM.replace("total", "mean"))
    without_pygments(tmp_path, LIST)
    with pytest.raises(ImportError):
        without_pygments(tmp_path, SUM)
    assert len(entries(cache)) == 1


def test_a_letter_or_a_language_counts(tmp_path: Path, cache: Path) -> None:
    """Code that was changed, or is said to be in another language, is read anew."""
    built(tmp_path, SUM)
    for other in (SUM.replace("total", "totals"), SUM.replace("python", "ruby")):
        with pytest.raises(ImportError):
            without_pygments(tmp_path, other)
    assert entries(cache)


def test_another_pygments_counts(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What an older Pygments said is not taken for what this one says."""
    built(tmp_path, SUM)
    monkeypatch.setattr("pygments.__version__", "99")
    with pytest.raises(ImportError):
        without_pygments(tmp_path, SUM)
    built(tmp_path, SUM)
    assert len(entries(cache)) == 2


@pytest.mark.parametrize("content", [b"", b"rubbish", None])
def test_a_damaged_entry_is_none(tmp_path: Path, cache: Path, content: bytes | None) -> None:
    """An entry that is empty, damaged or a folder is passed over, and written anew where that can be."""
    first = built(tmp_path, SUM)
    (entry,) = entries(cache)
    entry.unlink()
    if content is None:
        entry.mkdir()
    else:
        entry.write_bytes(content)
    assert built(tmp_path, SUM) == first
    if content is not None:
        assert without_pygments(tmp_path, SUM) == first


def test_a_deck_without_code_keeps_nothing(tmp_path: Path, cache: Path) -> None:
    """Where there is nothing to colour, there is no entry."""
    built(tmp_path, TEXT, "words")
    assert not entries(cache)


def test_an_unknown_language_is_said_each_time(tmp_path: Path, cache: Path) -> None:
    """What there is to say about code is said in the second build, too."""
    (tmp_path / "deck.md").write_text("## A\n\n```pythn\nx\n```\n", encoding="utf-8")
    for _ in range(2):
        result = build_deck(tmp_path / "deck.md", out=tmp_path / "build")
        assert [found.code for found in result.diagnostics] == ["code-language"]
    assert not entries(cache)
