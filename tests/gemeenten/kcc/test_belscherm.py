"""The screen of who answers: a sentence is posted, answers are made of fields, and nothing of it is kept."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.urls import reverse

from aanbod.enums import Aanmeldwijze
from aanbod.models import Interventie
from aanbod.zoeken.services import haal_in
from gemeenten.grond.enums import Rol
from gemeenten.kcc.antwoorden import op_nummer
from gemeenten.kcc.gesprek import begrepen_delen, zonder
from marktplein.accounts.models import User
from marktplein.audit.models import Logregel
from marktplein.basis import klok
from marktplein.mail.models import Bericht
from tests.aanbod.factories import GroepFactory, InterventieFactory
from tests.gemeenten.factories import ContactFactory, GemeenteFactory, OrganisatieFactory, gebruiker_met

pytestmark = pytest.mark.django_db


@pytest.fixture
def kcc() -> User:
    return gebruiker_met(Rol.KCC)


@pytest.fixture
def klant(client: Client, kcc: User) -> Client:
    client.force_login(kcc)
    return client


@pytest.fixture
def training() -> Interventie:
    organisatie = OrganisatieFactory(naam="Kwadraad", fictief=False)
    ContactFactory(organisatie=organisatie, naam="Aanmelden", openingstijden=["ma 09:00-11:00"])
    ding: Interventie = InterventieFactory(
        naam="Rots en water",
        omschrijving="Een training tegen pesten op school. Kinderen leren nee zeggen. En nog veel meer.",
        organisatie=organisatie,
        eigen_bijdrage_cent=0,
        aanmeldwijze=Aanmeldwijze.BIJ,
        aanmelden_bij="Kwadraad",
    )
    haal_in()
    return ding


def test_de_zin_wordt_gepost_en_blijft_nergens(klant: Client, training: Interventie) -> None:
    voor = Logregel.objects.count()
    adres = reverse("kcc:belscherm")
    antwoord = klant.post(adres, {"q": "mijn zoon wordt gepest op school"})
    assert antwoord.status_code == 200, "answered at once: no address with the words in it"
    assert "no-store" in antwoord["Cache-Control"]
    html = antwoord.content.decode()
    assert "Rots en water" in html
    assert "gepest" not in "".join(re.findall(r'href="([^"]*)"', html))
    assert Logregel.objects.count() == voor
    assert "gepest" not in str(dict(klant.session))
    # An address that somebody made is no question.
    assert "Rots en water" not in klant.get(adres, {"q": "gepest op school"}).content.decode()


def test_het_veld_heeft_de_focus_en_daarna_het_antwoord(klant: Client, training: Interventie) -> None:
    leeg = klant.get(reverse("kcc:belscherm")).content.decode()
    assert re.search(r'id="belvraag"[^>]*autofocus', leeg, re.S)
    vol = klant.post(reverse("kcc:belscherm"), {"q": "gepest op school"}).content.decode()
    assert not re.search(r'id="belvraag"[^>]*autofocus', vol, re.S)
    assert re.search(r'id="k-antwoorden"[^>]*autofocus', vol, re.S)
    assert 'data-kcc-antwoord="1" open' in " ".join(vol.split())


def test_een_antwoord_bestaat_uit_wat_er_staat(kcc: User, training: Interventie) -> None:
    groep = GroepFactory(interventie=training, start_op=klok.vandaag() + dt.timedelta(days=20))
    antwoord = op_nummer("aanbod", training.pk, kcc)
    assert antwoord is not None
    gezegd = {zin.kop: zin.tekst for zin in antwoord.zinnen}
    assert gezegd["Wat het is"] == "Een training tegen pesten op school. Kinderen leren nee zeggen."
    assert gezegd["Kosten"] == "Gratis."
    assert f"in {groep.gemeente}" in gezegd["Wanneer"]
    assert gezegd["Meedoen"].startswith("Aanmelden bij: Kwadraad.")
    [nummer] = antwoord.nummers
    assert (nummer.wie, nummer.uren) == ("Kwadraad, aanmelden", "ma 9.00–11.00")


def test_wie_alleen_bij_naam_genoemd_is_wordt_ook_gebeld(kcc: User, training: Interventie) -> None:
    Interventie.objects.filter(pk=training.pk).update(organisatie=None, aanmelden_bij="kwadraad")
    antwoord = op_nummer("aanbod", training.pk, kcc)
    assert antwoord is not None
    assert [nummer.wie for nummer in antwoord.nummers] == ["Kwadraad, aanmelden"]


def test_wat_niet_bekend_is_wordt_niet_voorgelezen_als_gratis(kcc: User, training: Interventie) -> None:
    Interventie.objects.filter(pk=training.pk).update(eigen_bijdrage_cent=None)
    antwoord = op_nummer("aanbod", training.pk, kcc)
    assert antwoord is not None
    assert "Kosten onbekend." in [zin.tekst for zin in antwoord.zinnen]


def test_wat_begrepen_is_kan_eraf() -> None:
    GemeenteFactory(naam="Katwijk")
    zin = "mijn dochter van 9 jaar uit Katwijk durft niet naar school, woensdagmiddag kan ze"
    assert [deel.naam for deel in begrepen_delen(zin)] == ["leeftijd", "plaats", "dag"]
    for naam in ("leeftijd", "plaats", "dag"):
        over = zonder(zin, [naam])
        assert naam not in [deel.naam for deel in begrepen_delen(over)]
        assert "durft niet naar school" in over
    assert begrepen_delen(zonder(zin, ["leeftijd", "plaats", "dag"])) == []


def test_bij_nood_staat_hulp_bovenaan(klant: Client, training: Interventie) -> None:
    html = klant.post(reverse("kcc:belscherm"), {"q": "mijn dochter wil niet meer leven"}).content.decode()
    inhoud = html[html.index("<main") :]
    assert "tel:113" in inhoud
    assert inhoud.index("data-nood") < inhoud.index('id="belvraag"')


def test_doorsturen_gaat_een_keer_en_bewaart_geen_adres(klant: Client, training: Interventie) -> None:
    adres = reverse("kcc:doorsturen", args=["aanbod", training.pk])
    pagina = klant.get(adres)
    html = pagina.content.decode()
    assert "verstuurt zelf geen sms" in html
    assert 'href="sms:?body=Rots%20en%20water' in html
    gegevens = {"email": "ouder@voorbeeld.example", "sleutel": pagina.context["form"]["sleutel"].value()}
    for _ in range(2):
        assert klant.post(adres, gegevens).status_code == 302
    [bericht] = Bericht.objects.filter(soort="kcc.doorgestuurd")
    assert bericht.aan == "ouder@voorbeeld.example"
    assert "Aanmelden bij: Kwadraad." in bericht.tekst
    [regel] = Logregel.objects.filter(gebeurtenis="kcc.doorgestuurd")
    assert regel.gegevens == {}
    assert klant.get(reverse("kcc:doorsturen", args=["aanbod", 987_654])).status_code == 404
    assert klant.get(reverse("kcc:doorsturen", args=["iets", training.pk])).status_code == 404
