"""Promises: the proposals of a start that people are thinking about, and when a plan keeps them.

A proposal is *kept* by a plan that has the same group: intervention, daypart, room and start week, with at least the
same children of the same requests.  Others may join it, unless it is `vol`: no time is left to ask them.  One that
is not kept was *moved*, and a move has to bring something (`Drempel`), for people were asked to think about it.  One
that is `vast` (looked into, or just asked) is never moved.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from vraag.matching.probleem.model import Model
from vraag.matching.probleem.plan import Leden, Plan

Sleutel = tuple[int, int, int]
"""(moment, room, intervention)"""


@dataclass(frozen=True, slots=True)
class Drempel:
    """What moving proposals must bring: at least `kinderen` more children placed per `voorstellen` moved."""

    kinderen: int = 1
    voorstellen: int = 2

    def __post_init__(self) -> None:
        if self.kinderen < 0 or self.voorstellen < 1:
            raise ValueError("een drempel is minstens 0 kinderen per minstens 1 voorstel")

    def over(self, kinderen: int, verplaatst: int) -> int:
        """What is left of the gain when the moves are paid: negative is not worth it."""
        return self.voorstellen * kinderen - self.kinderen * verplaatst


@dataclass(frozen=True, slots=True)
class Belofte:
    """One proposal of the start that is still legal, in integer form."""

    sleutel: Sleutel
    leden: Leden
    trainers: tuple[int, ...]
    startweek: int
    vast: bool
    vol: bool = False

    def gehouden(self, model: Model, leden: Leden) -> bool:
        """Whether a group in the same cell with these members keeps it."""
        if self.vol and leden != self.leden:
            return False
        nu = dict(leden)
        if any(nu.get(s, 0) < q for s, q in self.leden):
            return False
        return all(model.inst.signalen[s].vroegste_week <= self.startweek for s, _ in leden)


class Beloften:
    """All promises of one region, by cell."""

    def __init__(self, model: Model, beloften: Iterable[Belofte]) -> None:
        self.model = model
        self.per_cel: Mapping[Sleutel, Belofte] = {b.sleutel: b for b in sorted(beloften, key=lambda b: b.sleutel)}

    def __bool__(self) -> bool:
        return bool(self.per_cel)

    def houdt(self, sleutel: Sleutel, leden: Leden) -> Belofte | None:
        """The promise that a group keeps when its own trainers come too, if any."""
        belofte = self.per_cel.get(sleutel)
        return belofte if belofte is not None and belofte.gehouden(self.model, leden) else None

    def gehouden(self, plan: Plan) -> dict[Sleutel, Belofte]:
        """The promises that `plan` keeps."""
        paren = [(blok, self.houdt(sleutel, blok.leden)) for sleutel, blok in sorted(plan.blokken.items())]
        return {b.sleutel: b for blok, b in paren if b is not None and sorted(b.trainers) == sorted(blok.trainers)}

    def gewisseld(self, plan: Plan) -> frozenset[Sleutel]:
        """The promises of which `plan` has all but the trainers who were asked: moved, though nothing else changed."""
        vorm = {sleutel for sleutel, blok in plan.blokken.items() if self.houdt(sleutel, blok.leden) is not None}
        return frozenset(vorm - self.gehouden(plan).keys())

    def verplaatst(self, plan: Plan) -> int:
        """How many promises `plan` does not keep."""
        return len(self.per_cel) - len(self.gehouden(plan))

    def weken(self, plan: Plan) -> dict[Sleutel, int]:
        """The start weeks people were asked for, of the groups that keep a promise."""
        return {sleutel: belofte.startweek for sleutel, belofte in self.gehouden(plan).items()}
