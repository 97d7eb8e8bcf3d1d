"""Stage 2, prune: what may be a group at all, dropping everything that can never be part of an answer.

A *cell* is a room at a moment for one intervention.  Per cell and per maximal age window the candidate
requests are known beforehand: available, within reach, right age, not excluded.  Many cells share the same
candidates and capacity, so they share one *row* and are filled by one knapsack.  Rows whose candidates
are contained in those of another window of the same cell, cannot reach the smallest size, or lack trainers
are dropped.  This is the domination and preprocessing step usual for set packing by column generation
(Desaulniers, Desrosiers & Solomon, Column Generation, 2005, ch. 1).

Even when weeks count (`indeling`), a series that runs past the horizon anyway may as well start in the last week its
room and trainers are free: that holds them in fewer weeks and lets the same requests in, so its earlier starts are
left out (the answer moves groups forward again, `vertaling.startweken`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from vraag.matching.probleem.indeling import Indeling
from vraag.matching.probleem.typen import Instantie, Interventie


@dataclass(frozen=True, slots=True)
class Rij:
    """One knapsack: candidate positions (bit set over the intervention's requests) and places available.

    `cellen` are the (moment index, room index) pairs that share it.
    """

    kandidaten: int
    plaatsen: int
    cellen: tuple[tuple[int, int], ...]


@dataclass(slots=True)
class Vraag:
    """Everything about one intervention: its requests (region indices) and its knapsack rows.

    `open` maps each cell that rooms and trainers allow to its candidates of any age; `vensters` holds the
    requests of each age window.  Both as bit sets over `signalen`, in which `positie` finds a request.
    `later` maps each cell without a row to the later moment that stands for it.
    """

    v: int
    signalen: list[int]
    vensters: list[int]
    positie: dict[int, int]
    open: dict[tuple[int, int], int] = field(default_factory=dict)
    later: dict[tuple[int, int], int] = field(default_factory=dict)
    rijen: list[Rij] = field(default_factory=list)


class Model(Indeling):
    """One region in integer form, with the knapsack rows of each intervention (`vragen`)."""

    def __init__(self, inst: Instantie, interventies: Iterable[str] | None = None) -> None:
        """`interventies` limits the knapsack rows to these ids; None builds them all."""
        super().__init__(inst)
        wil = None if interventies is None else set(interventies)
        self.vragen: dict[int, Vraag] = {}
        for v, iv in enumerate(inst.interventies):
            if self.per_interventie[v] and (wil is None or iv.id in wil):
                self.vragen[v] = self._vraag(v, iv)

    def _vraag(self, v: int, iv: Interventie) -> Vraag:
        """Build the deduplicated knapsack rows of one intervention."""
        vraag = Vraag(
            v,
            self.per_interventie[v],
            self._vensters(self.per_interventie[v], iv),
            {s: i for i, s in enumerate(self.per_interventie[v])},
        )
        vraag.open = dict(self._open(vraag, iv))
        vraag.later = dict(self._later(v, vraag.open))
        samen: dict[tuple[int, int], list[tuple[int, int]]] = {}
        groepen: dict[int, list[int]] = {}
        for (m, r), kan in vraag.open.items():
            if (m, r) not in vraag.later:
                if kan not in groepen:
                    groepen[kan] = self._maximaal(kan, vraag.vensters, vraag.signalen, iv.min_grootte)
                plaatsen = self.plaatsen[v][r]
                for groep in groepen[kan]:
                    samen.setdefault((groep, plaatsen), []).append((m, r))
        vraag.rijen = [Rij(k, p, tuple(cellen)) for (k, p), cellen in samen.items()]
        return vraag

    def _open(self, vraag: Vraag, iv: Interventie) -> Iterator[tuple[tuple[int, int], int]]:
        """The cells that rooms and trainers allow, with their candidates of any age."""
        bereik = self._bereik(vraag.signalen)
        groot = [plaatsen >= iv.min_grootte for plaatsen in self.plaatsen[vraag.v]]
        for m in range(len(self.momenten)):
            trainers = self.trainers_op(vraag.v, m)
            if len(trainers) < iv.trainers:
                continue
            thuis = Counter(self.gem_trainer[t] for t in trainers)
            beschikbaar = self._beschikbaar(vraag.signalen, m)
            for r in range(len(self.inst.ruimtes)):
                hier = thuis[-1] + thuis[self.gem_ruimte[r]]
                if groot[r] and hier >= iv.trainers and self._cel_open(vraag.v, m, r, trainers):
                    yield (m, r), beschikbaar & bereik[r] & ~self._afgewezen(vraag.signalen, m, r)

    def _later(self, v: int, open_: Mapping[tuple[int, int], int]) -> Iterator[tuple[tuple[int, int], int]]:
        """The cells a later start stands for: the series outlasts the horizon and all its trainers can come then."""
        inhalers: dict[int, list[int]] = {}
        for m, r in open_:
            if m not in inhalers:
                inhalers[m] = self._inhalers(v, m)
            later = next((x for x in inhalers[m] if (x, r) in open_), None)
            if later is not None:
                yield (m, r), later

    def _inhalers(self, v: int, m: int) -> list[int]:
        """Moments that may stand for `m`, the latest first."""
        d, start = self.momenten[m]
        if start + self.inst.interventies[v].weken < self.H:
            return []
        wie = set(self.trainers_op(v, m))
        later = (self.m_ix[d, w] for w in reversed(self.starts) if w > start)
        return [x for x in later if wie.issubset(self.trainers_op(v, x))]

    def _vensters(self, signalen: list[int], iv: Interventie) -> list[int]:
        """Per maximal age window the requests that lie in it, as a bit set."""
        hoogste = max(iv.leeftijd_min, iv.leeftijd_max - iv.max_leeftijdsverschil)
        vensters = []
        for a in range(iv.leeftijd_min, hoogste + 1):
            b, bits = min(iv.leeftijd_max, a + iv.max_leeftijdsverschil), 0
            for i, s in enumerate(signalen):
                signaal = self.inst.signalen[s]
                if a <= signaal.leeftijd_min and signaal.leeftijd_max <= b:
                    bits |= 1 << i
            vensters.append(bits)
        return vensters

    def _bereik(self, signalen: list[int]) -> list[int]:
        uit = [0] * len(self.inst.ruimtes)
        for i, s in enumerate(signalen):
            grens, rij = self.max_m[s], self.afstand[self.team_van[s]]
            for r, meters in enumerate(rij):
                if meters <= grens:
                    uit[r] |= 1 << i
        return uit

    def _beschikbaar(self, signalen: list[int], m: int) -> int:
        d, start = self.momenten[m]
        bits = 0
        for i, s in enumerate(signalen):
            signaal = self.inst.signalen[s]
            if d in signaal.dagdelen and signaal.vroegste_week <= start:
                bits |= 1 << i
        return bits

    def _afgewezen(self, signalen: list[int], m: int, r: int) -> int:
        if not self.uitgesloten:
            return 0
        d = self.momenten[m][0]
        return sum(1 << i for i, s in enumerate(signalen) if (s, r, d) in self.uitgesloten)

    def _cel_open(self, v: int, m: int, r: int, trainers: list[int]) -> bool:
        d = self.momenten[m][0]
        ruimte = self.inst.ruimtes[r]
        if d not in ruimte.dagdelen or self.ruimte_bezet.get((r, d), 0) & self.maskers[v][m]:
            return False
        if not self.trainer_uit:
            return True
        nodig = self.inst.interventies[v].trainers
        return sum(1 for t in trainers if self.trainer_past(t, r, d)) >= nodig

    def _maximaal(self, kan: int, vensters: list[int], signalen: list[int], min_grootte: int) -> list[int]:
        """Candidate sets of the age windows that hold enough children and lie in no other window's set."""
        uit: list[int] = []
        for groep in sorted({kan & venster for venster in vensters}, key=lambda g: (-g.bit_count(), g)):
            if any(groep & ander == groep for ander in uit):
                continue
            if self._genoeg(groep, signalen, min_grootte):
                uit.append(groep)
        return uit

    def _genoeg(self, groep: int, signalen: list[int], kinderen: int) -> bool:
        """Whether the requests in a bit set have so many children together."""
        while groep and kinderen > 0:
            laagste = groep & -groep
            kinderen -= self.n[signalen[laagste.bit_length() - 1]]
            groep ^= laagste
        return kinderen <= 0
