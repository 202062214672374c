"""A template's own `handout.typ`, and what goes wrong in it, told as about any other file of the template.

It is copied beside the scene with the files that it names; nothing else of the machine or the network is within its reach.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from igdeck.model.diagnostics import IgdeckError, error, warning

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from igdeck.model.diagnostics import Diagnostic

#: The folder of a template's files beside the scene, and its program there.
FOLDER: Final = "template"
PROGRAM: Final = "handout.typ"
#: The functions of a program that `sheets.typ` asks for.
PARTS: Final = ("sheet-header", "sheet-footer", "slide-frame", "caption", "writing-lines", "continued", "outline-heading")
#: How alike a misspelt name and the right one are, as difflib has it.
_ALIKE: Final = 0.8
#: Files that a program can read, if it names them as they are.
_NAMED: Final = r'"([^"\\\n:]+\.(?:typ|svg|png|jpe?g|gif|webp|json|csv|toml|txt))"'
#: What typst says of files that are not there for it.
_UNREACHED: Final = r"file not found|path .* leads out"
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
    text = _text(content, file)
    _refuse_packages(text, file)
    for name in re.findall(_NAMED, text):
        found = _within(file.parent / name, home)
        if found:
            copied = folder / found.relative_to(home.resolve())
            if not copied.exists():
                _copy(found, home, copied, folder)


def _text(content: bytes, file: Path) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as fault:
        before = content[: fault.start].decode("utf-8")
        place = {"line": before.count("\n") + 1, "column": len(before) - before.rfind("\n")}
        message = f"not UTF-8: byte 0x{content[fault.start]:02x} at offset {fault.start} is no character"
        raise IgdeckError(error("handout-template", message, "save the file as UTF-8", file=str(file), **place)) from None


def _within(path: Path, home: Path) -> Path | None:
    """A file of the template; None for one that is not there, or lies elsewhere."""
    try:
        found = path.resolve()
        return found if found.is_file() and found.is_relative_to(home.resolve()) else None
    except (OSError, ValueError, RuntimeError):  # no such path can be, or its links go round
        return None


def _refuse_packages(text: str, file: Path) -> None:
    if found := re.search(_PACKAGE, text):
        line = text.count("\n", 0, found.start()) + 1
        column = found.start() - text.rfind("\n", 0, found.start())
        message = f"a handout takes no packages from the network: {found[0]}"
        place = {"file": str(file), "line": line, "column": column, "length": len(found[0])}
        raise IgdeckError(error("handout-template", message, "copy what is needed of it into the template's folder", **place))


def about_parts(program: Path) -> Iterator[Diagnostic]:
    """Warn of functions that nothing asks for and whose names are nearly those of parts that a program does not define."""
    from difflib import get_close_matches

    text = _text(program.read_bytes(), program)
    bare = re.sub(r"(?s)/\*.*?\*/", lambda comment: re.sub(r"[^\n]", " ", comment[0]), text)
    defined = {found[1]: found for found in re.finditer(r"(?m)^#let ([\w-]+)\(", bare)}
    left = [part for part in PARTS if not re.search(rf"(?<![\w-]){part}(?![\w-])", bare)]
    for name, found in defined.items():
        meant = get_close_matches(name, left, n=1, cutoff=_ALIKE)
        if meant and len(re.findall(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text)) == 1:
            message = f"there is no part `{name}`; did you mean `{meant[0]}`?"
            yield warning("handout-template", message, f"the parts are: {', '.join(PARTS)}", **_place(found, program))


def fault(refusal: Any, program: Path | None, folder: Path) -> Diagnostic:
    """What typst says of a scene or a template, in the words and with the places of the user."""
    said = _told(refusal.message, folder)
    hint = " ".join(_told(hint, folder) for hint in refusal.hints)
    if not program:
        return error("typst", f"the PDF could not be made: {said}", hint)
    if re.match(_UNREACHED, said):
        hint = 'files have to lie in the template\'s folder, and to be named in one piece, as in image("marks/logo.svg")'
    place = place_in(refusal, program) or _part(refusal.diagnostic, program) or {"file": str(program)}
    return error("handout-template", said.rpartition("handout.typ: ")[2], hint, **place)


def _told(message: str, folder: Path) -> str:
    """A message without the folder that typst worked in."""
    plain = re.sub(r"^(?:panicked with: |assertion failed: )", "", message)
    plain = plain.replace("would escape the project root", "leads out of the template's folder")
    return plain.replace(f"{folder}/{FOLDER}/", "").replace(f"{folder}\\{FOLDER}\\", "").replace(str(folder), "").strip()


def place_in(refusal: Any, program: Path | None) -> dict[str, Any]:
    """The place in a file of the template that typst's diagnostic names: `┌─ template/handout.typ:1:37`; columns from 0."""
    diagnostic = refusal.diagnostic
    found = re.search(rf"─ (?:[^\n]*[/\\])?{FOLDER}[/\\]([^\n]+?):(\d+):(\d+)", diagnostic) if program else None
    if not program or not found:
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
    named = re.findall(r"while calling `([\w-]+)`|handout\.typ: `([\w-]+)`|part\(\"([\w-]+)\"", diagnostic)
    text = program.read_text(encoding="utf-8", errors="replace")
    for name in map("".join, named):
        if found := re.search(rf"(?m)^#let ({re.escape(name)})\b", text):
            return _place(found, program)
    return {}


def _place(found: re.Match[str], program: Path) -> dict[str, Any]:
    """Where a program has the name that was found in its text."""
    line, start = found.string.count("\n", 0, found.start(1)) + 1, found.string.rfind("\n", 0, found.start(1)) + 1
    return {"file": str(program), "line": line, "column": found.start(1) - start + 1, "length": len(found[1])}
