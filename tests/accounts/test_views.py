"""How close rows stand goes with the person; what a visitor chose stays in the browser."""

from django.test import Client
from django.urls import reverse

from gemeenten.grond.enums import Rol
from tests.gemeenten.factories import gebruiker_met


def test_how_close_rows_stand_follows_the_person_to_another_browser(client: Client) -> None:
    user = gebruiker_met(Rol.FACILITAIR)
    client.force_login(user)
    antwoord = client.post(reverse("dichtheid"), {"dichtheid": "compact", "terug": "/facilitair/?lijst=vrij"})
    assert antwoord.url == "/facilitair/?lijst=vrij"
    ander = Client()
    ander.force_login(user)
    assert 'data-dichtheid="compact"' in ander.get("/facilitair/").content.decode()
    client.post(reverse("dichtheid"), {"dichtheid": "ruim"})
    html = ander.get("/facilitair/").content.decode()
    assert 'data-dichtheid="ruim"' in html
    assert "Compacter" in html


def test_of_a_visitor_the_browser_keeps_it(client: Client) -> None:
    assert client.post(reverse("dichtheid"), {"dichtheid": "compact"}).cookies["dichtheid"].value == "compact"
    assert client.post(reverse("dichtheid"), {"dichtheid": "ruim"}).cookies["dichtheid"].value == ""
