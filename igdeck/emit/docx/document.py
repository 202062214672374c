"""The document: text in the template's look, which python-docx opens and completes.

1. The body is written as text, for python-docx adds paragraphs and cells one by one, in quadratic time. With it go styles,
   numbering, theme and settings, all of them the template's, so that nothing of a foreign default is left.
2. python-docx opens it and sets up the page, header and footer, properties, pictures and notes.
3. The parts are packed by the project's own writer, so that the same deck gives the same bytes.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Final

from igdeck.emit.dates import date_of
from igdeck.emit.docx.markup import NAMESPACES, THEME_TYPE, WML
from igdeck.emit.docx.settings import fonts_part, settings_part
from igdeck.emit.docx.sheet import set_up
from igdeck.emit.scheme import theme_part
from igdeck.model.value import replace
from igdeck.ooxml.archive import packed, stored, write_archive
from igdeck.ooxml.markup import HEAD, OFFICE, PACKAGE, R, escape, legal
from igdeck.ooxml.package import Package, Relationships, content_types, rels_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    import docx.opc.rel
    from docx.document import Document
    from docx.opc.part import Part

    from igdeck.emit.docx.footnotes import Footnotes
    from igdeck.emit.docx.links import Links
    from igdeck.emit.docx.text import Setting
    from igdeck.emit.language import Language
    from igdeck.model.page import Pages
    from igdeck.ooxml.archive import Entry

_CORE: Final = "application/vnd.openxmlformats-package.core-properties+xml"
_APP: Final = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
_BODY: Final = "/word/document.xml"
_NOTES: Final = "/word/footnotes.xml"


def write_document(pages: Pages, body: str, styles: str, setting: Setting) -> bytes:
    """The file of a document with this body, which was set with `setting`."""
    import docx

    document = docx.Document(BytesIO(_skeleton(pages, body, styles, setting)))
    links, notes = setting.links, setting.notes
    margin = links.beside()
    set_up(document, pages.handout, replace(setting, links=margin))
    parts = _media(document, links)
    links.relate(document.part, parts)
    if margin:
        margin.relate(document.sections[0].header.part, parts)
    if notes:
        notes.links.relate(_add_notes(document, notes), parts)
    _describe(document, pages, setting.language)
    return write_archive(_entries(document))


# The skeleton ------------------------------------------------------------------------------------------------------


def _skeleton(pages: Pages, body: str, styles: str, setting: Setting) -> bytes:
    """A document in the template's look, without pictures and properties, on no paper yet."""
    package, rels, own = Package(), Relationships(), Relationships()
    rels.add(f"{R}/officeDocument", "word/document.xml")
    rels.add(f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml")
    rels.add(f"{R}/extended-properties", "docProps/app.xml")
    package.entries.append(packed(rels_name(""), rels.xml().encode()))
    for kind, name, content in (
        ("styles", "styles.xml", styles),
        ("settings", "settings.xml", settings_part(setting.language, footnotes=bool(setting.notes))),
        ("numbering", "numbering.xml", setting.lists.part(setting.paper)),
        ("fontTable", "fontTable.xml", fonts_part(setting.paper.theme.fonts)),
    ):
        own.add(f"{R}/{kind}", name)
        package.add(f"word/{name}", f"{WML}.{kind}+xml", content)
    own.add(f"{R}/theme", "theme/theme1.xml")
    package.add("word/theme/theme1.xml", THEME_TYPE, theme_part(setting.paper.theme))
    towards = "<w:bidi/>" if pages.dir == "rtl" else ""
    written = f"{body or '<w:p/>'}<w:sectPr>{towards}</w:sectPr>"
    document = f"{HEAD}<w:document {NAMESPACES}><w:body>{written}</w:body></w:document>"
    package.add("word/document.xml", f"{WML}.document.main+xml", document, own)
    package.add("docProps/core.xml", _CORE, _NO_PROPERTIES)
    package.add("docProps/app.xml", _APP, _MADE)
    return write_archive((content_types(package.overrides), *package.entries))


_MADE: Final = (
    f'{HEAD}<Properties xmlns="{OFFICE}/extended-properties"><Application>igdeck</Application></Properties>'
)  # fmt: skip
_NO_PROPERTIES: Final = (
    f'{HEAD}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>'
)


# Completing it -----------------------------------------------------------------------------------------------------


def _media(document: Document, links: Links) -> dict[str, Part]:
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    package = document.part.package
    return {name: Part(PackURI(name), kind, content, package) for name, (kind, content) in links.media.contents.items()}


def _add_notes(document: Document, notes: Footnotes) -> Part:
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    part = Part(PackURI(_NOTES), f"{WML}.footnotes+xml", notes.part().encode(), document.part.package)
    document.part.relate_to(part, f"{R}/footnotes")
    return part


def _describe(document: Document, pages: Pages, language: Language) -> None:
    """Title, author, language and dates; what nobody said is left out."""
    facts = document.core_properties
    facts.title = _short(pages.name)
    for name, said in {
        "author": pages.author, "last_modified_by": pages.author, "subject": pages.subject, "keywords": pages.keywords,
        "language": language.tag,
    }.items():  # fmt: skip
        if said:
            setattr(facts, name, _short(said))
    facts.created = facts.modified = date_of(pages.date).replace(tzinfo=None)


def _short(said: str) -> str:
    """What python-docx takes for a property: 255 characters, and none that XML cannot hold."""
    return legal(said)[:255]


# Packing it --------------------------------------------------------------------------------------------------------


def _entries(document: Document) -> Iterator[Entry]:
    """The parts, the document first, the others by name; pictures are packed already."""
    parts = sorted(document.part.package.iter_parts(), key=lambda part: (part.partname != _BODY, part.partname))
    yield content_types(_override(part) for part in parts if not _is_picture(part))
    yield packed(rels_name(""), _xml(document.part.package.rels))
    for part in parts:
        name = part.partname[1:]
        yield stored(name, part.blob) if _is_picture(part) else packed(name, part.blob)
        if len(part.rels):
            yield packed(rels_name(name), _xml(part.rels))


def _is_picture(part: Part) -> bool:
    return str(part.content_type).startswith("image/")


def _xml(rels: docx.opc.rel.Relationships) -> bytes:
    """Relationships as they are written: python-docx gives bytes, whatever it says."""
    xml: str | bytes = rels.xml
    return xml.encode() if isinstance(xml, str) else xml


def _override(part: Part) -> str:
    return f'<Override PartName="{escape(part.partname)}" ContentType="{part.content_type}"/>'
