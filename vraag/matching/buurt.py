"""Stage 5, improve: one neighbourhood, solved exactly over candidate groups.

The groups of some interventions are taken out of the plan; everything they held is free again.  From
candidate groups a small integer program picks the best set that fits beside the groups that stay.  The
trainers of *all* groups may change places while it does: they enter as a flow, so a group that stays only
insists on having enough trainers, not on having the same ones.  After the program, augmenting paths name
the trainers.

Candidates are handed over, or found by column generation inside the neighbourhood (`verfijn`).  The latter
prices groups against the very groups they must fit beside, and proves when nothing can be gained, so that
no integer program is needed (price-and-branch within large neighbourhood search; Danna & Le Pape, 2005, in
Desaulniers, Desrosiers & Solomon, Column Generation, ch. 4).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from vraag.matching.hoofd import Kolom
from vraag.matching.hoogs import Programma, Werkbank
from vraag.matching.plan import Blok, Plan
from vraag.matching.rugzak import Getallen, Rugzak
from vraag.matching.toewijzing import Toewijzing
from vraag.matching.voorbereiding import druk

GROEPSKOST = 0.001
WINST = 0.5
"""Less than this above the present groups is no child more"""
MEESTE = 300
PER_MOMENT = 2
VEEL = 1e9
EPS = 1e-6


class Buurt:
    """The program over one neighbourhood: the interventions `vs`, beside everything else in `plan`."""

    def __init__(self, plan: Plan, vs: Iterable[int], kolommen: Iterable[Kolom] = ()) -> None:
        self.model = plan.model
        self.vs = sorted(vs)
        self.plan = plan.kopie()
        self.weg = [b for _, b in sorted(plan.blokken.items()) if b.v in set(self.vs)]
        for blok in self.weg:
            self.plan.haal_weg(blok)
        self.eigen = [(b.v, b.m, b.r, b.leden) for b in self.weg]
        self.kolommen = [k for k in dict.fromkeys([*self.eigen, *kolommen]) if self._past(k)]
        self._bekend = set(self.kolommen)
        self.p = Programma()
        self.plek: dict[tuple[int, int, int], int] = {}
        self.bank: Werkbank | None = None

    def _past(self, kolom: Kolom) -> bool:
        v, m, r, leden = kolom
        return self.plan.ruimte_vrij(v, m, r) and all(self.plan.mag(s, q) for s, q in leden)

    def _winst(self, kolom: Kolom) -> float:
        return sum(self.model.gewicht[s] * q for s, q in kolom[3]) - GROEPSKOST

    def verfijn(self, rugzakken: Mapping[int, Rugzak], rondes: int) -> bool:
        """Find the candidates by column generation; False when even halves of groups bring no child more."""
        cellen = {
            v: [c for c, (m, r) in enumerate(rugzakken[v].cellen) if self.plan.ruimte_vrij(v, m, r)] for v in self.vs
        }
        bank = self.bank = self._bouw([(v, *rugzakken[v].cellen[c]) for v in self.vs for c in cellen[v]])
        index = {v: self._celindex(v, [rugzakken[v].cellen[c] for c in cellen[v]]) for v in self.vs}
        nu = sum(map(self._winst, self.eigen))
        waarde = bank.ontspan()
        for _ in range(rondes):
            if waarde is None:
                return False
            prijs = bank.prijzen()
            nieuw = [
                k
                for v in self.vs
                for k in self._prijs(rugzakken[v], cellen[v], index[v], prijs)
                if k not in self._bekend
            ]
            if not nieuw:
                break
            self._voeg_toe(bank, nieuw)
            self.kolommen += nieuw
            self._bekend.update(nieuw)
            waarde = bank.ontspan()
        if waarde is None or waarde - nu < WINST:
            return False
        self._zeef(bank, waarde - nu)
        return True

    def _zeef(self, bank: Werkbank, winst: float) -> None:
        """Close the columns that no better set can hold (reduced-cost fixing), and the worst of too many."""
        gereduceerd = bank.gereduceerd()[self.vast :]
        eigen = set(self.eigen)
        volgorde = [j for j in np.argsort(-gereduceerd, kind="stable") if self.kolommen[j] not in eigen]
        dicht = [j for i, j in enumerate(volgorde) if i >= MEESTE or gereduceerd[j] < -winst]
        bank.sluit(np.array(dicht, dtype=np.int64) + self.vast)

    def _celindex(self, v: int, cellen: list[tuple[int, int]]) -> tuple[NDArray[np.int64], NDArray[np.int64], Getallen]:
        termen = [(c, x, f) for c, (m, r) in enumerate(cellen) for x, f in self._celtermen(v, m, r)]
        return (
            np.array([c for c, _, _ in termen], dtype=np.int64),
            np.array([x for _, x, _ in termen], dtype=np.int64),
            np.array([f for _, _, f in termen], dtype=np.float64),
        )

    def _prijs(
        self,
        rugzak: Rugzak,
        cellen: list[int],
        index: tuple[NDArray[np.int64], NDArray[np.int64], Getallen],
        prijs: Getallen,
    ) -> list[Kolom]:
        """The best improving groups of one intervention, a few for each moment."""
        waarde = np.zeros(len(self.model.n))
        for s in rugzak.vraag.signalen:
            kind = prijs[self.kinderen[s]] + sum(float(prijs[x]) for x in self.rest[s])
            waarde[s] = self.model.gewicht[s] - kind
        vulling = rugzak.los(waarde, self.plan.rest)
        cel, rij, factor = index
        celprijs = np.bincount(cel, weights=factor * prijs[rij], minlength=len(cellen))
        netto = vulling.beste[rugzak.cel_rij[cellen]] - celprijs
        goed = np.flatnonzero(netto > EPS)
        gezien: dict[int, set[int]] = {}
        uit = []
        for c in goed[np.argsort(-netto[goed], kind="stable")]:
            m, r = rugzak.cellen[cellen[c]]
            nummer = int(rugzak.cel_rij[cellen[c]])
            hier = gezien.setdefault(m, set())
            if nummer not in hier and len(hier) < PER_MOMENT:
                hier.add(nummer)
                uit.append((rugzak.vraag.v, m, r, vulling.leden(nummer)))
        return uit

    def los(self, knopen: int) -> list[Kolom] | None:
        """The groups that are better than those taken out, on level 2 and then in number; None for nothing better."""
        bank = self.bank or self._bouw([(v, m, r) for v, m, r, _ in self.kolommen])
        eigen = set(self.eigen)
        begin = [(self.vast + j, 1.0 if k in eigen else 0.0) for j, k in enumerate(self.kolommen)]
        x = bank.los_geheel(knopen=knopen, start=begin, gat=WINST)
        if x is None:
            return None
        gekozen = [k for j, k in enumerate(self.kolommen) if x[self.vast + j] > 0.5]
        if sum(map(self._winst, gekozen)) <= sum(map(self._winst, self.eigen)) + EPS:
            return None
        return gekozen

    def _voeg_toe(self, bank: Werkbank, kolommen: list[Kolom]) -> None:
        termen = [
            [
                *((self.kinderen[s], float(q)) for s, q in leden),
                *((rij, float(q)) for s, q in leden for rij in self.rest[s]),
                *self._celtermen(v, m, r),
            ]
            for v, m, r, leden in kolommen
        ]
        bank.voeg_toe([self._winst(k) for k in kolommen], termen)

    def _bouw(self, cellen: list[tuple[int, int, int]]) -> Werkbank:
        """Rows for all requests of the neighbourhood and for `cellen` (intervention, moment, room); its columns."""
        p = self.p
        vraag = sorted(s for v in self.vs for s in self.model.per_interventie[v])
        self.kinderen = {s: p.rij(-VEEL, float(self.plan.rest[s])) for s in vraag}
        self.rest = {s: self._restregel(s) for s in vraag}
        paren = {(v, m) for v, m, _ in cellen}
        for v, m, r in cellen:
            d, start = self.model.momenten[m]
            for w in self.model.toetsweken(v, start):
                if (r, d, w) not in self.plek:
                    self.plek[r, d, w] = p.rij(-VEEL, 1.0)
        self.dekking, self.lokaal = self._vraag_naar_trainers(paren)
        self.hoogstens = self._hoogstens(paren)
        for s, rijen in self.rest.items():
            if rijen:
                samen = self.model.inst.signalen[s].min_samen
                p.kolom(0.0, [(rijen[0], -float(samen)), (rijen[1], -float(self.plan.rest[s]))])
        self._stroom()
        self.vast = len(p.kosten)
        bank = Werkbank(p)
        if self.kolommen:
            self._voeg_toe(bank, self.kolommen)
        return bank

    def _celtermen(self, v: int, m: int, r: int) -> list[tuple[int, float]]:
        """Coefficients of a group in this cell, its members left out."""
        d, start = self.model.momenten[m]
        termen = [(self.plek[r, d, w], 1.0) for w in self.model.toetsweken(v, start)]
        k = float(self.model.inst.interventies[v].trainers)
        if k:
            termen.append((self.dekking[v, m], k))
            g = self.model.gem_ruimte[r]
            if (v, m, g) in self.lokaal:
                termen.append((self.lokaal[v, m, g], -float(self.model.lokaal_hoogstens(v, m, g))))
        if (v, m) in self.hoogstens:
            termen.append((self.hoogstens[v, m], 1.0))
        return termen

    def _restregel(self, s: int) -> tuple[int, ...]:
        """Rows for: all children placed, or at least `min_samen` stay behind."""
        signaal, rest = self.model.inst.signalen[s], self.plan.rest[s]
        if not signaal.splitsbaar or signaal.min_samen < 2:
            return ()
        return (self.p.rij(-VEEL, float(rest - signaal.min_samen)), self.p.rij(0.0, VEEL))

    def _vraag_naar_trainers(
        self, paren: set[tuple[int, int]]
    ) -> tuple[dict[tuple[int, int], int], dict[tuple[int, int, int], int]]:
        """Rows that make trainers cover groups, with the groups that stay on the right-hand side."""
        vast: dict[tuple[int, int], int] = {}
        vast_lokaal: dict[tuple[int, int, int], int] = {}
        for m, r, v in self.plan.blokken:
            k, plek = self.model.inst.interventies[v].trainers, (v, m, self.model.gem_ruimte[r])
            vast[v, m] = vast.get((v, m), 0) + k
            vast_lokaal[plek] = vast_lokaal.get(plek, 0) + self.model.lokaal_hoogstens(*plek)
        alle = sorted(paren | set(vast))
        dekking = {vm: self.p.rij(-VEEL, -float(vast.get(vm, 0))) for vm in alle}
        lokaal = {}
        for v, m in alle:
            for g in sorted({self.model.gem_trainer[t] for t in self.model.trainers_op(v, m)} - {-1}):
                lokaal[v, m, g] = self.p.rij(-VEEL, float(vast_lokaal.get((v, m, g), 0)))
        return dekking, lokaal

    def _hoogstens(self, paren: set[tuple[int, int]]) -> dict[tuple[int, int], int]:
        """Rows for: three trainers are enough for one group of two, not for one and a half."""
        uit = {}
        for v, m in sorted(paren):
            k = self.model.inst.interventies[v].trainers
            if k > 1:
                uit[v, m] = self.p.rij(-VEEL, float(len(self.model.trainers_op(v, m)) // k))
        return uit

    def _stroom(self) -> None:
        model, p = self.model, self.p
        plek: dict[tuple[int, int, int], int] = {}
        week: dict[tuple[int, int], int] = {}
        for v, m in self.dekking:
            d, start = model.momenten[m]
            for t in model.trainers_op(v, m):
                termen = [(self.dekking[v, m], -1.0)]
                if model.gem_trainer[t] != -1:
                    termen.append((self.lokaal[v, m, model.gem_trainer[t]], 1.0))
                for w in model.toetsweken(v, start):
                    if (t, d, w) not in plek:
                        plek[t, d, w] = p.rij(-VEEL, 1.0)
                    if (t, w) not in week:
                        bezet = druk(model.trainer_reeksen[t], 1 << (w + model.nulweek))
                        week[t, w] = p.rij(-VEEL, float(model.limiet[t] - bezet))
                    termen += [(plek[t, d, w], 1.0), (week[t, w], 1.0)]
                p.kolom(0.0, termen, geheel=model.weken_tellen)


def vervang(plan: Plan, vs: Iterable[int], groepen: Iterable[Kolom]) -> Plan | None:
    """`plan` with the groups of `vs` replaced, all trainers named; None when that cannot be."""
    uit, oud = plan.kopie(), dict(plan.blokken)
    for sleutel, blok in oud.items():
        if sleutel[2] in set(vs):
            uit.haal_weg(blok)
    for v, m, r, leden in groepen:
        if not uit.ruimte_vrij(v, m, r) or not all(uit.mag(s, q) for s, q in leden):
            return None
        zelfde = oud[m, r, v].trainers if (m, r, v) in oud else ()
        vrij = tuple(t for t in zelfde if uit.trainer_vrij(t, v, m, r))
        uit.plaats(Blok(v, m, r, leden, vrij))
    return uit if Toewijzing(uit).volmaak() else None
