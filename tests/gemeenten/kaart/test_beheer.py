"""Keeping the sociale kaart: who may change what, two editors at once, proposals, freshness and likeness."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from gemeenten.grond.enums import Rol
from gemeenten.grond.models import Organisatie
from gemeenten.kaart.gelijkenis import lijkt_op
from gemeenten.kaart.kwaliteit import Criterium, kwaliteit
from gemeenten.kaart.models import Categorie, Contact, Locatie, Voorstel
from gemeenten.kaart.services import nakijken, voorstellen
from gemeenten.kaart.services.organisaties import LijktOp, bevestig, maak_organisatie, waarden_van, wijzig_organisatie
from gemeenten.kaart.versheid import maanden_later
from marktplein.basis import klok
from marktplein.basis.fouten import NietToegestaan, Verouderd
from marktplein.basis.samen import afdrukken
from marktplein.mail.models import Bericht
from tests.formulieren import formulier_met
from tests.gemeenten.factories import (
    ContactFactory,
    GemeenteFactory,
    LocatieFactory,
    OrganisatieFactory,
    gebruiker_met,
)

pytestmark = pytest.mark.django_db
LIJST = reverse("kaart:beheer")


@pytest.fixture
def hier() -> Any:
    return GemeenteFactory(naam="Hier")


@pytest.fixture
def beheerder(hier: Any) -> Any:
    return gebruiker_met(Rol.GEMEENTEBEHEER, gemeente=hier)


def pagina(organisatie: Organisatie) -> str:
    return reverse("kaart:wijzigen", args=[organisatie.pk])


def nieuw(naam: str, gemeente: Any, **meer: Any) -> dict[str, Any]:
    leeg = dict.fromkeys(("omschrijving", "doelgroep", "kosten", "website", "email", "telefoon", "vestiging"), "")
    vast = {"vrij_toegankelijk": True, "controle_maanden": 6, "kwaliteit_nvt": [], "categorieen": []}
    return {**leeg, **vast, "naam": naam, "gemeenten": [gemeente], **meer}


def test_een_gemeentebeheerder_houdt_de_eigen_bij_en_stelt_voor_bij_regionale(
    client: Client, hier: Any, beheerder: Any
) -> None:
    eigen = OrganisatieFactory(naam="Eigen", gemeenten=[hier], categorieen=["Mantelzorg"])
    regio = OrganisatieFactory(naam="Regio", gemeenten=[hier, GemeenteFactory()], categorieen=["Mantelzorg"])
    vreemd = OrganisatieFactory(naam="Vreemd", gemeenten=[GemeenteFactory()])
    client.force_login(beheerder)
    assert {rij["organisatie"].naam for rij in client.get(LIJST).context["rijen"]} == {"Eigen", "Regio"}
    assert client.get(pagina(vreemd)).status_code == 404
    for ding in (eigen, regio):
        velden = formulier_met(client.get(pagina(ding)), "omschrijving")
        assert client.post(pagina(ding), velden | {"omschrijving": "Nieuwe tekst"}).status_code == 302
    assert Organisatie.objects.get(pk=eigen.pk).omschrijving == "Nieuwe tekst"
    assert Organisatie.objects.get(pk=regio.pk).omschrijving == regio.omschrijving
    voorstel = Voorstel.objects.get()
    assert (voorstel.organisatie, voorstel.nieuw) == (regio, {"omschrijving": "Nieuwe tekst"})
    with pytest.raises(NietToegestaan):
        wijzig_organisatie(organisatie=regio, nieuw={"naam": "Anders"}, door=beheerder)


def test_wie_beslist_ziet_het_verschil_en_wist_niets(client: Client, hier: Any, beheerder: Any) -> None:
    regio = OrganisatieFactory(naam="Regio", kosten="5 euro", gemeenten=[hier, GemeenteFactory()])
    voorstel = voorstellen.stel_voor(organisatie=regio, nieuw={"kosten": "Gratis"}, door=beheerder)
    baas = gebruiker_met(Rol.BEHEER)
    client.force_login(baas)
    adres = reverse("kaart:voorstel", args=[voorstel.pk])
    antwoord = client.get(adres)
    assert all(deel in antwoord.content.decode() for deel in ("5 euro", "Gratis"))
    velden = formulier_met(antwoord, "reden")
    wijzig_organisatie(organisatie=regio, nieuw={"kosten": "7 euro"}, door=baas)
    assert client.post(adres, velden | {"besluit": "ja"}).status_code == 422
    assert Organisatie.objects.get(pk=regio.pk).kosten == "7 euro"
    velden = formulier_met(client.get(adres), "reden")
    assert client.post(adres, velden | {"besluit": "ja"}).status_code == 302
    assert Organisatie.objects.get(pk=regio.pk).kosten == "Gratis"
    assert Bericht.objects.filter(soort="kaart.voorstel_beslist", aan=beheerder.email).count() == 1


def test_een_geweigerd_voorstel_zegt_waarom(hier: Any, beheerder: Any) -> None:
    regio = OrganisatieFactory(gemeenten=[hier, GemeenteFactory()])
    voorstel = voorstellen.stel_voor(organisatie=regio, nieuw={"kosten": "Gratis"}, door=beheerder)
    with pytest.raises(NietToegestaan):
        voorstellen.neem_over(voorstel=voorstel, door=beheerder)
    voorstellen.weiger(voorstel=voorstel, reden="staat_er", door=gebruiker_met(Rol.BEHEER))
    assert "Het staat er al" in Bericht.objects.get(soort="kaart.voorstel_beslist").tekst


def test_twee_tegelijk_wissen_niets_van_elkaar(hier: Any, beheerder: Any) -> None:
    ding = OrganisatieFactory(kosten="", gemeenten=[hier], categorieen=["Mantelzorg"])
    gezien = afdrukken(waarden_van(ding))
    wijzig_organisatie(organisatie=ding, nieuw={"kosten": "Gratis"}, door=beheerder, gezien=gezien)
    with pytest.raises(Verouderd):
        wijzig_organisatie(organisatie=ding, nieuw={"kosten": "5 euro"}, door=beheerder, gezien=gezien)
    sport = [Categorie.objects.get(slug="sport-en-spel")]
    wijzig_organisatie(organisatie=ding, nieuw={"categorieen": sport}, door=beheerder, gezien=gezien)
    ding.refresh_from_db()
    assert (ding.kosten, [c.naam for c in ding.categorieen.all()]) == ("Gratis", ["Sport en spel"])


def test_nog_juist_is_een_klik_en_zet_de_volgende_datum(client: Client, hier: Any, beheerder: Any) -> None:
    ding = OrganisatieFactory(gemeenten=[hier], controle_maanden=3)
    client.force_login(beheerder)
    assert "Lang niet nagekeken" in client.get(LIJST).content.decode()
    client.post(reverse("kaart:nog_juist", args=[ding.pk]), {"terug": LIJST})
    ding.refresh_from_db()
    assert (ding.laatst_gecontroleerd, ding.gecontroleerd_door) == (klok.vandaag(), beheerder)
    assert ding.na_te_kijken_op == maanden_later(klok.vandaag(), 3)


def test_de_eigenaar_wordt_gevraagd_en_niet_elke_week(hier: Any, beheerder: Any) -> None:
    OrganisatieFactory(naam="Van hier", gemeenten=[hier])
    van_aanbieder = OrganisatieFactory(naam="Zelf", gemeenten=[hier, GemeenteFactory()])
    aanbieder = gebruiker_met(Rol.AANBIEDER, organisatie=van_aanbieder)
    baas = gebruiker_met(Rol.BEHEER)
    OrganisatieFactory(naam="Van niemand", gemeenten=[GemeenteFactory()])
    vers = OrganisatieFactory(naam="Vers", gemeenten=[hier])
    bevestig(organisatie=vers, door=beheerder)
    assert nakijken.vraag_na() == 3
    post = {b.aan: b.tekst for b in Bericht.objects.filter(soort="kaart.na_te_kijken")}
    assert set(post) == {beheerder.email, aanbieder.email, baas.email}
    assert "Van hier" in post[beheerder.email]
    assert "Zelf" not in post[beheerder.email]
    assert nakijken.vraag_na() == 0
    Organisatie.objects.update(controle_gevraagd_op=klok.vandaag() - dt.timedelta(days=40))
    assert nakijken.vraag_na() == 3


def test_wat_lijkt_wordt_gezegd_en_wie_het_beter_weet_gaat_door(client: Client, hier: Any, beheerder: Any) -> None:
    OrganisatieFactory(
        naam="Stichting Welzijn Teylingen", telefoon="+31715160000", website="https://www.welzijn.example/over"
    )
    OrganisatieFactory(naam="Judoschool De Band")
    assert [g.organisatie.naam for g in lijkt_op(naam="Welzijn Teylingen")] == ["Stichting Welzijn Teylingen"]
    gevonden = lijkt_op(naam="Iets anders", telefoon="071 516 0000", website="welzijn.example")
    assert gevonden[0].waarom == ("hetzelfde telefoonnummer", "dezelfde website")
    assert lijkt_op(naam="Zwembad De Zijl") == []
    with pytest.raises(LijktOp):
        maak_organisatie(nieuw=nieuw("Welzijn Teylingen", hier), door=beheerder)
    ding = maak_organisatie(nieuw=nieuw("Welzijn Teylingen", hier), door=beheerder, toch_nieuw=True)
    assert ding.laatst_gecontroleerd == klok.vandaag()
    client.force_login(beheerder)
    velden = {"naam": "Judoschool De Band 2", "omschrijving": "Judo", "gemeenten": hier.pk, "controle_maanden": 6,
              "categorieen": Categorie.objects.get(slug="sport-en-spel").pk}  # fmt: skip
    antwoord = client.post(reverse("kaart:nieuw"), velden)
    assert antwoord.status_code == 422
    assert "Judoschool De Band" in antwoord.content.decode()
    assert client.post(reverse("kaart:nieuw"), velden | {"toch_nieuw": "on"}).status_code == 302


def test_buiten_de_eigen_gemeente_voegt_een_gemeentebeheerder_niets_toe(client: Client, beheerder: Any) -> None:
    elders = GemeenteFactory()
    client.force_login(beheerder)
    velden = {"naam": "Ver weg", "omschrijving": "Iets", "gemeenten": elders.pk, "controle_maanden": 6,
              "categorieen": Categorie.objects.get(slug="sport-en-spel").pk}  # fmt: skip
    assert client.post(reverse("kaart:nieuw"), velden).status_code == 422
    assert not Organisatie.objects.filter(naam="Ver weg").exists()


def test_locaties_en_contacten_op_eigen_grond_ook_van_een_regionale(client: Client, hier: Any, beheerder: Any) -> None:
    elders = GemeenteFactory()
    regio = OrganisatieFactory(gemeenten=[hier, elders])
    daar = LocatieFactory(organisatie=regio, gemeente=elders)
    client.force_login(beheerder)
    velden = {"straat": "Dorpsstraat", "huisnummer": "1", "postcode": "2371ab", "plaats": "Hier", "gemeente": hier.pk,
              "openingstijden": "ma 9-17"}  # fmt: skip
    assert client.post(reverse("kaart:locatie_nieuw", args=[regio.pk]), velden).status_code == 302
    plek = regio.locaties.get(gemeente=hier)
    assert (plek.postcode, plek.openingstijden, plek.lat) == ("2371 AB", ["ma 09:00-17:00"], hier.lat)
    contact = {"naam": "Balie", "locatie": plek.pk, "telefoon": "071 516 0000"}
    assert client.post(reverse("kaart:contact_nieuw", args=[regio.pk]), contact).status_code == 302
    assert client.post(reverse("kaart:locatie_weg", args=[regio.pk, daar.pk])).status_code == 403
    assert client.post(reverse("kaart:locatie_weg", args=[regio.pk, plek.pk])).status_code == 302
    assert (Locatie.objects.count(), Contact.objects.get().locatie) == (1, None)


def test_een_contact_is_te_bereiken_en_dezelfde_staat_er_een_keer(client: Client, hier: Any, beheerder: Any) -> None:
    ding = OrganisatieFactory(gemeenten=[hier])
    client.force_login(beheerder)
    adres = reverse("kaart:contact_nieuw", args=[ding.pk])
    assert client.post(adres, {"naam": "Balie"}).status_code == 422
    assert client.post(adres, {"naam": "Balie", "email": "balie@x.example"}).status_code == 302
    assert client.post(adres, {"naam": "Balie", "email": "ander@x.example"}).status_code == 422
    assert Contact.objects.count() == 1


def test_kwaliteit_telt_alleen_wat_hier_hoort() -> None:
    ding = OrganisatieFactory(omschrijving="Kort.", kosten="", telefoon="+31715160000", kwaliteit_nvt=["plek"],
                              na_te_kijken_op=klok.vandaag() + dt.timedelta(days=9))  # fmt: skip
    punten = {o.criterium: o.punten for o in kwaliteit(ding).oordelen}
    assert punten == {
        Criterium.VERS: 2,
        Criterium.CONTACT: 1,
        Criterium.PLEK: None,
        Criterium.KOSTEN: 0,
        Criterium.TEKST: 1,
    }
    assert kwaliteit(ding).score == 50


@pytest.mark.parametrize("criterium", Criterium.values)
def test_de_lijst_vindt_wat_er_mist(criterium: str, client: Client) -> None:
    goed = OrganisatieFactory(naam="Goed", omschrijving="Hier kunt u terecht met vragen. " * 4, kosten="Gratis",
                              telefoon="+31715160000", email="a@b.example")  # fmt: skip
    bevestig(organisatie=goed, door=gebruiker_met(Rol.BEHEER))
    LocatieFactory(organisatie=goed)
    ContactFactory(organisatie=goed)
    mist = OrganisatieFactory(naam="Mist", omschrijving="Kort")
    nvt = [c for c in Criterium.values if c != "vers"]
    OrganisatieFactory(
        naam="Hoeft niet", omschrijving="", kwaliteit_nvt=nvt, na_te_kijken_op=maanden_later(klok.vandaag(), 2)
    )
    client.force_login(gebruiker_met(Rol.BEHEER))
    assert [rij["organisatie"] for rij in client.get(LIJST, {"mist": criterium}).context["rijen"]] == [mist]


def test_de_lijst_kost_niet_meer_vragen_bij_meer_rijen(
    client: Client, django_assert_max_num_queries: Any, hier: Any, beheerder: Any
) -> None:
    for _ in range(12):
        ding = OrganisatieFactory(gemeenten=[hier], categorieen=["Mantelzorg"])
        LocatieFactory(organisatie=ding)
        ContactFactory(organisatie=ding)
    client.force_login(beheerder)
    client.get(LIJST)
    with django_assert_max_num_queries(18):
        client.get(LIJST)
    with django_assert_max_num_queries(14):
        assert client.get(LIJST, {"formaat": "csv"}).content.count(b"\r\n") == 13
