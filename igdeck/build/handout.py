"""Makes the handouts of one deck: sheets as a PDF, a document to edit, a page to read on the web.

1. The source is read and laid out as for a deck (`run`), with what is wished before what deck and template ask for.
2. The slides are chosen (`selection`).
3. Each format is drawn from the same pages, in the layout that it has of those asked for.
4. A .docx that was saved since, or an .html or .pdf of somebody else, is not overwritten (`edits`, `origin`).
5. All files are written, or none of them.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from igdeck.build import state
from igdeck.build.edits import rescued
from igdeck.build.origin import names_source, signed
from igdeck.build.run import FORMATS as DECK_FORMATS
from igdeck.build.run import NOTHING, OUT, UNWRITTEN, asking, drawing, lay_out, pictured, read, spare_source, write, written
from igdeck.build.selection import chosen
from igdeck.build.work import BuildResult, Work
from igdeck.model.diagnostics import Diagnostic, IgdeckError, error, note, warning
from igdeck.model.handout import DOCUMENTS, LAYOUTS, PAPERS, Wish
from igdeck.model.value import replace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from igdeck.build.work import Progress
    from igdeck.emit.handout.glyphs import Search
    from igdeck.model.handout import HandoutLayout
    from igdeck.model.inline import Asset
    from igdeck.model.page import Pages
    from igdeck.model.theme import Theme

__all__ = ["FORMATS", "build_handout"]

#: What a handout can be made as, in the order of the outputs.
FORMATS: Final = ("pdf", "docx", "html")


def build_handout(
    source: Path,
    *,
    template: str = "",
    wish: Wish = NOTHING,
    logo: Path | None = None,
    formats: Sequence[str] = ("pdf",),
    out: Path | None = None,
    force: bool = False,
    strict: bool = False,
    progress: Progress | None = None,
) -> BuildResult:
    """Write handouts of a Markdown file into the folder `out`, else `build`: `NAME-handout.pdf`, or another name by the layout.

    `wish` says how, before what the deck's front matter and its template ask for: `Wish(layout="notes", paper="letter")`.
    `formats` are of `FORMATS`. `logo` is a picture anywhere. A .docx that was saved since it was written is overwritten only with
    `force`, and then kept in the state folder. With `strict`, nothing is written if there is a warning or an error.
    """
    work = Work(source, 3 + len(formats), progress)
    with work.ending_early():
        _make(work, template, _wished(wish, logo), formats, out or OUT, force=force, strict=strict)
    return work.result()


def _make(work: Work, template: str, wish: Wish, formats: Sequence[str], out: Path, *, force: bool, strict: bool) -> None:
    _check(wish, formats)
    deck = asking(read(work, state.known_slides(out, work.source.stem)), wish)
    pages, compiled = lay_out(work, deck, template, read=True)
    pages = chosen(work.source, pages, told=wish.slides is not None)
    work.slides = len(pages.pages)
    asked = deck.meta.handout.over(compiled.theme.handout).layout
    layouts = {form: _layout(work, form, asked) for form in FORMATS if form in formats}
    targets = {form: out / f"{work.source.stem}-{_kind(form, layout)}.{form}" for form, layout in layouts.items()}
    spare_source(work.source, targets.values())
    _about_notes(work, pages, layouts, asked)
    _about_steps(work, layouts, wish)
    pages = pages if any(_shows_notes(*each) for each in layouts.items()) else _without_asides(pages)
    with pictured(work, deck, pages, _density(pages, compiled.theme, layouts)) as ready, drawing():
        for form, layout in layouts.items():
            work.begin(f"drawing the .{form}")
            steps = ready.handout.steps and _has_steps(form, layout)
            handout = replace(ready.handout, layout=layout, steps=steps)
            search = partial(written, work.source, deck)
            content, found = _draw(form, replace(ready, handout=handout), compiled.theme, search)
            work.drawn[form] = signed(content, work.source) if form == "pdf" else content
            work.note(*(one for one in map(deck.placed, found) if one.at(str(work.source)) not in work.found))
    _about_taken(targets, force=force)
    kept = rescued(work, targets, force=force)
    if strict:
        work.hold_strictly(UNWRITTEN)
    remembered = state.written(targets["docx"], work.drawn["docx"]) if "docx" in targets else {}
    write(work, {target: work.drawn[form] for form, target in targets.items()}, kept, remembered)


# What is asked for ---------------------------------------------------------------------------------------------


def _wished(wish: Wish, logo: Path | None) -> Wish:
    """The wish with the logo of a path, which whoever runs this may take from anywhere."""
    return replace(wish, logo=_picture(logo)) if logo else wish


def _picture(logo: Path) -> Asset:
    from urllib.parse import quote

    from igdeck.source.pictures import find_picture

    if not logo.name:
        raise IgdeckError(error("picture-missing", f"the logo “{logo}” is no file", "name a picture", file=str(logo)))
    found = find_picture(quote(logo.name), logo.parent)
    if isinstance(found, Diagnostic):
        raise IgdeckError(replace(found, file=str(logo)))
    return found


def _check(wish: Wish, formats: Sequence[str]) -> None:
    """Refuse what there is not. The command line has checked most of it before."""
    unknown = [form for form in formats if form not in FORMATS]
    if unknown or not formats:
        message = f"there is no format “{unknown[0]}” of handouts" if unknown else "no format is asked for"
        raise IgdeckError(error("format-unknown", message, f"there are: {', '.join(FORMATS)}"))
    if wish.layout not in (None, *LAYOUTS):
        message = f"there is no layout “{wish.layout}” of handouts"
        raise IgdeckError(error("handout-layout", message, f"there are: {', '.join(LAYOUTS)}"))
    if wish.paper not in (None, *PAPERS):
        raise IgdeckError(error("handout-paper", f"there is no paper “{wish.paper}”", f"there are: {', '.join(PAPERS)}"))
    if "docx" in formats and wish.layout not in (None, *DOCUMENTS):
        hint = f"a .docx has the layouts {', '.join(DOCUMENTS)}; make other formats by themselves"
        raise IgdeckError(error("handout-layout", f"a .docx has no layout {wish.layout}", hint))


def _layout(work: Work, form: str, asked: HandoutLayout | None) -> HandoutLayout:
    """The layout of a format: the one asked for, unless deck or template ask for one that it has not."""
    if form != "docx":
        return asked or "6"
    if asked in (None, *DOCUMENTS):
        return asked or DOCUMENTS[0]
    message = f"a .docx has no layout {asked}, which the deck or its template asks for: it is made as {DOCUMENTS[0]}"
    work.note(note("handout-layout", message, f"a .docx has: {', '.join(DOCUMENTS)}; choose one with --layout"))
    return DOCUMENTS[0]


def _kind(form: str, layout: HandoutLayout) -> str:
    """What a file is called behind the name of the deck."""
    if layout == "outline" or (form != "html" and not layout.isdigit()):
        return layout
    return "handout"


def _about_notes(work: Work, pages: Pages, layouts: Mapping[str, HandoutLayout], asked: HandoutLayout | None) -> None:
    """Say that pages for notes have lines to write on where there is not one note."""
    forms = [form for form, layout in layouts.items() if layout == "notes" and form != "html"]
    if not forms or any(page.notes or page.aside for page in pages.pages):
        return
    say = warning if asked == "notes" else note
    hint = "write notes below ::: notes, or choose another layout with --layout"
    work.note(say("handout-no-notes", "no slide has notes: the pages have lines to write on", hint))


def _shows_notes(form: str, layout: HandoutLayout) -> bool:
    """Whether what the speaker says is in what is made."""
    return form == "html" or layout == "notes" or (form == "docx" and layout == "1")


def _without_asides(pages: Pages) -> Pages:
    """The pages without the things in notes that nobody will see: their pictures need not be made ready."""
    return replace(pages, pages=tuple(replace(page, aside=()) if page.aside else page for page in pages.pages))


def _has_steps(form: str, layout: HandoutLayout) -> bool:
    """Whether a slide can stand there once for each of its steps."""
    return form == "pdf" and layout not in ("notes", "outline")


def _about_steps(work: Work, layouts: Mapping[str, HandoutLayout], wish: Wish) -> None:
    """Say that steps were asked for where there are none."""
    if wish.steps and not any(_has_steps(form, layout) for form, layout in layouts.items()):
        hint = "steps are for a .pdf of slides: --layout slides, or 1 to 9"
        work.note(note("handout-steps", "slides stand here as they end: there are no steps in what is made", hint))


# Drawing -------------------------------------------------------------------------------------------------------


def _density(pages: Pages, theme: Theme, layouts: Mapping[str, HandoutLayout]) -> float | None:
    """How many pixels an inch of a slide needs on sheets alone; None where slides are seen as large as in a deck."""
    if [*layouts] != ["pdf"]:
        return None
    from igdeck.emit.handout import density

    return density(replace(pages, handout=replace(pages.handout, layout=layouts["pdf"])), theme)


def _draw(form: str, pages: Pages, theme: Theme, search: Search) -> tuple[bytes, tuple[Diagnostic, ...]]:
    match form:
        case "pdf":
            from igdeck.emit.handout import handout_pdf

            return handout_pdf(pages, theme, search)
        case "docx":
            return _document(pages, theme, search)
        case _:
            from igdeck.emit.html.reading import reading_html

            return reading_html(pages, theme), ()


def _document(pages: Pages, theme: Theme, search: Search) -> tuple[bytes, tuple[Diagnostic, ...]]:
    try:
        import docx  # noqa: F401 that it is there is what is asked
    except ImportError as absent:
        hint = "install igdeck with its normal dependencies: pip install igdeck"
        message = "a .docx needs the Python package python-docx, and it is not installed"
        raise IgdeckError(error("docx", message, hint)) from absent
    from igdeck.emit.docx import handout_docx, picture_width

    if pages.handout.layout == "outline":
        return handout_docx(pages, theme, ())
    from igdeck.emit.handout import slides_png

    pictures, painted = slides_png(pages, theme, picture_width(pages, theme), search)
    content, found = handout_docx(pages, theme, pictures)
    return content, (*painted, *found)


def _about_taken(targets: Mapping[str, Path], *, force: bool) -> None:
    """Refuse to overwrite the deck of another source, which is called as this handout is: talk-handout.md.

    A PDF that names its source is told of with what else stands in the way: it may be our own, and the deck another file.
    """
    taken = [
        error("output-taken", f"{target.name} is what {target.stem}.md was built as", "write into another folder with -o")
        for form, target in targets.items()
        if form in DECK_FORMATS and target.exists() and state.is_deck(target.parent, target.stem) and not names_source(target)
    ]
    if taken and not force:
        raise IgdeckError(*taken)
