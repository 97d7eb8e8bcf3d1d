"""Stage 4, build: round the relaxation by diving.

The groups the relaxation is surest of are fixed, a batch at a time; what is left is solved again and new
groups are priced for the children, rooms and trainers that remain, so the last groups are made to measure
instead of taken from what happened to be generated (diving with column generation; Sadykov, Vanderbeck,
Pessoa, Tahiri & Uchoa, INFORMS J. on Computing 31, 2019).
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np

from vraag.matching.probleem.plan import Blok, Plan
from vraag.matching.zoeken.grens import kies_kolommen
from vraag.matching.zoeken.hoofd import Hoofd, Kolom, waarde_min_prijs
from vraag.matching.zoeken.hoogs import DRADEN
from vraag.matching.zoeken.rugzak import Getallen
from vraag.matching.zoeken.toewijzing import Toewijzing

ZEKER = 0.9
NAUW = (1e-3, 1e-5)
"""What is about to be rounded need not be solved to the last digit, and another digit is another dive"""
HAAST = 0.12
"""A dive with larger steps does not solve again after pricing: new groups wait for the next step"""
STAART = 20
"""Steps this many times smaller than meant bring little; the greedy stage finishes sooner"""


def duik(hoofd: Hoofd, begin: Plan, deel: float, keer: int) -> tuple[list[Plan], list[Kolom]]:
    """Up to `len(NAUW)` dives from the last relaxation side by side: a plan of each, and all groups they saw.

    They differ by a hair at the start and a percent at the end, and a second one is free on a second processor.
    """
    takken = [hoofd, *(hoofd.tak() for _ in NAUW[1:keer])]
    duiken = [Duik(tak, begin.kopie(), deel, nauw) for tak, nauw in zip(takken, NAUW, strict=False)]
    with ThreadPoolExecutor(DRADEN) as pool:
        plannen = list(pool.map(Duik.duik, duiken))
    return plannen, list(dict.fromkeys(k for tak in takken for k in tak.kolommen))


class Duik:
    """One dive from the last relaxation; leaves the bounds of the master's columns changed."""

    def __init__(self, hoofd: Hoofd, begin: Plan, deel: float, nauw: float = NAUW[0]) -> None:
        self.hoofd = hoofd
        self.nauw = nauw
        self.model = hoofd.model
        self.plan = begin
        self.deel = deel
        self.vast: list[int] = []
        self.dicht: set[int] = set()

    def duik(self) -> Plan:
        """Fix groups until nothing fractional is left; returns a legal plan."""
        x = self.hoofd.binnenpunt(self.nauw)
        if x is None:
            return self.plan
        per_stap = max(2, round(self.deel * float(x.sum())))
        while batch := self._kies(x, per_stap):
            x = self._leg_vast(batch)
            if len(batch) < per_stap / STAART:
                break
            x = self._prijs(x)
        return self._maak_plan()

    def _kies(self, x: Getallen, aantal: int) -> list[int]:
        """The surest legal columns: all that are nearly whole, at least a few."""
        uit: list[int] = []
        vast = set(self.vast)
        for j in np.argsort(-x, kind="stable"):
            if x[j] < 1e-5 or (x[j] < ZEKER and len(uit) >= aantal):
                break
            if int(j) not in vast and self._past(self.hoofd.kolommen[j]):
                self._boek(self.hoofd.kolommen[j])
                uit.append(int(j))
        return uit

    def _past(self, kolom: Kolom) -> bool:
        v, m, r, leden = kolom
        return self.plan.ruimte_vrij(v, m, r) and all(self.plan.mag(s, q) for s, q in leden)

    def _boek(self, kolom: Kolom) -> None:
        v, m, r, leden = kolom
        self.plan.plaats(Blok(v, m, r, leden, ()))

    def _ontboek(self, j: int) -> None:
        v, m, r, _ = self.hoofd.kolommen[j]
        self.plan.haal_weg(self.plan.blokken[m, r, v])

    def _grens(self, j: int, waarde: float) -> None:
        self.hoofd.h.changeColBounds(self.hoofd.vast + j, waarde, waarde)

    def _leg_vast(self, batch: list[int]) -> Getallen:
        """Fix a batch; when trainers do not suffice for all of it, keep what does, one at a time."""
        if not Toewijzing(self.plan).volmaak():
            for j in batch:
                self._ontboek(j)
            batch = [j for j in batch if self._een(j)]
        for j in batch:
            self._grens(j, 1.0)
        self.vast += batch
        self._sluit()
        x = self.hoofd.binnenpunt(self.nauw)
        return x if x is not None else np.zeros(len(self.hoofd.kolommen))

    def _een(self, j: int) -> bool:
        """Take one group when it still fits and trainers are left for it; close it otherwise."""
        if self._past(self.hoofd.kolommen[j]):
            self._boek(self.hoofd.kolommen[j])
            if Toewijzing(self.plan).volmaak():
                return True
            self._ontboek(j)
        self._grens(j, 0.0)
        self.dicht.add(j)
        return False

    def _sluit(self) -> None:
        """Close columns that the rest rule of splittable requests no longer allows."""
        vast = set(self.vast)
        for j, (_, _, _, leden) in enumerate(self.hoofd.kolommen):
            if j not in vast and j not in self.dicht and not all(self.plan.mag(s, q) for s, q in leden):
                self._grens(j, 0.0)
                self.dicht.add(j)

    def _prijs(self, x: Getallen) -> Getallen:
        """One round of pricing for what remains."""
        duaal = self.hoofd.duaal()
        waarde = waarde_min_prijs(self.model.gewicht, self.hoofd.kindprijs(duaal))
        nieuw: list[Kolom] = []
        for v, rugzak in self.hoofd.rugzakken.items():
            vulling = rugzak.los(waarde, self.plan.rest)
            nieuw += kies_kolommen(v, vulling, vulling.beste[rugzak.cel_rij] - self.hoofd.celprijs(v, duaal))
        if not self.hoofd.voeg_toe(nieuw) or self.deel > HAAST:
            return x
        opnieuw = self.hoofd.binnenpunt(self.nauw)
        return x if opnieuw is None else opnieuw

    def _maak_plan(self) -> Plan:
        """Name the trainers; groups for which that fails (declined combinations, weeks) are dropped."""
        blokken = sorted(self.plan.blokken.values(), key=lambda b: b.sleutel)
        if Toewijzing(self.plan).volmaak():
            return self.plan
        for blok in blokken:
            self.plan.haal_weg(blok)
        for blok in blokken:
            self.plan.plaats(blok)
            if not Toewijzing(self.plan).volmaak():
                self.plan.haal_weg(blok)
        return self.plan
