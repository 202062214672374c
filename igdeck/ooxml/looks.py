"""What a template and its sheets look like, part by part, in short hashes, so that hand changes are not built over unasked.

A slide is read for all that a person may have written (`signature`). A template is read the other way round: only what stands
here counts, as nobody's words are in it but a few fixed ones, and programs complete masters and layouts as they please: levels
that were missing, prompts in the user's language, attributes that say the usual. That is shapes and their places, colours,
fonts, sizes and indents of levels, bullets, backgrounds, pictures, and words that are no prompts. On the masters of notes
pages and handouts these are the words in the corners, too.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

_SIZE: Final = 8
THEME, MASTER, LAYOUT = "theme", "master", "layout"
NOTES, HANDOUTS = "notes", "handouts"

_PLACE: Final = {"x": "0", "y": "0", "cx": "0", "cy": "0", "rot": "0", "flipH": "0", "flipV": "0"}
_COLOUR: Final = {"val": ""}
_LEVEL: Final = {"marL": "0", "indent": "0", "algn": "l", "lvl": "0"}
_LETTERS: Final = {"sz": "", "b": "0", "i": "0", "u": "none", "cap": "none"}
#: Elements that are said by name, whatever of their attributes counts.
_SAID: Final = frozenset(("sp", "pic", "grpSp", "cxnSp", "graphicFrame", "titleStyle", "bodyStyle", "bg", "ph"))
#: The attributes that count, and the value that is as good as none.
_READ: Final[dict[str, dict[str, str]]] = {
    **dict.fromkeys(("off", "ext", "xfrm"), _PLACE),
    **dict.fromkeys(("srgbClr", "schemeClr", "lumMod", "lumOff", "alpha", "tint", "shade", "spcPct", "spcPts"), _COLOUR),
    **dict.fromkeys(("lvl1pPr", "lvl2pPr", "lvl3pPr", "lvl4pPr", "lvl5pPr", "pPr"), _LEVEL),
    **dict.fromkeys(("defRPr", "rPr"), _LETTERS),
    "sysClr": {"lastClr": ""},
    "ph": {"type": "obj", "idx": "0"},
    "prstGeom": {"prst": "rect"},
    "ln": {"w": ""},
    "bodyPr": {"lIns": "91440", "tIns": "45720", "rIns": "91440", "bIns": "45720", "anchor": "t"},
    "latin": {"typeface": ""},
    "buChar": {"char": ""},
    "buAutoNum": {"type": ""},
    "blip": {"r:embed": ""},
    "bgRef": {"idx": ""},
    "clrMap": {"bg1": "", "tx1": "", "bg2": "", "tx2": ""},
}
#: Elements that nothing is read in: what programs add, and what no dialogue of theirs leads to.
_SKIPPED: Final = frozenset((
    "extLst", "Fallback", "timing", "fld", "endParaRPr", "otherStyle", "fmtScheme", "objectDefaults", "extraClrSchemeLst",
    "lvl6pPr", "lvl7pPr", "lvl8pPr", "lvl9pPr",
))  # fmt: skip


#: Placeholders on masters of sheets whose words are the deck's.
_CORNERS: Final = frozenset(("hdr", "dt", "ftr"))


class Look(NamedTuple):
    """A part of a template, or a master, as it was written: its kind, its name if there are several of it, its signature."""

    kind: str
    name: str
    signature: str


def look_of(kind: str, name: str, xml: bytes, targets: Mapping[str, str]) -> Look:
    """The look of a theme, a master or a layout; `targets` as for `slide_signature`.

    Raises `xml.parsers.expat.ExpatError` for what is not XML.
    """
    reading = "".join(template_reading(xml, targets, corners=kind in (NOTES, HANDOUTS)))
    return Look(kind, name, blake2b(reading.encode("utf-8", "replace"), digest_size=_SIZE).hexdigest())


def template_reading(xml: bytes, targets: Mapping[str, str], *, corners: bool = False) -> list[str]:
    """The reading that a signature is the hash of; for tests, and to see why two signatures differ.

    With `corners` the words in the corners of a sheet count.
    """
    from pyexpat import ParserCreate

    parser = ParserCreate()
    reader = _Reader(targets, _CORNERS if corners else frozenset())
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
    parser.CharacterDataHandler = reader.words
    parser.Parse(xml, True)
    return reader.said


class _Reader:
    """Reads one part into `said`; knows how deep it is in something skipped, and whether it is in a placeholder of prompts."""

    __slots__ = ("_corners", "_holder", "_last", "_skipped", "_targets", "said")

    def __init__(self, targets: Mapping[str, str], corners: frozenset[str]) -> None:
        self.said: list[str] = []
        self._targets = targets
        self._corners = corners
        self._skipped = 0
        self._holder = False
        self._last = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._last = name = tag.rpartition(":")[2]
        if name in _SAID and not self._skipped:
            self._holder = name == "ph" and attributes.get("type") not in self._corners
        if self._skipped or name in _SKIPPED or (self._holder and name == "p"):
            self._skipped += 1
        elif (facts := self._facts(attributes, _READ.get(name, {}))) or name in _SAID:
            self.said.append(f"<{'srgbClr' if name == 'sysClr' else name}{facts}>")

    def end(self, _: str) -> None:
        self._last = ""
        self._skipped -= bool(self._skipped)

    def words(self, text: str) -> None:
        if self._last == "t" and not self._skipped:
            self.said.append(text)

    def _facts(self, attributes: Mapping[str, str], kept: Mapping[str, str]) -> str:
        values = ((name, self._meant(name, attributes[name])) for name in kept if name in attributes)
        return "".join(f" {'val' if name == 'lastClr' else name}={value}" for name, value in values if value != kept[name])

    def _meant(self, name: str, value: str) -> str:
        """The value, a relationship by what it leads to, a colour in capitals, a boolean by its digit."""
        match name:
            case "r:embed":
                return self._targets.get(value, "")
            case "val" | "lastClr":
                return value.upper()
            case _:
                return {"true": "1", "false": "0"}.get(value, value)
