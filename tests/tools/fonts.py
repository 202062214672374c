"""Small fonts made for a test, so that it knows every width and needs none installed."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

EM: Final = 1000
#: Widths by character; and of glyphs that stand for others: joined beh, the conjunct of ka and ssa, the ligature of f and i.
WIDTHS: Final = {
    **dict.fromkeys("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", 500),
    **dict.fromkeys(" .,:;-–’", 250),
    "ب": 800, "ا": 200, "क": 700, "ष": 650, "्": 0,
}  # fmt: skip
FORMS: Final = {"beh.init": 300, "beh.medi": 310, "beh.fina": 820, "ka_ssa": 900, "f_i": 333}
_FEATURES: Final = """
languagesystem DFLT dflt; languagesystem latn dflt; languagesystem arab dflt; languagesystem dev2 dflt;
feature init { script arab; sub u0628 by beh.init; } init;
feature medi { script arab; sub u0628 by beh.medi; } medi;
feature fina { script arab; sub u0628 by beh.fina; } fina;
feature akhn { script dev2; sub u0915 u094D u0937 by ka_ssa; } akhn;
feature liga { sub u0066 u0069 by f_i; } liga;
feature kern { pos u0041 u0056 -120; } kern;
"""


def made_font(family: str = "Made", *, bold: bool = False, italic: bool = False, wider: int = 0) -> bytes:
    """A TrueType font whose every character of `WIDTHS` is a box, `wider` units wider than there unless it has no width."""
    widths = {_name(char): width for char, width in WIDTHS.items()} | FORMS
    builder = _builder(family, {name: width + wider if width else 0 for name, width in widths.items()}, WIDTHS, bold, italic)
    addOpenTypeFeaturesFromString(builder.font, _FEATURES)
    return saved(builder)


def boxes_font(family: str, widths: Mapping[str, int]) -> bytes:
    """A TrueType font of boxes, each as wide as is said of its character."""
    return saved(_builder(family, {_name(char): widths[char] for char in sorted(widths)}, sorted(widths)))


def _builder(
    family: str, widths: Mapping[str, int], chars: Iterable[str], bold: bool = False, italic: bool = False
) -> FontBuilder:
    widths = {".notdef": EM, **widths}
    style = " ".join(name for name, wanted in (("Bold", bold), ("Italic", italic)) if wanted) or "Regular"
    builder = FontBuilder(EM)
    builder.setupGlyphOrder(list(widths))
    builder.setupCharacterMap({ord(char): _name(char) for char in chars})
    builder.setupGlyf({name: _box(width) for name, width in widths.items()})
    builder.setupHorizontalMetrics({name: (width, 0) for name, width in widths.items()})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": family, "styleName": style, "psName": f"{family}-{style}".replace(" ", "")})
    selection = bold << 5 | italic << 0 | (not bold and not italic) << 6
    heights = {"sTypoAscender": 800, "sTypoDescender": -200, "usWinAscent": 800, "usWinDescent": 200}
    builder.setupOS2(fsSelection=selection, usWeightClass=700 if bold else 400, **heights)
    builder.setupPost()
    builder.font["head"].macStyle = bold | italic << 1
    return builder


def _name(char: str) -> str:
    return f"u{ord(char):04X}"


def saved(builder: FontBuilder) -> bytes:
    """The font's file."""
    file = io.BytesIO()
    builder.save(file)
    return file.getvalue()


def _box(width: int) -> Any:
    """A glyph that is seen, if it is wide enough."""
    pen = TTGlyphPen(None)
    if width > 100:
        pen.moveTo((50, 0))
        for corner in ((50, 700), (width - 50, 700), (width - 50, 0)):
            pen.lineTo(corner)
        pen.closePath()
    return pen.glyph()
