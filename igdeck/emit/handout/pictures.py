"""The picture files that a PDF is painted from: as they are, or in greys, under the digests of what they hold.

typst knows a file's type by what it holds, so that names need no ends. The same picture on two slides is one file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from igdeck.model.diagnostics import error
from igdeck.model.media import SVG, TYPST
from igdeck.model.page import PictureItem
from igdeck.model.value import replace

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

    from PIL import Image

    from igdeck.model.diagnostics import Diagnostic
    from igdeck.model.inline import Asset
    from igdeck.model.page import Item, Page, Pages

#: JPEG's quality by Pillow's scale.
_QUALITY: Final = 88
#: A drawing of which there is no picture yet is drawn with so many pixels on its longer side.
_DRAWN: Final = 2000


def picture_name(asset: Asset) -> str:
    """The file name of a picture in a scene."""
    return f"picture-{_painted(asset).digest}"


def pictures_of(pages: Pages, *, notes: bool = False) -> dict[str, Asset]:
    """The pictures of a deck by their names, with those of its `notes` or without."""
    assets = (asset for page in pages.pages for asset in _assets(page, page.aside if notes else ()))
    logo = (pages.handout.logo,) if pages.handout.logo else ()
    return {picture_name(asset): _painted(asset) for asset in (*assets, *logo)}


def copy_picture(asset: Asset, target: Path, *, gray: bool, anew: bool = False) -> bool:
    """Write a picture as it goes into the PDF: in greys, or read and written `anew`, or else as it is.

    False for a file that holds no picture, or half of one; raises OSError if there is none.
    """
    if not gray and not anew and asset.media_type in TYPST:
        target.write_bytes(asset.path.read_bytes())
        return True
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(_drawn(asset, target) if asset.media_type == SVG else asset.path) as picture:
            _save(picture, target, gray=gray)
    except (UnidentifiedImageError, SyntaxError, ValueError, OSError) as failure:
        if isinstance(failure, OSError) and failure.errno is not None:
            raise  # the machine's; Pillow's own, for a file that ends too early, have no number
        return False
    return True


def is_refused(asset: Asset) -> bool:
    """Whether a picture may be what a standard refuses: a drawing whose letters no font has, a photo in inks for print."""
    if asset.media_type == SVG:
        return True
    from PIL import Image

    with Image.open(asset.path) as picture:
        return picture.mode == "CMYK"


def without_pictures(pages: Pages, names: Collection[str]) -> Pages:
    """Pages without the pictures of these names; a frame says where one was."""
    logo = pages.handout.logo
    kept = None if logo and picture_name(logo) in names else logo
    made = tuple(_without(page, names) for page in pages.pages)
    return replace(pages, pages=made, handout=replace(pages.handout, logo=kept))


def _without(page: Page, names: Collection[str]) -> Page:
    def is_gone(asset: Asset | None) -> bool:
        return asset is not None and picture_name(asset) in names

    def framed(item: Item) -> Item:
        if isinstance(item, PictureItem) and item.asset and is_gone(item.asset):
            return replace(item, asset=None, label=f"Picture damaged: {item.asset.path.name}")
        return item

    backdrop = None if page.backdrop and is_gone(page.backdrop.asset) else page.backdrop
    return replace(page, items=tuple(map(framed, page.items)), aside=tuple(map(framed, page.aside)), backdrop=backdrop)


def about_pictures(names: Collection[str], pages: Pages) -> Iterator[Diagnostic]:
    """An error for each of these pictures, with the line of the first slide that it is on."""
    found = pictures_of(pages, notes=True)
    for name in names:
        page = next((page for page in pages.pages if name in map(picture_name, _assets(page, page.aside))), None)
        message = f"“{found[name].path.name}” cannot be drawn: it is damaged, or no picture that can be read"
        yield error("handout-picture", message, "save it anew as PNG, JPEG or SVG", line=page.first_line if page else 0)


def _assets(page: Page, aside: Iterable[Item]) -> Iterator[Asset]:
    for item in (*page.items, *aside):
        if isinstance(item, PictureItem) and item.asset:
            yield item.asset
    if page.backdrop and page.backdrop.asset:
        yield page.backdrop.asset


def _painted(asset: Asset) -> Asset:
    """What typst paints: the file itself, or the one that stands in for it."""
    return asset if asset.media_type in TYPST else asset.fallback or asset


def _save(picture: Image.Image, target: Path, *, gray: bool) -> None:
    """A JPEG stays one; of its bytes, only those of the greys are read."""
    is_jpeg = picture.format in ("JPEG", "MPO")
    if not gray and is_jpeg:
        picture.convert("RGB").save(target, "JPEG", quality=_QUALITY)
        return
    if not gray:
        picture.convert("RGBA").save(target, "PNG")
        return
    if is_jpeg:
        picture.draft("L", picture.size)
        picture.convert("L").save(target, "JPEG", quality=_QUALITY)
        return
    clear = picture.mode in ("LA", "PA", "RGBA") or "transparency" in picture.info
    made = picture.convert("RGBA").convert("LA") if clear else picture.convert("L")
    made.save(target, "PNG")


def _drawn(asset: Asset, target: Path) -> Path:
    """A drawing as a picture of pixels, as its colours cannot be told from the file."""
    if asset.fallback:
        return asset.fallback.path
    from igdeck.emit.handout.fonts import load_typst

    typst = load_typst()
    longest = max(asset.width, asset.height, 1)
    program = (
        f'#set page(width: {asset.width}pt, height: {asset.height}pt, margin: 0pt, fill: none)\n#image("drawing", width: 100%)'
    )
    drawing, page, made = target.with_name("drawing"), target.with_name("drawing.typ"), target.with_name("drawing.png")
    drawing.write_bytes(asset.path.read_bytes())
    page.write_text(program, encoding="utf-8")
    try:
        made.write_bytes(typst.compile(str(page), root=str(target.parent), format="png", ppi=72.0 * _DRAWN / longest))
    except typst.TypstError as refusal:
        raise ValueError(refusal.message) from refusal
    return made
