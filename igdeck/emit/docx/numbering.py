"""Lists as Word numbers them: definitions of nine levels for bullets, numbers and tasks, and an instance for each numbered list.

Word counts through all paragraphs of an instance, so a list that starts anew is another one, which says where it starts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from igdeck.emit.docx.markup import NAMESPACES
from igdeck.emit.docx.paper import SIGNS
from igdeck.emit.docx.styles import LIST_LEVELS, STEP
from igdeck.ooxml.markup import HEAD, quote

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from igdeck.emit.docx.paper import Paper
    from igdeck.model.page import PageParagraph
    from igdeck.model.theme import Bullet

LEVELS: Final = 9
#: The instances that every document has; the styles of lists lead to the first two.
BULLETS: Final = 1
NUMBERS: Final = 2
TASKS: Final = {"☐": 3, "☑": 4}
_LINES: Final = 5
#: Numbers of lines stand in the panel of a code.
_LINE_NUMBER: Final = (640, 480)
_BOXES: Final = "Segoe UI Symbol"


class Lists:
    """The numbered lists of a document, as they come."""

    __slots__ = ("_made", "_running")

    def __init__(self) -> None:
        self._made: list[str] = []
        self._running: dict[int, tuple[int, int]] = {}

    def begin(self) -> None:
        """What follows stands in another text: no list goes on."""
        self._running.clear()

    def instance(self, paragraph: PageParagraph) -> int:
        """The instance that a paragraph is an item of; 0 if it is none of a numbered list."""
        level = min(paragraph.level, LEVELS - 1)
        if paragraph.kind != "number":
            self._end(level + 1 if paragraph.kind == "more" else level)
            return 0
        self._end(level + 1)
        instance, expected = self._running.get(level, (0, 0))
        if not instance or expected != paragraph.number:
            instance = self._add(NUMBERS, level, paragraph.number)
        self._running[level] = instance, paragraph.number + 1
        return instance

    def lines(self, first: int) -> int:
        """The instance that numbers the lines of a code."""
        return self._add(_LINES, 0, first)

    def _end(self, level: int) -> None:
        for running in [running for running in self._running if running >= level]:
            del self._running[running]

    def _add(self, definition: int, level: int, start: int) -> int:
        number = _LINES + len(self._made) + 1
        begins = f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        self._made.append(f'<w:num w:numId="{number}"><w:abstractNumId w:val="{definition}"/>{begins}</w:num>')
        return number

    def part(self, paper: Paper) -> str:
        """The part that defines them all."""
        bullets = _bullets(paper)
        sign = f"<w:color {paper.ink('accent2', least=SIGNS)}/>"
        definitions = (
            _definition(BULLETS, "ListBullet", lambda level: _bullet(bullets[min(level, len(bullets) - 1)], paper)),
            _definition(NUMBERS, "ListNumber", lambda level: ("decimal", f"%{level + 1}.", "")),
            *(_definition(number, "", lambda _, box=box: ("bullet", box, _face(_BOXES) + sign)) for box, number in TASKS.items()),  # type: ignore[misc]
            _line_numbers(paper),
        )
        kept = range(1, _LINES + 1)
        instances = "".join(f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>' for number in kept)
        return f"{HEAD}<w:numbering {NAMESPACES}>{''.join(definitions)}{instances}{''.join(self._made)}</w:numbering>"


def numbered(instance: int, level: int) -> str:
    """What a paragraph says that is an item of an instance."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{instance}"/></w:numPr>'


def _definition(number: int, style: str, mark: Callable[[int], tuple[str, str, str]]) -> str:
    levels = "".join(_level(level, style, mark(level)) for level in range(LEVELS))
    return _abstract(number, "hybridMultilevel", levels)


def _abstract(number: int, kind: str, levels: str) -> str:
    """A definition. Its `w:nsid` tells it from others when text is pasted: Word takes lists of the same for one."""
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:nsid w:val="{0x16DEC000 + number:08X}"/>'
        f'<w:multiLevelType w:val="{kind}"/>{levels}</w:abstractNum>'
    )


def _level(level: int, style: str, mark: tuple[str, str, str]) -> str:
    form, text, look = mark
    styled = f'<w:pStyle w:val="{style}{level + 1 if level else ""}"/>' if style and level < LIST_LEVELS else ""
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{styled}<w:lvlText w:val="{quote(text)}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{STEP * (level + 1)}" w:hanging="{STEP}"/></w:pPr>'
        f"{f'<w:rPr>{look}</w:rPr>' if look else ''}</w:lvl>"
    )


def _line_numbers(paper: Paper) -> str:
    left, hanging = _LINE_NUMBER
    style = paper.theme.code
    look = f"<w:color {paper.ink(style.quiet, paper.theme.palette[style.background])}/>"
    level = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr><w:rPr>{look}</w:rPr></w:lvl>'
    )
    return _abstract(_LINES, "singleLevel", level)


def _bullets(paper: Paper) -> Sequence[Bullet | None]:
    """The marks of lists in the template, level by level."""
    levels = paper.theme.body(paper.theme.layout("Title and Content"))[1].levels
    return [style.bullet for style in levels if style.bullet] or [None]


def _bullet(bullet: Bullet | None, paper: Paper) -> tuple[str, str, str]:
    if bullet is None:
        return "bullet", "•", _face("Arial")
    return "bullet", bullet.char, f"{_face(bullet.font)}<w:color {paper.ink(bullet.color, least=SIGNS)}/>"


def _face(font: str) -> str:
    name = quote(font)
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:cs="{name}" w:hint="default"/>'
