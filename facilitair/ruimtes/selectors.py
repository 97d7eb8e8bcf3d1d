"""Reads of rooms: which there are, what stands in their agenda, and where a dagdeel is free."""

import calendar
import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Exists, OuterRef, QuerySet

from aanbod.models import Groep
from aanbod.workflow import GROEP_LOPEND
from facilitair.models import Reservering, Ruimte
from facilitair.permissions import kan_ruimtes_zien
from facilitair.ruimtes.vrij import Tijd
from facilitair.workflow import BEZET_DE_RUIMTE
from gemeenten.grond.kalenders import kalender_van_balies
from marktplein.accounts.models import Bezoeker
from marktplein.basis import dagdelen, klok


def ruimtes_voor(user: Bezoeker) -> QuerySet[Ruimte]:
    """The rooms this user may see, also those that are no longer let."""
    alle = Ruimte.objects.select_related("gemeente").order_by("naam")
    return alle if kan_ruimtes_zien(user) else alle.none()


def reserveringen_voor(user: Bezoeker) -> QuerySet[Reservering]:
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


def zaal_nu(groep: Groep) -> Ruimte | None:
    """The one room that all meetings to come have: to choose it again would change nothing."""
    komend = groep.bijeenkomsten.filter(eind__gt=klok.nu())
    zonder = komend.exclude(reservering__staat__in=BEZET_DE_RUIMTE)
    zalen = zaal_van(groep)
    return zalen[0] if len(zalen) == 1 and not zonder.exists() else None


def boekingen(ruimte_ids: Iterable[int], van: dt.date, tot: dt.date) -> list[Reservering]:
    """Bookings that hold one of these rooms on a day from ``van`` up to and including ``tot``, in order of time."""
    periode = DateTimeTZRange(klok.op(van, dt.time()), klok.op(tot + dt.timedelta(days=1), dt.time()))
    return list(
        Reservering.objects.filter(ruimte__in=list(ruimte_ids), staat__in=BEZET_DE_RUIMTE, periode__overlap=periode)
        .select_related("groep__interventie")
        .order_by("periode", "pk")
    )


@dataclass(frozen=True)
class Dag:
    """``dicht``: what a day is called on which the desk is closed."""

    datum: dt.date
    boekingen: list[Reservering] = field(default_factory=list)
    in_maand: bool = True
    dicht: str = ""

    @property
    def is_vandaag(self) -> bool:
        return self.datum == klok.vandaag()


def maand(ruimte: Ruimte, jaar: int, nummer: int) -> list[list[Dag]]:
    """The weeks of a calendar month, Monday to Sunday, each day with its bookings."""
    weken = calendar.Calendar().monthdatescalendar(jaar, nummer)
    per_dag = _per_dag(boekingen([ruimte.pk], weken[0][0], weken[-1][-1]))
    kalender = kalender_van_balies([ruimte.gemeente])
    return [[Dag(dag, per_dag[dag], dag.month == nummer, kalender.waarom_dicht(dag)) for dag in rij] for rij in weken]


def _per_dag(rijen: Iterable[Reservering]) -> dict[dt.date, list[Reservering]]:
    per_dag: dict[dt.date, list[Reservering]] = defaultdict(list)
    for rij in rijen:
        per_dag[klok.lokaal(rij.periode.lower).date()].append(rij)
    return per_dag
