"""Makes of the pictures of a deck what its outputs hold: no larger than a slide can show, and in formats that their readers know.

1. Each picture's largest use on a slide says how many pixels it needs.
2. A photo of many more is scaled down, upright and without what the camera noted; the file itself is never touched.
3. A WebP or AVIF picture gets a JPEG or PNG that stands in for it in PowerPoint; an SVG gets a PNG, and loses what is unsafe.
4. What was made is kept in the cache by the picture's content and size. Where nothing can be kept, it lives as long as the build.

Pictures are made one after the other in a few threads, each as small as it is needed from the start, so that a deck of hundreds
of photos takes little memory.
"""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from igdeck.build.cache import cache_folder
from igdeck.model.diagnostics import error, warning
from igdeck.model.geometry import EMU_PER_INCH, Box
from igdeck.model.inline import Asset
from igdeck.model.media import POWERPOINT, SUFFIXES, SVG
from igdeck.model.page import PictureItem
from igdeck.model.value import frozen, replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from PIL import Image

    from igdeck.model.diagnostics import Diagnostic
    from igdeck.model.handout import Handout
    from igdeck.model.page import Backdrop, Item, Page, Pages

    #: A picture as it goes into the outputs, None if it is damaged; and what there is to say.
    Made: TypeAlias = tuple[Asset | None, tuple[Diagnostic, ...]]

#: Pixels of a picture in an inch of the slide: twice what CSS has, so 2560 across a slide of 13.33 inches.
PIXELS_PER_INCH: Final = 192
#: No logo of a handout is drawn larger: 4 by 1.5 inches.
_LOGO: Final = Box(0, 0, 4 * EMU_PER_INCH, EMU_PER_INCH * 3 // 2)
#: A picture is scaled down where it would keep a smaller share of its width: what is nearly right stays as it is.
_WORTH: Final = 0.8
#: No side of a drawing is made longer, in pixels.
_LONGEST: Final = 4096
#: A background of nearly the slide's shape is not cut.
_ALIKE: Final = 0.01
#: JPEG's quality by Pillow's scale: differences are not seen at this size.
_QUALITY: Final = 85
#: Raised when pictures are made in another way.
_FORMAT: Final = "1"
#: So many bytes of pictures are kept, those that were used last.
_KEPT: Final = 500_000_000
_WORKERS: Final = 4


@contextmanager
def rendered(pages: Pages, density: float = PIXELS_PER_INCH) -> Iterator[tuple[Pages, tuple[Diagnostic, ...]]]:
    """The pages with their pictures made ready, as long as the context lasts: so many pixels an inch of the slide."""
    jobs = _jobs(pages, density)
    if not jobs:
        yield pages, ()
        return
    with _shelf() as shelf:
        made = dict(zip(jobs, _make([*jobs.values()], shelf), strict=True))
        lines = _lines(pages)
        found = tuple(replace(told, line=lines.get(name, 0)) for name, (_, said) in made.items() for told in said)
        drawn = tuple(_with(page, made) for page in pages.pages)
        yield replace(pages, pages=drawn, handout=_with_logo(pages.handout, made)), found
        shelf.prune()


# Which pictures there are, and how large -------------------------------------------------------------------------------


def _jobs(pages: Pages, density: float) -> dict[str, Job]:
    """What there is to make, by the names that `_uses` gives them; each at the size of its largest use."""
    jobs: dict[str, Job] = {}
    uses = ((*use, density) for page in pages.pages for use in _uses(page))
    for name, asset, box, pixels in (*uses, *((*use, PIXELS_PER_INCH) for use in _logo(pages.handout))):
        share = max(box.width / asset.width, box.height / asset.height) / EMU_PER_INCH * pixels
        known = jobs.get(name)
        shape = (box.width, box.height) if name != asset.digest else None
        jobs[name] = Job(asset, max(share, known.share) if known else share, shape)
    return jobs


def _logo(handout: Handout) -> Iterator[tuple[str, Asset, Box]]:
    """The logo of the handout, at the largest that it is drawn."""
    if logo := handout.logo:
        yield logo.digest, logo, _LOGO.contain(logo.width, logo.height)


def _uses(page: Page) -> Iterator[tuple[str, Asset, Box]]:
    """The pictures of a page, by their digest; one that is a slide's background, by its shape too, which it is cut to."""
    for item in (*page.items, *page.aside):
        if isinstance(item, PictureItem) and item.asset:
            yield item.asset.digest, item.asset, item.box
    if page.backdrop and page.backdrop.asset:
        yield _ground_name(page.backdrop, page.backdrop.asset), page.backdrop.asset, page.backdrop.box


def _lines(pages: Pages) -> dict[str, int]:
    """The line of the first slide that each picture is on."""
    lines: dict[str, int] = {}
    for page in pages.pages:
        for name, _, _ in _uses(page):
            lines.setdefault(name, page.first_line)
    return lines


def _ground_name(backdrop: Backdrop, asset: Asset) -> str:
    """LibreOffice, and not it alone, knows no background that is larger than the slide: it squeezes it. So one is cut."""
    box = backdrop.box
    alike = abs(box.width * asset.height / (box.height * asset.width) - 1) < _ALIKE
    return asset.digest if alike or asset.media_type == SVG or not backdrop.behind else f"{asset.digest}:{box.width}:{box.height}"


def _with(page: Page, made: Mapping[str, Made]) -> Page:
    """A page with the pictures that were made."""
    if not any(_uses(page)):
        return page
    backdrop = page.backdrop
    if backdrop and backdrop.asset:
        asset = made[_ground_name(backdrop, backdrop.asset)][0]
        backdrop = replace(backdrop, asset=asset) if asset else None
    items, aside = (tuple(_item(item, made) for item in some) for some in (page.items, page.aside))
    return replace(page, items=items, aside=aside, backdrop=backdrop)


def _with_logo(handout: Handout, made: Mapping[str, Made]) -> Handout:
    """A handout with the logo that was made; without one that is damaged."""
    return replace(handout, logo=made[handout.logo.digest][0]) if handout.logo else handout


def _item(item: Item, made: Mapping[str, Made]) -> Item:
    if not isinstance(item, PictureItem) or not item.asset:
        return item
    asset = made[item.asset.digest][0]
    return replace(item, asset=asset, label="" if asset else f"Picture damaged: {item.asset.path.name}")


# Making them -----------------------------------------------------------------------------------------------------------


@frozen
class Job:
    """A picture to be made: the share of its pixels that is needed, and the shape that it is cut to, if it is."""

    asset: Asset
    share: float
    shape: tuple[int, int] | None

    @property
    def is_small(self) -> bool:
        """Whether the picture is scaled down."""
        return self.share < _WORTH

    @property
    def has_work(self) -> bool:
        """Whether the file cannot go into the outputs as it is. A turned one is made upright: nothing turns a background."""
        return self.is_small or self.shape is not None or self.asset.turn > 1 or self.asset.media_type not in POWERPOINT

    @property
    def size(self) -> tuple[int, int]:
        """The size of the whole picture in pixels."""
        return _scaled(self.asset, self.share if self.is_small else 1.0)

    @property
    def cut(self) -> tuple[int, int, int, int]:
        """What is left of the whole picture: left, top, right, bottom."""
        width, height = self.size
        if self.shape is None:
            return 0, 0, width, height
        across, down = Box(0, 0, *self.shape).cropped(width, height)
        left, top = round(width * across), round(height * down)
        return left, top, max(width - left, left + 1), max(height - top, top + 1)


def _make(jobs: Sequence[Job], shelf: Shelf) -> Sequence[Made]:
    """Each picture as the outputs hold it. Pillow lets go of the interpreter while it works, so threads are enough."""
    if sum(job.has_work for job in jobs) < 2:  # noqa: PLR2004 one job needs no other worker
        return [_made(job, shelf) for job in jobs]
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(min(_WORKERS, os.cpu_count() or 1)) as pool:
        return [*pool.map(lambda job: _made(job, shelf), jobs)]


def _made(job: Job, shelf: Shelf) -> Made:
    asset = job.asset
    if not job.has_work:
        return asset, ()
    try:
        return _drawing(asset, job.share, shelf) if asset.media_type == SVG else (_photo(job, shelf), ())
    except (OSError, ValueError, SyntaxError) as fault:
        reason = fault.strerror if isinstance(fault, OSError) and fault.strerror else str(fault)
        return None, (error("picture-unreadable", f"“{asset.path.name}” is damaged: {reason}", "save it anew"),)


def _photo(job: Job, shelf: Shelf) -> Asset:
    """A picture of pixels: scaled down, or with a still one that stands in for it, or, if nothing is better, as it is."""
    left, top, right, bottom = job.cut
    name = f"{job.asset.digest}-{'x'.join(map(str, (*job.size, right - left, bottom - top)))}-{_pillow()}"
    kept = shelf.find(name, ("jpeg", "png", "still.jpeg", "still.png", "same"))
    if kept is None:
        kept = shelf.keep(name, *_pixels(job))
    if kept.suffix == ".same":
        return job.asset
    made = Asset(kept, name, "image/jpeg" if kept.suffix == ".jpeg" else "image/png", right - left, bottom - top)
    return replace(job.asset, fallback=made) if ".still." in kept.name else made


def _scaled(asset: Asset, share: float) -> tuple[int, int]:
    return max(round(asset.width * share), 1), max(round(asset.height * share), 1)


def _pillow() -> str:
    import PIL

    return f"{_FORMAT}-{PIL.__version__}"


def _pixels(job: Job) -> tuple[str, bytes]:
    """The picture in its size, and the end of its file's name; `same` where the file itself is as good."""
    import warnings

    from PIL import Image

    asset = job.asset
    native, bare = asset.media_type in POWERPOINT, job.shape is None and asset.turn == 1
    with warnings.catch_warnings(action="ignore"), Image.open(asset.path) as picture:
        moving = picture.format != "MPO" and getattr(picture, "n_frames", 1) > 1
        if native and (moving or picture.mode not in _MODES):
            return "same", b""
        upright = _upright(picture, asset, job.size)
        suffix, data = _encoded(upright if job.shape is None else upright.crop(job.cut), asset)
    if moving or (bare and not job.is_small):
        return f"still.{suffix}", data
    better = not bare or not native or len(data) < asset.path.stat().st_size
    return (suffix, data) if better else ("same", b"")


#: Pillow's names of the kinds of pixels that can be scaled; what is left are those of more than 8 bits a channel.
_MODES: Final = ("1", "L", "LA", "P", "PA", "RGB", "RGBA", "CMYK", "YCbCr")


def _upright(picture: Image.Image, asset: Asset, size: tuple[int, int]) -> Image.Image:
    """The pixels in a size, the way up that the camera noted. A JPEG is read no larger than it is needed."""
    from PIL.Image import Resampling, Transpose

    lying = asset.turn > 4  # noqa: PLR2004 the turns from 5 on make columns of the rows
    own = (size[1], size[0]) if lying else size
    if picture.format in ("JPEG", "MPO") and picture.mode != "CMYK":
        picture.draft(None, own)
    clear = picture.mode in ("LA", "PA", "RGBA") or "transparency" in picture.info
    made = picture.convert("RGBA" if clear else "L" if picture.mode in ("1", "L") else "RGB")
    made = made.resize(own, Resampling.LANCZOS, reducing_gap=3.0)
    ways = {
        2: Transpose.FLIP_LEFT_RIGHT, 3: Transpose.ROTATE_180, 4: Transpose.FLIP_TOP_BOTTOM, 5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270, 7: Transpose.TRANSVERSE, 8: Transpose.ROTATE_90,
    }  # fmt: skip
    return made.transpose(ways[asset.turn]) if asset.turn in ways else made


def _encoded(picture: Image.Image, asset: Asset) -> tuple[str, bytes]:
    """JPEG for what was no PNG or GIF and hides nothing; else PNG, which loses nothing. Both keep the colour profile."""
    from io import BytesIO

    out, profile = BytesIO(), picture.info.get("icc_profile") if picture.mode == "RGB" else None
    more: dict[str, Any] = {"icc_profile": profile} if profile else {}
    if picture.mode != "RGBA" and asset.media_type not in ("image/png", "image/gif"):
        picture.save(out, "JPEG", quality=_QUALITY, **more)
        return "jpeg", out.getvalue()
    picture.save(out, "PNG", **more)
    return "png", out.getvalue()


def _drawing(asset: Asset, share: float, shelf: Shelf) -> Made:
    """An SVG without what is unsafe, and a PNG of it."""
    share = min(share, _LONGEST / max(asset.width, asset.height))
    width, height = _scaled(asset, share)
    safe = shelf.find(f"{asset.digest}-{_FORMAT}", (SUFFIXES[SVG], f"reduced.{SUFFIXES[SVG]}"))
    drawn = shelf.find(f"{asset.digest}-{width}x{height}-{_FORMAT}", ("png",))
    if safe is None or drawn is None:
        from igdeck.build.drawings import draw, reduced

        content, dropped = reduced(asset.path.read_bytes(), asset.width, asset.height)
        safe = shelf.keep(f"{asset.digest}-{_FORMAT}", f"{'reduced.' if dropped else ''}{SUFFIXES[SVG]}", content)
        drawn = shelf.keep(f"{asset.digest}-{width}x{height}-{_FORMAT}", "png", draw(content, width, height))
    fallback = Asset(drawn, f"{asset.digest}-{width}x{height}", "image/png", width, height)
    found: tuple[Diagnostic, ...] = ()
    if ".reduced." in safe.name:
        message = f"“{asset.path.name}” holds scripts or leads to other files: that is left out of the picture"
        found = (warning("svg-reduced", message, "save it as a plain SVG, with its pictures inside"),)
    return replace(asset, path=safe, fallback=fallback), found


# Keeping them ----------------------------------------------------------------------------------------------------------


@contextmanager
def _shelf() -> Iterator[Shelf]:
    """The folder of made pictures in the cache, or one for this build alone."""
    try:
        folder = cache_folder() / "pictures"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        usable = os.access(folder, os.W_OK)
    except (OSError, RuntimeError):  # a user may have no home
        usable = False
    if usable:
        yield Shelf(folder)
        return
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="igdeck-", ignore_cleanup_errors=True) as scratch:
        yield Shelf(Path(scratch))


@frozen
class Shelf:
    """A folder of made pictures by name."""

    folder: Path

    def find(self, name: str, suffixes: Sequence[str]) -> Path | None:
        """The file of a name with one of these ends, marked as used now."""
        for suffix in suffixes:
            path = self.folder / f"{name}.{suffix}"
            with suppress(OSError):
                os.utime(path)
                return path
        return None

    def keep(self, name: str, suffix: str, content: bytes) -> Path:
        """A new file, which is there as a whole or not at all. Raises OSError."""
        path = self.folder / f"{name}.{suffix}"
        temporary = path.with_name(f".{path.name}.{os.getpid()}")
        temporary.write_bytes(content)
        temporary.replace(path)
        return path

    def prune(self) -> None:
        """Remove what was used longest ago, if there is too much."""
        with suppress(OSError):
            files = sorted(((entry.stat(), entry.path) for entry in os.scandir(self.folder)), key=lambda file: -file[0].st_mtime)
            total = 0
            for state, path in files:
                total += state.st_size
                if total > _KEPT:
                    Path(path).unlink(missing_ok=True)
