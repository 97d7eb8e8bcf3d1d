"""What is no text never reaches a page: a clear 400, wherever in the request it stands."""

from http import HTTPStatus

import pytest
from django.test import Client

from gemeenten.grond.enums import Rol
from tests.gemeenten.factories import GebruikerFactory

ONLEESBAAR = "Wat de browser stuurde klopt niet"


@pytest.mark.parametrize("adres", ["/groepen/?aanbod=%00", "/groepen/?%00=1", "/aanmelding/a%00b/", "/?q=a%00"])
def test_nul_in_een_adres(client: Client, adres: str) -> None:
    antwoord = client.get(adres)
    assert antwoord.status_code == HTTPStatus.BAD_REQUEST
    assert ONLEESBAAR in antwoord.content.decode()


def test_nul_in_een_koekje_een_kop_en_een_formulier(client: Client) -> None:
    assert client.get("/", HTTP_COOKIE='sessionid="aaaaaaaaaaaa\\000"').status_code == HTTPStatus.BAD_REQUEST
    assert client.get("/", HTTP_HX_CURRENT_URL="/\x00").status_code == HTTPStatus.BAD_REQUEST
    assert client.post("/account/login/", {"login": "a\x00b"}).status_code == HTTPStatus.BAD_REQUEST


@pytest.mark.parametrize("tekenset", ["unicode_escape", "utf-8"])
def test_een_half_teken_of_een_vreemde_tekenset(client: Client, tekenset: str) -> None:
    antwoord = client.get("/?q=%5cud800%ed%a0%80", CONTENT_TYPE=f"text/plain; charset={tekenset}")
    assert antwoord.status_code == (HTTPStatus.OK if tekenset == "utf-8" else HTTPStatus.BAD_REQUEST)


@pytest.mark.parametrize("doel", ["1", "zomaar", "0001-01-01", "https://elders.example/"])
def test_een_vreemd_doel_na_de_deur_van_het_beheer(client: Client, doel: str) -> None:
    client.force_login(GebruikerFactory(lid=[(Rol.BEHEER, None)]))
    assert client.get("/beheer/login/", {"next": doel}).headers["Location"] == "/beheer/"
