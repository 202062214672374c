"""What stands around a slide's content: header, footer, date and number, off or on for the deck or for a slide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from igdeck.model.theme import Role
from igdeck.model.value import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from igdeck.model.deck import Fields, FieldText, Meta

#: Stands for the number of the slide.
NUMBER: Final = "#"


@frozen
class Around:
    """The texts of a deck by role, empty for what is off, and those that a slide gets which asks for one without saying it."""

    texts: Mapping[Role, str]
    usual: Mapping[Role, str]

    def of(self, own: Fields, *, cover: bool) -> dict[Role, str]:
        """What stands around one slide. A cover has nothing but what it asks for."""
        asked = {Role.HEADER: own.header, Role.FOOTER: own.footer, Role.DATE: own.date, Role.NUMBER: own.number}
        texts = {} if cover else self.texts
        return {role: _said(said, texts.get(role, ""), self.usual.get(role, "")) for role, said in asked.items()}


def around(meta: Meta, title: str) -> Around:
    """What stands around the slides of a deck. No date is made up: a deck without one shows none."""
    header = meta.fields.header if isinstance(meta.fields.header, str) else title
    usual = {Role.HEADER: header, Role.FOOTER: meta.footer or title, Role.DATE: meta.date, Role.NUMBER: NUMBER}
    fields = meta.fields
    texts = {
        Role.HEADER: _said(fields.header, "", usual[Role.HEADER]),
        Role.FOOTER: title if meta.footer is None else meta.footer,
        Role.DATE: _said(fields.date, meta.date, meta.date),
        Role.NUMBER: _said(fields.number, NUMBER, NUMBER),
    }
    return Around(texts, usual)


def _said(said: FieldText, unsaid: str, usual: str) -> str:
    """A field's text: what it says, nothing where it is off, the usual one where it is on."""
    if said is None:
        return unsaid
    return said if isinstance(said, str) else usual if said else ""
