"""Look at an SVG: how large it is. What is unsafe in it is taken out when it is drawn (`build.drawings`)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from igdeck.model.diagnostics import Diagnostic, error
from igdeck.model.inline import Asset
from igdeck.model.media import SVG

if TYPE_CHECKING:
    from pathlib import Path

#: What is as large as nothing says: the size that browsers give it (CSS 2.2, 10.3.2).
DEFAULT = (300, 150)
#: Pixels in a unit (CSS Values 4, 6.2).
_UNITS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4, "q": 96 / 101.6}
_NUMBER = r"[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?"
#: A drawing of more bytes is refused: it would take minutes to draw.
_LARGEST = 20_000_000


def inspect_drawing(path: Path, name: str) -> Asset | Diagnostic:
    """An SVG as an asset, its size in pixels; or why it cannot be read."""
    import hashlib

    from lxml import etree

    try:
        data = path.read_bytes()
        if len(data) > _LARGEST:
            return error("picture-unreadable", f"“{name}” is too large", "save it with fewer shapes, or as PNG")
        root = etree.fromstring(data, safe_parser())
    except (OSError, etree.XMLSyntaxError, ValueError):
        return error("picture-unreadable", f"“{name}” is no SVG that can be read", "save it anew, or as PNG")
    if etree.QName(root).localname != "svg":
        return error("picture-unreadable", f"“{name}” is no SVG that can be read", "save it anew, or as PNG")
    width, height = drawing_size(root)
    return Asset(path, hashlib.sha256(data).hexdigest(), SVG, max(round(width), 1), max(round(height), 1))


def safe_parser() -> Any:
    """A parser that opens no other file and expands no entity."""
    from lxml import etree

    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True)


def drawing_size(root: Any) -> tuple[float, float]:
    """Width and height in pixels; what is not said follows from the `viewBox` (SVG 2, 8.2)."""
    width, height = (_pixels(root.get(side, "")) for side in ("width", "height"))
    box = [float(number) for number in re.findall(_NUMBER, root.get("viewBox", ""), re.IGNORECASE)]
    across, down = (box[2], box[3]) if len(box) == 4 and min(box[2:]) > 0 else (0.0, 0.0)  # noqa: PLR2004 x, y, width, height
    if not (across and down):
        return width or DEFAULT[0], height or DEFAULT[1]
    if width and height:
        return width, height
    if width:
        return width, width * down / across
    return (height * across / down, height) if height else (across, down)


def _pixels(text: str) -> float:
    """A length in pixels; 0 for a share, or for none."""
    match = re.fullmatch(rf"\s*({_NUMBER})\s*([a-z]*)\s*", text, re.IGNORECASE)
    scale = _UNITS.get(match[2].lower()) if match else None
    return max(float(match[1]) * scale, 0.0) if match and scale else 0.0
