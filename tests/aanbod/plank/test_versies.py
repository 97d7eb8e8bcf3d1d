"""Every version of an offer can be compared and put back; who saves second sees both whole versions."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from reversion.models import Revision, Version

from aanbod.plank.forms import InterventieForm
from aanbod.plank.inhoud import INHOUD, opgeslagen
from aanbod.plank.services import herstel_versie, wijzig_interventie
from aanbod.plank.versies import inhoud_van, versies_van
from gemeenten.grond.enums import Rol
from marktplein.audit.models import Logregel
from marktplein.basis.fouten import DomeinFout, NietToegestaan, Verouderd
from tests.aanbod.factories import InterventieFactory, ThemaFactory
from tests.aanbod.plank.test_interventies import formulier
from tests.gemeenten.factories import OrganisatieFactory, gebruiker_met


@pytest.fixture
def organisatie():
    return OrganisatieFactory()


@pytest.fixture
def aanbieder(organisatie):
    return gebruiker_met(Rol.AANBIEDER, organisatie=organisatie)


def wijzig(ding, door, **velden):
    themas = velden.pop("themas", list(ding.themas.all()))
    ding.refresh_from_db()
    return wijzig_interventie(interventie=ding, versie=ding.versie, velden=velden, themas=themas, door=door)


@pytest.mark.puur
def test_een_versie_houdt_alles_wat_het_formulier_vraagt():
    vragen = set(InterventieForm.base_fields) - {"gezien", "versie"}
    assert vragen == set(INHOUD)


def test_terugzetten_is_een_wijziging_die_ook_weer_terug_kan(organisatie, aanbieder):
    een, twee = ThemaFactory(), ThemaFactory()
    ding = InterventieFactory(
        organisatie=organisatie, themas=[een], intake="pedagoog", personen_per_deelnemer=Decimal("1.5")
    )
    toen = opgeslagen(ding)
    wijzig(ding, aanbieder, intake="niemand", personen_per_deelnemer=None, themas=[twee])
    nu = wijzig(ding, aanbieder, intake="arts")
    begin = versies_van(ding).last()
    assert inhoud_van(begin) == toen
    nieuw = herstel_versie(interventie=ding, bewaard=begin, versie=nu.versie, door=aanbieder)
    assert opgeslagen(nieuw) == toen
    assert [int(v.revision.comment) for v in versies_van(ding)] == [4, 3, 2, 1]
    assert opgeslagen(herstel_versie(interventie=ding, bewaard=versies_van(ding)[1], versie=4, door=aanbieder)) == {
        **toen, "intake": "arts", "personen_per_deelnemer": None, "themas": [twee],
    }  # fmt: skip
    assert Logregel.objects.get(gebeurtenis="interventie.hersteld", gegevens__uit=1).gegevens["velden"] == [
        "intake", "personen_per_deelnemer", "themas",
    ]  # fmt: skip


def test_terugzetten_schrijft_niet_over_een_collega_heen(organisatie, aanbieder):
    ding = InterventieFactory(organisatie=organisatie, naam="Oud")
    wijzig(ding, aanbieder, naam="Nieuw")
    begin = versies_van(ding).last()
    with pytest.raises(Verouderd):
        herstel_versie(interventie=ding, bewaard=begin, versie=1, door=aanbieder)
    with pytest.raises(NietToegestaan):
        herstel_versie(interventie=ding, bewaard=begin, versie=2, door=gebruiker_met(Rol.AANBIEDER))
    InterventieFactory(naam="Oud", slug="een-ander", organisatie=organisatie)
    with pytest.raises(DomeinFout) as fout:
        herstel_versie(interventie=ding, bewaard=begin, versie=2, door=aanbieder)
    assert fout.value.veld == "naam"


def test_versies_houden_geen_mensen(organisatie, aanbieder):
    ding = InterventieFactory(organisatie=organisatie)
    wijzig(ding, aanbieder, intake="x")
    assert not Revision.objects.exclude(user=None).exists()
    assert {v.content_type.model for v in Version.objects.all()} == {"interventie"}


def test_de_paginas_kosten_even_veel_vragen_voor_veel_versies(organisatie, aanbieder, django_assert_max_num_queries):
    ding = InterventieFactory(organisatie=organisatie, themas=[ThemaFactory()])
    for nummer in range(6):
        wijzig(ding, aanbieder, intake=f"wie {nummer}")
    client = Client()
    client.force_login(aanbieder)
    lijst = reverse("aanbod:interventie_versies", args=[ding.slug])
    client.get(lijst)
    with django_assert_max_num_queries(14):
        pagina = client.get(lijst).content.decode()
    assert str(aanbieder) in pagina
    adres = reverse("aanbod:interventie_versie", args=[ding.slug, versies_van(ding).last().pk])
    assert "1 veld is anders" in client.get(adres).content.decode()
    assert client.post(adres, {"versie": 3}).status_code == 409
    assert client.post(adres, {"versie": 7}).status_code == 302
    ding.refresh_from_db()
    assert ding.intake == ""


def test_wie_als_tweede_opslaat_ziet_beide_hele_versies(organisatie, aanbieder):
    ding = InterventieFactory(organisatie=organisatie, themas=[ThemaFactory()], duur_minuten=77)
    client = Client()
    client.force_login(aanbieder)
    adres = reverse("aanbod:interventie_wijzigen", args=[ding.slug])
    eerste, tweede = formulier(ding, intake="een"), formulier(ding, wie_betaalt="de school")
    client.post(adres, eerste)
    antwoord = client.post(adres, tweede)
    assert antwoord.status_code == 409
    rijen = {rij.label: rij for rij in antwoord.context["form"].heel}
    assert len(rijen) == len(INHOUD)
    assert (rijen["Wie betaalt?"].links, rijen["Wie betaalt?"].rechts) == ("de gemeente", "de school")
    assert {label for label, rij in rijen.items() if rij.anders} == {"Wie betaalt?", "Wie doet de intake?"}
