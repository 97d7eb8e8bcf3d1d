"""Stage 5, improve: one neighbourhood, solved exactly over a pool of candidate groups.

Some groups are taken out of the plan; everything they held is free again.  From a pool of candidate groups
a small integer program picks the best set that fits beside the groups that stay.  The trainers of *all*
groups may change places while it does: they enter as a flow, so a group that stays only insists on having
enough trainers, not on having the same ones.  After the program, augmenting paths name the trainers.
"""

from __future__ import annotations

from collections.abc import Iterable

from vraag.matching.hoofd import Kolom
from vraag.matching.hoogs import Programma, los_geheel
from vraag.matching.plan import Blok, Plan
from vraag.matching.toewijzing import Toewijzing
from vraag.matching.voorbereiding import druk

GROEPSKOST = 0.001
VEEL = 1e9


class Buurt:
    """The program over one neighbourhood."""

    def __init__(self, plan: Plan, weg: Iterable[Blok], kolommen: Iterable[Kolom]) -> None:
        self.model = plan.model
        self.oud = plan
        self.plan = plan.kopie()
        self.weg = sorted(weg, key=lambda b: b.sleutel)
        for blok in self.weg:
            self.plan.haal_weg(blok)
        eigen = [(b.v, b.m, b.r, b.leden) for b in self.weg]
        self.kolommen = [k for k in dict.fromkeys([*eigen, *kolommen]) if self._past(k)]
        self.p = Programma()

    def _past(self, kolom: Kolom) -> bool:
        v, m, r, leden = kolom
        return self.plan.ruimte_vrij(v, m, r) and all(self.plan.mag(s, q) for s, q in leden)

    def los(self, knopen: int) -> Plan | None:
        """A plan at least as good on level 2 and number of groups, or None when nothing better came out."""
        self._bouw()
        eigen = {(b.v, b.m, b.r, b.leden) for b in self.weg}
        begin = [1.0 if k in eigen else 0.0 for k in self.kolommen]
        x = los_geheel(self.p, knopen=knopen, start=begin)
        if x is None:
            return None
        gekozen = [k for i, k in enumerate(self.kolommen) if x[i] > 0.5]
        if sum(map(self._winst, gekozen)) <= sum(map(self._winst, eigen)) + 1e-9:
            return None
        for v, m, r, leden in gekozen:
            oud = self.oud.blokken.get((m, r, v))
            zelfde = oud.trainers if oud is not None else ()
            vrij = tuple(t for t in zelfde if self.plan.trainer_vrij(t, v, m, r))
            self.plan.plaats(Blok(v, m, r, leden, vrij))
        return self.plan if Toewijzing(self.plan).volmaak() else None

    def _winst(self, kolom: Kolom) -> float:
        return sum(self.model.gewicht[s] * q for s, q in kolom[3]) - GROEPSKOST

    def _bouw(self) -> None:
        p = self.p
        kinderen = {
            s: p.rij(-VEEL, float(self.plan.rest[s])) for s in sorted({s for k in self.kolommen for s, _ in k[3]})
        }
        extra = {s: self._restregel(s) for s in kinderen}
        cel: dict[tuple[int, int, int], int] = {}
        dekking, lokaal = self._vraag_naar_trainers()
        for v, m, r, leden in self.kolommen:
            d, start = self.model.momenten[m]
            termen = [(kinderen[s], float(q)) for s, q in leden]
            termen += [(rij, float(q)) for s, q in leden for rij in extra[s]]
            for w in self.model.toetsweken(v, start):
                if (r, d, w) not in cel:
                    cel[r, d, w] = p.rij(-VEEL, 1.0)
                termen.append((cel[r, d, w], 1.0))
            k = float(self.model.inst.interventies[v].trainers)
            if k:
                termen.append((dekking[v, m], k))
                plek = (v, m, self.model.gem_ruimte[r])
                if plek in lokaal:
                    termen.append((lokaal[plek], -k))
            p.kolom(self._winst((v, m, r, leden)), termen)
        for s, (hoog, laag) in ((s, rijen) for s, rijen in extra.items() if rijen):
            samen = self.model.inst.signalen[s].min_samen
            p.kolom(0.0, [(hoog, -float(samen)), (laag, -float(self.plan.rest[s]))])
        self._stroom(dekking, lokaal)

    def _restregel(self, s: int) -> tuple[int, ...]:
        """Rows for: all children placed, or at least `min_samen` stay behind."""
        signaal, rest = self.model.inst.signalen[s], self.plan.rest[s]
        if not signaal.splitsbaar or signaal.min_samen < 2:
            return ()
        return (self.p.rij(-VEEL, float(rest - signaal.min_samen)), self.p.rij(0.0, VEEL))

    def _vraag_naar_trainers(self) -> tuple[dict[tuple[int, int], int], dict[tuple[int, int, int], int]]:
        """Rows that make trainers cover groups, with the groups that stay on the right-hand side."""
        vast: dict[tuple[int, int], int] = {}
        vast_lokaal: dict[tuple[int, int, int], int] = {}
        for m, r, v in self.plan.blokken:
            k, plek = self.model.inst.interventies[v].trainers, (v, m, self.model.gem_ruimte[r])
            vast[v, m] = vast.get((v, m), 0) + k
            vast_lokaal[plek] = vast_lokaal.get(plek, 0) + k
        paren = sorted({(v, m) for v, m, _, _ in self.kolommen} | set(vast))
        dekking = {vm: self.p.rij(-VEEL, -float(vast.get(vm, 0))) for vm in paren}
        lokaal = {}
        for v, m in paren:
            for g in sorted({self.model.gem_trainer[t] for t in self.model.trainers_op(v, m)} - {-1}):
                lokaal[v, m, g] = self.p.rij(-VEEL, float(vast_lokaal.get((v, m, g), 0)))
        return dekking, lokaal

    def _stroom(self, dekking: dict[tuple[int, int], int], lokaal: dict[tuple[int, int, int], int]) -> None:
        model, p = self.model, self.p
        plek: dict[tuple[int, int, int], int] = {}
        week: dict[tuple[int, int], int] = {}
        for v, m in dekking:
            d, start = model.momenten[m]
            for t in model.trainers_op(v, m):
                termen = [(dekking[v, m], -1.0)]
                if model.gem_trainer[t] != -1:
                    termen.append((lokaal[v, m, model.gem_trainer[t]], 1.0))
                for w in model.toetsweken(v, start):
                    if (t, d, w) not in plek:
                        plek[t, d, w] = p.rij(-VEEL, 1.0)
                    if (t, w) not in week:
                        bezet = druk(model.trainer_reeksen[t], 1 << (w + model.nulweek))
                        week[t, w] = p.rij(-VEEL, float(model.limiet[t] - bezet))
                    termen += [(plek[t, d, w], 1.0), (week[t, w], 1.0)]
                p.kolom(0.0, termen, geheel=model.weken_tellen)
