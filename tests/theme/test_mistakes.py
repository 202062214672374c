"""Each mistake in a template is told with its file, its line and its key."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from tools.command import ROOT

from igdeck.model.diagnostics import IgdeckError, Severity
from igdeck.model.value import replace
from igdeck.theme import find_template, load_theme, read_template
from igdeck.theme.place import dotted, find_spot, find_spots

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from igdeck.model.diagnostics import Diagnostic

GOOD = (ROOT / "templates/panel/template.toml").read_text()


def read(folder: Path, text: str | bytes) -> tuple[Diagnostic, ...]:
    """What is wrong with a template of this text."""
    (folder / "mine").mkdir(exist_ok=True)
    file = folder / "mine/template.toml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(IgdeckError) as caught:
        load_theme("mine", folder)
    assert all(found.severity is Severity.ERROR and found.file == str(file) for found in caught.value.diagnostics)
    return caught.value.diagnostics


def edited(old: str, new: str) -> str:
    """The good template with one change, whose first occurrence is meant."""
    assert old in GOOD, old
    return GOOD.replace(old, new, 1)


@dataclass(frozen=True, slots=True)
class Slip:
    """A change that makes a mistake; what is said of it; and the text at the place that is pointed to."""

    old: str
    new: str
    code: str
    says: str
    hint: str
    at: str


SLIPS = {
    "a wrong type": Slip(
        "bold = true", 'bold = "yes"', "template-value",
        "styles.title.bold: true or false is wanted, not “yes”", "", "bold",
    ),
    "a number out of range": Slip(
        "cover = 52", "cover = 5200", "template-value",
        "sizes.cover: a number from 1 to 400 is wanted, not 5200", "", "cover = 5200",
    ),
    "an unknown key": Slip(
        "space-before = 8", "spce-before = 8", "template-key",
        "styles.caption.spce-before: unknown key", "did you mean “space-before”?", "spce-before",
    ),
    "an unknown table": Slip(
        "[fit]", "[fit]\nsmallest = 18\nsmallest-code = 14\nsmallest-table = 14\n[wings]", "template-key",
        "wings: unknown key", "known keys: title, description, slide", "wings",
    ),
    "a missing key": Slip(
        'body = "Calibri"\n', "", "template-missing",
        "fonts.body: this key is missing", "it wants a text in quotes", "fonts]",
    ),
    "an unknown colour": Slip(
        'color = "lt1"', 'color = "navy"', "template-name",
        "styles.cover-title.color: “navy” is not one of the colours", "known colours: dk1, lt1, dk2", "color",
    ),
    "a colour that is none": Slip(
        '"#12263C"', '"#12263"', "template-value",
        "palette.dk1: a colour of six hex digits is wanted, not “#12263”", "write it like “#1B2430”", "dk1 =",
    ),
    "an unknown font role": Slip(
        'font = "heading"', 'font = "headings"', "template-name",
        "styles.title.font: “headings” is not one of the font roles", "did you mean “heading”?", "font = ",
    ),
    "an unknown size of one level": Slip(
        '["large", "medium", "small"]', '["large", "medium", "smal"]', "template-name",
        "styles.body.size[3]: “smal” is not one of the sizes", "did you mean “small”?", '"smal"',
    ),
    "too many levels": Slip(
        "2.68, 3.0]", "2.68, 3.0, 3.3]", "template-value",
        "styles.body.indent: an array of 1 to 9 is wanted, not an array of 10", "", "indent",
    ),
    "an unknown style": Slip(
        'from = "cover-title"', 'from = "covertitle"', "template-name",
        "styles.section-title.from: “covertitle” is not one of the styles above", "did you mean “cover-title”?", "from",
    ),
    "a style without a size": Slip(
        'size = "title"\n', "", "template-missing",
        "styles.title.size: this key is missing", "it wants a number from 1 to 400", "title]",
    ),
    "an unknown layout": Slip(
        '[layouts."Title Only"]', '[layouts."Only Title"]\n[layouts."Title Only"]', "template-key",
        'layouts."Only Title": unknown key', "did you mean “Title Only”?", '"Only Title"',
    ),
    "a placeholder's unknown key in a list": Slip(
        'idx = 2, box = "right"', 'idx = 2, bx = "right"', "template-key",
        'layouts."Two Content".placeholders[3].bx: unknown key', "did you mean “box”?", "bx = ",
    ),
    "an index twice": Slip(
        '{ from = "content", idx = 2', '{ from = "content", idx = 1', "template-idx",
        'layouts."Two Content".placeholders[3]: the index 1 is taken by “Left Content”', "give it an idx",
        '{ from = "content", idx = 1, box = "right"',
    ),
    "a placeholder that a layout needs": Slip(
        'placeholders = ["title", "header", "date",', 'placeholders = ["header", "date",', "template-missing",
        'layouts."Title Only": there is no placeholder for: title', "add one of each role", '"Title Only"',
    ),
    "a box that reaches outside": Slip(
        'footer = { x = ["left", "date-start"], y = ["footer-top", "footer-end"]',
        'footer = { x = ["left", "date-start"], y = ["footer-top", 7.6]', "template-box",
        "boxes.footer.y: the box goes from 6.88 to 7.6 in, which is outside of the slide",
        "the slide goes from 0 to 7.5 in", "y = ",
    ),
    "a box turned over": Slip(
        'aside = { x = ["aside-start", "right"]', 'aside = { x = ["right", "aside-start"]', "template-box",
        "boxes.aside.x: the box goes from 12.58 to 8.917 in", "the first edge is the one at the left", "x = ",
    ),
    "an unknown line": Slip(
        'date-start = "right - 3.2"', 'date-start = "rigth - 3.2"', "template-name",
        "guides.x.date-start: “rigth” is not one of the lines above", "did you mean “right”?", "date-start",
    ),
    "no place at all": Slip(
        '"50% + 0.25"', '"half + 0.25 in"', "template-value",
        "guides.x.column-start: “half + 0.25 in” is no place on the slide", "write inches, a share", "column-start",
    ),
    "an unknown box": Slip(
        'box = "aside"', 'box = "asides"', "template-name",
        "placeholders.caption.box: “asides” is not one of the boxes", "did you mean “aside”?", "box",
    ),
    "an unknown size of slide": Slip(
        '"16:9"', '"16:10"', "template-name",
        "slide.size: “16:10” is not one of the slide sizes", "did you mean “16:9”?", "size",
    ),
    "a path of other letters": Slip(
        "M0 0 C0 55.2", "M0 0 Q0 55.2", "template-value",
        "decorations.rings.path: “Q0 55.2 44.8 100 100 100” is no step of a path", "paths are made of M x y", "path",
    ),
}  # fmt: skip


@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS)
def test_one_mistake(slip: Slip, tmp_path: Path) -> None:
    """A mistake is told once, with its key and a hint, at its place, and without others that follow from it."""
    text = edited(slip.old, slip.new)
    found = read(tmp_path, text)
    assert [(one.code, one.message.startswith(slip.says)) for one in found] == [(slip.code, True)], found
    assert found[0].hint.startswith(slip.hint)
    line = text.split("\n")[found[0].line - 1]
    assert line[found[0].column - 1 :].startswith(slip.at), line
    assert found[0].length <= len(line)


def test_several_mistakes(tmp_path: Path) -> None:
    """All mistakes come at once, in the order of their lines."""
    text = edited('dk1 = "#12263C"', "dk1 = 1").replace("bold = true", "bold = 1").replace('anchor = "middle"', 'anchor = "mid"')
    said = [found.message.split(": ")[0] for found in read(tmp_path, text)]
    assert said == [
        "palette.dk1",
        "styles.title.bold",
        "styles.header-cell.bold",
        "placeholders.header.anchor",
        "placeholders.date.anchor",
        "placeholders.footer.anchor",
        "placeholders.number.anchor",
    ]


@pytest.mark.parametrize("name", [
    "Title Slide", "Title and Content", "Section Header", "Two Content", "Comparison",
    "Title Only", "Blank", "Content with Caption", "Picture with Caption", "Quote",
])  # fmt: skip
def test_a_layout_less(name: str, tmp_path: Path) -> None:
    """A template that lacks one of the ten layouts is no template."""
    start = GOOD.index(f'[layouts."{name}"]')
    end = min(at for at in (GOOD.find(mark, start + 1) for mark in ("\n[layouts", "\n# What stands")) if at > 0)
    (found,) = read(tmp_path, GOOD[:start] + GOOD[end:])
    assert (found.code, found.message.endswith("this key is missing")) == ("template-missing", True)
    assert name in found.message


BROKEN = {
    "a bracket that is not closed": ('[palette\ndk1 = "#000000"', 1, 9),
    "a text that is not closed": ('title = "Mine\n[slide]', 1, 14),
    "a key twice": ('title = "Mine"\ntitle = "Mine again"\n', 2, 21),
    "a value without quotes": ("title = Mine", 1, 9),
    "an end in the middle": ('title = """Mine\n\n', 3, 1),
}


@pytest.mark.parametrize(("text", "line", "column"), BROKEN.values(), ids=BROKEN)
def test_broken_toml(text: str, line: int, column: int, tmp_path: Path) -> None:
    """Text that is no TOML is told with line and column."""
    (found,) = read(tmp_path, text)
    assert (found.code, found.line, found.column) == ("template-syntax", line, column)
    assert found.message.startswith("no valid TOML: ")


def test_an_empty_file(tmp_path: Path) -> None:
    """Of an empty file every table is missed, of a missing table none of its keys."""
    assert {found.code for found in read(tmp_path, "")} == {"template-missing"}
    assert [found.message for found in read(tmp_path, "")][:2] == ["slide: this key is missing", "palette: this key is missing"]
    assert all("." not in found.message for found in read(tmp_path, ""))


def test_not_utf_8(tmp_path: Path) -> None:
    """A file in another encoding is told with the line of the first wrong byte."""
    (found,) = read(tmp_path, 'title = "Mine"\ndescription = "caf\xe9"\n'.encode("latin-1"))
    assert (found.code, found.line) == ("template-encoding", 2)


def test_windows_files(tmp_path: Path) -> None:
    """A byte order mark and Windows line ends are no mistakes."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/template.toml").write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    (panel, mine) = load_theme("panel"), load_theme("mine", tmp_path)
    assert replace(mine, name=panel.name, program=panel.program) == panel


def test_a_file_that_went_away(tmp_path: Path) -> None:
    """A template that is deleted between being found and being read is told, not a crash."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/template.toml").write_text(GOOD)
    template = find_template("mine", tmp_path)
    template.description.unlink()
    with pytest.raises(IgdeckError) as caught:
        read_template(template)
    assert caught.value.diagnostics[0].code == "template-unreadable"


# Places in a text ----------------------------------------------------------------------------------------------

ODD = '''
# [no.table] = "no key"
a.b . "c d" = 1 # a = 2
text = """
[not.a.table]
x = 1
"""
'single = quoted' = ["]", '[', {n = 1, m = [2,
  3]}, # ] }
  4]
[table . one]
x = 1979-05-27 07:32:00
[[many]]
x = 1.5
'''


def keys(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The paths of all keys and elements of a read file."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in items:
        yield (*path, step)
        yield from keys(inner, (*path, step))


@pytest.mark.parametrize("text", [GOOD, ODD.replace("[[many]]", "[many]")], ids=["panel", "odd"])
def test_every_key_is_found(text: str) -> None:
    """Each key of a file is found where it is written."""
    lines, spots = text.split("\n"), find_spots(text)
    for path in keys(tomllib.loads(text)):
        spot = spots[path]
        there = lines[spot.line - 1][spot.column - 1 :][: spot.length]
        if isinstance(path[-1], str):
            assert there.strip("'\"") == path[-1], path
        else:
            assert there


def test_elements_are_found() -> None:
    """An element of an array is found, over lines, comments and texts that look like more of it."""
    path = ("single = quoted", 2, "m", 1)
    spot = find_spot(ODD, path)
    assert ODD.split("\n")[spot.line - 1][spot.column - 1] == "3"
    assert dotted(path) == '"single = quoted"[3].m[2]'


def test_what_is_missing_is_near() -> None:
    """A key that is not there is looked for at the table around it, else nowhere."""
    assert find_spot(ODD, ("table", "one", "y")) == find_spot(ODD, ("table", "one"))
    assert find_spot(ODD, ("nothing",)).line == 0
