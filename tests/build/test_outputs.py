"""A run's files are written whole, all or none: on real full disks, with real locks, through real kills."""

from __future__ import annotations

import errno
import os
import random
import signal
import stat
import subprocess
import sys
import textwrap
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pptx import Presentation

from igdeck.build.outputs import write_all
from igdeck.model.diagnostics import Diagnostic, IgdeckError

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX locks, signals and modes")

NOBODY = 65534
IS_ROOT = sys.platform != "win32" and os.geteuid() == 0

OLD = {"a.html": b"old html", "b.pptx": b"old deck", "c.json": b"old base"}
NEW = {"a.html": b"<new html>", "b.pptx": b"the new deck", "c.json": b"the new base"}


def in_folder(folder: Path, files: dict[str, bytes]) -> dict[Path, bytes]:
    return {folder / name: content for name, content in files.items()}


def contents(folder: Path) -> dict[str, bytes]:
    """All that stands in a folder, hidden files too: leftovers show up here."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def refusal(files: dict[Path, bytes]) -> Diagnostic:
    with pytest.raises(IgdeckError) as raised:
        write_all(files)
    (diagnostic,) = raised.value.diagnostics
    return diagnostic


def python(script: str, *arguments: str | Path) -> list[str]:
    """A command that runs a script which may call `write_all` and prints the code and message of an error."""
    head = """
        import os, sys, resource, signal, fcntl, struct
        from pathlib import Path
        from igdeck.build.outputs import write_all
        from igdeck.model.diagnostics import IgdeckError

        def told(files):
            try:
                write_all(files)
            except IgdeckError as reason:
                print(*(f"{d.code}: {d.message} / {d.hint}" for d in reason.diagnostics), sep="\\n")
            else:
                print("written")
    """
    return [sys.executable, "-c", textwrap.dedent(head) + textwrap.dedent(script), *map(str, arguments)]


def run(script: str, folder: Path) -> str:
    """What a script prints that runs in a folder."""
    done = subprocess.run(python(script), cwd=folder, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


# Plain writing --------------------------------------------------------------------------------------------------


def test_folders_are_made(tmp_path: Path) -> None:
    """The first build of a project makes `build/` and the state folder in it."""
    write_all({tmp_path / "build" / "a.html": b"a", tmp_path / "build" / ".igdeck" / "a.json": b"{}"})
    assert contents(tmp_path / "build") == {"a.html": b"a"}
    assert contents(tmp_path / "build" / ".igdeck") == {"a.json": b"{}"}


def test_old_files_are_replaced(tmp_path: Path) -> None:
    """A second build leaves the new files, and nothing beside them."""
    write_all(in_folder(tmp_path, OLD))
    write_all(in_folder(tmp_path, NEW))
    assert contents(tmp_path) == NEW


def test_same_content_is_left_alone(tmp_path: Path) -> None:
    """A viewer that watches a file does not reload when a build changes nothing in it."""
    write_all(in_folder(tmp_path, OLD))
    before = {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in tmp_path.iterdir()}
    write_all(in_folder(tmp_path, OLD | {"a.html": NEW["a.html"]}))
    after = {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in tmp_path.iterdir()}
    assert {path.name for path in before if before[path] != after[path]} == {"a.html"}


def test_permissions_are_kept(tmp_path: Path) -> None:
    """A deck that only its author may read stays so."""
    deck = tmp_path / "b.pptx"
    deck.write_bytes(b"old")
    deck.chmod(0o600)
    write_all({deck: b"new"})
    assert stat.S_IMODE(deck.stat().st_mode) == 0o600


@pytest.mark.skipif(not IS_ROOT, reason="only root can give a file away")
def test_owner_is_kept(tmp_path: Path) -> None:
    """A deck that root rebuilds, as in a container, still belongs to its author."""
    deck = tmp_path / "b.pptx"
    deck.write_bytes(b"old")
    os.chown(deck, NOBODY, NOBODY)
    write_all({deck: b"new"})
    assert (deck.stat().st_uid, deck.stat().st_gid) == (NOBODY, NOBODY)


def test_new_files_respect_the_umask(tmp_path: Path) -> None:
    """Who keeps new files private gets a private deck."""
    run("os.umask(0o027); told({Path('a.html'): b'a'})", tmp_path)
    assert stat.S_IMODE((tmp_path / "a.html").stat().st_mode) == 0o640


def test_link_is_written_through(tmp_path: Path) -> None:
    """An output that links into a shared folder stays a link, and the shared file is the new one."""
    shared = tmp_path / "shared"
    shared.mkdir()
    (shared / "deck.pptx").write_bytes(b"old")
    link = tmp_path / "b.pptx"
    link.symlink_to(Path("shared", "deck.pptx"))
    write_all({link: b"new"})
    assert link.is_symlink()
    assert contents(shared) == {"deck.pptx": b"new"}


def test_link_to_nothing_is_filled(tmp_path: Path) -> None:
    """A link whose file was deleted gets its file back."""
    link = tmp_path / "b.pptx"
    link.symlink_to(tmp_path / "gone" / "deck.pptx")
    write_all({link: b"new"})
    assert link.is_symlink()
    assert contents(tmp_path / "gone") == {"deck.pptx": b"new"}


# What is in the way ---------------------------------------------------------------------------------------------


def test_folder_in_the_place_of_a_file(tmp_path: Path) -> None:
    """A folder named like the output is named, and nothing else is written."""
    (tmp_path / "b.pptx").mkdir()
    trouble = refusal(in_folder(tmp_path, NEW))
    assert trouble.code == "output-not-file"
    assert f"{tmp_path / 'b.pptx'} is a folder" in trouble.message
    assert contents(tmp_path) == {}


def test_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    """A file where the output folder should be is named as the reason."""
    (tmp_path / "build").write_text("a file")
    trouble = refusal({tmp_path / "build" / "deep" / "a.html": b"a"})
    assert trouble.code == "output-folder"
    assert str(tmp_path / "build" / "deep") in trouble.message
    assert f"{tmp_path / 'build'} is a file" in trouble.message


def test_two_outputs_of_one_name(tmp_path: Path) -> None:
    """Two sources that would write the same file are told so; neither wins by chance."""
    trouble = refusal({tmp_path / "a.html": b"one", tmp_path / "x" / ".." / "a.html": b"two"})
    assert trouble.code == "output-twice"
    assert contents(tmp_path) == {}


def test_name_too_long(tmp_path: Path) -> None:
    """A name that the file system refuses is an error with its reason, not a crash."""
    trouble = refusal({tmp_path / f"{'n' * 300}.html": b"a"})
    assert trouble.code == "output-folder"
    assert os.strerror(errno.ENAMETOOLONG) in trouble.message
    assert "shorter name" in trouble.hint


READ_ONLY_FOLDER = """
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)
    told({Path("build/a.html"): b"new", Path("build/sub/b.html"): b"new"})
"""


def test_folder_without_write_permission(tmp_path: Path) -> None:
    """A folder that may not be written into is named with the reason; the old files stay."""
    folder = tmp_path / "build"
    folder.mkdir()
    (folder / "a.html").write_bytes(b"old")
    (folder / "a.html").chmod(0o666)
    folder.chmod(0o555)
    tmp_path.chmod(0o755)
    try:
        told = run(READ_ONLY_FOLDER, tmp_path)
    finally:
        folder.chmod(0o755)
    assert told.startswith("output-folder: a.html cannot be written into the folder build: Permission denied")
    assert "make build writable" in told
    assert contents(folder) == {"a.html": b"old"}


def test_folder_that_cannot_be_looked_into(tmp_path: Path) -> None:
    """A folder closed to the user altogether is an error too, not a crash."""
    folder = tmp_path / "build"
    folder.mkdir(mode=0o000)
    tmp_path.chmod(0o755)
    try:
        told = run(READ_ONLY_FOLDER, tmp_path)
    finally:
        folder.chmod(0o755)
    assert told.startswith("output-folder: ")
    assert "Permission denied" in told


def test_read_only_file_is_not_overwritten(tmp_path: Path) -> None:
    """A deck that somebody made read-only is refused, and the file beside it is not written either."""
    write_all(in_folder(tmp_path, OLD))
    (tmp_path / "b.pptx").chmod(0o444)
    tmp_path.chmod(0o777)
    told = run(READ_ONLY_FOLDER.replace("build/a.html", "a.html").replace("build/sub/b.html", "b.pptx"), tmp_path)
    assert "output-protected: b.pptx is write-protected" in told
    assert contents(tmp_path) == OLD


@pytest.mark.skipif(not IS_ROOT, reason="only root can make a file immutable")
def test_immutable_file_is_write_protected(tmp_path: Path) -> None:
    """A file that not even root may replace is named as such."""
    write_all(in_folder(tmp_path, OLD))
    deck = tmp_path / "b.pptx"
    if subprocess.run(["chattr", "+i", deck], capture_output=True, check=False).returncode:
        pytest.skip("this file system has no immutable files")
    try:
        assert refusal(in_folder(tmp_path, NEW)).code == "output-protected"
    finally:
        subprocess.run(["chattr", "-i", deck], check=True)
    assert contents(tmp_path) == OLD


def test_replace_that_fails_takes_the_others_back(tmp_path: Path) -> None:
    """When the third file cannot be replaced, those that already were get their old content and time back, new ones go."""
    write_all(in_folder(tmp_path, OLD))
    first = tmp_path / "a.html"
    os.utime(first, (1_000_000_000, 1_000_000_000))
    script = """
        replace = Path.replace
        def robbed(self, target):  # somebody cleans up under our feet
            if Path(target).name == "c.json" and self.name.endswith("tmp"):
                self.unlink()
            return replace(self, target)
        Path.replace = robbed
        told({Path(name): b"new" for name in ("a.html", "b.pptx", "added.html", "c.json")})
    """
    told = run(script, tmp_path)
    assert told.startswith("output-folder: c.json cannot be written")
    assert contents(tmp_path) == OLD
    assert first.stat().st_mtime == 1_000_000_000


# A full disk ----------------------------------------------------------------------------------------------------


def test_no_room_for_a_file(tmp_path: Path) -> None:
    """A file that outgrows what the user may write leaves all old files as they were, and says so."""
    write_all(in_folder(tmp_path, OLD))
    script = """
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
        told({Path("a.html"): b"small", Path("b.pptx"): b"x" * 200_000, Path("new/c.html"): b"small"})
    """
    told = run(script, tmp_path)
    assert told.startswith("disk-full: there is no room for b.pptx in the folder .: ")
    assert "the old files are untouched" in told
    assert contents(tmp_path) == OLD
    assert not (tmp_path / "new").exists()


@pytest.mark.skipif(not IS_ROOT, reason="only root can mount a small disk")
def test_disk_that_fills_up(tmp_path: Path) -> None:
    """A disk that fills in the middle of a run keeps the whole old deck; with room again, the build goes through."""
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", tmp_path], capture_output=True, check=False).returncode:
        pytest.skip("no disk can be mounted here")
    try:
        write_all(in_folder(tmp_path, OLD))
        trouble = refusal(in_folder(tmp_path, NEW | {"b.pptx": b"x" * 100_000}))
        assert trouble.code == "disk-full"
        assert os.strerror(errno.ENOSPC) in trouble.message
        assert contents(tmp_path) == OLD
        write_all(in_folder(tmp_path, NEW))
        assert contents(tmp_path) == NEW
    finally:
        subprocess.run(["umount", "--lazy", tmp_path], check=True)


# Open elsewhere -------------------------------------------------------------------------------------------------


def powerpoint_lock(user: str) -> bytes:
    """A lock file as PowerPoint writes it."""
    narrow = user.encode("cp1252", "replace")
    head = bytes([len(user)]) + narrow.ljust(54, b" ")
    return (head + len(user).to_bytes(2, "little") + user.encode("utf-16-le")).ljust(165, b" ")


@pytest.mark.parametrize("user", ["Ada Lovelace", "Zoë Łukasiewicz"])
def test_open_in_powerpoint(tmp_path: Path, user: str) -> None:
    """A deck that is open in PowerPoint is not replaced; the message says who has it open."""
    write_all(in_folder(tmp_path, OLD))
    lock = tmp_path / "~$b.pptx"
    lock.write_bytes(powerpoint_lock(user))
    trouble = refusal(in_folder(tmp_path, NEW))
    assert trouble.code == "output-open"
    assert trouble.message == f"b.pptx is open in PowerPoint, used by {user}"
    assert f"delete {lock}" in trouble.hint
    assert contents(tmp_path) == OLD | {lock.name: lock.read_bytes()}


@pytest.mark.parametrize(
    ("name", "mark"), [("talk-notes.docx", "~$lk-notes.docx"), ("a-notes.docx", "~$-notes.docx"), ("notes.docx", "~$notes.docx")]
)
def test_open_in_word(tmp_path: Path, name: str, mark: str) -> None:
    """A document that is open in Word is not replaced; Word's mark takes the place of up to two letters of its name."""
    write_all(in_folder(tmp_path, {name: b"old"}))
    head = bytes([3]) + b"Ada".ljust(53)
    (tmp_path / mark).write_bytes((head + (3).to_bytes(2, "little") + "Ada".encode("utf-16-le")).ljust(162, b" "))
    trouble = refusal(in_folder(tmp_path, {name: b"new"}))
    assert (trouble.code, trouble.message) == ("output-open", f"{name} is open in Word, used by Ada")


@pytest.mark.parametrize(
    ("mark", "user"),
    [
        (b",root,vm,24.11.2026 05:18,file:///home/ada/profile;", ", used by root on vm"),
        (b"Lovelace\\, Ada,ada,desk,24.11.2026 05:18,file:///home/ada/profile;", ", used by Lovelace, Ada on desk"),
        (b"", ""),
    ],
)
def test_open_in_libreoffice(tmp_path: Path, mark: bytes, user: str) -> None:
    """A handout that is open in LibreOffice is not replaced; the message says who has it open where."""
    handout = tmp_path / "a.pdf"
    handout.write_bytes(b"old")
    lock = tmp_path / ".~lock.a.pdf#"
    lock.write_bytes(mark)
    trouble = refusal({handout: b"new"})
    assert trouble.message == f"a.pdf is open in LibreOffice{user}"
    assert str(lock) in trouble.hint
    lock.unlink()
    write_all({handout: b"new"})
    assert handout.read_bytes() == b"new"


@pytest.mark.draw
@pytest.mark.usefixtures("libreoffice")
def test_open_in_a_running_libreoffice(tmp_path: Path) -> None:
    """LibreOffice itself, with the deck open, keeps the deck from being replaced."""
    deck = tmp_path / "panel.pptx"
    Presentation().save(str(deck))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    with subprocess.Popen(["soffice", profile, "--headless", "--norestore", deck], start_new_session=True) as office:
        try:
            wait_for((tmp_path / ".~lock.panel.pptx#").exists, 60)
            assert refusal({deck: b"new"}).message.startswith("panel.pptx is open in LibreOffice")
        finally:
            os.killpg(office.pid, signal.SIGKILL)


def test_record_lock_of_another_process(tmp_path: Path) -> None:
    """A deck on which another program holds a lock is not replaced; the message names the process."""
    write_all(in_folder(tmp_path, OLD))
    script = "f = open('b.pptx', 'r+b'); fcntl.lockf(f, fcntl.LOCK_EX); print('locked', flush=True); sys.stdin.read()"
    with subprocess.Popen(python(script), cwd=tmp_path, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"locked\n"
        trouble = refusal(in_folder(tmp_path, NEW))
        holder.communicate()
    assert trouble.code == "output-open"
    if sys.platform == "linux":
        assert f"(process {holder.pid})" in trouble.message
    assert contents(tmp_path) == OLD
    write_all(in_folder(tmp_path, NEW))
    assert contents(tmp_path) == NEW


def test_locks_matter_where_something_would_be_lost(tmp_path: Path) -> None:
    """A lock beside an HTML file, an unchanged deck or a deleted deck stops nobody."""
    write_all(in_folder(tmp_path, OLD))
    for name in ("a.html", "b.pptx", "gone.pptx"):
        (tmp_path / f".~lock.{name}#").write_bytes(b",ada,desk,,;")
    write_all(in_folder(tmp_path, {"a.html": b"new", "b.pptx": OLD["b.pptx"], "gone.pptx": b"new"}))
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "gone.pptx").read_bytes() == b"new"


def test_all_open_files_are_told_at_once(tmp_path: Path) -> None:
    """Who has deck and handout open learns of both, not of one after the other."""
    files = {"b.pptx": b"old", "b.pdf": b"old"}
    write_all(in_folder(tmp_path, files))
    for name in files:
        (tmp_path / f".~lock.{name}#").write_bytes(b",ada,desk,,;")
    with pytest.raises(IgdeckError) as raised:
        write_all(in_folder(tmp_path, dict.fromkeys(files, b"new")))
    assert [d.code for d in raised.value.diagnostics] == ["output-open", "output-open"]


# Kills ----------------------------------------------------------------------------------------------------------

SIZES = {"a.html": 2_000_003, "b.pptx": 3_000_017, "c.json": 1_500_001}

# Writes generation after generation: a whole file is one letter, as often as its size says.
ENDLESS = f"""
    print("ready", flush=True)
    for turn in range(1_000_000):
        write_all({{Path(name): bytes([65 + turn % 26]) * size for name, size in {SIZES}.items()}})
"""


def wait_for(happened: Callable[[], bool], seconds: float) -> None:
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


def interrupted(folder: Path, number: signal.Signals, delay: float) -> None:
    """Rewrite the files over and over until the signal comes."""
    with subprocess.Popen(python(ENDLESS), cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"ready\n"
        time.sleep(delay)
        assert writer.poll() is None, "the writer ended by itself"
        writer.send_signal(number)
        try:
            writer.wait(10)
        except subprocess.TimeoutExpired:
            writer.kill()
            pytest.fail(f"{number.name} was swallowed")


def letters(folder: Path) -> set[bytes]:
    """The generation of each file; fails if one is torn."""
    found = set()
    for name, size in SIZES.items():
        content = (folder / name).read_bytes()
        assert content == content[:1] * size, f"{name} is torn"
        found.add(content[:1])
    return found


def test_kill_at_any_moment_leaves_whole_files(tmp_path: Path) -> None:
    """After `kill -9` each file is whole, old or new, and the next build clears what was left behind."""
    chance = random.Random(8)  # noqa: S311 not a secret
    write_all({tmp_path / name: b"@" * size for name, size in SIZES.items()})
    left_behind = 0
    for _ in range(25):
        interrupted(tmp_path, signal.SIGKILL, chance.uniform(0, 0.12))
        generations = sorted(letter[0] for letter in letters(tmp_path))
        assert len(generations) == 1 or (generations[-1] - generations[0]) % 25 <= 1, "files of more than two generations"
        left_behind += len(contents(tmp_path)) > len(SIZES)
    assert left_behind, "no kill came in the middle: the test proves nothing"
    write_all({tmp_path / name: b"#" * size for name, size in SIZES.items()})
    assert letters(tmp_path) == {b"#"}
    assert set(contents(tmp_path)) == set(SIZES)


def test_ctrl_c_takes_everything_back(tmp_path: Path) -> None:
    """Ctrl-C in the middle leaves all files of one build, and nothing beside them."""
    chance = random.Random(9)  # noqa: S311 not a secret
    write_all({tmp_path / name: b"@" * size for name, size in SIZES.items()})
    for _ in range(15):
        interrupted(tmp_path, signal.SIGINT, chance.uniform(0, 0.12))
        assert len(letters(tmp_path)) == 1
        assert set(contents(tmp_path)) == set(SIZES)


def test_ctrl_c_between_two_replaces(tmp_path: Path) -> None:
    """Ctrl-C after the first of three files was replaced brings its old content back, even when it is pressed twice."""
    write_all(in_folder(tmp_path, OLD))
    script = f"""
        replace, unlink, calls = Path.replace, Path.unlink, []
        def and_press(action):
            def pressed(self, *rest, **more):
                action(self, *rest, **more)
                calls.append(action)
                if len(calls) in (1, 2):
                    signal.raise_signal(signal.SIGINT)
            return pressed
        Path.replace, Path.unlink = and_press(replace), and_press(unlink)
        try:
            told({{Path(name): content for name, content in {NEW}.items()}})
        except KeyboardInterrupt:
            print("interrupted")
    """
    assert run(script, tmp_path) == "interrupted\n"
    assert contents(tmp_path) == OLD


def test_leftovers_of_the_living_are_kept(tmp_path: Path) -> None:
    """Another run that is at work on the same deck keeps its temporary file; that of a dead run goes."""
    with subprocess.Popen([sys.executable, "-c", ""]) as dead:
        pass
    alive = tmp_path / f".a.html.{os.getppid()}.igdeck-tmp"
    gone = [tmp_path / f".a.html.{dead.pid}.igdeck-{end}" for end in ("tmp", "old")]
    other = tmp_path / f".z.html.{dead.pid}.igdeck-tmp"
    for path in (alive, other, *gone):
        path.write_bytes(b"half")
    write_all({tmp_path / "a.html": b"new"})
    assert set(contents(tmp_path)) == {"a.html", alive.name, other.name}
