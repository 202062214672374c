"""What a part of a document leads to: addresses, pictures, and bookmarks at its slides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from igdeck.emit.assets import read_picture
from igdeck.model.addresses import unsafe_scheme
from igdeck.model.media import SUFFIXES
from igdeck.ooxml.addresses import safe_address
from igdeck.ooxml.markup import R

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docx.opc.part import Part

    from igdeck.model.inline import Asset
    from igdeck.model.page import Page

_IMAGE: Final = f"{R}/image"
_LINK: Final = f"{R}/hyperlink"


class Media:
    """The pictures of a document, each stored once; the numbers of drawings in it."""

    __slots__ = ("_drawings", "_known", "contents")

    def __init__(self) -> None:
        self._known: dict[str, str] = {}
        self._drawings = 0
        self.contents: dict[str, tuple[str, bytes]] = {}

    def drawing(self) -> int:
        """The next number of a drawing, unique in the document."""
        self._drawings += 1
        return self._drawings

    def file(self, asset: Asset) -> str:
        """The name of a picture's part."""
        if asset.digest not in self._known:
            self._known[asset.digest] = self.add(asset.media_type, read_picture(asset))
        return self._known[asset.digest]

    def add(self, kind: str, content: bytes) -> str:
        """The name of a new part for a picture of a media type."""
        name = f"/word/media/image{len(self.contents) + 1}.{SUFFIXES[kind]}"
        self.contents[name] = kind, content
        return name


class Links:
    """The relationships of a part, numbered as they are asked for. `bookmarks` are the names of the slides' by their keys."""

    __slots__ = ("_ids", "bookmarks", "media")

    def __init__(self, bookmarks: dict[str, str], media: Media) -> None:
        self._ids: dict[tuple[str, str], str] = {}
        self.bookmarks = bookmarks
        self.media = media

    def __bool__(self) -> bool:
        """Whether the part leads anywhere."""
        return bool(self._ids)

    def beside(self) -> Links:
        """The links of another part of the same document."""
        return Links(self.bookmarks, self.media)

    def opening(self, href: str) -> str:
        """The start of the element around linked words; empty where the link leads nowhere: then the words stand alone."""
        if href.startswith("#"):
            name = self.bookmarks.get(href[1:])
            return f'<w:hyperlink w:anchor="{name}" w:history="1">' if name else ""
        address = "" if unsafe_scheme(href) else safe_address(href)
        return f'<w:hyperlink r:id="{self._id(_LINK, address)}" w:history="1">' if address else ""

    def picture(self, name: str) -> str:
        """The relationship to the part of a picture."""
        return self._id(_IMAGE, name)

    def relate(self, part: Part, parts: dict[str, Part]) -> None:
        """Give all relationships to the part whose words they stand in; `parts` are those of the pictures by name."""
        for (kind, target), rid in self._ids.items():
            external = kind == _LINK
            part.rels.add_relationship(kind, target if external else parts[target], rid, external)

    def _id(self, kind: str, target: str) -> str:
        return self._ids.setdefault((kind, target), f"rIdDeck{len(self._ids) + 1}")


def bookmark_names(pages: Iterable[Page]) -> dict[str, str]:
    """The name of a bookmark for each slide by its key: Word has letters, digits and 40 of them, and keys have more."""
    return {page.key: f"slide{page.number}" for page in pages}
