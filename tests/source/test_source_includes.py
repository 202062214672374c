"""A source may be of several files: `!include part.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import Image as Pixels

from igdeck.build.pictures import picture_files
from igdeck.model.block import Paragraph
from igdeck.model.inline import Image
from igdeck.source import read_source

if TYPE_CHECKING:
    from pathlib import Path


def write(folder: Path, **files: str) -> Path:
    """Write Markdown files, `__` in a name standing for a folder; return the first."""
    paths = [folder / f"{name.replace('__', '/')}.md" for name in files]
    for path, text in zip(paths, files.values(), strict=True):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return paths[0]


def test_slides_of_parts_stand_where_they_are_included(tmp_path: Path) -> None:
    """Parts of parts are read in place, from the folder of the file that names them; fences are not looked into."""
    source = write(
        tmp_path,
        deck="# a\n\n!include parts/one.md\n\n# d\n\n```\n!include parts/one.md\n```\n",
        parts__one="---\ntitle: no\n---\n# b\n\n!include <two.md>",
        parts__two="# c\n",
    )
    deck, found = read_source(source)
    assert [slide.name for slide in deck.slides] == ["a", "b", "c", "d"]
    assert [(d.code, d.file, d.line) for d in found] == [("include-front-matter", str(tmp_path / "parts/one.md"), 1)]
    assert deck.files == (str(tmp_path / "parts/one.md"), str(tmp_path / "parts/two.md"))


def test_what_is_wrong_in_a_part_is_said_with_its_own_lines(tmp_path: Path) -> None:
    """A finding names the file and the line that it is about, before, in and after a part."""
    source = write(tmp_path, deck="![](b.png)\n\n!include one.md\n![](b.png)", one="\n\n![](b.png)\n")
    _, found = read_source(source)
    assert [(d.code, d.file, d.line) for d in found] == [
        ("picture-missing", str(tmp_path / "deck.md"), 1),
        ("picture-missing", str(tmp_path / "one.md"), 3),
        ("picture-missing", str(tmp_path / "deck.md"), 4),
    ]


def test_pictures_of_a_part_are_looked_for_from_its_folder(tmp_path: Path) -> None:
    """A part's pictures lie beside it; a missing one is waited for there."""
    source = write(tmp_path, deck="!include parts/one.md", parts__one="![a](a.png)\n\n![b](b.png)")
    Pixels.new("RGB", (2, 3)).save(tmp_path / "parts/a.png")
    deck, _ = read_source(source)
    images = [block.inlines[0] for block in deck.slides[0].blocks if isinstance(block, Paragraph)]
    assert [isinstance(image, Image) and image.asset is not None for image in images] == [True, False]
    assert picture_files(deck, tmp_path) == (tmp_path / "parts/a.png", tmp_path / "parts/b.png")


@pytest.mark.parametrize(
    ("line", "code", "hint"),
    [
        ("!include on.md", "include-missing", "did you mean “one.md”?"),
        ("!include ../out.md", "include-outside", "copy it"),
        ("!include deck.md", "include-cycle", "one of the two"),
        ("!include one.md", "include-cycle", "one of the two"),
        ("!include parts", "include-missing", "name the Markdown file"),
        ("!include a%00", "include-missing", ""),
    ],
)
def test_a_part_that_cannot_be_put_in(tmp_path: Path, line: str, code: str, hint: str) -> None:
    """A part that is missing, lies outside, or holds itself is an error with its place; the rest is read."""
    folder = tmp_path / "talk"
    folder.mkdir()
    source = write(folder, deck=f"# a\n\n{line}\n\ntext", one="!include deck.md", parts__x="# x")
    deck, (wrong,) = read_source(source)
    place = ("one.md", 1) if line == "!include one.md" else ("deck.md", 3)
    assert (wrong.code, wrong.file, wrong.line) == (code, str(folder / place[0]), place[1])
    assert hint in wrong.hint
    assert [block for block in deck.slides[-1].blocks if isinstance(block, Paragraph)]


def test_parts_that_name_each_other_twice_come_to_an_end(tmp_path: Path) -> None:
    """Parts that double with each level do not fill the memory."""
    files = {f"p{number}": f"!include p{number + 1}.md\n" * 2 for number in range(40)}
    deck, found = read_source(write(tmp_path, deck="# a\n!include p0.md", **files, p40="end"))
    assert len(deck.slides) == 1
    assert "include-large" in {diagnostic.code for diagnostic in found}
