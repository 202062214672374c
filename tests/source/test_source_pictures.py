"""Pictures are found beside the source and nowhere else; one that is not to be had is said, with what to do."""

from __future__ import annotations

import sys
import zlib
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from igdeck.model.diagnostics import Diagnostic, Severity
from igdeck.model.inline import Asset
from igdeck.source import read_deck
from igdeck.source.pictures import find_picture, local_path

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a folder of pictures with another picture beside it."""
    folder = tmp_path / "talk"
    (folder / "img").mkdir(parents=True)
    for name in ("a.png", "b c.png", "ü.png", "100%.png", "x#y.png", "img/photo.jpg", "anim.gif", "../outside.png"):
        Image.new("RGB", (3, 2)).save(folder / name)
    for name in ("a.webp", "a.avif", "a.bmp"):
        Image.new("RGB", (3, 2)).save(folder / name)
    Image.new("RGB", (3, 2)).save(folder / "two.jpg", "MPO", save_all=True, append_images=[Image.new("RGB", (3, 2))])
    (folder / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\n and no more")
    (folder / "drawing.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 3 2'/>", encoding="utf-8")
    (folder / "broken.svg").write_text("<svg", encoding="utf-8")
    (folder / "other.svg").write_text("<html/>", encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("address", "name", "media_type"),
    [
        ("a.png", "a.png", "image/png"),
        ("./img/../a.png", "a.png", "image/png"),
        ("b%20c.png", "b c.png", "image/png"),
        ("%C3%BC.png", "ü.png", "image/png"),
        ("100%25.png", "100%.png", "image/png"),
        ("x#y.png", "x#y.png", "image/png"),
        ("a.png?raw=1#top", "a.png", "image/png"),
        ("img/photo.jpg", "img/photo.jpg", "image/jpeg"),
        ("two.jpg", "two.jpg", "image/jpeg"),
        ("anim.gif", "anim.gif", "image/gif"),
        ("a.webp", "a.webp", "image/webp"),
        ("a.avif", "a.avif", "image/avif"),
        ("drawing.svg", "drawing.svg", "image/svg+xml"),
    ],
)
def test_a_picture_is_found(folder: Path, address: str, name: str, media_type: str) -> None:
    """An address in percent code, with a query, or of a name that has such signs, leads to its file."""
    path = (folder / name).resolve()
    assert find_picture(address, folder) == Asset(path, sha256(path.read_bytes()).hexdigest(), media_type, 3, 2)
    assert local_path(address, folder) == path


@pytest.mark.parametrize(
    ("address", "code", "hint"),
    [
        ("b.png", "picture-missing", "did you mean “b c.png”?"),
        ("nothing-like-it", "picture-missing", "check its name"),
        ("imgs/a.png", "picture-missing", "there is no folder “imgs”"),
        ("img%5Cphoto.jpg", "picture-missing", "write /"),
        ("", "picture-missing", "between the round brackets"),
        ("img", "picture-missing", ""),
        ("a%00.png", "picture-missing", ""),
        ("x" * 5000, "picture-missing", ""),
        ("../outside.png", "picture-outside", "copy the picture"),
        ("../nothing.png", "picture-outside", "copy the picture"),
        ("/etc/passwd", "picture-outside", "copy the picture"),
        ("https://example.org/a.png", "picture-remote", "beside the source"),
        ("//example.org/a.png", "picture-remote", "beside the source"),
        ("data:image/png;base64,AAAA", "picture-format", "as a file"),
        ("broken.png", "picture-unreadable", "PNG or JPEG"),
        ("a.bmp", "picture-format", "PNG, JPEG"),
        ("broken.svg", "picture-unreadable", "save it anew"),
        ("other.svg", "picture-unreadable", "save it anew"),
    ],
)
def test_a_picture_that_is_not_to_be_had(folder: Path, address: str, code: str, hint: str) -> None:
    """Each reason has its code and says what to do."""
    found = find_picture(address, folder)
    assert isinstance(found, Diagnostic)
    assert found.code == code
    assert hint in found.hint


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_out_of_the_folder_is_not_followed(folder: Path) -> None:
    """A symbolic link to a file outside of the source's folder is outside."""
    (folder / "link.png").symlink_to(folder.parent / "outside.png")
    found = find_picture("link.png", folder)
    assert isinstance(found, Diagnostic)
    assert found.code == "picture-outside"
    assert local_path("link.png", folder) is None


def test_what_is_not_in_the_folder_has_no_path(folder: Path) -> None:
    """A missing picture has the path where it would be; a remote one and one outside have none."""
    assert local_path("new.png", folder) == (folder / "new.png").resolve()
    assert [local_path(address, folder) for address in ("", "https://a.b/c.png", "../outside.png", "a%00b")] == [None] * 4


def test_a_picture_without_words_is_said_where_it_stands(folder: Path) -> None:
    """A picture needs an alternative text; each missing one is a warning with its line, and each broken one an error."""
    deck, found = read_deck("# a\n\n![](a.png)\n\n- text\n  ![ ](a.png)\n\n![words](a.png)\n![words](no.png)", folder)
    assert [(d.code, d.line, d.severity) for d in found] == [
        ("picture-alt", 3, Severity.WARNING),
        ("picture-alt", 6, Severity.WARNING),
        ("picture-missing", 9, Severity.ERROR),
    ]
    assert len(deck.slides) == 1


def test_a_large_picture_prints_no_warning(folder: Path, recwarn: pytest.WarningsRecorder) -> None:
    """Pillow's own warning about a picture of many pixels does not reach the terminal; one too large is an error."""
    for name, size in (("large.png", 10_000), ("huge.png", 50_000)):
        header = b"IHDR" + size.to_bytes(4, "big") * 2 + b"\x08\x02\0\0\0"
        check = zlib.crc32(header).to_bytes(4, "big")
        (folder / name).write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\r" + header + check + b"\0\0\0\0IEND\xaeB`\x82")
    assert isinstance(find_picture("large.png", folder), Asset)
    huge = find_picture("huge.png", folder)
    assert isinstance(huge, Diagnostic)
    assert "too large" in huge.message
    assert not recwarn.list


@pytest.mark.parametrize(("turn", "size"), [(1, (3, 2)), (3, (3, 2)), (5, (2, 3)), (6, (2, 3)), (8, (2, 3)), (99, (3, 2))])
def test_a_camera_says_how_a_photo_is_seen(turn: int, size: tuple[int, int], folder: Path) -> None:
    """The size of a photo that was taken upright is the one in which it is seen; a turn that there is none of is none."""
    exif = Image.Exif()
    exif[0x0112] = turn
    Image.new("RGB", (3, 2)).save(folder / "turned.jpg", exif=exif)
    asset = find_picture("turned.jpg", folder)
    assert isinstance(asset, Asset)
    assert (asset.width, asset.height) == size
    assert asset.turn == (turn if turn <= 8 else 1)


def test_only_pictures_are_proposed(folder: Path) -> None:
    """A file of a like name that is no picture is not what was meant."""
    (folder / "gone.py").write_text("", encoding="utf-8")
    found = find_picture("gone.png", folder)
    assert isinstance(found, Diagnostic)
    assert "gone.py" not in found.hint
