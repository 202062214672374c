"""Fine typography: the quotation marks of the language for straight ones, dashes for hyphens, an ellipsis for three full stops.

Only where the front matter says `typographic: on`, as no word of a plain source is to change.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from igdeck.model.inline import CodeSpan, FootnoteMark, Image, LineBreak, Span, Text, inner_inlines
from igdeck.model.value import replace

if TYPE_CHECKING:
    from collections.abc import Iterable

    from igdeck.model.inline import Inline

#: Outer and inner quotation marks, opening and closing (CLDR 46, `delimiters`); a no-break space inside French ones.
_NARROW = "\u202f"
_QUOTES = {
    "": "“”‘’",
    "bg": "„“‚‘",
    "cs": "„“‚‘",
    "da": "”“’‘",
    "de": "„“‚‘",
    "el": "«»“”",
    "es": "«»“”",
    "et": "„“‚‘",
    "fi": "””’’",
    "hr": "„“‚‘",
    "hu": "„”»«",
    "is": "„“‚‘",
    "it": "«»“”",
    "ja": "「」『』",
    "lt": "„“‚‘",
    "lv": "“”‘’",
    "nb": "«»‘’",
    "nn": "«»‘’",
    "no": "«»‘’",
    "pl": "„”«»",
    "pt": "“”‘’",
    "ro": "„”«»",
    "ru": "«»„“",
    "sk": "„“‚‘",
    "sl": "„“‚‘",
    "sr": "„“‘’",
    "sv": "””’’",
    "uk": "«»„“",
}
_FULL = {"de-ch": "«»‹›", "pt-pt": "«»“”"}
_SIGNS = r"[\"']|-{2,3}|\.{3}"
#: Before an opening mark stands nothing, a space, a bracket or a dash.
_BEFORE = r"[\s(\[{<«„‚“‘/–—-]"
_APOSTROPHE = "’"


def fine(inlines: tuple[Inline, ...], lang: str) -> tuple[Inline, ...]:
    """The inlines with fine signs; code stays as it is."""
    return _Setter(lang).inlines(inlines)


class _Setter:
    """Goes through a paragraph once; `before` is the character before the place it is at, `inside` an inner quotation."""

    __slots__ = ("before", "inside", "lang")

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.before = ""
        self.inside = False

    def inlines(self, inlines: Iterable[Inline]) -> tuple[Inline, ...]:
        return tuple(self._inline(inline) for inline in inlines)

    def _inline(self, inline: Inline) -> Inline:
        match inline:
            case Text(text):
                return Text(self._text(text))
            case LineBreak():
                self.before = ""
            case CodeSpan() | Image() | FootnoteMark():
                self.before = "x"
            case Span(children, _, lang) if lang:
                outside, self.lang = self.lang, lang
                children = self.inlines(children)
                self.lang = outside
                return replace(inline, children=children)
            case _:
                return replace(inline, children=self.inlines(inner_inlines(inline)))
        return inline

    def _text(self, text: str) -> str:
        out, at = [], 0
        for sign in re.finditer(_SIGNS, text):
            out.append(text[at : sign.start()])
            before = text[sign.start() - 1 : sign.start()] or self.before
            out.append(self._sign(sign[0], before, text[sign.end() : sign.end() + 1]))
            at = sign.end()
        out.append(text[at:])
        self.before = text[-1:] or self.before
        return "".join(out)

    def _sign(self, sign: str, before: str, after: str) -> str:
        if sign[0] == "-":
            return "—" if len(sign) == 3 else "–"  # noqa: PLR2004 as TeX has it
        if sign[0] == ".":
            return "…"
        opens = (not before or re.match(_BEFORE, before) or before in "\"'") and after and not after.isspace()
        if sign == '"':
            return self._quotes()[0 if opens else 1]
        if opens and not after.isdigit():
            self.inside = True
            return self._quotes()[2]
        if not self.inside or after.isalnum():
            return _APOSTROPHE
        self.inside = False
        return self._quotes()[3]

    def _quotes(self) -> tuple[str, ...]:
        tag = self.lang.lower()
        language = tag.partition("-")[0]
        marks = _FULL.get(tag) or _QUOTES.get(language, _QUOTES[""])
        if language == "fr":
            return f"«{_NARROW}", f"{_NARROW}»", "“", "”"
        return tuple(marks)
