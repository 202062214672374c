"""The programs and fonts that a test needs, and what becomes of the test without them.

On a machine that lacks one the test is skipped with the reason; under `CI=true` it fails, so that no build is green for want of
a program.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import NoReturn

import pytest

#: The Debian package that brings a program or a font family.
DEBIAN = {
    "chromium": "chromium",
    "fc-list": "fontconfig",
    "node": "nodejs",
    "npm": "npm",
    "pdftoppm": "poppler-utils",
    "pdftotext": "poppler-utils",
    "soffice": "libreoffice-impress",
    "Caladea": "fonts-crosextra-caladea",
    "Carlito": "fonts-crosextra-carlito",
    "Liberation Mono": "fonts-liberation",
    "Liberation Sans": "fonts-liberation",
    "Liberation Serif": "fonts-liberation",
}


def need(*programs: str) -> None:
    """Go on only if these programs are on the PATH."""
    for program in programs:
        if shutil.which(program) is None:
            give_up(f"{program} is missing: install the Debian package {DEBIAN.get(program, program)}")


def need_writer() -> None:
    """Go on only if LibreOffice can draw documents, which it does with a part that is a package of its own."""
    need("soffice")
    program = Path(shutil.which("soffice") or "").resolve()
    folders = (program.parent, program.parent / "program")
    if sys.platform == "linux" and not any((folder / "libswlo.so").exists() for folder in folders):
        give_up("LibreOffice Writer is missing: install the Debian package libreoffice-writer")


def need_fonts(*families: str) -> None:
    """Go on only if these font families are installed: a drawing in other fonts breaks its lines elsewhere."""
    need("fc-list")
    for family in families:
        if family not in _families():
            give_up(f"the font {family} is missing: install the Debian package {DEBIAN.get(family, family)}")


def give_up(reason: str) -> NoReturn:
    """Skip the test, or fail it under `CI=true`."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@cache
def _families() -> frozenset[str]:
    listed = subprocess.run(["fc-list", "--format", "%{family}\n"], capture_output=True, text=True, check=True).stdout
    return frozenset(name.strip() for line in listed.splitlines() for name in line.split(","))
