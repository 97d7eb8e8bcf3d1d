"""The master program: one column per filled group, trainers as a flow on the side.

Rows say that a request gives no more children than it has, a room hosts one group at a time, and trainers
suffice: for each intervention and moment the trainers sent there cover what its groups need, local
trainers only count for groups in their own municipality (a lone one for one place in each, not for two
halves), and a trainer is in one place at a time and within the weekly limit.  Given whole groups, the
trainer part is a network flow and comes out whole by itself (Ahuja, Magnanti & Orlin, Network Flows, 1993),
so only groups are ever rounded.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

from vraag.matching.hoogs import Programma, stil
from vraag.matching.lopend import kandidaten
from vraag.matching.plan import vrije_plaatsen
from vraag.matching.rugzak import Getallen, Leden, Rugzak
from vraag.matching.voorbereiding import Model, druk

Kolom = tuple[int, int, int, Leden]
"""(intervention, moment, room, members)"""


BREUK = 0.01


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
        self.gescherpt: set[tuple[int, int, int]] = set()
        self.alleen: dict[tuple[int, int, int], list[int]] = {}
        self.extra: dict[tuple[int, int], list[tuple[int, float]]] = {}
        self.p = Programma()
        self._signaalrijen(plafond)
        self._celrijen()
        self._trainerrijen()
        self.vast = len(self.p.kosten)
        self.vaststaand = self._bevries()
        self.rhs = np.array(self.p.rij_boven)
        self._celprijzen()
        self.h = stil()
        self.h.passModel(self.p.als_lp())

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

    def _celrijen(self) -> None:
        """One row per room, daypart and week in which overlap is tested."""
        self.rij_cel: dict[tuple[int, int, int], int] = {}
        for v in sorted(self.rugzakken):
            for m, r in self.rugzakken[v].cellen:
                d, start = self.model.momenten[m]
                for w in self.model.toetsweken(v, start):
                    if (r, d, w) not in self.rij_cel:
                        self.rij_cel[r, d, w] = self.p.rij(-np.inf, 1.0)

    def _trainerrijen(self) -> None:
        model, p = self.model, self.p
        self.rij_dekking: dict[tuple[int, int], int] = {}
        self.rij_lokaal: dict[tuple[int, int, int], int] = {}
        self.stroom: list[tuple[int, int, int]] = []
        plek: dict[tuple[int, int, int], int] = {}
        week: dict[tuple[int, int], int] = {}
        for v in sorted(self.rugzakken):
            if not model.inst.interventies[v].trainers:
                continue
            for m in sorted({m for m, _ in self.rugzakken[v].cellen}):
                self.rij_dekking[v, m] = p.rij(-np.inf, 0.0)
                k = model.inst.interventies[v].trainers
                if k > 1:
                    rij = p.rij(-np.inf, float(len(model.trainers_op(v, m)) // k))
                    self.extra.setdefault((v, m), []).append((rij, 1.0))
                gemeenten = {model.gem_ruimte[r] for mm, r in self.rugzakken[v].cellen if mm == m}
                for t in model.trainers_op(v, m):
                    if model.gem_trainer[t] == -1 or model.gem_trainer[t] in gemeenten:
                        self._stroomkolom(t, v, m, plek, week)

    def _stroomkolom(
        self, t: int, v: int, m: int, plek: dict[tuple[int, int, int], int], week: dict[tuple[int, int], int]
    ) -> None:
        """One trainer for one intervention at one moment."""
        model, p = self.model, self.p
        d, start = model.momenten[m]
        termen = [(self.rij_dekking[v, m], -1.0)]
        if model.gem_trainer[t] != -1:
            sleutel = (v, m, model.gem_trainer[t])
            if sleutel not in self.rij_lokaal:
                self.rij_lokaal[sleutel] = p.rij(-np.inf, 0.0)
            termen.append((self.rij_lokaal[sleutel], 1.0))
        for w in model.toetsweken(v, start):
            if (t, d, w) not in plek:
                plek[t, d, w] = p.rij(-np.inf, 1.0)
            if (t, w) not in week:
                bezet = druk(model.trainer_reeksen[t], 1 << (w + model.nulweek))
                week[t, w] = p.rij(-np.inf, float(model.limiet[t] - bezet))
            termen += [(plek[t, d, w], 1.0), (week[t, w], 1.0)]
        p.kolom(0.0, termen, geheel=False)
        self.stroom.append((t, v, m))

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
        """Per intervention the rows (and factors) whose prices make up the price of each cell."""
        self.cel_index: dict[int, tuple[NDArray[np.int64], NDArray[np.int64], Getallen]] = {}
        for v in sorted(self.rugzakken):
            cel, rij, factor = [], [], []
            for c, (m, r) in enumerate(self.rugzakken[v].cellen):
                for x, f in self.celtermen(v, m, r):
                    cel.append(c)
                    rij.append(x)
                    factor.append(f)
            self.cel_index[v] = (np.array(cel, dtype=np.int64), np.array(rij, dtype=np.int64), np.array(factor))

    def celtermen(self, v: int, m: int, r: int) -> list[tuple[int, float]]:
        """Coefficients of a group in this cell, its members left out."""
        d, start = self.model.momenten[m]
        termen = [(self.rij_cel[r, d, w], 1.0) for w in self.model.toetsweken(v, start)]
        k = float(self.model.inst.interventies[v].trainers)
        if k:
            termen.append((self.rij_dekking[v, m], k))
            g = self.model.gem_ruimte[r]
            if (v, m, g) in self.rij_lokaal:
                termen.append((self.rij_lokaal[v, m, g], -float(self.model.lokaal_hoogstens(v, m, g))))
        termen += self.extra.get((v, m), [])
        for plek in (-1, self.model.gem_ruimte[r]):
            termen += [(x, -1.0) for x in self.alleen.get((v, m, plek), [])]
        return termen

    def celprijs(self, v: int, duaal: Getallen) -> Getallen:
        """The price of room and trainers for each cell of intervention `v`."""
        cel, rij, factor = self.cel_index[v]
        prijs = np.bincount(cel, weights=factor * duaal[rij], minlength=len(self.rugzakken[v].cellen))
        return prijs.astype(np.float64)

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
        x = self.x
        groepen: dict[tuple[int, int, int], float] = {}
        waar: dict[tuple[int, int, int], list[int]] = {}
        for j, (v, m, r, _) in enumerate(self.kolommen):
            waarde = float(x[self.vast + j]) if self.vast + j < len(x) else 0.0
            for plek in (-1, self.model.gem_ruimte[r]):
                groepen[v, m, plek] = groepen.get((v, m, plek), 0.0) + waarde
                waar.setdefault((v, m, plek), []).append(self.vast + j)
        eerste = self.vast - len(self.stroom)
        nieuw = []
        for i, (t, v, m) in enumerate(self.stroom):
            sleutel = (v, m, self.model.gem_trainer[t])
            if x[eerste + i] > groepen.get(sleutel, 0.0) + BREUK and (t, v, m) not in self.gescherpt:
                self.gescherpt.add((t, v, m))
                nieuw.append((eerste + i, sleutel))
        for kolom, sleutel in nieuw:
            leden = waar.get(sleutel, [])
            self.h.addRow(
                -np.inf,
                0.0,
                len(leden) + 1,
                np.array([kolom, *leden], dtype=np.int32),
                np.array([1.0] + [-1.0] * len(leden)),
            )
            self.alleen.setdefault(sleutel, []).append(len(self.rhs))
            self.rhs = np.append(self.rhs, 0.0)
            self.vaststaand.voeg_toe(kolom, len(self.rhs) - 1)
        if nieuw:
            self._celprijzen()
        return len(nieuw)

    def los(self) -> tuple[float, Getallen]:
        """Solve the relaxation by interior point: (value, prices per row, all ≥ 0).

        Prices from the middle of the optimal face make better columns than those of a corner, and come
        sooner than a warm simplex start finds them.
        """
        self._binnendoor("off")
        opl = self.h.getSolution()
        if not (opl.value_valid and opl.dual_valid) and self.probeer() is None:
            raise ArithmeticError("de relaxatie is niet opgelost")
        self.x = np.array(self.h.getSolution().col_value)
        return -float(self.h.getInfo().objective_function_value), self.duaal()

    def _binnendoor(self, kruis: str) -> None:
        self.h.clearSolver()
        self.h.setOptionValue("solver", "ipx")
        self.h.setOptionValue("ipm_iteration_limit", 150)
        self.h.setOptionValue("run_crossover", kruis)
        self.h.run()
        self.h.setOptionValue("solver", "simplex")

    def binnenpunt(self) -> Getallen | None:
        """Column values from the middle of the relaxation; None when the method does not settle."""
        self._binnendoor("off")
        opl = self.h.getSolution()
        if not (opl.value_valid and opl.dual_valid):
            return None
        return np.array(opl.col_value)[self.vast :]

    def probeer(self) -> Getallen | None:
        """Column values from a warm simplex start, or None when the fixed groups leave no solution."""
        self.h.run()
        klaar = (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kModelEmpty)
        if self.h.getModelStatus() not in klaar:
            return None
        return np.array(self.h.getSolution().col_value)[self.vast :]

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
