"""What lies behind a slide: its own background, or a picture or rectangle behind all other shapes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from igdeck.emit.assets import shown_as
from igdeck.emit.pptx.frame import place
from igdeck.emit.pptx.picture import blip, crop, turned
from igdeck.emit.pptx.shapes import RECTANGLE
from igdeck.emit.pptx.style import colour, thousandths
from igdeck.ooxml.drawing import DECORATIVE

if TYPE_CHECKING:
    from igdeck.emit.pptx.text import Setting
    from igdeck.model.inline import Asset
    from igdeck.model.page import Backdrop

_NAME: Final = "Background"


def background(backdrop: Backdrop, setting: Setting) -> str:
    """The slide's own background (`p:bg`); empty if the backdrop is a shape."""
    if not backdrop.behind:
        return ""
    filled = _picture_fill(backdrop, backdrop.asset, setting) if backdrop.asset else _colour_fill(backdrop)
    return f"<p:bg><p:bgPr>{filled}<a:effectLst/></p:bgPr></p:bg>" if filled else ""


def backdrop_shape(backdrop: Backdrop, number: int, setting: Setting) -> str:
    """The shape behind all others, marked as decoration; empty if the backdrop is the slide's background."""
    if backdrop.behind:
        return ""
    named = f'<p:cNvPr id="{number}" name="{_NAME}" descr="">{DECORATIVE}</p:cNvPr>'
    if backdrop.asset is None:
        return (
            f'<p:sp><p:nvSpPr>{named}<p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{place(backdrop.box)}{RECTANGLE}'
            f"{_colour_fill(backdrop)}<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
        )
    asset = backdrop.asset
    shown = shown_as(asset)
    if shown is None:
        return ""
    return (
        f'<p:pic><p:nvPicPr>{named}<p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr userDrawn="1"/></p:nvPicPr>'
        f"<p:blipFill>{blip(asset, setting, _see_through(backdrop))}{crop(backdrop.box, shown, cover=backdrop.cover)}"
        f"<a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr>{turned(backdrop.box, shown.turn)}{RECTANGLE}</p:spPr></p:pic>"
    )


def _picture_fill(backdrop: Backdrop, asset: Asset, setting: Setting) -> str:
    shown = shown_as(asset)
    if shown is None:
        return ""
    return (
        f'<a:blipFill dpi="0" rotWithShape="1">{blip(asset, setting, _see_through(backdrop))}<a:srcRect/>'
        f"<a:stretch>{_beyond(backdrop, shown)}</a:stretch></a:blipFill>"
    )


def _beyond(backdrop: Backdrop, asset: Asset) -> str:
    """How far the picture goes beyond the slide on each side, as a share of it: so does PowerPoint crop backgrounds."""
    shares = backdrop.box.cropped(asset.width, asset.height) if backdrop.cover else (0.0, 0.0)
    across, down = (thousandths(share / (1 - 2 * share)) for share in shares)
    said = "".join(f' {side}="{-share}"' for side, share in (("l", across), ("t", down), ("r", across), ("b", down)) if share)
    return f"<a:fillRect{said}/>"


def _colour_fill(backdrop: Backdrop) -> str:
    alpha = f'<a:alpha val="{thousandths(backdrop.opacity)}"/>' if backdrop.opacity < 1 else ""
    return f"<a:solidFill>{colour(backdrop.color, alpha)}</a:solidFill>"


def _see_through(backdrop: Backdrop) -> str:
    return f'<a:alphaModFix amt="{thousandths(backdrop.opacity)}"/>' if backdrop.opacity < 1 else ""
