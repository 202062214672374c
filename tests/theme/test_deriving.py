"""A template may start with another one and say only what is different."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tools.command import ROOT

from igdeck.model.diagnostics import IgdeckError
from igdeck.model.theme import Rectangle
from igdeck.model.value import replace
from igdeck.theme import find_template, list_templates, load_theme

if TYPE_CHECKING:
    from pathlib import Path

    from igdeck.model.diagnostics import Diagnostic

PANEL = load_theme("panel")
FILE = ROOT / "templates/panel/template.toml"


def own(home: Path, text: str, name: str = "mine") -> Path:
    """A template of this text in a folder beside the deck; its file."""
    (home / name).mkdir(parents=True)
    file = home / name / "template.toml"
    file.write_text(text, encoding="utf-8")
    return file


def mistakes(home: Path, name: str = "mine") -> tuple[Diagnostic, ...]:
    """What is wrong with a template."""
    with pytest.raises(IgdeckError) as caught:
        load_theme(name, home)
    return caught.value.diagnostics


def test_the_same_look(tmp_path: Path) -> None:
    """With nothing but the name of another template it looks like that one, and is called by its own name."""
    own(tmp_path, 'from = "panel"\n')
    theme = load_theme("mine", tmp_path)
    assert (theme.title, theme.description) == ("mine", "")
    assert replace(theme, name=PANEL.name, title=PANEL.title, description=PANEL.description) == PANEL


def test_what_is_said_anew(tmp_path: Path) -> None:
    """A value said anew replaces the old one wherever it counts; its neighbours in the table stay."""
    own(
        tmp_path,
        'from = "panel"\n[palette]\naccent2 = "#008000"\n[sizes]\nlarge = 30\n[styles.body]\nspace-before = [9]\n'
        '[boxes]\nedge = { y = [0, 1] }\n[layouts."Blank"]\ndecorations = []\n[bullets]\nsquare = { char = "■" }\n',
    )
    theme = load_theme("mine", tmp_path)
    assert theme.palette == PANEL.palette | {"accent2": "008000"}
    levels = theme.layout("Title and Content").placeholders[1].levels
    assert [level.size for level in levels[:3]] == [30, 24, 20]
    assert {level.space_before for level in levels} == {9}
    assert levels[0].bullet
    assert (levels[0].bullet.char, levels[0].bullet.color) == ("■", "accent2")
    assert theme.layout("Blank").decorations == ()
    spine = theme.layout("Title Only").decorations[0]
    assert isinstance(spine, Rectangle)
    assert (spine.box.width, spine.box.height) == (PANEL.layout("Blank").decorations[0].box.width, 914_400)


def test_a_chain(tmp_path: Path) -> None:
    """A template may start with one that starts with another; all their files are known, for the cache and for watching."""
    house = own(tmp_path, 'from = "panel"\ntitle = "House"\n[palette]\ndk2 = "#203040"\nlt2 = "#EEEEEE"\n', "house")
    mine = own(tmp_path, '# mine\n\nfrom = "house"\n[palette]\nlt2 = "#F0F0F0"\n')
    theme = load_theme("mine", tmp_path)
    assert theme.palette == PANEL.palette | {"dk2": "203040", "lt2": "F0F0F0"}
    assert theme.title == "mine"
    assert find_template("mine", tmp_path).files == (mine, house, *find_template("panel").files)


def test_its_own_name(tmp_path: Path) -> None:
    """A template named panel beside the deck may start with the panel that is installed."""
    file = own(tmp_path, 'from = "panel"\n[palette]\ndk2 = "#203040"\n', "panel")
    assert load_theme("panel", tmp_path).palette["dk2"] == "203040"
    assert find_template("panel", tmp_path).files == (file, *find_template("panel").files)


def test_where_the_other_one_lies(tmp_path: Path) -> None:
    """The other template is looked for beside this one, wherever the deck is."""
    own(tmp_path / "looks", 'from = "panel"\n[palette]\ndk2 = "#203040"\n', "house")
    own(tmp_path / "looks", 'from = "house"\n')
    assert load_theme(str(tmp_path / "looks/mine")).palette["dk2"] == "203040"


def test_a_mistake_of_its_own(tmp_path: Path) -> None:
    """A mistake is told at the line where it was written, in the template's own file."""
    file = own(tmp_path, 'from = "panel"\n\n[styles.body]\ncolor = "navy"\n\n[guide]\n')
    told = [(found.file, found.line, found.message) for found in mistakes(tmp_path)]
    assert told == [
        (str(file), 4, "styles.body.color: “navy” is not one of the colours"),
        (str(file), 6, "guide: unknown key"),
    ]


def test_a_mistake_of_the_other(tmp_path: Path) -> None:
    """A mistake in the template that it starts with is told in the file of that one, and both kinds at once."""
    house = own(tmp_path, FILE.read_text().replace("cover = 52", 'cover = "big"'), "house")
    mine = own(tmp_path, 'from = "house"\n[sizes]\ntitle = "small"\n')
    line = house.read_text().split("\n").index('cover = "big"') + 1
    assert [(found.file, found.line) for found in mistakes(tmp_path)] == [(str(mine), 3), (str(house), line)]


def test_what_is_missing_in_a_list_that_replaces_another(tmp_path: Path) -> None:
    """A list replaces the whole of the other one, and what its entries lack is told at them."""
    file = own(
        tmp_path, 'from = "panel"\n[layouts.Blank]\nplaceholders = [\n  "date", "footer",\n  { role = "number", idx = 12 },\n]\n'
    )
    found = mistakes(tmp_path)
    assert {(one.file, one.line) for one in found} == {(str(file), 5)}
    assert {one.message for one in found} == {
        "layouts.Blank.placeholders[3].box: this key is missing", "layouts.Blank.placeholders[3].text: this key is missing",
    }  # fmt: skip


def test_an_unknown_one(tmp_path: Path) -> None:
    """The name of a template that is not there is told with its line and the likely one; the list of templates still comes."""
    file = own(tmp_path, '# ours\nfrom = "panle"\n')
    (found,) = mistakes(tmp_path)
    assert (found.code, found.file, found.line, found.column) == ("template-unknown", str(file), 2, 1)
    assert found.message == "from: there is no template “panle”"
    assert found.hint.startswith("did you mean “panel”?")
    assert "mine" in [template.name for template in list_templates(tmp_path)]


@pytest.mark.parametrize("value", ['""', "3", '["panel"]', '"\\u0000"', '"../.."'])
def test_what_is_no_name(tmp_path: Path, value: str) -> None:
    """Whatever stands there, it is told as a mistake of that line."""
    file = own(tmp_path, f"from = {value}\n")
    (found,) = mistakes(tmp_path)
    assert (found.file, found.line) == (str(file), 1)


def test_a_loop(tmp_path: Path) -> None:
    """Two templates that start with each other are told so, rather than read for ever."""
    own(tmp_path, 'from = "other"\n')
    other = own(tmp_path, 'from = "mine"\n', "other")
    (found,) = mistakes(tmp_path)
    assert (found.code, found.file, found.line) == ("template-loop", str(other), 1)
    assert len(find_template("mine", tmp_path).files) == 2


def test_a_loop_of_one(tmp_path: Path) -> None:
    """A template that starts with itself finds no other of its name."""
    own(tmp_path, 'from = "mine"\n')
    (found,) = mistakes(tmp_path)
    assert (found.code, found.line) == ("template-unknown", 1)
