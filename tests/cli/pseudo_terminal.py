"""igdeck in a terminal: a real pseudo-terminal, read to its end."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

COLOURS = re.compile(r"\x1b\[[0-9;]*m")


@dataclass(frozen=True)
class Session:
    """What a program left behind: its status and all that it sent to the terminal."""

    status: int
    sent: str

    @property
    def lines(self) -> list[str]:
        """The lines, without colours."""
        return [COLOURS.sub("", line.rstrip("\r")) for line in self.sent.split("\n")]


def in_terminal(
    *arguments: str | Path, folder: Path, cache: Path, columns: int = 100, env: Mapping[str, str] | None = None
) -> Session:
    """Run igdeck in a terminal of its own with 24 rows."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    dropped = {"NO_COLOR", "FORCE_COLOR", "COLUMNS"}
    environment = {name: value for name, value in os.environ.items() if name not in dropped}
    environment |= {"XDG_CACHE_HOME": str(cache), "PYTHONUTF8": "1", "TERM": "xterm"} | dict(env or {})
    command = [sys.executable, "-m", "igdeck", *map(str, arguments)]
    with subprocess.Popen(command, cwd=folder, env=environment, stdin=slave, stdout=slave, stderr=slave) as process:
        os.close(slave)
        sent = _read(master)
    os.close(master)
    return Session(process.returncode, sent.decode("utf-8", "replace"))


def _read(master: int) -> bytes:
    parts: list[bytes] = []
    while True:
        try:
            part = os.read(master, 65536)
        except OSError:  # Linux says so when the other side has closed
            part = b""
        if not part:
            return b"".join(parts)
        parts.append(part)
