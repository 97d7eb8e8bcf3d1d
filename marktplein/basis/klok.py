"""The only clock: everything that asks what time it is, asks here (a lint rule forbids the others)."""

import datetime as dt

from django.utils import timezone


def nu() -> dt.datetime:
    """The current moment, timezone aware (UTC)."""
    return timezone.now()  # noqa: TID251 - the one place


def vandaag() -> dt.date:
    """Today's date in the project's time zone (Europe/Amsterdam)."""
    return timezone.localdate()


def lokaal(moment: dt.datetime) -> dt.datetime:
    """The same moment on a Dutch clock."""
    return timezone.localtime(moment)


def op(datum: dt.date, tijd: dt.time) -> dt.datetime:
    """The aware moment at which a Dutch wall clock shows ``datum`` ``tijd`` (summer time included)."""
    return timezone.make_aware(dt.datetime.combine(datum, tijd))
