"""The little XML that igdeck writes: names of namespaces, and text that no document can be broken with.

Parts are joined from strings. A tree would cost more than the deck does, and its library more than the whole build.
"""

from __future__ import annotations

import re
from typing import Final

HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006"
PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
A: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
P: Final = "http://schemas.openxmlformats.org/presentationml/2006/main"
P14: Final = "http://schemas.microsoft.com/office/powerpoint/2010/main"
R: Final = f"{OFFICE}/relationships"
#: The declarations that every part of a presentation opens with.
NAMESPACES: Final = f'xmlns:a="{A}" xmlns:r="{R}" xmlns:p="{P}"'

#: What XML 1.0 has no place for (section 2.2), and the carriage return, which it would turn into a line feed.
_ILLEGAL: Final = "[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]"


def legal(text: str) -> str:
    """The text without the characters that XML cannot hold."""
    return re.sub(_ILLEGAL, "", text)


def escape(text: str) -> str:
    """Text as the content of an element. What XML cannot hold is unprintable, which is cheaper to ask first."""
    if not text.isprintable():
        text = legal(text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def quote(text: str) -> str:
    """Text as the value of an attribute, line ends and tabs kept."""
    return escape(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")
