"""Picture files as Office's programs take them: which one they show, and its bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igdeck.model.diagnostics import IgdeckError, error
from igdeck.model.media import POWERPOINT

if TYPE_CHECKING:
    from igdeck.model.inline import Asset


def shown_as(asset: Asset) -> Asset | None:
    """The picture that PowerPoint and Word show: the file itself, or the one that stands in for it."""
    return asset if asset.media_type in POWERPOINT else asset.fallback


def read_picture(asset: Asset) -> bytes:
    """The file's bytes. Raises `IgdeckError` `picture-unreadable` if it is gone."""
    try:
        return asset.path.read_bytes()
    except OSError as trouble:
        message = f"the picture “{asset.path.name}” can no longer be read: {trouble.strerror or trouble}"
        raise IgdeckError(error("picture-unreadable", message, "build again when it is back")) from trouble
