"""What somebody changed in a generated .pptx: told here, brought along into the next build in a later issue."""

from __future__ import annotations

from igdeck.merge.changes import hand_changes

__all__ = ["hand_changes"]
