"""What the front matter asks of handouts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from igdeck.model.geometry import Insets
from igdeck.model.handout import Wish
from igdeck.source import read_deck

if TYPE_CHECKING:
    from pathlib import Path

    from igdeck.model.diagnostics import Diagnostic

CM = 360_000


def asked(folder: Path, settings: str, more: str = "") -> tuple[Wish, tuple[Diagnostic, ...]]:
    """What is asked for below `handout:`, and what is said of it."""
    deck, found = read_deck(f"---\n{more}handout:\n{settings}---\n# One\n", folder)
    return deck.meta.handout, found


def picture(folder: Path) -> None:
    from PIL import Image

    (folder / "art").mkdir()
    Image.new("RGB", (40, 20)).save(folder / "art" / "logo.png")


def test_all_settings(tmp_path: Path) -> None:
    """Every key below `handout:` says what the command line says with its option."""
    picture(tmp_path)
    lines = (
        "layout: 3", "paper: letter", "orientation: landscape", "margins: 2cm 15mm", "header: A talk", "footer: off", "date: on",
        "number: no", "logo: art/logo.png", "borders: off", "gray: yes", "ink-saving: on", "hidden: on", "continued: off",
        "steps: true", "slides: [1-4, intro]", "archive: on",
    )  # fmt: skip
    wish, found = asked(tmp_path, "".join(f"  {line}\n" for line in lines))
    assert found == ()
    assert wish.logo is not None
    assert (wish.logo.path.name, wish.logo.width) == ("logo.png", 40)
    assert wish == Wish(
        layout="3",
        paper="letter",
        landscape=True,
        margins=Insets(CM * 3 // 2, 2 * CM, CM * 3 // 2, 2 * CM),
        header="A talk",
        footer="",
        date=True,
        number=False,
        logo=wish.logo,
        borders=False,
        gray=True,
        light=True,
        hidden=True,
        continued=False,
        steps=True,
        slides="1-4, intro",
        archive=True,
    )


def test_nothing_is_asked_for(tmp_path: Path) -> None:
    """A key without a value asks for nothing."""
    assert asked(tmp_path, "") == (Wish(), ())
    assert asked(tmp_path, "  layout:\n  gray: ~\n") == (Wish(), ())


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("1cm", (1, 1, 1, 1)),
        ("1cm 2cm", (2, 1, 2, 1)),
        ("1cm 2cm 3cm", (2, 1, 2, 3)),
        ("1cm 2cm 3cm 4cm", (4, 1, 2, 3)),
        ("[1 cm, 2 CM]", (2, 1, 2, 1)),
        ("0 20mm", (2, 0, 2, 0)),
        ("8cm 0", (0, 8, 0, 8)),
    ],
)
def test_margins(tmp_path: Path, text: str, sides: tuple[int, int, int, int]) -> None:
    """One to four lengths are the sides that CSS has them for: top, right, bottom, left."""
    wish, found = asked(tmp_path, f"  margins: {text}\n")
    assert found == ()
    assert wish.margins == Insets(*(side * CM for side in sides))


def test_units(tmp_path: Path) -> None:
    """Lengths are in centimetres, millimetres, inches and points."""
    margins = asked(tmp_path, "  margins: 1in 72pt 25.4mm 2.54cm\n")[0].margins
    assert margins == Insets(914_400, 914_400, 914_400, 914_400)


@pytest.mark.parametrize(
    ("setting", "code", "message", "hint"),
    [
        ("layuot: 3", "front-matter-key", "unknown key “layuot” for handouts", "did you mean “layout”?"),
        ("landscape: on", "front-matter-key", "unknown key “landscape” for handouts", "write orientation: landscape"),
        ("? [a]\n  : on", "front-matter-key", "unknown key “?” for handouts", "known keys"),
        ("xyzzy: on", "front-matter-key", "unknown key “xyzzy” for handouts", "known keys: layout, paper, orientation"),
        ("layout: 5", "front-matter-value", "layout is one of 1, 2, 3, 4, 6, 9, notes", "write one of 1, 2, 3"),
        ("layout: note", "front-matter-value", "not “note”", "did you mean “notes”?"),
        ("paper: a3", "front-matter-value", "paper is one of a4, letter, not “a3”", "a4, letter"),
        ("orientation: upright", "front-matter-value", "orientation is one of portrait, landscape", "portrait"),
        ("margins: wide", "front-matter-value", "margins are one to four lengths, not “wide”", "write 2cm"),
        ("margins: 2", "front-matter-value", "margins are one to four lengths, not “2”", "in cm, mm, in or pt"),
        ("margins: 1cm 1cm 1cm 1cm 1cm", "front-matter-value", "margins are one to four lengths", "write 2cm"),
        ("margins: 9cm", "front-matter-value", "margins are one to four lengths, not “9cm”", "each at most 8cm"),
        ("margins: -1cm", "front-matter-value", "margins are one to four lengths", "write 2cm"),
        ("gray: light", "front-matter-value", "gray is on or off, not “light”", "write gray: on, or gray: off"),
        ("slides: 7-3", "front-matter-value", "“7-3” goes backwards", "write 3-7"),
        ("slides: 1-4, #intro", "front-matter-value", "has a comma with nothing beside it", "1-4,7,intro"),
        ("logo: art/lgo.png", "picture-missing", "there is no picture “art/lgo.png”", "did you mean “logo.png”?"),
        ("logo: https://example.org/x.png", "picture-remote", "nothing is fetched from the network", "save the picture"),
        ("logo: ../x.png", "picture-outside", "", ""),
    ],
)
def test_mistakes(tmp_path: Path, setting: str, code: str, message: str, hint: str) -> None:
    """What cannot be is told at its key, with what to write instead, and asks for nothing."""
    picture(tmp_path)
    wish, (found,) = asked(tmp_path, f"  number: off\n  {setting}\n")
    assert wish == Wish(number=False)
    assert (found.code, found.line) == (code, 4)
    assert found.column == (5 if setting.startswith("?") else 3)
    assert found.length == len(setting.partition(":")[0].partition(" ")[0])
    assert message in found.message
    assert hint in found.hint


@pytest.mark.parametrize("settings", ["  gray: on\n  gray: off\n", "  gray: on\n  grey: off\n"])
def test_a_setting_that_stands_twice(tmp_path: Path, settings: str) -> None:
    """The second of two is an error, under its other name as well."""
    wish, (found,) = asked(tmp_path, settings)
    assert (wish.gray, found.code, found.line) == (True, "front-matter-twice", 4)


def test_handout_without_settings(tmp_path: Path) -> None:
    """A text in place of the settings is told with how they are written."""
    deck, (found,) = read_deck("---\nhandout: notes\n---\n# One\n", tmp_path)
    assert (deck.meta.handout, found.code, found.line) == (Wish(), "front-matter-value", 2)
    assert "  layout: notes" in found.hint


@pytest.mark.parametrize(
    ("name", "field"), [("grey", "gray"), ("save-ink", "light"), ("pdf-a", "archive"), ("margin", "margins")]
)
def test_other_names(tmp_path: Path, name: str, field: str) -> None:
    """What the command line and the British call it is known here as well."""
    wish, found = asked(tmp_path, f"  {name}: {'1cm' if field == 'margins' else 'on'}\n")
    assert found == ()
    assert getattr(wish, field) is not None


def test_variables(tmp_path: Path) -> None:
    """In a deck with variables they stand in the words of its handouts too; one that there is not is an error at its key."""
    more = "title: Tides\nvariables:\n  course: Sea 101\n"
    settings = '  header: "{{ title }}, {{ course }}"\n  footer: "{{ corse }}"\n  date: \'\\{{ x }}\'\n'
    wish, (found,) = asked(tmp_path, settings, more)
    assert (wish.header, wish.date) == ("Tides, Sea 101", "{{ x }}")
    assert (found.code, found.line, found.hint) == ("variable-unknown", 7, "did you mean “course”?")
    assert asked(tmp_path, '  header: "{{ title }}"\n')[0].header == "{{ title }}"
