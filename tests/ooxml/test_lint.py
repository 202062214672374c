"""The lint sees each broken promise in a deck that is good but for it."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tools.handmade import pack, parts, png
from tools.validators import audit_faults, sdk_faults

from igdeck.ooxml.lint import PROMISES, lint

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Build

PRESENTATION = "ppt/presentation.xml"
MASTER = "ppt/slideMasters/slideMaster1.xml"
TEXT, OBJECTS, MATH = (f"ppt/slides/slide{number}.xml" for number in (1, 2, 3))
TEXT_RELS, OBJECTS_RELS = (f"ppt/slides/_rels/slide{number}.xml.rels" for number in (1, 2))
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LAYOUT_REL = f'<Relationship Id="rId1" Type="{RELS}/slideLayout" Target="../slideLayouts/slideLayout1.xml"/>'


@dataclass(frozen=True, slots=True)
class Break:
    """A way to break one promise, and the sentence that must be said of it."""

    promise: str
    make: Callable[[], bytes]
    says: str


def edited(promise: str, part: str, old: str, new: str, says: str, *, at: str = "") -> Break:
    """Break a promise by writing something else into a part; `says` is what follows the name of that part, or of `at`."""

    def make() -> bytes:
        broken = parts()
        text = broken[part].decode()
        assert old in text, f"{old} is not in {part}"
        return pack(broken | {part: text.replace(old, new, 1).encode()})

    return Break(promise, make, f"{at or part}: {says}")


def changed(promise: str, new: dict[str, bytes], says: str) -> Break:
    """Break a promise with other bytes for some parts."""
    return Break(promise, lambda: pack(parts() | new), says)


def without(promise: str, part: str, says: str) -> Break:
    """Break a promise by leaving out a part."""
    return Break(promise, lambda: pack({name: blob for name, blob in parts().items() if name != part}), says)


BREAKS = (
    # The package
    edited("readable", TEXT, "</p:sld>", "</p:sl>", "the XML is malformed: "),
    Break("unique_names", lambda: pack(parts(), again=[TEXT]), f"{TEXT}: the zip holds this name more than once."),
    changed("unique_names", {"PPT/tableStyles.xml": b"<x/>"}, "ppt/tablestyles.xml: the zip holds this name more than once."),
    Break("fixed_dates", lambda: pack(parts(), date=(2024, 2, 3)), f"{TEXT}: the zip entry is dated (2024, 2, 3, 0, 0, 0), not"),
    changed("content_types", {"ppt/media/image3.emf": b""}, "ppt/media/image3.emf: the part has no content type."),
    edited(
        "content_types",
        "[Content_Types].xml",
        'PartName="/ppt/presProps.xml"',
        'PartName="/ppt/other.xml"',
        "it names ppt/other.xml, which is not there.",
    ),
    edited(
        "content_types",
        "[Content_Types].xml",
        "presentationml.tags+xml",
        "presentationml.slide+xml",
        "its content type is application/vnd.openxmlformats-officedocument.presentationml.slide+xml, not",
        at="ppt/tags/tag1.xml",
    ),
    without("targets_exist", "ppt/media/image1.png", f"{OBJECTS}: the relationship rId2 leads to ppt/media/image1.png, which"),
    without("targets_exist", MATH, f"{MATH}: the part is not there, its relationships are."),
    edited("targets_exist", TEXT_RELS, "rId3", "rId1", "the relationship id rId1 is used more than", at=TEXT),
    edited(
        "ids_related", OBJECTS, 'r:embed="rId2"', 'r:embed="rId99"', "blip uses the relationship “rId99”, which is not there."
    ),
    edited("ids_related", TEXT, 'r:id="rId3"', 'r:id="rId77"', "hlinkClick uses the relationship “rId77”, which is not there."),
    edited("relationships_used", TEXT, '<p:tags r:id="rId4"/>', "", "nothing uses the relationship rId4 to ppt/tags/tag1.xml."),
    changed("parts_reached", {"ppt/lost.xml": b"<lost/>"}, "ppt/lost.xml: no relationship leads to the part."),
    changed(
        "no_leftovers", {"docProps/thumbnail.png": png(1, 1)}, "docProps/thumbnail.png: this is left over from the template."
    ),
    edited("properties_complete", "docProps/core.xml", "A talk", " ", "the deck has no title."),
    edited("properties_complete", "docProps/core.xml", "en-US", "", "the deck has no language."),
    edited("properties_complete", "docProps/core.xml", "<dc:creator></dc:creator>", "", "there is no creator element."),
    edited("properties_complete", "docProps/core.xml", "2024-01-31T12", "today, 12", "“created” is not a date like"),
    without("properties_complete", "docProps/core.xml", "docProps/core.xml: the deck has no core properties."),
    # The presentation
    without("one_presentation", PRESENTATION, f"{PRESENTATION}: the package holds 0 presentation parts, not one."),
    edited(
        "presentation_order",
        PRESENTATION,
        '<p:handoutMasterIdLst><p:handoutMasterId r:id="rId3"/></p:handoutMasterIdLst>',
        "",
        "there is no handoutMasterIdLst.",
    ),
    edited(
        "presentation_order",
        PRESENTATION,
        '<p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst>',
        "",
        "there is no notesMasterIdLst.",
    ),
    edited(
        "presentation_order",
        PRESENTATION,
        '<p:sldSz cx="12192000" cy="6858000"/><p:notesSz cx="6858000" cy="9144000"/>',
        '<p:notesSz cx="6858000" cy="9144000"/><p:sldSz cx="12192000" cy="6858000"/>',
        "notesSz stands before sldSz.",
    ),
    edited("slide_ids", PRESENTATION, 'id="257" r:', 'id="256" r:', "the slide id 256 is used more than once."),
    edited("slide_ids", PRESENTATION, 'id="257" r:', 'id="12" r:', "the slide id “12” is not in 256 to 2147483647."),
    edited(
        "slides_listed",
        PRESENTATION,
        '<p:sldId id="258" r:id="rId6"/>',
        "",
        "the presentation lists the slide 0 times, not once.",
        at=MATH,
    ),
    edited(
        "master_ids",
        MASTER,
        "2147483649",
        "2147483648",
        "the master or layout id 2147483648 is used more than once.",
        at=f"{PRESENTATION}, {MASTER}",
    ),
    edited("master_ids", MASTER, "2147483649", "4711", "the sldLayoutId “4711” is not in 2147483648 to 4294967295."),
    edited(
        "sections_cover",
        PRESENTATION,
        '<p14:sldId id="258"/>',
        '<p14:sldId id="999"/>',
        "a section lists the slide id 999, which",
    ),
    edited("sections_cover", PRESENTATION, '<p14:sldId id="258"/>', "", "no section lists the slide id 258."),
    edited(
        "sections_cover",
        PRESENTATION,
        '<p14:sldId id="258"/>',
        '<p14:sldId id="258"/><p14:sldId id="256"/>',
        "the sections list the slide id 256 more than once.",
    ),
    edited(
        "sections_cover",
        PRESENTATION,
        '<p14:sldId id="257"/><p14:sldId id="258"/>',
        '<p14:sldId id="258"/><p14:sldId id="257"/>',
        "the sections list the slides in another order.",
    ),
    edited(
        "section_names",
        PRESENTATION,
        "000000000002}",
        "000000000001}",
        "the section id {0A1B2C3D-0000-4000-8000-000000000001} is",
    ),
    edited(
        "section_names",
        PRESENTATION,
        "{0A1B2C3D-",
        "{0a1b2c3d-",
        "the section id “{0a1b2c3d-0000-4000-8000-000000000001}” is not",
    ),
    edited("section_names", PRESENTATION, 'name="Second"', 'name=""', "a section has no name."),
    # Slides
    edited("slides_have_layouts", TEXT_RELS, LAYOUT_REL, "", "the slide has 0 layouts, not one.", at=TEXT),
    edited("placeholders_in_layout", TEXT, 'idx="1"', 'idx="77"', "“Content” is placeholder obj 77, which its layout has not."),
    edited(
        "placeholders_in_layout", TEXT, 'type="title"', 'type="ctrTitle"', "“Title” is placeholder ctrTitle 0, which its layout"
    ),
    edited("placeholders_unique", TEXT, 'idx="1"', 'idx="12"', "two shapes are the placeholder 12."),
    edited("titles_present", TEXT, "The first slide", " ", "the title is empty."),
    edited("titles_present", TEXT, 'type="title"', 'idx="1"', "the slide has no title."),
    edited(
        "titles_unique",
        OBJECTS,
        "The second slide",
        "The first slide",
        "the same title, “The first slide”.",
        at=f"{TEXT}, {OBJECTS}",
    ),
    edited(
        "title_first",
        OBJECTS,
        "<p:grpSpPr/>",
        '<p:grpSpPr/><p:sp><p:nvSpPr><p:cNvPr id="9" name="Line"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/></p:sp>',
        "the title is not the first shape.",
    ),
    edited(
        "no_empty_placeholder",
        OBJECTS,
        "<p:graphicFrame>",
        '<p:sp><p:nvSpPr><p:cNvPr id="9" name="Content"/><p:cNvSpPr/><p:nvPr><p:ph idx="1"/></p:nvPr></p:nvSpPr><p:spPr/>'
        '<p:txBody><a:bodyPr/><a:p><a:endParaRPr lang="en-US"/></a:p></p:txBody></p:sp><p:graphicFrame>',
        "the placeholder “Content” is empty.",
    ),
    edited(
        "plain_placeholders", TEXT, "<p:spPr>", "<p:spPr><a:noFill/>", "the placeholder “Title” has looks of its own: noFill."
    ),
    edited("shape_ids", TEXT, 'id="3" name', 'id="2" name', "the shape id 2 is used more than once."),
    edited("shape_ids", TEXT, 'id="3" name', 'id="1" name', "the shape id “1” is less than 2."),
    edited("shape_ids", TEXT, 'id="3" name', 'id="three" name', "the shape id “three” is less than 2."),
    edited("shape_ids", MASTER, 'id="1" name', 'id="7" name', "the shape tree has the id 7, not 1."),
    edited("shape_ids", TEXT, 'name="Content"', 'name=""', "the shape 3 has no name."),
    edited(
        "slide_order",
        OBJECTS,
        "<p:clrMapOvr>",
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="p">'
        "<p:transition/></mc:Choice><mc:Fallback><p:transition/></mc:Fallback></mc:AlternateContent><p:clrMapOvr>",
        "transition stands before clrMapOvr.",
    ),
    edited("timing_targets", TEXT, 'spTgt spid="3"', 'spTgt spid="33"', "spTgt animates the shape 33, which is not there."),
    edited("timing_targets", TEXT, 'end="1"', 'end="4"', "paragraphs 0 to 4 are animated, there are 4."),
    edited(
        "timing_builds", TEXT, '<p:bldP spid="3"', '<p:bldP spid="2"', "the build list and the animation of shape 3 do not agree."
    ),
    edited(
        "notes_mutual",
        "ppt/notesSlides/_rels/notesSlide1.xml.rels",
        "slide1.xml",
        "slide2.xml",
        f"the notes slide does not lead back to {TEXT}.",
        at="ppt/notesSlides/notesSlide1.xml",
    ),
    # Text
    edited("levels", TEXT, 'lvl="1"', 'lvl="9"', "the paragraph level “9” is not in 0 to 8."),
    edited("levels", TEXT, 'lvl="1"', 'lvl="deep"', "the paragraph level “deep” is not in 0 to 8."),
    edited("no_literal_bullets", TEXT, "Second", "• Second", "“Content” has a typed bullet: “• Second”."),
    edited(
        "inherited_type", TEXT, '<a:rPr lang="en-US">', '<a:rPr lang="en-US" sz="900">', "text in “Title” has a size or a font"
    ),
    edited(
        "theme_fonts", OBJECTS, "</a:rPr><a:t>2006", '<a:latin typeface="Arial"/></a:rPr><a:t>2006', "the font “Arial” is not the"
    ),
    edited(
        "scheme_colours",
        OBJECTS,
        "</a:rPr><a:t>2006",
        '<a:solidFill><a:srgbClr val="FF0000"/></a:solidFill></a:rPr><a:t>2006',
        "the colour srgbClr FF0000 is not the theme's.",
    ),
    edited("languages", TEXT, '<a:rPr lang="en-US"></a:rPr><a:t>Second', "<a:t>Second", "“Second” has no language."),
    edited("languages", TEXT, "</a:p>", "<a:endParaRPr/></a:p>", "an endParaRPr has no language."),
    edited("right_to_left", TEXT, "Second", "שלום", "“שלום” is not set from right to left."),
    edited("east_asian_fonts", TEXT, "Second", "第二", "“第二” has no East Asian font."),
    edited(
        "autofit_pairs", TEXT, ' lnSpcReduction="10000"', "", "normAutofit has one of fontScale and lnSpcReduction, not both."
    ),
    edited("autofit_pairs", TEXT, 'fontScale="92500"', 'fontScale="925"', "normAutofit 925 and 10000 are out of range."),
    edited("number_fields", TEXT, 'type="slidenum"', 'type="datetime1"', "the slide number “Number” is not a field."),
    changed(
        "math_has_fallback",
        {MATH: parts()[MATH].replace(b"mc:Fallback>", b"mc:Else>")},
        f"{MATH}: “x” is math without a fallback.",
    ),
    edited("links_lead_somewhere", TEXT, 'r:id="rId3" action="ppaction://hlinksldjump"', 'r:id=""', "a link leads nowhere."),
    edited("links_lead_somewhere", TEXT, 'r:id="rId3"', 'r:id="rId4"', "a link inside the deck does not lead to a slide."),
    # Objects
    edited(
        "tables_styled", OBJECTS, "{5C22544A", "{5C22544B", "the table style {5C22544B-7EE6-4342-B048-85BDC9FD1C3A} is not in"
    ),
    edited("tables_styled", OBJECTS, 'firstRow="1"', 'bandRow="1"', "the table has no header row."),
    edited("tables_even", OBJECTS, '<a:gridCol w="2000000"/>', "", "row 1 of the table has 2 cells, the grid has 1 columns."),
    edited("tables_even", OBJECTS, 'h="400000"', 'h="0"', "row 1 of the table has no height."),
    edited(
        "tables_fill_frames",
        OBJECTS,
        'w="2000000"',
        'w="2500000"',
        "the columns of the table are 3500000 EMU wide, its frame 3000000.",
    ),
    edited("objects_described", OBJECTS, ' descr="A grey field"', "", "“Picture” has no description."),
    edited("objects_described", OBJECTS, ' descr="What the table says"', "", "“Table” has no description."),
    edited(
        "objects_described", OBJECTS, "A grey field", "pictures/Grey Field.PNG", "the description of “Picture” is a file name"
    ),
    edited("pictures_undistorted", OBJECTS, 'r="25000"', 'r="0"', "the picture “Picture” is drawn 1.000 : 1, it is 1.333 : 1."),
    edited("svg_beside_raster", OBJECTS_RELS, "image1.png", "image2.svg", "ppt/media/image2.svg is used", at=OBJECTS),
    edited("svg_beside_raster", OBJECTS_RELS, "image2.svg", "image1.png", "an svgBlip does not lead", at=OBJECTS),
    edited("charts_whole", "ppt/charts/chart1.xml", 'axId val="11"', 'axId val="-11"', "an axis id is not positive."),
    changed(
        "charts_whole", {"ppt/embeddings/book1.xlsx": b"no zip"}, "ppt/charts/chart1.xml: the chart has no workbook that opens."
    ),
)


def test_good_deck_keeps_every_promise() -> None:
    """A good deck gives no fault, so that a fault always means something."""
    assert lint(pack(parts())) == []


def test_good_deck_is_valid(tmp_path: Path) -> None:
    """The deck that the lint calls good is good by both public validators, too."""
    deck = tmp_path / "good.pptx"
    deck.write_bytes(pack(parts()))
    assert sdk_faults(deck) == []
    assert audit_faults(deck) == []


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("broken", BREAKS, ids=lambda broken: f"{broken.promise}: {broken.says}")
def test_broken_promise_is_named(broken: Break) -> None:
    """Whoever breaks a promise reads which one, and in which part."""
    faults = lint(broken.make())
    assert any(fault.startswith(broken.says) for fault in faults), faults


def test_every_promise_is_broken() -> None:
    """No promise stands in the lint that was never seen to fail."""
    assert {broken.promise for broken in BREAKS} == {promise.__name__ for promise in PROMISES}


def test_panel_deck_keeps_every_promise(panel_deck: bytes) -> None:
    """The deck that igdeck makes of the panel keeps all promises."""
    assert lint(panel_deck) == []


def faults_of(source: str, folder: Path, build: Build) -> list[str]:
    """The faults of the deck that igdeck makes of a source."""
    (folder / "deck.md").write_text(source, encoding="utf-8")
    return lint(build("deck.md").pptx)


@pytest.mark.parametrize(
    "says",
    [
        "\\* an asterisk",
        "\\- a dash",
        "[small]{.small}",
        "# [small]{.small}",
        "> [small]{.small}",
        "### A [small]{.small} heading",
    ],
)
def test_what_the_author_asked_for_is_no_fault(says: str, tmp_path: Path, build: Build) -> None:
    """A sign that is no bullet, and small words that fill a paragraph, are as the author has them."""
    assert faults_of(f"# T\n\ntext\n\n{says}\n", tmp_path, build) == []


def test_a_list_that_is_typed_is_a_fault(tmp_path: Path, build: Build) -> None:
    """Paragraphs that follow each other with the same sign are a list."""
    faults = faults_of("# T\n\n\\* one\n\n\\* two\n", tmp_path, build)
    assert [fault for fault in faults if "typed bullet: “* one”" in fault]


def test_decoration_needs_no_description() -> None:
    """A picture marked as decorative may go without a description."""
    mark = (
        '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">'
        '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
    )
    plain = 'name="Picture" descr="A grey field"/>'
    assert lint(edited("", OBJECTS, plain, f'name="Picture">{mark}</p:cNvPr>', "").make()) == []


@pytest.mark.parametrize("form", ["jpeg", "gif"])
def test_every_kind_of_picture_is_measured(form: str) -> None:
    """A distorted picture is found whatever its file format."""
    from PIL import Image

    picture = BytesIO()
    Image.new("RGB", (40, 60)).save(picture, form)
    faults = lint(pack(parts() | {"ppt/media/image1.png": picture.getvalue()}))
    assert faults == [f"{OBJECTS}: the picture “Picture” is drawn 1.000 : 1, it is 0.500 : 1."]


def test_file_that_is_no_package_is_a_fault(tmp_path: Path) -> None:
    """A file that is no deck at all, or not there, is told of in a sentence."""
    assert lint(b"no zip") == ["the package cannot be read: File is not a zip file."]
    assert "the package cannot be read: " in lint(tmp_path / "nowhere.pptx")[0]


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_damaged_deck_never_raises(data: st.DataObject) -> None:
    """A deck damaged anywhere gives faults, never a traceback."""
    deck = bytearray(pack(parts()))
    at = data.draw(st.integers(0, len(deck) - 1))
    deck[at : at + data.draw(st.integers(0, 400))] = data.draw(st.binary(max_size=40))
    assert all(isinstance(fault, str) for fault in lint(bytes(deck)))


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_missing_elements_and_attributes_never_raise(data: st.DataObject) -> None:
    """XML that is well-formed and makes no sense gives faults, never a traceback."""
    from lxml import etree

    whole = parts()
    name = data.draw(st.sampled_from(sorted(name for name in whole if name.endswith((".xml", ".rels")))))
    root = etree.fromstring(whole[name])
    victim = data.draw(st.sampled_from(list(root.iter("*"))))
    for attribute in data.draw(st.lists(st.sampled_from([*victim.attrib, None]), unique=True)):
        if attribute is not None:
            victim.set(attribute, data.draw(st.sampled_from(["", "-1", "x", "99999999999999999999"])))
    parent = victim.getparent()
    if parent is not None and data.draw(st.booleans()):
        parent.remove(victim)
    assert all(isinstance(fault, str) for fault in lint(pack(whole | {name: etree.tostring(root)})))
