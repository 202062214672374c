"""Building a deck: what becomes of hand edits, of keys, of the state folder, and what a result tells."""

from __future__ import annotations

import io
import json
import shutil
from typing import TYPE_CHECKING

import pytest
from pptx import Presentation
from tools.command import ROOT

from igdeck import build_deck, build_handout, check_deck
from igdeck.build.run import build_live
from igdeck.build.state import FOLDER, known_slides
from igdeck.model.diagnostics import Severity

if TYPE_CHECKING:
    from pathlib import Path

    from igdeck.build.work import BuildResult

TWO = "# One\n\n- a\n- b\n\n---\n\n# Two\n\n- c\n"


@pytest.fixture(autouse=True)
def _in_folder(tmp_path: Path, cache_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache_home))


@pytest.fixture
def source(tmp_path: Path) -> Path:
    (tmp_path / "a.md").write_text(TWO, encoding="utf-8")
    return tmp_path / "a.md"


@pytest.fixture
def deck(tmp_path: Path, source: Path) -> Path:
    """The deck of the source, built."""
    assert build_deck(source).ok
    return tmp_path / "build" / "a.pptx"


def codes(result: BuildResult) -> list[str]:
    return [diagnostic.code for diagnostic in result.diagnostics]


def edit(deck: Path, title: str | None) -> bytes:
    """Save a deck again as an office program would, with another title on its second slide if one is given."""
    presentation = Presentation(str(deck))
    if title:
        presentation.slides[1].shapes.title.text = title
    saved = io.BytesIO()
    presentation.save(saved)
    deck.write_bytes(saved.getvalue())
    return saved.getvalue()


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# Hand edits -----------------------------------------------------------------------------------------------------


def test_a_deck_that_was_changed_by_hand(source: Path, deck: Path) -> None:
    """A changed .pptx is refused, with the slide that was changed; not one file of the source is written."""
    edit(deck, "Two, better")
    before = files(deck.parent)
    source.write_text(TWO.replace("- c", "- d"), encoding="utf-8")
    result = build_deck(source)
    assert (result.ok, result.outputs, codes(result)) == (False, (), ["output-edited"])
    (refusal,) = result.diagnostics
    assert "slide 2" in refusal.message
    assert "--force" in refusal.hint
    assert files(deck.parent) == before


def test_force_overwrites_and_keeps(source: Path, deck: Path) -> None:
    """With `force` the deck is new, and the changed one is kept where the note says; twice is no loss."""
    kept = []
    for title in ("First edit", "Second edit"):
        edited = edit(deck, title)
        result = build_deck(source, force=True)
        assert codes(result) == ["output-rescued"]
        assert result.diagnostics[0].severity is Severity.NOTE
        (backup,) = [path for path in (deck.parent / FOLDER).glob("a-edited-*.pptx") if path.read_bytes() == edited]
        assert backup.name in result.diagnostics[0].message
        kept.append(backup)
    assert all(path.exists() for path in kept)
    assert result.outputs == (deck.relative_to(deck.parents[1]), deck.with_suffix(".html").relative_to(deck.parents[1]))
    assert Presentation(str(deck)).slides[1].shapes.title.text == "Two"
    assert build_deck(source).diagnostics == ()


def test_a_deck_that_was_only_saved(source: Path, deck: Path) -> None:
    """A deck that was opened and saved without a change is no loss: it is overwritten."""
    edit(deck, None)
    source.write_text(TWO.replace("- c", "- d"), encoding="utf-8")
    assert build_deck(source).ok
    assert "d" in [shape.text_frame.text for shape in Presentation(str(deck)).slides[1].shapes if shape.has_text_frame]


def test_an_edit_is_seen_without_state(source: Path, deck: Path) -> None:
    """Without the state folder the deck's own stamps tell: an edit is refused, a deck as it was written is not."""
    shutil.rmtree(deck.parent / FOLDER)
    source.write_text(TWO.replace("- c", "- d"), encoding="utf-8")
    assert build_deck(source).ok
    shutil.rmtree(deck.parent / FOLDER)
    edit(deck, "Two, better")
    assert codes(build_deck(source)) == ["output-edited"]


def test_somebody_elses_deck(source: Path, deck: Path) -> None:
    """A .pptx of that name which igdeck did not write, or that is no deck at all, is not overwritten."""
    Presentation().save(str(deck))
    assert codes(build_deck(source)) == ["output-edited"]
    deck.write_bytes(b"my notes")
    assert codes(build_deck(source)) == ["output-edited"]
    assert deck.read_bytes() == b"my notes"
    assert build_deck(source, formats=["html"]).ok


def test_somebody_elses_page(source: Path, tmp_path: Path) -> None:
    """An HTML file that igdeck did not write is not overwritten either; with `force` it is kept."""
    (tmp_path / "a.html").write_text("<!doctype html><title>My page</title>", encoding="utf-8")
    assert codes(build_deck(source, out=tmp_path)) == ["output-foreign"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.html", "a.md"]
    result = build_deck(source, out=tmp_path, force=True)
    assert codes(result) == ["output-rescued"]
    assert "My page" in next((tmp_path / FOLDER).glob("a-edited-*.html")).read_text(encoding="utf-8")
    assert build_deck(source, out=tmp_path).diagnostics == ()


def test_most_decks_are_not_opened(source: Path, deck: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A deck that is what was generated, or what is to be written, is not asked for changes: that takes ten times as long."""
    monkeypatch.setattr("igdeck.merge.hand_changes", lambda _: pytest.fail("the deck was opened"))
    state = files(deck.parent / FOLDER)
    source.write_text(TWO.replace("- c", "- d"), encoding="utf-8")
    assert build_deck(source).ok
    for name, content in state.items():  # as if the newest deck had come from elsewhere
        (deck.parent / FOLDER / name).write_bytes(content)
    assert build_deck(source).ok


# Keys -----------------------------------------------------------------------------------------------------------


def keys(folder: Path) -> list[str]:
    return [slide.key for slide in known_slides(folder / "build", "a")]


def test_an_edited_slide_keeps_its_key(source: Path, tmp_path: Path) -> None:
    """A slide with a new title is the slide that it was; a new one gets a key of its own."""
    assert build_deck(source).ok
    assert keys(tmp_path) == ["one", "two"]
    source.write_text(TWO.replace("# Two", "# Second") + "\n---\n\n# Three\n\n- new\n", encoding="utf-8")
    assert build_deck(source).ok
    assert keys(tmp_path) == ["one", "two", "three"]
    shutil.rmtree(tmp_path / "build")
    assert build_deck(source).ok
    assert keys(tmp_path) == ["one", "second", "three"]


def test_a_build_that_fails_forgets_nothing(source: Path, tmp_path: Path) -> None:
    """What was remembered stays until files are written."""
    assert build_deck(source).ok
    before = files(tmp_path / "build")
    source.write_text("# Eins\n\n---\n\n# Zwei\n\n---\n\n# Zwei\n", encoding="utf-8")
    assert not build_deck(source, strict=True).ok
    assert files(tmp_path / "build") == before


# The state folder -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"{}",
        b'{"format": 99, "slides": [{"key": "old", "name": "One", "digest": "x", "text": "x"}]}',
        b'{"format": 1, "slides": [{}]}',
        b'{"format": 1, "slides": [{"key": 1, "name": "One", "digest": "x", "text": "x"}]}',
        b'{"format": 1, "slides": [{"key": "a\\u0000b", "name": "One", "digest": "x", "text": "x"}]}',
        b'{"format": 1, "slides": [{"key": "a b", "name": "One", "digest": "x", "text": "x"}]}',
        b"[" * 100_000,
    ],
)
def test_a_damaged_state_is_none(source: Path, tmp_path: Path, content: bytes) -> None:
    """Whatever stands in the state file, the build goes through and writes it anew."""
    assert build_deck(source).ok
    state = tmp_path / "build" / FOLDER / "a.json"
    whole = state.read_bytes()
    state.write_bytes(content)
    assert build_deck(source).diagnostics == ()
    assert state.read_bytes() == whole


def test_a_state_that_cannot_be_written(source: Path, tmp_path: Path) -> None:
    """A file in the place of the state folder costs the memory, not the deck."""
    (tmp_path / "build").mkdir()
    (tmp_path / "build" / FOLDER).write_text("mine", encoding="utf-8")
    result = build_deck(source)
    assert result.ok
    assert codes(result) == ["state-unwritable"]
    assert [path.name for path in result.outputs] == ["a.pptx", "a.html"]
    assert all(path.is_file() for path in result.outputs)
    assert (tmp_path / "build" / FOLDER).read_text(encoding="utf-8") == "mine"


def test_a_hand_edit_is_not_given_up_for_want_of_state(source: Path, deck: Path) -> None:
    """With `force`, a changed deck that cannot be kept is not overwritten."""
    edited = edit(deck, "Two, better")
    shutil.rmtree(deck.parent / FOLDER)
    (deck.parent / FOLDER).write_text("mine", encoding="utf-8")
    result = build_deck(source, force=True)
    assert not result.ok
    assert "output-folder" in codes(result)
    assert deck.read_bytes() == edited


def test_a_hand_edit_is_kept_beside_a_state_that_cannot_be_written(source: Path, deck: Path) -> None:
    """Where only the memory of the build cannot be written, the changed deck is kept all the same."""
    edited = edit(deck, "Two, better")
    (deck.parent / FOLDER / "a.json").unlink()
    (deck.parent / FOLDER / "a.json").mkdir()
    result = build_deck(source, force=True)
    assert codes(result) == ["output-rescued", "state-unwritable"]
    assert next((deck.parent / FOLDER).glob("a-edited-*")).read_bytes() == edited


def test_the_state_is_readable(source: Path, tmp_path: Path) -> None:
    """What is remembered is plain JSON: keys, names, hashes and text, and no path or time."""
    assert build_deck(source).ok
    state = json.loads((tmp_path / "build" / FOLDER / "a.json").read_text(encoding="utf-8"))
    assert state["format"] == 1
    assert [(slide["key"], slide["name"]) for slide in state["slides"]] == [("one", "One"), ("two", "Two")]
    assert str(tmp_path) not in json.dumps(state)


# Results --------------------------------------------------------------------------------------------------------


def test_what_a_deck_is_made_of(tmp_path: Path) -> None:
    """The dependencies are source, pictures and template, missing pictures too: a preview waits for those."""
    shutil.copytree(ROOT / "templates" / "panel", tmp_path / "mine")
    (tmp_path / "mine" / "handout.typ").write_text("// mine\n", encoding="utf-8")
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "a.gif").write_bytes(b"GIF89a\1\0\1\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\1\0\1\0\0\2\2D\1\0;")
    text = (
        "---\ntemplate: mine\n---\n# One ![t](t.png)\n\n![a](pictures/a.gif)\n\n- x\n  - ![b](b.png)\n\n> *![c](c%20c.png)*\n\n"
        "---\n\n# Two\n\n| a | b |\n|---|---|\n| ![d](d.png) | [![e](e.png)](https://example.org) |\n\n"
        "---\n\n# Three\n\n![f](https://example.org/f.png) ![a](pictures/a.gif)\n\n```\n![g](g.png)\n```\n"
    )
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    result = build_deck(tmp_path / "a.md")
    known = [path.relative_to(tmp_path).as_posix() for path in result.dependencies]
    assert known == [
        "a.md",
        "t.png",
        "pictures/a.gif",
        "b.png",
        "c c.png",
        "d.png",
        "e.png",
        "mine/template.toml",
        "mine/handout.typ",
    ]


def test_a_build_that_ended_early_tells_what_it_knew(source: Path, tmp_path: Path) -> None:
    """A broken template is among the dependencies, so that mending it builds again; what was found before is told too."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "template.toml").write_text("title =", encoding="utf-8")
    source.write_text("---\ntitel: x\ntemplate: mine\n---\n# One\n", encoding="utf-8")
    result = build_deck(source)
    assert codes(result)[0] == "front-matter-key"
    assert result.diagnostics[-1].file.endswith("template.toml")
    assert tmp_path / "mine" / "template.toml" in result.dependencies
    assert result.slides == 0


def test_findings_stand_in_the_order_of_the_source(source: Path) -> None:
    """What the reader found and what the layout found is told from top to bottom."""
    crowded = "".join(f"- point {number} of far too many\n" for number in range(80))
    source.write_text(f"# One\n\n{crowded}\n---\n\n# Two\n\n![x](two.png)\n\n---\n\n# Three\n\n{crowded}", encoding="utf-8")
    found = build_deck(source).diagnostics
    assert len(found) == 3
    assert found[1].code == "picture-missing"
    assert [diagnostic.line for diagnostic in found] == sorted(diagnostic.line for diagnostic in found)


def test_every_finding_names_a_file(source: Path) -> None:
    """A program that reads results of many sources knows what each finding is about."""
    source.write_text("# One\n\n![x](one.png)\n\n$x$\n", encoding="utf-8")
    for result in (build_deck(source, formats=["pdf", "html"]), build_handout(source), check_deck(source)):
        assert {diagnostic.file for diagnostic in result.diagnostics} == {str(source)}


def test_formats_for_programs(source: Path) -> None:
    """A format that there is not is a diagnostic, not an exception."""
    assert codes(build_deck(source, formats=["odp"])) == ["format-unknown"]
    assert [path.suffix for path in build_deck(source, formats=["html", "pptx"]).outputs] == [".pptx", ".html"]


def test_the_steps_of_a_build(source: Path) -> None:
    """A listener hears each step as it begins, and how many there are."""
    heard: list[tuple[int, int, str]] = []
    build_deck(source, progress=lambda done, total, step: heard.append((done, total, step)))
    assert heard == [
        (0, 5, "reading"),
        (1, 5, "laying out"),
        (2, 5, "drawing the .pptx"),
        (3, 5, "drawing the .html"),
        (4, 5, "writing"),
    ]


def test_a_live_build_gives_the_deck_though_it_cannot_be_written(source: Path, deck: Path) -> None:
    """The preview has the newest deck while the files wait for a program to let go."""
    (deck.parent / ".~lock.a.pptx#").write_bytes(b",ada,desk,,;")
    source.write_text(TWO.replace("- c", "- d"), encoding="utf-8")
    result, html = build_live(source)
    assert codes(result) == ["output-open"]
    assert html is not None
    assert html != (deck.parent / "a.html").read_bytes()


def test_a_picture_that_goes_while_it_is_drawn(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A picture that is deleted between reading and drawing is told by name."""
    from PIL import Image

    Image.new("RGB", (40, 30)).save(tmp_path / "p.png")
    source.write_text("# One\n\n![x](p.png)\n", encoding="utf-8")
    import igdeck.layout

    lay_out = igdeck.layout.make_pages

    def robbed(*arguments: object, **more: object) -> object:
        (tmp_path / "p.png").unlink()
        return lay_out(*arguments, **more)  # type: ignore[arg-type]

    monkeypatch.setattr("igdeck.layout.make_pages", robbed)
    result = build_deck(source)
    assert codes(result)[-1] == "picture-unreadable"
    assert "p.png" in result.diagnostics[-1].message
    assert result.outputs == ()


def test_a_deck_that_cannot_be_read(source: Path, deck: Path) -> None:
    """What cannot be read is not overwritten, because nobody knows what is in it: here a link in a circle."""
    deck.unlink()
    deck.symlink_to(deck)
    assert codes(build_deck(source)) == ["output-protected"]
    assert deck.is_symlink()
