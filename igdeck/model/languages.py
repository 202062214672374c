"""Which way languages are written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from igdeck.model.inline import Direction

#: Languages that are written from right to left, by their first subtag, and scripts that any language may be written in
#: (BCP 47, 2.2.3).
_LANGUAGES: Final = (
    "ar", "arc", "arz", "ckb", "dv", "fa", "he", "iw", "ks", "nqo", "pnb", "prs", "ps", "sd", "syr", "ug", "ur", "yi",
)  # fmt: skip
_SCRIPTS: Final = ("adlm", "arab", "hebr", "nkoo", "rohg", "syrc", "thaa")
_SCRIPT: Final = 4


def direction_of(lang: str) -> Direction:
    """`rtl` for a language tag that says so, else nothing: text of other languages runs as its letters do."""
    if not lang:
        return ""
    primary, *rest = lang.strip().replace("_", "-").lower().split("-")
    script = next((part for part in rest if len(part) == _SCRIPT and part.isalpha()), "")
    return "rtl" if (script in _SCRIPTS if script else primary in _LANGUAGES) else ""
