"""What a slide leads to: its layout, its tags, pictures, addresses and other slides, each once under an id of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igdeck.emit.assets import read_picture
from igdeck.model.media import SUFFIXES
from igdeck.ooxml.addresses import safe_address
from igdeck.ooxml.markup import R
from igdeck.ooxml.package import Relationships
from igdeck.ooxml.signature import to_address, to_picture, to_slide

if TYPE_CHECKING:
    from collections.abc import Mapping

    from igdeck.model.inline import Asset
    from igdeck.ooxml.package import Package


class Media:
    """The pictures of a deck, each stored once however often it is shown."""

    __slots__ = ("_known", "_package")

    def __init__(self, package: Package) -> None:
        self._package = package
        self._known: dict[str, tuple[str, str]] = {}

    def store(self, asset: Asset) -> tuple[str, str]:
        """The name of the picture's file in `ppt/media`, and what stands for it in a signature."""
        known = self._known.get(asset.digest)
        if known is None:
            content = read_picture(asset)
            name = f"image{len(self._known) + 1}.{SUFFIXES[asset.media_type]}"
            self._package.add_media(f"ppt/media/{name}", content, asset.path)
            known = self._known[asset.digest] = name, to_picture(content)
        return known


class SlideLinks:
    """The relationships of one slide. `targets` is what each leads to, as `signature` wants it."""

    __slots__ = ("_media", "_slides", "rels", "targets")

    def __init__(self, slides: Mapping[str, int], media: Media) -> None:
        self.rels = Relationships()
        self.targets: dict[str, str] = {}
        self._slides = slides
        self._media = media

    def beside(self) -> SlideLinks:
        """The links of the slide's notes page: out of the deck alone, as such a page may be related to its own slide only."""
        return SlideLinks({}, self._media)

    def click(self, href: str) -> str:
        """The element that makes a run a link; empty where the link leads nowhere: then the words stand alone."""
        if href.startswith("#"):
            return self._jump(href[1:])
        address = safe_address(href)
        if not address:
            return ""
        rid = self.rels.add(f"{R}/hyperlink", address, external=True)
        self.targets[rid] = to_address(address)
        return f'<a:hlinkClick r:id="{rid}"/>'

    def picture(self, asset: Asset) -> str:
        """The relationship to a picture."""
        name, shown = self._media.store(asset)
        rid = self.rels.add(f"{R}/image", f"../media/{name}")
        self.targets[rid] = shown
        return rid

    def _jump(self, key: str) -> str:
        number = self._slides.get(key)
        if number is None:
            return ""
        rid = self.rels.add(f"{R}/slide", f"slide{number}.xml")
        self.targets[rid] = to_slide(key)
        return f'<a:hlinkClick r:id="{rid}" action="ppaction://hlinksldjump"/>'
