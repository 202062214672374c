"""The kinds of picture files: what each is called where, and which programs show it."""

from __future__ import annotations

from typing import Final

SVG: Final = "image/svg+xml"
#: Media types (RFC 6838) by the usual end of a file's name, without the dot.
SUFFIXES: Final = {
    "image/png": "png",
    "image/jpeg": "jpeg",
    "image/gif": "gif",
    "image/webp": "webp",
    "image/avif": "avif",
    SVG: "svg",
}
#: What PowerPoint shows; an SVG only beside one of these.
POWERPOINT: Final = ("image/png", "image/jpeg", "image/gif")
#: What typst paints as it is.
TYPST: Final = (*POWERPOINT, "image/webp", SVG)
