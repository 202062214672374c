"""What the front matter asks of handouts, below `handout:`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from igdeck.model.diagnostics import Diagnostic, error
from igdeck.model.geometry import EMU_PER_INCH, Insets
from igdeck.model.handout import LAYOUTS, PAPERS, SWITCHES, WIDEST, Wish
from igdeck.model.selection import SelectionError, read_selection
from igdeck.model.value import replace
from igdeck.source import values

if TYPE_CHECKING:
    from collections.abc import Mapping

    from igdeck.model.inline import Asset
    from igdeck.source.context import Context
    from igdeck.source.frontmatter import Setting, Ways
    from igdeck.source.values import Say

KEYS: Final = (
    "layout", "paper", "orientation", "margins", "header", "footer", "date", "number", "logo", "borders", "gray", "ink-saving",
    "hidden", "continued", "steps", "slides", "archive",
)  # fmt: skip
#: Other names that come to mind, two of them from the command line.
_ALIASES: Final = {"grey": "gray", "save-ink": "ink-saving", "pdf-a": "archive", "margin": "margins"}
_ORIENTATIONS: Final = ("portrait", "landscape")
_UNITS: Final = {"cm": 1 / 2.54, "mm": 1 / 25.4, "in": 1.0, "pt": 1 / 72}
_SIDES: Final = 4


def read_wish(ways: Ways, context: Context) -> Wish:
    """What the settings below `handout:` ask for. What cannot be is said and left out; a logo is looked for as any picture."""
    asked: dict[str, Any] = {}
    variables = dict(ways.variables)
    for setting in ways.handout:
        key, place = _ALIASES.get(setting.key, setting.key), setting.place
        if key not in KEYS:
            context.found.append(_unknown(setting.key, place))
        elif key in asked:
            message, hint = f"“{setting.key}” is said of handouts twice", "remove one of them"
            context.found.append(error("front-matter-twice", message, hint, **place))
        else:
            asked[key] = _read(key, _filled_in(setting, variables, context.found), place, context)
    return Wish(**{_field(key): value for key, value in asked.items() if value is not None})


def _filled_in(setting: Setting, variables: Mapping[str, str], found: list[Diagnostic]) -> str:
    """The text of a setting with those that its variables stand for, in a deck that has variables."""
    if not variables or "{{" not in setting.text:
        return setting.text
    from igdeck.source.variables import in_text

    return in_text(setting.text, variables, setting.place, found)


def _field(key: str) -> str:
    return "landscape" if key == "orientation" else SWITCHES.get(key, key)


def _read(key: str, text: str, place: dict[str, int], context: Context) -> Any:  # noqa: PLR0911 a case a key
    def say(message: str, hint: str) -> None:
        context.found.append(error("front-matter-value", message, hint, **place))

    match key:
        case _ if not text:
            return None
        case "layout":
            return values.read_choice(key, text.lower(), LAYOUTS, say)
        case "paper":
            return values.read_choice(key, text.lower(), PAPERS, say)
        case "orientation":
            turned = values.read_choice(key, text.lower(), _ORIENTATIONS, say)
            return None if turned is None else turned == "landscape"
        case "margins":
            return read_margins(text, say)
        case "header" | "footer" | "date":
            return read_words(text)
        case "logo":
            return _logo(text, place, context)
        case "slides":
            return read_slides(text, say)
        case _:
            return values.read_switch(key, text, say)


def read_words(text: str) -> str | bool:
    """Words; empty for none, True for those that usually stand there."""
    said = values.read_field(text)
    return said if said is True else said or ""


def read_margins(text: str, say: Say) -> Insets | None:
    """One to four lengths as CSS has them (Box Model 3, 3.1): all; top, sides; top, sides, bottom; top, right, bottom, left."""
    lengths = [_length(word) for word in re.findall(r"[\d.]+\s*[a-z]*|\S+", text.lower().replace(",", " "))]
    known = [length for length in lengths if length is not None and length <= WIDEST]
    if len(known) != len(lengths) or not 1 <= len(lengths) <= _SIDES:
        hint = "write 2cm, or “2cm 15mm” for above and below, left and right; in cm, mm, in or pt, each at most 8cm"
        say(f"margins are one to four lengths, not “{text}”", hint)
        return None
    top, right, bottom, left = (known * 4)[:4] if len(known) < 3 else (*known, known[1])[:4]  # noqa: PLR2004 CSS's rule
    return Insets(left, top, right, bottom)


def _length(word: str) -> int | None:
    match = re.fullmatch(r"(\d{1,4}(?:\.\d{0,6})?|\.\d{1,6})\s*(cm|mm|in|pt|)", word)
    if match is None or (not match[2] and float(match[1])):
        return None
    return round(float(match[1]) * _UNITS.get(match[2], 0) * EMU_PER_INCH)


def read_slides(text: str, say: Say) -> str | None:
    """A selection of slides that can be read; whether there are such slides is seen later."""
    try:
        read_selection(text)
    except SelectionError as fault:
        say(fault.message, fault.hint)
        return None
    return text


def _logo(target: str, place: dict[str, int], context: Context) -> Asset | None:
    asset = context.picture(target)
    if isinstance(asset, Diagnostic):
        context.found.append(replace(asset, **place))
        return None
    return asset


def _unknown(key: str, place: dict[str, int]) -> Diagnostic:
    from difflib import get_close_matches

    if key.lower() in _ORIENTATIONS:
        hint = f"write orientation: {key.lower()}"
    else:
        near = get_close_matches(key.lower(), (*KEYS, *_ALIASES), n=1, cutoff=0.5)
        hint = f"did you mean “{near[0]}”?" if near else f"known keys: {', '.join(KEYS)}"
    return error("front-matter-key", f"unknown key “{key}” for handouts", hint, **place)
