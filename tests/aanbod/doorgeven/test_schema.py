"""What search engines read: data that parse, with all they must have, and nothing that is not public."""

import datetime as dt
import json
import re
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.urls import reverse

from aanbod.enums import Preventievorm, Vorm
from aanbod.workflow import GroepStaat, InterventieStaat
from gemeenten.grond.enums import Rol
from tests.aanbod.factories import GroepFactory, InterventieFactory, ThemaFactory
from tests.aanbod.hulp import als
from tests.gemeenten.factories import OrganisatieFactory

_BLOK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def gegevens(client: Client, naam: str, *args: str) -> list[dict[str, Any]]:
    pagina = client.get(reverse(naam, args=args)).content.decode()
    return [json.loads(blok) for blok in _BLOK.findall(pagina)]


def test_een_groep_is_een_gebeurtenis_met_zone_en_plek(client: Client) -> None:
    groep = GroepFactory(interventie__eigen_bijdrage_cent=1250)
    (feiten,) = gegevens(client, "aanbod:groep", groep.slug)
    assert {"name", "startDate", "location", "organizer", "eventStatus", "offers", "url"} <= feiten.keys()
    assert feiten["location"]["address"]["addressLocality"] == groep.gemeente.naam
    assert feiten["offers"] | {"url": ""} == {
        "@type": "Offer", "price": "12.50", "priceCurrency": "EUR", "category": "Paid", "url": "",
        "availability": "https://schema.org/InStock",
    }  # fmt: skip
    keren = feiten["subEvent"]
    assert len(keren) == groep.bijeenkomsten.count()
    for keer in (feiten, *keren):
        begin, eind = (dt.datetime.fromisoformat(keer[naam]) for naam in ("startDate", "endDate"))
        assert begin.tzinfo is not None
        assert begin < eind
    eerste = groep.bijeenkomsten.first()
    assert eerste is not None
    assert dt.datetime.fromisoformat(keren[0]["startDate"]) == eerste.begin


def test_wat_niet_doorgaat_zegt_dat_ook_daar(client: Client) -> None:
    groep = GroepFactory(staat=GroepStaat.GEANNULEERD)
    (feiten,) = gegevens(client, "aanbod:groep", groep.slug)
    assert {keer["eventStatus"] for keer in (feiten, *feiten["subEvent"])} == {"https://schema.org/EventCancelled"}


def test_aanbod_is_een_cursus_met_zijn_komende_groepen(client: Client) -> None:
    aanbod = InterventieFactory(
        naam="Rust & </script><b>", themas=[ThemaFactory(naam="slapen")], organisatie=OrganisatieFactory(naam="De Bron")
    )
    groep = GroepFactory(interventie=aanbod)
    (feiten,) = gegevens(client, "aanbod:interventie", aanbod.slug)
    assert (feiten["@type"], feiten["name"], feiten["provider"]["name"]) == ("Course", aanbod.naam, "De Bron")
    assert feiten["about"] == [{"@type": "Thing", "name": "slapen"}]
    assert [keer["url"].rsplit("/", 2)[1] for keer in feiten["hasCourseInstance"]] == [groep.slug]


def test_wat_geen_cursus_is_en_geen_prijs_noemt(client: Client) -> None:
    aanbod = InterventieFactory(vorm=Vorm.HUISBEZOEK, eigen_bijdrage_cent=None)
    (feiten,) = gegevens(client, "aanbod:interventie", aanbod.slug)
    assert feiten["@type"] == "Service"
    assert not {"offers", "isAccessibleForFree"} & feiten.keys()


def test_wat_niet_openbaar_is_staat_ook_voor_een_collega_niet_in_de_gegevens() -> None:
    besloten = GroepFactory(interventie__preventievorm=Preventievorm.PROBLEEMGERICHT)
    concept = InterventieFactory(staat=InterventieStaat.CONCEPT)
    collega = als(Rol.JGT)
    assert gegevens(collega, "aanbod:groep", besloten.slug) == []
    (feiten,) = gegevens(collega, "aanbod:interventie", besloten.interventie.slug)
    assert "hasCourseInstance" not in feiten
    assert gegevens(als(Rol.BEHEER), "aanbod:interventie", concept.slug) == []


def test_een_organisatie_staat_er_met_hoe_ze_te_bereiken_is(client: Client) -> None:
    ding = OrganisatieFactory(naam="De Bron", telefoon="071 5550101", website="https://debron.example")
    (feiten,) = gegevens(client, "kaart:organisatie", ding.slug)
    assert (feiten["@type"], feiten["name"], feiten["sameAs"]) == ("Organization", "De Bron", "https://debron.example")
    assert feiten["telephone"]


def test_een_pagina_die_wordt_doorgegeven_zegt_wat_ze_is(client: Client, settings: Any) -> None:
    settings.SITE_URL = "https://voorbeeld.example"
    aanbod = InterventieFactory(naam="stevig staan")
    pagina = client.get(f"/en/aanbod/{aanbod.slug}/?van=mail").content.decode()
    assert '<meta property="og:title" content="Stevig staan">' in pagina
    assert f'<link rel="canonical" href="https://voorbeeld.example/en/aanbod/{aanbod.slug}/">' in pagina
    assert f'<meta property="og:url" content="https://voorbeeld.example/en/aanbod/{aanbod.slug}/">' in pagina


# --- the map of the site --------------------------------------------------------------------------------------


def _adressen(client: Client, pad: str) -> list[str]:
    boom = ElementTree.fromstring(client.get(pad).content)
    return [str(plek.text) for plek in boom.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]


@pytest.mark.parametrize("deel", ["paginas", "themas", "aanbod", "groepen", "organisaties"])
def test_de_kaart_van_de_site_leidt_alleen_naar_wat_iedereen_opent(client: Client, settings: Any, deel: str) -> None:
    settings.SITE_URL = "https://voorbeeld.example"
    OrganisatieFactory()
    InterventieFactory(staat=InterventieStaat.CONCEPT)
    besloten = GroepFactory(interventie__preventievorm=Preventievorm.PROBLEEMGERICHT)
    groep = GroepFactory(interventie__themas=[ThemaFactory()])
    assert f"https://voorbeeld.example/sitemap-{deel}.xml?p=1" in _adressen(client, "/sitemap.xml")
    adressen = _adressen(client, f"/sitemap-{deel}.xml")
    assert adressen
    assert all(adres.startswith("https://voorbeeld.example/") for adres in adressen)
    for adres in adressen:
        assert client.get(adres.removeprefix("https://voorbeeld.example")).status_code == 200, adres
    assert any("/en/" in adres for adres in adressen)
    if deel == "groepen":
        assert f"https://voorbeeld.example/groepen/{groep.slug}/" in adressen
        assert not [adres for adres in adressen if besloten.slug in adres.split("/")]


def test_robots_wijst_de_weg_en_een_demo_is_nergens_te_vinden(client: Client, settings: Any) -> None:
    settings.SITE_URL, settings.DEMO = "https://voorbeeld.example", False
    regels = client.get("/robots.txt").content.decode().splitlines()
    assert "Sitemap: https://voorbeeld.example/sitemap.xml" in regels
    assert {"Disallow: /aanmelding/", "Disallow: /en/aanmelding/"} <= set(regels)
    settings.DEMO = True
    assert "Disallow: /" in client.get("/robots.txt").content.decode().splitlines()
