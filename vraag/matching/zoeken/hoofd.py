"""Stage 4, bound and build: the master program, one column per filled group.

Rows say that a request gives no more children than it has; rooms and trainers are in `middelen`.  Columns
come from pricing (`rugzak`), rows on trainers that the relaxation breaks are added when asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

from vraag.matching.probleem.model import Model
from vraag.matching.probleem.plan import Leden, vrije_plaatsen
from vraag.matching.zoeken.hoogs import Programma, stil
from vraag.matching.zoeken.lopend import kandidaten
from vraag.matching.zoeken.middelen import Celprijzen, Middelen, Termen, Zalen
from vraag.matching.zoeken.rugzak import Getallen, Rugzak

Kolom = tuple[int, int, int, Leden]
"""(intervention, moment, room, members)"""
NAUW = 1e-8
"""Relative gap at which the interior point stops when nobody asks for less"""
FOUT = 0.01
"""What may be broken when it does, as a share of that gap, but no less than `FOUTLOOS`"""
FOUTLOOS = 1e-7
BREUK = 0.01
"""A row is worth adding when the relaxation breaks it by more than this"""


@dataclass(slots=True)
class Vaststaand:
    """Explicit columns (trainers, joins) in sparse form, to price them without the solver."""

    kosten: Getallen
    boven: Getallen
    kolom: NDArray[np.int64]
    rij: NDArray[np.int64]
    waarde: Getallen

    def voeg_toe(self, kolom: int, rij: int) -> None:
        """Give a column the coefficient 1 in a new row."""
        self.kolom, self.rij = np.append(self.kolom, kolom), np.append(self.rij, rij)
        self.waarde = np.append(self.waarde, 1.0)

    def gereduceerd(self, duaal: Getallen) -> Getallen:
        """Reduced cost of each explicit column."""
        uit = self.kosten.copy()
        np.subtract.at(uit, self.kolom, self.waarde * duaal[self.rij])
        return uit


class Hoofd:
    """The restricted master of one region, with the row numbers of everything."""

    def __init__(self, model: Model, rugzakken: dict[int, Rugzak], plafond: dict[int, int]) -> None:
        """`plafond` is the largest number of children running groups can take, per intervention."""
        self.model = model
        self.rugzakken = rugzakken
        self.kolommen: list[Kolom] = []
        self.bekend: set[Kolom] = set()
        self.x: Getallen = np.zeros(0)
        self.gescherpt: set[int] = set()
        self.alleen: dict[tuple[int, int, int], list[int]] = {}
        self.p = Programma()
        self._signaalrijen(plafond)
        self.middelen = Middelen(model, self.p, [(v, m, r) for v in sorted(rugzakken) for m, r in rugzakken[v].cellen])
        self.zalen = Zalen(model, {v: rugzak.cellen for v, rugzak in rugzakken.items()})
        self.vast = len(self.p.kosten)
        self.vaststaand = self._bevries()
        self.rhs = np.array(self.p.rij_boven)
        self._celprijzen()
        self.h = stil()
        self.h.passModel(self.p.als_lp(ontspannen=True))

    def _signaalrijen(self, plafond: dict[int, int]) -> None:
        model, p = self.model, self.p
        self.rij_signaal = [p.rij(-np.inf, float(n)) for n in model.n]
        for v in sorted(plafond):
            paren = kandidaten(model, v)
            samen = p.rij(-np.inf, float(plafond[v]))
            plek = {g: p.rij(-np.inf, float(vrije_plaatsen(model, g))) for g in sorted({g for g, _ in paren})}
            for g, s in paren:
                termen = [(self.rij_signaal[s], 1.0), (samen, 1.0), (plek[g], 1.0)]
                p.kolom(float(model.gewicht[s]), termen, boven=float(model.n[s]), geheel=False)

    def _bevries(self) -> Vaststaand:
        p = self.p
        begin = np.array(p.begin, dtype=np.int64)
        lengte = begin[1:] - begin[:-1]
        return Vaststaand(
            np.array(p.kosten, dtype=np.float64),
            np.array(p.boven, dtype=np.float64),
            np.repeat(np.arange(len(p.kosten), dtype=np.int64), lengte),
            np.array(p.rijen, dtype=np.int64),
            np.array(p.waarden, dtype=np.float64),
        )

    def _celprijzen(self) -> None:
        self.cellen = {
            v: Celprijzen.van([self.celtermen(v, m, r) for m, r in rugzak.cellen])
            for v, rugzak in self.rugzakken.items()
        }

    def tak(self) -> Hoofd:
        """A copy that can go its own way."""
        uit = copy(self)
        uit.kolommen, uit.bekend = list(self.kolommen), set(self.bekend)
        uit.h = stil()
        uit.h.passModel(self.h.getLp())
        return uit

    def celtermen(self, v: int, m: int, r: int) -> Termen:
        """Coefficients of a group in this cell, its members left out."""
        termen = self.middelen.termen(v, m, r)
        for plek in (-1, self.model.gem_ruimte[r]):
            termen += [(x, -1.0) for x in self.alleen.get((v, m, plek), [])]
        return termen

    def celprijs(self, v: int, duaal: Getallen) -> Getallen:
        """The price of room and trainers for each cell of intervention `v`."""
        return self.cellen[v].bij(duaal)

    def voeg_toe(self, kolommen: Iterable[Kolom]) -> int:
        """Add new columns; returns how many were new."""
        nieuw = [k for k in kolommen if k not in self.bekend]
        nieuw = list(dict.fromkeys(nieuw))
        kosten: list[float] = []
        begin: list[int] = []
        rijen: list[int] = []
        waarden: list[float] = []
        for v, m, r, leden in nieuw:
            begin.append(len(rijen))
            termen = [(self.rij_signaal[s], float(q)) for s, q in leden] + self.celtermen(v, m, r)
            kosten.append(float(sum(self.model.gewicht[s] * q for s, q in leden)))
            for x, f in termen:
                rijen.append(x)
                waarden.append(f)
        if nieuw:
            n = len(nieuw)
            nul, top = np.zeros(n), np.full(n, np.inf)
            self.h.addCols(
                n,
                -np.array(kosten),
                nul,
                top,
                len(rijen),
                np.array(begin, dtype=np.int32),
                np.array(rijen, dtype=np.int32),
                np.array(waarden),
            )
            self.kolommen += nieuw
            self.bekend.update(nieuw)
        return len(nieuw)

    def scherp_aan(self) -> int:
        """Add rows that the last relaxation breaks: a trainer is no more at a moment than there are groups.

        Two halves of a group, each with its own trainers, could otherwise use three of them for half.
        Returns how many were added; the prices of new rows start at nought.
        """
        waar: dict[tuple[int, int, int], list[int]] = {}
        for j, (v, m, r, _) in enumerate(self.kolommen):
            for plek in (-1, self.model.gem_ruimte[r]):
                waar.setdefault((v, m, plek), []).append(self.vast + j)
        nieuw = list(self._gebroken(waar))
        for kolom, sleutel in nieuw:
            leden = waar.get(sleutel, [])
            nummers, factoren = [kolom, *leden], [1.0] + [-1.0] * len(leden)
            self.h.addRow(-np.inf, 0.0, len(nummers), np.array(nummers, dtype=np.int32), np.array(factoren))
            self.alleen.setdefault(sleutel, []).append(len(self.rhs))
            self.rhs = np.append(self.rhs, 0.0)
            self.vaststaand.voeg_toe(kolom, len(self.rhs) - 1)
        if nieuw:
            self._celprijzen()
        return len(nieuw)

    def _gebroken(self, waar: Mapping[tuple[int, int, int], list[int]]) -> Iterator[tuple[int, tuple[int, int, int]]]:
        """Columns of the flow that exceed the groups they can serve: `waar` lists the columns of those."""
        for i, (t, v, m) in enumerate(self.middelen.stroom):
            kolom, sleutel = self.middelen.eerste + i, (v, m, self.model.gem_trainer[t])
            # Columns that came after the last solve have no value yet.
            groepen = sum(float(self.x[j]) for j in waar.get(sleutel, []) if j < len(self.x))
            if kolom not in self.gescherpt and self.x[kolom] > groepen + BREUK:
                self.gescherpt.add(kolom)
                yield kolom, sleutel

    def los(self, nauw: float = NAUW) -> tuple[float, Getallen]:
        """Solve the relaxation to a relative gap of about `nauw`: (value, prices per row, all ≥ 0)."""
        if self.binnenpunt(nauw, "off") is None and self._simplex() is None:
            raise ArithmeticError("de relaxatie is niet opgelost")
        self.x = np.array(self.h.getSolution().col_value)
        return -float(self.h.getInfo().objective_function_value), self.duaal()

    def binnenpunt(self, nauw: float = NAUW, presolve: str = "choose") -> Getallen | None:
        """Values of the group columns by interior point without crossover; None when it does not settle.

        Prices from the middle of the optimal face make better columns than those of a corner, and come
        sooner than a warm simplex start finds them.  Presolve makes a dive faster, whose groups are mostly
        fixed, but without a basis it hands back prices that are a little off: no bound comes from those.
        """
        self.h.clearSolver()
        self.h.setOptionValue("solver", "ipx")
        self.h.setOptionValue("ipm_iteration_limit", 150)
        self.h.setOptionValue("ipm_optimality_tolerance", nauw)
        self.h.setOptionValue("run_crossover", "off")
        self.h.setOptionValue("presolve", presolve)
        self._marge(max(FOUTLOOS, FOUT * nauw))
        self.h.run()
        self._marge(FOUTLOOS)
        self.h.setOptionValue("solver", "simplex")
        opl = self.h.getSolution()
        return np.array(opl.col_value)[self.vast :] if opl.value_valid and opl.dual_valid else None

    def _marge(self, fout: float) -> None:
        for soort in ("primal", "dual"):
            self.h.setOptionValue(f"{soort}_feasibility_tolerance", fout)

    def _simplex(self) -> Getallen | None:
        """The same in a corner, for when the interior point does not settle."""
        self.h.run()
        klaar = (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kModelEmpty)
        return np.array(self.h.getSolution().col_value)[self.vast :] if self.h.getModelStatus() in klaar else None

    def duaal(self) -> Getallen:
        """Prices per row after the last solve."""
        ruw = np.array(self.h.getSolution().row_dual, dtype=np.float64)
        uit: Getallen = np.maximum(0.0, -ruw)
        return uit

    def kindprijs(self, duaal: Getallen) -> Getallen:
        """The price per child of each request."""
        uit: Getallen = duaal[np.array(self.rij_signaal, dtype=np.int64)]
        return uit


def waarde_min_prijs(gewicht: Sequence[int], prijs: Getallen) -> Getallen:
    uit: Getallen = np.asarray(gewicht, dtype=np.float64) - prijs
    return uit
