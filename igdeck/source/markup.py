"""Raw HTML in a source: it is not drawn yet, so its tags are said and its words are kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from igdeck.model.block import Paragraph
from igdeck.model.diagnostics import warning
from igdeck.model.inline import LineBreak, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from igdeck.model.block import Block
    from igdeck.model.inline import Inline
    from igdeck.source.context import Context

# Patterns are compiled by `re` when first used; most decks hold no HTML.
_TAG = r"</?([A-Za-z][\w-]*)[^>]*>"
_MARKUP = rf"(?si)<!--(?:-?>|.*?-->)|<(script|style)\b[^>]*>.*?</\1\s*>|{_TAG}"
_ALT = r"(?i)\balt\s*=\s*(?:\"([^\"]*)\"|'([^']*)')"

#: Elements inside a word or a line; any other parts the words before and after it.
_INLINE = frozenset(
    ("a", "abbr", "b", "code", "em", "font", "i", "kbd", "mark", "s", "small", "span", "strong", "sub", "sup", "u")
)


def html_lines(content: str, line: int, context: Context) -> Iterator[Block]:
    """Keep the words of a block of HTML, a paragraph for each line of them."""
    for markup in re.finditer(_MARKUP, content):
        at = line + content.count("\n", 0, markup.start())
        if markup[1]:
            context.found.append(warning("html-dropped", f"a <{markup[1].lower()}> element is left out", line=at))
        elif markup[2]:
            _about(markup[2].lower(), markup[0], at, context)
    text = re.sub(_MARKUP, _without_markup, content)
    if "<!--" in text:
        at = line + text.count("\n", 0, text.index("<!--"))
        message = "this comment is never closed, so it stands on the slide"
        context.found.append(warning("comment-open", message, "close it with -->", line=at))
    for offset, entry in enumerate(text.split("\n")):
        for words in entry.split("\r"):
            if words.strip():
                yield Paragraph((Text(_plain(words)),), line + offset)


def html_inlines(content: str, line: int, context: Context) -> Iterator[Inline]:
    """What stands for a tag, a comment or the like inside a line."""
    tag = re.match(_TAG, content)
    if not tag:
        if not content.startswith("<!--"):
            yield Text(content)
    elif tag[1].lower() == "br":
        yield LineBreak()
    else:
        _about(tag[1].lower(), content, line, context)
        if words := _alternative(content):
            yield Text(words)


def _about(name: str, tag: str, line: int, context: Context) -> None:
    """Say that an element has no effect: a picture each time, any other at its first place."""
    if name == "img":
        hint = "write ![what it shows](file.png)"
        context.found.append(warning("html-later", f"an <img> element is not drawn yet: {tag}", hint, line=line))
    elif name != "br":
        message = f"the HTML element <{name}> has no effect yet; its text is kept"
        context.once(name, warning("html-later", message, line=line))


def _without_markup(match: re.Match[str]) -> str:
    """What stands for a tag; a carriage return, which no source holds, for the end of a line within one."""
    name = (match[2] or "").lower()
    if name == "br":
        return "\r"
    words = _alternative(match[0]) if name == "img" else ""
    ends = "\n" * match[0].count("\n")
    return words + ends if name in _INLINE else f" {words}{ends} "


def _alternative(tag: str) -> str:
    found = re.search(_ALT, tag)
    return " ".join((found[1] or found[2] or "").split()) if found else ""


def _plain(text: str) -> str:
    if "&" in text:
        import html

        text = html.unescape(text)
    return " ".join(text.split())
