"""Whether somebody answers now, and else when: from the opening hours that the sociale kaart keeps. Pure."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from gemeenten.kaart import uren
from marktplein.basis import klok
from marktplein.basis.werkdagen import Kalender
from marktplein.basis.woorden import dag, uur

# Further ahead nobody is told when it opens: that it is closed for weeks is told by words of its own.
VOORUIT = 14


@dataclass(frozen=True, slots=True)
class Bereikbaar:
    """``open_nu`` is None where no hours are known: then nothing is promised. ``tot``: until when it is open, or from
    when it will be."""

    open_nu: bool | None
    tot: dt.datetime | None = None
    weer: dt.datetime | None = None

    @property
    def zin(self) -> str:
        if self.open_nu is None:
            return gettext("We weten niet wanneer hier iemand opneemt.")
        if self.open_nu and self.tot:
            return gettext("Nu bereikbaar, vandaag tot %(uur)s uur.") % {"uur": uur(self.tot)}
        if self.weer is None:
            return gettext("Nu niet bereikbaar.")
        wanneer = klok.lokaal(self.weer).date()
        if wanneer == klok.vandaag():
            return gettext("Nu niet bereikbaar. Vandaag weer vanaf %(uur)s uur.") % {"uur": uur(self.weer)}
        over = {"dag": dag(wanneer), "uur": uur(self.weer)}
        return gettext("Nu niet bereikbaar. Weer op %(dag)s vanaf %(uur)s uur.") % over


def bereikbaar(openingstijden: Sequence[str], kalender: Kalender, *, nu: dt.datetime | None = None) -> Bereikbaar:
    """How it stands at ``nu`` (this moment): on a closed day of the calendar nobody answers."""
    if not openingstijden:
        return Bereikbaar(None)
    moment = nu or klok.nu()
    for van, tot in _blokken(openingstijden, kalender, klok.lokaal(moment).date()):
        if van <= moment < tot:
            return Bereikbaar(True, tot=tot)
        if van > moment:
            return Bereikbaar(False, weer=van)
    return Bereikbaar(False)


def _blokken(
    openingstijden: Sequence[str], kalender: Kalender, vanaf: dt.date
) -> Iterator[tuple[dt.datetime, dt.datetime]]:
    """The hours of the coming days, in order."""
    for n in range(VOORUIT):
        datum = vanaf + dt.timedelta(days=n)
        if kalender.is_dicht(datum):
            continue
        naam = uren.DAGEN[datum.weekday()]
        for deel in sorted(deel for deel in openingstijden if deel.startswith(f"{naam} ")):
            van, _, tot = deel.partition(" ")[2].partition("-")
            yield _op(datum, van), _op(datum, tot)


def _op(datum: dt.date, tijd: str) -> dt.datetime:
    """ "24:00" is the beginning of the next day."""
    uren_, _, minuten = tijd.partition(":")
    if int(uren_) == 24:
        return klok.op(datum + dt.timedelta(days=1), dt.time(0))
    return klok.op(datum, dt.time(int(uren_), int(minuten)))
