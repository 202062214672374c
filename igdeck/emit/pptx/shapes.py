"""The shapes of a slide: one of text in its placeholder, or in a box of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from igdeck.emit.directions import runs_rtl
from igdeck.emit.pptx.frame import own_place, place
from igdeck.emit.pptx.style import body_properties, fill, list_levels, thousandths
from igdeck.emit.pptx.text import paragraphs
from igdeck.model.geometry import Box
from igdeck.model.page import Fit
from igdeck.model.theme import Role
from igdeck.ooxml.drawing import DECORATIVE
from igdeck.ooxml.markup import quote

if TYPE_CHECKING:
    from igdeck.emit.pptx.frame import Frame, Holder
    from igdeck.emit.pptx.text import Setting
    from igdeck.model.geometry import Insets
    from igdeck.model.page import BandItem, TextItem
    from igdeck.model.theme import Placeholder

#: Text that fits without any step.
AS_IT_IS: Final = Fit()
RECTANGLE: Final = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'


def draw_text(item: TextItem, number: int, frame: Frame, setting: Setting) -> str:
    """A text item as a shape. A placeholder without words is left out: it would show its prompt to whoever edits the deck."""
    holder = frame.holder(item.idx)
    if holder is None:
        return _text_box(item, number, frame.caption if item.role is Role.CAPTION else frame.body, setting)
    if not has_words(item):
        return ""
    styles = holder.styles.at(item.fit)
    words = paragraphs(item.paragraphs, styles, setting)
    if item.hidden:
        return shape(number, item.name, holder, body='<a:bodyPr anchor="b"/>', words=words, looks=place(_above(item.box)))
    looks = own_place(item.box, holder, moved=item.moved)
    body, spaces = _body(item, holder.placeholder, setting), styles.spaces(item.paragraphs)
    return shape(number, item.name, holder, body=body, words=words, looks=looks, styles=spaces)


def has_words(item: TextItem) -> bool:
    """Whether a placeholder's text is drawn: that of a title always is."""
    return item.role is Role.TITLE or any(run.text.strip() for said in item.paragraphs for run in said.runs)


def draw_band(item: BandItem, number: int) -> str:
    """A filled rectangle that screen readers pass over."""
    looks = f"{place(item.box)}{RECTANGLE}{fill(item.color)}<a:ln><a:noFill/></a:ln>"
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{quote(item.name)}">{DECORATIVE}</p:cNvPr><p:cNvSpPr/><p:nvPr/></p:nvSpPr>'
        f"<p:spPr>{looks}</p:spPr></p:sp>"
    )


def shape(
    number: int, name: str, holder: Holder | None, *, body: str, words: str, looks: str = "", styles: str = "", descr: str = ""
) -> str:
    """A shape of words: `looks` is what its `p:spPr` says, `styles` are levels of its own."""
    kind = '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>' if holder else '<p:cNvSpPr txBox="1"/>'
    placeholder = f"<p:nvPr>{holder.tag}</p:nvPr>" if holder else "<p:nvPr/>"
    described = f' descr="{quote(descr)}"' if descr else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{quote(name)}"{described}/>{kind}{placeholder}</p:nvSpPr>'
        f"{f'<p:spPr>{looks}</p:spPr>' if looks else '<p:spPr/>'}"
        f"<p:txBody>{body}{f'<a:lstStyle>{styles}</a:lstStyle>' if styles else '<a:lstStyle/>'}{words}</p:txBody></p:sp>"
    )


def autofit(fit: Fit) -> str:
    """A step of the autofit ladder: both numbers, or LibreOffice solves the fit anew; empty where the text fits as it is."""
    if fit == AS_IT_IS:
        return ""
    scale, reduction = thousandths(fit.scale / 100), thousandths(fit.reduction / 100)
    return f'<a:normAutofit fontScale="{scale}" lnSpcReduction="{reduction}"/>'


def _body(item: TextItem, placeholder: Placeholder, setting: Setting) -> str:
    """What the slide says of its text's box: the step of the ladder, and more room where lines end so that they come out even."""
    trim = _trim(item, placeholder.insets, setting) if item.trim else ""
    fitted = autofit(item.fit)
    return f"<a:bodyPr{trim}>{fitted}</a:bodyPr>" if fitted else f"<a:bodyPr{trim}/>"


def _trim(item: TextItem, insets: Insets, setting: Setting) -> str:
    said = item.paragraphs[0]
    left = runs_rtl(said.runs, said.dir, setting.dir)
    return f' lIns="{insets.left + item.trim}"' if left else f' rIns="{insets.right + item.trim}"'


def _text_box(item: TextItem, number: int, body: Holder, setting: Setting) -> str:
    """A box of its own, set as the body is; it has nothing to inherit from.

    Text that fits as it is resizes its box when it is edited, as PowerPoint's own text boxes do. (LibreOffice 7.4 moves such text
    by some points if it is told to shrink it instead.)
    """
    insets = item.panel.insets if item.panel else body.placeholder.insets
    inside = body_properties("top", insets, autofit(item.fit) or "<a:spAutoFit/>")
    own = body.styles.at(item.fit)
    words = paragraphs(item.paragraphs, own, setting)
    styles = list_levels(own.levels, setting.theme.fonts)
    looks = f"{place(item.box)}{RECTANGLE}{fill(item.panel.background) if item.panel else '<a:noFill/>'}"
    return shape(number, item.name, None, body=inside, words=words, looks=looks, styles=styles)


def _above(box: Box) -> Box:
    """The box of a hidden title: over the slide's upper edge, its lower edge too."""
    return box if box.bottom <= 0 else Box(box.x, -box.height, box.width, box.height)
