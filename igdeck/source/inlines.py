"""markdown-it's inline tokens as `Inline` values."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from igdeck.model.diagnostics import Diagnostic, warning
from igdeck.model.inline import (
    CodeSpan,
    Emphasis,
    FootnoteMark,
    Image,
    LineBreak,
    Link,
    Strike,
    Strong,
    Styled,
    Text,
    plain_text,
)
from igdeck.model.value import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

    from igdeck.model.inline import Inline
    from igdeck.source.context import Context

#: Emphasis and links nested deeper than this lose their looks, not their words.
DEEPEST = 20

_NOTHING = Text("")

# Patterns are compiled by `re` when first used.
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\U00020000-\U0003ffff"
_WIDE_BREAK = rf"(?<=[{_WIDE}])\n(?=[{_WIDE}])"
_SPACES = r"[ \t\n\f\r]+"


def read_inlines(tokens: Sequence[Token], line: int, context: Context) -> tuple[Inline, ...]:
    """Read the children of an inline token that starts on `line`."""
    if len(tokens) == 1 and tokens[0].type == "text":
        inlines: tuple[Inline, ...] = (Text(_flowing(tokens[0].content)),)
    else:
        inlines = trimmed(_Reader(tokens, line, context).inlines())
    if context.typographic:
        from igdeck.source.typography import fine

        return fine(inlines, context.lang)
    return inlines


class _Reader:
    """Walks the tokens of one paragraph once; `line` is where it is."""

    __slots__ = ("at", "context", "line", "tokens")

    def __init__(self, tokens: Sequence[Token], line: int, context: Context) -> None:
        self.tokens = tokens
        self.line = line
        self.context = context
        self.at = 0

    def inlines(self, until: str = "", depth: int = 0) -> tuple[Inline, ...]:
        """The inlines up to the closing token `until`, which is passed, or up to the closing tag of that name, as `</b>`.

        Where a tag is not closed before what holds it ends, the end is left to that.
        """
        out: list[Inline] = []
        flat, missing = 0, set[str]()
        tagged = until.startswith("</")
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            if token.nesting < 0 and not flat and tagged:
                break
            self.at += 1
            if token.type == "html_inline":
                if tagged and not flat and token.content.lower().rstrip("> \t\n") == until[:-1]:
                    break
                out += self._markup(token, depth, missing)
            elif token.nesting == 0:
                out += self._leaf(token)
            elif token.nesting > 0 and depth < DEEPEST:
                out += self._container(token, depth)
            elif token.nesting > 0:
                flat += 1
            elif flat:
                flat -= 1
            elif token.type == until:
                break
        return merged(out)

    def _container(self, token: Token, depth: int) -> tuple[Inline, ...]:  # noqa: PLR0911 a case for each kind
        line = self.line
        children = self.inlines(token.type.replace("_open", "_close"), depth + 1)
        match token.type:
            case "em_open":
                return (Emphasis(children),)
            case "strong_open":
                return (Strong(children),)
            case "s_open":
                return (Strike(children),)
            case "sub_open":
                return (Styled("sub", children),)
            case "sup_open":
                return (Styled("sup", children),)
            case "highlight_open":
                return (Styled("mark", children),)
            case "span_open":
                from igdeck.source.attributed import dressed

                return dressed(children, token.meta["attributes"], "spans", line, self.context)
            case _:
                link = Link(_target(token), children, str(token.attrs.get("title", "")))
                return self._attributed(link, self.tokens[self.at - 1], line)

    def _attributed(self, inline: Inline, token: Token, line: int) -> tuple[Inline, ...]:
        """A picture, a link or code with the attributes that follow it."""
        if not token.meta or "attributes" not in token.meta:
            return (inline,)
        from igdeck.source.attributed import attributed

        return attributed(inline, token.meta["attributes"], line, self.context)

    def _markup(self, token: Token, depth: int, missing: set[str]) -> Iterator[Inline]:
        """What stands for a tag, a comment or the like; for an element, with what is in it."""
        from igdeck.source.markup import Tag, html_leaf, html_words

        line, tag = self.line, Tag.read(token.content)
        self.line += token.content.count("\n")
        if tag is None or not tag.opens or depth >= DEEPEST or tag.name in missing:
            yield from html_leaf(token.content, tag, line, self.context)
        elif self._is_closed(tag.name):
            children = self.inlines(f"</{tag.name}>", depth + 1)
            yield from html_words(tag, children, line, self.context)
        else:
            missing.add(tag.name)
            yield from html_leaf(token.content, tag, line, self.context)

    def _is_closed(self, name: str) -> bool:
        """Whether an element is closed before what holds it ends."""
        level = 0
        for index in range(self.at, len(self.tokens)):
            token = self.tokens[index]
            level += token.nesting
            if level < 0:
                return False
            if not level and token.type == "html_inline" and token.content.lower().rstrip("> \t\n") == f"</{name}":
                return True
        return False

    def _leaf(self, token: Token) -> Iterator[Inline]:
        match token.type:
            case "softbreak":
                self.line += 1
                yield Text("\n")
            case "hardbreak":
                self.line += 1
                yield LineBreak()
            case "code_inline":
                yield from self._attributed(CodeSpan(token.content), token, self.line)
            case "image":
                yield from self._image(token)
            case "footnote_mark":
                yield self._footnote(token.content)
            case _:
                yield Text(token.content)

    def _image(self, token: Token) -> tuple[Inline, ...]:
        parts = ("\n" if child.type == "softbreak" else child.content for child in token.children or ())
        alt = " ".join("".join(parts).split())
        attributes = token.meta.get("attributes")
        told = attributes is not None and ("decorative" in attributes.classes or "alt" in dict(attributes.values))
        target, title = str(token.attrs.get("src", "")), " ".join(str(token.attrs.get("title", "")).split())
        image = picture(target, alt, title, self.line, self.context, told=told)
        if "caption" in token.meta:
            image = captioned(image, read_inlines(token.meta["caption"], self.line, self.context))
        return self._attributed(image, token, self.line)

    def _footnote(self, label: str) -> Inline:
        """The mark of a footnote; footnotes are numbered as they come."""
        context = self.context
        if label not in context.definitions:
            hint = f"write a line [^{label}]: and what it says"
            context.found.append(warning("footnote-missing", f"there is no footnote “{label}”", hint, line=self.line))
            return Text(f"[^{label}]")
        number = context.numbers.setdefault(label, len(context.numbers) + 1)
        context.marked[label] = number
        return FootnoteMark(number)


def captioned(image: Image, caption: tuple[Inline, ...]) -> Image:
    """A picture with its caption; one with a picture in it stays the plain text that it is written as."""
    if any(isinstance(inline, Image) for inline in caption):
        return image
    plain = all(isinstance(inline, Text) for inline in caption)
    return replace(image, title=plain_text(caption), caption=() if plain else caption)


def picture(target: str, alt: str, title: str, line: int, context: Context, *, told: bool = False) -> Image:
    """A picture; what is wrong with it is said, also that it has no alternative text, unless the source has `told` why."""
    target = context.target(target, line)
    asset = context.picture(target)
    if isinstance(asset, Diagnostic):
        context.found.append(Diagnostic(asset.severity, asset.code, asset.message, asset.hint, line=line))
        return Image(target, alt, title, None, line)
    if not alt and not told:
        message = f"the picture “{target}” has no alternative text"
        hint = "say between the brackets what it shows, for people who cannot see it; or write {.decorative} after it"
        context.found.append(warning("picture-alt", message, hint, line=line))
    return Image(target, alt, title, asset, line, decorative=not alt)


def _target(token: Token) -> str:
    """Where a link leads; markdown-it writes an address in percent code, but the key of a slide is in plain letters."""
    target = str(token.attrs.get("href", ""))
    if target.startswith("#") and "%" in target:
        from urllib.parse import unquote

        return unquote(target)
    return target


def merged(inlines: Sequence[Inline]) -> tuple[Inline, ...]:
    """Join neighbouring texts, and let them flow."""
    out: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Text) and out and isinstance(out[-1], Text):
            out[-1] = Text(out[-1].text + inline.text)
        else:
            out.append(inline)
    flowing = (Text(_flowing(inline.text)) if isinstance(inline, Text) else inline for inline in out)
    return tuple(inline for inline in flowing if inline != _NOTHING)


def trimmed(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
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
