"""A template's own `handout.typ`, and what goes wrong in it, told as about any other file of the template.

It is copied beside the scene with the files that it names; nothing else of the machine or the network is within its reach.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from igdeck.model.diagnostics import IgdeckError, error

if TYPE_CHECKING:
    from pathlib import Path

    from igdeck.model.diagnostics import Diagnostic

#: The folder of a template's files beside the scene, and its program there.
FOLDER: Final = "template"
PROGRAM: Final = "handout.typ"
#: Files that a program can read, if it names them as they are.
_NAMED: Final = r'"([^"\\\n:]+\.(?:typ|svg|png|jpe?g|gif|webp|json|csv|toml|txt))"'
#: Packages come from the network.
_PACKAGE: Final = r'"(?:@|\\u\{0*40\})[^"\n]*"'


def copy_program(program: Path | None, folder: Path) -> None:
    """Put a template's program where `sheets.typ` reads it, or an empty one. Raises `IgdeckError` where it asks for a package."""
    target = folder / FOLDER
    target.mkdir()
    if program is None:
        (target / PROGRAM).write_bytes(b"")
        return
    _copy(program, program.parent, target / PROGRAM, target)


def _copy(file: Path, home: Path, target: Path, folder: Path) -> None:
    """Copy a file, and the files of the template that it names."""
    target.parent.mkdir(parents=True, exist_ok=True)
    content = file.read_bytes()
    target.write_bytes(content)
    if file.suffix != ".typ":
        return
    text = content.decode("utf-8", errors="replace")
    _refuse_packages(text, file)
    for name in re.findall(_NAMED, text):
        found = (file.parent / name).resolve()
        if found.is_file() and found.is_relative_to(home.resolve()):
            copied = folder / found.relative_to(home.resolve())
            if not copied.exists():
                _copy(found, home, copied, folder)


def _refuse_packages(text: str, file: Path) -> None:
    if found := re.search(_PACKAGE, text):
        line = text.count("\n", 0, found.start()) + 1
        column = found.start() - text.rfind("\n", 0, found.start())
        message = f"a handout takes no packages from the network: {found[0]}"
        place = {"file": str(file), "line": line, "column": column, "length": len(found[0])}
        raise IgdeckError(error("handout-template", message, "copy what is needed of it into the template's folder", **place))


def fault(refusal: Any, program: Path | None, folder: Path) -> Diagnostic:
    """What typst says of a scene or a template, in the words and with the places of the user."""
    said = _told(refusal.message, folder)
    hint = " ".join(_told(hint, folder) for hint in refusal.hints)
    place = (_place(refusal.diagnostic, program) or _part(refusal.diagnostic, program)) if program else {}
    if not place:
        return error("typst", f"the PDF could not be made: {said}", hint)
    return error("handout-template", said.rpartition("handout.typ: ")[2], hint, **place)


def _told(message: str, folder: Path) -> str:
    """A message without the folder that typst worked in."""
    plain = re.sub(r"^(?:panicked with: |assertion failed: )", "", message)
    return plain.replace(f"{folder}/{FOLDER}/", "").replace(f"{folder}\\{FOLDER}\\", "").replace(str(folder), "").strip()


def _place(diagnostic: str, program: Path) -> dict[str, Any]:
    """The place in a file of the template that a diagnostic begins with: `┌─ template/handout.typ:1:37`; columns from 0."""
    found = re.search(rf"─ (?:[^\n]*[/\\])?{FOLDER}[/\\]([^\n]+?):(\d+):(\d+)", diagnostic)
    if not found:
        return {}
    under = re.search(r"\n[^\n│]*│[^\n^]*(\^+)", diagnostic[found.end() :])
    return {
        "file": str(program.parent / found[1]),
        "line": int(found[2]),
        "column": int(found[3]) + 1,
        "length": len(under[1]) if under else 1,
    }


def _part(diagnostic: str, program: Path) -> dict[str, Any]:
    """Where the program defines the function that was called wrongly, or made something wrong."""
    named = re.findall(r"while calling `([\w-]+)`|handout\.typ: `([\w-]+)`", diagnostic)
    text = program.read_text(encoding="utf-8", errors="replace")
    for name in (one or other for one, other in named):
        if found := re.search(rf"(?m)^#let ({re.escape(name)})\b", text):
            line, start = text.count("\n", 0, found.start()) + 1, text.rfind("\n", 0, found.start()) + 1
            return {"file": str(program), "line": line, "column": found.start(1) - start + 1, "length": len(name)}
    return {}
