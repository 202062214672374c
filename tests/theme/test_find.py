"""Templates are found where people put them."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from tools.command import ROOT

from igdeck.model.diagnostics import IgdeckError
from igdeck.theme import find_template, list_templates, load_theme

if TYPE_CHECKING:
    from pathlib import Path

PANEL = ROOT / "templates" / "panel"


def own(folder: Path, title: str) -> Path:
    """A template in `folder` that is the panel's but for its title."""
    shutil.copytree(PANEL, folder)
    file = folder / "template.toml"
    file.write_text(file.read_text().replace('title = "Panel"', f'title = "{title}"', 1))
    return folder


def complaint(name: str, beside: Path | None = None) -> tuple[str, str]:
    """What is said of a template that is not there: the message and the hint."""
    with pytest.raises(IgdeckError) as caught:
        find_template(name, beside)
    (said,) = caught.value.diagnostics
    assert said.code == "template-unknown"
    return said.message, said.hint


def test_the_installed_one() -> None:
    """The default template is there without a word about where, and the files that it is made of are known."""
    template = find_template("panel")
    assert (template.name, template.folder, template.description) == ("panel", PANEL, PANEL / "template.toml")
    assert sorted(template.files) == sorted(path for path in PANEL.iterdir() if path.suffix in (".toml", ".typ"))
    assert load_theme().title == "Panel"


@pytest.mark.parametrize("place", ["mine", "templates/mine"])
def test_one_beside_the_deck(tmp_path: Path, place: str) -> None:
    """A folder beside the deck is found by its name, and so is one in `templates` there."""
    own(tmp_path / place, "Mine")
    theme = load_theme("mine", tmp_path)
    assert (theme.name, theme.title) == ("mine", "Mine")


def test_one_beside_the_deck_wins(tmp_path: Path) -> None:
    """A template of one's own may have the name of an installed one; the nearer one is taken."""
    own(tmp_path / "templates/panel", "Farther")
    assert load_theme("panel", tmp_path).title == "Farther"
    own(tmp_path / "panel", "Nearer")
    assert load_theme("panel", tmp_path).title == "Nearer"
    assert load_theme("panel").title == "Panel"


def test_one_by_its_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A path leads to a template too, from the root, from the deck or from the working folder; its name is the folder's."""
    folder = own(tmp_path / "looks/mine", "Mine")
    (tmp_path / "talks").mkdir()
    monkeypatch.chdir(folder)
    for name, beside in ((str(folder), None), ("../looks/mine", tmp_path / "talks"), (".", None), ("../mine/", None)):
        assert load_theme(name, beside).title == "Mine"
        assert find_template(name, beside).name == "mine"


def test_all_are_listed_once(tmp_path: Path) -> None:
    """The list has those beside the deck and the installed ones, each name once, the one that would be taken."""
    own(tmp_path / "zebra", "Zebra")
    own(tmp_path / "templates/panel", "Mine")
    (tmp_path / "pictures").mkdir()
    found = {template.name: template.folder for template in list_templates(tmp_path)}
    assert found["zebra"] == tmp_path / "zebra"
    assert found["panel"] == tmp_path / "templates/panel"
    assert "pictures" not in found
    assert list(found) == sorted(found)
    assert [template.folder for template in list_templates() if template.name == "panel"] == [PANEL]


def test_an_unknown_one(tmp_path: Path) -> None:
    """A name that no template has is told with the likely one and all there are."""
    own(tmp_path / "mine", "Mine")
    message, hint = complaint("panle", tmp_path)
    assert message == "there is no template “panle”"
    assert hint.startswith("did you mean “panel”? there are: mine, ")
    assert "mine" not in complaint("panle")[1]


@pytest.mark.parametrize("name", ["", " ", "a\0b", "x" * 5000, "panel/template.toml"])
def test_what_is_no_name(name: str, tmp_path: Path) -> None:
    """Nothing that can be asked for makes more trouble than an unknown name."""
    assert complaint(name, tmp_path)[0].startswith("there is no template")


def test_a_folder_that_is_no_template(tmp_path: Path) -> None:
    """Of a folder without a description it is said what is missing."""
    (tmp_path / "slides").mkdir()
    assert complaint("slides", tmp_path)[0] == f"the folder {tmp_path / 'slides'} is no template: it holds no template.toml"
