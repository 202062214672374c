"""What igdeck knows a deck again by."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from emit.handout.sample import sample
from emit.pptx.made import emitted, many, part, raw, written
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from pptx import Presentation
from tools.office import convert

from igdeck.ooxml.stamps import (
    ITEM,
    PROPERTIES,
    Stamp,
    is_untouched,
    item_part,
    properties_part,
    read_stamps,
    read_tag,
    tag_part,
)

if TYPE_CHECKING:
    from pathlib import Path

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff"), max_size=40)
STAMPS = st.lists(st.builds(Stamp, WORDS.filter(bool), WORDS, WORDS, st.just("0123456789abcdef")), min_size=1, max_size=5)


@given(STAMPS)
def test_custom_xml_is_read_back(stamps: list[Stamp]) -> None:
    """Whatever is in keys and titles, the custom XML gives it back."""
    assert list(read_stamps({ITEM: item_part(stamps, "1", "00").encode()})) == stamps


@given(STAMPS)
def test_properties_are_read_back(stamps: list[Stamp]) -> None:
    """The properties give back keys and signatures, in pieces that no program breaks down over."""
    written_part = properties_part(stamps)
    read = read_stamps({PROPERTIES: written_part.encode()})
    assert [(stamp.key, stamp.signature) for stamp in read] == [(stamp.key, stamp.signature) for stamp in stamps]


@pytest.mark.parametrize("letter", ["a", "é", "😀"])
def test_no_property_is_longer_than_programs_allow(letter: str) -> None:
    """Each property has at most 255 characters, counted as Office counts them; together they have all slides."""
    stamps = [Stamp(f"{letter * 70}-{number}", "", "", "0123456789abcdef") for number in range(40)]
    made = properties_part(stamps).encode()
    lengths = [len((value.text or "").encode("utf-16-le")) // 2 for value in etree.fromstring(made).iter("{*}lpwstr")]
    assert max(lengths) <= 255
    assert list(read_stamps({PROPERTIES: made})) == stamps


@given(STAMPS)
def test_a_tag_is_read_back(stamps: list[Stamp]) -> None:
    """A slide's tags give back key, source and signature."""
    assert read_tag(tag_part(stamps[0]).encode()) == stamps[0]._replace(title="")


def test_rubbish_has_no_stamps() -> None:
    """What is no XML, and what is another's, has no stamps and raises nothing."""
    assert read_stamps({}) == read_stamps({ITEM: b"<urn:igdeck:stamps", PROPERTIES: b"\0"}) == ()
    assert read_tag(b"") is read_tag(b'<tagLst><tag name="OTHER" val="x"/></tagLst>') is None


def test_the_custom_xml_stands_before_the_properties() -> None:
    """A deck that has both is read from the one that knows more."""
    stamp = Stamp("key", "Title", "source", "0123456789abcdef")
    parts = {ITEM.replace("1", "7"): item_part([stamp], "1", "00").encode(), PROPERTIES: properties_part([stamp]).encode()}
    assert read_stamps(parts) == (stamp,)


def test_a_deck_bears_its_stamps(tmp_path: Path) -> None:
    """Keys and titles of all slides stand in the deck in order, and each slide has its own on a tag."""
    pages = sample(tmp_path)
    made = emitted(pages)
    with ZipFile(BytesIO(made)) as archive:
        stamps = read_stamps({name: archive.read(name) for name in archive.namelist()})
    assert [(stamp.key, stamp.title) for stamp in stamps] == [(page.key, page.title) for page in pages.pages]
    tags = [read_tag(raw(made, f"ppt/tags/tag{number}.xml")) for number in range(1, len(stamps) + 1)]
    assert tags == [stamp._replace(title="") for stamp in stamps]


def test_powerpoint_finds_the_tag_of_a_slide() -> None:
    """A slide's tag is related to it and named in it, with names in capitals as PowerPoint writes them."""
    slide = Presentation(BytesIO(emitted(many(1)))).slides[0]
    rid = slide._element.xpath("string(p:cSld/p:custDataLst/p:tags/@r:id)")
    assert b'name="IGDECK_KEY" val="slide-1"' in slide.part.rels[rid].target_part.blob


def test_an_untouched_deck_is_known(tmp_path: Path) -> None:
    """A deck just written is known as such; one that any program saved, or that one byte was changed in, is not."""
    made = emitted(sample(tmp_path))
    assert is_untouched(made)
    saved = BytesIO()
    Presentation(BytesIO(made)).save(saved)
    assert not is_untouched(saved.getvalue())
    assert not is_untouched(_rewritten(made, "ppt/slides/slide2.xml", b"A bullet", b"a bullet"))


def _rewritten(deck: bytes, name: str, old: bytes, new: bytes) -> bytes:
    out = BytesIO()
    with ZipFile(BytesIO(deck)) as source, ZipFile(out, "w") as target:
        for entry in source.infolist():
            data = source.read(entry)
            assert entry.filename != name or old in data
            target.writestr(entry, data.replace(old, new) if entry.filename == name else data)
    return out.getvalue()


@pytest.mark.parametrize("data", [b"", b"PK", b"PK\5\6" + b"\0" * 18, b"words"])
def test_what_is_no_deck_is_not_untouched(data: bytes) -> None:
    """Rubbish is no deck of ours, and raises nothing."""
    assert not is_untouched(data)


@pytest.mark.draw
@pytest.mark.usefixtures("libreoffice")
def test_libreoffice_keeps_the_properties(tmp_path: Path) -> None:
    """A deck of 400 slides that LibreOffice saved still says which slides it had, and what they looked like."""
    path = written(many(400), tmp_path)
    (out,) = convert([path], "pptx", tmp_path / "saved")
    saved = out.read_bytes()
    read = read_stamps({PROPERTIES: raw(saved, PROPERTIES)})
    assert [stamp.key for stamp in read] == [f"slide-{number}" for number in range(1, 401)]
    assert read == read_stamps({PROPERTIES: raw(path.read_bytes(), PROPERTIES)})
    assert part(saved, PROPERTIES) is not None
