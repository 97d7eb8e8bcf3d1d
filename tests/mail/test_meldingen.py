"""The bell: own messages only, no secret in it, and one count a page however many there are."""

import datetime as dt

import pytest
from django.conf import settings
from django.test import Client

from gemeenten.grond.enums import Rol
from marktplein.accounts.models import User
from marktplein.basis import klok
from marktplein.mail import bel, meldingen, services
from marktplein.mail.models import Bericht, Melding
from tests.gemeenten.factories import gebruiker_met
from tests.mail.hulp import zet_klaar

pytestmark = pytest.mark.django_db


@pytest.fixture
def collega() -> User:
    return gebruiker_met(Rol.FACILITAIR)


def stuur(user: User, tekst: str = "Kijk op het marktplein.", soort: str = "facilitair.taak", n: str = "1") -> None:
    zet_klaar(soort=soort, aan=user.email, onderwerp=f"Bericht {n}", tekst=tekst)


def test_een_bericht_aan_een_collega_hangt_aan_de_bel_tot_het_gelezen_is(client: Client, collega: User) -> None:
    stuur(collega, f"Er is een taak: {settings.SITE_URL}/facilitair/ruimtes/ voor jou.")
    client.force_login(collega)
    assert client.get("/facilitair/").context["ongelezen"] == 1
    melding = Melding.objects.get()
    assert "Bericht 1" in client.get("/meldingen/").content.decode()
    antwoord = client.post(f"/meldingen/{melding.pk}/")
    assert antwoord["Location"] == "/facilitair/ruimtes/"
    assert client.get("/facilitair/").context["ongelezen"] == 0
    eerder = Melding.objects.get().gelezen_op
    client.post(f"/meldingen/{melding.pk}/")
    assert Melding.objects.get().gelezen_op == eerder


def test_niemand_ziet_of_leest_wat_aan_de_bel_van_een_ander_hangt(client: Client, collega: User) -> None:
    stuur(collega)
    client.force_login(gebruiker_met(Rol.FACILITAIR))
    assert "Bericht 1" not in client.get("/meldingen/").content.decode()
    assert client.post(f"/meldingen/{Melding.objects.get().pk}/").status_code == 404
    client.post("/meldingen/gelezen/")
    assert bel.ongelezen(collega) == 1


@pytest.mark.parametrize(
    ("tekst", "pad"),
    [
        ("{site}/gemeenten/uitnodiging/geheim-123/", ""),
        ("{site}/account/password/reset/key/1a-abc/", ""),
        ("https://elders.example/facilitair/", ""),
        ("{site}/gemeenten/uitnodiging/geheim-123/ en {site}/facilitair/agenda/?dag=1", "/facilitair/agenda/"),
        ("zonder link", ""),
    ],
)
def test_een_geheime_link_komt_nooit_aan_de_bel(tekst: str, pad: str) -> None:
    assert meldingen.pad_in(tekst.format(site=settings.SITE_URL)) == pad


def test_post_van_accounts_en_aan_ouders_hangt_nergens(collega: User) -> None:
    stuur(collega, soort="account.email.password_reset_key")
    zet_klaar(soort="aanbod.plek", aan="ouder@voorbeeld.example", onderwerp="Plek", tekst="Dag")
    assert not Melding.objects.exists()


def test_veel_berichten_tegelijk_zijn_twee_vragen_meer(collega: User, django_assert_num_queries) -> None:
    ander = gebruiker_met(Rol.JGT)
    with django_assert_num_queries(0):
        meldingen.meld([])
    berichten = [
        Bericht(soort="x.y", aan=wie.email, onderwerp="Dag", tekst="") for wie in (collega, ander) for _ in range(20)
    ]
    with django_assert_num_queries(2):
        meldingen.meld(berichten)
    assert bel.ongelezen(collega) == 20


def test_na_een_maand_is_een_melding_weg(collega: User) -> None:
    stuur(collega)
    Melding.objects.update(op=klok.nu() - dt.timedelta(days=services.BEWAAR_DAGEN + 1))
    services.ruim_op()
    assert not Melding.objects.exists()
