"""The deck as a file: whole, valid, the same every time."""

from __future__ import annotations

import os
import subprocess
import sys
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from emit.handout.sample import body, deck, page, para, sample, title
from emit.pptx.made import NAMES, emitted, many, names, panel_theme, part, raw, sample_theme, written
from hypothesis import given, settings
from hypothesis import strategies as st
from pptx import Presentation
from tools.command import ROOT
from tools.validators import audit_faults, sdk_faults

from igdeck.emit.pptx import compile_template, emit_pptx
from igdeck.model.diagnostics import IgdeckError
from igdeck.model.value import replace
from igdeck.ooxml.lint import lint

if TYPE_CHECKING:
    from pathlib import Path
    from types import FrameType

    from igdeck.model.page import Page, Pages
    from igdeck.model.theme import Theme

THEMES = {"sample": sample_theme, "panel": panel_theme}
DIGEST = """
import hashlib, sys
from pathlib import Path
from emit.handout.sample import sample
from emit.pptx.made import emitted
print(hashlib.sha256(emitted(sample(Path(sys.argv[1])))).hexdigest())
"""


@pytest.mark.parametrize("name", THEMES)
def test_validators_and_lint_are_silent(name: str, tmp_path: Path) -> None:
    """A deck with every kind of item has no fault that either validator or the lint can find."""
    path = written(sample(tmp_path), tmp_path, THEMES[name]())
    assert (sdk_faults(path), audit_faults(path), lint(path)) == ([], [], [])


def test_a_deck_without_slides_is_valid(tmp_path: Path) -> None:
    """No page at all still makes a deck that opens."""
    path = written(deck(), tmp_path)
    assert (sdk_faults(path), audit_faults(path), lint(path)) == ([], [], [])
    assert len(Presentation(str(path)).slides) == 0


def test_same_bytes_whatever_the_process(tmp_path: Path) -> None:
    """Another hash seed, time zone or folder to work in changes nothing."""
    digests = {
        subprocess.run(
            [sys.executable, "-c", DIGEST, tmp_path],
            env=os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"},
            cwd=folder,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, zone, folder in (("1", "UTC", ROOT), ("2", "Asia/Tokyo", tmp_path))
    }
    assert len(digests) == 1


def test_a_template_is_a_function_of_its_theme() -> None:
    """Compiled twice it is equal, and its parts do not depend on slides: they can be kept."""
    import pickle

    template = compile_template(sample_theme())
    assert template == compile_template(sample_theme()) == pickle.loads(pickle.dumps(template))  # noqa: S301


def test_content_types_come_first() -> None:
    """The package opens with its table of types, as readers that stream expect."""
    assert names(emitted(many(1)))[0] == "[Content_Types].xml"


def test_ids_stay_where_slides_move() -> None:
    """A slide keeps its ids when another is put before it: merging and sections go by them."""
    pages = many(3)
    fewer = replace(pages, pages=pages.pages[1:])
    assert _slide_ids(emitted(pages))[1:] == _slide_ids(emitted(fewer))
    assert _creation(emitted(pages), 2) == _creation(emitted(fewer), 1)


def _slide_ids(made: bytes) -> list[str]:
    return [str(e.get("id")) for e in part(made, "ppt/presentation.xml").iterfind("p:sldIdLst/p:sldId", NAMES)]


def _creation(made: bytes, number: int) -> str:
    return str(part(made, f"ppt/slides/slide{number}.xml").xpath("string(//*[local-name()='creationId']/@val)"))


def test_sections_hold_all_slides() -> None:
    """Slides before the first section stand in one that is named like the deck; two sections of one name are told apart."""
    pages = many(5)
    opened = ("", "", "Part", "", "Part")
    parted = replace(pages, pages=tuple(replace(p, section=s) for p, s in zip(pages.pages, opened, strict=True)))
    made = emitted(parted)
    sections = part(made, "ppt/presentation.xml").xpath("//*[local-name()='section']")
    assert [s.get("name") for s in sections] == ["A sample deck", "Part", "Part"]
    assert [len(s.xpath(".//*[local-name()='sldId']")) for s in sections] == [2, 2, 1]
    assert lint(made) == []


def test_no_section_without_need() -> None:
    """A deck without sections has no list of them."""
    assert b"sectionLst" not in raw(emitted(many(2)), "ppt/presentation.xml")


def test_properties_are_the_authors() -> None:
    """Title, author, subject, keywords, language and date stand in the properties."""
    core = Presentation(BytesIO(emitted(many(1)))).core_properties
    said = (core.title, core.author, core.subject, core.keywords, core.language)
    assert said == ("A sample deck", "Ada Example", "Samples", "one, two", "en-GB")
    assert f"{core.created:%Y-%m-%d}" == f"{core.modified:%Y-%m-%d}" == "2006-03-08"


@pytest.mark.parametrize(
    ("date", "epoch", "expected"),
    [
        ("", "", "1980-01-01T00:00:00Z"),
        ("last spring", "", "1980-01-01T00:00:00Z"),
        ("1969-07-20", "", "1980-01-01T00:00:00Z"),
        ("0001-01-01T00:00:00+14:00", "", "1980-01-01T00:00:00Z"),
        ("2006-03-08", "1700000000", "2023-11-14T22:13:20Z"),
        ("2006-03-08", "rubbish", "1980-01-01T00:00:00Z"),
    ],
)
def test_dates_never_come_from_the_clock(date: str, epoch: str, expected: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The date is the build's own by convention, else the author's, else the first that a zip file knows."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    core = raw(emitted(replace(many(1), date=date)), "docProps/core.xml").decode()
    assert core.count(expected) == 2


def test_a_deck_without_a_title_takes_its_first_slides() -> None:
    """The properties have a title in any case."""
    assert Presentation(BytesIO(emitted(replace(many(2), title=" ")))).core_properties.title == "Slide 1"


def test_a_picture_shown_twice_is_stored_once(tmp_path: Path) -> None:
    """The same picture on two slides is one file in the package."""
    pages = sample(tmp_path)
    again = replace(pages.pages[5], key="again")
    media = [name for name in names(emitted(replace(pages, pages=(*pages.pages, again)))) if "media" in name]
    assert media == ["ppt/media/image1.png"]


def test_a_picture_that_vanished_is_an_error(tmp_path: Path) -> None:
    """A picture that is gone between reading and writing is named, without a traceback."""
    pages = sample(tmp_path)
    (tmp_path / "chart.png").unlink()
    with pytest.raises(IgdeckError, match=r"chart\.png"):
        emitted(pages)


def test_work_grows_with_the_slides() -> None:
    """Four times the slides cost four times the calls: nothing looks at all slides for each."""
    few, more = _calls(many(50)), _calls(many(200))
    assert more < 4.1 * few


def _calls(pages: Pages) -> int:
    """How many functions are called for a deck, those of C included."""
    theme = sample_theme()
    template = compile_template(theme)
    count = 0

    def counted(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        emit_pptx(pages, theme, template)
    finally:
        sys.setprofile(None)
    return count


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_is_kept(heading: str, words: str) -> None:
    """Whatever characters are in a text, the deck opens and has them, but for those that XML cannot hold."""
    made = emitted(deck(_page(heading, words)))
    found = [p.text_frame.text for p in Presentation(BytesIO(made)).slides[0].placeholders if p.placeholder_format.idx == 1]
    kept = "".join(char for char in words if _holds(char))
    assert [text.replace("\v", "\n") for text in found] == ([kept] if words.strip() else [])


def _page(heading: str, words: str) -> Page:
    return page(1, heading, title(heading), body(para(words, "bullet")), key=heading)


def _holds(char: str) -> bool:
    """Whether XML has a place for a character, and does not turn it into another (XML 1.0, 2.2 and 2.11)."""
    return char in "\t\n" or (char >= " " and char not in "\ufffe\uffff" and not "\ud800" <= char <= "\udfff")


@pytest.mark.parametrize("theme", [sample_theme(), panel_theme()], ids=lambda theme: theme.name)
def test_nothing_is_left_of_another_program(theme: Theme) -> None:
    """There is no thumbnail, no printer setting, no author but the deck's."""
    made = emitted(many(1), theme)
    assert not [name for name in names(made) if "thumbnail" in name or "printer" in name]
    assert b"<Application>igdeck</Application>" in raw(made, "docProps/app.xml")
