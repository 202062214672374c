"""The few words that igdeck says by itself, on slides and around them, in the languages that it knows.

They are those that office programs and documentation in these languages use. A language that is not here has English ones, and
they say that they are.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class Labels(NamedTuple):
    """Words of one language: heads of callouts by their kind, what heads parts of handouts, and the links of a reading version.

    `continued` stands in brackets behind the title of a slide that goes on with another one.
    """

    lang: str
    note: str
    tip: str
    warning: str
    important: str
    contents: str
    slide: str
    notes: str
    continued: str
    as_text: str
    as_slides: str
    to_slides: str

    def callout(self, kind: str) -> str:
        """What heads a callout of a kind that has no title."""
        return {"note": self.note, "tip": self.tip, "warning": self.warning, "important": self.important}[kind]


ENGLISH: Final = Labels(
    "en", "Note", "Tip", "Warning", "Important", "Contents", "Slide", "Notes", "continued",
    "As text", "As slides", "Skip to the slides",
)  # fmt: skip
_LABELS: Final = (
    ENGLISH,
    Labels(
        "ar", "ملاحظة", "تلميح", "تحذير", "هام", "المحتويات", "الشريحة", "الملاحظات", "تابع",
        "عرض كنص", "عرض كشرائح", "الانتقال إلى الشرائح",
    ),
    Labels(
        "cs", "Poznámka", "Tip", "Varování", "Důležité", "Obsah", "Snímek", "Poznámky", "pokračování",
        "Jako text", "Jako snímky", "Přejít na snímky",
    ),
    Labels(
        "da", "Bemærk", "Tip", "Advarsel", "Vigtigt", "Indhold", "Dias", "Noter", "fortsat",
        "Som tekst", "Som dias", "Gå til dias",
    ),
    Labels(
        "de", "Hinweis", "Tipp", "Warnung", "Wichtig", "Inhalt", "Folie", "Notizen", "Fortsetzung",
        "Als Text", "Als Folien", "Zu den Folien",
    ),
    Labels(
        "el", "Σημείωση", "Συμβουλή", "Προειδοποίηση", "Σημαντικό", "Περιεχόμενα", "Διαφάνεια", "Σημειώσεις", "συνέχεια",
        "Ως κείμενο", "Ως διαφάνειες", "Μετάβαση στις διαφάνειες",
    ),
    Labels(
        "es", "Nota", "Consejo", "Advertencia", "Importante", "Contenido", "Diapositiva", "Notas", "continuación",
        "Como texto", "Como diapositivas", "Ir a las diapositivas",
    ),
    Labels(
        "fi", "Huomautus", "Vihje", "Varoitus", "Tärkeää", "Sisällys", "Dia", "Muistiinpanot", "jatkuu",
        "Tekstinä", "Dioina", "Siirry dioihin",
    ),
    Labels(
        "fr", "Remarque", "Conseil", "Avertissement", "Important", "Sommaire", "Diapositive", "Notes", "suite",
        "En texte", "En diapositives", "Aller aux diapositives",
    ),
    Labels(
        "he", "הערה", "טיפ", "אזהרה", "חשוב", "תוכן העניינים", "שקופית", "הערות", "המשך",
        "כטקסט", "כשקופיות", "מעבר לשקופיות",
    ),
    Labels(
        "it", "Nota", "Suggerimento", "Avvertenza", "Importante", "Indice", "Diapositiva", "Note", "continua",
        "Come testo", "Come diapositive", "Vai alle diapositive",
    ),
    Labels(
        "ja", "注記", "ヒント", "警告", "重要", "目次", "スライド", "ノート", "続き",
        "テキストで表示", "スライドで表示", "スライドへ移動",
    ),
    Labels(
        "ko", "참고", "팁", "경고", "중요", "목차", "슬라이드", "노트", "계속",
        "텍스트로 보기", "슬라이드로 보기", "슬라이드로 이동",
    ),
    Labels(
        "nb", "Merk", "Tips", "Advarsel", "Viktig", "Innhold", "Lysbilde", "Notater", "fortsettelse",
        "Som tekst", "Som lysbilder", "Gå til lysbildene",
    ),
    Labels(
        "nl", "Opmerking", "Tip", "Waarschuwing", "Belangrijk", "Inhoud", "Dia", "Notities", "vervolg",
        "Als tekst", "Als dia’s", "Naar de dia’s",
    ),
    Labels(
        "pl", "Uwaga", "Wskazówka", "Ostrzeżenie", "Ważne", "Spis treści", "Slajd", "Notatki", "cd.",
        "Jako tekst", "Jako slajdy", "Przejdź do slajdów",
    ),
    Labels(
        "pt", "Nota", "Dica", "Aviso", "Importante", "Conteúdo", "Slide", "Anotações", "continuação",
        "Como texto", "Como slides", "Ir para os slides",
    ),
    Labels(
        "pt-pt", "Nota", "Sugestão", "Aviso", "Importante", "Índice", "Diapositivo", "Notas", "continuação",
        "Como texto", "Como diapositivos", "Ir para os diapositivos",
    ),
    Labels(
        "ru", "Примечание", "Совет", "Предупреждение", "Важно", "Содержание", "Слайд", "Заметки", "продолжение",
        "В виде текста", "В виде слайдов", "Перейти к слайдам",
    ),
    Labels(
        "sv", "Anmärkning", "Tips", "Varning", "Viktigt", "Innehåll", "Bild", "Anteckningar", "fortsättning",
        "Som text", "Som bilder", "Gå till bilderna",
    ),
    Labels(
        "tr", "Not", "İpucu", "Uyarı", "Önemli", "İçindekiler", "Slayt", "Notlar", "devam",
        "Metin olarak", "Slayt olarak", "Slaytlara geç",
    ),
    Labels(
        "uk", "Примітка", "Порада", "Попередження", "Важливо", "Зміст", "Слайд", "Нотатки", "продовження",
        "У вигляді тексту", "У вигляді слайдів", "Перейти до слайдів",
    ),
    Labels(
        "zh", "备注", "提示", "警告", "重要", "目录", "幻灯片", "备注", "续",
        "以文本显示", "以幻灯片显示", "跳到幻灯片",
    ),
    Labels(
        "zh-hant", "備註", "提示", "警告", "重要", "目錄", "投影片", "備忘稿", "續",
        "以文字顯示", "以投影片顯示", "跳到投影片",
    ),
)  # fmt: skip
_BY_LANGUAGE: Final = {labels.lang: labels for labels in _LABELS}
#: Regions that write Chinese in the traditional way; and a language that is called by an older name.
_ALIASES: Final = {"zh-tw": "zh-hant", "zh-hk": "zh-hant", "zh-mo": "zh-hant", "no": "nb"}
#: What a slide that continues may say in the brackets behind its title.
CONTINUED: Final = tuple(dict.fromkeys(labels.continued for labels in _LABELS))


def labels_in(lang: str) -> Labels:
    """The words in a language (BCP 47), those of the nearest tag that is known: `pt-PT`, then `pt`; English ones if none is."""
    tag = lang.strip().replace("_", "-").lower()
    while tag:
        if found := _BY_LANGUAGE.get(_ALIASES.get(tag, tag)):
            return found
        tag = tag.rpartition("-")[0]
    return ENGLISH


def foreign(labels: Labels, lang: str) -> str:
    """The language of the words if they are in another one than what stands around them, which is in `lang`; else nothing."""
    primary = lang.strip().replace("_", "-").lower().partition("-")[0]
    return "en" if labels is ENGLISH and primary not in ("", "en") else ""
