"""Two entries that are one: all that hangs on the one goes over, and comes back when it is undone."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from gemeenten.grond.enums import Rol
from gemeenten.grond.models import Organisatie
from gemeenten.kaart.models import Samenvoeging
from gemeenten.kaart.services.samenvoegen import maak_ongedaan, voeg_samen
from marktplein.basis.fouten import DomeinFout
from tests.aanbod.factories import InterventieFactory, TrainerFactory
from tests.gemeenten.factories import (
    ContactFactory,
    GemeenteFactory,
    LidmaatschapFactory,
    LocatieFactory,
    OrganisatieFactory,
    gebruiker_met,
)

pytestmark = pytest.mark.django_db


def wat_eraan_hangt(organisatie: Organisatie) -> dict[str, set[Any]]:
    lijsten = ("interventies", "trainers", "locaties", "contacten", "lidmaatschap_set", "categorieen", "gemeenten")
    return {naam: set(getattr(organisatie, naam).values_list("pk", flat=True)) for naam in lijsten}


@pytest.fixture
def paar() -> tuple[Organisatie, Organisatie]:
    hier, elders = GemeenteFactory(), GemeenteFactory()
    blijft = OrganisatieFactory(naam="Welzijn", gemeenten=[hier], categorieen=["Mantelzorg"], kosten="", telefoon="1")
    weg = OrganisatieFactory(
        naam="St. Welzijn", gemeenten=[hier, elders], categorieen=["Veiligheid"], kosten="Gratis", telefoon="2"
    )
    for ding in (blijft, weg):
        InterventieFactory(organisatie=ding)
        TrainerFactory(organisatie=ding)
        LocatieFactory(organisatie=ding, straat="Kerkplein", huisnummer="1")
    # The same person in both: one of the two stays where it is.
    beide = LidmaatschapFactory(rol=Rol.AANBIEDER, plek=blijft)
    LidmaatschapFactory(rol=Rol.AANBIEDER, plek=weg, user=beide.user)
    LidmaatschapFactory(rol=Rol.AANBIEDER, plek=weg)
    ContactFactory(organisatie=weg)
    return blijft, weg


def test_alles_gaat_mee_en_komt_terug(paar: tuple[Organisatie, Organisatie]) -> None:
    blijft, weg = paar
    voor = [wat_eraan_hangt(ding) for ding in paar]
    baas = gebruiker_met(Rol.BEHEER)
    samen = voeg_samen(blijft=blijft, weg=weg, neem={"telefoon": "weg"}, door=baas)
    assert voeg_samen(blijft=blijft, weg=weg, neem={}, door=baas) == samen
    blijft.refresh_from_db()
    weg.refresh_from_db()
    assert (blijft.kosten, blijft.telefoon, weg.opgegaan_in) == ("Gratis", "2", blijft)
    nu = wat_eraan_hangt(blijft)
    for naam in ("interventies", "trainers", "contacten", "categorieen", "gemeenten"):
        assert nu[naam] == voor[0][naam] | voor[1][naam], naam
    # What both have stays where it is: the same address, and the same person in the same role.
    assert (len(nu["locaties"]), len(nu["lidmaatschap_set"])) == (1, 2)
    maak_ongedaan(samenvoeging=samen, door=baas)
    maak_ongedaan(samenvoeging=samen, door=baas)
    for ding, was in zip(paar, voor, strict=True):
        ding.refresh_from_db()
        assert wat_eraan_hangt(ding) == was
    assert (blijft.kosten, blijft.telefoon, weg.opgegaan_in) == ("", "1", None)


def test_wat_daarna_is_gewijzigd_blijft(paar: tuple[Organisatie, Organisatie]) -> None:
    blijft, weg = paar
    baas = gebruiker_met(Rol.BEHEER)
    samen = voeg_samen(blijft=blijft, weg=weg, neem={}, door=baas)
    Organisatie.objects.filter(pk=blijft.pk).update(kosten="5 euro")
    maak_ongedaan(samenvoeging=samen, door=baas)
    blijft.refresh_from_db()
    assert blijft.kosten == "5 euro"


def test_wie_verder_is_samengevoegd_kan_niet_terug(paar: tuple[Organisatie, Organisatie]) -> None:
    blijft, weg = paar
    baas = gebruiker_met(Rol.BEHEER)
    samen = voeg_samen(blijft=blijft, weg=weg, neem={}, door=baas)
    voeg_samen(blijft=OrganisatieFactory(), weg=Organisatie.objects.get(pk=blijft.pk), neem={}, door=baas)
    with pytest.raises(DomeinFout):
        maak_ongedaan(samenvoeging=samen, door=baas)


def test_van_de_pagina_tot_ongedaan(client: Client) -> None:
    hier = GemeenteFactory()
    een = OrganisatieFactory(naam="Buurthuis De Spil", gemeenten=[hier], kosten="5 euro")
    twee = OrganisatieFactory(naam="Buurthuis de Spil Hillegom", gemeenten=[hier], kosten="Gratis")
    client.force_login(gebruiker_met(Rol.GEMEENTEBEHEER, gemeente=hier))
    kies = client.get(reverse("kaart:dubbel", args=[een.pk]))
    assert [g.organisatie for g in kies.context["gelijk"]] == [twee]
    adres = reverse("kaart:samenvoegen", args=[een.pk, twee.pk])
    assert "5 euro" in client.get(adres).content.decode()
    assert client.post(adres, {"kosten": "weg"}).status_code == 302
    een.refresh_from_db()
    assert een.kosten == "Gratis"
    assert client.get(reverse("kaart:wijzigen", args=[twee.pk])).status_code == 404
    samen = Samenvoeging.objects.get()
    assert client.post(reverse("kaart:ongedaan", args=[samen.pk])).status_code == 302
    assert client.get(reverse("kaart:wijzigen", args=[twee.pk])).status_code == 200
