"""Make the tables of advances and kerning in `igdeck/layout/tables` out of font files.

Usage: `python scripts/make_font_tables.py FOLDER...`; `igdeck/layout/tables/README.md` says which folders the shipped
tables were made from. Every static font file in the folders that is one of `FAMILIES` is used. Several files of one face
are put together: where two have the same character or pair, the earlier folder wins, then the file with more characters.
The tables hold numbers, no outlines; the same files give the same bytes.
"""

from __future__ import annotations

import struct
import sys
import zlib
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias
from unicodedata import category

from fontTools.ttLib import TTFont

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

TABLES = Path(__file__).parents[1] / "igdeck" / "layout" / "tables"

#: Families by the name in the font file; Liberation has the metrics of the other three.
FAMILIES = {
    "Carlito": "carlito",
    "Caladea": "caladea",
    "Arimo": "arimo",
    "Liberation Sans": "arimo",
    "Tinos": "tinos",
    "Liberation Serif": "tinos",
    "Cousine": "cousine",
    "Liberation Mono": "cousine",
}
STYLES = {(False, False): "regular", (True, False): "bold", (False, True): "italic", (True, True): "bold-italic"}
SUFFIXES = {".ttf", ".otf", ".woff2"}
SCRIPTS = {"DFLT", "latn", "grek", "cyrl"}
WEIGHTS = {400: False, 700: True}
PRIVATE_USE = range(0xE000, 0xF900)
LAST = 0xFFFF  # characters are stored as UTF-16 units
NO_WIDTH = {"Mn", "Me", "Cf"}  # drawn over the character before, or not at all

Rows: TypeAlias = "dict[str, dict[str, int]]"


@dataclass
class FaceData:
    """What is known of one face: the advance of each character, and the kerning by left, then right character."""

    upem: int = 0
    advances: dict[str, int] = field(default_factory=dict)
    kerning: Rows = field(default_factory=dict)


def main(folders: Sequence[str]) -> int:
    """Write a table for each face found and say how large it is."""
    if not folders:
        print(__doc__, file=sys.stderr)
        return 2
    faces: dict[str, FaceData] = {}
    for folder in folders:
        for font in fonts_in(Path(folder)):
            if name := face_name(font):
                add_font(faces.setdefault(name, FaceData()), font)
    for name, data in sorted(faces.items()):
        packed = pack(data)
        (TABLES / f"{name}.bin").write_bytes(packed)
        pairs = sum(map(len, data.kerning.values()))
        print(f"{name}: {len(data.advances)} characters, {pairs} pairs, {len(packed)} bytes")
    return 0


def fonts_in(folder: Path) -> Iterator[TTFont]:
    """The fonts of a folder and the folders in it, the ones with the most characters first."""
    paths = sorted(path for path in folder.rglob("*") if path.suffix in SUFFIXES)
    fonts = [TTFont(path, lazy=True) for path in paths]
    return iter(sorted(fonts, key=lambda font: -len(font.getBestCmap())))


def face_name(font: TTFont) -> str:
    """The name of the table a font belongs to; empty if none does."""
    family = FAMILIES.get(font["name"].getDebugName(16) or font["name"].getDebugName(1))
    weight = font["OS/2"].usWeightClass
    if not family or weight not in WEIGHTS or "fvar" in font:
        return ""
    italic = bool(font["OS/2"].fsSelection & 1)
    return f"{family}-{STYLES[WEIGHTS[weight], italic]}"


def add_font(data: FaceData, font: TTFont) -> None:
    """Add what a font has and the face has not."""
    upem = font["head"].unitsPerEm
    data.upem = data.upem or upem
    scale = data.upem / upem
    metrics = font["hmtx"].metrics
    glyphs = {chr(code): glyph for code, glyph in font.getBestCmap().items() if code <= LAST and code not in PRIVATE_USE}
    for char, glyph in glyphs.items():
        wide = category(char) not in NO_WIDTH
        data.advances.setdefault(char, round(metrics[glyph][0] * scale) if wide else 0)
    for left, right, value in kerning(font, glyphs):
        data.kerning.setdefault(left, {}).setdefault(right, round(value * scale))


def kerning(font: TTFont, glyphs: dict[str, str]) -> Iterator[tuple[str, str, int]]:
    """Every kerned pair of characters."""
    chars: dict[str, list[str]] = {}
    for char, glyph in glyphs.items():
        chars.setdefault(glyph, []).append(char)
    for left, rights in glyph_kerning(font, set(chars)).items():
        for right, value in rights.items():
            yield from ((a, b, value) for a, b in product(chars[left], chars[right]) if value)


def glyph_kerning(font: TTFont, wanted: set[str]) -> Rows:
    """Kerning between glyphs: in each lookup the first subtable that has the pair counts; lookups add up."""
    total: Rows = {}
    for subtables in kern_lookups(font):
        found: Rows = {}
        for table in subtables:
            for left, right, value in pairs(table, wanted):
                found.setdefault(left, {}).setdefault(right, value)
        for left, rights in found.items():
            row = total.setdefault(left, {})
            for right, value in rights.items():
                row[right] = row.get(right, 0) + value
    return total


def kern_lookups(font: TTFont) -> Iterator[list[Any]]:
    """The pair adjustment subtables of each `kern` lookup of the scripts that are kerned."""
    if "GPOS" not in font:
        return
    gpos = font["GPOS"].table
    systems = [record.Script.DefaultLangSys for record in gpos.ScriptList.ScriptRecord if record.ScriptTag in SCRIPTS]
    features = [gpos.FeatureList.FeatureRecord[index] for system in systems if system for index in system.FeatureIndex]
    lookups = {index for feature in features if feature.FeatureTag == "kern" for index in feature.Feature.LookupListIndex}
    for index in sorted(lookups):
        subtables = (getattr(table, "ExtSubTable", table) for table in gpos.LookupList.Lookup[index].SubTable)
        yield [table for table in subtables if table.LookupType == 2]  # noqa: PLR2004


def pairs(table: Any, wanted: set[str]) -> Iterator[tuple[str, str, int]]:
    """The pairs of wanted glyphs in a pair adjustment subtable (OpenType GPOS, lookup type 2)."""
    if table.Format == 1:
        for left, records in zip(table.Coverage.glyphs, table.PairSet, strict=True):
            for record in records.PairValueRecord:
                if left in wanted and record.SecondGlyph in wanted:
                    yield left, record.SecondGlyph, advance_of(record)
        return
    for left in wanted.intersection(table.Coverage.glyphs):
        row = table.Class1Record[table.ClassDef1.classDefs.get(left, 0)].Class2Record
        for right in wanted.intersection(table.ClassDef2.classDefs):
            yield left, right, advance_of(row[table.ClassDef2.classDefs[right]])


def advance_of(record: Any) -> int:
    """How much a pair's first glyph is widened."""
    return getattr(record.Value1, "XAdvance", 0) if record.Value1 else 0


def pack(data: FaceData) -> bytes:
    """A table as `igdeck.layout.metrics` reads it.

    Compressed little-endian numbers of 16 bits: the units of an em; how many characters there are; the characters, in
    order; the advance of each; where its row of the kerning matrix starts, with the character on the left; which column
    it has there on the right; the matrix, signed.
    """
    chars = sorted(data.advances)
    columns: Rows = {}
    for left, right, value in pairs_of(data.kerning):
        columns.setdefault(right, {})[left] = value
    row, column = classes(chars, data.kerning), classes(chars, columns)
    width = max(column) + 1
    matrix = [0] * (max(row) + 1) * width
    index = {char: position for position, char in enumerate(chars)}
    for left, right, value in pairs_of(data.kerning):
        matrix[row[index[left]] * width + column[index[right]]] = value
    raw = b"".join((
        shorts("H", [data.upem, len(chars)]),
        "".join(chars).encode("utf-16-le"),
        shorts("H", [data.advances[char] for char in chars]),
        shorts("H", [number * width for number in row]),
        shorts("H", column),
        shorts("h", matrix),
    ))  # fmt: skip
    return zlib.compress(raw, 9)


def shorts(code: str, numbers: Sequence[int]) -> bytes:
    """Numbers of 16 bits, signed or not."""
    return struct.pack(f"<{len(numbers)}{code}", *numbers)


def pairs_of(rows: Rows) -> Iterator[tuple[str, str, int]]:
    """Rows as triples, in order."""
    yield from ((left, right, value) for left, row in sorted(rows.items()) for right, value in sorted(row.items()))


def classes(chars: Sequence[str], rows: Rows) -> list[int]:
    """A class for each character: those that are kerned alike share one, those that are not kerned have class 0."""
    numbers: dict[tuple[tuple[str, int], ...], int] = {(): 0}
    return [numbers.setdefault(tuple(sorted(rows.get(char, {}).items())), len(numbers)) for char in chars]


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
