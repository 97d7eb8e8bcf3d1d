"""The public pages of the sociale kaart: found by gemeente and category, fresh first, the same number of queries."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from gemeenten.kaart.models import Categorie
from marktplein.basis import klok
from tests.aanbod.factories import InterventieFactory
from tests.gemeenten.factories import ContactFactory, GemeenteFactory, LocatieFactory, OrganisatieFactory

pytestmark = pytest.mark.django_db
KAART = reverse("kaart:kaart")


def namen(antwoord: Any) -> list[str]:
    return [organisatie.naam for organisatie in antwoord.context["page_obj"]]


def test_per_gemeente_en_categorie(client: Client) -> None:
    hier, elders = GemeenteFactory(), GemeenteFactory()
    OrganisatieFactory(naam="Inloop", gemeenten=[hier], categorieen=["Mantelzorg"])
    OrganisatieFactory(naam="Judo", gemeenten=[hier, elders], categorieen=["Sport en spel"])
    OrganisatieFactory(naam="Elders", gemeenten=[elders], categorieen=["Mantelzorg"])
    assert set(namen(client.get(KAART, {"gemeente": hier.slug}))) == {"Inloop", "Judo"}
    assert namen(client.get(KAART, {"gemeente": hier.slug, "categorie": "mantelzorg"})) == ["Inloop"]
    antwoord = client.get(KAART, {"gemeente": elders.slug})
    tel = {c.naam: c.aantal for rij in antwoord.context["reeksen"].values() for c in rij}
    assert (tel["Mantelzorg"], tel["Sport en spel"], tel["Veiligheid"]) == (1, 1, 0)


def test_wie_niets_bevestigt_zakt_en_dat_staat_erbij(client: Client) -> None:
    vandaag = klok.vandaag()
    OrganisatieFactory(naam="A lang geleden", laatst_gecontroleerd=vandaag - dt.timedelta(days=400),
                       na_te_kijken_op=vandaag - dt.timedelta(days=200))  # fmt: skip
    OrganisatieFactory(naam="B vers", laatst_gecontroleerd=vandaag, na_te_kijken_op=vandaag + dt.timedelta(days=90))
    antwoord = client.get(KAART)
    assert namen(antwoord) == ["B vers", "A lang geleden"]
    assert antwoord.content.decode().count("Lang niet nagekeken") == 1


def test_wie_in_een_ander_opging_staat_er_niet(client: Client) -> None:
    blijft = OrganisatieFactory(naam="Blijft")
    weg = OrganisatieFactory(naam="Weg", opgegaan_in=blijft)
    plek = LocatieFactory(organisatie=weg)
    assert namen(client.get(KAART)) == ["Blijft"]
    assert client.get(reverse("kaart:locatie", args=[plek.pk])).status_code == 404


def test_een_locatie_vertelt_wanneer_zij_open_is_en_wie_men_belt(client: Client) -> None:
    plek = LocatieFactory(naam="Huis van de Wijk")
    ContactFactory(organisatie=plek.organisatie, locatie=plek, naam="Balie")
    tekst = client.get(reverse("kaart:locatie", args=[plek.pk])).content.decode()
    assert all(deel in tekst for deel in ("Huis van de Wijk", "9.00–12.30", "071 516 0000", "Balie", plek.adres))
    assert "gesloten" in tekst


def test_het_papier_zet_alles_onder_zijn_categorie(client: Client) -> None:
    ding = OrganisatieFactory(naam="Twee keer", categorieen=["Mantelzorg", "Veiligheid"])
    OrganisatieFactory(naam="Zonder")
    LocatieFactory(organisatie=ding)
    delen = client.get(reverse("kaart:afdrukken")).context["delen"]
    assert [(str(kop), [o.naam for o in rijen]) for kop, rijen in delen] == [
        ("Mantelzorg", ["Twee keer"]), ("Veiligheid", ["Twee keer"]), ("None", ["Zonder"]),
    ]  # fmt: skip


@pytest.mark.parametrize("pagina", ["kaart:kaart", "kaart:afdrukken"])
def test_meer_organisaties_zijn_niet_meer_vragen(
    pagina: str, client: Client, django_assert_max_num_queries: Any
) -> None:
    categorie = Categorie.objects.first()
    for _ in range(12):
        ding = OrganisatieFactory(gemeenten=[GemeenteFactory()])
        ding.categorieen.add(categorie)
        LocatieFactory.create_batch(2, organisatie=ding)
        ContactFactory(organisatie=ding)
    client.get(reverse(pagina))
    with django_assert_max_num_queries(12):
        client.get(reverse(pagina))


def test_de_pagina_toont_aanbod_contact_en_wat_het_kost(client: Client) -> None:
    ding = OrganisatieFactory(kosten="Gratis", doelgroep="ouders", categorieen=["Mantelzorg"])
    aanbod = InterventieFactory(organisatie=ding)
    InterventieFactory()
    LocatieFactory(organisatie=ding, gemeente=GemeenteFactory(naam="Dorp"))
    ContactFactory(organisatie=ding, naam="Spreekuur")
    antwoord = client.get(reverse("kaart:organisatie", args=[ding.slug]))
    [deel] = antwoord.context["delen"]
    assert [rij.naam for rij in deel.rijen] == [aanbod.naam]
    tekst = antwoord.content.decode()
    assert all(woord in tekst for woord in ("Gratis", "ouders", "Mantelzorg", "Dorp", "Spreekuur", "9.00–11.00"))


def test_een_oud_adres_leidt_naar_wie_het_nu_is(client: Client) -> None:
    nu = OrganisatieFactory()
    tussen = OrganisatieFactory(opgegaan_in=nu)
    oud = OrganisatieFactory(opgegaan_in=tussen)
    antwoord = client.get(reverse("kaart:organisatie", args=[oud.slug]))
    assert (antwoord.status_code, antwoord.url) == (301, reverse("kaart:organisatie", args=[nu.slug]))
