"""The place somebody names: a municipality of now or before a merger, a village, a postcode, a part of the region.

All places together are some hundred rows; they are read once and remembered for a while.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from aanbod.zoeken.taal import woorden as w
from gemeenten.grond.models import Gemeente, Kern
from gemeenten.grond.opvolging import opvolger
from marktplein.basis import klok
from marktplein.basis.onthouden import Geheugen

LANGSTE_NAAM = 5
_POSTCODE = re.compile(r"\b([1-9]\d{3})\s?(?:[a-z]{2})?\b")


@dataclass(frozen=True)
class GenoemdePlek:
    """A named place with the existing municipalities it lies in; the middle in degrees, for a distance."""

    naam: str
    gemeenten: tuple[Gemeente, ...]
    lat: float
    lon: float


_plekken = Geheugen(Gemeente, Kern)


def plek_in(vraag: str) -> GenoemdePlek | None:
    """The place a question names: a name before a postcode, of names the longest, of equals the first. At most two
    reads, and none while remembered.
    """
    if not vraag:
        return None
    namen, postcodes = _plekken.geef(_lees)
    rij = w.woorden(vraag)
    for lengte in range(LANGSTE_NAAM, 0, -1):
        for begin in range(len(rij) - lengte + 1):
            naam = " ".join(rij[begin : begin + lengte])
            if naam in namen and naam not in w.STOPWOORDEN:
                return namen[naam]
    for gevonden in _POSTCODE.finditer(w.schoon(vraag)):
        if gevonden[1] in postcodes:
            return postcodes[gevonden[1]]
    return None


def plaats_in(vraag: str) -> Gemeente | None:
    """The municipality somebody names; None as well for a part of the region, which has several."""
    plek = plek_in(vraag)
    return plek.gemeenten[0] if plek and len(plek.gemeenten) == 1 else None


def _lees() -> tuple[dict[str, GenoemdePlek], dict[str, GenoemdePlek]]:
    """By name and by postcode. What exists goes before what was, a municipality before a village of that name."""
    alle = list(Gemeente.objects.select_related("opgegaan_in").order_by("naam", "tot", "pk"))
    nu = [gemeente for gemeente in alle if _bestaat(gemeente)]
    bestaat = {gemeente.pk for gemeente in nu}
    namen: dict[str, GenoemdePlek] = {}
    postcodes: dict[str, GenoemdePlek] = {}
    for naam, plek in _streken(nu):
        namen.setdefault(_sleutel(naam), plek)
    for gemeente in (*nu, *(g for g in alle if g.pk not in bestaat)):
        nieuw = gemeente if gemeente.pk in bestaat else opvolger(gemeente)
        if nieuw is not None:
            namen.setdefault(_sleutel(gemeente.naam), GenoemdePlek(gemeente.naam, (nieuw,), gemeente.lat, gemeente.lon))
    # The village of a municipality that still exists last named counts; a merged one leads to its successor.
    kernen = Kern.objects.select_related("gemeente__opgegaan_in").order_by("gemeente__tot", "pk")
    for kern in sorted(kernen, key=lambda k: k.gemeente_id not in bestaat):
        nieuw = kern.gemeente if kern.gemeente_id in bestaat else opvolger(kern.gemeente)
        if nieuw is None:
            continue
        plek = GenoemdePlek(kern.naam, (nieuw,), kern.lat, kern.lon)
        namen.setdefault(_sleutel(kern.naam), plek)
        for postcode in kern.postcodes:
            postcodes.setdefault(postcode, GenoemdePlek(f"{postcode} {kern.naam}", (nieuw,), kern.lat, kern.lon))
    return namen, postcodes


def _bestaat(gemeente: Gemeente) -> bool:
    """The same as ``bestaande_gemeenten`` asks of the database, of a row that is read already."""
    dag = klok.vandaag()
    return (gemeente.van is None or gemeente.van <= dag) and (gemeente.tot is None or gemeente.tot > dag)


def _streken(gemeenten: Iterable[Gemeente]) -> list[tuple[str, GenoemdePlek]]:
    """Parts of the region under their name, and under its last part: "Duin- en Bollenstreek" is "Bollenstreek"."""
    per: dict[str, list[Gemeente]] = {}
    for gemeente in gemeenten:
        if gemeente.subregio:
            per.setdefault(gemeente.subregio, []).append(gemeente)
    streken: list[tuple[str, GenoemdePlek]] = []
    for naam, deel in sorted(per.items()):
        lat, lon = sum(g.lat for g in deel) / len(deel), sum(g.lon for g in deel) / len(deel)
        plek = GenoemdePlek(naam, tuple(deel), lat, lon)
        streken += [(kort, plek) for kort in dict.fromkeys((naam, naam.rsplit(" en ", 1)[-1]))]
    return streken


def _sleutel(naam: str) -> str:
    return " ".join(w.woorden(naam))
