"""A day in words, made once: a list says the same few days over and over, and Django works each out anew."""

import datetime as dt
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.translation import get_language

# The letters of a format that tell of a moment more than its day.
KLOKLETTERS = frozenset("aAefgGhHiOPsTuZcrU")


def in_vorm(waarde: dt.date, vorm: str) -> str:
    """``date_format`` of a day or a (local) moment; what says only the day is remembered for each language."""
    if KLOKLETTERS.isdisjoint(vorm) and isinstance(waarde, dt.date) and "_" not in vorm:
        return _dag(get_language(), waarde.year, waarde.month, waarde.day, vorm)
    return date_format(waarde, vorm)


@lru_cache(maxsize=4096)
def _dag(taal: str | None, jaar: int, maand: int, dag: int, vorm: str) -> str:
    return date_format(dt.date(jaar, maand, dag), vorm)
