"""Run typst over a scene, in a folder of its own.

The folder holds the program, the scene and copies of the pictures, so that typst reads nothing else. Nothing
depends on the clock: the date of the file is the scene's.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from igdeck.emit.handout.fonts import load_typst
from igdeck.emit.handout.scene import picture_name
from igdeck.model.diagnostics import IgdeckError, error, warning

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from igdeck.emit.handout.fonts import Installed
    from igdeck.emit.handout.scene import Scene
    from igdeck.model.diagnostics import Diagnostic
    from igdeck.model.inline import Asset

POINTS_PER_INCH = 72
#: What typst reads as it is; a picture of another type is made a PNG on the way.
NATIVE = ("image/png", "image/jpeg", "image/gif", "image/webp", "image/svg+xml")


def compile_pdf(scene: Scene, families: Mapping[str, list[str]], there: Installed) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """The PDF of a scene, tagged, as PDF/UA-1 where that can be.

    `families` says for each family of the scene which installed ones to take. Raises `IgdeckError` when a picture cannot be
    read or typst fails.
    """
    with _laid_out(scene, families) as folder:
        return _run(folder, scene, there)


def compile_png(scene: Scene, families: Mapping[str, list[str]], there: Installed, width: int) -> tuple[bytes, ...]:
    """A PNG of each page of a scene, `width` pixels wide. Raises as `compile_pdf` does."""
    typst = load_typst()
    with _laid_out(scene, families) as folder:
        compiler = typst.Compiler(str(folder / "handout.typ"), root=str(folder), font_paths=there.handle)
        try:
            made = compiler.compile(format="png", ppi=width / scene.data["width"] * POINTS_PER_INCH)
        except typst.TypstError as refusal:
            raise _failure(refusal) from refusal
    return (made,) if isinstance(made, bytes) else tuple(made)


@contextmanager
def _laid_out(scene: Scene, families: Mapping[str, list[str]]) -> Iterator[Path]:
    """A folder that holds all that typst reads, as long as the context lasts."""
    import tempfile

    try:
        with tempfile.TemporaryDirectory(prefix="igdeck-", ignore_cleanup_errors=True) as folder:
            _fill(Path(folder), scene, families)
            yield Path(folder)
    except OSError as failure:
        raise IgdeckError(error("handout-files", f"the handout's files could not be laid out: {failure}")) from failure


def _fill(folder: Path, scene: Scene, families: Mapping[str, list[str]]) -> None:
    from importlib.resources import files

    program = files("igdeck.emit.handout").joinpath("handout.typ").read_bytes()
    (folder / "handout.typ").write_bytes(program)
    data = json.dumps({**scene.data, "families": families}, ensure_ascii=False)
    (folder / "scene.json").write_text(data, encoding="utf-8")
    for asset in scene.pictures.values():
        _copy(asset, folder / picture_name(asset))


def _copy(asset: Asset, target: Path) -> None:
    if asset.media_type in NATIVE:
        target.write_bytes(asset.path.read_bytes())
    else:
        _convert(asset, target)


def _convert(asset: Asset, target: Path) -> None:
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(asset.path) as picture:
            picture.convert("RGBA").save(target, "PNG")
    except UnidentifiedImageError as failure:
        message = f"a picture of the type {asset.media_type} cannot stand in a PDF: {asset.path.name}"
        raise IgdeckError(error("handout-picture", message, "save it as PNG, JPEG or SVG")) from failure


def _run(folder: Path, scene: Scene, there: Installed) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """Compile as PDF/UA-1; where the deck itself stands against that, as a tagged PDF, and say so."""
    typst = load_typst()
    compiler = typst.Compiler(str(folder / "handout.typ"), root=str(folder), font_paths=there.handle)
    try:
        return _attempt(compiler, scene, ["ua-1"]), ()
    except typst.TypstError as refusal:
        if not refusal.message.startswith("PDF/UA-1"):
            raise _failure(refusal) from refusal
        reason = refusal.message.removeprefix("PDF/UA-1 error: ")
    try:
        return _attempt(compiler, scene, []), (_not_accessible(reason),)
    except typst.TypstError as refusal:
        raise _failure(refusal) from refusal


def _attempt(compiler: Any, scene: Scene, standards: list[str]) -> bytes:
    pdf: bytes = compiler.compile(format="pdf", timestamp=scene.date, pdf_standards=standards)
    return pdf


def _not_accessible(reason: str) -> Diagnostic:
    message = f"the PDF is tagged, but not accessible by PDF/UA-1: {reason}"
    hint = "install a font that has these characters" if "displayed with font" in reason else ""
    return warning("handout-accessible", message, hint)


def _failure(refusal: Any) -> IgdeckError:
    return IgdeckError(error("typst", f"typst could not make the PDF: {refusal.message}", " ".join(refusal.hints)))
