"""The document's settings as Word of today writes them, with the languages that its theme's fonts are chosen by; its fonts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from igdeck.emit.docx.markup import NAMESPACES
from igdeck.emit.twins import find_twins
from igdeck.ooxml.markup import HEAD, quote

if TYPE_CHECKING:
    from igdeck.emit.language import Language
    from igdeck.model.theme import Fonts

#: The version whose layout Word keeps to; without it a document opens in compatibility mode.
_LAYOUT: Final = 15
_WORD: Final = "http://schemas.microsoft.com/office/word"
#: What Word calls the kinds of families (`ST_FontFamily`, ECMA-376 part 1, 17.18.30), and whether their letters are equally wide.
_KINDS: Final = {"sans-serif": ("swiss", "variable"), "serif": ("roman", "variable"), "monospace": ("modern", "fixed")}
#: Which colours of the theme text and grounds are (ECMA-376 part 1, 17.15.1.20).
_COLOURS: Final = (
    '<w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" w:accent1="accent1" w:accent2="accent2" '
    'w:accent3="accent3" w:accent4="accent4" w:accent5="accent5" w:accent6="accent6" w:hyperlink="hyperlink" '
    'w:followedHyperlink="followedHyperlink"/>'
)


def settings_part(language: Language, *, footnotes: bool) -> str:
    """The part."""
    rules = '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>' if footnotes else ""
    east = f' w:eastAsia="{language.tag}"' if language.is_east_asian else ""
    right = f' w:bidi="{language.tag}"' if language.is_right_to_left else ""
    latin = "en-US" if east or right else language.tag
    kept = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="{_WORD}" w:val="{value}"/>'
        for name, value in (("compatibilityMode", _LAYOUT), ("overrideTableStyleFontSizeAndJustification", 1))
    )
    return (
        f'{HEAD}<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>{rules}'
        f'<w:compat>{kept}</w:compat><w:themeFontLang w:val="{latin}"{east}{right}/>{_COLOURS}'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def fonts_part(fonts: Fonts) -> str:
    """The part that names the fonts, and the free ones to take where they are not installed."""
    families = dict.fromkeys((fonts.heading, fonts.body, fonts.code))
    return f"{HEAD}<w:fonts {NAMESPACES}>{''.join(map(_font, families))}</w:fonts>"


def _font(family: str) -> str:
    found = find_twins(family)
    if found is None:
        return f'<w:font w:name="{quote(family)}"/>'
    kind, pitch = _KINDS[found.generic]
    other = quote(",".join(found.twins))
    return (
        f'<w:font w:name="{quote(family)}"><w:altName w:val="{other}"/><w:charset w:val="00"/>'
        f'<w:family w:val="{kind}"/><w:pitch w:val="{pitch}"/></w:font>'
    )
