"""The templates that come with igdeck: native in structure, calm in geometry, legible in colour."""

from __future__ import annotations

import shutil
from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from tools.command import ROOT

from igdeck.layout import make_pages
from igdeck.model.geometry import Box, from_inches, from_points
from igdeck.model.page import TextItem
from igdeck.model.theme import COLOURS, Rectangle, Role
from igdeck.model.value import replace
from igdeck.source import read_source
from igdeck.theme import load_theme
from igdeck.theme.layouts import LAYOUTS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from igdeck.model.theme import Layout, Placeholder, TextStyle, Theme

PANEL = ROOT / "templates" / "panel"
NAMES = ("panel", "paper", "night")
THEMES = [load_theme(name) for name in NAMES]
THEME = THEMES[0]
MARGIN = from_inches(0.75)
FIELDS = {Role.DATE: ("dt", 10), Role.FOOTER: ("ftr", 11), Role.NUMBER: ("sldNum", 12)}

HEADER = 13

#: What PowerPoint's own layouts have, by idx: the type of the placeholder.
NATIVE = {
    "Title Slide": {0: "ctrTitle", 1: "subTitle"},
    "Title and Content": {0: "title", 1: "obj"},
    "Section Header": {0: "title", 1: "body"},
    "Two Content": {0: "title", 1: "obj", 2: "obj"},
    "Comparison": {0: "title", 1: "body", 2: "obj", 3: "body", 4: "obj"},
    "Title Only": {0: "title"},
    "Blank": {},
    "Content with Caption": {0: "title", 1: "obj", 2: "body"},
    "Picture with Caption": {0: "title", 1: "pic", 2: "body"},
    "Quote": {0: "title", 1: "body"},
}
#: Grounds that text stands on, to be held against the colours of links too.
PAPERS = ("lt1", "lt2")


def overlap(a: Box, b: Box) -> bool:
    return a.x < b.right and b.x < a.right and a.y < b.bottom and b.y < a.bottom


def holds(a: Box, b: Box) -> bool:
    return a.x <= b.x and a.y <= b.y and a.right >= b.right and a.bottom >= b.bottom


def grounds(layout: Layout, box: Box) -> set[str]:
    """All colours that may be behind a box."""
    found = {layout.background}
    for drawn in layout.decorations:
        if isinstance(drawn, Rectangle) and holds(drawn.box, box):
            found = {drawn.color}
        elif overlap(drawn.box, box):
            found.add(drawn.color)
    return found


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    shares = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    r, g, b = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(theme: Theme, a: str, b: str) -> float:
    """Contrast ratio of two theme colours (WCAG 2.2)."""
    dark, light = sorted(luminance(theme.palette[name]) for name in (a, b))
    return (light + 0.05) / (dark + 0.05)


def placed(theme: Theme) -> Iterator[tuple[Layout, Placeholder]]:
    for layout in theme.layouts:
        for placeholder in layout.placeholders:
            yield layout, placeholder


def named(theme: Theme) -> str:
    """The name of a parameter."""
    return theme.name


every = pytest.mark.parametrize("theme", THEMES, ids=named)


def variant(folder: Path, old: str, new: str) -> Theme:
    """The panel template with one change, read from a folder beside a deck."""
    shutil.copytree(PANEL, folder / "mine")
    file = folder / "mine/template.toml"
    text = file.read_text()
    assert text.count(old) == 1, f"{old} is there {text.count(old)} times"
    file.write_text(text.replace(old, new))
    return load_theme("mine", folder)


# Structure -----------------------------------------------------------------------------------------------------


@every
def test_ten_layouts(theme: Theme) -> None:
    """The ten layouts stand under PowerPoint's names and types, in the order of its menu."""
    assert [(layout.name, layout.kind) for layout in theme.layouts] == list(LAYOUTS.items())
    assert list(NATIVE) == list(LAYOUTS)


@every
@pytest.mark.parametrize("name", NATIVE)
def test_native_placeholders(theme: Theme, name: str) -> None:
    """A layout has the placeholders that PowerPoint's has, so that Change Layout carries content over, and one for a header."""
    native = NATIVE[name] | {idx: kind for kind, idx in FIELDS.values()} | {HEADER: "body"}
    layout = theme.layout(name)
    assert {placeholder.idx: placeholder.kind for placeholder in layout.placeholders} == native
    assert len(layout.placeholders) == len(native)


@every
def test_every_layout_has_footers(theme: Theme) -> None:
    """Date, footer and slide number are on every layout, so that Insert > Footer works on every slide."""
    for layout in theme.layouts:
        found = {p.role: (p.kind, p.idx) for p in layout.placeholders if p.role in FIELDS}
        assert found == FIELDS, layout.name


@every
@pytest.mark.parametrize("size", ["16:9", "4:3"])
def test_headers_stand_clear_of_all_else(theme: Theme, size: str, tmp_path: Path) -> None:
    """A header has a line of its own on every layout, on no mark and in nobody's box, as quiet as the footer below it."""
    sized = resized(theme, size, tmp_path)
    for layout in sized.layouts:
        header, footer = layout.placeholder(Role.HEADER), layout.placeholder(Role.FOOTER)
        assert header, layout.name
        assert footer, layout.name
        assert header.box.height >= from_points(header.levels[0].size * 1.2), layout.name
        assert header.levels[0].size == footer.levels[0].size
        assert (header.box.x, header.box.y > 0) == (footer.box.x, True)
        others = [place.box for place in layout.placeholders if place is not header]
        marks = [d.box for d in layout.decorations if d.box.height < sized.height // 3]
        assert not [box for box in (*others, *marks) if overlap(box, header.box)], layout.name


def resized(theme: Theme, size: str, folder: Path) -> Theme:
    """A template in another slide size."""
    (folder / "sized").mkdir()
    (folder / "sized/template.toml").write_text(f'from = "{theme.name}"\n[slide]\nsize = "{size}"\n')
    return load_theme("sized", folder)


@every
def test_titles_come_first(theme: Theme) -> None:
    """The title is read first, the footers last."""
    for layout in theme.layouts:
        roles = [placeholder.role for placeholder in layout.placeholders]
        assert Role.TITLE not in roles[1:], layout.name
        assert set(roles[-3:]) == set(FIELDS), layout.name


@every
def test_names_and_prompts(theme: Theme) -> None:
    """The names in a layout are unique, and an empty place says what it is for."""
    for layout in theme.layouts:
        counts = Counter(placeholder.name for placeholder in layout.placeholders)
        assert counts.most_common(1)[0][1] == 1, layout.name
    assert all(placeholder.prompt for _, placeholder in placed(theme) if placeholder.role not in FIELDS)


@every
def test_nine_levels(theme: Theme) -> None:
    """Each level of a list is set deeper than the one above it, none of them larger."""
    levels = theme.layout("Title and Content").placeholders[1].levels
    assert len(levels) == 9
    assert [level.indent for level in levels] == sorted({level.indent for level in levels})
    assert [level.size for level in levels] == sorted((level.size for level in levels), reverse=True)
    assert all(level.bullet and 0 < level.hanging <= level.indent for level in levels)
    assert all(len(placeholder.levels) == 9 for _, placeholder in placed(theme))


@every
def test_a_slide_of_widescreen(theme: Theme) -> None:
    """The slide is PowerPoint's widescreen, to the EMU."""
    assert (theme.width, theme.height) == (12_192_000, 6_858_000)


# Geometry ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", ["16:9", "4:3"])
@pytest.mark.parametrize("name", NAMES)
def test_everything_on_the_slide(name: str, size: str, tmp_path: Path) -> None:
    """One key makes the slide 4:3; on both sizes all text keeps the margins, and no place covers another."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/template.toml").write_text(f'from = "{name}"\nslide.size = "{size}"\n')
    theme = load_theme("mine", tmp_path)
    assert theme.width * int(size.split(":")[1]) == theme.height * int(size.split(":", maxsplit=1)[0])
    for layout, placeholder in placed(theme):
        assert placeholder.box.x >= MARGIN, (layout.name, placeholder.name)
        assert placeholder.box.right <= theme.width - MARGIN, (layout.name, placeholder.name)
    for layout in theme.layouts:
        for drawn in layout.decorations:
            assert holds(Box(0, 0, theme.width, theme.height), drawn.box), layout.name
        for one, other in combinations(layout.placeholders, 2):
            assert not overlap(one.box, other.box), (layout.name, one.name, other.name)


@every
def test_one_grid(theme: Theme) -> None:
    """From slide to slide nothing jumps: titles, rules, first lines and footers stand at the same places."""
    others = ("Title Slide", "Section Header", "Quote")
    content = [layout for layout in theme.layouts if layout.name not in others and layout.placeholder(Role.TITLE)]
    assert len(content) == 6
    assert len({layout.placeholders[0].box for layout in content}) == 1
    tops = {min(p.box.y for p in layout.placeholders if p.role not in FIELDS and p.role is not Role.TITLE)
            for layout in content if layout.name != "Title Only"}  # fmt: skip
    assert len(tops) == 1
    for role in FIELDS:
        assert len({found.box for layout in theme.layouts if (found := layout.placeholder(role))}) == 1
    cover, section = theme.layout("Title Slide"), theme.layout("Section Header")
    assert [p.box for p in cover.placeholders] == [p.box for p in section.placeholders]


@every
def test_few_edges(theme: Theme) -> None:
    """All text of all layouts starts at one of few lines; it stands flush with its box, so that the lines are seen."""
    content = [placeholder for _, placeholder in placed(theme) if placeholder.role not in FIELDS]
    assert len({placeholder.box.x for placeholder in content}) <= 4
    assert {placeholder.insets.left for placeholder in content} == {0}


@every
def test_title_of_two_lines(theme: Theme) -> None:
    """A title of two lines fits its box at its own size, in each layout."""
    for layout, placeholder in placed(theme):
        if placeholder.role is Role.TITLE:
            style, room = placeholder.levels[0], placeholder.box.inside(placeholder.insets)
            assert 2 * style.size * 1.2 * style.line * 12_700 <= 0.97 * room.height, layout.name


@every
def test_the_cover_holds_five_lines(theme: Theme) -> None:
    """Under the cover's title there is room for five lines at their own size."""
    place = theme.layout("Title Slide").placeholder(Role.SUBTITLE)
    assert place
    style = place.levels[0]
    assert (5 * style.size * 1.2 * style.line + 4 * style.space_before) * 12_700 <= 0.97 * place.box.height


def test_the_panel_deck_fits() -> None:
    """The panel's cover and lists are drawn at full size, its quotes of sixty words at 24 points or more."""
    deck, _ = read_source(ROOT / "slides" / "panel.md")
    pages, found = make_pages(deck, THEME)
    assert not found
    for page in pages.pages:
        for item in page.items:
            if isinstance(item, TextItem) and item.idx is not None:
                style = next(p for p in THEME.layout(page.layout).placeholders if p.idx == item.idx).levels[0]
                assert item.fit.size(style.size) >= (24 if item.role is Role.QUOTE else style.size), (page.title, item.name)


def test_all_are_told_apart() -> None:
    """Each template is another look by its colours and its sizes, not by the places of things alone."""
    for one, other in combinations(THEMES, 2):
        assert all(one.palette[colour] != other.palette[colour] for colour in ("lt1", "dk2", "accent2"))
        titles = [theme.layout("Title Only").placeholders[0].levels[0] for theme in (one, other)]
        assert titles[0].size != titles[1].size


# Colour --------------------------------------------------------------------------------------------------------


def texts(theme: Theme) -> Iterator[tuple[str, TextStyle, str]]:
    """Each style of text with a ground that it stands on, and where that is."""
    for layout, placeholder in placed(theme):
        for ground in sorted(grounds(layout, placeholder.box)):
            for style in placeholder.levels:
                yield f"{layout.name}: {placeholder.name}", style, ground
    yield "code", theme.code.text, theme.code.background
    yield "table header", theme.table.header, theme.table.header_background
    for layout in theme.layouts:
        if layout.placeholder(Role.BODY):
            yield from (("in a body", style, layout.background) for style in (theme.heading, theme.quote, theme.table.body))


@every
def test_text_is_legible(theme: Theme) -> None:
    """All text has a contrast of 4.5 to 1 with whatever is behind it (WCAG 2.2, 1.4.3)."""
    poor = {(where, ratio) for where, style, ground in texts(theme) if (ratio := contrast(theme, style.color, ground)) < 4.5}
    assert not poor


@every
def test_main_text_is_very_legible(theme: Theme) -> None:
    """Titles, the first level of bodies, quotes and the cover's lines have 7 to 1 (WCAG 2.2, 1.4.6)."""
    main = {Role.TITLE, Role.BODY, Role.QUOTE, Role.SUBTITLE}
    for layout, placeholder in placed(theme):
        quiet = (layout.name, placeholder.role) in (("Quote", Role.TITLE), ("Section Header", Role.SUBTITLE))
        if placeholder.role in main and not quiet:
            for ground in grounds(layout, placeholder.box):
                assert contrast(theme, placeholder.levels[0].color, ground) >= 7, (layout.name, placeholder.name, ground)


@every
def test_marks_are_seen(theme: Theme) -> None:
    """Bullets have 3 to 1 with their grounds, and so has the accent wherever it is drawn (WCAG 2.2, 1.4.11)."""
    for where, style, ground in texts(theme):
        if style.bullet:
            assert contrast(theme, style.bullet.color, ground) >= 3, where
    for layout in theme.layouts:
        for index, drawn in enumerate(layout.decorations):
            if drawn.color == "accent2":
                under = replace(layout, decorations=layout.decorations[:index])
                assert all(contrast(theme, "accent2", ground) >= 3 for ground in grounds(under, drawn.box)), layout.name


@every
def test_accents_can_be_read(theme: Theme) -> None:
    """Links, and the accents that code is coloured with, are text of 4.5 to 1 on paper and on the tint."""
    for colour in ("hlink", "folHlink", "accent1", "accent3", "accent4", "accent5", "accent6"):
        assert all(contrast(theme, colour, paper) >= 4.5 for paper in PAPERS), colour
    assert contrast(theme, "lt1", "accent1") >= 4.5, "the text in a new shape"


def test_a_changed_colour(tmp_path: Path) -> None:
    """A colour stands in a template once: changed there, it changes everywhere, and nothing else does."""
    changed = variant(tmp_path, "#10304F", "#0A4D3C")
    assert changed.palette == THEME.palette | {"dk2": "0A4D3C"}
    assert replace(changed, name=THEME.name, palette=THEME.palette, program=THEME.program) == THEME
    assert {layout.background for layout in changed.layouts} <= set(COLOURS)
