"""Two answers beside each other, as plain values to keep: now, and with the changes of a scenario.

Groups are compared by what they mean to people: the same children in the same room at the same time stay; a group of
the same training that keeps most of its children changes; the rest disappears or is new.
"""

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

from aanbod.groepen.services.planning import eerste_lesdagen
from facilitair.models import Ruimte
from gemeenten.grond.models import Gemeente, Team
from vraag import matching
from vraag.poolen import ids
from vraag.wat_als.wijziging import gemeenten_van_teams


@dataclass(frozen=True, slots=True)
class Kant:
    """One side of the comparison: a problem and the answer to it."""

    inst: matching.Instantie
    oplossing: matching.Oplossing

    def geplaatst(self) -> Counter[str]:
        """Children with a place per request."""
        per_signaal: Counter[str] = Counter()
        for groep in self.oplossing.groepen:
            for lid in groep.leden:
                per_signaal[lid.signaal] += lid.kinderen
        for a in self.oplossing.aansluitingen:
            per_signaal[a.signaal] += a.kinderen
        return per_signaal

    def wat_ontbreekt(self) -> dict[str, str]:
        """Per training the reason of most people without a place; the first by name where it is a tie."""
        training_van = {s.id: s.interventie for s in self.inst.signalen}
        per: dict[str, Counter[str]] = defaultdict(Counter)
        for n in self.oplossing.niet_geplaatst:
            per[training_van[n.signaal]][n.reden.code] += n.kinderen
        return {training: min(codes, key=lambda code: (-codes[code], code)) for training, codes in per.items()}

    def cijfers(self) -> dict[str, Any]:
        """Totals of the region; ``wacht_gewogen`` counts a child the heavier the longer it waits."""
        oordeel = matching.controleer(self.inst, self.oplossing)
        return {
            "kinderen": oordeel.kinderen_totaal,
            "geplaatst": oordeel.kinderen_geplaatst,
            "aangesloten": oordeel.doel.aangesloten,
            "wacht": oordeel.kinderen_totaal - oordeel.kinderen_geplaatst,
            "wacht_gewogen": oordeel.gewogen_totaal - oordeel.doel.gewogen,
            "groepen": oordeel.doel.groepen,
            "reis_m": oordeel.doel.reis_m,
            "gat": self.oplossing.gat,
        }


def vergelijk(week0: dt.date, nu: Kant, dan: Kant) -> dict[str, Any]:
    """Everything a scenario tells, as JSON values. A few queries: names, and who merged."""
    namen = _Namen(week0, nu.inst)
    verdwijnt, verandert, verschijnt = _vergelijk_groepen(nu, dan)
    return {
        "nu": nu.cijfers(),
        "dan": dan.cijfers(),
        "interventies": _per_interventie(nu, dan),
        "gemeenten": _per_gemeente(nu, dan),
        "verschijnt": [namen.groep(dan, g) for g in verschijnt],
        "verdwijnt": [namen.groep(nu, g) for g in verdwijnt],
        "verandert": [{"nu": namen.groep(nu, a), "dan": namen.groep(dan, b)} for a, b in verandert],
        "gelijk": len(dan.oplossing.groepen) - len(verschijnt) - len(verandert),
    }


def _per_interventie(nu: Kant, dan: Kant) -> list[dict[str, Any]]:
    """Sorted by name; ``gemeenten`` are those with demand for it, so that a reader's own can be told apart."""
    gemeente_van = gemeenten_van_teams(nu.inst)
    vraag: Counter[str] = Counter()
    gemeenten: dict[str, set[int]] = defaultdict(set)
    soort_van = {}
    for s in nu.inst.signalen:
        vraag[s.interventie] += s.kinderen
        gemeenten[s.interventie].add(ids.pk_van(gemeente_van[s.team]))
        soort_van[s.id] = s.interventie
    geplaatst = [_tel(kant.geplaatst(), soort_van) for kant in (nu, dan)]
    per_gemeente = _per_training_en_gemeente(nu, dan)
    ontbreekt = dan.wat_ontbreekt()
    groepen = [Counter(g.interventie for g in kant.oplossing.groepen) for kant in (nu, dan)]
    return [
        {
            "id": ids.pk_van(i.id),
            "naam": i.naam,
            "voor": ids.voor_van(i.id),
            "ontbreekt": ontbreekt.get(i.id, ""),
            "gemeenten": sorted(gemeenten[i.id]),
            "per_gemeente": per_gemeente.get(i.id, {}),
            "vraag": vraag[i.id],
            "nu": geplaatst[0][i.id],
            "dan": geplaatst[1][i.id],
            "groepen_nu": groepen[0][i.id],
            "groepen_dan": groepen[1][i.id],
        }
        for i in sorted(nu.inst.interventies, key=lambda i: (i.naam, i.id))
    ]


def _per_training_en_gemeente(nu: Kant, dan: Kant) -> dict[str, dict[str, dict[str, int]]]:
    """training → municipality → counts, to tell a reader's own from the rest."""
    gemeente_van = gemeenten_van_teams(nu.inst)
    plek = {"nu": nu.geplaatst(), "dan": dan.geplaatst()}
    uit: dict[str, dict[str, dict[str, int]]] = defaultdict(
        lambda: defaultdict(lambda: {"vraag": 0, "nu": 0, "dan": 0})
    )
    for s in nu.inst.signalen:
        deel = uit[s.interventie][str(ids.pk_van(gemeente_van[s.team]))]
        deel["vraag"] += s.kinderen
        for kant, per_signaal in plek.items():
            deel[kant] += per_signaal[s.id]
    return {interventie: dict(delen) for interventie, delen in uit.items()}


def _per_gemeente(nu: Kant, dan: Kant) -> list[dict[str, Any]]:
    """Sorted by name; only municipalities with demand."""
    gemeente_van_team = gemeenten_van_teams(nu.inst)
    gemeente_van = {s.id: gemeente_van_team[s.team] for s in nu.inst.signalen}
    vraag: Counter[str] = Counter()
    for s in nu.inst.signalen:
        vraag[gemeente_van[s.id]] += s.kinderen
    geplaatst = [_tel(kant.geplaatst(), gemeente_van) for kant in (nu, dan)]
    return [
        {
            "id": ids.pk_van(g.id),
            "naam": g.naam,
            "vraag": vraag[g.id],
            "nu": geplaatst[0][g.id],
            "dan": geplaatst[1][g.id],
        }
        for g in sorted(nu.inst.gemeenten, key=lambda g: (g.naam, g.id))
        if vraag[g.id]
    ]


def _tel(per_signaal: Counter[str], deel_van: dict[str, str]) -> Counter[str]:
    uit: Counter[str] = Counter()
    for signaal, aantal in per_signaal.items():
        uit[deel_van[signaal]] += aantal
    return uit


# --- groups ---------------------------------------------------------------------------------------------------

Groepen = list[matching.Groep]


def _vergelijk_groepen(nu: Kant, dan: Kant) -> tuple[Groepen, list[tuple[matching.Groep, matching.Groep]], Groepen]:
    """(those that disappear, pairs that change, those that appear), each in a fixed order."""
    oud, nieuw = list(nu.oplossing.groepen), list(dan.oplossing.groepen)
    gelijk = {_kenmerk(g) for g in oud} & {_kenmerk(g) for g in nieuw}
    oud = [g for g in oud if _kenmerk(g) not in gelijk]
    nieuw = [g for g in nieuw if _kenmerk(g) not in gelijk]
    kandidaten = sorted(
        (-samen, a.id, b.id, a, b)
        for a in oud
        for b in nieuw
        if a.interventie == b.interventie and 2 * (samen := _samen(a, b)) > max(a.kinderen, b.kinderen)
    )
    paren: list[tuple[matching.Groep, matching.Groep]] = []
    weg_oud, weg_nieuw = set(), set()
    for _, a_id, b_id, a, b in kandidaten:
        if a_id not in weg_oud and b_id not in weg_nieuw:
            paren.append((a, b))
            weg_oud.add(a_id)
            weg_nieuw.add(b_id)
    return [g for g in oud if g.id not in weg_oud], paren, [g for g in nieuw if g.id not in weg_nieuw]


def _kenmerk(g: matching.Groep) -> tuple[object, ...]:
    return (
        g.interventie,
        g.ruimte,
        g.dagdeel,
        g.startweek,
        tuple(sorted((lid.signaal, lid.kinderen) for lid in g.leden)),
    )


def _samen(a: matching.Groep, b: matching.Groep) -> int:
    """Children in both groups."""
    van_a = {lid.signaal: lid.kinderen for lid in a.leden}
    return sum(min(lid.kinderen, van_a.get(lid.signaal, 0)) for lid in b.leden)


class _Namen:
    """Turns groups into values with the names of today."""

    def __init__(self, week0: dt.date, inst: matching.Instantie) -> None:
        self.week0 = week0
        self.ruimtes = dict(Ruimte.objects.order_by("pk").values_list("pk", "naam"))
        self.teams = dict(Team.objects.order_by("pk").values_list("pk", "naam"))
        self.gemeenten = Gemeente.objects.in_bulk([ids.pk_van(g.id) for g in inst.gemeenten])
        self.team_van = {s.id: s.team for s in inst.signalen}
        self.gemeente_van = {t: ids.pk_van(g) for t, g in gemeenten_van_teams(inst).items()}

    def groep(self, kant: Kant, g: matching.Groep) -> dict[str, Any]:
        interventie = next(i for i in kant.inst.interventies if i.id == g.interventie)
        ruimte = next(r for r in kant.inst.ruimtes if r.id == g.ruimte)
        gemeente = self.gemeenten[ids.pk_van(ruimte.gemeente)]
        plek = (gemeente, g.dagdeel, self.week0 + dt.timedelta(weeks=g.startweek))
        extra = ids.is_extra(g.ruimte)
        per_team: Counter[str] = Counter()
        for lid in g.leden:
            per_team[self.team_van[lid.signaal]] += lid.kinderen
        return {
            "interventie": interventie.naam,
            "minimum": interventie.min_grootte,
            "plek": f"Extra ruimte in {gemeente}" if extra else self.ruimtes.get(ids.pk_van(g.ruimte), "Ruimte"),
            "gemeente": gemeente.naam,
            "dagdeel": g.dagdeel,
            # The first real day; the week itself when the school holidays leave none.
            "start": eerste_lesdagen([plek]).get(plek, plek[2]).isoformat(),
            "kinderen": g.kinderen,
            "voor": ids.voor_van(g.interventie),
            "extra_trainer": any(map(ids.is_extra, g.trainers)),
            "teams": [
                {"naam": self.teams[ids.pk_van(t)], "gemeente": self.gemeente_van[t], "kinderen": n}
                for t, n in sorted(per_team.items(), key=lambda paar: (-paar[1], paar[0]))
            ],
        }
