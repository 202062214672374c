"""What becomes of pictures on the way into the outputs: size, format, which way up, and what is unsafe in them."""

from __future__ import annotations

import re
from base64 import b64decode
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from PIL import Image, ImageDraw

from igdeck.build.drawings import reduced

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Build
    from tools.command import Built

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 30 10">{}</svg>'
#: From one photo to the next, so that none is taken for another.
RED, BLUE = (200, 30, 30), (30, 30, 200)


def photo(path: Path, size: tuple[int, int] = (4000, 3000), **more: object) -> None:
    """A photo whose top left quarter is red, the rest blue, with some grain."""
    image = Image.effect_noise(size, 30).convert("RGB")
    ImageDraw.Draw(image).rectangle((0, 0, *size), fill=BLUE)
    ImageDraw.Draw(image).rectangle((0, 0, size[0] // 2, size[1] // 2), fill=RED)
    image.save(path, **more)


def media(built: Built) -> dict[str, bytes]:
    """The pictures in the .pptx by the end of their names."""
    with ZipFile(built.pptx) as read:
        return {name.rpartition("/")[2]: read.read(name) for name in read.namelist() if "/media/" in name}


def embedded(built: Built) -> list[tuple[str, bytes]]:
    """The pictures in the HTML deck: type and content."""
    found = re.findall(r'(?:src|href)="data:(image/[a-z+]+);base64,([^"]*)"', built.html.read_text(encoding="utf-8"))
    return [(kind, b64decode(content)) for kind, content in found]


def opened(content: bytes) -> Image.Image:
    image = Image.open(BytesIO(content))
    image.load()
    return image.convert("RGB")


def near(image: Image.Image, at: tuple[float, float], color: tuple[int, int, int]) -> bool:
    found = image.getpixel((int(image.width * at[0]), int(image.height * at[1])))
    assert isinstance(found, tuple)
    return all(abs(a - b) < 40 for a, b in zip(found, color, strict=True))


def test_photo_is_scaled_to_what_a_slide_shows(build: Build, tmp_path: Path) -> None:
    """A photo of 12 megapixels goes into both decks once, at 192 pixels an inch; the file is left as it was."""
    photo(tmp_path / "a.jpg", quality=90)
    before = (tmp_path / "a.jpg").read_bytes()
    (tmp_path / "d.md").write_text(
        "# C\n\n---\n\n## A\n\n![It](a.jpg)\n\n---\n\n## B\n\n![It](a.jpg){width=1in}\n", encoding="utf-8"
    )
    built = build("d.md")
    ((name, content),) = media(built).items()
    assert name.endswith(".jpeg")
    image = opened(content)
    assert image.width / image.height == pytest.approx(4 / 3, rel=0.01)
    assert 800 < image.height < 1000  # five inches of body
    assert embedded(built) == [("image/jpeg", content)]
    assert (tmp_path / "a.jpg").read_bytes() == before


def test_small_picture_stays_as_it_is(build: Build, tmp_path: Path) -> None:
    """A picture with no more pixels than a slide shows goes in byte for byte."""
    photo(tmp_path / "a.png", (600, 400))
    (tmp_path / "d.md").write_text("# C\n\n---\n\n## A\n\n![It](a.png)\n", encoding="utf-8")
    built = build("d.md")
    assert [*media(built).values()] == [(tmp_path / "a.png").read_bytes()]


@pytest.mark.parametrize("turn", range(2, 9))
def test_photo_is_upright(build: Build, tmp_path: Path, turn: int) -> None:
    """Whichever way the camera was held, the picture in the decks is upright by itself and says nothing of a turn."""
    exif = Image.Exif()
    exif[0x0112] = turn
    photo(tmp_path / "a.jpg", (3000, 2000), exif=exif, quality=90)
    (tmp_path / "d.md").write_text("# C\n\n---\n\n## A\n\n![It](a.jpg)\n", encoding="utf-8")
    ((_, content),) = media(build("d.md")).items()
    image = opened(content)
    assert Image.open(BytesIO(content)).getexif().get(0x0112) is None
    assert (image.width > image.height) == (turn < 5)
    corners = {2: (0.9, 0.1), 3: (0.9, 0.9), 4: (0.1, 0.9), 5: (0.1, 0.1), 6: (0.9, 0.1), 7: (0.9, 0.9), 8: (0.1, 0.9)}
    assert [at for at in ((0.1, 0.1), (0.9, 0.1), (0.1, 0.9), (0.9, 0.9)) if near(image, at, RED)] == [corners[turn]]


@pytest.mark.parametrize(("name", "kind", "suffix"), [("a.webp", "image/webp", "jpeg"), ("a.avif", "image/avif", "jpeg")])
def test_new_formats_stand_in_powerpoint_as_old_ones(build: Build, tmp_path: Path, name: str, kind: str, suffix: str) -> None:
    """A browser gets the file itself, PowerPoint a picture that it knows."""
    photo(tmp_path / name, (600, 400))
    (tmp_path / "d.md").write_text(f"# C\n\n---\n\n## A\n\n![It]({name})\n", encoding="utf-8")
    built = build("d.md")
    assert embedded(built) == [(kind, (tmp_path / name).read_bytes())]
    ((stored, content),) = media(built).items()
    assert stored.endswith(suffix)
    assert near(opened(content), (0.2, 0.2), RED)


def test_clear_webp_stays_clear(build: Build, tmp_path: Path) -> None:
    """What can be seen through stays so: the stand-in is a PNG."""
    Image.new("RGBA", (60, 40), (0, 0, 0, 0)).save(tmp_path / "a.webp", lossless=True)
    (tmp_path / "d.md").write_text("# C\n\n---\n\n## A\n\n![It](a.webp)\n", encoding="utf-8")
    ((stored, content),) = media(build("d.md")).items()
    assert stored.endswith(".png")
    assert Image.open(BytesIO(content)).getpixel((5, 5)) == (0, 0, 0, 0)


def test_moving_picture_keeps_moving(build: Build, tmp_path: Path) -> None:
    """An animated GIF is not scaled, as it would stand still then."""
    frames = [Image.new("P", (2600, 1800), color) for color in (1, 2, 3)]
    frames[0].save(tmp_path / "a.gif", save_all=True, append_images=frames[1:])
    (tmp_path / "d.md").write_text("# C\n\n---\n\n## A\n\n![It](a.gif)\n", encoding="utf-8")
    assert [*media(build("d.md")).values()] == [(tmp_path / "a.gif").read_bytes()]


def test_drawing_is_a_picture_and_a_drawing(build: Build, tmp_path: Path) -> None:
    """An SVG stands in the .pptx as a PNG that all programs draw, with the drawing beside it, and in the HTML deck as itself."""
    (tmp_path / "a.svg").write_text(
        SVG.format('<rect width="30" height="10" fill="#c81e1e"/><script>alert(1)</script>'), encoding="utf-8"
    )
    (tmp_path / "d.md").write_text("# C\n\n---\n\n## A\n\n![It](a.svg)\n", encoding="utf-8")
    built = build("d.md")
    stored = {name.rpartition(".")[2]: content for name, content in media(built).items()}
    assert sorted(stored) == ["png", "svg"]
    assert near(opened(stored["png"]), (0.5, 0.5), RED)
    assert opened(stored["png"]).width > 2000
    assert b"alert" not in stored["svg"]
    assert embedded(built) == [("image/svg+xml", stored["svg"])]
    assert "d.md:5: warning" in built.run.stderr
    assert "svg-reduced" in built.run.stderr


@pytest.mark.parametrize(
    "unsafe",
    [
        "<script>steal()</script>",
        '<rect onclick="steal()"/>',
        '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">steal</p></foreignObject>',
        '<image href="https://example.org/steal.png"/>',
        '<image xlink:href="steal.png"/>',
        '<use href="steal.svg#a"/>',
        '<rect style="fill:url(https://example.org/steal)"/>',
        "<rect fill='url(\"//example.org/steal\")'/>",
        "<style>@import 'https://example.org/steal.css'; a{}</style>",
        "<style>rect{background:url(steal.png)}</style>",
        '<a xlink:href="javascript:steal()"><text>words</text></a>',
        '<a><set attributeName="href" to="javascript:steal()"/></a>',
        '<image href="data:image/svg+xml,steal"/>',
        '<text style="behavior:url(steal)">words</text>',
        '<iframe xmlns="http://www.w3.org/1999/xhtml" src="steal"/>',
    ],
)
def test_unsafe_parts_of_a_drawing_go(unsafe: str) -> None:
    """What could run or fetch something is gone; what stands beside it is there."""
    safe, _ = reduced(SVG.format(f'{unsafe}<circle r="3" fill="url(#g)"/>').encode(), 30, 10)
    assert b"steal" not in safe
    assert b'<circle r="3" fill="url(#g)"/>' in safe


def test_safe_parts_of_a_drawing_stay() -> None:
    """Styles, gradients, uses of the drawing's own parts and pictures inside it are left alone."""
    kept = (
        '<style>.a{fill:url(#g)}</style><linearGradient id="g"/><use href="#g"/><image href="data:image/png;base64,AAAA"/>'
        '<animate attributeName="x" to="3"/><text>a &lt; b</text>'
    )
    safe, dropped = reduced(SVG.format(kept).encode(), 30, 10)
    assert not dropped
    assert kept.encode() in safe
    assert b'viewBox="0 0 30 10" width="30" height="10"' in safe


def test_entities_are_not_opened(tmp_path: Path) -> None:
    """An entity of the author's own, that might be another file, is left out."""
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    head = f'<!DOCTYPE svg [<!ENTITY x SYSTEM "{(tmp_path / "secret").as_uri()}">]>'
    safe, _ = reduced((head + SVG.format("<text>a&x;b</text>")).encode(), 30, 10)
    assert b"secret" not in safe
    assert b"<text>ab</text>" in safe


def test_damaged_photo_is_said(build: Build, tmp_path: Path) -> None:
    """A photo that breaks off leaves a frame that says so, and the rest of the deck is there."""
    photo(tmp_path / "a.jpg", quality=90)
    whole = (tmp_path / "a.jpg").read_bytes()
    (tmp_path / "a.jpg").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "d.md").write_text("# C\n\n---\n\n## A\n\n![It](a.jpg)\n", encoding="utf-8")
    built = build("d.md")
    assert built.run.returncode == 1
    assert "d.md:5: error" in built.run.stderr
    assert "picture-unreadable" in built.run.stderr
    assert "Picture damaged: a.jpg" in built.html.read_text(encoding="utf-8")
    assert media(built) == {}


def test_same_bytes_with_and_without_cache(build: Build, tmp_path: Path) -> None:
    """What the cache gives back is what is made anew, also where nothing can be kept."""
    photo(tmp_path / "a.jpg", quality=90)
    (tmp_path / "a.svg").write_text(SVG.format('<circle r="3"/>'), encoding="utf-8")
    source = '# C\n\n---\n\n## A\n\n![It](a.jpg)\n\n---\n\n## B {background="a.jpg"}\n\n![It](a.svg)\n'
    (tmp_path / "d.md").write_text(source, encoding="utf-8")
    (tmp_path / "file").write_text("", encoding="utf-8")
    decks = []
    for cache in ("one", "one", "two", "file/none"):
        built = build("d.md", env={"IGDECK_CACHE_DIR": str(tmp_path / cache)})
        assert built.run.returncode == 0, built.run.stderr
        decks.append((built.pptx.read_bytes(), built.html.read_bytes()))
    assert len(set(decks)) == 1
    assert any((tmp_path / "one" / "pictures").iterdir())
