"""Handouts and slides as PDF, beside Marp and Chromium: `python benchmarks/handouts.py`.

1. For each deck, igdeck makes an HTML deck, which is not counted: Chromium prints it.
2. Every tool makes its PDF once without counting, so that caches are warm, then all of them in turns.
3. The medians are printed, and whether igdeck keeps its goals.

Processes are whole ones, as in `compare.py`, whose means are used.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING

from compare import (
    BROWSERS,
    HERE,
    PANEL,
    Cost,
    MissingError,
    first_line,
    machine,
    marp_script,
    measure,
    medians,
    megabytes,
    say,
    seconds,
    table,
    with_cache,
)
from decks import mixed_deck

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

IGDECK = (sys.executable, "-m", "igdeck")
#: Seconds and bytes for a deck, six slides on a sheet, with nothing cached for the panel.
GOALS = {("panel", "igdeck, 6 on a sheet, cold cache"): (0.4, 150e6), ("300 slides", "igdeck, 6 on a sheet"): (1.5, 150e6)}


@dataclass(frozen=True, slots=True)
class Printer:
    """A program that makes a PDF: the command for a deck, its HTML and an output folder, and the file that comes of it."""

    name: str
    command: Callable[[Path, Path, Path], tuple[str, ...]]
    output: str
    empty_cache: bool = False
    slides: float = float("inf")


@dataclass(frozen=True, slots=True)
class Made:
    """What a tool did with a deck; `size` is that of the file in bytes."""

    deck: str
    tool: str
    cost: Cost
    pages: str
    size: int


def own_printers() -> list[Printer]:
    """What is measured of igdeck."""

    def handout(deck: Path, _: Path, out: Path) -> tuple[str, ...]:
        return (*IGDECK, "handout", str(deck), "-o", str(out))

    def notes(deck: Path, page: Path, out: Path) -> tuple[str, ...]:
        return (*handout(deck, page, out), "--layout", "notes", "--quiet")

    def slides(deck: Path, _: Path, out: Path) -> tuple[str, ...]:
        return (*IGDECK, "build", str(deck), "--to", "pdf", "-o", str(out))

    return [
        Printer("igdeck, 6 on a sheet", handout, "{}-handout.pdf"),
        Printer("igdeck, 6 on a sheet, cold cache", handout, "{}-handout.pdf", empty_cache=True, slides=0),
        Printer("igdeck, notes pages", notes, "{}-notes.pdf"),
        Printer("igdeck, slides", slides, "{}.pdf"),
    ]


def find_chromium() -> Printer:
    """Chromium's printing of igdeck's own HTML deck."""
    browser = next(filter(None, map(which, BROWSERS)), None)
    if not browser:
        raise MissingError("no Chromium or Chrome is on PATH.")

    def command(deck: Path, page: Path, out: Path) -> tuple[str, ...]:
        options = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")
        return (browser, *options, f"--print-to-pdf={out / deck.stem}.pdf", page.as_uri())

    return Printer("Chromium, slides", command, "{}.pdf")


def find_marp(folder: Path | None, limit: int) -> Printer:
    """Marp's slides as PDF."""
    node = which("node")
    if not node:
        raise MissingError("node is not on PATH.")
    script = marp_script([folder] if folder else [Path.cwd(), HERE.parent, HERE])
    first_line((node, str(script), "--version"))

    def command(deck: Path, _: Path, out: Path) -> tuple[str, ...]:
        return node, str(script), "--no-stdin", "--pdf", str(deck), "-o", str(out / f"{deck.stem}.pdf")

    return Printer("Marp, slides", command, "{}.pdf", slides=limit)


def printers(options: argparse.Namespace) -> tuple[list[Printer], list[str]]:
    """Those that are there, and a sentence for each that is not."""
    found, notes = own_printers(), []
    for name, find in (("Chromium", find_chromium), ("Marp", lambda: find_marp(options.marp, options.marp_limit))):
        try:
            found.append(find())
        except MissingError as problem:
            notes.append(f"{name} is left out: {problem}")
    return found, notes


# Measuring


def compare(name: str, deck: Path, tools: list[Printer], runs: int, work: Path) -> Iterator[Made | str]:
    """Let the tools print one deck in turns. A tool that fails becomes a sentence and takes no more turns."""
    page = work / "pages" / f"{deck.stem}.html"
    measure((*IGDECK, "build", str(deck), "--to", "html", "-o", str(page.parent)), with_cache(_folder(work / "cache")))
    costs: dict[Printer, list[Cost]] = {}
    files: dict[Printer, tuple[str, int]] = {}
    for turn in range(runs + 1):
        for tool in [*tools]:
            say(f"{name}: {tool.name}, {f'run {turn} of {runs}' if turn else 'to warm up'}")
            try:
                cost, files[tool] = _once(tool, deck, page, work)
            except MissingError as problem:
                tools.remove(tool)
                costs.pop(tool, None)
                yield f"{tool.name} is left out of {name}: {problem}"
                continue
            if turn:
                costs.setdefault(tool, []).append(cost)
    yield from (Made(name, tool.name, medians(run), *files[tool]) for tool, run in costs.items())


def _once(tool: Printer, deck: Path, page: Path, work: Path) -> tuple[Cost, tuple[str, int]]:
    with tempfile.TemporaryDirectory(dir=work) as run:
        out = _folder(Path(run) / "out")
        cache = _folder(Path(run) / "cache" if tool.empty_cache else work / "cache")
        cost = measure(tool.command(deck, page, out), with_cache(cache))
        file = out / tool.output.format(deck.stem)
        if not file.exists():
            raise MissingError(f"it made no {file.name}.")
        return cost, (_pages(file), file.stat().st_size)


def _folder(path: Path) -> Path:
    path.mkdir(exist_ok=True)
    return path


def _pages(file: Path) -> str:
    """How many pages a PDF has, if there is something to look into it with."""
    try:
        import pypdfium2
    except ImportError:
        return "–"
    return str(len(pypdfium2.PdfDocument(file)))


# Reporting


def report(made: list[Made]) -> str:
    """A row for each deck and tool."""
    header = ("Deck", "Tool", "Pages", "File", "Time", "CPU", "Memory")
    rows = (
        (m.deck, m.tool, m.pages, _size(m.size), seconds(m.cost.wall), seconds(m.cost.cpu), megabytes(m.cost.memory))
        for m in made
    )
    return table(header, rows)


def _size(value: int) -> str:
    return f"{value / 1e3:.0f} kB"


def verdicts(made: list[Made]) -> Iterator[str]:
    """A sentence for each goal that was measured."""
    for one in made:
        if goal := GOALS.get((one.deck, one.tool)):
            kept = one.cost.wall <= goal[0] and one.cost.memory <= goal[1]
            wanted = f"{one.deck}, {one.tool}: at most {seconds(goal[0])} and {megabytes(round(goal[1]))}"
            yield f"{wanted}: {'kept' if kept else 'NOT kept'}."


def main() -> int:
    """Measure what the command line asks for; 1 if nothing could be measured or a goal is not kept."""
    options = _parser().parse_args()
    tools, notes = printers(options)
    made: list[Made] = []
    with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
        work = Path(folder)
        for count in options.decks:
            name, deck = (f"{count} slides", work / f"{count}.md") if count else ("panel", work / "panel.md")
            deck.write_text(mixed_deck(count) if count else PANEL.read_text(encoding="utf-8"), encoding="utf-8")
            for outcome in compare(name, deck, [tool for tool in tools if count <= tool.slides], options.runs, work):
                (made if isinstance(outcome, Made) else notes).append(outcome)  # type: ignore[arg-type]
    say("")
    told = [*verdicts(made)]
    print(f"{machine()}; median of {options.runs}", report(made), "\n".join((*told, *notes)), sep="\n\n")
    return 0 if made and not any("NOT" in line for line in told) else 1


def _counts(text: str) -> list[int]:
    try:
        return [0 if word == "panel" else int(word) for word in text.split(",")]
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is neither panel nor numbers of slides") from None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Measure igdeck's handouts beside Marp's and Chromium's PDF.")
    add = parser.add_argument
    add("--decks", type=_counts, default="panel,300", help="panel, and numbers of slides (default: %(default)s)")
    add("--runs", type=int, default=5, help="counted runs of each tool (default: %(default)s)")
    add("--marp", type=Path, metavar="DIR", help="the folder with Marp's node_modules")
    add("--marp-limit", type=int, default=300, metavar="N", help="the longest deck for Marp (default: %(default)s)")
    return parser


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
