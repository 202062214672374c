"""What a slide says and how it looks, in one short hash that stays when PowerPoint writes the same slide in other words.

A program that opens a deck and saves it rewrites every slide: ids, languages, spelling marks and namespaces change, runs are cut
or joined, defaults come and go, extensions appear, autofit is solved anew. None of that is read here. What is read is what a
person can change: shapes and their places, levels, words, looks, links, pictures, tables, alternative text, animation.

The slide's XML goes through expat once, both when a deck is written and when one is read back, so that there is one reading. It
is on the way of every build: most elements cost one look into a table, and ends are listened to only where something waits.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pyexpat import XMLParserType

SIZE: Final = 8
#: The signs that embed words of another direction, which are no words.
_TURNS: Final = dict.fromkeys((0x202A, 0x202B, 0x202C))

#: How an element is read: not at all; by name, with what is kept of its attributes; only if something is kept of them; not, nor
#: what is in it; then each in a way of its own.
_PASSED, _SAID, _SILENT, _SKIPPED, _PARAGRAPH, _RUN, _TEXT, _BREAK, _FIELD, _FRAME, _EXTENT, _TIMING = range(12)
#: The way, the name, and the attributes that are kept, with the value that counts as none; None keeps all but the volatile ones.
_Rule: TypeAlias = "tuple[int, str, dict[str, str] | None]"
_Starter: TypeAlias = "Callable[[str, dict[str, str]], None]"

_STRUCTURE: Final = (
    "cSld", "spTree", "nvGrpSpPr", "cNvGrpSpPr", "nvPr", "grpSpPr", "nvSpPr", "cNvSpPr", "spPr", "txBody", "nvPicPr", "cNvPicPr",
    "blipFill", "stretch", "fillRect", "avLst", "nvGraphicFramePr", "cNvGraphicFramePr", "graphic", "graphicData", "tblGrid",
    "effectLst", "AlternateContent", "Choice",
)  # fmt: skip
_IF_KEPT: Final[dict[str, dict[str, str]]] = {
    "sld": {"show": "1"},
    "cNvPr": {"descr": "", "hidden": "0"},
    "off": {"x": "0", "y": "0"},
    "chOff": {"x": "0", "y": "0"},
    "chExt": {"cx": "0", "cy": "0"},
    "xfrm": {"rot": "0", "flipH": "0", "flipV": "0"},
    "prstGeom": {"prst": "rect"},
    "bodyPr": {"lIns": "91440", "tIns": "45720", "rIns": "91440", "bIns": "45720", "anchor": "t", "vert": "horz", "numCol": "1"},
    "pPr": {"lvl": "0", "marL": "", "marR": "", "indent": "", "algn": "", "rtl": "0"},
    "rPr": {"sz": "", "b": "", "i": "", "u": "", "strike": "", "baseline": "", "cap": "", "spc": ""},
    "srcRect": {"l": "0", "t": "0", "r": "0", "b": "0"},
    "tcPr": {"anchor": "t", "vert": "horz"},
}
_ALWAYS: Final[dict[str, dict[str, str]]] = {
    "sp": {},
    "pic": {},
    "grpSp": {},
    "cxnSp": {},
    "ph": {"type": "obj", "idx": "0"},
    "blip": {"r:embed": "", "r:link": ""},
    "hlinkClick": {"r:id": "", "action": ""},
    "latin": {"typeface": ""},
    "buFont": {"typeface": ""},
    "buAutoNum": {"type": "", "startAt": "1"},
    "tblPr": {"rtl": "0", "firstRow": "0", "firstCol": "0", "lastRow": "0", "lastCol": "0", "bandRow": "0", "bandCol": "0"},
    "gridCol": {"w": ""},
    "transition": {"advClick": "1", "advTm": ""},
    "tr": {},
    "tc": {"gridSpan": "1", "rowSpan": "1", "hMerge": "0", "vMerge": "0"},
}
#: Elements that programs write, drop and change on their own.
_OWN_ACCOUNT: Final = (
    "extLst", "endParaRPr", "custDataLst", "clrMapOvr", "Fallback", "lstStyle", "normAutofit", "spAutoFit", "noAutofit",
    "ea", "cs", "sym", "spLocks", "picLocks", "graphicFrameLocks", "grpSpLocks", "cxnSpLocks",
)  # fmt: skip
_SPECIAL: Final = {
    "p": _PARAGRAPH,
    "r": _RUN,
    "t": _TEXT,
    "br": _BREAK,
    "fld": _FIELD,
    "graphicFrame": _FRAME,
    "ext": _EXTENT,
    "timing": _TIMING,
}
_WHOLE: Final = {"cx": "0", "cy": "0"}
#: A table's height follows from its text, and PowerPoint writes the one that it came to.
_WIDTH: Final = {"cx": "0"}
_DIGITS: Final = {"true": "1", "false": "0"}
#: Attributes that say nothing about what is seen, on elements that no table names.
_VOLATILE: Final = frozenset({"id", "name", "lang", "altLang", "dirty", "err", "smtClean", "bmk", "userDrawn", "rotWithShape"})
#: What is read of an animation: which effect on which paragraphs. PowerPoint writes an empty one on its own.
_ANIMATED: Final = {"cTn": ("presetClass", "presetID"), "pRg": ("st", "end")}


def slide_signature(xml: bytes, targets: Mapping[str, str], layout: str = "", notes: str = "") -> str:
    """The signature of a slide, 16 hex digits. `targets` says what each of its relationships leads to, whatever its id is.

    `layout` is the name of its layout: Change Layout may leave the slide itself as it was. `notes` are the words on its notes
    page.

    Raises `xml.parsers.expat.ExpatError` for what is not XML.
    """
    said = f"\f{words}" if (words := " ".join(notes.translate(_TURNS).split())) else ""
    return blake2b(f"{slide_reading(xml, targets)}\f{layout}{said}".encode("utf-8", "replace"), digest_size=SIZE).hexdigest()


def slide_reading(xml: bytes, targets: Mapping[str, str]) -> str:
    """The reading that a signature is the hash of; for tests, and to see why two signatures differ."""
    from pyexpat import ParserCreate

    parser = ParserCreate()
    reader = _Reader(parser, targets)
    parser.Parse(xml, True)
    return "".join(reader.said)


def to_slide(key: str) -> str:
    """What a link to a slide leads to: the slide's key, wherever it stands."""
    return f"#{key}"


def to_address(address: str) -> str:
    """What a link out of the deck leads to. PowerPoint adds the slash that ends an address without a path."""
    return address.rstrip("/")


def to_picture(content: bytes) -> str:
    """What a picture shows: its bytes."""
    return blake2b(content, digest_size=SIZE).hexdigest()


def _rules() -> dict[str, _Rule]:
    """The rules by element name, with the prefixes that every program uses and without."""
    rules: dict[str, _Rule] = {name: (_PASSED, name, {}) for name in _STRUCTURE}
    rules |= {name: (_SILENT, name, kept) for name, kept in _IF_KEPT.items()}
    rules |= {name: (_SAID, name, kept) for name, kept in _ALWAYS.items()}
    rules |= {name: (_SKIPPED, name, {}) for name in _OWN_ACCOUNT}
    rules |= {name: (way, name, {}) for name, way in _SPECIAL.items()}
    return rules | {f"{prefix}:{name}": rule for prefix in "ap" for name, rule in rules.items()}


_RULES: Final = _rules()


def _rule(name: str) -> _Rule:
    """The rule of an element with another prefix, or of one that no table names."""
    local = name.rpartition(":")[2]
    return _RULES.get(local) or (_SAID, local, None)


class _Reader:
    """Reads one slide into `said`. The look of a run waits in a list of its own, to be held against the run before."""

    __slots__ = ("_depth", "_framed", "_into", "_last", "_look", "_parser", "_targets", "said")

    def __init__(self, parser: XMLParserType, targets: Mapping[str, str]) -> None:
        self.said: list[str] = []
        self._into = self.said
        self._look: list[str] = []
        self._last = ""
        self._depth = 0
        self._framed = False
        self._targets = targets
        self._parser = parser
        parser.buffer_text = True
        self._listen()

    def _listen(self) -> None:
        """To what starts and to the few texts outside of runs."""
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = None
        self._parser.CharacterDataHandler = self._characters

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        way, local, kept = _RULES.get(name) or _rule(name)
        if way == _PASSED:
            return
        if way <= _SILENT:
            facts = self._facts(attributes, kept) if attributes else ""
            if facts or way == _SAID:
                self._into.append(f"<{local}{facts}>")
        else:
            self._special(way, attributes)

    def _special(self, way: int, attributes: dict[str, str]) -> None:
        if way == _TEXT:
            self._parser.EndElementHandler = self._text_over
            self._parser.CharacterDataHandler = self._words
        elif way == _RUN:
            self._into = self._look = []
        elif way == _PARAGRAPH:
            self._say("\n¶")
        elif way == _SKIPPED:
            self._skip()
        elif way == _BREAK:
            self.said.append("\n")
            self._skip()
        elif way == _FIELD:
            self._say(f"<fld {attributes.get('type', '')}>")
            self._skip()
        elif way == _FRAME:
            self._say("<frame>")
            self._framed = True
        elif way == _EXTENT:
            self._extent(attributes)
        else:
            self._skip(self._animation)

    def _extent(self, attributes: dict[str, str]) -> None:
        if facts := self._facts(attributes, _WIDTH if self._framed else _WHOLE):
            self._into.append(f"<ext{facts}>")
        self._framed = False

    def _say(self, what: str) -> None:
        """Something that ends the likeness of runs."""
        self.said.append(what)
        self._last = ""

    # Words ---------------------------------------------------------------------------------------------------------

    def _words(self, text: str) -> None:
        look = "".join(self._look)
        if look != self._last:
            self.said.append(f"{{{look}}}")
            self._last = look
        self.said.append(text)

    def _text_over(self, _: str) -> None:
        self._into = self.said
        self._listen()

    def _characters(self, text: str) -> None:
        if words := text.strip():
            self._into.append(words)

    # What is passed over -------------------------------------------------------------------------------------------

    def _skip(self, start: _Starter | None = None) -> None:
        """Pass over all that is in the element which has just started; `start` may pick out some of it."""
        self._depth = 1
        self._parser.StartElementHandler = start or self._deeper
        self._parser.EndElementHandler = self._higher
        self._parser.CharacterDataHandler = None

    def _deeper(self, _name: str, _attributes: dict[str, str]) -> None:
        self._depth += 1

    def _higher(self, _: str) -> None:
        self._depth -= 1
        if not self._depth:
            self._listen()

    def _animation(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        facts = [attributes[fact] for fact in _ANIMATED.get(name.rpartition(":")[2], ()) if fact in attributes]
        if facts:
            self._say(f"<animated {' '.join(facts)}>")

    # Attributes ----------------------------------------------------------------------------------------------------

    def _facts(self, attributes: dict[str, str], kept: dict[str, str] | None) -> str:
        """What is kept of an element's attributes, in one order."""
        if kept is None:
            kept = {name: "" for name in attributes if name not in _VOLATILE and not name.startswith("xmlns")}
        facts = []
        for name, value in attributes.items():
            default = kept.get(name)
            if default is not None and (plain := self._meant(name, value)) != default:
                facts.append(f" {name}={plain}")
        return "".join(sorted(facts)) if facts else ""

    def _meant(self, name: str, value: str) -> str:
        """The value, a relationship by what it leads to, a boolean by its digit."""
        if ":" in name:
            return self._targets.get(value, "")
        return _DIGITS.get(value, value)
