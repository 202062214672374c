"""A template may bring its fonts along, in a folder beside its description."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest
from fontTools.ttLib import TTCollection, TTFont
from lxml import etree
from tools.fonts import made_font

from igdeck.build.cache import compiled_template
from igdeck.emit.html import compile_style
from igdeck.emit.pptx import compile_template
from igdeck.model.diagnostics import IgdeckError
from igdeck.theme import find_template, load_theme


def own(home: Path, name: str = "mine", parent: str = "panel") -> Path:
    """The folder for the fonts of a template beside the deck."""
    folder = home / name / "fonts"
    folder.mkdir(parents=True)
    (home / name / "template.toml").write_text(f'from = "{parent}"\n[fonts]\nbody = "Made"\n', encoding="utf-8")
    return folder


def test_fonts_are_known_by_what_they_call_themselves(tmp_path: Path) -> None:
    """Family, bold and italic come from the file, whatever it is called; what is no font file by its name is left alone."""
    fonts = own(tmp_path)
    for name, bold, italic in (("b.ttf", True, False), ("a.TTF", False, True), ("c.otf", False, False)):
        (fonts / name).write_bytes(made_font("Größe", bold=bold, italic=italic))
    (fonts / "LICENSE.txt").write_text("free")
    files = load_theme("mine", tmp_path).fonts.files
    assert [(file.path.name, file.family, file.bold, file.italic) for file in files] == [
        ("a.TTF", "Größe", False, True), ("b.ttf", "Größe", True, False), ("c.otf", "Größe", False, False)
    ]  # fmt: skip


def test_each_face_of_a_collection_is_known(tmp_path: Path) -> None:
    """A .ttc holds several faces, each with its place in it."""
    fonts = own(tmp_path)
    collection = TTCollection()
    for family in ("One", "Two"):
        (fonts / family).write_bytes(made_font(family))
        collection.fonts.append(TTFont(fonts / family))
    collection.save(fonts / "both.ttc")
    assert [(file.index, file.family) for file in load_theme("mine", tmp_path).fonts.files] == [(0, "One"), (1, "Two")]


def test_fonts_of_the_template_it_starts_with_come_after_its_own(tmp_path: Path) -> None:
    """All fonts of the line of templates are there, and all are files that the look depends on."""
    (own(tmp_path, "house") / "house.ttf").write_bytes(made_font("House"))
    (own(tmp_path, "mine", "house") / "mine.ttf").write_bytes(made_font("Mine"))
    template = find_template("mine", tmp_path)
    assert [font.name for font in template.fonts] == ["mine.ttf", "house.ttf"]
    assert set(template.fonts) < set(template.files)
    assert [file.family for file in load_theme("mine", tmp_path).fonts.files] == ["Mine", "House"]


def test_a_file_that_is_no_font_is_a_mistake(tmp_path: Path) -> None:
    """Each is named, and nothing is built with a template that has one."""
    fonts = own(tmp_path)
    (fonts / "text.ttf").write_text("no font")
    (fonts / "short.otf").write_bytes(made_font()[:200])
    (fonts / "fine.ttf").write_bytes(made_font())
    with pytest.raises(IgdeckError) as caught:
        load_theme("mine", tmp_path)
    found = [(one.code, Path(one.file).name) for one in caught.value.diagnostics]
    assert found == [("template-font", "short.otf"), ("template-font", "text.ttf")]


def test_a_kept_template_forgets_no_font(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another font, or the same template in another place, is not answered from the cache with the files of before."""
    monkeypatch.setenv("IGDECK_CACHE_DIR", str(tmp_path / "cache"))
    for home in (tmp_path / "a", tmp_path / "b"):
        (own(home) / "font.ttf").write_bytes(made_font("Made"))
    first, second = (compiled_template(find_template("mine", tmp_path / name)).theme.fonts.files for name in "ab")
    assert [file.path.parts[-4] for file in (*first, *second)] == ["a", "b"]
    (tmp_path / "a" / "mine" / "fonts" / "font.ttf").write_bytes(made_font("Other"))
    assert compiled_template(find_template("mine", tmp_path / "a")).theme.fonts.files[0].family == "Other"


def test_a_font_whose_maker_forbids_it_is_carried_by_no_deck(tmp_path: Path) -> None:
    """It is measured all the same; the family is found whatever the case of its name."""
    fonts = own(tmp_path)
    (fonts / "free.ttf").write_bytes(made_font("Free"))
    font = TTFont(fonts / "free.ttf")
    font["OS/2"].fsType = 2
    font.save(fonts / "kept.ttf")
    free, kept = load_theme("mine", tmp_path).fonts.files
    assert (free.portable, kept.portable) == (True, False)
    assert load_theme("mine", tmp_path).fonts.brought("FREE") == (free,)


def test_a_template_may_have_a_family_for_complex_scripts(tmp_path: Path) -> None:
    """PowerPoint's theme names it for Arabic and Hebrew, and letters of theirs ask for it; without one nothing does."""
    own(tmp_path)
    assert load_theme("mine", tmp_path).fonts.complex == ""
    (tmp_path / "mine/template.toml").write_text('from = "panel"\n[fonts]\ncomplex = "Amiri"\n', encoding="utf-8")
    theme = load_theme("mine", tmp_path)
    parts = {name: zlib.decompress(content, -15) for name, *_, content in compile_template(theme).entries}
    drawing = etree.fromstring(parts["ppt/theme/theme1.xml"])
    space = {"a": "http://schemas.openxmlformats.org/drawingml/2006/main"}
    for font in ("majorFont", "minorFont"):
        (found,) = drawing.findall(f".//a:{font}", space)
        assert found.find("a:cs", space).get("typeface") == "Amiri"
        assert {one.get("script"): one.get("typeface") for one in found.findall("a:font", space)}["Arab"] == "Amiri"
    style = compile_style(theme)
    assert style.count('font-family:"igdeck complex Amiri"') == len(("regular", "bold", "italic", "both"))
    assert '--body:"igdeck complex Amiri","igdeck Calibri"' in style
    assert "complex" not in compile_style(load_theme())
