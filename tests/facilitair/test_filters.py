"""What is looked for in the lists of tasks and rooms."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.facilitair.factories import facilitair_medewerker


@pytest.mark.parametrize("adres", ["facilitair:ruimtes", "facilitair:taken", "facilitair:agenda"])
def test_naar_veel_woorden_zoeken_kost_niet_meer_dan_naar_een_paar(client: Client, adres: str) -> None:
    """Each word more once doubled the question to the database."""
    client.force_login(facilitair_medewerker())
    with CaptureQueriesContext(connection) as vragen:
        assert client.get(reverse(adres), {"zoek": "e " * 3000}).status_code == 200
    assert max(len(vraag["sql"]) for vraag in vragen) < 20_000
