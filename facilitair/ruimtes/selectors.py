"""Reads of rooms: which there are, what stands in their agenda, and where a dagdeel is free."""

import calendar
import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Exists, OuterRef, QuerySet

from aanbod.models import Groep
from aanbod.workflow import GROEP_LOPEND
from facilitair.models import Reservering, Ruimte
from facilitair.permissions import kan_ruimtes_zien
from facilitair.ruimtes.vrij import Tijd
from facilitair.workflow import BEZET_DE_RUIMTE
from marktplein.basis import dagdelen, klok

# When a dagdeel ends, for the question whether there is still something free in it.
EINDTIJD = (dt.time(12, 30), dt.time(18, 0), dt.time(22, 0))
OPENTIJD = (dt.time(8, 0), dt.time(12, 30), dt.time(18, 0))


def ruimtes_voor(user: Any) -> QuerySet[Ruimte]:
    """The rooms this user may see, also those that are no longer let."""
    alle = Ruimte.objects.select_related("gemeente").order_by("naam")
    return alle if kan_ruimtes_zien(user) else alle.none()


def reserveringen_voor(user: Any) -> QuerySet[Reservering]:
    """The bookings this user may see, with what a page about one needs."""
    alle = Reservering.objects.select_related("ruimte__gemeente", "groep__interventie", "bijeenkomst", "door").order_by(
        "periode", "pk"
    )
    return alle if kan_ruimtes_zien(user) else alle.none()


def vrij_op(ruimtes: QuerySet[Ruimte], tijd: Tijd) -> QuerySet[Ruimte]:
    """Rooms without a booking at a moment, and let on its dagdeel."""
    bezet = Reservering.objects.filter(
        ruimte=OuterRef("pk"), staat__in=BEZET_DE_RUIMTE, periode__overlap=DateTimeTZRange(*tijd)
    )
    vrij = ruimtes.filter(~Exists(bezet), actief=True)
    dagdeel = dagdelen.van_moment(klok.lokaal(tijd[0]))
    zonder_rooster = vrij.filter(dagdelen=[])
    return zonder_rooster if dagdeel is None else zonder_rooster | vrij.filter(dagdelen__contains=[dagdeel])


def groepen_voor_zaal() -> QuerySet[Groep]:
    """Groups that still have meetings to come."""
    return (
        Groep.objects.filter(staat__in=GROEP_LOPEND, eind_op__gte=klok.vandaag())
        .select_related("interventie", "gemeente")
        .order_by("start_op", "pk")
    )


def zaal_van(groep: Groep) -> tuple[Ruimte, ...]:
    """Where the meetings to come of a group are booked: mostly one room, none, or several."""
    rijen = Reservering.objects.filter(
        bijeenkomst__groep=groep, bijeenkomst__eind__gt=klok.nu(), staat__in=BEZET_DE_RUIMTE
    )
    return tuple(Ruimte.objects.filter(pk__in=rijen.values("ruimte")).order_by("naam"))


def boekingen(ruimte_ids: Iterable[int], van: dt.date, tot: dt.date) -> list[Reservering]:
    """Bookings that hold one of these rooms on a day from ``van`` up to and including ``tot``, in order of time."""
    periode = DateTimeTZRange(klok.op(van, dt.time()), klok.op(tot + dt.timedelta(days=1), dt.time()))
    return list(
        Reservering.objects.filter(ruimte__in=list(ruimte_ids), staat__in=BEZET_DE_RUIMTE, periode__overlap=periode)
        .select_related("groep__interventie")
        .order_by("periode", "pk")
    )


@dataclass(frozen=True)
class Vak:
    """A dagdeel of one day in a room's agenda. ``begin`` is the hour to propose when something is free."""

    deel: str
    boekingen: list[Reservering]
    begin: dt.time | None


@dataclass(frozen=True)
class Dag:
    datum: dt.date
    vakken: list[Vak] = field(default_factory=list)
    boekingen: list[Reservering] = field(default_factory=list)
    in_maand: bool = True

    @property
    def is_vandaag(self) -> bool:
        return self.datum == klok.vandaag()


def maandag_van(dag: dt.date) -> dt.date:
    return dag - dt.timedelta(days=dag.weekday())


def week(ruimte: Ruimte, maandag: dt.date) -> list[Dag]:
    """The agenda of a room from Monday on; a weekend day is there only when somebody booked it."""
    per_dag = _per_dag(boekingen([ruimte.pk], maandag, maandag + dt.timedelta(days=6)))
    dagen = [maandag + dt.timedelta(days=n) for n in range(7)]
    return [_dag(ruimte, dag, per_dag[dag]) for dag in dagen if dag.weekday() < 5 or per_dag[dag]]


def maand(ruimte: Ruimte, jaar: int, nummer: int) -> list[list[Dag]]:
    """The weeks of a calendar month, Monday to Sunday, each day with its bookings."""
    weken = calendar.Calendar().monthdatescalendar(jaar, nummer)
    per_dag = _per_dag(boekingen([ruimte.pk], weken[0][0], weken[-1][-1]))
    return [[Dag(dag, boekingen=per_dag[dag], in_maand=dag.month == nummer) for dag in rij] for rij in weken]


def regioweek(ruimtes: Sequence[Ruimte], maandag: dt.date) -> tuple[list[dt.date], list[tuple[Ruimte, list[Dag]]]]:
    """(the days of the week, for each room its days with bookings); the weekend only when somebody booked it."""
    alle = boekingen([ruimte.pk for ruimte in ruimtes], maandag, maandag + dt.timedelta(days=6))
    per_ruimte: dict[int, list[Reservering]] = defaultdict(list)
    for rij in alle:
        per_ruimte[rij.ruimte_id].append(rij)
    gebruikt = {klok.lokaal(rij.periode.lower).date() for rij in alle}
    dagen = [maandag + dt.timedelta(days=n) for n in range(7)]
    dagen = [dag for dag in dagen if dag.weekday() < 5 or dag in gebruikt]
    rijen = []
    for ruimte in ruimtes:
        per_dag = _per_dag(per_ruimte[ruimte.pk])
        rijen.append((ruimte, [Dag(dag, boekingen=per_dag[dag]) for dag in dagen]))
    return dagen, rijen


def _per_dag(rijen: Iterable[Reservering]) -> dict[dt.date, list[Reservering]]:
    per_dag: dict[dt.date, list[Reservering]] = defaultdict(list)
    for rij in rijen:
        per_dag[klok.lokaal(rij.periode.lower).date()].append(rij)
    return per_dag


def _dag(ruimte: Ruimte, dag: dt.date, rijen: list[Reservering]) -> Dag:
    vakken = []
    for nummer, deel in enumerate(dagdelen.DELEN):
        van = dt.time() if nummer == 0 else OPENTIJD[nummer]
        tot = dt.time.max if nummer == 2 else EINDTIJD[nummer]
        hier = [rij for rij in rijen if van <= klok.lokaal(rij.periode.lower).time() < tot]
        vakken.append(Vak(deel, hier, _vrij_begin(ruimte, dag, nummer, rijen)))
    return Dag(dag, vakken, rijen)


def _vrij_begin(ruimte: Ruimte, dag: dt.date, deel: int, rijen: list[Reservering]) -> dt.time | None:
    """When a booking could begin in this dagdeel: its usual hour, or None when that is taken, past or not let."""
    weekend = dag.weekday() > 4
    if not ruimte.actief or weekend or (ruimte.dagdelen and dag.weekday() * 3 + deel not in ruimte.dagdelen):
        return None
    tijd = dagdelen.begintijd(dag.weekday() * 3 + deel)
    begin = klok.op(dag, tijd)
    bezet = any(rij.periode.lower < begin + dt.timedelta(hours=1) and begin < rij.periode.upper for rij in rijen)
    return None if bezet or begin <= klok.nu() else tijd
