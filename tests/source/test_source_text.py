"""Source files as they come: encodings, line ends, characters that no slide can hold, and paths that are no file."""

from __future__ import annotations

from os import mkfifo, truncate
from pathlib import Path
from subprocess import Popen

import pytest

from igdeck.model.diagnostics import Diagnostic, IgdeckError
from igdeck.source import read_source
from igdeck.source.text import MOST_BYTES, decode, read_text


def refusal(path: Path) -> Diagnostic:
    with pytest.raises(IgdeckError) as raised:
        read_source(path)
    (diagnostic,) = raised.value.diagnostics
    assert diagnostic.file == str(path)
    return diagnostic


@pytest.mark.parametrize("ends", [b"\n", b"\r\n", b"\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_byte_order_mark_make_no_difference(tmp_path: Path, ends: bytes, mark: bytes) -> None:
    """Windows' and old Mac's files are read as Unix's, with or without a byte order mark."""
    path = tmp_path / "deck.md"
    path.write_bytes(mark + ends.join((b"---", b"title: T", b"---", b"", b"# \xc3\xa9", b"", b"- a", b"- b")))
    deck, found = read_source(path)
    assert [(slide.name, slide.first_line, slide.last_line) for slide in deck.slides] == [("T", 1, 3), ("é", 5, 8)]
    assert found == ()


@pytest.mark.parametrize(
    ("data", "place", "message"),
    [
        (b"# a\r\n\r\nb\xe9c", (3, 2), "byte 0xe9 at offset 8"),
        (b"\xef\xbb\xbf# \xc3\xa9\xff", (1, 4), "byte 0xff at offset 7"),
        ("# a".encode("utf-16"), (1, 1), "byte 0xff at offset 0"),
        (b"a\n\xc3", (2, 1), "byte 0xc3 at offset 2"),
    ],
)
def test_the_first_wrong_byte_is_named(tmp_path: Path, data: bytes, place: tuple[int, int], message: str) -> None:
    """What is not UTF-8 is refused with the byte, its offset, its line and its column in characters."""
    path = tmp_path / "deck.md"
    path.write_bytes(data)
    diagnostic = refusal(path)
    assert (diagnostic.line, diagnostic.column) == place
    assert message in diagnostic.message


def test_characters_that_no_slide_can_hold_are_said(tmp_path: Path) -> None:
    """A control character becomes the sign for one that cannot be shown, with its place; tab and form feed are spaces."""
    path = tmp_path / "deck.md"
    path.write_bytes(b"# a\n\nb\x00c\x0bd\x0ce\x1b\n")
    deck, found = read_source(path)
    assert "'b\ufffdc d e\ufffd'" in repr(deck.slides[0].blocks)
    (diagnostic,) = found
    assert (diagnostic.code, diagnostic.line, diagnostic.column) == ("character-unreadable", 3, 2)
    assert "1 more" in diagnostic.message


@pytest.mark.parametrize(
    "data", [b"", b" \n\t\n", b"\xef\xbb\xbf\n", b"<!-- nothing -->", b"---\n\n---", b"---\nauthor: me\n---"]
)
def test_a_source_without_a_slide_is_refused(tmp_path: Path, data: bytes) -> None:
    """An empty file is no deck, nor is one that holds nothing to draw."""
    path = tmp_path / "deck.md"
    path.write_bytes(data)
    with pytest.raises(IgdeckError) as raised:
        read_source(path)
    assert raised.value.diagnostics[-1].code == "source-empty"
    assert all(diagnostic.file == str(path) for diagnostic in raised.value.diagnostics)


def test_paths_that_are_no_file(tmp_path: Path) -> None:
    """A missing file, a folder, a file as a folder and a path that cannot be are each said for what they are."""
    (tmp_path / "file").write_text("a", encoding="utf-8")
    assert refusal(tmp_path / "none.md").code == "source-missing"
    assert refusal(tmp_path).code == "source-folder"
    assert refusal(tmp_path / "file" / "deck.md").code == "source-unreadable"
    assert refusal(tmp_path / "a\0b").code == "source-unreadable"


def test_all_that_is_said_names_the_file(tmp_path: Path) -> None:
    """Warnings and errors of a deck name its file."""
    path = tmp_path / "deck.md"
    path.write_text("---\nnope: a\n---\n# a\n\n![](b.png)\n", encoding="utf-8")
    _, found = read_source(path)
    assert [diagnostic.file for diagnostic in found] == [str(path)] * 2


def test_decoding_is_strict_about_surrogates() -> None:
    """Halves of a character, which UTF-8 has no bytes for, are refused."""
    with pytest.raises(IgdeckError):
        decode(b"a \xed\xa0\x80", "deck.md")


def test_what_never_ends_is_refused() -> None:
    """A device without an end is given up after 64 MiB."""
    if not Path("/dev/zero").exists():
        pytest.skip("there is no such device here")
    assert refusal(Path("/dev/zero")).code == "source-large"


def test_a_file_of_just_the_size_is_read(tmp_path: Path) -> None:
    """One byte more than 64 MiB is too large, 64 MiB are not."""
    path = tmp_path / "deck.md"
    path.write_bytes(b"# a".ljust(MOST_BYTES))
    assert read_text(path).startswith("# a")
    truncate(path, MOST_BYTES + 1)
    assert refusal(path).code == "source-large"


def test_a_pipe_is_read(tmp_path: Path) -> None:
    """A named pipe gives its text when it comes, in as many pieces as it comes in."""
    path = tmp_path / "deck.md"
    mkfifo(path)
    with Popen(["sh", "-c", 'exec >"$0"; echo "# a"; sleep 0.1; echo; echo "- b"', path]):
        deck, found = read_source(path)
    assert ([slide.name for slide in deck.slides], found) == (["a"], ())
    assert "'b'" in repr(deck.slides[0].blocks)
