"""Footnotes as Word's own: a mark in the text, the note at the foot of its page, both numbered by Word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from igdeck.emit.docx.markup import NAMESPACES, paragraph, run
from igdeck.model.value import replace
from igdeck.ooxml.markup import HEAD

if TYPE_CHECKING:
    from collections.abc import Iterable

    from igdeck.emit.docx.links import Links
    from igdeck.emit.docx.text import Setting
    from igdeck.model.page import PageParagraph, Run

_REFERENCE: Final = '<w:rStyle w:val="FootnoteReference"/>'
#: The rule over the notes, and that over those which go on from the page before (ECMA-376 part 1, 17.11.1).
_RULES: Final = (("separator", -1), ("continuationSeparator", 0))


class Footnotes:
    """The notes of a document. `links` are those of the part that holds them."""

    __slots__ = ("_bodies", "_known", "_waiting", "links")

    def __init__(self, links: Links) -> None:
        self.links = links
        self._waiting: dict[int, tuple[PageParagraph, ...]] = {}
        self._known: dict[int, int] = {}
        self._bodies: list[str] = []

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self._bodies)

    def expect(self, said: Iterable[PageParagraph]) -> None:
        """Keep the notes of a slide until their marks come."""
        self._waiting = {}
        for paragraph_ in said:
            number = _number(paragraph_)
            if number:
                self._waiting[number] = (replace(paragraph_, runs=paragraph_.runs[2:]),)
            elif self._waiting:
                last = next(reversed(self._waiting))
                self._waiting[last] += (paragraph_,)

    def left(self) -> tuple[PageParagraph, ...]:
        """The notes of the slide whose marks did not come."""
        return tuple(said for note in self._waiting.values() for said in note)

    def mark(self, said: Run, setting: Setting) -> str:
        """The mark of a note; empty if there is no such note. One that was marked before is named by its number."""
        if said.note in self._waiting:
            note = self._waiting.pop(said.note)
            self._bodies.append("")  # its own words may mark others
            number = self._known[said.note] = len(self._bodies)
            self._bodies[number - 1] = self._body(number, note, setting)
            return f'<w:r><w:rPr>{_REFERENCE}</w:rPr><w:footnoteReference w:id="{number}"/></w:r>'
        known = self._known.get(said.note)
        return run(str(known), _REFERENCE) if known else ""

    def part(self) -> str:
        """The part that holds them."""
        rules = "".join(
            f'<w:footnote w:type="{kind}" w:id="{number}">{paragraph("FootnoteText", f"<w:r><w:{kind}/></w:r>")}</w:footnote>'
            for kind, number in _RULES
        )
        return f"{HEAD}<w:footnotes {NAMESPACES}>{rules}{''.join(self._bodies)}</w:footnotes>"

    def _body(self, number: int, note: tuple[PageParagraph, ...], setting: Setting) -> str:
        from igdeck.emit.docx.text import direction, words

        own = replace(setting, links=self.links)
        sign = f"<w:r><w:rPr>{_REFERENCE}</w:rPr><w:footnoteRef/></w:r>{run(' ')}"
        drawn = [
            paragraph("FootnoteText", ("" if at else sign) + words(said.runs, own), direction(said.runs, said.dir, own))
            for at, said in enumerate(note)
        ]
        return f'<w:footnote w:id="{number}">{"".join(drawn)}</w:footnote>'


def _number(said: PageParagraph) -> int:
    """The number that a note opens with: raised figures and a space, as on the slide."""
    match said.runs:
        case (first, second, *_) if first.shift == "super" and second.text == " " and first.text.isdecimal():
            return int(first.text)
        case _:
            return 0
