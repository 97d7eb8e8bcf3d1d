"""A peak of failed logins is told once; ordinary mistakes are not; and the history shows where they came from."""

import datetime as dt

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from gemeenten.grond.enums import Rol
from gemeenten.grond.services.inlogpieken import GEBLOKKEERD_GRENS, MISLUKT_GRENS, bewaak_inloggen
from gemeenten.grond.tasks import bewaak_inloggen as taak
from marktplein.accounts.models import User
from marktplein.audit.models import Logregel
from marktplein.audit.services import leg_vast
from marktplein.basis import klok
from marktplein.mail.models import Bericht
from tests.accounts.test_inloggen import log_in
from tests.gemeenten.factories import gebruiker_met


def gebeurt(wat: str, keer: int) -> None:
    for _ in range(keer):
        leg_vast(wat, User())


def gemaild() -> list[str]:
    return sorted(Bericht.objects.filter(soort="gemeenten.inlogpiek").values_list("aan", flat=True))


@pytest.mark.parametrize(
    ("wat", "keer", "is_piek"),
    [
        ("inlog.mislukt", MISLUKT_GRENS - 1, False),
        ("inlog.mislukt", MISLUKT_GRENS, True),
        ("inlog.tweede_stap_mislukt", MISLUKT_GRENS, True),
        ("inlog.geblokkeerd", GEBLOKKEERD_GRENS - 1, False),
        ("inlog.geblokkeerd", GEBLOKKEERD_GRENS, True),
        ("inlog.gelukt", MISLUKT_GRENS * 2, False),
    ],
)
def test_wanneer_het_een_piek_is(wat: str, keer: int, is_piek: bool) -> None:
    beheerders = sorted(gebruiker_met(Rol.BEHEER).email for _ in range(2))
    gebruiker_met(Rol.GEMEENTEBEHEER)
    gebeurt(wat, keer)
    taak()
    assert gemaild() == (beheerders if is_piek else [])


def test_een_piek_wordt_een_keer_verteld_en_de_volgende_weer() -> None:
    gebruiker_met(Rol.BEHEER)
    begin = klok.nu()
    gemeld = []
    for minuten, keer in ((0, 30), (10, 30), (20, 30), (30, 0), (120, 30)):
        with time_machine.travel(begin + dt.timedelta(minutes=minuten), tick=False):
            gebeurt("inlog.mislukt", keer)
            gemeld.append(bewaak_inloggen())
    assert gemeld == [True, False, False, False, True]
    assert len(gemaild()) == 2
    assert Logregel.objects.filter(gebeurtenis="inlog.piek").count() == 5


def test_het_logboek_laat_inloggen_zien_met_het_adres() -> None:
    bezoeker = Client(REMOTE_ADDR="203.0.113.7")
    beheer = gebruiker_met(Rol.BEHEER)
    log_in(bezoeker, beheer, "fout-wachtwoord")
    leg_vast("signaal.ingediend", beheer, door=beheer)
    client = Client()
    client.force_login(beheer)
    pagina = client.get(reverse("gemeenten:logboek"), {"over": "inloggen"}).content.decode()
    assert "inlog.mislukt" in pagina
    assert "203.0.113.7" in pagina
    assert "signaal.ingediend" not in pagina
    bestand = client.get(reverse("gemeenten:logboek"), {"over": "inloggen", "formaat": "csv"}).content.decode(
        "utf-8-sig"
    )
    assert "203.0.113.7" in bestand
