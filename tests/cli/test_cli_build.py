"""`igdeck build` as people run it: outputs, options, several sources, and the document for programs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from tools.command import ROOT, igdeck

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Build
    from tools.command import Built

PANEL = ROOT / "slides" / "panel.md"

WARNED = "# One\n\n- a\n\n---\n\n# One\n\n- b\n"


def names(built: Built) -> list[str]:
    return [path.name for path in built.outputs]


def document(built: Built) -> Any:
    return json.loads(built.run.stdout)


# Outputs --------------------------------------------------------------------------------------------------------


def test_the_panel(panel: Built) -> None:
    """The main job: two files in `build`, one line that says so, and nothing to complain about."""
    assert names(panel) == ["panel.html", "panel.pptx"]
    assert panel.run.stdout == "build/panel.pptx, build/panel.html: 8 slides\n"
    assert panel.run.stderr == ""


def test_one_format(build: Build) -> None:
    """`--to` chooses the formats; the summary says what was written."""
    built = build(PANEL, "--to", "html")
    assert names(built) == ["panel.html"]
    assert built.run.stdout == "build/panel.html: 8 slides\n"


def test_as_pdf(build: Build) -> None:
    """`--to pdf` writes the slides as pages, without a browser."""
    import pypdfium2

    built = build(PANEL, "--to", "PDF,.html")
    assert names(built) == ["panel.html", "panel.pdf"]
    assert len(pypdfium2.PdfDocument(built.output(".pdf"))) == 8


def test_another_folder(build: Build, tmp_path: Path) -> None:
    """`-o` names the folder, which is made."""
    built = build(PANEL, "-o", "out/deep")
    assert built.run.stdout == "out/deep/panel.pptx, out/deep/panel.html: 8 slides\n"
    assert (tmp_path / "out" / "deep" / "panel.pptx").is_file()
    assert not (tmp_path / "build").exists()


def test_quiet(build: Build, tmp_path: Path) -> None:
    """`--quiet` says nothing where there is no error."""
    (tmp_path / "a.md").write_text(WARNED, encoding="utf-8")
    assert "warning" in build("a.md").run.stderr
    built = build("a.md", "--quiet")
    assert (built.run.returncode, built.run.stdout, built.run.stderr) == (0, "", "")


def test_a_second_build_changes_nothing(build: Build, tmp_path: Path) -> None:
    """A build of the same source leaves every file alone, so that viewers need not reload."""
    build(PANEL)
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "build").rglob("*")}
    assert build(PANEL).run.returncode == 0
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "build").rglob("*")} == before


def test_a_template_from_the_command_line(build: Build, tmp_path: Path) -> None:
    """`-t` goes before the template that the source names, and may be a folder's path."""
    copy = tmp_path / "mine"
    copy.mkdir()
    text = (ROOT / "templates" / "panel" / "template.toml").read_text(encoding="utf-8")
    (copy / "template.toml").write_text(text.replace("D26C12", "00AA55"), encoding="utf-8")
    (tmp_path / "a.md").write_text("---\ntemplate: panel\n---\n# One\n", encoding="utf-8")
    for named in ("mine", "./mine", str(copy)):
        assert b"00AA55" in build("a.md", "-t", named, "--to", "html").html.read_bytes().upper()
    assert b"00AA55" not in build("a.md", "--to", "html").html.read_bytes().upper()


# Determinism ----------------------------------------------------------------------------------------------------


def test_the_same_bytes_anywhere_at_any_time(build: Build, panel: Built, tmp_path: Path) -> None:
    """Another folder, another time zone, another hash seed, another language, another path to the source: the same files."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "panel.md").write_bytes(PANEL.read_bytes())
    env = {
        "TZ": "Pacific/Kiritimati",
        "PYTHONHASHSEED": "4711",
        "LC_ALL": "tr_TR.UTF-8",
        "IGDECK_CACHE_DIR": str(tmp_path / "new"),
    }
    built = build("elsewhere/panel.md", env=env)
    for suffix in (".pptx", ".html"):
        assert built.output(suffix).read_bytes() == panel.output(suffix).read_bytes()


# Strictness -----------------------------------------------------------------------------------------------------


def test_strict_replaces_nothing(build: Build, tmp_path: Path) -> None:
    """Under `--strict` a warning is a failure: it says so, and old outputs stay."""
    source = tmp_path / "a.md"
    source.write_text("# Old\n", encoding="utf-8")
    old = build("a.md", "--strict").pptx.read_bytes()
    source.write_text(WARNED, encoding="utf-8")
    built = build("a.md", "--strict")
    assert built.run.returncode == 1
    assert "a.md: error: 1 warning under --strict; nothing is written [strict]" in built.run.stderr
    assert built.run.stdout == ""
    assert built.pptx.read_bytes() == old
    assert build("a.md").run.returncode == 0
    assert build("a.md").pptx.read_bytes() != old


def test_notes_are_no_failures(build: Build, tmp_path: Path) -> None:
    """A note does not fail a strict build."""
    (tmp_path / "a.md").write_text("# One\n\n```pyton\nx = 1\n```\n", encoding="utf-8")
    built = build("a.md", "--strict")
    assert "note:" in built.run.stderr
    assert built.run.returncode == 0


# Several sources ------------------------------------------------------------------------------------------------


@pytest.fixture
def talks(tmp_path: Path) -> list[str]:
    """Nine sources, the fifth of them broken."""
    for number in range(1, 10):
        (tmp_path / f"talk{number}.md").write_text(f"# Talk {number}\n\n- a\n", encoding="utf-8")
    (tmp_path / "talk5.md").write_bytes(b"# \xff\n")
    return [f"talk{number}.md" for number in range(1, 10)]


@pytest.mark.parametrize("jobs", ["1", "3"])
def test_one_bad_source_does_not_stop_the_others(build: Build, talks: list[str], jobs: str) -> None:
    """All sources that can be built are, told in their order; the bad one makes status 1."""
    built = build(*talks, "--jobs", jobs)
    good = [name.removesuffix(".md") for name in talks if name != "talk5.md"]
    assert built.run.returncode == 1
    assert built.run.stdout.splitlines() == [f"build/{name}.pptx, build/{name}.html: 1 slide" for name in good]
    assert {path.stem for path in built.outputs} == set(good)
    assert "talk5.md:1:3: error: not UTF-8" in built.run.stderr
    assert built.run.stderr.endswith("1 of 9 sources failed\n")


def test_jobs_make_the_same_files(build: Build, talks: list[str], tmp_path: Path) -> None:
    """Several processes write what one writes."""
    build(*talks, "--jobs", "1", "-o", "one")
    build(*talks, "--jobs", "4", "-o", "four")
    files = {path.name: path.read_bytes() for path in (tmp_path / "one").glob("[!.]*")}
    assert len(files) == 16
    assert files == {path.name: path.read_bytes() for path in (tmp_path / "four").glob("[!.]*")}


def test_two_sources_of_one_name(build: Build, tmp_path: Path) -> None:
    """Sources that would overwrite each other are refused, both by name; the third is built."""
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "talk.md").write_text(f"# {name}\n", encoding="utf-8")
    built = build("a/talk.md", "b/talk.md", PANEL)
    assert built.run.returncode == 1
    assert names(built) == ["panel.html", "panel.pptx"]
    assert built.run.stderr.count("a/talk.md, b/talk.md would be written over each other [output-twice]") == 2


def test_one_source_named_twice(build: Build, tmp_path: Path) -> None:
    """A source that comes twice, as from overlapping globs, is built once."""
    built = build(PANEL, os.path.relpath(PANEL, tmp_path), PANEL)
    assert built.run.stdout.count("8 slides") == 1


# For programs ---------------------------------------------------------------------------------------------------


def test_json(build: Build, tmp_path: Path) -> None:
    """`--json` writes one document with what was written and what was found, and nothing beside it."""
    (tmp_path / "a.md").write_text(WARNED, encoding="utf-8")
    built = build("a.md", "missing.md", "--json")
    assert built.run.stderr == ""
    told = document(built)
    assert set(told) == {"version", "igdeck", "ok", "sources"}
    assert (told["version"], told["ok"]) == (1, False)
    good, bad = told["sources"]
    assert (good["source"], good["ok"], good["slides"]) == ("a.md", True, 2)
    assert good["outputs"] == ["build/a.pptx", "build/a.html"]
    (warned,) = good["diagnostics"]
    assert set(warned) == {"severity", "code", "message", "hint", "file", "line", "column", "length"}
    assert (warned["severity"], warned["code"], warned["file"], warned["line"]) == ("warning", "title-twice", "a.md", 7)
    assert (bad["ok"], bad["outputs"], bad["slides"]) == (False, [], 0)
    assert bad["diagnostics"][0]["code"] == "source-missing"
    assert built.run.returncode == 1


def test_json_of_a_good_build(build: Build) -> None:
    """A program sees from the status and the document that all is well."""
    built = build(PANEL, "--json")
    assert built.run.returncode == 0
    told = document(built)
    assert told["ok"]
    assert told["sources"][0]["diagnostics"] == []


def test_the_functions_for_programs(tmp_path: Path, cache_home: Path) -> None:
    """`igdeck.build_deck` does what the command does, and tells it as a value; importing igdeck imports next to nothing."""
    script = (
        "import sys, igdeck\n"
        "assert not [name for name in sys.modules if name.startswith('igdeck.')], 'import igdeck is not free'\n"
        "from pathlib import Path\n"
        f"result = igdeck.build_deck(Path({str(PANEL)!r}), formats=['html'], out=Path('x'))\n"
        "print(result.ok, result.slides, *result.outputs, len(result.diagnostics))\n"
        "print(igdeck.load_theme().name, igdeck.check_deck(Path('none.md')).diagnostics[0].code)\n"
    )
    environment = os.environ | {"XDG_CACHE_HOME": str(cache_home)}
    run = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert run.stdout == "True 8 x/panel.html 0\npanel source-missing\n", run.stderr


# Other commands -------------------------------------------------------------------------------------------------


def test_check_writes_nothing(tmp_path: Path, cache_home: Path) -> None:
    """`igdeck check` says what `build` would say, and leaves no file."""
    (tmp_path / "a.md").write_text(WARNED, encoding="utf-8")
    checked = igdeck("check", "a.md", PANEL, folder=tmp_path, cache=cache_home)
    assert checked.run.returncode == 0
    assert "a.md:7: warning: the title “One” stands on line 1 already" in checked.run.stderr
    assert checked.run.stdout.splitlines() == ["a.md: 2 slides, 1 finding", f"{PANEL}: 8 slides, nothing to say"]
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]
    assert igdeck("check", "a.md", "--strict", folder=tmp_path, cache=cache_home).run.returncode == 1
    told = json.loads(igdeck("check", "a.md", "--json", folder=tmp_path, cache=cache_home).run.stdout)
    assert [found["code"] for found in told["sources"][0]["diagnostics"]] == ["title-twice"]


def test_handout_options(tmp_path: Path, cache_home: Path) -> None:
    """`igdeck handout` takes the number of slides on a sheet and the paper, and says where the PDF is."""
    import pypdfium2

    made = igdeck("handout", PANEL, "--layout", "2", "--paper", "Letter", "-o", "out", folder=tmp_path, cache=cache_home)
    assert made.run.stdout == "out/panel-handout.pdf: 8 slides\n", made.run.stderr
    pdf = pypdfium2.PdfDocument(tmp_path / "out" / "panel-handout.pdf")
    assert (len(pdf), pdf[0].get_size()) == (4, (612, 792))


def test_handout_of_a_source_with_an_error(tmp_path: Path, cache_home: Path) -> None:
    """A missing picture fails the command; the handout is there, with an empty frame."""
    (tmp_path / "a.md").write_text("# One\n\n![x](no.png)\n", encoding="utf-8")
    made = igdeck("handout", "a.md", folder=tmp_path, cache=cache_home)
    assert made.run.returncode == 1
    assert "a.md:3" in made.run.stderr
    assert (tmp_path / "build" / "a-handout.pdf").is_file()


def test_templates(tmp_path: Path, cache_home: Path) -> None:
    """`igdeck templates` lists names and what they are for; a broken one is listed with its mistake."""
    (tmp_path / "templates" / "wrong").mkdir(parents=True)
    (tmp_path / "templates" / "wrong" / "template.toml").write_text("title = ", encoding="utf-8")
    listed = igdeck("templates", folder=tmp_path, cache=cache_home)
    assert listed.run.returncode == 0
    night, panel, paper, wrong = listed.run.stdout.splitlines()
    for line, name in ((night, "night"), (panel, "panel"), (paper, "paper")):
        assert line.startswith(f"{name}  ")
        assert len(line) > 20
    assert wrong.startswith("wrong  broken: ")
    assert "template.toml:1: " in wrong
