"""What the kernel's answer asks for and what runs now, in the same terms, so that one can be held against the other."""

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from vraag import matching
from vraag.models import Groepsvoorstel
from vraag.models.voorstel import ligt_vast
from vraag.poolen import ids
from vraag.poolen.momentopname import Momentopname
from vraag.workflow import VOORSTEL_LOPEND, Antwoord, VoorstelSoort

EEN_WEEK = dt.timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Gewenst:
    """A plan for one proposal; two are equal when they ask people the same. ``leden`` is (signaal pk, children)."""

    soort: VoorstelSoort
    interventie: int
    ruimte: int | None
    groep: int | None
    dagdeel: int
    start_week: dt.date
    trainers: tuple[int, ...]
    leden: tuple[tuple[int, int], ...]
    waarom: dict[str, Any] = field(default_factory=dict, compare=False)

    @property
    def kenmerk(self) -> str:
        """The same plan in a later run keeps its proposal, its deadline and its answers."""
        delen = (*self.waar, self.leden)
        return hashlib.sha256(repr(tuple(str(d) for d in delen)).encode()).hexdigest()

    @property
    def waar(self) -> tuple[Any, ...]:
        """All but who is in it."""
        return (
            self.soort,
            self.interventie,
            self.ruimte,
            self.groep,
            self.dagdeel,
            self.start_week,
            self.trainers,
        )

    def groeit_uit(self, plan: "Gewenst") -> bool:
        """Whether this is ``plan`` with more children: the same place, time and trainers, and nobody out of it."""
        nu = dict(self.leden)
        return self.waar == plan.waar and all(nu.get(pk, 0) >= n for pk, n in plan.leden)


def plan_van(v: Groepsvoorstel) -> Gewenst:
    """What a running proposal asks today; wants ``regels`` and ``toezeggingen`` prefetched.

    Read from its lines, not from its ``kenmerk``: a team that stepped out or a trainer who was replaced changed what it
    asks, and what is left of it is just as much a running proposal.
    """
    soort = VoorstelSoort(v.soort)
    trainers = {t.trainer_id for t in v.toezeggingen.all() if t.trainer_id and t.antwoord != Antwoord.NEE}
    return Gewenst(
        soort,
        v.interventie_id,
        v.ruimte_id if soort == VoorstelSoort.NIEUW else None,
        v.groep_id if soort == VoorstelSoort.AANSLUITEN else None,
        v.dagdeel,
        v.start_week,
        tuple(sorted(trainers)),
        tuple(sorted((r.signaal_id, r.aantal) for r in v.regels.all())),
    )


def zonder_ja(regio_id: int, *, vergrendel: bool = False) -> list[Groepsvoorstel]:
    """Running proposals of a run that nobody said yes to and of which no dates moved: they may grow or be moved.

    Three queries.
    """
    vast = Groepsvoorstel.objects.filter(ligt_vast(), regio=regio_id, staat__in=VOORSTEL_LOPEND).values("pk")
    door_een_run = Groepsvoorstel.objects.filter(regio=regio_id, staat__in=VOORSTEL_LOPEND, run__isnull=False)
    lopend = door_een_run.exclude(pk__in=vast)
    if vergrendel:
        lopend = lopend.select_for_update()
    return list(lopend.prefetch_related("regels", "toezeggingen").order_by("pk"))


def gewenste_voorstellen(
    opname: Momentopname, oplossing: matching.Oplossing, lopend: Iterable[Gewenst] = ()
) -> list[Gewenst]:
    """The answer in our own keys: one per new group, and one per team and running group it can join.

    ``lopend`` are the running plans: a plan that is one of them keeps the week people were asked for.
    """
    weken = {_zonder_week(g): g.start_week for g in lopend}
    gewenst = [_nieuwe_groep(opname, g) for g in oplossing.groepen] + _aansluitingen(opname, oplossing)
    return [_in_eigen_week(g, weken.get(_zonder_week(g)), opname.week0) for g in gewenst]


def _zonder_week(g: Gewenst) -> Gewenst:
    return replace(g, start_week=dt.date.min)


def _in_eigen_week(g: Gewenst, eigen: dt.date | None, week0: dt.date) -> Gewenst:
    """Each Tuesday the first week in which a group may start is a week later, and the earliest groups move along.

    Asking everyone anew for that would be silly. The week before week 0 is still a week away or more, and no other new
    group can be in it, so nothing stands in the way of the group as it was proposed.
    """
    if eigen is not None and g.start_week == week0 and eigen == week0 - EEN_WEEK:
        return replace(g, start_week=eigen)
    return g


def _nieuwe_groep(opname: Momentopname, g: matching.Groep) -> Gewenst:
    return Gewenst(
        VoorstelSoort.NIEUW,
        ids.pk_van(g.interventie),
        ids.pk_van(g.ruimte),
        None,
        g.dagdeel,
        opname.week0 + dt.timedelta(weeks=g.startweek),
        tuple(sorted(ids.pk_van(t) for t in g.trainers)),
        tuple(sorted((ids.pk_van(lid.signaal), lid.kinderen) for lid in g.leden)),
        dict(g.waarom),
    )


def _aansluitingen(opname: Momentopname, oplossing: matching.Oplossing) -> list[Gewenst]:
    team_van = {s.id: s.team for s in opname.instantie.signalen}
    groepen = {g.id: g for g in opname.instantie.lopende_groepen}
    per_groep_en_team: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for a in oplossing.aansluitingen:
        per_groep_en_team[a.groep, team_van[a.signaal]].append((ids.pk_van(a.signaal), a.kinderen))
    return [
        Gewenst(
            VoorstelSoort.AANSLUITEN,
            ids.pk_van(groepen[groep_id].interventie),
            None,
            ids.pk_van(groep_id),
            groepen[groep_id].dagdeel,
            opname.week0 + dt.timedelta(weeks=groepen[groep_id].startweek),
            (),
            tuple(sorted(leden)),
        )
        for (groep_id, _), leden in sorted(per_groep_en_team.items())
    ]
