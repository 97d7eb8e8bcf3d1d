"""Rooms and trainers as rows of a program: what the relaxation (stage 4) and each neighbourhood (stage 5) share.

A room hosts one group at a time.  Trainers are a flow: for each intervention and moment those sent there
cover what its groups need; a trainer is in one place at a time and within the weekly limit; local trainers
only count for groups in their own municipality, and a group uses no more of them than it has places for
them, so a lone one is not two halves.  Given whole groups the flow comes out whole by itself (Ahuja,
Magnanti & Orlin, Network Flows, 1993), so only groups are ever rounded.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vraag.matching.probleem.model import Model
from vraag.matching.probleem.tellen import druk
from vraag.matching.zoeken.hoogs import Programma
from vraag.matching.zoeken.rugzak import Getallen

Cel = tuple[int, int, int]
"""(intervention, moment, room)"""
Termen = list[tuple[int, float]]
"""(row, coefficient) pairs"""


class Middelen:
    """The rows, and the columns of the flow, in a program.

    `cellen` are where new groups may come; `blijvers` are groups that stay and keep a claim on trainers, of
    other interventions than those in `cellen`; `vastgezet` are groups that stay with the very trainers they have.
    """

    def __init__(
        self,
        model: Model,
        p: Programma,
        cellen: Sequence[Cel],
        blijvers: Sequence[Cel] = (),
        vastgezet: Iterable[tuple[Cel, tuple[int, ...]]] = (),
    ) -> None:
        self.model = model
        self._weg: Counter[tuple[int, ...]] = Counter()
        for (v, m, _), trainers in vastgezet:
            for t in trainers:
                self._weg.update(self._plekken(t, v, m))
        self.p = p
        self.ruimte: dict[tuple[int, int, int], int] = {}
        """(room, daypart, week) → row"""
        self.dekking: dict[tuple[int, int], int] = {}
        self.lokaal: dict[tuple[int, int, int], int] = {}
        """(intervention, moment, municipality) → row"""
        self.hoogstens: dict[tuple[int, int], int] = {}
        self.stroom: list[tuple[int, int, int]] = []
        """(trainer, intervention, moment) of each column of the flow, the first of which is `eerste`"""
        self._agendarij: dict[tuple[int, ...], int] = {}
        self._ruimterijen(cellen)
        nodig, lokaal = self._nodig(blijvers)
        gemeenten: dict[tuple[int, int], set[int]] = {}
        for v, m, r in (*cellen, *blijvers):
            if model.inst.interventies[v].trainers:
                gemeenten.setdefault((v, m), set()).add(model.gem_ruimte[r])
        for (v, m), waar in sorted(gemeenten.items()):
            self._trainerrijen(v, m, waar, nodig, lokaal)
        self.eerste = len(p.kosten)
        for (v, m), waar in sorted(gemeenten.items()):
            for t in model.trainers_op(v, m):
                if model.gem_trainer[t] == -1 or model.gem_trainer[t] in waar:
                    self._stroomkolom(t, v, m)

    def _ruimterijen(self, cellen: Iterable[Cel]) -> None:
        """One row per room, daypart and week in which overlap is tested."""
        for v, m, r in cellen:
            d, start = self.model.momenten[m]
            for w in self.model.toetsweken(v, start):
                if (r, d, w) not in self.ruimte:
                    self.ruimte[r, d, w] = self.p.rij(-np.inf, 1.0)

    def _nodig(self, blijvers: Iterable[Cel]) -> tuple[Mapping[tuple[int, int], int], Mapping[Cel, int]]:
        """Trainers that the groups that stay need, and the most of them that may be local."""
        nodig: dict[tuple[int, int], int] = {}
        lokaal: dict[Cel, int] = {}
        for v, m, r in blijvers:
            plek = (v, m, self.model.gem_ruimte[r])
            nodig[v, m] = nodig.get((v, m), 0) + self.model.inst.interventies[v].trainers
            lokaal[plek] = lokaal.get(plek, 0) + self.model.lokaal_hoogstens(*plek)
        return nodig, lokaal

    def _trainerrijen(
        self, v: int, m: int, gemeenten: set[int], nodig: Mapping[tuple[int, int], int], lokaal: Mapping[Cel, int]
    ) -> None:
        self.dekking[v, m] = self.p.rij(-np.inf, -float(nodig.get((v, m), 0)))
        kan, k = self.model.trainers_op(v, m), self.model.inst.interventies[v].trainers
        for g in sorted(gemeenten & {self.model.gem_trainer[t] for t in kan}):
            self.lokaal[v, m, g] = self.p.rij(-np.inf, float(lokaal.get((v, m, g), 0)))
        if k > 1 and (v, m) not in nodig:
            # Three trainers are enough for one group of two, not for one and a half.
            self.hoogstens[v, m] = self.p.rij(-np.inf, float(len(kan) // k))

    def _stroomkolom(self, t: int, v: int, m: int) -> None:
        """One trainer for one intervention at one moment."""
        model, p = self.model, self.p
        termen = [(self.dekking[v, m], -1.0)]
        if model.gem_trainer[t] != -1:
            termen.append((self.lokaal[v, m, model.gem_trainer[t]], 1.0))
        termen += [(self._plekrij(plek), 1.0) for plek in self._plekken(t, v, m)]
        p.kolom(0.0, termen, geheel=model.weken_tellen)
        self.stroom.append((t, v, m))

    def _plekken(self, t: int, v: int, m: int) -> Iterator[tuple[int, ...]]:
        """What a trainer gives up for a group: (trainer, daypart, week) and (trainer, week)."""
        d, start = self.model.momenten[m]
        for w in self.model.toetsweken(v, start):
            yield t, d, w
            yield t, w

    def _plekrij(self, plek: tuple[int, ...]) -> int:
        """The row of a place in a trainer's diary: one group at a time, and so many in a week."""
        if plek not in self._agendarij:
            t, w = plek[0], plek[-1]
            kan = 1 if len(plek) == 3 else self._limiet(t, w)
            self._agendarij[plek] = self.p.rij(-np.inf, float(kan - self._weg[plek]))
        return self._agendarij[plek]

    def _limiet(self, t: int, w: int) -> int:
        return self.model.limiet[t] - druk(self.model.trainer_reeksen[t], 1 << (w + self.model.nulweek))

    def eigen_termen(self, v: int, m: int, r: int, trainers: Iterable[int]) -> Termen:
        """What a group in this cell takes that comes with these very trainers."""
        d, start = self.model.momenten[m]
        zaal = [(self.ruimte[r, d, w], 1.0) for w in self.model.toetsweken(v, start)]
        return zaal + [(self._plekrij(plek), 1.0) for t in trainers for plek in self._plekken(t, v, m)]

    def termen(self, v: int, m: int, r: int) -> Termen:
        """What a group in this cell takes of rooms and trainers."""
        d, start = self.model.momenten[m]
        uit = [(self.ruimte[r, d, w], 1.0) for w in self.model.toetsweken(v, start)]
        if (v, m) in self.dekking:
            uit.append((self.dekking[v, m], float(self.model.inst.interventies[v].trainers)))
        plek = (v, m, self.model.gem_ruimte[r])
        if plek in self.lokaal:
            uit.append((self.lokaal[plek], -float(self.model.lokaal_hoogstens(*plek))))
        if (v, m) in self.hoogstens:
            uit.append((self.hoogstens[v, m], 1.0))
        return uit


@dataclass(slots=True)
class Celprijzen:
    """Which rows make up the price of each cell of one intervention, for pricing all of them at once."""

    aantal: int
    cel: NDArray[np.int64]
    rij: NDArray[np.int64]
    factor: Getallen

    @classmethod
    def van(cls, termen: Sequence[Termen]) -> Celprijzen:
        """`termen` holds the rows of each cell."""
        plat = [(c, x, f) for c, rijen in enumerate(termen) for x, f in rijen]
        return cls(
            len(termen),
            np.array([c for c, _, _ in plat], dtype=np.int64),
            np.array([x for _, x, _ in plat], dtype=np.int64),
            np.array([f for _, _, f in plat], dtype=np.float64),
        )

    def bij(self, prijs: Getallen) -> Getallen:
        """The price of each cell at these prices per row."""
        return np.bincount(self.cel, weights=self.factor * prijs[self.rij], minlength=self.aantal).astype(np.float64)


class Zalen:
    """Which room, daypart and weeks each cell takes, for a bound on what all rooms can host together.

    `cellen` are the (moment, room) pairs per intervention, in the order of its prices.
    """

    def __init__(self, model: Model, cellen: Mapping[int, Sequence[tuple[int, int]]]) -> None:
        self.weken = model.H
        self.aantal = len(model.inst.ruimtes) * len(model.inst.dagdelen)
        vakken: dict[tuple[int, int], int] = {}
        self.vak: dict[int, NDArray[np.int64]] = {}
        self.plek: dict[int, NDArray[np.int64]] = {}
        for v, paren in cellen.items():
            duur = model.inst.interventies[v].weken
            wanneer = [model.momenten[m] for m, _ in paren]
            nummers = [vakken.setdefault((w, min(w + duur, model.H)), len(vakken)) for _, w in wanneer]
            self.vak[v] = np.array(nummers, dtype=np.int64)
            self.plek[v] = np.array(
                [r * len(model.inst.dagdelen) + d for (d, _), (_, r) in zip(wanneer, paren, strict=True)]
            )
        self.vakken = list(vakken)
        """(first week, week after the last) within the horizon"""

    def hoogstens(self, netto: Mapping[int, Getallen]) -> float:
        """The most that groups worth `netto` can bring together when none overlap in a room: its weeks, one by one."""
        best = np.zeros((len(self.vakken), self.aantal))
        for v, waarde in netto.items():
            np.maximum.at(best, (self.vak[v], self.plek[v]), waarde)
        tot = [np.zeros(self.aantal)]
        for eind in range(1, self.weken + 1):
            tot.append(tot[-1])
            for i, (begin, e) in enumerate(self.vakken):
                if e == eind:
                    tot[eind] = np.maximum(tot[eind], tot[begin] + best[i])
        return float(tot[-1].sum())
