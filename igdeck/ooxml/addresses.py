"""Which addresses Office opens: it takes a whole file for damaged over one that it does not."""

from __future__ import annotations

import re
from typing import Final

from igdeck.ooxml.markup import legal

#: PowerPoint takes a deck with a longer address for damaged.
LONGEST_ADDRESS: Final = 2048
#: What an address has no place for as it is (RFC 3986, 2), a percent sign without its digits too.
_UNSAFE: Final = r"[\x00-\x20\"<>\\^`{|}\[\]\x7f]|%(?![0-9A-Fa-f]{2})"
#: A scheme, and after two slashes a host, perhaps with a port in digits: PowerPoint reads addresses as strictly as this.
_ADDRESS: Final = r"(?i)file:.*|(?:[a-z][a-z0-9+.-]*:)?+(?://(?:[^/?#@]*@)?[^/?#@:%]+(?::\d{1,5})?(?=[/?#]|$)|(?!//)).*"


def safe_address(href: str) -> str:
    """An address that PowerPoint opens; empty for one that it would take the whole deck for damaged over."""
    address = re.sub(_UNSAFE, lambda match: f"%{ord(match[0]):02X}", legal(href).strip())
    return address if len(address) <= LONGEST_ADDRESS and re.fullmatch(_ADDRESS, address) else ""
