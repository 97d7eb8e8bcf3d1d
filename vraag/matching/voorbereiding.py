"""Stage 2, prune: from words to small integers, dropping everything that can never be part of an answer.

A *moment* is a daypart with a start week.  When no series is shorter than the horizon, every two new groups
on one daypart overlap whatever week they start, so the last week of the horizon stands for all of them and
weeks drop out of the model; otherwise each start week is a moment of its own.  Even then a series that runs
past the horizon anyway may as well start in the last week its room and trainers are free: that holds them in
fewer weeks and lets the same requests in, so its earlier starts are left out (the answer moves groups
forward again, `plan.startweken`).

A *cell* is a room at a moment for one intervention.  Per cell and per maximal age window the candidate
requests are known beforehand: available, within reach, right age, not excluded.  Many cells share the same
candidates and capacity, so they share one *row* and are filled by one knapsack.  Rows whose candidates
are contained in those of another window of the same cell, cannot reach the smallest size, or lack trainers
are dropped.  This is the domination and preprocessing step usual for set packing by column generation
(Desaulniers, Desrosiers & Solomon, Column Generation, 2005, ch. 1).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from vraag.matching.afstand import afstand_m
from vraag.matching.typen import Instantie, Interventie

Moment = tuple[int, int]
"""(daypart, start week)"""


def stukmaten(splitsbaar: bool, min_samen: int, rest: int) -> tuple[int, ...]:
    """Sizes in which a request with `rest` children left may go into one group."""
    if rest <= 0:
        return ()
    if not splitsbaar:
        return (rest,)
    return tuple(q for q in range(min_samen, rest + 1) if q == rest or rest - q >= min_samen)


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


class Model:
    """One region in integer form.  Indices follow the sorted order of the instance."""

    def __init__(self, inst: Instantie, interventies: Iterable[str] | None = None) -> None:
        """`interventies` limits the knapsack rows to these ids; None builds them all."""
        self.inst = inst
        self.H = inst.horizon
        self._signalen()
        self._afstanden()
        self._weken()
        self._middelen()
        wil = None if interventies is None else set(interventies)
        self.vragen: dict[int, Vraag] = {}
        for v, iv in enumerate(inst.interventies):
            if self.per_interventie[v] and (wil is None or iv.id in wil):
                self.vragen[v] = self._vraag(v, iv)

    def _signalen(self) -> None:
        inst = self.inst
        self.team_ix = {t.id: i for i, t in enumerate(inst.teams)}
        self.v_ix = {v.id: i for i, v in enumerate(inst.interventies)}
        self.r_ix = {r.id: i for i, r in enumerate(inst.ruimtes)}
        self.t_ix = {t.id: i for i, t in enumerate(inst.trainers)}
        self.s_ix = {s.id: i for i, s in enumerate(inst.signalen)}
        self.g_ix = {g.id: i for i, g in enumerate(inst.lopende_groepen)}
        self.n = [s.kinderen for s in inst.signalen]
        self.max_m = [s.max_m for s in inst.signalen]
        self.gewicht = [inst.kindgewicht(s) for s in inst.signalen]
        self.v_van = [self.v_ix[s.interventie] for s in inst.signalen]
        self.team_van = [self.team_ix[s.team] for s in inst.signalen]
        self.per_interventie: list[list[int]] = [[] for _ in inst.interventies]
        for i, v in enumerate(self.v_van):
            self.per_interventie[v].append(i)
        self.uitgesloten = {
            (i, self.r_ix[r], d) for i, s in enumerate(inst.signalen) for r, d in s.uitgesloten if r in self.r_ix
        }

    def _afstanden(self) -> None:
        inst = self.inst
        self.afstand = [[afstand_m(t.lat, t.lon, r.lat, r.lon) for r in inst.ruimtes] for t in inst.teams]

    def _weken(self) -> None:
        """Decide whether weeks matter, and lay out the bit positions of weeks and the moments."""
        inst = self.inst
        starts = [g.startweek for g in inst.lopende_groepen]
        self.nulweek = -min([0, *starts])
        duur = [iv.weken for v, iv in enumerate(inst.interventies) if self.per_interventie[v]]
        self.weken_tellen = any(w < self.H for w in duur) or any(s >= self.H for s in starts)
        weken = range(self.H) if self.weken_tellen else (self.H - 1,)
        self.starts = list(weken)
        self.momenten: list[Moment] = [(d, s) for d in range(len(inst.dagdelen)) for s in weken]
        self.m_ix = {m: i for i, m in enumerate(self.momenten)}
        self.maskers = [[self.masker(v, start) for _, start in self.momenten] for v in range(len(inst.interventies))]
        """Per intervention and moment the weeks of a series that starts then"""

    def masker(self, v: int, start: int) -> int:
        """Bit set of the weeks a series of intervention `v` fills when it starts in week `start`."""
        return int(((1 << self.inst.interventies[v].weken) - 1) << (start + self.nulweek))

    def toetsweken(self, v: int, start: int) -> list[int]:
        """Weeks at which overlap with other new groups must be tested (a later start is such a week)."""
        eind = start + self.inst.interventies[v].weken
        return [w for w in self.starts if start <= w < eind]

    def _middelen(self) -> None:
        inst = self.inst
        gem = {g.id: i for i, g in enumerate(inst.gemeenten)}
        self.gem_ruimte = [gem[r.gemeente] for r in inst.ruimtes]
        self.gem_trainer = [-1 if t.hele_regio else gem[t.gemeente] for t in inst.trainers]
        self.limiet = [t.max_per_week for t in inst.trainers]
        self.ruimte_bezet: dict[tuple[int, int], int] = {}
        self.trainer_bezet: dict[tuple[int, int], int] = {}
        self.trainer_reeksen: list[list[int]] = [[] for _ in inst.trainers]
        for g in inst.lopende_groepen:
            masker = self.masker(self.v_ix[g.interventie], g.startweek)
            rd = (self.r_ix[g.ruimte], g.dagdeel)
            self.ruimte_bezet[rd] = self.ruimte_bezet.get(rd, 0) | masker
            for naam in g.trainers:
                td = (self.t_ix[naam], g.dagdeel)
                self.trainer_bezet[td] = self.trainer_bezet.get(td, 0) | masker
                self.trainer_reeksen[td[0]].append(masker)
        self.bevoegd: list[list[int]] = [[] for _ in inst.interventies]
        for t, trainer in enumerate(inst.trainers):
            for naam in trainer.interventies:
                self.bevoegd[self.v_ix[naam]].append(t)
        self.trainer_dagdelen = [frozenset(t.dagdelen) for t in inst.trainers]
        self.trainer_uit = {
            (t, self.r_ix[r], d)
            for t, trainer in enumerate(inst.trainers)
            for r, d in trainer.uitgesloten
            if r in self.r_ix
        }
        self._kan: dict[tuple[int, int], list[int]] = {}
        self._lokaal: dict[tuple[int, int, int], int] = {}

    def trainers_op(self, v: int, m: int) -> list[int]:
        """Trainers certified for `v` who can still take one group at moment `m` beside running groups."""
        if (v, m) not in self._kan:
            d, masker = self.momenten[m][0], self.maskers[v][m]
            self._kan[v, m] = [t for t in self.bevoegd[v] if self._trainer_kan(t, d, masker)]
        return self._kan[v, m]

    def lokaal_hoogstens(self, v: int, m: int, g: int) -> int:
        """Most trainers bound to municipality `g` that one group of `v` at moment `m` can use."""
        if (v, m, g) not in self._lokaal:
            hier = sum(1 for t in self.trainers_op(v, m) if self.gem_trainer[t] == g)
            self._lokaal[v, m, g] = min(hier, self.inst.interventies[v].trainers)
        return self._lokaal[v, m, g]

    def _trainer_kan(self, t: int, d: int, masker: int) -> bool:
        if d not in self.trainer_dagdelen[t] or self.trainer_bezet.get((t, d), 0) & masker:
            return False
        return druk(self.trainer_reeksen[t], masker) < self.limiet[t]

    def trainer_past(self, t: int, r: int, d: int) -> bool:
        """Whether trainer `t` may work in room `r` on daypart `d` (municipality, declined combinations)."""
        return self.gem_trainer[t] in (-1, self.gem_ruimte[r]) and (t, r, d) not in self.trainer_uit

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
                plaatsen = min(iv.max_grootte, self.inst.ruimtes[r].capaciteit)
                for groep in groepen[kan]:
                    samen.setdefault((groep, plaatsen), []).append((m, r))
        vraag.rijen = [Rij(k, p, tuple(cellen)) for (k, p), cellen in samen.items()]
        return vraag

    def _open(self, vraag: Vraag, iv: Interventie) -> Iterator[tuple[tuple[int, int], int]]:
        """The cells that rooms and trainers allow, with their candidates of any age."""
        bereik = self._bereik(vraag.signalen)
        groot = [min(iv.max_grootte, r.capaciteit) >= iv.min_grootte for r in self.inst.ruimtes]
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


def druk(reeksen: Iterable[int], masker: int) -> int:
    """The largest number of `reeksen` that run in one same week of `masker`."""
    raak = [r & masker for r in reeksen if r & masker]
    samen, bits = masker, 0
    for r in raak:
        samen &= r
        bits |= r
    if samen or not raak:
        return len(raak)
    hoogst = 0
    while bits:
        laagste = bits & -bits
        hoogst = max(hoogst, sum(1 for r in raak if r & laagste))
        bits ^= laagste
    return hoogst
