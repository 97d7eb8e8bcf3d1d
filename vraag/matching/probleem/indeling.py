"""Stage 2, prune: from words to small integers.

A *moment* is a daypart with a start week.  When no series is shorter than the horizon, every two new groups
on one daypart overlap whatever week they start, so the last week of the horizon stands for all of them and
weeks drop out of the model; otherwise each start week is a moment of its own.
"""

from __future__ import annotations

from vraag.matching.probleem.afstand import afstand_m
from vraag.matching.probleem.tellen import druk
from vraag.matching.probleem.typen import Instantie

Moment = tuple[int, int]
"""(daypart, start week)"""


class Indeling:
    """One region in integer form: requests, distances, weeks, rooms and trainers.

    Indices follow the sorted order of the instance; the package's docstring is their legend.
    """

    def __init__(self, inst: Instantie) -> None:
        self.inst = inst
        self.H = inst.horizon
        self._signalen()
        self._afstanden()
        self._weken()
        self._middelen()

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
        self.plaatsen = [[v.hoogstens(r.capaciteit) for r in inst.ruimtes] for v in inst.interventies]
        """Per intervention and room the most children in one group, everybody who is there counted"""
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
