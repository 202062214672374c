"""The extensions of DrawingML that Office's programs write into slides and into documents."""

from __future__ import annotations

from typing import Final

#: What says that a shape is decoration: screen readers pass over it ([MS-ODRAWXML] 2.20.1.1).
DECORATIVE: Final = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
_VECTOR: Final = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_ASVG: Final = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"


def vector(rid: str) -> str:
    """What an `a:blip` says of its SVG, an addition to the picture that every program draws ([MS-ODRAWXML] 2.2.9)."""
    return f'<a:extLst><a:ext uri="{_VECTOR}"><asvg:svgBlip xmlns:asvg="{_ASVG}" r:embed="{rid}"/></a:ext></a:extLst>'
