"""Every text field of every form fits the column behind it, and tells how much fits before it is sent."""

import uuid
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from allauth.account.forms import AddEmailForm, LoginForm
from allauth.account.models import EmailAddress
from django import forms
from django.conf import settings
from django.db import models
from django.test import Client
from django.urls import reverse

from aanbod.deelname.forms.aanmelden import AanmeldForm, AfgelastForm
from aanbod.models import Aanmelding, Groep
from aanbod.workflow import AanmeldingStaat
from facilitair.models import Reservering, Taak
from facilitair.ruimtes.forms import ReserveerFormulier
from facilitair.taken.forms import NieuweTaakFormulier
from gemeenten.grond.enums import Rol
from gemeenten.grond.models import Uitnodiging
from marktplein.accounts.models import User
from tests.aanbod.factories import GroepFactory
from tests.facilitair.factories import RuimteFactory
from tests.gemeenten.factories import GebruikerFactory, TeamFactory

# Where a form's field has another name than the column it ends in, or the form is of no model.
KOLOMMEN: dict[type[forms.BaseForm], dict[str, tuple[type[models.Model], str]]] = {
    AanmeldForm: {veld: (Aanmelding, veld) for veld in ("naam", "email")},
    AfgelastForm: {"reden": (Groep, "reden_geannuleerd")},
    ReserveerFormulier: {"omschrijving": (Reservering, "omschrijving")},
    NieuweTaakFormulier: {"titel": (Taak, "titel")},
    AddEmailForm: {"email": (EmailAddress, "email")},
}


def alle_formulieren(begin: type[forms.BaseForm] = forms.BaseForm) -> Iterator[type[forms.BaseForm]]:
    import_module(settings.ROOT_URLCONF)
    for soort in begin.__subclasses__():
        if hasattr(soort, "base_fields"):
            yield soort
        yield from alle_formulieren(soort)


def lengte(veld: forms.Field) -> int | None:
    langst = getattr(veld, "max_length", None) or veld.widget.attrs.get("maxlength")
    return int(langst) if langst else None


def tekstvelden(formulier: type[forms.BaseForm]) -> Iterator[tuple[str, forms.CharField]]:
    for naam, veld in formulier.base_fields.items():
        getypt = isinstance(veld, forms.CharField) and not isinstance(veld, forms.UUIDField | forms.JSONField)
        if getypt and veld.strip and not veld.widget.is_hidden:
            yield naam, veld


def van_ons(formulier: type[forms.BaseForm]) -> bool:
    return formulier.__module__.split(".")[0] in ("aanbod", "facilitair", "gemeenten", "vraag")


@pytest.mark.puur
def test_elk_tekstveld_zegt_hoeveel_er_past() -> None:
    """Save a filter's: what is looked for is kept nowhere."""
    open_einde = [
        f"{f.__module__}.{f.__name__}.{naam}"
        for f in alle_formulieren()
        if van_ons(f) and "filters" not in f.__module__
        for naam, veld in tekstvelden(f)
        if lengte(veld) is None
    ]
    assert not open_einde


@pytest.mark.puur
@pytest.mark.parametrize("formulier", KOLOMMEN)
def test_elk_tekstveld_past_in_zijn_kolom(formulier: type[forms.BaseForm]) -> None:
    for naam, (model, kolom) in KOLOMMEN[formulier].items():
        past: Any = model._meta.get_field(kolom)
        assert (lengte(formulier.base_fields[naam]) or 9**9) <= past.max_length, f"{formulier.__name__}.{naam}"


@pytest.mark.puur
def test_elk_mailveld_past() -> None:
    for formulier in [*alle_formulieren(), LoginForm]:
        for naam, veld in formulier.base_fields.items():
            if isinstance(veld, forms.EmailField):
                assert lengte(veld) == 254, f"{formulier.__name__}.{naam}"


LANG = "a" * 60 + "@" + ".".join(["b" * 60] * 4) + ".example"


def test_een_te_lang_mailadres_wordt_gezegd(client: Client) -> None:
    groep = GroepFactory()
    antwoord = client.post(reverse("aanbod:aanmelden", args=[groep.slug]), {"naam": "Sam", "email": LANG})
    assert "er passen hoogstens 254 tekens" in antwoord.content.decode()
    client.force_login(GebruikerFactory(lid=[(Rol.BEHEER, None)]))
    antwoord = client.post(
        reverse("gemeenten:uitnodigen"), {"email": LANG, "rol": Rol.JGT, "plek": f"team:{TeamFactory().pk}"}
    )
    assert "er passen hoogstens 254 tekens" in antwoord.content.decode()
    assert not Uitnodiging.objects.exists()


def test_wie_iets_onzichtbaars_plakt_is_dezelfde_mens(client: Client) -> None:
    groep = GroepFactory()
    for naam in ("Sam Zoë", "Sam\u200b Zoe\u0308", "\u202eSam\u00a0Zoë\uffff"):
        invoer = {
            "naam": naam,
            "email": "sam@voorbeeld.example",
            "leeftijd_kind": groep.leeftijd_min,
            "sleutel": uuid.uuid4(),
        }
        client.post(reverse("aanbod:aanmelden", args=[groep.slug]), invoer)
    assert [a.naam for a in Aanmelding.objects.filter(staat=AanmeldingStaat.TE_BEVESTIGEN)] == ["Sam Zoë"]


@pytest.mark.parametrize("adres", ["gemeenten:logboek", "facilitair:ruimtes"])
@pytest.mark.parametrize("dag", ["9999-12-31", "0001-01-01", "2101-01-01"])
def test_een_datum_waarmee_niet_te_rekenen_is(client: Client, adres: str, dag: str) -> None:
    client.force_login(GebruikerFactory(lid=[(Rol.BEHEER, None), (Rol.FACILITAIR, None)]))
    antwoord = client.get(reverse(adres), {"van": dag, "tot": dag, "datum": dag})
    assert "Vul een datum in van 1900 tot en met 2100" in antwoord.content.decode()


def test_een_boeking_in_de_zomertijdnacht(client: Client, time_machine: Any) -> None:
    time_machine.move_to("2027-03-01T12:00:00Z")
    client.force_login(GebruikerFactory(lid=[(Rol.FACILITAIR, None)]))
    adres = reverse("facilitair:reserveren", args=[RuimteFactory(dagdelen=[]).pk])
    invoer = {"datum": "2027-03-28", "aantal": 3, "omschrijving": "Nachtwacht", "sleutel": uuid.uuid4()}
    antwoord = client.post(adres, {**invoer, "begin": "02:30", "eind": "03:00"})
    assert "02.30 uur bestaat dan niet" in antwoord.content.decode()
    client.post(adres, {**invoer, "begin": "01:30", "eind": "03:30"})
    periode = Reservering.objects.get().periode
    assert (periode.upper - periode.lower).total_seconds() == 3600


def test_een_wachtwoord_blijft_teken_voor_teken() -> None:
    veld = forms.CharField(strip=False, widget=forms.PasswordInput)
    assert veld.clean(" a\u200bb ") == " a\u200bb "


def test_de_naam_van_een_gebruiker_is_schoon_in_het_beheer() -> None:
    veld = User._meta.get_field("naam").formfield()
    assert veld
    assert veld.clean("Zoe\u0308\u200b") == "Zoë"
