"""The few words that a handout says of itself, in the language of the deck."""

from __future__ import annotations

from typing import Final, NamedTuple


class Labels(NamedTuple):
    """What heads the column of slides and that of notes."""

    slide: str
    notes: str


_ENGLISH: Final = Labels("Slide", "Notes")
_LABELS: Final = {
    "ar": Labels("الشريحة", "الملاحظات"),
    "cs": Labels("Snímek", "Poznámky"),
    "da": Labels("Dias", "Noter"),
    "de": Labels("Folie", "Notizen"),
    "el": Labels("Διαφάνεια", "Σημειώσεις"),
    "es": Labels("Diapositiva", "Notas"),
    "fi": Labels("Dia", "Muistiinpanot"),
    "fr": Labels("Diapositive", "Notes"),
    "he": Labels("שקופית", "הערות"),
    "it": Labels("Diapositiva", "Note"),
    "ja": Labels("スライド", "ノート"),
    "ko": Labels("슬라이드", "노트"),
    "nb": Labels("Lysbilde", "Notater"),
    "nl": Labels("Dia", "Notities"),
    "pl": Labels("Slajd", "Notatki"),
    "pt": Labels("Slide", "Anotações"),
    "ru": Labels("Слайд", "Заметки"),
    "sv": Labels("Bild", "Anteckningar"),
    "tr": Labels("Slayt", "Notlar"),
    "uk": Labels("Слайд", "Нотатки"),
    "zh": Labels("幻灯片", "备注"),
}


def labels(primary: str) -> Labels:
    """The words in a language, in English where they are not known."""
    return _LABELS.get(primary, _ENGLISH)
