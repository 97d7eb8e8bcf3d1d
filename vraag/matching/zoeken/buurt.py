"""Stage 5, improve: one neighbourhood, solved exactly over candidate groups.

The groups of some interventions are taken out of the plan; everything they held is free again.  From
candidate groups a small integer program picks the best set that fits beside the groups that stay.  The
trainers of *all* groups may change places while it does: they enter as a flow (`middelen`), so a group that
stays only insists on having enough trainers, not on having the same ones.  After the program, augmenting
paths name the trainers.

Candidates are handed over, or found by column generation inside the neighbourhood (`verfijn`).  The latter
prices groups against the very groups they must fit beside, and tells when not even halves of groups would
gain a child, so that no integer program is needed (price-and-branch within large neighbourhood search; Danna
& Le Pape, 2005, in Desaulniers, Desrosiers & Solomon, Column Generation, ch. 4).
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vraag.matching.probleem.beloften import Belofte, Beloften, Sleutel
from vraag.matching.probleem.plan import Blok, Plan
from vraag.matching.zoeken.grens import kies_kolommen
from vraag.matching.zoeken.hoofd import Kolom
from vraag.matching.zoeken.hoogs import Programma, Werkbank
from vraag.matching.zoeken.middelen import Cel, Celprijzen, Middelen, Termen
from vraag.matching.zoeken.rugzak import Getallen, Rugzak
from vraag.matching.zoeken.toewijzing import Toewijzing
from vraag.matching.zoeken.trouw import Trouw, Trouwregels

GROEPSKOST = 0.001
WINST = 0.5
"""Less than this above the present groups is no child more"""
MEESTE = 300
VEEL = 1e9
EPS = 1e-6


@dataclass(frozen=True, slots=True)
class Keuze:
    """What a neighbourhood becomes; groups in `anders` look as promised, but get other trainers."""

    groepen: list[Kolom]
    anders: frozenset[Sleutel] = frozenset()


class Buurt:
    """The program over one neighbourhood: the interventions `vs`, beside everything else in `plan`."""

    def __init__(
        self, plan: Plan, vs: Iterable[int], kolommen: Iterable[Kolom] = (), trouw: Trouw | None = None
    ) -> None:
        """`trouw` says what becomes of proposals that people think about; None when there are none."""
        self.model = plan.model
        self.vs = sorted(vs)
        self.plan = plan.kopie()
        self.weg = [b for _, b in sorted(plan.blokken.items()) if b.v in set(self.vs)]
        for blok in self.weg:
            self.plan.haal_weg(blok)
        self.eigen = [(b.v, b.m, b.r, b.leden) for b in self.weg]
        self.trouw = Trouwregels.van(trouw, plan, self.vs) if trouw is not None else None
        self.anders: frozenset[Sleutel] = trouw.beloften.gewisseld(plan) if trouw is not None else frozenset()
        breder = self.trouw.uitbreidingen(self.model, self.plan.rest, self.model.gewicht) if self.trouw else []
        zoals_beloofd = self.trouw.zoals_beloofd() if self.trouw else []
        alle = dict.fromkeys([*self.eigen, *zoals_beloofd, *breder, *kolommen])
        self.kolommen = [k for k in alle if self._past(k)]
        self._bekend = set(self.kolommen)
        self.p = Programma()
        self.bank: Werkbank | None = None

    def _past(self, kolom: Kolom) -> bool:
        v, m, r, leden = kolom
        return self.plan.ruimte_vrij(v, m, r) and all(self.plan.mag(s, q) for s, q in leden)

    def _winst(self, kolom: Kolom) -> float:
        return sum(self.model.gewicht[s] * q for s, q in kolom[3]) - GROEPSKOST

    def _waarde(self, kolommen: Sequence[Kolom], anders: Container[Sleutel]) -> float:
        """What these groups are worth together, the moves they make paid, those of trainers alone (`anders`) too."""
        boete = self.trouw.kosten(kolommen, anders) if self.trouw else 0.0
        return sum(map(self._winst, kolommen)) - boete

    def verfijn(self, rugzakken: Mapping[int, Rugzak], rondes: int) -> bool:
        """Find the candidates in at most `rondes` of pricing; False when halves of groups bring no child more."""
        eigen = [rugzakken[v] for v in self.vs]
        dicht = [np.array([not self.plan.ruimte_vrij(z.vraag.v, m, r) for m, r in z.cellen]) for z in eigen]
        bank = self.bank = self._bouw(
            list(
                dict.fromkeys(
                    [*((z.vraag.v, m, r) for z in eigen for m, r in z.cellen), *(k[:3] for k in self.kolommen)]
                )
            )
        )
        cellen = [Celprijzen.van([self.middelen.termen(z.vraag.v, m, r) for m, r in z.cellen]) for z in eigen]
        nu = self._waarde(self.eigen, self.anders)
        waarde = bank.ontspan()
        for _ in range(rondes):
            if waarde is None:
                return False
            prijs = bank.prijzen()
            alle = [k for z, c, x in zip(eigen, cellen, dicht, strict=True) for k in self._prijs(z, c, x, prijs)]
            if self.trouw:
                alle += self.trouw.uitbreidingen(self.model, self.plan.rest, self._kindwaarde(prijs))
            nieuw = [k for k in dict.fromkeys(alle) if k not in self._bekend and self._past(k)]
            if not nieuw:
                break
            self._voeg_toe(bank, nieuw)
            self.kolommen += nieuw
            self._bekend.update(nieuw)
            waarde = bank.ontspan()
        if waarde is None or waarde - nu < WINST:
            return False
        self._zeef(bank, waarde - nu)
        return True

    def _zeef(self, bank: Werkbank, winst: float) -> None:
        """Close the columns that no better set can hold (reduced-cost fixing), and the worst of too many."""
        gereduceerd = bank.gereduceerd()[self.vast :]
        eigen = set(self.eigen)
        volgorde = [j for j in np.argsort(-gereduceerd, kind="stable") if self.kolommen[j] not in eigen]
        dicht = [j for i, j in enumerate(volgorde) if i >= MEESTE or gereduceerd[j] < -winst]
        bank.sluit(np.array(dicht, dtype=np.int64) + self.vast)

    def _prijs(self, rugzak: Rugzak, cellen: Celprijzen, dicht: NDArray[np.bool_], prijs: Getallen) -> list[Kolom]:
        """The best improving groups of one intervention, a few for each moment."""
        waarde = self._kindwaarde(prijs, rugzak.vraag.signalen)
        vulling = rugzak.los(waarde, self.plan.rest)
        netto = np.where(dicht, -np.inf, vulling.beste[rugzak.cel_rij] - cellen.bij(prijs))
        return kies_kolommen(rugzak.vraag.v, vulling, netto)

    def _kindwaarde(self, prijs: Getallen, signalen: Iterable[int] | None = None) -> Getallen:
        """What one more child of each request is worth at these prices; nought outside the neighbourhood."""
        waarde = np.zeros(len(self.model.n))
        telt = self.trouw.kindprijs(prijs) if self.trouw else 0.0
        for s in self.kinderen if signalen is None else signalen:
            kind = prijs[self.kinderen[s]] + sum(float(prijs[x]) for x in self.rest[s])
            waarde[s] = self.model.gewicht[s] - kind - telt
        return waarde

    def los(self, knopen: int) -> Keuze | None:
        """The groups that are better than those taken out, on level 2 and then in number; None for nothing better."""
        bank = self.bank or self._bouw([(v, m, r) for v, m, r, _ in self.kolommen])
        eigen = set(self.eigen)
        begin = [(self.vast + j, 1.0 if k in eigen else 0.0) for j, k in enumerate(self.kolommen)]
        x = bank.los_geheel(knopen=knopen, start=begin, gat=WINST)
        if x is None:
            return None
        gekozen = [k for j, k in enumerate(self.kolommen) if x[self.vast + j] > 0.5]
        wissel = self.trouw.wissel.items() if self.trouw else ()
        anders = frozenset(sleutel for sleutel, (_, j) in wissel if x[j] > 0.5)
        if self._waarde(gekozen, anders) <= self._waarde(self.eigen, self.anders) + EPS:
            return None
        return Keuze(gekozen, anders)

    def _voeg_toe(self, bank: Werkbank, kolommen: list[Kolom]) -> None:
        termen = [
            [
                *((self.kinderen[s], float(q)) for s, q in leden),
                *((rij, float(q)) for s, q in leden for rij in self.rest[s]),
                *self._middeltermen((v, m, r, leden)),
                *(self.trouw.termen((v, m, r, leden)) if self.trouw else ()),
            ]
            for v, m, r, leden in kolommen
        ]
        bank.voeg_toe([self._winst(k) for k in kolommen], termen)

    def _middeltermen(self, kolom: Kolom) -> Termen:
        """What a group takes of rooms and trainers; one that keeps a promise comes with the trainers who were asked."""
        v, m, r, _ = kolom
        belofte = self.trouw.houdt(kolom) if self.trouw else None
        if belofte is None:
            return self.middelen.termen(v, m, r)
        return self.middelen.eigen_termen(v, m, r, belofte.trainers)

    def _bouw(self, cellen: list[Cel]) -> Werkbank:
        """Rows for all requests of the neighbourhood and for `cellen`; the columns known so far."""
        p = self.p
        vraag = sorted(s for v in self.vs for s in self.model.per_interventie[v])
        self.kinderen = {s: p.rij(-VEEL, float(self.plan.rest[s])) for s in vraag}
        self.rest = {s: self._restregel(s) for s in vraag}
        for s, rijen in self.rest.items():
            if rijen:
                samen = self.model.inst.signalen[s].min_samen
                p.kolom(0.0, [(rijen[0], -float(samen)), (rijen[1], -float(self.plan.rest[s]))])
        vastgezet = self.trouw.trouw.beloften.gehouden(self.plan) if self.trouw else {}
        blijvers = [(v, m, r) for m, r, v in self.plan.blokken if (m, r, v) not in vastgezet]
        beloofd = [((v, m, r), b.trainers) for (m, r, v), b in vastgezet.items()]
        self.middelen = Middelen(self.model, p, cellen, blijvers, beloofd)
        if self.trouw:
            self.trouw.bouw(p, self.eigen, self.anders, self._bekend, self.middelen)
        self.vast = len(p.kosten)
        bank = Werkbank(p)
        if self.kolommen:
            self._voeg_toe(bank, self.kolommen)
        return bank

    def _restregel(self, s: int) -> tuple[int, ...]:
        """Rows for: all children placed, or at least `min_samen` stay behind."""
        signaal, rest = self.model.inst.signalen[s], self.plan.rest[s]
        if not signaal.splitsbaar or signaal.min_samen < 2:
            return ()
        return (self.p.rij(-VEEL, float(rest - signaal.min_samen)), self.p.rij(0.0, VEEL))


def vervang(plan: Plan, vs: Iterable[int], keuze: Keuze, beloften: Beloften | None = None) -> Plan | None:
    """`plan` with the groups of `vs` replaced, all trainers named; None when that cannot be.

    Groups that keep one of `beloften` keep its trainers too.
    """

    def beloofd(kolom: Kolom) -> Belofte | None:
        v, m, r, leden = kolom
        return None if beloften is None or (m, r, v) in keuze.anders else beloften.houdt((m, r, v), leden)

    uit, oud, weg = plan.kopie(), plan.blokken, set(vs)
    for blok in oud.values():
        if blok.v in weg:
            uit.haal_weg(blok)
    # Who was asked is spoken for first.
    for kolom in sorted(keuze.groepen, key=lambda k: beloofd(k) is None):
        v, m, r, leden = kolom
        if not uit.ruimte_vrij(v, m, r) or not all(uit.mag(s, q) for s, q in leden):
            return None
        belofte = beloofd(kolom)
        zelfde = oud[m, r, v].trainers if (m, r, v) in oud and (m, r, v) not in keuze.anders else ()
        if belofte is not None:
            zelfde = belofte.trainers
        vrij = tuple(t for t in zelfde if uit.trainer_vrij(t, v, m, r))
        if belofte is not None and vrij != zelfde:
            return None
        uit.plaats(Blok(v, m, r, leden, vrij))
    vast = beloften.gehouden(uit) if beloften is not None else ()
    return uit if Toewijzing(uit, vast).volmaak() else None
