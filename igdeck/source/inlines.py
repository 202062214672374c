"""markdown-it's inline tokens as `Inline` values."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from igdeck.model.diagnostics import Diagnostic, warning
from igdeck.model.inline import CodeSpan, Emphasis, Image, LineBreak, Link, Strike, Strong, Text
from igdeck.source.pictures import find_picture

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from markdown_it.token import Token

    from igdeck.model.inline import Asset, Inline

_CONTAINERS = {"em_open": Emphasis, "strong_open": Strong, "s_open": Strike}
_BREAK = re.compile(r"<br\s*/?>$", re.IGNORECASE)
_TAG = re.compile(r"</?([A-Za-z][\w-]*)")
_ATTRIBUTES = re.compile(r"\{[ \t]*(?:[#.][\w-]+|[\w-]+=(?:\"[^\"]*\"|[^\s{}]+))(?:[ \t]+(?:[#.][\w-]+|[\w-]+=(?:\"[^\"]*\"|[^\s{}]+)))*[ \t]*\}")


@dataclass(slots=True)
class Context:
    """What reading one file gathers: where its pictures are, those found so far, and what there is to say."""

    folder: Path
    assets: dict[str, Asset | Diagnostic] = field(default_factory=dict)
    found: list[Diagnostic] = field(default_factory=list)
    said: set[tuple[str, str]] = field(default_factory=set)

    def once(self, what: str, diagnostic: Diagnostic) -> None:
        """Say a thing at its first place in the file only."""
        if (diagnostic.code, what) not in self.said:
            self.said.add((diagnostic.code, what))
            self.found.append(diagnostic)


def read_inlines(tokens: Sequence[Token], line: int, context: Context) -> tuple[Inline, ...]:
    """Read the children of an inline token that starts on `line`."""
    return _merged(_read(iter(tokens), line, context))


def _read(tokens: Iterator[Token], line: int, context: Context, until: str = "") -> Iterator[Inline]:
    for token in tokens:
        kind = token.type
        if kind == until:
            return
        match kind:
            case "text" | "text_special":
                yield Text(token.content)
            case "softbreak":
                line += 1
                yield Text(" ")
            case "hardbreak":
                line += 1
                yield LineBreak()
            case "code_inline":
                yield CodeSpan(token.content)
            case "em_open" | "strong_open" | "s_open":
                close = kind.replace("_open", "_close")
                yield _CONTAINERS[kind](_merged(_read(tokens, line, context, close)))
            case "link_open":
                children = _merged(_read(tokens, line, context, "link_close"))
                yield Link(str(token.attrs.get("href", "")), children, str(token.attrs.get("title", "")))
            case "image":
                yield _image(token, line, context)
            case "html_inline":
                yield from _html(token.content, line, context)
            case _:
                yield Text(token.content)


def _merged(inlines: Iterator[Inline]) -> tuple[Inline, ...]:
    """Join neighbouring texts."""
    out: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Text) and out and isinstance(out[-1], Text):
            out[-1] = Text(out[-1].text + inline.text)
        elif not (isinstance(inline, Text) and not inline.text):
            out.append(inline)
    return tuple(out)


def _image(token: Token, line: int, context: Context) -> Image:
    target = str(token.attrs.get("src", ""))
    alt = "".join(child.content for child in token.children or () if child.type != "softbreak")
    if target not in context.assets:
        context.assets[target] = find_picture(target, context.folder)
    asset = context.assets[target]
    if isinstance(asset, Diagnostic):
        context.found.append(Diagnostic(asset.severity, asset.code, asset.message, asset.hint, line=line))
    elif not alt.strip():
        hint = "say between the brackets what it shows, for people who cannot see it"
        context.found.append(warning("picture-alt", f"the picture “{target}” has no alternative text", hint, line=line))
    found = None if isinstance(asset, Diagnostic) else asset
    return Image(target, alt, str(token.attrs.get("title", "")), found, line)


def _html(content: str, line: int, context: Context) -> Iterator[Inline]:
    if _BREAK.match(content):
        yield LineBreak()
    elif tag := _TAG.match(content):
        message = f"the HTML element <{tag[1]}> has no effect yet; its text is kept"
        context.once(tag[1], warning("html-later", message, line=line))
    elif not content.startswith("<!--"):
        yield Text(content)


def split_attributes(inlines: tuple[Inline, ...]) -> tuple[tuple[Inline, ...], str]:
    """Part the inlines from a `{#id .class key=value}` at their end; "" where there is none."""
    if not inlines or not isinstance(inlines[-1], Text):
        return inlines, ""
    text = inlines[-1].text.rstrip()
    start = text.rfind("{")
    if start < 0 or not _ATTRIBUTES.fullmatch(text, start):
        return inlines, ""
    rest = text[:start].rstrip()
    return (*inlines[:-1], Text(rest)) if rest else inlines[:-1], text[start + 1 : -1].strip()
