"""One visitor who asks very often waits; others, ordinary use and who is logged in do not notice."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from gemeenten.grond.enums import Rol
from tests.gemeenten.factories import gebruiker_met
from tests.test_huisregels import url_namen


@pytest.fixture(autouse=True)
def _grens(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.BEZOEKLIMIET = 3
    monkeypatch.setattr("marktplein.basis.drempel.time.time", lambda: 60_000_020.0)


def test_de_vierde_keer_in_een_minuut_wacht_tot_de_volgende(client: Client) -> None:
    adressen = [reverse("aanbod:zoeken"), reverse("aanbod:groepen"), reverse("aanbod:zoeken"), reverse("aanbod:zoeken")]
    antwoorden = [client.get(adres, {"q": "rust"}) for adres in adressen]
    assert [a.status_code for a in antwoorden] == [200, 200, 200, 429]
    assert antwoorden[-1].headers["Retry-After"] == "40"
    tekst = antwoorden[-1].content.decode()
    assert "Even wachten" in tekst
    assert "40 seconden" in tekst


def test_een_ander_adres_een_andere_pagina_en_een_medewerker_merken_niets(client: Client) -> None:
    for _ in range(4):
        laatste = client.get(reverse("aanbod:zoeken"))
    assert laatste.status_code == 429
    assert client.get(reverse("aanbod:home")).status_code == 200
    assert Client(REMOTE_ADDR="198.51.100.9").get(reverse("aanbod:zoeken")).status_code == 200
    client.force_login(gebruiker_met(Rol.KCC))
    assert client.get(reverse("aanbod:zoeken")).status_code == 200


def test_in_de_volgende_minuut_mag_het_weer(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(4):
        client.get(reverse("aanbod:zoeken"))
    monkeypatch.setattr("marktplein.basis.drempel.time.time", lambda: 60_000_060.0)
    assert client.get(reverse("aanbod:zoeken")).status_code == 200


def test_nul_is_geen_grens(client: Client, settings: Any) -> None:
    settings.BEZOEKLIMIET = 0
    assert {client.get(reverse("aanbod:zoeken")).status_code for _ in range(5)} == {200}


def test_zonder_teller_wordt_niemand_geweigerd(client: Client, settings: Any) -> None:
    settings.CACHES = {"default": settings.CACHES["default"] | {"LOCATION": "redis://127.0.0.1:1/0"}}
    assert {client.get(reverse("aanbod:zoeken")).status_code for _ in range(5)} == {200}


def test_elke_begrensde_pagina_bestaat(settings: Any) -> None:
    assert settings.BEGRENSDE_PAGINAS - {*url_namen()} == set()
