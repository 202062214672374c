"""PDFs say which source igdeck made them of, and others are not overwritten."""

from __future__ import annotations

import io
import unicodedata
from pathlib import Path

import pytest

from igdeck.build.edits import rescued
from igdeck.build.handout import build_handout
from igdeck.build.origin import is_older, is_same, source_of
from igdeck.build.run import build_deck
from igdeck.build.state import FOLDER
from igdeck.build.work import BuildResult, Work
from igdeck.model.handout import Wish

DECK = "# One\n\n- a\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which igdeck is run."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def source(name: str, text: str = DECK) -> Path:
    """A source in the folder."""
    path = Path(name)
    path.write_text(text, encoding="utf-8")
    return path


def codes(result: BuildResult) -> list[str]:
    return [diagnostic.code for diagnostic in result.diagnostics]


def unsigned(path: Path) -> bytes:
    """A PDF as an igdeck that did not sign wrote it."""
    pdf = path.read_bytes()
    start, end = pdf.index(b"% igdeck: "), pdf.rfind(b"xref\n0 ")
    return pdf[:start] + pdf[end : pdf.rfind(b"startxref")] + b"startxref\n%d\n%%%%EOF" % start


def saved(pdf: bytes) -> bytes:
    """The PDF as a reader saves it that adds a mark: with changes behind it (ISO 32000-1, 7.5.6)."""
    table = b"\nxref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 1/Prev 1>>\nstartxref\n%d\n%%%%EOF\n"
    return pdf + table % (len(pdf) + 1)


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("name", ["a.md", "Frühling (2), 100%.md", "報告.md"])
def test_a_pdf_names_its_source(name: str) -> None:
    """Slides and handouts name the source, twice in the same bytes, in a file that readers read."""
    import pdfplumber

    path = source(name)
    assert (codes(build_deck(path, formats=["pdf"])), codes(build_handout(path))) == ([], [])
    made = sorted(Path("build").glob("*.pdf"))
    before = [pdf.read_bytes() for pdf in made]
    assert [source_of(pdf) for pdf in before] == [unicodedata.normalize("NFC", path.stem)] * 2
    for pdf in before:
        with pdfplumber.open(io.BytesIO(pdf)) as read:
            assert "One" in read.pages[0].extract_text()
    path.write_text(DECK + "- b\n", encoding="utf-8")
    assert (codes(build_deck(path, formats=["pdf"])), codes(build_handout(path))) == ([], [])
    path.write_text(DECK, encoding="utf-8")
    assert (codes(build_deck(path, formats=["pdf"])), codes(build_handout(path))) == ([], [])
    assert [pdf.read_bytes() for pdf in made] == before


@pytest.mark.usefixtures("folder")
def test_slides_are_not_written_over_the_handout_of_another_source() -> None:
    """`talk-handout.pdf` is the handout of `talk.md`, and would be the slides of `talk-handout.md`."""
    talk, other = source("talk.md"), source("talk-handout.md", "# Other\n\n- a\n")
    assert build_handout(talk).ok
    before = Path("build/talk-handout.pdf").read_bytes()
    result = build_deck(other, formats=["pptx", "pdf"])
    assert (codes(result), result.outputs) == (["output-taken"], ())
    assert "“talk”" in result.diagnostics[0].message
    assert "--force" in result.diagnostics[0].hint
    assert Path("build/talk-handout.pdf").read_bytes() == before
    assert codes(build_deck(other, formats=["pdf"], force=True)) == ["output-rescued"]
    assert next(Path("build", FOLDER).glob("talk-handout-edited-*.pdf")).read_bytes() == before


@pytest.mark.usefixtures("folder")
def test_somebody_elses_pdf() -> None:
    """A PDF of another program is not overwritten, by slides or by a handout; with `force` it is kept."""
    Path("build").mkdir()
    for name in ("a.pdf", "a-notes.pdf"):
        Path("build", name).write_bytes(b"%PDF-1.4\nmy own\n%%EOF\n")
    a = source("a.md")
    assert codes(build_deck(a, formats=["pdf"])) == ["output-foreign"]
    notes = Wish(layout="notes")
    assert codes(build_handout(a, wish=notes))[-1] == "output-foreign"
    assert Path("build", "a.pdf").read_bytes() == Path("build", "a-notes.pdf").read_bytes()
    assert "output-rescued" in codes(build_handout(a, wish=notes, force=True))
    assert "output-foreign" not in codes(build_handout(a, wish=notes))


@pytest.mark.usefixtures("folder")
def test_a_pdf_that_was_saved_since() -> None:
    """Marks that somebody made in a PDF are not lost."""
    a = source("a.md")
    assert build_handout(a).ok
    file = Path("build/a-handout.pdf")
    file.write_bytes(saved(file.read_bytes()))
    (refusal,) = build_handout(a).diagnostics
    assert (refusal.code, refusal.file) == ("output-foreign", str(file))
    assert "saved by another program since" in refusal.message


@pytest.mark.usefixtures("folder")
def test_a_pdf_of_an_older_igdeck_stands_in_nobodys_way() -> None:
    """One that names no source is overwritten, as it always was; but not if somebody saved it."""
    a = source("a.md")
    assert build_handout(a).ok
    file = Path("build/a-handout.pdf")
    signed, older = file.read_bytes(), unsigned(file)
    assert (source_of(older), is_older(older)) == (None, True)
    file.write_bytes(older)
    assert codes(build_handout(a)) == []
    assert file.read_bytes() == signed
    file.write_bytes(saved(older))
    assert codes(build_handout(a)) == ["output-foreign"]


def test_one_name_written_in_two_ways(tmp_path: Path) -> None:
    """Disks know a file by its name in capitals, or with its letters in parts, too."""
    assert is_same("Cafe\u0301", tmp_path / "caf\u00e9.md")
    assert not is_same("cafe", tmp_path / "caf\u00e9.md")


def test_most_pdfs_are_not_looked_at(tmp_path: Path) -> None:
    """One that would not change is left alone, whatever it says."""
    target = tmp_path / "a.pdf"
    target.write_bytes(b"the same")
    work = Work(tmp_path / "a.md", 1)
    work.drawn["pdf"] = b"the same"
    assert rescued(work, {"pdf": target}, force=False) == {}
