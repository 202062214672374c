"""Makes the files of one deck from its source.

1. The source is read; its slides get the keys that they had in the last build (`state`).
2. The template is found, and compiled unless the cache has it (`cache`).
3. The pages are laid out.
4. Each format is drawn from the same pages.
5. Files that hold somebody's work, as a .pptx that was changed by hand, are not overwritten (`edits`); a .pdf says whose it is
   (`origin`).
6. All files are written, or none of them (`outputs`).

What is wrong is a diagnostic, never an exception. With an error that leaves a deck to draw, as a missing picture does, the deck
is written all the same.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from igdeck.build import state
from igdeck.build.cache import PLAIN, compiled_template
from igdeck.build.edits import rescued
from igdeck.build.origin import signed
from igdeck.build.outputs import write_all
from igdeck.build.work import BuildResult, Work
from igdeck.model.diagnostics import IgdeckError, error, note
from igdeck.model.handout import Wish
from igdeck.model.page import PictureItem
from igdeck.model.value import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from igdeck.build.cache import Compiled
    from igdeck.build.work import Progress
    from igdeck.emit.handout.glyphs import Search
    from igdeck.model.deck import Deck
    from igdeck.model.diagnostics import Diagnostic, Where
    from igdeck.model.page import Page, Pages
    from igdeck.source.keys import KnownSlide
    from igdeck.theme import Template

__all__ = ["DECKS", "FORMATS", "OUT", "BuildResult", "build_deck", "build_live", "check_deck"]

#: What a deck can be built as, in the order of the outputs.
FORMATS = ("pptx", "html", "pdf")

#: The two decks that are built unless told otherwise.
DECKS = ("pptx", "html")

#: The template of a deck that names none.
TEMPLATE = "panel"

#: What only `check_deck` tells: all is as it should be, and somebody who looks into it wants to know.
CHECKED = frozenset({"slide-shrunk"})

#: Where outputs go unless told otherwise, from the working folder on.
OUT = Path("build")

#: What `strict` comes to.
UNWRITTEN = "; nothing is written"

#: No wish for handouts.
NOTHING = Wish()


def build_deck(
    source: Path,
    *,
    template: str = "",
    formats: Sequence[str] = DECKS,
    out: Path | None = None,
    steps: bool = False,
    force: bool = False,
    strict: bool = False,
    progress: Progress | None = None,
) -> BuildResult:
    """Build a Markdown file as `NAME.pptx`, `NAME.html` and `NAME.pdf` (see `FORMATS`) into the folder `out`, else `build`.

    `template`, a name or the path of a folder, goes before the one that the source names. With `steps`, the .pdf has a page for
    each step of a slide. A .pptx that was changed by hand is overwritten only with `force`, and then kept in the state folder.
    With `strict`, nothing is written if there is a warning or an error.
    """
    work = Work(source, 3 + len(formats), progress)
    _build(work, template, formats, out or OUT, wish=Wish(steps=steps or None), force=force, strict=strict)
    return work.result()


def build_live(
    source: Path, *, template: str = "", out: Path | None = None, force: bool = False
) -> tuple[BuildResult, bytes | None]:
    """Build as `build_deck` does, and give back the HTML deck too, unless there is none.

    It is there even if the files could not be written: a preview goes on while PowerPoint has the deck open.
    """
    work = Work(source, 3 + len(DECKS))
    _build(work, template, DECKS, out or OUT, force=force, strict=False)
    return work.result(), work.drawn.get("html")


def check_deck(source: Path, *, template: str = "", strict: bool = False) -> BuildResult:
    """Say what there is to say about a source and how it fits its template; nothing is drawn or written."""
    work = Work(source, 2)
    with work.ending_early():
        pages, _ = lay_out(work, read(work), template, whole=True)
        if pages.handout.slides:
            from igdeck.build.selection import chosen

            with work.ending_early():
                chosen(work.source, pages)
        if strict:
            work.hold_strictly("")
    return work.result()


def _build(
    work: Work, template: str, formats: Sequence[str], out: Path, *, force: bool, strict: bool, wish: Wish = NOTHING
) -> None:
    with work.ending_early():
        targets = _targets(work.source, formats, out)
        deck = asking(read(work, state.known_slides(out, work.source.stem)), wish)
        pages, compiled = lay_out(work, deck, template)
        with pictured(work, deck, pages) as ready:
            for form in targets:
                work.begin(f"drawing the .{form}")
                content, found = _draw(form, ready, compiled, partial(written, work.source, deck))
                work.drawn[form] = signed(content, work.source) if form == "pdf" else content
                work.note(*map(deck.placed, found))
        kept = rescued(work, targets, force=force)
        if strict:
            work.hold_strictly(UNWRITTEN)
        outputs = {target: work.drawn[form] for form, target in targets.items()}
        write(work, outputs, kept, state.new_state(out, work.source.stem, deck.slides, work.drawn.get("pptx")))


# Reading and laying out ----------------------------------------------------------------------------------------


def _targets(source: Path, formats: Sequence[str], out: Path) -> dict[str, Path]:
    """The file of each format, in the order of `FORMATS`."""
    unknown = [form for form in formats if form not in FORMATS]
    if unknown:
        raise IgdeckError(error("format-unknown", f"there is no format “{unknown[0]}”", f"there are: {', '.join(FORMATS)}"))
    targets = {form: out / f"{source.stem}.{form}" for form in FORMATS if form in formats}
    spare_source(source, targets.values())
    return targets


def spare_source(source: Path, targets: Iterable[Path]) -> None:
    """Refuse to write over the source, be it by another name of it. Raises IgdeckError `output-source`."""
    for target in targets:
        with suppress(OSError):  # one of the two is not there
            if target.samefile(source):
                message = f"{target.name} would be written over the source itself"
                raise IgdeckError(error("output-source", message, "name another folder with -o"))


def read(work: Work, known: Sequence[KnownSlide] = ()) -> Deck:
    """Read the source; its slides get the keys of those that are known."""
    from igdeck.source import read_source
    from igdeck.source.keys import keep_keys

    work.begin("reading")
    work.depend([work.source])
    deck, found = read_source(work.source)
    work.depend([Path(file).resolve() for file in deck.files])
    work.note(*found)
    return replace(deck, slides=keep_keys(deck.slides, known)) if known else deck


def asking(deck: Deck, wish: Wish) -> Deck:
    """The deck, asking of handouts what is wished before what it asks itself."""
    return deck if wish == NOTHING else replace(deck, meta=replace(deck.meta, handout=wish.over(deck.meta.handout)))


def lay_out(work: Work, deck: Deck, asked: str, *, whole: bool = False, read: bool = False) -> tuple[Pages, Compiled]:
    """Lay a deck out, to be `read` with its notes or not; all there is to say about it is noted only if `whole`."""
    from igdeck.build.colours import KeptColours
    from igdeck.build.pictures import picture_files
    from igdeck.layout import make_pages

    work.begin("laying out")
    work.depend(picture_files(deck, work.source.parent))
    template = _find_template(work.source, asked, deck.meta.template)
    work.depend(template.files)
    compiled = compiled_template(template)
    colours = KeptColours(work.source)
    pages, found = make_pages(deck, compiled.theme, colours, read=read)
    colours.save()
    if pages.variant != PLAIN:
        compiled = compiled_template(template, pages.variant)
    work.note(*(deck.placed(diagnostic) for diagnostic in found if whole or diagnostic.code not in CHECKED))
    work.sort()
    work.slides = len(pages.pages)
    return pages, compiled


def _find_template(source: Path, asked: str, named: str) -> Template:
    from igdeck.theme import find_template

    try:
        return find_template(asked or named or TEMPLATE, source.parent)
    except IgdeckError as fault:
        if asked or not named:
            raise
        from igdeck.build.places import place_of

        place = place_of(source, "template")
        raise IgdeckError(*(replace(diagnostic, file=str(source), **place) for diagnostic in fault.diagnostics)) from None


# Drawing and writing -------------------------------------------------------------------------------------------


def written(source: Path, deck: Deck, on: Mapping[str, Sequence[Page]]) -> Mapping[str, tuple[Where, ...]]:
    """Where characters were written, given the pages that each is on; what it takes is loaded only for this."""
    from igdeck.build.written import places_of

    return places_of(source, deck, on)


@contextmanager
def pictured(work: Work, deck: Deck, pages: Pages, density: float | None = None) -> Iterator[Pages]:
    """The pages with their pictures made ready for the outputs, with so many pixels an inch of the slide as are asked for."""
    shown = (page.backdrop or any(isinstance(it, PictureItem) for it in (*page.items, *page.aside)) for page in pages.pages)
    if not pages.handout.logo and not any(shown):
        yield pages
        return
    from igdeck.build.renditions import PIXELS_PER_INCH, rendered

    with rendered(pages, density or PIXELS_PER_INCH) as (ready, found):
        work.note(*map(deck.placed, found))
        yield ready


def _draw(form: str, pages: Pages, compiled: Compiled, search: Search) -> tuple[bytes, tuple[Diagnostic, ...]]:
    with drawing():
        match form:
            case "pptx":
                from igdeck.emit.pptx import emit_pptx

                return emit_pptx(pages, compiled.theme, compiled.parts), ()
            case "html":
                from igdeck.emit.html import emit_html

                return emit_html(pages, compiled.theme, compiled.style), ()
            case _:
                from igdeck.build.selection import shown_pages
                from igdeck.emit.handout import slides_pdf

                return slides_pdf(shown_pages(pages), compiled.theme, search)


@contextmanager
def drawing() -> Iterator[None]:
    """Tell of a picture that has just gone."""
    try:
        yield
    except OSError as fault:
        message = f"{fault.filename or 'a file'} cannot be read any more: {fault.strerror or fault}"
        raise IgdeckError(error("picture-unreadable", message, "build again")) from fault


def write(
    work: Work,
    outputs: Mapping[Path, bytes],
    kept: Mapping[Path, bytes] | None = None,
    remembered: Mapping[Path, bytes] | None = None,
) -> None:
    """Write all files or none; state alone that cannot be written stops nobody."""
    needed, remembered = {**(kept or {}), **outputs}, remembered or {}
    work.begin("writing")
    try:
        write_all({**needed, **remembered})
    except IgdeckError as fault:
        optional = {str(path) for path in remembered}
        if any(diagnostic.file not in optional for diagnostic in fault.diagnostics):
            raise
        write_all(needed)
        work.note(_forgotten(fault))
    work.outputs = tuple(outputs)


def _forgotten(fault: IgdeckError) -> Diagnostic:
    trouble = fault.diagnostics[0]
    hint = "the next build has only the deck's own stamps to tell changes made by hand"
    return note("state-unwritable", f"this build is not remembered: {trouble.message}", hint, file=trouble.file)
