"""What becomes of a slide that holds more than fits at the smallest size that its template allows.

It continues on as many slides as it needs, all at one size: the largest that needs no more of them than the smallest would.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from igdeck.layout.choose import Choice
from igdeck.layout.fill import CONTENT
from igdeck.layout.ladder import LADDER
from igdeck.layout.parts import Cutter
from igdeck.layout.pieces import CodePiece, GridPiece, TextPiece
from igdeck.layout.slabs import under
from igdeck.model.diagnostics import error, note
from igdeck.model.inline import Text
from igdeck.model.value import replace

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from igdeck.layout.fill import Filling
    from igdeck.layout.measure import Ruler
    from igdeck.layout.pieces import Piece
    from igdeck.model.deck import Slide
    from igdeck.model.diagnostics import Diagnostic
    from igdeck.model.page import Fit
    from igdeck.model.theme import Placeholder

_NUMBERED: Final = re.compile(r"\(\d+\)$")
#: The layout of content that its own has several boxes for, once it continues.
PLAIN: Final = "Title and Content"


def continued(choice: Choice, fillings: Sequence[Filling], ruler: Ruler) -> tuple[Choice, ...]:
    """The slide as it was chosen, or one choice for each slide that its content continues on."""
    layout = ruler.theme.layout(choice.layout)
    if layout.kind == "title" or all(filling.fitted.fits and not filling.smallest for filling in fillings):
        return (choice,)
    places = [place for place in layout.placeholders if place.role in CONTENT]
    if len(places) > 1:
        layout = ruler.theme.layout(PLAIN)
        places = [place for place in layout.placeholders if place.role in CONTENT]
    steps = _allowed(places[0], choice.pieces, ruler)
    cuts = {step: Cutter(places[0], ruler, step).parts(choice.pieces) for step in steps}
    start = next(step for step in steps if len(cuts[step]) == len(cuts[steps[-1]]))
    if len(cuts[start]) == 1:
        return (choice,)
    return tuple(Choice(layout.name, part, number, start) for number, part in enumerate(cuts[start], 1))


def _allowed(place: Placeholder, pieces: Sequence[Piece], ruler: Ruler) -> list[Fit]:
    """The steps at which no text comes out smaller than the template's limit for its kind."""
    theme, styles = ruler.theme, []
    if any(isinstance(piece, TextPiece) for piece in pieces):
        styles.append((place.levels[0], theme.limits.body))
    if any(isinstance(piece, CodePiece) for piece in pieces):
        styles.append((theme.code.text, theme.limits.code))
    if any(isinstance(piece, GridPiece) for piece in pieces):
        styles.append((theme.table.body, theme.limits.table))
    return [step for step in LADDER if not any(under(style, step, limit) for style, limit in styles)]


def retitled(slide: Slide, part: int, taken: Collection[str]) -> Slide:
    """The slide of a later part: “Title (2)”, or “Title (2) (continued)” where the title has a number already or is taken."""
    if part == 1:
        return slide
    suffix = f" ({part})"
    if _NUMBERED.search(slide.name) or slide.name + suffix in taken:
        suffix = " (continued)" if part == 2 else f" (continued {part - 1})"  # noqa: PLR2004 (the first that continues)
    title = None if slide.title is None else (*slide.title, Text(suffix))
    return replace(slide, title=title, name=slide.name + suffix, key=f"{slide.key}.{part}")


def told(slide: Slide, parts: int, mode: str) -> Iterator[Diagnostic]:
    """Say that a slide continues; with `fit: error` it may not."""
    if parts > 1:
        message = f"the slide “{slide.name}” holds more than fits: it continues on {parts} slides"
        hint = "part it yourself with a line --- between blank lines, or shorten it"
        make = error if mode == "error" else note
        yield make("slide-continued", message, hint, line=slide.first_line)
