"""The tour of the language: it shows all that docs/language.md explains, and is a sound deck in every template.

That its text fits and that both decks look alike is seen in test_fit.py and test_likeness.py, with all decks of the project.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from tools.command import ROOT, igdeck
from tools.validators import audit_faults, sdk_faults

from igdeck.ooxml.lint import lint
from igdeck.source import read_source
from igdeck.theme import list_templates

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tools.command import Built

TOUR = ROOT / "slides" / "tour.md"
LANGUAGE = ROOT / "docs" / "language.md"
NAMES = [template.name for template in list_templates()]
#: What is said of the tour: notes on the slides that show what becomes of too much.
SAID = {"slide-continued", "code-wrapped"}
#: What all pictures of the documents may weigh together, in bytes.
WEIGHT = 600_000
#: A section of the documents, whose examples the tour has to show.
SECTION = re.compile(r"(?m)^## (.+)\n([\s\S]*?)(?=^## |\Z)")
FENCE = re.compile(r"(?m)^(`{3,})markdown\n([\s\S]*?)^\1$")
PICTURE = re.compile(r"!\[([^\]]*)\]\(tour/([^)]+)\.png\)")


@pytest.fixture(scope="module", params=NAMES)
def tour(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, cache_home: Path) -> Built:
    """The tour in one template."""
    return igdeck("build", TOUR, "-t", str(request.param), folder=tmp_path_factory.mktemp(str(request.param)), cache=cache_home)


@cache
def source() -> str:
    """All lines of the tour, those of its parts too."""
    return "\n".join(file.read_text(encoding="utf-8") for file in (TOUR, *sorted((TOUR.parent / "parts").glob("*.md"))))


@cache
def manual() -> str:
    """The language as it is explained, without the tables of what is said."""
    return LANGUAGE.read_text(encoding="utf-8").partition("\n## What is said\n")[0]


def keys() -> dict[str, str]:
    """The slides of the tour that show something: the name of each by its key."""
    return {slide.key: slide.name for slide in read_source(TOUR)[0].slides if slide.pinned}


def sections() -> Iterator[tuple[str, str]]:
    """The sections of the documents with their text; headings in examples start none."""
    examples: list[str] = []

    def put_away(found: re.Match[str]) -> str:
        examples.append(found[0])
        return f"\0{len(examples) - 1}\0"

    for found in SECTION.finditer(FENCE.sub(put_away, manual())):
        yield found[1], re.sub(r"\0(\d+)\0", lambda at: examples[int(at[1])], found[2])


def first_cells(header: str) -> str:
    """The first column of the tables of the documents whose first heading is `header`."""
    tables = re.findall(rf"(?m)^\| {header} \|.*\n\|[-|]+\|\n((?:\|.*\n)+)", manual())
    assert tables, header
    return "\n".join(row.replace("`{1|3-4}`", "").split(" | ")[0] for row in "".join(tables).splitlines())


def test_builds_without_a_warning(tour: Built) -> None:
    """Nothing is wrong in the tour: only what it does on purpose is noted."""
    assert tour.run.returncode == 0, tour.run.stderr
    assert re.findall(r"(?:error|warning): .*", tour.run.stderr) == []
    assert set(re.findall(r"note: .*\[([\w-]+)\]", tour.run.stderr)) <= SAID


def test_validators_and_lint_are_silent(tour: Built) -> None:
    """Neither validator nor the lint finds a fault in any template."""
    assert (sdk_faults(tour.pptx), audit_faults(tour.pptx), lint(tour.pptx)) == ([], [], [])


def test_each_slide_is_explained_and_each_explained_is_there() -> None:
    """The documents show every slide of the tour that has a key, by its title, and none that there is not."""
    shown = PICTURE.findall(manual())
    assert {key: name for name, key in shown} == keys()
    assert [key for key, times in Counter(key for _, key in shown).items() if times > 1] == []


def test_each_section_with_an_example_has_a_slide() -> None:
    """What the documents explain by an example is seen on a slide of the tour."""
    without = [name for name, text in sections() if FENCE.search(text) and not PICTURE.search(text)]
    assert without == ["Attributes"], "attributes are of titles, pictures, words, code and containers, which have slides"


def test_each_container_is_on_a_slide() -> None:
    """The containers of the documents are those of the tour."""
    cells = re.sub(r"`[^`]*`", "", first_cells("name"))
    explained = set(re.findall(r"[a-z]{3,}", cells)) - {"none"}
    named = re.findall(r"(?m)^:{3,} *\{?\.?([a-z]+)", source())
    assert explained - {"toc", "lang"} == set(named) - {"lang"}
    assert "[[toc]]" in source()
    assert re.search(r"(?m)^::: \{lang=", source())


def test_each_attribute_is_on_a_slide() -> None:
    """The classes and keys that the documents name for words, pictures, code and slides are used in the tour."""
    words = re.findall(r"\| words in brackets.*", manual())[0]
    looks = {f".{name}" for name in re.findall(r"`\.([a-z]+)`", words)}
    other = {
        ".cover",
        "fit=contain",
        ".decorative",
        "fit=cover",
        "alt=",
        "width=",
        "height=",
        ".numbers",
        "startFrom=",
        "filename=",
    }
    said = {
        "background=",
        "layout=",
        "transition=",
        "footer=",
        "header=",
        "date=",
        "number=",
        "lang=",
        "dir=",
        ".hidden",
        ".incremental",
    }
    marks = {".mark": "==", ".sub": "H~2~O", ".sup": "10^3^", ".strike": "~~"}
    gone = [name for name in looks | other | said if name not in source() and marks.get(name, "\0") not in source()]
    assert gone == []
    assert [name for name in other | said if name.strip("=") not in manual()] == []


def test_each_attribute_of_the_tour_is_explained() -> None:
    """The tour uses no class and no key that the documents do not have."""
    braces = [found for found in re.findall(r"\{([^{}\n]+)\}", source()) if re.search(r"[.#=]", found)]
    used = {name for found in braces for name in re.findall(r"(?:^|\s)(\.[a-z]+|[a-zA-Z-]+=)", re.sub(r'"[^"]*"', '""', found))}
    languages = {".go"}
    assert len(used) > 20
    assert sorted(name for name in used - languages if name.strip("=.") not in manual()) == []


def test_the_pictures_of_the_slides_are_there() -> None:
    """The documents have a small picture of each slide, and no other."""
    files = sorted((ROOT / "docs" / "tour").glob("*.png"))
    assert {file.stem for file in files} == set(keys())
    assert sum(file.stat().st_size for file in files) < WEIGHT
    assert {Image.open(file).size for file in files} == {(482, 272)}
