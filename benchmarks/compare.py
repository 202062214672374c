"""igdeck, pandoc and Marp side by side: time, CPU and memory to make a .pptx and an .html of the same Markdown.

1. Find the tools; one that is not there is left out, and a line says why.
2. For each deck, let every tool make it once without counting, so that caches are warm, and count the slides that came out.
3. Then run the tools in turns (A B C A B C …), so that a machine that slows down slows all of them.
4. Print the medians, their ratios to pandoc's, and how time grows with the number of slides.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import asdict, dataclass, replace
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from decks import mixed_deck

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

HERE = Path(__file__).resolve().parent
PANEL = HERE.parent / "slides" / "panel.md"
FORMATS = ("pptx", "html")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process with all its children took: seconds, seconds, and the bytes of the largest of them."""

    wall: float
    cpu: float
    memory: int


@dataclass(frozen=True, slots=True)
class Tool:
    """A program under test. `commands` turns a deck and an output folder into the processes that make both files.

    `empty_cache` gives it an empty cache folder in every run; `slides` is the largest deck it is given.
    """

    name: str
    version: str
    commands: Callable[[Path, Path], tuple[tuple[str, ...], ...]]
    empty_cache: bool = False
    slides: float = math.inf


@dataclass(frozen=True, slots=True)
class Deck:
    """A source to measure; `slides` is 0 where nobody laid the number down, as in the panel."""

    name: str
    path: Path
    slides: int


@dataclass(frozen=True, slots=True)
class Result:
    """What a tool did with a deck: slides made in each format, and for each run the cost of each of its processes."""

    deck: Deck
    tool: str
    made: tuple[int, int]
    runs: tuple[tuple[Cost, ...], ...]

    @property
    def cost(self) -> Cost:
        """The medians of the runs; within a run, times add up, and memory is that of the larger process."""
        totals = [Cost(sum(p.wall for p in run), sum(p.cpu for p in run), max(p.memory for p in run)) for run in self.runs]
        return medians(totals)

    @property
    def parts(self) -> tuple[Cost, ...]:
        """The medians of each process by itself."""
        return tuple(medians(part) for part in zip(*self.runs, strict=True))


class MissingError(Exception):
    """A tool cannot be measured; the message is a sentence that says why."""


def medians(costs: Sequence[Cost]) -> Cost:
    """The middle of each cost by itself."""
    return Cost(median(c.wall for c in costs), median(c.cpu for c in costs), round(median(c.memory for c in costs)))


# The tools


def find_igdeck(script: str | None) -> Tool:
    """The igdeck of this Python, or the console script that was named."""
    command = (str(Path(script).resolve()),) if script else (sys.executable, "-m", "igdeck")
    try:
        version = first_line((*command, "--version"))
    except MissingError as problem:
        raise MissingError(f"{problem} `pip install .` in the folder of this repository installs it.") from problem
    return Tool("igdeck", version, lambda deck, out: ((*command, "build", str(deck), "-o", str(out)),))


def igdeck_apart(igdeck: Tool) -> Tool:
    """Igdeck making each format in a process of its own, as the others do."""

    def commands(deck: Path, out: Path) -> tuple[tuple[str, ...], ...]:
        (both,) = igdeck.commands(deck, out)
        return tuple((*both, "--to", target) for target in FORMATS)

    return replace(igdeck, name="igdeck, two processes", commands=commands)


def find_pandoc() -> Tool:
    """The pandoc that the package pypandoc_binary brings, called without its Python wrapper; else the one on PATH."""
    package = find_spec("pypandoc")
    bundled = Path(package.origin).parent / "files" / "pandoc" if package and package.origin else None
    pandoc = str(bundled) if bundled and bundled.exists() else shutil.which("pandoc")
    if not pandoc:
        raise MissingError("it is not installed; `pip install pypandoc_binary` brings it.")

    def commands(deck: Path, out: Path) -> tuple[tuple[str, ...], ...]:
        pptx, html = _targets(deck, out)
        return (pandoc, str(deck), "-o", pptx), (pandoc, "-s", "-t", "revealjs", str(deck), "-o", html)

    return Tool("pandoc", first_line((pandoc, "--version")), commands)


def find_marp(folder: Path | None, slides: int) -> Tool:
    """Marp from a folder with npm packages. It finds Chromium itself, or by CHROME_PATH, and drops the sandbox for root."""
    node = shutil.which("node")
    if not node:
        raise MissingError("node is not on PATH.")
    script = marp_script([folder] if folder else [Path.cwd(), HERE.parent, HERE])
    if not (os.environ.get("CHROME_PATH") or any(map(shutil.which, BROWSERS))):
        raise MissingError("no Chromium or Chrome is on PATH; CHROME_PATH can name one.")
    start = (node, str(script), "--no-stdin")

    def commands(deck: Path, out: Path) -> tuple[tuple[str, ...], ...]:
        pptx, html = _targets(deck, out)
        return (*start, "--pptx", str(deck), "-o", pptx), (*start, str(deck), "-o", html)

    return Tool("Marp", first_line((node, str(script), "--version")), commands, slides=slides)


def marp_script(folders: Sequence[Path]) -> Path:
    """Marp's script in a folder with npm packages, the first that has it."""
    for folder in folders:
        for packages in (folder, folder / "node_modules"):
            script = packages / "@marp-team" / "marp-cli" / "marp-cli.js"
            if script.exists():
                return script.resolve()
    places = " or ".join(f"{folder}" for folder in dict.fromkeys(folders))
    raise MissingError(f"it is not in {places}; `npm install @marp-team/marp-cli`, and name the folder with --marp.")


def _targets(deck: Path, out: Path) -> tuple[str, str]:
    pptx, html = (str(out / f"{deck.stem}.{target}") for target in FORMATS)
    return pptx, html


def first_line(command: Sequence[str]) -> str:
    """The first line that a command prints: its name and version."""
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired) as problem:
        raise MissingError(
            f"`{_short(command)}` does not run: {problem.strerror if isinstance(problem, OSError) else 'no answer'}."
        ) from problem
    if done.returncode:
        raise MissingError(f"`{_short(command)}` failed: {_last_line(done.stderr)}")
    return (done.stdout.strip() or "version unknown").splitlines()[0]


def _short(command: Sequence[str]) -> str:
    """A command as a person would type it: programs and files without their folders."""
    return " ".join(Path(word).name if os.sep in word else word for word in command)


def _last_line(text: str) -> str:
    """The last words of a program that failed: there stands what went wrong. Ends with a full stop."""
    return (text.strip() or "it said nothing").splitlines()[-1].rstrip(".") + "."


# Measuring


def run_once(tool: Tool, deck: Deck, work: Path) -> tuple[tuple[Cost, ...], tuple[int, int]]:
    """Let the tool make the deck in a new folder; the cost of each process and the number of slides in each format."""
    with tempfile.TemporaryDirectory(dir=work) as run:
        out = Path(run) / "out"
        out.mkdir()
        cache = Path(run) / "cache" if tool.empty_cache else work / "cache"
        cache.mkdir(exist_ok=True)
        environment = with_cache(cache)
        costs = tuple(measure(command, environment) for command in tool.commands(deck.path, out))
        pptx, html = map(Path, _targets(deck.path, out))
        if missing := [path.name for path in (pptx, html) if not path.exists()]:
            raise MissingError(f"it made no {missing[0]}.")
        return costs, (slides_in_pptx(pptx), slides_in_html(html))


def with_cache(cache: Path) -> dict[str, str]:
    """The environment with this cache folder. Python may keep its bytecode, as pip does for what it installs."""
    others = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**others, "XDG_CACHE_HOME": str(cache)}


def measure(command: Sequence[str], environment: Mapping[str, str]) -> Cost:
    """Run a command to its end; raises MissingError with what it said when it fails."""
    starter = (sys.executable, "-I", "-S", str(HERE / "measure.py"))
    with tempfile.TemporaryFile("w+", errors="replace") as log:
        done = subprocess.run(
            (*starter, *command),
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            check=False,
        )
        if done.returncode:
            log.seek(0)
            raise MissingError(f"`{_short(command)}` failed: {_last_line(log.read())}")
    return Cost(**json.loads(done.stdout))


def slides_in_pptx(path: Path) -> int:
    """The slides of a PowerPoint deck, by its parts."""
    try:
        with zipfile.ZipFile(path) as package:
            return sum(bool(re.fullmatch(r"ppt/slides/[^/]+\.xml", name)) for name in package.namelist())
    except zipfile.BadZipFile as problem:
        raise MissingError(f"{path.name} is no PowerPoint deck.") from problem


def slides_in_html(path: Path) -> int:
    """The slides of an HTML deck: in all three tools' decks, the `section` elements that hold no other."""
    tags = re.findall(r"<(/?)section[\s>]", path.read_text(encoding="utf-8"))
    return sum(not tag and bool(following) for tag, following in pairwise(tags))


def compare(deck: Deck, tools: Sequence[Tool], runs: int, work: Path) -> Iterator[Result | str]:
    """Measure the tools on one deck, in turns. A tool that fails becomes a sentence and takes no more turns."""
    made: dict[str, tuple[int, int]] = {}
    costs: dict[str, list[tuple[Cost, ...]]] = {}
    failed: set[str] = set()
    for turn in range(runs + 1):
        for tool in (tool for tool in tools if tool.name not in failed):
            say(f"{deck.name}: {tool.name}, {f'run {turn} of {runs}' if turn else 'to warm up'}")
            try:
                cost, made[tool.name] = run_once(tool, deck, work)
            except MissingError as problem:
                failed.add(tool.name)
                yield f"{tool.name} is left out of {deck.name}: {problem}"
                continue
            if turn:
                costs.setdefault(tool.name, []).append(cost)
    yield from (Result(deck, name, made[name], tuple(run)) for name, run in costs.items() if name not in failed)


def say(line: str) -> None:
    """Show where the work is, on a terminal alone."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{line}" if line else "\r\x1b[K")
        sys.stderr.flush()


# Reporting


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table whose columns from the third on are figures."""
    marks = [":---" if column < 2 else "---:" for column in range(len(header))]  # noqa: PLR2004 (deck and tool are words)
    return "\n".join(f"| {' | '.join(row)} |" for row in (header, marks, *rows))


def main_table(results: Sequence[Result]) -> str:
    """Costs and their ratios to pandoc's, a row for each deck and tool."""
    header = ("Deck", "Tool", "Slides", "Time", "CPU", "Memory", "Time ÷ pandoc", "CPU ÷ pandoc", "Memory ÷ pandoc")
    return table(header, (_main_row(result, _pandoc(results, result.deck)) for result in results))


def _main_row(result: Result, pandoc: Cost | None) -> tuple[str, ...]:
    cost = result.cost
    pptx, html = result.made
    ratios = (cost.wall / pandoc.wall, cost.cpu / pandoc.cpu, cost.memory / pandoc.memory) if pandoc else ()
    return (
        result.deck.name,
        result.tool,
        str(pptx) if pptx == html else f"{pptx} / {html}",
        seconds(cost.wall),
        seconds(cost.cpu),
        megabytes(cost.memory),
        *([f"{ratio:.2f} ×" for ratio in ratios] or ["–"] * 3),
    )


def _pandoc(results: Sequence[Result], deck: Deck) -> Cost | None:
    return next((result.cost for result in results if result.deck == deck and result.tool == "pandoc"), None)


def seconds(value: float) -> str:
    """A time to three digits: 0.172 s, 6.88 s, 68.8 s."""
    before_the_point = math.floor(math.log10(max(value, 0.1)))
    return f"{value:.{max(0, 2 - before_the_point)}f} s"


def megabytes(value: int) -> str:
    """A number of bytes in whole millions."""
    return f"{value / 1e6:.0f} MB"


def parts_table(results: Sequence[Result]) -> str:
    """Each format by itself, for tools that make each in a process of its own."""
    split = [result for result in results if len(result.parts) == len(FORMATS)]
    rows = ((r.deck.name, r.tool, *(seconds(p.wall) for p in r.parts), *(megabytes(p.memory) for p in r.parts)) for r in split)
    return table(("Deck", "Tool", "Time .pptx", "Time .html", "Memory .pptx", "Memory .html"), rows)


def growth_table(results: Sequence[Result]) -> str:
    """How time grows from the shortest generated deck to the longest: 1 is in proportion, 2 is with the square."""
    rows = []
    for name in dict.fromkeys(result.tool for result in results):
        sized = sorted((r for r in results if r.tool == name and r.deck.slides), key=lambda r: r.deck.slides)
        if len(sized) > 1:
            rows.append((name, f"{sized[0].deck.slides} to {sized[-1].deck.slides} slides", f"{growth(sized[0], sized[-1]):.2f}"))
    return table(("Tool", "From, to", "Exponent"), rows) if rows else ""


def growth(small: Result, large: Result) -> float:
    """The exponent e for which time grows as slides to the power of e."""
    return math.log(large.cost.wall / small.cost.wall) / math.log(large.deck.slides / small.deck.slides)


def wrong_counts(results: Iterable[Result]) -> list[str]:
    """A sentence for each generated deck of which a tool made another number of slides: its figures do not compare."""
    return [
        f"{result.tool} made {result.made[0]} slides in .pptx and {result.made[1]} in .html of {result.deck.name}."
        for result in results
        if result.deck.slides and set(result.made) != {result.deck.slides}
    ]


def machine() -> str:
    """What all of it ran on."""
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"


def as_json(results: Iterable[Result], tools: Iterable[Tool], notes: Sequence[str]) -> str:
    """Every run of every tool, for programs."""
    rows = [
        {
            "deck": r.deck.name,
            "tool": r.tool,
            "slides": dict(zip(FORMATS, r.made, strict=True)),
            "median": asdict(r.cost),
            "runs": [[asdict(part) for part in run] for run in r.runs],
        }
        for r in results
    ]
    report = {"machine": machine(), "tools": {tool.name: tool.version for tool in tools}, "results": rows, "notes": notes}
    return json.dumps(report, indent=1, ensure_ascii=False) + "\n"


# The command line


def main() -> int:
    """Measure what the command line asks for and print the tables; 1 when nothing could be measured."""
    options = _parser().parse_args()
    if not hasattr(os, "posix_spawnp"):
        sys.stderr.write("This benchmark needs Linux or macOS: processes cannot be measured here.\n")
        return 1
    tools, notes = find_tools(options)
    print(f"{machine()}; median of {options.runs}", *dict.fromkeys(tool.version for tool in tools), sep="\n", flush=True)
    with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
        work = Path(folder)
        outcomes = [
            outcome
            for deck in make_decks(options.decks, work)
            for outcome in (*_too_long(tools, deck), *compare(deck, _for_deck(tools, deck), options.runs, work))
        ]
    results = [outcome for outcome in outcomes if isinstance(outcome, Result)]
    notes += [outcome for outcome in outcomes if isinstance(outcome, str)] + wrong_counts(results)
    say("")
    tables = (main_table(results), parts_table(results) if options.split else "", growth_table(results)) if results else ()
    print("", "\n\n".join(part for part in (*tables, "\n".join(notes)) if part), sep="\n")
    return _write(options.json, as_json(results, tools, notes)) if results else 1


def _write(path: Path | None, text: str) -> int:
    """Write the report if a file was named; the exit status."""
    try:
        if path:
            path.write_text(text, encoding="utf-8")
    except OSError as problem:
        sys.stderr.write(f"{path} was not written: {problem.strerror}\n")
        return 1
    return 0


def find_tools(options: argparse.Namespace) -> tuple[list[Tool], list[str]]:
    """The tools asked for that are there, and a sentence for each that is not."""
    finders: dict[str, Callable[[], Tool]] = {
        "igdeck": lambda: find_igdeck(options.igdeck),
        "pandoc": find_pandoc,
        "marp": lambda: find_marp(options.marp, options.marp_limit),
    }
    tools: list[Tool] = []
    notes: list[str] = []
    for name in options.tools:
        try:
            tools.append(finders[name]())
        except MissingError as problem:
            notes.append(f"{name} is left out: {problem}")
        else:
            tools += _variants(tools[-1], split=options.split) if name == "igdeck" else []
    return tools, notes


def _variants(igdeck: Tool, *, split: bool) -> list[Tool]:
    """The other rows of igdeck: with nothing cached, on the panel, and with `--split` one format a process."""
    cold = replace(igdeck, name="igdeck, cold cache", empty_cache=True, slides=0)
    return [cold, igdeck_apart(igdeck)] if split else [cold]


def make_decks(names: Iterable[str], work: Path) -> list[Deck]:
    """The decks by name, copied or generated into the work folder."""
    decks = []
    for name in names:
        slides = 0 if name == "panel" else int(name)
        deck = Deck(f"{name} slides" if slides else name, work / f"{name}.md", slides)
        deck.path.write_text(mixed_deck(slides) if slides else PANEL.read_text(encoding="utf-8"), encoding="utf-8")
        decks.append(deck)
    return decks


def _for_deck(tools: Iterable[Tool], deck: Deck) -> list[Tool]:
    return [tool for tool in tools if deck.slides <= tool.slides]


def _too_long(tools: Iterable[Tool], deck: Deck) -> list[str]:
    """Say which tool is spared a long deck. The cold cache is for the panel alone and no omission."""
    spared = [tool for tool in tools if 0 < tool.slides < deck.slides]
    return [f"{tool.name} is left out of {deck.name}: it is slow; --marp-limit {deck.slides} measures it." for tool in spared]


def _deck_names(text: str) -> list[str]:
    names = text.split(",")
    if wrong := [name for name in names if name != "panel" and not re.fullmatch(r"[1-9]\d*", name)]:
        raise argparse.ArgumentTypeError(f"{wrong[0]!r} is neither panel nor a number of slides")
    return list(dict.fromkeys(names))


def _tool_names(text: str) -> list[str]:
    names = text.lower().split(",")
    if wrong := [name for name in names if name not in ("igdeck", "pandoc", "marp")]:
        raise argparse.ArgumentTypeError(f"{wrong[0]!r} is none of igdeck, pandoc, marp")
    return list(dict.fromkeys(names))


def _count(text: str) -> int:
    if not re.fullmatch(r"[1-9]\d*", text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 on")
    return int(text)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description="Measure igdeck beside pandoc and Marp.",
        epilog="Example: compare.py --decks panel,100 --tools igdeck,pandoc --runs 3",
    )
    add = parser.add_argument
    add("--decks", type=_deck_names, default="panel,100,1000", help="panel, and numbers of slides (default: %(default)s)")
    add("--runs", type=_count, default=5, help="counted runs of each tool (default: %(default)s)")
    add("--tools", type=_tool_names, default="igdeck,pandoc,marp", help="which to measure (default: %(default)s)")
    add("--split", action="store_true", help="also show .pptx and .html apart")
    add("--json", type=Path, metavar="FILE", help="write every run into a file")
    add("--igdeck", metavar="PATH", help="the console script to measure instead of `python -m igdeck`")
    add("--marp", type=Path, metavar="DIR", help="the folder with Marp's node_modules")
    add("--marp-limit", type=_count, default=100, metavar="N", help="the longest deck for Marp (default: %(default)s)")
    return parser


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
