"""Pictures, inside the file. One that stands on several slides is stored once and drawn where it is used.

A picture's bytes go into the file at the very end (`written`): until then a mark stands for them, so that a deck of hundreds of
photos is never in memory twice.
"""

from __future__ import annotations

import re
from binascii import b2a_base64
from collections import Counter
from io import BytesIO
from typing import TYPE_CHECKING

from igdeck.emit.html.markup import attribute, escape, quoted
from igdeck.emit.html.text import appears
from igdeck.model.page import PictureItem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from igdeck.emit.html.frame import Frame
    from igdeck.model.inline import Asset
    from igdeck.model.page import Page, Pages


class Pictures:
    """The pictures of a deck: how often each is used, and the ids of those that are stored beside the slides, by digest."""

    __slots__ = ("_marked", "_stored", "_uses")

    def __init__(self, pages: Pages) -> None:
        self._uses = Counter(asset.digest for page in pages.pages for asset in _assets(page))
        self._stored: dict[str, tuple[str, Asset]] = {}
        self._marked: list[Asset] = []

    def box(self, item: PictureItem, frame: Frame) -> str:
        """A picture, or the frame that says which is missing."""
        place = frame.rules.box(item.box)
        if item.asset is None:
            label = attribute("aria-label", item.alt)
            said = f"<figcaption>{escape(item.label)}</figcaption>"
            return f'<figure class="missing {place}"{label}{appears(item.step)}>{said}</figure>'
        drawn = self.drawn(item.asset, item.alt, item.title, cover=item.cover)
        return f'<figure class="picture {place}"{appears(item.step)}>{drawn}</figure>'

    def drawn(self, asset: Asset, alt: str = "", title: str = "", *, cover: bool) -> str:
        """The element of a picture, as large as what it stands in; one that is to `cover` that is cut evenly."""
        if self._uses[asset.digest] > 1:
            return self._again(asset, alt, title, cover=cover)
        covering = ' class="cover"' if cover else ""
        return f'<img src="{self._address(asset)}" alt={quoted(alt)}{attribute("title", title)}{covering} {_size(asset)}>'

    def store(self) -> str:
        """The pictures that are used again and again, to stand before the slides."""
        images = "".join(
            f'<image id="{name}" {_size(asset)} preserveAspectRatio="none" href="{self._address(asset)}"/>'
            for name, asset in self._stored.values()
        )
        return f'<svg class="store" aria-hidden="true"><defs>{images}</defs></svg>\n' if images else ""

    def written(self, document: str) -> bytes:
        """The document with all pictures in it. Raises OSError when the file of one cannot be read."""
        if not self._marked:
            return document.encode()
        out = BytesIO()
        for at, part in enumerate(re.split(r"\0(\d+)\0", document)):
            if at % 2:
                out.write(b2a_base64(self._marked[int(part)].path.read_bytes(), newline=False))
            else:
                out.write(part.encode())
        return out.getvalue()

    def _again(self, asset: Asset, alt: str, title: str, *, cover: bool) -> str:
        name, _ = self._stored.setdefault(asset.digest, (f"igdeck:picture:{len(self._stored) + 1}", asset))
        said = f' role="img"{attribute("aria-label", alt)}' if alt else ' aria-hidden="true"'
        words = f"<title>{escape(title)}</title>" if title else ""
        ratio = "xMidYMid slice" if cover else "none"
        view = f'viewBox="0 0 {asset.width} {asset.height}" preserveAspectRatio="{ratio}"'
        return f'<svg {view}{said}>{words}<use href="#{name}"/></svg>'

    def _address(self, asset: Asset) -> str:
        self._marked.append(asset)
        return f"data:{asset.media_type};base64,\0{len(self._marked) - 1}\0"


def _assets(page: Page) -> Iterator[Asset]:
    yield from (item.asset for item in (*page.items, *page.aside) if isinstance(item, PictureItem) and item.asset)
    if page.backdrop and page.backdrop.asset:
        yield page.backdrop.asset


def _size(asset: Asset) -> str:
    return f'width="{asset.width}" height="{asset.height}"'
