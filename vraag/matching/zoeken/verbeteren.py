"""Stage 5, improve: many small neighbourhoods, each solved exactly.

Large neighbourhood search (Shaw, CP 1998; Pisinger & Ropke, Handbook of Metaheuristics, 2019) with an
integer program as repair step.  Neighbourhoods follow what couples groups: a few interventions that
compete for the same trainers, or all groups on a few dayparts.  Candidate groups come from a pool that
every stage feeds, and from pricing the freed requests at several price levels.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Executor, ThreadPoolExecutor

from vraag.matching.probleem.plan import Plan
from vraag.matching.zoeken.buurt import Buurt, Keuze, vervang
from vraag.matching.zoeken.hoofd import Kolom
from vraag.matching.zoeken.hoogs import DRADEN
from vraag.matching.zoeken.rugzak import Getallen, Rugzak
from vraag.matching.zoeken.trouw import Trouw

TEGELIJK = 4
OMVANG = 60
SPEELRUIMTE = 20
RONDES = 6
NIVEAUS = (1.0, 0.75, 0.4)
SPELING = 60.0
BREEDTE = 300
GEDULD = 3


class Verbeteraar:
    """Improves a plan within a number of neighbourhoods."""

    def __init__(
        self,
        plan: Plan,
        rugzakken: dict[int, Rugzak],
        pool: Iterable[Kolom],
        kindprijs: Getallen,
        celprijs: Mapping[int, Getallen],
        knopen: int,
        buren: int,
        trouw: Trouw | None = None,
    ) -> None:
        self.trouw = trouw
        self.plan = plan
        self.model = plan.model
        self.rugzakken = rugzakken
        self.kindprijs = kindprijs
        self.celprijs = celprijs
        self.knopen = knopen
        self.buren = buren
        self.pool: dict[int, dict[Kolom, None]] = {v: {} for v in rugzakken}
        for kolom in pool:
            self.pool[kolom[0]][kolom] = None
        self.dobbel = random.Random(20260901)  # noqa: S311 - reproducible, not secret
        self.verwant = self._verwantschap()
        self.celnummer = {v: {mr: c for c, mr in enumerate(r.cellen)} for v, r in rugzakken.items()}

    def _verwantschap(self) -> dict[int, list[tuple[int, float]]]:
        """How strongly interventions compete for trainers."""
        samen: dict[tuple[int, int], float] = {}
        for t, trainer in enumerate(self.model.inst.trainers):
            vs = sorted(self.model.v_ix[i] for i in trainer.interventies)
            vs = [v for v in vs if v in self.rugzakken]
            for a in vs:
                for b in vs:
                    if a != b:
                        samen[a, b] = samen.get((a, b), 0.0) + self.model.limiet[t]
        return {
            v: sorted(((b, w) for (a, b), w in samen.items() if a == v), key=lambda x: (-x[1], x[0]))
            for v in self.rugzakken
        }

    def verbeter(self, grof: int, fijn: int, grens: int, meld: Callable[[float], None]) -> Plan:
        """Try `grof` neighbourhoods with candidates at hand, then `fijn` with candidates made to measure.

        The plan never gets worse.  Each kind stops early at the bound, or when every intervention had
        `GEDULD` turns in a row without gain.
        """
        with ThreadPoolExecutor(DRADEN) as pool:
            self._rondes(pool, self._grof, self._rond_interventie, grof, grens, meld)
            self._rondes(pool, self._fijn, self._even_groot, fijn, grens, meld)
        return self.plan

    def _rondes(
        self,
        pool: Executor,
        zoek: Callable[[list[int]], Keuze | None],
        kies: Callable[[int, set[int]], list[int]],
        stappen: int,
        grens: int,
        meld: Callable[[float], None],
    ) -> None:
        """Take neighbourhoods a few at a time, apart from each other, from the same plan.

        The same few whatever the machine has: a second processor makes it faster and changes nothing.
        """
        beloften = self.trouw.beloften if self.trouw is not None else None
        volgorde: list[int] = []
        vergeefs = stap = 0
        while stap < stappen and self.rugzakken:
            if self.plan.waarde()[1] >= grens or vergeefs > GEDULD * len(self.rugzakken):
                break
            buurten: list[list[int]] = []
            bezet: set[int] = set()
            while len(buurten) < TEGELIJK and len(bezet) < len(self.rugzakken):
                if not volgorde:
                    volgorde = sorted(self.rugzakken)
                    self.dobbel.shuffle(volgorde)
                v = volgorde.pop()
                if v not in bezet:
                    buurten.append(kies(v, bezet))
                    bezet.update(buurten[-1])
            for vs, keuze in zip(buurten, list(pool.map(zoek, buurten)), strict=True):
                beter = None if keuze is None else vervang(self.plan, vs, keuze, beloften)
                vergeefs = 0 if beter is not None else vergeefs + 1
                self.plan = beter or self.plan
                stap += 1
            meld(stap / stappen)

    def _grof(self, vs: list[int]) -> Keuze | None:
        return Buurt(self.plan, vs, self._kandidaten(vs), self.trouw).los(self.knopen)

    def _fijn(self, vs: list[int]) -> Keuze | None:
        buurt = Buurt(self.plan, vs, (k for v in vs for k in self.pool[v]), self.trouw)
        beter = buurt.los(self.knopen) if buurt.verfijn(self.rugzakken, RONDES) else None
        for k in buurt.kolommen:
            self.pool[k[0]][k] = None
        return beter

    def _rond_interventie(self, v: int, niet: set[int]) -> list[int]:
        """`v` and a number of interventions that compete with it for trainers."""
        vs = [v]
        while len(vs) <= self.buren:
            ander = self._ander(v, {*vs, *niet})
            if ander is None:
                break
            vs.append(ander)
        return vs

    def _even_groot(self, v: int, niet: set[int]) -> list[int]:
        """`v` and as many that compete with it as make up `OMVANG` requests: each program costs about the same."""
        vs, per = [v], self.model.per_interventie
        aantal = len(per[v])
        while aantal < OMVANG:
            te_groot = {b for b, _ in self.verwant[v] if aantal + len(per[b]) > OMVANG + SPEELRUIMTE}
            ander = self._ander(v, {*vs, *niet, *te_groot})
            if ander is None:
                break
            vs.append(ander)
            aantal += len(per[ander])
        return vs

    def _ander(self, v: int, niet: set[int]) -> int | None:
        over = [(b, w) for b, w in self.verwant[v] if b not in niet]
        return self.dobbel.choices([b for b, _ in over], [w for _, w in over])[0] if over else None

    def _kandidaten(self, vs: list[int]) -> list[Kolom]:
        """Columns of these interventions: the pool, and fresh ones for the requests that are free now."""
        vrij = self.plan.kopie()
        for blok in self.plan.blokken.values():
            if blok.v in vs:
                vrij.haal_weg(blok)
        uit: dict[Kolom, None] = {}
        for v in sorted(vs):
            for k in self.pool[v]:
                uit[k] = None
            for niveau in NIVEAUS:
                for k in self._vers(vrij, v, niveau):
                    uit[k] = None
                    self.pool[v][k] = None
        return self._zeef(list(uit))

    def _zeef(self, kolommen: list[Kolom]) -> list[Kolom]:
        """Drop columns far below their price, and keep the best `BREEDTE` of the rest."""
        goed: list[tuple[float, Kolom]] = []
        for k in kolommen:
            rc = sum((self.model.gewicht[s] - self.kindprijs[s]) * q for s, q in k[3])
            rc -= self.celprijs[k[0]][self._cel(k)]
            if rc > -SPELING:
                goed.append((float(-rc), k))
        goed.sort()
        return [k for _, k in goed[:BREEDTE]]

    def _cel(self, kolom: Kolom) -> int:
        """The number of its cell; of a group that keeps its week that of the later one which stands for it."""
        v, m, r, _ = kolom
        return self.celnummer[v][self.model.vragen[v].later.get((m, r), m), r]

    def _vers(self, vrij: Plan, v: int, niveau: float) -> list[Kolom]:
        rugzak = self.rugzakken[v]
        waarde = [w - niveau * float(p) for w, p in zip(self.model.gewicht, self.kindprijs, strict=True)]
        vulling = rugzak.los(waarde, vrij.rest)
        gezien, uit = set(), []
        for _, c in vulling.volgorde(niveau * self.celprijs[v]):
            m, r = rugzak.cellen[c]
            if m not in gezien and vrij.ruimte_vrij(v, m, r):
                gezien.add(m)
                uit.append((v, m, r, vulling.leden(int(rugzak.cel_rij[c]))))
        return uit
