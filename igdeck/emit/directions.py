"""Which way a paragraph runs, and on which side its lines start: the same in every output."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from igdeck.model.inline import Direction
    from igdeck.model.page import Run
    from igdeck.model.theme import HAlign

#: Letters that are written from right to left are in these ranges.
RIGHT: Final = ((0x0590, 0x08FF), (0xFB1D, 0xFDFF), (0xFE70, 0xFEFE), (0x10800, 0x10FFF), (0x1E800, 0x1EFFF))
_FIRST: Final = "\u0590"
#: What counts as a letter that is written from left to right, and is not seen (Unicode annex 9, 2.6).
LEFT_TO_RIGHT: Final = "\u200e"


def runs_rtl(runs: Iterable[Run], own: Direction = "", around: Direction = "") -> bool:
    """Whether a paragraph runs from right to left: it says so, or what is around it, or else its first letter.

    Words with a direction of their own do not decide on that of the paragraph.
    """
    if own or around:
        return (own or around) == "rtl"
    return starts_rtl("".join([run.text for run in runs if not run.dir]))


def starts_rtl(text: str, *, otherwise: bool = False) -> bool:
    """Whether the first letter of a text is of a script from right to left (Unicode annex 9, rule P2).

    `otherwise` is what holds for a text without letters.
    """
    if not otherwise and (text.isascii() or not any(char >= _FIRST and is_right(char) for char in text)):
        return False
    from unicodedata import bidirectional

    first = next((kind for char in text if (kind := bidirectional(char)) in ("L", "R", "AL")), "")
    return first != "L" if first else otherwise


def in_order(text: str, *, rtl: bool) -> str:
    """A text that keeps the order of its parts where all around runs from right to left: else a date has its year first.

    One that starts and ends with a letter keeps it by itself, and so does a mere number.
    """
    whole = text.isalnum() or (text[:1].isalpha() and text[-1:].isalpha())
    return f"{LEFT_TO_RIGHT}{text}{LEFT_TO_RIGHT}" if rtl and text and not whole and not starts_rtl(text) else text


def is_right(char: str) -> bool:
    """Whether a letter is written from right to left."""
    return any(first <= ord(char) <= last for first, last in RIGHT)


def stands(align: HAlign, *, rtl: bool, style_rtl: bool = False) -> HAlign:
    """The side of the box that lines stand at, in a style of this alignment.

    What stands where lines start does so in either direction; what stands at the other side keeps to that of its style.
    """
    match align:
        case "left":
            return "right" if rtl else "left"
        case "right":
            return "left" if style_rtl else "right"
        case "center":
            return "center"
