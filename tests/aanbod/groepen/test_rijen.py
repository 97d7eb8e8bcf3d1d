"""The list of groups: rows with views for who works here, cards for residents and on the English page."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from aanbod.models import Groep
from aanbod.workflow import GroepStaat
from gemeenten.grond.enums import Rol
from tests.aanbod.factories import GroepFactory, InterventieFactory, TeamPlaatsFactory
from tests.gemeenten.factories import TeamFactory, gebruiker_met

GROEPEN = reverse("aanbod:groepen")


@pytest.fixture
def team() -> Any:
    return TeamFactory()


@pytest.fixture
def klant(client: Client, team: Any) -> Client:
    client.force_login(gebruiker_met(Rol.JGT, team=team))
    return client


def namen(klant: Client, **vraag: str) -> list[str]:
    return [groep.interventie.naam for groep in klant.get(GROEPEN, vraag).context["page_obj"]]


def test_each_view_holds_its_own_groups_and_says_how_many(klant: Client, team: Any) -> None:
    komt, loopt, voorbij = (GroepFactory(interventie__naam=naam) for naam in ("Komt", "Loopt", "Voorbij"))
    TeamPlaatsFactory(groep=loopt, team=team)
    for groep, staat in ((loopt, GroepStaat.BEZIG), (voorbij, GroepStaat.AFGEROND)):
        Groep.objects.filter(pk=groep.pk).update(staat=staat)
    assert komt.staat == GroepStaat.OPEN
    lijsten = {"komend": ["Komt"], "team": ["Loopt"], "bezig": ["Loopt"], "voorbij": ["Voorbij"], "onzin": []}
    for lijst, verwacht in lijsten.items():
        assert namen(klant, lijst=lijst) == verwacht, lijst
    tabs = klant.get(GROEPEN).context["tabs"]
    assert [tab["aantal"] for tab in tabs] == [1, 1, 1, 1, None]


def test_the_search_line_finds_by_name_and_place_and_the_views_keep_it(klant: Client) -> None:
    GroepFactory(interventie__naam="Rots en water", locatie_naam="De Schuur")
    GroepFactory(interventie=Groep.objects.get().interventie, locatie_naam="De Hof")
    assert len(namen(klant, zoek="rots schuur")) == 1
    assert klant.get(GROEPEN, {"zoek": "rots"}).context["tabs"][1]["url"] == "?zoek=rots&lijst=team"


def test_a_row_offers_places_only_while_there_are(klant: Client) -> None:
    vrij, vol = GroepFactory(), GroepFactory(capaciteit=5, minimum=2)
    Groep.objects.filter(pk=vol.pk).update(bezet=5, staat=GroepStaat.VOL)
    html = klant.get(GROEPEN).text
    assert reverse("aanbod:teamplaats", args=[vrij.slug]) in html
    assert reverse("aanbod:teamplaats", args=[vol.slug]) not in html
    assert "vol, wachtlijst" in html


def test_residents_and_the_english_page_keep_cards(klant: Client) -> None:
    GroepFactory(interventie=InterventieFactory())
    assert 'class="rijlijst"' in klant.get(GROEPEN).text
    for pagina in (Client().get(GROEPEN), klant.get(f"/en{GROEPEN}")):
        assert pagina.status_code == 200
        assert 'class="groeplijst"' in pagina.text
        assert "data-rijkader" not in pagina.text
