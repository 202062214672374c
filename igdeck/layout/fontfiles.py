"""Which font file a family, or a script, is measured with: one that comes with the template, else one of the machine.

A deck is laid out alike on every machine if the template brings its fonts along; what a machine has is better than a guess.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from igdeck.layout.shaping import ShapedFace
    from igdeck.model.theme import FontFile

__all__ = ["FontFiles"]


class FontFiles:
    """The font files within reach, each opened once. `elsewhere` says how wide in em is what a file lacks.

    `family` is what scripts are looked for in before all others, if there is one.
    """

    __slots__ = ("_able", "_covering", "_elsewhere", "_family", "_opened", "_own")

    def __init__(self, own: Sequence[FontFile], elsewhere: Callable[[str, bool, bool], float], family: str = "") -> None:
        from igdeck.layout.shaping import harfbuzz

        self._able = harfbuzz() is not None
        self._own = own
        self._elsewhere = elsewhere
        self._family = family
        self._opened: dict[tuple[Path, int, bool, bool], ShapedFace | None] = {}
        self._covering: dict[tuple[str, bool, bool], list[ShapedFace]] = {}

    def has(self, family: str) -> bool:
        """Whether the template brings a font of a family."""
        return any(_is(file, family) for file in self._own)

    def face(self, family: str, bold: bool, italic: bool) -> ShapedFace | None:
        """The face of a family, in the style nearest to the wanted one; None if there is no such file, or no HarfBuzz."""
        if not self._able:
            return None
        found = (self._open(*place, bold, italic) for place in self._places(family, bold, italic))
        return next((face for face in found if face), None)

    def covering(self, char: str, bold: bool, italic: bool) -> ShapedFace | None:
        """A face that has a character of a script; None as for `face`."""
        from igdeck.layout.scripts import script_of

        if not self._able:
            return None
        key = script_of(char), bold, italic
        if key not in self._covering:
            places = self._covering_places(char, bold, italic)
            self._covering[key] = [face for place in places if (face := self._open(*place, bold, italic))]
        return next((face for face in self._covering[key] if face.covers(char)), None)

    def _places(self, family: str, bold: bool, italic: bool) -> Iterator[tuple[Path, int]]:
        own = [file for file in self._own if _is(file, family)]
        yield from _nearest(own, bold, italic)
        if not own:
            from igdeck.layout.installed import installed_file

            yield from installed_file(family, bold, italic)

    def _covering_places(self, char: str, bold: bool, italic: bool) -> Iterator[tuple[Path, int]]:
        from igdeck.layout.installed import covering_files

        yield from self._places(self._family, bold, italic) if self._family else ()
        yield from _nearest(self._own, bold, italic)
        yield from covering_files(char, bold, italic)

    def _open(self, file: Path, index: int, bold: bool, italic: bool) -> ShapedFace | None:
        from igdeck.layout.shaping import open_face

        key = file, index, bold, italic
        if key not in self._opened:
            self._opened[key] = open_face(file, index, lambda text: self._elsewhere(text, bold, italic), bold=bold)
        return self._opened[key]


def _is(file: FontFile, family: str) -> bool:
    return file.family.casefold() == family.strip(" '\"").casefold()


def _nearest(files: Sequence[FontFile], bold: bool, italic: bool) -> list[tuple[Path, int]]:
    """The files in the order of how near they come to a style; bold counts for more, as it is wider."""
    ranked = sorted(files, key=lambda file: 2 * (file.bold != bold) + (file.italic != italic))
    return [(file.path, file.index) for file in ranked]
