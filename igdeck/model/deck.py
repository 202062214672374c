"""A talk as it was written: `source` makes it, `layout` draws it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from igdeck.model.handout import Wish
from igdeck.model.value import frozen, replace

if TYPE_CHECKING:
    from igdeck.model.block import Block
    from igdeck.model.diagnostics import Diagnostic
    from igdeck.model.inline import Direction, Image, Inline


#: What becomes of a slide that holds too much: it continues, shrinks under the template's limit, or is an error.
Overflow: TypeAlias = Literal["continue", "shrink", "error"]
#: How a slide comes on; empty: as the deck has it.
Transition: TypeAlias = Literal["", "none", "fade", "push", "wipe", "morph"]
Side: TypeAlias = Literal["left", "right"]
#: What stands in the header, the footer, the date or the number: words, False for nothing, True for what usually does; None: as
#: the deck, or the template, has it.
FieldText: TypeAlias = str | bool | None


@frozen
class Fitting:
    """How text is made to fit: what a deck, or one slide of it, asks for. None: as the template, or the deck, has it.

    Sizes in points: text starts no larger than `largest`, and shrinks no further than `body`, `code` and `table` say before the
    slide continues. All are those of the first level of body text, code and table cells; what else there is scales along.
    """

    overflow: Overflow | None = None
    largest: float | None = None
    body: float | None = None
    code: float | None = None
    table: float | None = None


@frozen
class Fields:
    """What stands around a slide's content, on a slide or on all."""

    header: FieldText = None
    footer: FieldText = None
    date: FieldText = None
    number: FieldText = None


@frozen
class Background:
    """What lies behind a slide: a picture, or a `color` (six hex digits, or the name of a colour of the template).

    On a `side` it takes a `share` of the slide's width, and the content the rest. `opacity` from 0, not seen, to 1.
    """

    image: Image | None = None
    color: str = ""
    side: Side | None = None
    share: float = 0.5
    opacity: float = 1.0
    cover: bool = True


@frozen
class Footnote:
    """A note at the foot of its slide."""

    number: int
    blocks: tuple[Block, ...]
    line: int


@frozen
class Part:
    """Lines of a deck that come of another file: those from `line` on, up to the next part, are those from `first` on of `file`.

    `file` is empty for the source itself.
    """

    line: int
    file: str
    first: int


@frozen
class Meta:
    """What the front matter says. An empty string: it says nothing.

    `footer` is None when the deck's title is to stand there, and empty when nothing is. `date` is the text as written.
    `fields` holds the header, and what else the front matter says of what stands around the slides;
    `handout` is what it asks of handouts.
    """

    title: str = ""
    subtitle: str = ""
    author: str = ""
    date: str = ""
    lang: str = "en-US"
    subject: str = ""
    keywords: str = ""
    template: str = ""
    footer: str | None = None
    slide_level: int = 2
    fitting: Fitting = Fitting()
    dir: Direction = ""
    transition: Transition = ""
    fields: Fields = Fields()
    handout: Wish = Wish()


@frozen
class Slide:
    """One slide of the source.

    `key` names it for good: its `{#id}` if `pinned`, else made of its title. `name` is the title in plain text, made up for a
    slide without a heading (`title` is None then), unique enough for the outline and for screen readers. `first_line` and
    `last_line` are its range in the source, `digest` is the hash of that text. `layout` is PowerPoint's name of the one that was
    asked for; empty: by what stands on the slide. `notes` are the speaker's, `footnotes` those that are marked on the slide.
    """

    key: str
    pinned: bool
    name: str
    title: tuple[Inline, ...] | None
    level: int
    blocks: tuple[Block, ...]
    first_line: int
    last_line: int
    digest: str
    text: str
    fitting: Fitting = Fitting()
    layout: str = ""
    hidden: bool = False
    transition: Transition = ""
    background: Background | None = None
    fields: Fields = Fields()
    lang: str = ""
    dir: Direction = ""
    classes: tuple[str, ...] = ()
    notes: tuple[Block, ...] = ()
    footnotes: tuple[Footnote, ...] = ()


@frozen
class Deck:
    """A whole talk. Lines count through the source with its parts put in; `parts` says where each comes from, if there are any.

    `files` are the paths of all parts that it asks for, found or not.
    """

    meta: Meta
    slides: tuple[Slide, ...]
    parts: tuple[Part, ...] = ()
    files: tuple[str, ...] = ()

    def placed(self, diagnostic: Diagnostic) -> Diagnostic:
        """A finding about lines of the deck as one about the file that they come from."""
        if diagnostic.file or not diagnostic.line or not self.parts:
            return diagnostic
        file, line = self.place(diagnostic.line)
        return replace(diagnostic, line=line, file=file)

    def place(self, line: int) -> tuple[str, int]:
        """The file that a line of the deck comes from, empty for the source itself, and its number there."""
        part = max((part for part in self.parts if part.line <= line), key=lambda part: part.line, default=None)
        return (part.file, line - part.line + part.first) if part else ("", line)
