"""The language of a page stands in its address."""

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import translation

from gemeenten.grond.enums import Rol
from tests.aanbod.factories import GroepFactory
from tests.gemeenten.factories import GebruikerFactory


def _in_het_engels(naam: str, *args: object) -> str:
    with translation.override("en"):
        return reverse(naam, args=args)


def _tekst(antwoord: HttpResponse) -> str:
    """On one line, however the template is laid out."""
    return " ".join(antwoord.text.split())


def test_nederlandse_adressen_blijven_zoals_ze_zijn(client: Client) -> None:
    assert reverse("aanbod:groepen") == "/groepen/"
    antwoord = client.get("/groepen/", HTTP_ACCEPT_LANGUAGE="en")

    assert antwoord["Content-Language"] == "nl"
    assert '<html lang="nl" dir="ltr"' in _tekst(antwoord)
    assert "Accept-Language" not in antwoord.get("Vary", "")


def test_een_pagina_wijst_naar_zichzelf_in_elke_taal(client: Client) -> None:
    groep = GroepFactory()
    adres = reverse("aanbod:groep", args=[groep.slug])

    tekst = _tekst(client.get(f"/en{adres}?van=mail"))

    assert '<html lang="en" dir="ltr"' in tekst
    for taal, voor in (("nl", ""), ("en", "/en"), ("x-default", "")):
        assert f'<link rel="alternate" hreflang="{taal}" href="{settings.SITE_URL}{voor}{adres}?van=mail">' in tekst
    assert f'href="{adres}?van=mail"' in tekst, "de taalkeuze leidt naar dezelfde pagina"
    assert f'href="/en{adres}' in tekst


@pytest.mark.parametrize("pad", ["/en/bestaat-niet/", "/en/groepen/bestaat-niet/"])
def test_een_fout_spreekt_de_taal_van_het_adres(client: Client, pad: str) -> None:
    antwoord = client.get(pad)

    assert antwoord.status_code == 404
    assert antwoord["Content-Language"] == "en"
    assert '<html lang="en"' in _tekst(antwoord)


def test_ook_wat_niet_te_lezen_is_krijgt_een_antwoord_in_die_taal(client: Client) -> None:
    antwoord = client.get("/en/groepen/", {"leeftijd": "\x00"})

    assert antwoord.status_code == 400
    assert antwoord["Content-Language"] == "en"
    assert translation.get_language() == "nl", "de volgende begint weer in het Nederlands"


def test_een_pagina_voor_wie_hier_werkt_heeft_een_adres(client: Client) -> None:
    client.force_login(GebruikerFactory(lid=[(Rol.FACILITAIR, None)]))

    antwoord = client.get(_in_het_engels("aanbod:beheer") + "?q=rust")

    assert antwoord.status_code == 302
    assert antwoord["Location"] == "/aanbod-beheer/?q=rust"
    assert "hreflang" not in client.get("/aanbod-beheer/").text


def test_een_formulier_van_wie_hier_werkt_wordt_niet_nog_eens_gestuurd(client: Client) -> None:
    antwoord = client.post(_in_het_engels("aanbod:groep_publiceren", GroepFactory().slug))

    assert antwoord["Content-Language"] == "nl"
    assert antwoord["Location"].startswith("/account/login/")


@pytest.mark.parametrize("pad", ["/en/health/", "/en/beheer/", "/en/start/", "/en/post/", "/nl/groepen/"])
def test_wat_geen_bezoeker_leest_heeft_geen_tweede_adres(client: Client, pad: str) -> None:
    assert client.get(pad).status_code == 404
