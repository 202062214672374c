"""The few words that igdeck says by itself: in the language of the deck, the slide or the block that they stand in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from layout.laid import COVER, content, texts

from igdeck.model import labels
from igdeck.model.labels import ENGLISH, labels_in
from igdeck.model.page import Pages, TextItem
from igdeck.model.theme import Role

if TYPE_CHECKING:
    from layout.laid import Laid

    from igdeck.model.page import Run

KINDS = ("note", "tip", "warning", "important")


def heads(pages: Pages) -> list[Run]:
    """What heads the callouts of a deck."""
    items = [item for page in pages.pages for item in content(page) if isinstance(item, TextItem) and item.panel]
    return [item.paragraphs[0].runs[0] for item in items]


def callouts(lang: str, kinds: tuple[str, ...] = KINDS) -> str:
    """A deck in a language with callouts without a title."""
    return f"---\nlang: {lang}\n---\n{COVER}## T\n\n" + "".join(f"::: {kind}\nx\n:::\n\n" for kind in kinds)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("de-AT", ["Hinweis", "Tipp", "Warnung", "Wichtig"]),
        ("ja", ["注記", "ヒント", "警告", "重要"]),
        ("no", ["Merk", "Tips", "Advarsel", "Viktig"]),
        ("en-GB", ["Note", "Tip", "Warning", "Important"]),
    ],
)
def test_callouts_are_headed_in_the_language_of_the_deck(pages: Laid, lang: str, words: list[str]) -> None:
    """A callout without a title says what it is in the deck's language."""
    said = heads(pages.all(callouts(lang)))
    assert [(run.text, run.lang) for run in said] == [(word, "") for word in words]


def test_english_words_say_that_they_are(pages: Laid) -> None:
    """In a language that is not known the word is English, for a screen reader too."""
    assert [(run.text, run.lang) for run in heads(pages.all(callouts("hu", ("tip",))))] == [("Tip", "en")]


def test_slides_and_blocks_of_another_language_have_its_words(pages: Laid) -> None:
    """The language of a slide, and of a block on it, goes before that of the deck."""
    source = (
        f"{callouts('de', ('tip',))}---\n\n## Une {{lang=fr}}\n\n> [!TIP]\n> x\n\n::: {{lang=nl}}\n::: warning\nx\n:::\n:::\n"
    )
    assert [run.text for run in heads(pages.all(source))] == ["Tipp", "Conseil", "Waarschuwing"]


def test_a_title_of_ones_own_stays(pages: Laid) -> None:
    """Words after the kind are the title, whatever the language."""
    assert [run.text for run in heads(pages.all(callouts("de", ("tip Mein Rat",))))] == ["Mein Rat"]


def test_notes_have_the_words_too(pages: Laid) -> None:
    """A callout in what the speaker says is headed in the language of the slide."""
    made = pages.all("---\nlang: de\n---\n# A\n\n## Une {lang=fr}\n\nx\n\n::: notes\n::: warning\nx\n:::\n:::\n")
    assert made.pages[-1].notes[0].runs[0].text == "Avertissement"


def test_a_title_with_a_number_is_continued_in_the_deck_s_language(pages: Laid) -> None:
    """“IG (2)” goes on as “IG (2) (Fortsetzung)”, and both are of one size."""
    made = pages.all(f"---\nlang: de\n---\n{COVER}## IG (2)\n\n" + "\n".join(f"- Punkt {at}" for at in range(15))).pages[1:]
    titles = [texts(item)[0] for page in made for item in page.items if isinstance(item, TextItem) and item.role is Role.TITLE]
    assert titles == ["IG (2)", "IG (2) (Fortsetzung)"]
    assert len({item.fit for page in made for item in content(page) if isinstance(item, TextItem)}) == 1


@pytest.mark.parametrize("own", labels._LABELS, ids=lambda own: own.lang)
def test_no_word_is_missing(own: labels.Labels) -> None:
    """Each language has each word, without spaces around, and none that English has by mistake for all of them."""
    assert all(word and word == word.strip() for word in own)
    assert own is ENGLISH or len(set(own) & set(ENGLISH)) <= 4
    assert labels_in(own.lang.upper()) is own


@pytest.mark.parametrize(
    ("lang", "found"),
    [("pt-PT", "pt-pt"), ("pt-BR", "pt"), ("zh-TW", "zh-hant"), ("zh-Hant-HK", "zh-hant"), ("zh-CN", "zh"), ("nb_NO", "nb"),
     ("no-NO", "nb"), ("hu", "en"), ("", "en"), ("de-Latn-DE-1996", "de")],
)  # fmt: skip
def test_the_nearest_language_is_taken(lang: str, found: str) -> None:
    """A tag with a region or a script has the words of the longest tag that is known."""
    assert labels_in(lang).lang == found
