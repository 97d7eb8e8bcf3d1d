"""The list of groups hands its map where they meet, and rings around the gemeente that was asked for."""

import json
import re

from django.test import Client
from django.urls import reverse

from aanbod.workflow import GroepStaat
from tests.aanbod.factories import GroepFactory


def _kaart(client: Client, **vraag: object) -> dict[str, object]:
    tekst = client.get("/groepen/", vraag).text
    return json.loads(re.search(r'<script type="application/json">(.*?)</script>', tekst, re.DOTALL)[1])  # type: ignore[index, no-any-return]


def test_de_groepen_van_de_bladzijde_staan_op_de_kaart(client: Client, db: None) -> None:
    groep = GroepFactory(staat=GroepStaat.OPEN, lat=52.21, lon=4.42)
    zonder_adres = GroepFactory(staat=GroepStaat.OPEN, lat=None, lon=None)

    kaart = _kaart(client)
    gekozen = _kaart(client, gemeente=groep.gemeente.slug, afstand=5)

    plekken = {adres: punt["plek"] for punt in kaart["punten"] for adres in punt["adressen"]}  # type: ignore[attr-defined]
    assert plekken[reverse("aanbod:groep", args=[groep.slug])] == [52.21, 4.42]
    gemeente = zonder_adres.gemeente
    assert plekken[reverse("aanbod:groep", args=[zonder_adres.slug])] == [
        round(gemeente.lat, 4),
        round(gemeente.lon, 4),
    ]
    assert kaart["midden"] is None
    assert gekozen["midden"] == [groep.gemeente.lat, groep.gemeente.lon]
    assert groep.gemeente.naam in {plaats["naam"] for plaats in kaart["plaatsen"]}  # type: ignore[attr-defined]
