"""A meeting as it would be: when, where, by whom; and what a change makes of the meetings of a group."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from aanbod.models import Bijeenkomst, Groep
from facilitair.models import Reservering
from facilitair.rooster.dagen import Dagen, Overgeslagen
from facilitair.rooster.wijziging import EIGEN, ZELFDE, Soort, Wijziging
from facilitair.workflow import BEZET_DE_RUIMTE
from marktplein.basis import klok
from marktplein.basis.fouten import DomeinFout

AL_BEGONNEN = "Deze bijeenkomst is al begonnen of geweest. Die verandert niet meer."
ER_NIET = "Deze bijeenkomst is er niet meer. Bekijk de data opnieuw."
EIND_TE_VROEG = "Kies een eindtijd die later is dan de begintijd."


@dataclass(frozen=True, slots=True)
class Afspraak:
    """``ruimte`` is a booked room, else the place is told in words (empty: where the group is)."""

    begin: dt.datetime
    eind: dt.datetime
    ruimte: int | None = None
    naam: str = ""
    adres: str = ""
    trainers: frozenset[int] = frozenset()

    @property
    def dag(self) -> dt.date:
        return klok.lokaal(self.begin).date()

    @property
    def tijd(self) -> tuple[dt.datetime, dt.datetime]:
        return self.begin, self.eind


@dataclass(frozen=True, slots=True)
class Stap:
    """What happens to one meeting; ``oud`` None: it comes, ``nieuw`` None: it goes."""

    bijeenkomst: Bijeenkomst | None
    oud: Afspraak | None
    nieuw: Afspraak | None

    @property
    def anders(self) -> bool:
        return self.oud != self.nieuw

    @property
    def te_toetsen(self) -> Afspraak | None:
        """What of the new one has to be possible: not the room or the trainers that it had at that time already."""
        oud, nieuw = self.oud, self.nieuw
        if oud is None or nieuw is None or oud.tijd != nieuw.tijd:
            return nieuw
        ruimte = nieuw.ruimte if nieuw.ruimte != oud.ruimte else None
        return replace(nieuw, ruimte=ruimte, trainers=nieuw.trainers - oud.trainers)

    @property
    def andere_dag(self) -> dt.date | None:
        return self.nieuw.dag if self.nieuw and not (self.oud and self.oud.dag == self.nieuw.dag) else None


@dataclass(frozen=True, slots=True)
class Plan:
    """``stappen`` that change something, and the days that a moved series skips."""

    stappen: tuple[Stap, ...]
    overgeslagen: tuple[Overgeslagen, ...] = ()

    @property
    def nieuw(self) -> list[Afspraak]:
        return [stap.nieuw for stap in self.stappen if stap.nieuw]


def komende(groep: Groep) -> list[Bijeenkomst]:
    """The meetings that can still change, in order, with their trainers."""
    alle = groep.bijeenkomsten.filter(begin__gt=klok.nu()).order_by("begin", "pk")
    return list(alle.select_related("groep__gemeente").prefetch_related("inzetten__trainer"))


def afspraken_van(bijeenkomsten: Iterable[Bijeenkomst]) -> dict[int, Afspraak]:
    """By key of the meeting; one query, wants ``inzetten`` at hand."""
    rijen = list(bijeenkomsten)
    geboekt = Reservering.objects.filter(bijeenkomst__in=rijen, staat__in=BEZET_DE_RUIMTE)
    ruimte = dict(geboekt.values_list("bijeenkomst_id", "ruimte_id"))
    return {
        b.pk: Afspraak(
            b.begin,
            b.eind,
            ruimte.get(b.pk),
            b.locatie_naam,
            b.locatie_adres,
            frozenset(inzet.trainer_id for inzet in b.inzetten.all()),
        )
        for b in rijen
    }


def bereken(groep: Groep, w: Wijziging, rijen: Sequence[Bijeenkomst], nu: dict[int, Afspraak]) -> Plan:
    """What ``w`` comes to, given what is to come (``komende`` and ``afspraken_van``).

    Raises TijdBestaatNiet; DomeinFout for a meeting that is over or gone, or ends too soon.
    """
    if w.soort == Soort.ERBIJ:
        return _erbij(w, list(nu.values()))
    rij = _zoek(groep, rijen, w.nummer)
    if w.soort == Soort.OVERSLAAN:
        return Plan((Stap(rij, nu[rij.pk], None),))
    reeks = rijen[rijen.index(rij) :] if w.vanaf else [rij]
    return _verplaats(groep, w, reeks, nu)


def _zoek(groep: Groep, rijen: Iterable[Bijeenkomst], nummer: int) -> Bijeenkomst:
    for rij in rijen:
        if rij.nummer == nummer:
            return rij
    raise DomeinFout(AL_BEGONNEN if groep.bijeenkomsten.filter(nummer=nummer).exists() else ER_NIET)


def _erbij(w: Wijziging, nu: Sequence[Afspraak]) -> Plan:
    voorbeeld = nu[-1] if nu else Afspraak(klok.nu(), klok.nu())
    return Plan((Stap(None, None, _wordt(w, voorbeeld, w.gevraagd[0])),))


def _verplaats(groep: Groep, w: Wijziging, reeks: Sequence[Bijeenkomst], nu: dict[int, Afspraak]) -> Plan:
    datum = w.gevraagd[0]
    oud = [nu[rij.pk] for rij in reeks]
    if datum == oud[0].dag:
        # Another hour, room or trainer: the days are as they were planned.
        dagen, weg = [afspraak.dag for afspraak in oud], list[Overgeslagen]()
    else:
        soepel = len(reeks) == 1 or w.vrije_dag
        dagen, weg = Dagen(groep.gemeente, datum).schuif([a.dag for a in oud], datum, eerste_mag=soepel)
    stappen = [Stap(rij, a, _wordt(w, a, dag)) for rij, a, dag in zip(reeks, oud, dagen, strict=True)]
    return Plan(tuple(stap for stap in stappen if stap.anders), tuple(weg))


def _wordt(w: Wijziging, oud: Afspraak, dag: dt.date) -> Afspraak:
    _, begin, eind = w.gevraagd
    nieuw = replace(oud, begin=klok.op(dag, begin), eind=klok.op(dag, eind))
    if nieuw.eind <= nieuw.begin:
        raise DomeinFout(EIND_TE_VROEG, veld="eind")
    if w.trainers is not None:
        nieuw = replace(nieuw, trainers=frozenset(w.trainers))
    if w.plek == ZELFDE:
        return nieuw
    if w.plek == EIGEN:
        return replace(nieuw, ruimte=None, naam=w.naam, adres=w.adres)
    return replace(nieuw, ruimte=w.ruimte, naam="", adres="")
