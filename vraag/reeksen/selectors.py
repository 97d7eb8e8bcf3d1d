"""Standing series that begin soon: which teams are asked to post their demand, and which did."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from gemeenten.grond.fusies import Fusies, fusies, met_voorgangers, opvolger_van, van_nu
from gemeenten.grond.models import Team
from gemeenten.grond.selectors import eigen_teams
from marktplein.accounts.models import Bezoeker
from marktplein.basis import klok
from vraag.models import Besluit, Reeks, Signaal
from vraag.workflow import SignaalStaat

# Teams are asked so long before the month in which the series begins: time to ask around, pool, answer and plan.
AANLOOP = dt.timedelta(weeks=13)
JAAR = dt.timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Oproep:
    """What a standing series asks of one team for its next start.

    ``verwacht``: people of its kind the team asked for in the year before the call; ``gevraagd``: since the call began.
    """

    reeks: Reeks
    team: Team
    begint: dt.date
    verwacht: int = 0
    gevraagd: int = 0

    @property
    def opent(self) -> dt.date:
        """The first day on which the team sees the call."""
        return self.begint - AANLOOP

    @property
    def loopt(self) -> bool:
        return self.opent <= klok.vandaag()


def volgende_start(start_maand: int) -> dt.date:
    """The first day of the month in which a series begins next; the month that runs counts until it is over."""
    vandaag = klok.vandaag()
    return dt.date(vandaag.year + (start_maand < vandaag.month), start_maand, 1)


def oproepen_voor(user: Bezoeker) -> list[Oproep]:
    """The calls that run now for the teams of this user, the first to begin first. One or two queries, or three."""
    teams = eigen_teams(user)
    reeksen = _vaste_reeksen(teams)
    # Who merged matters only to a series of one municipality.
    gegaan = fusies() if any(reeks.gemeente_id for reeks in reeksen) else {}
    return [o for o in oproepen(reeksen, teams, gegaan) if o.loopt and o.reeks.interventie.is_te_vragen]


def oproep_voor(user: Bezoeker, reeks_id: int, team_id: int) -> Oproep | None:
    """The call of one series to one team of this user, when it runs."""
    return next((o for o in oproepen_voor(user) if (o.reeks.pk, o.team.pk) == (reeks_id, team_id)), None)


def oproepen(reeksen: Iterable[Reeks], teams: Sequence[Team], gegaan: Fusies | None = None) -> list[Oproep]:
    """What each accepted series asks of those of ``teams`` (with municipality) that are in its area. Two queries."""
    gegaan = fusies() if gegaan is None else gegaan
    vast = [
        (reeks, team, volgende_start(reeks.start_maand))
        for reeks in reeksen
        for team in teams
        if reeks.start_maand and _in_gebied(team, reeks, gegaan)
    ]
    if not vast:
        return []
    gevraagd = _gevraagd({r.interventie_id for r, _, _ in vast}, teams, min(begint for _, _, begint in vast))
    uit = []
    for reeks, team, begint in sorted(vast, key=lambda v: (v[2], v[0].naam, str(v[1]), v[0].pk)):
        opent = begint - AANLOOP
        eerder = [
            (dag, n) for dag, n in gevraagd.get((team.pk, reeks.interventie_id, reeks.voor), []) if dag >= opent - JAAR
        ]
        uit.append(
            Oproep(
                reeks,
                team,
                begint,
                verwacht=sum(n for dag, n in eerder if dag < opent),
                gevraagd=sum(n for dag, n in eerder if dag >= opent),
            )
        )
    return uit


def teams_van(reeks: Reeks, gemeente_ids: Iterable[int]) -> list[Team]:
    """The active teams in the area of a series, as far as they are in these municipalities."""
    gegaan = fusies()
    gebied = Q(gemeente__subregio=reeks.subregio)
    if reeks.gemeente_id:
        gebied = Q(gemeente__in=_gemeenten_van(reeks.gemeente_id, gegaan))
    hier = van_nu(gemeente_ids, gegaan)
    teams = Team.objects.filter(gebied, gemeente__regio=reeks.regio_id, gemeente__in=hier, actief=True)
    return list(teams.select_related("gemeente").order_by("naam"))


def laatste_vraag(team: Team, reeks: Reeks) -> Signaal | None:
    """The newest need of this team for the training and the people of this series."""
    hetzelfde = Signaal.objects.filter(team=team, interventie=reeks.interventie_id, voor=reeks.voor)
    signalen = hetzelfde.exclude(staat=SignaalStaat.INGETROKKEN)
    return signalen.select_related("interventie", "thema").order_by("-geplaatst_op", "-pk").first()


def _vaste_reeksen(teams: Sequence[Team]) -> list[Reeks]:
    """Those that may be for these teams: of their part of the region, and of any municipality in it."""
    if not teams:
        return []
    hier = Q(gemeente__isnull=False, regio__in={t.gemeente.regio_id for t in teams})
    for regio, subregio in sorted({(t.gemeente.regio_id, t.gemeente.subregio) for t in teams if t.gemeente.subregio}):
        hier |= Q(regio=regio, subregio=subregio)
    return list(Reeks.objects.filter(hier, besluit=Besluit.AANVAARD).select_related("interventie").order_by("pk"))


def _gemeenten_van(gemeente_id: int, gegaan: Fusies) -> frozenset[int]:
    """Where a series of this municipality is for: itself, what went into it, and whoever took it over."""
    return met_voorgangers([gemeente_id], gegaan) | {opvolger_van(gemeente_id, gegaan)}


def _in_gebied(team: Team, reeks: Reeks, gegaan: Fusies) -> bool:
    if reeks.gemeente_id:
        return team.gemeente_id in _gemeenten_van(reeks.gemeente_id, gegaan)
    return (team.gemeente.regio_id, team.gemeente.subregio) == (reeks.regio_id, reeks.subregio)


def _gevraagd(
    interventies: Iterable[int], teams: Sequence[Team], eerste_start: dt.date
) -> dict[tuple[int, int, str], list[tuple[dt.date, int]]]:
    """(team, interventie, for whom) → (day, people) of what was asked since the year before the first call."""
    rijen = (
        Signaal.objects.filter(
            team__in=[t.pk for t in teams],
            interventie__in=set(interventies),
            geplaatst_op__gte=eerste_start - AANLOOP - JAAR,
        )
        .exclude(staat=SignaalStaat.INGETROKKEN)
        .order_by("pk")
        .values_list("team_id", "interventie_id", "voor", "geplaatst_op", "aantal")
    )
    uit: dict[tuple[int, int, str], list[tuple[dt.date, int]]] = {}
    for team, interventie, voor, dag, aantal in rijen:
        uit.setdefault((team, interventie, voor), []).append((dag, aantal))
    return uit
