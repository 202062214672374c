"""Font families for a screen that may have Office's, free ones of their widths, or neither.

Browsers stand a line's letters by what the font says of its height, and fonts of equal widths say different things: Carlito sits
0.1 em higher than Calibri. So each family gets a face that is looked for on the machine alone and whose metrics are written here.
A browser that knows no such descriptors (Safari) takes the font's own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from igdeck.emit.directions import RIGHT
from igdeck.emit.html.css import string
from igdeck.emit.twins import find_twins

if TYPE_CHECKING:
    from collections.abc import Iterator

    from igdeck.model.theme import Theme

#: What a face takes above the baseline and below, in percent of its size. As the one is 0.72 em more than the other, the first
#: baseline comes to 0.95 em below the top of a line of 1.2 em, where PowerPoint has 0.94 for Calibri, 0.97 for Arial and Cambria.
#: (By the numbers it is 0.96, but browsers round half of what is left of a line down to whole pixels.)
ASCENT, DESCENT = 87, 15

#: What letters of other scripts are set in, as in PowerPoint; the last is what LibreOffice takes for it where Arial is not there.
_BEYOND: Final = ("Arial", "Liberation Sans", "DejaVu Sans")

#: The letters of complex scripts, as a `unicode-range`.
COMPLEX: Final = ",".join(f"U+{first:X}-{last:X}" for first, last in RIGHT)

#: Weight, style, and how such a face's full name ends.
_FACES: Final = (
    (400, "normal", ("", " Regular")),
    (700, "normal", (" Bold",)),
    (400, "italic", (" Italic",)),
    (700, "italic", (" Bold Italic",)),
)


def family_list(family: str, generic: str = "sans-serif", first: str = "") -> str:
    """What stands after `font-family:`: the face of written metrics, the family, its twins, and what is always there.

    `first` is the family for complex scripts: its face goes before all, as it is for their letters alone.
    """
    found = find_twins(family)
    generic = found.generic if found else generic
    beyond = () if generic == "monospace" else _BEYOND
    names = dict.fromkeys((*((_own_name(complex_name(first)),) if first else ()), _own_name(family), *_names(family), *beyond))
    return ",".join((*map(string, names), generic))


def font_faces(theme: Theme) -> str:
    """The `@font-face` rules of all families that a theme uses; a family of marks alone has one face.

    A family that decks carry themselves has none here: a face that is on no machine would go before one that is carried.
    """
    fonts = theme.fonts
    families = dict.fromkeys((fonts.heading, fonts.body, fonts.code))
    marks = [family for family in dict.fromkeys(_mark_families(theme)) if family not in families]
    faces = [_face(family, *face) for family in families if not fonts.brought(family) for face in _FACES]
    scripts = (
        [_complex_face(fonts.complex, *face) for face in _FACES] if fonts.complex and not fonts.brought(fonts.complex) else ()
    )
    return "".join((*scripts, *faces, *(_face(family, *_FACES[0]) for family in marks)))


def complex_name(family: str) -> str:
    """What the face of a family is called that is for the letters of complex scripts alone."""
    return f"complex {family}"


def _mark_families(theme: Theme) -> Iterator[str]:
    for layout in theme.layouts:
        for placeholder in layout.placeholders:
            yield from (style.bullet.font for style in placeholder.levels if style.bullet)


def face_rule(family: str, weight: int, style: str, source: str, span: str = "") -> str:
    """The `@font-face` rule of a family's face; `span` is the `unicode-range` that it is for, if it is not for all."""
    only = f"; unicode-range:{span}" if span else ""
    return (
        f"@font-face {{ font-family:{string(_own_name(family))}; font-weight:{weight}; font-style:{style}; src:{source}; "
        f"ascent-override:{ASCENT}%; descent-override:{DESCENT}%; line-gap-override:0%{only} }}\n"
    )


def _face(family: str, weight: int, style: str, endings: tuple[str, ...]) -> str:
    return face_rule(family, weight, style, _local(family, endings))


def _complex_face(family: str, weight: int, style: str, endings: tuple[str, ...]) -> str:
    return face_rule(complex_name(family), weight, style, _local(family, endings), COMPLEX)


def _local(family: str, endings: tuple[str, ...]) -> str:
    names = [name + ending for name in _names(family) for ending in endings]
    return ",".join(f"local({string(name)})" for name in names)


def _names(family: str) -> tuple[str, ...]:
    found = find_twins(family)
    return (family, *found.twins) if found else (family,)


def _own_name(family: str) -> str:
    return f"igdeck {family}"
