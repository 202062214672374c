"""What a template asks of handouts, and the file that draws their sheets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from igdeck.build.cache import compiled_template
from igdeck.model.diagnostics import IgdeckError
from igdeck.model.geometry import Insets
from igdeck.model.handout import Wish
from igdeck.theme import find_template, load_theme

if TYPE_CHECKING:
    from pathlib import Path


def own(home: Path, text: str, name: str = "mine", parent: str = "panel") -> Path:
    """A template beside the deck that starts with another one; its folder."""
    (home / name).mkdir(exist_ok=True)
    (home / name / "template.toml").write_text(f'from = "{parent}"\n{text}', encoding="utf-8")
    return home / name


def test_all_keys(tmp_path: Path) -> None:
    """A template may ask for what a deck asks for, but for slides and a logo."""
    own(
        tmp_path,
        '[handout]\nlayout = 3\npaper = "letter"\norientation = "landscape"\nmargins = [0.5, 1, 0.5, 0.75]\nheader = "Ours"\n'
        "footer = false\ndate = true\nnumber = false\nborders = false\ngray = true\nink-saving = true\nhidden = true\n"
        "continued = false\nsteps = true\narchive = true\n",
    )
    inch = 914_400
    assert load_theme("mine", tmp_path).handout == Wish(
        layout="3",
        paper="letter",
        landscape=True,
        margins=Insets(inch // 2, inch, inch // 2, inch * 3 // 4),
        header="Ours",
        footer="",
        date=True,
        number=False,
        borders=False,
        gray=True,
        light=True,
        hidden=True,
        continued=False,
        steps=True,
        archive=True,
    )


def test_nothing_is_asked_for(tmp_path: Path) -> None:
    """Without the table, or with an empty one, a template asks for nothing."""
    own(tmp_path, "")
    own(tmp_path, "[handout]\n", "other")
    for name in ("mine", "other"):
        assert load_theme(name, tmp_path).handout == load_theme("panel").handout


def test_a_template_that_starts_with_another(tmp_path: Path) -> None:
    """What is said here goes before what the other template asks for; the rest is as there."""
    own(tmp_path, '[handout]\npaper = "letter"\ngray = true\n', "house")
    own(tmp_path, '[handout]\npaper = "a4"\n', "mine", "house")
    wish = load_theme("mine", tmp_path).handout
    assert (wish.paper, wish.gray) == ("a4", True)


@pytest.mark.parametrize(
    ("line", "code", "says", "hint"),
    [
        ("layuot = 3", "template-key", "handout.layuot: unknown key", "did you mean “layout”?"),
        ("layout = 5", "template-name", "handout.layout: “5” is not one of the layouts", "known layouts: 1, 2, 3"),
        ('layout = "note"', "template-name", "“note” is not one of the layouts", "did you mean “notes”?"),
        ('paper = "a3"', "template-name", "“a3” is not one of the papers", "did you mean “a4”?"),
        ('gray = "yes"', "template-value", "handout.gray: true or false is wanted, not “yes”", ""),
        ('margins = "2cm"', "template-value", "handout.margins: a number from 0 to 56 is wanted", ""),
        ("margins = 20", "template-value", "handout.margins: these margins are wider than 3.15 in", "lengths are inches"),
        ("header = 1", "template-value", "handout.header: a text in quotes, true or false is wanted", ""),
    ],
)
def test_mistakes(tmp_path: Path, line: str, code: str, says: str, hint: str) -> None:
    """A mistake is told with its file, line and key."""
    file = own(tmp_path, f"[handout]\n{line}\n") / "template.toml"
    with pytest.raises(IgdeckError) as caught:
        load_theme("mine", tmp_path)
    (found,) = caught.value.diagnostics
    assert (found.code, found.file, found.line) == (code, str(file), 3)
    assert says in found.message
    assert hint in found.hint


# The file that draws the sheets --------------------------------------------------------------------------------


def test_a_program_of_its_own(tmp_path: Path) -> None:
    """A file handout.typ in a template's folder draws its sheets; a template that starts with it draws them so too."""
    house = own(tmp_path, "", "house")
    (house / "handout.typ").write_text("// ours\n", encoding="utf-8")
    own(tmp_path, "", "mine", "house")
    assert load_theme("house", tmp_path).program == house / "handout.typ"
    assert load_theme("mine", tmp_path).program == house / "handout.typ"
    assert house / "handout.typ" in find_template("mine", tmp_path).files  # a preview waits for a change of it
    (tmp_path / "mine" / "handout.typ").write_text("// mine\n", encoding="utf-8")
    assert load_theme("mine", tmp_path).program == tmp_path / "mine" / "handout.typ"


def test_a_program_is_found_from_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cached theme names the file by its whole path: the next build may run in another folder."""
    (own(tmp_path, "") / "handout.typ").write_text("// mine\n", encoding="utf-8")
    monkeypatch.setenv("IGDECK_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    from pathlib import Path

    compiled_template(find_template("mine", Path()))
    monkeypatch.chdir(tmp_path / "mine")
    program = compiled_template(find_template("mine", Path(".."))).theme.program
    assert program is not None
    assert program.is_absolute()
    assert program.samefile(tmp_path / "mine" / "handout.typ")


def test_copies_of_a_template_have_programs_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two templates of the same name and bytes do not share the file: one of them may change or go."""
    monkeypatch.setenv("IGDECK_CACHE_DIR", str(tmp_path / "cache"))
    for home in (tmp_path / "a", tmp_path / "b"):
        home.mkdir()
        (own(home, "") / "handout.typ").write_text("// mine\n", encoding="utf-8")
        assert compiled_template(find_template("mine", home)).theme.program == home / "mine" / "handout.typ"


def test_a_new_template_says_how(tmp_path: Path) -> None:
    """`igdeck templates new` tells of the table and the file; with its comment marks gone the table can be read."""
    from igdeck.build.templates import new_template

    file = new_template("mine", "panel", tmp_path, tmp_path)
    text = file.read_text(encoding="utf-8")
    assert "handout.typ" in text
    head, _, table = text.partition("# [handout]\n")
    file.write_text(f"{head}[handout]\n{re.sub('(?m)^# ', '', table)}", encoding="utf-8")
    assert load_theme("mine", tmp_path).handout == Wish(paper="letter", layout="3", footer="Our company", borders=False)
