"""The YAML block at the top of a source: what belongs to the whole deck.

Every value is read as text (YAML's `no` stays the word “no”), so that a date or a version number comes out as written.
"""

from __future__ import annotations

import re
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any

from igdeck.model.deck import Fields, Fitting, Meta
from igdeck.model.diagnostics import Diagnostic, IgdeckError, error, note, warning
from igdeck.model.value import frozen
from igdeck.source.foreign import FOREIGN
from igdeck.source.text import SHORTCODES, readable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from igdeck.source.values import Say

KEYS = (
    "author", "date", "dir", "fit", "footer", "handout", "header", "incremental", "keywords", "lang", "largest", "slide-date",
    "slide-level", "slide-number", "smallest", "smallest-code", "smallest-table", "subject", "subtitle", "template", "title",
    "transition", "typographic", "variables",
)  # fmt: skip

# A first line that makes a block front matter: a key, or a known key whose space after the colon was forgotten.
_KEY_LINE = r"([A-Za-z][\w-]*|\"[^\"]+\"|'[^']+')\s*:(?:\s|$)"
_TIGHT_KEY = r"([A-Za-z][\w-]*):\S"
#: What the reader itself needs to know; all else goes into `Meta`.
_FOR_READING = ("handout", "incremental", "typographic", "variables")
_FITTING = {"fit": "overflow", "largest": "largest", "smallest": "body", "smallest_code": "code", "smallest_table": "table"}
_FIELDS = {"header": "header", "slide_date": "date", "slide_number": "number"}
#: How deep and how many texts of a YAML value are read: aliases can make it endless.
_DEEPEST, _MOST = 4, 100


@frozen
class Setting:
    """A key with its text below another key, and where it stands."""

    key: str
    text: str
    line: int
    column: int

    @property
    def place(self) -> dict[str, int]:
        """The place of the key, for findings."""
        return {"line": self.line, "column": self.column, "length": len(self.key)}


@frozen
class Ways:
    """How a source is to be read: what `{{ name }}` stands for, whether lists come item by item and signs are made fine.

    `handout` is what is said below that key: it is read when it is known where pictures are and what variables stand for.
    """

    incremental: bool = False
    typographic: bool = False
    variables: tuple[tuple[str, str], ...] = ()
    handout: tuple[Setting, ...] = ()


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


def read_meta(yaml_text: str) -> tuple[Meta, Ways, tuple[Diagnostic, ...]]:
    """Read the front matter (which starts on line 2 of its file); raise IgdeckError for broken YAML."""
    if not yaml_text.strip():
        return Meta(), Ways(), ()
    values: dict[str, Any] = {}
    places: dict[str, dict[str, int]] = {}
    found = [*_about_comments(yaml_text)]
    for key, value, line, column in _entries(yaml_text):
        place = {"line": line, "column": column, "length": len(key)}
        name = key.replace("-", "_")
        if key not in KEYS:
            found.append(_unknown(key, place))
        elif name in values:
            found.append(error("front-matter-twice", f"“{key}” stands in the front matter twice", "remove one of them", **place))
        else:
            values[name], places[name] = _checked(key, value, place, found), place
    if values.get("variables"):
        from igdeck.source.variables import in_front_matter

        values, values["variables"] = in_front_matter(values, places, found)
    said = {name: _shown(value) for name, value in values.items() if value is not None}
    ways = Ways(**{name: said.pop(name) for name in _FOR_READING if name in said})
    fitting = Fitting(**{field: said.pop(name) for name, field in _FITTING.items() if name in said})
    if fitting.largest and fitting.body:
        from igdeck.source.values import in_order

        fitting = in_order(fitting, fitting.largest, partial(_wrong, places["smallest"], found))
    fields = Fields(**{field: said.pop(name) for name, field in _FIELDS.items() if name in said})
    return Meta(fitting=fitting, fields=fields, **said), ways, tuple(found)


def _shown(value: Any) -> Any:
    """A value with emoji for their names, if it is a text."""
    if not isinstance(value, str) or not re.search(SHORTCODES, value):
        return value
    from igdeck.source.shortcodes import with_emoji

    return with_emoji(value)


def _checked(key: str, node: Any, place: dict[str, int], found: list[Diagnostic]) -> Any:  # noqa: C901, PLR0911, PLR0912 a case a key
    """A value as `Meta` holds it; None for one that cannot be, which is said, and for one that says nothing."""
    from igdeck.source import values

    say = partial(_wrong, place, found)
    text = _text(node)
    match key:
        case "slide-level":
            if text in tuple("123456"):
                return int(text)
            say(f"slide-level is a number from 1 to 6, not “{text}”", "write slide-level: 2 for slides that start at # and ##")
            return None
        case "fit":
            return values.read_choice(key, text, values.OVERFLOWS, say) if text else None
        case "largest" | "smallest" | "smallest-code" | "smallest-table":
            return values.read_points(key, text, say) if text else None
        case "footer":
            return "" if values.read_field(text) is False else text
        case "header" | "slide-date" | "slide-number":
            return values.read_field(text) if text else None
        case "lang":
            return values.read_language(key, text, say) if text else None
        case "dir":
            return values.read_choice(key, text, values.DIRECTIONS, say) if text else None
        case "transition":
            return _transition(text, place, found)
        case "incremental" | "typographic":
            return values.read_switch(key, text, say) if text else None
        case "variables":
            return _variables(node, say)
        case "handout":
            return _settings(node, say) if text else None
        case _:
            return text


def _wrong(place: dict[str, int], found: list[Diagnostic], message: str, hint: str) -> None:
    """Say that a value cannot be."""
    found.append(error("front-matter-value", message, hint, **place))


def _transition(text: str, place: dict[str, int], found: list[Diagnostic]) -> str | None:
    """A transition; other tools have the same key and more of them."""
    from igdeck.source.values import TRANSITIONS

    if not text or text in TRANSITIONS:
        return text or None
    hint = f"it is skipped; igdeck has {', '.join(TRANSITIONS)}"
    found.append(warning("front-matter-foreign", f"the transition “{text}” is none of igdeck's", hint, **place))
    return None


def _variables(node: Any, say: Say) -> tuple[tuple[str, str], ...] | None:
    """Names and the texts that stand for them; the text is Markdown."""
    import yaml

    if not isinstance(node, yaml.MappingNode):
        say("variables are names with their values", "write a line “  name: value” for each below variables:")
        return None
    texts = ((str(name.value), ", ".join(islice(_texts(value, 1), _MOST))) for name, value in node.value[:_MOST])
    return tuple((name, " ".join(text.split())) for name, text in texts)


def _settings(node: Any, say: Say) -> tuple[Setting, ...] | None:
    """The keys and texts below a key."""
    import yaml

    if not isinstance(node, yaml.MappingNode):
        say("handout has settings below it, a line for each", "write a line “  layout: notes” below handout:")
        return None
    marks = ((_key(name), _text(value), name.start_mark) for name, value in node.value[:_MOST])
    return tuple(Setting(key, text, mark.line + 2, mark.column + 1) for key, text, mark in marks)


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
        yield _key(key), value, key.start_mark.line + 2, key.start_mark.column + 1


def _key(node: Any) -> str:
    """The text of a key, which in YAML may be anything."""
    import yaml

    return str(node.value) if isinstance(node, yaml.ScalarNode) else "?"


def _text(node: Any) -> str:
    """All texts in a YAML value, with commas between."""
    return " ".join(", ".join(islice(_texts(node, _DEEPEST), _MOST)).split())


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
