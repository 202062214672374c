"""Inlines as runs: words with their looks, as a text box holds them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, assert_never

from igdeck.model.addresses import unsafe_scheme
from igdeck.model.diagnostics import error, warning
from igdeck.model.inline import (
    CodeSpan,
    Emphasis,
    FootnoteMark,
    Image,
    LineBreak,
    Link,
    Span,
    Strike,
    Strong,
    Styled,
    Text,
    inner_inlines,
    plain_text,
)
from igdeck.model.page import Run
from igdeck.model.value import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from igdeck.layout.listing import Colours
    from igdeck.model.diagnostics import Diagnostic
    from igdeck.model.inline import Inline, Look

_PLAIN = Run("")


@dataclass(frozen=True, slots=True)
class Words:
    """What it takes to read a deck's inlines: the slides that links lead to by key, and the place for what is wrong.

    `contents` are the names and keys of the slides that a table of contents leads to; `colours` are those of code. `lang` is the
    language of what is read.
    """

    keys: Mapping[str, str]
    found: list[Diagnostic] = field(default_factory=list)
    contents: Sequence[tuple[str, str]] = ()
    colours: Colours | None = None
    lang: str = ""

    def callout(self, kind: str, lang: str = "") -> tuple[Inline, ...]:
        """What heads a callout of a kind without a title, which may be in a language of its own."""
        from igdeck.model.labels import foreign, labels_in

        lang = lang or self.lang
        labels = labels_in(lang)
        said = (Text(labels.callout(kind)),)
        return (Span(said, lang=foreign(labels, lang)),) if foreign(labels, lang) else said

    def runs(self, inlines: Iterable[Inline], line: int) -> tuple[Run, ...]:
        """The words of a paragraph with their looks; pictures are left out, spaces beside a hard break too."""
        return _tidied(_joined(self._runs(inlines, _PLAIN, line)))

    def cell(self, inlines: Iterable[Inline], line: int) -> tuple[Run, ...]:
        """The words of a table's cell, where a picture is its alternative text."""
        inlines = tuple(inlines)
        for image in images_in(inlines):
            message = f"a picture in a table is not drawn: “{image.target}”; its alternative text stands there"
            self.found.append(warning("picture-in-table", message, "give it a place outside of the table", line=image.line))
        return self.runs(_with_alternatives(inlines), line)

    def pictures(self, inlines: Iterable[Inline]) -> Iterator[Image]:
        """All pictures among the inlines and in them, with the runs of their captions."""
        for image in images_in(inlines):
            yield replace(image, runs=self.runs(image.caption, image.line)) if image.caption else image

    def _runs(self, inlines: Iterable[Inline], look: Run, line: int) -> Iterator[Run]:  # noqa: C901, PLR0912 a case for each kind
        marked = False
        for inline in inlines:
            if marked and isinstance(inline, FootnoteMark):
                yield replace(look, text=", ", shift="super")
            marked = isinstance(inline, FootnoteMark)
            match inline:
                case Text(text):
                    yield _dressed(look, text)
                case LineBreak():
                    yield Run("\n")
                case CodeSpan(text):
                    yield _dressed(look, text, code=True)
                case Emphasis(children):
                    yield from self._runs(children, _dressed(look, italic=True), line)
                case Strong(children):
                    yield from self._runs(children, _dressed(look, bold=True), line)
                case Strike(children):
                    yield from self._runs(children, _dressed(look, strike=True), line)
                case Styled(kind, children):
                    yield from self._runs(children, _styled(look, kind), line)
                case Span(children, _, lang, direction):
                    own = replace(look, lang=lang or look.lang, dir=direction or look.dir) if lang or direction else look
                    yield from self._runs(children, own, line)
                case FootnoteMark(number):
                    yield replace(look, text=str(number), shift="super", note=number)
                case Link(target, children):
                    yield from self._runs(children, _dressed(look, href=self._target(target, line)), line)
                case Image():
                    pass
                case _:
                    assert_never(inline)

    def _target(self, target: str, line: int) -> str:
        """Where a link leads: `#key` or `#3` to a slide, all else out of the deck; "" where there is no such slide."""
        if not target.startswith("#"):
            return self._address(target, line)
        key = self.keys.get(target[1:])
        if key is None:
            hint = "link to a slide by its title in lower case with hyphens, by the {#id} after its title, or by its number"
            self.found.append(error("link-nowhere", f"no slide is called “{target[1:]}”: the link is left out", hint, line=line))
            return ""
        return f"#{key}"

    def _address(self, target: str, line: int) -> str:
        """An address out of the deck; "" for none, and for one that would run something or look into the viewer's machine."""
        if not target:
            message, hint = "a link has no address: only its words are drawn", "write the address between the round brackets"
            self.found.append(warning("link-nowhere", message, hint, line=line))
            return ""
        if scheme := unsafe_scheme(target):
            message = f"links to “{scheme}:” are not drawn, as they are not safe: only their words are"
            self.found.append(
                warning("link-unsafe", message, "link to a page on the web, or to a file beside the deck", line=line)
            )
            return ""
        return target


def images_in(inlines: Iterable[Inline]) -> Iterator[Image]:
    """All pictures among the inlines and in them."""
    for inline in inlines:
        if isinstance(inline, Image):
            yield inline
        elif not isinstance(inline, Text):
            yield from images_in(inner_inlines(inline))


def caption_of(image: Image) -> tuple[Run, ...]:
    """The words of a picture's caption with their looks."""
    return image.runs or ((Run(image.title),) if image.title else ())


def _with_alternatives(inlines: Sequence[Inline]) -> Sequence[Inline]:
    if not any(images_in(inlines)):
        return inlines
    return tuple(Text(plain_text((inline,))) if any(images_in((inline,))) else inline for inline in inlines)


def _dressed(
    look: Run,
    text: str = "",
    *,
    bold: bool = False,
    italic: bool = False,
    strike: bool = False,
    code: bool = False,
    href: str = "",
) -> Run:
    """A run of the same look and more. Not `replace`, which takes five times as long."""
    return Run(
        text,
        look.bold or bold,
        look.italic or italic,
        look.strike or strike,
        look.code or code,
        href or look.href,
        look.shift,
        look.small,
        look.mark,
        look.underline,
        look.lang,
        look.dir,
    )


def _styled(look: Run, kind: Look) -> Run:
    match kind:
        case "sub":
            return replace(look, shift="sub")
        case "sup":
            return replace(look, shift="super")
        case "mark":
            return replace(look, mark=True)
        case "underline":
            return replace(look, underline=True)
        case "small":
            return replace(look, small=True)
        case _:
            assert_never(kind)


def _joined(runs: Iterable[Run]) -> list[Run]:
    """Runs of one look that follow each other as one."""
    out: list[Run] = []
    for run in runs:
        if not run.text:
            continue
        if out and run.text != "\n" and out[-1].text != "\n" and _dressed(run, out[-1].text) == out[-1]:
            out[-1] = _dressed(run, out[-1].text + run.text)
        else:
            out.append(run)
    return out


def _tidied(runs: list[Run]) -> tuple[Run, ...]:
    """Without spaces at the ends and beside a hard break, where a space would show as an indent."""
    while runs and not runs[0].code and not runs[0].text.strip():
        runs.pop(0)
    while runs and not runs[-1].code and not runs[-1].text.strip():
        runs.pop()
    out: list[Run] = []
    for index, run in enumerate(runs):
        text = run.text
        if text != "\n" and not run.code:
            text = text.lstrip(" ") if index == 0 or runs[index - 1].text == "\n" else text
            text = text.rstrip(" ") if index + 1 == len(runs) or runs[index + 1].text == "\n" else text
        if text:
            out.append(run if text == run.text else _dressed(run, text))
    return tuple(out)
