"""All parts of a template, packed once and kept: none of them depends on a slide.

1. `scheme` writes the colours, fonts and effects;
2. `master` the slide master, `layout` the layouts, which say only where they differ from it;
3. `tables` the table style; `settings` what is left.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from igdeck.emit.pptx.parts import PML, SLIDE_MASTER, TemplateParts
from igdeck.emit.pptx.template.layout import layout_part
from igdeck.emit.pptx.template.master import base_layout, master_part
from igdeck.emit.pptx.template.settings import view_settings_part
from igdeck.emit.pptx.template.tables import table_styles_part
from igdeck.emit.scheme import theme_part
from igdeck.ooxml.looks import LAYOUT, MASTER, THEME, look_of
from igdeck.ooxml.markup import R
from igdeck.ooxml.package import Package, Relationships

if TYPE_CHECKING:
    from collections.abc import Iterator

    from igdeck.model.theme import Theme
    from igdeck.ooxml.looks import Look

_THEME: Final = "application/vnd.openxmlformats-officedocument.theme+xml"
#: The masters: that of slides, and those of notes pages and handouts, which a deck brings (`sheets`).
_MASTERS: Final = range(1, 4)


def make_template(theme: Theme) -> TemplateParts:
    """All parts of the template."""
    package = Package()
    looks = (*_add_masters(package, theme), *_add_layouts(package, theme))
    package.add("ppt/tableStyles.xml", f"{PML}.tableStyles+xml", table_styles_part(theme))
    package.add("ppt/viewProps.xml", f"{PML}.viewProps+xml", view_settings_part())
    numbers = {layout.name: number for number, layout in enumerate(theme.layouts, 1)}
    return TemplateParts(tuple(package.entries), "".join(package.overrides), numbers, looks)


def _add_masters(package: Package, theme: Theme) -> tuple[Look, ...]:
    """The slide master, and a theme part for each master: PowerPoint lets no two share one. Gives the looks of both."""
    rels, xml, colours = Relationships(), master_part(theme), theme_part(theme)
    for layout in range(1, len(theme.layouts) + 1):
        rels.add(f"{R}/slideLayout", f"../slideLayouts/slideLayout{layout}.xml")
    rels.add(f"{R}/theme", "../theme/theme1.xml")
    package.add(f"ppt/{SLIDE_MASTER}", f"{PML}.slideMaster+xml", xml, rels)
    for number in _MASTERS:
        package.add(f"ppt/theme/theme{number}.xml", _THEME, colours)
    return look_of(THEME, "", colours.encode(), {}), look_of(MASTER, "", xml.encode(), {})


def _add_layouts(package: Package, theme: Theme) -> Iterator[Look]:
    base = base_layout(theme)
    for number, layout in enumerate(theme.layouts, 1):
        rels = Relationships()
        rels.add(f"{R}/slideMaster", f"../{SLIDE_MASTER}")
        name, xml = f"ppt/slideLayouts/slideLayout{number}.xml", layout_part(layout, base, theme)
        package.add(name, f"{PML}.slideLayout+xml", xml, rels)
        yield look_of(LAYOUT, layout.name, xml.encode(), {})
