"""A thin, typed door to HiGHS (Huangfu & Hall, Math. Prog. Comp. 10, 2018), the one solver library used.

Single-threaded, fixed seed, budgets in nodes and simplex iterations: the same model gives the same answer
on a loaded machine as on an idle one.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import highspy
import numpy as np
from numpy.typing import NDArray

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

    def als_lp(self) -> highspy.HighsLp:
        """The program as HiGHS wants it.

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
        if any(self.geheel):
            soort = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
            lp.integrality_ = [soort[g] for g in self.geheel]
        return lp


def stil() -> highspy.Highs:
    """A silent, single-threaded solver with a fixed seed."""
    h = highspy.Highs()  # type: ignore[no-untyped-call]
    for naam, waarde in (("output_flag", False), ("threads", 1), ("random_seed", 7), ("parallel", "off")):
        h.setOptionValue(naam, waarde)
    return h


def los_geheel(
    programma: Programma, *, knopen: int, start: list[float] | None = None, gat: float = 0.0
) -> NDArray[np.float64] | None:
    """Best solution found within a node budget, or None when none was found.

    `start` gives values for the first variables; HiGHS completes it.
    """
    if not programma.kosten:
        return np.zeros(0)
    h = stil()
    h.setOptionValue("mip_max_nodes", knopen)
    h.setOptionValue("mip_rel_gap", gat)
    h.setOptionValue("mip_abs_gap", 1e-6)
    h.passModel(programma.als_lp())
    if start is not None:
        h.setSolution(len(start), np.arange(len(start), dtype=np.int32), np.array(start))
    h.run()
    info = h.getInfo()
    if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return None
    return np.array(h.getSolution().col_value)
