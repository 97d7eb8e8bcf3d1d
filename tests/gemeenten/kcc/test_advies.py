"""Advice for everybody: who is there, and what to do when it cannot wait."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from gemeenten.kcc.models import Adviespunt
from marktplein.basis import klok
from tests.gemeenten.factories import ContactFactory, GemeenteFactory, OrganisatieFactory

pytestmark = pytest.mark.django_db


def test_van_de_regio_en_van_de_gemeente(client: Client) -> None:
    leiden = GemeenteFactory(naam="Leiden")
    overal = Adviespunt.objects.create(contact=ContactFactory(organisatie=OrganisatieFactory(naam="Het CJG")))
    hier = Adviespunt.objects.create(contact=ContactFactory(organisatie=OrganisatieFactory(naam="Loket Leiden")))
    hier.gemeenten.add(leiden)
    adres = reverse("advies:advies")
    regio, gemeente = client.get(adres), client.get(adres, {"gemeente": leiden.slug})
    assert [advies.punt for advies in regio.context["adviezen"]] == [overal]
    assert {advies.punt for advies in gemeente.context["adviezen"]} == {overal, hier}
    html = gemeente.content.decode()
    assert reverse("aanbod:hulp") in html
    assert "ereikbaar" in html
    assert client.get(adres, {"gemeente": "nergens"}).status_code == 422


def test_de_knop_om_te_bellen_is_er_als_er_iemand_is(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    Adviespunt.objects.create(contact=ContactFactory(openingstijden=["ma 09:00-17:00"]))
    for uur, er_is_iemand in ((10, True), (18, False)):
        moment = klok.op(dt.date(2026, 11, 2), dt.time(uur))
        monkeypatch.setattr(klok, "nu", lambda moment=moment: moment)
        assert ("Bel nu" in client.get(reverse("advies:advies")).content.decode()) == er_is_iemand


def test_wat_verzonnen_is_zegt_dat(client: Client) -> None:
    Adviespunt.objects.create(contact=ContactFactory(fictief=True))
    assert "verzonnen" in client.get(reverse("advies:advies")).content.decode()
