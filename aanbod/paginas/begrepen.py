"""What was understood of a question, shown as filters that can each be taken off.

What somebody takes off stands in the address (``zonder``), so that the page can be shared as it is.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext, ngettext

from aanbod.zoeken.plaats import GenoemdePlek
from aanbod.zoeken.taal.leeftijd import Leeftijd
from aanbod.zoeken.taal.voorwaarden import Dagdeel
from aanbod.zoeken.taal.vraag import Begrepen, Deel

ZONDER = "zonder"


@dataclass(frozen=True)
class Begrip:
    """One thing that was understood: what it says, and the address of the same page without it."""

    naam: str
    tekst: str
    weg: str


def zonder_in(gegevens: QueryDict) -> frozenset[Deel]:
    """What was taken off before; what is no part of a question is passed over."""
    bekend = set(Deel)
    return frozenset(Deel(naam) for naam in gegevens.getlist(ZONDER) if naam in bekend)


def begrippen(begrepen: Begrepen, plek: GenoemdePlek | None, gegevens: QueryDict) -> list[Begrip]:
    """All that was understood and is not taken off, in the order in which people say it."""
    zonder = zonder_in(gegevens)
    return [Begrip(deel.value, tekst, _adres(gegevens, zonder | {deel})) for deel, tekst in _teksten(begrepen, plek)]


def _teksten(begrepen: Begrepen, plek: GenoemdePlek | None) -> Iterator[tuple[Deel, str]]:
    wanneer = begrepen.voorwaarden
    if begrepen.leeftijden:
        yield Deel.LEEFTIJD, ", ".join(_leeftijd(leeftijd) for leeftijd in begrepen.leeftijden)
    if begrepen.zwanger:
        yield Deel.ZWANGER, gettext("zwanger")
    if plek:
        yield Deel.PLEK, plek.naam
    if wanneer.dagen or wanneer.dagdelen or wanneer.over_dagen is not None:
        yield Deel.WANNEER, _wanneer(wanneer.dagen, wanneer.dagdelen, wanneer.over_dagen)
    if wanneer.gratis:
        yield Deel.GRATIS, gettext("gratis")
    if wanneer.online:
        yield Deel.ONLINE, gettext("online")
    if begrepen.collega:
        yield Deel.COLLEGA, gettext("voor wie met kinderen werkt")


def _leeftijd(leeftijd: Leeftijd) -> str:
    van, tot = leeftijd
    if van == tot:
        return ngettext("%(jaar)d jaar", "%(jaar)d jaar", van) % {"jaar": van}
    return gettext("%(van)d tot en met %(tot)d jaar") % {"van": van, "tot": tot}


_DAGDELEN = {
    Dagdeel.OCHTEND: lambda: gettext("ochtend"),
    Dagdeel.MIDDAG: lambda: gettext("middag"),
    Dagdeel.AVOND: lambda: gettext("avond"),
}


def _wanneer(dagen: Collection[int], dagdelen: Collection[Dagdeel], over_dagen: int | None) -> str:
    """ "woensdag, middag", "vandaag, avond"."""
    vandaag = [] if over_dagen is None else [gettext("vandaag") if over_dagen == 0 else gettext("morgen")]
    namen = [str(WEEKDAYS[dag]) for dag in sorted(dagen)]
    return ", ".join([*vandaag, *namen, *(_DAGDELEN[deel]() for deel in Dagdeel if deel in dagdelen)])


def _adres(gegevens: QueryDict, zonder: Collection[Deel]) -> str:
    """The address of the first page without these."""
    overig = [(n, w) for n, waarden in gegevens.lists() if n not in (ZONDER, "page") for w in waarden if w]
    return f"?{urlencode([*overig, *((ZONDER, deel.value) for deel in Deel if deel in zonder)])}"
