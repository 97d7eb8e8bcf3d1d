"""Pricing: the most valuable way to fill each cell, by dynamic programming over all cells at once.

For fixed prices per child the best group in a cell is a bounded knapsack with multiple-choice items (a
splittable request may enter in several sizes) and a lower as well as an upper limit on its size.  The
places number at most a few dozen, so the textbook recursion over exact fill (Kellerer, Pferschy &
Pisinger, Knapsack Problems, 2004, ch. 11) is exact and cheap; numpy runs it for every row of an
intervention side by side.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from vraag.matching.probleem.model import Model, Vraag
from vraag.matching.probleem.plan import Leden
from vraag.matching.probleem.tellen import stukmaten

Getallen = NDArray[np.float64]


class Rugzak:
    """All knapsacks of one intervention, solved together for given values per child."""

    def __init__(self, model: Model, vraag: Vraag) -> None:
        self.model = model
        self.vraag = vraag
        iv = model.inst.interventies[vraag.v]
        self.klein = iv.min_grootte
        self.plaatsen = np.array([rij.plaatsen for rij in vraag.rijen], dtype=np.int64)
        self.breedte = int(self.plaatsen.max()) + 1 if vraag.rijen else 1
        nodig = (len(vraag.signalen) + 7) // 8
        ruw = b"".join(rij.kandidaten.to_bytes(nodig, "little") for rij in vraag.rijen)
        bits = np.frombuffer(ruw, dtype=np.uint8).reshape(len(vraag.rijen), nodig)
        self.lid = np.unpackbits(bits, axis=1, bitorder="little")[:, : len(vraag.signalen)].astype(bool)
        self.rang = self.lid.cumsum(axis=0, dtype=np.int32) - 1
        """Where a row is among those a request is a candidate for"""
        self.rijen_van = [np.flatnonzero(self.lid[:, i]) for i in range(len(vraag.signalen))]
        cellen = sorted((m, r, k) for k, rij in enumerate(vraag.rijen) for m, r in rij.cellen)
        self.cellen = [(m, r) for m, r, _ in cellen]
        self.cel_moment = np.array([m for m, _, _ in cellen], dtype=np.int64)
        self.cel_rij = np.array([k for _, _, k in cellen], dtype=np.int64)
        vol = np.arange(self.breedte)[:, None]
        self.buiten = (vol > self.plaatsen) | (vol < self.klein)

    def los(self, waarde: Sequence[float] | Getallen, rest: Sequence[int]) -> Vulling:
        """Fill every row.  `waarde` is per child and `rest` the children left, both by request index."""
        aantal = len(self.vraag.rijen)
        # A column per row: what is done to many rows at once then lies side by side in memory.
        tabel = np.full((self.breedte, aantal), -np.inf)
        tabel[0] = 0.0
        keuzes: list[NDArray[np.int8] | None] = []
        for i, s in enumerate(self.vraag.signalen):
            signaal = self.model.inst.signalen[s]
            maten = [q for q in stukmaten(signaal.splitsbaar, signaal.min_samen, rest[s]) if q < self.breedte]
            rijen = self.rijen_van[i]
            if not maten or not len(rijen):
                keuzes.append(None)
                continue
            keuzes.append(_voeg_toe(tabel, rijen, maten, float(waarde[s])))
        tabel[self.buiten] = -np.inf
        vol = tabel.argmax(axis=0) if aantal else np.zeros(0, dtype=np.int64)
        beste = tabel[vol, np.arange(aantal)] if aantal else np.zeros(0)
        return Vulling(self, beste, vol, keuzes)


def _voeg_toe(tabel: Getallen, rijen: NDArray[np.int64], maten: list[int], waarde: float) -> NDArray[np.int8]:
    """Offer one request to the rows it is a candidate for; returns the size chosen per fill and row."""
    oud = tabel.take(rijen, axis=1)
    keuze = np.zeros(oud.shape, dtype=np.int8)
    if len(maten) == 1:
        q = maten[0]
        poging, doel = oud[:-q] + waarde * q, oud[q:]
        np.multiply(poging > doel, np.int8(q), out=keuze[q:])
        tabel[q:, rijen] = np.maximum(poging, doel)
        return keuze
    nieuw = oud.copy()
    for q in maten:
        poging = oud[:-q] + waarde * q
        doel = nieuw[q:]
        beter = poging > doel
        np.copyto(doel, poging, where=beter)
        np.copyto(keuze[q:], np.int8(q), where=beter)
    tabel[:, rijen] = nieuw
    return keuze


class Vulling:
    """Result of one pricing round for one intervention: best value per row, members on request."""

    __slots__ = ("beste", "keuzes", "rugzak", "vol")

    def __init__(
        self,
        rugzak: Rugzak,
        beste: Getallen,
        vol: NDArray[np.int64],
        keuzes: list[NDArray[np.int8] | None],
    ) -> None:
        self.rugzak = rugzak
        self.beste = beste
        self.vol = vol
        self.keuzes = keuzes

    def leden(self, rij: int) -> Leden:
        """The requests and sizes behind the best value of a row."""
        over = int(self.vol[rij])
        uit: list[tuple[int, int]] = []
        signalen, rang = self.rugzak.vraag.signalen, self.rugzak.rang[rij]
        for i in np.flatnonzero(self.rugzak.lid[rij])[::-1].tolist():
            keuze = self.keuzes[i]
            q = 0 if keuze is None else int(keuze[over, rang[i]])
            if q:
                uit.append((signalen[i], q))
                over -= q
                if not over:
                    break
        return tuple(reversed(uit))

    def volgorde(self, prijs: Getallen | None = None) -> Iterator[tuple[float, int]]:
        """Cells (by number) that can be filled, by what they are worth after `prijs`, best first."""
        netto = self.beste[self.rugzak.cel_rij]
        if prijs is not None:
            netto = netto - prijs
        goed = np.flatnonzero(netto > -np.inf)
        goed = goed[np.argsort(-netto[goed], kind="stable")]
        return ((float(netto[c]), int(c)) for c in goed)
