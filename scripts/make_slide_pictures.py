"""Draw the pictures of `slides/tour.md`: one harbour at four times of day, and two drawings as SVG.

Usage: `python scripts/make_slide_pictures.py`. Everything is counted, nothing is thrown, so the same files come out each time.
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageDraw

ROOT = Path(__file__).parents[1]
OUT = ROOT / "slides" / "pictures"
SIZE = (1280, 720)
#: Everything is drawn this much larger and then made smaller, which smooths its edges.
FINE = 2
HORIZON = 0.62

Colour = tuple[int, int, int]


class Hour(NamedTuple):
    """The colours of a time of day, and where its sun or moon stands, in shares of the picture."""

    sky: Colour
    low: Colour
    sun: Colour
    hills: Colour
    town: Colour
    water: Colour
    deep: Colour
    window: Colour
    at: tuple[float, float]


HOURS = {
    "dawn.jpg": Hour(
        (62, 88, 130),
        (250, 196, 150),
        (255, 236, 200),
        (120, 112, 140),
        (32, 44, 70),
        (214, 164, 142),
        (38, 58, 92),
        (255, 214, 140),
        (0.54, 0.3),
    ),
    "noon.jpg": Hour(
        (74, 144, 196),
        (206, 230, 240),
        (255, 255, 244),
        (128, 162, 178),
        (36, 70, 96),
        (110, 174, 204),
        (26, 82, 122),
        (190, 220, 232),
        (0.3, 0.2),
    ),
    "dusk.png": Hour(
        (44, 40, 84),
        (232, 122, 92),
        (255, 206, 140),
        (104, 66, 104),
        (26, 24, 50),
        (190, 96, 96),
        (30, 28, 62),
        (255, 206, 120),
        (0.9, 0.28),
    ),
    "night.webp": Hour(
        (8, 16, 36),
        (32, 56, 92),
        (236, 240, 250),
        (22, 38, 66),
        (6, 12, 26),
        (26, 48, 80),
        (6, 14, 30),
        (255, 208, 122),
        (0.76, 0.18),
    ),
}

RING = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 400" width="640" height="400" role="img">
  <title>The ring of fibre around the harbour</title>
  <rect width="640" height="400" rx="16" fill="#F3F6FA"/>
  <path d="M0 262c90-36 130 24 214 8s110-52 206-30 130 40 220 12v132a16 16 0 0 1-16 16H16a16 16 0 0 1-16-16z" fill="#D5E5F0"/>
  <ellipse cx="320" cy="200" rx="214" ry="122" fill="none" stroke="#0F3D63" stroke-width="7"/>
  <path d="M320 78v244M106 200h428" stroke="#D2691E" stroke-width="4" stroke-dasharray="3 11" stroke-linecap="round"/>
  <g fill="#FFFFFF" stroke="#0F3D63" stroke-width="6">
    <circle cx="320" cy="78" r="19"/><circle cx="534" cy="200" r="19"/>
    <circle cx="320" cy="322" r="19"/><circle cx="106" cy="200" r="19"/>
  </g>
  <circle cx="320" cy="200" r="30" fill="#D2691E"/>
  <path d="M306 200h28M320 186v28" stroke="#FFFFFF" stroke-width="6" stroke-linecap="round"/>
</svg>
"""

WAVES = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 120" width="640" height="120">
  <g fill="none" stroke-linecap="round" stroke-width="7">
    <path d="M20 38c50-32 100-32 150 0s100 32 150 0 100-32 150 0 100 32 150 0" stroke="#2E7DA8"/>
    <path d="M20 64c50-32 100-32 150 0s100 32 150 0 100-32 150 0 100 32 150 0" stroke="#5FA3C4"/>
    <path d="M20 90c50-32 100-32 150 0s100 32 150 0 100-32 150 0 100 32 150 0" stroke="#D2691E"/>
  </g>
</svg>
"""


def main() -> int:
    """Write all pictures."""
    OUT.mkdir(parents=True, exist_ok=True)
    for name, hour in HOURS.items():
        picture = harbour(hour)
        if name.endswith(".png"):
            picture.quantize(96, dither=Image.Dither.FLOYDSTEINBERG).save(OUT / name, optimize=True)
        else:
            picture.save(OUT / name, quality=86, optimize=True, method=6)
    lighthouse(HOURS["dusk.png"]).save(OUT / "lighthouse.jpg", quality=86, optimize=True)
    for name, drawing in (("ring.svg", RING), ("waves.svg", WAVES)):
        (OUT / name).write_text(drawing, encoding="utf-8")
    return 0


def harbour(hour: Hour) -> Image.Image:
    """The town behind its quay: sky and sun, hills, houses, two cranes, and all of it upside down in the water."""
    width, height = (side * FINE for side in SIZE)
    level = round(height * HORIZON)
    canvas = Image.new("RGB", (width, height))
    canvas.paste(shaded((width, level), hour.sky, hour.low))
    pen = ImageDraw.Draw(canvas)
    disc(pen, width * hour.at[0], height * hour.at[1], height * 0.055, hour.sun)
    hills(pen, width, level, hour)
    houses(pen, width, level, hour)
    for left, size in ((0.72, 1.0), (0.86, 0.8)):
        crane(pen, width * left, level, height * 0.34 * size, hour.town)
    water(canvas, level, hour)
    return canvas.resize(SIZE, Image.Resampling.LANCZOS)


def lighthouse(hour: Hour) -> Image.Image:
    """An upright picture: a lighthouse on its rock, with its beam."""
    width, height = 640 * FINE, 860 * FINE
    level = round(height * 0.8)
    canvas = Image.new("RGB", (width, height))
    canvas.paste(shaded((width, level), hour.sky, hour.low))
    lamp = (width * 0.5, height * 0.275)
    beam = Image.new("L", canvas.size)
    ImageDraw.Draw(beam).polygon([lamp, (width, height * 0.12), (width, height * 0.36)], fill=70)
    canvas.paste(Image.new("RGB", canvas.size, hour.sun), mask=beam)
    pen = ImageDraw.Draw(canvas)
    middle = width * 0.5
    for share in range(5):
        top, foot = height * (0.32 + share * 0.09), height * (0.32 + (share + 1) * 0.09)
        half = [width * (0.062 + 0.009 * (share + end)) for end in (0, 1)]
        shape = [(middle - half[0], top), (middle + half[0], top), (middle + half[1], foot), (middle - half[1], foot)]
        pen.polygon(shape, fill=(196, 74, 60) if share % 2 == 0 else (244, 236, 226))
    pen.rectangle((middle - width * 0.085, height * 0.308, middle + width * 0.085, height * 0.322), fill=hour.town)
    pen.rectangle((middle - width * 0.045, height * 0.25, middle + width * 0.045, height * 0.308), fill=hour.sun)
    roof = [(middle - width * 0.07, height * 0.25), (middle, height * 0.2), (middle + width * 0.07, height * 0.25)]
    pen.polygon(roof, fill=hour.town)
    pen.ellipse((width * 0.16, height * 0.745, width * 0.84, height * 0.9), fill=hour.town)
    water(canvas, level, hour)
    return canvas.resize((width // FINE, height // FINE), Image.Resampling.LANCZOS)


def shaded(size: tuple[int, int], above: Colour, below: Colour) -> Image.Image:
    """A field that goes over from one colour into another, downwards."""
    column = Image.new("RGB", (1, size[1]))
    for row in range(size[1]):
        column.putpixel((0, row), mixed(above, below, row / size[1]))
    return column.resize(size)


def mixed(one: Colour, other: Colour, share: float) -> Colour:
    """A colour between two."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def disc(pen: ImageDraw.ImageDraw, x: float, y: float, radius: float, colour: Colour) -> None:
    """The sun or the moon."""
    pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour)


def hills(pen: ImageDraw.ImageDraw, width: int, level: int, hour: Hour) -> None:
    """Two ranges of hills, the nearer one darker."""
    for rank, (rise, share) in enumerate(((0.36, 0.0), (0.22, 0.28))):
        line = [
            (
                x,
                level
                - level
                * rise
                * (0.55 + 0.3 * math.sin(x / width * (5 + 2 * rank) + 1 + rank) + 0.1 * math.sin(x / width * 17 + rank)),
            )
            for x in range(0, width + 16, 16)
        ]
        pen.polygon([(0, level), *line, (width, level)], fill=mixed(hour.hills, hour.town, share))


def houses(pen: ImageDraw.ImageDraw, width: int, level: int, hour: Hour) -> None:
    """A row of gabled houses along the left of the quay, some with light."""
    left = width * 0.04
    for number in range(14):
        wide = width * (0.036 + 0.007 * (number * 7 % 4))
        tall = level * (0.14 + 0.03 * (number * 5 % 6))
        top, right = level - tall, left + wide
        pen.rectangle((left, top, right, level), fill=mixed(hour.town, hour.hills, 0.12 * (number % 3)))
        pen.polygon(
            [(left, top), ((left + right) / 2, top - wide * 0.6), (right, top)],
            fill=mixed(hour.town, hour.hills, 0.12 * (number % 3)),
        )
        for pane in range(6):
            if (number * 3 + pane * 5) % 4 == 1:
                x, y = left + wide * (0.22 + 0.36 * (pane % 2)), top + tall * (0.12 + 0.28 * (pane // 2))
                pen.rectangle((x, y, x + wide * 0.18, y + tall * 0.13), fill=hour.window)
        left = right + width * 0.002


def crane(pen: ImageDraw.ImageDraw, x: float, level: int, size: float, colour: Colour) -> None:
    """A harbour crane: portal, mast, boom and rope."""
    thick = round(size * 0.045)
    lines = (
        ((0, 0), (0.12, -0.45)),
        ((0.36, 0), (0.24, -0.45)),
        ((0.06, -0.22), (0.3, -0.22)),
        ((0.18, -0.45), (0.18, -0.95)),
        ((0.4, -0.62), (-0.62, -0.8)),
        ((0.18, -0.95), (-0.6, -0.8)),
        ((0.18, -0.95), (0.4, -0.62)),
        ((-0.5, -0.78), (-0.5, -0.4)),
    )
    for one, other in lines:
        ends = [(x + a * size, level + b * size) for a, b in (one, other)]
        pen.line(ends, fill=colour, width=thick)
    pen.rectangle((x + size * 0.08, level - size * 0.6, x + size * 0.28, level - size * 0.42), fill=colour)
    pen.rectangle((x - size * 0.58, level - size * 0.42, x - size * 0.42, level - size * 0.32), fill=colour)


def water(canvas: Image.Image, level: int, hour: Hour) -> None:
    """What stands above the level again below it, dimmed and in ripples."""
    width, height = canvas.size
    depth = height - level
    field = shaded((width, depth), hour.water, hour.deep)
    above = canvas.crop((0, max(0, level - depth), width, level)).transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    canvas.paste(Image.blend(field, above.resize((width, depth)), 0.38), (0, level))
    pen = ImageDraw.Draw(canvas)
    for row in range(26):
        y = level + depth * (row / 26) ** 1.5
        for wave in range(5):
            long = width * (0.03 + 0.02 * ((row * 3 + wave * 5) % 5)) * (0.5 + row / 26)
            x = width * ((row * 37 + wave * 53 + row * wave * 11) % 100) / 100
            pen.line(
                [(x, y), (x + long, y)], fill=mixed(hour.water, hour.sun, 0.25 + 0.1 * (wave % 3)), width=FINE * (1 + row // 12)
            )


if __name__ == "__main__":
    raise SystemExit(main())
