"""What becomes of a slide that holds more than fits at the smallest size that its template allows.

It continues on as many slides as it needs, all at one size: the largest that needs no more of them than the smallest would, and
breaks no word that a smaller one does not.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from igdeck.layout.choose import Choice
from igdeck.layout.fill import CONTENT
from igdeck.layout.ladder import first_step, within
from igdeck.layout.parts import Cutter
from igdeck.layout.pieces import CalloutPiece, CodePiece, GridPiece, TextPiece, flat
from igdeck.layout.stack import make_stack
from igdeck.model.inline import Text
from igdeck.model.value import replace

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from igdeck.layout.fill import Filling
    from igdeck.layout.measure import Ruler
    from igdeck.layout.pieces import Piece
    from igdeck.model.deck import Slide
    from igdeck.model.page import Fit
    from igdeck.model.theme import Limits, Placeholder

_NUMBERED: Final = re.compile(r"\(\d+\)$")
#: The layout of content that its own has several boxes for, once it continues.
PLAIN: Final = "Title and Content"
#: The step under which lines on a cover are too small for one, in percent.
COVER_LIMIT: Final = 55


def continued(choice: Choice, fillings: Sequence[Filling], ruler: Ruler, limits: Limits) -> tuple[Choice, ...]:
    """The slide as it was chosen, or one choice for each slide that its content continues on."""
    layout = ruler.theme.layout(choice.layout)
    if limits.overflow == "shrink":
        if all(filling.fitted.fits for filling in fillings):
            return (choice,)
        limits = replace(limits, body=0.0, code=0.0, table=0.0)  # what does not fit at the last step has to continue all the same
    if all(filling.settled for filling in fillings) or (layout.kind == "title" and _still_covers(fillings)):
        return (choice,)
    places = [place for place in layout.placeholders if place.role in CONTENT]
    if len(places) > 1 or layout.kind == "title":
        layout = ruler.theme.layout(PLAIN)
        places = [place for place in layout.placeholders if place.role in CONTENT]
    steps = _allowed(places[0], choice.pieces, ruler, limits)
    stack = make_stack(choice.pieces, places[0], ruler, limits)
    steps = tuple(step for step in steps if not stack.broken(step)) or steps
    cutters = [Cutter(places[0], ruler, step, limits) for step in steps]
    least = cutters[-1].count(choice.pieces)
    cutter = next((cutter for cutter in cutters[:-1] if cutter.count(choice.pieces) <= least), cutters[-1])
    parts = cutter.parts(choice.pieces)
    if len(parts) == 1:
        return (choice,) if layout.name == choice.layout else (Choice(layout.name, choice.pieces),)
    return tuple(Choice(layout.name, part, number, len(parts), cutter.fit) for number, part in enumerate(parts, 1))


def _still_covers(fillings: Sequence[Filling]) -> bool:
    """Whether the lines of a cover are still large enough for one; else they are a slide's text."""
    return all(filling.fitted.fits and filling.fitted.fit.scale >= COVER_LIMIT for filling in fillings)


def _allowed(place: Placeholder, pieces: Sequence[Piece], ruler: Ruler, limits: Limits) -> tuple[Fit, ...]:
    """The steps at which no text comes out smaller than the limit for its kind."""
    theme, styles = ruler.theme, []
    kinds = {type(piece) for piece in flat(pieces)}
    if kinds & {TextPiece, CalloutPiece}:
        styles.append((place.levels[0], limits.body))
    if CodePiece in kinds:
        styles.append((theme.code.text, limits.code))
    if GridPiece in kinds:
        styles.append((theme.table.body, limits.table))
    return within(styles, first_step(place.levels[0], limits.largest))


def retitled(slide: Slide, part: int, taken: Collection[str], lang: str) -> Slide:
    """The slide of a later part: “Title (2)”, or “Title (2) (continued)” where the title has a number already or is taken.

    That word is in the language of the slide, or else in `lang`.
    """
    if part == 1:
        return slide
    suffix = f" ({part})"
    if _NUMBERED.search(slide.name) or slide.name + suffix in taken:
        from igdeck.model.labels import labels_in

        said = labels_in(slide.lang or lang).continued
        suffix = f" ({said})" if part == 2 else f" ({said} {part - 1})"  # noqa: PLR2004 (the first that continues)
    title = None if slide.title is None else (*slide.title, Text(suffix))
    return replace(slide, title=title, name=slide.name + suffix, key=f"{slide.key}.{part}")
