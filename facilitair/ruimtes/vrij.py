"""Which rooms are free when: the answer behind every booking, and what to propose instead of a no.

A ``Tijd`` is (begin, end), aware. Rooms are compared in Python: a region has tens of rooms, a series tens of moments,
and two queries fetch everything there is to know about them.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Q, QuerySet

from aanbod.models import Groep
from facilitair.models import Reservering, Ruimte
from facilitair.workflow import BEZET_DE_RUIMTE
from marktplein.basis import dagdelen, klok
from marktplein.basis.geo import afstand_m

Tijd = tuple[dt.datetime, dt.datetime]
Plek = tuple[float, float]
# Weeks ahead in which another moment for a single booking is looked for.
WEKEN_VOORUIT = 4


@dataclass(frozen=True)
class Zaalvoorstel:
    """A room held against the moments somebody needs.

    ``afstand_m`` is metres from where the group meets now (None: unknown); ``bezet`` are the moments at which it is
    taken; ``te_huur`` whether it is let on all dagdelen concerned; ``te_klein`` says why not everybody
    fits in it, or nothing.
    """

    ruimte: Ruimte
    afstand_m: int | None
    bezet: tuple[Tijd, ...]
    te_huur: bool
    te_klein: str = ""

    @property
    def vrij(self) -> bool:
        """Whether it can be chosen: free, let, and large enough."""
        return not self.bezet and self.te_huur and not self.te_klein


def overlappend(tijden: Sequence[Tijd]) -> QuerySet[Reservering]:
    """Bookings that hold a room between the first begin and the last end of ``tijden``."""
    heel = DateTimeTZRange(min(begin for begin, _ in tijden), max(eind for _, eind in tijden))
    return Reservering.objects.filter(staat__in=BEZET_DE_RUIMTE, periode__overlap=heel).order_by("periode", "pk")


def botsingen(ruimte: Ruimte, tijden: Sequence[Tijd], *, behalve_groep: Groep | None = None) -> list[Tijd]:
    """The moments of ``tijden`` at which somebody else holds ``ruimte``."""
    bezet = _bezet_per_ruimte([ruimte], tijden, behalve_groep)[ruimte.pk]
    return [tijd for tijd in tijden if _raakt(tijd, bezet)]


def te_huur_op(ruimte: Ruimte, tijden: Iterable[Tijd]) -> bool:
    """Whether the room is let at these moments; a room without dagdelen is let always, weekends are not a dagdeel."""
    if not ruimte.dagdelen:
        return True
    return all(dagdelen.van_moment(klok.lokaal(begin)) in ruimte.dagdelen for begin, _ in tijden)


def zaalvoorstellen(
    tijden: Sequence[Tijd],
    *,
    ruimtes: QuerySet[Ruimte],
    dichtbij: Plek | None = None,
    behalve_groep: Groep | None = None,
) -> list[Zaalvoorstel]:
    """Every room of ``ruimtes`` held against ``tijden`` and the size of ``behalve_groep``, whose bookings do not count.

    Those that can be chosen first, those that are too small last; then by number of clashes, then nearest.
    """
    lijst = list(ruimtes)
    if not tijden or not lijst:
        return []
    bezet = _bezet_per_ruimte(lijst, tijden, behalve_groep)
    voorstellen = [
        Zaalvoorstel(
            ruimte=ruimte,
            afstand_m=afstand_m(*dichtbij, ruimte.lat, ruimte.lon) if dichtbij else None,
            bezet=tuple(tijd for tijd in tijden if _raakt(tijd, bezet[ruimte.pk])),
            te_huur=te_huur_op(ruimte, tijden),
            te_klein=behalve_groep.te_klein_in(ruimte.capaciteit) if behalve_groep else "",
        )
        for ruimte in lijst
    ]
    return sorted(voorstellen, key=_volgorde)


def andere_ruimtes(
    ruimte: Ruimte, tijden: Sequence[Tijd], *, minstens: int, behalve_groep: Groep | None = None, hoogstens: int = 3
) -> list[Zaalvoorstel]:
    """Rooms for at least ``minstens`` people that are free at all moments instead of ``ruimte``, nearest first.

    In the same region, and accessible where ``ruimte`` is.
    """
    even_goed = Q(toegankelijk=True) if ruimte.toegankelijk else Q()
    kandidaten = (
        Ruimte.objects.filter(even_goed, actief=True, capaciteit__gte=minstens, gemeente__regio=_regio_van(ruimte))
        .exclude(pk=ruimte.pk)
        .select_related("gemeente")
        .order_by("naam")
    )
    alle = zaalvoorstellen(tijden, ruimtes=kandidaten, dichtbij=(ruimte.lat, ruimte.lon), behalve_groep=behalve_groep)
    return [voorstel for voorstel in alle if voorstel.vrij][:hoogstens]


def _regio_van(ruimte: Ruimte) -> int:
    return int(Ruimte.objects.values_list("gemeente__regio", flat=True).get(pk=ruimte.pk))


def andere_tijden(ruimte: Ruimte, begin: dt.datetime, eind: dt.datetime, *, hoogstens: int = 4) -> list[Tijd]:
    """Moments of the same length at which ``ruimte`` is free: that day, then the same hour in the coming weeks.

    On the same day the usual begin of each dagdeel is tried, and the end of each booking that is in the way.
    """
    duur = eind - begin
    horizon = (begin - dt.timedelta(days=1), eind + dt.timedelta(weeks=WEKEN_VOORUIT))
    bezet = _bezet_per_ruimte([ruimte], [horizon], None)[ruimte.pk]
    dag, uur = klok.lokaal(begin).date(), klok.lokaal(begin).time()
    zelfde_dag = _beginnen_op(dag, bezet)
    weken = (dag + dt.timedelta(weeks=n) for n in range(1, WEKEN_VOORUIT + 1))
    later = [klok.op(datum, uur) for datum in weken if klok.bestaat(datum, uur)]
    kandidaten = [*sorted(zelfde_dag, key=lambda start: (abs(start - begin), start)), *later]
    tijden = [(start, start + duur) for start in kandidaten if start > klok.nu()]
    vrij = [tijd for tijd in tijden if _op_een_dag(tijd) and te_huur_op(ruimte, [tijd]) and not _raakt(tijd, bezet)]
    return vrij[:hoogstens]


def _op_een_dag(tijd: Tijd) -> bool:
    return klok.lokaal(tijd[0]).date() == klok.lokaal(tijd[1]).date()


def _beginnen_op(dag: dt.date, bezet: Sequence[Tijd]) -> set[dt.datetime]:
    gewoon = {klok.op(dag, tijd) for tijd in dagdelen.BEGINTIJD.values()}
    na_een_ander = {eind for _, eind in bezet if klok.lokaal(eind).date() == dag and klok.lokaal(eind).hour < 21}
    return gewoon | na_een_ander


def _bezet_per_ruimte(
    ruimtes: Sequence[Ruimte], tijden: Sequence[Tijd], behalve_groep: Groep | None
) -> dict[int, list[Tijd]]:
    bezet: dict[int, list[Tijd]] = defaultdict(list)
    if not tijden:
        return bezet
    rijen: Any = overlappend(tijden).filter(ruimte__in=[ruimte.pk for ruimte in ruimtes])
    if behalve_groep is not None:
        rijen = rijen.exclude(groep=behalve_groep)
    for ruimte_id, periode in rijen.values_list("ruimte_id", "periode"):
        bezet[ruimte_id].append((periode.lower, periode.upper))
    return bezet


def _raakt(tijd: Tijd, bezet: Iterable[Tijd]) -> bool:
    return any(begin < tijd[1] and tijd[0] < eind for begin, eind in bezet)


def _volgorde(voorstel: Zaalvoorstel) -> tuple[Any, ...]:
    ver = voorstel.afstand_m if voorstel.afstand_m is not None else 0
    return (not voorstel.vrij, bool(voorstel.te_klein), len(voorstel.bezet), ver, voorstel.ruimte.naam)
