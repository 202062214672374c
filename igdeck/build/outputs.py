"""Writes a run's files, all of them or none.

1. Leftovers of runs that were killed go away. Files that hold the right bytes already are left alone: viewers need not reload.
2. What is open in another program is refused before anything is touched.
3. Every new file is written and synced beside its target; every old one is kept under a second name.
4. The targets are replaced one after another. A replace is atomic, so a kill at any moment leaves whole files.
5. Whatever fails on the way, Ctrl-C too, the old files come back; then the helper files go.
"""

from __future__ import annotations

import errno
import os
import sys
from contextlib import contextmanager, suppress
from stat import S_IMODE, S_ISDIR, S_ISREG
from typing import TYPE_CHECKING

from igdeck.build.locks import find_lock
from igdeck.model.diagnostics import Diagnostic, IgdeckError, error
from igdeck.model.value import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

_TEMPORARY = ".igdeck-tmp"
_KEPT = ".igdeck-old"

#: What programs keep open and would write back; a browser reads an HTML file and lets it go.
_OPENED = (".pptx", ".pdf", ".docx")

_CLOSE = "close it there and build again"

#: So much of a file is looked at at once, in bytes.
_PIECE = 1 << 20


@frozen
class _Output:
    """A file to write: `target` as the caller named it, `file` where a link leads, `old` what stands there now."""

    target: Path
    file: Path
    temporary: Path
    kept: Path
    content: bytes
    old: os.stat_result | None


def write_all(files: Mapping[Path, bytes]) -> None:
    """Write each file whole, or leave all of them as they are.

    Folders are made as needed, permissions of old files are kept, symbolic links are written through. Raises IgdeckError with
    one of the codes `output-folder`, `output-not-file`, `output-twice`, `output-protected`, `output-open` and `disk-full`.
    """
    outputs = [_output(target, content) for target, content in files.items()]
    _refuse(_clash(output, outputs) or _misfit(output) for output in outputs)
    _remove_leftovers(outputs)
    changed = [output for output in outputs if not _is_current(output)]
    _refuse(_protection(output) or _opened_elsewhere(output) for output in changed)
    _replace_all(changed)


def _output(target: Path, content: bytes) -> _Output:
    # Only the last link is followed, so that messages show the folders as the user wrote them.
    file = type(target)(os.path.realpath(target)) if os.path.islink(target) else target  # noqa: PTH114 Path's raises
    helper = f".{file.name}.{os.getpid()}"
    return _Output(target, file, file.with_name(helper + _TEMPORARY), file.with_name(helper + _KEPT), content, _stat(file))


def _stat(path: Path) -> os.stat_result | None:
    """What stands at a path; None too where it may not be looked at: writing there says why."""
    try:
        return path.stat()
    except OSError:
        return None


def _refuse(troubles: Iterator[Diagnostic | None]) -> None:
    """Raise all that is in the way at once."""
    found = [trouble for trouble in troubles if trouble]
    if found:
        raise IgdeckError(*found)


# What is in the way --------------------------------------------------------------------------------------------


def _clash(output: _Output, outputs: Sequence[_Output]) -> Diagnostic | None:
    """Two contents for one file: one of them would be lost without a word."""
    first = next(other for other in outputs if os.path.realpath(other.file) == os.path.realpath(output.file))
    if first is output:
        return None
    hint = "give each source a folder of its own with -o"
    return _error(output, "output-twice", f"{output.target.name} would be written twice", hint)


def _misfit(output: _Output) -> Diagnostic | None:
    """A folder, or a device, where the file is to be."""
    if output.old is None or S_ISREG(output.old.st_mode):
        return None
    what = "a folder" if S_ISDIR(output.old.st_mode) else "not a regular file"
    hint = "move it away, or write into another folder with -o"
    return _error(output, "output-not-file", f"{output.target} is {what}", hint)


def _protection(output: _Output) -> Diagnostic | None:
    """A file that somebody made read-only; a replace would not ask for its permission."""
    if output.old is None or os.access(output.file, os.W_OK):
        return None
    hint = "make it writable or move it away, or write into another folder with -o"
    return _error(output, "output-protected", f"{output.target.name} is write-protected", hint)


def _opened_elsewhere(output: _Output) -> Diagnostic | None:
    """A file that another program has open, and would later overwrite without knowing of the new one."""
    if output.old is None or output.file.suffix.lower() not in _OPENED:
        return None
    lock = find_lock(output.file)
    if lock is None:
        return None
    stale = f"; if no program has it open, as after a crash, delete {lock.mark}" if lock.mark else ""
    return _error(output, "output-open", f"{output.target.name} is {lock.state}", _CLOSE + stale)


# Leftovers -----------------------------------------------------------------------------------------------------


def _remove_leftovers(outputs: Sequence[_Output]) -> None:
    """Remove what runs that were killed left beside these targets."""
    heads = {f".{output.file.name}" for output in outputs}
    for folder in {output.file.parent for output in outputs}:
        with suppress(OSError):  # no such folder yet, or not ours to clean
            for path in [*folder.iterdir()]:
                if _is_leftover(path.name, heads):
                    path.unlink(missing_ok=True)


def _is_leftover(name: str, heads: set[str]) -> bool:
    if not name.endswith((_TEMPORARY, _KEPT)):
        return False
    head, _, pid = name.removesuffix(_TEMPORARY).removesuffix(_KEPT).rpartition(".")
    return head in heads and pid.isdecimal() and not _is_another_process(int(pid))


def _is_another_process(pid: int) -> bool:
    """Whether a process of this id runs and is not this one, which has written nothing yet: ids come again."""
    if pid == os.getpid():
        return False
    if sys.platform == "win32":  # os.kill would send Ctrl-C there
        import ctypes

        handle = ctypes.windll.kernel32.OpenProcess(0x1000, False, pid)  # PROCESS_QUERY_LIMITED_INFORMATION
        return bool(handle and ctypes.windll.kernel32.CloseHandle(handle))
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        pass  # it runs as another user
    return True


# Writing -------------------------------------------------------------------------------------------------------


def _is_current(output: _Output) -> bool:
    if output.old is None or output.old.st_size != len(output.content):
        return False
    return has_content(output.file, output.content)


def has_content(file: Path, content: bytes) -> bool:
    """Whether this is all that a file holds. It is read in pieces, as decks may be large."""
    at = 0
    try:
        with file.open("rb") as stream:
            while piece := stream.read(_PIECE):
                if piece != content[at : at + len(piece)]:
                    return False
                at += len(piece)
    except OSError:
        return False
    return at == len(content)


def _replace_all(outputs: Sequence[_Output]) -> None:
    """Write, keep, replace; on any failure put everything back."""
    folders: list[Path] = []
    replaced: list[_Output] = []
    try:
        for output in outputs:
            _make_folder(output, folders)
            with _diagnosed(output):
                _write_temporary(output)
        for output in outputs:
            with _diagnosed(output):
                _keep_old(output)
        for output in outputs:
            replaced.append(output)  # before it happens, so that Ctrl-C finds it in the list
            with _diagnosed(output):
                output.temporary.replace(output.file)
    except BaseException:
        _to_the_end(lambda: _undo(outputs, replaced, folders))
        raise
    _to_the_end(lambda: _remove_helpers(outputs))


def _make_folder(output: _Output, made: list[Path]) -> None:
    folder = output.file.parent
    try:
        for path in reversed([path for path in (folder, *folder.parents) if _stat(path) is None]):
            made.append(path)
            path.mkdir(exist_ok=True)
        if not folder.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
    except OSError as reason:
        raise IgdeckError(_folder_trouble(output, reason)) from reason


def _write_temporary(output: _Output) -> None:
    with output.temporary.open("xb") as stream:
        if output.old is not None:
            _take_over(output.old, output.temporary)
        stream.write(output.content)
        stream.flush()
        os.fsync(stream.fileno())


def _take_over(old: os.stat_result, path: Path) -> None:
    """Give a new file the owner, as far as we may, and the permissions of the old one."""
    new = path.stat()
    if sys.platform != "win32" and (new.st_uid, new.st_gid) != (old.st_uid, old.st_gid):
        with suppress(PermissionError):
            os.chown(path, old.st_uid, old.st_gid)
    path.chmod(S_IMODE(old.st_mode))


def _keep_old(output: _Output) -> None:
    if output.old is None:
        return
    try:
        output.kept.hardlink_to(output.file)
    except OSError:  # a file system without hard links, or a file of another user
        output.kept.write_bytes(output.file.read_bytes())
        _take_over(output.old, output.kept)
        os.utime(output.kept, ns=(output.old.st_atime_ns, output.old.st_mtime_ns))


def _undo(outputs: Sequence[_Output], replaced: Sequence[_Output], folders: Sequence[Path]) -> None:
    """Put everything back; what is back already stays, so this can be done twice."""
    for output in replaced:
        with suppress(OSError):  # one that cannot be put back must not stop the others
            _restore(output)
    _remove_helpers([output for output in outputs if output not in replaced])
    for folder in reversed(folders):
        with suppress(OSError):  # not made yet, or somebody uses it
            folder.rmdir()


def _restore(output: _Output) -> None:
    output.temporary.unlink(missing_ok=True)
    if output.old is None:
        output.file.unlink(missing_ok=True)
    elif output.kept.exists():
        output.kept.replace(output.file)
        output.kept.unlink(missing_ok=True)  # replacing a file by another name of itself leaves both (POSIX rename)


def _remove_helpers(outputs: Sequence[_Output]) -> None:
    for output in outputs:
        for path in (output.temporary, output.kept):
            with suppress(OSError):
                path.unlink(missing_ok=True)


def _to_the_end(action: Callable[[], None]) -> None:
    """Do what can be done twice; Ctrl-C, or an end from outside, starts it again, and counts when it is done."""
    interruption: KeyboardInterrupt | SystemExit | None = None
    while True:
        try:
            action()
            break
        except (KeyboardInterrupt, SystemExit) as pressed:
            interruption = pressed
    if interruption:
        raise interruption


# What went wrong -----------------------------------------------------------------------------------------------


@contextmanager
def _diagnosed(output: _Output) -> Iterator[None]:
    try:
        yield
    except OSError as reason:
        raise IgdeckError(_writing_trouble(output, reason)) from reason


def _writing_trouble(output: _Output, reason: OSError) -> Diagnostic:
    name, folder = output.target.name, output.file.parent
    if _is_full(reason):
        return _no_room(output, reason)
    if sys.platform == "win32" and isinstance(reason, PermissionError) and reason.filename2:  # the replace, refused
        return _error(output, "output-open", f"{name} is open in another program", _CLOSE)
    message = f"{name} cannot be written into the folder {folder}: {reason.strerror}"
    hint = f"make {folder} writable, or write into another folder with -o"
    if reason.errno == errno.ENAMETOOLONG:
        hint = "give the source a shorter name: outputs have its name and some letters more"
    return _error(output, "output-folder", message, hint)


def _folder_trouble(output: _Output, reason: OSError) -> Diagnostic:
    if _is_full(reason):
        return _no_room(output, reason)
    folder = output.file.parent
    found = next((path for path in (folder, *folder.parents) if (stat := _stat(path)) and not S_ISDIR(stat.st_mode)), None)
    why = f"{found} is a file" if found else reason.strerror
    return _error(output, "output-folder", f"the folder {folder} cannot be created: {why}", "write into another folder with -o")


def _is_full(reason: OSError) -> bool:
    """No space, no quota, or more than the file system or the user's limit lets one file have."""
    return reason.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def _no_room(output: _Output, reason: OSError) -> Diagnostic:
    message = f"there is no room for {output.target.name} in the folder {output.file.parent}: {reason.strerror}"
    hint = "the old files are untouched; free some space, or write into another folder with -o"
    return _error(output, "disk-full", message, hint)


def _error(output: _Output, code: str, message: str, hint: str) -> Diagnostic:
    return error(code, message, hint, file=str(output.target))
