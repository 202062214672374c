"""Raw HTML in a source, reduced to what the slide language has itself; all else is left out and said.

Inside a line an element's words come as inlines, read already. A block of HTML is read here, into the model's own blocks.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from igdeck.model.diagnostics import warning
from igdeck.model.inline import CodeSpan, Emphasis, LineBreak, Link, Span, Strike, Strong, Styled, Text, plain_text
from igdeck.model.value import frozen
from igdeck.source.text import readable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from igdeck.model.block import Block
    from igdeck.model.inline import Direction, Inline, Look
    from igdeck.source.context import Context

# Patterns are compiled by `re` when first used; most decks hold no HTML.
_TAG = r"<(/?)([A-Za-z][\w-]*)((?:\"[^\"]*\"|'[^']*'|[^>\"'])*)>"
_ATTRIBUTE = r"([A-Za-z_:][\w:.-]*)\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>]+)"

_STRONG = ("b", "strong")
_EMPHASIS = ("i", "em", "cite", "dfn", "var")
_STRIKE = ("s", "del", "strike")
_CODE = ("code", "kbd", "samp", "tt")
_LOOKS: dict[str, Look] = {"u": "underline", "ins": "underline", "mark": "mark", "small": "small", "sub": "sub", "sup": "sup"}
_SPANS = ("span", "abbr", "bdi", "bdo")
#: Elements inside a line that igdeck knows.
INLINE = frozenset((*_STRONG, *_EMPHASIS, *_STRIKE, *_CODE, *_LOOKS, *_SPANS, "a", "br", "img", "wbr"))
#: Elements that hold blocks.
BLOCK = frozenset(
    (
        "address", "article", "aside", "blockquote", "caption", "dd", "div", "dl", "dt", "figcaption", "figure", "footer", "h1",
        "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot",
        "th", "thead", "tr", "ul",
    )
)  # fmt: skip
#: Elements whose words are no words.
UNREAD = ("script", "style")


@frozen
class Tag:
    """A tag: the name of its element in small letters, its attributes, whether it opens or closes the element."""

    name: str
    attributes: tuple[tuple[str, str], ...]
    opens: bool
    closes: bool

    @classmethod
    def read(cls, text: str) -> Tag | None:
        """The tag that a text is; None for a comment or the like."""
        found = re.match(_TAG, text)
        return cls.found(found) if found else None

    @classmethod
    def found(cls, found: re.Match[str]) -> Tag:
        """The tag that a pattern has found."""
        name, rest = found[2].lower(), found[3]
        empty = name in ("br", "img", "hr", "wbr") or rest.endswith("/")
        attributes = tuple((key.lower(), _plain(value)) for key, value in re.findall(_ATTRIBUTE, rest)) if "=" in rest else ()
        return cls(name, attributes, not found[1] and not empty, bool(found[1]))

    def get(self, name: str) -> str:
        """The value of an attribute, empty if there is none."""
        return next((value for key, value in self.attributes if key == name), "")


def html_leaf(content: str, tag: Tag | None, line: int, context: Context) -> Iterator[Inline]:
    """What stands for a tag without its element, a comment or the like."""
    if tag is None:
        if not content.startswith("<!--"):
            yield Text(content)
    elif tag.name == "br":
        yield LineBreak()
    elif tag.name == "img":
        yield from _image(tag, line, context)
    else:
        about(tag, line, context)
        if tag.opens and tag.name in INLINE:
            message = f"a <{tag.name}> is never closed, so it has no effect"
            context.once(f"/{tag.name}", warning("html-dropped", message, line=line))


def html_words(tag: Tag, children: tuple[Inline, ...], line: int, context: Context) -> Iterator[Inline]:
    """An element with its words."""
    about(tag, line, context)
    if tag.name in UNREAD:
        return
    if tag.name in _STRONG:
        yield Strong(children)
    elif tag.name in _EMPHASIS:
        yield Emphasis(children)
    elif tag.name in _STRIKE:
        yield Strike(children)
    elif tag.name in _CODE:
        yield CodeSpan(plain_text(children))
    elif tag.name in _LOOKS:
        yield Styled(_LOOKS[tag.name], children)
    elif tag.name == "a" and tag.get("href"):
        yield Link(tag.get("href"), children, tag.get("title"))
    elif tag.name in INLINE and (own := _own(tag, line, context)):
        yield Span(children, **own)
    else:
        yield from children


def about(tag: Tag, line: int, context: Context) -> None:
    """Say that an element is left out, at its first place; a script or style each time."""
    if tag.name in UNREAD:
        if not tag.closes:
            context.found.append(warning("html-dropped", f"a <{tag.name}> element is left out", line=line))
    elif tag.name not in INLINE and tag.name not in BLOCK:
        message = f"the HTML element <{tag.name}> is left out; its words are kept"
        context.once(tag.name, warning("html-dropped", message, line=line))
    elif tag.get("style"):
        message = f'styles of HTML elements are left out: style="{tag.get("style")}"'
        context.once("style=", warning("html-dropped", message, line=line))


def _own(tag: Tag, line: int, context: Context) -> dict[str, Any]:
    """The classes, the language and the direction of an element."""
    lang, direction = spoken(tag, line, context)
    own = {"classes": tuple(tag.get("class").split()), "lang": lang, "dir": direction}
    return {key: value for key, value in own.items() if value}


def spoken(tag: Tag, line: int, context: Context) -> tuple[str, Direction]:
    """The language and the direction of an element."""
    said = tuple((key, value) for key in ("lang", "dir") if (value := tag.get(key)) and (key, value) != ("dir", "auto"))
    if not said:
        return "", ""
    from igdeck.source.attributed import language_of
    from igdeck.source.attributes import Attributes, Taker

    return language_of(Taker(Attributes(values=said), "elements", line, context))


def _image(tag: Tag, line: int, context: Context) -> tuple[Inline, ...]:
    from igdeck.source.attributed import sized
    from igdeck.source.attributes import Attributes
    from igdeck.source.inlines import picture

    told = any(key == "alt" for key, _ in tag.attributes)
    image = picture(tag.get("src"), " ".join(tag.get("alt").split()), tag.get("title"), line, context, told=told)
    sides = tuple((key, tag.get(key)) for key in ("width", "height") if tag.get(key))
    return (sized(image, Attributes(values=sides), line, context),) if sides else (image,)


def _plain(text: str) -> str:
    text = text[1:-1] if text[:1] in ('"', "'") else text
    if "&" in text:
        import html

        text = readable(html.unescape(text))
    return text


def html_blocks(content: str, line: int, context: Context) -> Iterator[Block]:
    """The blocks in a block of HTML that starts on `line`."""
    if content.startswith("<!--") and content.rstrip().endswith("-->") and content.count("-->") == 1:
        return
    from igdeck.source.elements import read_elements

    yield from read_elements(content, line, context)
