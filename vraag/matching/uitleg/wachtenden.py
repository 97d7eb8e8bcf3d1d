"""Stage 8, explain: who still waits for one intervention, and what their numbers add up to.

Requests are bits, so that who could be in a room at a moment is an intersection of sets, and the sizes a set of
requests can add up to are a bit set too: one shift per size, the textbook way to sum subsets (Kellerer, Pferschy
& Pisinger, Knapsack Problems, 2004, ch. 4).
"""

from __future__ import annotations

from collections.abc import Callable

from vraag.matching.probleem.plan import Plan
from vraag.matching.probleem.tellen import stukmaten
from vraag.matching.probleem.typen import Signaal


class Wachtenden:
    """The requests of intervention `v` with children left in `plan`, which must not change meanwhile."""

    def __init__(self, plan: Plan, v: int) -> None:
        self.plan = plan
        self.model = plan.model
        self.iv = self.model.inst.interventies[v]
        self.over = [s for s in self.model.per_interventie[v] if plan.rest[s] > 0]
        self.bit = {s: 1 << i for i, s in enumerate(self.over)}
        self._hier: dict[tuple[int, int], int] = {}
        self._moment: dict[int, int] = {}
        self._bereik: dict[int, int] = {}
        self._venster: dict[int, int] = {}
        self._vol = (2 << self.iv.max_grootte) - 1
        self._van_voor: dict[int, int] = {0: 1}
        self._van_achter: dict[int, int] = {0: 1}

    def hier(self, m: int, r: int) -> int:
        """Who could be in this room at this moment."""
        if (m, r) not in self._hier:
            wie = self._op_moment(m) & self._in_bereik(r)
            if self.model.uitgesloten:
                d = self.model.momenten[m][0]
                wie &= ~sum(bit for x, bit in self.bit.items() if (x, r, d) in self.model.uitgesloten)
            self._hier[m, r] = wie
        return self._hier[m, r]

    def _op_moment(self, m: int) -> int:
        if m not in self._moment:
            (d, start), signalen = self.model.momenten[m], self.model.inst.signalen
            self._moment[m] = sum(
                bit for x, bit in self.bit.items() if signalen[x].vroegste_week <= start and d in signalen[x].dagdelen
            )
        return self._moment[m]

    def _in_bereik(self, r: int) -> int:
        if r not in self._bereik:
            model = self.model
            self._bereik[r] = sum(
                bit for x, bit in self.bit.items() if model.afstand[model.team_van[x]][r] <= model.max_m[x]
            )
        return self._bereik[r]

    def _in_venster(self, a: int) -> int:
        """Who fits in the age window that starts at `a`."""
        if a not in self._venster:
            b = min(a + self.iv.max_leeftijdsverschil, self.iv.leeftijd_max)
            signalen = self.model.inst.signalen
            self._venster[a] = sum(
                bit for x, bit in self.bit.items() if a <= signalen[x].leeftijd_min and signalen[x].leeftijd_max <= b
            )
        return self._venster[a]

    def vult(self, s: int, signaal: Signaal, wie: int, plaatsen: int, extra: int) -> bool:
        """Whether request `s`, reading as `signaal`, makes a group with some of `wie` and `extra` children more.

        In some age window that holds them all.
        """
        minstens = max(0, self.iv.min_grootte - extra)
        doel = ((1 << (plaatsen + 1)) - 1) >> minstens << minstens
        maten = stukmaten(signaal.splitsbaar, signaal.min_samen, signaal.kinderen)
        vroegst = max(self.iv.leeftijd_min, signaal.leeftijd_max - self.iv.max_leeftijdsverschil)
        for a in range(vroegst, signaal.leeftijd_min + 1):
            som = self._som_zonder(wie & self._in_venster(a), self.bit[s])
            if any(som << q & doel for q in maten):
                return True
        return False

    def _som_zonder(self, wie: int, bit: int) -> int:
        """Numbers of children (up to a full group) that `wie` without the one of `bit` can add up to, as a bit set.

        Those before it and those after it apart: what everyone's neighbours share is then worked out once.
        """
        voor = self._som(wie & (bit - 1), self._van_voor, lambda rij: 1 << (rij.bit_length() - 1))
        na = self._som(wie & -(bit << 1), self._van_achter, lambda rij: rij & -rij)
        som, q = 0, 0
        while voor >> q:
            if voor >> q & 1:
                som |= na << q
            q += 1
        return som & self._vol

    def _som(self, wie: int, bekend: dict[int, int], laatste: Callable[[int], int]) -> int:
        """Numbers that `wie` can add up to, built by adding one request, the `laatste` of a set, at a time."""
        stapel = []
        while wie not in bekend:
            stapel.append(wie)
            wie ^= laatste(wie)
        for groter in reversed(stapel):
            x = self.over[laatste(groter).bit_length() - 1]
            signaal, basis = self.model.inst.signalen[x], bekend[wie]
            som = basis
            for q in stukmaten(signaal.splitsbaar, signaal.min_samen, self.plan.rest[x]):
                som |= basis << q
            wie = groter
            bekend[wie] = som & self._vol
        return bekend[wie]
