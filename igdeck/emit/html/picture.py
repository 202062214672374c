"""Pictures, inside the file. One that stands on several slides is stored once and drawn where it is used."""

from __future__ import annotations

from binascii import b2a_base64
from collections import Counter
from typing import TYPE_CHECKING

from igdeck.emit.html.markup import attribute, escape, quoted
from igdeck.model.page import PictureItem

if TYPE_CHECKING:
    from igdeck.emit.html.frame import Frame
    from igdeck.model.inline import Asset
    from igdeck.model.page import Pages


class Pictures:
    """The pictures of a deck: how often each is used, and the ids of those that are stored beside the slides, by digest."""

    __slots__ = ("_stored", "_uses")

    def __init__(self, pages: Pages) -> None:
        items = (item for page in pages.pages for item in page.items if isinstance(item, PictureItem))
        self._uses = Counter(item.asset.digest for item in items if item.asset)
        self._stored: dict[str, tuple[str, Asset]] = {}

    def box(self, item: PictureItem, frame: Frame) -> str:
        """A picture, or the frame that says which is missing. Raises OSError when its file cannot be read."""
        place = frame.rules.box(item.box)
        if item.asset is None:
            label = attribute("aria-label", item.alt)
            return f'<figure class="missing {place}"{label}><figcaption>{escape(item.label)}</figcaption></figure>'
        drawn = self._again(item, item.asset) if self._uses[item.asset.digest] > 1 else _once(item, item.asset)
        return f'<figure class="picture {place}">{drawn}</figure>'

    def store(self) -> str:
        """The pictures that are used again and again, to stand before the slides."""
        images = "".join(
            f'<image id="{name}" {_size(asset)} preserveAspectRatio="none" href="{_address(asset)}"/>'
            for name, asset in self._stored.values()
        )
        return f'<svg class="store" aria-hidden="true"><defs>{images}</defs></svg>\n' if images else ""

    def _again(self, item: PictureItem, asset: Asset) -> str:
        name, _ = self._stored.setdefault(asset.digest, (f"igdeck:picture:{len(self._stored) + 1}", asset))
        said = f' role="img"{attribute("aria-label", item.alt)}' if item.alt else ' aria-hidden="true"'
        title = f"<title>{escape(item.title)}</title>" if item.title else ""
        view = f'viewBox="0 0 {asset.width} {asset.height}" preserveAspectRatio="none"'
        return f'<svg {view}{said}>{title}<use href="#{name}"/></svg>'


def _once(item: PictureItem, asset: Asset) -> str:
    return f'<img src="{_address(asset)}" alt={quoted(item.alt)}{attribute("title", item.title)} {_size(asset)}>'


def _size(asset: Asset) -> str:
    return f'width="{asset.width}" height="{asset.height}"'


def _address(asset: Asset) -> str:
    data = b2a_base64(asset.path.read_bytes(), newline=False).decode("ascii")
    return f"data:{asset.media_type};base64,{data}"
