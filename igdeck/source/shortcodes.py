"""Emoji by their names, as on GitHub: `:tada:` stands for 🎉. A name that there is not stays as it is written.

The names are those of the package `emoji`. It reads a table of five thousand of them, so it is imported where a name may stand.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from igdeck.source.text import SHORTCODES

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline


def with_emoji(text: str) -> str:
    """The text with emoji for their names."""
    return re.sub(SHORTCODES, lambda names: _emoji(names[0]), text)


def add_emoji(parser: MarkdownIt) -> None:
    """Teach the parser the names of emoji; in code, addresses and HTML they are none."""
    parser.inline.ruler.before("emphasis", "emoji", _shortcodes)


def _shortcodes(state: StateInline, silent: bool) -> bool:
    found = re.compile(SHORTCODES).match(state.src, state.pos, state.posMax) if state.src[state.pos] == ":" else None
    if not found or (text := _emoji(found[0])) == found[0]:
        return False
    if not silent:
        state.pending += text
    state.pos = found.end()
    return True


def _emoji(names: str) -> str:
    import emoji

    return emoji.emojize(names, language="alias")
