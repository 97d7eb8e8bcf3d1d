"""A number keeps its country and all of its digits, and is shown as people write it."""

from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.test import Client
from django.urls import reverse

from aanbod.deelname.koppeling import token_van
from aanbod.models import Aanmelding
from gemeenten.grond.models import Organisatie
from marktplein.basis.fouten import DomeinFout
from marktplein.basis.telefoon import TelefoonKolom, TelefoonVeld, lees, toon
from tests.aanbod.factories import AanmeldingFactory, GroepFactory
from tests.gemeenten.factories import OrganisatieFactory


@pytest.mark.puur
@pytest.mark.parametrize(
    ("getypt", "bewaard", "getoond"),
    [
        ("06-12 34 56 78", "+31612345678", "06 12345678"),
        ("0031 6 12345678", "+31612345678", "06 12345678"),
        ("(071) 523 00 00", "+31715230000", "071 523 0000"),
        ("+32 470 12 34 56", "+32470123456", "+32 470 12 34 56"),
        ("0049 30 901820", "+4930901820", "+49 30 901820"),
        ("０６１２３４５６７８", "+31612345678", "06 12345678"),
        ("0800-0432", "+318000432", "0800 0432"),
        ("", "", ""),
    ],
)
def test_een_nummer_houdt_zijn_land(getypt: str, bewaard: str, getoond: str) -> None:
    assert lees(getypt) == bewaard
    assert toon(bewaard) == getoond
    assert lees(getoond) == bewaard


@pytest.mark.puur
@pytest.mark.parametrize(
    ("getypt", "woorden"),
    [
        ("06 1234567", "een cijfer te weinig"),
        ("06 123456", "2 cijfers te weinig"),
        ("06 123456789", "een cijfer te veel"),
        ("+32 470 12 34", "bestaat niet in het land van +32"),
        ("00 12345678", "telefoonnummer"),
        ("bel maar", "Dit is geen telefoonnummer"),
        ("071 5230000 x12", "toestelnummer"),
    ],
)
def test_wat_niemand_bereikt_wordt_gezegd(getypt: str, woorden: str) -> None:
    with pytest.raises(DomeinFout, match=woorden.replace("+", r"\+")):
        lees(getypt)
    with pytest.raises(ValidationError):
        TelefoonVeld().clean(getypt)


@pytest.mark.puur
def test_elke_kolom_met_een_nummer_bewaart_het_zo() -> None:
    kolommen = [
        veld
        for model in apps.get_models()
        for veld in model._meta.get_fields()
        if isinstance(veld, models.CharField) and "telefoon" in veld.name
    ]
    assert len(kolommen) >= 2
    assert not [f"{k.model.__name__}.{k.name}" for k in kolommen if not isinstance(k, TelefoonKolom)]


def test_een_aanmelding_met_een_buitenlands_nummer(client: Client) -> None:
    groep = GroepFactory()
    adres = reverse("aanbod:aanmelden", args=[groep.slug])
    invoer = {"naam": "Sam", "email": "sam@voorbeeld.example", "leeftijd_kind": groep.leeftijd_min}
    sleutel = "6a4a3a0e-0000-4000-8000-000000000001"
    antwoord = client.post(adres, {**invoer, "telefoon": "06 1234567", "sleutel": sleutel})
    assert "een cijfer te weinig" in antwoord.content.decode()
    client.post(adres, {**invoer, "telefoon": "+32 470 12 34 56", "sleutel": sleutel})
    aanmelding = Aanmelding.objects.get()
    assert aanmelding.telefoon == "+32470123456"
    eigen_pagina = client.get(reverse("aanbod:aanmelding", args=[token_van(aanmelding)]))
    assert "+32 470 12 34 56" in eigen_pagina.content.decode()


def test_oude_nummers_worden_omgezet_waar_dat_kan() -> None:
    mens, organisatie = AanmeldingFactory(), OrganisatieFactory()
    for getypt, straks in (("06 12345678", "+31612345678"), ("zie website", "zie website")):
        Aanmelding.objects.filter(pk=mens.pk).update(telefoon=getypt)
        Organisatie.objects.filter(pk=organisatie.pk).update(telefoon=getypt)
        for naam in ("aanbod.migrations.0006_telefoon_e164", "gemeenten.grond.migrations.0003_telefoon_e164"):
            import_module(naam).zet_om(apps, connection.schema_editor())
        mens.refresh_from_db()
        organisatie.refresh_from_db()
        assert mens.telefoon == organisatie.telefoon == straks
