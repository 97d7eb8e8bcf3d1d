"""Words for days, moments and numbers, the same on every page, in every mail and export."""

import datetime as dt

from django.utils.formats import date_format, time_format
from django.utils.translation import pgettext

from marktplein.basis import klok
from marktplein.basis.kleine_aantallen import Getal, toon


def dag(datum: dt.date) -> str:
    """ "maandag 7 december"."""
    return date_format(datum, "l j F")


def uur(op: dt.datetime) -> str:
    """ "14.00" on a Dutch clock; in English "14:00"."""
    return time_format(klok.lokaal(op), pgettext("kloktijd", "H.i"))


def tijd(begin: dt.datetime, eind: dt.datetime) -> str:
    """ "maandag 7 december, 14.00 – 15.30 uur"."""
    van, tot = klok.lokaal(begin), klok.lokaal(eind)
    return f"{dag(van.date())}, {van:%H.%M} – {tot:%H.%M} uur"


def moment(op: dt.datetime) -> str:
    """ "maandag 7 december, 14.00 uur"."""
    lokaal = klok.lokaal(op)
    return f"{dag(lokaal.date())}, {lokaal:%H.%M} uur"


def kinderen(aantal: Getal) -> str:
    """ "9 kinderen"; or the words that stand for a count, followed by "kinderen"."""
    return "1 kind" if aantal == 1 else f"{aantal} kinderen"


def kinderen_van_anderen(aantal: int) -> str:
    """What others may read of a count: "minstens 10 kinderen"."""
    getoond = toon(aantal)
    return f"minstens {getoond} kinderen" if getoond and isinstance(getoond, int) else kinderen(getoond)
