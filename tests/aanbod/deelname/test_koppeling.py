"""The link in a mail: making the words of a message reads, and only putting it in the outbox writes."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from aanbod.deelname.berichten import AanmeldingBericht, AlAangemeld
from aanbod.deelname.koppeling import hash_van, link_van
from marktplein.mail.models import Bericht as Post
from tests.aanbod.factories import AanmeldingFactory
from tests.mail.voorbeelden import van_aanmelding

SCHRIJFT = ("INSERT", "UPDATE", "DELETE")


def berichten() -> list[type[AanmeldingBericht]]:
    return sorted(AanmeldingBericht.__subclasses__(), key=lambda soort: soort.__name__)


@pytest.mark.parametrize("soort", berichten())
def test_woorden_maken_schrijft_niets(soort: type[AanmeldingBericht], settings) -> None:
    """Also after the secret key was changed, when every link is another one."""
    aanmelding = AanmeldingFactory()
    bericht = van_aanmelding(soort, aanmelding)
    settings.SECRET_KEY = "een-andere-sleutel-die-lang-genoeg-is-voor-een-test"
    with CaptureQueriesContext(connection) as vragen:
        bericht.context()
    assert not [v["sql"] for v in vragen if v["sql"].startswith(SCHRIJFT)]


def test_de_link_in_een_mail_opent_ook_na_een_nieuwe_sleutel(client: Client, settings) -> None:
    aanmelding = AanmeldingFactory(token_hash=hash_van("van-de-oude-sleutel"))
    settings.SECRET_KEY = "een-andere-sleutel-die-lang-genoeg-is-voor-een-test"
    AlAangemeld(aanmelding).zet_klaar()
    link = link_van(aanmelding)
    assert link in Post.objects.get().tekst
    assert client.get(link.removeprefix(settings.SITE_URL)).status_code == 200
