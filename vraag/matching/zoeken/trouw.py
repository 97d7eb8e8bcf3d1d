"""Stage 5, keep promises: what proposals that people think about add to the program over a neighbourhood.

Each promise (`beloften`) is kept by one of the groups that keep it, or moved; a move costs, and all moves of a
neighbourhood together have to bring children.  Groups that keep a promise and take more children in are priced apart:
their members are fixed, so what is left is a knapsack over one cell.  The idea is that of minimal perturbation (Barták,
Müller & Rudová, Minimal perturbation problem in course timetabling, PATAT 2004), with the disruption as a constraint.
The least of moves is one of trainers alone: a column per promise hands those who were asked back to the flow.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from vraag.matching.probleem.beloften import Belofte, Beloften, Drempel, Sleutel
from vraag.matching.probleem.model import Model
from vraag.matching.probleem.plan import Leden, Plan
from vraag.matching.probleem.tellen import stukmaten
from vraag.matching.zoeken.hoofd import Kolom
from vraag.matching.zoeken.hoogs import Programma
from vraag.matching.zoeken.middelen import Middelen
from vraag.matching.zoeken.rugzak import Getallen

KOST, ZWAAR = 1.0, 1000.0
"""Cost of a move in weight: less than any child, or more than what trading children for heavier ones brings"""
VEEL = 1e9


@dataclass(frozen=True, slots=True)
class Trouw:
    """How a neighbourhood deals with promises.

    `ruil` is what moves must bring, None when nothing may move; `boete` the weight that a move costs.
    """

    beloften: Beloften
    ruil: Drempel | None
    boete: float = KOST


def houd(beloften: Beloften) -> Trouw:
    """Move nothing: fill up around the promises."""
    return Trouw(beloften, None)


def ruil(beloften: Beloften, drempel: Drempel) -> Trouw:
    """Move what brings enough children."""
    return Trouw(beloften, drempel)


def herstel(beloften: Beloften) -> Trouw:
    """Take moves back that the children placed do not need."""
    return Trouw(beloften, Drempel(0, 1), ZWAAR)


@dataclass(slots=True)
class Trouwregels:
    """The rows of one neighbourhood; the columns for moves come before the groups."""

    trouw: Trouw
    beloften: Sequence[Belofte]
    """Those the neighbourhood decides about"""
    rij: dict[Sleutel, int] = field(default_factory=dict)
    ruilrij: int | None = None
    wissel: dict[Sleutel, tuple[int, int]] = field(default_factory=dict)
    """(row, column) of a change of trainers alone"""

    @classmethod
    def van(cls, trouw: Trouw, plan: Plan, vs: Iterable[int]) -> Trouwregels:
        """For the interventions `vs` of `plan`; a promise broken before may be kept again, where anything may move."""
        hier = set(vs)
        nu = trouw.beloften.gehouden(plan)
        alle = [b for b in trouw.beloften.per_cel.values() if b.sleutel[2] in hier]
        return cls(trouw, alle if trouw.ruil else [b for b in alle if b.sleutel in nu])

    def houdt(self, kolom: Kolom) -> Belofte | None:
        v, m, r, leden = kolom
        return self.trouw.beloften.houdt((m, r, v), leden)

    def verplaatst(self, kolommen: Iterable[Kolom], anders: Container[Sleutel]) -> int:
        """How many promises these groups move; those in `anders` get other trainers."""
        gehouden = {b.sleutel for b in map(self.houdt, kolommen) if b is not None and b.sleutel not in anders}
        return sum(1 for b in self.beloften if b.sleutel not in gehouden)

    def kosten(self, kolommen: Iterable[Kolom], anders: Container[Sleutel]) -> float:
        """What the moves cost when these are the groups."""
        return self.trouw.boete * self.verplaatst(kolommen, anders)

    def bouw(
        self,
        p: Programma,
        eigen: Sequence[Kolom],
        anders: Container[Sleutel],
        mogelijk: Container[Kolom],
        wie: Middelen,
    ) -> None:
        """Add the rows; `eigen` are the groups as they are now, which the gain is counted from.

        Only promises among `mogelijk` can be kept at all.
        """
        if drempel := self.trouw.ruil:
            kinderen = sum(q for _, _, _, leden in eigen for _, q in leden)
            self.ruilrij = p.rij(float(drempel.over(kinderen, self.verplaatst(eigen, anders))), VEEL)
        for b, kolom in zip(self.beloften, self.zoals_beloofd(), strict=True):
            self.rij[b.sleutel] = p.rij(1.0, 1.0)
            if drempel and not b.vast and self.ruilrij is not None:
                prijs = [(self.ruilrij, -float(drempel.kinderen))] if drempel.kinderen else []
                p.kolom(-self.trouw.boete, [(self.rij[b.sleutel], 1.0), *prijs])
                if b.trainers and kolom in mogelijk:
                    self._wissel(p, b, wie, prijs)

    def _wissel(self, p: Programma, b: Belofte, wie: Middelen, prijs: list[tuple[int, float]]) -> None:
        """A column that gives the group which keeps `b` any trainers, at the price of a move."""
        m, r, v = b.sleutel
        verschil: defaultdict[int, float] = defaultdict(float)
        for teken, termen in ((1.0, wie.termen(v, m, r)), (-1.0, wie.eigen_termen(v, m, r, b.trainers))):
            for x, f in termen:
                verschil[x] += teken * f
        rij = p.rij(0.0, VEEL)
        ruil = [(x, f) for x, f in sorted(verschil.items()) if f]
        self.wissel[b.sleutel] = rij, p.kolom(-self.trouw.boete, [*ruil, (rij, -1.0), *prijs])

    def termen(self, kolom: Kolom) -> Iterator[tuple[int, float]]:
        """Coefficients of a group in these rows."""
        belofte = self.houdt(kolom)
        if belofte is not None and belofte.sleutel in self.rij:
            yield self.rij[belofte.sleutel], 1.0
            if belofte.sleutel in self.wissel:
                yield self.wissel[belofte.sleutel][0], 1.0
        if self.ruilrij is not None and self.trouw.ruil:
            yield self.ruilrij, float(self.trouw.ruil.voorstellen * sum(q for _, q in kolom[3]))

    def kindprijs(self, prijs: Getallen) -> float:
        """What a child costs at these prices in the row that counts children."""
        if self.ruilrij is None or self.trouw.ruil is None:
            return 0.0
        return self.trouw.ruil.voorstellen * float(prijs[self.ruilrij])

    def zoals_beloofd(self) -> list[Kolom]:
        """The groups people were asked for, as they were."""
        return [(v, m, r, b.leden) for b in self.beloften for m, r, v in (b.sleutel,)]

    def uitbreidingen(self, model: Model, rest: Sequence[int], waarde: Sequence[float] | Getallen) -> list[Kolom]:
        """Per promise the group that keeps it and fills up best, where anybody can be added.

        `rest` counts the children that are free when no group of the neighbourhood stands.
        """
        vrij = list(rest)
        if self.trouw.ruil is None:
            for b in self.beloften:
                for s, q in b.leden:
                    vrij[s] -= q
        uit = []
        for b in self.beloften:
            anders = dict(b.leden) if self.trouw.ruil is not None else {}
            over = [n - anders.get(s, 0) for s, n in enumerate(vrij)] if anders else vrij
            leden = vul_bij(model, b, over, waarde)
            if leden != b.leden:
                m, r, v = b.sleutel
                uit.append((v, m, r, leden))
        return uit


def vul_bij(model: Model, b: Belofte, rest: Sequence[int], waarde: Sequence[float] | Getallen) -> Leden:
    """The members of a promise with the most valuable others that fit beside them.

    Exact per age window: a knapsack over the places left, each request whole or in the pieces it allows.  `rest` counts
    the children who are free beside the members.
    """
    m, r, v = b.sleutel
    vraag = model.vragen[v]
    ruim = 0 if b.vol else model.plaatsen[v][r] - sum(q for _, q in b.leden)
    eigen = sum(1 << vraag.positie[s] for s, _ in b.leden)
    open_ = vraag.open.get((m, r), 0)
    beste = 0.0
    erbij: Leden = ()
    for venster in vraag.vensters if ruim > 0 else ():
        if eigen & venster == eigen:
            kan = open_ & venster & ~eigen
            keus = [s for s in vraag.signalen if kan >> vraag.positie[s] & 1 and rest[s] > 0 and waarde[s] > 0]
            keus = [s for s in keus if model.inst.signalen[s].vroegste_week <= b.startweek]
            waard, leden = _vul(model, keus, ruim, rest, waarde)
            if waard > beste:
                beste, erbij = waard, leden
    return tuple(sorted((*b.leden, *erbij)))


def _vul(
    model: Model, keus: Iterable[int], ruim: int, rest: Sequence[int], waarde: Sequence[float] | Getallen
) -> tuple[float, Leden]:
    """The most valuable set of at most `ruim` children: (value, members)."""
    best: list[tuple[float, Leden]] = [(0.0, ())] * (ruim + 1)
    for s in keus:
        signaal, vorig = model.inst.signalen[s], list(best)
        for q in stukmaten(signaal.splitsbaar, signaal.min_samen, rest[s]):
            for vol in range(q, ruim + 1):
                waard = vorig[vol - q][0] + q * float(waarde[s])
                if waard > best[vol][0]:
                    best[vol] = (waard, (*vorig[vol - q][1], (s, q)))
    return max(best, key=lambda x: x[0])


def breid_uit(plan: Plan, beloften: Beloften) -> None:
    """Add waiting children to the groups that `plan` keeps, one after the other."""
    model = plan.model
    for sleutel, b in sorted(beloften.gehouden(plan).items()):
        blok = plan.blokken[sleutel]
        leden = vul_bij(model, replace(b, leden=blok.leden), plan.rest, model.gewicht)
        if leden != blok.leden:
            plan.haal_weg(blok)
            plan.plaats(replace(blok, leden=leden))
