"""Taking a need back: with a reason that is picked, written, or left out."""

import pytest
from django.test import Client

from tests.hulp_uitstel import laat_voorbijgaan
from tests.vraag.hulp import adres, tekst
from vraag.models import Signaal
from vraag.workflow import SignaalStaat


@pytest.mark.parametrize(
    ("velden", "reden"),
    [
        ({"keuze": "geen"}, ""),
        ({"keuze": "geholpen"}, "Er is al ergens anders hulp"),
        ({"keuze": "geholpen", "reden": "zelf"}, "zelf"),
    ],
)
def test_een_reden_kan_je_kiezen_schrijven_of_weglaten(
    bezoek: Client, signaal: Signaal, velden: dict[str, str], reden: str
) -> None:
    bezoek.post(adres("signaal_intrekken", signaal), {"versie": "1"} | velden)
    laat_voorbijgaan()
    signaal.refresh_from_db()
    assert (signaal.staat, signaal.reden_ingetrokken) == (SignaalStaat.INGETROKKEN, reden)


def test_intrekken_met_een_geschreven_reden(bezoek: Client, signaal: Signaal) -> None:
    assert "Trek je vraag in" in tekst(bezoek.get(adres("signaal_intrekken", signaal)))
    prive = bezoek.post(adres("signaal_intrekken", signaal), {"versie": "1", "reden": "bel 06-12345678"})
    assert "telefoonnummer" in prive.context["form"].errors["reden"][0]
    goed = bezoek.post(adres("signaal_intrekken", signaal), {"versie": "1", "reden": "al geholpen"}, follow=True)
    assert "Vraag ingetrokken" in tekst(goed)
    assert "Maak ongedaan" in tekst(goed)
    laat_voorbijgaan()
    assert "al geholpen" in tekst(bezoek.get(adres("signaal", signaal)))
    assert "al ingetrokken" in tekst(bezoek.get(adres("signaal_intrekken", signaal), follow=True))


def test_een_formulier_dat_niemand_invulde_trekt_niets_in(bezoek: Client, signaal: Signaal) -> None:
    antwoord = bezoek.post(adres("signaal_intrekken", signaal), {"versie": "1"})
    assert antwoord.status_code == 422
    assert "Kies wat het best past." in antwoord.content.decode()
    signaal.refresh_from_db()
    assert signaal.staat == SignaalStaat.OPEN
