"""The YAML block at the top of a source: what belongs to the whole deck.

Every value is read as text (YAML's `no` stays the word “no”), so that a date or a version number comes out as written.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Any

from igdeck.model.deck import Meta
from igdeck.model.diagnostics import Diagnostic, IgdeckError, error, note, warning
from igdeck.source.foreign import FOREIGN
from igdeck.source.text import readable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: What becomes of a slide that holds too much.
_FITS = ("continue", "shrink", "error")
KEYS = ("author", "date", "fit", "footer", "keywords", "lang", "slide-level", "subject", "subtitle", "template", "title")

# A first line that makes a block front matter: a key, or a known key whose space after the colon was forgotten.
_KEY_LINE = r"([A-Za-z][\w-]*|\"[^\"]+\"|'[^']+')\s*:(?:\s|$)"
_TIGHT_KEY = r"([A-Za-z][\w-]*):\S"
_LANGUAGE = r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*"

_OFF = ("false", "no", "off", "none")
#: How deep and how many texts of a YAML value are read: aliases can make it endless.
_DEEPEST, _MOST = 4, 100


def split_front_matter(text: str) -> tuple[str, int]:
    """Return the YAML between the opening and closing `---`, and how many lines the block takes; ("", 0) without one.

    A block whose first line with content is no `key:` is a slide between two rules, not front matter.
    """
    if not text.startswith("---"):
        return "", 0
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return "", 0
    for number, line in enumerate(lines[1:], 1):
        if line.rstrip() in ("---", "..."):
            body = lines[1:number]
            return ("\n".join(body), number + 1) if _is_yaml(body) else ("", 0)
    return "", 0


def _is_yaml(body: list[str]) -> bool:
    """Whether lines between two rules are front matter, which may be empty, and not a slide."""
    content = [line for line in body if line.strip()]
    plain = [line for line in content if not line.startswith("#")]
    if not plain:
        return not content
    tight = re.match(_TIGHT_KEY, plain[0])
    key = re.match(_KEY_LINE, plain[0]) or (tight if tight and _is_known(tight[1]) else None)
    if key is None:
        return False
    # “# Title” and “Speaker: me” is a slide as well as YAML with a comment: the key decides.
    return plain[0] is content[0] or _is_known(key[1].strip("\"'"))


def _is_known(key: str) -> bool:
    return key in KEYS or key in FOREIGN


def unclosed(text: str) -> tuple[Diagnostic, ...]:
    """Say that a source starts as with front matter whose end is missing."""
    first, _, rest = text.partition("\n")
    key = re.match(_KEY_LINE, rest) if first.rstrip() == "---" else None
    if key is None or key[1] not in KEYS or re.search(r"(?m)^(?:---|\.\.\.)[ \t]*$", rest):
        return ()
    hint = "close it with a line --- before the first slide"
    return (warning("front-matter-open", "the front matter is never closed, so it stands on a slide", hint, line=1, length=3),)


def _about_comments(yaml_text: str) -> Iterator[Diagnostic]:
    """Say where a heading may have got into the front matter, because its end is missing."""
    for match in re.finditer(r"(?m)^[ \t]*\n#{1,6} \S.*$", yaml_text):
        line = yaml_text.count("\n", 0, match.start()) + 3
        hint = "if it is a slide's heading, close the front matter with a line --- before it"
        yield note("front-matter-comment", "this line is a comment in the front matter", hint, line=line)


def read_meta(yaml_text: str) -> tuple[Meta, tuple[Diagnostic, ...]]:
    """Read the front matter (which starts on line 2 of its file); raise IgdeckError for broken YAML."""
    if not yaml_text.strip():
        return Meta(), ()
    values: dict[str, Any] = {}
    found = [*_about_comments(yaml_text)]
    for key, value, line, column in _entries(yaml_text):
        place = {"line": line, "column": column, "length": len(key)}
        name = key.replace("-", "_")
        if key not in KEYS:
            found.append(_unknown(key, place))
        elif name in values:
            found.append(error("front-matter-twice", f"“{key}” stands in the front matter twice", "remove one of them", **place))
        else:
            text = " ".join(", ".join(islice(_texts(value, _DEEPEST), _MOST)).split())
            values[name] = _checked(key, text, place, found)
    return Meta(**values), tuple(found)


def _checked(key: str, text: str, place: dict[str, int], found: list[Diagnostic]) -> str | int:
    """A value as `Meta` holds it; the default for one that cannot be, which is said."""
    match key:
        case "slide-level":
            hint = "write slide-level: 2 for slides that start at # and ##"
            wrong = error("front-matter-value", f"slide-level is a number from 1 to 6, not “{text}”", hint, **place)
            return int(_one_of("123456", text, "2", wrong, found))
        case "fit":
            hint = "write fit: continue (the default), fit: shrink or fit: error"
            wrong = error("front-matter-value", f"fit is one of {', '.join(_FITS)}, not “{text}”", hint, **place)
            return _one_of(_FITS, text, _FITS[0], wrong, found)
        case "footer":
            return "" if text.lower() in _OFF else text
        case "lang":
            return _language(text, place, found)
        case _:
            return text


def _one_of(values: Iterable[str], text: str, default: str, wrong: Diagnostic, found: list[Diagnostic]) -> str:
    """A value that is one of a few; else the default, and what is wrong is said."""
    if text in tuple(values):
        return text
    found.append(wrong)
    return default


def _language(text: str, place: dict[str, int], found: list[Diagnostic]) -> str:
    tag = text.replace("_", "-")
    if not text or re.fullmatch(_LANGUAGE, tag):
        return tag or "en-US"
    hint = "write lang: en-GB, or lang: nl"
    found.append(error("front-matter-value", f"lang is a language's short name, not “{text}”", hint, **place))
    return "en-US"


def _entries(yaml_text: str) -> Iterator[tuple[str, Any, int, int]]:
    """Each key with its value's YAML node, and the line and column of the key."""
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        root = yaml.compose(yaml_text, Loader=loader)
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        line, column = (mark.line + 2, mark.column + 1) if mark else (1, 0)
        raise _broken(f"the front matter is not valid YAML: {fault.problem or fault.context}", line, column) from None
    except (yaml.YAMLError, ValueError, RecursionError) as fault:
        raise _broken(f"the front matter is not valid YAML: {fault}", 1, 0) from None
    if root is None:
        return
    if not isinstance(root, yaml.MappingNode):
        raise _broken("the front matter is no list of “key: value” lines", 2, 1)
    for key, value in root.value:
        name = str(key.value) if isinstance(key, yaml.ScalarNode) else "?"
        yield name, value, key.start_mark.line + 2, key.start_mark.column + 1


def _texts(node: Any, depth: int) -> Iterator[str]:
    """The texts in a YAML value, in order. A plain `~` or `null` is no text."""
    import yaml

    match node:
        case yaml.ScalarNode():
            if node.value and (node.style or node.value not in ("~", "null")):
                yield readable(str(node.value))
        case yaml.SequenceNode() if depth:
            for child in node.value:
                yield from _texts(child, depth - 1)
        case yaml.MappingNode() if depth:
            for _, value in node.value:
                yield from _texts(value, depth - 1)


def _broken(message: str, line: int, column: int) -> IgdeckError:
    hint = 'a value that holds a colon or a quotation mark goes in quotes: title: "One: two"'
    return IgdeckError(error("front-matter-yaml", message, hint, line=line, column=column))


def _unknown(key: str, place: dict[str, int]) -> Diagnostic:
    if key in FOREIGN or key.startswith("_"):
        hint = "it is skipped; remove it, or keep it for the other tool"
        return warning("front-matter-foreign", f"“{key}” belongs to another slide tool", hint, **place)
    from difflib import get_close_matches

    near = get_close_matches(key.lower(), KEYS, n=1, cutoff=0.5)
    hint = f"did you mean “{near[0]}”?" if near else "known keys: " + ", ".join(KEYS)
    return error("front-matter-key", f"unknown key “{key}” in the front matter", hint, **place)
