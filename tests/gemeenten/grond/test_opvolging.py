"""A merged municipality: what hangs on it is found at its successor, by every filter; a merger to come waits."""

import datetime as dt

import django_filters
import pytest
from django.apps import apps
from django.test import Client
from django.urls import get_resolver, reverse

from aanbod.zoeken.plaats import plaats_in
from gemeenten.grond.enums import Rol
from gemeenten.grond.fusies import met_voorgangers
from gemeenten.grond.models import Kern
from gemeenten.grond.opvolging import GemeenteFilter, keuzes_bij, opvolger
from gemeenten.grond.selectors import bestaande_gemeenten
from marktplein.basis import klok
from tests.aanbod.factories import GroepFactory
from tests.facilitair.factories import RuimteFactory, TaakFactory
from tests.gemeenten.factories import GemeenteFactory, TeamFactory, gebruiker_met
from tests.vraag.factories import SignaalFactory

pytestmark = pytest.mark.django_db
EEN_DAG = dt.timedelta(days=1)


@pytest.fixture
def nieuw():
    return GemeenteFactory(naam="Noordwijk", slug="noordwijk")


@pytest.fixture
def oud(nieuw):
    return GemeenteFactory(naam="Noordwijkerhout", slug="noordwijkerhout", tot=klok.vandaag(), opgegaan_in=nieuw)


def _filters(klasse=django_filters.FilterSet):
    for onder in klasse.__subclasses__():
        yield onder
        yield from _filters(onder)


def test_elke_keus_van_een_gemeente_kent_voorgangers():
    """Whatever list comes next: its filter by municipality is the one that knows of mergers."""
    assert get_resolver().url_patterns, "every page is read, and with it its filter"
    onze = {app.name.split(".")[0] for app in apps.get_app_configs()} - {"django_filters"}
    klassen = [k for k in _filters() if k.__module__.split(".")[0] in onze and "gemeente" in k.base_filters]
    met_keus = {f"{k.__module__}.{k.__name__}": k.base_filters["gemeente"] for k in klassen}
    assert len(met_keus) >= 6
    assert [naam for naam, filter_ in met_keus.items() if not isinstance(filter_, GemeenteFilter)] == []


def test_voorgangers_en_opvolger_ook_na_twee_fusies(oud, nieuw):
    ouder = GemeenteFactory(tot=klok.vandaag() - EEN_DAG, opgegaan_in=oud)
    assert met_voorgangers([nieuw.pk]) == {nieuw.pk, oud.pk, ouder.pk}
    assert (opvolger(ouder), opvolger(nieuw)) == (nieuw, nieuw)
    team = TeamFactory(gemeente=ouder)
    SignaalFactory(team=team)
    assert list(keuzes_bij(type(team).objects.values("gemeente"))) == [nieuw]


def test_een_opheffing_die_nog_komt_telt_vandaag_niet(nieuw, client: Client):
    straks = GemeenteFactory(naam="Lisse", slug="lisse", tot=klok.vandaag() + EEN_DAG, opgegaan_in=nieuw)
    groep = GroepFactory(gemeente=straks)
    assert straks in bestaande_gemeenten()
    assert met_voorgangers([nieuw.pk]) == {nieuw.pk}
    assert plaats_in("training in lisse") == straks
    pagina = client.get(reverse("aanbod:groepen"), {"gemeente": "lisse"})
    assert [g.pk for g in pagina.context["page_obj"]] == [groep.pk]


def test_wie_de_oude_naam_zoekt_komt_bij_de_nieuwe_uit(oud, nieuw):
    Kern.objects.create(gemeente=oud, naam="De Zilk", lat=52.3, lon=4.5)
    assert plaats_in("rust in noordwijkerhout") == nieuw
    assert plaats_in("rust in de zilk") == nieuw


# The list of which the rows are the things themselves, where there is another beside it.
MET = {"vraag:regiovraag": {"weergave": "vragen"}}


def _rijen(client: Client, naam: str, waarde: object) -> set[int]:
    pagina = client.get(reverse(naam), {"gemeente": waarde} | MET.get(naam, {}))
    assert pagina.status_code == 200
    return {rij.pk for rij in pagina.context["page_obj"]}


def test_elke_lijst_vindt_wat_aan_de_oude_hangt_en_stuurt_een_oud_adres_door(oud, nieuw, client: Client):
    team = TeamFactory(gemeente=oud)
    beheer = gebruiker_met(Rol.BEHEER)
    facilitair = gebruiker_met(Rol.FACILITAIR)
    lid = gebruiker_met(Rol.JGT, team=team).lidmaatschappen.get()
    gevallen = {
        "aanbod:groepen": (None, GroepFactory(gemeente=oud), nieuw.slug, oud.slug),
        "facilitair:ruimtes": (facilitair, RuimteFactory(gemeente=oud), nieuw.pk, oud.pk),
        "facilitair:taken": (facilitair, TaakFactory(gemeente=oud), nieuw.pk, oud.pk),
        "gemeenten:leden": (beheer, lid, nieuw.pk, oud.pk),
        "vraag:regiovraag": (
            gebruiker_met(Rol.JGT, team=TeamFactory()),
            SignaalFactory(team=team),
            nieuw.pk,
            oud.pk,
        ),
    }
    for naam, (user, ding, van_nieuw, van_oud) in gevallen.items():
        if user:
            client.force_login(user)
        assert ding.pk in _rijen(client, naam, van_nieuw), naam
        doorgestuurd = client.get(reverse(naam), {"gemeente": van_oud, "x": "1"})
        assert (doorgestuurd.status_code, doorgestuurd.url) == (301, f"{reverse(naam)}?gemeente={van_nieuw}&x=1")
