"""The working plan: proposed groups, joins, and who and what is taken, with cheap add and remove.

All stages that search work on one `Plan`.  It keeps three truths in step: children left per request, weeks
taken per (room, daypart) and per (trainer, daypart) as bit sets, and the series each trainer runs.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from vraag.matching.rugzak import Leden
from vraag.matching.typen import Aansluiting, Groep, Lid, Oplossing
from vraag.matching.voorbereiding import Model, druk, stukmaten


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


def startweken(plan: Plan) -> tuple[dict[tuple[int, int, int], int], Plan]:
    """Start week per group, as early as its members, the room and the trainers allow; and what is then occupied.

    When weeks drop out of the model all groups stand at the last week of the horizon; moving one forward
    cannot make two new groups collide, but a running group may still be in the way, so each move is tested.
    Of the plan that comes back only rooms and trainers mean something: its groups are gone.
    """
    model = plan.model
    weken = {sleutel: model.momenten[sleutel[0]][1] for sleutel in plan.blokken}
    werk = plan.kopie()
    for sleutel in sorted(plan.blokken):
        blok = plan.blokken[sleutel]
        d, laatst = model.momenten[blok.m]
        vroegst = max(model.inst.signalen[s].vroegste_week for s, _ in blok.leden)
        werk.haal_weg(blok)
        start = next((w for w in range(vroegst, laatst) if _vrij_vanaf(werk, blok, d, w)), laatst)
        masker = model.masker(blok.v, start)
        werk.ruimte[blok.r, d] = werk.ruimte.get((blok.r, d), 0) | masker
        for t in blok.trainers:
            werk.trainer[t, d] = werk.trainer.get((t, d), 0) | masker
            werk.reeksen[t].append(masker)
        weken[sleutel] = start
    return weken, werk


def _vrij_vanaf(plan: Plan, blok: Blok, d: int, week: int) -> bool:
    masker = plan.model.masker(blok.v, week)
    if plan.ruimte.get((blok.r, d), 0) & masker:
        return False
    return all(
        not plan.trainer.get((t, d), 0) & masker and druk(plan.reeksen[t], masker) < plan.model.limiet[t]
        for t in blok.trainers
    )


def groepen_van(plan: Plan) -> tuple[Groep, ...]:
    """The proposed groups in words, with ids that depend on nothing but where and when they are."""
    inst, (weken, _) = plan.model.inst, startweken(plan)
    bestaand = {g.id for g in inst.lopende_groepen}
    uit = []
    for sleutel, blok in plan.blokken.items():
        d = plan.model.momenten[blok.m][0]
        v, r, start = inst.interventies[blok.v].id, inst.ruimtes[blok.r].id, weken[sleutel]
        naam = f"N-{v}-{r}-{d}-{start}"
        while naam in bestaand:
            naam = f"N{naam}"
        leden = tuple(Lid(inst.signalen[s].id, q) for s, q in sorted(blok.leden))
        uit.append(Groep(naam, v, r, d, start, tuple(sorted(inst.trainers[t].id for t in blok.trainers)), leden))
    return tuple(sorted(uit, key=lambda g: g.id))


def aansluitingen_van(plan: Plan) -> tuple[Aansluiting, ...]:
    inst = plan.model.inst
    return tuple(
        Aansluiting(inst.lopende_groepen[g].id, inst.signalen[s].id, q)
        for (g, s), q in sorted(plan.aansluitingen.items())
    )


def neem_over(plan: Plan, vorige: Oplossing) -> None:
    """Take over whatever of an earlier answer is still legal and free; drop the rest silently."""
    model = plan.model
    for a in sorted(vorige.aansluitingen, key=lambda a: (a.groep, a.signaal)):
        g, s = model.g_ix.get(a.groep), model.s_ix.get(a.signaal)
        if g is not None and s is not None and kan_aansluiten(plan, g, s, a.kinderen):
            plan.sluit_aan(g, s, a.kinderen)
    for groep in sorted(vorige.groepen, key=lambda g: g.id):
        blok = _als_blok(plan, groep)
        if blok is not None:
            plan.plaats(blok)


def kan_aansluiten(plan: Plan, g: int, s: int, q: int) -> bool:
    """Whether `q` children of request `s` can take free places in running group `g` now."""
    model = plan.model
    if not past_bij_groep(model, g, s) or not plan.mag(s, q) or (g, s) in plan.aansluitingen:
        return False
    groep = model.inst.lopende_groepen[g]
    erbij = [(x, k) for (gg, x), k in plan.aansluitingen.items() if gg == g] + [(s, q)]
    if sum(k for _, k in erbij) > vrije_plaatsen(model, g):
        return False
    signalen = [model.inst.signalen[x] for x, _ in erbij]
    jong = min([groep.leeftijd_min, *(x.leeftijd_min for x in signalen)])
    oud = max([groep.leeftijd_max, *(x.leeftijd_max for x in signalen)])
    return oud - jong <= model.inst.interventies[model.v_van[s]].max_leeftijdsverschil


def vrije_plaatsen(model: Model, g: int) -> int:
    groep = model.inst.lopende_groepen[g]
    iv = model.inst.interventies[model.v_ix[groep.interventie]]
    capaciteit = model.inst.ruimtes[model.r_ix[groep.ruimte]].capaciteit
    return max(0, min(iv.max_grootte, capaciteit) - groep.kinderen)


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


def _als_blok(plan: Plan, groep: Groep) -> Blok | None:
    """An earlier group in integer form when it is still legal in every respect, with its own trainers."""
    model = plan.model
    v, r = model.v_ix.get(groep.interventie), model.r_ix.get(groep.ruimte)
    leden = tuple(sorted((model.s_ix.get(lid.signaal, -1), lid.kinderen) for lid in groep.leden))
    if v is None or r is None or any(s < 0 for s, _ in leden) or v not in model.vragen:
        return None
    start = groep.startweek if model.weken_tellen else model.H - 1
    m = model.m_ix.get((groep.dagdeel, start))
    m = None if m is None else model.vragen[v].later.get((m, r), m)
    if m is None or not cel_vult(model, v, m, r, leden) or not plan.ruimte_vrij(v, m, r):
        return None
    if not all(plan.mag(s, q) for s, q in leden):
        return None
    wil = [model.t_ix[t] for t in groep.trainers if t in model.t_ix]
    trainers = _trainers_of(plan, v, m, r, wil)
    return None if trainers is None else Blok(v, m, r, leden, trainers)


def _trainers_of(plan: Plan, v: int, m: int, r: int, wil: Iterable[int]) -> tuple[int, ...] | None:
    kan = set(plan.model.trainers_op(v, m))
    eigen = tuple(sorted(t for t in wil if t in kan and plan.trainer_vrij(t, v, m, r)))
    if len(eigen) == plan.model.inst.interventies[v].trainers:
        return eigen
    return plan.kies_trainers(v, m, r)


def cel_vult(model: Model, v: int, m: int, r: int, leden: Leden) -> bool:
    """Whether these members form a group of `v` in this cell: its size fits and some age window holds all."""
    vraag, iv = model.vragen[v], model.inst.interventies[v]
    aantal = sum(q for _, q in leden)
    if not iv.min_grootte <= aantal <= min(iv.max_grootte, model.inst.ruimtes[r].capaciteit):
        return False
    if any(s not in vraag.positie for s, _ in leden) or len({s for s, _ in leden}) != len(leden):
        return False
    bits = sum(1 << vraag.positie[s] for s, _ in leden)
    if vraag.open.get((m, r), 0) & bits != bits:
        return False
    return any(venster & bits == bits for venster in vraag.vensters)
