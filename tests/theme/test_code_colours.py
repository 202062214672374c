"""The colours of code: legible in each template, and the template's own to choose."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from igdeck.emit.tints import band
from igdeck.model.diagnostics import IgdeckError
from igdeck.theme import list_templates, load_theme

if TYPE_CHECKING:
    from pathlib import Path

    from igdeck.model.page import CodeLook

LOOKS: tuple[CodeLook, ...] = ("", "keyword", "string", "comment", "number", "name")
#: WCAG 2.2, 1.4.3: text of less than 24 points.
LEAST = 4.5


def luminance(colour: str) -> float:
    """The relative luminance (WCAG 2.2) of six hex digits."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours (WCAG 2.2)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("name", [template.name for template in list_templates()])
def test_code_is_legible(name: str) -> None:
    """Letters of each look, line numbers and names of files can be read on the panel and on the band of pointed-at lines."""
    theme = load_theme(name)
    code, palette = theme.code, theme.palette
    for colour in (*map(code.color, LOOKS), code.quiet):
        assert contrast(palette[colour], palette[code.background]) >= LEAST, colour
        assert contrast(palette[colour], band(theme)) >= LEAST, colour
    assert contrast(palette[code.mark], band(theme)) >= 3
    assert len(set(map(code.color, LOOKS))) == len(LOOKS)


def write(folder: Path, text: str) -> Path:
    """A template of one's own."""
    (folder / "own").mkdir()
    (folder / "own/template.toml").write_text(f'from = "panel"\n{text}', encoding="utf-8")
    return folder


def test_a_template_chooses_the_colours_of_code(tmp_path: Path) -> None:
    """What it names takes the place of what the template that it starts with has."""
    code = load_theme("own", write(tmp_path, '[code]\nkeyword = "accent6"\nmark = "dk2"\n')).code
    assert (code.color("keyword"), code.mark, code.color("string")) == ("accent6", "dk2", load_theme().code.string)


def test_a_template_chooses_where_captions_stand(tmp_path: Path) -> None:
    """Captions go over tables or under them, in a style of their own."""
    table = load_theme("own", write(tmp_path, '[table]\ncaption-side = "under"\ncaption = "footer"\n')).table
    assert (table.caption_side, table.caption_style(99).size) == ("under", 12)
    assert table.caption_style(10).size == 10


@pytest.mark.parametrize(
    "wrong", ['[code]\nkeyword = "blue"\n', '[code]\nkeywords = "accent1"\n', '[table]\ncaption-side = "left"\n']
)
def test_a_wrong_colour_is_said(wrong: str, tmp_path: Path) -> None:
    """A colour that is none, and a key or side that is unknown, are told with their line."""
    with pytest.raises(IgdeckError) as fault:
        load_theme("own", write(tmp_path, wrong))
    assert [one.line for one in fault.value.diagnostics] == [3]
