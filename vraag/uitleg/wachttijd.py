"""How long a need waits for a place: an estimate from past needs that also counts those that still wait.

Leaving out who waits would flatter: the long waits are the ones that have not ended. So it is the estimator of
Kaplan and Meier (Nonparametric estimation from incomplete observations, JASA 53, 1958): a need that is still open,
or was withdrawn or expired, counts for as long as it was seen to wait, and no longer.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import DateTimeField, IntegerField, Max, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from aanbod.models import Interventie
from gemeenten.grond.models import Team
from marktplein.basis import klok
from marktplein.basis.kleine_aantallen import MINSTENS
from vraag.models import Regel, Signaal
from vraag.workflow import SIGNAAL_LOPEND, SignaalStaat, VoorstelStaat

# Needs posted longer ago say little about waiting now.
VENSTER_DAGEN = 730
HELFT, MEESTE = 0.5, 0.2

# (whole weeks seen waiting, whether that ended in a place)
Waarneming = tuple[int, bool]


@dataclass(frozen=True, slots=True)
class Wachttijd:
    """``mediaan`` and ``tachtig``: in how many weeks half, and eight out of ten, have a place; None: not reached yet.

    ``vragen`` is how many needs it rests on, ``geplaatst`` how many of them got a place, ``langst`` the longest wait
    that was seen, in weeks.
    """

    vragen: int = 0
    geplaatst: int = 0
    mediaan: int | None = None
    tachtig: int | None = None
    langst: int = 0

    @property
    def genoeg(self) -> bool:
        """Whether there is enough to tell: a middle of places that hardly anybody got is no middle."""
        return self.vragen >= MINSTENS and (self.mediaan is None or self.geplaatst >= MINSTENS)


def schat(waarnemingen: Iterable[Waarneming]) -> Wachttijd:
    """Kaplan–Meier: the share that still waits after each week."""
    rij = list(waarnemingen)
    einde: Counter[int] = Counter(weken for weken, _ in rij)
    plek: Counter[int] = Counter(weken for weken, met_plek in rij if met_plek)
    wacht, te_gaan = 1.0, len(rij)
    mediaan = tachtig = None
    for week in sorted(einde):
        wacht *= 1 - plek[week] / te_gaan
        te_gaan -= einde[week]
        # Sums of fractions: a hair above a half is a half.
        if mediaan is None and wacht <= HELFT + 1e-9:
            mediaan = week
        if tachtig is None and wacht <= MEESTE + 1e-9:
            tachtig = week
            break
    return Wachttijd(len(rij), plek.total(), mediaan, tachtig, max(einde, default=0))


def met_plaatsing(signalen: QuerySet[Signaal]) -> QuerySet[Any]:
    """Adds ``gepland``, the children with a place in a planned group, and ``gepland_op``, when the last was planned."""
    regels = (
        Regel.objects.filter(signaal=OuterRef("pk"), voorstel__staat=VoorstelStaat.GEPLAND).order_by().values("signaal")
    )
    # A group is planned at the moment of the last yes.
    laatste = regels.annotate(m=Coalesce(Max("voorstel__toezeggingen__op"), Max("voorstel__gewijzigd_op"))).values("m")
    aantal = regels.annotate(n=Sum("aantal")).values("n")
    return signalen.annotate(
        gepland=Coalesce(Subquery(aantal), Value(0), output_field=IntegerField()),
        gepland_op=Subquery(laatste, output_field=DateTimeField()),
    )


def waarneming(
    vandaag: dt.date,
    geplaatst_op: dt.date,
    aantal: int,
    staat: str,
    gepland: int,
    gepland_op: dt.datetime | None,
    gewijzigd_op: dt.datetime,
) -> Waarneming | None:
    """What one need tells: it has its place once all its children have; None when it is not known when."""
    if gepland >= aantal and gepland_op is not None:
        dagen = (klok.lokaal(gepland_op).date() - geplaatst_op).days
        return max(1, -(-dagen // 7)), True
    if staat in SIGNAAL_LOPEND:
        return max(0, (vandaag - geplaatst_op).days // 7), False
    if staat in (SignaalStaat.INGETROKKEN, SignaalStaat.VERLOPEN):
        return max(0, (klok.lokaal(gewijzigd_op).date() - geplaatst_op).days // 7), False
    return None


def _lees(signalen: QuerySet[Signaal]) -> list[tuple[int, int, Waarneming]]:
    """(interventie, gemeente, observation) of each need for a training that was posted within the window."""
    vandaag = klok.vandaag()
    velden = ("geplaatst_op", "aantal", "staat", "gepland", "gepland_op", "gewijzigd_op")
    rijen = (
        met_plaatsing(
            signalen.filter(
                interventie__isnull=False,
                geplaatst_op__gt=vandaag - dt.timedelta(days=VENSTER_DAGEN),
                geplaatst_op__lte=vandaag,
            )
        )
        .order_by()
        .values_list("interventie_id", "team__gemeente_id", *velden)
    )
    uit = []
    for interventie, gemeente, *feiten in rijen:
        if (w := waarneming(vandaag, *feiten)) is not None:
            uit.append((interventie, gemeente, w))
    return uit


@dataclass(frozen=True, slots=True)
class Trainingsregel:
    interventie: Interventie
    wachttijd: Wachttijd


def wachttijden(signalen: QuerySet[Signaal]) -> list[Trainingsregel]:
    """The wait per training in these needs: those with enough to go on first, in order of name. Two queries."""
    per: dict[int, list[Waarneming]] = defaultdict(list)
    for interventie, _, w in _lees(signalen):
        per[interventie].append(w)
    namen = Interventie.objects.only("naam", "slug").in_bulk(per)
    regels = [Trainingsregel(namen[pk], schat(rij)) for pk, rij in per.items()]
    return sorted(regels, key=lambda r: (not r.wachttijd.genoeg, r.interventie.naam.casefold(), r.interventie.pk))


def verwachte_wachttijd(team: Team, interventie: Interventie, voor: str) -> tuple[Wachttijd, str]:
    """For a new need of this team for such people, and where it was seen: the municipality if that says enough."""
    rijen = _lees(Signaal.objects.filter(regio_id=team.gemeente.regio_id, interventie=interventie, voor=voor))
    eigen = schat(_van(rijen, team.gemeente_id))
    if eigen.genoeg and eigen.mediaan is not None:
        return eigen, str(team.gemeente)
    return schat(w for _, _, w in rijen), "de regio"


def _van(rijen: Sequence[tuple[int, int, Waarneming]], gemeente_id: int) -> Iterable[Waarneming]:
    return (w for _, gemeente, w in rijen if gemeente == gemeente_id)
