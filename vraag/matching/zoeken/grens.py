"""Stage 4, bound: column generation on the relaxation, and an upper bound that holds at every round.

Groups enter the master when the knapsack says they are worth more than their prices (Gilmore & Gomory,
1961; Lübbecke & Desrosiers, Operations Research 53, 2005).  For any prices ≥ 0 a valid bound follows from
Lagrangian duality: what all requests, rooms and trainers cost at these prices, plus, for each room and
daypart, the most that groups there can be worth above their prices without overlapping.  No
optimality of the master is assumed, so rounding errors of the solver cannot spoil the bound.  Prices are
smoothed towards the best ones seen (Wentges, 1997), which halves the rounds, and while the bound is far off
the master is solved loosely: prices from well inside are as good and come several times sooner (Gondzio,
González-Brevis & Munari, European J. of Operational Research 224, 2013).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import floor

import numpy as np

from vraag.matching.zoeken.hoofd import NAUW, Hoofd, Kolom, waarde_min_prijs
from vraag.matching.zoeken.rugzak import Getallen, Vulling

GLADHEDEN = (0.7, 0.3, 0.0)
EPS = 1e-6
LOSST, DEEL = 0.3, 0.5
"""The master is solved to this share of the gap that is left, and never more loosely than the first number"""
PER_MOMENT = 3
SCHERP_ONDER = 0.03


@dataclass(slots=True)
class Ronde:
    """Outcome of pricing at one set of prices."""

    grens: float
    kolommen: list[Kolom]


@dataclass(slots=True)
class Relaxatie:
    """What column generation hands on: the bound, the last prices per row, and those that gave the bound."""

    grens: int
    duaal: Getallen
    grensduaal: Getallen


def prijs_alles(hoofd: Hoofd, duaal: Getallen) -> Ronde:
    """Price every cell at `duaal`; return the bound there and the columns that improve."""
    model = hoofd.model
    kind = hoofd.kindprijs(duaal)
    waarde = waarde_min_prijs(model.gewicht, kind)
    netto: dict[int, Getallen] = {}
    kolommen: list[Kolom] = []
    for v, rugzak in hoofd.rugzakken.items():
        vulling = rugzak.los(waarde, model.n)
        netto[v] = vulling.beste[rugzak.cel_rij] - hoofd.celprijs(v, duaal)
        kolommen += kies_kolommen(v, vulling, netto[v])
    rc = hoofd.vaststaand.gereduceerd(duaal)
    grens = _som(hoofd.rhs * duaal) + _som(np.maximum(0.0, rc) * hoofd.vaststaand.boven)
    grens += hoofd.zalen.hoogstens(netto)
    return Ronde(grens, kolommen)


def _som(getallen: Getallen) -> float:
    """Added up in one order. A product of matrices (`@`) is handed to BLAS, which orders it by processor and cores."""
    return float(np.add.reduce(getallen))


def kies_kolommen(v: int, vulling: Vulling, netto: Getallen) -> list[Kolom]:
    """The best improving cells per moment of one intervention, each of another row; the best of all first."""
    rugzak = vulling.rugzak
    goed = np.flatnonzero(netto > EPS)
    goed = goed[np.argsort(-netto[goed], kind="stable")]
    moment, rij = rugzak.cel_moment[goed], rugzak.cel_rij[goed]
    per_rij = np.unique(moment * len(rugzak.vraag.rijen) + rij, return_index=True)[1]
    per_rij.sort()
    moment = moment[per_rij]
    volgorde = np.argsort(moment, kind="stable")
    plaats = np.arange(len(volgorde)) - np.searchsorted(moment[volgorde], moment[volgorde])
    keus = goed[per_rij[np.sort(volgorde[plaats < PER_MOMENT])]]
    return [(v, *rugzak.cellen[c], vulling.leden(int(rugzak.cel_rij[c]))) for c in keus]


def genereer(
    hoofd: Hoofd, rondes: int, kloof: float, meld: Callable[[float], None], scherprondes: int = 5
) -> Relaxatie:
    """Run column generation until the bound is within `kloof` of the relaxation, or `rondes` rounds.

    On the way, `scherprondes` times, rows on trainers are added that the relaxation breaks: not before it is
    worth something, and not so often that it never settles.
    """
    beste, midden, keer, nauw = np.inf, None, scherprondes, LOSST
    lp, duaal = hoofd.los(nauw)
    for nummer in range(rondes):
        nieuw = 0
        for glad in GLADHEDEN if midden is not None else (0.0,):
            if glad == 0.0 and nieuw:
                break
            proef = duaal if midden is None else glad * midden + (1 - glad) * duaal
            ronde = prijs_alles(hoofd, proef)
            if ronde.grens < beste:
                beste, midden = ronde.grens, proef
            nieuw += hoofd.voeg_toe(ronde.kolommen)
        klaar = beste - lp < kloof * beste or not (nieuw or nauw > NAUW)
        if keer and beste - lp < max(SCHERP_ONDER, 2 * kloof) * beste:
            keer -= 1
            erbij = hoofd.scherp_aan()
            midden = None if midden is None else np.append(midden, np.zeros(erbij))
            klaar = klaar and not erbij
        if klaar:
            break
        # At loose prices nothing new may be found where exact ones would find it.
        nauw = max(NAUW, min(nauw if nieuw else DEEL * nauw, DEEL * (beste - lp) / max(beste, 1.0)))
        lp, duaal = hoofd.los(nauw)
        meld(nummer / rondes)
    return Relaxatie(floor(beste + EPS), duaal, duaal if midden is None else midden)
