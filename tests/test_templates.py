"""Each template that comes with igdeck, in whole decks: sound files, and the same colours in all of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from lxml import etree
from PIL import Image
from tools.command import ROOT, igdeck
from tools.draw import pictures_of
from tools.validators import audit_faults, sdk_faults

from igdeck.model.theme import COLOURS
from igdeck.ooxml.lint import lint
from igdeck.theme import list_templates, load_theme

if TYPE_CHECKING:
    from pathlib import Path

    from tools.command import Built

NAMES = [template.name for template in list_templates()]
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"

#: What slides call the first four colours of a template.
CALLED = {"dk1": "tx1", "lt1": "bg1", "dk2": "tx2", "lt2": "bg2"}

MIXED = """---
title: Mixed
author: Ann Example
---

# A section

# Lists

- one
  - two
    - three

1. first

# Words

Text with **strong**, *stressed*, `code` and [a link](https://example.org)

### A heading

> A quotation

# A table

| a | b |
|---|--:|
| one | 1 |

# Code

```python
print("hello")
```

# A quotation

> Words alone on a slide

# A missing picture

- beside it

![gone](no.png)
"""


@pytest.fixture(scope="module", params=NAMES)
def decks(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, cache_home: Path) -> tuple[str, list[Built]]:
    """The panel deck, a deck with some of everything, and the template's own sample, in one template."""
    name, made = str(request.param), []
    for source in ("panel", "mixed", "sample"):
        folder = tmp_path_factory.mktemp(f"{name}-{source}")
        (folder / "mixed.md").write_text(MIXED, encoding="utf-8")
        path = ROOT / "slides/panel.md" if source == "panel" else "mixed.md"
        arguments = ("templates", "show", name) if source == "sample" else ("build", path, "-t", name)
        made.append(igdeck(*arguments, folder=folder, cache=cache_home))
    return name, made


def part(deck: Path, name: str) -> etree._Element:
    with ZipFile(deck) as package:
        return etree.fromstring(package.read(name))


def scheme(deck: Path, theme: str = "ppt/theme/theme1.xml") -> dict[str, str]:
    """The twelve colours of a theme part by PowerPoint's names."""
    colours = part(deck, theme).find(f".//{A}clrScheme")
    return {etree.QName(colour).localname: str(colour[0].get("val")) for colour in colours}


def test_builds_without_a_word(decks: tuple[str, list[Built]]) -> None:
    """Nothing is said of the panel deck or of the sample: all of their text has its own size, or is above the limits."""
    _, (panel, mixed, sample) = decks
    assert (panel.run.returncode, panel.run.stderr) == (0, "")
    assert (sample.run.returncode, sample.run.stderr) == (0, "")
    assert re.findall(r"(?:error|warning): .*\[([\w-]+)\]", mixed.run.stderr) == ["picture-missing"]


def test_validators_and_lint_are_silent(decks: tuple[str, list[Built]]) -> None:
    """No deck has a fault that either validator or the lint can find, but that a Blank slide has no place for a title."""
    for built, known in zip(decks[1], ([], [], []), strict=True):
        assert (sdk_faults(built.pptx), audit_faults(built.pptx), lint(built.pptx)) == ([], [], known)


def test_the_decks_have_the_templates_colours(decks: tuple[str, list[Built]]) -> None:
    """What slides call text and ground is, in PowerPoint and in the browser, what the template says."""
    name, (panel, *_) = decks
    palette = load_theme(name).palette
    shown = scheme(panel.pptx)
    mapped = part(panel.pptx, "ppt/slideMasters/slideMaster1.xml").find(f"{P}clrMap")
    in_powerpoint = {colour: shown[mapped.get(CALLED.get(colour, colour))] for colour in COLOURS}
    in_browser = dict(re.findall(r"--(\w+):#([0-9A-F]{6})", panel.html.read_text(encoding="utf-8")))
    assert in_powerpoint == palette
    assert {colour: in_browser[colour] for colour in COLOURS} == palette


def test_notes_are_dark_on_light(decks: tuple[str, list[Built]]) -> None:
    """Notes and handouts are for paper: their text is the darker colour, in a dark template too."""
    _, (panel, *_) = decks
    for master, theme in (("notesMasters/notesMaster1", "theme2"), ("handoutMasters/handoutMaster1", "theme3")):
        colours, mapped = scheme(panel.pptx, f"ppt/theme/{theme}.xml"), part(panel.pptx, f"ppt/{master}.xml").find(f"{P}clrMap")
        assert int(colours[mapped.get("tx1")], 16) < int(colours[mapped.get("bg1")], 16)


@pytest.mark.draw
@pytest.mark.usefixtures("libreoffice", "browser")
def test_grounds_are_drawn_alike(decks: tuple[str, list[Built]]) -> None:
    """Each slide of the sample has the same ground in both decks: at its right edge, where nothing else stands."""
    _, (*_, sample) = decks
    pairs = list(zip(pictures_of(sample.pptx, 480), pictures_of(sample.html, 480), strict=True))
    assert len(pairs) == 15
    for one, other in pairs:
        in_powerpoint, in_browser = (corner(path) for path in (one, other))
        assert max(abs(a - b) for a, b in zip(in_powerpoint, in_browser, strict=True)) <= 3, one.name


def corner(path: Path) -> tuple[int, ...]:
    """The colour near the lower right corner of a picture."""
    with Image.open(path) as picture:
        colour = picture.convert("RGB").getpixel((picture.width - 4, picture.height - 4))
    assert isinstance(colour, tuple)
    return tuple(int(share) for share in colour)


def test_a_dark_template_is_dark_for_whoever_goes_on(tmp_path: Path, cache_home: Path) -> None:
    """In PowerPoint, dk1 stays the darker colour of a dark template, and words in a new shape have the colour of its ground."""
    built = igdeck("build", ROOT / "slides/panel.md", "-t", "night", folder=tmp_path, cache=cache_home)
    colours, theme = scheme(built.pptx), part(built.pptx, "ppt/theme/theme1.xml")
    assert int(colours["dk1"], 16) < int(colours["lt1"], 16)
    assert int(colours["dk2"], 16) < int(colours["lt2"], 16)
    assert theme.find(f".//{A}spDef//{A}fontRef/{A}schemeClr").get("val") == "bg1"
