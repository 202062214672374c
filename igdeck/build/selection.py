"""The slides that go on a handout: those that are asked for, as far as the deck has them.

1. A slide that is asked for by its number or its key stands there, hidden or not.
2. Of all others hidden slides, and those that a slide continues on, stand there if the handout says so.
3. A section whose first slide stays away is opened by the first one of it that does not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from igdeck.build.places import place_of
from igdeck.model.diagnostics import IgdeckError, error
from igdeck.model.selection import Named, Numbers, SelectionError, read_selection
from igdeck.model.value import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from igdeck.model.diagnostics import Diagnostic
    from igdeck.model.handout import Handout
    from igdeck.model.page import Page, Pages
    from igdeck.model.selection import Pick

#: So many keys or sections are named in a hint.
_NAMED: Final = 8


def chosen_pages(pages: Pages) -> Pages:
    """The pages that go on the handout, in the order of the deck.

    Raises IgdeckError `handout-slides` for what is asked for and not there, `handout-empty` if nothing is left.
    """
    handout = pages.handout
    spoken, others = _asked(pages.pages, handout) if handout.slides.strip() else (set[int](), _all(pages))
    kept = {page.number for page in pages.pages if page.number in spoken or (page.number in others and _usual(page, handout))}
    if not kept:
        raise IgdeckError(_nothing(handout))
    return pages if len(kept) == len(pages.pages) else replace(pages, pages=tuple(_opened(pages.pages, kept)))


def chosen(source: Path, pages: Pages, *, told: bool = False) -> Pages:
    """The pages that are handed out; what is wrong with the choice is `told` by the caller, or has its place in the source.

    Raises IgdeckError as `chosen_pages` does.
    """
    try:
        return chosen_pages(pages)
    except IgdeckError as fault:
        if told or not pages.handout.slides:
            raise
        place = place_of(source, "handout", "slides")
        raise IgdeckError(*(replace(found, **place) for found in fault.diagnostics)) from None


def shown_pages(pages: Pages) -> Pages:
    """The pages that are shown when the deck is presented; all of them if none is, or if handouts hold the hidden ones too."""
    shown = {page.number for page in pages.pages if not page.hidden}
    if pages.handout.hidden or not shown or len(shown) == len(pages.pages):
        return pages
    return replace(pages, pages=tuple(_opened(pages.pages, shown)))


def _all(pages: Pages) -> set[int]:
    return {page.number for page in pages.pages}


def _usual(page: Page, handout: Handout) -> bool:
    return (handout.hidden or not page.hidden) and (handout.continued or page.part == 1)


def _nothing(handout: Handout) -> Diagnostic:
    which = f"of the slides {handout.slides}" if handout.slides.strip() else "of this deck"
    if handout.continued:
        why, hint = "all are hidden", "--hidden takes hidden slides along, as does hidden: on below handout: in the front matter"
    else:
        why, hint = "all are hidden, or go on with another", "try it with --hidden or --continued"
    return error("handout-empty", f"nothing {which} is left for a handout: {why}", hint)


def _opened(pages: Sequence[Page], kept: set[int]) -> Iterator[Page]:
    """The pages that are kept; each opens the section that nothing before it opened."""
    waiting = ""
    for page in pages:
        waiting = page.section or waiting
        if page.number in kept:
            yield page if page.section == waiting or not waiting else replace(page, section=waiting)
            waiting = ""


# What is asked for ---------------------------------------------------------------------------------------------


def _asked(pages: Sequence[Page], handout: Handout) -> tuple[set[int], set[int]]:
    """The numbers of slides that are asked for one by one, and of those that are asked for with others."""
    spoken, others = set[int](), set[int]()
    troubles: list[Diagnostic] = []
    for pick in _read(handout.slides):
        one, more = _numbered(pick, pages) if isinstance(pick, Numbers) else _named(pick, pages, continued=handout.continued)
        if not one and not more:
            troubles.append(_missing(pick, pages))
        spoken |= one
        others |= more
    if troubles:
        raise IgdeckError(*dict.fromkeys(troubles))
    return spoken, others


def _read(text: str) -> tuple[Pick, ...]:
    try:
        return read_selection(text)
    except SelectionError as fault:
        raise IgdeckError(error("handout-slides", fault.message, fault.hint)) from None


def _numbered(pick: Numbers, pages: Sequence[Page]) -> tuple[set[int], set[int]]:
    """The slide of a number, or those of a range; none if it goes further than the deck."""
    last = pages[-1].number
    if max(pick.first, pick.last or 0) > last:
        return set(), set()
    found = set(range(pick.first, (pick.last or last) + 1))
    return (found, set()) if pick.single else (set(), found)


def _named(pick: Named, pages: Sequence[Page], *, continued: bool) -> tuple[set[int], set[int]]:
    """The slides of a section, else the slide of a key with those that it continues on.

    The section goes first: most often a slide that opens one has its name as a key.
    """
    name = " ".join(pick.name.casefold().split())
    section = set(_section(pages, name)) if pick.kind != "key" else set()
    at = next((at for at, page in enumerate(pages) if page.key.casefold() == name), None)
    if section or at is None or pick.kind == "section":
        return set(), section
    return {pages[at].number, *(_going_on(pages, at) if continued else ())}, set()


def _going_on(pages: Sequence[Page], at: int) -> Iterator[int]:
    """The numbers of the pages that a slide continues on."""
    for before, page in zip(pages[at:], pages[at + 1 :], strict=False):
        if page.part != before.part + 1:
            return
        yield page.number


def _section(pages: Sequence[Page], name: str) -> Iterator[int]:
    within = False
    for page in pages:
        within = " ".join(page.section.casefold().split()) == name if page.section else within
        if within:
            yield page.number


def _missing(pick: Pick, pages: Sequence[Page]) -> Diagnostic:
    if isinstance(pick, Numbers):
        number = max(pick.first, pick.last or 0)
        count = "there is one slide" if len(pages) == 1 else f"there are {len(pages)} slides"
        return error("handout-slides", f"there is no slide {number}", count)
    sections = [page.section for page in pages if page.section]
    keys = [page.key for page in pages]
    match pick.kind:
        case "section":
            told = f"the sections are {_list(sections)}" if sections else "the deck has no sections"
            return error("handout-slides", f"there is no section “{pick.name}”", _near(pick.name, sections, told))
        case "key":
            return error(
                "handout-slides", f"no slide has the key “{pick.name}”", _near(pick.name, keys, f"they are {_list(keys)}")
            )
        case _:
            told = f"the keys of the slides are {_list(keys)}"
            hint = _near(pick.name, [*keys, *sections], told)
            return error("handout-slides", f"there is no slide or section “{pick.name}”", hint)


def _list(names: Sequence[str]) -> str:
    return ", ".join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")


def _near(name: str, known: Sequence[str], told: str) -> str:
    """The name that was meant, else what is told of all."""
    from difflib import get_close_matches

    spelt = {one.casefold(): one for one in known}
    near = get_close_matches(name.casefold(), spelt, n=1, cutoff=0.5)
    return f"did you mean “{spelt[near[0]]}”?" if near else told
