"""Values that people write in the front matter and in attributes: lengths, sizes, switches, languages.

Each reader returns None for what cannot be, and tells `say` why, and what to write instead.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from igdeck.model.geometry import EMU_PER_INCH, Length
from igdeck.model.value import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from igdeck.model.deck import FieldText, Fitting

#: Takes a message and a hint.
Say: TypeAlias = "Callable[[str, str], None]"

OVERFLOWS = ("continue", "shrink", "error")
TRANSITIONS = ("none", "fade", "push", "wipe", "morph")
DIRECTIONS = ("ltr", "rtl")
#: PowerPoint's sizes go from 1 to 4000 points (ECMA-376 part 1, 20.1.10.72); what can be read on a slide, from 4 to 400.
SMALLEST_POINTS, LARGEST_POINTS = 4, 400

_ON = ("true", "yes", "on")
_OFF = ("false", "no", "off", "none")
#: A language's tag (RFC 5646, 2.1): language, script, region, variants, extensions, private use.
_LANGUAGE = (
    r"(?i)[a-z]{2,3}(?:-[a-z]{3}){0,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*"
    r"(?:-[a-wyz\d](?:-[a-z\d]{2,8})+)*(?:-x(?:-[a-z\d]{1,8})+)?"
)
_NUMBER = r"\d{1,6}(?:\.\d{1,6})?|\.\d{1,6}"
#: A pixel is 1/96 inch, as in CSS (CSS Values 4, 6.2).
_UNITS = {"": 1 / 96, "px": 1 / 96, "in": 1.0, "cm": 1 / 2.54, "mm": 1 / 25.4, "pt": 1 / 72}
#: No length on a slide is longer: 100 inches.
_LONGEST = 100 * EMU_PER_INCH


def read_points(key: str, text: str, say: Say) -> float | None:
    """A size in points: `18` or `18pt`."""
    match = re.fullmatch(rf"({_NUMBER})\s*(?:pt)?", text)
    if match and SMALLEST_POINTS <= float(match[1]) <= LARGEST_POINTS:
        return float(match[1])
    say(f"{key} is a size in points from {SMALLEST_POINTS} to {LARGEST_POINTS}, not “{text}”", f"write {key}: 18")
    return None


def in_order(fitting: Fitting, largest: float | None, say: Say) -> Fitting:
    """What is asked for, without a smallest size that is more than the largest."""
    if not largest or not fitting.body or fitting.body <= largest:
        return fitting
    say(f"smallest: {fitting.body:g} is more than largest: {largest:g}", "text starts at the largest and shrinks to the smallest")
    return replace(fitting, body=None)


def read_length(key: str, text: str, say: Say) -> Length | None:
    """A length: `50%`, `300px`, `8cm`, `3in`; a bare number is in pixels."""
    match = re.fullmatch(rf"({_NUMBER})\s*(%|px|cm|mm|in|pt|)", text)
    if match and match[2] == "%" and 0 < float(match[1]) <= 100:  # noqa: PLR2004 percent
        return Length(share=float(match[1]) / 100)
    if match and match[2] != "%" and 0 < (emu := round(float(match[1]) * _UNITS[match[2]] * EMU_PER_INCH)) <= _LONGEST:
        return Length(emu)
    say(f"{key} is a length, not “{text}”", f"write {key}=50%, or a number with px, cm, mm, in or pt")
    return None


def read_share(key: str, text: str, say: Say) -> float | None:
    """A share: `40%` or `0.4`."""
    match = re.fullmatch(rf"({_NUMBER})\s*(%?)", text)
    share = float(match[1]) / (100 if match[2] else 1) if match else -1.0
    if 0 <= share <= 1:
        return share
    say(f"{key} is a share, not “{text}”", f"write {key}=40%")
    return None


def read_choice(key: str, text: str, choices: Sequence[str], say: Say) -> str | None:
    """One of a few words."""
    if text in choices:
        return text
    from difflib import get_close_matches

    near = get_close_matches(text.lower(), choices, n=1, cutoff=0.6)
    hint = f"did you mean “{near[0]}”?" if near else f"write one of {', '.join(choices)}"
    say(f"{key} is one of {', '.join(choices)}, not “{text}”", hint)
    return None


def read_switch(key: str, text: str, say: Say) -> bool | None:
    """`on` or `off`."""
    if text.lower() in (*_ON, *_OFF):
        return text.lower() in _ON
    say(f"{key} is on or off, not “{text}”", f"write {key}: on, or {key}: off")
    return None


def read_field(text: str) -> FieldText:
    """What stands in a field: words, on or off."""
    return True if text.lower() in _ON else False if text.lower() in _OFF else text


def read_language(key: str, text: str, say: Say) -> str | None:
    """A language's short name (BCP 47)."""
    tag = text.replace("_", "-")
    if re.fullmatch(_LANGUAGE, tag):
        return tag
    say(f"{key} is a language's short name (BCP 47), not “{text}”", "write nl, en-GB, or zh-Hans")
    return None
