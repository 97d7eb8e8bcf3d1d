"""What nobody needs any more is thrown away each night."""

import datetime as dt
import uuid
from typing import Any

import time_machine
from django.contrib.sessions.models import Session
from django.test import Client

from marktplein.basis import klok
from marktplein.basis.eenmalig import BEWAAR
from marktplein.basis.models import Verwerking
from marktplein.basis.tasks import ruim_op
from marktplein.celery import app
from tests.basis.test_eenmalig import eenmaal
from tests.gemeenten.factories import GebruikerFactory


def test_sleutels_van_een_week_en_afgelopen_sessies_gaan_weg(client: Client) -> None:
    oud, vers, nu = uuid.uuid4(), uuid.uuid4(), klok.nu()
    with time_machine.travel(nu - BEWAAR - dt.timedelta(hours=1)):
        eenmaal(oud, "oud")
        Client().force_login(GebruikerFactory())
    eenmaal(vers, "vers")
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
