"""What lies behind a slide: the first element of its section, which screen readers pass over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igdeck.emit.html.css import colour, number
from igdeck.emit.html.ground import drawing
from igdeck.emit.html.markup import classes
from igdeck.model.theme import COLOURS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from igdeck.emit.html.frame import Frame
    from igdeck.emit.html.picture import Pictures
    from igdeck.model.page import Backdrop, Page


def backdrop(page: Page, said: Backdrop, frame: Frame, pictures: Pictures) -> Iterator[str]:
    """The elements behind all others. A slide's own background lies under the decorations, so they are drawn once more."""
    looks = [frame.rules.box(said.box)]
    if said.opacity < 1:
        looks.append(frame.rules.look("o", f"opacity:{number(said.opacity)}"))
    if said.asset:
        yield f"<div{classes(('backdrop', *looks))}>{pictures.drawn(said.asset, cover=said.cover)}</div>"
    else:
        shade = colour(said.color) if said.color in COLOURS else f"#{said.color}"
        looks.append(frame.rules.look("o", f"background-color:{shade}"))
        yield f"<div{classes(('backdrop', *looks))}></div>"
    layout = frame.theme.layout(page.layout)
    if said.behind and layout.decorations and not said.bare:
        yield f"<div{classes(('backdrop', frame.rules.look('d', f'inset:0; {drawing(layout.decorations, frame.theme)}')))}></div>"
