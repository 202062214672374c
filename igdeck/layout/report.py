"""What there is to say about how a slide fits: what was shrunk, continued or broken, and what would help."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from igdeck.layout.code import CodeSlab
from igdeck.layout.slabs import PictureSlab, TableSlab
from igdeck.model.diagnostics import error, note, warning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from igdeck.layout.agree import Laid
    from igdeck.layout.fill import Filling
    from igdeck.layout.measure import Ruler
    from igdeck.layout.slabs import Slab
    from igdeck.model.deck import Slide
    from igdeck.model.diagnostics import Diagnostic
    from igdeck.model.page import Fit
    from igdeck.model.theme import TextStyle

#: How much of a title or of a line stands in a message.
BRIEF: Final = 60
#: A picture whose shorter side is a smaller share of the slide's height cannot be made out from the back of a room.
TINY: Final = 0.06
#: What stands in the signs of an address, which is broken without a loss.
_SIGNS: Final = "/@?&=_#:"
_SHORTEN: Final = "shorten it, or part it in two with a line --- between blank lines"


def about_fit(laid: Laid, ruler: Ruler) -> Iterator[Diagnostic]:
    """All there is to say about one slide of the source."""
    slide = laid.slide
    yield from _continued(laid)
    if len(laid.parts) == 1:
        for filling in laid.fillings[0]:
            yield from _shrunk(slide, filling, ruler)
    else:
        yield from _parts_shrunk(laid, ruler)
    fillings = [filling for part in laid.fillings for filling in part]
    yield from _broken_words(slide, fillings)
    yield from _wrapped_code(slide, fillings)
    yield from _tiny_pictures(fillings, ruler)


def brief(text: str) -> str:
    """A text short enough for a message."""
    return text if len(text) <= BRIEF else f"{text[:BRIEF].rstrip()}…"


def _named(slide: Slide) -> str:
    return f"the slide “{brief(slide.name)}”"


def _continued(laid: Laid) -> Iterator[Diagnostic]:
    """Say that a slide continues; with `fit: error` it may not."""
    if len(laid.parts) > 1:
        message = f"{_named(laid.slide)} holds more than fits: it continues on {len(laid.parts)} slides"
        hint = "part it yourself with a line --- between blank lines, or shorten it"
        make = error if laid.limits.overflow == "error" else note
        yield make("slide-continued", message, hint, line=laid.slide.first_line)


def _shrunk(slide: Slide, filling: Filling, ruler: Ruler) -> Iterator[Diagnostic]:
    """Say what came out smaller than its own size, and loudly if it is smaller than is allowed."""
    fitted, smallest, line = filling.fitted, filling.smallest, slide.first_line
    if not fitted.fits:
        message = f"{_named(slide)} holds more than fits, even at {fitted.fit.scale:g} % of the size"
        yield warning("slide-overfull", message, _SHORTEN, line=line)
    elif smallest:
        message = f"{_named(slide)} holds too much: its text is shrunk to {smallest:g} pt"
        yield warning("text-small", message, _SHORTEN, line=line)
    elif told := ", ".join(_changes(filling, ruler)):
        yield note("slide-shrunk", f"{_named(slide)} is shrunk so that all of it fits: {told}", _SHORTEN, line=line)


def _parts_shrunk(laid: Laid, ruler: Ruler) -> Iterator[Diagnostic]:
    """The same of a slide that continues: once, of its worst part."""
    found = [one for part in laid.fillings for filling in part for one in _shrunk(laid.slide, filling, ruler)]
    worst = ("slide-overfull", "text-small", "slide-shrunk")
    yield from sorted(found, key=lambda one: worst.index(one.code))[:1]


def _changes(filling: Filling, ruler: Ruler) -> Iterator[str]:
    """Which kinds of text are set smaller than their own size."""
    said: set[str] = set()
    for slab in filling.stack.leaves():
        kind, style, step = _style(slab, filling, ruler)
        if style is not None and step.size(style.size) < filling.start.size(style.size) and kind not in said:
            said.add(kind)
            yield f"{kind} to {step.size(style.size):g} pt from {filling.start.size(style.size):g} pt"


def _style(slab: Slab, filling: Filling, ruler: Ruler) -> tuple[str, TextStyle | None, Fit]:
    """What a slab's text is called and set in, and the step it is set at."""
    match slab:
        case CodeSlab():
            return "code", ruler.theme.code.text, slab.step(filling.fitted.fit)
        case TableSlab():
            return "the table", ruler.theme.table.body, filling.fitted.fit
        case PictureSlab():
            return "", None, filling.fitted.fit
        case _:
            return "text", filling.place.levels[0], filling.fitted.fit


def _broken_words(slide: Slide, fillings: list[Filling]) -> Iterator[Diagnostic]:
    broken = (slab.broken(filling.fitted.fit).strip() for filling in fillings for slab in filling.stack.leaves())
    for word in dict.fromkeys(word for word in broken if word):
        address = any(sign in word for sign in _SIGNS)
        hint = "link shorter words to it: [the words](address)" if address else "say with &shy; where it may be parted"
        message = f"on {_named(slide)}, “{brief(word)}” is longer than a line and is broken where the line ends"
        yield note("word-broken", message, hint, line=slide.first_line)


def _wrapped_code(slide: Slide, fillings: list[Filling]) -> Iterator[Diagnostic]:
    lines = [
        line.strip()
        for filling in fillings
        for slab in filling.stack.leaves()
        if isinstance(slab, CodeSlab)
        for line in slab.wrapped(filling.fitted.fit)
    ]
    if lines:
        many = f" and {len(lines) - 1} more" if len(lines) > 1 else ""
        message = f"on {_named(slide)}, “{brief(lines[0])}”{many} is too long for a row of code and goes on in the next"
        yield note("code-wrapped", message, "break it where its language allows", line=slide.first_line)


def _tiny_pictures(fillings: list[Filling], ruler: Ruler) -> Iterator[Diagnostic]:
    for filling in fillings:
        for slab in filling.stack.leaves():
            if isinstance(slab, PictureSlab):
                yield from _about_pictures(slab, filling, ruler)


def _about_pictures(slab: PictureSlab, filling: Filling, ruler: Ruler) -> Iterator[Diagnostic]:
    box = filling.place.box
    for image in slab.images:
        if image.asset and not (image.width or image.height):
            seen = box.contain(image.asset.width, image.asset.height)
            if not image.cover and min(seen.width, seen.height) < TINY * ruler.theme.height:
                shape = f"{image.asset.width} × {image.asset.height} pixels"
                message = f"the picture “{image.target}” is so narrow that it comes out tiny: {shape}"
                yield warning("picture-tiny", message, "cut it to what matters", line=image.line)
    if slab.fixed and slab.arrangement(box).shrunk:
        image = next(image for image in slab.images if image.width or image.height)
        message = f"the picture “{image.target}” is asked to be larger than its place: it is as large as fits"
        yield warning("picture-size", message, "ask for less, or for a share of the place: width=100%", line=image.line)
