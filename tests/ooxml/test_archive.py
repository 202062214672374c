"""The zip file: one that every program reads, and a function of its contents alone."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from igdeck.model.diagnostics import IgdeckError
from igdeck.ooxml import archive
from igdeck.ooxml.archive import packed, stored, write_archive
from igdeck.ooxml.package import Package, Relationships, content_types, rels_name

if TYPE_CHECKING:
    from collections.abc import Mapping


@given(st.dictionaries(st.text("abc/.é", min_size=1, max_size=12), st.binary(max_size=2000), max_size=5))
def test_what_is_put_in_comes_out(parts: Mapping[str, bytes]) -> None:
    """Every entry is read back whole, in its order, by a reader that checks each sum."""
    made = write_archive([(packed if at % 2 else stored)(name, data) for at, (name, data) in enumerate(parts.items())])
    with ZipFile(BytesIO(made)) as read:
        assert read.testzip() is None
        assert {name.encode().decode(): read.read(name) for name in read.namelist()} == {
            info.filename: data for info, data in zip(read.infolist(), parts.values(), strict=True)
        }


def test_entries_have_one_date_and_no_machine() -> None:
    """No clock, no system, no permissions: nothing of where it was written."""
    with ZipFile(BytesIO(write_archive([packed("a", b"x" * 99), stored("b", b"y")]))) as read:
        facts = {(e.date_time, e.create_system, e.external_attr, e.extra, e.comment) for e in read.infolist()}
        assert facts == {((1980, 1, 1, 0, 0, 0), 0, 0, b"", b"")}
        assert [e.compress_type for e in read.infolist()] == [ZIP_DEFLATED, ZIP_STORED]


@pytest.mark.parametrize(("limit", "value", "says"), [("MOST_ENTRIES", 1, "2 parts"), ("MOST_BYTES", 40, "4 GiB")])
def test_what_no_deck_can_hold_is_refused(limit: str, value: int, says: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Too many parts or bytes for a plain zip are an error, never a file that some programs cannot read."""
    monkeypatch.setattr(archive, limit, value)
    with pytest.raises(IgdeckError, match=says):
        write_archive([stored("a", b"x" * 50), stored("b", b"")])


def test_relationships_count_for_themselves() -> None:
    """The same target has the same id, another kind or target a new one; addresses are marked as external."""
    rels = Relationships()
    ids = [rels.add("kind", "one"), rels.add("kind", "two"), rels.add("kind", "one"), rels.add("other", "one", external=True)]
    assert ids == ["rId1", "rId2", "rId1", "rId3"]
    assert rels.xml().count("<Relationship ") == 3
    assert '"other" Target="one" TargetMode="External"' in rels.xml()


def test_parts_have_their_type_and_relationships() -> None:
    """A part with a type has an override; its relationships stand where readers look for them."""
    package = Package()
    package.add("ppt/a.xml", "a type", "<a/>", Relationships())
    package.add_media("ppt/media/i.png", b"...")
    with ZipFile(BytesIO(write_archive([content_types(package.overrides), *package.entries]))) as read:
        assert read.namelist() == ["[Content_Types].xml", "ppt/a.xml", "ppt/_rels/a.xml.rels", "ppt/media/i.png"]
        assert b'<Override PartName="/ppt/a.xml" ContentType="a type"/>' in read.read("[Content_Types].xml")
    assert rels_name("") == "_rels/.rels"
