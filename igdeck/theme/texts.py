"""The texts that a template is written in: its own, and those of the templates that it starts with, put together to one table.

Tables are merged key by key, and any other value said anew takes the place of the old one, lists as a whole. What is new stands
after what was there, so that it may name it. Where each value was written is remembered, for messages.
"""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any

from igdeck.model.diagnostics import IgdeckError, error
from igdeck.theme.find import DESCRIPTION, find_parent
from igdeck.theme.tables import Mistakes, Place, Written, text

if TYPE_CHECKING:
    from pathlib import Path

    from igdeck.theme.find import Template
    from igdeck.theme.place import KeyPath

#: What a template says of itself and not of those that start with it.
_OWN = ("title", "description")


def read_texts(template: Template) -> tuple[dict[str, Any], Mistakes]:
    """All that a template says, and who is told what is wrong with it; raise IgdeckError if a text cannot be read."""
    texts, tables = _lineage(template.folder)
    origins: dict[KeyPath, int] = {}
    whole: dict[str, Any] = {}
    for number in reversed(range(len(tables))):
        for key in _OWN:
            whole.pop(key, None)
        _merge(whole, tables[number], number, (), origins)
    return whole, Mistakes(texts, origins)


def _lineage(folder: Path) -> tuple[tuple[Written, ...], list[dict[str, Any]]]:
    """The texts and their tables, the template's own first."""
    folders: list[Path] = []
    texts: list[Written] = []
    tables: list[dict[str, Any]] = []
    parent: Path | None = folder
    while parent is not None:
        folders.append(parent)
        texts.append(_read(parent / DESCRIPTION))
        tables.append(_parse(texts[-1]))
        parent = _parent(tables[-1], texts[-1], folders)
    return tuple(texts), tables


def _parent(table: dict[str, Any], written: Written, folders: list[Path]) -> Path | None:
    """The folder of the template that the last of these starts with; None if it stands alone."""
    if "from" not in table:
        return None
    mistakes = Mistakes((written,))
    place = Place(("from",), mistakes)
    name = text(table["from"], place)
    mistakes.stop()
    try:
        parent = find_parent(name, folders[-1])
    except IgdeckError as fault:
        place.wrong(fault.diagnostics[0].message, fault.diagnostics[0].hint, "template-unknown")
    else:
        if not any(parent.samefile(folder) for folder in folders):
            return parent
        place.wrong(f"“{name}” itself starts with this template", "name another one", "template-loop")
    mistakes.stop()
    return None


def _merge(whole: dict[str, Any], change: dict[str, Any], number: int, path: KeyPath, origins: dict[KeyPath, int]) -> None:
    """Change a table by another one, and note which text each value came from."""
    for key, value in change.items():
        here = (*path, key)
        if isinstance(value, dict) and isinstance(whole.get(key), dict):
            for kept in whole[key]:
                origins.setdefault((*here, kept), origins[here])
            _merge(whole[key], value, number, here, origins)
        else:
            whole[key] = value
        origins[here] = number


def _read(path: Path) -> Written:
    try:
        data = path.read_bytes()
    except OSError as fault:
        message = f"cannot be read: {fault.strerror or fault}"
        raise IgdeckError(error("template-unreadable", message, "check who may read it", file=str(path))) from None
    try:
        return Written(data.decode("utf-8-sig").replace("\r\n", "\n"), str(path))
    except UnicodeDecodeError as fault:
        message = f"not UTF-8: byte 0x{data[fault.start]:02x} at offset {fault.start} is no character"
        line = data.count(b"\n", 0, fault.start) + 1
        raise IgdeckError(error("template-encoding", message, "save the file as UTF-8", file=str(path), line=line)) from None


def _parse(written: Written) -> dict[str, Any]:
    try:
        return tomllib.loads(written.text)
    except tomllib.TOMLDecodeError as fault:
        said, _, where = str(fault).partition(" (at ")
        line, column = map(int, re.findall(r"\d+", where)) if "line" in where else (written.text.count("\n") + 1, 1)
        message = f"no valid TOML: {said[:1].lower()}{said[1:]}"
        hint = "a text stands in quotes, a list in brackets, and each key comes once"
        raise IgdeckError(error("template-syntax", message, hint, file=written.file, line=line, column=column)) from None
