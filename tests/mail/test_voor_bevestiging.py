"""Before an address has answered, a mail to it holds nothing that a stranger typed: it would seem to be our words."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from aanbod.deelname.berichten import AanmeldingBericht
from aanbod.deelname.koppeling import token_van
from aanbod.deelname.services.aanmeldingen import bevestig, meld_aan
from gemeenten.grond.enums import Rol
from marktplein.accounts.models import User
from marktplein.mail.models import Bericht
from tests.aanbod.factories import GroepFactory
from tests.accounts.test_inloggen import log_in
from tests.gemeenten.factories import WACHTWOORD, gebruiker_met
from tests.mail.voorbeelden import van_aanmelding

SLACHTOFFER = "slachtoffer@voorbeeld.example"
NAAM = "Win nu op kwaad.example"
SJABLONEN = Path(__file__).resolve().parent.parent.parent / "templates"


def teksten() -> str:
    return "".join(f"{b.onderwerp}\n{b.tekst}" for b in Bericht.objects.filter(aan=SLACHTOFFER))


def test_de_naam_van_een_aanmelding_gaat_pas_mee_na_bevestigen() -> None:
    rij = meld_aan(groep=GroepFactory(), naam=NAAM, email=SLACHTOFFER, leeftijd_kind=8)
    meld_aan(groep=rij.groep, naam=NAAM, email=SLACHTOFFER, leeftijd_kind=8)
    assert "Hallo," in teksten()
    assert NAAM not in teksten()
    bevestig(token_van(rij))
    assert f"Beste {NAAM}," in teksten()


@pytest.mark.parametrize("soort", [*AanmeldingBericht.__subclasses__()], ids=lambda soort: soort.soort)
def test_geen_enkel_bericht_noemt_de_naam_van_wie_niet_bevestigde(soort: type[AanmeldingBericht]) -> None:
    rij = meld_aan(groep=GroepFactory(), naam=NAAM, email=SLACHTOFFER, leeftijd_kind=8)
    van_aanmelding(soort, rij).zet_klaar()
    assert Bericht.objects.filter(aan=SLACHTOFFER).count() == 2
    assert NAAM not in teksten()


@pytest.mark.puur
def test_sjablonen_nemen_de_naam_niet_buiten_de_berichten_om() -> None:
    assert [pad.name for pad in SJABLONEN.glob("*/email/*.txt") if "aanmelding.naam" in pad.read_text("utf-8")] == []


def test_nieuw_wachtwoord_vragen_voor_een_vreemd_adres(client: Client) -> None:
    client.post(reverse("account_reset_password"), {"email": SLACHTOFFER}, headers={"user-agent": NAAM})
    assert "kennen geen account" in teksten()
    assert NAAM not in teksten()


def test_een_adres_erbij_zetten_mailt_geen_naam(client: Client) -> None:
    user = gebruiker_met(Rol.KCC)
    User.objects.filter(pk=user.pk).update(naam=NAAM)
    log_in(client, user)
    nog_eens = client.post(reverse("account_email"), {"action_add": "", "email": SLACHTOFFER})
    if nog_eens.headers["Location"].startswith(reverse("account_reauthenticate")):
        client.post(nog_eens.headers["Location"], {"password": WACHTWOORD})
        client.post(reverse("account_email"), {"action_add": "", "email": SLACHTOFFER})
    assert "Bevestig je e-mailadres" in teksten()
    assert NAAM not in teksten()
