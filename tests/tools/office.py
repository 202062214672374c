"""LibreOffice without a window, started once for many documents: a start takes longer than most documents do.

Its settings are nobody's: a LibreOffice that is open on the machine would take the job and answer nothing.
"""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from tools.programs import need

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: LibreOffice 7.4 dies after some two hundred decks.
AT_ONCE: Final = 50


def convert(documents: Sequence[Path], form: str, folder: Path, env: Mapping[str, str] | None = None) -> list[Path]:
    """Write documents in another format, such as `pdf`, into a folder. No two of them may have one name.

    A format may name a filter and its options after a colon.
    """
    need("soffice")
    for first in range(0, len(documents), AT_ONCE):
        _start(documents[first : first + AT_ONCE], form, folder, env)
    return [folder / f"{document.stem}.{form.partition(':')[0]}" for document in documents]


def _start(documents: Sequence[Path], form: str, folder: Path, env: Mapping[str, str] | None) -> None:
    command = ["soffice", f"-env:UserInstallation={_settings().as_uri()}", "--headless", "--norestore"]
    command += ["--convert-to", form, "--outdir", str(folder), *map(str, documents)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False, env=env)
    suffix = form.partition(":")[0]
    lost = [document.name for document in documents if not (folder / f"{document.stem}.{suffix}").exists()]
    assert not lost, f"LibreOffice could not convert {lost}: {run.stdout}{run.stderr}"


def _settings() -> Path:
    """A folder of this process: two LibreOffices cannot share one."""
    return Path(_folder().name) / "settings"


@cache
def _folder() -> TemporaryDirectory[str]:
    """A folder that goes away with the process, as `TemporaryDirectory` sees to."""
    return TemporaryDirectory(prefix="igdeck-soffice-", ignore_cleanup_errors=True)
