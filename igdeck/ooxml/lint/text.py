"""Promises about the text on slides."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING

from igdeck.model.page import SMALL
from igdeck.ooxml.lint.inherited import inherited_direction, inherited_size
from igdeck.ooxml.lint.names import A14, DRAWN, MC, A, P, R
from igdeck.ooxml.lint.readers import is_ground, kind, local, monospaced, name_of, number, placeholders, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from igdeck.ooxml.lint.opened import Package, Part, Promise

COLOURS_BY_VALUE = tuple(A + name for name in ("srgbClr", "scrgbClr", "hslClr", "sysClr", "prstClr"))
LEVELS = range(9)
#: A bullet and a space.
LITERAL_BULLET = re.compile(r"\s*[•‣⁃◦∙▪▫●○■□▸►➢➤]\s")
#: What people type for one. It may be no more than itself, unless the next paragraph starts with it as well.
TYPED_BULLET = re.compile(r"\s*([*·-])\s")
FONT_SCALES = range(1_000, 100_001)
REDUCTIONS = range(100_000)


def levels(package: Package) -> Iterator[str]:
    """Paragraph levels are 0 to 8 (ECMA-376 part 1, 21.1.2.2.7)."""
    for slide in package.slides:
        for properties in slide.seen.iter(A + "pPr"):
            if number(properties, "lvl") not in LEVELS:
                yield f"{slide.name}: the paragraph level “{properties.get('lvl')}” is not in 0 to 8."


def no_literal_bullets(package: Package) -> Iterator[str]:
    """No bullet is typed into a placeholder: bullets come from the layout."""
    for slide in package.slides:
        for shape, _ in placeholders(slide):
            texts = [text_of(said) for said in shape.iter(A + "p") if not any(map(monospaced, said.iter(A + "rPr")))]
            typed = [text for text in texts if LITERAL_BULLET.match(text)] or [a for a, b in pairwise(texts) if _listed(a, b)]
            yield from (f"{slide.name}: {name_of(shape)} has a typed bullet: “{text.strip()[:20]}”." for text in typed)


def _listed(a: str, b: str) -> bool:
    """Whether two paragraphs start with the same sign that people type for a bullet."""
    first, second = TYPED_BULLET.match(a), TYPED_BULLET.match(b)
    return bool(first and second and first[1] == second[1])


def inherited_type(package: Package) -> Iterator[str]:
    """Text in a placeholder takes its size and its font from the layout, code, small words and paragraphs set apart aside."""
    for slide in package.slides:
        for shape, ph in placeholders(slide):
            for paragraph in shape.iterfind(f"{P}txBody/{A}p"):
                faces = [properties for properties in paragraph.iter(A + "rPr") if not monospaced(properties)]
                if not faces or not all(map(_own_type, faces)):
                    continue
                size = inherited_size(package, slide, ph, _level(paragraph))
                small = all(face.find(A + "latin") is None and number(face, "sz") == round(size * SMALL) for face in faces)
                if not small and not _set_apart(paragraph, size):
                    yield f"{slide.name}: text in {name_of(shape)} has a size or a font of its own."


def _own_type(properties: Element) -> bool:
    return properties.get("sz") is not None or properties.find(A + "latin") is not None


def _level(paragraph: Element) -> int:
    properties = paragraph.find(A + "pPr")
    return 0 if properties is None else number(properties, "lvl")


def _set_apart(paragraph: Element, inherited: int) -> bool:
    """Whether a paragraph is a heading or a quotation within the body: no bullet, theme fonts, one size but for small words."""
    faces = list(paragraph.iter(A + "rPr", A + "endParaRPr"))
    latin = [font.get("typeface", "") for face in faces if not monospaced(face) for font in face.iterfind(A + "latin")]
    bare = paragraph.find(f"{A}pPr/{A}buNone") is not None
    sizes = {number(face, "sz", inherited) for face in faces}
    one = all(size in (largest := max(sizes), round(largest * SMALL)) for size in sizes)
    return bare and one and all(face.startswith("+") for face in latin)


def theme_fonts(package: Package) -> Iterator[str]:
    """Where text has a font of its own it is one of the theme's, code aside."""
    for slide in package.slides:
        for latin in slide.seen.iter(A + "latin"):
            properties, face = latin.getparent(), latin.get("typeface", "")
            if not face.startswith("+") and properties is not None and not monospaced(properties):
                yield f"{slide.name}: the font “{face}” is not the theme's."


def scheme_colours(package: Package) -> Iterator[str]:
    """Colours on slides are the theme's, so that a change of theme reaches them; those of a background are the author's."""
    for slide in package.slides:
        for colour in slide.seen.iter(*COLOURS_BY_VALUE):
            if not any(map(is_ground, colour.iterancestors(P + "bg", P + "sp"))):
                yield f"{slide.name}: the colour {local(colour)} {colour.get('val', '')} is not the theme's."


#: Words between the marks of an embedding or an isolate, which have a direction of their own (UAX 9, 2.1 to 2.4).
EMBEDDED = re.compile("[\u202a\u202b\u2066-\u2068][^\u202c\u2069]*[\u202c\u2069]")


def languages(package: Package) -> Iterator[str]:
    """Every run says its language, for spelling and for screen readers."""
    for part in package.rooted(P + "sld", P + "notes"):
        for run in part.seen.iter(A + "r", A + "fld"):
            if run.find(A + "rPr") is None:
                yield f"{part.name}: “{text_of(run)[:20]}” has no language."
        for properties in part.seen.iter(A + "rPr", A + "endParaRPr"):
            if not properties.get("lang"):
                yield f"{part.name}: an {local(properties)} has no language."


def right_to_left(package: Package) -> Iterator[str]:
    """A paragraph that opens in a right-to-left script is set from right to left, code aside, and words set apart in it."""
    for slide in package.slides:
        for paragraph in slide.seen.iter(A + "p"):
            if all(map(monospaced, paragraph.iter(A + "rPr"))):
                continue
            strong = (
                bidi
                for char in EMBEDDED.sub("", text_of(paragraph))
                if (bidi := unicodedata.bidirectional(char)) in ("L", "R", "AL")
            )
            if next(strong, "L") != "L" and _runs_left(paragraph, slide, package):
                yield f"{slide.name}: “{text_of(paragraph)[:20]}” is not set from right to left."


def _runs_left(paragraph: Element, slide: Part, package: Package) -> bool:
    """Whether a paragraph is set from left to right, by itself, its shape or what these inherit from."""
    own, body = paragraph.find(A + "pPr"), paragraph.getparent()
    level = f"{A}lvl{_level(paragraph) + 1}pPr"
    ph = next((ph for shape, ph in placeholders(slide) if body is not None and body in shape), None)
    nearest = [own, None if body is None else body.find(f"{A}lstStyle/{level}")]
    said = (one.get("rtl") for one in nearest if one is not None)
    return (next(filter(None, said), "") or inherited_direction(package, slide, ph, _level(paragraph))) in ("", "0", "false")


def east_asian_fonts(package: Package) -> Iterator[str]:
    """East Asian text has an East Asian font, from the theme or of its own."""
    fonts = (font for theme in package.rooted(A + "theme") for font in theme.whole.iterfind(f".//{A}minorFont/{A}ea"))
    if any(font.get("typeface") for font in fonts):
        return
    for slide in package.slides:
        for run in slide.seen.iter(A + "r"):
            wide = any(unicodedata.east_asian_width(char) == "W" and char.isalpha() for char in text_of(run))
            if wide and run.find(f"{A}rPr/{A}ea") is None:
                yield f"{slide.name}: “{text_of(run)[:20]}” has no East Asian font."


def autofit_pairs(package: Package) -> Iterator[str]:
    """A stored autofit has both its numbers: with one alone LibreOffice solves the fit anew."""
    for slide in package.slides:
        for autofit in slide.seen.iter(A + "normAutofit"):
            scale, reduction = autofit.get("fontScale"), autofit.get("lnSpcReduction")
            if (scale is None) != (reduction is None):
                yield f"{slide.name}: normAutofit has one of fontScale and lnSpcReduction, not both."
            if number(autofit, "fontScale", 100_000) not in FONT_SCALES or number(autofit, "lnSpcReduction") not in REDUCTIONS:
                yield f"{slide.name}: normAutofit {scale} and {reduction} are out of range."


def number_fields(package: Package) -> Iterator[str]:
    """A slide number is a field, never a typed number."""
    for part in package.rooted(*DRAWN):
        for shape, ph in placeholders(part):
            if kind(ph) == "sldNum" and not any(e.get("type") == "slidenum" for e in shape.iter(A + "fld")):
                yield f"{part.name}: the slide number {name_of(shape)} is not a field."


def math_has_fallback(package: Package) -> Iterator[str]:
    """Math stands in an `mc:Choice` beside an `mc:Fallback`: without it LibreOffice shows nothing."""
    for slide in package.slides:
        for math in slide.whole.iter(A14 + "m"):
            choice = next(math.iterancestors(MC + "Choice"), None)
            alternatives = None if choice is None else choice.getparent()
            if alternatives is None or alternatives.find(MC + "Fallback") is None:
                yield f"{slide.name}: “{text_of(math)[:20]}” is math without a fallback."


def links_lead_somewhere(package: Package) -> Iterator[str]:
    """A link has a target; one inside the deck leads to a slide."""
    for slide in package.slides:
        for link in slide.seen.iter(A + "hlinkClick", A + "hlinkHover", A + "hlinkMouseOver"):
            action, rid = link.get("action", ""), link.get(R + "id", "")
            rel = slide.relationship(rid)
            if not rid and not action:
                yield f"{slide.name}: a link leads nowhere."
            elif action == "ppaction://hlinksldjump" and (rel is None or rel.kind != "slide"):
                yield f"{slide.name}: a link inside the deck does not lead to a slide."


PROMISES: tuple[Promise, ...] = (
    levels,
    no_literal_bullets,
    inherited_type,
    theme_fonts,
    scheme_colours,
    languages,
    right_to_left,
    east_asian_fonts,
    autofit_pairs,
    number_fields,
    math_has_fallback,
    links_lead_somewhere,
)
