"""Decks as an audience sees them: a .pptx drawn by LibreOffice, a .html printed by Chromium, both read back by Poppler."""

from __future__ import annotations

import html
import re
import subprocess
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.browser import chromium
from tools.office import convert
from tools.programs import need

WORD = re.compile(r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>')
PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)
LINE = re.compile(r"<line .*?</line>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Word:
    """A word where it was drawn, its box in fractions of the page from the top left; `line` counts the page's lines."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    line: int


@dataclass(frozen=True, slots=True)
class Page:
    """A drawn page: its size in points and its words in reading order."""

    width: float
    height: float
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The words with single spaces."""
        return " ".join(word.text for word in self.words)

    @property
    def seen(self) -> tuple[Word, ...]:
        """The words that stand on the page, at least in part: a title kept for screen readers is drawn off it, or not at all."""
        return tuple(w for w in self.words if w.right > 0 and w.left < 1 and w.bottom > 0 and w.top < 1)


def pages_of(path: Path) -> list[Page]:
    """The pages of a .pptx, .html or .pdf as it is drawn. The same bytes are drawn once a test process."""
    need("pdftotext")
    return list(_pages(pdf_of(path)))


def pdf_of(path: Path) -> Path:
    """The file drawn as a PDF."""
    return path if path.suffix == ".pdf" else _drawn(path.absolute(), sha256(path.read_bytes()).hexdigest())


def pictures_of(path: Path, width: int = 960) -> list[Path]:
    """A PNG of each page, `width` pixels wide."""
    need("pdftoppm")
    stem = _scratch() / f"{sha256(path.read_bytes()).hexdigest()}-{width}"
    subprocess.run(["pdftoppm", "-png", "-scale-to-x", str(width), "-scale-to-y", "-1", pdf_of(path), stem], check=True)
    return sorted(stem.parent.glob(f"{stem.name}-*.png"))


@cache
def _scratch() -> Path:
    return Path(_folder().name)


@cache
def _folder() -> TemporaryDirectory[str]:
    """A folder that goes away with the process, as `TemporaryDirectory` sees to."""
    return TemporaryDirectory(prefix="igdeck-draw-", ignore_cleanup_errors=True)


@cache
def _drawn(path: Path, digest: str) -> Path:
    folder = _scratch() / digest
    folder.mkdir(exist_ok=True)
    return _print(path, folder) if path.suffix == ".html" else convert([path], "pdf", folder)[0]


def _print(path: Path, folder: Path) -> Path:
    out = folder / f"{path.stem}.pdf"
    with chromium().new_page() as page:
        page.goto(path.as_uri())
        page.evaluate("document.fonts.ready")
        page.pdf(path=out, prefer_css_page_size=True, print_background=True)
    return out


@cache
def _pages(pdf: Path) -> tuple[Page, ...]:
    boxes = subprocess.run(["pdftotext", "-bbox-layout", pdf, "-"], capture_output=True, text=True, check=True).stdout
    return tuple(_page(float(width), float(height), body) for width, height, body in PAGE.findall(boxes))


def _page(width: float, height: float, body: str) -> Page:
    lines = enumerate(LINE.findall(body))
    return Page(width, height, tuple(_word(m, width, height, at) for at, line in lines for m in WORD.finditer(line)))


def _word(match: re.Match[str], width: float, height: float, line: int) -> Word:
    left, top, right, bottom = (float(match[number]) for number in range(1, 5))
    return Word(html.unescape(match[5]), left / width, top / height, right / width, bottom / height, line)
