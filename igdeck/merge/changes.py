"""Tells what was changed by hand since igdeck wrote a deck, by its stamps and by reading its slides as igdeck read them then.

1. A deck whose seal holds was not saved by any program since, and nothing more is asked.
2. Else each slide is found again by the tag on it. Where a program dropped all tags, slides are taken in their order.
3. Its signature now is held against the one that was stamped.
4. What has no counterpart was added or removed, what stands before another that it stood behind was moved.
5. Masters, layouts and theme are held against their own signatures. A layout that is gone is no work lost.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

from igdeck.ooxml.looks import HANDOUTS, LAYOUT, MASTER, NOTES, THEME, look_of
from igdeck.ooxml.signature import slide_signature, to_address, to_picture, to_slide
from igdeck.ooxml.stamps import is_untouched, read_looks, read_stamps, read_tag

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from igdeck.ooxml.looks import Look
    from igdeck.ooxml.stamps import Stamp

FOREIGN = "it was not made by igdeck"
UNREADABLE = "it cannot be read as a PowerPoint deck"
RESAVED = "it was saved by a program that keeps no marks on slides, so that hand changes cannot be told apart"
_TEMPLATE = {
    MASTER: "the slide master was changed",
    LAYOUT: "the layout “{}” was changed",
    THEME: "the theme's colours or fonts were changed",
    NOTES: "the notes master was changed",
    HANDOUTS: "the handout master was changed",
}


class _Slide(NamedTuple):
    """A slide as it is now: its number, its key and whether tags say so, its title, its signature, what was put beside it.

    `bare` is the signature without notes.
    """

    number: int
    key: str
    tagged: bool
    title: str
    signature: str
    bare: str
    beside: tuple[str, ...]


def hand_changes(deck: bytes) -> tuple[str, ...]:
    """What was changed by hand since igdeck wrote this .pptx, a short sentence each; none if nothing was.

    A deck without stamps, and a file that is no deck at all, give one sentence that says so. Never raises.
    """
    if is_untouched(deck):
        return ()
    try:
        slides, stamps, template = _read(deck)
    except Exception:  # noqa: BLE001 - python-pptx, lxml and zipfile each have errors of their own for each kind of damage
        return (UNREADABLE,)
    if not stamps:
        return (FOREIGN,)
    if slides and not any(slide.tagged for slide in slides) and not _known_by_looks(slides, stamps):
        return (RESAVED,)
    return (*_changes(slides, stamps), *template)


def _known_by_looks(slides: Sequence[_Slide], stamps: Sequence[Stamp]) -> bool:
    """Whether any slide still looks as one did."""
    return bool({slide.signature for slide in slides} & {stamp.signature for stamp in stamps})


def _changes(slides: Sequence[_Slide], stamps: Sequence[Stamp]) -> Iterator[str]:
    """The changes in the order of the slides, then what is gone."""
    known = {stamp.key: stamp for stamp in stamps}
    kept: list[_Slide] = []
    for slide in slides:
        stamp = known.pop(slide.key, None)
        if stamp is None:
            yield f"slide {slide.number}, “{slide.title}”, was added"
            continue
        kept.append(slide)
        named = f"slide {slide.number}, “{slide.title or stamp.title}”,"
        yield from (f"{named} {change}" for change in _changed(slide, stamp))
    yield from _moves(kept, stamps)
    for number, stamp in enumerate(stamps, 1):
        if stamp.key in known:
            yield f"slide {number}, “{stamp.title or stamp.key}”, was removed"


def _changed(slide: _Slide, stamp: Stamp) -> Iterator[str]:
    """What became of a slide. Its notes are signed with it; they are new where it was signed without any."""
    if slide.signature != stamp.signature:
        yield "was given notes" if slide.bare == stamp.signature else "was changed"
    yield from (f"was given {thing}" for thing in slide.beside)


def _moves(kept: Sequence[_Slide], stamps: Sequence[Stamp]) -> Iterator[str]:
    """Slides out of their order: those that the longest run of slides in their old order has to be put in between."""
    order = {stamp.key: at for at, stamp in enumerate(stamps)}
    places = [order[slide.key] for slide in kept]
    steady = _longest_rise(places)
    for slide, place in zip(kept, places, strict=True):
        if place not in steady:
            yield f"slide {slide.number}, “{slide.title}”, was moved: it was slide {place + 1}"


def _longest_rise(places: Sequence[int]) -> set[int]:
    """The longest sequence of rising places, by the piles of patience sorting."""
    from bisect import bisect

    tops: list[int] = []
    below: dict[int, int] = {}
    for place in places:
        at = bisect(tops, place)
        if at:
            below[place] = tops[at - 1]
        tops[at : at + 1] = [place]
    rise: set[int] = set()
    last = tops[-1] if tops else None
    while last is not None:
        rise.add(last)
        last = below.get(last)
    return rise


# Reading -----------------------------------------------------------------------------------------------------------


def _read(deck: bytes) -> tuple[list[_Slide], tuple[Stamp, ...], tuple[str, ...]]:
    """The slides as they are, what was stamped, and what was changed in the template.

    Where no slide has a tag, they have their keys by their order, and the template, which was rewritten as well, is not asked.
    """
    from pptx import Presentation

    opened = Presentation(BytesIO(deck))
    parts = {str(part.partname).lstrip("/"): part.blob for part in opened.part.package.iter_parts()}
    stamps = read_stamps(parts)
    if not stamps:
        return [], (), ()
    keys = {slide.part.partname: _tagged_key(slide.part) for slide in opened.slides}
    tagged = any(keys.values())
    if not tagged:
        keys = dict(zip(keys, [stamp.key for stamp in stamps] + [""] * len(keys), strict=False))
    slides = [_slide(number, slide, keys, tagged=tagged) for number, slide in enumerate(opened.slides, 1)]
    known = read_looks(parts) if tagged or not slides else ()
    if not known:
        return slides, stamps, ()
    return slides, stamps, (*_template_changes(opened.slide_master, known), *_sheet_changes(opened.part, known))


def _slide(number: int, slide: Any, keys: Mapping[str, str], *, tagged: bool) -> _Slide:
    targets = {rid: _target(rel, keys) for rid, rel in slide.part.rels.items()}
    title = slide.shapes.title.text_frame.text if slide.shapes.title is not None else ""
    words = " ".join(title.split()) or "untitled"
    layout, notes = slide.slide_layout.name, _notes(slide)
    bare = slide_signature(slide.part.blob, targets, layout)
    signature = slide_signature(slide.part.blob, targets, layout, notes) if notes else bare
    return _Slide(number, keys[slide.part.partname], tagged, words, signature, bare, tuple(_beside(slide)))


def _template_changes(master: Any, known: Sequence[Look]) -> Iterator[str]:
    """What is not as it was in the master, its theme and its layouts, which are known by their names."""
    before = {(look.kind, look.name): look.signature for look in known}
    theme = next(rel.target_part for rel in master.part.rels.values() if rel.reltype.endswith("/theme"))
    layouts = [(LAYOUT, layout.name, layout.part) for layout in master.slide_layouts]
    for kind, name, part in ((MASTER, "", master.part), *layouts, (THEME, "", theme)):
        old = before.get((kind, name))
        if old is None:
            yield f"the layout “{name}” was added"
        elif _look(kind, name, part) != old:
            yield _TEMPLATE[kind].format(name)


def _sheet_changes(deck: Any, known: Sequence[Look]) -> Iterator[str]:
    """What is not as it was in the masters of notes pages and handouts; decks of an older igdeck say nothing of them."""
    before = {look.kind: look.signature for look in known}
    kinds = {"/notesMaster": NOTES, "/handoutMaster": HANDOUTS}
    masters = {
        kinds.get(rel.reltype[rel.reltype.rfind("/") :]): rel.target_part for rel in deck.rels.values() if not rel.is_external
    }
    for kind, part in masters.items():
        if kind in before and _look(kind, "", part) != before[kind]:
            yield _TEMPLATE[kind]


def _look(kind: str, name: str, part: Any) -> str:
    rels = part.rels.items()
    pictures = {rid: to_picture(rel.target_part.blob) for rid, rel in rels if rel.reltype.endswith("/image")}
    return look_of(kind, name, part.blob, pictures).signature


def _notes(slide: Any) -> str:
    """The words of the speaker's notes."""
    frame = slide.notes_slide.notes_text_frame if slide.has_notes_slide else None
    return "" if frame is None else str(frame.text).strip()


def _beside(slide: Any) -> Iterator[str]:
    """What igdeck writes on no slide and a person would miss: comments of either kind."""
    if any(rel.reltype.endswith("/comments") for rel in slide.part.rels.values()):
        yield "comments"


def _tagged_key(part: Any) -> str:
    """The key on a slide's tag. A copy of a slide has it too; the first that bears it is taken for the slide."""
    tags = (read_tag(rel.target_part.blob) for rel in part.rels.values() if rel.reltype.endswith("/tags"))
    return next((tag.key for tag in tags if tag), "")


def _target(rel: Any, keys: Mapping[str, str]) -> str:
    """What a relationship leads to, in the words of `signature`; a slide that was taken out still has its tag."""
    if rel.is_external:
        return to_address(rel.target_ref)
    if rel.reltype.endswith("/image"):
        return to_picture(rel.target_part.blob)
    if rel.reltype.endswith("/slide"):
        return to_slide(keys.get(rel.target_part.partname) or _tagged_key(rel.target_part))
    return ""
