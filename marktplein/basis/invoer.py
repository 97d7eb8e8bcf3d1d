"""What comes from an address or a hidden field, made fit for a query: not all of it can be looked up."""

import datetime as dt
from typing import Any

from django.core.validators import slug_re

from marktplein.basis import klok

LANGST = 9
# Each word looked for is a condition more; beyond these they narrow nothing down any more.
WOORDEN_HOOGSTENS = 8


def nummer(waarde: Any) -> int | None:
    """The whole number in ``waarde`` (text, a number, None) when the database can hold it as a key; else None."""
    tekst = str(waarde if waarde is not None else "").strip()
    return int(tekst) if tekst.isascii() and tekst.isdecimal() and len(tekst) <= LANGST else None


def slug(waarde: str | None) -> str:
    """``waarde`` when it is a slug, else nothing."""
    return waarde if waarde and slug_re.match(waarde) else ""


def woorden(waarde: str) -> list[str]:
    """The words to look for in a list: the first few of what was typed."""
    return waarde.split()[:WOORDEN_HOOGSTENS]


def datum(waarde: str | None) -> dt.date | None:
    """The day ``waarde`` names (jjjj-mm-dd) when it can be reckoned with, else None."""
    try:
        dag = dt.date.fromisoformat(waarde or "")
    except ValueError:
        return None
    return dag if klok.VROEGST <= dag <= klok.LAATST else None
