"""Draw the picture of the README: some slides of a deck as PowerPoint, and the same slides as HTML under them.

Usage: `python scripts/make_contact_sheet.py build/panel.pptx build/panel.html docs/panel.png`. LibreOffice draws the .pptx in
the sizes that PowerPoint shows on opening, Chromium prints the .html; both are needed, with Poppler.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from tools.bake import bake  # noqa: E402 (the tests' own eyes)
from tools.browser import close_chromium  # noqa: E402
from tools.draw import pictures_of  # noqa: E402

SLIDES = (0, 1, 3, 7)
WIDTH = 420
GAP = 14
LABEL = 30
GROUND = "#E4E8ED"
INK = "#1B2430"


def main(arguments: list[str]) -> int:
    """Make the picture."""
    if len(arguments) != len(("pptx", "html", "png")):
        sys.stderr.write(f"{__doc__}\n")
        return 2
    deck, page, out = map(Path, arguments)
    baked = bake(deck)
    rows = [("PowerPoint", pictures_of(baked, WIDTH)), ("HTML", pictures_of(page, WIDTH))]
    baked.unlink()
    close_chromium()
    sheet(rows).convert("P", palette=Image.Palette.ADAPTIVE, colors=128).save(out, optimize=True)
    return 0


def sheet(rows: list[tuple[str, list[Path]]]) -> Image.Image:
    """The slides in rows, each with its name above."""
    drawn = [(name, [Image.open(pictures[slide]) for slide in SLIDES]) for name, pictures in rows]
    height = drawn[0][1][0].height
    canvas = Image.new("RGB", (GAP + len(SLIDES) * (WIDTH + GAP), len(drawn) * (LABEL + height + GAP)), GROUND)
    pen, font = ImageDraw.Draw(canvas), ImageFont.load_default(16)
    for at, (name, pictures) in enumerate(drawn):
        top = at * (LABEL + height + GAP)
        pen.text((GAP, top + 7), name, fill=INK, font=font)
        for column, picture in enumerate(pictures):
            canvas.paste(picture, (GAP + column * (WIDTH + GAP), top + LABEL))
    return canvas


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
