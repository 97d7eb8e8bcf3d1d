"""The only clock: everything that asks what time it is, asks here (a lint rule forbids the others)."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache

from django.utils import timezone
from django.utils.formats import date_format

from marktplein.basis.fouten import DomeinFout

# The days forms and addresses may name. Far enough from the ends of the calendar for any sum with days.
VROEGST, LAATST = dt.date(1900, 1, 1), dt.date(2100, 12, 31)


# How far this clock is put forward (or back); only ever in the work of the demo that lives through a week.
_VOORUIT: ContextVar[dt.timedelta] = ContextVar("vooruit", default=dt.timedelta(0))


class TijdBestaatNiet(DomeinFout):
    """A Dutch clock never shows this: it was put forward past it."""

    def __init__(self, datum: dt.date, tijd: dt.time) -> None:
        super().__init__(
            f"In de nacht van {datum.day} {date_format(datum, 'F')} gaat de zomertijd in: "
            f"{tijd:%H.%M} uur bestaat dan niet. Kies een andere tijd.",
            veld="begin",
        )


def nu() -> dt.datetime:
    """The current moment, timezone aware (UTC)."""
    return timezone.now() + _VOORUIT.get()  # noqa: TID251 - the one place


def vandaag() -> dt.date:
    """Today's date in the project's time zone (Europe/Amsterdam)."""
    return lokaal(nu()).date()


@contextmanager
def vooruit(duur: dt.timedelta) -> Iterator[None]:
    """Inside this block, and nowhere else, it is that much later; less than nothing is earlier."""
    merk = _VOORUIT.set(duur)
    try:
        yield
    finally:
        _VOORUIT.reset(merk)


def lokaal(moment: dt.datetime) -> dt.datetime:
    """The same moment on a Dutch clock."""
    if moment.tzinfo is None:
        raise ValueError("Een moment zonder tijdzone kan op elke klok staan.")
    return moment.astimezone(timezone.get_default_timezone())


def op(datum: dt.date, tijd: dt.time) -> dt.datetime:
    """The moment (UTC) at which a Dutch wall clock shows ``datum`` ``tijd``; the first, when it shows that twice.

    In UTC, because Python compares and adds two moments of one other zone by their wall clocks: over a night in which
    the clock is changed that is an hour wrong. Raises TijdBestaatNiet for the hour that summer time skips.
    """
    moment, echt = _moment(dt.datetime.combine(datum, tijd), tijd.fold)
    if not echt:
        raise TijdBestaatNiet(datum, tijd)
    return moment


def bestaat(datum: dt.date, tijd: dt.time) -> bool:
    """Whether a Dutch wall clock ever shows this."""
    return _moment(dt.datetime.combine(datum, tijd), tijd.fold)[1]


@lru_cache(maxsize=8192)
def _moment(wand: dt.datetime, fold: int) -> tuple[dt.datetime, bool]:
    """The moment (UTC) of a wall clock, and whether it ever shows this; ``fold``: equal moments differ in it."""
    moment = wand.replace(fold=fold, tzinfo=timezone.get_default_timezone()).astimezone(dt.UTC)
    return moment, lokaal(moment).replace(tzinfo=None, fold=0) == wand
