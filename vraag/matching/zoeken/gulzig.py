"""Stage 4, build: plain greedy, the yardstick and the safety net.

Again and again the most valuable group that still fits is added, anywhere, until nothing fits.  With
`prijs` the value of a child and of the room and trainers is corrected by what they are worth elsewhere
(prices of the relaxation), which turns the same loop into a strong rounding heuristic.
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping
from dataclasses import dataclass

from vraag.matching.probleem.plan import Blok, Plan
from vraag.matching.zoeken.rugzak import Getallen, Rugzak, Vulling


@dataclass(frozen=True, slots=True)
class Prijzen:
    """What things are worth elsewhere: per child of a request, and per numbered cell of an intervention."""

    kind: Getallen
    cel: Mapping[int, Getallen]


def gulzig(plan: Plan, rugzakken: dict[int, Rugzak], prijs: Prijzen | None = None, drempel: float = 0.0) -> None:
    """Add groups to `plan` until none is worth more than `drempel` above its price."""
    model = plan.model
    waarde = [float(w) for w in model.gewicht]
    if prijs is not None:
        waarde = [w - float(p) for w, p in zip(waarde, prijs.kind, strict=True)]
    hoop: list[tuple[float, int, Blok]] = []

    def bied(v: int) -> None:
        vulling = rugzakken[v].los(waarde, plan.rest)
        beste = _beste(plan, v, vulling, prijs)
        if beste is not None and beste[0] > drempel:
            heapq.heappush(hoop, (-beste[0], v, beste[1]))

    for v in sorted(rugzakken):
        bied(v)
    while hoop:
        _, v, blok = heapq.heappop(hoop)
        if plan.past(blok):
            plan.plaats(blok)
        bied(v)


def _beste(plan: Plan, v: int, vulling: Vulling, prijs: Prijzen | None) -> tuple[float, Blok] | None:
    """The most valuable cell of intervention `v` for which room and trainers are free."""
    geen: set[tuple[int, int]] = set()
    for waarde, c in vulling.volgorde(None if prijs is None else prijs.cel[v]):
        m, r = vulling.rugzak.cellen[c]
        plek = (m, plan.model.gem_ruimte[r])
        if plek in geen or not plan.ruimte_vrij(v, m, r):
            continue
        trainers = plan.kies_trainers(v, m, r)
        if trainers is not None:
            leden = vulling.leden(int(vulling.rugzak.cel_rij[c]))
            return waarde, Blok(v, m, r, leden, trainers)
        # Without declined combinations all rooms of a municipality have the same trainers.
        if not plan.model.trainer_uit:
            geen.add(plek)
    return None
