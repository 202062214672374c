"""Mixed decks of any length for the benchmark: `python benchmarks/decks.py 100 > deck.md`.

The same seed makes the same deck on every machine, and a longer deck opens with the slides of a shorter one. Every tool must
make as many slides as were asked for, so each slide has one heading of level 2 (where pandoc splits) and stands between rules
(where Marp splits), with blank lines around: a rule right under text would be a heading, and one right above it pandoc's
metadata. A table has its slide to itself, as pandoc opens a slide for what follows one.
"""

from __future__ import annotations

import argparse
import random
import sys
from typing import Literal, TypeAlias, assert_never

Kind: TypeAlias = Literal["bullets", "paragraphs", "table", "quote", "code", "numbers"]

#: What twenty slides in a row hold: half of them bullets. Dealt anew every twenty slides, so that every length has the same mix.
MIX: tuple[Kind, ...] = (
    *("bullets",) * 10,
    *("paragraphs",) * 3,
    *("quote",) * 2,
    *("table",) * 2,
    *("code",) * 2,
    "numbers",
)

SUBJECTS = (
    *("Harbour", "Water", "School", "Night train", "Library", "Market", "Forest", "Clinic", "Bridge", "Archive", "Bakery"),
    *("Museum", "Orchard", "Lighthouse", "Workshop", "Ferry", "Quarry", "Greenhouse", "Theatre", "Canal", "Post office"),
)
ASPECTS = (
    *("costs", "repairs", "opening hours", "staff", "visitors", "energy use", "plans", "risks", "results", "deliveries", "rules"),
    *("history", "supplies", "safety", "noise", "membership", "timetables", "insurance", "ownership", "training", "storage"),
)
NOUNS = (
    *("the harbour", "the old mill", "the council", "a small team", "the new line", "the survey", "every district", "the depot"),
    *("our neighbour", "the library", "one engineer", "the evening shift", "nobody else", "the second report", "each island"),
    *("the committee", "a young architect", "the weather station", "the cooperative", "half of the crew", "the night guard"),
)
VERBS = (
    *("needs", "keeps", "measures", "replaces", "opens", "shares", "plans", "reports", "doubles", "checks", "collects"),
    *("sorts", "delays", "explains", "publishes", "forgets", "insures", "rebuilds", "compares", "orders", "describes"),
)
#: `{}` is a number, so that a long deck goes on bringing words that it did not have.
OBJECTS = (
    *("{} more pumps", "the winter timetable", "a list of {} open repairs", "all readings of week {}", "its budget of €{}"),
    *("the café’s opening hours", "a map for visitors", "{} longer trains", "the figures for next year", "hall {} with its roof"),
    *("a shared workshop", "{} kilometres of cable", "the northern breakwater", "spare parts for {} tractors"),
    *("the accessibility of its buildings", "{} tonnes of gravel", "an internationally agreed standard", "the first draft"),
)
WHENS = (
    *("since May", "every morning", "before the summer", "with little effort", "in all weathers", "by the end of the year"),
    *("at last", "twice a week", "after long discussion", "as agreed", "without asking", "together with volunteers"),
)
PEOPLE = ("A visitor", "The harbour master", "A pupil of nine", "The night guard", "A neighbour")
UNITS = ("Boats", "Visitors", "Repairs", "Tonnes", "Hours")
CODE = {
    "python": 'def mean_{name}(readings: list[float]) -> float:\n    """The mean of the last {number} readings."""\n'
    "    recent = readings[-{number}:]\n    if not recent:\n        return 0.0\n    return sum(recent) / len(recent)",
    "javascript": "const limit = {number};\n\nfunction {name}(items) {{\n  return items\n"
    "    .filter((item) => item.size > limit)\n    .map((item) => `${{item.name}}: ${{item.size}}`);\n}}",
    "sql": "SELECT district, count(*) AS {name}\nFROM visits\nWHERE day >= '2024-03-01'\nGROUP BY district\n"
    "HAVING count(*) > {number}\nORDER BY {name} DESC;",
    "bash": 'for file in {name}/*.csv; do\n  lines=$(wc -l < "$file")\n  if [ "$lines" -gt {number} ]; then\n'
    '    echo "$file has $lines lines"\n  fi\ndone',
}
NAMES = ("harbour", "tram", "archive", "bakery", "clinic")


def mixed_deck(slides: int, seed: int = 1) -> str:
    """A Markdown deck of this many slides, all without pictures."""
    rng = random.Random(seed)  # noqa: S311 (a deck is no secret)
    return "\n\n---\n\n".join(_slide(rng, kind, number) for number, kind in enumerate(_kinds(rng, slides), 1)) + "\n"


def _kinds(rng: random.Random, slides: int) -> list[Kind]:
    """What each slide holds. Drawn apart from the words, so that the first slides do not depend on how many follow."""
    order = random.Random(rng.random())  # noqa: S311
    kinds: list[Kind] = []
    while len(kinds) < slides:
        kinds += order.sample(MIX, len(MIX))
    return kinds[:slides]


def _slide(rng: random.Random, kind: Kind, number: int) -> str:
    """One slide; the number makes its title the only one of its kind."""
    return f"## {rng.choice(SUBJECTS)} {rng.choice(ASPECTS)}, part {number}\n\n{_body(rng, kind)}"


def _body(rng: random.Random, kind: Kind) -> str:
    match kind:
        case "bullets":
            return _bullets(rng)
        case "paragraphs":
            return "\n\n".join(_paragraph(rng) for _ in range(rng.randint(1, 2)))
        case "table":
            return _table(rng)
        case "quote":
            return f"> {_plain(rng)} {_plain(rng)}\n>\n> {rng.choice(PEOPLE)}"
        case "code":
            return _code(rng)
        case "numbers":
            return "\n".join(f"{number}. {_rich(rng)}" for number in range(1, rng.randint(4, 6)))
        case _:
            assert_never(kind)


def _words(rng: random.Random) -> tuple[str, str, str, str]:
    what = rng.choice(OBJECTS).format(rng.randint(2, 9999))
    return rng.choice(NOUNS), rng.choice(VERBS), what, rng.choice(WHENS)


def _sentence(noun: str, rest: str) -> str:
    return f"{noun[0].upper()}{noun[1:]} {rest}."


def _plain(rng: random.Random) -> str:
    noun, verb, what, when = _words(rng)
    return _sentence(noun, f"{verb} {what} {when}")


def _rich(rng: random.Random) -> str:
    """A sentence; every other one has something set apart: bold, emphasis, a link or code."""
    noun, verb, what, when = _words(rng)
    return _sentence(noun, f"{verb} {_marked(rng, what) if rng.choice((True, False)) else what} {when}")


def _marked(rng: random.Random, words: str) -> str:
    number = rng.randint(1, 99)
    link, code = f"[{words}](https://example.org/{number})", f"{words} (`list_{number}.csv`)"
    return rng.choice((f"**{words}**", f"*{words}*", link, code))


def _bullets(rng: random.Random) -> str:
    """Three to five bullets, of which the second has two of its own in two lists of three."""
    lines = [f"- {_rich(rng)}" for _ in range(rng.randint(3, 5))]
    if rng.choice((True, True, False)):
        lines[2:2] = [f"  - {_rich(rng)}" for _ in range(2)]
    return "\n".join(lines)


def _paragraph(rng: random.Random) -> str:
    return " ".join(_rich(rng) for _ in range(rng.randint(2, 3)))


def _table(rng: random.Random) -> str:
    """A header and three to five rows of a word and three figures."""
    rows = [
        f"| {place} | {_figure(rng)} | {_figure(rng)} | {_figure(rng)} |" for place in rng.sample(SUBJECTS, rng.randint(3, 5))
    ]
    return "\n".join((f"| {rng.choice(UNITS)} | 2021 | 2022 | 2023 |", "|:---|---:|---:|---:|", *rows))


def _figure(rng: random.Random) -> int:
    return rng.randint(10, 9999)


def _code(rng: random.Random) -> str:
    language = rng.choice(tuple(CODE))
    return f"```{language}\n{CODE[language].format(name=rng.choice(NAMES), number=rng.randint(2, 90))}\n```"


def main() -> None:
    """Print a deck of as many slides as the command line says."""
    parser = argparse.ArgumentParser(description="Print a mixed Markdown deck.", epilog="Example: decks.py 100 > deck.md")
    parser.add_argument("slides", type=int, help="how many slides")
    parser.add_argument("--seed", type=int, default=1, help="another seed makes another deck (default: 1)")
    options = parser.parse_args()
    sys.stdout.write(mixed_deck(options.slides, options.seed))


if __name__ == "__main__":
    main()
