"""The style sheet of a reading version: the page, the slides as they are drawn, the slides as they flow, and the paper.

Layers say which wins: `drawing` is the deck's own style sheet, `plain` takes it back where a slide flows, `flow` sets its text.
What is in no layer is the page around the slides, and says nothing of what is on them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from igdeck.emit.html.css import colour, fill, number, rule, string
from igdeck.emit.html.document import read
from igdeck.emit.html.fonts import family_list, font_faces
from igdeck.emit.html.reading_colours import page_colours
from igdeck.emit.html.style import drawing_style
from igdeck.model.geometry import EMU_PER_POINT
from igdeck.model.page import CODE_LOOKS
from igdeck.model.theme import COLOURS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from igdeck.model.page import Pages
    from igdeck.model.theme import Theme

#: When slides flow: in a narrow window unless the reader wants slides, in a wide one or on paper if the reader wants text.
_FLOWING: Final = (
    ("@media screen and (max-width: 43.99em)", "html:not(:has(.view:checked))"),
    ("@media print, screen and (min-width: 44em)", "html:has(.view:checked)"),
)


def reading_style(theme: Theme, rules: str, faces: str, *, outline: bool, told: bool = False) -> str:
    """The style sheet; `rules` are the slides' own and `faces` the fonts that the page carries.

    Notes in which more is `told` than words flow as slides do, at every width.
    """
    flow = f"{read('reading_flow.css')}\n@layer flow {{\n{_code(theme)}}}\n"
    page = _palettes(theme) + read("reading.css")
    if told:
        page += f"html {{\n{flow.replace('.slide', '.told')}}}\n"
    if outline:
        return f"{_fonts(theme)}{faces}{page}html {{\n{flow}}}\n"
    drawn = f"@layer drawing, plain, flow;\n@layer drawing {{\n{read('slide.css')}\n{drawing_style(theme)}\n{rules}}}\n"
    switched = "".join(f"{when} {{ {where} {{\n{flow}}} }}\n" for when, where in _FLOWING)
    return f"{drawn}{faces}{page}{switched}"


def _palettes(theme: Theme) -> str:
    """The page's colours; paper is white whatever the screen is."""
    light, dark = (page_colours(theme, dark=dark) for dark in (False, True))
    return (
        rule(":root", _declared(light))
        + f"@media screen and (prefers-color-scheme: dark) {{ {rule(':root', 'color-scheme:dark; ' + _declared(dark))}}}\n"
        + "@media print { :root { --page-ground:#FFFFFF } }\n"
    )


def _declared(colours: dict[str, str]) -> str:
    return "; ".join(f"--page-{name}:#{color}" for name, color in colours.items())


def _fonts(theme: Theme) -> str:
    """What the slides' own style sheet says of colours and fonts, for a page without slides."""
    fonts = theme.fonts
    lines = [f"--{name}:#{theme.palette[name]};" for name in COLOURS]
    words = {"heading": fonts.heading, "body": fonts.body}
    lines += [f"--{name}:{family_list(family, first=fonts.complex)};" for name, family in words.items()]
    lines += [f"--code:{family_list(fonts.code, 'monospace')};"]
    return rule(":root", " ".join(lines)) + font_faces(theme)


def _code(theme: Theme) -> str:
    """Code keeps its ground and its colours, which were chosen for each other."""
    code = theme.code
    looks = "".join(rule(f".slide .tok-{look}", f"color:{colour(code.color(look))}") for look in CODE_LOOKS)
    panel = rule(".slide .code", f"{fill(code.background)}; color:{colour(code.text.color)}")
    hit = rule(".slide .line.hit", f"background-color:var(--band); border-inline-start-color:{colour(code.mark)}")
    return panel + looks + hit + rule(".slide .numbered .line::before", f"color:{colour(code.quiet)}")


def paper(pages: Pages) -> str:
    """The sheet that the page is printed on: size, margins, and what stands in these, as on the other handouts."""
    said = pages.handout
    width, height = (number(side / EMU_PER_POINT) for side in said.size)
    margins = said.margins
    sides = " ".join(f"{number(side / EMU_PER_POINT)}pt" for side in (margins.top, margins.right, margins.bottom, margins.left))
    boxes = "".join(f"@{place} {{ content:{content}; {_SMALL} }} " for place, content in _margin_boxes(pages))
    landscape = read("reading_landscape.css") if said.landscape else ""
    return f"@page {{ size:{width}pt {height}pt; margin:{sides}; {boxes}}}\n{landscape}"


_SMALL: Final = "font:9pt var(--body); color:var(--page-quiet)"


def _margin_boxes(pages: Pages) -> Iterator[tuple[str, str]]:
    """The words at the corners of a sheet (CSS Paged Media 3, 5)."""
    said = pages.handout
    for place, words in (("top-left", said.header), ("top-right", said.date), ("bottom-left", said.footer)):
        if words:
            yield place, string(words)
    if said.number:
        yield "bottom-right", 'counter(page) " / " counter(pages)'
