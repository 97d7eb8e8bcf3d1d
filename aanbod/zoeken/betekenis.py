"""What documents are about, held by each process: their vectors, and what everyday words teach of each theme.

Read again only where something changed (``Zoekstand``): documents one by one, words and sentences all together.
Cosines of e5 lie close together, so the mean is taken off before they are compared, and only differences count.
"""

import math
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from django.conf import settings
from django.db import connection
from numpy.typing import NDArray

from aanbod.models import Document, Voorbeeldzin, Zinvector, Zoekwoord
from marktplein.taal.inbedder import MATEN, geef_inbedder

Getallen = NDArray[np.float32]
Nummers = NDArray[np.int64]
RIDGE = 1.0
# Of so many documents only the main directions are compared, and what changed is read at most so often: a process holds
# 100,000 documents in 130 MB, and nobody waits for each change of another.
VEEL, RICHTINGEN = 20_000, 128
PER_BLOK = 4096
# How much the everyday sentences of a thing say beside its own text.
ZINNEN_NAAST_TEKST = 1.5
# Kinds that are an occasion of something else: found with it, not by themselves.
GELEGENHEDEN = ("groep",)


def _leeg(*vorm: int) -> Getallen:
    return np.zeros(vorm, np.float32)


def _geen() -> Nummers:
    return np.zeros(0, np.int64)


@dataclass(frozen=True)
class Geleerd:
    """What words and sentences teach. ``themas`` are numbers of themes, in the order of the columns."""

    themas: tuple[int, ...] = ()
    midden: Getallen = field(default_factory=lambda: _leeg(MATEN))
    gewichten: Getallen = field(default_factory=lambda: _leeg(MATEN, 0))
    woorden: Getallen = field(default_factory=lambda: _leeg(0, MATEN))
    woord_van: Nummers = field(default_factory=_geen)
    zinnen: Getallen = field(default_factory=lambda: _leeg(0, MATEN))
    zin_van: tuple[tuple[str, int], ...] = ()
    teksten: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ruw:
    """The documents as they were read, in the order of ``pks``."""

    pks: Nummers = field(default_factory=_geen)
    standen: Nummers = field(default_factory=_geen)
    vectoren: NDArray[np.float16] = field(default_factory=lambda: np.zeros((0, MATEN), np.float16))
    sleutels: tuple[tuple[str, int], ...] = ()
    themas: tuple[tuple[int, ...], ...] = ()


@dataclass(frozen=True)
class Betekenis:
    """Per document (``ruw.pks``): what it is about, where its sentences are, and its themes as columns.

    ``richtingen``: the axes in which ``vectoren`` stand; None when those of the model.
    """

    stand: int = -1
    ruw: Ruw = field(default_factory=Ruw)
    geleerd: Geleerd = field(default_factory=Geleerd)
    vectoren: Getallen = field(default_factory=lambda: _leeg(0, MATEN))
    richtingen: Getallen | None = None
    gelezen_op: float = -math.inf
    plek: dict[int, int] = field(default_factory=dict)
    zin_bij: Nummers = field(default_factory=_geen)
    thema_rij: Nummers = field(default_factory=_geen)
    thema_kolom: Nummers = field(default_factory=_geen)


@dataclass(frozen=True)
class Nabijheid:
    """How close each document is to a question, each in standard deviations; nought where nothing is known."""

    inhoud: Getallen
    zin: Getallen
    thema: Getallen
    themawoord: Getallen
    dichtste_zin: Nummers


def eenheid(rijen: Getallen) -> Getallen:
    lengte = np.linalg.norm(rijen, axis=-1, keepdims=True)
    return np.asarray(rijen / np.maximum(lengte, 1e-9), np.float32)


def gestandaardiseerd(punten: Getallen) -> Getallen:
    if not punten.size:
        return punten
    return np.asarray((punten - punten.mean()) / (punten.std() + 1e-9), np.float32)


def meet(betekenis: Betekenis, vraag: Getallen) -> Nabijheid:
    """Compare a question (its vector as the model gave it) with every document."""
    geleerd, aantal = betekenis.geleerd, len(betekenis.ruw.pks)
    q = eenheid(vraag - geleerd.midden)
    gericht = q if betekenis.richtingen is None else q @ betekenis.richtingen
    inhoud = gestandaardiseerd(np.asarray(betekenis.vectoren @ gericht, np.float32))
    zinnen = geleerd.zinnen @ q
    dichtst = np.full(aantal, -1, np.int64)
    zin = _leeg(aantal)
    heeft = betekenis.zin_bij >= 0
    if heeft.any():
        beste = np.full(aantal, -np.inf, np.float32)
        np.maximum.at(beste, betekenis.zin_bij[heeft], zinnen[heeft])
        bekend = np.isfinite(beste)
        zin[bekend] = gestandaardiseerd(beste[bekend])
        volgorde = np.flatnonzero(heeft)[np.argsort(zinnen[heeft], kind="stable")]
        dichtst[betekenis.zin_bij[volgorde]] = volgorde
    return Nabijheid(
        inhoud=inhoud,
        zin=zin,
        thema=_per_document(betekenis, gestandaardiseerd(q @ geleerd.gewichten)),
        themawoord=_per_document(betekenis, gestandaardiseerd(_per_thema(geleerd, q))),
        dichtste_zin=dichtst,
    )


def _per_thema(geleerd: Geleerd, q: Getallen) -> Getallen:
    """The closest word of each theme."""
    beste = np.full(len(geleerd.themas), -1, np.float32)
    np.maximum.at(beste, geleerd.woord_van, geleerd.woorden @ q)
    return beste


def _per_document(betekenis: Betekenis, per_thema: Getallen) -> Getallen:
    """The best of a document's themes."""
    beste = np.full(len(betekenis.ruw.pks), -np.inf, np.float32)
    np.maximum.at(beste, betekenis.thema_rij, per_thema[betekenis.thema_kolom])
    return np.where(np.isfinite(beste), beste, 0).astype(np.float32)


# --- reading --------------------------------------------------------------------------------------------------

_bewaard = Betekenis()
_slot = threading.Lock()


def geef_betekenis() -> Betekenis:
    """What this process knows, up to date; one query when nothing changed. Empty without a model."""
    global _bewaard
    inbedder = geef_inbedder()
    if inbedder is None:
        return Betekenis()
    stand = _stand()
    if stand == _bewaard.stand or _is_vers_genoeg(_bewaard):
        return _bewaard
    with _slot:
        if stand != _bewaard.stand:
            _bewaard = _lees(_bewaard, stand, inbedder.naam)
        return _bewaard


def _is_vers_genoeg(betekenis: Betekenis) -> bool:
    """Reading many again takes a second; what changed is found by its words meanwhile."""
    return len(betekenis.ruw.pks) > VEEL and time.monotonic() - betekenis.gelezen_op < settings.ONTHOUD_SECONDEN


def _stand() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT stand FROM aanbod_zoekstand")
        rij = cursor.fetchone()
    return int(rij[0]) if rij else 0


def _lees(oud: Betekenis, stand: int, model: str) -> Betekenis:
    ruw = _lees_documenten(oud.ruw, model)
    geleerd = _lees_geleerd(model)
    plek = {int(pk): rij for rij, pk in enumerate(ruw.pks)}
    van_sleutel = {sleutel: rij for rij, sleutel in enumerate(ruw.sleutels)}
    zin_bij = np.array([van_sleutel.get(sleutel, -1) for sleutel in geleerd.zin_van], np.int64)
    kolom = {thema: nummer for nummer, thema in enumerate(geleerd.themas)}
    paren = [(rij, kolom[t]) for rij, themas in enumerate(ruw.themas) for t in themas if t in kolom]
    vectoren, richtingen = _inhoud(ruw, geleerd, zin_bij)
    return Betekenis(
        stand=stand,
        ruw=ruw,
        geleerd=geleerd,
        vectoren=vectoren,
        richtingen=richtingen,
        gelezen_op=time.monotonic(),
        plek=plek,
        zin_bij=zin_bij,
        thema_rij=np.array([rij for rij, _ in paren], np.int64),
        thema_kolom=np.array([nummer for _, nummer in paren], np.int64),
    )


def _inhoud(ruw: Ruw, geleerd: Geleerd, zin_bij: Nummers) -> tuple[Getallen, Getallen | None]:
    """What each document is about, and the axes: its text, and the middle of what people say who need it."""
    aantal = len(ruw.pks)
    heeft = np.asarray(ruw.vectoren.any(axis=1)).reshape(-1, 1) if aantal else np.zeros((0, 1), bool)
    midden = np.asarray(ruw.vectoren[heeft[:, 0]].mean(axis=0, dtype=np.float32)) if heeft.any() else _leeg(MATEN)
    bij = zin_bij >= 0
    gezegd = {int(rij): geleerd.zinnen[zin_bij == rij].mean(axis=0) for rij in np.unique(zin_bij[bij])}

    def blok(begin: int) -> Getallen:
        rijen = slice(begin, begin + PER_BLOK)
        tekst = np.where(heeft[rijen], eenheid(ruw.vectoren[rijen].astype(np.float32) - midden), 0)
        for rij in range(begin, min(begin + PER_BLOK, aantal)):
            if rij in gezegd:
                tekst[rij - begin] += ZINNEN_NAAST_TEKST * gezegd[rij]
        return eenheid(np.asarray(tekst, np.float32))

    blokken = range(0, aantal, PER_BLOK)
    if aantal <= VEEL:
        return np.concatenate([_leeg(0, MATEN), *map(blok, blokken)]), None
    richtingen = _hoofdrichtingen([blok(begin) for begin in blokken[:: max(1, len(blokken) // 5)]])
    return np.concatenate([blok(begin) @ richtingen for begin in blokken]), richtingen


def _hoofdrichtingen(monster: Sequence[Getallen]) -> Getallen:
    """The axes along which these rows differ most."""
    samenhang = sum((rijen.T @ rijen for rijen in monster), np.zeros((MATEN, MATEN), np.float32))
    return np.asarray(np.linalg.eigh(samenhang)[1][:, -RICHTINGEN:], np.float32)


def _lees_documenten(oud: Ruw, model: str) -> Ruw:
    """All documents; the vectors that did not change are taken from what was read before."""
    velden = ("pk", "stand", "soort", "nummer", "themas")
    rijen = list(Document.objects.exclude(soort__in=GELEGENHEDEN).order_by("pk").values_list(*velden))
    eerder = {(int(pk), int(stand)): rij for rij, (pk, stand) in enumerate(zip(oud.pks, oud.standen, strict=True))}
    nieuw = [pk for pk, stand, *_ in rijen if (pk, stand) not in eerder]
    gelezen = _vectoren(nieuw, model)
    vectoren = np.zeros((len(rijen), MATEN), np.float16)
    for plaats, (pk, stand, *_) in enumerate(rijen):
        if (was := eerder.get((pk, stand))) is not None:
            vectoren[plaats] = oud.vectoren[was]
        elif pk in gelezen:
            vectoren[plaats] = np.frombuffer(gelezen[pk], np.float16)
    return Ruw(
        pks=np.array([pk for pk, *_ in rijen], np.int64),
        standen=np.array([stand for _, stand, *_ in rijen], np.int64),
        vectoren=vectoren,
        sleutels=tuple((soort, nummer) for _, _, soort, nummer, _ in rijen),
        themas=tuple(tuple(themas) for *_, themas in rijen),
    )


def _vectoren(pks: Sequence[int], model: str) -> dict[int, bytes]:
    rijen = Document.objects.filter(pk__in=pks, model=model, vector__isnull=False).order_by("pk")
    return {pk: bytes(vector) for pk, vector in rijen.values_list("pk", "vector") if vector is not None}


def _lees_geleerd(model: str) -> Geleerd:
    vectoren = {
        tekst: np.frombuffer(vector, np.float16).astype(np.float32)
        for tekst, vector in Zinvector.objects.filter(model=model).order_by("pk").values_list("tekst", "vector")
    }
    woorden = [r for r in Zoekwoord.objects.order_by("pk").values_list("thema", "woord") if r[1] in vectoren]
    velden = ("thema", "interventie", "organisatie", "zin")
    zinnen = [r for r in Voorbeeldzin.objects.order_by("pk").values_list(*velden) if r[3] in vectoren]
    if not woorden and not zinnen:
        return Geleerd()
    midden = np.mean([vectoren[tekst] for *_, tekst in (*woorden, *zinnen)], axis=0)

    def rijen(teksten: Sequence[str]) -> Getallen:
        return eenheid(np.array([vectoren[t] for t in teksten], np.float32).reshape(-1, MATEN) - midden)

    voor_thema = [(thema, zin) for thema, _, _, zin in zinnen if thema]
    themas = tuple(sorted({thema for thema, _ in (*woorden, *voor_thema)}))
    kolom = {thema: nummer for nummer, thema in enumerate(themas)}
    leren = [*woorden, *voor_thema]
    van = np.array([kolom[thema] for thema, _ in leren], np.int64)
    return Geleerd(
        themas=themas,
        midden=midden,
        gewichten=_ridge(rijen([tekst for _, tekst in leren]), van, len(themas)),
        woorden=rijen([woord for _, woord in woorden]),
        woord_van=van[: len(woorden)],
        zinnen=rijen([zin for *_, zin in zinnen]),
        zin_van=tuple(_sleutel(*rij[:3]) for rij in zinnen),
        teksten=tuple(zin for *_, zin in zinnen),
    )


def _sleutel(thema: int | None, interventie: int | None, organisatie: int | None) -> tuple[str, int]:
    if thema:
        return "thema", thema
    return ("aanbod", interventie) if interventie else ("organisatie", organisatie or 0)


def _ridge(rijen: Getallen, van: Nummers, aantal: int) -> Getallen:
    """A linear classifier: weights that tell each theme from the others."""
    if not aantal:
        return _leeg(MATEN, 0)
    doel = np.eye(aantal, dtype=np.float32)[van]
    links = rijen.T @ rijen + RIDGE * np.eye(MATEN, dtype=np.float32)
    return np.asarray(np.linalg.solve(links, rijen.T @ (doel - doel.mean(axis=0))), np.float32)
