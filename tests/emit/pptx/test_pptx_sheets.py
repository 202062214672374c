"""Notes pages and handouts as PowerPoint prints them: what stands in the corners, on which paper."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import pytest
from emit.handout.sample import deck, page, para
from emit.pptx.made import A, P, emitted, part, raw, text, written
from PIL import Image
from tools.validators import audit_faults, sdk_faults

from igdeck.emit import sheets
from igdeck.emit.pptx.sheets import print_settings
from igdeck.model.handout import Handout
from igdeck.model.inline import Asset
from igdeck.model.page import TextItem
from igdeck.model.theme import Role
from igdeck.model.value import replace
from igdeck.ooxml.lint import lint
from igdeck.theme import load_theme

if TYPE_CHECKING:
    from pathlib import Path

    from igdeck.model.inline import Direction
    from igdeck.model.page import Pages

THEME = load_theme()
SAID = Handout(header="Tides {} & times", footer="Ada", date="8 March")
MASTERS = ("ppt/handoutMasters/handoutMaster1.xml", "ppt/notesMasters/notesMaster1.xml")


def heading(words: str) -> TextItem:
    holder = THEME.layout("Title and Content").placeholder(Role.TITLE)
    assert holder
    return TextItem(Role.TITLE, holder.idx, "Title", holder.box, (para(words),))


def talk(handout: Handout = SAID) -> Pages:
    """A slide with notes and one without."""
    spoken = replace(page(1, "One", heading("One")), notes=(para("Say this."),))
    return replace(deck(spoken, page(2, "Two", heading("Two"))), handout=handout)


def corners(tree: Any) -> dict[str, Any]:
    """The shapes around a sheet by the kind of their placeholders."""
    return {kind: shape for kind, shape in holders(tree).items() if kind in ("hdr", "dt", "ftr", "sldNum")}


def holders(tree: Any) -> dict[str, Any]:
    """All placeholders by their kind."""
    return {holder.get("type"): shape for shape in tree.iter(P + "sp") for holder in shape.iter(P + "ph")}


def place_of(shape: Any) -> tuple[int, int, int, int]:
    off, size = (shape.find(f".//{A}xfrm/{A}{name}") for name in ("off", "ext"))
    return int(off.get("x")), int(off.get("y")), int(size.get("cx")), int(size.get("cy"))


@pytest.mark.parametrize("master", MASTERS)
def test_the_masters_say_what_the_handouts_say(master: str) -> None:
    """Title, date and author stand in the corners, and a number that is a field."""
    found = corners(part(emitted(talk(), THEME), master))
    assert {kind: text(shape) for kind, shape in found.items()} == {
        "hdr": "Tides {} & times",
        "dt": "8 March",
        "ftr": "Ada",
        "sldNum": "‹#›",
    }
    assert found["sldNum"].find(f".//{A}fld").get("type") == "slidenum"


def test_a_page_of_notes_has_the_corners_of_its_own() -> None:
    """PowerPoint prints what stands on the page itself, found by the index of the master's placeholders."""
    made = emitted(talk(), THEME)
    own, master = corners(part(made, "ppt/notesSlides/notesSlide1.xml")), corners(part(made, MASTERS[1]))
    assert {kind: text(shape) for kind, shape in own.items()} == {
        "hdr": "Tides {} & times",
        "dt": "8 March",
        "ftr": "Ada",
        "sldNum": "1",
    }
    for kind, shape in own.items():
        assert shape.find(f".//{P}ph").get("idx") == master[kind].find(f".//{P}ph").get("idx")


def test_a_corner_without_words_is_off() -> None:
    """Its placeholder stays on the master, and no page has one."""
    made = emitted(talk(replace(SAID, date="", number=False)), THEME)
    for master in MASTERS:
        flags = part(made, master).find(P + "hf")
        assert dict(flags.attrib) == {"sldNum": "0", "dt": "0"}
        assert set(corners(part(made, master))) == {"hdr", "dt", "ftr", "sldNum"}
    assert set(corners(part(made, "ppt/notesSlides/notesSlide1.xml"))) == {"hdr", "ftr"}


@pytest.mark.parametrize("handout", [SAID, replace(SAID, paper="letter"), replace(SAID, landscape=True)])
def test_notes_pages_are_of_the_papers_size(handout: Handout) -> None:
    """All stands on the sheet: the header above the slide, the notes below it, the foot below them."""
    made = emitted(talk(handout), THEME)
    size = part(made, "ppt/presentation.xml").find(P + "notesSz")
    width, height = int(size.get("cx")), int(size.get("cy"))
    assert (width, height) == handout.size
    shapes = {kind: place_of(shape) for kind, shape in holders(part(made, MASTERS[1])).items()}
    above = [shapes[kind] for kind in ("hdr", "body" if handout.landscape else "sldImg", "body", "ftr")]
    above = [*dict.fromkeys(above)]
    for (_, y, _, tall), (_, below, _, _) in itertools.pairwise(above):
        assert y + tall <= below
    for x, y, wide, tall in shapes.values():
        assert 0 <= x <= x + wide <= width
        assert 0 <= y <= y + tall <= height
    picture = shapes["sldImg"]
    assert picture[2] / picture[3] == pytest.approx(THEME.width / THEME.height, rel=0.001)


def test_a_deck_that_runs_from_right_to_left_has_its_corners_the_other_way_round() -> None:
    """The header stands at the right, where a line starts, and the date at the left."""
    found = corners(part(emitted(replace(talk(), lang="he", dir="rtl"), THEME), MASTERS[0]))
    assert place_of(found["hdr"])[0] > place_of(found["dt"])[0]
    assert [found[kind].find(f".//{A}lvl1pPr").get("algn") for kind in ("hdr", "dt")] == ["r", "l"]


@pytest.mark.parametrize("rtl", [False, True])
def test_long_words_in_a_corner_have_more_room(*, rtl: bool) -> None:
    """A long header or footer has three quarters of its line, a short one half of it; the corners never overlap."""
    long = "A title that says in great detail what the board decided, and why, and for whom"
    for words, share in (("Short", 1 / 2), (long, 3 / 4)):
        pages = talk(replace(SAID, header=words, footer=words))
        found = corners(part(emitted(replace(pages, dir="rtl" if rtl else ""), replace(THEME, rtl=rtl)), MASTERS[0]))
        for first, other in (("hdr", "dt"), ("ftr", "sldNum")):
            (x, _, wide, _), (beside, _, rest, _) = place_of(found[first]), place_of(found[other])
            assert wide / (wide + rest) == pytest.approx(share, abs=0.01)
            assert (beside + rest <= x) if rtl else (x + wide <= beside)


@pytest.mark.parametrize("landscape", [False, True])
def test_from_right_to_left_slide_and_logo_are_the_other_way_round(tmp_path: Path, *, landscape: bool) -> None:
    """The slide of a lying page stands at the right of its notes, the logo at the left of the header, as in the PDF."""
    Image.new("RGB", (300, 100), "#113355").save(tmp_path / "logo.png")
    logo = Asset(tmp_path / "logo.png", "digest", "image/png", 300, 100)
    handout = replace(SAID, logo=logo, landscape=landscape)
    made = part(emitted(replace(talk(handout), lang="he", dir="rtl"), replace(THEME, rtl=True)), MASTERS[1])
    shapes = {kind: place_of(shape) for kind, shape in holders(made).items()}
    left, right = handout.margins.left, handout.size[0] - handout.margins.right
    slide, notes = shapes["sldImg"], shapes["body"]
    assert slide[0] + slide[2] == pytest.approx(right, abs=2)
    assert (notes[0] + notes[2] <= slide[0]) is landscape
    assert notes[0] + notes[2] == pytest.approx(slide[0] + slide[2], abs=2) or landscape
    (picture,) = made.iter(P + "pic")
    x, _, wide, _ = place_of(picture)
    assert x == left
    assert x + wide < shapes["dt"][0] < shapes["hdr"][0]
    assert shapes["hdr"][0] + shapes["hdr"][2] == pytest.approx(right, abs=2)


def test_a_logo_is_on_both_masters(tmp_path: Path) -> None:
    """It is stored once, keeps its shape and stands on the sheet."""
    Image.new("RGB", (300, 100), "#113355").save(tmp_path / "logo.png")
    handout = replace(SAID, logo=Asset(tmp_path / "logo.png", "digest", "image/png", 300, 100))
    made = emitted(talk(handout), THEME)
    for master in MASTERS:
        (picture,) = part(made, master).iter(P + "pic")
        _, y, wide, tall = place_of(picture)
        assert wide / tall == pytest.approx(3, rel=0.001)
        assert y + tall <= handout.size[1]
    assert raw(made, "ppt/media/image1.png") == (tmp_path / "logo.png").read_bytes()
    assert lint(made) == []


@pytest.mark.parametrize("dir_", ["", "rtl"])
def test_a_logo_stands_at_the_end_of_the_header(tmp_path: Path, dir_: Direction) -> None:
    """As in the PDF: at the right after the date; in a deck from right to left at the left, and the title at the right."""
    Image.new("RGB", (300, 100), "#113355").save(tmp_path / "logo.png")
    handout = replace(SAID, logo=Asset(tmp_path / "logo.png", "digest", "image/png", 300, 100))
    room = sheets.content(handout)
    for master in MASTERS:
        tree = part(emitted(replace(talk(handout), dir=dir_), THEME), master)
        (logo,) = tree.iter(P + "pic")
        places = {kind: place_of(shape) for kind, shape in corners(tree).items()}
        row = [places["hdr"], places["dt"], place_of(logo)]
        row = row[::-1] if dir_ else row
        assert (row[0][0], row[-1][0] + row[-1][2]) == (room.x, room.right)
        assert all(x + wide <= after for (x, _, wide, _), (after, *_) in itertools.pairwise(row))


def test_the_header_is_in_the_font_of_titles() -> None:
    """As in the PDF; what else stands around the sheet is in that of text."""
    found = corners(part(emitted(talk(), THEME), MASTERS[0]))
    faces = {kind: shape.find(f".//{A}lvl1pPr/{A}defRPr/{A}latin").get("typeface") for kind, shape in found.items()}
    assert faces == {"hdr": "+mj-lt", "dt": "+mn-lt", "ftr": "+mn-lt", "sldNum": "+mn-lt"}


@pytest.mark.parametrize(
    ("handout", "said"),
    [
        (SAID, ""),
        (replace(SAID, paper="letter"), ""),
        (replace(SAID, number=False, archive=True, continued=False), ""),
        (replace(SAID, layout="3"), '<p:prnPr prnWhat="handouts3" hiddenSlides="0" frameSlides="1"/>'),
        (replace(SAID, layout="notes", gray=True), '<p:prnPr prnWhat="notes" clrMode="gray" hiddenSlides="0" frameSlides="1"/>'),
        (replace(SAID, hidden=True, borders=False), '<p:prnPr prnWhat="handouts6" hiddenSlides="1" frameSlides="0"/>'),
    ],
)
def test_the_print_dialogue_starts_with_the_handout_that_is_asked_for(handout: Handout, said: str) -> None:
    """A deck that asks for none leaves PowerPoint's own choice."""
    assert print_settings(handout) == said
    assert said.encode() in raw(emitted(talk(handout), THEME), "ppt/presProps.xml")


def test_validators_and_lint_are_silent(tmp_path: Path) -> None:
    """Masters, notes pages and print settings are what PowerPoint takes."""
    Image.new("RGB", (300, 100), "#113355").save(tmp_path / "logo.png")
    logo = Asset(tmp_path / "logo.png", "digest", "image/png", 300, 100)
    path = written(talk(replace(SAID, layout="4", landscape=True, gray=True, date="", logo=logo)), tmp_path, THEME)
    assert sdk_faults(path) == []
    assert audit_faults(path) == []
    assert lint(path.read_bytes()) == []


def test_nothing_in_the_margins_leaves_the_sheet() -> None:
    """However narrow the margins are, header and foot stay on the paper."""
    handout = replace(SAID, margins=replace(SAID.margins, top=0, bottom=0))
    assert sheets.header(handout).y >= 0
    assert sheets.foot(handout).bottom <= handout.size[1]
