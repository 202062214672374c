"""The templates that a deck may ask for by name: which there are, what they look like, and how to start one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igdeck.model.diagnostics import IgdeckError, error
from igdeck.theme import find_template, list_templates, read_template

if TYPE_CHECKING:
    from pathlib import Path

    from igdeck.build.work import BuildResult
    from igdeck.theme import Template


def template_names(beside: Path) -> tuple[str, ...]:
    """The names of the templates that are installed, and of those in the folder `beside` and in its folder `templates`."""
    return tuple(template.name for template in list_templates(beside))


def described_templates(beside: Path) -> dict[str, str]:
    """What each template says of itself, in one line; what is wrong with it, if it cannot be read."""
    return {template.name: _description(template) for template in list_templates(beside)}


def _description(template: Template) -> str:
    try:
        theme = read_template(template)
    except IgdeckError as fault:
        trouble = fault.diagnostics[0]
        return f"broken: {trouble.file}:{trouble.line}: {trouble.message}"
    return " ".join((theme.description or theme.title).split())


def show_template(name: str, beside: Path, out: Path, *, force: bool = False) -> BuildResult:
    """Write a deck that shows every layout of a template, as NAME-template.pptx and .html into the folder `out`.

    As for any deck, a .pptx that was changed by hand is overwritten only with `force`.
    """
    from igdeck.build.cache import compiled_template
    from igdeck.build.edits import rescued
    from igdeck.build.outputs import write_all
    from igdeck.build.sample import sample_pages
    from igdeck.build.work import Work
    from igdeck.emit.html import emit_html
    from igdeck.emit.pptx import emit_pptx

    work = Work(beside / name, 1)
    with work.ending_early():
        template = find_template(name, beside)
        compiled = compiled_template(template)
        pages = sample_pages(compiled.theme)
        work.drawn["pptx"] = emit_pptx(pages, compiled.theme, compiled.parts)
        work.drawn["html"] = emit_html(pages, compiled.theme, compiled.style)
        targets = {form: out / f"{template.name}-template.{form}" for form in work.drawn}
        kept = rescued(work, targets, force=force)
        write_all({**kept, **{targets[form]: content for form, content in work.drawn.items()}})
        work.outputs, work.slides = tuple(targets.values()), len(pages.pages)
    return work.result()


def new_template(name: str, source: str, beside: Path, out: Path) -> Path:
    """Write NAME/template.toml into the folder `out`, a template that starts with another one; return the file.

    `source` is the other one's name, or the path of its folder. Raises IgdeckError `template-unknown`, or `template-exists` if
    there is anything at all in the way.
    """
    from igdeck.build.outputs import write_all
    from igdeck.theme.derive import derived_text

    parent, folder = find_template(source, beside), out / name
    if not name.strip(". ") or set(name) & set('/\\:*?"<>|\0'):
        raise IgdeckError(
            error("template-name", f"“{name}” cannot be a template's name", "it becomes a folder; give it a plain name")
        )
    if folder.exists() or folder.is_symlink():
        hint = "choose another name, or another folder with -o"
        raise IgdeckError(error("template-exists", f"there is a {folder} already", hint, file=str(folder)))
    file = folder / parent.description.name
    write_all({file: derived_text(parent, folder).encode()})
    return file
