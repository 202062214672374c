"""markdown-it's inline tokens as `Inline` values."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from igdeck.model.diagnostics import Diagnostic, warning
from igdeck.model.inline import CodeSpan, Emphasis, Image, LineBreak, Link, Strike, Strong, Text
from igdeck.source.markup import html_inlines
from igdeck.source.pictures import find_picture

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

    from igdeck.model.inline import Inline
    from igdeck.source.context import Context

#: Emphasis and links nested deeper than this lose their looks, not their words.
DEEPEST = 20

_NOTHING = Text("")

# Patterns are compiled by `re` when first used.
_ATTRIBUTE = r"(?:[#.][\w-]+|[\w-]+=(?:\"[^\"]*\"|[^\s{}\"]+))"
_ATTRIBUTES = rf"\{{[ \t]*{_ATTRIBUTE}(?:[ \t]+{_ATTRIBUTE})*[ \t]*\}}"
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\U00020000-\U0003ffff"
_WIDE_BREAK = rf"(?<=[{_WIDE}])\n(?=[{_WIDE}])"
_SPACES = r"[ \t\n\f\r]+"


def read_inlines(tokens: Sequence[Token], line: int, context: Context) -> tuple[Inline, ...]:
    """Read the children of an inline token that starts on `line`."""
    if len(tokens) == 1 and tokens[0].type == "text":
        return (Text(_flowing(tokens[0].content)),)
    return _trimmed(_Reader(tokens, line, context).inlines())


class _Reader:
    """Walks the tokens of one paragraph once; `line` is where it is."""

    __slots__ = ("context", "line", "tokens")

    def __init__(self, tokens: Sequence[Token], line: int, context: Context) -> None:
        self.tokens = iter(tokens)
        self.line = line
        self.context = context

    def inlines(self, until: str = "", depth: int = 0) -> tuple[Inline, ...]:
        """The inlines up to the closing token `until`, which is passed."""
        out: list[Inline] = []
        flat = 0
        for token in self.tokens:
            if token.nesting == 0:
                out += self._leaf(token)
            elif token.nesting > 0 and depth < DEEPEST:
                out.append(self._container(token, depth))
            elif token.nesting > 0:
                flat += 1
            elif flat:
                flat -= 1
            elif token.type == until:
                break
        return _merged(out)

    def _container(self, token: Token, depth: int) -> Inline:
        children = self.inlines(token.type.replace("_open", "_close"), depth + 1)
        match token.type:
            case "em_open":
                return Emphasis(children)
            case "strong_open":
                return Strong(children)
            case "s_open":
                return Strike(children)
            case _:
                return Link(_target(token), children, str(token.attrs.get("title", "")))

    def _leaf(self, token: Token) -> Iterator[Inline]:
        match token.type:
            case "softbreak":
                self.line += 1
                yield Text("\n")
            case "hardbreak":
                self.line += 1
                yield LineBreak()
            case "code_inline":
                yield CodeSpan(token.content)
            case "image":
                yield self._image(token)
            case "html_inline":
                yield from html_inlines(token.content, self.line, self.context)
                self.line += token.content.count("\n")
            case _:
                yield Text(token.content)

    def _image(self, token: Token) -> Image:
        target = str(token.attrs.get("src", ""))
        parts = ("\n" if child.type == "softbreak" else child.content for child in token.children or ())
        alt = " ".join("".join(parts).split())
        assets = self.context.assets
        if target not in assets:
            assets[target] = find_picture(target, self.context.folder)
        asset = assets[target]
        if isinstance(asset, Diagnostic):
            self.context.found.append(Diagnostic(asset.severity, asset.code, asset.message, asset.hint, line=self.line))
        elif not alt:
            message = f"the picture “{target}” has no alternative text"
            hint = "say between the brackets what it shows, for people who cannot see it"
            self.context.found.append(warning("picture-alt", message, hint, line=self.line))
        found = None if isinstance(asset, Diagnostic) else asset
        return Image(target, alt, str(token.attrs.get("title", "")), found, self.line)


def _target(token: Token) -> str:
    """Where a link leads; markdown-it writes an address in percent code, but the key of a slide is in plain letters."""
    target = str(token.attrs.get("href", ""))
    if target.startswith("#") and "%" in target:
        from urllib.parse import unquote

        return unquote(target)
    return target


def _merged(inlines: Sequence[Inline]) -> tuple[Inline, ...]:
    """Join neighbouring texts, and let them flow."""
    out: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Text) and out and isinstance(out[-1], Text):
            out[-1] = Text(out[-1].text + inline.text)
        else:
            out.append(inline)
    flowing = (Text(_flowing(inline.text)) if isinstance(inline, Text) else inline for inline in out)
    return tuple(inline for inline in flowing if inline != _NOTHING)


def _trimmed(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Without the space that a comment leaves at an end."""
    if inlines and isinstance(first := inlines[0], Text) and first.text[0] == " ":
        inlines = (Text(first.text[1:]), *inlines[1:])
    if inlines and isinstance(last := inlines[-1], Text) and last.text[-1:] == " ":
        inlines = (*inlines[:-1], Text(last.text[:-1]))
    return tuple(inline for inline in inlines if inline != _NOTHING)


def _flowing(text: str) -> str:
    """Text whose line ends and runs of spaces are a space, as in a browser; between two East Asian characters, none."""
    if "\n" in text and not text.isascii():
        text = re.sub(_WIDE_BREAK, "", text)
    if "  " in text or "\n" in text or "\t" in text or "\f" in text or "\r" in text:
        text = re.sub(_SPACES, " ", text)
    return text


def split_attributes(inlines: tuple[Inline, ...]) -> tuple[tuple[Inline, ...], str]:
    """Part the inlines from a `{#id .class key=value}` at their end; "" where there is none."""
    if not inlines or not isinstance(inlines[-1], Text):
        return inlines, ""
    text = inlines[-1].text.rstrip()
    start = text.rfind("{")
    if start < 0 or not re.compile(_ATTRIBUTES).fullmatch(text, start):
        return inlines, ""
    rest = text[:start].rstrip()
    return (*inlines[:-1], Text(rest)) if rest else inlines[:-1], text[start + 1 : -1].strip()


def without_picture_attributes(inlines: tuple[Inline, ...]) -> tuple[tuple[Inline, ...], list[str]]:
    """Part a paragraph's inlines from the `{...}` that follow its pictures."""
    out: list[Inline] = []
    attributes: list[str] = []
    for inline in inlines:
        if isinstance(inline, Text) and out and isinstance(out[-1], Image):
            found = re.match(rf" ?({_ATTRIBUTES})", inline.text)
            if found:
                attributes.append(found[1][1:-1].strip())
                inline = Text(inline.text[found.end() :])  # noqa: PLW2901
        if inline != _NOTHING:
            out.append(inline)
    return tuple(out), attributes
