"""Promises about pictures, tables and charts."""

from __future__ import annotations

import re
import struct
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

from igdeck.ooxml.lint.names import ADEC, ASVG, SHAPES, A, C, P, R
from igdeck.ooxml.lint.readers import name_of, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from igdeck.ooxml.lint.opened import Package, Part, Promise

#: A description that is a file's name or its path.
FILE_NAME = re.compile(r"\.(png|jpe?g|gif|svg|bmp|webp|tiff?|emf|wmf)$|^\.{0,2}/|^[a-z]:\\", re.IGNORECASE)
ASPECT_TOLERANCE = 0.01
JPEG_MARKER = 0xFF
#: Start-of-frame markers (ITU-T T.81, table B.1): C4, C8 and CC stand for other things.
JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def tables_styled(package: Package) -> Iterator[str]:
    """A table has a style that the deck knows, and a header row, unless it says that it has none."""
    known = {style.get("styleId") for part in package.rooted(A + "tblStyleLst") for style in part.whole.iter(A + "tblStyle")}
    for slide in package.slides:
        for table in slide.seen.iter(A + "tbl"):
            style = table.findtext(f"{A}tblPr/{A}tableStyleId")
            if style not in known:
                yield f"{slide.name}: the table style {style} is not in the deck's table styles."
            properties = table.find(A + "tblPr")
            if properties is None or properties.get("firstRow") is None:
                yield f"{slide.name}: the table has no header row."


def tables_even(package: Package) -> Iterator[str]:
    """A table has as many cells in each row as grid columns, and rows with a height."""
    for slide in package.slides:
        for table in slide.seen.iter(A + "tbl"):
            columns = len(table.findall(f"{A}tblGrid/{A}gridCol"))
            for at, row in enumerate(table.iterfind(A + "tr"), 1):
                if (cells := len(row.findall(A + "tc"))) != columns:
                    yield f"{slide.name}: row {at} of the table has {cells} cells, the grid has {columns} columns."
                if number(row, "h") <= 0:
                    yield f"{slide.name}: row {at} of the table has no height."


def tables_fill_frames(package: Package) -> Iterator[str]:
    """The columns of a table add up to the width of its frame."""
    for slide in package.slides:
        for frame in slide.seen.iter(P + "graphicFrame"):
            width = number(frame.find(f"{P}xfrm/{A}ext"), "cx")
            columns = [number(column, "w") for column in frame.iter(A + "gridCol")]
            if columns and sum(columns) != width:
                yield f"{slide.name}: the columns of the table are {sum(columns)} EMU wide, its frame {width}."


def objects_described(package: Package) -> Iterator[str]:
    """Pictures, tables and charts have a description; that of a picture is no file name. Decoration says that it is such."""
    for slide in package.slides:
        for properties in slide.seen.iterfind(f".//{P}cNvPr"):
            described = next(properties.iterancestors(*SHAPES), properties).tag in (P + "pic", P + "graphicFrame")
            text = properties.get("descr", "").strip()
            if described and not text and not _decorative(properties):
                yield f"{slide.name}: “{properties.get('name')}” has no description."
            elif described and FILE_NAME.search(text):
                yield f"{slide.name}: the description of “{properties.get('name')}” is a file name: {text}."


def pictures_undistorted(package: Package) -> Iterator[str]:
    """A picture keeps its aspect ratio to one part in a hundred; a crop is counted in."""
    for slide in package.slides:
        for picture in slide.seen.iter(P + "pic"):
            shown, own = _shown_ratio(picture), _own_ratio(package, slide, picture)
            if shown and own and abs(shown / own - 1) > ASPECT_TOLERANCE:
                yield f"{slide.name}: the picture {name_of(picture)} is drawn {shown:.3f} : 1, it is {own:.3f} : 1."


def _shown_ratio(picture: Element) -> float:
    extent = picture.find(f"{P}spPr/{A}xfrm/{A}ext")
    width, height = number(extent, "cx"), number(extent, "cy")
    return width / height if width > 0 and height > 0 else 0.0


def _own_ratio(package: Package, slide: Part, picture: Element) -> float:
    blip, crop = next(picture.iter(A + "blip"), None), next(picture.iter(A + "srcRect"), None)
    rel = None if blip is None else slide.relationship(blip.get(R + "embed"))
    pixels = _pixels(package.blobs.get(rel.target, b"")) if rel else None
    if pixels is None or 0 in pixels:
        return 0.0
    left, top, right, bottom = (_share(crop, side) for side in "ltrb")
    return pixels[0] * (1 - left - right) / (pixels[1] * (1 - top - bottom))


def _share(crop: Element | None, side: str) -> float:
    """A side of a crop, an `ST_Percentage` in thousandths of a percent, as a fraction; negative is a margin."""
    text = "0" if crop is None else crop.get(side, "0")
    return int(text) / 100_000 if re.fullmatch(r"-?\d+", text) else 0.0


def svg_beside_raster(package: Package) -> Iterator[str]:
    """An SVG is an addition to a picture that every program can draw."""
    for slide in package.slides:
        for blip in slide.seen.iter(A + "blip"):
            raster = slide.relationship(blip.get(R + "embed"))
            if raster and raster.target.lower().endswith(".svg"):
                yield f"{slide.name}: {raster.target} is used as a picture, without a raster picture beside it."
            for vector in (slide.relationship(svg.get(R + "embed")) for svg in blip.iter(ASVG + "svgBlip")):
                if vector is None or not vector.target.lower().endswith(".svg"):
                    yield f"{slide.name}: an svgBlip does not lead to an SVG."


def charts_whole(package: Package) -> Iterator[str]:
    """A chart has positive axis ids and a workbook that opens, so that its data can be edited."""
    for chart in package.rooted(C + "chartSpace"):
        if any(number(axis, "val", -1) <= 0 for axis in chart.whole.iter(C + "axId")):
            yield f"{chart.name}: an axis id is not positive."
        books = [chart.relationship(e.get(R + "id")) for e in chart.whole.iter(C + "externalData")]
        blobs = [package.blobs.get(book.target, b"") for book in books if book]
        if not blobs or not all(zipfile.is_zipfile(BytesIO(blob)) for blob in blobs):
            yield f"{chart.name}: the chart has no workbook that opens."


def _decorative(properties: Element) -> bool:
    return any(mark.get("val") in ("1", "true") for mark in properties.iter(ADEC + "decorative"))


def _pixels(blob: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG, a GIF or a JPEG by its header; None for anything else."""
    if blob.startswith(b"\x89PNG\r\n\x1a\n") and len(blob) >= len(b"\x89PNG\r\n\x1a\n....IHDR") + 8:
        return struct.unpack(">II", blob[16:24])
    if blob.startswith((b"GIF87a", b"GIF89a")):
        return struct.unpack("<HH", blob[6:10])
    return _jpeg_pixels(blob) if blob.startswith(b"\xff\xd8") else None


def _jpeg_pixels(blob: bytes) -> tuple[int, int] | None:
    """The size in the first start-of-frame segment (ITU-T T.81, B.2.2)."""
    at = 2
    while at + 9 <= len(blob) and blob[at] == JPEG_MARKER:
        marker, length = blob[at + 1], int.from_bytes(blob[at + 2 : at + 4])
        if marker in JPEG_FRAMES:
            height, width = struct.unpack(">HH", blob[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return None


PROMISES: tuple[Promise, ...] = (
    tables_styled,
    tables_even,
    tables_fill_frames,
    objects_described,
    pictures_undistorted,
    svg_beside_raster,
    charts_whole,
)
