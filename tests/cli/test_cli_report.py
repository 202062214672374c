"""What is said about diagnostics: to people line by line, to programs as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from igdeck.build.work import BuildResult
from igdeck.cli.console import Screen, encodable
from igdeck.cli.describe import describe
from igdeck.cli.report import as_document
from igdeck.model.diagnostics import Diagnostic, error, note, warning

if TYPE_CHECKING:
    from pathlib import Path

PLAIN = Screen(80, colours=False)


def test_a_line_that_editors_understand() -> None:
    """A finding starts with `file:line:column:`, as compilers write it; the next action follows."""
    found = error("x-y", "it is wrong", "do better", file="a.md", line=3, column=7)
    assert describe([found], None) == "a.md:3:7: error: it is wrong [x-y]\n  hint: do better\n"


def test_findings_about_a_whole_line_a_whole_file_and_no_file() -> None:
    """What is not known of a place is left out."""
    found = [warning("x", "one", file="a.md", line=3), warning("x", "two", file="a.md"), warning("x", "three")]
    assert describe(found, None).splitlines() == [
        "a.md:3: warning: one [x]",
        "a.md: warning: two [x]",
        "igdeck: warning: three [x]",
    ]


def test_the_place_on_a_terminal(tmp_path: Path) -> None:
    """On a terminal the line stands below, with the place underlined."""
    source = tmp_path / "a.md"
    source.write_text("# One\n\nSee ![x](no.png) here\n", encoding="utf-8")
    found = error("picture-missing", "there is no picture", "look", file=str(source), line=3, column=5, length=12)
    assert describe([found], PLAIN).splitlines()[1:] == [
        "    3 | See ![x](no.png) here",
        "      |     ^~~~~~~~~~~~",
        "  hint: look",
    ]


def test_colours(tmp_path: Path) -> None:
    """With colours the text is the same, and the severity stands out."""
    (tmp_path / "a.md").write_text("one\n", encoding="utf-8")
    found = [error("x", "wrong", file=str(tmp_path / "a.md"), line=1)]
    coloured = describe(found, Screen(80, colours=True))
    assert "\x1b[31m\x1b[1merror:\x1b[0m" in coloured
    import click

    assert click.unstyle(coloured) == describe(found, PLAIN)


def test_a_source_that_is_gone(tmp_path: Path) -> None:
    """A file that cannot be read any more, or has fewer lines now, is reported without its line."""
    (tmp_path / "short.md").write_text("one\n", encoding="utf-8")
    for name in ("gone.md", "short.md"):
        assert describe([error("x", "wrong", file=str(tmp_path / name), line=9)], PLAIN).count("\n") == 1


def test_equal_notes_are_told_once() -> None:
    """A hundred code blocks without colours are one note that names some of the lines."""
    found = [note("code-colours-later", "code is not coloured yet", file="a.md", line=n) for n in range(1, 101)]
    assert describe(found, None).splitlines() == [
        "a.md:1: note: code is not coloured yet [code-colours-later]",
        "  and 99 more like this: lines 2, 3, 4, 5, 6, 7, 8, 9, …",
    ]


def test_equal_warnings_are_told_one_by_one_at_first() -> None:
    """Up to three equal warnings are told where they stand; four are told together; other files and texts are apart."""
    three = [warning("x", "same", file="a.md", line=n) for n in (1, 2, 3)]
    assert describe(three, None).count("same") == 3
    four = [*three, warning("x", "other", file="a.md", line=4), warning("x", "same", file="a.md", line=5)]
    assert describe(four, None).splitlines() == [
        "a.md:1: warning: same [x]",
        "  and 3 more like this: lines 2, 3, 5",
        "a.md:4: warning: other [x]",
    ]
    assert describe([*three, warning("x", "same", file="b.md", line=1)], None).count("same") == 4


def test_a_hint_is_told_once() -> None:
    """Fifteen foreign keys are fifteen warnings, and one hint what to do."""
    found = [warning("foreign", f"“{n}” belongs to another tool", "remove it", file="a.md", line=n) for n in range(15)]
    found.append(warning("other", "another thing", "do another thing", file="a.md", line=20))
    told = describe(found, None)
    assert told.count("belongs") == 15
    assert told.splitlines()[1] == "  hint: remove it"
    assert told.count("hint:") == 2


def test_quiet_tells_of_errors_only() -> None:
    """`--quiet` leaves out warnings and notes."""
    found: list[Diagnostic] = [warning("x", "one"), error("x", "two"), note("x", "three")]
    assert describe(found, None, quiet=True) == "igdeck: error: two [x]\n"


def test_a_name_that_a_terminal_would_obey() -> None:
    """A file name or message with an escape sequence in it does not reach the terminal as one."""
    text = describe([error("x", "no \x1b[2J here", "\x1b]0;x\x07", file="\x1b[31m.md")], None)
    assert "\x1b" not in text
    assert "\x07" not in text


def test_encodings_without_our_characters() -> None:
    """Where there are no typographic quotes plain ones stand; other characters are written as escapes."""
    assert encodable("there is no “日.png” – see…", "ascii") == 'there is no "\\u65e5.png" - see...'
    assert encodable("“日”", "utf-8") == "“日”"
    assert encodable("Zoë “x”", "latin-1") == 'Zoë "x"'
    assert encodable("name\udcff", "utf-8") == "name\\udcff"


def test_the_document_for_programs(tmp_path: Path) -> None:
    """The JSON document holds all there is to know, and any JSON reader reads it."""
    good = BuildResult(
        tmp_path / "a.md", (tmp_path / "a.pptx",), (warning("x", "“é”", file="a.md", line=2, column=3, length=4),), 8, ()
    )
    bad = BuildResult(tmp_path / "b.md", (), (error("y", "wrong", "mend it"),), 0, ())
    document = json.loads(as_document([good, bad]).encode("ascii"))
    assert (document["version"], document["ok"]) == (1, False)
    assert document["sources"][0] == {
        "source": str(tmp_path / "a.md"),
        "ok": True,
        "slides": 8,
        "outputs": [str(tmp_path / "a.pptx")],
        "diagnostics": [
            {
                "severity": "warning",
                "code": "x",
                "message": "“é”",
                "hint": "",
                "file": "a.md",
                "line": 2,
                "column": 3,
                "length": 4,
            }
        ],
    }
    assert (document["sources"][1]["ok"], document["sources"][1]["diagnostics"][0]["hint"]) == (False, "mend it")
