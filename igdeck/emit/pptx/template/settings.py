"""How PowerPoint is to treat the deck."""

from __future__ import annotations

from igdeck.ooxml.markup import HEAD, NAMESPACES, P14


def presentation_settings_part(printed: str) -> str:
    """How it prints (`p:prnPr`, or nothing), and that pictures are kept as they are: their resolution is “high fidelity”.

    Else it scales them to 220 pixels an inch, and they are no longer the author's (MS-PPTX, 2.2.5, `defaultImageDpi`).
    """
    return (
        f'{HEAD}<p:presentationPr {NAMESPACES}>{printed}<p:extLst><p:ext uri="{{E76CE94A-603C-4142-B9EB-6D1370010A27}}">'
        f'<p14:discardImageEditData xmlns:p14="{P14}" val="0"/></p:ext>'
        f'<p:ext uri="{{D31A062A-798A-4329-ABDD-BBA856620510}}"><p14:defaultImageDpi xmlns:p14="{P14}" val="32767"/></p:ext>'
        "</p:extLst></p:presentationPr>"
    )


def view_settings_part() -> str:
    """How the window opens: nothing special, on PowerPoint's grid."""
    return f'{HEAD}<p:viewPr {NAMESPACES}><p:gridSpacing cx="76200" cy="76200"/></p:viewPr>'
