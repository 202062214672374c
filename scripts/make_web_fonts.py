"""Make the fonts that HTML decks carry, in `igdeck/emit/html/faces`, out of free fonts with the widths of Office's.

Usage: `python scripts/make_web_fonts.py FOLDER...`; `igdeck/emit/html/faces/README.md` says which folders the shipped ones were
made from.
Each face is cut into blocks of characters, so that a deck carries those that it uses. Hints, ligatures and names are left out;
advances and kerning stay. The same files give the same bytes.
"""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from make_font_tables import face_name, fonts_in

from igdeck.emit.html.embedded import BLOCKS

if TYPE_CHECKING:
    from collections.abc import Sequence

FACES = Path(__file__).parents[1] / "igdeck" / "emit" / "html" / "faces"


def main(folders: Sequence[str]) -> int:
    """Write a file for each face and block, and say how large it is."""
    if not folders:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    faces: dict[str, list[TTFont]] = {}
    for folder in folders:
        for font in fonts_in(Path(folder)):
            if name := face_name(font):
                faces.setdefault(name, []).append(font)
    for name, fonts in sorted(faces.items()):
        for block, ranges in BLOCKS.items():
            wanted = {code for first, last in ranges for code in range(first, last + 1)}
            best = max(fonts, key=lambda font: len(wanted & set(font.getBestCmap())))
            if found := wanted & set(best.getBestCmap()):
                packed = cut(best, found)
                (FACES / f"{name}-{block}.woff2").write_bytes(packed)
                print(f"{name}-{block}: {len(found)} characters, {len(packed)} bytes")
    return 0


def cut(font: TTFont, codes: set[int]) -> bytes:
    """A font of these characters alone, as WOFF2."""
    options = Options(layout_features=["kern", "mark", "mkmk"], hinting=False, name_IDs=[], notdef_outline=True, flavor="woff2")
    options.glyph_names = False
    copy = TTFont(BytesIO(_bytes(font)))
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(copy)
    copy["head"].modified = copy["head"].created
    copy.recalcTimestamp = False
    copy.flavor = "woff2"
    out = BytesIO()
    copy.save(out)
    return out.getvalue()


def _bytes(font: TTFont) -> bytes:
    """The font's file."""
    return Path(font.reader.file.name).read_bytes()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
