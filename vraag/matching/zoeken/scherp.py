"""Stage 5, sharpen: for small regions a tighter bound, and often a better plan, by cutting planes.

A group whose reduced cost is further below zero than the bound lies above the best plan cannot be part of a
better plan (reduced-cost fixing; Baldacci, Christofides & Mingozzi, Math. Programming 115, 2008).  In a
small region the groups that remain can simply all be listed.  Over that complete list HiGHS then does what
column generation cannot: it adds cutting planes at the root, which close the part of the gap that comes
from children who cannot be halved.  Its dual bound there holds for every answer, because the program
relaxes the problem: joins stay fractional, the rule on what stays behind is left out, and rooms that
hardly anyone competes for may host any number of groups, which makes most groups look alike and lets them
be listed once.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import floor

import numpy as np

from vraag.matching.probleem.model import Rij
from vraag.matching.probleem.plan import Leden, Plan, cel_vult
from vraag.matching.probleem.tellen import stukmaten
from vraag.matching.zoeken.buurt import Buurt, vervang
from vraag.matching.zoeken.grens import Relaxatie
from vraag.matching.zoeken.hoofd import Hoofd, Kolom, waarde_min_prijs
from vraag.matching.zoeken.rugzak import Getallen, Rugzak

MEESTE = 9_000
"""More groups than this and the program costs more than it brings"""
GENOEG = 0.003
"""Share of the answer at which the bound is close enough to stop"""
KNOPEN = 1
DELEN = (1.0, 0.5, 0.25)
"""When too many groups matter: list those that can be in a plan this share of the gap below the bound"""
REKEN = 1e-3
KNELPRIJS = 0.5
"""Rooms cheaper than this at a moment are not worth a row"""

Soort = tuple[int, int, int, tuple[int, ...], Leden]
"""(intervention, moment, municipality if that matters, rows of scarce rooms, members)"""


def scherp(hoofd: Hoofd, relaxatie: Relaxatie, plan: Plan, knopen: int) -> tuple[int, Plan]:
    """A valid bound on weighted children, never above that of `relaxatie`, and a plan at least as good.

    Spends the master of `hoofd`.  The groups HiGHS chose may break what the program relaxes, so they are
    offered, in every room that suits them, to the exact program over the whole plan.
    """
    waarde = plan.waarde()[1]
    if waarde >= (1.0 - GENOEG) * relaxatie.grens:
        return relaxatie.grens, plan
    gelukt = _lijst(hoofd, relaxatie, waarde)
    if gelukt is None:
        return relaxatie.grens, plan
    lijst, elders = gelukt
    grens = min(relaxatie.grens, floor(max(lijst.wortel(plan), elders) + REKEN))
    keuze = Buurt(plan, hoofd.rugzakken, lijst.gekozen()).los(knopen)
    beter = plan if keuze is None else vervang(plan, hoofd.rugzakken, keuze) or plan
    return max(beter.waarde()[1], grens), beter


def _lijst(hoofd: Hoofd, relaxatie: Relaxatie, waarde: int) -> tuple[Lijst, float] | None:
    """The groups of any plan above a share of the gap over `waarde`, and a bound on all other plans; None: too many."""
    for deel in DELEN:
        speling = deel * (relaxatie.grens - waarde)
        lijst = Lijst(hoofd, relaxatie.grensduaal)
        if lijst.vul(speling):
            # A plan with an unlisted group is more than `speling` below the bound before that was rounded down.
            return lijst, waarde if deel == 1.0 else relaxatie.grens + 1 - speling
    return None


class Lijst:
    """Every group that matters, once per kind, in the master of `hoofd`."""

    def __init__(self, hoofd: Hoofd, prijs: Getallen) -> None:
        """`prijs` holds the prices per row at which the bound was found."""
        self.hoofd = hoofd
        self.prijs = prijs
        self.ruim = {x for x in hoofd.middelen.ruimte.values() if prijs[x] < KNELPRIJS}
        self.soorten: dict[Soort, Kolom] = {}

    def soort(self, kolom: Kolom) -> Soort:
        v, m, r, leden = kolom
        d, start = self.hoofd.model.momenten[m]
        g = self.hoofd.model.gem_ruimte[r]
        rijen = (self.hoofd.middelen.ruimte[r, d, w] for w in self.hoofd.model.toetsweken(v, start))
        plek = g if (v, m, g) in self.hoofd.middelen.lokaal else -1
        return v, m, plek, tuple(x for x in rijen if x not in self.ruim), leden

    def vul(self, speling: float) -> bool:
        """List the groups an answer better than `speling` below the bound can hold; False when too many."""
        for kolom in self.hoofd.kolommen:
            self.soorten.setdefault(self.soort(kolom), kolom)
        waarde = waarde_min_prijs(self.hoofd.model.gewicht, self.hoofd.kindprijs(self.prijs)).tolist()
        for v, rugzak in self.hoofd.rugzakken.items():
            celprijs = self.hoofd.celprijs(v, self.prijs)
            cellen: list[list[int]] = [[] for _ in rugzak.vraag.rijen]
            for c, nummer in enumerate(rugzak.cel_rij):
                cellen[nummer].append(c)
            for nummer, rij in enumerate(rugzak.vraag.rijen):
                laagst = min(float(celprijs[c]) for c in cellen[nummer])
                for netto, leden in _vullingen(rugzak, rij, waarde, laagst - speling):
                    for c in cellen[nummer]:
                        if celprijs[c] <= netto + speling:
                            kolom = (v, *rugzak.cellen[c], leden)
                            self.soorten.setdefault(self.soort(kolom), kolom)
                    if len(self.soorten) > MEESTE:
                        return False
        return True

    def _begin(self, plan: Plan) -> Getallen:
        """The plan in terms of kinds; groups of one kind add up."""
        for b in plan.blokken.values():
            self.soorten.setdefault(self.soort((b.v, b.m, b.r, b.leden)), (b.v, b.m, b.r, b.leden))
        self.hoofd.voeg_toe(self.soorten.values())
        waar = {k: j for j, k in enumerate(self.hoofd.kolommen)}
        begin = np.zeros(len(waar))
        for b in plan.blokken.values():
            begin[waar[self.soorten[self.soort((b.v, b.m, b.r, b.leden))]]] += 1.0
        return begin

    def wortel(self, plan: Plan) -> float:
        """The bound HiGHS proves at the root node with the plan as incumbent."""
        begin = self._begin(plan)
        hoofd, h, n = self.hoofd, self.hoofd.h, len(begin)
        nummers = np.arange(hoofd.vast, hoofd.vast + n, dtype=np.int32)
        houd = set(self.soorten.values())
        boven = [min(hoofd.model.n[s] // q for s, q in k[3]) if k in houd else 0 for k in hoofd.kolommen]
        h.clearSolver()
        for x in sorted(self.ruim):
            h.changeRowBounds(x, -np.inf, np.inf)
        h.changeColsBounds(n, nummers, np.zeros(n), np.array(boven, dtype=np.float64))
        h.changeColsIntegrality(n, nummers, np.full(n, 1, dtype=np.uint8))
        # Presolve would spend ten times the rest on probing; heuristics look for plans, which is not asked here.
        for naam, keus in (
            ("presolve", "off"),
            ("mip_max_nodes", KNOPEN),
            ("mip_rel_gap", GENOEG),
            ("mip_pscost_minreliable", 0),
            ("mip_heuristic_run_feasibility_jump", False),
        ):
            h.setOptionValue(naam, keus)
        h.setSolution(n, nummers, begin)
        h.run()
        grens = -float(h.getInfo().mip_dual_bound)
        return grens if np.isfinite(grens) else np.inf

    def gekozen(self) -> list[Kolom]:
        """The groups of the best solution HiGHS saw, in every room that suits them."""
        x = np.array(self.hoofd.h.getSolution().col_value)[self.hoofd.vast :]
        model, uit = self.hoofd.model, []
        for j in np.flatnonzero(x > 0.5):
            v, m, _, leden = self.hoofd.kolommen[j]
            uit += [(v, m, r, leden) for r in range(len(model.inst.ruimtes)) if cel_vult(model, v, m, r, leden)]
        return uit


def _vullingen(rugzak: Rugzak, rij: Rij, waarde: list[float], drempel: float) -> Iterator[tuple[float, Leden]]:
    """All ways to fill one row that are worth at least `drempel`, depth first behind a knapsack bound."""
    model, plaatsen = rugzak.model, rij.plaatsen
    wie = [s for i, s in enumerate(rugzak.vraag.signalen) if rij.kandidaten >> i & 1]
    keuzes = []
    for s in sorted(wie):
        signaal = model.inst.signalen[s]
        keuzes.append((s, stukmaten(signaal.splitsbaar, signaal.min_samen, model.n[s])))
    nog = [[0.0] * (plaatsen + 1)]
    for s, maten in reversed(keuzes):
        achter = nog[-1]
        beter = (
            max((achter[p - q] + q * waarde[s] for q in maten if q <= p), default=0.0) for p in range(plaatsen + 1)
        )
        nog.append([max(a, b) for a, b in zip(achter, beter, strict=True)])
    nog.reverse()
    stapel: list[tuple[int, int, float, Leden]] = [(0, plaatsen, 0.0, ())]
    while stapel:
        i, over, tot, leden = stapel.pop()
        if tot + nog[i][over] < drempel:
            continue
        if i == len(keuzes):
            if plaatsen - over >= rugzak.klein:
                yield tot, leden
            continue
        s, maten = keuzes[i]
        stapel.append((i + 1, over, tot, leden))
        stapel += [(i + 1, over - q, tot + q * waarde[s], (*leden, (s, q))) for q in maten if q <= over]
