"""The deck around its slides: the presentation, its sections, properties and stamps, and the template's finished parts.

1. Each page becomes a slide part, a part with its relationships and a part with its tags, in one pass and by counters.
2. The slide is read back as a signature, which goes into the stamps: `merge` reads the same way what somebody changed.
3. The presentation lists masters, slides and sections; properties and stamps follow; all is joined to the template's parts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from igdeck.emit.pptx.frame import make_frame
from igdeck.emit.pptx.language import THEME_FONT, Language
from igdeck.emit.pptx.links import Media, SlideLinks
from igdeck.emit.pptx.parts import MASTER_ID, PML, RELATED
from igdeck.emit.pptx.properties import APP, CORE, CUSTOM, app_part, core_part
from igdeck.emit.pptx.sheets import add_masters, print_settings
from igdeck.emit.pptx.slide import draw_slide
from igdeck.emit.pptx.template.settings import presentation_settings_part
from igdeck.emit.pptx.text import Setting
from igdeck.ooxml.archive import packed, write_archive
from igdeck.ooxml.ids import guid, slide_ids
from igdeck.ooxml.markup import HEAD, NAMESPACES, OFFICE, P14, PACKAGE, R, quote
from igdeck.ooxml.package import Package, Relationships, content_types, rels_name
from igdeck.ooxml.signature import slide_signature
from igdeck.ooxml.stamps import (
    ITEM,
    ITEM_PROPERTIES,
    PROPERTIES,
    Stamp,
    item_part,
    item_properties_part,
    properties_part,
    seal,
    tag_part,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from igdeck.emit.pptx.frame import Frame
    from igdeck.emit.pptx.parts import TemplateParts
    from igdeck.model.handout import Handout
    from igdeck.model.page import Page, Pages
    from igdeck.model.theme import Theme

_SECTIONS: Final = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
_ITEM_PROPERTIES_TYPE: Final = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_LEVELS: Final = range(9)


def emit_pptx(pages: Pages, theme: Theme, template: TemplateParts) -> bytes:
    """The deck as a .pptx. The same pages, theme and template make the same bytes.

    Raises `IgdeckError`: `picture-unreadable` if a picture's file is gone, `deck-too-large` for what no .pptx can hold.
    """
    from igdeck import __version__

    package = Package()
    media = Media(package)
    stamps = _add_slides(package, pages, theme, template, media)
    package.add("ppt/presProps.xml", f"{PML}.presProps+xml", presentation_settings_part(print_settings(pages.handout)))
    sheets = add_masters(package, pages, theme, Setting(theme, _language(pages, theme), SlideLinks({}, media), pages.dir))
    _add_presentation(package, pages, theme)
    _add_properties(package, pages, stamps)
    entries = [content_types([*package.overrides, template.overrides]), *package.entries, *template.entries]
    item = packed(ITEM, item_part(stamps, __version__, seal(entries), (*template.looks, *sheets)).encode())
    return write_archive([*entries, item])


# Slides ------------------------------------------------------------------------------------------------------------


def _add_slides(package: Package, pages: Pages, theme: Theme, template: TemplateParts, media: Media) -> list[Stamp]:
    """A slide for each page, and what is stamped on it."""
    language = _language(pages, theme)
    frames = {layout.name: make_frame(layout, theme, template.layouts[layout.name]) for layout in theme.layouts}
    numbers = {page.key: number for number, page in enumerate(pages.pages, 1)}
    stamps = []
    for number, page in enumerate(pages.pages, 1):
        setting = _setting(page, pages, theme, language, SlideLinks(numbers, media))
        stamps.append(_add_slide(package, number, page, frames[page.layout], setting, handout=pages.handout))
    return stamps


def _language(pages: Pages, theme: Theme) -> Language:
    return Language(pages.lang, THEME_FONT) if theme.fonts.complex else Language(pages.lang)


def _setting(page: Page, pages: Pages, theme: Theme, language: Language, links: SlideLinks) -> Setting:
    return Setting(theme, language.of(page.lang), links, page.dir or pages.dir)


def _add_slide(package: Package, number: int, page: Page, frame: Frame, setting: Setting, *, handout: Handout) -> Stamp:
    links = setting.links
    links.rels.add(f"{R}/slideLayout", f"../slideLayouts/slideLayout{frame.number}.xml")
    tags = links.rels.add(f"{R}/tags", f"../tags/tag{number}.xml")
    xml, said = draw_slide(page, tags, frame, setting), ""
    if page.notes:
        from igdeck.emit.pptx.notes import add_notes

        said = add_notes(package, number, page, setting, handout)
    stamp = Stamp(page.key, page.title, page.digest, slide_signature(xml.encode(), links.targets, page.layout, said))
    package.add(f"ppt/slides/slide{number}.xml", f"{PML}.slide+xml", xml, links.rels)
    package.add(f"ppt/tags/tag{number}.xml", f"{PML}.tags+xml", tag_part(stamp))
    return stamp


# The presentation --------------------------------------------------------------------------------------------------


def _add_presentation(package: Package, pages: Pages, theme: Theme) -> None:
    rels = Relationships()
    masters = [rels.add(kind, target) for kind, target in RELATED]
    rels.add(f"{R}/customXml", f"../{ITEM}")
    slides = [rels.add(f"{R}/slide", f"slides/slide{number}.xml") for number in range(1, len(pages.pages) + 1)]
    xml = _presentation(pages, theme, masters, slides)
    package.add("ppt/presentation.xml", f"{PML}.presentation.main+xml", xml, rels)


def _presentation(pages: Pages, theme: Theme, masters: Sequence[str], slides: Sequence[str]) -> str:
    """The main part. Pictures stay as the author gave them: PowerPoint would shrink them at the next save."""
    ids = slide_ids([page.key for page in pages.pages])
    listed = "".join(f'<p:sldId id="{number}" r:id="{rid}"/>' for number, rid in zip(ids, slides, strict=True))
    right = ' rtl="1"' if theme.rtl else ""
    width, height = pages.handout.size
    return (
        f'{HEAD}<p:presentation {NAMESPACES}{right} saveSubsetFonts="1" autoCompressPictures="0">'
        f'<p:sldMasterIdLst><p:sldMasterId id="{MASTER_ID}" r:id="{masters[0]}"/></p:sldMasterIdLst>'
        f'<p:notesMasterIdLst><p:notesMasterId r:id="{masters[1]}"/></p:notesMasterIdLst>'
        f'<p:handoutMasterIdLst><p:handoutMasterId r:id="{masters[2]}"/></p:handoutMasterIdLst>'
        f"{f'<p:sldIdLst>{listed}</p:sldIdLst>' if listed else ''}"
        f'<p:sldSz cx="{theme.width}" cy="{theme.height}"/><p:notesSz cx="{width}" cy="{height}"/>'
        f"<p:defaultTextStyle>{_default_levels(Language(pages.lang).tag, rtl=theme.rtl)}</p:defaultTextStyle>"
        f"{_sections(pages, ids)}</p:presentation>"
    )


def _default_levels(lang: str, *, rtl: bool) -> str:
    """How text is set that nothing else has a style for, such as that in a box which somebody draws."""
    look = (
        '<a:defRPr sz="1800" kern="1200"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill><a:latin typeface="+mn-lt"/>'
        '<a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/></a:defRPr>'
    )
    side = "r" if rtl else "l"
    levels = (
        f'<a:lvl{at + 1}pPr marL="{at * 457_200}" algn="{side}" defTabSz="914400" rtl="{rtl:d}" eaLnBrk="1" latinLnBrk="0" '
        f'hangingPunct="0">{look}</a:lvl{at + 1}pPr>'
        for at in _LEVELS
    )
    return f'<a:defPPr><a:defRPr lang="{lang}"/></a:defPPr>{"".join(levels)}'


def _sections(pages: Pages, ids: Sequence[int]) -> str:
    """The sections, if any page opens one; the pages before it are in one of the deck's own name."""
    if not any(page.section for page in pages.pages):
        return ""
    sections: list[tuple[str, list[int]]] = []
    for page, number in zip(pages.pages, ids, strict=True):
        if page.section or not sections:
            sections.append((page.section or pages.name, []))
        sections[-1][1].append(number)
    return (
        f'<p:extLst><p:ext uri="{_SECTIONS}"><p14:sectionLst xmlns:p14="{P14}">{"".join(_listed(sections))}</p14:sectionLst>'
        "</p:ext></p:extLst>"
    )


def _listed(sections: Sequence[tuple[str, list[int]]]) -> Iterator[str]:
    """Each section with an id made of its name, and of its number among those of the same name."""
    times: dict[str, int] = {}
    for name, ids in sections:
        times[name] = times.get(name, 0) + 1
        slides = "".join(f'<p14:sldId id="{number}"/>' for number in ids)
        own = guid("section", name, str(times[name]))
        yield f'<p14:section name="{quote(name)}" id="{own}"><p14:sldIdLst>{slides}</p14:sldIdLst></p14:section>'


# Properties and stamps ---------------------------------------------------------------------------------------------


def _add_properties(package: Package, pages: Pages, stamps: Sequence[Stamp]) -> None:
    rels = Relationships()
    rels.add(f"{R}/officeDocument", "ppt/presentation.xml")
    rels.add(f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml")
    rels.add(f"{R}/extended-properties", "docProps/app.xml")
    rels.add(f"{R}/custom-properties", PROPERTIES)
    package.entries.append(packed(rels_name(""), rels.xml().encode()))
    package.add("docProps/core.xml", CORE, core_part(pages))
    package.add("docProps/app.xml", APP, app_part(pages))
    package.add(PROPERTIES, CUSTOM, properties_part(stamps))
    item = Relationships()
    item.add(f"{OFFICE}/relationships/customXmlProps", "itemProps1.xml")
    package.entries.append(packed(rels_name(ITEM), item.xml().encode()))
    package.add(ITEM_PROPERTIES, _ITEM_PROPERTIES_TYPE, item_properties_part())
