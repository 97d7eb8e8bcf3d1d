"""Stage 8, explain: from which week a room and enough trainers are free for one intervention."""

from __future__ import annotations

from collections.abc import Callable

from vraag.matching.probleem.model import Model
from vraag.matching.probleem.plan import Plan
from vraag.matching.probleem.tellen import druk

MAX_WEKEN = 52


class Agenda:
    """Looks past the horizon, at what `bezetting` (rooms and trainers of all groups) leaves free."""

    def __init__(self, model: Model, v: int, bezetting: Callable[[], Plan]) -> None:
        self.model = model
        self.v = v
        self.iv = model.inst.interventies[v]
        self.bezetting = bezetting
        self._vrij: dict[tuple[int, int], int] = {}
        self._trainers: dict[tuple[int, int, int], list[int]] = {}

    def eerste_week(self, m: int, r: int) -> int:
        """First week after the horizon in which this room and enough trainers are free; kept per cell."""
        if (m, r) not in self._vrij:
            weken = range(self.model.H, MAX_WEKEN + 1)
            self._vrij[m, r] = next((w for w in weken if self._vrij_in(m, r, w)), MAX_WEKEN + 1)
        return self._vrij[m, r]

    def _vrij_in(self, m: int, r: int, week: int) -> bool:
        model, d = self.model, self.model.momenten[m][0]
        masker = model.masker(self.v, week)
        if self.bezetting().ruimte.get((r, d), 0) & masker:
            return False
        plek = (m, model.gem_ruimte[r], week)
        if plek not in self._trainers:
            self._trainers[plek] = [t for t in model.bevoegd[self.v] if self._trainer_vrij(t, r, d, masker)]
        vrij = self._trainers[plek]
        if model.trainer_uit:
            vrij = [t for t in vrij if (t, r, d) not in model.trainer_uit]
        return len(vrij) >= self.iv.trainers

    def _trainer_vrij(self, t: int, r: int, d: int, masker: int) -> bool:
        model = self.model
        if model.gem_trainer[t] not in (-1, model.gem_ruimte[r]) or d not in model.trainer_dagdelen[t]:
            return False
        straks = self.bezetting()
        return not straks.trainer.get((t, d), 0) & masker and druk(straks.reeksen[t], masker) < model.limiet[t]
