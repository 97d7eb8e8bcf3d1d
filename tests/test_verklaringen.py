"""What the organisation declares: the accessibility statement in the statutory form, and security.txt."""

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from marktplein.basis import klok


def test_zonder_instellingen_staat_er_dat_er_niet_onderzocht_is_en_wie_helpt(client: Client) -> None:
    tekst = client.get(reverse("toegankelijkheid")).content.decode()
    assert "Status E." in tekst
    assert "nog niet onderzocht" in tekst
    assert "Centrum voor Jeugd en Gezin" in tekst
    assert "ombudsman" in tekst


def test_de_verklaring_noemt_organisatie_status_datum_onderzoek_en_contact(client: Client, settings: Any) -> None:
    settings.TOEGANKELIJKHEID_ORGANISATIE = "Gemeente Voorbeeld"
    settings.TOEGANKELIJKHEID_STATUS = "B"
    settings.TOEGANKELIJKHEID_DATUM = dt.date(2026, 12, 1)
    settings.TOEGANKELIJKHEID_ONDERZOEK = "https://voorbeeld.example/onderzoek"
    settings.TOEGANKELIJKHEID_CONTACT = "toegankelijk@voorbeeld.example"
    tekst = client.get(reverse("toegankelijkheid")).content.decode()
    for stuk in (
        "Gemeente Voorbeeld",
        "Status B.",
        "gedeeltelijk",
        "1 december 2026",
        "/onderzoek",
        "mailto:toegankelijk@",
    ):
        assert stuk in tekst, stuk


@pytest.mark.parametrize(
    ("contact", "staat_er"),
    [
        ("lek@voorbeeld.example", "mailto:lek@voorbeeld.example"),
        ("https://voorbeeld.example/lek", "https://voorbeeld.example/lek"),
    ],
)
def test_security_txt_zegt_waar_en_tot_wanneer(client: Client, settings: Any, contact: str, staat_er: str) -> None:
    settings.BEVEILIGING_CONTACT = contact
    antwoord = client.get("/.well-known/security.txt")
    assert antwoord["Content-Type"].startswith("text/plain")
    velden = dict(re.findall(r"(?m)^([\w-]+): (.+)$", antwoord.content.decode()))
    assert velden["Contact"] == staat_er
    verloopt = dt.datetime.fromisoformat(velden["Expires"])
    assert klok.nu() + dt.timedelta(days=30) < verloopt < klok.nu() + dt.timedelta(days=365)


def test_zonder_adres_is_er_geen_security_txt(client: Client) -> None:
    assert client.get("/.well-known/security.txt").status_code == 404
