"""Acts in the rows of the queue: one, several, taken back; with htmx the row alone, without it the list."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from facilitair.models import Taak
from facilitair.taken.services import taken
from facilitair.workflow import TaakStaat
from marktplein.werk.models import Uitgesteld
from tests.facilitair.factories import TaakFactory, facilitair_medewerker

pytestmark = pytest.mark.django_db
LIJST = "/facilitair/?lijst=vrij&soort=overig"


@pytest.fixture
def sanne() -> Any:
    return facilitair_medewerker(naam="Sanne de Vries")


@pytest.fixture
def klant(client: Client, sanne: Any) -> Client:
    client.force_login(sanne)
    return client


def post(klant: Client, *, los: bool = False, **velden: Any) -> Any:
    kop = {"HX-Request": "true"} if los else {}
    return klant.post(reverse("facilitair:taken_doen"), {"terug": LIJST, **velden}, headers=kop)


def aantal_erboven(html: str) -> str:
    """What htmx puts in place beside the title."""
    gevonden = re.search(r'id="lijstaantal"[^>]*hx-swap-oob="true".*?</span>\s*(\d+)\s*</p>', html, re.DOTALL)
    assert gevonden
    return gevonden[1]


def test_oppakken_in_de_rij_geeft_alleen_de_rij_en_de_aantallen(klant: Client, sanne: Any) -> None:
    taak, ander = TaakFactory(), TaakFactory()
    html = post(klant, los=True, rij=f"oppakken:{taak.pk}:{taak.versie}").content.decode()
    assert f'id="taak-{taak.pk}"' in html
    assert f'id="taak-{ander.pk}"' not in html
    assert "<html" not in html
    assert "Je hebt de taak opgepakt." in html
    assert aantal_erboven(html) == "1", "de taak is niet meer vrij: boven de lijst staat er een minder"
    assert "?soort=overig&amp;lijst=mijn" in html, "de weergaven houden de filters"
    taak.refresh_from_db()
    assert taak.toegewezen_aan == sanne


def test_een_rij_die_opnieuw_gelezen_wordt_telt_de_weergaven_mee(klant: Client, sanne: Any) -> None:
    taak = taken.pak_op(taak=TaakFactory(), door=sanne)
    adres = reverse("facilitair:taak_rij", args=[taak.pk])
    kop = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{LIJST}&open={taak.pk}"}
    html = klant.get(adres, headers=kop).content.decode()
    assert 'href="?soort=overig&amp;lijst=mijn"' in html
    assert aantal_erboven(html) == "0"


def test_zonder_htmx_terug_naar_de_lijst_met_een_knop_om_het_terug_te_draaien(klant: Client, sanne: Any) -> None:
    taak = taken.pak_op(taak=TaakFactory(), door=sanne)
    antwoord = post(klant, rij=f"klaar:{taak.pk}:{taak.versie}")
    assert antwoord.url == f"{LIJST}#taak-{taak.pk}"
    html = klant.get("/facilitair/").content.decode()
    assert "Je kunt dit tien tellen ongedaan maken" in html
    assert f'value="rij:{taak.pk}"' in html
    post(klant, ongedaan=f"rij:{taak.pk}")
    assert not Uitgesteld.objects.exists()
    assert "Ongedaan gemaakt" in klant.get("/facilitair/").content.decode()


def test_meer_tegelijk_kan_ook_in_een_keer_terug(klant: Client) -> None:
    drie = [TaakFactory() for _ in range(3)]
    collega = facilitair_medewerker(naam="Bram Post")
    post(klant, actie="geef_aan", aan=collega.pk, gekozen=[f"{taak.pk}:{taak.versie}" for taak in drie])
    html = klant.get("/facilitair/").content.decode()
    assert "Gegeven aan een collega: 3." in html
    [bundel] = set(Uitgesteld.objects.values_list("bundel", flat=True))
    post(klant, ongedaan=str(bundel))
    assert not Uitgesteld.objects.exists()


def test_van_meer_tegelijk_gaat_door_wat_kan(klant: Client) -> None:
    vrij, klaar = TaakFactory(), TaakFactory(staat=TaakStaat.VERVALLEN)
    post(klant, actie="oppakken", gekozen=[f"{vrij.pk}:{vrij.versie}", f"{klaar.pk}:{klaar.versie}"])
    assert Taak.objects.get(pk=vrij.pk).staat == TaakStaat.IN_BEHANDELING
    assert "opgepakt" in klant.get("/facilitair/").content.decode()


@pytest.mark.parametrize(
    ("velden", "woorden"),
    [
        ({"actie": "klaar"}, "Kies eerst een of meer taken."),
        ({"actie": "klaar", "gekozen": "x:y"}, "Kies eerst een of meer taken."),
        ({"ongedaan": "onzin"}, "Dat kan niet meer"),
        ({"gezien": "onzin", "actie": "weg"}, "Kies eerst een of meer taken."),
    ],
)
def test_onzin_is_een_gewone_melding(klant: Client, velden: dict[str, str], woorden: str) -> None:
    assert post(klant, **velden).status_code == 302
    assert woorden in klant.get("/facilitair/").content.decode()


def test_zonder_collega_gaat_er_niets_weg(klant: Client) -> None:
    taak = TaakFactory()
    post(klant, actie="geef_aan", gekozen=f"{taak.pk}:{taak.versie}")
    assert "Kies eerst een collega." in klant.get("/facilitair/").content.decode()
    assert not Uitgesteld.objects.exists()


def test_een_collega_ziet_dat_er_iets_loopt(klant: Client, sanne: Any) -> None:
    taak = TaakFactory()
    post(klant, actie="klaar", gekozen=f"{taak.pk}:{taak.versie}")
    klant.force_login(facilitair_medewerker(naam="Bram Post"))
    html = klant.get("/facilitair/").content.decode()
    assert "door Sanne de Vries" in html
    assert "Maak ongedaan" not in html


def test_terug_gaat_niet_naar_een_ander_adres(klant: Client) -> None:
    assert post(klant, actie="klaar", terug="https://elders.example/").url == reverse("facilitair:taken")
