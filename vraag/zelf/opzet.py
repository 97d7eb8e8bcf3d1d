"""What somebody wants to plan: an offer, days, sizes, for whom; and the dates it comes to."""

import datetime as dt
from dataclasses import dataclass, replace

from aanbod.groepen.services.planning import STANDAARD_DUUR
from aanbod.models import Interventie
from facilitair.rooster.afspraak import Afspraak
from facilitair.rooster.dagen import EEN_WEEK, Dagen, Overgeslagen
from facilitair.rooster.knelpunten import Tijd, Wens
from gemeenten.grond.models import Gemeente
from marktplein.basis import klok
from marktplein.basis.fouten import DomeinFout

HOOGSTENS_KEER = 40


@dataclass(frozen=True, slots=True)
class Opzet:
    """``om_de`` is the number of weeks from one meeting to the next; ``duur`` is in minutes."""

    interventie: Interventie
    gemeente: Gemeente
    voor: str
    datum: dt.date
    begin: dt.time
    keren: int
    om_de: int
    duur: int
    minimum: int
    maximum: int
    leeftijd_min: int
    leeftijd_max: int

    @property
    def mensen(self) -> int:
        """Everybody in the room when the group is full."""
        return self.interventie.zaalvulling(self.voor).nodig(self.maximum)

    def met(self, datum: dt.date, begin: dt.time) -> "Opzet":
        return replace(self, datum=datum, begin=begin)


@dataclass(frozen=True, slots=True)
class Datareeks:
    """The dates of an ``Opzet``, with the days it skips."""

    tijden: tuple[Tijd, ...]
    overgeslagen: tuple[Overgeslagen, ...]


def reeks(opzet: Opzet) -> Datareeks:
    """Raises TijdBestaatNiet, and DomeinFout when there are not enough days or it would go on after midnight."""
    dagen, weg = Dagen(opzet.gemeente, opzet.datum).reeks(opzet.datum, opzet.keren, EEN_WEEK * opzet.om_de)
    if len(dagen) < opzet.keren:
        raise DomeinFout("Er zijn niet genoeg dagen zonder vakantie voor deze reeks.", veld="datum")
    duur = dt.timedelta(minutes=opzet.duur)
    begin = [klok.op(dag, opzet.begin) for dag in dagen]
    if any(klok.lokaal(b + duur).date() > dag for dag, b in zip(dagen, begin, strict=True)):
        raise DomeinFout("Zo duurt een bijeenkomst tot na middernacht. Begin eerder of maak het korter.", veld="begin")
    return Datareeks(tuple((b, b + duur) for b in begin), tuple(weg))


def wens(opzet: Opzet, tijden: tuple[Tijd, ...], *, ruimte: int | None, trainers: frozenset[int]) -> Wens:
    """To hold against what is there; the days are free of holidays already."""
    afspraken = [Afspraak(begin, eind, ruimte, trainers=trainers) for begin, eind in tijden]
    return Wens(afspraken, opzet.interventie, opzet.gemeente, minstens=opzet.mensen)


def standaard_duur(interventie: Interventie) -> int:
    return interventie.duur_minuten or STANDAARD_DUUR
