"""The file around the slides: properties, the Content-Security-Policy with the hashes of style and script, and these two."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from igdeck.emit.html.markup import attribute, escape, quoted

if TYPE_CHECKING:
    from igdeck.model.page import Pages


def read(*names: str) -> str:
    """Files that stand beside this one, one after the other."""
    return "".join([Path(__file__).with_name(name).read_text(encoding="utf-8") for name in names])


def document(pages: Pages, style: str, script: str, body: str, looks: str = "") -> str:
    """The whole file, its body with the attributes `looks`.

    It asks for nothing: not even for an icon, as browsers would of their own accord.
    """
    head = (
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(style, script)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(pages.name)}</title>",
        *_properties(pages),
        '<link rel="icon" href="data:,">',
        f"<style>{style}</style>",
        f"<script>{script}</script>",
    )
    spoken = attribute("lang", pages.lang or "en") + attribute("dir", pages.dir)
    lines = ("<!doctype html>", f"<html{spoken}>", "<head>", *head, "</head>", f"<body{looks}>")
    return f"{chr(10).join(lines)}\n{body}</body>\n</html>\n"


def _properties(pages: Pages) -> list[str]:
    said = {"author": pages.author, "description": pages.subject, "keywords": pages.keywords, "generator": "igdeck"}
    return [f'<meta name="{name}" content={quoted(text)}>' for name, text in said.items() if text]


def _policy(style: str, script: str) -> str:
    """What the page may do: use this style, run this script, show pictures and fonts that are in it, and nothing else."""
    return (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; img-src data:; font-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(content: str) -> str:
    """A source expression for an element of this content (CSP 3, 2.3.1)."""
    from binascii import b2a_base64
    from hashlib import sha256

    return f"'sha256-{b2a_base64(sha256(content.encode()).digest(), newline=False).decode('ascii')}'"
