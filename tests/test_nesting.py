"""Blocks in blocks in blocks: whatever stands in what, nothing is lost, nothing leaves the slide, and steps count up."""

from __future__ import annotations

import struct
import zlib
from collections import Counter
from itertools import count
from pathlib import Path  # noqa: TC003 - asked for by the test's signature at run time
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from igdeck.layout import make_pages
from igdeck.model.page import CodeItem, PictureItem, TableItem, TextItem
from igdeck.model.theme import Role
from igdeck.source import read_deck
from igdeck.source.text import read_text
from igdeck.theme import load_theme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from igdeck.model.page import Item, Page, Pages, Run
    from igdeck.model.theme import Theme

DEEP: Final = 3
#: What stands around the content.
AROUND: Final = frozenset({Role.TITLE, Role.HEADER, Role.FOOTER, Role.DATE, Role.NUMBER})
#: A `W` stands for a word that no other one is like; they are numbered when the tree of blocks is whole.
WORD: Final = "W"
LEAVES: Final = (
    "W W W",
    "**W** *W* `W` ==W== ^W^ [W](https://example.org)",
    "```py {1|2}\nW = 1\nW = 2\n```",
    "```\nW\n```",
    "| W | W |\n|---|--:|\n| W | 1 |\n| W | 2 |",
    "![W](picture.png)",
    '![W](picture.png "W W")',
    '![W](picture.png "W[^NOTE] *W*")',
    "W[^NOTE] W",
    "W\n: W W\n: W",
    "- [ ] W\n- [x] W",
    "{.incremental}\n- W\n- W",
)


def indented(block: str, first: str, rest: str) -> str:
    """A block behind the mark of what holds it."""
    return "\n".join(
        (rest if number else first) + line if line or ">" in rest else "" for number, line in enumerate(block.split("\n"))
    )


def listed(blocks: list[str]) -> str:
    """A list, an item a block."""
    return "\n".join([indented("W\n\n" + block, "- ", "  ") for block in blocks])


def numbered(blocks: list[str]) -> str:
    """A numbered list."""
    return "\n".join([indented("W\n\n" + block, f"{number}. ", "   ") for number, block in enumerate(blocks, 1)])


def quoted(blocks: list[str]) -> str:
    """A quotation."""
    return indented("\n\n".join(blocks), "> ", "> ")


def called(blocks: list[str]) -> str:
    """A callout as GitHub has it."""
    return indented("[!TIP]\n" + "\n\n".join(blocks), "> ", "> ")


def defined(blocks: list[str]) -> str:
    """A definition."""
    return indented("W\n\n" + "\n\n".join(blocks), "W\n: ", "  ")


def fenced(name: str, blocks: list[str], colons: int) -> str:
    """A container."""
    return "\n".join([":" * colons + " " + name, "\n\n".join(blocks), ":" * colons])


def columned(blocks: list[str], colons: int) -> str:
    """Columns, a block in each, and words above and below them."""
    return fenced("columns", ["W", *[fenced("column", [block], colons - 1) for block in blocks], "W"], colons)


def held(children: st.SearchStrategy[str], depth: int) -> st.SearchStrategy[str]:
    """Blocks in something that holds blocks."""
    blocks = st.lists(children, min_size=1, max_size=3)
    colons = 3 + 2 * depth
    plain = [blocks.map(make) for make in (listed, numbered, quoted, called, defined)]
    named = [
        blocks.map(lambda some, name=name: fenced(name, some, colons))
        for name in ("incremental", "nonincremental", "warning", "{.group}")
    ]
    return st.one_of(*plain, *named, blocks.map(lambda some: columned(some, colons)))


def nested(depth: int) -> st.SearchStrategy[str]:
    """Blocks as deep as `depth`."""
    leaves = st.sampled_from(LEAVES)
    return leaves if not depth else st.one_of(held(nested(depth - 1), depth), leaves)


def named(body: str) -> tuple[str, list[str]]:
    """The source with a word of its own for each W, its notes told, and the words."""
    numbers, notes, words = count(), count(), list[str]()

    def word() -> str:
        words.append(f"w{next(numbers)}w")
        return words[-1]

    while "NOTE" in body:
        body = body.replace("NOTE", f"n{next(notes)}", 1)
    body += "".join([f"\n\n[^n{number}]: {WORD}" for number in range(next(notes))])
    return "".join([word() if letter == WORD else letter for letter in body]), words


def runs_of(item: Item) -> Iterator[Run]:
    """The runs of text and tables."""
    match item:
        case TextItem():
            yield from (run for paragraph in item.paragraphs for run in paragraph.runs)
        case TableItem():
            yield from item.caption
            yield from (run for row in (item.header, *item.rows) for cell in row for run in cell)
        case _:
            return


def said(item: Item) -> str:
    """What an item says."""
    match item:
        case CodeItem():
            return "\n".join([line.text for line in item.lines])
        case PictureItem():
            return f"{item.alt} {item.title} {item.label}"
        case _:
            return " ".join([run.text for run in runs_of(item)])


def steps_of(page: Page) -> set[int]:
    """All clicks at which something happens on a page."""
    found = set[int]()
    for item in page.items:
        found.add(getattr(item, "step", 0))
        match item:
            case TextItem():
                found.update([paragraph.step for paragraph in item.paragraphs])
            case CodeItem():
                found.update(item.turns)
            case TableItem():
                found.update(item.steps)
            case _:
                pass
    return found - {0}


def place(page: Page, theme: Theme) -> tuple[int, int, int, int]:
    """The left, top, right and bottom of what the page's layout has for content."""
    boxes = [holder.box for holder in theme.layout(page.layout).placeholders if holder.role not in AROUND]
    left, top = min(box.x for box in boxes), min(box.y for box in boxes)
    return left, top, max(box.right for box in boxes), max(box.bottom for box in boxes)


def outside(page: Page, theme: Theme) -> list[str]:
    """The items that are not all on the slide, content that is not in its place; a hidden title is meant to stand beside it."""
    found = []
    for item in page.items:
        around = getattr(item, "role", "") in AROUND
        left, top, right, bottom = (0, 0, theme.width, theme.height) if around else place(page, theme)
        inside = left <= item.box.x and top <= item.box.y and item.box.right <= right and item.box.bottom <= bottom
        if not inside and not getattr(item, "hidden", False):
            found.append(f"{page.number}: {item.name} at {item.box}")
    return found


def dot(path: Path) -> None:
    """A small picture."""
    rows = b"".join([b"\0" + b"\x20\x60\xa0" * 40 for _ in range(30)])
    chunks = ((b"IHDR", struct.pack(">IIBBBBB", 40, 30, 8, 2, 0, 0, 0)), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    data = b"".join([struct.pack(">I", len(d)) + n + d + struct.pack(">I", zlib.crc32(n + d)) for n, d in chunks])
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + data)


@pytest.fixture(scope="module")
def theme() -> Theme:
    """The panel template."""
    return load_theme("panel")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the picture."""
    made = tmp_path_factory.mktemp("nesting")
    dot(made / "picture.png")
    return made


def pages_of(source: str, folder: Path, theme: Theme) -> Pages:
    """The pages of a slide with a body."""
    path = folder / "deck.md"
    path.write_text(source, encoding="utf-8")
    return make_pages(read_deck(read_text(path), folder)[0], theme)[0]


def nothing_is_lost(blocks: list[str], theme: Theme, folder: Path) -> None:
    """Fail if a word is on no page, a box is not on its slide, or a click does nothing."""
    source, words = named("\n\n".join(blocks))
    pages = pages_of("---\nfooter: false\n---\n\n# A slide\n\n---\n\n## Title\n\n" + source + "\n", folder, theme).pages
    got = Counter(" ".join([said(item) for page in pages for item in page.items]).replace("=", " ").split())
    text = " ".join(got)
    assert [word for word in words if word not in text] == [], source
    assert [fault for page in pages for fault in outside(page, theme)] == [], source
    assert [page.number for page in pages if steps_of(page) != set(range(1, page.clicks + 1))] == [], source


EXAMPLES: Final = given(blocks=st.lists(nested(DEEP), min_size=1, max_size=2))
HELD: Final = settings(deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


@settings(HELD, max_examples=20)
@EXAMPLES
def test_blocks_in_blocks_lose_nothing(blocks: list[str], theme: Theme, folder: Path) -> None:
    """Every word is on a page once or more, every box on the slide, and every click from the first to the last does something."""
    nothing_is_lost(blocks, theme, folder)


@pytest.mark.slow
@settings(HELD, max_examples=200)
@EXAMPLES
def test_many_blocks_in_blocks_lose_nothing(blocks: list[str], theme: Theme, folder: Path) -> None:
    """The same, of ten times as many."""
    nothing_is_lost(blocks, theme, folder)
