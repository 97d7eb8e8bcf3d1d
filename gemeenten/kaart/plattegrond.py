"""What the map beside a list of organisations shows: each location, found by the link of its organisation."""

from collections.abc import Iterable
from typing import Any

from gemeenten.grond.models import Gemeente, Organisatie
from gemeenten.grond.selectors import kaartplaatsen
from gemeenten.kaart.adressen import adres_van
from marktplein.basis.kaart import Punt, kaart


def plattegrond(organisaties: Iterable[Organisatie], gemeente: Gemeente | None) -> dict[str, Any]:
    """``organisaties`` with their locations read."""
    punten = []
    for organisatie in organisaties:
        plekken = [(plek.lat, plek.lon) for plek in organisatie.locaties.all()] or [(organisatie.lat, organisatie.lon)]
        punten += [
            Punt(organisatie.naam, lat, lon, adres_van(organisatie))
            for lat, lon in plekken
            if lat is not None and lon is not None
        ]
    return kaart(punten, kaartplaatsen(), (gemeente.lat, gemeente.lon) if gemeente else None)
