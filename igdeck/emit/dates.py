"""When a file says that it was made: by the word of the build or the author, never by the clock."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import Final

#: The first moment that a zip file can name, for a deck without a date.
_FIRST: Final = datetime(1980, 1, 1, tzinfo=UTC)


def date_of(iso: str) -> datetime:
    """The moment that a build is to be dated with, else the deck's date, else 1980; nothing is older than that.

    For the first there is a convention of reproducible-builds.org: seconds since 1970 in `SOURCE_DATE_EPOCH`.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        date = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.fromisoformat(iso)
        return max(date.astimezone(UTC) if date.tzinfo else date.replace(tzinfo=UTC), _FIRST)
    except (ValueError, OverflowError, OSError):
        return _FIRST
