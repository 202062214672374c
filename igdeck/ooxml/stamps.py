"""What igdeck writes into a deck to know it again: which slide is which, what it was made from, what it looked like then.

The same is written in three places, since no program keeps all of them:

1. a tag on each slide, which PowerPoint keeps through saves, and which goes along when the slide is copied into another deck;
2. a part of custom XML for the whole deck, which PowerPoint keeps too. It bears a seal over all other parts besides;
3. document properties, which are all that LibreOffice keeps. Excel breaks down over one that is longer than 255 characters, the
   most that the programs themselves can make, so that there are as many as it takes.
"""

from __future__ import annotations

import re
from hashlib import blake2b
from io import BytesIO
from typing import TYPE_CHECKING, Final, NamedTuple

from igdeck.ooxml.ids import guid
from igdeck.ooxml.looks import Look
from igdeck.ooxml.markup import HEAD, NAMESPACES, OFFICE, escape, quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from igdeck.ooxml.archive import Entry

ITEM: Final = "customXml/item1.xml"
ITEM_PROPERTIES: Final = "customXml/itemProps1.xml"
PROPERTIES: Final = "docProps/custom.xml"
NAMESPACE: Final = "urn:igdeck:stamps"

_TAG: Final = "IGDECK_"
_PROPERTY: Final = "igdeck "
#: The set of properties that users define (MS-OLEPS, 2.21); their numbers start at 2.
_USER_DEFINED: Final = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
#: Characters a property: at most 255 in UTF-16, where letters off the first plane count twice.
_ROOM: Final = 250
_MARKS: Final = r"[%=;\s]"
_MARKED: Final = r"%([0-9A-F]+)\."


class Stamp(NamedTuple):
    """A slide as it was written: its key, its title, the hash of its source and its signature."""

    key: str
    title: str
    source: str
    signature: str


def tag_part(stamp: Stamp) -> str:
    """The tags of a slide. PowerPoint writes their names in capitals."""
    facts = {"KEY": stamp.key, "SOURCE": stamp.source, "SIGNATURE": stamp.signature}
    tags = "".join(f'<p:tag name="{_TAG}{name}" val="{quote(value)}"/>' for name, value in facts.items())
    return f"{HEAD}<p:tagLst {NAMESPACES}>{tags}</p:tagLst>"


def item_part(stamps: Iterable[Stamp], version: str, sealed: str, looks: Iterable[Look] = ()) -> str:
    """The custom XML of a deck."""
    template = "".join(f'<look kind="{look.kind}" name="{quote(look.name)}" signature="{look.signature}"/>' for look in looks)
    slides = "".join(
        f'<slide key="{quote(stamp.key)}" title="{quote(stamp.title)}" source="{quote(stamp.source)}" '
        f'signature="{stamp.signature}"/>'
        for stamp in stamps
    )
    return f'{HEAD}<deck xmlns="{NAMESPACE}" version="{quote(version)}" seal="{sealed}">{slides}{template}</deck>'


def item_properties_part() -> str:
    """What says whose the custom XML is."""
    schema = f'<ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs>'
    return f'{HEAD}<ds:datastoreItem ds:itemID="{guid(NAMESPACE)}" xmlns:ds="{OFFICE}/customXml">{schema}</ds:datastoreItem>'


def properties_part(stamps: Iterable[Stamp]) -> str:
    """The document properties of a deck."""
    text = "".join(f"{re.sub(_MARKS, _mark, stamp.key)}={stamp.signature};" for stamp in stamps)
    room = _ROOM if text.isascii() else _ROOM // 2
    chunks = (text[at : at + room] for at in range(0, len(text), room))
    properties = "".join(
        f'<property fmtid="{_USER_DEFINED}" pid="{number + 1}" name="{_PROPERTY}{number}"><vt:lpwstr>{escape(chunk)}</vt:lpwstr>'
        "</property>"
        for number, chunk in enumerate(chunks, 1)
    )
    return f'{HEAD}<Properties xmlns="{OFFICE}/custom-properties" xmlns:vt="{OFFICE}/docPropsVTypes">{properties}</Properties>'


def seal(entries: Iterable[Entry]) -> str:
    """A hash over the names and checksums of a deck's parts, the custom XML aside."""
    return _seal((name, crc, size) for name, _, crc, size, _ in entries)


def is_untouched(deck: bytes) -> bool:
    """Whether these bytes are a deck just as igdeck wrote it: its seal holds. Nothing is unpacked but the seal.

    False for every other file, and for a deck that any program has saved since. Never raises.
    """
    from zipfile import ZipFile

    try:
        with ZipFile(BytesIO(deck)) as archive:
            found = re.search(rb' seal="([0-9a-f]+)"', archive.read(ITEM)[:1000])
            facts = ((info.filename, info.CRC, info.file_size) for info in archive.infolist())
            return found is not None and found[1].decode() == _seal(facts)
    except Exception:  # noqa: BLE001 - zipfile lets errors of zlib, lzma and struct through; such a file is not ours
        return False


def read_tag(part: bytes) -> Stamp | None:
    """What the tags of a slide say; None if they are not igdeck's."""
    tags = {facts.get("name", "").upper(): facts.get("val", "") for name, facts, _ in _elements(part) if name == "tag"}
    key = tags.get(f"{_TAG}KEY")
    return Stamp(key, "", tags.get(f"{_TAG}SOURCE", ""), tags.get(f"{_TAG}SIGNATURE", "")) if key else None


def read_stamps(parts: Mapping[str, bytes]) -> tuple[Stamp, ...]:
    """What the parts of a deck say of its slides in order: the custom XML, else the properties, which know no titles or sources.

    Empty for a deck that is not igdeck's.
    """
    for name in sorted(parts):
        if name.startswith("customXml/item") and NAMESPACE.encode() in parts[name] and (slides := tuple(_items(parts[name]))):
            return slides
    return tuple(_listed(parts.get(PROPERTIES, b"")))


def read_looks(parts: Mapping[str, bytes]) -> tuple[Look, ...]:
    """What the custom XML of a deck says of its template; empty where there is none, or an older igdeck wrote it."""
    items = (parts[name] for name in sorted(parts) if name.startswith("customXml/item") and NAMESPACE.encode() in parts[name])
    return tuple(
        Look(facts.get("kind", ""), facts.get("name", ""), facts.get("signature", ""))
        for item in items
        for name, facts, _ in _elements(item)
        if name == "look"
    )


def _seal(facts: Iterable[tuple[str, int, int]]) -> str:
    lines: Sequence[str] = sorted(f"{name}\0{crc}\0{size}" for name, crc, size in facts if name != ITEM)
    return blake2b("\n".join(lines).encode(), digest_size=16).hexdigest()


def _mark(match: re.Match[str]) -> str:
    return f"%{ord(match[0]):X}."


def _items(part: bytes) -> Iterator[Stamp]:
    return (
        Stamp(facts.get("key", ""), facts.get("title", ""), facts.get("source", ""), facts.get("signature", ""))
        for name, facts, _ in _elements(part)
        if name == "slide"
    )


def _listed(part: bytes) -> Iterator[Stamp]:
    """The slides in document properties, put together in the order of their numbers."""
    texts: dict[int, str] = {}
    number = 0
    for name, facts, text in _elements(part):
        if name == "property":
            digits = facts.get("name", "").removeprefix(_PROPERTY)
            number = int(digits) if facts.get("name", "").startswith(_PROPERTY) and digits.isdecimal() else 0
        elif number:
            texts[number] = text
    for pair in "".join(texts[number] for number in sorted(texts)).split(";"):
        key, _, signature = pair.rpartition("=")
        if key:
            yield Stamp(re.sub(_MARKED, lambda mark: chr(int(mark[1], 16)), key), "", "", signature)


def _elements(part: bytes) -> list[tuple[str, dict[str, str], str]]:
    """Each element by its local name, with its attributes and its own text; none of what is not XML."""
    from pyexpat import ExpatError, ParserCreate

    found: list[tuple[str, dict[str, str], str]] = []
    texts: list[list[str]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        found.append((name.rpartition(":")[2], attributes, ""))
        texts.append([])

    parser = ParserCreate()
    parser.StartElementHandler = start
    parser.CharacterDataHandler = lambda text: texts[-1].append(text) if texts else None
    try:
        parser.Parse(part, True)
    except ExpatError:
        return []
    return [(name, attributes, "".join(text)) for (name, attributes, _), text in zip(found, texts, strict=True)]
