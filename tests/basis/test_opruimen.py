"""What nobody needs any more is thrown away each night."""

import datetime as dt
import uuid
from typing import Any

import time_machine
from django.contrib.sessions.models import Session
from django.test import Client

from marktplein.basis import klok
from marktplein.basis.eenmalig import BEWAAR, eenmalig
from marktplein.basis.models import Verwerking
from marktplein.basis.tasks import ruim_op
from marktplein.celery import app
from marktplein.mail.models import Bericht
from tests.gemeenten.factories import GebruikerFactory


def maak() -> Bericht:
    return Bericht.objects.create(soort="proef", aan="a@voorbeeld.example", onderwerp="o", tekst="t")


def test_sleutels_van_een_week_en_afgelopen_sessies_gaan_weg(client: Client) -> None:
    oud, vers, nu = uuid.uuid4(), uuid.uuid4(), klok.nu()
    with time_machine.travel(nu - BEWAAR - dt.timedelta(hours=1)):
        eenmalig(oud, "proef", Bericht, maak, invoer=("oud",))
        Client().force_login(GebruikerFactory())
    eenmalig(vers, "proef", Bericht, maak, invoer=("vers",))
    blijft = Verwerking.objects.latest("op")
    client.force_login(GebruikerFactory())
    assert (Verwerking.objects.count(), Session.objects.count()) == (2, 2)
    ruim_op()
    assert list(Verwerking.objects.all()) == [blijft]
    assert list(Session.objects.values_list("session_key", flat=True)) == [client.session.session_key]


def test_het_gebeurt_elke_nacht(settings: Any) -> None:
    namen = [regel["task"] for regel in settings.CELERY_BEAT_SCHEDULE.values()]
    assert ruim_op.name in namen
    app.loader.import_default_modules()
    assert set(namen) <= app.tasks.keys(), "beat would announce what no worker knows"


def test_dezelfde_invoer_eenmaal_andere_invoer_ook() -> None:
    sleutel = uuid.uuid4()
    uitkomsten = [eenmalig(sleutel, "proef", Bericht, maak, invoer=invoer) for invoer in ((1, "a"), (1, "a"), (1, "b"))]
    assert [nieuw for _, nieuw in uitkomsten] == [True, False, True]
    assert uitkomsten[0][0] == uitkomsten[1][0] != uitkomsten[2][0]
    assert sleutel not in Verwerking.objects.values_list("sleutel", flat=True), "a key tells nothing of the input"


def test_een_rij_als_invoer_telt_om_haar_nummer() -> None:
    een, twee, sleutel = maak(), maak(), uuid.uuid4()
    een.onderwerp = "anders genoemd"
    nieuw = [eenmalig(sleutel, "proef", Bericht, maak, invoer=(rij,))[1] for rij in (een, een, twee)]
    assert nieuw == [True, False, True]


def test_wat_weggegooid_is_wordt_opnieuw_gemaakt() -> None:
    sleutel = uuid.uuid4()
    eerste, _ = eenmalig(sleutel, "proef", Bericht, maak, invoer=(1,))
    eerste.delete()
    uitkomsten = [eenmalig(sleutel, "proef", Bericht, maak, invoer=(1,)) for _ in "ab"]
    assert [nieuw for _, nieuw in uitkomsten] == [True, False]
    assert uitkomsten[0][0] == uitkomsten[1][0] == Bericht.objects.get()


def test_ander_werk_met_dezelfde_sleutel_is_ander_werk() -> None:
    sleutel = uuid.uuid4()
    assert all(eenmalig(sleutel, soort, Bericht, maak, invoer=(1,))[1] for soort in ("proef", "andere proef"))
