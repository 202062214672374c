"""Sources laid out with the default template, for the tests of the layout phase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igdeck.layout import make_pages
from igdeck.model.page import FieldItem, Item, Page, Pages, TextItem
from igdeck.model.theme import Role
from igdeck.source import read_deck

if TYPE_CHECKING:
    from pathlib import Path

    from igdeck.model.diagnostics import Diagnostic
    from igdeck.model.theme import Theme

COVER = "# Cover\n\n---\n\n"


class Laid:
    """Lays sources out and keeps what was said about them."""

    def __init__(self, theme: Theme, folder: Path) -> None:
        self.theme, self.folder = theme, folder
        self.said: tuple[Diagnostic, ...] = ()

    def all(self, source: str) -> Pages:
        """All pages of a source."""
        deck, _ = read_deck(source, self.folder)
        laid_out, self.said = make_pages(deck, self.theme)
        return laid_out

    def behind(self, source: str) -> tuple[Page, ...]:
        """The pages of a source that stands behind a cover."""
        return self.all(COVER + source).pages[1:]

    def second(self, source: str) -> Page:
        """The first page of a source that stands behind a cover."""
        return self.behind(source)[0]

    @property
    def codes(self) -> list[str]:
        """The codes of what was said about the last source."""
        return [diagnostic.code for diagnostic in self.said]


def content(page: Page) -> list[Item]:
    """The items but the title and the fields."""
    return [item for item in page.items if not _is_frame(item)]


def _is_frame(item: Item) -> bool:
    return isinstance(item, FieldItem) or (isinstance(item, TextItem) and item.role is Role.TITLE)


def kinds(item: Item) -> list[tuple[str, int]]:
    """The kind and level of each paragraph."""
    assert isinstance(item, TextItem)
    return [(paragraph.kind, paragraph.level) for paragraph in item.paragraphs]


def texts(item: Item) -> list[str]:
    """The words of each paragraph."""
    assert isinstance(item, TextItem)
    return ["".join(run.text for run in paragraph.runs) for paragraph in item.paragraphs]
