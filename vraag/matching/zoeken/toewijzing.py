"""Who gives which group: assign trainers to groups by augmenting paths.

A group that lacks a trainer asks each suitable one in turn; a trainer who is busy steps over if the group
he or she leaves can find another (Kuhn's Hungarian method on a bipartite graph with capacities; Ahuja,
Magnanti & Orlin, Network Flows, 1993, ch. 12).  When weeks do not matter this finds an assignment whenever
one exists; when series of different lengths overlap it may miss one, and the caller then keeps its old plan.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace

from vraag.matching.probleem.plan import Plan
from vraag.matching.probleem.tellen import druk

Sleutel = tuple[int, int, int]


class Toewijzing:
    """Gives every group of a plan its trainers, moving others' trainers where needed."""

    def __init__(self, plan: Plan, vast: Container[Sleutel] = ()) -> None:
        """`vast` are groups that keep the trainers they have."""
        self.vast = vast
        self.plan = plan
        self.model = plan.model
        self.van: dict[int, list[Sleutel]] = {}
        self.trainers: dict[Sleutel, list[int]] = {}
        for sleutel, blok in sorted(plan.blokken.items()):
            self.trainers[sleutel] = list(blok.trainers)
            for t in blok.trainers:
                self.van.setdefault(t, []).append(sleutel)

    def volmaak(self) -> bool:
        """Complete every group; False leaves the plan untouched."""
        for sleutel, blok in sorted(self.plan.blokken.items()):
            nodig = self.model.inst.interventies[blok.v].trainers
            while len(self.trainers[sleutel]) < nodig:
                if not self._zoek(sleutel, {sleutel}):
                    return False
        anders = [b for s, b in sorted(self.plan.blokken.items()) if list(b.trainers) != sorted(self.trainers[s])]
        for blok in anders:
            self.plan.haal_weg(blok)
        for blok in anders:
            self.plan.plaats(replace(blok, trainers=tuple(sorted(self.trainers[blok.sleutel]))))
        return True

    def _masker(self, sleutel: Sleutel) -> int:
        m, _, v = sleutel
        return self.model.maskers[v][m]

    def _zoek(self, sleutel: Sleutel, bezocht: set[Sleutel]) -> bool:
        """Find one more trainer for this group, possibly by freeing one elsewhere."""
        m, r, v = sleutel
        d = self.model.momenten[m][0]
        wachtrij = []
        for t in self.model.trainers_op(v, m):
            if t in self.trainers[sleutel] or not self.model.trainer_past(t, r, d):
                continue
            botst = self._botsingen(t, sleutel, d)
            if botst == []:
                self._geef(t, sleutel)
                return True
            if botst is not None:
                wachtrij.append((t, botst))
        for t, botst in wachtrij:
            for ander in botst:
                if ander not in bezocht:
                    bezocht.add(ander)
                    if self._wijk(t, ander, sleutel, bezocht):
                        return True
        return False

    def _wijk(self, t: int, ander: Sleutel, sleutel: Sleutel, bezocht: set[Sleutel]) -> bool:
        """Let `t` leave `ander` for `sleutel` when `ander` finds someone else."""
        self._neem(t, ander)
        self._geef(t, sleutel)
        if self._zoek(ander, bezocht):
            return True
        self._neem(t, sleutel)
        self._geef(t, ander)
        return False

    def _botsingen(self, t: int, sleutel: Sleutel, d: int) -> list[Sleutel] | None:
        """Groups any one of which `t` could leave to take this one; [] when free, None when hopeless."""
        masker = self._masker(sleutel)
        raak = [x for x in self.van.get(t, []) if self._masker(x) & masker]
        zelfde = [x for x in raak if self.model.momenten[x[0]][0] == d]
        vast = self.model.trainer_reeksen[t]
        limiet = self.model.limiet[t]
        if len(zelfde) > 1:
            return None
        if not zelfde and druk([*vast, *(self._masker(x) for x in raak)], masker) < limiet:
            return []
        kandidaten = zelfde or raak
        return [
            x
            for x in kandidaten
            if x not in self.vast and druk([*vast, *(self._masker(y) for y in raak if y != x)], masker) < limiet
        ] or None

    def _geef(self, t: int, sleutel: Sleutel) -> None:
        self.trainers[sleutel].append(t)
        self.van.setdefault(t, []).append(sleutel)

    def _neem(self, t: int, sleutel: Sleutel) -> None:
        self.trainers[sleutel].remove(t)
        self.van[t].remove(sleutel)
