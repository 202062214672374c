"""A small deck written by hand: everything that igdeck promises of a deck stands in it once, and both validators accept it.

It is no output of igdeck, so that a fault of the emitter cannot hide one of the lint.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    }.items()
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
PML = "application/vnd.openxmlformats-officedocument.presentationml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TABLE_STYLE = "{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}"
TREE = '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
MAP = (
    'bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" accent4="accent4" '
    'accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"'
)
NUMBER_HOLDER = 'type="sldNum" sz="quarter" idx="12"'
NUMBER = '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:rPr lang="en-US"/><a:t>1</a:t></a:fld>'


def pack(parts: Mapping[str, bytes], again: Iterable[str] = (), date: tuple[int, int, int] = (1980, 1, 1)) -> bytes:
    """Zip parts into a package; the names in `again` stand in it twice."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in (*parts, *again):
            archive.writestr(zipfile.ZipInfo(name, (*date, 0, 0, 0)), parts[name], zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def parts() -> dict[str, bytes]:
    """The parts of the good deck by name."""
    texts = _texts()
    overrides = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, (kind, _) in texts.items() if kind)
    types = (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="png" ContentType="image/png"/><Default Extension="svg" ContentType="image/svg+xml"/>'
        f'<Default Extension="xlsx" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"/>'
        f"{overrides}</Types>"
    )
    book = pack({"[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>'.encode()})
    binary = {
        "ppt/media/image1.png": png(40, 30),
        "ppt/media/image2.svg": b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"/>',
        "ppt/embeddings/book1.xlsx": book,
    }
    return {"[Content_Types].xml": types.encode()} | {name: text.encode() for name, (_, text) in texts.items()} | binary


def png(width: int, height: int) -> bytes:
    """A grey picture."""
    rows = (b"\0" + b"\x88" * width) * height
    chunks = ((b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    framed = (struct.pack(">I", len(d)) + kind + d + struct.pack(">I", zlib.crc32(kind + d)) for kind, d in chunks)
    return b"\x89PNG\r\n\x1a\n" + b"".join(framed)


def _texts() -> dict[str, tuple[str, str]]:
    """The XML parts by name, each with its content type; relationships have none of their own."""
    return _package() | _masters() | _slides()


def _package() -> dict[str, tuple[str, str]]:
    return {
        "_rels/.rels": _rels(
            ("rId1", f"{OFFICE}/officeDocument", "ppt/presentation.xml"),
            ("rId2", f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "docProps/core.xml": ("application/vnd.openxmlformats-package.core-properties+xml", CORE),
        "ppt/presentation.xml": (f"{PML}.presentation.main+xml", PRESENTATION),
        "ppt/_rels/presentation.xml.rels": _rels(
            ("rId1", f"{OFFICE}/slideMaster", "slideMasters/slideMaster1.xml"),
            ("rId2", f"{OFFICE}/notesMaster", "notesMasters/notesMaster1.xml"),
            ("rId3", f"{OFFICE}/handoutMaster", "handoutMasters/handoutMaster1.xml"),
            ("rId4", f"{OFFICE}/slide", "slides/slide1.xml"),
            ("rId5", f"{OFFICE}/slide", "slides/slide2.xml"),
            ("rId6", f"{OFFICE}/slide", "slides/slide3.xml"),
            ("rId7", f"{OFFICE}/tableStyles", "tableStyles.xml"),
            ("rId8", f"{OFFICE}/presProps", "presProps.xml"),
            ("rId9", f"{OFFICE}/viewProps", "viewProps.xml"),
        ),
        "ppt/presProps.xml": (f"{PML}.presProps+xml", f"{HEAD}<p:presentationPr {NAMESPACES}/>"),
        "ppt/viewProps.xml": (f"{PML}.viewProps+xml", f"{HEAD}<p:viewPr {NAMESPACES}/>"),
        "ppt/tableStyles.xml": (f"{PML}.tableStyles+xml", TABLE_STYLES),
    }


def _masters() -> dict[str, tuple[str, str]]:
    masters: dict[str, tuple[str, str]] = {}
    for number, (folder, name, root) in enumerate((
        ("slideMasters", "slideMaster", SLIDE_MASTER),
        ("notesMasters", "notesMaster", NOTES_MASTER),
        ("handoutMasters", "handoutMaster", HANDOUT_MASTER),
    ), 1):  # fmt: skip
        theme = f"ppt/theme/theme{number}.xml"
        rels = [("rId1", f"{OFFICE}/theme", f"../theme/theme{number}.xml")]
        rels += [("rId2", f"{OFFICE}/slideLayout", "../slideLayouts/slideLayout1.xml")] if number == 1 else []
        masters |= {
            f"ppt/{folder}/{name}1.xml": (f"{PML}.{name}+xml", root),
            f"ppt/{folder}/_rels/{name}1.xml.rels": _rels(*rels),
            theme: ("application/vnd.openxmlformats-officedocument.theme+xml", THEME),
        }
    return masters | {
        "ppt/slideLayouts/slideLayout1.xml": (f"{PML}.slideLayout+xml", LAYOUT),
        "ppt/slideLayouts/_rels/slideLayout1.xml.rels": _rels(
            ("rId1", f"{OFFICE}/slideMaster", "../slideMasters/slideMaster1.xml")
        ),
    }


def _slides() -> dict[str, tuple[str, str]]:
    layout = ("rId1", f"{OFFICE}/slideLayout", "../slideLayouts/slideLayout1.xml")
    return {
        "ppt/slides/slide1.xml": (f"{PML}.slide+xml", TEXT_SLIDE),
        "ppt/slides/_rels/slide1.xml.rels": _rels(
            layout,
            ("rId2", f"{OFFICE}/notesSlide", "../notesSlides/notesSlide1.xml"),
            ("rId3", f"{OFFICE}/slide", "slide2.xml"),
            ("rId4", f"{OFFICE}/tags", "../tags/tag1.xml"),
        ),
        "ppt/tags/tag1.xml": (f"{PML}.tags+xml", f'{HEAD}<p:tagLst {NAMESPACES}><p:tag name="KEY" val="one"/></p:tagLst>'),
        "ppt/notesSlides/notesSlide1.xml": (f"{PML}.notesSlide+xml", NOTES),
        "ppt/notesSlides/_rels/notesSlide1.xml.rels": _rels(
            ("rId1", f"{OFFICE}/notesMaster", "../notesMasters/notesMaster1.xml"),
            ("rId2", f"{OFFICE}/slide", "../slides/slide1.xml"),
        ),
        "ppt/slides/slide2.xml": (f"{PML}.slide+xml", OBJECT_SLIDE),
        "ppt/slides/_rels/slide2.xml.rels": _rels(
            layout,
            ("rId2", f"{OFFICE}/image", "../media/image1.png"),
            ("rId3", f"{OFFICE}/image", "../media/image2.svg"),
            ("rId4", f"{OFFICE}/chart", "../charts/chart1.xml"),
        ),
        "ppt/charts/chart1.xml": ("application/vnd.openxmlformats-officedocument.drawingml.chart+xml", CHART),
        "ppt/charts/_rels/chart1.xml.rels": _rels(("rId1", f"{OFFICE}/package", "../embeddings/book1.xlsx")),
        "ppt/slides/slide3.xml": (f"{PML}.slide+xml", MATH_SLIDE),
        "ppt/slides/_rels/slide3.xml.rels": _rels(layout),
    }


def _rels(*rels: tuple[str, str, str]) -> tuple[str, str]:
    lines = "".join(f'<Relationship Id="{rid}" Type="{kind}" Target="{target}"/>' for rid, kind, target in rels)
    return "", f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{lines}</Relationships>'


def _run(text: str, properties: str = "") -> str:
    return f'<a:r><a:rPr lang="en-US">{properties}</a:rPr><a:t>{text}</a:t></a:r>'


def _shape(number: int, name: str, ph: str, text: str, *, place: str = "", body: str = "<a:bodyPr/>") -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr><p:ph {ph}/></p:nvPr></p:nvSpPr><p:spPr>{place}</p:spPr>"
        f"<p:txBody>{body}<a:lstStyle/>{text}</p:txBody></p:sp>"
    )


def _place(x: int, y: int, width: int, height: int) -> str:
    return f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'


def _slide(shapes: str, after_tree: str = "", after_map: str = "") -> str:
    return (
        f"{HEAD}<p:sld {NAMESPACES}><p:cSld><p:spTree>{TREE}{shapes}</p:spTree>{after_tree}</p:cSld>"
        f"<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>{after_map}</p:sld>"
    )


def _paragraph(*runs: str, properties: str = "") -> str:
    return f"<a:p>{properties}{''.join(runs)}</a:p>"


CORE = (
    f'{HEAD}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    "<dc:title>A talk</dc:title><dc:creator></dc:creator><dc:language>en-US</dc:language>"
    '<dcterms:created xsi:type="dcterms:W3CDTF">2024-01-31T12:00:00Z</dcterms:created>'
    '<dcterms:modified xsi:type="dcterms:W3CDTF">2024-01-31T12:00:00Z</dcterms:modified></cp:coreProperties>'
)
PRESENTATION = (
    f'{HEAD}<p:presentation {NAMESPACES}><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst>'
    '<p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst>'
    '<p:handoutMasterIdLst><p:handoutMasterId r:id="rId3"/></p:handoutMasterIdLst>'
    '<p:sldIdLst><p:sldId id="256" r:id="rId4"/><p:sldId id="257" r:id="rId5"/><p:sldId id="258" r:id="rId6"/></p:sldIdLst>'
    '<p:sldSz cx="12192000" cy="6858000"/><p:notesSz cx="6858000" cy="9144000"/>'
    '<p:extLst><p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}">'
    '<p14:sectionLst xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main">'
    '<p14:section name="First" id="{0A1B2C3D-0000-4000-8000-000000000001}"><p14:sldIdLst><p14:sldId id="256"/></p14:sldIdLst>'
    '</p14:section><p14:section name="Second" id="{0A1B2C3D-0000-4000-8000-000000000002}"><p14:sldIdLst>'
    '<p14:sldId id="257"/><p14:sldId id="258"/></p14:sldIdLst></p14:section></p14:sectionLst></p:ext></p:extLst></p:presentation>'
)
TABLE_STYLES = (
    f'{HEAD}<a:tblStyleLst {NAMESPACES} def="{TABLE_STYLE}">'
    f'<a:tblStyle styleId="{TABLE_STYLE}" styleName="Plain"/></a:tblStyleLst>'
)
COLOURS = "".join(
    f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>'
    for name, value in zip(
        ("dk1", "lt1", "dk2", "lt2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink"),
        ("000000", "FFFFFF", "222222", "EEEEEE", *["336699"] * 6, "0000EE", "551A8B"),
        strict=True,
    )
)
FACES = '<a:latin typeface="Calibri"/><a:ea typeface=""/><a:cs typeface=""/>'
FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
THEME = (
    f'{HEAD}<a:theme {NAMESPACES} name="Plain"><a:themeElements><a:clrScheme name="Plain">{COLOURS}</a:clrScheme>'
    f'<a:fontScheme name="Plain"><a:majorFont>{FACES}</a:majorFont><a:minorFont>{FACES}</a:minorFont></a:fontScheme>'
    f'<a:fmtScheme name="Plain"><a:fillStyleLst>{FILL * 3}</a:fillStyleLst>'
    f"<a:lnStyleLst>{f'<a:ln>{FILL}</a:ln>' * 3}</a:lnStyleLst>"
    f"<a:effectStyleLst>{'<a:effectStyle><a:effectLst/></a:effectStyle>' * 3}</a:effectStyleLst>"
    f"<a:bgFillStyleLst>{FILL * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
)
HOLDERS = (
    _shape(2, "Title", 'type="title"', _paragraph(_run("Title")), place=_place(600_000, 400_000, 11_000_000, 1_000_000))
    + _shape(3, "Content", 'idx="1"', _paragraph(_run("Content")), place=_place(600_000, 1_500_000, 11_000_000, 4_500_000))
    + _shape(4, "Number", NUMBER_HOLDER, _paragraph(NUMBER), place=_place(11_000_000, 6_300_000, 600_000, 300_000))
)
LAYOUT = (
    f'{HEAD}<p:sldLayout {NAMESPACES} type="obj"><p:cSld name="Title and Content"><p:spTree>{TREE}{HOLDERS}</p:spTree></p:cSld>'
    "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
)
MASTER_HOLDERS = HOLDERS.replace('idx="1"', 'type="body" idx="1"')
SLIDE_MASTER = (
    f"{HEAD}<p:sldMaster {NAMESPACES}><p:cSld><p:spTree>{TREE}{MASTER_HOLDERS}</p:spTree></p:cSld>"
    f'<p:clrMap {MAP}/><p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="rId2"/></p:sldLayoutIdLst>'
    '<p:txStyles><p:titleStyle><a:lvl1pPr><a:defRPr sz="3600"/></a:lvl1pPr></p:titleStyle>'
    '<p:bodyStyle><a:lvl1pPr><a:lnSpc><a:spcPct val="110000"/></a:lnSpc><a:defRPr sz="2400"/></a:lvl1pPr></p:bodyStyle>'
    '<p:otherStyle><a:lvl1pPr><a:defRPr sz="1200"/></a:lvl1pPr></p:otherStyle></p:txStyles></p:sldMaster>'
)
NOTES_BODY = 'type="body" idx="1"'
NOTES_HOLDER = _shape(2, "Notes", NOTES_BODY, _paragraph(_run("Notes")), place=_place(600_000, 4_500_000, 5_600_000, 4_000_000))
NOTES_MASTER = (
    f"{HEAD}<p:notesMaster {NAMESPACES}><p:cSld><p:spTree>{TREE}{NOTES_HOLDER}</p:spTree></p:cSld>"
    f"<p:clrMap {MAP}/></p:notesMaster>"
)
HANDOUT_MASTER = (
    f"{HEAD}<p:handoutMaster {NAMESPACES}><p:cSld><p:spTree>{TREE}</p:spTree></p:cSld><p:clrMap {MAP}/></p:handoutMaster>"
)
NOTES = (
    f"{HEAD}<p:notes {NAMESPACES}><p:cSld><p:spTree>{TREE}"
    f"{_shape(2, 'Notes', NOTES_BODY, _paragraph(_run('Say hello.')))}</p:spTree></p:cSld>"
    "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>"
)
BULLETS = (
    _paragraph(_run("First"))
    + _paragraph(_run("Second"), properties='<a:pPr lvl="1"/>')
    + _paragraph(_run("Next", '<a:hlinkClick r:id="rId3" action="ppaction://hlinksldjump"/>'))
    + _paragraph(_run("x = 1", '<a:latin typeface="Courier New"/>'))
)
TIMING = (
    '<p:timing><p:tnLst><p:par><p:cTn id="1" dur="indefinite" restart="never" nodeType="tmRoot"><p:childTnLst><p:set><p:cBhvr>'
    '<p:cTn id="2" dur="1"/><p:tgtEl><p:spTgt spid="3"><p:txEl><p:pRg st="0" end="1"/></p:txEl></p:spTgt></p:tgtEl>'
    "<p:attrNameLst><p:attrName>style.visibility</p:attrName></p:attrNameLst></p:cBhvr>"
    '<p:to><p:strVal val="visible"/></p:to></p:set></p:childTnLst></p:cTn></p:par></p:tnLst>'
    '<p:bldLst><p:bldP spid="3" grpId="0" build="p"/></p:bldLst></p:timing>'
)
TEXT_SLIDE = _slide(
    _shape(2, "Title", 'type="title"', _paragraph(_run("The first slide")))
    + _shape(
        3,
        "Content",
        'idx="1"',
        BULLETS,
        body='<a:bodyPr><a:normAutofit fontScale="92500" lnSpcReduction="10000"/></a:bodyPr>',
    )
    + _shape(4, "Number", NUMBER_HOLDER, _paragraph(NUMBER)),
    '<p:custDataLst><p:tags r:id="rId4"/></p:custDataLst>',
    f"<p:transition><p:fade/></p:transition>{TIMING}",
)


def _frame(number: int, name: str, x: int, uri: str, graphic: str) -> str:
    return (
        f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{number}" name="{name}" descr="What the {name.lower()} says"/>'
        f"<p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr>"
        f'<p:xfrm><a:off x="{x}" y="1500000"/><a:ext cx="3000000" cy="800000"/></p:xfrm>'
        f'<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/{uri}">{graphic}'
        "</a:graphicData></a:graphic></p:graphicFrame>"
    )


def _row(*cells: str) -> str:
    texts = (f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{_paragraph(_run(cell))}</a:txBody><a:tcPr/></a:tc>" for cell in cells)
    return f'<a:tr h="400000">{"".join(texts)}</a:tr>'


TABLE = (
    f'<a:tbl><a:tblPr firstRow="1"><a:tableStyleId>{TABLE_STYLE}</a:tableStyleId></a:tblPr>'
    f'<a:tblGrid><a:gridCol w="1000000"/><a:gridCol w="2000000"/></a:tblGrid>{_row("Year", "Talks")}{_row("2006", "8")}</a:tbl>'
)
PICTURE = (
    '<p:pic><p:nvPicPr><p:cNvPr id="4" name="Picture" descr="A grey field"/>'
    '<p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr/></p:nvPicPr>'
    '<p:blipFill><a:blip r:embed="rId2"><a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}">'
    '<asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="rId3"/>'
    '</a:ext></a:extLst></a:blip><a:srcRect r="25000"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
    f'<p:spPr>{_place(600_000, 3_000_000, 2_000_000, 2_000_000)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
)
OBJECT_SLIDE = _slide(
    _shape(2, "Title", 'type="title"', _paragraph(_run("The second slide")))
    + _frame(3, "Table", 600_000, "table", TABLE)
    + PICTURE
    + _frame(
        5,
        "Chart",
        6_000_000,
        "chart",
        '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="rId4"/>',
    )
)
CHART = (
    f'{HEAD}<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" {NAMESPACES}><c:chart><c:plotArea>'
    '<c:barChart><c:barDir val="col"/><c:ser><c:idx val="0"/><c:order val="0"/></c:ser><c:axId val="11"/><c:axId val="12"/>'
    "</c:barChart>"
    '<c:catAx><c:axId val="11"/><c:scaling/><c:axPos val="b"/><c:crossAx val="12"/></c:catAx>'
    '<c:valAx><c:axId val="12"/><c:scaling/><c:axPos val="l"/><c:crossAx val="11"/></c:valAx></c:plotArea></c:chart>'
    '<c:externalData r:id="rId1"/></c:chartSpace>'
)
FORMULA = (
    '<a14:m xmlns:a14="http://schemas.microsoft.com/office/drawing/2010/main">'
    '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>x</m:t></m:r></m:oMath></a14:m>'
)
MATH_SLIDE = _slide(
    _shape(2, "Title", 'type="title"', _paragraph(_run("The third slide")))
    + '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    '<mc:Choice xmlns:a14="http://schemas.microsoft.com/office/drawing/2010/main" Requires="a14">'
    + _shape(3, "Content", 'idx="1"', _paragraph(FORMULA, _run(" is it")))
    + "</mc:Choice><mc:Fallback>"
    + _shape(3, "Content", 'idx="1"', _paragraph(_run("x is it")))
    + "</mc:Fallback></mc:AlternateContent>"
)
