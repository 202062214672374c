"""`igdeck handout` as people run it: its options, several sources, what it says."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from tools.command import ROOT, igdeck

from igdeck.model.handout import Wish
from igdeck.model.value import field_names

if TYPE_CHECKING:
    from pathlib import Path

    from tools.command import Built

PANEL = ROOT / "slides" / "panel.md"
HEAD = "---\ntitle: Tides\nauthor: Ada Example\n---\n"
DECK = f"{HEAD}# Tides\n\n- hello\n\n# Means\n\n## Ships\n\n- many\n\n## Secrets {{.hidden}}\n\n- few\n"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    (tmp_path / "a.md").write_text(DECK, encoding="utf-8")
    return tmp_path / "a.md"


def made(folder: Path, cache: Path, *arguments: str | Path) -> Built:
    return igdeck("handout", *arguments, folder=folder, cache=cache)


def words(pdf: Path) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "".join(document[at].get_textpage().get_text_bounded() for at in range(len(document)))


def test_without_options(tmp_path: Path, cache_home: Path) -> None:
    """Six slides on a sheet of A4, in one line that says so."""
    built = made(tmp_path, cache_home, PANEL)
    assert (built.run.returncode, built.run.stdout, built.run.stderr) == (0, "build/panel-handout.pdf: 8 slides\n", "")
    assert len(pypdfium2.PdfDocument(built.outputs[0])) == 2


def test_words_on_the_sheets(source: Path, tmp_path: Path, cache_home: Path) -> None:
    """Header, footer and date are what the command line says; off is none."""
    options = ("--header", "Before the flood", "--footer", "off", "--date", "8 March", "--no-number")
    built = made(tmp_path, cache_home, source, *options)
    assert built.run.returncode == 0, built.run.stderr
    told = words(built.outputs[0])
    assert "Before the flood" in told
    assert "8 March" in told
    assert "Ada Example" not in told
    assert not re.search(r"1\s*/\s*1", told)
    assert re.search(r"1\s*/\s*1", words(made(tmp_path, cache_home, source).outputs[0]))


@pytest.mark.parametrize(
    ("options", "size"),
    [
        (("--paper", "LETTER"), (612, 792)),
        (("--paper", "letter", "--landscape"), (792, 612)),
        (("--layout", "slides"), (960, 540)),
        (("--layout", "2-up", "--landscape"), (842, 595)),
    ],
)
def test_sheets(source: Path, tmp_path: Path, cache_home: Path, options: tuple[str, ...], size: tuple[int, int]) -> None:
    """Paper and orientation, in the words that people use; slides as pages have the slides' own size."""
    built = made(tmp_path, cache_home, source, *options)
    width, height = pypdfium2.PdfDocument(built.outputs[0])[0].get_size()
    assert (round(width), round(height)) == size


def test_some_of_the_slides(source: Path, tmp_path: Path, cache_home: Path) -> None:
    """Slides by number and key; the hidden one by name."""
    built = made(tmp_path, cache_home, source, "--slides", "1,secrets")
    assert built.run.stdout == "build/a-handout.pdf: 2 slides\n", built.run.stderr
    assert "few" in words(built.outputs[0])
    assert "many" not in words(built.outputs[0])


def test_slides_that_are_not_there(source: Path, tmp_path: Path, cache_home: Path) -> None:
    """Status 1, what there is, and no file."""
    built = made(tmp_path, cache_home, source, "--slides", "2,9")
    assert (built.run.returncode, built.run.stdout) == (1, "")
    assert "error: there is no slide 9 [handout-slides]\n  hint: there are 4 slides" in built.run.stderr
    assert not (tmp_path / "build").exists()


def test_several_sources(source: Path, tmp_path: Path, cache_home: Path) -> None:
    """One after the other, one that fails does not stop the others; JSON tells of each."""
    (tmp_path / "b.md").write_text("# One\n\n- b\n", encoding="utf-8")
    built = made(tmp_path, cache_home, source, "gone.md", "b.md", "--layout", "outline")
    assert built.run.returncode == 1
    assert [path.name for path in built.outputs] == ["a-outline.pdf", "b-outline.pdf"]
    assert "1 of 3 sources failed" in built.run.stderr
    told = json.loads(made(tmp_path, cache_home, source, "b.md", "--json", "--jobs", "2").run.stdout)
    assert [one["outputs"] for one in told["sources"]] == [["build/a-handout.pdf"], ["build/b-handout.pdf"]]


def test_strict_and_quiet(source: Path, tmp_path: Path, cache_home: Path) -> None:
    """A warning is told, is kept back under --quiet, and stops all under --strict."""
    assert "warning: no slide has notes" in made(tmp_path, cache_home, source, "--layout", "notes").run.stderr
    quiet = made(tmp_path, cache_home, source, "--layout", "notes", "--quiet").run
    assert (quiet.returncode, quiet.stdout, quiet.stderr) == (0, "", "")
    strict = made(tmp_path, cache_home, source, "--layout", "notes", "--strict", "-o", "out").run
    assert (strict.returncode, strict.stdout) == (1, "")
    assert not (tmp_path / "out").exists()


def test_a_logo_from_another_folder(source: Path, tmp_path: Path, cache_home: Path) -> None:
    """The command line may take a picture from above the source's folder; a path that leads nowhere is told."""
    from PIL import Image

    Image.new("RGB", (80, 40), "red").save(tmp_path / "logo.png")
    (tmp_path / "deep").mkdir()
    source.rename(tmp_path / "deep" / "a.md")
    built = igdeck("handout", "a.md", "--logo", "../logo.png", folder=tmp_path / "deep", cache=cache_home)
    assert (built.run.returncode, built.run.stderr) == (0, "")
    missing = igdeck("handout", "a.md", "--logo", "../lgo.png", folder=tmp_path / "deep", cache=cache_home)
    assert missing.run.returncode == 1
    assert missing.run.stderr.startswith("../lgo.png: error: there is no picture “lgo.png” [picture-missing]")


def test_every_setting_has_an_option(tmp_path: Path, cache_home: Path) -> None:
    """What a deck may ask for can be asked for on the command line, and stands in the help and in the documents."""
    told = made(tmp_path, cache_home, "--help").run.stdout
    options = {"landscape": "--portrait", "light": "--save-ink", "archive": "--pdf-a"}
    documents = (ROOT / "docs" / "handouts.md").read_text(encoding="utf-8") + (ROOT / "docs" / "cli.md").read_text(
        encoding="utf-8"
    )
    for name in field_names(Wish):
        option = options.get(name, f"--{name}")
        assert option in told
        assert f"`{option}`" in documents
    parts = [line for line in told.splitlines() if line.endswith(":") and not line.startswith(" ")]
    assert parts == ["What is handed out:", "The sheets:", "For print and archive:", "Options:"]


def test_a_deck_as_pdf_step_by_step(source: Path, tmp_path: Path, cache_home: Path) -> None:
    """`igdeck build --to pdf --steps` has a page for each step of a slide, and without it one a slide."""
    source.write_text("---\nincremental: on\n---\n# One\n\n- a\n- b\n- c\n", encoding="utf-8")
    for option, pages in (((), 1), (("--steps",), 4)):
        built = igdeck("build", source, "--to", "pdf", *option, folder=tmp_path, cache=cache_home)
        assert built.run.returncode == 0, built.run.stderr
        assert len(pypdfium2.PdfDocument(built.outputs[0])) == pages
