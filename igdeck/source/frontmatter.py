"""The YAML block at the top of a source: what belongs to the whole deck.

Every value is read as text (YAML's `no` stays the word “no”), so that a date or a version number comes out as written.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from igdeck.model.deck import Meta
from igdeck.model.diagnostics import Diagnostic, IgdeckError, error, warning

if TYPE_CHECKING:
    from collections.abc import Iterator

KEYS = ("author", "date", "footer", "keywords", "lang", "slide-level", "subject", "subtitle", "template", "title")

#: Keys that other tools know. They are met in real decks, so they are no mistakes.
FOREIGN = frozenset(
    """
    marp theme paginate size style math header headingDivider backgroundColor backgroundImage backgroundPosition backgroundRepeat
    backgroundSize class color image url transition layout highlighter drawings mdc fonts aspectRatio canvasWidth colorSchema info
    favicon download selectable routerMode remoteAssets exportFilename lineNumbers monaco record presenter persist css dialect
    institute aspectratio colortheme fonttheme mainfont monofont fontsize urlcolor linkstyle linkcolor date-meta section-titles toc
    header-includes output format description background titleTemplate defaults htmlAttrs seoMeta addons duration timer hideInToc
    logo innertheme outertheme themeoptions classoption documentclass geometry bibliography csl link-citations number-sections
    incremental revealOptions separator verticalSeparator notesSeparator scripts editor execute
    """.split()
)  # fmt: skip

_KEY_LINE = re.compile(r"^[A-Za-z][\w-]*\s*:(\s|$)")


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
            content = [entry for entry in body if entry.strip() and not entry.lstrip().startswith("#")]
            first = content[0] if content else ""
            if first and not (_KEY_LINE.match(first) or first[0] in "{[&!%\"'"):
                return "", 0
            if not first and any(entry.strip() for entry in body):
                return "", 0
            return "\n".join(body), number + 1
    return "", 0


def read_meta(yaml_text: str) -> tuple[Meta, tuple[Diagnostic, ...]]:
    """Read the front matter (which starts on line 2 of its file); raise IgdeckError for broken YAML."""
    if not yaml_text.strip():
        return Meta(), ()
    values: dict[str, Any] = {}
    found: list[Diagnostic] = []
    for key, value, line, column in _entries(yaml_text):
        if key in KEYS:
            values[key.replace("-", "_")] = value
        else:
            found.append(_unknown(key, line, column))
    level = values.pop("slide_level", "2")
    if level not in tuple("123456"):
        hint = "write slide-level: 2 for slides that start at # and ##"
        found.append(error("front-matter-value", f"slide-level is a number from 1 to 6, not {level!r}", hint, line=1))
        level = "2"
    footer = values.pop("footer", None)
    if footer is not None and footer.lower() in ("false", "no", "off", "none"):
        footer = ""
    return Meta(slide_level=int(level), footer=footer, **values), tuple(found)


def _entries(yaml_text: str) -> Iterator[tuple[str, str, int, int]]:
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
        place = key.start_mark.line + 2, key.start_mark.column + 1
        yield str(key.value) if isinstance(key, yaml.ScalarNode) else "?", _as_text(value), *place


def _as_text(node: Any) -> str:
    import yaml

    if isinstance(node, yaml.ScalarNode):
        return " ".join(str(node.value).split())
    if isinstance(node, yaml.SequenceNode):
        return ", ".join(_as_text(child) for child in node.value)
    return ", ".join(_as_text(value) for _, value in node.value)


def _broken(message: str, line: int, column: int) -> IgdeckError:
    hint = "a value that holds a colon or a quotation mark goes in quotes: title: \"One: two\""
    return IgdeckError(error("front-matter-yaml", message, hint, line=line, column=column))


def _unknown(key: str, line: int, column: int) -> Diagnostic:
    place = {"line": line, "column": column, "length": len(key)}
    if key in FOREIGN or key.startswith("_"):
        hint = "it is skipped; remove it, or keep it for the other tool"
        return warning("front-matter-foreign", f"“{key}” belongs to another slide tool", hint, **place)
    from difflib import get_close_matches

    near = get_close_matches(key.lower(), KEYS, n=1, cutoff=0.5)
    hint = f"did you mean “{near[0]}”?" if near else "known keys: " + ", ".join(KEYS)
    return error("front-matter-key", f"unknown key “{key}” in the front matter", hint, **place)
