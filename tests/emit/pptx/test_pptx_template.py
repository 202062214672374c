"""The template in the deck: layouts that a person can go on with."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from emit.handout.sample import deck as deck_of
from emit.handout.sample import page, para
from emit.pptx.made import NAMES, A, P, emitted, many, panel_theme, part, raw, sample_theme
from pptx import Presentation
from tools.draw import pages_of
from tools.validators import sdk_faults

from igdeck.model.page import TextItem
from igdeck.model.theme import Outline, Role
from igdeck.model.value import replace
from igdeck.ooxml.lint import lint

if TYPE_CHECKING:
    from pathlib import Path

    from igdeck.model.theme import Layout, Placeholder, Theme

THEMES = [sample_theme(), panel_theme()]
PANEL = panel_theme()
STYLES = {"title": "titleStyle", "ctrTitle": "titleStyle", "dt": "otherStyle", "ftr": "otherStyle", "sldNum": "otherStyle"}


def named(theme: Theme) -> str:
    """The name of a parameter."""
    return theme.name


@pytest.mark.parametrize("theme", THEMES, ids=named)
def test_layouts_have_powerpoints_own_names(theme: Theme) -> None:
    """Layouts are there in order, named and typed as the theme says, each kept even if no slide uses it."""
    made = emitted(many(1), theme)
    parts = [part(made, f"ppt/slideLayouts/slideLayout{at}.xml") for at in range(1, len(theme.layouts) + 1)]
    assert [p.find(P + "cSld").get("name") for p in parts] == [layout.name for layout in theme.layouts]
    assert [p.get("type", "cust") for p in parts] == [layout.kind for layout in theme.layouts]
    assert {p.get("preserve") for p in parts} == {"1"}


@pytest.mark.parametrize("layout", PANEL.layouts, ids=lambda layout: layout.name)
def test_a_new_slide_has_the_layouts_placeholders(layout: Layout, tmp_path: Path) -> None:
    """New Slide gives each placeholder where the theme has it, and the deck stays valid."""
    deck = Presentation(BytesIO(emitted(many(1), PANEL)))
    slide = deck.slides.add_slide(deck.slide_layouts.get_by_name(layout.name))
    wanted = {p.idx: (p.box.x, p.box.y, p.box.width, p.box.height) for p in layout.placeholders if not _is_foot(p)}
    assert {p.placeholder_format.idx: (p.left, p.top, p.width, p.height) for p in slide.placeholders} == wanted
    deck.save(str(tmp_path / "more.pptx"))
    assert sdk_faults(tmp_path / "more.pptx") == []


def _is_foot(placeholder: Placeholder) -> bool:
    return placeholder.role in (Role.DATE, Role.FOOTER, Role.NUMBER)


@pytest.mark.parametrize("theme", THEMES, ids=named)
def test_every_level_comes_out_as_the_theme_says(theme: Theme) -> None:
    """What a placeholder inherits, from its layout, the master's placeholder or the master's styles, is the theme's style."""
    made = emitted(many(1), theme)
    master = part(made, "ppt/slideMasters/slideMaster1.xml")
    for number, layout in enumerate(theme.layouts, 1):
        tree = part(made, f"ppt/slideLayouts/slideLayout{number}.xml")
        for holder in layout.placeholders:
            levels = holder.levels[:1] if holder.role is Role.TITLE or _is_foot(holder) else holder.levels
            for level, style in enumerate(levels, 1):
                found = _inherited(tree, master, holder, level)
                look = found.find(A + "defRPr")
                assert (look.get("sz"), look.get("b"), look.get("i")) == (
                    str(round(style.size * 100)),
                    f"{style.bold:d}",
                    f"{style.italic:d}",
                )
                assert (found.get("marL"), found.get("indent")) == (str(style.indent), str(-style.hanging))
                assert (found.find(A + "buChar") is None) == (style.bullet is None)


def _inherited(layout: Any, master: Any, holder: Placeholder, level: int) -> Any:
    """The properties of a level, from the nearest place that has them (ECMA-376 part 1, 19.3.1.36)."""
    path = f"p:txBody/a:lstStyle/a:lvl{level}pPr"
    base = "title" if holder.kind in ("title", "ctrTitle") else holder.kind if holder.kind in STYLES else "body"
    style = STYLES.get(holder.kind, "bodyStyle")
    here = f"@idx='{holder.idx}'" if holder.idx else "not(@idx)"
    places = (
        layout.xpath(f"//p:sp[p:nvSpPr/p:nvPr/p:ph[{here}]]/{path}", namespaces=NAMES),
        master.xpath(f"//p:sp[p:nvSpPr/p:nvPr/p:ph/@type='{base}']/{path}", namespaces=NAMES),
        master.xpath(f"p:txStyles/p:{style}/a:lvl{level}pPr", namespaces=NAMES),
    )
    return next(found[0] for found in places if found)


@pytest.mark.parametrize("theme", THEMES, ids=named)
def test_text_is_refitted_when_it_is_edited(theme: Theme) -> None:
    """Placeholders for text shrink what is typed into them; the head and the foot do not."""
    tree = part(emitted(many(1), theme), "ppt/slideLayouts/slideLayout2.xml")
    fitted = {
        shape.find(f".//{P}ph").get("type", "obj"): shape.find(f"{P}txBody/{A}bodyPr/{A}normAutofit") is not None
        for shape in tree.iter(P + "sp")
        if shape.find(f".//{P}ph") is not None
    }
    headed = {"body": False} if theme.layouts[1].placeholder(Role.HEADER) else {}
    assert fitted == {"title": True, "obj": True, "dt": False, "ftr": False, "sldNum": False} | headed


@pytest.mark.parametrize("theme", THEMES, ids=named)
def test_decorations_stand_below_placeholders(theme: Theme) -> None:
    """A layout's decorations are drawn first, as shapes without a line in the theme's colours."""
    made = emitted(many(1), theme)
    for number, layout in enumerate(theme.layouts, 1):
        tree = part(made, f"ppt/slideLayouts/slideLayout{number}.xml")
        kinds = [shape.find(f".//{P}ph") is not None for shape in tree.iter(P + "sp")]
        assert kinds == [False] * len(layout.decorations) + [True] * len(layout.placeholders)
        assert not list(tree.iter(A + "srgbClr"))


def test_a_drawing_keeps_its_form() -> None:
    """A drawn decoration is a freeform with the points of its path, in the measures of its view."""
    theme = sample_theme()
    outline = Outline(theme.layouts[0].placeholders[0].box, "accent1", (10, 20), "M0 0 10,0 L10 20 C 1.5 2 3 4 .5 6 Z")
    layouts = (replace(theme.layouts[0], decorations=(outline,)), *theme.layouts[1:])
    made = emitted(many(1), replace(theme, layouts=layouts))
    path = part(made, "ppt/slideLayouts/slideLayout1.xml").find(f".//{A}path")
    assert [e.tag.removeprefix(A) for e in path] == ["moveTo", "lnTo", "lnTo", "cubicBezTo", "close"]
    points = [(int(e.get("x")) / int(path.get("w")), int(e.get("y")) / int(path.get("h"))) for e in path.iter(A + "pt")]
    assert points == [(0, 0), (1, 0), (1, 1), (0.15, 0.1), (0.3, 0.2), (0.05, 0.3)]


def test_masters_for_notes_and_handouts_are_there() -> None:
    """Both masters are in the deck, each with a theme part of its own, and open."""
    made = emitted(many(1), PANEL)
    assert lint(made) == []
    image = part(made, "ppt/notesMasters/notesMaster1.xml").xpath("//p:sp[.//p:ph/@type='sldImg']//a:ext", namespaces=NAMES)[0]
    assert int(image.get("cx")) / int(image.get("cy")) == pytest.approx(PANEL.width / PANEL.height, rel=0.001)
    assert len({raw(made, f"ppt/theme/theme{at}.xml") for at in (1, 2, 3)}) == 1


@pytest.mark.draw
@pytest.mark.usefixtures("libreoffice")
def test_a_slide_added_by_hand_looks_like_the_others(tmp_path: Path) -> None:
    """Words typed into a new slide are drawn where and as large as igdeck's own on the same layout."""
    layout = PANEL.layout("Title and Content")
    heading, content = layout.placeholder(Role.TITLE), layout.placeholder(Role.BODY)
    assert heading
    assert content
    shown = page(
        1,
        "A title",
        TextItem(Role.TITLE, heading.idx, "Title", heading.box, (para("A title"),)),
        TextItem(Role.BODY, content.idx, "Content", content.box, (para("A bullet", "bullet"), para("Deeper", "bullet", 1))),
    )
    deck = Presentation(BytesIO(emitted(deck_of(shown), PANEL)))
    slide = deck.slides.add_slide(deck.slide_layouts.get_by_name("Title and Content"))
    slide.shapes.title.text, slide.placeholders[1].text = "A title", "A bullet\nDeeper"
    slide.placeholders[1].text_frame.paragraphs[1].level = 1
    deck.save(str(tmp_path / "more.pptx"))
    ours, added = pages_of(tmp_path / "more.pptx")
    assert len(added.words) == 7
    for own, new in zip(ours.words, added.words, strict=False):
        assert new.text == own.text
        assert (new.left, new.top, new.bottom) == pytest.approx((own.left, own.top, own.bottom), abs=0.003)
