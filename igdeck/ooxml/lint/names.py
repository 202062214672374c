"""The XML names that the promises speak of, in the notation of lxml."""

from __future__ import annotations

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
A14 = "{http://schemas.microsoft.com/office/drawing/2010/main}"
ADEC = "{http://schemas.microsoft.com/office/drawing/2017/decorative}"
ASVG = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
CP = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
DC = "{http://purl.org/dc/elements/1.1/}"
DCTERMS = "{http://purl.org/dc/terms/}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
P14 = "{http://schemas.microsoft.com/office/powerpoint/2010/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

SHAPES = tuple(P + name for name in ("sp", "pic", "graphicFrame", "grpSp", "cxnSp", "contentPart"))
#: Root elements of the parts that hold a tree of shapes.
DRAWN = tuple(P + name for name in ("sld", "sldLayout", "sldMaster", "notes", "notesMaster", "handoutMaster"))
