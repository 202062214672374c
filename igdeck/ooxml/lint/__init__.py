"""What igdeck promises of every .pptx it writes, checked on the file itself.

Schema validators hold a package against the standard. They say nothing about what the standard leaves open and PowerPoint, a
screen reader or the next person at the deck still needs: a title on each slide, a placeholder that its layout knows, a table
whose grid agrees with its rows, a section that lists slides which exist. Each such promise is one small function from a
package to sentences; each module ends with the table of its own.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from igdeck.ooxml.lint import objects, package, presentation, slides, text
from igdeck.ooxml.lint.opened import open_package

if TYPE_CHECKING:
    from igdeck.ooxml.lint.opened import Package, Promise

__all__ = ["PROMISES", "lint"]

PROMISES = (*package.PROMISES, *presentation.PROMISES, *slides.PROMISES, *text.PROMISES, *objects.PROMISES)


def lint(data: bytes | Path) -> list[str]:
    """Every promise that a .pptx breaks, a sentence each, opened by the part's name.

    Never raises for what the file holds: what cannot be read is a fault like any other.
    """
    try:
        opened = open_package(data.read_bytes() if isinstance(data, Path) else data)
    except Exception as broken:  # noqa: BLE001 - zipfile lets errors of struct and of decoding through
        return [f"the package cannot be read: {broken}."]
    return [fault for promise in PROMISES for fault in _kept(promise, opened)]


def _kept(promise: Promise, opened: Package) -> list[str]:
    try:
        return list(promise(opened))
    except Exception as broken:  # noqa: BLE001 - whatever a broken package makes of a check is a fault to report, too
        return [f"{promise.__name__} could not be checked: {broken!r}."]
