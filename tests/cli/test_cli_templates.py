"""`igdeck templates show` and `igdeck templates new`."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

import pytest
from pptx import Presentation
from tools.command import igdeck

from igdeck.model.value import replace
from igdeck.theme import find_template, load_theme
from igdeck.theme.layouts import LAYOUTS

if TYPE_CHECKING:
    from pathlib import Path


def test_show_has_every_layout(tmp_path: Path, cache_home: Path) -> None:
    """The sample deck has a slide of each of the ten layouts, in the template asked for, as .pptx and .html."""
    shown = igdeck("templates", "show", "night", "-o", "out", folder=tmp_path, cache=cache_home)
    assert shown.run.stdout == "out/night-template.pptx, out/night-template.html: 15 slides\n", shown.run.stderr
    assert shown.run.stderr == ""
    deck = Presentation(str(tmp_path / "out/night-template.pptx"))
    assert {slide.slide_layout.name for slide in deck.slides} == set(LAYOUTS)
    html = (tmp_path / "out/night-template.html").read_text(encoding="utf-8")
    assert html.count("<section") == len(deck.slides)
    assert "--lt1:#0C1018" in html


def test_show_holds_every_kind_of_content(tmp_path: Path, cache_home: Path) -> None:
    """There is a table, a picture, code, a quotation and a link; no place of a layout but the foot of the cover is left empty."""
    igdeck("templates", "show", "panel", folder=tmp_path, cache=cache_home)
    deck = Presentation(str(tmp_path / "build/panel-template.pptx"))
    shapes = [shape for slide in deck.slides for shape in slide.shapes]
    assert any(shape.has_table for shape in shapes)
    assert any(hasattr(shape, "image") for shape in shapes)
    words = "\n".join(shape.text_frame.text for shape in shapes if shape.has_text_frame)
    assert "def greet" in words
    assert "stands back a little" in words
    runs = [run for shape in shapes if shape.has_text_frame for line in shape.text_frame.paragraphs for run in line.runs]
    assert any(run.hyperlink.address for run in runs)
    for slide in deck.slides:
        foot = {10, 11, 12} if slide.slide_layout.name == "Title Slide" else set()
        places = {shape.placeholder_format.idx for shape in slide.slide_layout.placeholders}
        assert places - foot <= {shape.placeholder_format.idx for shape in slide.placeholders}, slide.slide_layout.name


def test_show_keeps_what_was_changed_by_hand(tmp_path: Path, cache_home: Path) -> None:
    """A sample deck that somebody changed is not overwritten, but with --force, and then kept."""
    igdeck("templates", "show", "panel", folder=tmp_path, cache=cache_home)
    path = tmp_path / "build/panel-template.pptx"
    deck = Presentation(str(path))
    deck.slides[0].shapes[0].text_frame.text = "Mine"
    deck.save(str(path))
    again = igdeck("templates", "show", "panel", folder=tmp_path, cache=cache_home)
    assert again.run.returncode == 1
    assert "[output-edited]" in again.run.stderr
    forced = igdeck("templates", "show", "panel", "--force", folder=tmp_path, cache=cache_home)
    assert forced.run.returncode == 0, forced.run.stderr
    assert Presentation(str(path)).slides[0].shapes[0].text_frame.text == "Panel"
    assert [kept.suffix for kept in (tmp_path / "build/.igdeck").iterdir()] == [".pptx"]


def test_show_of_a_template_that_is_not_there(tmp_path: Path, cache_home: Path) -> None:
    """An unknown template is told with the likely one; one with a mistake with its line."""
    told = igdeck("templates", "show", "nihgt", folder=tmp_path, cache=cache_home).run
    assert (told.returncode, told.stdout) == (1, "")
    assert "did you mean “night”?" in told.stderr
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/template.toml").write_text('from = "panel"\n[sizes]\ntitle = "big"\n')
    told = igdeck("templates", "show", "mine", folder=tmp_path, cache=cache_home).run
    assert told.returncode == 1
    assert "template.toml:3:1: error: sizes.title" in told.stderr
    assert not (tmp_path / "build").exists()


@pytest.mark.parametrize("source", ["panel", "paper", "night"])
def test_new_looks_like_the_one_it_starts_with(tmp_path: Path, cache_home: Path, source: str) -> None:
    """A new template is found by its name and looks as the other one until something is changed in it."""
    made = igdeck("templates", "new", "mine", "--from", source, folder=tmp_path, cache=cache_home).run
    assert made.returncode == 0, made.stderr
    assert made.stdout == "mine/template.toml\n"
    assert "igdeck build talk.md -t mine" in made.stderr
    mine, other = load_theme("mine", tmp_path), load_theme(source)
    assert replace(mine, name=other.name, title=other.title, description=other.description) == other
    said = tomllib.loads((tmp_path / "mine/template.toml").read_text(encoding="utf-8"))
    assert set(said) == {"from", "title", "description", "slide", "palette", "fonts", "sizes"}


def test_new_then_build(tmp_path: Path, cache_home: Path) -> None:
    """What the message says to do next works, and a colour changed in the new template is in the deck."""
    igdeck("templates", "new", "mine", folder=tmp_path, cache=cache_home)
    file = tmp_path / "mine/template.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub('accent2 = "#[0-9A-F]{6}"', 'accent2 = "#0B7A4B"', text), encoding="utf-8")
    (tmp_path / "talk.md").write_text("# One\n\n---\n\n# Two\n\n- a\n", encoding="utf-8")
    built = igdeck("build", "talk.md", "-t", "mine", folder=tmp_path, cache=cache_home)
    assert built.run.returncode == 0, built.run.stderr
    assert "--accent2:#0B7A4B" in built.html.read_text(encoding="utf-8")


def test_new_overwrites_nothing(tmp_path: Path, cache_home: Path) -> None:
    """Where there is something of that name already, all stays as it is."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/notes.txt").write_text("dear")
    told = igdeck("templates", "new", "mine", folder=tmp_path, cache=cache_home).run
    assert (told.returncode, told.stdout) == (1, "")
    assert "[template-exists]" in told.stderr
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["notes.txt"]


@pytest.mark.parametrize("name", ["", "..", "a/b", "con:"])
def test_new_with_a_name_that_is_none(tmp_path: Path, cache_home: Path, name: str) -> None:
    """A name that cannot be a folder's is told, and nothing is made."""
    told = igdeck("templates", "new", name, folder=tmp_path, cache=cache_home).run
    assert told.returncode == 1
    assert "[template-name]" in told.stderr
    assert list(tmp_path.iterdir()) == []


def test_new_from_one_that_lies_elsewhere(tmp_path: Path, cache_home: Path) -> None:
    """A template may start with one of a folder far away; one of an installed one's own name starts with that."""
    (tmp_path / "looks/house").mkdir(parents=True)
    (tmp_path / "looks/house/template.toml").write_text('from = "paper"\n[palette]\ndk2 = "#203040"\n')
    arguments = ("templates", "new", "mine", "--from", "looks/house", "-o", "talks/templates")
    made = igdeck(*arguments, folder=tmp_path, cache=cache_home).run
    assert made.returncode == 0, made.stderr
    assert load_theme("mine", tmp_path / "talks").palette["dk2"] == "203040"
    assert len(descriptions("mine", tmp_path / "talks")) == 4
    igdeck("templates", "new", "panel", folder=tmp_path, cache=cache_home)
    assert len(descriptions("panel", tmp_path)) == 2


def descriptions(name: str, beside: Path) -> list[Path]:
    """The files that say how a template looks: its own, and those of what it starts with."""
    return [file for file in find_template(name, beside).files if file.suffix == ".toml"]


def test_a_change_in_the_one_that_it_starts_with(tmp_path: Path, cache_home: Path) -> None:
    """The next build sees a change in the other template, too: the cache keeps none that is out of date."""
    for name, text in (("house", 'from = "panel"\npalette.accent2 = "#0B7A4B"\n'), ("mine", 'from = "house"\n')):
        (tmp_path / name).mkdir()
        (tmp_path / name / "template.toml").write_text(text)
    (tmp_path / "talk.md").write_text("# One\n", encoding="utf-8")
    before = igdeck("build", "talk.md", "-t", "mine", folder=tmp_path, cache=cache_home).html.read_text(encoding="utf-8")
    (tmp_path / "house/template.toml").write_text('from = "panel"\npalette.accent2 = "#7A0B4B"\n')
    after = igdeck("build", "talk.md", "-t", "mine", folder=tmp_path, cache=cache_home).html.read_text(encoding="utf-8")
    assert "--accent2:#0B7A4B" in before
    assert "--accent2:#7A0B4B" in after


def test_a_title_of_any_signs(tmp_path: Path, cache_home: Path) -> None:
    """The title of a template is shown as it is, whatever it means in Markdown."""
    title = "1. *Été* & <b>`{title}` #2_a_"
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/template.toml").write_text(f"from = 'panel'\ntitle = '{title}'\n", encoding="utf-8")
    shown = igdeck("templates", "show", "mine", folder=tmp_path, cache=cache_home)
    assert shown.run.returncode == 0, shown.run.stderr
    assert Presentation(str(tmp_path / "build/mine-template.pptx")).slides[0].shapes.title.text == title
