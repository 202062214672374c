"""Run typst over a scene, in a folder of its own.

The folder holds the programs, the scene and copies of the pictures, so that typst reads nothing else. Nothing depends on the
clock: the date of the file is the scene's.
"""

from __future__ import annotations

import json
import re
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from igdeck.emit.handout import glyphs
from igdeck.emit.handout.bookmarks import nested
from igdeck.emit.handout.fonts import load_typst
from igdeck.emit.handout.pictures import copy_picture
from igdeck.emit.handout.template import copy_program, fault
from igdeck.model.diagnostics import IgdeckError, error, warning
from igdeck.model.value import frozen, replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from igdeck.emit.handout.fonts import Installed
    from igdeck.emit.handout.scene import Scene
    from igdeck.model.diagnostics import Diagnostic

POINTS_PER_INCH: Final = 72
#: The programs, and what each is called where it runs.
_PROGRAMS: Final = {"main.typ": "main.typ", "sheets.typ": "sheets.typ", "slide.typ": "slide.typ", "handout.typ": "look.typ"}
#: What glibc's <malloc.h> calls M_MMAP_THRESHOLD.
_MMAP_THRESHOLD: Final = -3
_REFUSAL: Final = "PDF/UA-1 error: "
#: A text of characters, each alone, in whatever fonts there are.
_TRIAL: Final = """#set document(title: "Trial", date: datetime(year: 2000, month: 1, day: 1))
#set text(font: sys.inputs.at("font"))
#sys.inputs.at("chars").clusters().join(" ")
"""


@frozen
class Job:
    """A scene to be made a file of: the families that paint each of its own, the fonts that there are, the template's program."""

    scene: Scene
    families: Mapping[str, list[str]]
    there: Installed
    program: Path | None = None


def compile_pdf(job: Job, *, archive: bool = False) -> tuple[bytes, str, tuple[Diagnostic, ...]]:
    """The PDF of a scene, as PDF/UA-1 where that can be, and as PDF/A-2a too for an `archive`.

    With it come the characters that no font has and nothing else says. Such a one stands against PDF/UA, so it is looked for only
    once typst has refused: a trial of its own takes as much memory as a hundred slides.

    Raises `IgdeckError` when a picture cannot be read or typst fails.
    """
    standards = ["a-2a"] if archive else []
    try:
        return _pdf(job, ["ua-1", *standards]), "", ()
    except _RefusedError as refused:
        reason = str(refused)
    mended, lost = _printable(job)
    if mended is not job:
        try:
            return _pdf(mended, ["ua-1", *standards]), lost, ()
        except _RefusedError as refused:
            reason = str(refused)
    return _pdf(mended, standards), lost, (_not_accessible(reason),)


def _pdf(job: Job, standards: list[str]) -> bytes:
    depths = [entry["depth"] for slide in job.scene.data["slides"] for entry in slide["bookmarks"]]
    return nested(_made(job, format="pdf", pdf_standards=standards), depths)


def compile_png(job: Job, width: int) -> tuple[tuple[bytes, ...], str, tuple[Diagnostic, ...]]:
    """A PNG of each page of a scene, `width` pixels wide, and the characters that no font has. Raises as `compile_pdf` does."""
    mended, lost = _printable(job)
    made = _made(mended, format="png", ppi=width / job.scene.data["width"] * POINTS_PER_INCH)
    return (made,) if isinstance(made, bytes) else tuple(made), lost, ()


def _printable(job: Job) -> tuple[Job, str]:
    """The job with something else in place of what no font has, and the characters that nothing else says."""

    def can_print(chars: str) -> bool:
        return _can_print(chars, job)

    lost = glyphs.without_glyph(glyphs.uncommon(job.scene.data), can_print)
    if not lost:
        return job, ""
    others = glyphs.stand_ins(lost, can_print)
    scene = replace(job.scene, data=glyphs.replaced(job.scene.data, others))
    return replace(job, scene=scene), "".join(char for char in lost if others[char] == glyphs.REPLACEMENT)


class _PictureError(IgdeckError):
    """A picture cannot be read."""


class _RefusedError(Exception):
    """The deck itself stands against PDF/UA-1."""


@contextmanager
def _laid_out(job: Job) -> Iterator[Path]:
    """A folder that holds all that typst reads, as long as the context lasts."""
    import tempfile

    try:
        with tempfile.TemporaryDirectory(prefix="igdeck-", ignore_cleanup_errors=True) as folder:
            _fill(Path(folder), job)
            yield Path(folder)
    except OSError as failure:
        raise IgdeckError(error("handout-files", f"the handout's files could not be laid out: {failure}")) from failure


def _fill(folder: Path, job: Job) -> None:
    from importlib.resources import files

    for name, target in _PROGRAMS.items():
        (folder / target).write_bytes(files("igdeck.emit.handout").joinpath(name).read_bytes())
    copy_program(job.program, folder)
    data = json.dumps({**job.scene.data, "families": job.families}, ensure_ascii=False)
    (folder / "scene.json").write_text(data, encoding="utf-8")
    for name, asset in job.scene.pictures.items():
        copy_picture(asset, folder / name, gray=job.scene.gray)


def _made(job: Job, **wanted: Any) -> Any:
    """What typst makes; once more with the pictures written anew where it cannot read one, for Pillow reads more kinds."""
    with _laid_out(job) as folder:
        try:
            return _compiled(job, folder, **wanted)
        except _PictureError:
            for name, asset in job.scene.pictures.items():
                copy_picture(asset, folder / name, gray=job.scene.gray, anew=True)
        return _compiled(job, folder, **wanted)


def _compiled(job: Job, folder: Path, **wanted: Any) -> Any:
    typst = load_typst()
    _keep_tables_apart()
    nowhere = str(folder / "packages")
    where = {"root": str(folder), "package_path": nowhere, "package_cache_path": nowhere}
    compiler = typst.Compiler(str(folder / "main.typ"), font_paths=job.there.handle, **where)
    try:
        return compiler.compile(timestamp=job.scene.date, **wanted)
    except typst.TypstError as refusal:
        if refusal.message.startswith(_REFUSAL):
            raise _RefusedError(refusal.message.removeprefix(_REFUSAL)) from refusal
        if job.scene.pictures and re.search("(?i)image|svg|picture", refusal.message):
            raise _PictureError(fault(refusal, job.program, folder)) from refusal
        raise IgdeckError(fault(refusal, job.program, folder)) from refusal


def _keep_tables_apart() -> None:
    """Have glibc map tables of more than 128 KB by themselves: it would raise that bound, and its heap is then full of holes.

    typst's tables double as they grow, to 8 MB for 300 slides: that came to 8 MB of 147 (glibc 2.36).
    """
    if sys.platform != "linux":
        return
    import ctypes

    with suppress(AttributeError):  # other C libraries have no such bound
        ctypes.CDLL(None).mallopt(_MMAP_THRESHOLD, 128 * 1024)


def _can_print(chars: str, job: Job) -> bool:
    """Whether some font has each of these characters."""
    typst = load_typst()
    compiler = typst.Compiler(_TRIAL.encode(), font_paths=job.there.handle)
    font = next(iter(job.families.values()), ["Libertinus Serif"])[0]
    try:
        compiler.compile(format="pdf", pdf_standards=["ua-1"], sys_inputs={"chars": chars, "font": font}, timestamp=0)
    except typst.TypstError:
        return False
    return True


def _not_accessible(reason: str) -> Diagnostic:
    message = f"the PDF is tagged, but not accessible by PDF/UA-1: {reason}"
    return warning("handout-accessible", message)
