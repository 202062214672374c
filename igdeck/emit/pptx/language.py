"""How PowerPoint is told the language of a run: attributes of its properties, and fonts for letters that are not European."""

from __future__ import annotations

from typing import Final, TypeAlias

from igdeck.emit import language

#: How a run is spoken: attributes of `a:rPr`, its font for East Asian letters, its font for those of complex scripts.
Speech: TypeAlias = tuple[str, str, str]
#: The theme's font for complex scripts.
THEME_FONT: Final = "+mn-cs"


class Language(language.Language):
    """The language of a deck; `plain` is what runs in its own letters say."""

    __slots__ = ("plain",)

    def __init__(self, lang: str, right_font: str = language.RIGHT_FONT) -> None:
        super().__init__(lang, right_font)
        latin = not self.is_east_asian and not self.is_right_to_left
        self.plain = f'lang="{self.tag}"' if latin else f'lang="{self.tag}" altLang="en-US"'

    def speech(self, text: str) -> Speech:
        """How a run with this text is spoken. A Latin word in a deck is taken for one of the deck's language."""
        tag, east, right = self.letters(text)
        if not tag:
            return self.plain, "", ""
        other = self.tag if tag != self.tag else "en-US"
        return (
            f'lang="{tag}" altLang="{other}"',
            f'<a:ea typeface="{east}"/>' if east else "",
            f'<a:cs typeface="{right}"/>' if right else "",
        )
