"""A kind of work for tests only: its table exists as long as a test wants it."""

import base64
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.apps.registry import Apps
from django.db import connection, models, transaction

from marktplein.werk import services as werk
from marktplein.werk.models import Werk
from marktplein.werk.soort import Klus
from marktplein.werker import makelaar


class Proef(Werk):
    vak = models.IntegerField(default=0)
    antwoord = models.CharField(max_length=20, blank=True)

    class Meta:
        app_label = "werk"
        # A registry of its own: no other test or command sees this table.
        apps = Apps()

    def __str__(self) -> str:
        return f"proef {self.pk}"


class Proefwerk(Klus[Proef]):
    """``tijdens`` is what happens amid the computing; ``keren`` counts how often it began."""

    naam, taak, model = "proef", "tests.proef", Proef
    max_pogingen = 3
    slot, slotveld = 73_99, "vak"

    def __init__(self, tijdens: Callable[[Proef], object] = lambda rij: None) -> None:
        self.tijdens = tijdens
        self.keren = 0
        self.verteld: list[int] = []

    def doe(self, rij: Proef) -> Proef:
        self.keren += 1
        self.tijdens(rij)
        rij.antwoord = "42"
        with transaction.atomic():
            werk.eis_van_ons(self, rij)
            return werk.sluit(rij)

    def na_afloop(self, rij: Proef) -> None:
        self.verteld.append(rij.pk)


@contextmanager
def tabel() -> Iterator[None]:
    with connection.schema_editor() as bouwer:
        bouwer.create_model(Proef)
    yield
    with connection.schema_editor() as bouwer:
        bouwer.delete_model(Proef)


def aangekondigd() -> list[tuple[str, list[Any]]]:
    """(task, arguments) of each message that waits in the broker, oldest first."""
    with makelaar() as broker:
        berichten = [json.loads(rauw) for rauw in reversed(broker.lrange("marktplein", 0, -1))]
    inhoud = [json.loads(base64.b64decode(bericht["body"])) for bericht in berichten]
    return [(bericht["headers"]["task"], args) for bericht, (args, *_) in zip(berichten, inhoud, strict=True)]
