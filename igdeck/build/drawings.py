"""SVG made safe and drawn: what could run, or fetch something, goes; the rest is drawn by typst, as in handouts.

Browsers run nothing and fetch nothing of an SVG that is shown as a picture. This one also lands in a .pptx, from which people
take it out again, so it is made harmless for good.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from igdeck.emit.twins import find_twins
from igdeck.source.drawings import safe_parser

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAMESPACE: Final = "{http://www.w3.org/2000/svg}"
_XLINK: Final = "{http://www.w3.org/1999/xlink}"
#: Elements that run something, or hold another document.
_UNSAFE: Final = frozenset(
    ("script", "foreignObject", "handler", "listener", "iframe", "embed", "object", "audio", "video", "canvas", "discard")
)
#: Elements that change an attribute of another: harmless, unless that is an address.
_CHANGING: Final = ("animate", "animateMotion", "animateTransform", "set")
_IMAGE: Final = '#image("drawing.svg", width: 100%, height: 100%, fit: "stretch")\n'
#: Pictures and fonts that are in the file itself.
_INSIDE: Final = r"\s*(?:#|data:(?:image/(?:png|jpeg|gif|webp)|font/|application/(?:x-)?font))"
_URL: Final = r"""(?i)url\(\s*(?:"([^"]*)"|'([^']*)'|([^)]*?))\s*\)"""
_IMPORT: Final = r"(?i)@import[^;]*;?"
_FAMILY: Final = r"(?i)(font-family\s*:\s*)([^;}]+)"
#: What is meant by a kind of family, as most browsers have it. Not every program that draws knows the kinds.
_USUAL: Final = {"sans-serif": "arial", "serif": "times new roman", "monospace": "courier new"}
_RUNS: Final = r"(?i)expression\s*\(|javascript\s*:|-moz-binding|behavior\s*:"


def reduced(data: bytes, width: int, height: int) -> tuple[bytes, bool]:
    """An SVG of this size in pixels without what is unsafe, and whether anything that is seen or run was left out."""
    from lxml import etree

    root = etree.fromstring(data, safe_parser())
    dropped = [*_without_elements(root), *_without_attributes(root)]
    _name_twins(root)
    box = root.get("viewBox") or f"0 0 {width} {height}"
    root.set("viewBox", box)
    root.set("width", str(width))
    root.set("height", str(height))
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="utf-8"), any(dropped)


def draw(svg: bytes, width: int, height: int) -> bytes:
    """A PNG of so many pixels, clear where the drawing is. Raises ValueError for what cannot be drawn."""
    from tempfile import TemporaryDirectory

    from igdeck.emit.handout.fonts import load_typst

    typst = load_typst()
    program = f"#set page(width: {width}pt, height: {height}pt, margin: 0pt, fill: none)\n{_IMAGE}"
    with TemporaryDirectory(prefix="igdeck-", ignore_cleanup_errors=True) as folder:
        (Path(folder) / "drawing.svg").write_bytes(svg)
        (Path(folder) / "page.typ").write_text(program, encoding="utf-8")
        try:
            drawn: bytes = typst.compile(str(Path(folder) / "page.typ"), root=folder, format="png", ppi=72.0)
        except typst.TypstError as refusal:
            raise ValueError(refusal.message) from refusal
    return drawn


def _name_twins(root: Any) -> None:
    """Name free fonts of the same widths behind Office's, for whoever draws the words without having those."""
    for element in root.iter():
        if family := element.get("font-family"):
            element.set("font-family", _with_twins(family))
        if style := element.get("style"):
            element.set("style", re.sub(_FAMILY, lambda match: match[1] + _with_twins(match[2]), style))
        if element.tag == f"{_NAMESPACE}style" and element.text:
            element.text = re.sub(_FAMILY, lambda match: match[1] + _with_twins(match[2]), element.text)


def _with_twins(families: str) -> str:
    """A list of families with the free ones of each behind it."""
    named: dict[str, None] = {}
    for family in families.split(","):
        found = find_twins(family.strip().strip("'\"")) or find_twins(_USUAL.get(family.strip().lower(), ""))
        named |= dict.fromkeys([*(found.twins if found and family.strip().lower() in _USUAL else ()), family.strip()])
        named |= dict.fromkeys(found.twins if found else ())
    return ", ".join(named)


def _without_elements(root: Any) -> Iterator[bool]:
    """Take out elements, and say of each whether it could be seen or run. What editors note for themselves could not."""
    from lxml import etree

    for element in [*root.iter()]:
        if not isinstance(element.tag, str) or (not element.tag.startswith(_NAMESPACE) and element is not root):
            _remove(element)  # an entity of the author's, an instruction to some program, an editor's notes
        elif etree.QName(element).localname in _UNSAFE or _changes_address(element):
            _remove(element)
            yield True


def _changes_address(element: Any) -> bool:
    """Whether it animates an address."""
    return element.tag.removeprefix(_NAMESPACE) in _CHANGING and "href" in element.get("attributeName", "").lower()


def _remove(element: Any) -> None:
    """Take an element out, and leave the words behind it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)


def _without_attributes(root: Any) -> Iterator[bool]:
    """Take out attributes that run something or lead out of the file, and the same in style sheets."""
    for element in root.iter():
        for name, value in [*element.attrib.items()]:
            if name.startswith("{") and not name.startswith((_XLINK, "{http://www.w3.org/XML/1998/namespace}")):
                del element.attrib[name]
            elif name.lower().startswith("on") or (name in ("href", f"{_XLINK}href") and not re.match(_INSIDE, value)):
                del element.attrib[name]
                yield element.tag != f"{_NAMESPACE}a"
            elif (safe := _style(value)) != value:
                element.set(name, safe)
                yield True
        if element.tag == f"{_NAMESPACE}style" and element.text and (safe := _style(element.text)) != element.text:
            element.text = safe
            yield True


def _style(text: str) -> str:
    """Declarations without imports and without addresses that lead out of the file."""
    if re.search(_RUNS, text):
        return ""
    if "(" not in text and "@" not in text:
        return text
    bare = re.sub(_IMPORT, "", text)
    return re.sub(_URL, lambda match: match[0] if re.match(_INSIDE, match[1] or match[2] or match[3] or "") else "none", bare)
