"""Which addresses no deck leads to."""

from __future__ import annotations

from typing import Final

#: Addresses that PowerPoint warns of or browsers refuse, because they run something, or read a file of whoever looks on.
UNSAFE_SCHEMES: Final = ("javascript", "vbscript", "data", "file")


def unsafe_scheme(address: str) -> str:
    """The scheme of an address that is not safe, else nothing. Browsers overlook spaces and controls in it."""
    scheme, colon, _ = address.partition(":")
    bare = "".join(char for char in scheme if char > " ").lower()
    return bare if colon and bare in UNSAFE_SCHEMES else ""
