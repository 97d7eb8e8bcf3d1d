"""What can be done instead of what cannot: another room, a little earlier or later, another day."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from facilitair.models import Ruimte
from facilitair.rooster.knelpunten import Knelpunt, Wens, knelpunten
from facilitair.ruimtes import vrij
from marktplein.basis import klok, woorden
from marktplein.basis.fouten import DomeinFout

# Minutes and days tried, the nearest first; so many of each are shown.
MINUTEN = (-15, 15, -30, 30)
DAGEN = (1, -1, 2, -2, 3, -3, 4, -4, 7, -7, 10, 11, 12, 13, 14, 21, 28)
PER_SOORT = 2
RUIMTES = 3


@dataclass(frozen=True, slots=True)
class Uitweg:
    """``velden`` is what to fill in instead, as a form would send it."""

    tekst: str
    velden: tuple[tuple[str, str], ...]

    @property
    def waarde(self) -> str:
        """For one button: "datum=2026-12-14&begin=15:15"."""
        return "&".join(f"{naam}={waarde}" for naam, waarde in self.velden)


# From a first day and a begin to the wish that follows from it; None when there is none.
Anders = Callable[[dt.date, dt.time], Wens | None]


def uitwegen(wens: Wens, gevonden: Iterable[Knelpunt], anders: Anders) -> list[Uitweg]:
    """Up to seven ways out that have no obstacle themselves, the least change first."""
    velden = {k.veld for k in gevonden}
    uit: list[Uitweg] = list(_andere_ruimtes(wens)) if "plek" in velden and velden == {"plek"} else []
    begin = wens.afspraken[0].begin
    if velden & {"plek", "trainers"}:
        uit += _eerste(_verschoven(begin, wens.afspraken[0].eind - begin, anders))
    return uit + _eerste(_andere_dag(begin, anders))


def andere_momenten(begin: dt.datetime, duur: dt.timedelta, anders: Anders) -> list[Uitweg]:
    """A little earlier or later, or on another day: what has no obstacle."""
    return [*_eerste(_verschoven(begin, duur, anders)), *_eerste(_andere_dag(begin, anders))]


def _andere_ruimtes(wens: Wens) -> Iterator[Uitweg]:
    pk = next((a.ruimte for a in wens.afspraken if a.ruimte), None)
    ruimte = Ruimte.objects.filter(pk=pk or 0).first()
    if ruimte is None:
        return
    for voorstel in vrij.andere_ruimtes(
        ruimte, wens.tijden, minstens=wens.minstens, behalve_groep=wens.groep, hoogstens=RUIMTES
    ):
        yield Uitweg(f"In {voorstel.ruimte.naam}, {voorstel.ruimte.gemeente}", (("plek", str(voorstel.ruimte.pk)),))


def _verschoven(begin: dt.datetime, duur: dt.timedelta, anders: Anders) -> Iterator[Uitweg]:
    lokaal = klok.lokaal(begin)
    for minuten in MINUTEN:
        tijd = lokaal + dt.timedelta(minutes=minuten)
        if tijd.date() == lokaal.date() and _kan(anders, tijd.date(), tijd.time()):
            hoe = "eerder" if minuten < 0 else "later"
            velden = (("begin", f"{tijd:%H:%M}"), ("eind", f"{tijd + duur:%H:%M}"))
            yield Uitweg(f"{abs(minuten)} minuten {hoe}: begin om {woorden.uur(tijd)} uur", velden)


def _andere_dag(begin: dt.datetime, anders: Anders) -> Iterator[Uitweg]:
    lokaal = klok.lokaal(begin)
    for dagen in DAGEN:
        dag = lokaal.date() + dt.timedelta(days=dagen)
        if dag.weekday() < 5 and _kan(anders, dag, lokaal.time()):
            yield Uitweg(f"Op {woorden.dag(dag)}", (("datum", dag.isoformat()),))


def _kan(anders: Anders, dag: dt.date, tijd: dt.time) -> bool:
    try:
        wens = anders(dag, tijd)
    except DomeinFout:
        # The clock never shows it, it would go on after midnight, there are no days for it.
        return False
    return wens is not None and not knelpunten(wens)


def _eerste(wegen: Iterator[Uitweg]) -> list[Uitweg]:
    return [weg for _, weg in zip(range(PER_SOORT), wegen, strict=False)]
