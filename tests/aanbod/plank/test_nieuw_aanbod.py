"""A provider adds an offer: a draft of its own organisation, once, under a name nobody has."""

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from aanbod.enums import AanbiederType, Aanmeldwijze, Doelgroep, Preventievorm, Vorm
from aanbod.models import Interventie
from aanbod.plank.services import maak_interventie, publiceer_interventie
from aanbod.workflow import InterventieStaat
from aanbod.zoeken.selectors import zoek_interventies
from gemeenten.grond.enums import Rol
from marktplein.audit.models import Logregel
from marktplein.basis.fouten import DomeinFout, NietToegestaan
from tests.aanbod.factories import InterventieFactory, ThemaFactory
from tests.aanbod.hulp import als
from tests.gemeenten.factories import OrganisatieFactory, gebruiker_met

ADRES = "/aanbod-beheer/nieuw/"


@pytest.fixture
def organisatie():
    return OrganisatieFactory(naam="Zorg en Zo")


@pytest.fixture
def aanbieder(organisatie):
    return gebruiker_met(Rol.AANBIEDER, organisatie=organisatie)


def velden(**anders):
    return {
        "naam": "Sterk als een kikker",
        "omschrijving": "Kinderen leren voor zichzelf opkomen.",
        "doelgroep": [Doelgroep.JEUGDIGEN],
        "preventievorm": Preventievorm.UNIVERSEEL,
        "vorm": Vorm.GROEP,
        "leeftijd_min": 6,
        "leeftijd_max": 12,
        "groep_min": 4,
        "groep_max": 8,
        "aanmeldwijze": Aanmeldwijze.BIJ,
    } | anders


def maak(organisatie, door, sleutel=None, **anders):
    return maak_interventie(
        organisatie=organisatie,
        aanbieder_type=AanbiederType.MOEDERORGANISATIE,
        velden=velden(**anders),
        themas=[],
        door=door,
        sleutel=sleutel,
    )


def formulier(**anders):
    return {
        **velden(),
        "aanbieder_type": AanbiederType.MOEDERORGANISATIE,
        "themas": [ThemaFactory().pk],
        "max_leeftijdsverschil": 4,
        "trainers_nodig": 1,
        "sleutel": str(uuid.uuid4()),
    } | anders


def ingelogd(user):
    client = Client()
    client.force_login(user)
    return client


def test_wordt_een_concept_van_de_eigen_organisatie_met_een_zoekindex(organisatie, aanbieder):
    ding = maak(organisatie, aanbieder, naam="  Sterk als  een kikker ")
    assert (ding.naam, ding.slug, ding.staat) == ("Sterk als een kikker", "sterk-als-een-kikker", "concept")
    assert (ding.organisatie, ding.aanbieder) == (organisatie, "Zorg en Zo")
    regel = Logregel.objects.get(gebeurtenis="interventie.toegevoegd")
    assert (regel.object_id, regel.gegevens) == (str(ding.pk), {"organisatie": organisatie.pk})
    assert not zoek_interventies("kikker").exists(), "a draft is not found"
    Interventie.objects.update(aanmelden_bij="CJG", wie_betaalt="gemeente")
    publiceer_interventie(ding, gebruiker_met(Rol.BEHEER))
    assert zoek_interventies("kikker").get() == ding


def test_alleen_voor_de_eigen_organisatie_en_de_beheerder_voor_elke(organisatie, aanbieder):
    ander = OrganisatieFactory()
    for door in (aanbieder, gebruiker_met(Rol.JGT), gebruiker_met(Rol.TRAINER)):
        with pytest.raises(NietToegestaan):
            maak(ander, door)
    assert not Interventie.objects.exists()
    assert maak(ander, gebruiker_met(Rol.BEHEER)).organisatie == ander


@pytest.mark.parametrize("naam", ["Sterk als een kikker", "STERK als een kikker", "Sterk als een kikker!"])
def test_een_naam_die_bestaat_wordt_bij_het_veld_gezegd(organisatie, aanbieder, naam):
    maak(organisatie, aanbieder)
    with pytest.raises(DomeinFout, match="bijna") as fout:
        maak(organisatie, aanbieder, naam=naam)
    assert fout.value.veld == "naam"
    assert Interventie.objects.count() == 1


def test_een_naam_zonder_letters_en_een_naam_die_een_pagina_is(organisatie, aanbieder):
    with pytest.raises(DomeinFout, match="letters"):
        maak(organisatie, aanbieder, naam="!!!")
    ding = maak(organisatie, aanbieder, naam="Nieuw")
    assert ding.slug == "nieuw-aanbod"
    assert ingelogd(aanbieder).get(reverse("aanbod:interventie_wijzigen", args=[ding.slug])).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_twee_collegas_tegelijk_met_dezelfde_naam_een_krijgt_gelijk(organisatie, aanbieder):
    def probeer(_):
        try:
            maak(organisatie, aanbieder)
        except DomeinFout as fout:
            return fout.veld
        finally:
            connection.close()
        return "gelukt"

    with ThreadPoolExecutor(4) as samen:
        assert sorted(samen.map(probeer, range(4))) == ["gelukt", "naam", "naam", "naam"]
    assert Interventie.objects.count() == 1


def test_pagina_bewaart_een_concept_en_leidt_naar_de_bestaande_pagina(organisatie, aanbieder):
    client = ingelogd(aanbieder)
    assert ADRES in client.get(reverse("aanbod:beheer")).content.decode()
    pagina = client.get(ADRES).content.decode()
    assert "Zorg en Zo" in pagina
    assert f'type="hidden" name="organisatie" value="{organisatie.pk}"' in pagina
    antwoord = client.post(ADRES, formulier(organisatie=organisatie.pk), follow=True)
    ding = Interventie.objects.get()
    assert antwoord.redirect_chain == [(reverse("aanbod:interventie_wijzigen", args=[ding.slug]), 302)]
    assert "Toegevoegd" in antwoord.content.decode()
    assert ding.themas.count() == 1
    client.post(reverse("aanbod:interventie_staat", args=[ding.slug]), {"actie": "publiceer"})
    ding.refresh_from_db()
    assert ding.staat == InterventieStaat.CONCEPT, "no publication without routing"


def test_twee_keer_dezelfde_knop_is_een_aanbod(organisatie, aanbieder):
    client, gegevens = ingelogd(aanbieder), formulier(organisatie=organisatie.pk)
    eerste, tweede = client.post(ADRES, gegevens), client.post(ADRES, gegevens)
    assert eerste.url == tweede.url
    anders = client.post(ADRES, gegevens | {"leeftijd_max": 14})
    assert anders.status_code == 409, "the same name with something else in it is not silently the first"
    assert f'<a href="{eerste.url}">Wijzig het aanbod dat er staat</a>' in anders.content.decode()
    assert Interventie.objects.get().leeftijd_max == 12
    nieuw = client.post(ADRES, gegevens | {"sleutel": str(uuid.uuid4())})
    assert "bijna" in nieuw.content.decode()
    assert 'value="Sterk als een kikker"' in nieuw.content.decode()


def test_aanbieder_kiest_geen_andere_organisatie(organisatie, aanbieder):
    ander = OrganisatieFactory()
    assert ingelogd(aanbieder).post(ADRES, formulier(organisatie=ander.pk)).status_code == 422
    assert not Interventie.objects.exists()
    als(Rol.BEHEER).post(ADRES, formulier(organisatie=ander.pk))
    assert Interventie.objects.get().organisatie == ander


def test_wat_voor_organisatie_wordt_een_keer_gevraagd(organisatie, aanbieder):
    vraag = "Wat voor organisatie is dat?"
    assert vraag in ingelogd(aanbieder).get(ADRES).content.decode()
    InterventieFactory(organisatie=organisatie, aanbieder_type=AanbiederType.VRIJGEVESTIGD)
    pagina = ingelogd(aanbieder).get(ADRES)
    assert pagina.context["form"]["aanbieder_type"].value() == AanbiederType.VRIJGEVESTIGD
    assert vraag not in pagina.content.decode()


@pytest.mark.parametrize("rol", sorted(set(Rol) - {Rol.AANBIEDER, Rol.BEHEER}))
def test_andere_rollen_voegen_niets_toe(rol):
    assert als(rol).get(ADRES).status_code == als(rol).post(ADRES, {}).status_code == 403


def test_een_concept_ziet_alleen_wie_het_mag_wijzigen(organisatie, aanbieder):
    ding = maak(organisatie, aanbieder)
    adres = reverse("aanbod:interventie", args=[ding.slug])
    anderen = [Client(), als(Rol.JGT), als(Rol.AANBIEDER), als(Rol.FACILITAIR)]
    assert [c.get(adres).status_code for c in (ingelogd(aanbieder), als(Rol.BEHEER))] == [200, 200]
    assert {c.get(adres).status_code for c in anderen} == {404}
    for client in anderen:
        assert ding.naam not in client.get(reverse("aanbod:groepen"), {"aanbod": ding.slug}).content.decode()
        for naam in ("zoeken", "plank"):
            antwoord = client.get(reverse(f"aanbod:{naam}"), {"q": "kikker"})
            assert ding.slug not in antwoord.content.decode()
