"""What a request that was just posted leads to, told before the next run has spoken. Looks only; changes nothing.

The running proposals that nobody said yes to are yesterday's answer. The kernel adds the new request to it without
taking anything apart (``matching.plaats_signaal``); what comes out is an expectation, and the page says so.
"""

import datetime as dt
import logging
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from aanbod.groepen.services.planning import Plek, eerste_lesdagen
from aanbod.models import Groep, Interventie
from facilitair.models import Ruimte
from gemeenten.grond.models import Team
from marktplein.basis.geo import afstand_m
from vraag import matching
from vraag.models import Reden, Run, Signaal
from vraag.poolen import ids
from vraag.poolen.gewenst import zonder_ja
from vraag.poolen.lopend_plan import alleen_deze_training, lopend_plan
from vraag.poolen.momentopname import Momentopname, maak_momentopname
from vraag.poolen.rust import rust_van
from vraag.voorstellen.wanneer import vanaf
from vraag.workflow import RunStaat, SignaalStaat

log = logging.getLogger(__name__)
LOPEND, VOORSTEL, NIEUW = "lopend", "voorstel", "nieuw"


class NietTeZien(Exception):
    """The kernel could not look ahead now; the run that follows says more."""


@dataclass(frozen=True, slots=True)
class Deelnemer:
    """Children of one team in a group; ``eigen`` is the team that asks."""

    team: Team
    kinderen: int
    eigen: bool


@dataclass(frozen=True, slots=True)
class Uitzicht:
    """A group that children of the signaal can come in.

    ``soort`` is LOPEND (free places in a planned group), VOORSTEL (a group that is proposed already) or NIEUW;
    ``aantal`` the children of this signaal, ``kinderen`` all of them, of ``minimum`` needed and ``plekken`` possible.
    """

    soort: str
    interventie: Interventie
    aantal: int
    kinderen: int
    minimum: int
    plekken: int
    dagdeel: int
    start_week: dt.date
    afstand_m: int
    deelnemers: tuple[Deelnemer, ...] = ()
    ruimte: Ruimte | None = None
    groep: Groep | None = None
    eerste_dag: dt.date | None = None

    @property
    def vanaf(self) -> str:
        """To go after "vanaf": the first real day, for the week may lie in a holiday."""
        return vanaf(self.eerste_dag, self.start_week)


@dataclass(frozen=True, slots=True)
class Vooruitblik:
    """``over`` children have no place yet, and ``reden`` (an unsaved row) says why; None when all have one."""

    uitzichten: tuple[Uitzicht, ...]
    over: int
    reden: Reden | None


def wacht_op_berekening(signaal: Signaal) -> bool:
    """Open, and no run has spoken about it since it was last changed: the moment for a look ahead."""
    if signaal.staat != SignaalStaat.OPEN:
        return False
    gesproken = Reden.objects.filter(signaal=signaal).exists()
    return (
        not gesproken
        or not Run.objects.filter(
            regio=signaal.regio_id,
            staat__in=(RunStaat.KLAAR, RunStaat.ONGEWIJZIGD),
            begonnen_op__gte=signaal.gewijzigd_op,
        ).exists()
    )


def blik_vooruit(signaal: Signaal) -> Vooruitblik:
    """What the kernel expects for this signaal now; a constant number of queries, about a second of work.

    Raises NietTeZien when the region cannot be computed.
    """
    regio = signaal.regio
    naam = ids.signaal(signaal.pk)
    try:
        opname = maak_momentopname(regio)
        if all(s.id != naam for s in opname.instantie.signalen):
            code, rest = opname.buiten.get(signaal.pk, ("", 0))
            return Vooruitblik((), rest, Reden(signaal=signaal, aantal=rest, code=code) if rest else None)
        lopend = zonder_ja(regio.pk)
        vorige = lopend_plan(lopend, opname, rust_van(lopend))
        inst, plan = alleen_deze_training(opname.instantie, vorige, naam)
        plaatsing = matching.plaats_signaal(inst, plan, naam)
    except (matching.InstantieFout, matching.OngeldigAntwoord) as fout:
        log.exception("vooruitkijken voor vraag %s lukte niet", signaal.pk)
        raise NietTeZien from fout
    vertaling = _Vertaling(signaal, opname, plan, plaatsing)
    return Vooruitblik(vertaling.uitzichten(), plaatsing.over, vertaling.reden())


# --- what came out, in our own things -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Vertaling:
    """The kernel's answer about one signaal, turned into rows of our own tables."""

    signaal: Signaal
    opname: Momentopname
    vorige: matching.Oplossing
    plaatsing: matching.Plaatsing

    def reden(self) -> Reden | None:
        reden = self.plaatsing.reden
        if reden is None:
            return None
        return Reden(
            signaal=self.signaal,
            aantal=self.plaatsing.over,
            code=reden.code,
            detail=dict(reden.detail),
            helpt=[dict(h) for h in reden.helpt],
        )

    def uitzichten(self) -> tuple[Uitzicht, ...]:
        """The groups it is in, planned ones first, then in order of start."""
        nieuwe = [g for g in self.plaatsing.oplossing.groepen if g.id in self.plaatsing.groepen]
        lopend = set(self.plaatsing.groepen) - {g.id for g in nieuwe}
        return (*self._in_lopende(lopend), *self._in_nieuwe(nieuwe))

    def _meters(self, lat: float, lon: float) -> int:
        return afstand_m(self.signaal.team.lat, self.signaal.team.lon, lat, lon)

    def _in_lopende(self, namen: set[str]) -> list[Uitzicht]:
        if not namen:
            return []
        groepen = Groep.objects.filter(pk__in=[ids.pk_van(naam) for naam in namen]).select_related(
            "interventie", "gemeente"
        )
        return [
            Uitzicht(
                LOPEND,
                g.interventie,
                aantal := self.plaatsing.groepen[ids.groep(g.pk)],
                g.bezet + aantal,
                g.minimum,
                g.capaciteit,
                g.dagdeel or 0,
                g.start_op,
                self._meters(g.lat or 0.0, g.lon or 0.0),
                groep=g,
                eerste_dag=g.start_op,
            )
            for g in groepen.order_by("start_op", "pk")
        ]

    def _in_nieuwe(self, groepen: list[matching.Groep]) -> list[Uitzicht]:
        if not groepen:
            return []
        ruimtes = Ruimte.objects.select_related("gemeente").in_bulk({ids.pk_van(g.ruimte) for g in groepen})
        interventies = Interventie.objects.in_bulk({ids.pk_van(g.interventie) for g in groepen})
        team_van = {s.id: ids.pk_van(s.team) for s in self.opname.instantie.signalen}
        teams = Team.objects.in_bulk({team_van[lid.signaal] for g in groepen for lid in g.leden})
        bekend = {(_cel(g), lid.signaal) for g in self.vorige.groepen for lid in g.leden}
        plekken = {g.id: self._plek(g, ruimtes[ids.pk_van(g.ruimte)]) for g in groepen}
        lesdagen = eerste_lesdagen(plekken.values())
        uit = []
        for g in sorted(groepen, key=lambda g: (g.startweek, g.id)):
            ruimte, interventie = ruimtes[ids.pk_van(g.ruimte)], interventies[ids.pk_van(g.interventie)]
            per_team: Counter[int] = Counter()
            for lid in g.leden:
                per_team[team_van[lid.signaal]] += lid.kinderen
            uit.append(
                Uitzicht(
                    VOORSTEL if any((_cel(g), lid.signaal) in bekend for lid in g.leden) else NIEUW,
                    interventie,
                    self.plaatsing.groepen[g.id],
                    g.kinderen,
                    interventie.groep_min,
                    interventie.hoogstens_in(ids.voor_van(g.interventie), ruimte.capaciteit),
                    g.dagdeel,
                    plekken[g.id][2],
                    self._meters(ruimte.lat, ruimte.lon),
                    self._deelnemers(per_team, teams),
                    ruimte=ruimte,
                    eerste_dag=lesdagen.get(plekken[g.id]),
                )
            )
        return uit

    def _plek(self, g: matching.Groep, ruimte: Ruimte) -> Plek:
        return ruimte.gemeente, g.dagdeel, self.opname.week0 + dt.timedelta(weeks=g.startweek)

    def _deelnemers(self, per_team: Mapping[int, int], teams: Mapping[int, Team]) -> tuple[Deelnemer, ...]:
        """The own team first, then the largest."""
        eigen = self.signaal.team_id
        volgorde = sorted(per_team, key=lambda pk: (pk != eigen, -per_team[pk], pk))
        return tuple(Deelnemer(teams[pk], per_team[pk], pk == eigen) for pk in volgorde)


def _cel(g: matching.Groep) -> tuple[str, str, int]:
    return (g.interventie, g.ruimte, g.dagdeel)
