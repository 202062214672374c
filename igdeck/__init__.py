"""igdeck turns Markdown slides into a native PowerPoint deck, an HTML deck and handouts that look alike.

For programs: `igdeck.build_deck(...)` and `igdeck.load_theme(...)`. Both are imported on first use, so that
`import igdeck` costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from igdeck.build.run import build_deck
    from igdeck.theme import load_theme

__version__ = "0.1.0"

__all__ = ["__version__", "build_deck", "load_theme"]


def __getattr__(name: str) -> Any:
    match name:
        case "build_deck":
            from igdeck.build.run import build_deck

            return build_deck
        case "load_theme":
            from igdeck.theme import load_theme

            return load_theme
        case _:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
