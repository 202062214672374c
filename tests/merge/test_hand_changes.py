"""What somebody changed in a generated deck, said in sentences."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest
from emit.handout.sample import sample
from emit.pptx.made import emitted, many, raw
from hypothesis import given, settings
from hypothesis import strategies as st
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.util import Inches
from tools.office import convert

from igdeck.emit.pptx import compile_template, emit_pptx
from igdeck.merge import hand_changes
from igdeck.model.handout import Handout
from igdeck.model.value import replace
from igdeck.theme import load_theme

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture(scope="module")
def deck(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return emitted(sample(tmp_path_factory.mktemp("sample")))


def edited(deck: bytes, *changes: Callable[[Any], object]) -> bytes:
    """The deck with changes made as PowerPoint makes them, through its parts."""
    opened, out = Presentation(BytesIO(deck)), BytesIO()
    for change in changes:
        change(opened)
    opened.save(out)
    return out.getvalue()


def move(number: int, to: int) -> Callable[[Any], None]:
    """Put a slide at another place."""

    def change(opened: Any) -> None:
        listed = opened.slides._sldIdLst
        slide = listed[number - 1]
        listed.remove(slide)
        listed.insert(to - 1, slide)

    return change


def remove(number: int) -> Callable[[Any], None]:
    """Take a slide out."""

    def change(opened: Any) -> None:
        listed = opened.slides._sldIdLst
        slide = listed[number - 1]
        opened.part.drop_rel(slide.rId)
        listed.remove(slide)

    return change


def add(title: str) -> Callable[[Any], None]:
    """Add a slide at the end."""

    def change(opened: Any) -> None:
        opened.slides.add_slide(opened.slide_layouts[1]).shapes.title.text = title

    return change


def write(number: int, shape: int, words: str) -> Callable[[Any], None]:
    """Write something else into the first run of a shape."""

    def change(opened: Any) -> None:
        opened.slides[number - 1].shapes[shape].text_frame.paragraphs[0].runs[0].text = words

    return change


def nudge(number: int, shape: int) -> Callable[[Any], None]:
    """Move a shape a little."""

    def change(opened: Any) -> None:
        opened.slides[number - 1].shapes[shape].left += Inches(0.1)

    return change


def note(number: int, words: str) -> Callable[[Any], None]:
    """Write speaker notes; PowerPoint makes a notes page without words by itself."""

    def change(opened: Any) -> None:
        opened.slides[0].notes_slide.notes_text_frame.text = ""
        opened.slides[number - 1].notes_slide.notes_text_frame.text = words

    return change


def comment(number: int) -> Callable[[Any], None]:
    """Comment on a slide, as PowerPoint of today does."""

    def change(opened: Any) -> None:
        kind = "http://schemas.microsoft.com/office/2018/10/relationships/comments"
        content = b'<p188:cmLst xmlns:p188="http://schemas.microsoft.com/office/powerpoint/2018/8/main"/>'
        name, form = PackURI("/ppt/comments/modernComment_1.xml"), "application/vnd.ms-powerpoint.comments+xml"
        opened.slides[number - 1].part.relate_to(Part(name, form, opened.part.package, content), kind)

    return change


def lay_out(number: int) -> Callable[[Any], None]:
    """Change the layout of a slide and nothing else."""

    def change(opened: Any) -> None:
        own = next(rel for rel in opened.slides[number - 1].part.rels.values() if rel.reltype.endswith("/slideLayout"))
        own._target = next(layout.part for layout in opened.slide_layouts if layout.part is not own.target_part)

    return change


def test_nothing_is_said_of_an_untouched_deck(deck: bytes) -> None:
    """A deck as it was written, and one that was only opened and saved, has no changes."""
    assert hand_changes(deck) == hand_changes(edited(deck)) == ()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (write(2, 1, "Other words"), "slide 2, “Lists”, was changed"),
        (write(2, 0, "Other lists"), "slide 2, “Other lists”, was changed"),
        (nudge(6, 1), "slide 6, “Pictures”, was changed"),
        (add("One more"), "slide 9, “One more”, was added"),
        (remove(4), "slide 4, “Code”, was removed"),
        (note(2, "Say hello"), "slide 2, “Lists”, was given notes"),
        (comment(2), "slide 2, “Lists”, was given comments"),
        (lay_out(2), "slide 2, “Lists”, was changed"),
        (move(3, 6), "slide 6, “A resolution”, was moved: it was slide 3"),
        (move(8, 1), "slide 1, “Prose (continued)”, was moved: it was slide 8"),
    ],
)
def test_one_change_is_one_sentence(change: Callable[[Any], object], says: str, deck: bytes) -> None:
    """Each change names its slide, and nothing else is said: a move of one slide is no move of the others."""
    assert hand_changes(edited(deck, change)) == (says,)


def test_all_changes_are_said(deck: bytes) -> None:
    """Several changes come in the order of the slides, what is gone last."""
    assert hand_changes(edited(deck, write(5, 0, "Another table"), move(2, 8), add("End"), remove(3))) == (
        "slide 3, “Another table”, was changed",
        "slide 8, “End”, was added",
        "slide 7, “Lists”, was moved: it was slide 2",
        "slide 4, “Code”, was removed",
    )


def test_a_copy_of_a_slide_is_new(deck: bytes) -> None:
    """A slide that was duplicated, tag and all, is one that was added."""

    def duplicate(opened: Any) -> None:
        source = opened.slides[1]
        copy = opened.slides.add_slide(source.slide_layout)
        copy.part.relate_to(next(r.target_part for r in source.part.rels.values() if r.reltype.endswith("/tags")), "x/tags")
        copy.shapes.title.text = "Lists"

    assert hand_changes(edited(deck, duplicate)) == ("slide 9, “Lists”, was added",)


def test_a_deck_of_another_program_is_not_ours() -> None:
    """A deck without stamps says so."""
    out = BytesIO()
    Presentation().save(out)
    assert hand_changes(out.getvalue()) == ("it was not made by igdeck",)


@settings(max_examples=30, deadline=None)
@given(st.binary(max_size=200), st.integers(0, 10_000))
def test_rubbish_never_raises(data: bytes, at: int) -> None:
    """A file that is no deck, or a deck with a hole, gives a sentence."""
    made = emitted(many(1))
    at %= len(made)
    for broken in (data, made[:at], made[:at] + data + made[at + len(data) :]):
        assert all(isinstance(sentence, str) for sentence in hand_changes(broken))
    assert hand_changes(data) == ("it cannot be read as a PowerPoint deck",)


def test_slides_without_tags_are_taken_in_order(deck: bytes) -> None:
    """A deck that lost its tags, but whose slides are as they were, is still read slide by slide."""

    def untag(opened: Any) -> None:
        for slide in opened.slides:
            for rid, rel in list(slide.part.rels.items()):
                if rel.reltype.endswith("/tags"):
                    slide.part.rels.pop(rid)
            for tags in slide._element.xpath("p:cSld/p:custDataLst"):
                tags.getparent().remove(tags)

    assert hand_changes(edited(deck, untag, write(5, 0, "Another table"))) == ("slide 5, “Another table”, was changed",)


@pytest.mark.draw
@pytest.mark.usefixtures("libreoffice")
def test_libreoffice_leaves_nothing_to_tell_by(tmp_path: Path) -> None:
    """A deck that LibreOffice saved is known as igdeck's, and that it cannot be told what was changed."""
    path = tmp_path / "deck.pptx"
    path.write_bytes(emitted(many(2)))
    (out,) = convert([path], "pptx", tmp_path / "saved")
    saved = out.read_bytes()
    assert b"igdeck 1" in raw(saved, "docProps/custom.xml")
    (sentence,) = hand_changes(saved)
    assert "keeps no marks on slides" in sentence


def theme_of(opened: Any) -> Any:
    """The theme part of the slide master."""
    return next(rel.target_part for rel in opened.slide_master.part.rels.values() if rel.reltype.endswith("/theme"))


def recolour(opened: Any) -> None:
    """Choose another colour for the first accent."""
    theme = theme_of(opened)
    theme._blob = re.sub(rb'(<a:accent1><a:srgbClr val=)"\w+"', rb'\1"123456"', theme.blob)


def refont(opened: Any) -> None:
    """Choose another font for text."""
    theme = theme_of(opened)
    theme._blob = re.sub(rb'(<a:minorFont><a:latin typeface=)"[^"]+"', rb'\1"Papyrus"', theme.blob)


def of_master(change: Callable[[Any], object]) -> Callable[[Any], object]:
    """A change of the slide master."""
    return lambda opened: change(opened.slide_master)


def of_layout(change: Callable[[Any], object]) -> Callable[[Any], object]:
    """A change of the second layout."""
    return lambda opened: change(opened.slide_layouts[1])


def shift(sheet: Any) -> None:
    """Move the first shape."""
    sheet.shapes[0].left += Inches(0.1)


def enlarge(sheet: Any) -> None:
    """Set the first style that there is in larger letters."""
    sheet._element.xpath(".//a:lvl1pPr/a:defRPr[@sz]")[0].set("sz", "9900")


def paint(sheet: Any) -> None:
    """Give it another background."""
    sheet.background.fill.solid()
    sheet.background.fill.fore_color.rgb = RGBColor(1, 2, 3)


def stamp_words(sheet: Any) -> None:
    """Draw a box that says something."""
    draft = parse_xml(
        '<p:sp xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><p:nvSpPr><p:cNvPr id="99" name="Draft"/><p:cNvSpPr/>'
        "<p:nvPr/></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:p><a:r><a:t>Draft</a:t></a:r></a:p></p:txBody></p:sp>"
    )
    sheet.shapes._spTree.append(draft)


@pytest.mark.parametrize("change", [shift, enlarge, paint, stamp_words])
def test_a_changed_master_or_layout_is_said(change: Callable[[Any], object], deck: bytes) -> None:
    """Moved shapes, other sizes, grounds and words on the master and on a layout are changes; slides are not blamed for them."""
    name = Presentation(BytesIO(deck)).slide_layouts[1].name
    assert hand_changes(edited(deck, of_master(change))) == ("the slide master was changed",)
    layout = shift if change is enlarge else change
    assert hand_changes(edited(deck, of_layout(layout))) == (f"the layout “{name}” was changed",)


@pytest.mark.parametrize("change", [recolour, refont])
def test_a_changed_theme_is_said(change: Callable[[Any], object], deck: bytes) -> None:
    """Another colour or font of the theme is a change."""
    assert hand_changes(edited(deck, change)) == ("the theme's colours or fonts were changed",)


def test_a_change_of_words_on_a_layout_is_said(deck: bytes) -> None:
    """Words in a box of a layout count, what a placeholder asks for does not: programs write that in the user's language."""

    def prompts(opened: Any) -> None:
        for run in opened.slide_layouts[1]._element.xpath(".//p:sp[.//p:ph]//a:t"):
            run.text = "Titel durch Klicken bearbeiten"

    assert hand_changes(edited(deck, prompts)) == ()


def complete(opened: Any) -> None:
    """Add what programs add on their own to masters and layouts."""
    usual = {
        ".//a:bodyPr": {"vert": "horz", "lIns": "91440", "anchor": "t"},
        ".//a:lvl1pPr": {"algn": "l", "defTabSz": "914400", "rtl": "0", "marL": "0"},
        ".//a:r/a:rPr | .//a:defRPr": {"lang": "de-DE", "kern": "1200", "b": "0"},
    }
    for sheet in (opened.slide_master, *opened.slide_layouts):
        for path, facts in usual.items():
            for element in sheet._element.xpath(path):
                for name in facts.keys() - element.attrib.keys():
                    element.set(name, facts[name])
    for level in opened.slide_master._element.xpath(".//p:bodyStyle/*[position() > 5]/a:defRPr"):
        level.set("sz", "1800")


@pytest.mark.parametrize("name", ["panel", "paper", "night"])
def test_a_template_that_was_only_completed_is_unchanged(name: str) -> None:
    """What programs add on their own to masters and layouts is no change, in any of the shipped templates."""
    theme = load_theme(name)
    assert hand_changes(edited(emit_pptx(many(2), theme, compile_template(theme)), complete)) == ()


SHEETS = {"notesMaster": "the notes master was changed", "handoutMaster": "the handout master was changed"}


def of_sheets(deck: bytes, kind: str, old: str, new: str) -> bytes:
    """The deck saved again, with another master of notes pages or of handouts."""
    out = BytesIO()
    with ZipFile(BytesIO(edited(deck))) as saved, ZipFile(out, "w") as archive:
        for name in saved.namelist():
            content = saved.read(name)
            changed = Path(name).name == f"{kind}1.xml"
            archive.writestr(name, re.sub(old, new, content.decode(), count=1) if changed else content)
    return out.getvalue()


@pytest.mark.parametrize("kind", SHEETS)
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<a:t>Tides<", "<a:t>Low tides<"),
        ('sz="1000"', 'sz="1400"'),
        ("<a:off x=", '<a:off x="1" was='),
        ('"lt1"|"bg1"', '"accent1"'),
    ],
)
def test_a_changed_master_of_sheets_is_said(kind: str, old: str, new: str) -> None:
    """The words in the corners of what is printed, their sizes, places and grounds are somebody's work as well."""
    made = emitted(replace(many(2), handout=Handout(header="Tides", footer="Ada")))
    assert hand_changes(of_sheets(made, kind, old, new)) == (SHEETS[kind],)


@pytest.mark.parametrize("kind", SHEETS)
def test_what_programs_write_into_masters_of_sheets_is_no_change(kind: str) -> None:
    """Prompts in the user's language, the language of words, ends of paragraphs, and what a number shows."""
    made = emitted(replace(many(2), handout=Handout(header="Tides", footer="Ada")))
    for old, new in (
        ("Click to edit Master text styles", "Mastertextformat bearbeiten"),
        ("<a:t>Tides</a:t></a:r>", '<a:t>Tides</a:t></a:r><a:endParaRPr lang="de-DE" dirty="0"/>'),
        ("‹#›", "‹Nr.›"),
        ('<a:rPr lang="en-US"', '<a:rPr lang="de-DE" dirty="0"'),
    ):
        assert hand_changes(of_sheets(made, kind, re.escape(old), new)) == ()


def test_a_layout_that_was_added_is_said() -> None:
    """A layout of another name is somebody's work, too."""

    def rename(opened: Any) -> None:
        used = {slide.slide_layout.name for slide in opened.slides}
        spare = next(layout for layout in opened.slide_layouts if layout.name not in used)
        spare._element.cSld.set("name", "My own")

    theme = load_theme()
    made = emit_pptx(many(2), theme, compile_template(theme))
    assert hand_changes(edited(made, rename)) == ("the layout “My own” was added",)
