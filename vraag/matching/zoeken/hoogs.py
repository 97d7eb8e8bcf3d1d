"""A thin, typed door to HiGHS (Huangfu & Hall, Math. Prog. Comp. 10, 2018), the one solver library used.

Single-threaded, fixed seed, budgets in nodes and simplex iterations: the same model gives the same answer
on a loaded machine as on an idle one.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import highspy
import numpy as np
from numpy.typing import NDArray

ZONDER = (
    "mip_allow_restart",
    "mip_heuristic_run_rins",
    "mip_heuristic_run_rens",
    "mip_heuristic_run_root_reduced_cost",
    "mip_heuristic_run_zi_round",
    "mip_heuristic_run_shifting",
    "mip_heuristic_run_feasibility_jump",
)
"""What costs a small program with a good start two thirds of its time, and brought nothing better"""
DRADEN = 2
"""Programs solved side by side; each is single-threaded, so that a second processor changes nothing but the time"""
ONEINDIG = float(highspy.kHighsInf)


@dataclass(slots=True)
class Programma:
    """A linear or mixed-integer program (maximise), built column by column."""

    kosten: list[float] = field(default_factory=list)
    onder: list[float] = field(default_factory=list)
    boven: list[float] = field(default_factory=list)
    geheel: list[bool] = field(default_factory=list)
    begin: list[int] = field(default_factory=lambda: [0])
    rijen: list[int] = field(default_factory=list)
    waarden: list[float] = field(default_factory=list)
    rij_onder: list[float] = field(default_factory=list)
    rij_boven: list[float] = field(default_factory=list)

    def rij(self, onder: float, boven: float) -> int:
        """Add a constraint; returns its number."""
        self.rij_onder.append(onder)
        self.rij_boven.append(boven)
        return len(self.rij_onder) - 1

    def kolom(
        self,
        kosten: float,
        termen: list[tuple[int, float]],
        *,
        boven: float = 1.0,
        geheel: bool = True,
    ) -> int:
        """Add a variable from 0 to `boven` with its coefficients (row, value); returns its number."""
        self.kosten.append(kosten)
        self.onder.append(0.0)
        self.boven.append(boven)
        self.geheel.append(geheel)
        for rij, waarde in termen:
            self.rijen.append(rij)
            self.waarden.append(waarde)
        self.begin.append(len(self.rijen))
        return len(self.kosten) - 1

    def als_lp(self, *, ontspannen: bool = False) -> highspy.HighsLp:
        """The program as HiGHS wants it; `ontspannen` lets halves pass for wholes.

        It is handed over as a minimisation: of a maximisation the interior point method returns prices with
        the sign turned when it stops without a basis (seen in 1.15.1).
        """
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(self.kosten), len(self.rij_onder)
        lp.col_cost_ = -np.array(self.kosten, dtype=np.double)
        lp.col_lower_ = np.array(self.onder, dtype=np.double)
        lp.col_upper_ = np.array(self.boven, dtype=np.double)
        lp.row_lower_ = np.array(self.rij_onder, dtype=np.double)
        lp.row_upper_ = np.array(self.rij_boven, dtype=np.double)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        lp.a_matrix_.start_ = np.array(self.begin, dtype=np.int32)
        lp.a_matrix_.index_ = np.array(self.rijen, dtype=np.int32)
        lp.a_matrix_.value_ = np.array(self.waarden, dtype=np.double)
        if any(self.geheel) and not ontspannen:
            soort = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
            lp.integrality_ = [soort[g] for g in self.geheel]
        return lp


def stil() -> highspy.Highs:
    """A silent, single-threaded solver with a fixed seed."""
    h = highspy.Highs()  # type: ignore[no-untyped-call]
    for naam, waarde in (("output_flag", False), ("threads", 1), ("random_seed", 7), ("parallel", "off")):
        h.setOptionValue(naam, waarde)
    return h


class Werkbank:
    """One program on the bench: first relaxed, with columns added as they are found, then in whole numbers."""

    def __init__(self, programma: Programma) -> None:
        self.h = stil()
        self.geheel = list(programma.geheel)
        self.h.passModel(programma.als_lp(ontspannen=True))

    def voeg_toe(self, kosten: list[float], termen: list[list[tuple[int, float]]]) -> None:
        """Add whole-number columns from 0 to 1."""
        n = len(kosten)
        lengten = np.array([0, *(len(t) for t in termen)])
        self.h.addCols(
            n,
            -np.array(kosten),
            np.zeros(n),
            np.ones(n),
            int(lengten.sum()),
            np.cumsum(lengten)[:-1].astype(np.int32),
            np.array([rij for t in termen for rij, _ in t], dtype=np.int32),
            np.array([waarde for t in termen for _, waarde in t], dtype=np.double),
        )
        self.geheel += [True] * n

    def ontspan(self) -> float | None:
        """Value of the relaxation, or None when it has no solution."""
        self.h.run()
        if self.h.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        return -float(self.h.getInfo().objective_function_value)

    def prijzen(self) -> NDArray[np.float64]:
        """Price per row of the last relaxation; negative for a row that holds from below."""
        return -np.array(self.h.getSolution().row_dual, dtype=np.float64)

    def gereduceerd(self) -> NDArray[np.float64]:
        """Reduced cost per column of the last relaxation: what one more is worth above its prices."""
        return -np.array(self.h.getSolution().col_dual, dtype=np.float64)

    def sluit(self, kolommen: NDArray[np.int64]) -> None:
        """Take these columns out."""
        nul = np.zeros(len(kolommen))
        self.h.changeColsBounds(len(kolommen), kolommen.astype(np.int32), nul, nul)

    def los_geheel(
        self, *, knopen: int, start: list[tuple[int, float]], gat: float = 1e-4
    ) -> NDArray[np.float64] | None:
        """Best solution within a node budget, or one at most `gat` below the best.

        `start` gives values of some columns; HiGHS completes it.
        """
        nummers = np.flatnonzero(self.geheel).astype(np.int32)
        self.h.clearSolver()
        self.h.changeColsIntegrality(len(nummers), nummers, np.full(len(nummers), 1, dtype=np.uint8))
        # Strong branching took nine tenths of the time of the hardest programs; more nodes do more good.
        self.h.setOptionValue("mip_pscost_minreliable", 0)
        opties = (("mip_max_nodes", knopen), ("mip_rel_gap", 0.0), ("mip_abs_gap", gat))
        for naam, keus in (*opties, *((naam, False) for naam in ZONDER)):
            self.h.setOptionValue(naam, keus)
        kolom, waarde = [j for j, _ in start], [w for _, w in start]
        self.h.setSolution(len(start), np.array(kolom, dtype=np.int32), np.array(waarde))
        self.h.run()
        if self.h.getInfo().primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
            return None
        return np.array(self.h.getSolution().col_value)


def los_geheel(programma: Programma, *, knopen: int) -> NDArray[np.float64] | None:
    """Best solution found within a node budget, or None when none was found."""
    if not programma.kosten:
        return np.zeros(0)
    return Werkbank(programma).los_geheel(knopen=knopen, start=[])
