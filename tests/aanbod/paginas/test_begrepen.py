"""On the page of results: what was understood can be taken off, and function words alone lead to themes."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.aanbod.factories import InterventieFactory

pytestmark = pytest.mark.django_db


def test_wat_begrepen_is_staat_er_en_kan_weg(client: Client) -> None:
    InterventieFactory(naam="Stevig staan", leeftijd_min=6, leeftijd_max=9)
    adres = reverse("aanbod:zoeken")
    pagina = client.get(adres, {"q": "stevig staan, zoon van 7, gratis"})
    assert [een.tekst for een in pagina.context["begrippen"]] == ["7 jaar", "gratis"]
    zonder = client.get(adres + pagina.context["begrippen"][0].weg)
    assert [een.tekst for een in zonder.context["begrippen"]] == ["gratis"]
    assert "Stevig staan" in zonder.text


@pytest.mark.parametrize("vraag", ["ik wil het", "😀", "%"])
def test_wie_niets_zegt_krijgt_thema_s(client: Client, vraag: str) -> None:
    pagina = client.get(reverse("aanbod:zoeken"), {"q": vraag})
    assert "Hier kunnen we nog niet op zoeken" in pagina.text
    assert not pagina.context["page_obj"]
