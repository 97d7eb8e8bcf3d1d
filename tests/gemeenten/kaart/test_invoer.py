"""A list is looked through first and brought in as a job; bringing it in twice changes nothing."""

import json
from typing import Any

import pytest
import tablib
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from gemeenten.grond.enums import Rol
from gemeenten.grond.models import Organisatie
from gemeenten.kaart import hsds, tabel
from gemeenten.kaart.models import Bronregel, Importbron, Invoer, Locatie, Voorstel
from gemeenten.kaart.selectors import tel_soorten
from gemeenten.kaart.services import invoer as services
from gemeenten.kaart.services.invoer import INVOEREN
from marktplein.basis.fouten import DomeinFout, NietToegestaan
from marktplein.werk.services import voer_uit
from tests.gemeenten.factories import GemeenteFactory, LocatieFactory, OrganisatieFactory, gebruiker_met

pytestmark = pytest.mark.django_db
KOP = ("Naam", "Rubriek", "Gemeente", "Tel", "Website", "Straat", "Huisnr", "PC", "Plaats", "Open")
LIJST = (
    ("Buurthuis Nieuw", "Koffie, inloop en gezelligheid; Mantelzorg", "Hier", "071-5160001", "nieuw.example",
     "Dorpsstraat", "1", "2371ab", "Hier", "ma 9-12; di 9-12"),
    ("Judoclub", "Sport en spel", "Hier", "", "", "", "", "", "", ""),
    ("Stichting Welzijn Hier", "Mantelzorg", "Hier", "", "", "", "", "", "", ""),
    ("Kapot", "Onzin", "Hier", "", "", "", "", "", "", ""),
)  # fmt: skip


@pytest.fixture
def hier() -> Any:
    return GemeenteFactory(naam="Hier")


@pytest.fixture
def beheerder(hier: Any) -> Any:
    return gebruiker_met(Rol.GEMEENTEBEHEER, gemeente=hier)


def als_csv(rijen: Any = LIJST, kop: Any = KOP) -> bytes:
    return tablib.Dataset(*rijen, headers=kop).export("csv", delimiter=";").encode("utf-8-sig")


def lees_in(door: Any, inhoud: bytes | None = None, naam: str = "lijst.csv", keuze: str = "") -> Invoer:
    """From file to done, as the pages do it."""
    ding = services.begin(bron="Oegstgeest", bestand=naam, inhoud=als_csv() if inhoud is None else inhoud, door=door)
    services.kies_kolommen(invoer=ding, kolommen=tabel.raad_kolommen(ding.kop, ding.bron.kolommen), door=door)
    voer_uit(INVOEREN, ding.pk)
    if keuze:
        twijfel = ding.regels.filter(soort="twijfel")
        services.kies(invoer=ding, keuzes={regel.pk: keuze for regel in twijfel}, door=door)
    services.voer_door(invoer=ding, door=door)
    voer_uit(INVOEREN, ding.pk)
    return Invoer.objects.get(pk=ding.pk)


def test_eerst_zien_dan_invoeren_en_twee_keer_is_niets_nieuws(hier: Any, beheerder: Any) -> None:
    OrganisatieFactory(naam="judoclub", gemeenten=[hier], categorieen=["Mantelzorg"])
    welzijn = OrganisatieFactory(naam="Welzijn Hier", gemeenten=[hier], categorieen=["Mantelzorg"])
    ding = services.begin(bron="Oegstgeest", bestand="l.csv", inhoud=als_csv(), door=beheerder)
    services.kies_kolommen(invoer=ding, kolommen=tabel.raad_kolommen(ding.kop, {}), door=beheerder)
    voer_uit(INVOEREN, ding.pk)
    assert tel_soorten(ding) == {"nieuw": 1, "gewijzigd": 1, "twijfel": 1, "fout": 1}
    assert Organisatie.objects.count() == 2
    lees_in(beheerder, keuze="zelfde")
    nieuw = Organisatie.objects.get(naam="Buurthuis Nieuw")
    assert [str(c) for c in nieuw.categorieen.all()] == ["Koffie, inloop en gezelligheid", "Mantelzorg"]
    assert (nieuw.telefoon, nieuw.website, list(nieuw.gemeenten.all())) == (
        "+31715160001",
        "https://nieuw.example",
        [hier],
    )
    plek = Locatie.objects.get()
    assert (plek.postcode, plek.openingstijden) == ("2371 AB", ["ma 09:00-12:00", "di 09:00-12:00"])
    assert {str(c) for c in Organisatie.objects.get(naam="judoclub").categorieen.all()} == {"Sport en spel"}
    assert Bronregel.objects.get(sleutel="stichting welzijn hier").organisatie == welzijn
    voor = (Organisatie.objects.count(), Locatie.objects.count())
    weer = lees_in(beheerder)
    assert tel_soorten(weer) == {"gelijk": 3, "fout": 1}
    assert (Organisatie.objects.count(), Locatie.objects.count()) == voor


def test_wat_kapot_is_houdt_de_rest_niet_op_en_zegt_waarom(hier: Any, beheerder: Any) -> None:
    ding = lees_in(beheerder)
    assert "onzin" in ding.regels.get(soort="fout").uitleg
    assert ding.regels.filter(gedaan=True).count() == 3
    assert ding.staat == "klaar"


def test_een_regionale_wordt_voorgesteld_en_niet_gewijzigd(hier: Any, beheerder: Any) -> None:
    regio = OrganisatieFactory(naam="Regionaal", telefoon="", gemeenten=[hier, GemeenteFactory()])
    lees_in(beheerder, als_csv([("Regionaal", "071-5160001")], ("Naam", "Tel")))
    regio.refresh_from_db()
    assert regio.telefoon == ""
    assert Voorstel.objects.get().nieuw == {"telefoon": "+31715160001"}


def test_een_bron_onthoudt_haar_kolommen(hier: Any, beheerder: Any) -> None:
    rijen, kop = [("Zwemclub", "Water")], ("Hoe heet het", "Wat is het")
    ding = services.begin(bron="Bron", bestand="a.csv", inhoud=als_csv(rijen, kop), door=beheerder)
    kolommen = {"naam": "Hoe heet het", "omschrijving": "Wat is het"}
    services.kies_kolommen(invoer=ding, kolommen=kolommen, door=beheerder)
    weer = services.begin(bron="Bron", bestand="b.csv", inhoud=als_csv(rijen, kop), door=beheerder)
    assert tabel.raad_kolommen(weer.kop, weer.bron.kolommen) == kolommen
    assert Importbron.objects.count() == 1
    with pytest.raises(NietToegestaan):
        services.kies_kolommen(invoer=weer, kolommen=kolommen, door=gebruiker_met(Rol.GEMEENTEBEHEER))


@pytest.mark.parametrize(
    ("naam", "inhoud"),
    [
        ("a.pdf", b"x"),
        ("a.xlsx", b"geen excel"),
        ("a.csv", b"Naam\n"),
        ("a.json", b"{}"),
        ("a.json", b"nee"),
        ("a.csv", b""),
    ],
)
def test_wat_niet_te_lezen_is_zegt_dat(naam: str, inhoud: bytes) -> None:
    with pytest.raises(DomeinFout):
        tabel.lees(naam, inhoud)


def test_een_excelbestand(hier: Any) -> None:
    kop, rijen = tabel.lees("a.xlsx", tablib.Dataset(*LIJST, headers=KOP).export("xlsx"))
    assert kop == list(KOP)
    assert rijen[1]["Naam"] == "Judoclub"


def test_hsds_gaat_uit_en_komt_gelijk_terug(client: Client, hier: Any) -> None:
    ding = OrganisatieFactory(naam="Rond", gemeenten=[hier], categorieen=["Mantelzorg"], kosten="Gratis",
                              website="https://rond.example", telefoon="+31715160000")  # fmt: skip
    LocatieFactory(organisatie=ding, gemeente=hier, huisnummer="12")
    antwoord = client.get(reverse("kaart:hsds"), {"gemeente": hier.slug}).json()
    assert (antwoord["total_items"], antwoord["contents"][0]["name"]) == (1, "Rond")
    [plek] = antwoord["contents"][0]["locations"]
    assert plek["schedules"][0] == {"freq": "WEEKLY", "byday": "MO", "opens_at": "09:00", "closes_at": "12:30"}
    baas = gebruiker_met(Rol.BEHEER)
    uit = lees_in(baas, json.dumps(antwoord).encode(), "rond.json")
    assert tel_soorten(uit) == {"gelijk": 1}
    Organisatie.objects.all().delete()
    lees_in(baas, json.dumps(antwoord).encode(), "rond.json")
    terug = Organisatie.objects.get()
    assert hsds.organisatie_uit(terug)["services"][0]["fees_description"] == "Gratis"
    assert terug.locaties.get().openingstijden == ["ma 09:00-12:30", "wo 13:00-17:00"]


def test_van_bestand_tot_keuze_op_de_paginas(client: Client, hier: Any, beheerder: Any) -> None:
    OrganisatieFactory(naam="Welzijn Hier", gemeenten=[hier])
    client.force_login(beheerder)
    bestand = SimpleUploadedFile("lijst.csv", als_csv())
    naar = client.post(reverse("kaart:invoeren"), {"bron": "Oegstgeest", "bestand": bestand})
    ding = Invoer.objects.get()
    assert naar.url == reverse("kaart:kolommen", args=[ding.pk])
    velden = dict(client.get(naar.url).context["form"].initial.items())
    assert client.post(naar.url, velden).status_code == 302
    pagina = reverse("kaart:invoer", args=[ding.pk])
    assert "We beginnen zo" in client.get(pagina).content.decode()
    voer_uit(INVOEREN, ding.pk)
    twijfel = client.get(pagina, {"soort": "twijfel"})
    regel = ding.regels.get(soort="twijfel")
    assert f"keuze-{regel.pk}" in twijfel.content.decode()
    client.post(pagina, {f"keuze-{regel.pk}": "nieuw"})
    client.post(reverse("kaart:doorvoeren", args=[ding.pk]))
    voer_uit(INVOEREN, ding.pk)
    assert Organisatie.objects.filter(naam="Stichting Welzijn Hier").exists()
    assert "Ingevoerd" in client.get(pagina).content.decode()
