"""The deck's properties: who wrote what in which language, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from igdeck.emit.dates import date_of
from igdeck.emit.language import office_tag
from igdeck.ooxml.markup import HEAD, OFFICE, PACKAGE, escape

if TYPE_CHECKING:
    from igdeck.model.page import Pages

CORE: Final = "application/vnd.openxmlformats-package.core-properties+xml"
APP: Final = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
CUSTOM: Final = "application/vnd.openxmlformats-officedocument.custom-properties+xml"


def core_part(pages: Pages) -> str:
    """Title, author, language and dates."""
    date = date_of(pages.date).isoformat(timespec="seconds").replace("+00:00", "Z")
    facts = {
        "dc:title": pages.name,
        "dc:subject": pages.subject,
        "dc:creator": pages.author,
        "cp:keywords": pages.keywords,
        "dc:language": office_tag(pages.lang),
        "cp:lastModifiedBy": pages.author,
    }
    said = "".join(f"<{name}>{escape(value)}</{name}>" for name, value in facts.items())
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{date}</dcterms:{name}>' for name in ("created", "modified")
    )  # fmt: skip
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        f'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{said}{dates}'
        "</cp:coreProperties>"
    )


def app_part(pages: Pages) -> str:
    """What made the deck, and how large it is."""
    return (
        f'{HEAD}<Properties xmlns="{OFFICE}/extended-properties"><TotalTime>0</TotalTime><Application>igdeck</Application>'
        f"<Slides>{len(pages.pages)}</Slides><Notes>0</Notes><HiddenSlides>0</HiddenSlides></Properties>"
    )
