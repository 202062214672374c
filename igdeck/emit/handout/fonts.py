"""Which installed fonts paint the theme's families: they themselves, or free ones of the very same widths."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from igdeck.emit.twins import find_twins
from igdeck.model.diagnostics import IgdeckError, error, warning
from igdeck.model.value import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from igdeck.model.diagnostics import Diagnostic
    from igdeck.model.theme import Fonts


@frozen
class Installed:
    """The fonts that typst can use: the names of their families in lower case, and typst's own handle of them."""

    families: frozenset[str]
    handle: Any

    def has(self, family: str) -> bool:
        """Whether a family is there; typst does not look at case."""
        return family.casefold() in self.families


@contextmanager
def installed(fonts: Fonts) -> Iterator[Installed]:
    """The fonts that come with the template, then those of this machine and those that typst carries."""
    if fonts.files:
        import tempfile

        with tempfile.TemporaryDirectory(prefix="igdeck-", ignore_cleanup_errors=True) as folder:
            yield _found(_gathered(fonts, Path(folder)))
    else:
        yield _found([])


def _gathered(fonts: Fonts, folder: Path) -> list[str]:
    """A folder with the template's font files, as typst takes folders; each as one file, whatever number of faces it has."""
    for at, path in enumerate(dict.fromkeys(file.path for file in fonts.files if file.portable)):
        (folder / f"{at}{path.suffix}").write_bytes(path.read_bytes())
    return [str(folder)]


def _found(folders: list[str]) -> Installed:
    handle = load_typst().Fonts(font_paths=folders)
    return Installed(frozenset(name.casefold() for name in handle.families()), handle)


def load_typst() -> Any:
    """The typst module, or an `IgdeckError` that says how to get it."""
    try:
        import typst
    except ImportError as absent:
        hint = "install igdeck with its normal dependencies: pip install igdeck"
        raise IgdeckError(error("typst", "a PDF needs the Python package typst, and it is not installed", hint)) from absent
    return typst


def fallbacks(families: Iterable[str], there: Installed, fonts: Fonts) -> dict[str, list[str]]:
    """For each family, and the body's, the installed ones to take a glyph from, best first; never none."""
    return {family: _chain(family, there, fonts) for family in sorted({*families, fonts.body})}


def missing(families: Iterable[str], there: Installed) -> tuple[Diagnostic, ...]:
    """A warning for each family that neither itself nor a family of its widths is installed for."""
    return tuple(_warning(family) for family in sorted(families) if not any(map(there.has, (family, *_twins(family)))))


def _warning(family: str) -> Diagnostic:
    message = f"neither the font {family} nor one of its widths is installed: lines may break elsewhere than on the slides"
    return warning("handout-font", message, _advice(family))


def _advice(family: str) -> str:
    found = find_twins(family)
    if found is None:
        return f"install {family}"
    return f"install {' or '.join(found.twins)}, free fonts of the same widths (Debian: {found.package})"


def _chain(family: str, there: Installed, fonts: Fonts) -> list[str]:
    """A lone symbol is to match the words around it; what closes the list is carried by typst itself."""
    kin = ("DejaVu Sans Mono",) if family == fonts.code else (fonts.complex, fonts.body, *_twins(fonts.body))
    wanted = (family, *_twins(family), *kin, "DejaVu Sans", "Libertinus Serif")
    return [name for name in dict.fromkeys(wanted) if there.has(name)]


def _twins(family: str) -> tuple[str, ...]:
    found = find_twins(family)
    return found.twins if found else ()
