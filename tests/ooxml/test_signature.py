"""The signature of a slide: blind for how a program writes it, not for what it says and how it looks."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from emit.handout.sample import sample
from emit.pptx.made import emitted, raw
from lxml import etree
from pptx import Presentation

from igdeck.ooxml.signature import slide_reading, slide_signature

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TARGETS = {"rId3": "https://example.org/report", "rId4": "#cover"}
RUN = '<a:r><a:rPr lang="en-GB"/><a:t>A bullet of the first level</a:t></a:r>'
ROOT_PLACE = '<a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm>'
EXTENSION = '<a:extLst><a:ext uri="{FF2B5EF4}"><x y="1"/></a:ext></a:extLst>'
TIMING = (
    '<p:timing><p:tnLst><p:par><p:cTn id="1" dur="indefinite" restart="never" nodeType="tmRoot"/></p:par></p:tnLst></p:timing>'
)


@pytest.fixture(scope="module")
def deck(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return emitted(sample(tmp_path_factory.mktemp("sample")))


def xml(deck: bytes, number: int) -> str:
    """A slide of the sample."""
    return raw(deck, f"ppt/slides/slide{number}.xml").decode()


def swap(old: str, new: str) -> Callable[[str], str]:
    """A change of text that has to be there."""

    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return change


def pattern(old: str, new: str) -> Callable[[str], str]:
    """A change of all that a pattern matches."""

    def change(text: str) -> str:
        changed = re.sub(old, new, text)
        assert changed != text
        return changed

    return change


REWRITINGS = {
    "marks of spelling": pattern(r'(<a:rPr lang="en-GB")', r'\1 dirty="0" err="1" smtClean="0"'),
    "another language": pattern('lang="en-GB"', 'lang="nl-NL"'),
    "a run cut in two": swap(RUN, f'{RUN[:-18]}</a:t></a:r><a:r><a:rPr lang="en-GB"/><a:t>{RUN[-18:]}'),
    "an empty run": swap(RUN, f'{RUN}<a:r><a:rPr lang="en-GB" b="1"/><a:t></a:t></a:r>'),
    "ids": pattern(r'<p:cNvPr id="(\d)"', r'<p:cNvPr id="9\1"'),
    "names": pattern('name="Content"', 'name="Content Placeholder 2"'),
    "an end of paragraph": swap(RUN, f'{RUN}<a:endParaRPr lang="en-GB" sz="4000"><a:solidFill/></a:endParaRPr>'),
    "an extension": swap('name="Content"/>', f'name="Content">{EXTENSION}</p:cNvPr>'),
    "the place of the tree": swap("<p:grpSpPr/>", f"<p:grpSpPr>{ROOT_PLACE}</p:grpSpPr>"),
    "autofit solved anew": pattern("<a:bodyPr/>", '<a:bodyPr><a:normAutofit fontScale="55000"/></a:bodyPr>'),
    "a level of no depth": swap(f"<a:p>{RUN}", f'<a:p><a:pPr lvl="0" rtl="false"/>{RUN}'),
    "a type that needs no saying": swap('<p:ph idx="1"/>', '<p:ph type="obj" idx="1"/>'),
    "an empty animation": swap("</p:clrMapOvr>", f"</p:clrMapOvr>{TIMING}"),
    "the number of the slide": swap("<a:t>2</a:t>", "<a:t>7</a:t>"),
    "attributes in another order": swap('type="ftr" sz="quarter" idx="11"', 'idx="11" sz="quarter" type="ftr"'),
    "spaces between elements": pattern("(</p:sp>|<p:sp>|</a:p>)", r"\1\n  "),
}  # fmt: skip


@pytest.mark.parametrize("change", REWRITINGS.values(), ids=REWRITINGS)
def test_what_programs_do_on_their_own_is_not_seen(change: Callable[[str], str], deck: bytes) -> None:
    """A slide that was only written in other words has the same signature."""
    slide = xml(deck, 2)
    assert slide_reading(change(slide).encode(), TARGETS) == slide_reading(slide.encode(), TARGETS)


CHANGES = {
    "a word": (2, swap("A bullet of", "A Bullet of")),
    "a level": (2, swap('<a:pPr lvl="2"/>', '<a:pPr lvl="1"/>')),
    "bold": (2, swap(RUN, RUN.replace('lang="en-GB"', 'lang="en-GB" b="1"'))),
    "a size": (2, swap(RUN, RUN.replace('lang="en-GB"', 'lang="en-GB" sz="1400"'))),
    "a colour": (2, swap(RUN, RUN.replace("/>", '><a:solidFill><a:schemeClr val="accent3"/></a:solidFill></a:rPr>', 1))),
    "a paragraph made of two": (2, swap("</a:p><a:p>", "")),
    "a number": (2, swap('startAt="9"', 'startAt="3"')),
    "a bullet": (2, swap(f"<a:p>{RUN}", f"<a:p><a:pPr><a:buNone/></a:pPr>{RUN}")),
    "a place": (2, pattern(
        r'(<p:ph idx="1"/></p:nvPr></p:nvSpPr>)<p:spPr/>', r'\1<p:spPr><a:xfrm><a:off x="1" y="2"/></a:xfrm></p:spPr>')),
    "the order": (2, pattern(r"(<p:sp>.*?</p:sp>)(<p:sp>.*?</p:sp>)", r"\2\1")),
    "a hidden slide": (2, swap("<p:sld ", '<p:sld show="0" ')),
    "a footer": (2, swap("A sample deck", "Another deck")),
    "a shape gone": (2, pattern(r"<p:sp>(?:(?!<p:sp>).)*sldNum.*?</p:sp>", "")),
    "an animation": (2, swap("</p:clrMapOvr>", "</p:clrMapOvr>" + TIMING.replace('id="1"', 'id="1" presetID="1"'))),
    "a transition": (2, swap("</p:clrMapOvr>", "</p:clrMapOvr><p:transition><p:fade/></p:transition>")),
    "a cell": (5, swap("Netherlands", "Belgium")),
    "a column": (5, pattern(r'<a:gridCol w="(\d)', r'<a:gridCol w="1\1')),
    "alternative text": (6, swap("Four bars that grow", "Four bars")),
    "another link": (7, swap('r:id="rId3"', 'r:id="rId4"')),
    "a link gone": (7, pattern(r'<a:hlinkClick r:id="rId3"/>', "")),
    "a strike taken off": (7, swap(' strike="sngStrike"', "")),
    "a break": (7, pattern(r"<a:br>.*?</a:br>", "")),
    "another font": (7, pattern('<a:latin typeface="Courier New"', '<a:latin typeface="Arial"')),
}  # fmt: skip


@pytest.mark.parametrize(("number", "change"), CHANGES.values(), ids=CHANGES)
def test_what_people_do_is_seen(number: int, change: Callable[[str], str], deck: bytes) -> None:
    """A slide that somebody changed has another signature."""
    slide = xml(deck, number)
    assert slide_signature(change(slide).encode(), TARGETS) != slide_signature(slide.encode(), TARGETS)


def test_a_table_may_grow_with_its_text(deck: bytes) -> None:
    """The height that PowerPoint gives a table and its rows is not seen."""
    slide = xml(deck, 5)
    grown = re.sub(r'(<a:tr h=")', r"\g<1>9", re.sub(r'(<p:xfrm>.*? cy=")', r"\g<1>9", slide))
    assert grown != slide
    assert slide_reading(grown.encode(), {}) == slide_reading(slide.encode(), {})


def test_pictures_and_links_go_by_what_they_lead_to(deck: bytes) -> None:
    """Relationships under other ids are the same; the same ids that lead elsewhere are not."""
    slide = xml(deck, 7)
    renumbered = slide.replace("rId3", "rId30").replace("rId4", "rId40")
    own = slide_signature(slide.encode(), TARGETS)
    assert slide_signature(renumbered.encode(), {"rId30": TARGETS["rId3"], "rId40": TARGETS["rId4"]}) == own
    assert slide_signature(slide.encode(), TARGETS | {"rId4": "#other"}) != own


def test_prefixes_do_not_matter(deck: bytes) -> None:
    """A program may call the namespaces as it likes."""
    slide = xml(deck, 2)
    renamed = re.sub(r"(</?)a:", r"\1draw:", slide).replace("xmlns:a=", "xmlns:draw=")
    renamed = re.sub(r"(</?)p:", r"\1show:", renamed).replace("xmlns:p=", "xmlns:show=")
    assert slide_reading(renamed.encode(), TARGETS) == slide_reading(slide.encode(), TARGETS)


def test_other_libraries_write_the_same_slide(deck: bytes) -> None:
    """A slide that lxml or python-pptx wrote anew has the same signature."""
    saved = BytesIO()
    Presentation(BytesIO(deck)).save(saved)
    for number in range(1, 9):
        own = xml(deck, number).encode()
        for other in (
            raw(saved.getvalue(), f"ppt/slides/slide{number}.xml"),
            etree.tostring(etree.fromstring(own), encoding="UTF-8"),
        ):
            assert slide_signature(other, TARGETS) == slide_signature(own, TARGETS)


def test_a_fallback_is_not_read() -> None:
    """Of two ways to draw the same thing the one is read that PowerPoint shows."""
    shape = "<sp><txBody><p><r><t>{}</t></r></p></txBody></sp>"
    one, other = (
        f"<sld><AlternateContent><Choice>{shape.format('x')}</Choice><Fallback>{shape.format(word)}</Fallback></AlternateContent></sld>"
        for word in ("x", "y")
    )
    assert slide_reading(one.encode(), {}) == slide_reading(other.encode(), {}) == "<sp>\n¶x"


def test_what_is_no_slide_raises_what_expat_raises(tmp_path: Path) -> None:
    """Broken XML is told from a changed slide."""
    from xml.parsers.expat import ExpatError

    with pytest.raises(ExpatError):
        slide_signature((tmp_path.name + "<").encode(), {})
