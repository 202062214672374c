"""Run typst over a scene, in a folder of its own.

The folder holds the programs, the scene and copies of the pictures, so that typst reads nothing else. Nothing depends on the
clock: the date of the file is the scene's.
"""

from __future__ import annotations

import errno
import json
import os
import re
import sys
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from igdeck.emit.handout import glyphs
from igdeck.emit.handout.bookmarks import nested
from igdeck.emit.handout.fonts import load_typst
from igdeck.emit.handout.pictures import copy_picture, is_refused
from igdeck.emit.handout.sheet import Cut, about_cuts
from igdeck.emit.handout.template import copy_program, fault, place_in
from igdeck.model.diagnostics import IgdeckError, error, warning
from igdeck.model.value import frozen, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from typing import TypeVar

    from igdeck.emit.handout.fonts import Installed
    from igdeck.emit.handout.scene import Scene
    from igdeck.model.diagnostics import Diagnostic

    T = TypeVar("T")

POINTS_PER_INCH: Final = 72
#: The programs, and what each is called where it runs.
_PROGRAMS: Final = {"main.typ": "main.typ", "sheets.typ": "sheets.typ", "slide.typ": "slide.typ", "handout.typ": "look.typ"}
#: So many slides are painted together as pictures, and so many times at once at the most.
_TOGETHER: Final = 10
_MOST_AT_ONCE: Final = 4
#: What glibc's <malloc.h> calls M_MMAP_THRESHOLD.
_MMAP_THRESHOLD: Final = -3
#: The standards by typst's names, and what it calls them where it refuses a file.
_STANDARDS: Final = {"ua-1": "PDF/UA-1", "a-2a": "PDF/A-2a"}
_REFUSAL: Final = r"(?s)((?:PDF/[\w-]+(?:, )?)+) error: (.*)"
#: A text of characters, each alone, in each of the lists of fonts that a deck is set in.
_TRIAL: Final = """#set document(title: "Trial", date: datetime(year: 2000, month: 1, day: 1))
#for fonts in json(bytes(sys.inputs.fonts)) { text(font: fonts, sys.inputs.chars.codepoints().join(" ")) }
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

    Raises `DamagedError` when pictures cannot be read, `IgdeckError` when typst fails.
    """
    standards = ["ua-1", "a-2a"] if archive else ["ua-1"]
    with _laid_out(job) as folder, suppress(_RefusedError):
        pdf, found = _pdf(job, folder, standards)
        return pdf, "", found
    job, lost = _printable(job)
    with _laid_out(job) as folder:
        pdf, found = _mended_pdf(job, folder, standards)
    return pdf, lost, found


def _mended_pdf(job: Job, folder: Path, standards: list[str]) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """The PDF of what typst has refused once: as it is now, or with pictures made anew, or by fewer standards."""
    doubtful = [name for name, asset in job.scene.pictures.items() if is_refused(asset)]
    if doubtful:
        _copy(job, folder, doubtful, anew=True)
        with suppress(_RefusedError):
            return _pdf(job, folder, standards)
        _copy(job, folder, doubtful)
    return _lesser_pdf(job, folder, standards)


def _lesser_pdf(job: Job, folder: Path, standards: list[str]) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """The PDF by those of the standards that nothing in the deck stands against."""
    try:
        return _pdf(job, folder, standards)
    except _RefusedError as refused:
        pdf, found = _lesser_pdf(job, folder, [each for each in standards if each not in refused.standards])
        return pdf, (*(_REFUSED[each](refused) for each in refused.standards), *found)


def _pdf(job: Job, folder: Path, standards: list[str]) -> tuple[bytes, tuple[Diagnostic, ...]]:
    depths = [entry["depth"] for slide in job.scene.data["slides"] for entry in slide["bookmarks"]]
    made, cuts = _made(job, folder, partial(_compiled, format="pdf", pdf_standards=standards))
    return nested(made, depths), tuple(about_cuts(cuts))


def compile_png(job: Job, width: int) -> tuple[tuple[bytes, ...], str, tuple[Diagnostic, ...]]:
    """A PNG of each page of a scene, `width` pixels wide, and the characters that no font has. Raises as `compile_pdf` does."""
    mended, lost = _printable(job)
    with _laid_out(mended) as folder:
        made = _made(mended, folder, partial(_pictures, width=width))
    return made, lost, ()


def _pictures(job: Job, folder: Path, *, width: int) -> tuple[bytes, ...]:
    """A PNG of each slide. typst draws pages one after the other: it is run over a few at a time, on all processors."""
    from concurrent.futures import ThreadPoolExecutor

    wanted = {"format": "png", "ppi": width / job.scene.data["width"] * POINTS_PER_INCH}

    def some(first: int) -> list[bytes]:
        end = min(first + _TOGETHER, count)
        made, _ = _compiled(job, folder, sys_inputs={"first": str(first), "end": str(end)}, **wanted)
        return [made] if isinstance(made, bytes) else made

    count = len(job.scene.data["slides"])
    with ThreadPoolExecutor(min(_MOST_AT_ONCE, os.cpu_count() or 1)) as pool:
        return tuple(picture for made in pool.map(some, range(0, count, _TOGETHER)) for picture in made)


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


class DamagedError(Exception):
    """Pictures cannot be read: those of these names in the scene."""

    def __init__(self, names: Collection[str]) -> None:
        super().__init__(*names)
        self.names = names


class _PictureError(IgdeckError):
    """Some picture cannot be read by typst."""


class _RefusedError(Exception):
    """The deck itself stands against standards."""

    def __init__(self, standards: Collection[str], reason: str, place: Mapping[str, Any]) -> None:
        super().__init__(reason)
        self.standards = standards
        self.reason = reason
        self.place = place


@contextmanager
def _laid_out(job: Job) -> Iterator[Path]:
    """A folder that holds all that typst reads, as long as the context lasts."""
    import tempfile

    try:
        with tempfile.TemporaryDirectory(prefix="igdeck-", ignore_cleanup_errors=True) as folder:
            _fill(Path(folder), job)
            yield Path(folder)
    except OSError as failure:
        full = failure.errno in (errno.ENOSPC, errno.EDQUOT)
        hint = "free some space there, or name another folder in TMPDIR" if full else ""
        raise IgdeckError(error("handout-files", f"the handout's files could not be laid out: {failure}", hint)) from failure


def _fill(folder: Path, job: Job) -> None:
    from importlib.resources import files

    for name, target in _PROGRAMS.items():
        (folder / target).write_bytes(files("igdeck.emit.handout").joinpath(name).read_bytes())
    copy_program(job.program, folder)
    data = json.dumps({**job.scene.data, "families": job.families}, ensure_ascii=False)
    (folder / "scene.json").write_text(data, encoding="utf-8")
    _copy(job, folder, job.scene.pictures)


def _copy(job: Job, folder: Path, names: Iterable[str], *, anew: bool = False) -> None:
    """Copy these pictures into the folder. Raises `DamagedError` with all that cannot be read."""
    pictures = job.scene.pictures
    damaged = [name for name in names if not copy_picture(pictures[name], folder / name, gray=job.scene.gray, anew=anew)]
    if damaged:
        raise DamagedError(damaged)


def _made(job: Job, folder: Path, run: Callable[[Job, Path], T]) -> T:
    """What a run makes; once more with the pictures written anew where typst cannot read one, for Pillow reads more kinds."""
    try:
        return run(job, folder)
    except _PictureError:
        _copy(job, folder, job.scene.pictures, anew=True)
    return run(job, folder)


def _compiled(job: Job, folder: Path, **wanted: Any) -> tuple[Any, tuple[Cut, ...]]:
    typst = load_typst()
    _keep_tables_apart()
    nowhere = str(folder / "packages")
    where = {"root": str(folder), "package_path": nowhere, "package_cache_path": nowhere}
    compiler = typst.Compiler(str(folder / "main.typ"), font_paths=job.there.handle, **where)
    try:
        made = compiler.compile(timestamp=job.scene.date, **wanted)
    except typst.TypstError as refusal:
        if refused := re.match(_REFUSAL, refusal.message):
            standards = [standard for standard, name in _STANDARDS.items() if name in refused[1]]
            reason = re.sub('`"?(.*?)"?`', r"“\1”", refused[2])
            raise _RefusedError(standards, reason, place_in(refusal, job.program)) from refusal
        if job.scene.pictures and re.search("(?i)image|svg|picture", refusal.message):
            raise _PictureError(fault(refusal, job.program, folder)) from refusal
        raise IgdeckError(fault(refusal, job.program, folder)) from refusal
    return made, _cuts(compiler, job)


def _cuts(compiler: Any, job: Job) -> tuple[Cut, ...]:
    """What was cut in the margins of sheets. typst has just laid them out and remembers: asking costs no time."""
    sheet = job.scene.data["sheet"]
    if not sheet or sheet["brief-margins"]:
        return ()
    return tuple(Cut(**found["value"]) for found in json.loads(compiler.query("<cut>")))


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
    """Whether each of these characters can be printed wherever it may stand."""
    typst = load_typst()
    compiler = typst.Compiler(_TRIAL.encode(), font_paths=job.there.handle)
    said = {"chars": chars, "fonts": json.dumps([*job.families.values()])}
    try:
        compiler.compile(format="pdf", pdf_standards=["ua-1"], sys_inputs=said, timestamp=0)
    except typst.TypstError:
        return False
    return True


def _not_accessible(refused: _RefusedError) -> Diagnostic:
    message = f"the PDF is tagged, but not accessible by PDF/UA-1: {refused.reason}"
    return warning("handout-accessible", message, **refused.place)


def _no_archive(refused: _RefusedError) -> Diagnostic:
    message = f"the PDF is not made for an archive, as it cannot be PDF/A-2a: {refused.reason}"
    return error("handout-archive", message, "change what is named, or do without --pdf-a", **refused.place)


#: What is said of a file that is not by a standard.
_REFUSED: Final = {"ua-1": _not_accessible, "a-2a": _no_archive}
