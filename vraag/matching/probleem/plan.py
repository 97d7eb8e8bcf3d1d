"""The working plan: proposed groups, joins, and who and what is taken, with cheap add and remove.

All stages that search work on one `Plan`.  It keeps three truths in step: children left per request, weeks
taken per (room, daypart) and per (trainer, daypart) as bit sets, and the series each trainer runs.
"""

from __future__ import annotations

from dataclasses import dataclass

from vraag.matching.probleem.model import Model
from vraag.matching.probleem.tellen import druk, stukmaten

Leden = tuple[tuple[int, int], ...]
"""(request index, children) pairs, sorted by request"""


@dataclass(frozen=True, slots=True)
class Blok:
    """One proposed group in integer form."""

    v: int
    m: int
    r: int
    leden: Leden
    trainers: tuple[int, ...]

    @property
    def sleutel(self) -> tuple[int, int, int]:
        return (self.m, self.r, self.v)


class Plan:
    """A legal partial answer for one region."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.blokken: dict[tuple[int, int, int], Blok] = {}
        self.aansluitingen: dict[tuple[int, int], int] = {}
        self.rest = list(model.n)
        self.ruimte = dict(model.ruimte_bezet)
        self.trainer = dict(model.trainer_bezet)
        self.reeksen = [list(r) for r in model.trainer_reeksen]

    def kopie(self) -> Plan:
        ander = Plan.__new__(Plan)
        ander.model = self.model
        ander.blokken = dict(self.blokken)
        ander.aansluitingen = dict(self.aansluitingen)
        ander.rest = list(self.rest)
        ander.ruimte = dict(self.ruimte)
        ander.trainer = dict(self.trainer)
        ander.reeksen = [list(r) for r in self.reeksen]
        return ander

    def ruimte_vrij(self, v: int, m: int, r: int) -> bool:
        return not self.ruimte.get((r, self.model.momenten[m][0]), 0) & self.model.maskers[v][m]

    def trainer_vrij(self, t: int, v: int, m: int, r: int) -> bool:
        """Whether `t` (from `trainers_op`) can take this group beside all others in the plan."""
        d, masker = self.model.momenten[m][0], self.model.maskers[v][m]
        if self.trainer.get((t, d), 0) & masker or not self.model.trainer_past(t, r, d):
            return False
        return druk(self.reeksen[t], masker) < self.model.limiet[t]

    def kies_trainers(self, v: int, m: int, r: int) -> tuple[int, ...] | None:
        """The least versatile free trainers for this group, or None when there are too few."""
        nodig = self.model.inst.interventies[v].trainers
        vrij = [t for t in self.model.trainers_op(v, m) if self.trainer_vrij(t, v, m, r)]
        if len(vrij) < nodig:
            return None
        vrij.sort(key=self._veelzijdig)
        return tuple(sorted(vrij[:nodig]))

    def _veelzijdig(self, t: int) -> tuple[bool, int, int]:
        trainer = self.model.inst.trainers[t]
        over = self.model.limiet[t] - len(self.reeksen[t])
        return (trainer.hele_regio, len(trainer.interventies) * len(trainer.dagdelen) * over, t)

    def plaats(self, blok: Blok) -> None:
        """Add a group; the caller has made sure that it fits."""
        d, masker = self.model.momenten[blok.m][0], self.model.maskers[blok.v][blok.m]
        self.blokken[blok.sleutel] = blok
        self.ruimte[blok.r, d] = self.ruimte.get((blok.r, d), 0) | masker
        for t in blok.trainers:
            self.trainer[t, d] = self.trainer.get((t, d), 0) | masker
            self.reeksen[t].append(masker)
        for s, q in blok.leden:
            self.rest[s] -= q

    def haal_weg(self, blok: Blok) -> None:
        d, masker = self.model.momenten[blok.m][0], self.model.maskers[blok.v][blok.m]
        del self.blokken[blok.sleutel]
        self.ruimte[blok.r, d] &= ~masker
        for t in blok.trainers:
            self.trainer[t, d] &= ~masker
            self.reeksen[t].remove(masker)
        for s, q in blok.leden:
            self.rest[s] += q

    def past(self, blok: Blok) -> bool:
        """Whether a group of known shape can be added: room, trainers and children are free."""
        if not self.ruimte_vrij(blok.v, blok.m, blok.r):
            return False
        if not all(self.trainer_vrij(t, blok.v, blok.m, blok.r) for t in blok.trainers):
            return False
        return all(self.mag(s, q) for s, q in blok.leden)

    def mag(self, s: int, q: int) -> bool:
        """Whether `q` children of request `s` may go together now, the rest rule included."""
        signaal = self.model.inst.signalen[s]
        return q in stukmaten(signaal.splitsbaar, signaal.min_samen, self.rest[s])

    def sluit_aan(self, g: int, s: int, q: int) -> None:
        self.aansluitingen[g, s] = self.aansluitingen.get((g, s), 0) + q
        self.rest[s] -= q

    def laat_los(self, g: int, s: int) -> None:
        self.rest[s] += self.aansluitingen.pop((g, s))

    def vrij_bij(self, g: int) -> int:
        """Places of running group `g` that this plan leaves free."""
        return vrije_plaatsen(self.model, g) - sum(q for (gg, _), q in self.aansluitingen.items() if gg == g)

    def leeftijden_bij(self, g: int) -> tuple[int, int]:
        """Youngest and oldest in running group `g`, with those this plan adds."""
        groep = self.model.inst.lopende_groepen[g]
        erbij = [self.model.inst.signalen[s] for gg, s in self.aansluitingen if gg == g]
        jong = min([groep.leeftijd_min, *(x.leeftijd_min for x in erbij)])
        return jong, max([groep.leeftijd_max, *(x.leeftijd_max for x in erbij)])

    def geplaatst(self) -> int:
        """Children with a place, in proposed and in running groups."""
        return sum(self.model.n) - sum(self.rest)

    def waarde(self) -> tuple[int, int, int, int]:
        """The objective as a tuple to be maximised."""
        w, model = self.model.gewicht, self.model
        gewogen = reis = 0
        for blok in self.blokken.values():
            for s, q in blok.leden:
                gewogen += w[s] * q
                reis += q * model.afstand[model.team_van[s]][blok.r]
        for (g, s), q in self.aansluitingen.items():
            r = model.r_ix[model.inst.lopende_groepen[g].ruimte]
            gewogen += w[s] * q
            reis += q * model.afstand[model.team_van[s]][r]
        return (sum(self.aansluitingen.values()), gewogen, -len(self.blokken), -reis)


def kan_aansluiten(plan: Plan, g: int, s: int, q: int) -> bool:
    """Whether `q` children of request `s` can take free places in running group `g` now."""
    model = plan.model
    if not past_bij_groep(model, g, s) or not plan.mag(s, q) or (g, s) in plan.aansluitingen:
        return False
    if q > plan.vrij_bij(g):
        return False
    jong, oud = plan.leeftijden_bij(g)
    signaal = model.inst.signalen[s]
    verschil = max(oud, signaal.leeftijd_max) - min(jong, signaal.leeftijd_min)
    return verschil <= model.inst.interventies[model.v_van[s]].max_leeftijdsverschil


def vrije_plaatsen(model: Model, g: int) -> int:
    groep = model.inst.lopende_groepen[g]
    return max(0, model.plaatsen[model.v_ix[groep.interventie]][model.r_ix[groep.ruimte]] - groep.kinderen)


def past_bij_groep(model: Model, g: int, s: int) -> bool:
    """Rules between one request and one running group that do not depend on who else joins."""
    groep, signaal = model.inst.lopende_groepen[g], model.inst.signalen[s]
    v = model.v_van[s]
    iv = model.inst.interventies[v]
    r = model.r_ix[groep.ruimte]
    jong = min(groep.leeftijd_min, signaal.leeftijd_min)
    oud = max(groep.leeftijd_max, signaal.leeftijd_max)
    return (
        groep.interventie == iv.id
        and groep.dagdeel in signaal.dagdelen
        and signaal.vroegste_week <= groep.startweek
        and model.afstand[model.team_van[s]][r] <= signaal.max_m
        and (s, r, groep.dagdeel) not in model.uitgesloten
        and oud - jong <= iv.max_leeftijdsverschil
        and iv.leeftijd_min <= jong
        and oud <= iv.leeftijd_max
    )


def cel_vult(model: Model, v: int, m: int, r: int, leden: Leden) -> bool:
    """Whether these members form a group of `v` in this cell: its size fits and some age window holds all."""
    vraag, iv = model.vragen[v], model.inst.interventies[v]
    aantal = sum(q for _, q in leden)
    if not iv.min_grootte <= aantal <= model.plaatsen[v][r]:
        return False
    if any(s not in vraag.positie for s, _ in leden) or len({s for s, _ in leden}) != len(leden):
        return False
    bits = sum(1 << vraag.positie[s] for s, _ in leden)
    if vraag.open.get((m, r), 0) & bits != bits:
        return False
    return any(venster & bits == bits for venster in vraag.vensters)
