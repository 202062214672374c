"""How long a deck of photos takes to build, and how much memory: `python benchmarks/photos.py [COUNT]`.

Makes COUNT photos of 12 megapixels (200 unless told otherwise), each on a slide of its own, and builds the deck twice with both
decks as outputs, in processes of their own: the second time, the cache has what the first one made.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

SIZE = (4000, 3000)


def make_photos(folder: Path, count: int) -> Path:
    """A deck whose photos are as hard to pack as a camera's: shades, edges and grain."""
    from PIL import Image

    grain = Image.effect_noise((1000, 750), 40).resize(SIZE)
    slides = ["---\ntitle: Photos\n---\n"]
    for number in range(count):
        shade = Image.linear_gradient("L").resize(SIZE).rotate(number * 7)
        photo = Image.merge("RGB", (Image.blend(shade, grain, 0.3), grain, Image.blend(grain, shade, 0.5)))
        photo.save(folder / f"{number}.jpg", quality=88)
        slides.append(f"\n## Photo {number}\n\n![A photo]({number}.jpg)\n")
    source = folder / "photos.md"
    source.write_text("\n---\n".join(slides), encoding="utf-8")
    return source


def build(source: Path, cache: Path) -> tuple[float, float]:
    """Seconds and megabytes of one build."""
    before = time.perf_counter()
    command = [sys.executable, "-m", "igdeck", "build", source, "-o", source.parent / "out"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env={**os.environ, "IGDECK_CACHE_DIR": str(cache)})
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit("the build failed")
    unit = 1 if sys.platform == "darwin" else 1024
    return time.perf_counter() - before, usage.ru_maxrss * unit / 1e6


def main() -> None:
    """Print what was measured."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with TemporaryDirectory(prefix="igdeck-photos-") as folder:
        source = make_photos(Path(folder), count)
        weight = sum(file.stat().st_size for file in Path(folder).glob("*.jpg")) / 1e6
        print(f"{count} photos of {SIZE[0]} x {SIZE[1]}, {weight:.0f} MB")
        for name in ("first", "again"):
            seconds, memory = build(source, Path(folder) / "cache")
            sizes = ", ".join(
                f"{file.name} {file.stat().st_size / 1e6:.0f} MB" for file in sorted((Path(folder) / "out").glob("*.*"))
            )
            print(f"{name}: {seconds:.1f} s, {memory:.0f} MB of memory; {sizes}")


if __name__ == "__main__":
    main()
