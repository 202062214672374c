"""igdeck turns Markdown slides into a native PowerPoint deck, an HTML deck and handouts that look alike.

For programs: `build_deck`, `build_handout` with its `Wish`, `check_deck` and `load_theme`. They are imported on first use, so
that `import igdeck` costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from igdeck.build.handout import build_handout
    from igdeck.build.run import build_deck, check_deck
    from igdeck.build.work import BuildResult
    from igdeck.model.handout import Wish
    from igdeck.theme import load_theme

__version__ = "0.1.0"

__all__ = ["BuildResult", "Wish", "__version__", "build_deck", "build_handout", "check_deck", "load_theme"]


def __getattr__(name: str) -> Any:
    match name:
        case "BuildResult" | "build_deck" | "check_deck":
            from igdeck.build import run

            return getattr(run, name)
        case "build_handout":
            from igdeck.build.handout import build_handout

            return build_handout
        case "Wish":
            from igdeck.model.handout import Wish

            return Wish
        case "load_theme":
            from igdeck.theme import load_theme

            return load_theme
        case _:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
