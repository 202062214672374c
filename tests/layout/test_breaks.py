"""Where a line may end: `|` marks each place. Where renderers differ, there is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from igdeck.layout.breaks import SPACES, borders, opportunities


def marked(text: str) -> str:
    """The text with a bar at each place where a line may end."""
    return "|".join(text[a:b] for a, b in zip((0, *opportunities(text)), (*opportunities(text), len(text)), strict=True))


@pytest.mark.parametrize(
    "text",
    [
        "one |two  |three",
        "a\t|b",
        "well-|known |long-|standing",
        "10-15 and -5 and --option".replace(" ", " |"),
        "re-|run 2019-2021".replace(" ", " |"),
        "no\u00a0break, nor\u202fhere".replace(" ", " |"),
        "a\u2060b a\u2011b".replace(" ", " |"),
        "zero\u200b|width",
        "and/or |km/h",
        "https://example.org/a-b/c-d |www.a-b.org |a-|b",
        "micro\u00ad|scope",
        "one—|two |one |— |two",
        "(a) |[b] |“c” |'d'",
        "« mot » |mot ? |Oui ! |non : |oui ; |fin",
        "«\u00a0mot\u00a0» |fin",
        "   indented |text",
        "end   ",
        "",
        " ",
        "한국어 |문장은 |여기",
        "日|本|語|の|テ|ス|ト",
        "「日|本」、|そ|し|て|（例）。|次",
        "ちょっ|と|デー|タ",
        "100％|で|す |￥500",
        "日|本|English|語 |and |more",
        "人々|と|佐々|木",
        "“为|什|么？”|大|家",
        "café |crème |e\u0301t |e",
        "Да—|нет |кое-|какой",
        "한국어는 |API와 |함께, |120ms로",
        "שלום |עולם, |גרסה |2.1",
        "سنتان—|ثلاث |سنوات، |API",
        "अच्छा |दिन",
        "สวัสดี |ครับ|และ|ไป|เที่ยว",
        "ສະບາຍດີ|ເຈົ້າ",
    ],
)
def test_lines_may_end_at_the_marks(text: str) -> None:
    """Spaces, hyphens within words, East Asian letters and Thai syllables let a line end; numbers and addresses do not."""
    assert marked(text.replace("|", "")) == text


def test_borders_are_where_latin_meets_han_and_kana() -> None:
    """A quarter em may stand between Latin letters or digits and Chinese or Japanese; nothing beside punctuation or Hangul."""
    assert borders("日本english語の2つ、x한a") == [2, 9, 11, 12]
    assert borders("all latin") == []


@given(
    st.text(alphabet=st.one_of(st.characters(), st.sampled_from("ab1 -—/.,「」。日本ー한\u00ad\u00a0\u200b:«»?$")), max_size=60)
)
def test_places_are_in_order_and_never_before_a_space(text: str) -> None:
    """Any text has its places in order, none at an end of it, and none before a space, which hangs over the line's end."""
    places = opportunities(text)
    assert places == sorted(set(places))
    assert all(0 < place < len(text) for place in places)
    assert not any(text[place] in SPACES for place in places)
    assert borders(text) == sorted(set(borders(text)))
