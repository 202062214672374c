"""Decks that people wrote for other tools, where they are at hand: each is read without a failure and without losing a word."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from tools.command import ROOT
from tools.dump import dump_deck

from igdeck.source import read_source
from igdeck.source.blocks import new_parser
from igdeck.source.frontmatter import split_front_matter
from igdeck.source.text import read_text

if TYPE_CHECKING:
    from pathlib import Path

CORPUS = ROOT.parent / "shared" / "corpus"
DECKS = sorted(CORPUS.glob("*/*.md"))
#: What is not meant to be seen, and what stands for it.
MARKUP = (
    (r"(?s)<!--.*?-->", " "),
    (r"(?s)<(script|style)\b.*?</\1\s*>", " "),
    (r"</?[A-Za-z][^>]*>", " "),
    (r"&\w+;?", " "),
    (r"(?<=\))\{[^}\n]*\}", " "),
    (r"(?m)^([ \t]*```\w*).*$", r"\1"),
    (r"(?m)^[ \t]*:{3,}.*$", " "),
    (r"(?m)^[ \t]*\d+[.)][ \t]", " "),
)


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", text.casefold()))


def seen(path: Path) -> Counter[str]:
    """The words of a source that are meant to be seen, or to be an address."""
    text = read_text(path)
    _, taken = split_front_matter(text)
    body = "\n".join(text.split("\n")[taken:])
    for markup, rest in MARKUP:
        body = re.sub(markup, rest, body)
    return words(body)


@pytest.mark.skipif(not DECKS, reason=f"there is no folder {CORPUS.parent.name}/{CORPUS.name} beside the checkout")
def test_decks_of_other_tools_lose_no_word() -> None:
    """Every word of every deck stands in the model, in a diagnostic or in a definition of a link."""
    lost: dict[str, list[str]] = {}
    for path in DECKS:
        deck, found = read_source(path)
        definitions: dict[str, dict[str, object]] = {}
        new_parser().parse(read_text(path), definitions)
        kept = words(" ".join((dump_deck(deck, found), str(definitions))))
        lost[path.parent.name] = sorted(seen(path) - kept)
    assert len(lost) > 1
    assert not {deck: words for deck, words in lost.items() if words}
