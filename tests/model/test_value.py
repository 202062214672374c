"""Values behave as frozen dataclasses do."""

from __future__ import annotations

import pickle
from typing import Any

import pytest

from igdeck.model.value import field_names, frozen, replace


@frozen
class Point:
    """A value with a default, a property and a method of its own."""

    x: int
    y: int = 0

    @property
    def doubled(self) -> Point:
        """The point twice as far away."""
        return replace(self, x=self.x * 2, y=self.y * 2)


@frozen
class Other:
    """The same fields in another class."""

    x: int
    y: int = 0


def test_values_are_equal_by_what_they_hold() -> None:
    """Two points at one place are equal and one key; a value of another class is another value."""
    assert Point(1, 2) == Point(x=1, y=2)
    assert {Point(1): "here"}[Point(1, 0)] == "here"
    assert Point(1) != Point(2)
    assert Point(1) != Other(1)
    assert Point(1) != (1, 0)


def test_values_cannot_be_changed() -> None:
    """Neither a field nor anything else can be set or deleted."""
    point: Any = Point(1)
    for change in (lambda: setattr(point, "x", 2), lambda: setattr(point, "z", 2), lambda: delattr(point, "x")):
        with pytest.raises(AttributeError, match="cannot be changed"):
            change()
    assert point == Point(1)


def test_wrong_fields_are_refused() -> None:
    """A missing field, one too many and an unknown one are type errors that name it."""
    make: Any = Point
    for call, said in ((make, "'x'"), (lambda: make(1, 2, 3), "positional"), (lambda: make(1, z=2), "'z'")):
        with pytest.raises(TypeError, match=said):
            call()


def test_values_can_be_matched_replaced_pickled_and_read() -> None:
    """What patterns, `replace`, the template cache and a failing test need."""
    match Point(1, 2):
        case Point(x, y):
            assert (x, y) == (1, 2)
    assert Point(1, 2).doubled == Point(2, 4)
    assert pickle.loads(pickle.dumps(Point(1, 2))) == Point(1, 2)  # noqa: S301 (its own)
    assert repr(Point(1)) == "Point(x=1, y=0)"
    assert field_names(Point) == ("x", "y")
    assert not hasattr(Point(1), "__dict__")
