"""Draw the pictures of `docs/language.md`: each slide of the tour that has a key of its own.

Usage: `python scripts/make_tour_pictures.py build/tour.html docs/tour`. Chromium prints the deck, one page a slide; Poppler is
needed, too. A slide that continues is shown by its first page.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from tools.browser import close_chromium  # noqa: E402 (the tests' own eyes)
from tools.draw import pictures_of  # noqa: E402

from igdeck.source import read_source  # noqa: E402

TOUR = ROOT / "slides" / "tour.md"
WIDTH = 480
#: A slide has few colours, but for those with pictures: so many are enough for both, if rare ones count as well.
COLOURS = 200


def main(arguments: list[str]) -> int:
    """Make the pictures, and take away those of slides that are gone."""
    if len(arguments) != len(("html", "folder")):
        sys.stderr.write(f"{__doc__}\n")
        return 2
    page, folder = map(Path, arguments)
    folder.mkdir(parents=True, exist_ok=True)
    keys = [slide.key for slide in read_source(TOUR)[0].slides if slide.pinned]
    places = re.findall(r'<section[^>]*? id="([^"]+)"', page.read_text(encoding="utf-8"))
    pictures = pictures_of(page, WIDTH * 2)
    close_chromium()
    for key in keys:
        small(pictures[places.index(key)]).save(folder / f"{key}.png", optimize=True)
    for old in folder.glob("*.png"):
        if old.stem not in keys:
            old.unlink()
    return 0


def small(picture: Path) -> Image.Image:
    """The slide with a thin edge, in few colours."""
    slide = Image.open(picture).convert("RGB")
    slide = slide.resize((WIDTH, round(WIDTH * slide.height / slide.width)), Image.Resampling.LANCZOS)
    framed = Image.new("RGB", (slide.width + 2, slide.height + 2), "#C9D1DA")
    framed.paste(slide, (1, 1))
    return framed.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
