"""Lengths and boxes. One unit inside igdeck: the EMU, 1/914400 inch (ECMA-376 part 1, 20.1.10.16)."""

from __future__ import annotations

from igdeck.model.value import frozen

EMU_PER_INCH = 914_400
EMU_PER_POINT = 12_700


def from_inches(value: float) -> int:
    """Inches as whole EMU."""
    return round(value * EMU_PER_INCH)


def from_points(value: float) -> int:
    """Points as whole EMU."""
    return round(value * EMU_PER_POINT)


def to_points(emu: int) -> float:
    """EMU as points."""
    return emu / EMU_PER_POINT


@frozen
class Length:
    """How wide or tall something is asked to be: so many EMU, or a share (0 to 1 and more) of the room it has."""

    emu: int = 0
    share: float = 0.0

    def of(self, room: int) -> int:
        """The length in EMU where there is so much room."""
        return self.emu or round(self.share * room)


@frozen
class Insets:
    """The space between the edge of a box and its text, in EMU."""

    left: int = 0
    top: int = 0
    right: int = 0
    bottom: int = 0

    @property
    def mirrored(self) -> Insets:
        """The same with left and right changed about."""
        return Insets(self.right, self.top, self.left, self.bottom)


@frozen
class Box:
    """A rectangle on a slide: the top left corner and the size, in EMU."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """The x of the right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """The y of the bottom edge."""
        return self.y + self.height

    def mirrored(self, width: int) -> Box:
        """The box as a mirror shows it that stands in the middle of a slide of this width."""
        return Box(width - self.right, self.y, self.width, self.height)

    def inside(self, insets: Insets) -> Box:
        """The box that is left within the insets."""
        return Box(
            self.x + insets.left,
            self.y + insets.top,
            self.width - insets.left - insets.right,
            self.height - insets.top - insets.bottom,
        )

    def cropped(self, width: int, height: int) -> tuple[float, float]:
        """What is cut off a picture of this size that covers the box: the shares on its left and right, and on top and bottom."""
        scale = max(self.width / width, self.height / height)
        return (1 - self.width / (width * scale)) / 2, (1 - self.height / (height * scale)) / 2

    def contain(self, width: int, height: int) -> Box:
        """The largest box of this aspect ratio that fits, centred."""
        scale = min(self.width / width, self.height / height)
        w, h = round(width * scale), round(height * scale)
        return Box(self.x + (self.width - w) // 2, self.y + (self.height - h) // 2, w, h)
