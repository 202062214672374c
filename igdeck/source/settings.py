"""What is said of a single slide: `{layout=… .hidden}` after its title, or `key: value` lines between two rules before it."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any

from igdeck.model.deck import Background, Fields, Fitting
from igdeck.model.diagnostics import Diagnostic
from igdeck.model.inline import Image
from igdeck.model.theme import COLOURS
from igdeck.source import values
from igdeck.source.attributes import NONE, Attributes, Taker
from igdeck.source.later import later

if TYPE_CHECKING:
    from collections.abc import Callable

    from igdeck.source.context import Context
    from igdeck.source.split import Chunk

#: Layouts by short names; PowerPoint's own names count as well, with hyphens or spaces.
LAYOUTS = {
    "title": "Title Slide",
    "content": "Title and Content",
    "section": "Section Header",
    "two": "Two Content",
    "comparison": "Comparison",
    "title-only": "Title Only",
    "blank": "Blank",
    "caption": "Content with Caption",
    "picture": "Picture with Caption",
    "quote": "Quote",
}
#: A background on one side takes no more of the width than this.
_WIDEST = 0.75
_COLOUR = r"#?(?:[0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})"
#: Drawn by layout already.
_DRAWN = frozenset((
    "fit", "largest", "smallest", "smallest-code", "smallest-table", "layout", "hidden", "transition", "background", "header",
    "footer", "date", "number", "lang", "dir",
))  # fmt: skip


def slide_settings(chunk: Chunk, written: Attributes | None, line: int, context: Context) -> dict[str, Any]:
    """The fields of `Slide` that the slide's settings say; `written` are the attributes of its title, on `line`."""
    before = Attributes(values=tuple((key, value) for key, value, _ in chunk.settings))
    taker = Taker((written or NONE).over(before), "slides", line, context, {key: at for key, _, at in chunk.settings})
    said = {
        "fitting": _fitting(taker, context),
        "layout": _taken(taker, "layout", _layout),
        "hidden": taker.has("hidden") | bool(_taken(taker, "hidden", values.read_switch)),
        "transition": _taken(taker, "transition", partial(_choice, values.TRANSITIONS)),
        "background": _background(taker, context),
        "fields": _fields(taker),
        "lang": _taken(taker, "lang", values.read_language),
        "dir": _taken(taker, "dir", partial(_choice, values.DIRECTIONS)),
        "classes": tuple(dict.fromkeys((*taker.get("class").replace(",", " ").split(), *taker.rest(keeps=True)))),
    }
    if undrawn := [key for key, _ in taker.attributes.values if key in taker.known_keys and key not in _DRAWN]:
        at = taker.lines.get(undrawn[0], line)
        context.found.append(later("attributes", ", ".join(dict.fromkeys(undrawn)), at))
    return {name: value for name, value in said.items() if value}


def _taken(taker: Taker, key: str, read: Callable[[str, str, values.Say], Any]) -> Any:
    text = taker.get(key)
    return read(key, text, partial(taker.wrong, key)) if text else None


def _choice(choices: tuple[str, ...], key: str, text: str, say: values.Say) -> str | None:
    return values.read_choice(key, text, choices, say)


def _fitting(taker: Taker, context: Context) -> Fitting | None:
    fitting = Fitting(
        overflow=_taken(taker, "fit", partial(_choice, values.OVERFLOWS)),
        largest=_taken(taker, "largest", values.read_points),
        body=_taken(taker, "smallest", values.read_points),
        code=_taken(taker, "smallest-code", values.read_points),
        table=_taken(taker, "smallest-table", values.read_points),
    )
    fitting = values.in_order(fitting, fitting.largest or context.largest, partial(taker.wrong, "smallest"))
    return None if fitting == Fitting() else fitting


def _fields(taker: Taker) -> Fields | None:
    said = {key: values.read_field(text) for key in ("header", "footer", "date", "number") if (text := taker.get(key))}
    return Fields(**said) if said else None


def _layout(key: str, text: str, say: values.Say) -> str | None:
    """PowerPoint's name of a layout."""
    asked = "-".join(re.findall(r"[a-z]+", text.lower()))
    known = {name.lower().replace(" ", "-"): name for name in LAYOUTS.values()} | LAYOUTS
    name = known.get(asked.removesuffix("-content") if asked == "two-content" else asked)
    if name is None:
        from difflib import get_close_matches

        near = get_close_matches(asked, known, n=1, cutoff=0.6)
        hint = f"did you mean “{near[0]}”?" if near else f"there are: {', '.join(LAYOUTS)}"
        say(f"there is no {key} “{text}”", hint)
    return name


def _background(taker: Taker, context: Context) -> Background | None:
    """`sea.jpg left 40% opacity=50% contain`, or a colour and the same words."""
    text = taker.get("background")
    if not text:
        return None
    line = taker.lines.get("background", taker.line)
    say = partial(taker.wrong, "background")
    first, *words = text.replace("opacity ", "opacity=").split()
    said: dict[str, Any] = {}
    for word in words:
        if word in ("left", "right"):
            said["side"] = word
        elif word in ("contain", "cover"):
            said["cover"] = word == "cover"
        elif word.startswith(("opacity=", "opacity:")):
            said["opacity"] = values.read_share("opacity", word[8:], say)
        elif word.endswith("%"):
            said["share"] = _share(word, say)
        else:
            hint = "after the picture or colour: left, right, 40%, opacity=50%, contain, cover"
            say(f"“{word}” says nothing of a background", hint)
    if first in COLOURS or (re.fullmatch(_COLOUR, first) and (first[0] == "#" or "." not in first)):
        said["color"] = first if first in COLOURS else _six_digits(first)
    elif _is_picture(first, line, context):
        said["image"] = _picture(first, line, context)
    else:
        say(f"“{first}” is no colour, and no picture", _near(first))
        return None
    return Background(**{name: value for name, value in said.items() if value is not None})


def _share(word: str, say: values.Say) -> float | None:
    """How much of the slide's width a background takes on its side: what it leaves has to hold words."""
    share = values.read_share("background", word, say)
    if share is None or share <= _WIDEST:
        return share
    say(f"a background of {word} leaves no room for what is said", f"it takes {_WIDEST:.0%} of the width; write that or less")
    return _WIDEST


def _six_digits(colour: str) -> str:
    digits = colour.removeprefix("#").upper()
    return digits if len(digits) == 6 else "".join(2 * digit for digit in digits)  # noqa: PLR2004 two for each of three


def _is_picture(first: str, line: int, context: Context) -> bool:
    """Whether the first word of a background is a file, there or missing. A colour, right or wrong, has no end as files have."""
    if first[0] != "#" and any(sign in first for sign in "./:\\"):
        return True
    return not isinstance(context.picture(context.target(first, line)), Diagnostic)


def _near(colour: str) -> str:
    """What to write: the colour that was meant, if one is near."""
    from difflib import get_close_matches

    near = get_close_matches(colour.lower(), COLOURS, n=1, cutoff=0.7)
    if near:
        return f"did you mean “{near[0]}”?"
    return f"a colour is #RRGGBB, or one of the template's: {', '.join(COLOURS)}; a picture is a file"


def _picture(target: str, line: int, context: Context) -> Image:
    target = context.target(target, line)
    asset = context.picture(target)
    if isinstance(asset, Diagnostic):
        context.found.append(Diagnostic(asset.severity, asset.code, asset.message, asset.hint, line=line))
    return Image(target, "", "", None if isinstance(asset, Diagnostic) else asset, line, decorative=True)
