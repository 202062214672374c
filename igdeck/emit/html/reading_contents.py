"""The table of contents of a reading version: sections with their slides, beside the page or folded up above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igdeck.emit.html.markup import attribute, escape, quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from igdeck.emit.outline import Chapter
    from igdeck.model.labels import Labels

#: Turns the view that the window's width asks for into the other one, without a script.
_SWITCH = (
    '<p class="choice"{spoken}><label><input type="checkbox" class="view"> <span class="to-text">{labels.as_text}</span>'
    '<span class="to-slides">{labels.as_slides}</span></label></p>'
)


def contents(told: Sequence[Chapter], labels: Labels, *, switch: bool, spoken: str) -> str:
    """The navigation; `spoken` says which language its own words are in."""
    choice = _SWITCH.format(spoken=spoken, labels=labels) if switch else ""
    entries = "".join(_entry(head, labels, below) for head, *below in _sections(told))
    folded = f"<details><summary{spoken}>{labels.contents}</summary>\n<ol>\n{entries}</ol>\n</details>"
    return f'<nav class="contents" aria-label={quoted(labels.contents)}>{choice}{folded}</nav>\n'


def _sections(told: Sequence[Chapter]) -> list[list[Chapter]]:
    """What heads a section with the slides of it; what is in none stands alone."""
    groups: list[list[Chapter]] = []
    for chapter in told:
        if chapter.level > 1 and groups:
            groups[-1].append(chapter)
        else:
            groups.append([chapter])
    return groups


def _entry(chapter: Chapter, labels: Labels, below: Sequence[Chapter] = ()) -> str:
    page = chapter.pages[0]
    words = " ".join("".join([run.text for run in chapter.heading if not run.note]).split()) or f"{labels.slide} {page.number}"
    nested = f"\n<ol>\n{''.join(_entry(one, labels) for one in below)}</ol>\n" if below else ""
    spoken = attribute("lang", page.lang) + attribute("dir", page.dir)
    said = f"<bdi{spoken}>{escape(words)}</bdi>" if spoken else escape(words)
    return f'<li><a href={quoted("#" + page.key)}><span class="at">{page.number}</span> <span>{said}</span></a>{nested}</li>\n'
