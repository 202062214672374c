"""Compiled templates are kept, found again, never out of date, and never in the way."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
import zlib
from pathlib import Path

import pytest
from tools.command import ROOT

import igdeck
from igdeck.build import cache
from igdeck.build.cache import Compiled, compiled_template
from igdeck.model.diagnostics import IgdeckError
from igdeck.model.theme import Variant
from igdeck.theme import Template, find_template

IS_ROOT = sys.platform != "win32" and os.geteuid() == 0


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache."""
    monkeypatch.setenv("IGDECK_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def mine(tmp_path: Path) -> Template:
    """A template that may be changed."""
    shutil.copytree(ROOT / "templates" / "panel", tmp_path / "mine")
    return find_template("mine", tmp_path)


def change(template: Template, old: str, new: str) -> None:
    text = template.description.read_text(encoding="utf-8")
    assert old in text
    template.description.write_text(text.replace(old, new), encoding="utf-8")


def entries(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


def is_read(template: Template, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether the template comes from the cache: then nobody reads it."""
    with monkeypatch.context() as patch:
        patch.setattr("igdeck.theme.read_template", lambda _: pytest.fail("the template was read"))
        try:
            compiled_template(template)
        except pytest.fail.Exception:
            return False
        return True


def test_each_form_of_a_template_is_kept_for_itself(folder: Path, mine: Template) -> None:
    """A mirrored template does not come back for a deck that runs from left to right."""
    forms = [Variant(), Variant(rtl=True), Variant(headed=True), Variant(others=("Quote (right to left)",))]
    made = [compiled_template(mine, form) for form in forms]
    assert [compiled_template(mine, form) for form in forms] == made
    assert len(entries(folder)) == len(forms)
    assert [one.theme.rtl for one in made] == [False, True, False, False]
    assert [b'name="Header"' in b"".join(layouts_of(one)) for one in made] == [False, False, True, False]


def layouts_of(compiled: Compiled) -> list[bytes]:
    """The layouts as they stand in a .pptx."""
    kept = {name: content for name, *_, content in compiled.parts.entries}
    return [zlib.decompress(kept[name], -15) for name in kept if name.startswith("ppt/slideLayouts/s")]


def test_the_second_build_reads_no_template(folder: Path, mine: Template, monkeypatch: pytest.MonkeyPatch) -> None:
    """A compiled template comes back equal from the cache."""
    fresh = compiled_template(mine)
    assert len(entries(folder)) == 1
    assert is_read(mine, monkeypatch)
    assert compiled_template(mine) == fresh


def test_a_change_of_the_template_counts(mine: Template, folder: Path) -> None:
    """Changing one colour changes the theme at once, and both are kept: changing it back finds the first again."""
    before = compiled_template(mine)
    change(mine, "D26C12", "00AA55")
    after = compiled_template(mine)
    assert after.theme.palette["accent2"] == "00AA55"
    assert after.style != before.style
    assert len(entries(folder)) == 2
    change(mine, "00AA55", "D26C12")
    assert compiled_template(mine) == before
    assert len(entries(folder)) == 2


def test_another_igdeck_counts(mine: Template, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another version compiles anew, and so does igdeck when its own code was changed."""
    compiled_template(mine)
    monkeypatch.setattr(igdeck, "__version__", "9.9.9")
    compiled_template(mine)
    assert len(entries(folder)) == 2
    package = Path(igdeck.__file__).parent
    changed = folder.parent / "igdeck"
    shutil.copytree(package, changed, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(igdeck, "__file__", str(changed / "__init__.py"))
    compiled_template(mine)
    before = len(entries(folder))
    os.utime(changed / "emit" / "html" / "slide.css", ns=(0, 0))
    compiled_template(mine)
    assert len(entries(folder)) == before + 1


@pytest.mark.parametrize("damage", [b"", b"short", None])
def test_a_damaged_entry_is_made_anew(
    folder: Path, mine: Template, damage: bytes | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An entry that is empty, cut off or has a wrong byte in it is no error; it is replaced."""
    fresh = compiled_template(mine)
    (entry,) = entries(folder)
    content = bytearray(entry.read_bytes())
    content[len(content) // 2] ^= 1
    entry.write_bytes(bytes(content) if damage is None else damage)
    assert compiled_template(mine) == fresh
    assert is_read(mine, monkeypatch)


def test_a_whole_entry_of_something_else(folder: Path, mine: Template) -> None:
    """A checksum that is right over what is no template, or cannot be loaded, is no error either."""
    import hashlib
    import pickle

    fresh = compiled_template(mine)
    (entry,) = entries(folder)
    for content in (b"no pickle", pickle.dumps("a text"), b"cigdeck.build.cache\nGone\n."):
        entry.write_bytes(hashlib.sha256(content).digest() + content)
        assert compiled_template(mine) == fresh


@pytest.mark.skipif(not IS_ROOT, reason="only root can give a file away")
def test_an_entry_of_somebody_else(folder: Path, mine: Template, monkeypatch: pytest.MonkeyPatch) -> None:
    """What another user has put into the cache is not loaded: loading it would run it."""
    compiled_template(mine)
    (entry,) = entries(folder)
    os.chown(entry, 65534, 65534)
    assert not is_read(mine, monkeypatch)


def test_a_cache_that_cannot_be_written(tmp_path: Path, mine: Template, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a cache folder igdeck compiles each time: a file in the way, no home, or no permission is no error."""
    (tmp_path / "file").write_text("")
    for value in (str(tmp_path / "file"), str(tmp_path / "file" / "deep"), "/proc/igdeck"):
        monkeypatch.setenv("IGDECK_CACHE_DIR", value)
        assert compiled_template(mine).theme.name == "mine"
    monkeypatch.delenv("IGDECK_CACHE_DIR")
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(Path, "home", lambda: (_ for _ in ()).throw(RuntimeError("no home")))
    assert compiled_template(mine).theme.name == "mine"


@pytest.mark.skipif(not IS_ROOT, reason="only root can mount a disk")
def test_a_cache_on_a_read_only_disk(tmp_path: Path, mine: Template, monkeypatch: pytest.MonkeyPatch) -> None:
    """A read-only cache is no error, and neither is a full one; nothing half-written stays."""
    disk = tmp_path / "disk"
    disk.mkdir()
    for option in ("ro", "size=4k"):
        if subprocess.run(["mount", "-t", "tmpfs", "-o", option, "tmpfs", disk], capture_output=True, check=False).returncode:
            pytest.skip("no disk can be mounted here")
        try:
            monkeypatch.setenv("IGDECK_CACHE_DIR", str(disk / "cache"))
            assert compiled_template(mine).theme.name == "mine"
            assert [path for path in disk.rglob("*") if path.is_file()] == []
        finally:
            subprocess.run(["umount", "--lazy", disk], check=True)


@pytest.mark.skipif(sys.platform != "linux", reason="where caches lie is the system's")
def test_where_the_cache_is(tmp_path: Path, mine: Template, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder is where the XDG specification says (a relative path counts for nothing), and only its user reads it."""
    monkeypatch.delenv("IGDECK_CACHE_DIR", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for value, expected in ((str(tmp_path / "xdg"), "xdg/igdeck"), ("xdg2", "home/.cache/igdeck"), ("", "home/.cache/igdeck")):
        monkeypatch.setenv("XDG_CACHE_HOME", value)
        shutil.rmtree(tmp_path / expected, ignore_errors=True)
        compiled_template(mine)
        assert len(entries(tmp_path / expected)) == 1
        assert (tmp_path / expected).stat().st_mode & 0o077 == 0


def test_it_does_not_grow_without_end(folder: Path, mine: Template) -> None:
    """A template that is changed again and again leaves some entries, the newest; what killed runs left goes."""
    folder.mkdir()
    abandoned, fresh = folder / ".abc.123", folder / ".def.456"
    for path in (abandoned, fresh):
        path.write_bytes(b"half")
    os.utime(abandoned, (0, 0))
    for number in range(cache._KEPT + 4):
        compiled_template(mine)
        newest = max((path for path in folder.glob("[!.]*")), key=lambda path: path.stat().st_mtime_ns)
        change(mine, "[palette]", f"# {number}\n[palette]")
        os.utime(newest, (time.time() - 1000 + number,) * 2)
    compiled_template(mine)
    kept = [path for path in entries(folder) if not path.name.startswith(".")]
    assert len(kept) == cache._KEPT
    assert newest in kept
    assert not abandoned.exists()
    assert fresh.exists()


def test_mistakes_are_not_kept(folder: Path, mine: Template) -> None:
    """A template with a mistake raises each time, and leaves no entry."""
    change(mine, "[palette]", "[pallette]")
    for _ in range(2):
        with pytest.raises(IgdeckError):
            compiled_template(mine)
    assert entries(folder) == []


def test_two_templates_of_the_same_bytes(folder: Path, tmp_path: Path, mine: Template) -> None:
    """A copy of a template is a template of its own name."""
    shutil.copytree(mine.folder, tmp_path / "other")
    assert compiled_template(mine).theme.name == "mine"
    assert compiled_template(find_template("other", tmp_path)).theme.name == "other"
    assert len(entries(folder)) == 2
