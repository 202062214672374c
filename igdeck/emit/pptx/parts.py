"""What a compiled template is, and the names that slides and template know each other by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from igdeck.model.value import frozen
from igdeck.ooxml.markup import R

if TYPE_CHECKING:
    from igdeck.ooxml.archive import Entry
    from igdeck.ooxml.looks import Look

PML: Final = "application/vnd.openxmlformats-officedocument.presentationml"
SLIDE_MASTER: Final = "slideMasters/slideMaster1.xml"
NOTES_MASTER: Final = "notesMasters/notesMaster1.xml"
HANDOUT_MASTER: Final = "handoutMasters/handoutMaster1.xml"
#: The id of the slide master; its layouts count on from there (`ST_SlideMasterId`, ECMA-376 part 1, 19.7.14).
MASTER_ID: Final = 2**31
#: What the presentation is related to, the masters first, all under `ppt/`.
RELATED: Final = (
    (f"{R}/slideMaster", SLIDE_MASTER),
    (f"{R}/notesMaster", NOTES_MASTER),
    (f"{R}/handoutMaster", HANDOUT_MASTER),
    (f"{R}/presProps", "presProps.xml"),
    (f"{R}/viewProps", "viewProps.xml"),
    (f"{R}/theme", "theme/theme1.xml"),
    (f"{R}/tableStyles", "tableStyles.xml"),
)
#: What opens every tree of shapes.
TREE: Final = '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'


@frozen
class TemplateParts:
    """The parts of a template, packed, with their content types; `layouts` are the numbers of the layouts by name.

    `looks` says what master, theme and layouts look like, for the stamps.
    """

    entries: tuple[Entry, ...]
    overrides: str
    layouts: dict[str, int]
    looks: tuple[Look, ...]
